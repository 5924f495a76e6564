// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl check: judges controls, and records what people decided about them.
#include <fmt/format.h>

#include <algorithm>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/judging.h"
#include "app/ctl/suggest.h"
#include "core/privacy/detectors.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string action;
    std::string control;
    std::vector<std::string> packs;
    PeriodOptions period;
    std::string why;
    std::string until;
    std::string actor;
    bool strict = false;
};

// How the decision is spelt in the log (core/policy reads it back).
struct Decision {
    std::string_view word;
    std::string_view name;
    bool needsUntil;
};
constexpr Decision kDecisions[] = {{"waive", "waive", true},
                                   {"unwaive", "unwaive", false},
                                   {"pass", "manual_pass", false},
                                   {"fail", "manual_fail", false},
                                   {"clear", "manual_clear", false}};

int decide(const Options& o, Context& c, const Decision& decision) {
    if (o.control.empty()) return wrongUse(c, "which control?", "CONTROL", "name it after " + o.action);
    if (o.why.empty()) return wrongUse(c, "a decision about a control needs a reason", "--why", "add --why TEXT");
    auto packs = packsNamed({});
    if (!packs) return failed(c, packs.error());
    std::vector<std::string> known;
    for (const auto& pack : *packs)
        for (const auto& control : pack.controls) known.push_back(control.id);
    if (std::ranges::find(known, o.control) == known.end())
        return wrongUse(c, fmt::format("there is no control \"{}\"", o.control), "CONTROL",
                        suggestion(o.control, known));

    Action action;
    action.kind = "control";
    action.name = decision.name;
    action.target = o.control;
    action.actor = o.actor.empty() ? loginName() : o.actor;
    action.details.text("note", redact(o.why, detect(o.why)));
    if (decision.needsUntil && o.until.empty())
        return wrongUse(c, "a waiver ends some day", "--until", "add --until 2027-01-31");
    if (!o.until.empty()) {
        auto until = parseSpan(o.until, c.clock.now());
        if (!until) {
            until.error().where = "--until";
            return wrongUse(c, until.error());
        }
        if (until->to <= c.clock.now())
            return wrongUse(c, "this end has passed already", "--until", "name a later day");
        action.details.time("until", until->to);
    }
    action.message = fmt::format("Control {}: {}", o.control, decision.name);
    auto recorded = recordSigned(c, o.store, action);
    if (!recorded) return failed(c, recorded.error());
    c.out.document(JsonObject()
                       .text("control", o.control)
                       .text("action", decision.name)
                       .text("actor", action.actor)
                       .number("recorded_entry", recorded->size - 1));
    c.out.say(
        fmt::format("Recorded as entry {}: {} {} by {}.", recorded->size - 1, decision.name, o.control, action.actor));
    return kWell;
}

void say(Output& out, const Judgement& judgement) {
    out.say(fmt::format("Period {}", periodText(judgement.period)));
    for (const auto& pack : judgement.packs) {
        out.say(fmt::format("\n{} (pack {} {})", pack.pack.title.empty() ? pack.pack.id : pack.pack.title, pack.pack.id,
                            pack.pack.version));
        for (const auto& problem : pack.pack.problems) out.say("  not judged: " + problem);
        std::vector<const ControlResult*> results;
        for (const auto& result : pack.results) results.push_back(&result);
        std::ranges::stable_sort(results, {}, [](const ControlResult* r) { return static_cast<int>(r->state); });
        std::vector<std::vector<std::string>> rows = {{"STATE", "CONTROL", "CLAUSE", "WHOSE NUMBER", "REASON"}};
        for (const auto* result : results)
            rows.push_back({std::string(stateWord(result->state)), result->control.id, result->control.clause,
                            std::string(basisWord(result->control.basis)), result->reason});
        out.table(rows);
    }
    out.say("\n" + countsText(judgement) + ". A test that passed is not a whole duty that is met.");
}

int evaluate(const Options& o, Context& c) {
    auto open = readPeriod(o.period, c.clock.now());
    if (!open) return wrongUse(c, open.error());
    auto packs = packsNamed(o.packs);
    if (!packs) return packs.error().where == "--pack" ? wrongUse(c, packs.error()) : failed(c, packs.error());
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    auto period = closePeriod(*open, **reader, c.clock.now());
    if (!period) return failed(c, period.error());
    auto judgement = judgePeriod(**reader, *packs, *period, c.clock.now());
    if (!judgement) return failed(c, judgement.error());

    std::vector<std::string> controls;
    for (const auto& pack : judgement->packs)
        for (const auto& result : pack.results) controls.push_back(resultJson(result));
    c.out.document(JsonObject()
                       .time("from", period->from)
                       .time("to", period->to)
                       .raw("states", countsJson(*judgement))
                       .raw("controls", jsonArray(controls))
                       .number("entries", judgement->checkpoint.size));
    say(c.out, *judgement);
    StateCounts counts;
    for (const auto& pack : judgement->packs)
        for (const auto& result : pack.results) counts.add(result.state);
    const bool lacking = o.strict && counts.count(ControlState::InsufficientEvidence) > 0;
    return anyFailure(*judgement) || lacking ? kFinding : kWell;
}

int run(const Options& o, Context& c) {
    if (o.action.empty()) return evaluate(o, c);
    for (const auto& decision : kDecisions)
        if (decision.word == o.action) return decide(o, c, decision);
    return wrongUse(c, fmt::format("there is no action \"{}\"", o.action), "ACTION",
                    suggestion(o.action, {"waive", "unwaive", "pass", "fail", "clear"}));
}

}  // namespace

Run declareCheck(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.position("ACTION", o->action, "Instead of judging, record a decision: waive, unwaive, pass, fail, clear",
                  false);
    args.position("CONTROL", o->control, "The control the decision is about", false);
    args.list("--pack", o->packs, "NAME", "Packs to judge by, comma separated; all when absent");
    declarePeriod(args, o->period);
    args.flag("--strict", o->strict, "Exit 1 for insufficient evidence too");
    args.option("--why", o->why, "TEXT", "Reason of a decision");
    args.option("--until", o->until, "TIME", "When a waiver or a manual result ends");
    args.option("--actor", o->actor, "NAME", "Who decides; your login name when absent");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
