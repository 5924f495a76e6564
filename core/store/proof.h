// SPDX-License-Identifier: GPL-3.0-or-later
// Inclusion proofs as C2SP tlog-proof text, which other tools can check without Vedette.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/store/checkpoint.h"
#include "core/store/key_chain.h"
#include "core/store/reader.h"

namespace vedette {

struct InclusionProof {
    std::uint64_t entry = 0;
    std::vector<Hash> path;  // RFC 6962 audit path, leaf to root
    Checkpoint checkpoint;
};

// Proof of `entry` against the head checkpoint. NotFound past the end.
[[nodiscard]] Result<InclusionProof> proveEntry(const std::filesystem::path& folder, std::uint64_t entry);
// C2SP tlog-proof: "c2sp.org/tlog-proof@v1", index, hashes, blank line, checkpoint.
[[nodiscard]] std::string proofText(const InclusionProof& proof);
// Checks the proof text against the record and the key; Corrupt with the reason when it does not hold.
[[nodiscard]] Result<InclusionProof> checkProof(std::string_view proofText, std::string_view record,
                                                const KeyChain& keys);

}  // namespace vedette
