// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/new_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include "core/base/file.h"

namespace vedette {

namespace {

namespace fs = std::filesystem;

std::unexpected<Error> systemError(std::string_view doing, const fs::path& path, int code) {
    const ErrorCode mapped = code == ENOSPC || code == EDQUOT                   ? ErrorCode::Full
                             : code == EACCES || code == EPERM || code == EROFS ? ErrorCode::Denied
                                                                                : ErrorCode::Io;
    return fail(mapped, std::string(doing) + ": " + std::strerror(code), path.string(),
                "check the path and its permissions");
}

// Missing or an empty folder.
bool isFree(const fs::path& path) {
    std::error_code error;
    const auto status = fs::symlink_status(path, error);
    return status.type() == fs::file_type::not_found ||
           (status.type() == fs::file_type::directory && fs::is_empty(path, error) && !error);
}

bool isSame(int fd, const fs::path& path) {
    struct stat a{};
    struct stat b{};
    return ::fstat(fd, &a) == 0 && ::lstat(path.c_str(), &b) == 0 && a.st_ino == b.st_ino && a.st_dev == b.st_dev;
}

Result<void> settle(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return systemError("cannot open", path, errno);
    }
    const int code = ::fsync(fd) == 0 ? 0 : errno;
    ::close(fd);
    return code == 0 ? Result<void>{} : Result<void>(systemError("cannot make durable", path, code));
}

}  // namespace

NewFolder::NewFolder(fs::path target, fs::path half, int lock)
    : m_target(std::move(target)), m_half(std::move(half)), m_lock(lock) {}

NewFolder::NewFolder(NewFolder&& other) noexcept
    : m_target(std::move(other.m_target)), m_half(std::move(other.m_half)), m_lock(std::exchange(other.m_lock, -1)) {}

NewFolder::~NewFolder() {
    if (m_lock >= 0) {
        std::error_code ignored;
        fs::remove_all(m_half, ignored);
        ::close(m_lock);
    }
}

Result<NewFolder> NewFolder::begin(const fs::path& given) {
    std::error_code error;
    fs::path target = fs::absolute(given, error).lexically_normal();
    if (target.filename().empty()) {
        target = target.parent_path();
    }
    if (!isFree(target)) {
        return fail(ErrorCode::Conflict, "there is something here already", target.string(),
                    "choose a folder that does not exist; nothing is ever written over");
    }
    fs::create_directories(target.parent_path(), error);
    const fs::path half = target.string() + ".unfinished";
    if (::mkdir(half.c_str(), 0700) != 0 && errno != EEXIST) {
        return systemError("cannot make the folder", half, errno);
    }
    const int fd = ::open(half.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        return systemError("cannot open the folder", half, errno);
    }
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0 || !isSame(fd, half)) {
        ::close(fd);
        return fail(ErrorCode::Conflict, "another process is writing here at this moment", half.string(),
                    "wait for it, or choose another folder");
    }
    // What is in it was left by a run that was killed: it never got its name.
    for (const auto& left : fs::directory_iterator(half, error)) {
        fs::remove_all(left.path(), error);
    }
    return NewFolder(std::move(target), half, fd);
}

Result<void> NewFolder::finish() {
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(m_half, error)) {
        if (auto done = settle(entry.path()); !done) {
            return done;
        }
    }
    if (auto done = settle(m_half); !done) {
        return done;
    }
    fs::permissions(m_half, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec, error);
    // Takes the place of an empty folder, never of a full one.
    if (::rename(m_half.c_str(), m_target.c_str()) != 0) {
        return systemError("cannot give the folder its name", m_target, errno);
    }
    ::close(std::exchange(m_lock, -1));
    return settle(m_target.parent_path());
}

Result<void> copyFiles(const fs::path& from, const fs::path& to, unsigned mode) {
    std::error_code error;
    if (!fs::is_directory(from, error)) {
        return {};
    }
    fs::create_directories(to, error);
    for (const auto& entry : fs::directory_iterator(from, error)) {
        const fs::path target = to / entry.path().filename();
        if (entry.is_symlink(error)) {
            continue;
        }
        Result<void> done;
        if (entry.is_directory(error)) {
            done = copyFiles(entry.path(), target, mode);
        } else if (entry.is_regular_file(error)) {
            auto bytes = readFile(entry.path(), SIZE_MAX);
            done = bytes ? writeFileAtomic(target, *bytes, mode) : Result<void>(passOn(bytes));
        }
        if (!done) {
            return done;
        }
    }
    if (error) {
        return fail(ErrorCode::Io, "cannot read the folder: " + error.message(), from.string());
    }
    return {};
}

}  // namespace vedette
