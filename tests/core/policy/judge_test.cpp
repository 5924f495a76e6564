// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/judge.h"

#include <QTest>

#include <algorithm>

#include "core/base/file.h"
#include "tests/core/policy/judged.h"
#include "tests/core/policy/world.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;
using namespace std::chrono_literals;
using enum ControlState;

namespace {

using Change = std::function<void(World&)>;

bool isRequest(const Line& l) { return l.classUid == 6003; }
bool isObservation(const Line& l) { return l.classUid == 7706002; }
bool isAction(const Line& l) { return l.classUid == 7706003; }
bool isStatus(const Line& l) { return l.classUid == 7706006; }
bool on(const Line& l, const char* node) { return l.node == node; }

// The changes below are shared by controls that look at the same thing.
Change observe(const std::string& key, const std::string& value) {
    return [=](World& w) {
        w.each([](const Line& l) { return isObservation(l) && on(l, "eu-1"); },
               [&](Line& l) {
                   const auto begin = l.observation.find("\"" + key + "\":");
                   const auto end = l.observation.find_first_of(",}", begin);
                   l.observation.replace(begin, end - begin, "\"" + key + "\":" + value);
               });
    };
}

void noObservations(World& w) { w.drop(isObservation); }

void noRequests(World& w) { w.drop(isRequest); }

Change find(const std::string& node, const std::string& kind) {
    return [=](World& w) { w.add(request(node, at(5))), w.lines.back().detected = "[\"" + kind + "\"]"; };
}

void fewRequests(World& w) {
    w.drop([](const Line& l) { return isRequest(l) && l.time >= at(12); });
}

Change fact(const std::string& name, const std::string& value) {
    return [=](World& w) { w.facts[name] = value; };
}

Change noFact(const std::string& name) {
    return [=](World& w) { w.facts.erase(name); };
}

Change region(const std::string& name, const std::string& provider = "aws") {
    return [=](World& w) {
        w.node("eu-1").seenRegion = name;
        w.node("eu-1").provider = provider;
        w.node("eu-1").allowedZones.clear();
    };
}

Change retention(const std::string& json) {
    return [=](World& w) { w.retention = json; };
}

void openOnce(World& w) {
    Line l = request("eu-1", at(6));
    l.auth = "anonymous";
    l.principal.clear();
    w.add(l);
}

void authUnknown(World& w) {
    w.each(isRequest, [](Line& l) { l.auth.clear(); });
}

void nodeGoesSilent(World& w) {
    w.drop([](const Line& l) { return on(l, "eu-1") && l.time >= at(15) && l.time < at(18); });
    w.add(status(at(15), "eu-1", "access", 2, "connection refused"));
}

void nobodyWatches(World& w) {
    w.drop([](const Line& l) { return !isAction(l) && l.time >= at(15) && l.time < at(18); });
}

void noVerification(World& w) {
    w.drop([](const Line& l) { return l.action.find("verify") != std::string::npos; });
}

void damaged(World& w) { w.add(consoleAction(at(23, 30), "verify", "run", "", R"("intact":false)")); }

void manyNetworks(World& w) {
    for (int i = 0; i < 12; ++i) {
        Line l = request("eu-1", at(7) + std::chrono::seconds(i));
        l.principal = "p-shared";
        l.network = "198.51." + std::to_string(i) + ".0/24";
        w.add(l);
    }
}

void noNetworks(World& w) {
    w.each(isRequest, [](Line& l) { l.network.clear(); });
}

void unlocked(World& w) {
    w.each([](const Line& l) { return l.principal == "p-locked" && l.code == 200; },
           [](Line& l) { l.time = at(9, 5); });
}

void noLoginFailures(World& w) {
    w.each([](const Line& l) { return l.principal == "p-locked"; },
           [](Line& l) { l.status = 1, l.code = 200, l.auth = "authenticated"; });
}

void lateClose(World& w) {
    w.drop([](const Line& l) { return l.action.find("alert-critical") != std::string::npos; });
    w.each([](const Line& l) { return l.group == "alert-critical"; }, [](Line& l) { l.time = at(1); });
}

void noFindings(World& w) {
    w.drop([](const Line& l) { return l.classUid == 2004; });
}

void noActions(World& w) { w.drop(isAction); }

// It ran in the first two hours, and then not for days.
void detectionStops(World& w) {
    noFindings(w);
    for (int hour = 0; hour < 3; ++hour) w.add(detectionRun(at(hour)));
}

struct Case {
    const char* control;
    Change fails;
    Change lacks;
};

const std::vector<Case>& cases() {
    static const std::vector<Case> list = {
        {"gdpr-art5.1c", find("deid-1", "email"), fewRequests},
        {"gdpr-art5.1e",
         retention(
             R"([{"data_class":"personal","maximum":"3h","minimum":""},{"data_class":"health","maximum":"10 years"}])"),
         retention("[]")},
        {"gdpr-art5.1f", observe("anonymous", "\"admitted\""), noObservations},
        {"gdpr-art5.2", damaged, noVerification},
        {"gdpr-art28.3", fact("agreement_aws", "DPA, signed 2026-11-20"), noFact("agreement_aws")},
        {"gdpr-art30", [](World& w) { w.add(request("stranger", at(3))); }, noFact("ropa_reviewed")},
        {"gdpr-art32.1a", observe("tls", "\"1.1\""), noObservations},
        {"gdpr-art32.1b", openOnce, authUnknown},
        {"gdpr-art32.1d", fact("pentest_date", "2024-01-01"), noFact("pentest_date")},
        {"gdpr-art44", region("ap-south-1"), region("moon-1")},
        {"gdpr-art45",
         [](World& w) {
             region("us-east-1")(w);
             w.facts["adequacy_scope_US"] = "no";
         },
         region("us-east-1")},
        {"gdpr-art46",
         [](World& w) {
             region("ap-south-1")(w);
             w.facts["transfer_IN"] = "SCC module 2, signed 2026-11-20, tia 2026-10-01";
         },
         region("ap-south-1")},
        {"hipaa-308a1iiD", lateClose, noActions},
        {"hipaa-308a5iiC", authUnknown, noRequests},
        {"hipaa-308a6ii", lateClose, noFindings},
        {"hipaa-308b", fact("baa_aws", "none"), noFact("baa_aws")},
        {"hipaa-312a1", observe("anonymous", "\"admitted\""), observe("anonymous", "\"unknown\"")},
        {"hipaa-312a2i", manyNetworks, noNetworks},
        {"hipaa-312b", nodeGoesSilent, nobodyWatches},
        {"hipaa-312c2", damaged, noVerification},
        {"hipaa-312d", openOnce, authUnknown},
        {"hipaa-312e1", observe("plaintext", "true"), noObservations},
        {"hipaa-312e2i",
         [](World& w) {
             observe("tls", "\"1.2\"")(w);
             observe("cipher", "\"ECDHE-RSA-AES128-SHA256\"")(w);
         },
         noObservations},
        {"hipaa-312e2ii", observe("verified", "false"), noObservations},
        {"hipaa-316b2i", retention(R"([{"data_class":"health","minimum":"5 years"}])"), retention("[]")},
        {"hipaa-514b", find("deid-1", "ssn"), fewRequests},
        {"pci-3.3.1", find("eu-1", "track"), fewRequests},
        {"pci-3.5.1", find("eu-1", "pan"), fewRequests},
        {"pci-4.2.1", observe("not_after", "\"2026-11-18T00:00:00Z\""), noObservations},
        {"pci-7.3.3", observe("anonymous", "\"admitted\""), noObservations},
        {"pci-8.2.1", [](World& w) { w.add(request("eu-1", at(4))), w.lines.back().principal.clear(); }, noNetworks},
        {"pci-8.3.1", openOnce, authUnknown},
        {"pci-8.3.2", find("eu-1", "token"), fewRequests},
        {"pci-8.3.4", unlocked, noLoginFailures},
        {"pci-10.2.1", [](World& w) { w.add(status(at(8), "eu-1", "access", 3, "12 lines were overwritten")); },
         nobodyWatches},
        {"pci-10.2.2", [](World& w) { w.each(isRequest, [](Line& l) { l.client.clear(); }); }, noRequests},
        {"pci-10.3.2", damaged, noVerification},
        {"pci-10.4.1", [](World& w) { w.add(finding(at(1), "alert-old", 4)); }, noActions},
        {"pci-10.4.1.1", detectionStops, noFindings},
        {"pci-10.4.3", nullptr, noFindings},
        {"pci-10.5.1", retention(R"([{"data_class":"cardholder","minimum":"6 months"}])"), retention("[]")},
        {"pci-10.6.2", [](World& w) { w.add(request("eu-1", at(4))), w.lines.back().delay = -5s; },
         [](World& w) { w.each(isRequest, [](Line& l) { l.delay = 20s; }); }},
        {"pci-12.8.2", fact("agreement_aws", "none"), noFact("agreement_aws")},
        {"pci-12.10.5", lateClose, noFindings},
    };
    return list;
}

}  // namespace

class JudgeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void healthyFleetPasses_data();
    void healthyFleetPasses();
    void breachFails_data();
    void breachFails();
    void missingEvidenceIsNotAPass_data();
    void missingEvidenceIsNotAPass();
    void quietFleetPassesByItsDetectionRuns_data();
    void quietFleetPassesByItsDetectionRuns();
    void openAlertFailsAfterItsTime();
    void anAnswerThatWasTakenBackIsNone();
    void everyAutomatedControlIsInTheTable();
    void declaredFactExempts_data();
    void declaredFactExempts();
    void emptyPeriodProvesNothing();
    void withoutDeclarationNothingIsInScope();
    void waiverIsNotAPass();
    void expiredWaiverIsIgnored();
    void waiverWithoutReasonIsIgnored();
    void manualResults();
    void adequacyIsJudgedAtTheTimeOfTheEvent_data();
    void adequacyIsJudgedAtTheTimeOfTheEvent();
    void regionOutsideAllowedZonesFails();
    void declaredCountryPlacesAnUnknownRegion();
    void remoteAccessIsATransfer();
    void controlsOutsideTheirDatesAreNotInForce();
    void resultsCarryTheirEvidence();
    void quietBeforeTheCollectorIsNotSilence();
    void linesReadLaterFillAGap();
    void publicOperationsMayBeAnonymous();
    void successWithoutKnownAuthenticationIsOpen();
    void realStoreGivesTheSameResults();
};

