// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/key_passphrase.h"

#include <fmt/format.h>

#include "core/base/file.h"
#include "core/base/key_file.h"
#include "core/base/passphrase.h"
#include "core/store/schema.h"
#include "core/store/store.h"
#include "core/store/store_signer.h"

namespace vedette {

namespace {

namespace fs = std::filesystem;

constexpr unsigned kMode = 0600;
constexpr std::size_t kLargestKey = 64 * 1024;

fs::path nextOf(const fs::path& file) { return file.string() + ".next"; }
fs::path privacyKey(const fs::path& folder) { return folder / "keys" / "kek"; }

KeyRest restOf(const Result<std::string>& contents) {
    if (!contents) {
        return KeyRest::Missing;
    }
    return isLocked(*contents) ? KeyRest::Locked : tokenUriIn(*contents).empty() ? KeyRest::Clear : KeyRest::Token;
}

Result<void> stage(const fs::path& file, const std::string& words) {
    auto plain = readKeyFile(file);
    if (!plain) {
        return passOn(plain);
    }
    auto contents = words.empty() ? plain : lockKey(*plain, words);
    return contents ? writeFileAtomic(nextOf(file), *contents, kMode) : Result<void>(passOn(contents));
}

Result<void> place(const fs::path& file) {
    std::error_code error;
    fs::rename(nextOf(file), file, error);
    if (error) {
        return fail(ErrorCode::Io, "cannot put the key into its place: " + error.message(), file.string());
    }
    return {};
}

}  // namespace

std::string_view keyRestName(KeyRest rest) {
    switch (rest) {
        case KeyRest::Clear: return "clear";
        case KeyRest::Locked: return "locked";
        case KeyRest::Token: return "token";
        case KeyRest::Missing: break;
    }
    return "missing";
}

KeysAtRest keysAtRest(const fs::path& folder) {
    const auto signing = readFile(StorePaths(folder).signingKey, kLargestKey);
    KeysAtRest out;
    out.signing = restOf(signing);
    out.privacy = restOf(readFile(privacyKey(folder), kLargestKey));
    if (signing) {
        out.token = tokenUriIn(*signing);
    }
    return out;
}

std::string KeysAtRest::warning(const fs::path& folder) const {
    const bool both = signing == KeyRest::Clear && privacy == KeyRest::Clear;
    if (!clear()) {
        return {};
    }
    const char* const which = both                        ? "The private keys lie in clear on disk: whoever reads"
                              : signing == KeyRest::Clear ? "The signing key lies in clear on disk: whoever reads"
                                                          : "The privacy key lies in clear on disk: whoever reads";
    const char* const what = both                        ? "sign for this store and open its sealed data"
                             : signing == KeyRest::Clear ? "sign for this store"
                                                         : "open its sealed data";
    return fmt::format("{} {} can {}. vedettectl key {} passphrase puts them under one", which,
                       (folder / "keys").string(), what, folder.string());
}

void settlePassphrase(const fs::path& folder) {
    std::error_code ignored;
    const fs::path signing = nextOf(StorePaths(folder).signingKey);
    const fs::path privacy = nextOf(privacyKey(folder));
    if (fs::exists(signing, ignored)) {  // neither was put into its place
        fs::remove(privacy, ignored);
        fs::remove(signing, ignored);
    } else if (fs::exists(privacy, ignored)) {  // the first was
        fs::rename(privacy, privacyKey(folder), ignored);
    }
}

Result<void> changePassphrase(const fs::path& folder, const std::string& words, const Clock& clock) {
    if (const std::string trouble = words.empty() ? std::string() : passphraseTrouble(words); !trouble.empty()) {
        return fail(ErrorCode::Invalid, trouble, {}, "several words make a good one");
    }
    auto writer = Writer::open(folder, clock);
    if (!writer) {
        return passOn(writer);
    }
    if (auto begun = (*writer)->begin(); !begun) {
        return passOn(begun);
    }
    settlePassphrase(folder);
    const StorePaths paths(folder);
    const bool inToken = keysAtRest(folder).signing == KeyRest::Token;
    // As long as the signing key's next file is there, nothing was put into its place.
    auto done = inToken ? Result<void>() : stage(paths.signingKey, words);
    if (done) {
        done = stage(privacyKey(folder), words);
    }
    if (done && !inToken) {
        done = place(paths.signingKey);
    }
    if (done) {
        done = place(privacyKey(folder));
    }
    if (!done) {
        settlePassphrase(folder);
        return done;
    }
    usePassphrase(folder / "keys", words);
    return {};
}

}  // namespace vedette
