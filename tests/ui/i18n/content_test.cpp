// SPDX-License-Identifier: GPL-3.0-or-later
// The German of what comes from data: complete, nothing left over, numbers and names carried over as they are.
#include "ui/bridge/content.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <filesystem>

#include "core/base/file.h"
#include "core/detect/detector.h"
#include "core/incident/clocks.h"
#include "core/incident/playbook.h"
#include "core/kpi/kpi.h"
#include "core/policy/policy.h"
#include "core/policy/regions.h"
#include "tests/support/store_fixture.h"
#include "ui/bridge/text.h"

using namespace vedette;

namespace {

const std::filesystem::path kResources = VEDETTE_RESOURCES;

const ContentWords& german() {
    static const ContentWords words = ContentWords::load(kResources / "i18n" / "de");
    return words;
}

// What the shipped data show on screen, each with where it comes from.
struct ShippedText {
    QString from;
    QString text;
};

QList<ShippedText> shippedTexts() {
    QList<ShippedText> out;
    const auto add = [&out](const std::string& from, std::string_view text) {
        if (!text.empty()) out.append({QString::fromStdString(from), ui::toQString(text)});
    };
    const auto packs = loadPacks(kResources / "packs");
    const auto kpis = loadKpis(kResources / "kpis");
    const Playbooks playbooks = loadPlaybooks(kResources / "playbooks");
    if (!packs || !kpis) return out;
    for (const Pack& pack : *packs) {
        add(pack.id, pack.title);
        add(pack.id, pack.source);
        add(pack.id, pack.source.substr(0, pack.source.find(", as in force")));
        for (const Control& c : pack.controls)
            for (const auto& text : {c.clause, c.title, c.obligation, c.testText, c.threshold}) add(c.id, text);
    }
    for (const KpiDefinition& kpi : *kpis)
        for (const auto& text : {kpi.title, kpi.definition, kpi.targetOwner}) add(kpi.id, text);
    for (const DetectorInfo& detector : detectorInfos()) {
        add(detector.id, detector.title);
        add(detector.id, detector.falseAlarmBudget);
        for (const ThreatRef& threat : detector.threats) add(threat.id, threat.name);
    }
    for (const Playbook& playbook : playbooks.all)
        for (const PlaybookStep& step : playbook.steps) add(playbook.id + " " + step.id, step.text);
    const auto regions = RegionTable::load(kResources / "regions" / "regions.yaml");
    if (!regions) return {};
    for (char a = 'A'; a <= 'Z'; ++a)
        for (char b = 'A'; b <= 'Z'; ++b)
            for (const Adequacy* decision : regions->decisionsFor(std::string{a, b}))
                add(decision->decision, decision->scope);
    for (const ClockRule& rule : clockRules())
        for (const auto text : {rule.clause, rule.duty, rule.condition, rule.limit}) add(std::string(rule.id), text);
    return out;
}

// Texts between quotes of the sources that make the sentences; those that follow each other are one. Error messages are
// no part of a screen's sentences.
QStringList sourceTexts() {
    static const QRegularExpression kNoise(QStringLiteral("//[^\\n]*|#include[^\\n]*|\\bfail\\([^;]*;"));
    static const QRegularExpression kText(QStringLiteral("\"((?:[^\"\\\\\\n]|\\\\.)*)\"(\\s*(?=\"))?"));
    static const QRegularExpression kFiles(QStringLiteral(
        "^(check.*|judge|manual|compute|coverage|fleet_state|posture|response|service|survey|text|span)$"));
    QStringList out;
    for (const QString& folder : {QStringLiteral("policy"), QStringLiteral("kpi"), QStringLiteral("detect")}) {
        const QDir dir(QStringLiteral(VEDETTE_RESOURCES "/../core/") + folder);
        for (const QFileInfo& info : dir.entryInfoList({QStringLiteral("*.cpp")})) {
            QFile file(info.filePath());
            if (folder != u"detect" && !info.completeBaseName().contains(kFiles)) continue;
            if (!file.open(QIODevice::ReadOnly)) continue;
            QString whole;
            const QString code = QString::fromUtf8(file.readAll()).remove(kNoise);
            for (auto hit = kText.globalMatch(code); hit.hasNext();) {
                const auto one = hit.next();
                whole += one.captured(1);
                if (one.capturedLength(2) >= 0 && one.capturedStart(2) >= 0) continue;
                out += whole.replace(QStringLiteral("\\\""), QStringLiteral("\""));
                whole.clear();
            }
        }
    }
    return out;
}

// Of a text with slots, the words between them.
QStringList wordsBetween(const QString& text) {
    static const QRegularExpression kBreak(QStringLiteral("\\{[^}]*\\}|[.:;,()\"]|(?<=All )1 [a-z]+"));
    QStringList out;
    for (const QString& part : text.split(kBreak, Qt::SkipEmptyParts))
        if (const QString words = part.trimmed(); !words.isEmpty()) out += words;
    return out;
}

class ContentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("de_DE"))); }

    void theListsAreWellFormed() {
        QCOMPARE(german().problems(), QStringList());
        QVERIFY(german().texts().size() > 300);
    }

    void everyShippedTextHasItsGerman() {
        QStringList missing;
        const auto all = shippedTexts();
        QVERIFY(all.size() > 300);
        for (const ShippedText& one : all) {
            const auto said = german().say(one.text);
            if (!said || !said->unknown.isEmpty()) missing += one.from + QStringLiteral(": ") + one.text;
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QChar(u'\n'))));
    }

    // A text that nothing shows any more, or shows in other words, is to leave the list.
    void noTextIsLeftOver() {
        QSet<QString> shown;
        for (const ShippedText& one : shippedTexts()) shown.insert(one.text);
        const QString sources = sourceTexts().join(QChar(u'\n'));
        QStringList left;
        for (const QString& text : german().texts()) {
            if (shown.contains(text)) continue;
            for (QString words : wordsBetween(text)) {
                words.remove(QRegularExpression(QStringLiteral("^\\d+ ")));  // "1 endpoint": counted() adds the number
                if (!sources.contains(words) && !sources.contains(words.chopped(1))) left += text;
            }
        }
        QVERIFY2(left.isEmpty(), qPrintable(left.join(QChar(u'\n'))));
    }

    // Names what was added to the sentences of the core, or put in other words.
    void everySentenceOfTheCoreHasItsGerman() {
        QStringList known = german().texts() + german().patterns();
        for (const DetectorInfo& d : detectorInfos())  // shown by vedettectl and in reports only
            for (const auto& text : {d.method, d.warmUp, d.falseAlarmBudget, d.blindSpots})
                known += ui::toQString(text);
        for (const KpiMeasureInfo& m : kpiMeasures()) known += ui::toQString(m.what);
        const QString all = known.join(QChar(u'\n'));
        QStringList missing;
        const auto texts = sourceTexts();
        QVERIFY(texts.size() > 500);
        for (const QString& text : texts)
            for (const QString& words : wordsBetween(text)) {
                if (!words.contains(QChar(u' ')) || all.contains(words)) continue;
                if (!words.startsWith(QStringLiteral("GET "))) missing += words;  // paths of requests
            }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QChar(u'\n'))));
    }

    void sentences_data();
    void sentences() {
        QFETCH(const QString, english);
        QFETCH(const QString, said);
        const auto found = german().say(english);
        QVERIFY2(found, qPrintable(english));
        QVERIFY2(found->unknown.isEmpty(), qPrintable(found->unknown.join(QChar(u'\n'))));
        QCOMPARE(found->text, said);
    }

    void aPartNobodyKnowsStaysAsItIs() {
        const auto found = german().say(
            QStringLiteral("1 of 6 endpoints fails: eu-fra-07 (https://10.0.0.7): unable to get local issuer "
                           "certificate (2 of 4 observations, first 2026-11-20 08:00)."));
        QVERIFY(found);
        QCOMPARE(found->text, QStringLiteral("1 von 6 Endpunkten nicht erfüllt: eu-fra-07 (https://10.0.0.7): unable "
                                             "to get local issuer certificate (2 von 4 Beobachtungen, zuerst "
                                             "2026-11-20 08:00)."));
        QVERIFY(found->unknown.isEmpty());  // messages of libraries are no words of ours
    }

    // The words of the user's own packs are theirs.
    void otherTextsAreShownAsTheyAre_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("own control") << QStringLiteral("Backups are tested");
        QTest::newRow("another wording") << QStringLiteral("Only data needed for the purpose is kept.");
        QTest::newRow("node") << QStringLiteral("europe-west1-03");
        QTest::newRow("half a sentence") << QStringLiteral("3 of 6 endpoints");
        QTest::newRow("empty") << QString();
        QTest::newRow("very long") << QStringLiteral("a. ").repeated(5'000);
    }
    void otherTextsAreShownAsTheyAre() {
        QFETCH(const QString, text);
        QVERIFY(!german().say(text));
    }

    void theConsoleSaysIt() {
        const std::string title = "Possible model extraction by \u202Ep-1 on llama";
        QCOMPARE(ui::said("Storage limitation"), QStringLiteral("Storage limitation"));
        ui::ContentTranslator translator(german());
        QVERIFY(QCoreApplication::installTranslator(&translator));
        QCOMPARE(ui::said("Storage limitation"), QStringLiteral("Speicherbegrenzung"));
        QCOMPARE(ui::said("endpoints"), QStringLiteral("Endpunkte"));
        QCOMPARE(ui::saidAfterOf("endpoints"), QStringLiteral("Endpunkten"));
        QCOMPARE(ui::said("Backups are tested"), QStringLiteral("Backups are tested"));
        QVERIFY(ui::said(title).startsWith(QStringLiteral("Mögliche Modellextraktion durch ")));
        QVERIFY(!ui::said(title).contains(QChar(0x202E)));  // still spelt out, as visible() does
        const std::string hidden("Storage limitation\0and more", 27);
        QCOMPARE(ui::said(hidden), ui::visible(hidden));
        QCoreApplication::removeTranslator(&translator);
        QCOMPARE(ui::said("Storage limitation"), QStringLiteral("Storage limitation"));
    }

    void whatIsWrongInAListIsNamed_data() {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QString>("problem");
        QTest::newRow("no YAML") << QByteArray("texts: [") << QStringLiteral("own.yaml:");
        QTest::newRow("no list") << QByteArray("words: []")
                                 << QStringLiteral("own.yaml:1: the file has no list 'texts'");
        QTest::newRow("twice") << QByteArray("texts:\n  - [a b, c]\n  - [a b, d]\n")
                               << QStringLiteral("own.yaml:3: “a b” is there twice");
        QTest::newRow("lost") << QByteArray("texts:\n  - [\"{#n} nodes\", \"Knoten\"]\n")
                              << QStringLiteral("own.yaml:2: {n} is lost");
        QTest::newRow("unknown") << QByteArray("texts:\n  - [\"{#n} nodes\", \"{n} Knoten {m}\"]\n")
                                 << QStringLiteral("own.yaml:2: the text has no {m}");
        QTest::newRow("too wide") << QByteArray("texts:\n  - [\"{a}\", \"{a}\"]\n")
                                  << QStringLiteral("own.yaml:2: “{a}” would fit any text");
        QTest::newRow("empty text") << QByteArray("texts:\n  - [a, \"\"]\n")
                                    << QStringLiteral("own.yaml:2: an entry is a list of texts");
        QTest::newRow("one field") << QByteArray("texts:\n  - [a]\n")
                                   << QStringLiteral("own.yaml:2: an entry is a text");
    }
    void whatIsWrongInAListIsNamed() {
        QFETCH(const QByteArray, list);
        QFETCH(const QString, problem);
        const test::TempFolder folder;
        QFile file(QString::fromStdString((folder.path() / "own.yaml").string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(list);
        file.close();
        const auto words = ContentWords::load(folder.path());
        QCOMPARE(words.problems().size(), 1);
        QVERIFY2(words.problems().front().startsWith(problem), qPrintable(words.problems().front()));
    }

    void aLanguageWithoutListsHasNoWords() {
        const auto words = ContentWords::load(kResources / "i18n" / "xx");
        QVERIFY(words.isEmpty());
        QVERIFY(words.problems().isEmpty());
    }
};

void ContentTest::sentences_data() {
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* english, const char* said) {
        QTest::newRow(english) << QString::fromUtf8(english) << QString::fromUtf8(said);
    };
    row("2 of 6 nodes fail: a-1: silent for 31 min in 2 stretches while it was watched, first 2026-11-20 08:00 to "
        "2026-11-20 08:16; and 1 more. 1 line could not be mapped and is kept as rejected.",
        "2 von 6 Knoten nicht erfüllt: a-1: still für 31 min in 2 Abschnitten, während er beobachtet wurde, zuerst "
        "2026-11-20 08:00 bis 2026-11-20 08:16; und 1 weitere. 1 Zeile ließ sich nicht zuordnen und ist als abgewiesen "
        "aufbewahrt.");
    row("All 6 endpoints refused requests without credentials, and none of 44817 requests with known authentication "
        "succeeded without.",
        "Alle 6 Endpunkte wiesen Anfragen ohne Anmeldung ab, und keine von 44817 Anfragen, deren Anmeldung bekannt "
        "ist, "
        "kam ohne sie durch.");
    row("1 of 1 log lacks evidence: acme: The head checkpoint is signed and covers 1 entry, but no verification of all "
        "entries is recorded; a checkpoint alone does not show that they hold.",
        "Bei 1 von 1 Protokoll reicht der Nachweis nicht: acme: Der oberste Prüfpunkt ist signiert und deckt 1 "
        "Eintrag, "
        "aber keine Prüfung aller Einträge ist festgehalten; ein Prüfpunkt allein zeigt nicht, dass sie standhalten.");
    row("The detectors found no iban or ssn or email or phone in 3200 records: with 95 % certainty at most 0.094 % "
        "hold "
        "one. Finding nothing bounds the rate; it does not prove absence.",
        "Die Detektoren fanden in 3200 Datensätzen nichts dieser Art (IBAN oder Sozialversicherungsnummer oder "
        "E-Mail-Adresse oder Telefonnummer): Mit 95 % Sicherheit enthalten höchstens 0,094 % so etwas. Nichts zu "
        "finden "
        "begrenzt den Anteil; es beweist nicht, dass nichts da ist.");
    row("Waived until 2026-12-31 by m.okafor on 2026-11-20: \"moved. Next week\". Without the waiver: fail: 1 of 6 "
        "nodes "
        "fails: a-1: no record of the period names a region.",
        "Ausnahme bis 2026-12-31: m.okafor am 2026-11-20: „moved. Next week“. Ohne die Ausnahme: nicht erfüllt: 1 "
        "von "
        "6 Knoten nicht erfüllt: a-1: kein Datensatz des Zeitraums nennt eine Region.");
    row("Not in force in this period: in force from 2025-01-01 (pack pci-dss 2026.11).",
        "In diesem Zeitraum nicht in Kraft: in Kraft ab 2025-01-01 (Paket pci-dss 2026.11).");
    row("1,204 successful model calls within one hour, 12.4 times its busiest comparable hour. 98 % of the prompts "
        "looked at were new. 1,451,002 tokens were given out.",
        "1.204 erfolgreiche Modellaufrufe innerhalb einer Stunde, das 12,4-Fache seiner stärksten vergleichbaren "
        "Stunde. 98 % der betrachteten Prompts waren neu. 1.451.002 Token wurden herausgegeben.");
    row("New principal; judged as part of its network. Its own 31 active hours of the last two weeks: median 12 calls "
        "an "
        "hour, busiest 40 calls an hour. Hours of its peers: median 10 calls an hour, 99.5 % stay below 70 calls an "
        "hour; this hour is 9.1 spreads above their median.",
        "Neuer Nutzer; als Teil seines Netzes beurteilt. Seine 31 eigenen aktiven Stunden der letzten zwei Wochen: "
        "Median 12 Aufrufe je Stunde, stärkste 40 Aufrufe je Stunde. Stunden seiner Vergleichsgruppe: Median 10 "
        "Aufrufe "
        "je Stunde, 99,5 % bleiben unter 70 Aufrufe je Stunde; diese Stunde liegt 9,1 Streubreiten über deren Median.");
    row("Possible model extraction by p-7 on llama-3-70b", "Mögliche Modellextraktion durch p-7 auf llama-3-70b");
    row("Nothing from eu-fra-07/vllm for 2 h 5 min, while the stream went on. The evidence is the last entry it sent.",
        "Seit 2 h 5 min nichts von eu-fra-07/vllm, während der Strom weiterlief. Der Nachweis ist der letzte Eintrag, "
        "den die Quelle sandte.");
    row("99.648 %", "99,648 %");
    row("3 d 4 h", "3 T 4 h");
    row("1,451", "1.451");
}

}  // namespace

QTEST_GUILESS_MAIN(ContentTest)
#include "content_test.moc"
