// SPDX-License-Identifier: GPL-3.0-or-later
// Changing the keys of a store: a new key signed in by the old one, a new key for a lost one, and revoking. Each is an
// entry of the log and a line of its checkpoint (docs/store-format.md, section 6.1).
#pragma once

#include <filesystem>

#include "core/store/key_action.h"
#include "core/store/store.h"

namespace vedette {

struct ChangedKeys {
    KeyChange change;
    std::uint64_t entry = 0;  // of the log, that says so
    Checkpoint checkpoint;
};

// Replaces the signing key by `next`, or by a new one in a file without it; the old file is overwritten, an old key in
// a token stays there. Denied without the old key, Invalid when the log had `next` before.
[[nodiscard]] Result<ChangedKeys> rotateKey(const std::filesystem::path& folder, const KeyOrder& order,
                                            const Clock& clock, const StoreSigner* next = nullptr);
// The signing key is lost: a new one takes over. Everybody who verifies sees the break, and has to be given the new
// key. Conflict when the key is there after all, Invalid when the log had `next` before.
[[nodiscard]] Result<ChangedKeys> recoverKey(const std::filesystem::path& folder, const KeyOrder& order,
                                             const Clock& clock, const StoreSigner* next = nullptr);

struct RevokeOrder {
    std::uint32_t key = 0;  // id; must have been replaced
    Time from{};            // nothing it signed from then on is believed
    bool attest = false;    // what the log held when it was replaced was looked through and is vouched for
};
// Everybody who verifies from the revoked key on has to be given the key in force. NotFound when the log never had the
// key, Invalid while it is in force.
[[nodiscard]] Result<ChangedKeys> revokeKey(const std::filesystem::path& folder, const RevokeOrder& revoke,
                                            const KeyOrder& order, const Clock& clock);

// The keys of the store's log as seen from keys/verifier; its checkpoints are not checked but for those that change
// keys.
[[nodiscard]] Result<KeyChain> keysOf(const std::filesystem::path& folder);
// The checkpoints that change keys, one note after the other: what somebody needs to follow the chain without the
// store.
[[nodiscard]] Result<std::string> keyNotesOf(const std::filesystem::path& folder);

}  // namespace vedette
