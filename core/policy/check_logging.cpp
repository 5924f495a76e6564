// SPDX-License-Identifier: GPL-3.0-or-later
// Is the log itself there: without holes, with all fields, on time, unchanged, kept long enough.
#include <fmt/format.h>

#include <algorithm>

#include "core/event/event.h"
#include "core/policy/check.h"

namespace vedette {
namespace {

struct Silence {
    Time from{};
    Time to{};
};

std::string stretch(const Silence& s) { return fmt::format("{} to {}", minuteText(s.from), minuteText(s.to)); }

// Stretches of the expected window longer than `most` without a sign.
std::vector<Silence> silences(const std::vector<bool>& signs, const Survey& survey, Time end, Duration most) {
    std::vector<Silence> found;
    const auto last =
        std::min<std::size_t>(signs.size(), static_cast<std::size_t>((end - survey.from) / survey.bucket) + 1);
    const auto at = [&](std::size_t i) {
        return std::min(end, survey.from + survey.bucket * static_cast<std::int64_t>(i));
    };
    for (std::size_t i = 0; i < last;) {
        if (signs[i]) {
            ++i;
            continue;
        }
        const std::size_t begin = i;
        while (i < last && !signs[i]) ++i;
        if (at(i) - at(begin) > most) found.push_back({at(begin), at(i)});
    }
    return found;
}

Duration total(const std::vector<Silence>& list) {
    Duration sum{};
    for (const Silence& s : list) sum += s.to - s.from;
    return sum;
}

// Marks [from, to) in a row of buckets.
void fill(std::vector<bool>& signs, const Survey& survey, Time from, Time to) {
    if (to <= from || signs.empty()) return;
    const auto index = [&](Time t) {
        const Time at = std::clamp(t, survey.from, survey.to);
        return std::min(signs.size() - 1, static_cast<std::size_t>((at - survey.from) / survey.bucket));
    };
    for (std::size_t i = index(from); i <= index(to); ++i) signs[i] = true;
}

// When a collector was at work: its own signs, plus the time some source was known to be down. A source that stays down
// is told of again and again, so its time ends with the last word of any collector.
std::vector<bool> watching(const Survey& survey, Time end) {
    std::vector<bool> alive = survey.watched;
    std::map<std::string, Time> down;
    Time lastWord = survey.from;
    for (const SourceStatus& s : survey.statuses) {
        lastWord = std::max(lastWord, s.time);
        if (s.activity == 2) down.emplace(s.source, s.time);
        if (s.activity != 1 && s.activity != 3) continue;
        if (s.activity == 3 && s.to > s.from) fill(alive, survey, s.from, s.to);
        if (const auto i = down.find(s.source); i != down.end()) {
            fill(alive, survey, i->second, s.time);
            down.erase(i);
        }
    }
    for (const auto& [source, since] : down) fill(alive, survey, since, std::min(end, lastWord));
    return alive;
}

std::string duration(Duration d) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(d).count();
    if (minutes < 120) return fmt::format("{} min", minutes);
    return fmt::format("{} h", (minutes + 30) / 60);
}

bool saidDown(const Survey& survey, const std::string& node, const Silence& s) {
    return std::ranges::any_of(survey.statuses, [&](const SourceStatus& status) {
        return status.node == node && status.activity == 2 && status.time < s.to;
    });
}

void judgeNode(const DeclaredNode& node, const NodeSurvey* seen, const Survey& survey, Time end, Duration most,
               const std::vector<Silence>& unwatched, Finding& f) {
    const std::vector<bool> nothing(survey.buckets);
    const auto silent = silences(seen == nullptr ? nothing : seen->signs, survey, end, most);
    const std::vector<std::uint64_t> entries = seen == nullptr ? std::vector<std::uint64_t>{} : seen->all.entries;
    std::vector<Silence> quiet;
    std::vector<Silence> unknown;
    for (const Silence& s : silent) {
        // Before its first sign nobody may have known the node, unless a collector tried.
        if (s.from == survey.from && !saidDown(survey, node.id, s)) {
            unknown.push_back(s);
            continue;
        }
        // Cut out the stretches in which nobody watched: they say nothing about this node.
        Time at = s.from;
        for (const Silence& n : unwatched) {
            if (n.to <= at || n.from >= s.to) continue;
            if (n.from - at > most) quiet.push_back({at, n.from});
            unknown.push_back({std::max(at, n.from), std::min(s.to, n.to)});
            at = std::max(at, n.to);
        }
        if (s.to - at > most) quiet.push_back({at, s.to});
    }
    if (!quiet.empty()) {
        f.add(node.id, ControlState::Fail,
              fmt::format("silent for {} in {} while it was watched, first {}", duration(total(quiet)),
                          counted(quiet.size(), "stretch", "stretches"), stretch(quiet.front())),
              entries);
    } else if (seen == nullptr) {
        f.add(node.id, ControlState::InsufficientEvidence, "the log holds nothing from it in the period");
    } else if (!unknown.empty()) {
        f.add(node.id, ControlState::InsufficientEvidence,
              fmt::format("no record, and no collector at work, for {}, first {}", duration(total(unknown)),
                          stretch(unknown.front())),
              entries);
    } else {
        f.add(node.id, ControlState::Pass,
              fmt::format("{}, no silence longer than {}", counted(seen->all.count(), "record"), duration(most)),
              entries);
    }
}

// Lines lost or perhaps lost by one source, whatever else was heard from its node.
void judgeSource(const std::string& source, const Survey& survey, Time end, Duration most, Finding& f) {
    const auto seen = survey.sources.find(source);
    std::vector<std::uint64_t> downs;
    for (const SourceStatus& s : survey.statuses) {
        if (s.source != source) continue;
        if (s.activity == 2) downs.push_back(s.entry);
        if (s.activity != 3) continue;
        if (s.to <= s.from) {
            f.add(source, ControlState::Fail, "lines were lost: " + s.message, {s.entry});
            return;
        }
        if (s.to - s.from <= most) continue;
        // Read later, if the source kept it: then records of that time are there.
        std::vector<bool> signs(survey.buckets, true);
        for (std::size_t i = 0; i < signs.size(); ++i) {
            const Time at = survey.from + survey.bucket * static_cast<std::int64_t>(i);
            if (at >= s.from && at < s.to) signs[i] = seen != survey.sources.end() && seen->second.signs[i];
        }
        if (silences(signs, survey, end, most).empty()) continue;
        f.add(
            source, ControlState::InsufficientEvidence,
            fmt::format("it could not be read from {}, and there are stretches without a record of that time: what was "
                        "logged then is unknown",
                        stretch({s.from, s.to})),
            {s.entry});
        return;
    }
    if (seen != survey.sources.end() || survey.read.contains(source)) return;
    if (downs.empty()) {
        f.add(source, ControlState::InsufficientEvidence, "nothing of this declared source is in the log");
        return;
    }
    downs.resize(std::min<std::size_t>(downs.size(), 5));
    f.add(source, ControlState::Fail, "it could not be read in the whole period", downs);
}

}  // namespace

