// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/reports/pdf/pdf_fixture.h"

#include <fmt/format.h>

#include <array>

#include "core/base/crypto.h"
#include "tests/reports/report_fixture.h"

namespace vedette::test {
namespace {

struct Line {
    const char* clause;
    const char* title;
    const char* threshold;
    ThresholdBasis basis;
    ControlState state;
    const char* reason;
};

constexpr std::array kLines = {
    Line{"Art 5(1)(e)", "Storage limitation", "0 records older than 180 days", ThresholdBasis::DeclaredPolicy,
         ControlState::Pass, "The oldest of 6,744,318 records is 177 days old."},
    Line{"Art 30", "Records of processing", "unmapped = 0; review age at most 365 days", ThresholdBasis::Mixed,
         ControlState::ManualFail, "The record lacks one recipient. Judged by M. Okafor, entry 61,377."},
    Line{"Art 32(1)(a)", "Encryption and pseudonymisation", "0 endpoints below TLS 1.2", ThresholdBasis::HouseDefault,
         ControlState::Pass, "6 of 6 endpoints spoke TLS 1.3 in each of 12 observations."},
    Line{"Art 32(1)(b)", "Ongoing confidentiality, integrity, availability and resilience", "0 unsigned loads",
         ThresholdBasis::HouseDefault, ControlState::Pass, "6 of 6 nodes judged."},
    Line{"Art 32(1)(c)", "Restore in time", "restore test no older than 180 days", ThresholdBasis::HouseDefault,
         ControlState::InsufficientEvidence, "No restore test is recorded in the period."},
    Line{"Art 33(1)", "Breach notice to authority: 72 h", "at most 72 h after awareness", ThresholdBasis::Text,
         ControlState::Pass, "1 breach, notice after 31 h 20 min."},
    Line{"Art 35", "Impact assessment before high-risk processing", "0 missing or late", ThresholdBasis::Text,
         ControlState::ManualPass, "Document dated 12 May 2026, judged by M. Okafor."},
    Line{
        "Art 44", "Transfers to third countries", "0 requests outside the allowed zones", ThresholdBasis::Text,
        ControlState::Fail,
        "14 of 42,118 requests with personal data were served in us-east-1, which is not among the allowed zones EEA."},
    Line{"Art 47", "Binding corporate rules", "0 missing", ThresholdBasis::Text, ControlState::NotApplicable,
         "Declared: no binding corporate rules."},
    Line{"Art 49", "Derogations", "more than 10 in 30 days per recipient is for review", ThresholdBasis::Derived,
         ControlState::Waived, "Would fail: 12 in 30 days for one recipient."},
};

ControlResult resultOf(const Line& line, const std::string& framework, std::size_t round) {
    ControlResult r;
    auto slug = std::string(line.clause);
    std::erase_if(slug, [](char c) { return c == ' ' || c == '(' || c == ')'; });
    r.control.id = fmt::format("{}-{}-{}", framework, slug, round);
    r.control.framework = framework;
    r.control.clause = round == 0 ? line.clause : fmt::format("{} no. {}", line.clause, round + 1);
    r.control.title = line.title;
    r.control.obligation = "Personal data leaves the area only on a legal basis, and whoever is asked can show it.";
    r.control.testText = "Every request that carries personal data is served in a zone the declaration allows.";
    r.control.threshold = line.threshold;
    r.control.basis = line.basis;
    r.control.severity = "high";
    r.state = line.state;
    r.reason = line.reason;
    r.coverage = {6, line.state == ControlState::InsufficientEvidence ? 0U : 6U, "nodes", ""};
    if (line.state == ControlState::Fail) r.coverage = {6, 5, "nodes", "edge-6 sent nothing on 24 September"};
    if (line.state != ControlState::InsufficientEvidence)
        r.evidence.push_back(
            {"class=6003 and region=eu-central-1",
             {42'118, 17 + round, 60'211, *parseTime("2026-07-01T00:00:04Z"), *parseTime("2026-09-30T23:59:51.5Z")}});
    r.evidence.push_back({"class=7706002 and text=restore", {}});
    if (line.state == ControlState::Waived)
        r.waiver = Waiver{r.control.id, "A. Brandt", "migration until January", *parseTime("2027-01-31"), 61'002};
    for (int node = 1; node <= 6; ++node)
        r.items.push_back({fmt::format("edge-{}", node),
                           node == 4 && line.state == ControlState::Fail ? ControlState::Fail : ControlState::Pass,
                           node == 4 && line.state == ControlState::Fail ? "14 requests in us-east-1" : "in order",
                           {5'120, 5'121, 5'122}});
    return r;
}

PackResult packOf(const std::string& id, const std::string& title, const std::string& source, std::size_t rounds) {
    PackResult pack;
    pack.pack = {id, title, "2026.09", source, {}, {}, {}};
    for (std::size_t round = 0; round < rounds; ++round)
        for (const auto& line : kLines)
            if (round == 0 || line.state == ControlState::Pass) pack.results.push_back(resultOf(line, id, round));
    return pack;
}

Alert alertNo(std::size_t i) {
    static constexpr std::array<std::int64_t, 6> kSeverities = {ocsf::kCritical, ocsf::kHigh, ocsf::kHigh,
                                                                ocsf::kMedium,   ocsf::kLow,  ocsf::kInformational};
    Alert a;
    a.id = toHex(sha256(fmt::format("alert {}", i))).substr(0, 16);
    a.detector = "model-extraction";
    a.title = fmt::format("Possible model extraction by p-{:07} on llama-3-70b", i);
    a.reason = "4,112 distinct prompts in 40 minutes, 61 times the median of this principal; 97 % never seen before.";
    a.baseline = "67 requests an hour, 12 % new prompts, over 9 days";
    a.severity = kSeverities[i % kSeverities.size()];
    a.node = fmt::format("edge-{}", i % 6 + 1);
    a.principal = fmt::format("p-{:07}", i);
    a.model = "llama-3-70b";
    a.threats = {"ATLAS 2026.07 AML.T0024.002 Extract AI Model"};
    // Spread over the quarter, more towards its end.
    const auto second = static_cast<std::int64_t>((i * i * 7'919 + i * 104'729) % 7'948'800);
    a.firstSeen = *parseTime("2026-07-01") + std::chrono::seconds(second);
    a.lastSeen = a.firstSeen + std::chrono::minutes(40);
    a.raised = a.firstSeen + std::chrono::minutes(7);
    a.findings = 3;
    a.findingEntries = {20'001 + i, 20'417 + i, 20'998 + i};
    a.evidence = {19'871, 20'997};
    a.evidenceCount = 4'112;
    if (i % 3 == 0) {
        a.status = AlertStatus::Resolved;
        a.actions.push_back(actionBy(20'999 + i, a.raised + std::chrono::hours(1), "m.okafor", "close",
                                     "false_positive", "a load test that nobody had announced"));
    }
    return a;
}

void finish(ReportData& data) {
    data.states = {};
    data.waivers.clear();
    for (const auto& pack : data.judgement.packs)
        for (const auto& result : pack.results) {
            data.states.add(result.state);
            if (result.waiver) data.waivers.push_back(*result.waiver);
        }
    data.summary = summarySentences(data);
    data.limits = declaredLimits(data);
}

}  // namespace

AlertAction actionBy(std::uint64_t entry, Time time, const std::string& actor, const std::string& action,
                     const std::string& verdict, const std::string& note) {
    AlertAction out;
    out.entry = entry;
    out.time = time;
    out.actor = actor;
    out.action = action;
    out.verdict = verdict;
    out.note = note;
    return out;
}

std::string hostileText() {
    return std::string("</td> \xE2\x80\xAEgnp.exe \x07\x1B[31m ") + "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D: 12 of 30 " +
           "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 \xF0\x9F\x8E\x89\xEF\xB8\x8F \xE0\xA4\xB9\xE0\xA4\xBF \xFF " +
           std::string(600, 'w') + " (cid:1) <feff> \\) endobj %%EOF";
}

ReportData quarterReport() {
    ReportData data = sampleReport();
    data.preparedBy = "M. Okafor";
    data.subtitle = "GDPR and HIPAA · 1 July to 30 September 2026, UTC · 6 nodes";
    data.judgement.checkpoint.root = sha256("root");
    data.judgement.checkpoint.note =
        "vedette.example.org/desk-1\n62000\n" + toBase64(asView(data.judgement.checkpoint.root)) +
        "\ntime 2026-11-20T13:57:58.412907Z\n\n\xE2\x80\x94 vedette.example.org/desk-1 "
        "glTDKYZ0m3vN1S7oJcJ3i7q0PZk2XwWl8b1yq1m3rC0n9x4sE5uT6vQ7wR8tY9zA0bB1cC2dD3eE4fF5gG6hH7iI8jJ9kK0=\n";
    data.judgement.packs = {packOf("gdpr", "GDPR", "Regulation (EU) 2016/679", 5),
                            packOf("hipaa", "HIPAA", "45 CFR 164", 4)};
    data.verification->gaps = {
        {"edge-6/access", *parseTime("2026-09-24T02:10:00Z"), *parseTime("2026-09-24T04:55:00Z"), "node unreachable"}};
    data.verification->key = "vedette.example.org/desk-1+8254c329+" + toBase64("\x01" + std::string(32, 'k'));
    data.tieOut.nodes.clear();
    data.tieOut.total = {};
    for (std::uint64_t node = 1; node <= 6; ++node) {
        NodeTally tally{fmt::format("edge-{}", node), 7'019 + node, node == 6 ? 14U : 0U, 2'880, 24, 20, 1};
        data.tieOut.total.mapped += tally.mapped;
        data.tieOut.total.rejected += tally.rejected;
        data.tieOut.total.scrapes += tally.scrapes;
        data.tieOut.total.observations += tally.observations;
        data.tieOut.total.findings += tally.findings;
        data.tieOut.total.other += tally.other;
        data.tieOut.nodes.push_back(std::move(tally));
    }
    data.tieOut.entriesInPeriod = data.tieOut.total.all();
    const auto& all = data.tieOut.total;
    data.tieOut.classes = {{ocsf::kApiActivity, "API Activity", all.mapped},
                           {ocsf::kRejectedRecord, "Rejected Record", all.rejected},
                           {ocsf::kMetricScrape, "Metric Scrape", all.scrapes},
                           {ocsf::kEndpointObservation, "Endpoint Observation", all.observations},
                           {ocsf::kDetectionFinding, "Detection Finding", all.findings},
                           {ocsf::kConsoleAction, "Console Action", all.other}};
    data.alerts.clear();
    for (std::size_t i = 0; i < 40; ++i) data.alerts.push_back(alertNo(i));
    finish(data);
    return data;
}

ReportData reportWithItems(std::size_t controls, std::size_t items) {
    ReportData data = quarterReport();
    data.judgement.packs.resize(1);
    auto& results = data.judgement.packs.front().results;
    const auto one = results.front();
    results.clear();
    std::size_t row = 0;
    for (std::size_t c = 0; c < controls; ++c) {
        auto result = one;
        result.control.id = fmt::format("gdpr-{}", c);
        result.items.clear();
        for (std::size_t i = 0; i < items; ++i)
            result.items.push_back(
                {fmt::format("edge-{}", i), ControlState::Pass, fmt::format("answered from row {}.", row++), {c, i}});
        results.push_back(std::move(result));
    }
    finish(data);
    return data;
}

ReportData reportWithAlerts(std::size_t count) {
    ReportData data = quarterReport();
    data.alerts.clear();
    data.alerts.reserve(count);
    for (std::size_t i = 0; i < count; ++i) data.alerts.push_back(alertNo(i));
    finish(data);
    return data;
}

}  // namespace vedette::test
