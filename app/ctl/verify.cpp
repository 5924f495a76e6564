// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl verify: integrity and completeness, two verdicts.
#include "core/store/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/since.h"
#include "app/ctl/verdict.h"
#include "app/ctl/verify_since.h"
#include "core/policy/completeness.h"
#include "core/store/anchor_list.h"
#include "core/store/key_passphrase.h"
#include "core/store/reader.h"
#include "core/store/restore.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::vector<std::string> anchors;
    std::string key;
    std::string actor;
    std::string since;
    bool noRecord = false;
};

std::string record(const Options& o, const VerifyReport& report, Context& c) {
    // A damaged store is left as it is: what broke it may still be read from it.
    if (!report.intact) return "null";
    Action action;
    action.kind = "verify";
    action.name = "run";
    action.actor = o.actor.empty() ? loginName() : o.actor;
    action.message = fmt::format("Verified {} entries: intact", report.verified);
    action.details.number("entries", report.entries).number("gaps", report.gaps.size()).boolean("intact", true);
    return recordIfPossible(c, o.store, action, o.noRecord);
}

// Every node's rows against its own counters, over the whole log. Null when the log holds no entry.
Result<std::optional<CompletenessReport>> reconciled(const Options& o) {
    auto reader = Reader::open(o.store);
    if (!reader) return passOn(reader);
    auto log = (*reader)->extent(Filter{});
    if (!log) return passOn(log);
    if (log->count == 0) return std::optional<CompletenessReport>{};
    auto report = reconcile(**reader, {log->firstTime, log->lastTime + std::chrono::microseconds(1)});
    if (!report) return passOn(report);
    return std::optional(std::move(*report));
}

std::string completenessJson(const CompletenessReport& report) {
    std::vector<std::string> nodes;
    for (const NodeCompleteness& node : report.nodes) {
        JsonObject out;
        out.text("node", node.node).text("verdict", verdictName(node.verdict)).text("reason", reasonName(node.reason));
        out.number("served", node.served).number("logged", node.logged).number("slack", node.slack);
        out.number("unlogged", node.unlogged).number("surplus", node.surplus);
        out.number("complete_hours", node.completeHours).number("short_hours", node.shortHours);
        out.number("surplus_hours", node.surplusHours).number("unknowable_hours", node.unknowableHours);
        nodes.push_back(out.text("query", node.rows).str());
    }
    return jsonArray(nodes);
}

std::string sentence(const NodeCompleteness& node) {
    const std::string counts = fmt::format("{} served, {} logged", grouped(node.served), grouped(node.logged));
    const std::string hours = node.unknowableHours == 0
                                  ? std::string()
                                  : fmt::format("; {} of its hours unknowable", grouped(node.unknowableHours));
    switch (node.verdict) {
        case CompletenessVerdict::Complete: return fmt::format("complete: {}", counts);
        case CompletenessVerdict::Short: return fmt::format("SHORT by {}: {}{}", grouped(node.unlogged), counts, hours);
        case CompletenessVerdict::Surplus:
            return fmt::format("surplus of {}: {}{}", grouped(node.surplus), counts, hours);
        case CompletenessVerdict::Unknowable: break;
    }
    switch (node.reason) {
        case UnknowableReason::NoCounters: return "unknowable: its server counts no requests, or nobody asks it";
        case UnknowableReason::NoRowSource: return "unknowable: nothing that logs its requests is collected";
        case UnknowableReason::NoScrape: return fmt::format("unknowable: too few scrapes of its counters{}", hours);
        case UnknowableReason::CounterReset: return fmt::format("unknowable: its counters started anew{}", hours);
        case UnknowableReason::SourceGap: return fmt::format("unknowable: a source of its rows is down{}", hours);
        case UnknowableReason::None: break;
    }
    return "unknowable";
}

// What the log says of having been put back from a backup. Nothing of a store that can be verified but not read.
Result<std::vector<RestoredMark>> restored(const Options& o) {
    auto reader = Reader::open(o.store);
    return reader ? restoredMarks(**reader) : Result<std::vector<RestoredMark>>(passOn(reader));
}

std::string restoredJson(const std::vector<RestoredMark>& marks) {
    std::vector<std::string> out;
    for (const RestoredMark& mark : marks)
        out.push_back(JsonObject()
                          .number("entry", mark.entry)
                          .time("time", mark.time)
                          .text("actor", mark.actor)
                          .number("size", mark.size)
                          .number("known", mark.known)
                          .raw("certificates", jsonNumbers(mark.applied))
                          .raw("open", jsonNumbers(mark.open))
                          .boolean("may_have_undone", mark.mayHaveUndone())
                          .str());
    return jsonArray(out);
}

std::string anchorsJson(const std::vector<HeldAnchor>& anchors) {
    std::vector<std::string> out;
    for (const HeldAnchor& anchor : anchors)
        out.push_back(JsonObject()
                          .text("kind", anchorKindName(anchor.kind))
                          .text("name", anchor.name)
                          .number("size", anchor.size)
                          .time("time", anchor.time)
                          .boolean("checked", anchor.checked)
                          .text("problem", anchor.problem)
                          .text("remark", anchor.remark)
                          .str());
    return jsonArray(out);
}

std::string standingJson(const OutsideStanding& standing) {
    JsonObject out;
    out.number("entries", standing.entries).text("last_by", standing.by).time("last_time", standing.time);
    return out.boolean("old", standing.old()).text("text", standing.text()).str();
}

