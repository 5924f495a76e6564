// SPDX-License-Identifier: GPL-3.0-or-later
// Where the log stands: its head checkpoint and what is needed to append to it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/store/checkpoint.h"
#include "core/store/database.h"
#include "core/store/key_chain.h"
#include "core/store/merkle.h"
#include "core/store/schema.h"

namespace vedette {

struct LogState {
    Checkpoint head;
    Frontier blocks;               // over whole blocks
    std::vector<Hash> tailLeaves;  // leaves after the last whole block

    [[nodiscard]] std::uint64_t size() const { return blocks.size() + tailLeaves.size(); }
    [[nodiscard]] Hash root() const {
        return tailLeaves.empty() ? blocks.root() : blocks.rootWith(subtreeRoot(tailLeaves));
    }
};

// The newest checkpoint, its signature checked.
[[nodiscard]] Result<Checkpoint> readHead(Database& database, const KeyChain& keys);
// Reads the state within the current transaction. Corrupt when the head checkpoint does not follow from it.
[[nodiscard]] Result<LogState> readLog(Database& database, const KeyChain& keys);

[[nodiscard]] Result<std::string> readMeta(Database& database, std::string_view name);

// The extension lines of our checkpoints:
//   "time <RFC 3339>\n"      when it was signed
//   "previous <64 hex>\n"    SHA-256 of the note kept before it; absent in the first
//   a KeyChange line         only where the log's keys change
struct CheckpointExtension {
    Time time{};
    std::string previous{};  // hex, empty in the first
    std::string keys{};      // KeyChange::line(); empty as a rule
};
[[nodiscard]] std::string extensionText(const CheckpointExtension& extension);
[[nodiscard]] Result<CheckpointExtension> extensionOf(const Checkpoint& checkpoint);

// Whether a new checkpoint takes the place of `older` instead of standing beside it: both end in the same segment of
// 65,536 entries and were signed in the same hour (UTC). The first checkpoint, of size 0, always stays.
[[nodiscard]] bool replaces(const Checkpoint& older, Time olderTime, std::uint64_t newSize, Time newTime);

}  // namespace vedette
