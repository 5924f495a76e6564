// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/pack.h"

#include <QTest>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "core/base/file.h"
#include "core/policy/check.h"
#include "core/policy/regions.h"
#include "core/policy/span.h"

using namespace vedette;

namespace {

const std::filesystem::path kRoot = resourceFolder().parent_path();

std::string fixture(const char* name) { return std::string(VEDETTE_TEST_DATA) + "/policy/" + name; }

}  // namespace

class PackTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Minutes where months are meant, and years that turn round to the future, would have everything forgotten.
    void timesToKeepRecordsFor() {
        const Time now = *parseTime("2026-11-22T05:00:00Z");
        for (const char* text : {"1h", "400d", "2 weeks", "13 months", "6 years", "9999 years"}) {
            const auto period = parsePeriod(text);
            QVERIFY2(period && minus(now, *period) < now, text);
        }
        for (const char* text : {"13m", "60 minutes", "3600s", "50000 years", "10000y", "", "long", "-1d"})
            QVERIFY2(!parsePeriod(text), text);
        QVERIFY(parseSpan("13m"));
    }

    void shippedPacksHaveNoProblems();
    void idsAreUniqueAndNameTheirClause();
    void controlsExistInTheSharedTable();
    void unknownPackNamesTheOthers();
    void brokenPackIsRefused_data();
    void brokenPackIsRefused();
    void brokenControlIsLeftOutAndNamed_data();
    void brokenControlIsLeftOutAndNamed();
    void documentNamesEveryTestAndParameter();
    void spans_data();
    void spans();
    void calendarMonths();
    void regionTable();
    void brokenRegionTable();
};

void PackTest::shippedPacksHaveNoProblems() {
    const auto packs = loadPacks(resourceFolder() / "packs");
    QVERIFY2(packs.has_value(), packs ? "" : packs.error().text().c_str());
    QCOMPARE(packs->size(), std::size_t{3});
    for (const Pack& p : *packs) {
        QVERIFY2(p.problems.empty(), p.problems.empty() ? "" : p.problems.front().c_str());
        QVERIFY(!p.version.empty() && !p.source.empty());
    }
}

void PackTest::idsAreUniqueAndNameTheirClause() {
    const auto packs = loadPacks(resourceFolder() / "packs");
    std::set<std::string> ids;
    for (const Pack& p : *packs) {
        for (const Control& c : p.controls) {
            QVERIFY2(ids.insert(c.id).second, c.id.c_str());
            QVERIFY2(!c.clause.empty() && !c.threshold.empty() && !c.testText.empty() && !c.obligation.empty(),
                     c.id.c_str());
            QVERIFY2(!c.appliesWhen.empty(), c.id.c_str());
            QVERIFY2(!c.effectiveFrom.empty(), c.id.c_str());
            QVERIFY2(!c.group.empty(), c.id.c_str());
        }
    }
    QVERIFY(ids.size() >= 36);
}

void PackTest::controlsExistInTheSharedTable() {
    const auto table = kRoot.parent_path() / "shared" / "data" / "controls.yaml";
    if (!std::filesystem::exists(table)) QSKIP("the shared table of controls is not on this machine");
    const YAML::Node root = YAML::LoadFile(table.string());
    std::map<std::string, std::string> clauses;
    for (const YAML::Node& c : root["controls"]) clauses[c["id"].Scalar()] = c["clause"].Scalar();
    const auto packs = loadPacks(resourceFolder() / "packs");
    for (const Pack& p : *packs) {
        for (const Control& c : p.controls) {
            QVERIFY2(clauses.contains(c.id), c.id.c_str());
            QCOMPARE(c.clause, clauses[c.id]);
        }
    }
}

void PackTest::unknownPackNamesTheOthers() {
    const auto one = loadPacks(resourceFolder() / "packs", {"hipaa"});
    QVERIFY(one && one->size() == 1 && one->front().id == "hipaa");
    const auto none = loadPacks(resourceFolder() / "packs", {"hippa"});
    QVERIFY(!none && none.error().code == ErrorCode::NotFound);
    QVERIFY(none.error().hint.find("hipaa") != std::string::npos);
}