void JudgeTest::healthyFleetPasses_data() {
    QTest::addColumn<QString>("id");
    for (const Pack& pack : packs()) {
        for (const Control& c : pack.controls) {
            if (c.test != "document") QTest::newRow(c.id.c_str()) << QString::fromStdString(c.id);
        }
    }
}

void JudgeTest::healthyFleetPasses() {
    QFETCH(QString, id);
    static const Judgement j = judged(healthyWorld());
    const ControlResult& r = resultOf(j, id.toStdString());
    QVERIFY2(r.state == Pass, r.reason.c_str());
    QVERIFY(!r.reason.empty());
    QVERIFY(!r.items.empty());
    QVERIFY(r.coverage.expected > 0);
    QCOMPARE(r.coverage.seen, r.coverage.expected);
}

void JudgeTest::breachFails_data() {
    QTest::addColumn<int>("row");
    for (std::size_t i = 0; i < cases().size(); ++i) {
        if (cases()[i].fails) QTest::newRow(cases()[i].control) << static_cast<int>(i);
    }
}

void JudgeTest::breachFails() {
    QFETCH(int, row);
    const Case& c = cases()[static_cast<std::size_t>(row)];
    World w = healthyWorld();
    c.fails(w);
    // Review and storage are judged ten days later, when the limits have run out.
    const std::string id = c.control;
    const bool later = id == "hipaa-308a1iiD" || id == "pci-10.4.1" || id == "pci-10.4.1.1" || id == "gdpr-art5.1e";
    const Period period = later ? Period{kPeriod.from, kPeriod.to + std::chrono::days(10)} : kPeriod;
    const Judgement j = judged(w, period, period.to);
    const ControlResult& r = resultOf(j, c.control);
    QVERIFY2(r.state == Fail, r.reason.c_str());
    const auto item = std::ranges::find(r.items, Fail, &ItemResult::state);
    QVERIFY(item != r.items.end());
    QVERIFY2(r.reason.find(item->reason) != std::string::npos, r.reason.c_str());
}

