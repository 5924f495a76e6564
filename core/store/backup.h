// SPDX-License-Identifier: GPL-3.0-or-later
// Backups of a store, made while others append to it. A backup is a folder that verifies like a store and to which
// nothing can be appended: its private keys, if it has them at all, lie in private-keys/ and not in keys/. restore.h
// makes a store of it again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string_view>

#include "core/base/error.h"
#include "core/store/checkpoint.h"

namespace vedette {

// How far a long work is: "copying", "verifying", and how much of how much.
using StageProgress = std::function<void(std::string_view stage, std::uint64_t done, std::uint64_t total)>;

struct BackupOptions {
    bool withKeys = false;  // also keys/ with the signing key and the subject table
    int threads = 2;        // for verifying
    StageProgress progress;
    std::stop_token stop;
};

struct BackupDone {
    Checkpoint head;  // what the backup holds
    std::uintmax_t bytes = 0;
    std::uint64_t certificates = 0;
};

// Copies the store as it is at one moment to `target`, which must not exist or be empty, and verifies the copy. The
// folder appears when it is whole. NotFound without a store, Conflict when `target` is taken, Corrupt when the copy
// does not verify, Cancelled when stopped.
[[nodiscard]] Result<BackupDone> backupStore(const std::filesystem::path& store, const std::filesystem::path& target,
                                             const BackupOptions& options);

}  // namespace vedette
