// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody who is handed the PDF relies on, seen through the tools that are used to read such files.
#include "reports/pdf/pdf.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cstdlib>
#include <thread>

#include "core/base/file.h"
#include "reports/pdf/preview.h"
#include "tests/reports/pdf/pdf_fixture.h"
#include "tests/reports/report_fixture.h"

using namespace vedette;

namespace {

struct ToolRun {
    int exit = -1;
    QString out;
    QString err;
};

// A tool of poppler-utils or qpdf (scripts/packages-test.txt).
ToolRun tool(const QString& name, const QStringList& arguments) {
    QProcess process;
    process.start(name, arguments);
    if (!process.waitForStarted()) return {-1, {}, name + QStringLiteral(" is not installed")};
    process.waitForFinished(120'000);
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

// Text on one line, however it was broken on paper.
QString joined(QString text) {
    text.replace(QRegularExpression(QStringLiteral("\\s+")), QStringLiteral(" "));
    return text;
}

QString withoutBlanks(QString text) { return text.remove(QRegularExpression(QStringLiteral("\\s+"))); }

class Written {
public:
    explicit Written(const ReportData& data, const PdfOptions& options = {}) {
        const auto done = writePdf(data, path().toStdString(), options);
        if (!done) qFatal("%s", done.error().text().c_str());
    }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("report.pdf")); }
    [[nodiscard]] QByteArray bytes() const {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QString text() const {
        return tool(QStringLiteral("pdftotext"), {QStringLiteral("-raw"), path(), QStringLiteral("-")}).out;
    }
    [[nodiscard]] QString text(int first, int last) const {
        return tool(QStringLiteral("pdftotext"),
                    {QStringLiteral("-f"), QString::number(first), QStringLiteral("-l"), QString::number(last),
                     QStringLiteral("-raw"), path(), QStringLiteral("-")})
            .out;
    }
    [[nodiscard]] int pageCount() const {
        const auto info = tool(QStringLiteral("pdfinfo"), {path()}).out;
        return QRegularExpression(QStringLiteral("Pages:\\s+(\\d+)")).match(info).captured(1).toInt();
    }
    [[nodiscard]] QStringList pages() const {
        auto pages = tool(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path(), QStringLiteral("-")})
                         .out.split(QLatin1Char('\f'));
        pages.removeLast();
        return pages;
    }

private:
    QTemporaryDir m_folder;
};

// One file for the tests that only look.
const Written& quarter() {
    static const Written written(test::quarterReport());
    return written;
}

}  // namespace

class PdfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPageIsNumbered() {
        const auto count = quarter().pageCount();
        const auto pages = quarter().pages();
        QVERIFY(count > 8);
        QCOMPARE(pages.size(), count);
        for (int i = 0; i < count; ++i)
            QVERIFY2(pages[i].contains(QStringLiteral("Page %1 of %2").arg(i + 1).arg(count)), qPrintable(pages[i]));
    }

    // What is leafed through before writing is what is written: as many pages, each its own.
    void aPictureOfEveryPage() {
        const ReportData data = test::quarterReport();
        const int count = quarter().pageCount();
        QVERIFY(count > 3);
        const ReportPage first = paintReportPage(data, 1, 300);
        const ReportPage second = paintReportPage(data, 2, 300);
        const ReportPage last = paintReportPage(data, count + 1, 300);
        QCOMPARE(first.pages, count);
        QCOMPARE(first.number, 1);
        QCOMPARE(second.number, 2);
        QCOMPARE(last.number, count);
        QVERIFY(first.picture != second.picture && second.picture != last.picture);
        QCOMPARE(second.picture.size(), QSize(300, 425));
    }

    void theFirstPageHasItsCharts() {
        // Its parts in the order they are read in, and the chart between the counts and the scope.
        const auto first = quarter().pages().front();
        qsizetype at = 0;
        for (const char* part : {"In short", "State by framework", "Alerts by severity", "one bar a week", "30 Sep",
                                 "Scope and criteria", "Signed checkpoint", "Page 1 of"}) {
            const auto next = first.indexOf(QString::fromUtf8(part), at);
            QVERIFY2(next >= at, part);
            at = next;
        }
    }

    void theFirstPageStandsAlone_data() {
        QTest::addColumn<QString>("said");
        for (const char* said :
             {"Evidence report, third quarter 2026", "1 July to 30 September 2026, UTC", "Integrity", "Verified",
              "Completeness", "1 gap", "Of 48 controls", "Failed: GDPR Art 44", "State by framework",
              "gdpr 2026.09, hipaa 2026.09", "Man. fail", "Alerts by severity", "Critical", "M. Okafor", "Reviewed by",
              "Signed checkpoint", "Check it without us", "Evidence, not a legal determination"})
            QTest::newRow(said) << QString::fromUtf8(said);
    }
    void theFirstPageStandsAlone() {
        QFETCH(QString, said);
        const auto first = joined(quarter().text().section(QLatin1Char('\f'), 0, 0));
        QVERIFY2(first.contains(said), qPrintable(first));
    }

    void nothingIsLeftOut() {
        const auto data = test::quarterReport();
        const auto text = withoutBlanks(quarter().text());
        const auto has = [&](const std::string& value) {
            const bool found = text.contains(withoutBlanks(QString::fromStdString(value)));
            if (!found) qWarning("not in the file: %s", value.c_str());
            return found;
        };
        for (const auto& pack : data.judgement.packs)
            for (const auto& result : pack.results) {
                QVERIFY(has(result.control.id));
                QVERIFY(has(result.reason));
                QVERIFY(has(result.control.threshold));
                QVERIFY(has("number from: " + std::string(basisWord(result.control.basis))));
                for (const auto& ref : result.evidence) QVERIFY(has(ref.query));
            }
        for (const auto& alert : data.alerts) {
            QVERIFY(has(alert.id));
            QVERIFY(has(alert.title));
            for (const auto entry : alert.findingEntries) QVERIFY(has(std::to_string(entry)));
            for (const auto& action : alert.actions) QVERIFY(has(action.note));
        }
        for (const auto& limit : data.limits) QVERIFY(has(limit));
        for (const auto& sentence : data.summary) QVERIFY(has(sentence));
        for (const auto& waiver : data.waivers) QVERIFY(has(waiver.why));
        for (const auto& node : data.tieOut.nodes) QVERIFY(has(node.node));
        for (const auto& gap : data.verification->gaps) QVERIFY(has(gap.source));
        QVERIFY(has(data.judgement.checkpoint.note));
        QVERIFY(has(data.verification->key));
    }

    void isInTheArchivalMode() {
        const auto bytes = quarter().bytes();
        QVERIFY(bytes.startsWith("%PDF-1.4"));
        QVERIFY(bytes.contains("pdfaid:part=\"1\"") || bytes.contains("<pdfaid:part>1<"));
        QVERIFY(bytes.contains("/OutputIntents"));
        const auto fonts = tool(QStringLiteral("pdffonts"), {quarter().path()}).out.split(QLatin1Char('\n'));
        int embedded = 0;
        for (const auto& line : fonts.mid(2)) {
            if (line.isEmpty()) continue;
            // name, type, encoding, then: embedded, subset, mapped to Unicode
            QVERIFY2(line.contains(QRegularExpression(QStringLiteral("Identity-H\\s+yes \\S+\\s+yes"))),
                     qPrintable(line));
            ++embedded;
        }
        QVERIFY(embedded >= 3);
        for (const auto& hit : {"/EmbeddedFiles", "/JavaScript", "/Encrypt", "/S /Transparency", "/Launch", "/URI"})
            QVERIFY2(!bytes.contains(hit), hit);
    }

    void nothingIsTranslucent() {
        const auto text = QString::fromLatin1(quarter().bytes());
        auto opacity = QRegularExpression(QStringLiteral("/(?:ca|CA) ([0-9.]+)")).globalMatch(text);
        while (opacity.hasNext()) QCOMPARE(opacity.next().captured(1).toDouble(), 1.0);
        auto masks = QRegularExpression(QStringLiteral("/SMask\\s*(/?\\w+)")).globalMatch(text);
        while (masks.hasNext()) QCOMPARE(masks.next().captured(1), QStringLiteral("/None"));
    }

    void everyReaderOpensIt() {
        const auto checked = tool(QStringLiteral("qpdf"), {QStringLiteral("--check"), quarter().path()});
        QVERIFY2(checked.exit == 0, qPrintable(checked.out + checked.err));
        QCOMPARE(checked.err, QString());
        const auto painted =
            tool(QStringLiteral("pdftoppm"), {QStringLiteral("-r"), QStringLiteral("20"), QStringLiteral("-png"),
                                              quarter().path(), quarter().path() + QStringLiteral("-page")});
        QVERIFY2(painted.exit == 0 && painted.err.isEmpty(), qPrintable(painted.err));
    }

    void bookmarksLeadToTheirPages() {
        const auto xml = tool(QStringLiteral("pdftohtml"), {QStringLiteral("-xml"), QStringLiteral("-i"),
                                                            QStringLiteral("-stdout"), quarter().path()})
                             .out;
        const auto outline = xml.mid(xml.indexOf(QStringLiteral("<outline>")));
        const auto pages = quarter().pages();
        for (const char* title :
             {"Controls: GDPR", "Controls: HIPAA", "Annex A: What was tested", "Annex D: Alerts",
              "Annex I: Integrity, and how to check it without us", "Art 44: Fail", "Art 35: Manual pass"}) {
            const auto item = QRegularExpression(QStringLiteral("<item page=\"(\\d+)\">%1</item>")
                                                     .arg(QRegularExpression::escape(QString::fromUtf8(title))))
                                  .match(outline);
            QVERIFY2(item.hasMatch(), qPrintable(QString::fromUtf8(title) + outline));
            const auto named = QString::fromUtf8(title).section(QLatin1Char(':'), 0, 0);
            QVERIFY2(pages[item.captured(1).toInt() - 1].contains(named), title);
        }
    }

    void theContentsPageNamesTheRightPages() {
        const auto pages = quarter().pages();
        qsizetype contents = 0;
        while (contents < pages.size() && !pages[contents].contains(QStringLiteral("  Contents"))) ++contents;
        QVERIFY(contents < pages.size());
        auto rows = QRegularExpression(QStringLiteral("^ *(Annex \\w|Controls: \\w+)\\b.*?(\\d+)$"),
                                       QRegularExpression::MultilineOption)
                        .globalMatch(pages[contents]);
        int seen = 0;
        while (rows.hasNext()) {
            const auto row = rows.next();
            const auto page = row.captured(2).toInt();
            QVERIFY(page >= 1 && page <= pages.size());
            QVERIFY2(pages[page - 1].contains(row.captured(1)), qPrintable(row.captured(0)));
            ++seen;
        }
        QCOMPARE(seen, 11);
        QVERIFY(quarter().bytes().contains("/Subtype /Link"));
    }

    void missingDataIsSaid_data() {
        QTest::addColumn<QString>("which");
        QTest::addColumn<QString>("said");
        QTest::newRow("no entry") << "empty" << "The log holds no entry in this period";
        QTest::newRow("nothing collected") << "empty" << "Nothing collected";
        QTest::newRow("no alert") << "empty" << "No alert was raised in the period";
        QTest::newRow("no evidence") << "empty" << "No evidence was read";
        QTest::newRow("no waiver") << "empty" << "No control was waived";
        QTest::newRow("not verified") << "unverified" << "Not verified";
        QTest::newRow("gaps not read") << "unverified" << "its own account of its gaps was not read";
        QTest::newRow("verification") << "unverified" << "not verified for this report";
        QTest::newRow("broken") << "broken" << "Broken";
        QTest::newRow("where it is broken") << "broken" << "entry 1042";
        QTest::newRow("nothing to rely on") << "broken" << "Nothing in this report can be relied on";
        QTest::newRow("no pack") << "bare" << "No pack was judged";
        QTest::newRow("no checkpoint") << "bare" << "The log holds no checkpoint";
    }
    void missingDataIsSaid() {
        QFETCH(QString, which);
        QFETCH(QString, said);
        auto data = which == QStringLiteral("empty") ? test::emptyReport() : test::sampleReport();
        if (which == QStringLiteral("unverified")) data.verification.reset();
        if (which == QStringLiteral("broken")) {
            data.verification->intact = false;
            data.verification->damageCount = 1;
            data.verification->damage.push_back({"entry 1042", "leaf differs"});
        }
        if (which == QStringLiteral("bare")) data = ReportData{};
        const Written written(data);
        const auto text = joined(written.text());
        QVERIFY2(text.contains(said), qPrintable(text));
        if (which == QStringLiteral("broken")) QVERIFY(!text.contains(QStringLiteral("match its signed checkpoint")));
    }

    void hostileTextStaysInItsPlace() {
        auto data = test::quarterReport();
        const auto hostile = test::hostileText();
        data.title = hostile;
        data.subtitle = hostile;
        data.preparedBy = hostile;
        data.storeName = hostile;
        data.judgement.checkpoint.origin = hostile;
        data.judgement.checkpoint.note += hostile;
        data.summary.push_back(hostile);
        data.limits.push_back(hostile);
        data.tieOut.nodes.front().node = hostile;
        auto& results = data.judgement.packs.front().results;
        results.resize(4);
        for (auto& result : results) {
            result.control.clause = result.control.title = result.reason = result.control.threshold = hostile;
            result.coverage.missing = result.coverage.unit = hostile;
            result.evidence.front().query = hostile;
            result.items.front().item = hostile;
        }
        data.alerts.front().title = data.alerts.front().reason = data.alerts.front().principal = hostile;
        data.alerts.front().actions = {test::actionBy(1, {}, hostile, hostile, hostile, hostile)};
        data.verification->gaps.front().what = hostile;
        const Written written(data);
        const auto checked = tool(QStringLiteral("qpdf"), {QStringLiteral("--check"), written.path()});
        QVERIFY2(checked.exit == 0, qPrintable(checked.out + checked.err));
        const auto text = joined(written.text());
        QVERIFY(text.contains(QStringLiteral("U+202E")));
        QVERIFY(text.contains(QStringLiteral("U+001B")));
        QVERIFY(text.contains(QStringLiteral("Page 1 of")));
        QVERIFY(!text.contains(QChar(0x202E)));
        // What is printed lies within the margins: no word is wider than the paper's text.
        const auto boxes =
            tool(QStringLiteral("pdftotext"), {QStringLiteral("-bbox"), written.path(), QStringLiteral("-")}).out;
        auto words = QRegularExpression(QStringLiteral("<word xMin=\"([-0-9.]+)\" yMin=\"([-0-9.]+)\" "
                                                       "xMax=\"([-0-9.]+)\" yMax=\"([-0-9.]+)\""))
                         .globalMatch(boxes);
        int seen = 0;
        for (; words.hasNext(); ++seen) {
            const auto word = words.next();
            QVERIFY2(word.captured(1).toDouble() > 40 && word.captured(3).toDouble() < 556,
                     qPrintable(word.captured()));
            QVERIFY2(word.captured(2).toDouble() > 28 && word.captured(4).toDouble() < 822,
                     qPrintable(word.captured()));
        }
        QVERIFY(seen > 1'000);
    }

    void manyRowsAreAllThere() {
        const auto data = test::reportWithItems(100, 200);
        const Written written(data);
        const auto count = written.pageCount();
        QVERIFY(count > 400);
        // Rows follow each other without a gap: the first ones of a page in the middle, and the last ones.
        const auto middle = written.text(count / 2, count / 2);
        auto rows = QRegularExpression(QStringLiteral("answered from row (\\d+)\\.")).globalMatch(middle);
        int last = -1;
        for (; rows.hasNext();) {
            const auto row = rows.next().captured(1).toInt();
            QVERIFY(last < 0 || row == last + 1);
            last = row;
        }
        QVERIFY(last > 5'000);
        const auto end = written.text(count - 60, count);
        QVERIFY(end.contains(QStringLiteral("answered from row 19999.")));
        QVERIFY(end.contains(QStringLiteral("Page %1 of %1").arg(count)));
    }

    void manyAlertsAreAllThere() {
        const auto data = test::reportWithAlerts(300);
        const auto text = withoutBlanks(Written(data).text());
        for (const auto& alert : data.alerts)
            QVERIFY2(text.contains(QString::fromStdString(alert.id)), alert.id.c_str());
    }

    void aVeryLongRowGoesOnOverleaf() {
        auto data = test::quarterReport();
        auto& alert = data.alerts.front();
        for (std::uint64_t i = 0; i < 300; ++i)
            alert.actions.push_back(
                test::actionBy(90'000 + i, alert.raised, "m.okafor", "note", "", "looked at it once more"));
        const Written written(data);
        const auto text = written.text();
        for (const int entry : {90'000, 90'150, 90'299})
            QVERIFY(text.contains(QStringLiteral("(entry %1)").arg(entry)) ||
                    joined(text).contains(QStringLiteral("(entry %1)").arg(entry)));
    }

    void summariesTooLongForAPageGoOn() {
        auto data = test::quarterReport();
        data.summary.clear();
        for (int i = 0; i < 90; ++i) data.summary.push_back("Sentence number " + std::to_string(i) + ".");
        const Written written(data);
        const auto text = joined(written.text());
        for (int i = 0; i < 90; ++i) QVERIFY(text.contains(QStringLiteral("Sentence number %1.").arg(i)));
        QVERIFY(written.pages().front().contains(QStringLiteral("Signed checkpoint")));
        QVERIFY(written.pages().front().contains(QStringLiteral("on the next page")));
    }

    void aLongSentenceIsShortInFrontAndWholeOverleaf() {
        auto data = test::quarterReport();
        std::string longest = "Failed:";
        for (int i = 0; i < 60; ++i) longest += " node edge-" + std::to_string(i) + " was silent,";
        data.summary.insert(data.summary.begin() + 1, 3, longest + " and that is all.");
        const Written written(data);
        const auto pages = written.pages();
        QVERIFY(!pages[0].contains(QStringLiteral("that is all")));
        QVERIFY(pages[0].contains(QStringLiteral("40 alerts were raised")));
        QVERIFY(pages[0].contains(QStringLiteral("Signed checkpoint")));
        QCOMPARE(joined(pages[1]).count(QStringLiteral("and that is all.")), 3);
    }

    void paperIsChosen() {
        PdfOptions options;
        options.paper = PdfPaper::Letter;
        const Written written(test::quarterReport(), options);
        QVERIFY(tool(QStringLiteral("pdfinfo"), {written.path()}).out.contains(QStringLiteral("612 x 792")));
    }

    void worksOffTheMainThread() {
        std::array<Result<std::string>, 2> files = {fail(ErrorCode::Invalid, ""), fail(ErrorCode::Invalid, "")};
        {
            std::vector<std::jthread> threads;
            for (auto& file : files) threads.emplace_back([&file] { file = renderPdf(test::quarterReport()); });
        }
        for (const auto& file : files) {
            QVERIFY2(file.has_value(), file ? "" : file.error().text().c_str());
            QVERIFY(file->size() > 50'000);
        }
    }

    void cancelledLeavesTheOldFile_data() {
        QTest::addColumn<int>("after");
        QTest::newRow("before it begins") << -1;
        QTest::newRow("while it is counted") << 0;
        QTest::newRow("while it is painted") << 40;
    }
    void cancelledLeavesTheOldFile() {
        QFETCH(int, after);
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "report.pdf";
        QVERIFY(writeFileAtomic(path, "the old one"));
        std::stop_source stop;
        if (after < 0) stop.request_stop();
        PdfOptions options;
        options.stop = stop.get_token();
        options.progress = [&](std::uint64_t done, std::uint64_t) {
            if (static_cast<int>(done) >= after) stop.request_stop();
        };
        const auto done = writePdf(test::quarterReport(), path, options);
        QVERIFY(!done);
        QVERIFY(done.error().code == ErrorCode::Cancelled);
        QCOMPARE(*readFile(path), std::string("the old one"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void aPlaceThatCannotBeWrittenIsNamed_data() {
        QTest::addColumn<QString>("place");
        QTest::newRow("no such folder") << "absent/report.pdf";
        QTest::newRow("below a file") << "file/report.pdf";
        QTest::newRow("a folder of that name") << "folder";
    }
    void aPlaceThatCannotBeWrittenIsNamed() {
        QFETCH(QString, place);
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        QVERIFY(writeFileAtomic(root / "file", "x"));
        QVERIFY(std::filesystem::create_directory(root / "folder"));
        const auto path = root / place.toStdString();
        const auto done = writePdf(test::sampleReport(), path);
        QVERIFY(!done);
        QVERIFY2(done.error().where == path.string(), done.error().text().c_str());
        QVERIFY(!done.error().what.empty());
        QVERIFY(done.error().text().find('\n') == std::string::npos);
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 2);
    }

    void progressGoesUpToTheEnd() {
        std::vector<std::uint64_t> seen;
        PdfOptions options;
        options.progress = [&](std::uint64_t done, std::uint64_t total) {
            QCOMPARE(total, std::uint64_t{100});
            seen.push_back(done);
        };
        QVERIFY(renderPdf(test::quarterReport(), options));
        QVERIFY(seen.size() > 10);
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
        QCOMPARE(seen.back(), std::uint64_t{100});
    }

    void leavesASampleForEyes() {
        const char* folder = std::getenv("VEDETTE_REPORT_SAMPLE");
        if (folder == nullptr) QSKIP("set VEDETTE_REPORT_SAMPLE to a folder to get the sample report as a file");
        QVERIFY(writePdf(test::quarterReport(), std::filesystem::path(folder) / "report.pdf"));
        QVERIFY(writePdf(test::emptyReport(), std::filesystem::path(folder) / "empty.pdf"));
    }
};

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    PdfTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "pdf_test.moc"
