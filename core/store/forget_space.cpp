// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/forget_space.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace vedette {

Result<void> emptyLog(Database& database) {
    auto left = database.integer("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!left) {
        return passOn(left);
    }
    if (*left != 0) {
        return fail(ErrorCode::Timeout, "other processes kept the write-ahead log busy; it still holds old copies",
                    "evidence.db-wal", "run the command again when they rest; until then nothing else is missing");
    }
    return {};
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
