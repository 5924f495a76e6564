// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/reports/report_fixture.h"

namespace vedette::test {
namespace {

Time at(const char* text) { return *parseTime(text); }

ControlResult control(const std::string& id, const std::string& clause, const std::string& title, ControlState state,
                      const std::string& reason) {
    ControlResult r;
    r.control.id = id;
    r.control.framework = id.substr(0, id.find('-'));
    r.control.clause = clause;
    r.control.title = title;
    r.control.obligation = "Personal data leaves the area only on a legal basis.";
    r.control.testText = "Every request that carries personal data is served in an allowed zone.";
    r.control.threshold = "0 requests outside the allowed zones";
    r.control.basis = ThresholdBasis::Text;
    r.control.severity = "high";
    r.state = state;
    r.reason = reason;
    r.coverage = {6, 5, "nodes", "edge-6 sent nothing"};
    r.evidence.push_back({"class=6003 and region=eu-central-1",
                          {42'118, 17, 60'211, at("2026-07-01T00:00:04Z"), at("2026-09-30T23:59:51.5Z")}});
    r.evidence.push_back({"class=7706002", {0, 0, 0, {}, {}}});
    return r;
}

PackResult gdpr() {
    PackResult pack;
    pack.pack = {"gdpr", "GDPR", "2026.09", "Regulation (EU) 2016/679", {}, {}, {}};
    auto transfer = control("gdpr-art44", "Art 44", "Transfers to third countries", ControlState::Fail,
                            "14 of 42,118 requests with personal data were served in us-east-1, which is not among the "
                            "allowed zones EEA.");
    transfer.items.push_back({"edge-1", ControlState::Pass, "all requests in the EEA", {17, 18}});
    transfer.items.push_back({"edge-4", ControlState::Fail, "14 requests in us-east-1", {5'120, 5'121, 5'122}});
    transfer.items.push_back({kScript, ControlState::InsufficientEvidence, kBidi, {}});
    pack.results.push_back(control("gdpr-art32", "Art 32(1)(a)", "TLS in transit", ControlState::Pass,
                                   "All 6 endpoints spoke TLS 1.3 in each of 12 observations."));
    pack.results.push_back(transfer);
    pack.results.push_back(control("gdpr-art30", "Art 30", kScript, ControlState::ManualFail, kAttribute));
    pack.results.push_back(control("gdpr-art5", "Art 5(1)(e)", "Storage limitation", ControlState::InsufficientEvidence,
                                   "No retention maximum is declared."));
    pack.results.push_back(control("gdpr-art35", "Art 35", "Impact assessment", ControlState::ManualPass,
                                   "Passed by a recorded judgement of M. Okafor."));
    return pack;
}

PackResult hipaa() {
    PackResult pack;
    pack.pack = {"hipaa", "HIPAA", "2026.07", "45 CFR 164", {}, {}, {"controls/9: unknown test \"x\""}};
    auto waived = control("hipaa-312b", "164.312(b)", "Audit controls", ControlState::Waived,
                          "Would fail: two nodes wrote no log for 2 h 45 min.");
    waived.waiver = Waiver{"hipaa-312b", "A. Brandt", "migration until January", at("2027-01-31T00:00:00Z"), 61'002};
    waived.control.basis = ThresholdBasis::HouseDefault;
    pack.results.push_back(waived);
    pack.results.push_back(control("hipaa-308", "164.308(a)(1)", "Review of activity", ControlState::NotApplicable,
                                   "The declared hipaa_role is none."));
    return pack;
}

Alert alert() {
    Alert a;
    a.id = "9f3c2a117b60d4e8";
    a.detector = "model-extraction";
    a.title = "Possible model extraction by p-7k3qv2m on llama-3-70b";
    a.reason = "4,112 distinct prompts in 40 minutes, 61 times the median of this principal; 97 % never seen before.";
    a.baseline = "67 requests an hour, 12 % new prompts, over 9 days";
    a.severity = ocsf::kHigh;
    a.node = "edge-2";
    a.principal = kScript;
    a.model = "llama-3-70b";
    a.threats = {"ATLAS 2026.07 AML.T0024.002 Extract AI Model"};
    a.firstSeen = at("2026-08-02T10:00:00Z");
    a.lastSeen = at("2026-08-02T10:40:00Z");
    a.raised = at("2026-08-02T10:07:00Z");
    a.findings = 3;
    a.findingEntries = {20'001, 20'417, 20'998};
    a.evidence = {19'871, 20'997};
    a.evidenceCount = 4'112;
    AlertAction action;
    action.entry = 20'999;
    action.time = at("2026-08-02T11:00:00Z");
    action.actor = "m.okafor";
    action.action = "acknowledge";
    action.note = kFormula;
    a.actions.push_back(action);
    action.entry = 21'007;
    action.action = "close";
    action.verdict = "benign";
    action.undone = true;
    a.actions.push_back(action);
    return a;
}

NodeTally tally(const std::string& node, std::uint64_t mapped, std::uint64_t rejected) {
    NodeTally t;
    t.node = node;
    t.mapped = mapped;
    t.rejected = rejected;
    t.scrapes = 5'760;
    t.observations = 24;
    t.findings = node.empty() ? 0 : 3;
    return t;
}

void finish(ReportData& data) {
    data.states = {};
    for (const auto& pack : data.judgement.packs)
        for (const auto& result : pack.results) data.states.add(result.state);
    data.summary = summarySentences(data);
    data.limits = declaredLimits(data);
}

}  // namespace

ReportData sampleReport() {
    ReportData data;
    data.title = "Evidence report, third quarter 2026";
    data.subtitle = "GDPR and HIPAA · 1 July to 30 September 2026, UTC · 3 nodes";
    data.preparedBy = kScript;
    data.version = "0.1.0";
    data.storeName = "evidence";
    data.generated = at("2026-11-20T13:58:00Z");
    data.judgement.period = {at("2026-07-01T00:00:00Z"), at("2026-10-01T00:00:00Z")};
    data.judgement.judgedAt = data.generated;
    data.judgement.checkpoint.origin = "vedette.example.org/desk-1";
    data.judgement.checkpoint.size = 62'000;
    data.judgement.checkpoint.note =
        "vedette.example.org/desk-1\n62000\nSBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n\n— "
        "vedette.example.org/desk-1 glTDKQ==\n";
    data.judgement.packs = {gdpr(), hipaa()};
    data.alerts = {alert()};
    VerifyReport verified;
    verified.intact = true;
    verified.entries = verified.verified = 62'000;
    verified.anchored = true;
    verified.anchoredSize = 61'950;
    verified.key = "vedette.example.org/desk-1+8254c329+AT4vJ8nUjCM8XzvLrZ1b8wzRrXqkS6Qj0m3o1p7h9bCd";
    verified.gaps.push_back({"edge-6/access", at("2026-09-24T02:10:00Z"), at("2026-09-24T04:55:00Z"), kScript});
    verified.rejected = 14;
    data.verification = verified;
    data.waivers = {*data.judgement.packs[1].results[0].waiver};
    for (const auto& t : {tally("edge-1", 20'004, 0), tally("edge-2", 22'114, 14), tally("", 0, 0)}) {
        data.tieOut.nodes.push_back(t);
        data.tieOut.total.mapped += t.mapped;
        data.tieOut.total.rejected += t.rejected;
        data.tieOut.total.scrapes += t.scrapes;
        data.tieOut.total.observations += t.observations;
        data.tieOut.total.findings += t.findings;
    }
    data.tieOut.classes = {{ocsf::kApiActivity, "API Activity", 42'118},
                           {ocsf::kRejectedRecord, "Rejected Record", 14}};
    data.tieOut.entriesInPeriod = data.tieOut.total.all();
    data.tieOut.entriesInLog = 62'000;
    finish(data);
    return data;
}

ReportData emptyReport() {
    ReportData data = sampleReport();
    data.alerts.clear();
    data.waivers.clear();
    data.tieOut = {};
    data.tieOut.entriesInLog = 62'000;
    for (auto& pack : data.judgement.packs)
        for (auto& result : pack.results) {
            result.state = ControlState::InsufficientEvidence;
            result.reason = "The log holds nothing for this period.";
            result.items.clear();
            result.evidence.clear();
            result.waiver.reset();
        }
    finish(data);
    return data;
}

}  // namespace vedette::test
