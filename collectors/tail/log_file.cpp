// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/tail/log_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <set>

#include "core/base/crypto.h"

namespace vedette {
namespace {

constexpr int kListings = 6;

std::int64_t nanoseconds(const timespec& t) { return static_cast<std::int64_t>(t.tv_sec) * 1'000'000'000 + t.tv_nsec; }

std::unexpected<Error> fileError(int number, const std::string& where) {
    if (number == ENOENT)
        return fail(ErrorCode::NotFound, "the file or folder does not exist", where, "check the path");
    if (number == EACCES || number == EPERM) {
        return fail(ErrorCode::Denied, "the file or folder may not be read", where,
                    "give the collecting user the right to read it");
    }
    return fail(ErrorCode::Io, std::string("cannot be read: ") + std::strerror(number), where);
}

Result<std::vector<ListedFile>> listOnce(const std::filesystem::path& folder, const std::string& pattern) {
    const std::unique_ptr<DIR, int (*)(DIR*)> dir(::opendir(folder.c_str()), &::closedir);
    if (!dir) return fileError(errno, folder.string());
    std::vector<ListedFile> out;
    errno = 0;
    while (const dirent* entry = ::readdir(dir.get())) {
        auto name = classifyLogFile(entry->d_name, pattern);
        if (!name) continue;
        struct stat status{};
        // A file that went away between the two calls is seen by the next listing under its new name.
        if (::fstatat(::dirfd(dir.get()), entry->d_name, &status, 0) != 0 || !S_ISREG(status.st_mode)) continue;
        out.push_back({std::move(*name), status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
                       nanoseconds(status.st_mtim)});
    }
    std::ranges::sort(out, [](const auto& a, const auto& b) { return olderLogFile(a.name, b.name); });
    return out;
}

bool sameNames(const std::vector<ListedFile>& a, const std::vector<ListedFile>& b) {
    return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
        return x.name.name == y.name.name && x.inode == y.inode && x.device == y.device;
    });
}

}  // namespace

Result<std::vector<ListedFile>> listLogFiles(const std::filesystem::path& folder, const std::string& pattern) {
    auto first = listOnce(folder, pattern);
    for (int i = 1; first && i < kListings; ++i) {
        auto again = listOnce(folder, pattern);
        if (!again) return again;
        const bool same = sameNames(*first, *again);
        first = std::move(again);
        if (same) break;
    }
    if (!first) return first;
    std::set<std::string> plain;
    for (const ListedFile& file : *first) {
        if (!file.name.gzip) plain.insert(file.name.name);
    }
    // While "x.gz" is being written, "x" is still there and is the one to read. Of hard links to one file, one is
    // enough.
    std::set<std::pair<std::uint64_t, std::uint64_t>> met;
    std::vector<ListedFile> out;
    for (ListedFile& file : *first) {
        if (file.name.gzip && plain.contains(file.name.name.substr(0, file.name.name.size() - 3))) continue;
        if (met.insert({file.device, file.inode}).second) out.push_back(std::move(file));
    }
    return out;
}

struct LogFile::Impl {
    int fd = -1;
    gzFile packed = nullptr;
    std::string where;
    std::uint64_t packedPosition = 0;

    ~Impl() {
        if (packed != nullptr)
            gzclose(packed);  // closes the descriptor too
        else if (fd >= 0)
            ::close(fd);
    }
};

LogFile::LogFile(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
LogFile::LogFile(LogFile&&) noexcept = default;
LogFile& LogFile::operator=(LogFile&&) noexcept = default;
LogFile::~LogFile() = default;

Result<LogFile> LogFile::open(const std::filesystem::path& folder, const ListedFile& listed) {
    auto impl = std::make_unique<Impl>();
    impl->where = (folder / listed.name.name).string();
    impl->fd = ::open(impl->where.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (impl->fd < 0) return fileError(errno, impl->where);
    struct stat status{};
    if (::fstat(impl->fd, &status) != 0) return fileError(errno, impl->where);
    if (status.st_dev != listed.device || status.st_ino != listed.inode || !S_ISREG(status.st_mode)) {
        return fail(ErrorCode::Conflict, "the file was replaced while it was looked at", impl->where);
    }
    if (listed.name.gzip) {
        impl->packed = gzdopen(impl->fd, "rb");
        if (impl->packed == nullptr) return fail(ErrorCode::Io, "no memory to unpack the file", impl->where);
        gzbuffer(impl->packed, 1u << 17);
    }
    return LogFile(std::move(impl));
}

Result<std::size_t> LogFile::read(std::uint64_t offset, char* into, std::size_t size) {
    std::size_t done = 0;
    if (m_impl->packed == nullptr) {
        while (done < size) {
            const ssize_t n = ::pread(m_impl->fd, into + done, size - done, static_cast<off_t>(offset + done));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return fileError(errno, m_impl->where);
            if (n == 0) break;
            done += static_cast<std::size_t>(n);
        }
        return done;
    }
    if (m_impl->packedPosition != offset) {
        if (gzseek(m_impl->packed, static_cast<z_off_t>(offset), SEEK_SET) < 0) {
            return fail(ErrorCode::Io, "the packed file cannot be unpacked", m_impl->where);
        }
        m_impl->packedPosition = offset;
    }
    while (done < size) {
        const int n =
            gzread(m_impl->packed, into + done, static_cast<unsigned>(std::min<std::size_t>(size - done, 1u << 20)));
        if (n < 0) return fail(ErrorCode::Io, "the packed file is damaged", m_impl->where);
        if (n == 0) break;
        done += static_cast<std::size_t>(n);
    }
    m_impl->packedPosition = offset + done;
    return done;
}

Result<std::string> LogFile::digest(std::uint64_t offset, std::size_t size) {
    std::string bytes(size, '\0');
    auto n = read(offset, bytes.data(), size);
    if (!n) return passOn(n);
    return *n == size ? toHex(sha256(bytes)) : std::string{};
}

std::uint64_t LogFile::size() const {
    if (m_impl->packed != nullptr) return std::numeric_limits<std::uint64_t>::max();
    struct stat status{};
    return ::fstat(m_impl->fd, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

}  // namespace vedette