void JudgeTest::missingEvidenceIsNotAPass_data() {
    QTest::addColumn<int>("row");
    for (std::size_t i = 0; i < cases().size(); ++i) QTest::newRow(cases()[i].control) << static_cast<int>(i);
}

void JudgeTest::missingEvidenceIsNotAPass() {
    QFETCH(int, row);
    const Case& c = cases()[static_cast<std::size_t>(row)];
    World w = healthyWorld();
    c.lacks(w);
    const Judgement j = judged(w);
    const ControlResult& r = resultOf(j, c.control);
    QVERIFY2(r.state == InsufficientEvidence, r.reason.c_str());
}

void JudgeTest::quietFleetPassesByItsDetectionRuns_data() {
    QTest::addColumn<QString>("id");
    for (const char* id : {"pci-10.4.1.1", "pci-10.4.3", "pci-12.10.5", "hipaa-308a6ii"}) {
        QTest::newRow(id) << QString::fromLatin1(id);
    }
}

void JudgeTest::quietFleetPassesByItsDetectionRuns() {
    QFETCH(QString, id);
    World w = healthyWorld();
    noFindings(w);
    for (int hour = 0; hour < 24; ++hour) w.add(detectionRun(at(hour)));
    const Judgement j = judged(w);
    const ControlResult& r = resultOf(j, id.toStdString());
    QVERIFY2(r.state == Pass && !r.items.empty(), r.reason.c_str());
    const auto runs = [](const EvidenceRef& e) { return e.query.find("7706007") != std::string::npos; };
    QVERIFY(std::ranges::any_of(r.evidence, runs));
    QCOMPARE(std::ranges::find_if(r.evidence, runs)->extent.count, std::uint64_t{24});
    // Runs of two days ago say nothing about yesterday.
    const Period longer{kPeriod.from, kPeriod.to + std::chrono::days(3)};
    QVERIFY(resultOf(judged(w, longer, longer.to), id.toStdString()).state != Pass);
}

void JudgeTest::openAlertFailsAfterItsTime() {
    World w = healthyWorld();
    w.add(finding(at(1), "alert-open", 4));
    const Judgement early = judged(w);
    QVERIFY(resultOf(early, "pci-10.4.3").state == Pass);
    const Judgement late =
        judged(w, {kPeriod.from, kPeriod.to + std::chrono::days(4)}, kPeriod.to + std::chrono::days(4));
    const ControlResult& r = resultOf(late, "pci-10.4.3");
    QVERIFY2(r.state == Fail, r.reason.c_str());
    QVERIFY2(r.reason.find("alert-open") != std::string::npos, r.reason.c_str());
}

void JudgeTest::anAnswerThatWasTakenBackIsNone() {
    const auto asOf = kPeriod.to + std::chrono::days(4);
    const auto state = [&](const World& w) {
        return resultOf(judged(w, {kPeriod.from, asOf}, asOf), "pci-10.4.3").state;
    };
    World w = healthyWorld();
    w.add(finding(at(1), "alert-open", 4));
    w.add(consoleAction(at(2), "alert", "close", "alert-open", R"("note":"done")"));
    QVERIFY(state(w) == Pass);
    const Batch batch = w.batch();
    const auto closing = std::ranges::find_if(batch.rows, [](const SealedRow& row) {
        return row.columns[TextColumn::Group] == "alert-open" && row.columns[TextColumn::Rule] == "close";
    });
    QVERIFY(closing != batch.rows.end());
    Line undo = consoleAction(at(3), "alert", "undo", "alert-open");
    undo.action.insert(undo.action.size() - 1, ",\"undoes\":" + std::to_string(closing - batch.rows.begin()));
    w.add(undo);
    QVERIFY(state(w) == Fail);
}

