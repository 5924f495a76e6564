// SPDX-License-Identifier: GPL-3.0-or-later
// Whether somebody, or something, looked: reviews, answers to alerts, automated checks.
#include <fmt/format.h>

#include <algorithm>

#include "core/event/event.h"
#include "core/policy/check.h"

namespace vedette {
namespace {

std::int64_t severityNamed(std::string_view name) {
    if (name == "critical") return ocsf::kCritical;
    if (name == "high") return ocsf::kHigh;
    return name == "medium" ? ocsf::kMedium : ocsf::kLow;
}

std::string shortId(const std::string& id) { return id.substr(0, 16); }

std::string age(Duration d) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(d).count();
    if (minutes < 120) return fmt::format("{} min", minutes);
    return minutes < 4 * 1440 ? fmt::format("{} h", minutes / 60) : fmt::format("{} days", minutes / 1440);
}

// Detection that says it ran at least this often has looked at the whole period.
constexpr Duration kDetectionPause = std::chrono::hours(24);

Result<void> citeRuns(const Case& c, Finding& f) {
    Filter runs = c.dossier.inPeriod();
    runs.is(IntColumn::Class, ocsf::kDetectionRun);
    return cite(c, f, runs);
}

Result<void> citeReview(const Case& c, Finding& f) {
    Filter alerts = c.dossier.inPeriod();
    alerts.is(IntColumn::Class, ocsf::kDetectionFinding);
    auto cited = cite(c, f, alerts);
    if (!cited) return cited;
    Filter actions = c.dossier.inPeriod();
    actions.is(IntColumn::Class, ocsf::kConsoleAction);
    return cite(c, f, actions);
}

struct LongestGap {
    Duration length{};
    Time from{};
    Time to{};
};

LongestGap longestGap(std::vector<Time> marks, Time from, Time to) {
    std::ranges::sort(marks);
    LongestGap gap;
    Time last = from;
    marks.push_back(to);
    for (const Time t : marks) {
        if (t < from || t > to) continue;
        if (t - last > gap.length) gap = {t - last, last, t};
        last = t;
    }
    return gap;
}

// No alert at all: quiet, or nobody looked?
Result<void> judgeQuiet(const Case& c, Finding& f) {
    auto signs = c.dossier.detectionSigns();
    if (!signs) return passOn(signs);
    const std::vector<Time>& times = (*signs)->times;
    const LongestGap gap = longestGap(times, c.dossier.period().from, c.dossier.asOf());
    if (times.empty()) {
        f.coverage = {1, 0, "detection runs", "no finding of any severity is in the log"};
        f.add("alerts", ControlState::InsufficientEvidence,
              "no alert was raised in the period, and nothing in the log shows that detection ran");
        return {};
    }
    if (gap.length > kDetectionPause) {
        f.coverage = {1, 0, "detection runs", fmt::format("none for {}", age(gap.length))};
        f.add("alerts", ControlState::InsufficientEvidence,
              fmt::format("no alert was raised, and no detection run is seen for {} between {} and {}", age(gap.length),
                          minuteText(gap.from), minuteText(gap.to)),
              (*signs)->runs.entries);
    } else {
        f.coverage = {1, 1, "detection runs", {}};
        f.add("alerts", ControlState::Pass,
              fmt::format("none was raised, and {} at most {} apart show that detection ran",
                          counted(times.size(), "detection run"), age(gap.length)),
              (*signs)->runs.entries);
        f.passed = fmt::format("No alert was raised; {}, at most {} apart, show that detection ran.",
                               counted(times.size(), "detection run"), age(gap.length));
    }
    return citeRuns(c, f);
}

}  // namespace

