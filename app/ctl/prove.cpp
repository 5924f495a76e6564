// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl prove: that one entry is in the log, or that the log only grew between two checkpoints; and the check of
// either.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <filesystem>
#include <optional>

#include "app/ctl/commands.h"
#include "core/base/file.h"
#include "core/store/anchor.h"
#include "core/store/forgotten_entry.h"
#include "core/store/key_change.h"
#include "core/store/prover.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string entry;
    std::string newer;
    bool consistency = false;
    bool checkpoints = false;
    std::string output;
    std::string check;
    std::string record;
    std::string key;
    std::string chain;
};

std::string withoutNewline(std::string text) {
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

// The key to trust and what it leads to: by the file of --chain, or by the store.
Result<KeyChain> keyFor(const Options& o) {
    if (!o.key.empty()) {
        auto key = VerifierKey::parse(o.key);
        if (!key) return passOn(key);
        if (o.chain.empty()) return KeyChain(std::move(*key));
        auto text = readFile(o.chain);
        if (!text) return passOn(text);
        std::vector<std::string> notes;
        for (const auto note : splitAnchors(*text).notes) notes.emplace_back(note);
        return KeyChain::follow(notes, *key);
    }
    if (o.store.empty())
        return fail(ErrorCode::Invalid, "no key to check the proof with", "--key",
                    "give --key KEY or the store the proof is of");
    return keysOf(o.store);
}

int checkBoth(const std::string& proof, const KeyChain& key, Context& c) {
    auto checked = checkConsistency(proof, key);
    if (!checked) return failed(c, checked.error());
    c.out.document(JsonObject()
                       .boolean("valid", true)
                       .number("older", checked->older.size)
                       .number("newer", checked->newer.size)
                       .text("older_root", toHex(checked->older.root))
                       .text("newer_root", toHex(checked->newer.root))
                       .text("origin", checked->newer.origin));
    c.out.say(fmt::format("The proof holds: the {} entries of the log {} begin with the {} entries it had before.",
                          checked->newer.size, checked->newer.origin, checked->older.size));
    return kWell;
}

int check(const Options& o, Context& c) {
    auto proof = readFile(o.check);
    if (!proof) return failed(c, proof.error());
    const bool consistency = proof->starts_with("old ");
    if (!consistency && o.record.empty())
        return wrongUse(c, "--check needs the record the proof is about", "--record", "add --record FILE");
    auto key = keyFor(o);
    if (!key) return key.error().code == ErrorCode::Invalid ? wrongUse(c, key.error()) : failed(c, key.error());
    if (consistency) return checkBoth(*proof, *key, c);
    auto record = readFile(o.record);
    if (!record) return failed(c, record.error());
    auto checked = checkProof(*proof, *record, *key);
    // `vedettectl query` ends each record with a line feed that is not part of it.
    if (!checked && record->ends_with('\n')) checked = checkProof(*proof, withoutNewline(*record), *key);
    if (!checked) return failed(c, checked.error());
    c.out.document(JsonObject()
                       .boolean("valid", true)
                       .number("entry", checked->entry)
                       .number("size", checked->checkpoint.size)
                       .text("root", toHex(checked->checkpoint.root))
                       .text("origin", checked->checkpoint.origin));
    c.out.say(fmt::format("The proof holds: the record is entry {} of {} in the log {}.", checked->entry,
                          checked->checkpoint.size, checked->checkpoint.origin));
    return kWell;
}

Hash leafOf(std::string_view record) {
    const std::array<std::string_view, 2> parts = {std::string_view("\0", 1), record};
    return sha256(parts);
}

// Entry numbers and sizes.
bool readWhole(const std::string& text, std::uint64_t& into) {
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, into);
    return read.ec == std::errc{} && read.ptr == end;
}

int list(const Options& o, Context& c) {
    auto prover = Prover::open(o.store);
    if (!prover) return failed(c, prover.error());
    auto all = prover->checkpoints();
    if (!all) return failed(c, all.error());
    std::vector<std::string> rows;
    std::vector<std::vector<std::string>> table = {{"SIZE", "ROOT", "SIGNED"}};
    for (const auto& kept : *all) {
        const auto extension = kept.extension.substr(0, kept.extension.find('\n'));
        const auto signedAt = extension.starts_with("time ") ? extension.substr(5) : extension;
        rows.push_back(
            JsonObject().number("size", kept.size).text("root", toHex(kept.root)).text("signed", signedAt).str());
        table.push_back({std::to_string(kept.size), toHex(kept.root), signedAt});
    }
    c.out.document(JsonObject().raw("checkpoints", jsonArray(rows)));
    if (!c.out.json) c.out.table(table);
    return kWell;
}

