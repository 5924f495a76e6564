// SPDX-License-Identifier: GPL-3.0-or-later
// The way from an entry's leaf to the signed root, hash by hash, as the proof view paints it. Computed on a reader's
// thread from the proof and the record alone; nothing in the store's own verdict is trusted.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/store/proof.h"

namespace vedette::ui {

struct ProofStep {
    Hash sibling{};
    bool siblingLeft = false;
    Hash result{};  // of joining what came so far with the sibling
};

struct EntryProof {
    std::uint64_t entry = 0;
    std::string record;  // exact bytes
    Hash leaf{};         // SHA-256(0x00 || record)
    std::vector<ProofStep> steps;
    Hash computed{};  // where the steps lead; the leaf itself in a log of one entry
    Checkpoint checkpoint;
    std::string text;  // the tlog-proof file
    std::string key;   // the verifier key it was checked with
    std::string name;  // the log's name in that key
    // Why the proof does not hold, as checkProof() says; empty when it does.
    std::optional<Error> broken;
};

// The steps of RFC 9162 section 2.1.3.2. Empty when the path does not fit the tree's size.
[[nodiscard]] std::vector<ProofStep> stepsOf(std::uint64_t entry, std::uint64_t size, const Hash& leaf,
                                             const std::vector<Hash>& path);

// Proves the entry and checks the proof. A proof that does not hold is a result (`broken`); an error means that no
// proof could be made: the store damaged beyond it, or no such entry.
[[nodiscard]] Result<EntryProof> proveAndCheck(const std::filesystem::path& store, std::uint64_t entry,
                                               std::string record);

// The commands that check the entry without Vedette's screens, for a POSIX shell.
[[nodiscard]] std::string proofCommands(const std::filesystem::path& store, const EntryProof& proof);
// A word for the shell: quoted where it has to be.
[[nodiscard]] std::string shellWord(std::string_view text);

}  // namespace vedette::ui
