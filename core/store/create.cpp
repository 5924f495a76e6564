// SPDX-License-Identifier: GPL-3.0-or-later
// Making a store.
#include <fmt/format.h>

#include "core/base/crypto.h"
#include "core/base/file.h"
#include "core/privacy/sealer.h"
#include "core/store/log_state.h"
#include "core/store/schema.h"
#include "core/store/store.h"
#include "core/store/store_keys.h"

namespace vedette {

namespace {

Result<void> checkOrigin(const std::string& origin) {
    const bool bad = origin.empty() || origin.size() > 200 || !isUtf8(origin) ||
                     origin.find_first_of("+ \t\r\n") != std::string::npos || origin.starts_with("\xE2\x80\x94");
    for (const char ch : origin) {
        if (bad || static_cast<unsigned char>(ch) < 0x20) {
            return fail(ErrorCode::Invalid, "the log's name must be one word without spaces and '+'", origin,
                        "for example vedette.example.org/desk-1");
        }
    }
    if (bad) {
        return fail(ErrorCode::Invalid, "the log's name is empty", {}, "for example vedette.example.org/desk-1");
    }
    return {};
}

Result<void> fillDatabase(const std::filesystem::path& file, const VerifierKey& verifier, const StoreSigner& key,
                          Time now) {
    auto database = Database::open(file, Database::Mode::Create);
    if (!database) {
        return passOn(database);
    }
    std::string sql = fmt::format(
        "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        "PRAGMA application_id={}; PRAGMA user_version={}; BEGIN IMMEDIATE;",
        kStoreApplicationId, kStoreFormat);
    for (const SchemaObject& object : storeSchema()) {
        sql += object.sql;
        sql += ';';
    }
    if (auto done = database->exec(sql); !done) {
        return done;
    }
    Checkpoint first;
    first.origin = verifier.name;
    first.root = emptyRoot();
    first.extension = extensionText({now, {}});
    if (auto done = signNote(first, verifier, key); !done) {
        return done;
    }
    auto meta = database->prepare("INSERT INTO meta VALUES(?, ?)");
    auto checkpoint = database->prepare("INSERT INTO checkpoint VALUES(0, ?)");
    if (!meta || !checkpoint) {
        return passOn(!meta ? meta : checkpoint);
    }
    const std::string vkey = verifier.text();
    for (const auto& [name, value] : {std::pair<std::string_view, std::string_view>{"origin", verifier.name},
                                      std::pair<std::string_view, std::string_view>{"verifier", vkey}}) {
        meta->bindText(1, name).bindText(2, value);
        if (auto done = meta->run(); !done) {
            return done;
        }
    }
    checkpoint->bindText(1, first.note);
    if (auto done = checkpoint->run(); !done) {
        return done;
    }
    return database->exec("COMMIT");
}

Result<void> makeFolder(const std::filesystem::path& folder, std::filesystem::perms perms) {
    std::error_code error;
    if (std::filesystem::create_directories(folder, error); error) {
        return fail(ErrorCode::Io, fmt::format("cannot make the folder: {}", error.message()), folder.string(),
                    "check the path and its permissions");
    }
    std::filesystem::permissions(folder, perms, error);
    return {};
}

}  // namespace

Result<void> createStore(const std::filesystem::path& folder, const CreateOptions& options, const Clock& clock) {
    const StorePaths paths(folder);
    std::error_code error;
    if (std::filesystem::exists(paths.database, error)) {
        return fail(ErrorCode::Conflict, "there is a store here already", folder.string(), "choose another folder");
    }
    const std::filesystem::path keys = folder / "keys";
    if (std::filesystem::exists(keys, error)) {
        return fail(ErrorCode::Conflict, "there are keys of a store here, but no database", keys.string(),
                    "put evidence.db back, or choose another folder");
    }
    std::string origin = options.origin;
    if (origin.empty()) {
        std::array<std::uint8_t, 8> name{};
        randomBytes(name);
        origin = "vedette/" + toHex({reinterpret_cast<const char*>(name.data()), name.size()});
    }
    if (auto good = checkOrigin(origin); !good) {
        return good;
    }
    const bool existed = std::filesystem::exists(folder, error);
    const std::filesystem::path half = folder / "evidence.db.new";
    const auto make = [&]() -> Result<void> {
        using std::filesystem::perms;
        if (auto made = makeFolder(folder, existed ? std::filesystem::status(folder, error).permissions()
                                                   : perms::owner_all | perms::group_read | perms::group_exec);
            !made) {
            return made;
        }
        if (auto made = makeFolder(keys, perms::owner_all); !made) {
            return made;
        }
        if (auto made = makeFolder(folder / "anchors", perms::owner_all | perms::group_read | perms::group_exec);
            !made) {
            return made;
        }
        const StoreSigner key = options.signer != nullptr ? *options.signer : StoreSigner(SigningKey::generate());
        const VerifierKey verifier = verifierKeyOf(origin, key);
        if (auto done = writeSigner(paths.signingKey, key); !done) {
            return done;
        }
        if (auto done = writeFileAtomic(paths.verifier, verifier.text() + "\n"); !done) {
            return done;
        }
        if (auto done = Sealer::create(folder); !done) {
            return done;
        }
        // The database appears under its name when it is whole: a store is there or it is not.
        std::filesystem::remove(half, error);
        if (auto done = fillDatabase(half, verifier, key, clock.now()); !done) {
            return done;
        }
        std::filesystem::rename(half, paths.database, error);
        if (error) {
            return fail(ErrorCode::Io, fmt::format("cannot name the database: {}", error.message()),
                        paths.database.string());
        }
        return {};
    };
    auto made = make();
    if (!made) {
        // Only what this call made: neither database nor keys were there before.
        std::filesystem::remove_all(keys, error);
        for (const char* suffix : {"", "-wal", "-shm"}) {
            std::filesystem::remove(half.string() + suffix, error);
        }
        std::filesystem::remove(folder / "anchors", error);
        if (!existed) {
            std::filesystem::remove(folder, error);
        }
    }
    return made;
}

}  // namespace vedette
