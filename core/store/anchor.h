// SPDX-License-Identifier: GPL-3.0-or-later
// Anchor files: checkpoints remembered outside the database, one signed note after the other, only ever appended to.
// They are what shows that a database was put back to an older state.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/store/checkpoint.h"
#include "core/store/key_chain.h"

namespace vedette {

struct AnchorFile {
    std::vector<std::string_view> notes;  // complete notes, in file order
    std::string_view torn;                // what a crash in the middle of an append may have left at the end
};
// A note is its body lines, an empty line, and signature lines opening with an em dash. No line of a body does.
[[nodiscard]] AnchorFile splitAnchors(std::string_view text);

// Appends the note and makes it durable; cuts off a torn note first. Safe between processes.
[[nodiscard]] Result<void> appendAnchor(const std::filesystem::path& file, std::string_view note);

// The last complete note of the file, opened with `key`; none when there is no file or it is empty.
[[nodiscard]] Result<std::optional<Checkpoint>> lastAnchor(const std::filesystem::path& file, const KeyChain& keys);

}  // namespace vedette
