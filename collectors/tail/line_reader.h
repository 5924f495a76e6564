// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts a file into lines from a position on, in constant memory however long a line is.
#pragma once

#include <string>
#include <vector>

#include "collectors/collector.h"
#include "collectors/tail/log_file.h"
#include "collectors/tail/tail_cursor.h"

namespace vedette {

struct TailLimits {
    std::size_t lines = 8192;         // per poll
    std::size_t bytes = 8u << 20;     // of lines, per poll
    std::size_t scanned = 64u << 20;  // of lines that are too long, per poll
    std::size_t longestLine = 1u << 20;
    std::size_t keptOfLongLine = 64u << 10;
    // A rotated file that ends within a line must have been silent for this long before the rest counts as a line.
    std::chrono::milliseconds settle{3000};
};

struct TailBudget {
    std::size_t lines = 0;
    std::size_t bytes = 0;
    std::size_t scanned = 0;
    [[nodiscard]] bool empty() const { return lines == 0 || bytes == 0 || scanned == 0; }
};

// The bytes that recognise a file, as they were when they were read.
struct FilePrint {
    std::string head;
    std::string tail;
    void take(std::uint64_t position, std::string_view bytes);  // `bytes` at `position` were looked at
    void consumed(std::string_view bytes);                      // `bytes` before the new offset were collected
};

enum class ReadEnd { Complete, Partial, OutOfBudget };

// Appends the lines from state.offset on to `out` and moves the offset. Empty lines are skipped. With `takeRest`, what
// follows the last line end is a line too.
[[nodiscard]] Result<ReadEnd> readLines(LogFile& file, TailState& state, FilePrint& print, const TailLimits& limits,
                                        bool takeRest, TailBudget& budget, std::vector<RawRecord>& out);

}  // namespace vedette
