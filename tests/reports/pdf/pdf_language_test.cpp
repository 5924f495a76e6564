// SPDX-License-Identifier: GPL-3.0-or-later
// PDF and HTML in another language, as their readers see them: nothing English is left over, and German fits the page.
#include <QGuiApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "reports/html/html.h"
#include "reports/pdf/certificate.h"
#include "reports/pdf/pdf.h"
#include "reports/words/report_language.h"
#include "tests/reports/pdf/pdf_fixture.h"
#include "tests/reports/report_fixture.h"

using namespace vedette;

namespace {

// A language in which every letter of a text of ours is a Cyrillic one: what is still in Latin letters was never asked
// for. Latin words of names, ids and queries are no texts of ours and stay.
std::string marked(std::string_view english) {
    QString out;
    for (const QChar c : QString::fromUtf8(english.data(), static_cast<qsizetype>(english.size()))) {
        if (c >= u'a' && c <= u'z')
            out += QChar(0x0430 + c.unicode() - u'a');
        else if (c >= u'A' && c <= u'Z')
            out += QChar(0x0410 + c.unicode() - u'A');
        else
            out += c;
    }
    return out.toStdString();
}

ReportWords pseudo() { return ReportWords({"xx", marked, marked, marked}); }

QString textOf(const std::string& pdf, const QStringList& options = {QStringLiteral("-raw")}) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("report.pdf"));
    if (!writeFileAtomic(path.toStdString(), pdf)) return {};
    QProcess process;
    process.start(QStringLiteral("pdftotext"), options + QStringList{path, QStringLiteral("-")});
    process.waitForFinished(120'000);
    return QString::fromUtf8(process.readAllStandardOutput());
}

QStringList latinWords(const QString& text) {
    static const QRegularExpression kWord(QStringLiteral("[A-Za-z]{2,}"));
    QStringList out;
    for (auto word = kWord.globalMatch(text); word.hasNext();) out += word.next().captured();
    return out;
}

// What reports carry over as it is: names, ids, queries, notes, keys.
class Kept {
public:
    explicit Kept(const ReportData& data) {
        for (const char* name : {"Vedette", "UTC", "OCSF"}) add(name);
        for (const auto& text : {data.title, data.preparedBy, data.version, data.storeName}) add(text);
        const auto& head = data.judgement.checkpoint;
        add(head.origin);
        add(head.note);
        add(toHex(head.root));
        for (const auto& pack : data.judgement.packs) {
            add(pack.pack.id);
            for (const auto& problem : pack.pack.problems) add(problem);
            for (const auto& result : pack.results) {
                add(result.control.id);
                for (const auto& ref : result.evidence) add(ref.query);
            }
        }
        for (const auto& waiver : data.waivers) add(waiver.who + " " + waiver.why);
        for (const auto& alert : data.alerts) {
            for (const auto& text : {alert.id, alert.detector, alert.node, alert.principal, alert.client, alert.model})
                add(text);
            for (const auto& threat : alert.threats) add(threat.substr(0, threat.find("AML") + 3));
            for (const auto& action : alert.actions) add(action.actor + " " + action.note);
        }
        for (const auto& node : data.tieOut.nodes) add(node.node);
        for (const auto& row : data.tieOut.classes) add(row.name);
        for (const auto& node : data.part) add(node);
        if (!data.verification) return;
        add(data.verification->key);
        for (const auto& gap : data.verification->gaps) add(gap.source);
        for (const auto& damage : data.verification->damage) add(damage.place + " " + damage.what);
    }
    void add(std::string_view text) {
        for (const QString& word : latinWords(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))))
            m_words.insert(word);
        if (text.size() > 40) m_long += QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())) + u'\n';
    }
    // Latin words of the text that are none of these. A key or hash may be broken anywhere, and a root be cut.
    [[nodiscard]] QStringList missedIn(const QString& text) const {
        QStringList out;
        for (const QString& word : latinWords(text))
            if (!m_words.contains(word) && !m_long.contains(word)) out += word;
        return out;
    }

private:
    QSet<QString> m_words;
    QString m_long;
};

ReportData reportNamed(const QString& which) {
    if (which == QStringLiteral("quarter")) return test::quarterReport();
    if (which == QStringLiteral("bare")) return {};
    auto data = which == QStringLiteral("empty") ? test::emptyReport() : test::sampleReport();
    if (which == QStringLiteral("unverified")) data.verification.reset();
    if (which == QStringLiteral("broken")) {
        data.verification->intact = false;
        data.verification->damageCount = 3;
        data.verification->damage.push_back({"entry 1042", "leaf differs"});
    }
    if (which == QStringLiteral("part")) {
        data.part = {"edge-1", "edge-2"};
        data.verification->anchored = false;
        data.verification->gaps.clear();
        data.tieOut.differences.emplace_back("the evidence of gdpr-art44 names entries past the end of the log");
    }
    return data;
}

void addReports() {
    QTest::addColumn<QString>("which");
    for (const char* which : {"sample", "quarter", "empty", "bare", "unverified", "broken", "part"})
        QTest::newRow(which) << QString::fromUtf8(which);
}