Result<Finding> checkLogGaps(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    const Survey& s = **survey;
    const Duration most = c.span("max_gap").rest;
    const Time end = c.dossier.asOf();
    Finding f;
    f.unit = "stream";
    const auto hours = static_cast<std::uint64_t>(std::max<std::int64_t>((end - s.from) / std::chrono::hours(1), 1));
    f.coverage = {c.nodes.size() * hours, 0, "node hours", {}};
    if (s.bucket > most) {
        f.add("period", ControlState::InsufficientEvidence,
              fmt::format("it is too long to see gaps of {}; judge at most two years at once", duration(most)));
        return f;
    }
    const auto unwatched = silences(watching(s, end), s, end, most);
    std::vector<std::string> missing;
    for (const DeclaredNode* node : c.nodes) {
        const NodeSurvey* seen = s.node(node->id);
        judgeNode(*node, seen, s, end, most, unwatched, f);
        for (const std::string& source : node->sources) judgeSource(source, s, end, most, f);
        const Duration quiet = seen == nullptr ? end - s.from : total(silences(seen->signs, s, end, most));
        const auto lostHours = static_cast<std::uint64_t>((quiet + std::chrono::minutes(59)) / std::chrono::hours(1));
        f.coverage.seen += hours - std::min(hours, lostHours);
        if (lostHours > 0) missing.push_back(fmt::format("{}: {}", node->id, duration(quiet)));
    }
    f.coverage.missing = joined(missing);
    f.passed = fmt::format("All {} were heard from at least every {}, and no collector reports lost lines.",
                           counted(c.nodes.size(), "node"), duration(most));
    if (s.rejected.count() > 0) {
        f.note = fmt::format("{} could not be mapped and {} kept as rejected.", counted(s.rejected.count(), "line"),
                             s.rejected.count() == 1 ? "is" : "are");
    }
    auto cited = cite(c, f, c.inScope());
    if (!cited) return passOn(cited);
    Filter status = c.inScope();
    status.is(IntColumn::Class, ocsf::kCollectorStatus);
    cited = cite(c, f, status);
    if (!cited) return passOn(cited);
    return f;
}

