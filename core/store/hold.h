// SPDX-License-Identifier: GPL-3.0-or-later
// Legal holds: what must be kept whatever retention and erasure say. A hold is a Console Action of the log (kind
// "hold", name "hold_add"), and so is its release ("hold_release"); the holds in force are what all of them amount to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/store/reader.h"

namespace vedette {

struct Hold {
    std::string id;           // "hold-3f9a12"
    std::uint64_t entry = 0;  // where it was ordered
    Time time{};
    std::string actor;
    std::string reason;
    std::string filter;  // in the filter language; empty: every record
    std::optional<Time> from;
    std::optional<Time> to;
    std::optional<Time> released;
    std::uint64_t releaseEntry = 0;  // when it is released: where that was ordered
    std::string releasedBy;

    // Records it covers. Invalid when the filter cannot be read.
    [[nodiscard]] Result<Filter> records() const;
};

// All holds ever ordered, oldest first. In a log with accounts a release counts only when two people ordered and signed
// it (people.h): else whoever can write could lift a hold, and what it covers be gone before somebody verifies. An
// order counts however it came there: to keep too much can be undone.
[[nodiscard]] Result<std::vector<Hold>> loadHolds(Reader& reader);
// Those in force.
[[nodiscard]] Result<std::vector<Hold>> activeHolds(Reader& reader);
// Calls `each` with every entry of [first, end) that a hold in force covers, hold by hold, until it returns false. An
// entry under two holds comes twice. Invalid when the filter of one cannot be read.
using OnHeld = std::function<bool(const Hold& hold, std::uint64_t entry)>;
[[nodiscard]] Result<void> forEachHeld(Reader& reader, std::uint64_t first, std::uint64_t end, const OnHeld& each);
// Whether every release is in the log that is signed, and not only in the database, which whoever can write the folder
// can change. For who is about to forget: it cannot be undone. Corrupt names the first that is not.
[[nodiscard]] Result<void> checkReleases(const std::filesystem::path& folder, Reader& reader);
// "hold-3f9a12 of 2026-11-21 (case 7)": for messages.
[[nodiscard]] std::string holdText(const Hold& hold);

}  // namespace vedette