void JudgeTest::everyAutomatedControlIsInTheTable() {
    for (const Pack& pack : packs()) {
        std::size_t working = 0;
        for (const Control& c : pack.controls) {
            if (c.test == "document") continue;
            ++working;
            const auto i = std::ranges::find_if(cases(), [&](const Case& k) { return c.id == k.control; });
            QVERIFY2(i != cases().end(), c.id.c_str());
        }
        QVERIFY2(working >= 10, pack.id.c_str());
    }
}

void JudgeTest::declaredFactExempts_data() {
    QTest::addColumn<QString>("fact");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("control");
    QTest::addColumn<int>("state");
    const auto row = [](const char* name, const char* fact, const char* value, const char* control, ControlState s) {
        QTest::newRow(name) << fact << value << control << static_cast<int>(s);
    };
    row("hipaa none", "hipaa_role", "none", "hipaa-312d", NotApplicable);
    row("hipaa associate", "hipaa_role", "business_associate", "hipaa-312d", Pass);
    row("hipaa mistyped", "hipaa_role", "coverd_entity", "hipaa-312d", InsufficientEvidence);
    row("hipaa not declared", "hipaa_role", "", "hipaa-312d", InsufficientEvidence);
    row("pci out of scope", "cde_scope", "out_of_scope", "pci-8.3.1", NotApplicable);
    row("subjects in one member state", "subject_regions", "DE", "gdpr-art44", Pass);
    row("subjects elsewhere", "subject_regions", "US, JP", "gdpr-art44", NotApplicable);
    row("subjects here and elsewhere", "subject_regions", "US, EU", "gdpr-art44", Pass);
    row("subjects unknown", "subject_regions", "Mars", "gdpr-art44", InsufficientEvidence);
}

void JudgeTest::declaredFactExempts() {
    QFETCH(QString, fact);
    QFETCH(QString, value);
    QFETCH(QString, control);
    QFETCH(int, state);
    World w = healthyWorld();
    if (value.isEmpty())
        w.facts.erase(fact.toStdString());
    else
        w.facts[fact.toStdString()] = value.toStdString();
    const Judgement j = judged(w);
    const ControlResult& r = resultOf(j, control.toStdString());
    QVERIFY2(static_cast<int>(r.state) == state, r.reason.c_str());
    if (r.state == NotApplicable) QVERIFY2(r.reason.find(fact.toStdString()) != std::string::npos, r.reason.c_str());
}

void JudgeTest::emptyPeriodProvesNothing() {
    const Period earlier{kDay - std::chrono::days(30), kDay - std::chrono::days(29)};
    const Judgement j = judged(healthyWorld(), earlier);
    for (const PackResult& p : j.packs) {
        for (const ControlResult& r : p.results) {
            QVERIFY2(r.state == InsufficientEvidence, (r.control.id + ": " + r.reason).c_str());
        }
    }
}

void JudgeTest::withoutDeclarationNothingIsInScope() {
    World w = healthyWorld();
    w.declared = false;
    const Judgement j = judged(w);
    for (const PackResult& p : j.packs) {
        for (const ControlResult& r : p.results) {
            QVERIFY2(r.state == InsufficientEvidence, (r.control.id + ": " + r.reason).c_str());
        }
    }
}

void JudgeTest::waiverIsNotAPass() {
    World w = healthyWorld();
    openOnce(w);
    w.add(consoleAction(at(13), "control", "waive", "hipaa-312d", R"("note":"pilot","until":"2027-01-31T00:00:00Z")"));
    const Judgement j = judged(w);
    const ControlResult& r = resultOf(j, "hipaa-312d");
    QVERIFY2(r.state == Waived, r.reason.c_str());
    QVERIFY(r.waiver.has_value());
    QCOMPARE(r.waiver->who, std::string("ana"));
    QCOMPARE(r.waiver->why, std::string("pilot"));
    QVERIFY2(r.reason.find("fail") != std::string::npos, r.reason.c_str());
    QVERIFY(resultOf(j, "pci-8.3.1").state == Fail);
    World undone = w;
    undone.add(consoleAction(at(14), "control", "unwaive", "hipaa-312d", R"("note":"pilot over")"));
    QVERIFY(resultOf(judged(undone), "hipaa-312d").state == Fail);
}

