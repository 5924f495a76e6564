// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl init: makes an empty signed store.
#include <fmt/format.h>

#include <cstdlib>

#include "app/ctl/commands.h"
#include "core/base/file.h"
#include "core/base/key_file.h"
#include "core/store/reader.h"
#include "core/store/store.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string origin;
    std::string passphrase;
};

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

int run(const Options& o, Context& c) {
    if (o.origin.find_first_of("\n\r+ ") != std::string::npos)
        return wrongUse(c, "the origin may not hold blanks or a plus sign", "--origin",
                        "use a name like example.org/desk-1");
    if (!o.passphrase.empty()) {
        if (auto found = passphraseBehind(o.passphrase); !found) {
            if (found.error().where.empty()) found.error().where = "--passphrase";
            return wrongUse(c, found.error());
        }
        ::setenv("VEDETTE_PASSPHRASE", o.passphrase.c_str(), 1);
    }
    CreateOptions create;
    create.origin = o.origin;
    if (auto made = createStore(o.store, create, c.clock); !made) return failed(c, made.error());
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    auto head = (*reader)->head();
    if (!head) return failed(c, head.error());
    const auto key = trimmed(readFile(std::filesystem::path(o.store) / "keys" / "verifier").value_or(""));
    c.out.document(JsonObject()
                       .text("store", o.store)
                       .text("origin", head->origin)
                       .text("verifier_key", key)
                       .number("entries", head->size));
    c.out.say(fmt::format("Made an empty store in {}", o.store));
    c.out.say(fmt::format("  log           {}", head->origin));
    c.out.say(fmt::format("  verifier key  {}", key));
    const bool locked = isLocked(readFile(std::filesystem::path(o.store) / "keys" / "signing.pem").value_or(""));
    c.out.say(
        locked ? "  private keys  under the passphrase; say where it is by VEDETTE_PASSPHRASE from now on"
               : "  private keys  in clear: whoever reads the folder keys/ can sign. --passphrase puts them under one");
    c.out.say(
        "Keep a copy of the verifier key somewhere else: it is what makes a later check independent of this machine.");
    c.out.say(fmt::format("Next: vedettectl collect {} --fleet fleet.yaml", o.store));
    return kWell;
}

}  // namespace

Run declareInit(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder to make");
    args.option("--origin", o->origin, "NAME", "Name of the log in its checkpoints; made up when absent");
    args.option("--passphrase", o->passphrase, "REF", "Put the private keys under a passphrase: file:PATH or env:NAME");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
