// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/copy_database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "core/store/database.h"

namespace vedette {

namespace {

constexpr int kPagesAtOnce = 256;  // 4 MiB between two looks at the stop token
constexpr int kBusyMs = 10'000;

struct Closer {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
using Connection = std::unique_ptr<sqlite3, Closer>;

std::unexpected<Error> refused(sqlite3* db, int code, std::string_view doing, const std::filesystem::path& file) {
    Error error = databaseError(db, code, doing);
    error.where = file.string();
    return std::unexpected(std::move(error));
}

Result<Connection> connect(const std::filesystem::path& file, int access) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &raw, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    Connection out(raw);
    if (code != SQLITE_OK) {
        return refused(raw, code, "cannot open the database", file);
    }
    sqlite3_busy_timeout(raw, kBusyMs);
    return out;
}

Result<void> run(sqlite3* db, const char* sql, std::string_view doing, const std::filesystem::path& file) {
    const int code = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Result<void>{} : Result<void>(refused(db, code, doing, file));
}

// Made here with its mode, so that it is at no moment readable by more people than it should be.
Result<void> makeFile(const std::filesystem::path& file, unsigned mode) {
    const int fd = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, static_cast<mode_t>(mode));
    if (fd < 0) {
        return fail(errno == EEXIST   ? ErrorCode::Conflict
                    : errno == ENOSPC ? ErrorCode::Full
                                      : ErrorCode::Io,
                    std::string("cannot make the file: ") + std::strerror(errno), file.string(),
                    "check the folder and its permissions");
    }
    ::close(fd);
    return {};
}

Result<void> copyPages(sqlite3* from, sqlite3* to, const std::filesystem::path& file, const CopyControl& control) {
    sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == nullptr) {
        return refused(to, sqlite3_extended_errcode(to), "cannot begin the copy", file);
    }
    int code = SQLITE_OK;
    bool stopped = false;
    while (code == SQLITE_OK && !stopped) {
        code = sqlite3_backup_step(backup, kPagesAtOnce);
        if (control.progress) {
            const auto total = static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup));
            control.progress(total - static_cast<std::uint64_t>(sqlite3_backup_remaining(backup)), total);
        }
        stopped = code == SQLITE_OK && control.stop.stop_requested();
    }
    const int finished = sqlite3_backup_finish(backup);
    if (stopped) {
        return fail(ErrorCode::Cancelled, "stopped before the copy was whole", file.string());
    }
    if (code != SQLITE_DONE || finished != SQLITE_OK) {
        return refused(to, code != SQLITE_DONE ? code : finished, "the copy failed", file);
    }
    return {};
}

// Why a database cannot be read on a disk that cannot be written: SQLite only says that it cannot.
Result<void> withLogNamed(Error error, const std::filesystem::path& file) {
    std::error_code ignored;
    if (std::filesystem::exists(file.string() + "-wal", ignored)) {
        error.hint =
            "a write-ahead log lies beside it, and reading that takes a disk that can be written: copy the "
            "folder to one, and go on from there";
    }
    return std::unexpected(std::move(error));
}

Result<void> copyInto(const std::filesystem::path& from, const std::filesystem::path& to, const CopyControl& control) {
    auto source = Database::open(from, Database::Mode::ReadOnly);  // also from media that cannot be written
    if (!source) {
        return passOn(source);
    }
    source->setBusyTimeout(std::chrono::milliseconds(kBusyMs));
    // A read transaction that stays open: without it the copy would begin again after every commit of somebody else.
    if (auto begun = run(source->raw(), "BEGIN; SELECT count(*) FROM sqlite_schema", "cannot read the database", from);
        !begun) {
        return begun.error().code == ErrorCode::Io || begun.error().code == ErrorCode::Denied
                   ? withLogNamed(begun.error(), from)
                   : begun;
    }
    auto target = connect(to, SQLITE_OPEN_READWRITE);
    if (!target) {
        return passOn(target);
    }
    if (auto set = run(target->get(), "PRAGMA synchronous=FULL", "cannot write the copy", to); !set) {
        return set;
    }
    if (auto copied = copyPages(source->raw(), target->get(), to, control); !copied) {
        return copied;
    }
    // The copy says of itself that it has a write-ahead log, as the source has. Media that cannot be written could then
    // not be read either.
    return run(target->get(), "PRAGMA journal_mode=DELETE", "cannot finish the copy", to);
}

}  // namespace

Result<void> copyDatabase(const std::filesystem::path& from, const std::filesystem::path& to, unsigned mode,
                          const CopyControl& control) {
    if (auto made = makeFile(to, mode); !made) {
        return made;
    }
    auto copied = copyInto(from, to, control);
    if (!copied) {
        std::error_code ignored;
        for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
            std::filesystem::remove(to.string() + suffix, ignored);
        }
    }
    return copied;
}

}  // namespace vedette
