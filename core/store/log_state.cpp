// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/log_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace vedette {

namespace {

std::unexpected<Error> broken(std::string what, std::string where) {
    return fail(ErrorCode::Corrupt, std::move(what), std::move(where), "run verify to see what is damaged");
}

Result<Hash> hashColumn(const Statement& row, int column, std::string where) {
    const std::string_view bytes = row.text(column);
    Hash hash{};
    if (bytes.size() != hash.size()) {
        return broken("a stored hash has the wrong size", std::move(where));
    }
    std::memcpy(hash.data(), bytes.data(), hash.size());
    return hash;
}

}  // namespace

Result<std::string> readMeta(Database& database, std::string_view name) {
    auto rows = database.prepare("SELECT value FROM meta WHERE key = ?");
    if (!rows) {
        return passOn(rows);
    }
    rows->bindText(1, name);
    auto row = rows->step();
    if (!row) {
        return passOn(row);
    }
    if (!*row) {
        return broken("a row that must be there is missing", fmt::format("meta {}", name));
    }
    return std::string(rows->text(0));
}

Result<Checkpoint> readHead(Database& database, const KeyChain& keys) {
    auto rows = database.prepare("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1");
    if (!rows) {
        return passOn(rows);
    }
    auto row = rows->step();
    if (!row) {
        return passOn(row);
    }
    if (!*row) {
        return broken("the store has no checkpoint", "checkpoint");
    }
    const std::int64_t size = rows->integer(0);
    auto head = openCheckpoint(rows->text(1), keys);
    if (!head) {
        head.error().where = fmt::format("checkpoint {}", size);
        head.error().hint = "run verify to see what is damaged";
        return head;
    }
    if (static_cast<std::int64_t>(head->size) != size) {
        return broken("the checkpoint stands under another size than it signs", fmt::format("checkpoint {}", size));
    }
    return head;
}

Result<LogState> readLog(Database& database, const KeyChain& keys) {
    LogState state;
    auto head = readHead(database, keys);
    if (!head) {
        return passOn(head);
    }
    state.head = std::move(*head);
    const std::uint64_t blocks = state.head.size / kBlockEvents;

    auto node = database.prepare("SELECT hash FROM node WHERE level = ? AND idx = ?");
    auto block = database.prepare("SELECT root FROM block WHERE id = ?");
    auto tail = database.prepare("SELECT entry, record FROM tail ORDER BY entry");
    if (!node || !block || !tail) {
        return passOn(!node ? node : !block ? block : tail);
    }
    for (int k = 63; k >= 0; --k) {
        if (((blocks >> k) & 1) == 0) {
            continue;
        }
        const std::uint64_t index = (blocks >> k) - 1;
        Statement& source = k == 0 ? *block : *node;
        std::string where =
            k == 0 ? fmt::format("block {}", index) : fmt::format("node level {} index {}", k + kBlockLevel, index);
        if (k == 0) {
            source.bind(1, static_cast<std::int64_t>(index));
        } else {
            source.bind(1, k + kBlockLevel).bind(2, static_cast<std::int64_t>(index));
        }
        auto row = source.step();
        if (!row) {
            return passOn(row);
        }
        if (!*row) {
            return broken("a node of the Merkle tree is missing", std::move(where));
        }
        auto hash = hashColumn(source, 0, std::move(where));
        if (!hash) {
            return passOn(hash);
        }
        source.reset();
        state.blocks.push({k + kBlockLevel, index, *hash});
    }
    for (std::uint64_t entry = blocks * kBlockEvents;; ++entry) {
        auto row = tail->step();
        if (!row) {
            return passOn(row);
        }
        if (!*row) {
            break;
        }
        if (tail->integer(0) != static_cast<std::int64_t>(entry)) {
            return broken("the tail does not follow the last block", fmt::format("entry {}", entry));
        }
        state.tailLeaves.push_back(leafHash(tail->text(1)));
    }
    if (state.size() != state.head.size || state.root() != state.head.root) {
        return broken("the log does not have the root its newest checkpoint signs",
                      fmt::format("checkpoint {}", state.head.size));
    }
    return state;
}

std::string extensionText(const CheckpointExtension& extension) {
    std::string text = fmt::format("time {}\n", formatTime(extension.time));
    if (!extension.previous.empty()) {
        text += fmt::format("previous {}\n", extension.previous);
    }
    if (!extension.keys.empty()) {
        text += extension.keys + '\n';
    }
    return text;
}

Result<CheckpointExtension> extensionOf(const Checkpoint& checkpoint) {
    CheckpointExtension result;
    std::string_view rest = checkpoint.extension;
    constexpr std::string_view kTime = "time ";
    constexpr std::string_view kPrevious = "previous ";
    const std::string where = fmt::format("checkpoint {}", checkpoint.size);
    const std::size_t lf = rest.find('\n');
    if (!rest.starts_with(kTime) || lf == std::string_view::npos) {
        return broken("the checkpoint does not say when it was made", where);
    }
    auto time = parseTime(rest.substr(kTime.size(), lf - kTime.size()));
    if (!time) {
        return broken("the checkpoint's time is malformed", where);
    }
    result.time = *time;
    rest.remove_prefix(lf + 1);
    if (rest.starts_with(kPrevious)) {
        result.previous = rest.substr(kPrevious.size(), 64);
        rest.remove_prefix(std::min(rest.size(), kPrevious.size() + 64 + 1));
        if (!rest.empty()) {
            rest.remove_suffix(1);
            if (!KeyChange::parse(rest)) {
                return broken("the checkpoint has unknown extension lines", where);
            }
            result.keys = rest;
        }
    }
    // Written again it must be the same text: nothing else may stand there.
    if (extensionText(result) != checkpoint.extension) {
        return broken("the checkpoint has unknown extension lines", where);
    }
    return result;
}

bool replaces(const Checkpoint& older, Time olderTime, std::uint64_t newSize, Time newTime) {
    constexpr std::uint64_t kSegment = kBlockEvents * kSegmentBlocks;
    return older.size > 0 && (older.size - 1) / kSegment == (newSize - 1) / kSegment &&
           std::chrono::floor<std::chrono::hours>(olderTime) == std::chrono::floor<std::chrono::hours>(newTime);
}

}  // namespace vedette
