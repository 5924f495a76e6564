// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl prove: a proof that one entry is in the log, and the check of such a proof.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <filesystem>

#include "app/ctl/commands.h"
#include "core/base/file.h"
#include "core/store/proof.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string entry;
    std::string output;
    std::string check;
    std::string record;
    std::string key;
};

std::string withoutNewline(std::string text) {
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

Result<VerifierKey> keyFor(const Options& o) {
    if (!o.key.empty()) return VerifierKey::parse(o.key);
    if (o.store.empty())
        return fail(ErrorCode::Invalid, "no key to check the proof with", "--key",
                    "give --key KEY or the store the proof is of");
    auto text = readFile(std::filesystem::path(o.store) / "keys" / "verifier");
    if (!text) return passOn(text);
    return VerifierKey::parse(withoutNewline(*text));
}

int check(const Options& o, Context& c) {
    if (o.record.empty())
        return wrongUse(c, "--check needs the record the proof is about", "--record", "add --record FILE");
    auto key = keyFor(o);
    if (!key) return key.error().code == ErrorCode::Invalid ? wrongUse(c, key.error()) : failed(c, key.error());
    auto proof = readFile(o.check);
    if (!proof) return failed(c, proof.error());
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

int prove(const Options& o, Context& c) {
    std::uint64_t entry = 0;
    const auto* end = o.entry.data() + o.entry.size();
    if (const auto parsed = std::from_chars(o.entry.data(), end, entry); parsed.ec != std::errc{} || parsed.ptr != end)
        return wrongUse(c, fmt::format("\"{}\" is not an entry number", o.entry), "ENTRY",
                        "entries are numbered from 0");
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    auto proof = proveEntry(o.store, entry);
    if (!proof) return failed(c, proof.error());
    auto record = (*reader)->record(entry);
    if (!record) return failed(c, record.error());
    const auto text = proofText(*proof);
    const auto leaf = toHex(leafOf(*record));
    if (!o.output.empty())
        if (auto written = writeFileAtomic(o.output, text); !written) return failed(c, written.error());
    c.out.document(JsonObject()
                       .number("entry", entry)
                       .number("size", proof->checkpoint.size)
                       .text("leaf", leaf)
                       .text("root", toHex(proof->checkpoint.root))
                       .text("proof", text)
                       .text("record", *record)
                       .text("file", o.output));
    if (o.output.empty()) {
        c.out.say(text);
    } else {
        c.out.say(fmt::format("Proof of entry {} written to {}", entry, o.output));
    }
    c.out.note(fmt::format("leaf {}", leaf));
    c.out.note("to check the leaf:  (printf '\\0'; vedettectl query STORE entry=" + std::to_string(entry) +
               " | head -c -1) | sha256sum");
    c.out.note(
        "to check the proof: vedettectl prove --check PROOF --record RECORD --key KEY, or any C2SP tlog-proof tool");
    return kWell;
}

int run(const Options& o, Context& c) {
    if (!o.check.empty()) return check(o, c);
    if (!o.record.empty()) return wrongUse(c, "--record is for --check", "--record", "add --check PROOF");
    if (o.store.empty() || o.entry.empty())
        return wrongUse(c, "STORE and ENTRY are needed", "", "see vedettectl prove --help");
    return prove(o, c);
}

}  // namespace

Run declareProve(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store", false);
    args.position("ENTRY", o->entry, "Number of the entry", false);
    args.option("--output,-o", o->output, "FILE", "Write the proof here instead of to stdout");
    args.option("--check", o->check, "FILE", "Check this proof instead of making one");
    args.option("--record", o->record, "FILE", "The record the proof is about, for --check");
    args.option("--key", o->key, "KEY", "Verifier key to trust, for --check");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
