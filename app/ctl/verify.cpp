// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl verify: integrity and completeness, two verdicts.
#include "core/store/verify.h"

#include <fmt/format.h>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/verdict.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::vector<std::string> anchors;
    std::string key;
    std::string actor;
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
    options.stop = c.stop;
    Result<VerifyReport> report = fail(ErrorCode::Cancelled, "not run");
    {
        Progress progress(c.out, "verifying");
        options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
        report = verifyStore(o.store, options);
    }
    if (!report) return failed(c, report.error());
    const auto entry = record(o, *report, c);
    c.out.document(verdictJson(*report).raw("recorded_entry", entry));
    sayVerdict(c.out, *report);
    return report->intact ? kWell : kBroken;
}

}  // namespace

Run declareVerify(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.list("--anchor", o->anchors, "FILE", "Checkpoints kept elsewhere to compare with, besides the store's own");
    args.option("--key", o->key, "KEY", "Verifier key to trust, instead of the one in the store");
    args.option("--actor", o->actor, "NAME", "Who is verifying; your login name when absent");
    args.flag("--no-record", o->noRecord, "Do not record this verification in the log");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