Result<Finding> checkAlertReview(const Case& c) {
    auto alerts = c.dossier.alerts();
    if (!alerts) return passOn(alerts);
    auto actions = c.dossier.actions();
    if (!actions) return passOn(actions);
    const Period period = c.dossier.period();
    const Time asOf = c.dossier.asOf();
    const Duration most = c.span("max_gap").rest;
    const Duration within = c.span("triage_within").rest;
    Finding f;
    f.unit = "review part";
    std::vector<Time> reviews;
    std::vector<std::uint64_t> entries;
    for (const Action& a : **actions) {
        // Looking at results and deciding on them is review; importing files or checking the store's bytes is not.
        if (a.kind != "alert" && a.kind != "control" && a.kind != "report" && a.kind != "evidence") continue;
        if (a.time < period.from || a.time >= period.to) continue;
        reviews.push_back(a.time);
        if (entries.size() < 5) entries.push_back(a.entry);
    }
    // A gap that nothing interrupted yet only counts once it is longer than the limit.
    const LongestGap gap = longestGap(reviews, period.from, asOf);
    const std::string what = counted(reviews.size(), "review action");
    if (reviews.empty()) {
        f.add("reviews", ControlState::InsufficientEvidence,
              fmt::format("no review by a person is recorded in {}", age(asOf - period.from)));
    } else if (gap.length > most) {
        f.add(
            "reviews", ControlState::Fail,
            fmt::format("{} without one between {} and {}", age(gap.length), minuteText(gap.from), minuteText(gap.to)),
            entries);
    } else {
        f.add("reviews", ControlState::Pass, fmt::format("{}, at most {} apart", what, age(gap.length)), entries);
    }
    std::uint64_t due = 0;
    std::uint64_t done = 0;
    std::vector<std::uint64_t> late;
    for (const RaisedAlert& a : **alerts) {
        if (a.severity < severityNamed(c.parameter("severity"))) continue;
        const bool inTime = a.acknowledged && *a.acknowledged - a.raised <= within;
        if (!inTime && !a.acknowledged && asOf - a.raised <= within) continue;  // still within its time
        ++due;
        if (inTime)
            ++done;
        else if (late.size() < 5)
            late.push_back(a.findings.extent.firstEntry);
    }
    const double share = due == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(due);
    if (share < c.number("triage_share")) {
        f.add("triage", ControlState::Fail,
              fmt::format("{} of {} were taken up within {}", done, counted(due, c.parameter("severity") + " alert"),
                          age(within)),
              late);
    } else {
        f.add("triage", ControlState::Pass,
              due == 0 ? std::string("no alert is past its time")
                       : fmt::format("{} of {} taken up within {}", done, counted(due, "alert"), age(within)));
    }
    f.coverage = {1, reviews.empty() ? 0U : 1U, "reviewed logs", reviews.empty() ? "no review action is recorded" : ""};
    f.passed = fmt::format(
        "{} of people are recorded, at most {} apart, and {} of {} at or above {} were taken up in "
        "time.",
        what, age(gap.length), done, counted(due, "alert"), c.parameter("severity"));
    auto cited = citeReview(c, f);
    if (!cited) return passOn(cited);
    return f;
}

Result<Finding> checkAlertResponse(const Case& c) {
    auto alerts = c.dossier.alerts();
    if (!alerts) return passOn(alerts);
    const Time asOf = c.dossier.asOf();
    const Duration within = c.span("within").rest;
    const bool toClose = c.parameter("action") == "close";
    const std::int64_t least = severityNamed(c.parameter("severity"));
    Finding f;
    f.unit = "alert";
    std::uint64_t below = 0;
    std::uint64_t running = 0;
    for (const RaisedAlert& a : **alerts) {
        if (a.severity < least) {
            ++below;
            continue;
        }
        const auto& answered = toClose ? a.closed : a.acknowledged;
        const std::string verb = toClose ? "closed" : "acknowledged";
        const std::vector<std::uint64_t> entries{a.findings.extent.firstEntry};
        if (answered && *answered - a.raised <= within) {
            f.add(shortId(a.id), ControlState::Pass, fmt::format("{} after {}", verb, age(*answered - a.raised)),
                  entries);
        } else if (answered) {
            f.add(shortId(a.id), ControlState::Fail,
                  fmt::format("{} after {}, the limit is {}", verb, age(*answered - a.raised), age(within)), entries);
        } else if (asOf - a.raised > within) {
            f.add(shortId(a.id), ControlState::Fail,
                  fmt::format("raised {} and not {} after {}, the limit is {}", minuteText(a.raised), verb,
                              age(asOf - a.raised), age(within)),
                  entries);
        } else {
            ++running;
            f.add(shortId(a.id), ControlState::Pass,
                  fmt::format("open for {}, still within {}", age(asOf - a.raised), age(within)), entries);
        }
    }
    f.coverage = {f.items.size(), f.items.size(), "alerts", {}};
    if (f.items.empty()) {
        if (below > 0) {
            f.add("alerts", ControlState::Pass,
                  fmt::format("{} raised, none at or above {}", counted(below, "alert"), c.parameter("severity")));
            f.passed = fmt::format("No alert at or above {} was raised; {} below it.", c.parameter("severity"), below);
        } else if (auto judged = judgeQuiet(c, f); !judged) {
            return passOn(judged);
        }
    } else {
        f.passed = fmt::format("All {} at or above {} were {} within {}{}.", counted(f.items.size(), "alert"),
                               c.parameter("severity"), toClose ? "closed" : "acknowledged", age(within),
                               running == 0 ? "" : fmt::format(" or are still open within it ({})", running));
    }
    auto cited = citeReview(c, f);
    if (!cited) return passOn(cited);
    return f;
}

