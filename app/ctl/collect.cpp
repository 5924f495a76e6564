// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl collect: the collector service.
#include "app/pipeline/collect.h"

#include <fmt/format.h>

#include "app/ctl/collect_summary.h"
#include "app/ctl/commands.h"
#include "app/keychain/keychain.h"
#include "core/base/boot_time.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string fleet;
    std::string runFor;
    bool once = false;
};

int run(const Options& o, Context& c) {
    CollectOptions options;
    options.once = o.once;
    if (!o.runFor.empty()) {
        auto duration = parseDuration(o.runFor);
        if (!duration) {
            duration.error().where = "--for";
            return wrongUse(c, duration.error());
        }
        options.runFor = *duration;
        if (o.once) return wrongUse(c, "--once and --for exclude each other", "--for", "give one of them");
    }
    auto fleet = loadFleet(o.fleet);
    if (!fleet) return failed(c, fleet.error());
    options.fleet = std::move(*fleet);
    options.keychain = sessionKeychain();
    options.monotonic = sinceBoot;
    options.onFinding = [&](const Finding& finding) {
        c.out.note(fmt::format("finding ({}): {}", severityWord(finding.severity), finding.title));
    };
    Result<CollectProgress> done = fail(ErrorCode::Cancelled, "not run");
    {
        Progress progress(c.out, "collecting");
        bool waited = false;
        options.progress = [&](const CollectProgress& p) {
            progress.update(progressText(p));
            const bool waiting = !p.ingest.waiting.empty();
            if (waiting == waited) return;
            waited = waiting;
            c.out.note(waiting ? "nothing is written or fetched for the moment: " + p.ingest.waiting
                               : "the log's key signs again; what came meanwhile is written");
        };
        done = collect(o.store, options, c.clock, c.stop);
    }
    if (!done) return failed(c, done.error());
    c.out.document(collectJson(*done));
    sayCollected(c.out, *done);
    // Nodes in trouble are recorded as such; only a fleet that answered nothing at all is a failure of the run.
    const bool nothing = done->sources > 0 && done->failing.size() == done->sources;
    if (!nothing) return kWell;
    const auto& [source, why] = *done->failing.begin();
    return failed(c, Error{ErrorCode::Network, fmt::format("no source could be read; {}: {}", source, why), o.fleet,
                           "vedettectl probe says what the endpoints answer"});
}

}  // namespace

Run declareCollect(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.option("--fleet", o->fleet, "FILE", "Fleet file").require("--fleet");
    args.flag("--once", o->once, "Read every source up to its end, then stop");
    args.option("--for", o->runFor, "TIME", "Stop after this long: 60s, 10m, 2h");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