void sayAnchors(Output& out, const std::vector<HeldAnchor>& anchors, const OutsideStanding& standing) {
    for (const HeldAnchor& anchor : anchors) {
        if (!anchor.outside()) continue;
        const std::string when = anchor.time ? " on " + formatTime(*anchor.time) : std::string();
        const std::string remark = anchor.remark.empty() ? "" : "; " + anchor.remark;
        out.say(fmt::format("  {} {}: {} entries{}{}", anchorKindName(anchor.kind), anchor.name, grouped(anchor.size),
                            when, anchor.checked ? remark : "; NOT CHECKED: " + anchor.problem));
    }
    out.say(fmt::format("  {}{}", standing.old() ? "OLD: " : "", standing.text()));
}

void sayReconciled(Output& out, const CompletenessReport& report) {
    out.say("Rows against each node's own counters:");
    for (const NodeCompleteness& node : report.nodes) out.say(fmt::format("  {}: {}", node.node, sentence(node)));
    if (report.nodes.empty()) out.say("  no node is known to the log");
}

// The check, with what an earlier one left.
Result<VerifyReport> checked(const Options& o, VerifyOptions& options, std::optional<Since>& since, Context& c) {
    if (!o.since.empty()) {
        auto opened = Since::open(o.since, o.store, o.key);
        if (!opened) return passOn(opened);
        since = std::move(*opened);
        since->prepare(options);
    }
    options.stop = c.stop;
    Progress progress(c.out, "verifying");
    options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    auto report = verifyStore(o.store, options);
    if (report && since) {
        if (auto kept = since->keep(*report, c.clock.now()); !kept)
            c.out.note("what was found cannot be kept for the next check: " + kept.error().text());
    }
    return report;
}

// From a checkpoint that somebody kept. Not recorded: what is in the log as verified was read.
int runSince(const Options& o, const std::string& note, Context& c) {
    if (liesIn(o.since, o.store))
        return wrongUse(c, Error{ErrorCode::Invalid, "whoever can change the store could change this checkpoint too",
                                 o.since, "give one that was kept elsewhere"});
    if (!o.anchors.empty())
        return wrongUse(c, Error{ErrorCode::Invalid, "from a checkpoint on no others are compared", "--anchor",
                                 "leave one of the two away"});
    auto report = verifySince(o.store, note, o.since, {o.key, c.stop});
    if (!report)
        return report.error().code == ErrorCode::Invalid ? wrongUse(c, report.error()) : failed(c, report.error());
    c.out.document(JsonObject()
                       .raw("integrity", "null")
                       .raw("since", sinceJson(o.since, *report))
                       .integer("took_ms", report->took.count() / 1000)
                       .raw("recorded_entry", "null"));
    saySince(c.out, o.since, *report);
    return report->holds ? kWell : kBroken;
}

int run(const Options& o, Context& c) {
    VerifyOptions options;
    for (const auto& anchor : o.anchors) options.anchors.emplace_back(anchor);
    if (!o.key.empty()) {
        if (auto key = VerifierKey::parse(o.key); !key) {
            key.error().where = "--key";
            return wrongUse(c, key.error());
        }
        options.key = o.key;
    }
    if (const auto note = o.since.empty() || o.since == "last" ? std::nullopt : checkpointIn(o.since); note)
        return runSince(o, *note, c);
    std::optional<Since> since;
    auto report = checked(o, options, since, c);
    if (!report)
        return report.error().code == ErrorCode::Invalid ? wrongUse(c, report.error()) : failed(c, report.error());
    // Of a damaged store nothing is reckoned: what its tables say is not what was signed.
    std::optional<CompletenessReport> completeness;
    auto marks = restored(o);
    if (!marks && report->intact) return failed(c, marks.error());
    if (!marks) marks = std::vector<RestoredMark>();
    if (report->intact) {
        auto made = reconciled(o);
        if (!made) return failed(c, made.error());
        completeness = std::move(*made);
    }
    // What attests the log from outside; a list that cannot be read is a remark, the verdict stands without it.
    auto anchors = listAnchors(o.store, c.clock.now());
    if (!anchors) c.out.note("the anchors cannot be listed: " + anchors.error().text());
    const std::vector<HeldAnchor> held = anchors.value_or(std::vector<HeldAnchor>{});
    const KeysAtRest rest = keysAtRest(o.store);
    const OutsideStanding standing = outsideStanding(held, report->entries, c.clock.now());
    const auto entry = record(o, *report, c);
    c.out.document(verdictJson(*report)
                       .raw("anchors", anchorsJson(held))
                       .raw("not_anchored", standingJson(standing))
                       .raw("restored", restoredJson(*marks))
                       .raw("since", since ? since->json(*report) : "null")
                       .raw("nodes", completeness ? completenessJson(*completeness) : "null")
                       .text("private_keys", rest.clear() ? "clear" : keyRestName(rest.signing))
                       .raw("recorded_entry", entry));
    sayVerdict(c.out, *report);
    if (since) since->say(c.out, *report);
    sayAnchors(c.out, held, standing);
    if (rest.clear()) c.out.say("  " + rest.warning(o.store) + ".");
    for (const RestoredMark& mark : *marks)
        c.out.say(
            fmt::format("Entry {} of {}: {}.", mark.entry, formatTime(mark.time).substr(0, 10), restoredText(mark)));
    if (completeness) sayReconciled(c.out, *completeness);
    return report->intact ? kWell : kBroken;
}

}  // namespace

Run declareVerify(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.list("--anchor", o->anchors, "FILE", "Checkpoints kept elsewhere to compare with, besides the store's own");
    args.option("--key", o->key, "KEY", "Verifier key to trust, instead of the one in the store");
    args.option("--actor", o->actor, "NAME", "Who is verifying; your login name when absent");
    args.option("--since", o->since, "FILE",
                "Read only what came since the check that wrote FILE, and write it anew; \"last\": a file of yours; or "
                "since the signed checkpoint in FILE");
    args.flag("--no-record", o->noRecord, "Do not record this verification in the log");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
