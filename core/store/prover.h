// SPDX-License-Identifier: GPL-3.0-or-later
// Proofs from one state of a store: all that a prover gives refers to the same head checkpoint, whatever is appended
// meanwhile. Holds a read-only connection: one thread at a time, and not for long, as it keeps the write-ahead log from
// being folded back.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/store/checkpoint.h"
#include "core/store/consistency.h"
#include "core/store/proof.h"

namespace vedette {

class Prover {
public:
    // NotFound without a store, Corrupt when the head checkpoint does not verify.
    [[nodiscard]] static Result<Prover> open(const std::filesystem::path& folder);
    Prover(Prover&&) noexcept;
    Prover& operator=(Prover&&) noexcept;
    ~Prover();

    [[nodiscard]] const Checkpoint& head() const;
    [[nodiscard]] const VerifierKey& key() const;  // the one in keys/verifier
    [[nodiscard]] const KeyChain& keys() const;    // all of the log
    // That the entry is in the log. NotFound past the end. Quickest for ascending entries.
    [[nodiscard]] Result<InclusionProof> inclusion(std::uint64_t entry);
    // All checkpoints that are kept, smallest first, their signatures checked.
    [[nodiscard]] Result<std::vector<Checkpoint>> checkpoints();
    // Bodies of all certificates of forgetting with their ids, form and signature checked.
    [[nodiscard]] Result<std::vector<std::pair<std::uint64_t, std::string>>> certificates();
    // Between two kept checkpoints. NotFound when none of a size is kept (the hint names its neighbours), Invalid when
    // `older` is above `newer`.
    [[nodiscard]] Result<ConsistencyProof> consistency(std::uint64_t older, std::uint64_t newer);
    // Hashes that lead from the first `older` entries, of any number up to the head's, to the head.
    [[nodiscard]] Result<std::vector<Hash>> pathToHead(std::uint64_t older);
    // The same to `newer` entries, of any number up to the head's.
    [[nodiscard]] Result<std::vector<Hash>> path(std::uint64_t older, std::uint64_t newer);
    // Kept checkpoints that hand over from one key to the next, smallest first.
    [[nodiscard]] Result<std::vector<Checkpoint>> handovers();

private:
    struct Impl;
    explicit Prover(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette
