// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl key: the keys a store's log was signed with, and changing them.
#include <fmt/format.h>

#include <charconv>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/deciding.h"
#include "app/ctl/sign_in.h"
#include "app/ctl/token_choice.h"
#include "core/base/file.h"
#include "core/base/user.h"
#include "core/incident/passphrase_action.h"
#include "core/privacy/detectors.h"
#include "core/store/key_change.h"
#include "core/store/key_passphrase.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string verb;
    std::string key;
    std::string from;
    std::string reason;
    std::string actor;
    std::string output;
    bool attest = false;
    std::string pkcs11;
    std::string module;
    bool generate = false;
    std::string newPassphraseFile;
    bool inClear = false;
};

std::string idText(const VerifierKey& key) { return fmt::format("{:08x}", key.id); }

std::string stateOf(const KeySpan& span, bool last) {
    std::string state = last ? "in force" : "replaced";
    if (span.revoked) state = fmt::format("revoked from {}", formatTime(*span.revoked));
    if (span.attested) state += ", its entries vouched for";
    if (span.broken) state += "; BREAK: without the signature of the key before";
    if (!span.vouched) state += "; not vouched for by the key in keys/verifier";
    return state;
}

std::string spanJson(const KeySpan& span, bool last) {
    JsonObject out;
    out.text("id", idText(span.key)).text("verifier_key", span.key.text()).number("from_size", span.from);
    if (span.from > 0) out.time("since", span.since).number("entry", span.from - 1);
    if (span.revoked) out.time("revoked_from", *span.revoked);
    out.boolean("in_force", last).boolean("break", span.broken).boolean("attested", span.attested);
    return out.boolean("vouched", span.vouched).str();
}

std::string restText(const KeysAtRest& rest) {
    switch (rest.signing) {
        case KeyRest::Clear: return "The private key is in the folder keys/.";
        case KeyRest::Locked: return "The private key is in the folder keys/, under a passphrase.";
        case KeyRest::Token: return fmt::format("The private key is in a token, which it never leaves: {}", rest.token);
        case KeyRest::Missing: break;
    }
    return "The private key is not here, or you may not read it: nothing can be appended.";
}

int show(const Options& o, Context& c) {
    auto keys = keysOf(o.store);
    if (!keys) return failed(c, keys.error());
    std::vector<std::string> json;
    std::vector<std::vector<std::string>> rows = {{"key", "from entry", "since", "state", "verifier key"}};
    for (const KeySpan& span : keys->spans()) {
        const bool last = &span == &keys->spans().back();
        json.push_back(spanJson(span, last));
        rows.push_back({idText(span.key), std::to_string(span.from),
                        span.from == 0 ? "the beginning" : formatTime(span.since).substr(0, 19), stateOf(span, last),
                        span.key.text()});
    }
    const KeysAtRest rest = keysAtRest(o.store);
    c.out.document(JsonObject()
                       .raw("keys", jsonArray(json))
                       .text("trusted", keys->trusted().text())
                       .text("private_key", keyRestName(rest.signing))
                       .text("privacy_key", keyRestName(rest.privacy))
                       .text("token", rest.token));
    c.out.table(rows);
    c.out.say(restText(rest));
    if (const std::string warning = rest.warning(o.store); !warning.empty()) c.out.say(warning + ".");
    for (const auto& problem : keys->problems())
        c.out.say(fmt::format("checkpoint {}: {}; run vedettectl verify", problem.size, problem.what));
    return keys->problems().empty() ? kWell : kBroken;
}

// What somebody needs who follows the chain without the store.
int chain(const Options& o, Context& c) {
    auto notes = keyNotesOf(o.store);
    if (!notes) return failed(c, notes.error());
    if (o.output.empty()) {
        c.out.say(*notes);
        return kWell;
    }
    if (auto written = writeFileAtomic(o.output, *notes); !written) return failed(c, written.error());
    c.out.document(JsonObject().text("file", o.output).number("bytes", notes->size()));
    c.out.say(fmt::format("Changes of keys written to {}", o.output));
    return kWell;
}

int said(const Result<ChangedKeys>& changed, const std::string& sentence, Context& c) {
    if (!changed) return failed(c, changed.error());
    const KeyChange& change = changed->change;
    const bool fresh = !change.next.name.empty();
    JsonObject out;
    out.text("change", keyChangeName(change.kind)).number("entry", changed->entry).text("key", change.key.text());
    if (fresh) out.text("verifier_key", change.next.text());
    c.out.document(out.number("size", changed->checkpoint.size));
    c.out.say(fmt::format("{} It is entry {} of the log.", sentence, changed->entry));
    if (fresh) c.out.say(fmt::format("  verifier key  {}", change.next.text()));
    return kWell;
}

KeyOrder orderOf(const Options& o) {
    return {o.actor.empty() ? loginName() : o.actor, redact(o.reason, detect(o.reason))};
}

// Where the new key is to be, if it is to be in a token.
Result<std::optional<StoreSigner>> tokenFor(const Options& o, Context& c) {
    auto chosen = chooseToken({o.pkcs11, o.module, o.generate});
    if (chosen && *chosen) c.out.note("the token's key is " + (*chosen)->token()->uri());
    return chosen;
}

