// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl bundle: records with their proofs, in a ZIP file that checks itself.
#include "reports/bundle/bundle.h"

#include <fmt/format.h>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/filter_words.h"
#include "core/base/bytes.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::vector<std::string> filter;
    PeriodOptions period;
    std::string output;
    std::string actor;
    bool noRecord = false;
};

// Giving evidence away is an entry of the log.
std::string record(const Options& o, const Filter& filter, const WrittenBundle& bundle, Context& c) {
    Action action;
    action.kind = "evidence";
    action.name = "bundle";
    action.actor = o.actor.empty() ? loginName() : o.actor;
    action.message = fmt::format("An evidence bundle of {} records was written", bundle.records);
    action.details.text("filter", recordedFilter(filter))
        .number("records", bundle.records)
        .text("sha256", bundle.sha256)
        .text("manifest_sha256", bundle.manifest);
    return recordIfPossible(c, o.store, action, o.noRecord);
}

int run(const Options& o, Context& c) {
    auto filter = readFilter(o.filter, o.period, c.clock.now());
    if (!filter) return wrongUse(c, filter.error());
    Result<WrittenBundle> bundle = fail(ErrorCode::Cancelled, "not run");
    {
        Progress progress(c.out, "bundling");
        BundleControl control;
        control.stop = c.stop;
        control.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
        bundle = writeBundle({.store = o.store, .filter = *filter, .output = o.output}, control);
    }
    if (!bundle) return bundle.error().where == "FILTER" ? wrongUse(c, bundle.error()) : failed(c, bundle.error());
    const auto entry = record(o, *filter, *bundle, c);
    c.out.document(JsonObject()
                       .text("file", o.output)
                       .text("sha256", bundle->sha256)
                       .number("bytes", bundle->bytes)
                       .number("records", bundle->records)
                       .number("size", bundle->checkpoint.size)
                       .text("root", toHex(bundle->checkpoint.root))
                       .text("manifest_sha256", bundle->manifest)
                       .text("filter", filter->text())
                       .raw("recorded_entry", entry));
    c.out.say(fmt::format("Wrote {} records with their proofs to {}", grouped(bundle->records), o.output));
    c.out.say(fmt::format("  SHA-256 {}", bundle->sha256));
    c.out.say("Whoever gets it unpacks it and runs: python3 verify.py --key KEY");
    return kWell;
}

}  // namespace

Run declareBundle(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.positions("FILTER", o->filter, "Conditions, as in query; all must hold", false);
    declarePeriod(args, o->period);
    args.option("--output,-o", o->output, "FILE", "The ZIP file to write").require("--output");
    args.option("--actor", o->actor, "NAME", "Who is exporting; your login name when absent");
    args.flag("--no-record", o->noRecord, "Do not record this export in the log");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
