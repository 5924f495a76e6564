// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/clocks.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace vedette {
namespace {

constexpr ThresholdBasis kOurs = ThresholdBasis::HouseDefault;
constexpr CaseMoment kDiscovered = CaseMoment::Discovered;

// Limits are those of the clause; where it says "without undue delay" the number is ours, and the basis says so.
// Hours and days are counted strictly from the stated time; counting rules that give somewhat more are not used.
constexpr ClockRule kRules[] = {
    {.id = "gdpr-art33.1",
     .framework = "gdpr",
     .clause = "GDPR Art 33(1)",
     .duty = "Notify the supervisory authority",
     .condition = "Personal data are concerned and a risk to people is not unlikely. A late notice gives its reasons.",
     .hours = 72,
     .limit = "72 hours after becoming aware"},
    {.id = "gdpr-art33.2",
     .framework = "gdpr",
     .clause = "GDPR Art 33(2)",
     .duty = "Processor: notify the controller",
     .condition = "You process for somebody else. The clause says without undue delay; your contract may say less.",
     .hours = 24,
     .basis = kOurs,
     .limit = "24 hours after becoming aware"},
    {.id = "gdpr-art34",
     .framework = "gdpr",
     .clause = "GDPR Art 34",
     .duty = "Tell the people concerned",
     .condition = "The risk to them is high and no exception of Art 34(3) holds. The clause says without undue delay.",
     .hours = 72,
     .basis = kOurs,
     .limit = "72 hours after becoming aware"},
    {.id = "hipaa-404",
     .framework = "hipaa",
     .clause = "45 CFR 164.404(b)",
     .duty = "Notify each individual",
     .condition = "Unsecured health information was breached. Without unreasonable delay; this is the outer limit.",
     .starts = kDiscovered,
     .days = 60,
     .limit = "60 days after discovery"},
    {.id = "hipaa-406",
     .framework = "hipaa",
     .clause = "45 CFR 164.406",
     .duty = "Notify the media",
     .condition = "More than 500 residents of one State or jurisdiction are affected.",
     .starts = kDiscovered,
     .days = 60,
     .limit = "60 days after discovery"},
    {.id = "hipaa-408",
     .framework = "hipaa",
     .clause = "45 CFR 164.408(b)",
     .duty = "Notify the Secretary of HHS",
     .condition = "500 or more individuals are affected.",
     .starts = kDiscovered,
     .days = 60,
     .limit = "60 days after discovery"},
    {.id = "hipaa-408-few",
     .framework = "hipaa",
     .clause = "45 CFR 164.408(c)",
     .duty = "Report to the Secretary of HHS with the year's breaches",
     .condition = "Fewer than 500 individuals are affected.",
     .starts = kDiscovered,
     .days = 60,
     .fromYearEnd = true,
     .limit = "60 days after the end of the calendar year of discovery"},
    {.id = "hipaa-410",
     .framework = "hipaa",
     .clause = "45 CFR 164.410(b)",
     .duty = "Business associate: notify the covered entity",
     .condition = "You are a business associate. The contract may say less.",
     .starts = kDiscovered,
     .days = 60,
     .limit = "60 days after discovery"},
    {.id = "ccpa-1798.82",
     .framework = "ccpa",
     .clause = "Cal. Civ. Code 1798.82(a)",
     .duty = "Notify Californian residents",
     .condition = "Their unencrypted personal information was acquired by somebody who had no right to it.",
     .starts = kDiscovered,
     .days = 30,
     .limit = "30 calendar days after discovery"},
    {.id = "ccpa-1798.82-ag",
     .framework = "ccpa",
     .clause = "Cal. Civ. Code 1798.82(f)",
     .duty = "Send a sample of the notice to the Attorney General",
     .condition = "More than 500 residents were notified.",
     .after = "ccpa-1798.82",
     .days = 15,
     .limit = "15 calendar days after the residents' notice"},
    {.id = "nis2-23.4a",
     .framework = "nis2",
     .clause = "NIS2 Art 23(4)(a)",
     .duty = "Give an early warning to the CSIRT or authority",
     .condition = "You are an essential or important entity and the incident is significant.",
     .hours = 24,
     .limit = "24 hours after becoming aware"},
    {.id = "nis2-23.4b",
     .framework = "nis2",
     .clause = "NIS2 Art 23(4)(b)",
     .duty = "Notify the incident with a first assessment",
     .condition = "As for the early warning. Trust service providers have 24 hours.",
     .hours = 72,
     .limit = "72 hours after becoming aware"},
    {.id = "nis2-23.4d",
     .framework = "nis2",
     .clause = "NIS2 Art 23(4)(d)",
     .duty = "Give the final report",
     .condition = "As for the early warning. A progress report while the incident lasts.",
     .after = "nis2-23.4b",
     .months = 1,
     .limit = "one month after the incident notification"},
    {.id = "dora-initial",
     .framework = "dora",
     .clause = "Del. Reg (EU) 2025/301 Art 5(1)(a)",
     .duty = "Send the initial notification of a major ICT incident",
     .condition = "You are a financial entity and classified the incident as major.",
     .starts = CaseMoment::Classified,
     .hours = 4,
     .capHours = 24,
     .limit = "4 hours after classifying, and 24 hours after becoming aware unless classified later"},
    {.id = "dora-intermediate",
     .framework = "dora",
     .clause = "Del. Reg (EU) 2025/301 Art 5(1)(b)",
     .duty = "Send the intermediate report",
     .condition = "As for the initial notification. Due even if nothing has changed.",
     .after = "dora-initial",
     .hours = 72,
     .limit = "72 hours after the initial notification"},
    {.id = "dora-final",
     .framework = "dora",
     .clause = "Del. Reg (EU) 2025/301 Art 5(1)(c)",
     .duty = "Send the final report",
     .condition = "As for the initial notification. Counted from the last intermediate report.",
     .after = "dora-intermediate",
     .months = 1,
     .limit = "one month after the intermediate report"},
    {.id = "aiact-73.2",
     .framework = "eu-ai-act",
     .clause = "EU AI Act Art 73(2)",
     .duty = "Report a serious incident to the market surveillance authority",
     .condition = "You provide a high-risk AI system. From when this duty applies to your system is for you to settle.",
     .days = 15,
     .limit = "15 days after becoming aware"},
    {.id = "aiact-73.3",
     .framework = "eu-ai-act",
     .clause = "EU AI Act Art 73(3)",
     .duty = "Report a widespread infringement or a disruption of critical infrastructure",
     .condition = "As for Art 73(2).",
     .days = 2,
     .limit = "2 days after becoming aware"},
    {.id = "aiact-73.4",
     .framework = "eu-ai-act",
     .clause = "EU AI Act Art 73(4)",
     .duty = "Report the death of a person",
     .condition = "As for Art 73(2).",
     .days = 10,
     .limit = "10 days after becoming aware"},
};

constexpr std::array<std::string_view, 6> kStateNames = {"not_started", "running", "overdue",
                                                         "met",         "late",    "not_required"};

Time plusMonths(Time from, int months) {
    using namespace std::chrono;
    const auto day = floor<days>(from);
    year_month_day date = year_month_day{day} + std::chrono::months(months);
    if (!date.ok()) date = date.year() / date.month() / last;
    return Time{sys_days{date}} + (from - day);
}

Time yearEnd(Time from) {
    using namespace std::chrono;
    const year_month_day date{floor<days>(from)};
    return Time{sys_days{(date.year() + years(1)) / January / 1}};
}

std::optional<Time> startOf(const ClockRule& rule, const IncidentCase& incident) {
    if (rule.after.empty()) {
        const auto& stated = incident.time(rule.starts);
        return stated ? std::optional(stated->at) : std::nullopt;
    }
    const ClockAnswer* before = incident.answer(rule.after);
    return before != nullptr && before->required ? std::optional(before->stated.at) : std::nullopt;
}

Time dueAfter(const ClockRule& rule, const IncidentCase& incident, Time start) {
    Time due = rule.fromYearEnd ? yearEnd(start) : start;
    due = plusMonths(due, rule.months) + std::chrono::days(rule.days) + std::chrono::hours(rule.hours);
    const auto& capped = incident.time(rule.capFrom);
    if (rule.capHours == 0 || !capped) return due;
    const Time cap = capped->at + std::chrono::hours(rule.capHours);
    return start > cap ? due : std::min(due, cap);
}

ClockState stateOf(const Deadline& deadline, Time now) {
    if (deadline.answer != nullptr && !deadline.answer->required) return ClockState::NotRequired;
    if (!deadline.due) return ClockState::NotStarted;
    if (deadline.answer != nullptr)
        return deadline.answer->stated.at <= *deadline.due ? ClockState::Met : ClockState::Late;
    return now <= *deadline.due ? ClockState::Running : ClockState::Overdue;
}

}  // namespace

std::span<const ClockRule> clockRules() { return kRules; }

const ClockRule* clockRule(std::string_view id) {
    const auto found = std::ranges::find(kRules, id, &ClockRule::id);
    return found == std::end(kRules) ? nullptr : found;
}

std::string_view clockStateName(ClockState state) { return kStateNames[static_cast<std::size_t>(state)]; }

std::vector<Deadline> deadlines(const IncidentCase& incident, Time now) {
    std::vector<Deadline> out;
    for (const ClockRule& rule : kRules) {
        Deadline deadline;
        deadline.rule = &rule;
        deadline.started = startOf(rule, incident);
        if (deadline.started) deadline.due = dueAfter(rule, incident, *deadline.started);
        deadline.answer = incident.answer(rule.id);
        deadline.state = stateOf(deadline, now);
        out.push_back(deadline);
    }
    std::ranges::stable_sort(out, {}, [](const Deadline& d) {
        const bool waits = d.state == ClockState::Running || d.state == ClockState::Overdue;
        return std::tuple(!waits, waits ? *d.due : Time{});
    });
    return out;
}

}  // namespace vedette