const ReportWords& german() {
    static const ReportWords words = loadReportWords(VEDETTE_RESOURCES, "de").value();
    return words;
}

CertificatePaper certificate(CertificateKind kind, const ReportWords& words) {
    CertificatePaper paper;
    auto& issued = paper.issued.certificate;
    issued.id = 3;
    issued.entry = 61'400;
    issued.kind = kind;
    issued.time = *parseTime("2026-11-20T13:58:00Z");
    issued.log = "vedette.example.org/desk-1";
    issued.actor = "m.okafor";
    issued.reason = "DSR-2026-117";
    issued.parts.resize(1'204);
    issued.subjects.resize(1);
    issued.records = 1'190;
    issued.count = 20'000;
    issued.first = 17;
    issued.last = 20'016;
    paper.issued.body = "body";
    paper.verifier = "vedette.example.org/desk-1+8254c329+AT4vJ8nUjCM8XzvLrZ1b8wzRrXqkS6Qj0m3o1p7h9bCd";
    paper.file = "certificate-3.json";
    paper.store = "evidence";
    paper.partsLeft = 2;
    paper.unfinished = true;
    paper.words = words;
    return paper;
}

}  // namespace

class PdfLanguageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingEnglishIsLeftInThePdf_data() { addReports(); }
    void nothingEnglishIsLeftInThePdf() {
        QFETCH(QString, which);
        const auto data = reportNamed(which);
        const auto pdf = renderPdf(reportIn(pseudo(), data));
        QVERIFY(pdf);
        const auto text = textOf(*pdf);
        QVERIFY(text.size() > 500);
        const auto missed = Kept(data).missedIn(text);
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QChar(u'\n'))));
    }

    void nothingEnglishIsLeftInTheHtml_data() { addReports(); }
    void nothingEnglishIsLeftInTheHtml() {
        QFETCH(QString, which);
        const auto data = reportNamed(which);
        auto html = QString::fromStdString(renderHtml(reportIn(pseudo(), data)));
        html.remove(
            QRegularExpression(QStringLiteral("<style>.*</style>"), QRegularExpression::DotMatchesEverythingOption));
        QString text;  // what is heard and not seen as well
        for (auto spoken = QRegularExpression(QStringLiteral("aria-label=\"([^\"]*)\"")).globalMatch(html);
             spoken.hasNext();)
            text += spoken.next().captured(1) + u'\n';
        text += html.replace(QRegularExpression(QStringLiteral("<[^>]*>")), QStringLiteral(" "));
        text.replace(QRegularExpression(QStringLiteral("&#?\\w+;")), QStringLiteral(" "));
        Kept kept(data);
        const auto missed = kept.missedIn(text);
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QChar(u'\n'))));
    }

    void nothingEnglishIsLeftInACertificate_data() {
        QTest::addColumn<bool>("erasure");
        QTest::newRow("erasure") << true;
        QTest::newRow("retention") << false;
    }
    void nothingEnglishIsLeftInACertificate() {
        QFETCH(bool, erasure);
        const auto kind = erasure ? CertificateKind::Erasure : CertificateKind::Retention;
        const auto paper = certificate(kind, pseudo());
        const auto pdf = renderCertificate(paper);
        QVERIFY(pdf);
        Kept kept(ReportData{});
        for (const auto& text :
             {paper.issued.certificate.log, paper.issued.certificate.actor, paper.issued.certificate.reason,
              paper.verifier, paper.file, paper.store, toHex(sha256(paper.issued.body)), toHex(paper.leaf)})
            kept.add(text);
        const auto text = textOf(*pdf);
        QVERIFY(text.size() > 500);
        const auto missed = kept.missedIn(text);
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QChar(u'\n'))));
        // And the German one stays on its page.
        const auto page = textOf(*renderCertificate(certificate(kind, german())), {QStringLiteral("-layout")});
        QCOMPARE(page.count(QLatin1Char('\f')), 1);
        QVERIFY2(page.contains(QStringLiteral("Am 20.11.2026 13:58:00 UTC")), qPrintable(page));
        QVERIFY(page.contains(QStringLiteral("Seite 1 von 1")));
    }

    void saysItInGerman_data() {
        QTest::addColumn<QString>("said");
        for (const char* said :
             {"Unversehrtheit", "Vollständigkeit", "Kurz gesagt", "Von 48 Maßnahmen", "Stand je Regelwerk",
              "Alarme nach Schweregrad", "ein Balken je Woche", "Sept.", "01.07.2026 00:00:00 UTC", "Wurzel sha256",
              "Signierter Prüfpunkt", "Maßnahmen: DSGVO", "Anhang A: Was geprüft wurde", "Nachweis reicht nicht",
              "6 von 6 Knoten", "gefüllt: maschinell, Umriss: von Hand", "Anhang I: Unversehrtheit",
              "Nachweise, keine rechtliche Feststellung.", "Seite 1 von"})
            QTest::newRow(said) << QString::fromUtf8(said);
    }
    void saysItInGerman() {
        QFETCH(QString, said);
        static const std::string kFile = renderPdf(reportIn(german(), test::quarterReport())).value();
        static const QString kText =
            textOf(kFile).replace(QRegularExpression(QStringLiteral("\\s+")), QStringLiteral(" "));
        QVERIFY2(kText.contains(said), qPrintable(kText.left(6'000)));
        QVERIFY(kFile.find("/Lang (de)") != std::string::npos);
    }

    // No two words of a page lie over each other, and none leaves the paper's margins.
    void wordsDoNotOverlap_data() {
        QTest::addColumn<QString>("which");
        QTest::addColumn<bool>("inGerman");
        for (const char* which : {"quarter", "part", "broken", "empty"})
            for (const bool inGerman : {false, true})
                QTest::addRow("%s, %s", which, inGerman ? "German" : "English") << QString::fromUtf8(which) << inGerman;
    }
    void wordsDoNotOverlap() {
        QFETCH(QString, which);
        QFETCH(bool, inGerman);
        const auto data = reportNamed(which);
        const auto boxes = textOf(*renderPdf(inGerman ? reportIn(german(), data) : data), {QStringLiteral("-bbox")});
        static const QRegularExpression kPage(QStringLiteral("</page>"));
        static const QRegularExpression kWord(
            QStringLiteral("<word xMin=\"([-0-9.]+)\" yMin=\"([-0-9.]+)\" "
                           "xMax=\"([-0-9.]+)\" yMax=\"([-0-9.]+)\">([^<]*)"));
        int seen = 0;
        for (const QString& page : boxes.split(kPage)) {
            QList<std::pair<QRectF, QString>> words;
            for (auto hit = kWord.globalMatch(page); hit.hasNext(); ++seen) {
                const auto word = hit.next();
                const auto number = [&word](int i) { return word.captured(i).toDouble(); };
                // Boxes are as high as the font; the letters themselves stand in the middle half.
                const double middle = (number(4) - number(2)) / 4;
                const QRectF box(QPointF(number(1) + 0.3, number(2) + middle),
                                 QPointF(number(3) - 0.3, number(4) - middle));
                QVERIFY2(number(1) > 40 && number(3) < 556, qPrintable(word.captured(5)));
                for (const auto& [other, text] : words)
                    QVERIFY2(!box.intersects(other), qPrintable(text + QStringLiteral(" / ") + word.captured(5)));
                words.emplace_back(box, word.captured(5));
            }
        }
        QVERIFY(seen > 500);
    }

    // What goes overleaf is followed by what comes next; only the last page ends where the report ends. In German the
    // chart goes overleaf, in English it does not.
    void everyPageIsFilled_data() {
        QTest::addColumn<bool>("inGerman");
        QTest::newRow("English") << false;
        QTest::newRow("German") << true;
    }
    void everyPageIsFilled() {
        constexpr double kTop = 62;
        constexpr double kBottom = 842 - 46;
        QFETCH(const bool, inGerman);
        const auto data = test::quarterReport();
        const auto pdf = renderPdf(inGerman ? reportIn(german(), data) : data);
        QVERIFY(pdf);
        static const QRegularExpression kWord(QStringLiteral("yMin=\"([0-9.]+)\" xMax=\"[0-9.]+\" yMax=\"([0-9.]+)\""));
        const QStringList pages = textOf(*pdf, {QStringLiteral("-bbox")}).split(QStringLiteral("<page "));
        QVERIFY(pages.size() > 8);
        for (int i = 1; i + 1 < pages.size(); ++i) {
            double lowest = 0;
            for (auto word = kWord.globalMatch(pages[i]); word.hasNext();) {
                const auto one = word.next();
                if (one.captured(1).toDouble() < kBottom - 10) lowest = std::max(lowest, one.captured(2).toDouble());
            }
            const double share = (lowest - kTop) / (kBottom - kTop);
            QVERIFY2(share > 0.55, qPrintable(QStringLiteral("page %1 is filled to %2").arg(i).arg(share)));
        }
    }

    void leavesASampleForEyes() {
        const char* folder = std::getenv("VEDETTE_REPORT_SAMPLE");
        if (folder == nullptr) QSKIP("set VEDETTE_REPORT_SAMPLE to a folder to get German samples as files");
        const std::filesystem::path place = folder;
        QVERIFY(writeFileAtomic(place / "de.pdf", *renderPdf(reportIn(german(), test::quarterReport()))));
        QVERIFY(writeFileAtomic(place / "de.html", renderHtml(reportIn(german(), test::quarterReport()))));
        const std::vector<std::pair<const char*, ReportWords>> languages = {{"certificate-de.pdf", german()},
                                                                            {"certificate-en.pdf", {}}};
        for (const auto& [name, words] : languages)
            QVERIFY(writeFileAtomic(place / name, *renderCertificate(certificate(CertificateKind::Erasure, words))));
    }
};

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    PdfLanguageTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "pdf_language_test.moc"