int rotate(const Options& o, Context& c) {
    const KeysAtRest before = keysAtRest(o.store);
    auto next = tokenFor(o, c);
    if (!next) return failed(c, next.error());
    const bool stays = before.signing == KeyRest::Token;
    const int code = said(rotateKey(o.store, orderOf(o), c.clock, *next ? &**next : nullptr),
                          stays ? "The log has a new key, signed in by the old one."
                                : "The log has a new key, signed in by the old one, which is destroyed.",
                          c);
    if (code == kWell && stays)
        c.out.note(
            "the old key is still in its token, where it can do nothing but harm: delete it with the token's own "
            "tool: " +
            before.token);
    return code;
}

int recover(const Options& o, Context& c) {
    auto next = tokenFor(o, c);
    if (!next) return failed(c, next.error());
    const int code = said(recoverKey(o.store, orderOf(o), c.clock, *next ? &**next : nullptr),
                          "The chain of keys is BROKEN and goes on.", c);
    if (code == kWell)
        c.out.note(
            "everybody who verifies is shown the break. Give them the new verifier key by another way than the store, "
            "and say why");
    return code;
}

int revoke(const Options& o, Context& c) {
    RevokeOrder order;
    const char* end = o.key.data() + o.key.size();
    if (const auto read = std::from_chars(o.key.data(), end, order.key, 16);
        o.key.size() != 8 || read.ptr != end || read.ec != std::errc{})
        return wrongUse(c, "say which key is revoked, by its eight digits", "--key", "vedettectl key STORE show");
    auto from = parseSpan(o.from, c.clock.now());
    if (!from) return wrongUse(c, "say from when nothing the key signed is believed", "--from", from.error().hint);
    order.from = from->from;
    order.attest = o.attest;
    const int code = said(
        revokeKey(o.store, order, orderOf(o), c.clock),
        fmt::format("Key {} is revoked: nothing it signed from {} on is believed.", o.key, formatTime(order.from)), c);
    if (code == kWell && !o.attest)
        c.out.note(
            "verify names the entries that nobody vouches for now. Look through them; then revoke the key again with "
            "--attest to vouch for them with the key in force");
    return code;
}

// Who may read the folder decides this, so it asks for no account; the log says that it was done.
int passphrase(const Options& o, Context& c) {
    if (o.inClear && !o.newPassphraseFile.empty())
        return wrongUse(c, "in clear or under a passphrase, not both", "--in-clear", "leave one out");
    std::string words;
    if (!o.inClear) {
        auto read = readNewPassphrase(c, o.newPassphraseFile, "the keys in " + o.store);
        if (!read) return failed(c, read.error());
        words = std::move(*read);
        if (words.empty())
            return wrongUse(c, "the new passphrase is empty", "", "--in-clear takes the passphrase away");
    }
    if (auto done = changePassphrase(o.store, words, c.clock); !done) return refused(c, done.error());
    const auto entry =
        recordIfPossible(c, o.store, passphraseChanged(o.actor.empty() ? loginName() : o.actor, o.inClear), false);
    c.out.document(JsonObject()
                       .text("private_key", keyRestName(keysAtRest(o.store).signing))
                       .text("privacy_key", keyRestName(keysAtRest(o.store).privacy))
                       .raw("recorded_entry", entry));
    c.out.say(o.inClear ? "The private keys lie in clear now."
                        : "The private keys are under the new passphrase. Programs without a terminal find it by "
                          "VEDETTE_PASSPHRASE=file:PATH or env:NAME.");
    c.out.say("Backups made before hold the keys as they were: under the passphrase they had then.");
    return kWell;
}

int run(const Options& o, Context& c) {
    if (o.verb == "passphrase") return passphrase(o, c);
    if (o.verb.empty() || o.verb == "show") return show(o, c);
    if (o.verb == "chain") return chain(o, c);
    const bool changes = o.verb == "rotate" || o.verb == "revoke" || o.verb == "recover";
    if (!changes)
        return wrongUse(c, fmt::format("\"{}\" is not something to do with keys", o.verb), "VERB",
                        "show, chain, passphrase, rotate, revoke or recover");
    if (o.pkcs11.empty() && (o.generate || !o.module.empty()))
        return wrongUse(c, "say which token and key", "--pkcs11", "for example 'pkcs11:token=Vedette;object=log-key'");
    if (o.reason.empty()) return wrongUse(c, "a change of keys needs a reason", "--reason", "it stays in the log");
    if (o.verb == "rotate") return rotate(o, c);
    return o.verb == "revoke" ? revoke(o, c) : recover(o, c);
}

}  // namespace

Run declareKey(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.position("VERB", o->verb, "show, chain, passphrase, rotate, revoke or recover", false);
    args.option("--key", o->key, "ID", "revoke: the key's eight digits, as show lists them");
    args.option("--from", o->from, "TIME", "revoke: nothing the key signed from then on is believed");
    args.flag("--attest", o->attest, "revoke: what the log held when it was replaced was looked through");
    args.option("--pkcs11", o->pkcs11, "URI",
                "rotate, recover: the new key is in a token, for example 'pkcs11:token=Vedette;object=log-key'");
    args.option("--module", o->module, "FILE", "The token's PKCS#11 driver; those registered with p11-kit when absent");
    args.flag("--generate", o->generate, "Make the key in the token; without it the key must be there");
    args.option("--new-passphrase-file", o->newPassphraseFile, "FILE",
                "passphrase: file whose first line is the new one of the private keys; asked for when absent");
    args.flag("--in-clear", o->inClear, "passphrase: take the present one away");
    args.option("--reason", o->reason, "TEXT", "Why; stays in the log");
    args.option("--actor", o->actor, "NAME", "Who orders it; your login name when absent");
    args.option("--output,-o", o->output, "FILE", "chain: write it here instead of to stdout");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
