// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/account.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstring>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/totp.h"
#include "core/store/account_tries.h"

namespace vedette {

namespace {

constexpr std::int64_t kAccountVersion = 1;
constexpr std::size_t kLargestFile = 16 * 1024;

std::filesystem::path accountFile(const std::filesystem::path& store, const std::string& name) {
    return store / "keys" / "people" / (name + ".json");
}

std::filesystem::path nextFile(const std::filesystem::path& store, const std::string& name) {
    return accountFile(store, name).string() + ".next";
}

std::string_view viewOf(const PublicKey& key) { return {reinterpret_cast<const char*>(key.data()), key.size()}; }

struct LockedAccount {
    std::string name;
    ScryptCost cost;
    std::string salt;
    std::string publicKey;
    std::string sealed;
};

// With an empty `sealed` it is what the sealed bytes are bound to, so that nothing in the file can be exchanged.
std::string textOf(const LockedAccount& a, std::string_view sealed) {
    std::string out;
    JsonWriter json(out);
    json.beginObject().key("kdf").beginObject().key("n").integer(static_cast<std::int64_t>(a.cost.n));
    json.key("name").string("scrypt").key("p").integer(static_cast<std::int64_t>(a.cost.p));
    json.key("r").integer(static_cast<std::int64_t>(a.cost.r)).key("salt").string(toHex(a.salt)).endObject();
    json.key("name").string(a.name).key("public").string(toBase64(a.publicKey));
    json.key("sealed").string(toBase64(sealed)).key("version").integer(kAccountVersion).endObject();
    return out;
}

std::unexpected<Error> damaged(const std::filesystem::path& file) {
    return fail(ErrorCode::Corrupt, "this is no account of a person any more", file.string(),
                "restore it from a backup, or have an administrator give the person a new key");
}

Result<LockedAccount> readAccount(const std::filesystem::path& file) {
    auto bytes = readFile(file, kLargestFile);
    if (!bytes) {
        return passOn(bytes);
    }
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::string_view name, kdf, salt, publicKey, sealed;
    std::int64_t version = 0;
    LockedAccount a;
    if (parser.parse(*bytes).get(root) != simdjson::SUCCESS || root["version"].get(version) != simdjson::SUCCESS ||
        version != kAccountVersion || root["name"].get(name) != simdjson::SUCCESS ||
        root.at_pointer("/kdf/name").get(kdf) != simdjson::SUCCESS || kdf != "scrypt" ||
        root.at_pointer("/kdf/salt").get(salt) != simdjson::SUCCESS ||
        root.at_pointer("/kdf/n").get(a.cost.n) != simdjson::SUCCESS ||
        root.at_pointer("/kdf/r").get(a.cost.r) != simdjson::SUCCESS ||
        root.at_pointer("/kdf/p").get(a.cost.p) != simdjson::SUCCESS ||
        root["public"].get(publicKey) != simdjson::SUCCESS || root["sealed"].get(sealed) != simdjson::SUCCESS) {
        return damaged(file);
    }
    a.name = name;
    auto saltBytes = fromHex(salt);
    auto publicBytes = fromBase64(publicKey);
    auto sealedBytes = fromBase64(sealed);
    if (!saltBytes || !publicBytes || !sealedBytes) {
        return damaged(file);
    }
    a.salt = std::move(*saltBytes);
    a.publicKey = std::move(*publicBytes);
    a.sealed = std::move(*sealedBytes);
    return a;
}

// The account with this key: in its place, or staged and not put there because a crash came between.
Result<LockedAccount> accountWith(const std::filesystem::path& store, const std::string& name,
                                  const PublicKey& expected) {
    auto account = readAccount(accountFile(store, name));
    if (account && account->publicKey == viewOf(expected)) {
        return account;
    }
    if (auto next = readAccount(nextFile(store, name)); next && next->publicKey == viewOf(expected)) {
        if (auto adopted = adoptAccount(store, name); !adopted) {
            return passOn(adopted);
        }
        return next;
    }
    if (!account) {
        if (account.error().code == ErrorCode::NotFound) {
            account.error().what = fmt::format("the key of {} is not on this machine", name);
            account.error().hint = "copy keys/people from where the person was enrolled";
        }
        return account;
    }
    return fail(
        ErrorCode::Corrupt, fmt::format("the key of {} here is not the one the log names", name),
        accountFile(store, name).string(),
        "the file was exchanged, or it is of another time than the log. In a store made of an older backup, take "
        "keys/people of that backup, or have an administrator give a new passphrase: people STORE passwd");
}

struct OpenedAccount {
    SigningKey key;
    std::string totpSecret;
};

Result<OpenedAccount> openAccount(const LockedAccount& a, std::string_view passphrase) {
    auto key = scryptKey(passphrase, a.salt, a.cost);
    if (!key) {
        return passOn(key);
    }
    auto plain = aesGcmOpen(*key, a.sealed, textOf(a, {}));
    if (!plain) {
        return fail(ErrorCode::Denied, "the passphrase is wrong", a.name,
                    "if it is surely right, the account's file was changed");
    }
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::string_view pem, secret;
    if (parser.parse(*plain).get(root) != simdjson::SUCCESS || root["key"].get(pem) != simdjson::SUCCESS ||
        root["totp"].get(secret) != simdjson::SUCCESS) {
        return damaged(a.name);
    }
    auto signing = SigningKey::fromPem(pem);
    auto code = fromHex(secret);
    const auto publicKey = signing ? signing->publicKey() : PublicKey{};
    if (!signing || !code || viewOf(publicKey) != a.publicKey) {
        return damaged(a.name);
    }
    return OpenedAccount{std::move(*signing), std::move(*code)};
}

}  // namespace

Result<void> stageAccount(const std::filesystem::path& store, const PersonSigner& person, std::string_view passphrase,
                          const ScryptCost& cost) {
    if (!isAccountName(person.name)) {
        return fail(ErrorCode::Invalid, "a person's name is made of lower-case letters, digits, dots and dashes",
                    person.name, "for example anna or j.doe, at most 32 characters");
    }
    if (const std::string trouble = passphraseTrouble(passphrase); !trouble.empty()) {
        return fail(ErrorCode::Invalid, trouble, person.name, "several words make a good one");
    }
    const std::filesystem::path folder = store / "keys" / "people";
    std::error_code ec;
    std::filesystem::create_directories(folder, ec);
    if (!ec) {
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ec);
    }
    if (ec) {
        return fail(ErrorCode::Io, "cannot make the folder for people's keys: " + ec.message(), folder.string());
    }
    LockedAccount a;
    a.name = person.name;
    a.cost = cost;
    std::array<std::uint8_t, 16> salt{};
    randomBytes(salt);
    a.salt.assign(reinterpret_cast<const char*>(salt.data()), salt.size());
    const auto publicKey = person.key->publicKey();
    a.publicKey = viewOf(publicKey);
    auto key = scryptKey(passphrase, a.salt, cost);
    if (!key) {
        return passOn(key);
    }
    std::string plain;
    JsonWriter(plain)
        .beginObject()
        .key("key")
        .string(person.key->toPem())
        .key("totp")
        .string(toHex(person.totpSecret))
        .endObject();
    const std::string sealed = aesGcmSeal(*key, plain, textOf(a, {}));
    return writeFileAtomic(nextFile(store, person.name), textOf(a, sealed) + "\n", 0600);
}