void JudgeTest::expiredWaiverIsIgnored() {
    World w = healthyWorld();
    openOnce(w);
    w.add(consoleAction(kDay - 30min, "control", "waive", "hipaa-312d",
                        R"("note":"pilot","until":"2026-11-19T12:00:00Z")"));
    const Judgement j = judged(w);
    const ControlResult& r = resultOf(j, "hipaa-312d");
    QVERIFY2(r.state == Fail, r.reason.c_str());
    QVERIFY(!r.waiver);
    QVERIFY2(r.reason.find("expired on 2026-11-19") != std::string::npos, r.reason.c_str());
}

void JudgeTest::waiverWithoutReasonIsIgnored() {
    World w = healthyWorld();
    openOnce(w);
    w.add(consoleAction(at(13), "control", "waive", "hipaa-312d", R"("until":"2027-01-31T00:00:00Z")"));
    const ControlResult r = resultOf(judged(w), "hipaa-312d");
    QVERIFY2(r.state == Fail && r.reason.find("is ignored") != std::string::npos, r.reason.c_str());
}

void JudgeTest::manualResults() {
    World w = healthyWorld();
    openOnce(w);
    const auto say = [&](const char* name, const char* control) {
        w.add(consoleAction(at(13), "control", name, control, R"("note":"seen the plan")"));
    };
    say("manual_pass", "pci-12.10.1");
    say("manual_fail", "gdpr-art35");
    say("manual_pass", "hipaa-312d");
    const Judgement j = judged(w);
    QVERIFY(resultOf(j, "pci-12.10.1").state == ManualPass);
    QVERIFY(resultOf(j, "gdpr-art35").state == ManualFail);
    const ControlResult& r = resultOf(j, "hipaa-312d");
    QVERIFY2(r.state == Fail && r.reason.find("does not outvote") != std::string::npos, r.reason.c_str());
    QVERIFY(resultOf(j, "hipaa-312a2iv").state == InsufficientEvidence);
    w.add(consoleAction(at(14), "control", "manual_clear", "pci-12.10.1", R"("note":"wrong plan")"));
    QVERIFY(resultOf(judged(w), "pci-12.10.1").state == InsufficientEvidence);
}

void JudgeTest::adequacyIsJudgedAtTheTimeOfTheEvent_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<int>("state");
    // Brazil's decision was adopted on 2026-01-26.
    QTest::newRow("before") << "2026-01-20" << static_cast<int>(Fail);
    QTest::newRow("across") << "2026-01-25T12:00:00Z" << static_cast<int>(Fail);
    QTest::newRow("after") << "2026-01-27" << static_cast<int>(Pass);
}

void JudgeTest::adequacyIsJudgedAtTheTimeOfTheEvent() {
    QFETCH(QString, from);
    QFETCH(int, state);
    World w = healthyWorld();
    region("sa-east-1")(w);
    const Duration shift = *parseTime(from.toStdString()) - kDay;
    for (Line& l : w.lines) l.time += shift;
    const Batch shifted = w.batch();  // the declaration stays where it was: judge with one of its own time
    Batch batch;
    for (const SealedRow& row : shifted.rows) {
        SealedRow copy = row;
        if (copy.columns[IntColumn::Class] == 7706004) copy.columns[IntColumn::Time] += shift.count();
        batch.rows.push_back(copy);
    }
    const auto evidence = evidenceOf(batch);
    const Period period{kPeriod.from + shift, kPeriod.to + shift};
    const auto j = judgeEvidence(*evidence, packs(), regions(), period, period.to);
    QVERIFY(j.has_value());
    for (const char* id : {"gdpr-art44", "gdpr-art45"}) {
        const ControlResult& r = resultOf(*j, id);
        QVERIFY2(static_cast<int>(r.state) == state, r.reason.c_str());
    }
    if (from.startsWith(QLatin1String("2026-01-25"))) {
        const std::string& reason = resultOf(*j, "gdpr-art45").reason;
        QVERIFY2(reason.find("2026-01-26") != std::string::npos, reason.c_str());
    }
}

