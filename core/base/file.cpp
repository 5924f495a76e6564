// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace vedette {

namespace {

class FileHandle {
public:
    explicit FileHandle(int fd) : m_fd(fd) {}
    ~FileHandle() {
        if (m_fd >= 0) ::close(m_fd);
    }
    FileHandle(const FileHandle&) = delete;
    FileHandle& operator=(const FileHandle&) = delete;
    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool ok() const { return m_fd >= 0; }

private:
    int m_fd;
};

std::unexpected<Error> systemError(const char* doing, const std::filesystem::path& path) {
    const int code = errno;
    ErrorCode kind = ErrorCode::Io;
    std::string hint;
    switch (code) {
        case ENOENT:
            kind = ErrorCode::NotFound;
            hint = "check the path";
            break;
        case EACCES:
        case EPERM:
        case EROFS:
            kind = ErrorCode::Denied;
            hint = "check the permissions of the file and its folder";
            break;
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            kind = ErrorCode::Full;
            hint = "free some space and try again";
            break;
        default: break;
    }
    return fail(kind, std::string(doing) + ": " + std::strerror(code), path.string(), std::move(hint));
}

Result<void> writeBytes(int fd, std::string_view bytes, const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0) {
            if (errno == EINTR) continue;
            return systemError("cannot write", path);
        }
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return {};
}

Result<void> writeAll(int fd, std::string_view bytes, const std::filesystem::path& path) {
    if (auto written = writeBytes(fd, bytes, path); !written) return written;
    if (::fsync(fd) != 0) return systemError("cannot flush to disk", path);
    return {};
}

Result<void> syncFolder(const std::filesystem::path& folder) {
    const FileHandle handle(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!handle.ok() || ::fsync(handle.get()) != 0) return systemError("cannot flush the folder", folder);
    return {};
}

}  // namespace

Result<std::string> readFile(const std::filesystem::path& path, std::size_t limit) {
    const FileHandle handle(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!handle.ok()) return systemError("cannot open", path);
    std::string out;
    std::array<char, 65536> buffer;
    for (;;) {
        const ssize_t n = ::read(handle.get(), buffer.data(), buffer.size());
        if (n < 0) {
            if (errno == EINTR) continue;
            return systemError("cannot read", path);
        }
        if (n == 0) return out;
        if (out.size() + static_cast<std::size_t>(n) > limit) {
            return fail(ErrorCode::Invalid, "the file is larger than " + std::to_string(limit) + " bytes",
                        path.string());
        }
        out.append(buffer.data(), static_cast<std::size_t>(n));
    }
}

Result<void> writeFileAtomic(const std::filesystem::path& path, std::string_view bytes, unsigned mode) {
    // A pipe or a device (/dev/stdout, /dev/null) is written to; a file put in its place would take it from everybody.
    struct stat there{};
    if (::stat(path.c_str(), &there) == 0 && (S_ISCHR(there.st_mode) || S_ISFIFO(there.st_mode))) {
        const FileHandle handle(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
        return handle.ok() ? writeBytes(handle.get(), bytes, path) : Result<void>(systemError("cannot open", path));
    }
    const std::filesystem::path temporary = path.string() + ".new-" + std::to_string(::getpid());
    {
        const FileHandle handle(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
        if (!handle.ok()) return systemError("cannot create", path);
        if (auto written = writeAll(handle.get(), bytes, path); !written) {
            ::unlink(temporary.c_str());
            return written;
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        auto error = systemError("cannot replace", path);
        ::unlink(temporary.c_str());
        return error;
    }
    return syncFolder(path.parent_path());
}

Result<void> appendFile(const std::filesystem::path& path, std::string_view bytes) {
    const FileHandle handle(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    if (!handle.ok()) return systemError("cannot open for appending", path);
    return writeAll(handle.get(), bytes, path);
}

std::filesystem::path resourceFolder() {
    if (const char* set = std::getenv("VEDETTE_RESOURCES"); set != nullptr && *set != '\0') return set;
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    const auto installed = program.parent_path().parent_path() / "share" / "vedette";
    if (std::filesystem::exists(installed / "mappings", ignored)) return installed;
    return VEDETTE_RESOURCES;
}

}  // namespace vedette
