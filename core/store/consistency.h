// SPDX-License-Identifier: GPL-3.0-or-later
// Consistency proofs: that a later state of the log holds all entries of an earlier one, unchanged and in their place.
// Prover (core/store/prover.h) makes them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/store/checkpoint.h"
#include "core/store/key_chain.h"

namespace vedette {

struct ConsistencyProof {
    Checkpoint older;
    Checkpoint newer;
    std::vector<Hash> path;  // RFC 9162 section 2.1.4.1
};

// The body of a C2SP tlog-witness add-checkpoint request ("old N", hashes, empty line, newer checkpoint), and behind it
// the older checkpoint, so that the text stands for itself.
[[nodiscard]] std::string consistencyText(const ConsistencyProof& proof);
// Checks both signatures and the proof; Corrupt with the reason when it does not hold.
[[nodiscard]] Result<ConsistencyProof> checkConsistency(std::string_view text, const KeyChain& keys);

// RFC 9162 section 2.1.4.2.
[[nodiscard]] bool consistencyHolds(std::uint64_t older, const Hash& olderRoot, std::uint64_t newer,
                                    const Hash& newerRoot, std::span<const Hash> path);

}  // namespace vedette
