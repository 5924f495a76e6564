// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl init: makes an empty signed store.
#include <fmt/format.h>

#include "app/ctl/commands.h"
#include "app/ctl/sign_in.h"
#include "app/ctl/terminal.h"
#include "app/ctl/token_choice.h"
#include "core/base/file.h"
#include "core/base/key_file.h"
#include "core/base/passphrase.h"
#include "core/store/key_passphrase.h"
#include "core/store/reader.h"
#include "core/store/store.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string origin;
    std::string newPassphraseFile;
    std::string pkcs11;
    std::string module;
    bool generate = false;
};

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

// Of the command line, else of VEDETTE_PASSPHRASE, else of whoever sits at the terminal; they may want none. A script
// is asked nothing.
Result<void> choosePassphrase(const Options& o, Context& c) {
    const std::filesystem::path keys = std::filesystem::path(o.store) / "keys";
    std::string words;
    if (!o.newPassphraseFile.empty()) {
        auto read = readSecretFile(o.newPassphraseFile);
        if (!read) return passOn(read);
        words = std::move(*read);
    } else {
        const Terminal terminal;
        auto given = givenPassphrase();
        if (!given) return passOn(given);
        if (*given || !terminal.there() || c.out.json) return {};
        auto first = terminal.ask("Passphrase for the private keys (none: they lie in clear)", false, c.stop);
        if (!first) return passOn(first);
        if (first->empty()) return {};
        auto second = terminal.ask("Once more", false, c.stop);
        if (!second) return passOn(second);
        if (*second != *first) return fail(ErrorCode::Invalid, "the two passphrases differ", {}, "try again");
        words = std::move(*first);
    }
    if (const std::string trouble = passphraseTrouble(words); !trouble.empty())
        return fail(ErrorCode::Invalid, trouble, "--new-passphrase-file", "several words make a good one");
    usePassphrase(keys, std::move(words));
    return {};
}

int run(const Options& o, Context& c) {
    if (o.origin.find_first_of("\n\r+ ") != std::string::npos)
        return wrongUse(c, "the origin may not hold blanks or a plus sign", "--origin",
                        "use a name like example.org/desk-1");
    if (auto chosen = choosePassphrase(o, c); !chosen) return wrongUse(c, chosen.error());
    auto token = chooseToken({o.pkcs11, o.module, o.generate});
    if (!token) return failed(c, token.error());
    CreateOptions create;
    create.origin = o.origin;
    if (*token) create.signer = &**token;
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
    const KeysAtRest rest = keysAtRest(o.store);
    if (!rest.token.empty()) c.out.say(fmt::format("  signing key   in the token, {}", rest.token));
    if (rest.clear()) c.out.say(fmt::format("  private keys  {}", rest.warning(o.store)));
    if (rest.privacy == KeyRest::Locked)
        c.out.say("  private keys  under the passphrase; VEDETTE_PASSPHRASE says to all programs where it is");
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
    args.option("--new-passphrase-file", o->newPassphraseFile, "FILE",
                "File whose first line is the passphrase to put the private keys under");
    args.option("--pkcs11", o->pkcs11, "URI",
                "The signing key is in a token, for example 'pkcs11:token=Vedette;object=log-key'");
    args.option("--module", o->module, "FILE", "The token's PKCS#11 driver; those registered with p11-kit when absent");
    args.flag("--generate", o->generate, "Make the key in the token; without it the key must be there");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
