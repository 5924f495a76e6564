// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/forget_space.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

namespace vedette {

namespace {

// SQLite syncs what it writes to its log, but not that it cut it: after a power cut the old one would stand there
// again. Through SQLite's own file layer, as the log is SQLite's.
Result<void> syncLog(Database& database) {
    auto rows = database.prepare("PRAGMA database_list");
    auto row = rows ? rows->step() : Result<bool>(passOn(rows));
    if (!row || !*row) {
        return row ? Result<void>{} : Result<void>(passOn(row));
    }
    const std::string file(rows->text(2));
    const std::string log = file + "-wal";
    std::error_code ignored;
    if (!std::filesystem::exists(log, ignored)) {
        return {};
    }
    sqlite3_vfs* const vfs = sqlite3_vfs_find(nullptr);
    const std::unique_ptr<const char, void (*)(const char*)> name(
        sqlite3_create_filename(file.c_str(), "", log.c_str(), 0, nullptr), sqlite3_free_filename);
    std::vector<std::max_align_t> space(static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1);
    auto* const opened = reinterpret_cast<sqlite3_file*>(space.data());
    int code =
        vfs->xOpen(vfs, sqlite3_filename_wal(name.get()), opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_WAL, nullptr);
    if (code == SQLITE_OK) {
        code = opened->pMethods->xSync(opened, SQLITE_SYNC_NORMAL);
        opened->pMethods->xClose(opened);
    }
    if (code != SQLITE_OK) {
        Error error = databaseError(nullptr, code, "cannot make the emptied write-ahead log durable");
        error.where = log;
        return std::unexpected(std::move(error));
    }
    return {};
}

}  // namespace

Result<void> emptyLog(Database& database) {
    auto left = database.integer("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!left) {
        return passOn(left);
    }
    if (*left != 0) {
        return fail(ErrorCode::Timeout, "other processes kept the write-ahead log busy; it still holds old copies",
                    "evidence.db-wal", "run the command again when they rest; until then nothing else is missing");
    }
    return syncLog(database);
}

Result<void> shrink(Database& database) {
    if (auto done = database.exec("VACUUM"); !done) {
        return done;
    }
    return emptyLog(database);
}

Result<bool> fileHolds(const std::filesystem::path& file, std::span<const std::string> needles) {
    std::error_code ignored;
    if (needles.empty() || !std::filesystem::exists(file, ignored)) {
        return false;
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return fail(ErrorCode::Io, "cannot read the file", file.string(), "check its permissions");
    }
    const std::size_t longest = std::ranges::max(needles, {}, &std::string::size).size();
    constexpr std::size_t kChunk = std::size_t{1} << 20;
    std::string window;
    while (in) {
        // What may be the beginning of a needle is kept for the next round.
        const std::size_t keep = std::min(window.size(), longest - 1);
        window.erase(0, window.size() - keep);
        window.resize(keep + kChunk);
        in.read(window.data() + keep, static_cast<std::streamsize>(kChunk));
        window.resize(keep + static_cast<std::size_t>(in.gcount()));
        for (const std::string& needle : needles) {
            if (::memmem(window.data(), window.size(), needle.data(), needle.size()) != nullptr) {
                return true;
            }
        }
    }
    if (in.bad()) {
        return fail(ErrorCode::Io, "cannot read the file to its end", file.string());
    }
    return false;
}

Result<void> wipe(Database& database, const std::filesystem::path& file, std::span<const std::string> needles) {
    if (auto done = emptyLog(database); !done) {
        return done;
    }
    auto left = fileHolds(file, needles);
    if (left && *left) {
        if (auto done = shrink(database); !done) {
            return done;
        }
        left = fileHolds(file, needles);
    }
    if (!left) {
        return passOn(left);
    }
    std::filesystem::path log = file;
    log += "-wal";
    auto logged = *left ? Result<bool>(true) : fileHolds(log, needles);
    if (!logged) {
        return passOn(logged);
    }
    if (*logged) {
        return fail(ErrorCode::Io, "what was erased still stands in the file", file.string(),
                    "another process writes at this moment; run the command again");
    }
    return {};
}

}  // namespace vedette
