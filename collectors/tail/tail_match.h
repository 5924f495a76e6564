// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the files that are there now are the ones that were read before, under whatever name.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "collectors/tail/line_reader.h"
#include "collectors/tail/log_file.h"
#include "collectors/tail/tail_cursor.h"

namespace vedette {

struct FollowedFile {
    ListedFile listed;
    std::optional<LogFile> file;  // none when it could not be opened, or need not be
    TailState state;
    FilePrint print;
    bool known = false;         // it was there at the last poll, or its content was
    bool grownPartial = false;  // it was seen before, rotated, with the same size
    bool skip = false;          // nothing is to be read from it at this poll
};

struct Matched {
    std::vector<FollowedFile> files;  // oldest first
    std::vector<TailState> lost;      // read before, not to be found now
    std::vector<std::string> notes;
};

[[nodiscard]] Matched matchFiles(const std::filesystem::path& folder, const std::vector<ListedFile>& listed,
                                 std::vector<TailState> states);

}  // namespace vedette
