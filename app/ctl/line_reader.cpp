// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/line_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace vedette::ctl {
namespace {

constexpr std::size_t kChunk = 1u << 18;

}  // namespace

LineReader::LineReader(int fd, std::string name, std::uint64_t size)
    : m_fd(fd), m_name(std::move(name)), m_size(size) {}

LineReader::LineReader(LineReader&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)),
      m_name(std::move(other.m_name)),
      m_size(other.m_size),
      m_bytesRead(other.m_bytesRead),
      m_buffer(std::move(other.m_buffer)),
      m_at(other.m_at),
      m_ended(other.m_ended) {}

LineReader::~LineReader() {
    if (m_fd > STDIN_FILENO) close(m_fd);
}

Result<LineReader> LineReader::open(const std::string& path) {
    if (path == "-") return LineReader(STDIN_FILENO, "standard input", 0);
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                    fmt::format("cannot open the file: {}", std::strerror(errno)), path,
                    "check the path and its permissions");
    struct stat info{};
    if (fstat(fd, &info) != 0 || S_ISDIR(info.st_mode)) {
        close(fd);
        return fail(ErrorCode::Invalid, "this is a folder, not a log file", path, "name the files in it");
    }
    return LineReader(fd, path, static_cast<std::uint64_t>(std::max<off_t>(info.st_size, 0)));
}

Result<bool> LineReader::fill() {
    if (m_ended) return false;
    m_buffer.resize(kChunk);
    m_at = 0;
    ssize_t got = 0;
    do got = read(m_fd, m_buffer.data(), kChunk);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        m_buffer.clear();
        return fail(ErrorCode::Io, fmt::format("cannot read: {}", std::strerror(errno)), m_name, "check the disk");
    }
    m_buffer.resize(static_cast<std::size_t>(got));
    m_bytesRead += static_cast<std::uint64_t>(got);
    m_ended = got == 0;
    return !m_ended;
}

Result<std::optional<RawRecord>> LineReader::next() {
    RawRecord line;
    std::uint64_t length = 0;
    const auto finish = [&]() -> std::optional<RawRecord> {
        if (length > kLongest) {
            line.fullSize = length;
            line.problem = fmt::format("line of {} bytes is longer than {}", length, kLongest);
        } else if (line.bytes.ends_with('\r')) {
            line.bytes.pop_back();
        }
        return std::move(line);
    };
    while (true) {
        if (m_at == m_buffer.size()) {
            auto more = fill();
            if (!more) return passOn(more);
            if (!*more) return length > 0 ? finish() : std::nullopt;
        }
        const auto* begin = m_buffer.data() + m_at;
        const auto left = m_buffer.size() - m_at;
        const auto* newline = static_cast<const char*>(std::memchr(begin, '\n', left));
        const auto part = newline != nullptr ? static_cast<std::size_t>(newline - begin) : left;
        if (line.bytes.size() < kLongest) line.bytes.append(begin, std::min(part, kLongest - line.bytes.size()));
        length += part;
        m_at += part;
        if (newline == nullptr) continue;
        ++m_at;
        const bool blank = length == 0 || (length == 1 && line.bytes == "\r");
        if (!blank) return finish();
        line.bytes.clear();
        length = 0;
    }
}

}  // namespace vedette::ctl