namespace {

void judgeDatedFact(const Case& c, Finding& f) {
    const std::string name = c.parameter("dated_fact");
    if (name.empty()) return;
    const std::string value = c.fleet.fact(name);
    const Span most = c.span("max_age");
    const auto date = parseTime(std::string_view(value).substr(0, 10));
    if (value.empty() || !date) {
        f.add(name, ControlState::InsufficientEvidence,
              value.empty() ? std::string("this fact is not declared")
                            : fmt::format("the declared \"{}\" is not a date", value));
    } else if (*date < minus(c.dossier.asOf(), most)) {
        f.add(name, ControlState::Fail, fmt::format("declared for {}, older than {}", dayText(*date), spanText(most)),
              {c.fleet.entry});
    } else if (*date > c.dossier.asOf()) {
        f.add(name, ControlState::InsufficientEvidence,
              fmt::format("declared for {}, after the period", dayText(*date)), {c.fleet.entry});
    } else {
        f.add(name, ControlState::Pass, fmt::format("declared for {}", dayText(*date)), {c.fleet.entry});
    }
}

}  // namespace

Result<Finding> checkChecksRun(const Case& c) {
    const Duration most = c.span("max_gap").rest;
    const Time asOf = c.dossier.asOf();
    const Time from = c.dossier.period().from;
    const auto signs = c.list("signs");
    Finding f;
    f.unit = "check";
    // `sure`: since when a run would have left a sign.
    const auto judge = [&](const std::string& item, const std::vector<Time>& marks, std::vector<std::uint64_t> entries,
                           Time sure) {
        ++f.coverage.expected;
        if (marks.empty()) {
            f.coverage.missing += (f.coverage.missing.empty() ? "" : ", ") + item;
            f.add(item, ControlState::InsufficientEvidence, "the log shows no run in the period");
            return;
        }
        ++f.coverage.seen;
        const LongestGap gap = longestGap(marks, from, asOf);
        if (gap.length <= most) {
            f.add(item, ControlState::Pass,
                  fmt::format("{}, at most {} apart", counted(marks.size(), "sign"), age(gap.length)),
                  std::move(entries));
            return;
        }
        // Before the first Detection Run a missing finding can mean that nothing was found.
        const bool silent = gap.from == from || gap.from < sure;
        f.add(item, silent ? ControlState::InsufficientEvidence : ControlState::Fail,
              fmt::format("no run is seen for {} between {} and {}", age(gap.length), minuteText(gap.from),
                          minuteText(gap.to)),
              std::move(entries));
    };
    const auto first = [](std::vector<std::uint64_t> entries) {
        entries.resize(std::min<std::size_t>(entries.size(), 5));
        return entries;
    };
    if (std::ranges::find(signs, "observation") != signs.end()) {
        auto observations = c.dossier.observations();
        if (!observations) return passOn(observations);
        for (const DeclaredNode* node : c.nodes) {
            std::vector<Time> marks;
            std::vector<std::uint64_t> entries;
            for (const Observation& o : **observations) {
                if (o.node != node->id) continue;
                marks.push_back(o.time);
                if (entries.size() < 5) entries.push_back(o.entry);
            }
            judge("probe of " + node->id, marks, entries, from);
        }
        Filter probes = c.inScope();
        probes.is(IntColumn::Class, ocsf::kEndpointObservation);
        auto cited = cite(c, f, probes);
        if (!cited) return passOn(cited);
    }
    if (std::ranges::find(signs, "finding") != signs.end()) {
        auto alerts = c.dossier.alerts();
        if (!alerts) return passOn(alerts);
        auto said = c.dossier.detectionSigns();
        if (!said) return passOn(said);
        std::vector<Time> marks = (*said)->times;
        std::vector<std::uint64_t> entries = (*said)->runs.entries;
        const Time sure = marks.empty() ? Time::max() : *std::ranges::min_element(marks);
        for (const RaisedAlert& a : **alerts) {
            marks.push_back(a.raised);
            marks.push_back(a.findings.extent.lastTime);
            entries.push_back(a.findings.extent.firstEntry);
        }
        judge("detectors", marks, first(entries), sure);
        Filter findings = c.dossier.inPeriod();
        findings.is(IntColumn::Class, ocsf::kDetectionFinding);
        auto cited = cite(c, f, findings);
        if (cited) cited = citeRuns(c, f);
        if (!cited) return passOn(cited);
    }
    if (std::ranges::find(signs, "verify") != signs.end()) {
        auto actions = c.dossier.actions();
        if (!actions) return passOn(actions);
        std::vector<Time> marks;
        std::vector<std::uint64_t> entries;
        for (const Action& a : **actions) {
            if (a.kind != "verify" || a.time < from || a.time > asOf) continue;
            marks.push_back(a.time);
            entries.push_back(a.entry);
        }
        judge("verification", marks, first(entries), from);
    }
    f.coverage.unit = "checks";
    judgeDatedFact(c, f);
    f.passed = fmt::format("{} left signs of running, never more than {} apart.", counted(f.coverage.seen, "check"),
                           age(most));
    return f;
}

