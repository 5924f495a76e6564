// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"

#include <algorithm>

#include "core/base/file.h"
#include "core/store/backup_parts.h"
#include "core/store/certificate.h"
#include "core/store/copy_database.h"
#include "core/store/new_folder.h"
#include "core/store/schema.h"
#include "core/store/verify.h"

namespace vedette {

namespace {

namespace fs = std::filesystem;

bool liesIn(const fs::path& path, const fs::path& folder) {
    std::error_code ignored;
    const fs::path inner = fs::weakly_canonical(fs::absolute(path, ignored), ignored);
    fs::path outer = fs::weakly_canonical(fs::absolute(folder, ignored), ignored);
    if (!outer.has_filename()) {
        outer = outer.parent_path();  // "store/" names the same folder
    }
    return !outer.empty() && std::ranges::mismatch(outer, inner).in1 == outer.end() && inner != outer;
}

std::uintmax_t bytesBelow(const fs::path& folder) {
    std::uintmax_t total = 0;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
        total += entry.is_regular_file(error) ? entry.file_size(error) : 0;
    }
    return total;
}

}  // namespace

CopyControl copyControl(const StageProgress& progress, const std::stop_token& stop) {
    CopyControl control;
    control.stop = stop;
    if (progress) {
        control.progress = [&progress](std::uint64_t done, std::uint64_t total) { progress("copying", done, total); };
    }
    return control;
}

Result<void> copyKeys(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_directories(to, error);
    fs::permissions(to, fs::perms::owner_all, error);
    for (const auto& entry : fs::directory_iterator(from, error)) {
        const fs::path name = entry.path().filename();
        if (entry.is_directory(error) && !entry.is_symlink(error)) {
            if (auto done = copyKeys(entry.path(), to / name); !done) {
                return done;
            }
            continue;
        }
        if (!entry.is_regular_file(error) || entry.is_symlink(error)) {
            continue;
        }
        const std::string text = name.string();
        if (text.ends_with("-wal") || text.ends_with("-shm") || text.ends_with("-journal")) {
            continue;  // of a database, and folded into its copy
        }
        Result<void> done;
        if (name.extension() == ".db") {
            done = copyDatabase(entry.path(), to / name, 0600);
        } else {
            auto bytes = readFile(entry.path());
            done = bytes ? writeFileAtomic(to / name, *bytes, name == "verifier" ? 0644 : 0600)
                         : Result<void>(passOn(bytes));
        }
        if (!done) {
            return done;
        }
    }
    if (error) {
        return fail(ErrorCode::Denied, "the keys cannot be read: " + error.message(), from.string());
    }
    return {};
}

Result<Checkpoint> verifyCopy(const fs::path& folder, const std::string& key, int threads,
                              const StageProgress& progress, const std::stop_token& stop) {
    VerifyOptions options;
    options.key = key;
    options.threads = threads;
    options.stop = stop;
    if (progress) {
        options.progress = [&](std::uint64_t done, std::uint64_t total) { progress("verifying", done, total); };
    }
    auto report = verifyStore(folder, options);
    if (!report) {
        return passOn(report);
    }
    if (!report->intact) {
        const bool named = !report->damage.empty();
        return fail(ErrorCode::Corrupt,
                    "the copy does not verify: " + (named ? report->damage[0].what : std::string("damaged")),
                    named ? report->damage[0].place : std::string(), "run verify on what was copied; nothing was kept");
    }
    return std::move(report->head);
}

Result<BackupDone> backupStore(const fs::path& store, const fs::path& target, const BackupOptions& options) {
    const StorePaths paths(store);
    // There it would be lost with the store, and keep what is erased in it.
    if (liesIn(target, store)) {
        return fail(ErrorCode::Invalid, "the backup would lie in the store itself", target.string(),
                    "choose a folder elsewhere, on another disk if there is one");
    }
    auto key = readFile(paths.verifier, 4096);
    {
        auto there = openStoreDatabase(store, Database::Mode::ReadOnly);
        if (!there) {
            return passOn(there);
        }
    }
    if (!key) {
        return passOn(key);
    }
    auto half = NewFolder::begin(target);
    if (!half) {
        return passOn(half);
    }
    const fs::path& into = half->path();
    std::error_code error;
    fs::create_directories(into / "keys", error);
    // Anchors first: none of them may say more than the database, which is copied after. The subject table last: it
    // must know every subject of the records.
    Result<void> done = copyFiles(store / "anchors", into / "anchors", 0644);
    if (done) {
        done =
            copyDatabase(paths.database, StorePaths(into).database, 0644, copyControl(options.progress, options.stop));
    }
    if (done) {
        done = copyFiles(store / "certificates", into / "certificates", 0644);
    }
    if (done) {
        done = writeFileAtomic(StorePaths(into).verifier, *key);
    }
    if (done && options.withKeys) {
        done = copyKeys(store / "keys", into / kBackupKeys);
    }
    if (!done) {
        return passOn(done);
    }
    auto head = verifyCopy(into, *key, options.threads, options.progress, options.stop);
    if (!head) {
        return passOn(head);
    }
    BackupDone out;
    out.head = std::move(*head);
    {
        auto database = openStoreDatabase(into, Database::Mode::ReadOnly);
        auto newest = database ? newestCertificate(*database) : Result<std::int64_t>(passOn(database));
        if (!newest) {
            return passOn(newest);
        }
        out.certificates = static_cast<std::uint64_t>(*newest);
    }
    out.bytes = bytesBelow(into);
    if (auto finished = half->finish(); !finished) {
        return passOn(finished);
    }
    return out;
}

}  // namespace vedette
