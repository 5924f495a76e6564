// SPDX-License-Identifier: GPL-3.0-or-later
// How alerts are met: how soon they were raised, taken up and closed, how many there are, how many were none.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/event/event.h"
#include "core/kpi/measures.h"

namespace vedette::kpis {
namespace {

constexpr std::size_t kMostIds = 50;
constexpr std::array<std::string_view, 7> kSeverities = {"unknown", "informational", "low",  "medium",
                                                         "high",    "critical",      "fatal"};

double secondsOf(Duration d) { return static_cast<double>(d.count()) / 1e6; }
bool within(Time t, Period p) { return t >= p.from && t < p.to; }

// Opens the findings of these alerts; of all in the period when they are too many to name.
std::string findingsOf(const Sources& s, Period period, const std::vector<const AlertFact*>& alerts) {
    Filter filter = s.filter(period);
    filter.is(IntColumn::Class, ocsf::kDetectionFinding);
    if (alerts.size() <= kMostIds && !alerts.empty()) {
        filter.from.reset();
        filter.to.reset();
        std::vector<std::string> ids;
        for (const AlertFact* alert : alerts) ids.emplace_back(alert->id);
        filter.texts.emplace_back(TextColumn::Group, std::move(ids));
    }
    return filter.text();
}

std::vector<KpiPart> bySeverity(const Sources& s, Period period, const std::vector<const AlertFact*>& alerts) {
    std::vector<KpiPart> parts;
    for (std::size_t severity = kSeverities.size(); severity-- > 0;) {
        std::vector<const AlertFact*> some;
        for (const AlertFact* a : alerts) {
            if (a->severity == static_cast<std::int64_t>(severity)) some.push_back(a);
        }
        if (some.empty()) continue;
        parts.push_back({std::string(kSeverities.at(severity)), static_cast<double>(some.size()), some.size(),
                         findingsOf(s, period, some)});
    }
    return parts;
}

template <class Which>
Result<std::vector<const AlertFact*>> alertsWhere(Sources& s, const Which& which) {
    auto alerts = s.alerts();
    if (!alerts) return passOn(alerts);
    std::vector<const AlertFact*> out;
    for (const AlertFact& alert : **alerts) {
        if (which(alert)) out.push_back(&alert);
    }
    return out;
}

// Mean of `value` over alerts, with what stands beside it.
template <class Value>
Figure timesOf(const Sources& s, Period period, const std::vector<const AlertFact*>& alerts, const Value& value,
               std::string nothing) {
    Figure out;
    std::vector<double> seconds;
    for (const AlertFact* alert : alerts) seconds.push_back(secondsOf(std::max(Duration{}, value(*alert))));
    summarise(seconds, out);
    out.filter = findingsOf(s, period, alerts);
    if (alerts.empty()) out.missing = std::move(nothing);
    return out;
}

Result<Figure> detectionTime(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    const Period p = stretch(w, i);
    auto alerts = alertsWhere(s, [&](const AlertFact& a) { return within(a.raised, p) && !a.harmless(); });
    if (!alerts) return passOn(alerts);
    return timesOf(
        s, p, *alerts, [](const AlertFact& a) { return a.raised - a.occurred; }, "no alert was raised in the period");
}

Result<Figure> acknowledgeTime(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    const Period p = stretch(w, i);
    auto raised = alertsWhere(s, [&](const AlertFact& a) { return within(a.raised, p); });
    if (!raised) return passOn(raised);
    const std::size_t all = raised->size();
    std::erase_if(*raised, [&](const AlertFact* a) { return !a->acknowledged || *a->acknowledged > s.now(); });
    Figure out = timesOf(
        s, p, *raised, [](const AlertFact& a) { return *a.acknowledged - a.raised; },
        all == 0 ? "no alert was raised in the period" : "no alert of the period was taken up yet");
    if (raised->size() < all)
        out.note = fmt::format("{} of {} alerts still wait and are not in the mean", all - raised->size(), all);
    return out;
}

Result<Figure> resolveTime(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    const Period p = stretch(w, i);
    auto alerts = alertsWhere(s, [&](const AlertFact& a) { return a.closed && within(*a.closed, p) && !a.harmless(); });
    if (!alerts) return passOn(alerts);
    auto open = alertsWhere(s, [&](const AlertFact& a) { return a.raised < p.to && !(a.closed && *a.closed < p.to); });
    if (!open) return passOn(open);
    Figure out = timesOf(
        s, p, *alerts, [](const AlertFact& a) { return *a.closed - a.raised; },
        "no alert was closed as real in the period");
    if (!open->empty()) out.note = fmt::format("{} still open and not in the mean", open->size());
    return out;
}

Result<Figure> openAlerts(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    const Time at = std::min(stretch(w, i).to, s.now());
    auto alerts = alertsWhere(s, [&](const AlertFact& a) { return a.raised < at && !(a.closed && *a.closed < at); });
    if (!alerts) return passOn(alerts);
    Figure out;
    out.n = alerts->size();
    out.value = static_cast<double>(out.n);
    out.parts = bySeverity(s, w.period, *alerts);
    out.filter = findingsOf(s, w.period, *alerts);
    return out;
}

Result<Figure> alertVolume(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    const Period p = stretch(w, i);
    auto alerts = alertsWhere(s, [&](const AlertFact& a) { return within(a.raised, p); });
    if (!alerts) return passOn(alerts);
    Figure out;
    out.n = alerts->size();
    out.value = static_cast<double>(out.n);
    out.parts = bySeverity(s, p, *alerts);
    out.filter = findingsOf(s, p, *alerts);
    return out;
}

Result<Figure> falsePositiveShare(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    const Period p = stretch(w, i);
    auto judged =
        alertsWhere(s, [&](const AlertFact& a) { return a.closed && within(*a.closed, p) && !a.verdict.empty(); });
    if (!judged) return passOn(judged);
    const auto wrong =
        std::ranges::count_if(*judged, [](const AlertFact* a) { return a->verdict == "false_positive"; });
    Figure out;
    ratio(static_cast<std::uint64_t>(wrong), judged->size(), "no alert was closed with a verdict in the period", true,
          out);
    out.filter = findingsOf(s, p, *judged);
    return out;
}

}  // namespace

bool AlertFact::harmless() const {
    return verdict == "false_positive" || verdict == "benign" || verdict == "test" || verdict == "duplicate";
}

std::vector<Measure> responseMeasures() {
    return {
        {{"detection-time", "alert raised less earliest evidence, over alerts raised", KpiUnit::Seconds},
         "alerts",
         true,
         true,
         detectionTime},
        {{"acknowledge-time", "first taken up less raised, over alerts raised", KpiUnit::Seconds},
         "alerts",
         true,
         true,
         acknowledgeTime},
        {{"resolve-time", "closed less raised, over alerts closed as real", KpiUnit::Seconds},
         "alerts",
         true,
         true,
         resolveTime},
        {{"open-alerts", "alerts raised and not closed at the end of the period", KpiUnit::Count},
         "alerts",
         true,
         true,
         openAlerts},
        {{"alert-volume", "alerts raised", KpiUnit::Count}, "alerts", true, true, alertVolume},
        {{"false-positive-share", "closed as false positive over closed with a verdict", KpiUnit::Share},
         "verdicts",
         true,
         true,
         falsePositiveShare},
    };
}

}  // namespace vedette::kpis