Result<Finding> checkInventoryDeclared(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    Finding f;
    f.unit = "inventory item";
    f.coverage = {c.fleet.nodes.size(), 0, "nodes", {}};
    std::vector<std::string> silent;
    for (const auto& [id, seen] : (*survey)->nodes) {
        if (seen.all.count() > 0 && c.fleet.node(id) == nullptr) {
            f.add(id, ControlState::Fail,
                  fmt::format("{} from a node that is not declared", counted(seen.all.count(), "record")),
                  seen.all.entries);
        }
    }
    for (const DeclaredNode& node : c.fleet.nodes) {
        const NodeSurvey* seen = (*survey)->node(node.id);
        if (seen == nullptr || seen->all.count() == 0) {
            silent.push_back(node.id);
            f.add(node.id, ControlState::InsufficientEvidence, "declared, but the log holds nothing from it");
            continue;
        }
        ++f.coverage.seen;
        std::vector<std::string> extra;
        std::vector<std::uint64_t> entries;
        for (const auto& [model, tally] : seen->models) {
            if (std::ranges::find(node.models, model) != node.models.end()) continue;
            extra.push_back(model);
            if (entries.empty()) entries = tally.entries;
        }
        if (node.models.empty() && !extra.empty()) {
            f.add(node.id, ControlState::InsufficientEvidence,
                  fmt::format("serves {} but declares no models", joined(extra)), entries);
        } else if (!extra.empty()) {
            f.add(node.id, ControlState::Fail,
                  fmt::format("requests for undeclared {} {}", extra.size() == 1 ? "model" : "models", joined(extra)),
                  entries);
        } else {
            f.add(node.id, ControlState::Pass, "declared, with all models it was asked for", seen->all.entries);
        }
    }
    f.coverage.missing = joined(silent);
    judgeDatedFact(c, f);
    f.passed = fmt::format("All {} seen in the log are declared with the models they served.",
                           counted(f.coverage.seen, "node"));
    f.note = "This compares the log with the fleet declaration; it does not read the record of processing itself.";
    auto cited = cite(c, f, c.dossier.inPeriod());
    if (!cited) return passOn(cited);
    return f;
}

}  // namespace vedette
