// SPDX-License-Identifier: GPL-3.0-or-later
// The same report in another language.
#include "reports/data/report.h"

namespace vedette {
namespace {

void translate(const ReportWords& words, ControlResult& result) {
    auto& control = result.control;
    for (auto* text : {&control.clause, &control.title, &control.obligation, &control.testText, &control.threshold,
                       &result.reason, &result.coverage.missing})
        *text = words.said(*text);
    control.effectiveFrom = words.days(control.effectiveFrom);
    control.effectiveTo = words.days(control.effectiveTo);
    result.coverage.unit = words.saidAfterOf(result.coverage.unit);
    for (auto& item : result.items) {
        item.item = words.said(item.item);
        item.reason = words.said(item.reason);
    }
}

// "ATLAS 2026.07 AML.T0024.002 Extract AI Model": the name is what follows catalogue, version and number.
std::string threatSaid(const ReportWords& words, const std::string& threat) {
    std::size_t at = 0;
    for (int blanks = 0; blanks < 3; ++blanks) {
        at = threat.find(' ', at);
        if (at == std::string::npos) return threat;
        ++at;
    }
    return threat.substr(0, at) + words.said(std::string_view(threat).substr(at));
}

void translate(const ReportWords& words, Alert& alert) {
    for (auto* text : {&alert.title, &alert.reason, &alert.baseline}) *text = words.said(*text);
    for (auto& threat : alert.threats) threat = threatSaid(words, threat);
}

}  // namespace

ReportData reportIn(const ReportWords& words, ReportData out) {
    if (words.english()) return out;
    out.words = words;
    for (auto& pack : out.judgement.packs) {
        pack.pack.title = words.said(pack.pack.title);
        pack.pack.source = words.said(pack.pack.source);
        for (auto& result : pack.results) translate(words, result);
    }
    for (auto& alert : out.alerts) translate(words, alert);
    if (out.verification)
        for (auto& gap : out.verification->gaps) gap.what = words.said(gap.what);
    for (auto& difference : out.tieOut.differences) difference = words.said(difference);
    out.title = words.say(out.title);
    out.subtitle = subtitleOf(out);
    out.summary = summarySentences(out);
    out.limits = declaredLimits(out);
    return out;
}

}  // namespace vedette
