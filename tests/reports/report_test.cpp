// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader of the HTML and CSV reports relies on: nothing injected, nothing left out, nothing claimed.
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <cstdlib>

#include "core/base/file.h"
#include "reports/csv/csv.h"
#include "reports/html/html.h"
#include "tests/reports/report_fixture.h"

using namespace vedette;

namespace {

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

// Rows of an RFC 4180 text, parsed by its rules.
std::vector<std::vector<std::string>> parseCsv(const std::string& csv) {
    std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
            rows.back().back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            rows.back().emplace_back();
        } else if (!quoted && c == '\r') {
            continue;
        } else if (!quoted && c == '\n') {
            rows.emplace_back(1);
        } else {
            rows.back().back() += c;
        }
    }
    if (rows.back().size() == 1 && rows.back().back().empty()) rows.pop_back();
    return rows;
}

}  // namespace

class ReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostileTextIsOnlyText_data() {
        QTest::addColumn<QString>("absent");
        QTest::newRow("a script element") << QStringLiteral("<script");
        QTest::newRow("an attribute that breaks out") << QStringLiteral("\" onmouseover");
        QTest::newRow("a raw bidi override") << QString(QChar(0x202E));
        QTest::newRow("an outside resource by src") << QStringLiteral("src=");
        QTest::newRow("an import in the style") << QStringLiteral("@import");
        QTest::newRow("a link out") << QStringLiteral("href=\"http");
    }
    void hostileTextIsOnlyText() {
        QFETCH(QString, absent);
        const auto html = text(renderHtml(test::sampleReport()));
        QVERIFY2(!html.contains(absent), "must not occur in the file");
        QVERIFY(html.contains(QStringLiteral("&lt;script&gt;alert(1)")));
        QVERIFY(html.contains(QStringLiteral("U+202E")));
    }

    void markupIsWellFormed() {
        // All but the void meta elements and the doctype must be balanced, so an XML reader can check the nesting.
        for (const auto& data : {test::sampleReport(), test::emptyReport()}) {
            auto html = text(renderHtml(data));
            html.remove(QStringLiteral("<!DOCTYPE html>"));
            html.replace(QStringLiteral("<br>"), QStringLiteral("<br/>"));
            html.replace(QRegularExpression(QStringLiteral("(<meta [^>]*)>")), QStringLiteral("\\1/>"));
            QXmlStreamReader xml(html);
            while (!xml.atEnd()) xml.readNext();
            QVERIFY2(!xml.hasError(),
                     qPrintable(xml.errorString() + QStringLiteral(" at line ") + QString::number(xml.lineNumber())));
        }
    }

    void headingsGoDownOneStepAtATime() {
        const auto html = text(renderHtml(test::sampleReport()));
        auto found = QRegularExpression(QStringLiteral("<h([1-6])")).globalMatch(html);
        int last = 0;
        int firsts = 0;
        while (found.hasNext()) {
            const int level = found.next().captured(1).toInt();
            QVERIFY2(level <= last + 1, "a heading skips a level");
            if (level == 1) ++firsts;
            last = level;
        }
        QCOMPARE(firsts, 1);
        QVERIFY(html.contains(QStringLiteral("lang=\"en\"")));
        QVERIFY(html.contains(QStringLiteral("scope=\"col\"")));
        QVERIFY(html.contains(QStringLiteral("scope=\"row\"")));
    }

    void saysWhatAReportMustSay_data() {
        QTest::addColumn<QString>("sentence");
        const char* const sentences[] = {"Insufficient evidence",
                                         "Manual fail",
                                         "Manual pass",
                                         "Waived",
                                         "Not applicable",
                                         "our default",
                                         "the law&#39;s text",
                                         "5 of 6 nodes",
                                         "14 of 42,118 requests",
                                         "Results say what the evidence shows",
                                         "class=6003 and region=eu-central-1",
                                         "version 2026.09",
                                         "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=",
                                         "vedettectl verify",
                                         "sha256sum",
                                         "The counts add up",
                                         "Failed: GDPR Art 44",
                                         "edge-6/access",
                                         "by A. Brandt, until <span class=\"time\">2027-01-31 00:00:00 UTC",
                                         "AML.T0024.002",
                                         "(entry 20999)",
                                         "(entry 21007, taken back)",
                                         "Not judged: controls/9"};
        for (const char* sentence : sentences) QTest::newRow(sentence) << QString::fromUtf8(sentence);
    }
    void saysWhatAReportMustSay() {
        QFETCH(QString, sentence);
        QVERIFY(text(renderHtml(test::sampleReport())).contains(sentence));
    }

    void neverGivesAComplianceFigure() {
        // "97 %" of the alert's reason is the only percentage; none counts controls.
        auto data = test::sampleReport();
        data.alerts.clear();
        auto html = text(renderHtml(data));
        html.remove(
            QRegularExpression(QStringLiteral("<style>.*</style>"), QRegularExpression::DotMatchesEverythingOption));
        QVERIFY(!html.contains(QLatin1Char('%')));
    }

    void anEmptyPeriodIsSaid() {
        const auto html = text(renderHtml(test::emptyReport()));
        QVERIFY(html.contains(QStringLiteral("The log holds no entry in this period")));
        QVERIFY(html.contains(QStringLiteral("Nothing collected")));
        QVERIFY(html.contains(QStringLiteral("No alert was raised in the period")));
        QVERIFY(!html.contains(QStringLiteral("No known gap")));
    }

    void anUnverifiedOrBrokenLogIsSaidFirst() {
        auto data = test::sampleReport();
        data.verification.reset();
        data.limits = declaredLimits(data);
        auto html = text(renderHtml(data));
        QVERIFY(html.contains(QStringLiteral("Not verified")));
        QVERIFY(html.contains(QStringLiteral("was not verified for this report")));
        data = test::sampleReport();
        data.verification->intact = false;
        data.verification->damageCount = 1;
        data.verification->damage.push_back({"entry 1042", test::kScript});
        html = text(renderHtml(data));
        QVERIFY(html.contains(QStringLiteral("Broken")));
        QVERIFY(html.contains(QStringLiteral("entry 1042")));
        QVERIFY(!html.contains(QStringLiteral("match its signed checkpoint")));
        QVERIFY(!html.contains(QStringLiteral("<script")));
    }

    void countsThatDoNotAddUpAreSaid() {
        auto data = test::sampleReport();
        data.tieOut.differences.emplace_back("3 entries are of an unknown class");
        const auto html = text(renderHtml(data));
        QVERIFY(html.contains(QStringLiteral("Does not add up: 3 entries")));
        QVERIFY(!html.contains(QStringLiteral("The counts add up")));
    }

    void csvCells_data() {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("cell");
        QTest::newRow("plain") << "edge-1" << "edge-1";
        QTest::newRow("comma") << "a,b" << "\"a,b\"";
        QTest::newRow("quote") << "a\"b" << "\"a\"\"b\"";
        QTest::newRow("line feed") << "a\nb" << "\"a\nb\"";
        QTest::newRow("equals sign") << "=1+1" << "'=1+1";
        QTest::newRow("plus") << "+1" << "'+1";
        QTest::newRow("minus") << "-1" << "'-1";
        QTest::newRow("at sign") << "@SUM(A1)" << "'@SUM(A1)";
        QTest::newRow("formula behind blanks") << "  =1" << "'  =1";
        QTest::newRow("formula behind a line feed") << "\n=1" << "\"'\n=1\"";
        QTest::newRow("tab in front") << "\t=1" << "U+0009=1";
        QTest::newRow("carriage return in front") << "\r=1" << "U+000D=1";
        QTest::newRow("full-width equals sign") << QString(QChar(0xFF1D)) + QStringLiteral("1")
                                                << QStringLiteral("'") + QChar(0xFF1D) + QStringLiteral("1");
        QTest::newRow("bidi override") << QString(QChar(0x202E)) + QStringLiteral("x") << "U+202Ex";
        QTest::newRow("inner minus stays") << "a-b" << "a-b";
        QTest::newRow("empty") << "" << "";
    }
    void csvCells() {
        QFETCH(QString, given);
        QFETCH(QString, cell);
        QCOMPARE(text(csvCell(given.toStdString())), cell);
    }

    void csvFilesHaveOneShape() {
        const auto data = test::sampleReport();
        for (const auto& csv : {renderControlsCsv(data), renderAlertsCsv(data), renderEvidenceCsv(data)}) {
            const auto rows = parseCsv(csv);
            QVERIFY(rows.size() > 1);
            for (const auto& row : rows) {
                QCOMPARE(row.size(), rows.front().size());
                for (const auto& cell : row)
                    QVERIFY2(cell.empty() || std::string("=+-@\t\r").find(cell.front()) == std::string::npos,
                             cell.c_str());
            }
        }
        // Three items of Art 44, one line each for the other six controls, and the head.
        QCOMPARE(parseCsv(renderControlsCsv(data)).size(), std::size_t{10});
        QCOMPARE(parseCsv(renderEvidenceCsv(data)).size(), std::size_t{15});
    }

    void visibleTextShowsWhatHides_data() {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("plain") << QByteArray("Zürich") << QByteArray("Zürich");
        QTest::newRow("ill-formed byte") << QByteArray("a\xFFz") << QByteArray("a\xEF\xBF\xBDz");
        QTest::newRow("cut sequence") << QByteArray("a\xE2\x80") << QByteArray("a\xEF\xBF\xBD\xEF\xBF\xBD");
        QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD");
        QTest::newRow("escape") << QByteArray("\x1B[31m") << QByteArray("U+001B[31m");
        QTest::newRow("C1 control") << QByteArray("\xC2\x9B") << QByteArray("U+009B");
        QTest::newRow("zero width space") << QByteArray("a\xE2\x80\x8Bz") << QByteArray("aU+200Bz");
        QTest::newRow("isolate") << QByteArray("\xE2\x81\xA6") << QByteArray("U+2066");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF") << QByteArray("U+FEFF");
        QTest::newRow("tag character") << QByteArray("\xF3\xA0\x81\x81") << QByteArray("U+E0041");
    }
    void visibleTextShowsWhatHides() {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(visibleText(given.toStdString())), shown);
    }

    void periods_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("said");
        QTest::newRow("quarter") << "2026-07-01" << "2026-10-01" << "1 July to 30 September 2026, UTC";
        QTest::newRow("one day") << "2026-07-01" << "2026-07-02" << "1 July 2026, UTC";
        QTest::newRow("over new year") << "2025-12-01" << "2026-02-01" << "1 December 2025 to 31 January 2026, UTC";
        QTest::newRow("part of a day") << "2026-07-01T08:00:00Z" << "2026-07-02"
                                       << "2026-07-01 08:00:00 to 2026-07-02 00:00:00, UTC";
    }
    void periods() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, said);
        QCOMPARE(text(periodText({*parseTime(from.toStdString()), *parseTime(to.toStdString())})), said);
    }

    void leavesASampleForEyes() {
        const char* folder = std::getenv("VEDETTE_REPORT_SAMPLE");
        if (folder == nullptr) QSKIP("set VEDETTE_REPORT_SAMPLE to a folder to get the sample report as a file");
        QVERIFY(writeFileAtomic(std::filesystem::path(folder) / "report.html", renderHtml(test::sampleReport())));
    }
};

QTEST_APPLESS_MAIN(ReportTest)
#include "report_test.moc"