void JudgeTest::regionOutsideAllowedZonesFails() {
    World w = healthyWorld();
    w.node("eu-1").seenRegion = "eu-west-2";  // London: adequate, but not in the node's zones
    const ControlResult r = resultOf(judged(w), "gdpr-art44");
    QVERIFY2(r.state == Fail, r.reason.c_str());
    QVERIFY2(r.reason.find("GB, outside the allowed zones EEA") != std::string::npos, r.reason.c_str());
    QVERIFY2(r.reason.find("claim") != std::string::npos, r.reason.c_str());
    QVERIFY(resultOf(judged(w), "gdpr-art45").state == Pass);
}

void JudgeTest::declaredCountryPlacesAnUnknownRegion() {
    World w = healthyWorld();
    WorldNode& n = w.node("eu-1");
    n.provider = "onprem";
    n.region = "basement";
    QVERIFY(resultOf(judged(w), "gdpr-art44").state == InsufficientEvidence);
    n.country = "DE";
    const ControlResult r = resultOf(judged(w), "gdpr-art44");
    QVERIFY2(r.state == Pass, r.reason.c_str());
}

void JudgeTest::remoteAccessIsATransfer() {
    World w = healthyWorld();
    w.each([](const Line& l) { return isRequest(l) && l.time < at(1); }, [](Line& l) { l.country = "CN"; });
    const ControlResult r = resultOf(judged(w), "gdpr-art44");
    QVERIFY2(r.state == Fail, r.reason.c_str());
    QVERIFY2(r.reason.find("144 answered requests from clients in CN") != std::string::npos, r.reason.c_str());
}

void JudgeTest::controlsOutsideTheirDatesAreNotInForce() {
    std::vector<Pack> changed = packs();
    for (Control& c : changed.front().controls) c.effectiveTo = "2026-11-19T12:00:00Z";
    for (Control& c : changed.back().controls) c.effectiveFrom = "2026-12-01";
    const Batch batch = healthyWorld().batch();
    const auto evidence = evidenceOf(batch);
    const auto j = judgeEvidence(*evidence, changed, regions(), kPeriod, kPeriod.to);
    QVERIFY(j.has_value());
    for (const ControlResult& r : j->packs.back().results) {
        QVERIFY2(r.state == NotApplicable && r.reason.starts_with("Not in force in this period"), r.reason.c_str());
    }
    const ControlResult& half = resultOf(*j, "gdpr-art44");
    QVERIFY2(half.state == Pass && half.reason.find("only, while it was in force") != std::string::npos,
             half.reason.c_str());
    QVERIFY(half.evidence.front().extent.lastTime < at(12));
}

void JudgeTest::resultsCarryTheirEvidence() {
    World w = healthyWorld();
    openOnce(w);
    const Batch batch = w.batch();
    const auto evidence = evidenceOf(batch);
    const Judgement j = judged(w);
    for (const PackResult& p : j.packs) {
        for (const ControlResult& r : p.results) {
            if (r.control.test == "document" || r.control.test == "worst-of") continue;
            QVERIFY2(!r.evidence.empty(), r.control.id.c_str());
            for (const EvidenceRef& ref : r.evidence) {
                const auto filter = parseFilter(ref.query);
                QVERIFY2(filter.has_value(), ref.query.c_str());
                const auto extent = evidence->extent(*filter);
                QCOMPARE(extent->count, ref.extent.count);
                QCOMPARE(extent->firstEntry, ref.extent.firstEntry);
                QCOMPARE(extent->lastEntry, ref.extent.lastEntry);
            }
        }
    }
    // The failing item points at the very request.
    const ControlResult& r = resultOf(j, "hipaa-312d");
    const auto item = std::ranges::find(r.items, Fail, &ItemResult::state);
    QCOMPARE(item->entries.size(), std::size_t{1});
    QCOMPARE(batch.rows.at(item->entries.front()).columns[IntColumn::Auth], std::int64_t{2});
}

