// SPDX-License-Identifier: GPL-3.0-or-later
// How far each file of a log has been read: the cursor of FileTail.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace vedette {

inline constexpr std::size_t kHeadPrint = 1024;  // bytes at the beginning that recognise a file
inline constexpr std::size_t kTailPrint = 256;   // bytes before the offset that must still be there

struct TailState {
    std::string name;  // as last seen, for messages
    bool rotated = false;
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t offset = 0;   // everything before it is collected
    std::uint64_t scanned = 0;  // of a line longer than the limit: how far its end was looked for
    std::uint64_t headLength = 0;
    std::string head;        // hex SHA-256 of the first headLength bytes
    std::string tail;        // hex SHA-256 of the last min(kTailPrint, offset) bytes before offset
    std::uint64_t size = 0;  // on disk, when last seen
    std::int64_t modifiedNs = 0;
    bool done = false;  // packed, and read to its end
    // The file was truncated or is gone; kept for some polls, because its content may turn up in a sibling.
    bool lost = false;
    int polls = 0;  // since it was lost
    // This file is a copy of another one that is still being read under its own name: nothing is read from it.
    bool copy = false;
    std::uint64_t originalDevice = 0;
    std::uint64_t originalInode = 0;
};

[[nodiscard]] std::string writeTailCursor(const std::vector<TailState>& states);
// Corrupt when the text is not a cursor; an empty text is the beginning of everything.
[[nodiscard]] Result<std::vector<TailState>> readTailCursor(std::string_view text);

}  // namespace vedette