Result<Finding> checkEventFields(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    const double share = c.number("min_share");
    Finding f;
    f.coverage = {c.nodes.size(), 0, "nodes", {}};
    std::vector<std::string> silent;
    std::uint64_t total = 0;
    std::uint64_t complete = 0;
    for (const DeclaredNode* node : c.nodes) {
        const NodeSurvey* s = (*survey)->node(node->id);
        if (s == nullptr || s->requests.count() == 0) {
            silent.push_back(node->id);
            f.add(node->id, ControlState::InsufficientEvidence, "no request of the period is in the log");
            continue;
        }
        ++f.coverage.seen;
        const std::uint64_t n = s->requests.count();
        const std::uint64_t bad = s->incomplete.count();
        total += n;
        complete += n - bad;
        std::size_t most = 0;
        for (std::size_t i = 0; i < kEventFields; ++i) {
            if (s->missing[i] > s->missing[most]) most = i;
        }
        const auto field = eventFieldName(static_cast<EventField>(most));
        if (s->securityIncomplete.count() > 0) {
            f.add(node->id, ControlState::Fail,
                  fmt::format("{} of {} lack a field, most often the {}", s->securityIncomplete.count(),
                              counted(s->securityEvents, "security event"), field),
                  s->securityIncomplete.entries);
        } else if (static_cast<double>(n - bad) < share * static_cast<double>(n)) {
            f.add(node->id, ControlState::Fail,
                  fmt::format("{} of {} lack a field ({:.3f} complete), most often the {}", bad, counted(n, "event"),
                              static_cast<double>(n - bad) / static_cast<double>(n), field),
                  s->incomplete.entries);
        } else {
            f.add(node->id, ControlState::Pass, fmt::format("{} of {} complete", n - bad, counted(n, "event")),
                  s->requests.entries);
        }
    }
    f.coverage.missing = joined(silent);
    f.passed = fmt::format(
        "{} of {} name user, type, time, outcome, origin and affected resource; all security events "
        "do.",
        complete, counted(total, "event"));
    auto cited = cite(c, f, c.inScope());
    if (!cited) return passOn(cited);
    return f;
}

