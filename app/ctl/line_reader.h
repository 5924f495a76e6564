// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of a file or a pipe, with a limit: of a longer line only the beginning is kept in memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "collectors/collector.h"
#include "core/base/error.h"

namespace vedette::ctl {

class LineReader {
public:
    static constexpr std::size_t kLongest = 1u << 20;

    // "-" is standard input.
    [[nodiscard]] static Result<LineReader> open(const std::string& path);
    LineReader(LineReader&& other) noexcept;
    LineReader& operator=(LineReader&&) = delete;
    ~LineReader();

    // The next line that is not empty, without its line ending; nothing at the end.
    [[nodiscard]] Result<std::optional<RawRecord>> next();
    [[nodiscard]] std::uint64_t bytesRead() const { return m_bytesRead; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }  // 0 when unknown
    [[nodiscard]] const std::string& name() const { return m_name; }

private:
    LineReader(int fd, std::string name, std::uint64_t size);
    Result<bool> fill();

    int m_fd = -1;
    std::string m_name;
    std::uint64_t m_size = 0;
    std::uint64_t m_bytesRead = 0;
    std::string m_buffer;
    std::size_t m_at = 0;
    bool m_ended = false;
};

}  // namespace vedette::ctl