void JudgeTest::quietBeforeTheCollectorIsNotSilence() {
    // A log read in hindsight: at night one node had no request for hours, and nobody was watching then.
    World w = healthyWorld();
    w.drop([](const Line& l) { return (isStatus(l) || isObservation(l)) && l.time < at(12); });
    w.drop([](const Line& l) { return isRequest(l) && on(l, "eu-1") && l.time >= at(2) && l.time < at(4); });
    const ControlResult r = resultOf(judged(w), "hipaa-312b");
    QVERIFY2(r.state == InsufficientEvidence, r.reason.c_str());
    QCOMPARE(r.coverage.expected, std::uint64_t{24});
    QCOMPARE(r.coverage.seen, std::uint64_t{22});
}

void JudgeTest::linesReadLaterFillAGap() {
    World w = healthyWorld();
    w.drop([](const Line& l) { return isStatus(l) && on(l, "eu-1") && l.time >= at(15) && l.time < at(18); });
    w.add(status(at(15), "eu-1", "access", 2, "timeout"));
    w.add(status(at(18), "eu-1", "access", 3, "not readable", at(15), at(18)));
    QVERIFY(resultOf(judged(w), "hipaa-312b").state == Pass);
    w.drop([](const Line& l) { return isRequest(l) && on(l, "eu-1") && l.time >= at(15) && l.time < at(18); });
    const ControlResult r = resultOf(judged(w), "hipaa-312b");
    QVERIFY2(r.state == Fail, r.reason.c_str());
}

void JudgeTest::publicOperationsMayBeAnonymous() {
    World w = healthyWorld();
    openOnce(w);
    w.lines.back().operation = "GET /health";
    QVERIFY(resultOf(judged(w), "hipaa-312d").state == Pass);
}

void JudgeTest::successWithoutKnownAuthenticationIsOpen() {
    World w = healthyWorld();
    w.add(request("eu-1", at(6)));
    w.lines.back().auth.clear();
    const ControlResult r = resultOf(judged(w), "hipaa-312d");
    QVERIFY2(r.state == InsufficientEvidence, r.reason.c_str());
    QVERIFY2(r.reason.find("1 successful request") != std::string::npos, r.reason.c_str());
}

void JudgeTest::realStoreGivesTheSameResults() {
    World w = healthyWorld();
    openOnce(w);
    region("ap-south-1")(w);
    TempFolder folder;
    const FixedClock clock(kPeriod.to);
    makeStore(folder / "store", clock);
    const Batch batch = w.batch();
    {
        auto writer = Writer::open(folder / "store", clock);
        QVERIFY2(writer.has_value(), writer ? "" : writer.error().text().c_str());
        QVERIFY((*writer)->write(batch).has_value());
    }
    auto reader = Reader::open(folder / "store");
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().text().c_str());
    const auto stored =
        judge(**reader, packs(), resourceFolder() / "regions" / "regions.yaml", kPeriod, kPeriod.to + 1h);
    QVERIFY2(stored.has_value(), stored ? "" : stored.error().text().c_str());
    QCOMPARE(stored->checkpoint.size, batch.rows.size());
    const Judgement inMemory = judged(w);
    for (const PackResult& p : stored->packs) {
        for (const ControlResult& r : p.results) {
            const ControlResult& other = resultOf(inMemory, r.control.id);
            QVERIFY2(r.state == other.state, (r.control.id + ": " + r.reason + " / " + other.reason).c_str());
            QCOMPARE(QString::fromStdString(r.reason), QString::fromStdString(other.reason));
            QCOMPARE(r.evidence.size(), other.evidence.size());
            for (std::size_t i = 0; i < r.evidence.size(); ++i) {
                QCOMPARE(r.evidence[i].extent.count, other.evidence[i].extent.count);
            }
        }
    }
}

QTEST_APPLESS_MAIN(JudgeTest)
#include "judge_test.moc"
