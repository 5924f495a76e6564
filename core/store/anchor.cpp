// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/anchor.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace vedette {

namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 ";
constexpr std::size_t kTailRead = 64 * 1024;  // far more than the longest note

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

std::unexpected<Error> systemError(std::string_view doing, const std::filesystem::path& file) {
    const int code = errno;
    const ErrorCode mapped = code == ENOSPC || code == EDQUOT || code == EFBIG  ? ErrorCode::Full
                             : code == EACCES || code == EPERM || code == EROFS ? ErrorCode::Denied
                             : code == ENOENT                                   ? ErrorCode::NotFound
                                                                                : ErrorCode::Io;
    return fail(mapped, std::string(doing) + ": " + std::strerror(code), file.string(),
                "check that the folder is there and can be written");
}

// The last part of the file, starting at a note if the whole file is longer.
Result<std::string> readEnd(int fd, const std::filesystem::path& file, off_t& start) {
    const off_t size = ::lseek(fd, 0, SEEK_END);
    if (size < 0) {
        return systemError("cannot read the anchors", file);
    }
    start = std::max<off_t>(0, size - static_cast<off_t>(kTailRead));
    std::string text(static_cast<std::size_t>(size - start), '\0');
    std::size_t have = 0;
    while (have < text.size()) {
        const ssize_t got = ::pread(fd, text.data() + have, text.size() - have, start + static_cast<off_t>(have));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return systemError("cannot read the anchors", file);
        }
        have += static_cast<std::size_t>(got);
    }
    if (start > 0) {
        // Begin behind the first signature line that is wholly inside.
        std::size_t dash = text.find("\n" + std::string(kDash));
        const std::size_t lf = dash == std::string::npos ? dash : text.find('\n', dash + 1);
        if (lf != std::string::npos) {
            start += static_cast<off_t>(lf + 1);
            text.erase(0, lf + 1);
        }
    }
    return text;
}

}  // namespace

AnchorFile splitAnchors(std::string_view text) {
    AnchorFile result;
    while (!text.empty()) {
        const std::size_t gap = text.find("\n\n");
        if (gap == std::string_view::npos) {
            break;
        }
        std::size_t end = gap + 2;
        std::size_t lines = 0;
        while (text.substr(end).starts_with(kDash)) {
            const std::size_t lf = text.find('\n', end);
            if (lf == std::string_view::npos) {
                break;
            }
            end = lf + 1;
            ++lines;
        }
        // An unsigned note in the middle is still a note (a wrong one); at the end it is a torn one.
        const std::string_view after = text.substr(end);
        if (lines == 0 && (after.starts_with(kDash) || kDash.starts_with(after))) {
            break;
        }
        result.notes.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    result.torn = text;
    return result;
}

Result<void> appendAnchor(const std::filesystem::path& file, std::string_view note) {
    const Descriptor fd(::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    if (fd.get() < 0) {
        return systemError("cannot open the anchors", file);
    }
    if (::flock(fd.get(), LOCK_EX) != 0) {
        return systemError("cannot lock the anchors", file);
    }
    off_t start = 0;
    auto text = readEnd(fd.get(), file, start);
    if (!text) {
        return passOn(text);
    }
    const AnchorFile known = splitAnchors(*text);
    if (!known.torn.empty()) {
        const off_t keep = start + static_cast<off_t>(text->size() - known.torn.size());
        if (::ftruncate(fd.get(), keep) != 0) {
            return systemError("cannot repair the anchors", file);
        }
    }
    const off_t before = ::lseek(fd.get(), 0, SEEK_END);
    while (!note.empty()) {
        const ssize_t put = ::write(fd.get(), note.data(), note.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            auto error = systemError("cannot append to the anchors", file);
            // Half a note is worth nothing; if it cannot be cut off now, the next append will.
            [[maybe_unused]] const int cut = ::ftruncate(fd.get(), before);
            return error;
        }
        note.remove_prefix(static_cast<std::size_t>(put));
    }
    if (::fsync(fd.get()) != 0) {
        return systemError("cannot make the anchors durable", file);
    }
    return {};
}

Result<std::optional<Checkpoint>> lastAnchor(const std::filesystem::path& file, const KeyChain& keys) {
    const Descriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (fd.get() < 0) {
        if (errno == ENOENT) {
            return std::optional<Checkpoint>{};
        }
        return systemError("cannot open the anchors", file);
    }
    off_t start = 0;
    auto text = readEnd(fd.get(), file, start);
    if (!text) {
        return passOn(text);
    }
    const AnchorFile known = splitAnchors(*text);
    if (known.notes.empty()) {
        return std::optional<Checkpoint>{};
    }
    auto opened = openCheckpoint(known.notes.back(), keys);
    if (!opened) {
        opened.error().where = file.string();
        return passOn(opened);
    }
    return std::optional<Checkpoint>{std::move(*opened)};
}

}  // namespace vedette
