// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/proof_steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/store/key_change.h"
#include "core/store/merkle.h"

namespace vedette::ui {

std::vector<ProofStep> stepsOf(std::uint64_t entry, std::uint64_t size, const Hash& leaf,
                               const std::vector<Hash>& path) {
    std::vector<ProofStep> steps;
    if (entry >= size) return steps;
    std::uint64_t node = entry;
    std::uint64_t last = size - 1;
    Hash at = leaf;
    for (const Hash& sibling : path) {
        if (last == 0) return {};
        const bool left = (node & 1) == 1 || node == last;
        at = left ? nodeHash(sibling, at) : nodeHash(at, sibling);
        steps.push_back({sibling, left, at});
        // A node without a right neighbour rises until it has one at its left.
        while (left && (node & 1) == 0 && node != 0) {
            node >>= 1;
            last >>= 1;
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 ? steps : std::vector<ProofStep>{};
}

Result<EntryProof> proveAndCheck(const std::filesystem::path& store, std::uint64_t entry, std::string record) {
    auto keys = keysOf(store);
    if (!keys) return passOn(keys);
    auto proof = proveEntry(store, entry);
    if (!proof) return passOn(proof);
    EntryProof out;
    out.entry = entry;
    out.record = std::move(record);
    out.leaf = leafHash(out.record);
    out.steps = stepsOf(entry, proof->checkpoint.size, out.leaf, proof->path);
    out.computed = out.steps.empty() ? out.leaf : out.steps.back().result;
    out.text = proofText(*proof);
    out.key = keys->at(proof->checkpoint.size).key.text();
    out.name = keys->name();
    out.checkpoint = std::move(proof->checkpoint);
    if (auto checked = checkProof(out.text, out.record, *keys); !checked) out.broken = checked.error();
    return out;
}

std::string shellWord(std::string_view text) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-_./+=:@%,").find(c) != std::string_view::npos;
    };
    if (!text.empty() && text.front() != '-' && std::ranges::all_of(text, plain)) return std::string(text);
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'')
            out += "'\\''";
        else
            out += c;
    }
    return out + "'";
}

std::string proofCommands(const std::filesystem::path& store, const EntryProof& proof) {
    const auto folder = shellWord(store.string());
    const auto n = proof.entry;
    return fmt::format(
        "vedettectl query {0} entry={1} \\\n"
        "  | head -c -1 > {1}.json\n"
        "(printf '\\0'; cat {1}.json) | sha256sum\n"
        "# expect {2}\n"
        "vedettectl prove {0} {1} \\\n"
        "  -o {1}.tlog-proof\n"
        "vedettectl prove --check {1}.tlog-proof \\\n"
        "  --record {1}.json \\\n"
        "  --key {3}\n",
        folder, n, toHex(proof.leaf), shellWord(proof.key));
}

}  // namespace vedette::ui