void PackTest::brokenPackIsRefused_data() {
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("what");
    QTest::newRow("not YAML") << "pack: a\ntitle: [" << "p.yaml:2" << "end of";
    QTest::newRow("a list") << "- a" << "p.yaml:1" << "map";
    QTest::newRow("empty") << "" << "p.yaml:1" << "map";
    QTest::newRow("no version") << "pack: a\ntitle: A\nsource: s\ncontrols: []" << "p.yaml:1" << "version";
    QTest::newRow("no controls") << "pack: a\ntitle: A\nsource: s\nversion: 1" << "p.yaml:1" << "controls";
    QTest::newRow("unknown key") << "pack: a\ntitle: A\nsource: s\nversion: 1\ncontrol: []\ncontrols: []" << "p.yaml:5"
                                 << "unknown key 'control'";
}

void PackTest::brokenPackIsRefused() {
    QFETCH(QString, yaml);
    QFETCH(QString, where);
    QFETCH(QString, what);
    const auto pack = parsePack(yaml.toStdString(), "p.yaml");
    QVERIFY(!pack.has_value());
    QCOMPARE(pack.error().code, ErrorCode::Invalid);
    QCOMPARE(QString::fromStdString(pack.error().where), where);
    QVERIFY2(pack.error().what.find(what.toStdString()) != std::string::npos, pack.error().what.c_str());
}

void PackTest::brokenControlIsLeftOutAndNamed_data() {
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("problem");
    QTest::newRow("unknown test") << "test: log-gaps" << "test: log-gasp"
                                  << "p.yaml:8: x-1: there is no test 'log-gasp'";
    QTest::newRow("unknown parameter") << "max_gap: 15m" << "gap: 15m"
                                       << "p.yaml:9: x-1: test 'log-gaps' has no parameter 'gap'";
    QTest::newRow("value out of range") << "max_gap: 15m" << "max_gap: soon"
                                        << "p.yaml:9: x-1: parameter 'max_gap': 'soon' is not a length of time";
    QTest::newRow("unknown basis") << "basis: text" << "basis: law" << "unknown basis 'law'";
    QTest::newRow("no basis") << "basis: text" << "severity: high" << "no 'basis'";
    QTest::newRow("no clause") << "clause: c" << "title: c" << "no 'clause'";
    QTest::newRow("unknown key") << "clause: c" << "clauses: c" << "unknown key 'clauses'";
    QTest::newRow("bad date") << "clause: c" << "clause: c\n    effective_from: soon" << "'soon' is not a date";
    QTest::newRow("bad severity") << "severity: low" << "severity: big" << "'severity' must be";
    QTest::newRow("unknown group") << "clause: c" << "clause: c\n    group: taxes"
                                   << "unknown group 'taxes': one of suppliers,";
    QTest::newRow("same id twice") << "id: x-2" << "id: x-1" << "control id 'x-1' is used twice";
}

void PackTest::brokenControlIsLeftOutAndNamed() {
    QFETCH(QString, change);
    QFETCH(QString, to);
    QFETCH(QString, problem);
    auto yaml = readFile(fixture("two_controls.yaml"));
    QVERIFY(yaml.has_value());
    const auto whole = parsePack(*yaml, "p.yaml");
    QVERIFY2(whole && whole->controls.size() == 2 && whole->problems.empty(),
             whole && !whole->problems.empty() ? whole->problems.front().c_str() : "");
    const auto begin = yaml->find(change.toStdString());
    QVERIFY(begin != std::string::npos);
    yaml->replace(begin, change.toStdString().size(), to.toStdString());
    const auto pack = parsePack(*yaml, "p.yaml");
    QVERIFY(pack.has_value());
    QCOMPARE(pack->controls.size(), std::size_t{1});
    QVERIFY2(std::ranges::any_of(pack->problems,
                                 [&](const std::string& p) {
                                     return p.starts_with("p.yaml:") &&
                                            p.find(problem.toStdString()) != std::string::npos;
                                 }),
             pack->problems.empty() ? "no problem" : pack->problems.front().c_str());
}

