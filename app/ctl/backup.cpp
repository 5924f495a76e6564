// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl backup: a copy of the store as it is at one moment, made while others append to it.
#include "core/store/backup.h"

#include <fmt/format.h>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "core/base/bytes.h"
#include "core/base/user.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string target;
    std::string actor;
    bool withKeys = false;
    bool noRecord = false;
};

// Who took the evidence away, and with which keys, is an entry of the log.
std::string record(const Options& o, const BackupDone& done, Context& c) {
    Action action;
    action.kind = "store";
    action.name = "backup";
    action.actor = o.actor.empty() ? loginName() : o.actor;
    action.message = fmt::format("A backup of {} entries was made {} the private keys", done.head.size,
                                 o.withKeys ? "with" : "without");
    action.details.number("size", done.head.size).text("root", toHex(done.head.root)).boolean("keys", o.withKeys);
    return recordIfPossible(c, o.store, action, o.noRecord);
}

int run(const Options& o, Context& c) {
    Result<BackupDone> done = fail(ErrorCode::Cancelled, "not run");
    {
        Progress progress(c.out, "backing up");
        BackupOptions options;
        options.withKeys = o.withKeys;
        options.stop = c.stop;
        options.progress = [&](std::string_view stage, std::uint64_t part, std::uint64_t whole) {
            progress.update(fmt::format("{} {}%", stage, whole == 0 ? 100 : part * 100 / whole));
        };
        done = backupStore(o.store, o.target, options);
    }
    if (!done) return failed(c, done.error());
    const auto entry = record(o, *done, c);
    c.out.document(JsonObject()
                       .text("backup", o.target)
                       .number("size", done->head.size)
                       .text("root", toHex(done->head.root))
                       .number("bytes", done->bytes)
                       .number("certificates", done->certificates)
                       .boolean("keys", o.withKeys)
                       .raw("recorded_entry", entry));
    c.out.say(fmt::format("Backed up {} entries to {}; the copy verifies.", grouped(done->head.size), o.target));
    if (o.withKeys)
        c.out.say(
            "  The private keys are in it, and the keys of persons who may be erased later: guard it like the store.");
    else
        c.out.say("  Without private keys. To go on with a restored store, keep keys/ somewhere else as well.");
    return kWell;
}

}  // namespace

Run declareBackup(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.position("TARGET", o->target, "Folder to make; must not exist, or be empty");
    args.flag("--with-keys", o->withKeys, "Also the private keys: the signing key and the subject table");
    args.option("--actor", o->actor, "NAME", "Who makes it; your login name when absent");
    args.flag("--no-record", o->noRecord, "Do not record this backup in the log");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
