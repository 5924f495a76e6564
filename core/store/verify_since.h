// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from a checkpoint that somebody kept elsewhere, without reading what it covers: that the log goes on
// from it, and that what came since adds up. docs/verifying.md says what that shows and what it does not.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/store/checkpoint.h"
#include "core/store/verify.h"

namespace vedette {

struct SinceOptions {
    std::string key;  // verifier key to trust; empty: the store's keys/verifier
    std::stop_token stop;
};

struct SinceReport {
    bool holds = false;            // nothing below was found
    Checkpoint kept;               // the one that was given
    std::optional<Time> signedAt;  // as it says itself
    bool continues = false;        // the log holds what it attests: its first entries have the root that was signed
    std::string signedBy;          // verifier key of the log whose signature it bears; empty: it bears none that counts
    std::uint64_t entries = 0;     // of the newest checkpoint
    std::uint64_t readFrom = 0;    // entries below were not read: the block in which the checkpoint ends begins here
    std::uint64_t verified = 0;    // entries read, whose leaf was recomputed
    std::uint64_t forgotten = 0;   // of those from readFrom on; only their leaves are left
    std::vector<Damage> damage;    // as verifyStore() tells it; what is wrong with the checkpoint comes first
    std::uint64_t damageCount = 0;
    Duration took{};
};

// `note`: a signed note (C2SP tlog-checkpoint), `name` what it is called in the report. Invalid when it is none, or of
// another log; any other error means that the check could not be made.
[[nodiscard]] Result<SinceReport> verifySince(const std::filesystem::path& folder, std::string_view note,
                                              const std::string& name, const SinceOptions& options);

}  // namespace vedette
