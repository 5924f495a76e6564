// SPDX-License-Identifier: GPL-3.0-or-later
// Reports in another language: every own text has its German, none is left over, and what was judged stays the same.
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include "core/base/file.h"
#include "reports/csv/csv.h"
#include "reports/files/files.h"
#include "reports/html/html.h"
#include "reports/words/report_language.h"
#include "tests/reports/report_fixture.h"
#include "tests/support/store_fixture.h"

using namespace vedette;

namespace {

const std::filesystem::path kResources = VEDETTE_RESOURCES;

QString text(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }

const ReportWords& german() {
    static const ReportWords words = loadReportWords(kResources, "de").value();
    return words;
}

// Literals between the brackets of say(), words(), told() and count(); those that follow each other are one text.
QStringList literalsIn(const QString& code) {
    static const QRegularExpression kCall(QStringLiteral("\\b(?:say|words|told|count)\\("));
    QStringList out;
    for (auto call = kCall.globalMatch(code); call.hasNext();) {
        QString literal;
        bool open = false;
        int depth = 1;
        for (qsizetype at = call.next().capturedEnd(); depth > 0 && at < code.size(); ++at) {
            const QChar c = code[at];
            if (c == u'"') {
                open = true;
                for (++at; at < code.size() && code[at] != u'"'; ++at) {
                    if (code[at] == u'\\') ++at;
                    literal += code[at];
                }
                continue;
            }
            if (c.isSpace()) continue;
            if (open) out += literal;
            literal.clear();
            open = false;
            if (c == u'(' || c == u'{') ++depth;
            if (c == u')' || c == u'}') --depth;
        }
    }
    return out;
}

// Every text the reports say, from their sources, and the words that are chosen while they run.
QSet<QString> ownTexts() {
    QSet<QString> out;
    static const QRegularExpression kRemark(QStringLiteral("^\\s*//[^\n]*"), QRegularExpression::MultilineOption);
    static const QRegularExpression kWords(QStringLiteral("[A-Za-z]{2}|\\{\\d|1,000"));  // else only marks
    for (const QString& folder : {QStringLiteral("data"), QStringLiteral("html"), QStringLiteral("pdf")}) {
        const QDir dir(QStringLiteral(VEDETTE_RESOURCES "/../reports/") + folder);
        for (const QFileInfo& info : dir.entryInfoList({QStringLiteral("*.cpp")})) {
            QFile file(info.filePath());
            if (!file.open(QIODevice::ReadOnly)) continue;
            for (const QString& literal : literalsIn(QString::fromUtf8(file.readAll()).remove(kRemark)))
                if (literal.contains(kWords)) out += literal;
        }
    }
    out -= {QStringLiteral(" UTC"), QStringLiteral("{:08x}")};
    for (int i = 0; i < static_cast<int>(kControlStates); ++i) out += text(stateWord(static_cast<ControlState>(i)));
    for (const auto basis : {ThresholdBasis::Text, ThresholdBasis::Mixed, ThresholdBasis::HouseDefault,
                             ThresholdBasis::DeclaredPolicy, ThresholdBasis::Derived})
        out += text(basisWord(basis));
    for (std::int64_t severity = 0; severity <= ocsf::kCritical; ++severity) out += text(severityWord(severity));
    for (const auto status :
         {AlertStatus::New, AlertStatus::InProgress, AlertStatus::Suppressed, AlertStatus::Resolved})
        out += text(alertStatusWord(status));
    for (const char* name : {"acknowledge", "assign", "close", "escalate", "note", "reopen", "undo", "withdraw"})
        out += text(alertActionWord(name));
    for (const char* name : {"true_positive", "false_positive", "benign", "test", "duplicate", "suspicious",
                             "insufficient_data", "security_risk", "disregard", "managed_externally"})
        out += text(verdictWord(name));
    for (const char* word : {"low",      "medium",   "high",   "critical",  "Evidence report",
                             "January",  "February", "March",  "April",     "May",
                             "June",     "July",     "August", "September", "October",
                             "November", "December", "Jan",    "Feb",       "Mar",
                             "Apr",      "Jun",      "Jul",    "Aug",       "Sep",
                             "Oct",      "Nov",      "Dec",    "unknown"})
        out += text(word);
    return out;
}

QSet<QString> germanTexts() {
    QSet<QString> out;
    for (const auto& [english, said] : loadOwnWords(kResources / "i18n" / "de" / "reports").texts) out += text(english);
    return out;
}

QString list(const QSet<QString>& texts) {
    QStringList sorted(texts.begin(), texts.end());
    sorted.sort();
    return sorted.join(QChar(u'\n'));
}

}  // namespace

class WordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theListIsWellFormed() {
        const auto words = loadOwnWords(kResources / "i18n" / "de" / "reports");
        QVERIFY2(words.problems.empty(), words.problems.empty() ? "" : words.problems.front().c_str());
        QVERIFY(words.texts.size() > 300);
    }

    void everyOwnTextHasItsGerman() {
        const auto own = ownTexts();
        QVERIFY(own.size() > 300);
        const auto missing = own - germanTexts();
        QVERIFY2(missing.isEmpty(), qPrintable(list(missing)));
    }

    void noTextIsLeftOver() {
        const auto left = germanTexts() - ownTexts();
        QVERIFY2(left.isEmpty(), qPrintable(list(left)));
    }

    void languages() {
        QCOMPARE(reportLanguages(kResources), (std::vector<std::string>{"en", "de"}));
        QVERIFY(loadReportWords(kResources, "en").value().english());
        const auto none = loadReportWords(kResources, "../de");
        QVERIFY(!none);
        QVERIFY2(none.error().hint.find("en, de") != std::string::npos, none.error().hint.c_str());
    }

    void numbersAndDays() {
        QCOMPARE(german().number(6'744'318), std::string("6.744.318"));
        QCOMPARE(ReportWords().number(6'744'318), std::string("6,744,318"));
        QCOMPARE(german().time(*parseTime("2026-07-01T08:00:00.5Z")), std::string("01.07.2026 08:00:00"));
        QCOMPARE(ReportWords().time(*parseTime("2026-07-01T08:00:00.5Z")), std::string("2026-07-01 08:00:00"));
        QCOMPARE(german().days("am 2026-11-20 08:00, run-2026-11-20, 2026-11-200"),
                 std::string("am 20.11.2026 08:00, run-2026-11-20, 2026-11-200"));
        QCOMPARE(german().count(1, "{} gap", "{} gaps"), std::string("1 Lücke"));
        QCOMPARE(german().count(1'200, "{} gap", "{} gaps"), std::string("1.200 Lücken"));
    }

    void periods_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("said");
        QTest::newRow("quarter") << "2026-07-01" << "2026-10-01" << "1. Juli bis 30. September 2026, UTC";
        QTest::newRow("one day") << "2026-03-01" << "2026-03-02" << "1. März 2026, UTC";
        QTest::newRow("part of a day") << "2026-07-01T08:00:00Z" << "2026-07-02"
                                       << "01.07.2026 08:00:00 bis 02.07.2026 00:00:00, UTC";
    }
    void periods() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, said);
        QCOMPARE(text(periodText({*parseTime(from.toStdString()), *parseTime(to.toStdString())}, german())), said);
    }

    void saysItInGerman_data() {
        QTest::addColumn<QString>("sentence");
        for (const char* sentence :
             {"lang=\"de\"", "Speicherbegrenzung", "Nachweis reicht nicht", "Wortlaut des Gesetzes", "5 von 6 Knoten",
              "Art. 44", "DSGVO und HIPAA · 1. Juli bis 30. September 2026, UTC",
              "Alle 62.000 Einträge des Protokolls stimmen", "durch A. Brandt, bis <span class=\"time\">31.01.2027",
              "KI-Modell extrahieren", "(Eintrag 21007, zurückgenommen)", "geschlossen von m.okafor, harmlos",
              "<code>vedettectl verify STORE --key KEY</code>", "Mögliche Modellextraktion durch p-7k3qv2m",
              "Die Zahlen gehen auf"})
            QTest::newRow(sentence) << QString::fromUtf8(sentence);
    }
    void saysItInGerman() {
        QFETCH(QString, sentence);
        const auto html = text(renderHtml(reportIn(german(), test::sampleReport())));
        QVERIFY2(html.contains(sentence), qPrintable(html));
    }

    // States, counts, entries, times and hashes are what the report is about: they may not depend on the language.
    void whatWasJudgedIsTheSame() {
        const auto data = test::sampleReport();
        const auto told = reportIn(german(), data);
        QCOMPARE(told.judgement.checkpoint.note, data.judgement.checkpoint.note);
        QVERIFY(told.judgement.checkpoint.root == data.judgement.checkpoint.root);
        QVERIFY(told.judgement.period.from == data.judgement.period.from);
        QCOMPARE(told.states.of, data.states.of);
        QCOMPARE(told.tieOut.entriesInPeriod, data.tieOut.entriesInPeriod);
        QCOMPARE(told.judgement.packs.size(), data.judgement.packs.size());
        for (std::size_t p = 0; p < data.judgement.packs.size(); ++p)
            for (std::size_t r = 0; r < data.judgement.packs[p].results.size(); ++r) {
                const auto& a = told.judgement.packs[p].results[r];
                const auto& b = data.judgement.packs[p].results[r];
                QCOMPARE(a.control.id, b.control.id);
                QVERIFY(a.state == b.state && a.control.basis == b.control.basis);
                QCOMPARE(a.coverage.seen, b.coverage.seen);
                QCOMPARE(a.evidence.front().query, b.evidence.front().query);
                QCOMPARE(a.evidence.front().extent.count, b.evidence.front().extent.count);
                for (std::size_t i = 0; i < b.items.size(); ++i) {
                    QVERIFY(a.items[i].state == b.items[i].state);
                    QCOMPARE(a.items[i].entries, b.items[i].entries);
                }
            }
        QCOMPARE(told.alerts.front().id, data.alerts.front().id);
        QCOMPARE(told.alerts.front().findingEntries, data.alerts.front().findingEntries);
        QCOMPARE(told.alerts.front().actions.back().note, data.alerts.front().actions.back().note);
    }

    // Programs read the tables, and the log is English: neither changes with the reader's language.
    void tablesAndRecordStayEnglish() {
        const test::TempFolder folder;
        const auto data = test::sampleReport();
        const auto english = writeReport(data, {"html", "csv"}, folder.path() / "en");
        const auto other = writeReport(data, {"html", "csv"}, folder.path() / "de", {}, {}, german());
        QVERIFY(english && other);
        QCOMPARE(other->size(), english->size());
        for (std::size_t i = 0; i < english->size(); ++i) {
            const bool page = (*english)[i].path.extension() == ".html";
            QCOMPARE((*english)[i].sha256 == (*other)[i].sha256, !page);
        }
        const auto recorded = reportAction(data, *other, "de");
        QCOMPARE(recorded.target, reportAction(data, *english).target);
        QVERIFY2(recorded.details.str().find("\"language\":\"de\"") != std::string::npos,
                 recorded.details.str().c_str());
        QVERIFY(reportAction(data, *english).details.str().find("language") == std::string::npos);
    }

    void whatIsWrongInAListIsNamed_data() {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QString>("problem");
        QTest::newRow("place lost") << QByteArray("texts:\n  - [\"{} gaps\", \"Lücken\"]\n")
                                    << QStringLiteral("own.yaml:2: the translation has other places");
        QTest::newRow("place too many") << QByteArray("texts:\n  - [\"{} of {}\", \"{0} von {2}\"]\n")
                                        << QStringLiteral("own.yaml:2: the translation has other places");
        QTest::newRow("twice") << QByteArray("texts:\n  - [ab, c]\n  - [ab, d]\n")
                               << QStringLiteral("own.yaml:3: \"ab\" is there twice");
        QTest::newRow("one field") << QByteArray("texts:\n  - [ab]\n") << QStringLiteral("own.yaml:2: an entry is");
    }
    void whatIsWrongInAListIsNamed() {
        QFETCH(const QByteArray, list);
        QFETCH(const QString, problem);
        const test::TempFolder folder;
        QVERIFY(writeFileAtomic(folder.path() / "own.yaml", list.toStdString()));
        const auto words = loadOwnWords(folder.path());
        QCOMPARE(words.problems.size(), std::size_t{1});
        QVERIFY2(text(words.problems.front()).startsWith(problem), words.problems.front().c_str());
    }
};

QTEST_APPLESS_MAIN(WordsTest)
#include "words_test.moc"
