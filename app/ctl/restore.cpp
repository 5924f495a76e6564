// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl restore: makes a store of a backup, without bringing back what was erased since.
#include "core/store/restore.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ctl/commands.h"
#include "core/base/user.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string backup;
    std::string store;
    std::string living;
    std::vector<std::string> certificates;
    std::vector<std::string> anchors;
    std::string keys;
    std::string key;
    std::string actor;
    std::string reason;
};

std::string appliedJson(const RestoreDone& done) {
    std::vector<std::string> out;
    for (const AppliedAgain& again : done.certificates)
        out.push_back(JsonObject()
                          .number("certificate", again.certificate)
                          .number("entry", again.entry)
                          .text("kind", certificateKindName(again.kind))
                          .number("now", again.now)
                          .number("records", again.records)
                          .text("open", again.open)
                          .str());
    return jsonArray(out);
}

void sayCertificate(Output& out, const AppliedAgain& again) {
    const auto name =
        fmt::format("  certificate {} ({}, entry {})", again.certificate, certificateKindName(again.kind), again.entry);
    if (again.now != 0)
        out.say(
            fmt::format("{}: applied again as certificate {}, {} records", name, again.now, grouped(again.records)));
    else if (again.open.empty())
        out.say(fmt::format("{}: the backup holds nothing of it", name));
    if (!again.open.empty()) out.say(fmt::format("{}: NOT as a whole: {}", name, again.open));
}

void sayDone(const Options& o, const RestoreDone& done, Context& c) {
    c.out.say(fmt::format("Restored {} entries to {}; entry {} of the log says so.", grouped(done.size), o.store,
                          done.entry));
    for (const AppliedAgain& again : done.certificates) sayCertificate(c.out, again);
    if (done.known > done.size)
        c.out.say(fmt::format("  The log had come to {} entries at least: {} to {} are not in this store.",
                              grouped(done.known), done.size, done.known - 1));
    if (!done.allKnown) {
        c.out.say(
            "  Erasures and forgetting ordered after the backup MAY BE UNDONE: not all certificates issued since are "
            "known.");
        c.out.say("  Order them again, or restore with --living or --certificates. verify will go on saying so.");
    }
    if (!o.living.empty()) c.out.say("  Never append to both stores: two logs under one key are a fork.");
}

int run(const Options& o, Context& c) {
    RestoreOrder order;
    order.living = o.living;
    for (const auto& path : o.certificates) order.certificates.emplace_back(path);
    for (const auto& path : o.anchors) order.anchors.emplace_back(path);
    order.keys = o.keys;
    if (!o.key.empty()) {
        if (auto key = VerifierKey::parse(o.key); !key) {
            key.error().where = "--key";
            return wrongUse(c, key.error());
        }
        order.key = o.key;
    }
    order.actor = o.actor.empty() ? loginName() : o.actor;
    order.reason = o.reason;
    order.stop = c.stop;
    Result<RestoreDone> done = fail(ErrorCode::Cancelled, "not run");
    {
        Progress progress(c.out, "restoring");
        order.progress = [&](std::string_view stage, std::uint64_t part, std::uint64_t whole) {
            progress.update(fmt::format("{} {}%", stage, whole == 0 ? 100 : part * 100 / whole));
        };
        done = restoreStore(o.backup, o.store, order, c.clock);
    }
    if (!done) return failed(c, done.error());
    const bool open = std::ranges::any_of(done->certificates, [](const AppliedAgain& a) { return !a.open.empty(); });
    c.out.document(JsonObject()
                       .text("store", o.store)
                       .number("size", done->size)
                       .number("known", done->known)
                       .boolean("all_known", done->allKnown)
                       .boolean("may_have_undone", !done->allKnown || open)
                       .raw("certificates", appliedJson(*done))
                       .number("entry", done->entry));
    sayDone(o, *done, c);
    return done->allKnown && !open ? kWell : kFinding;
}

}  // namespace

Run declareRestore(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("BACKUP", o->backup, "Folder of the backup");
    args.position("STORE", o->store, "Folder to make; must not exist, or be empty");
    args.option("--living", o->living, "FOLDER",
                "What is left of the store: its certificates are applied, its keys taken");
    args.list("--certificates", o->certificates, "PATH", "Certificates issued since, as JSON files or folders of them");
    args.list("--anchor", o->anchors, "FILE", "Checkpoints kept elsewhere: they tell how far the log had come");
    args.option("--keys", o->keys, "FOLDER", "The private keys; else the living store's, else the backup's");
    args.option("--key", o->key, "KEY", "Verifier key to trust, instead of the one in the backup");
    args.option("--reason", o->reason, "TEXT", "Why; stays in the log");
    args.option("--actor", o->actor, "NAME", "Who restores; your login name when absent");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
