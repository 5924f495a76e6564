// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace vedette {
namespace {

constexpr std::string_view kDetectedNames = "pan, track, iban, ssn, email, phone, key, token, ip";

// docs/add-a-control.md explains each; a test holds the two against each other.
const std::vector<CheckInfo>& catalogue() {
    using enum ParameterKind;
    static const std::vector<CheckInfo> list = {
        {"region-allowed", {{"chapter_v", Choice, "yes", "yes, no"}}, checkRegionAllowed},
        {"transfer-adequacy", {}, checkTransferAdequacy},
        {"transfer-instrument", {{"max_assessment_age", Span, "365d", ""}}, checkTransferInstrument},
        {"tls-in-transit",
         {{"min_version", Choice, "1.2", "1.2, 1.3"}, {"warn_expiry", Span, "30d", ""}},
         checkTlsInTransit},
        {"tls-cipher", {}, checkTlsCipher},
        {"authentication",
         {{"look_at", Choice, "both", "both, probe, log"},
          {"public_operations", Words,
           "GET /health, GET /healthz, GET /livez, GET /readyz, GET /ping, GET /version, GET /metrics, "
           "GET /v2/health/live, GET /v2/health/ready, GET /robots.txt, GET /favicon.ico",
           ""}},
         checkAuthentication},
        {"authentication-logged", {}, checkAuthenticationLogged},
        {"unique-user", {{"max_networks", Number, "10", ""}}, checkUniqueUser},
        {"login-lockout", {{"max_failures", Number, "10", ""}, {"lock_time", Span, "30m", ""}}, checkLoginLockout},
        {"log-gaps", {{"max_gap", Span, "15m", ""}}, checkLogGaps},
        {"event-fields", {{"min_share", Number, "0.999", ""}}, checkEventFields},
        {"clock-offset", {{"max_offset", Span, "1s", ""}}, checkClockOffset},
        {"log-integrity", {{"max_age", Span, "24h", ""}}, checkLogIntegrity},
        {"retention-minimum", {{"minimum", Span, "12 months", ""}}, checkRetentionMinimum},
        {"retention-maximum", {{"grace", Span, "24h", ""}}, checkRetentionMaximum},
        {"alert-review",
         {{"max_gap", Span, "24h", ""},
          {"triage_within", Span, "7d", ""},
          {"triage_share", Number, "0.99", ""},
          {"severity", Choice, "high", "low, medium, high, critical"}},
         checkAlertReview},
        {"alert-response",
         {{"within", Span, "72h", ""},
          {"action", Choice, "close", "acknowledge, close"},
          {"severity", Choice, "high", "low, medium, high, critical"}},
         checkAlertResponse},
        {"checks-run",
         {{"max_gap", Span, "24h", ""},
          {"signs", Words, "observation", "observation, finding, verify"},
          {"dated_fact", Words, "", ""},
          {"max_age", Span, "365d", ""}},
         checkChecksRun},
        {"detected-in-clear",
         {{"classes", Words, "pan", kDetectedNames},
          {"nodes", Choice, "in_scope", "in_scope, undeclared"},
          {"min_sample", Number, "3000", ""}},
         checkDetectedInClear},
        {"inventory-declared", {{"dated_fact", Words, "", ""}, {"max_age", Span, "365d", ""}}, checkInventoryDeclared},
        {"provider-agreement", {{"fact", Words, "agreement", ""}}, checkProviderAgreement},
        {"document", {}, checkDocument},
        {"worst-of", {{"controls", Words, "", ""}}, nullptr},
    };
    return list;
}

}  // namespace

std::span<const CheckInfo> checks() { return catalogue(); }

const CheckInfo* findCheck(std::string_view name) {
    const auto i = std::ranges::find(catalogue(), name, &CheckInfo::name);
    return i == catalogue().end() ? nullptr : &*i;
}

bool looksAtNodes(const Control& control) {
    static constexpr std::string_view kOfTheFleet[] = {
        "log-integrity", "alert-review", "alert-response", "checks-run", "inventory-declared", "document", "worst-of"};
    if (std::ranges::find(kOfTheFleet, control.test) != std::end(kOfTheFleet)) return false;
    // Looks for what nodes hold that declare nothing of it.
    const auto nodes = control.parameters.find("nodes");
    return control.test != "detected-in-clear" || nodes == control.parameters.end() || nodes->second != "undeclared";
}

std::string Case::parameter(std::string_view name) const {
    if (const auto i = control.parameters.find(std::string(name)); i != control.parameters.end()) return i->second;
    const CheckInfo* info = findCheck(control.test);
    const auto p = std::ranges::find(info->parameters, name, &ParameterInfo::name);
    return p == info->parameters.end() ? std::string() : std::string(p->fallback);
}

Span Case::span(std::string_view name) const { return parseSpan(parameter(name)).value_or(Span{}); }

double Case::number(std::string_view name) const {
    const std::string text = parameter(name);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::vector<std::string> Case::list(std::string_view name) const { return words(parameter(name)); }

Filter Case::inScope() const {
    Filter f = dossier.inPeriod();
    std::vector<std::string> ids;
    for (const DeclaredNode* n : nodes) ids.push_back(n->id);
    if (!ids.empty()) f.texts.emplace_back(TextColumn::Node, std::move(ids));
    return f;
}

ItemResult& Finding::add(std::string item, ControlState state, std::string reason, std::vector<std::uint64_t> entries) {
    items.push_back({std::move(item), state, std::move(reason), std::move(entries)});
    return items.back();
}

Result<void> cite(const Case& c, Finding& finding, const Filter& filter) {
    auto extent = c.dossier.extent(filter);
    if (!extent) return passOn(extent);
    finding.evidence.push_back({filter.text(), *extent});
    return {};
}

ControlState worst(const std::vector<ItemResult>& items) {
    const auto has = [&](ControlState s) { return std::ranges::find(items, s, &ItemResult::state) != items.end(); };
    if (has(ControlState::Fail)) return ControlState::Fail;
    if (has(ControlState::InsufficientEvidence)) return ControlState::InsufficientEvidence;
    return has(ControlState::Pass) ? ControlState::Pass : ControlState::InsufficientEvidence;
}

std::string sentence(const Finding& finding, ControlState state) {
    std::string text;
    if (finding.items.empty()) {
        text = "Nothing in the log shows how this stands.";
    } else if (state == ControlState::Pass) {
        text = finding.passed;
    } else {
        std::size_t hit = 0;
        const ItemResult* first = nullptr;
        for (const ItemResult& item : finding.items) {
            if (item.state != state) continue;
            if (hit++ == 0) first = &item;
        }
        if (first == nullptr) {
            return fmt::format("Nothing here could be judged: {}: {}. {}", finding.items.front().item,
                               finding.items.front().reason, finding.note);
        }
        const bool fails = state == ControlState::Fail;
        text = fmt::format("{} of {} {}: {}: {}{}.", hit, counted(finding.items.size(), finding.unit),
                           fails ? (hit == 1 ? "fails" : "fail") : (hit == 1 ? "lacks evidence" : "lack evidence"),
                           first->item, first->reason, hit > 1 ? fmt::format("; and {} more", hit - 1) : "");
    }
    if (!finding.note.empty()) text += " " + finding.note;
    return text;
}

}  // namespace vedette