Result<Finding> checkClockOffset(const Case& c) {
    auto survey = c.dossier.survey();
    if (!survey) return passOn(survey);
    const auto most = std::chrono::duration_cast<std::chrono::milliseconds>(c.span("max_offset").rest).count();
    Finding f;
    f.coverage = {c.nodes.size(), 0, "nodes", {}};
    std::vector<std::string> unsure;
    for (const DeclaredNode* node : c.nodes) {
        const NodeSurvey* s = (*survey)->node(node->id);
        if (s == nullptr || s->leastDelayMs < 0) {
            unsure.push_back(node->id);
            f.add(node->id, ControlState::InsufficientEvidence, "no request with a time of collection is in the log");
            continue;
        }
        ++f.coverage.seen;
        if (s->mostAheadMs > most) {
            f.add(node->id, ControlState::Fail,
                  fmt::format("{} dated up to {} ms after their own collection: its clock "
                              "is ahead",
                              counted(s->ahead.count(), "event"), s->mostAheadMs),
                  s->ahead.entries);
        } else if (s->leastDelayMs > most) {
            unsure.push_back(node->id);
            f.add(
                node->id, ControlState::InsufficientEvidence,
                fmt::format("its events arrive {} ms after their own time at the soonest: a slow clock cannot be told "
                            "from slow delivery",
                            s->leastDelayMs),
                s->requests.entries);
        } else {
            f.add(node->id, ControlState::Pass,
                  fmt::format("between {} ms ahead and {} ms behind the collector",
                              std::max<std::int64_t>(s->mostAheadMs, 0), s->leastDelayMs),
                  s->requests.entries);
        }
    }
    f.coverage.missing = joined(unsure);
    f.passed = fmt::format("The clocks of all {} agree with the collector's within {} ms.",
                           counted(c.nodes.size(), "node"), most);
    f.note = "Measured against the collector's clock, whose own source is not judged here.";
    auto cited = cite(c, f, c.inScope());
    if (!cited) return passOn(cited);
    return f;
}

Result<Finding> checkLogIntegrity(const Case& c) {
    auto head = c.dossier.head();
    if (!head) return passOn(head);
    auto actions = c.dossier.actions();
    if (!actions) return passOn(actions);
    const Span maxAge = c.span("max_age");
    Finding f;
    f.unit = "log";
    const std::string chain =
        fmt::format("The head checkpoint is signed and covers {}", counted(head->size, "entry", "entries"));
    const Action* last = nullptr;
    const Action* broken = nullptr;
    for (const Action& a : **actions) {
        if (a.kind != "verify" || a.verdict.empty() || a.time > c.dossier.asOf()) continue;
        last = &a;
        if (a.verdict != "intact" && a.time >= c.dossier.period().from) broken = &a;
    }
    f.coverage = {1, last == nullptr ? 0U : 1U, "verifications", last == nullptr ? "none is recorded" : ""};
    const std::string item = head->origin.empty() ? "the log" : head->origin;
    if (broken != nullptr) {
        f.add(item, ControlState::Fail,
              fmt::format("the verification of {} ended \"{}\"", minuteText(broken->time), broken->verdict),
              {broken->entry});
    } else if (last == nullptr) {
        f.add(item, ControlState::InsufficientEvidence,
              chain +
                  ", but no verification of all entries is recorded; a checkpoint alone does not show that they hold");
    } else if (last->time < minus(c.dossier.asOf(), maxAge)) {
        f.add(item, ControlState::InsufficientEvidence,
              fmt::format("the last recorded verification is of {}, older than {}", minuteText(last->time),
                          spanText(maxAge)),
              {last->entry});
    } else {
        f.add(item, ControlState::Pass, fmt::format("verified intact on {}", minuteText(last->time)), {last->entry});
        f.passed = fmt::format(
            "{}; {} found the log intact on {}. The proof is the verification, which can be repeated "
            "at any time.",
            chain, last->actor.empty() ? "a verification" : last->actor, minuteText(last->time));
    }
    Filter verifications;
    verifications.to = c.dossier.period().to;
    verifications.is(IntColumn::Class, ocsf::kConsoleAction).is(TextColumn::Rule, "verify");
    auto cited = cite(c, f, verifications);
    if (!cited) return passOn(cited);
    return f;
}

}  // namespace vedette
