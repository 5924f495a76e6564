// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_keys.h"

#include <fmt/format.h>

#include "core/base/file.h"
#include "core/base/key_file.h"
#include "core/store/log_state.h"
#include "core/store/schema.h"

namespace vedette {

namespace {

constexpr std::size_t kLargestKey = 64 * 1024;

Result<void> moveOver(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code error;
    std::filesystem::rename(from, to, error);
    if (error && error != std::errc::no_such_file_or_directory) {  // gone: another process was quicker
        return fail(ErrorCode::Io, fmt::format("cannot put the key into its place: {}", error.message()), to.string());
    }
    return {};
}

}  // namespace

std::filesystem::path waitingKeyFile(const std::filesystem::path& folder, const VerifierKey& key) {
    return folder / "keys" / fmt::format("signing-{:08x}.pem", key.id);
}

std::filesystem::path waitingVerifierFile(const std::filesystem::path& folder) {
    return folder / "keys" / "verifier.next";
}

Result<void> settleKeyFiles(const std::filesystem::path& folder, const VerifierKey& current) {
    const StorePaths paths(folder);
    std::error_code ignored;
    if (std::filesystem::exists(waitingKeyFile(folder, current), ignored)) {
        if (auto moved = moveOver(waitingKeyFile(folder, current), paths.signingKey); !moved) {
            return moved;
        }
    }
    if (std::filesystem::exists(waitingVerifierFile(folder), ignored)) {
        auto waiting = readFile(waitingVerifierFile(folder), kLargestKey);
        if (waiting && *waiting == current.text() + "\n") {
            return moveOver(waitingVerifierFile(folder), paths.verifier);
        }
    }
    return {};
}

Result<void> writeSigner(const std::filesystem::path& file, const StoreSigner& signer) {
    constexpr unsigned kMode = 0600;
    return signer.token() != nullptr ? writeFileAtomic(file, signer.file(), kMode) : writeKeyFile(file, signer.file());
}

Result<KeyChain> claimedKeys(Database& database) {
    auto first = readMeta(database, "verifier");
    if (!first) {
        return passOn(first);
    }
    auto key = VerifierKey::parse(*first);
    if (!key) {
        return fail(ErrorCode::Corrupt, "the store does not say which key its log began with", "meta verifier",
                    "run verify to see what is damaged");
    }
    return KeyChain::read(database, *key);
}

Result<StoreKeys> readStoreKeys(const std::filesystem::path& folder) {
    auto database = openStoreDatabase(folder, Database::Mode::ReadOnly);
    if (!database) {
        return passOn(database);
    }
    return readStoreKeys(folder, *database);
}

Result<StoreKeys> readStoreKeys(const std::filesystem::path& folder, Database& database) {
    const StorePaths paths(folder);
    auto origin = readMeta(database, "origin");
    auto claimed = claimedKeys(database);
    if (!origin || !claimed) {
        return origin ? Result<StoreKeys>(passOn(claimed)) : Result<StoreKeys>(passOn(origin));
    }
    if (auto settled = settleKeyFiles(folder, claimed->current()); !settled) {
        return passOn(settled);
    }
    auto pem = readKeyFile(paths.signingKey);
    if (!pem) {
        const ErrorCode code = pem.error().code;
        if (code == ErrorCode::Denied || code == ErrorCode::Invalid || code == ErrorCode::Corrupt) {
            return passOn(pem);  // it is under a passphrase
        }
        return fail(ErrorCode::Denied, "the store's signing key cannot be read", paths.signingKey.string(),
                    "only who holds the key may append; reading and verifying work without it");
    }
    auto key = StoreSigner::fromFile(*pem, claimed->current());
    if (!key && !tokenUriIn(*pem).empty()) {
        if (key.error().code == ErrorCode::NotFound) {
            key.error().code = ErrorCode::Denied;  // the store is there
        }
        return passOn(key);
    }
    if (!key) {
        return fail(ErrorCode::Denied, "the store's signing key is not an Ed25519 key", paths.signingKey.string(),
                    "put the key back that was made with this store");
    }
    VerifierKey verifier = verifierKeyOf(*origin, *key);
    if (verifier.text() != claimed->current().text()) {
        return fail(ErrorCode::Denied, "the signing key is not this store's", paths.signingKey.string(),
                    "put the key back that was made with this store; vedettectl key STORE show names it");
    }
    auto chain = KeyChain::read(database, verifier);
    if (!chain) {
        return passOn(chain);
    }
    return StoreKeys{std::move(*key), std::move(verifier), std::move(*chain)};
}

}  // namespace vedette
