// SPDX-License-Identifier: GPL-3.0-or-later
// Where a command's words go: results on stdout, errors and progress on stderr; either for people or, with --json, one
// JSON document (or one a line). Text from logs is made harmless for terminals here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json_object.h"

namespace vedette::ctl {

class Output {
public:
    bool json = false;
    bool quiet = false;  // no progress

    // A line for people; nothing with --json. Control and bidi characters become visible.
    void say(std::string_view line);
    // Bytes as they are, in both modes.
    void raw(std::string_view bytes);
    // The result document; nothing without --json.
    void document(const JsonObject& object);
    void error(const Error& error, int exit);
    // A remark that is not a result: stderr, one line.
    void note(std::string_view line);
    // Aligned columns for people; the first row is the head.
    void table(const std::vector<std::vector<std::string>>& rows);
    // True once stdout refused a byte (disk full, closed pipe).
    [[nodiscard]] bool broken() const { return m_broken; }
    // True when that was because whoever read it has enough, as `| head` does.
    [[nodiscard]] bool readerLeft() const { return m_readerLeft; }
    // Pushes out what is buffered.
    void flush();

private:
    void refused();
    bool m_broken = false;
    bool m_readerLeft = false;
};

// A line on a terminal's stderr that is redrawn; silent elsewhere, with --json and with --quiet.
class Progress {
public:
    Progress(const Output& out, std::string what);
    ~Progress();  // wipes the line
    void update(std::uint64_t done, std::uint64_t total);
    void update(std::string_view text);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

private:
    void draw(std::string_view text);
    std::string m_what;
    bool m_on = false;
    bool m_drawn = false;
    std::int64_t m_last = 0;
};

}  // namespace vedette::ctl