Result<void> adoptAccount(const std::filesystem::path& store, const std::string& name) {
    std::error_code ec;
    std::filesystem::rename(nextFile(store, name), accountFile(store, name), ec);
    if (ec) {
        return fail(ErrorCode::Io, "cannot put the new key in its place: " + ec.message(),
                    nextFile(store, name).string());
    }
    return {};
}

Duration waitAfter(std::uint64_t wrong) {
    constexpr std::uint64_t kLongest = 3600;
    if (wrong < 3) {
        return Duration::zero();
    }
    const std::uint64_t seconds = wrong >= 15 ? kLongest : std::uint64_t{1} << (wrong - 2);
    return std::chrono::seconds(std::min(seconds, kLongest));
}

Duration accountWait(const std::filesystem::path& store, const std::string& name, const Clock& clock) {
    return AccountTries::waitOf(store, name, clock.now());
}

Result<PersonSigner> unlockAccount(const std::filesystem::path& store, const std::string& name,
                                   const PublicKey& expected, std::string_view passphrase, std::string_view code,
                                   const Clock& clock) {
    auto account = accountWith(store, name, expected);
    if (!account) {
        return passOn(account);
    }
    auto tries = AccountTries::begin(store, name, clock.now());
    if (!tries) {
        return passOn(tries);
    }
    const auto next = [&] {
        const Duration wait = waitAfter(tries->wrong());
        return wait == Duration::zero() ? std::string("try again")
                                        : fmt::format("the next try must wait {}", formatDuration(wait));
    };
    auto opened = openAccount(*account, passphrase);
    if (!opened) {
        if (opened.error().code == ErrorCode::Denied) {
            opened.error().hint = next() + "; " + opened.error().hint;
        }
        return passOn(opened);
    }
    std::int64_t step = tries->lastStep();
    if (!opened->totpSecret.empty()) {
        const auto accepted = acceptTotp(opened->totpSecret, code, clock.now(), step);
        if (!accepted) {
            return fail(
                ErrorCode::Denied,
                code.empty() ? "the code of the authenticator app is missing" : "the code is wrong, or was used before",
                name, next() + ", with the code the app shows then");
        }
        step = *accepted;
    }
    if (auto done = tries->succeeded(step); !done) {
        return passOn(done);
    }
    return PersonSigner{name, std::make_shared<const SigningKey>(std::move(opened->key)), opened->totpSecret};
}

Result<PersonSigner> signIn(const std::filesystem::path& store, const PeopleLog& people, const std::string& name,
                            std::string_view passphrase, std::string_view code, const Clock& clock) {
    const EnrolledPerson* person = people.find(name);
    if (person == nullptr) {
        return fail(ErrorCode::Denied, fmt::format("\"{}\" has no account in this store", name), "--actor",
                    "vedettectl people STORE list says who has");
    }
    if (!person->now().enabled) {
        return fail(ErrorCode::Denied, fmt::format("the account of {} is disabled", name), "--actor",
                    "an administrator may enable it again");
    }
    if (person->now().totp && code.empty()) {
        return fail(ErrorCode::Denied, "the code of the authenticator app is missing", name,
                    "the account was made with one");
    }
    return unlockAccount(store, name, person->now().key, passphrase, code, clock);
}

}  // namespace vedette