int between(const Options& o, Context& c) {
    std::uint64_t older = 0;
    std::uint64_t newer = 0;
    if (!readWhole(o.entry, older) || !readWhole(o.newer, newer))
        return wrongUse(c, "--consistency needs the sizes of two kept checkpoints", "OLD NEW",
                        "vedettectl prove STORE --checkpoints lists them");
    auto prover = Prover::open(o.store);
    if (!prover) return failed(c, prover.error());
    auto proof = prover->consistency(older, newer);
    if (!proof) return proof.error().code == ErrorCode::Invalid ? wrongUse(c, proof.error()) : failed(c, proof.error());
    const auto text = consistencyText(*proof);
    if (!o.output.empty())
        if (auto written = writeFileAtomic(o.output, text); !written) return failed(c, written.error());
    c.out.document(JsonObject()
                       .number("older", older)
                       .number("newer", newer)
                       .text("older_root", toHex(proof->older.root))
                       .text("newer_root", toHex(proof->newer.root))
                       .text("proof", text)
                       .text("file", o.output));
    c.out.say(o.output.empty() ? text
                               : fmt::format("Proof from {} to {} entries written to {}", older, newer, o.output));
    return kWell;
}

int prove(const Options& o, Context& c) {
    std::uint64_t entry = 0;
    if (!readWhole(o.entry, entry))
        return wrongUse(c, fmt::format("\"{}\" is not an entry number", o.entry), "ENTRY",
                        "entries are numbered from 0");
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    auto proof = proveEntry(o.store, entry);
    if (!proof) return failed(c, proof.error());
    auto record = (*reader)->record(entry);
    std::optional<ForgottenEntry> gone;
    if (!record) {
        auto forgotten = forgottenEntry(o.store, entry);
        if (!forgotten || !*forgotten) return failed(c, record.error());
        gone = std::move(**forgotten);
    }
    const auto text = proofText(*proof);
    const auto leaf = toHex(gone ? gone->leaf : leafOf(*record));
    if (!o.output.empty())
        if (auto written = writeFileAtomic(o.output, text); !written) return failed(c, written.error());
    c.out.document(JsonObject()
                       .number("entry", entry)
                       .number("size", proof->checkpoint.size)
                       .text("leaf", leaf)
                       .text("root", toHex(proof->checkpoint.root))
                       .text("proof", text)
                       .text("record", gone ? std::string() : *record)
                       .text("forgotten_under", gone ? gone->under : std::string())
                       .text("file", o.output));
    if (o.output.empty()) {
        c.out.say(text);
    } else {
        c.out.say(fmt::format("Proof of entry {} written to {}", entry, o.output));
    }
    c.out.note(fmt::format("leaf {}", leaf));
    if (gone) {
        c.out.note(fmt::format("the record was forgotten under {}; its leaf is proven all the same", gone->under));
        return kWell;
    }
    c.out.note("to check the leaf:  (printf '\\0'; vedettectl query STORE entry=" + std::to_string(entry) +
               " | head -c -1) | sha256sum");
    c.out.note(
        "to check the proof: vedettectl prove --check PROOF --record RECORD --key KEY, or any C2SP tlog-proof tool");
    return kWell;
}

int run(const Options& o, Context& c) {
    if (!o.check.empty()) return check(o, c);
    if (!o.record.empty()) return wrongUse(c, "--record is for --check", "--record", "add --check PROOF");
    if (o.checkpoints && !o.store.empty() && o.entry.empty() && !o.consistency) return list(o, c);
    if (o.consistency && !o.store.empty() && !o.checkpoints) return between(o, c);
    if (o.store.empty() || o.entry.empty() || !o.newer.empty() || o.checkpoints)
        return wrongUse(c, "STORE and ENTRY are needed", "", "see vedettectl prove --help");
    return prove(o, c);
}

}  // namespace

Run declareProve(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store", false);
    args.position("ENTRY", o->entry, "Number of the entry", false);
    args.position("NEW", o->newer, "With --consistency: size of the newer checkpoint; ENTRY is that of the older",
                  false);
    args.flag("--consistency", o->consistency, "Prove that the log only grew between two kept checkpoints");
    args.flag("--checkpoints", o->checkpoints, "List the checkpoints that are kept");
    args.option("--output,-o", o->output, "FILE", "Write the proof here instead of to stdout");
    args.option("--check", o->check, "FILE", "Check this proof instead of making one");
    args.option("--record", o->record, "FILE", "The record the proof is about, for --check");
    args.option("--key", o->key, "KEY", "Verifier key to trust, for --check");
    args.option("--chain", o->chain, "FILE",
                "Changes of keys to follow from --key, as vedettectl key STORE chain writes");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