void PackTest::documentNamesEveryTestAndParameter() {
    const auto text = readFile(kRoot / "docs" / "add-a-control.md");
    QVERIFY2(text.has_value(), text ? "" : text.error().text().c_str());
    for (const CheckInfo& check : checks()) {
        const auto at = text->find("`" + std::string(check.name) + "`");
        QVERIFY2(at != std::string::npos, std::string(check.name).c_str());
        for (const ParameterInfo& p : check.parameters) {
            QVERIFY2(text->find("`" + std::string(p.name) + "`", at) != std::string::npos,
                     (std::string(check.name) + " " + std::string(p.name)).c_str());
        }
    }
}

void PackTest::spans_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::addColumn<QString>("shown");
    QTest::newRow("minutes") << "15m" << true << "15 min";
    QTest::newRow("hours") << "72 h" << true << "72 h";
    QTest::newRow("days") << "400d" << true << "400 days";
    QTest::newRow("months") << "13 months" << true << "13 months";
    QTest::newRow("years") << "6 years" << true << "6 years";
    QTest::newRow("nothing") << "" << false << "";
    QTest::newRow("no unit") << "12" << false << "";
    QTest::newRow("negative") << "-1d" << false << "";
    QTest::newRow("fraction") << "1.5h" << false << "";
    QTest::newRow("huge") << "999999999999y" << false << "";
}

void PackTest::spans() {
    QFETCH(QString, text);
    QFETCH(bool, good);
    QFETCH(QString, shown);
    const auto s = parseSpan(text.toStdString());
    QCOMPARE(s.has_value(), good);
    if (s) QCOMPARE(QString::fromStdString(spanText(*s)), shown);
}

void PackTest::calendarMonths() {
    const Time end = *parseTime("2026-03-31T10:00:00Z");
    QCOMPARE(formatTime(minus(end, *parseSpan("1 month"))), std::string("2026-02-28T10:00:00.000000Z"));
    QCOMPARE(formatTime(minus(end, *parseSpan("12 months"))), std::string("2025-03-31T10:00:00.000000Z"));
    QCOMPARE(formatTime(plus(end, *parseSpan("6 years"))), std::string("2032-03-31T10:00:00.000000Z"));
}

void PackTest::regionTable() {
    const auto t = RegionTable::load(resourceFolder() / "regions" / "regions.yaml");
    QVERIFY2(t.has_value(), t ? "" : t.error().text().c_str());
    QCOMPARE(t->countryOf("aws", "eu-central-1"), std::string("DE"));
    QCOMPARE(t->countryOf("aws", "westeurope"), std::string());
    QCOMPARE(t->countryOf("azure", "westeurope"), std::string("NL"));
    QCOMPARE(t->countryOf("", "eu-central-1"), std::string("DE"));
    QCOMPARE(t->countryOf("aws", "moon-1"), std::string());
    QVERIFY(t->inEea("NO") && t->inEea("DE") && !t->inEea("GB") && !t->inEea(""));
    QVERIFY(t->covers("EU", "DE") && !t->covers("EU", "NO") && t->covers("NO", "NO"));
    QVERIFY(t->knows("EEA") && t->knows("IN") && !t->knows("Mars"));
    const auto when = [](const char* day) { return *parseTime(day); };
    QVERIFY(t->adequacyAt("BR", when("2026-01-25")) == nullptr);
    QVERIFY(t->adequacyAt("BR", when("2026-01-26")) != nullptr);
    QVERIFY(t->adequacyAt("GB", when("2031-12-27T23:59:59Z")) != nullptr);
    QVERIFY(t->adequacyAt("GB", when("2031-12-28")) == nullptr);
    QVERIFY(!t->adequacyAt("US", when("2026-01-01"))->scope.empty());
    QVERIFY(t->adequacyAt("CN", when("2026-01-01")) == nullptr);
}

void PackTest::brokenRegionTable() {
    QVERIFY(!RegionTable::parse("zones: [", "r.yaml"));
    const auto date = RegionTable::parse(
        "zones: {EU: [DE]}\nregions: {}\nadequacy:\n  - {country: XX, decision: d, from: soon}", "r.yaml");
    QVERIFY(!date);
    QCOMPARE(date.error().where, std::string("r.yaml:4"));
    QVERIFY(!RegionTable::parse("zones: {}\nregions: {aws: {a: [DE, x], a: [FR, y]}}", "r.yaml"));
}

QTEST_APPLESS_MAIN(PackTest)
#include "pack_test.moc"
