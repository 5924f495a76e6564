// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/key_file.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>

#include "core/base/asker.h"
#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/file.h"

namespace vedette {

namespace {

// 16 MiB and about a fifth of a second a try; what OpenSSL opens without being told to use more memory.
constexpr std::uint64_t kN = 1u << 14;
constexpr std::uint64_t kR = 8;
constexpr std::uint64_t kP = 5;
constexpr std::size_t kSalt = 16;
constexpr std::size_t kLargestFile = 64 * 1024;
constexpr int kFreeTries = 3;
constexpr std::string_view kPlainPem = "-----BEGIN PRIVATE KEY-----";
constexpr std::string_view kLockedPem = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
constexpr std::string_view kLockedBytes = "vedette locked 1\n";
constexpr const char* kVariable = "VEDETTE_PASSPHRASE";

struct Free {
    void operator()(BIO* p) const { BIO_free(p); }
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(X509_SIG* p) const { X509_SIG_free(p); }
    void operator()(X509_ALGOR* p) const { X509_ALGOR_free(p); }
    void operator()(PKCS8_PRIV_KEY_INFO* p) const { PKCS8_PRIV_KEY_INFO_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

Owned<BIO> reading(std::string_view text) {
    return Owned<BIO>{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
}

std::string written(BIO* bio) {
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio, &text);
    return {text, static_cast<std::size_t>(size)};
}

int noPassphrase(char*, int, int, void*) { return 0; }

std::unexpected<Error> wrong() { return fail(ErrorCode::Denied, "the passphrase is wrong"); }

Result<std::string> lockPem(std::string_view plain, std::string_view passphrase) {
    std::array<std::uint8_t, kSalt> salt{};
    randomBytes(salt);
    const auto in = reading(plain);
    const Owned<EVP_PKEY> key{PEM_read_bio_PrivateKey(in.get(), nullptr, noPassphrase, nullptr)};
    const Owned<PKCS8_PRIV_KEY_INFO> info{key ? EVP_PKEY2PKCS8(key.get()) : nullptr};
    Owned<X509_ALGOR> method{
        PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), salt.data(), static_cast<int>(salt.size()), nullptr, kN, kR, kP)};
    if (!info || !method) return fail(ErrorCode::Invalid, "the key cannot be put under a passphrase");
    const Owned<X509_SIG> locked{
        PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), info.get(), method.get())};
    const Owned<BIO> out{BIO_new(BIO_s_mem())};
    if (!locked) return fail(ErrorCode::Invalid, "the key cannot be put under a passphrase");
    (void)method.release();  // the locked key owns it now
    if (PEM_write_bio_PKCS8(out.get(), locked.get()) != 1) {
        return fail(ErrorCode::Invalid, "the key cannot be put under a passphrase");
    }
    return written(out.get());
}

Result<std::string> unlockPem(std::string_view contents, std::string_view passphrase) {
    const auto in = reading(contents);
    const Owned<X509_SIG> locked{PEM_read_bio_PKCS8(in.get(), nullptr, noPassphrase, nullptr)};
    if (!locked)
        return fail(ErrorCode::Corrupt, "the key file is damaged", {}, "put it back from a backup of the keys");
    const Owned<PKCS8_PRIV_KEY_INFO> info{
        PKCS8_decrypt(locked.get(), passphrase.data(), static_cast<int>(passphrase.size()))};
    const Owned<EVP_PKEY> key{info ? EVP_PKCS82PKEY(info.get()) : nullptr};
    const Owned<BIO> out{BIO_new(BIO_s_mem())};
    if (!key || PEM_write_bio_PKCS8PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return wrong();
    }
    return written(out.get());
}

Result<Key256> stretched(std::string_view passphrase, std::string_view salt) {
    Key256 key{};
    if (EVP_PBE_scrypt(passphrase.data(), passphrase.size(), reinterpret_cast<const unsigned char*>(salt.data()),
                       salt.size(), kN, kR, kP, 0, key.data(), key.size()) != 1) {
        return fail(ErrorCode::Full, "there is not enough memory to open the key");
    }
    return key;
}

Result<std::string> lockBytes(std::string_view plain, std::string_view passphrase) {
    std::array<std::uint8_t, kSalt> random{};
    randomBytes(random);
    const std::string salt(reinterpret_cast<const char*>(random.data()), random.size());
    auto key = stretched(passphrase, salt);
    if (!key) return passOn(key);
    const std::string head = fmt::format("{}scrypt {} {} {} {}\n", kLockedBytes, kN, kR, kP, toBase64(salt));
    return head + toBase64(aesGcmSeal(*key, plain, head)) + "\n";
}

Result<std::string> unlockBytes(std::string_view contents, std::string_view passphrase) {
    const auto damaged = [] {
        return fail(ErrorCode::Corrupt, "the key file is damaged", {}, "put it back from a backup of the keys");
    };
    const std::size_t end = contents.find('\n', kLockedBytes.size());
    if (end == std::string_view::npos || !contents.ends_with('\n')) return damaged();
    const std::string_view head = contents.substr(0, end + 1);
    const std::string method = fmt::format("{}scrypt {} {} {} ", kLockedBytes, kN, kR, kP);
    if (!head.starts_with(method)) return damaged();
    auto salt = fromBase64(head.substr(method.size(), head.size() - method.size() - 1));
    auto sealed = fromBase64(contents.substr(end + 1, contents.size() - end - 2));
    if (!salt || !sealed) return damaged();
    auto key = stretched(passphrase, *salt);
    if (!key) return passOn(key);
    auto plain = aesGcmOpen(*key, *sealed, head);
    return plain ? plain : wrong();
}

struct Attempts {
    int count = 0;
    std::int64_t last = 0;  // microseconds
};

std::filesystem::path attemptsFile(const std::filesystem::path& folder) { return folder / "attempts"; }

Attempts readAttempts(const std::filesystem::path& folder) {
    Attempts out;
    const auto text = readFile(attemptsFile(folder), 256);
    if (!text) return out;
    const char* const end = text->data() + text->size();
    const auto count = std::from_chars(text->data(), end, out.count);
    if (count.ec != std::errc{} || count.ptr == end ||
        std::from_chars(count.ptr + 1, end, out.last).ec != std::errc{}) {
        return {};
    }
    return out;
}

// What this process has opened, by the SHA-256 of what is in the file: to be asked once, and not to pay for scrypt with
// every decision. Like an agent, it lives as long as the process.
struct Opened {
    std::mutex mutex;
    std::map<Hash, std::string> keys;
    std::map<std::filesystem::path, std::string> words;  // that a person gave for a folder
    std::mutex asking;                                   // one thread asks, the others find what it was told
};
Opened& opened() {
    static Opened all;
    return all;
}

std::filesystem::path placeOf(const std::filesystem::path& folder) {
    std::error_code error;
    auto place = std::filesystem::weakly_canonical(folder, error);
    return error ? folder : place;
}

std::optional<std::string> chosenWords(const std::filesystem::path& folder) {
    const std::lock_guard lock(opened().mutex);
    const auto found = opened().words.find(placeOf(folder));
    return found == opened().words.end() ? std::nullopt : std::optional(found->second);
}

// A change of the passphrase that broke off may have left this key under the old one and, beside it, under the new one.
Result<std::string> unlock(const std::filesystem::path& file, std::string_view contents, std::string_view words) {
    auto plain = unlockKey(contents, words);
    if (plain || plain.error().code != ErrorCode::Denied) return plain;
    const auto next = readFile(file.string() + ".next", kLargestFile);
    if (!next) return plain;
    auto other = isLocked(*next) ? unlockKey(*next, words) : next;
    return other ? other : plain;
}

// One try, which is noted where the keys lie.
Result<std::string> tryWords(const std::filesystem::path& file, std::string_view contents, std::string_view words) {
    const auto folder = file.parent_path();
    if (auto may = mayTryPassphrase(folder, SystemClock().now()); !may) return passOn(may);
    auto plain = unlock(file, contents, words);
    if (plain || plain.error().code == ErrorCode::Denied)
        notePassphrase(folder, plain.has_value(), SystemClock().now());
    return plain;
}

// Three tries, each after a longer wait.
Result<std::string> askFor(const std::filesystem::path& file, std::string_view contents) {
    constexpr int kTries = 3;
    const auto folder = file.parent_path();
    Question question{fmt::format("Passphrase of the keys in {}", folder.string()), {}, 0};
    for (int tried = 1;; ++tried) {
        if (auto may = mayTryPassphrase(folder, SystemClock().now()); !may) return passOn(may);
        auto words = ask(question);
        if (!words) {
            return fail(ErrorCode::Denied, "the key is under a passphrase, and none was given", {},
                        "VEDETTE_PASSPHRASE=file:PATH or env:NAME says where it is");
        }
        auto plain = tryWords(file, contents, *words);
        if (plain) usePassphrase(folder, std::move(*words));
        if (plain || plain.error().code != ErrorCode::Denied || tried == kTries) return plain;
        question.problem = "The passphrase is wrong.";
        question.wait = 1 << (tried - 1);
    }
}

Result<std::string> openLocked(const std::filesystem::path& file, std::string_view contents) {
    const auto folder = file.parent_path();
    const std::lock_guard one(opened().asking);
    if (const auto words = chosenWords(folder); words && !words->empty()) {
        if (auto plain = unlock(file, contents, *words)) return plain;
    }
    auto given = givenPassphrase();
    if (!given) return passOn(given);
    if (*given) return tryWords(file, contents, **given);
    if (canAsk()) return askFor(file, contents);
    return fail(ErrorCode::Denied, "the key is under a passphrase", file.string(),
                "say where it is: VEDETTE_PASSPHRASE=file:PATH or env:NAME");
}

struct KeychainLink {
    std::mutex mutex;
    std::function<Result<std::string>(const std::string&, const std::string&)> reader;
};
KeychainLink& keychainLink() {
    static KeychainLink one;
    return one;
}

// "SERVICE/NAME", or the name alone of the service "vedette".
Result<std::string> fromKeychain(const std::string& path) {
    const std::lock_guard lock(keychainLink().mutex);
    if (!keychainLink().reader) {
        return fail(ErrorCode::Denied, "this program reads no keychain", "keychain:" + path, "file:PATH or env:NAME");
    }
    const std::size_t slash = path.find('/');
    auto found = slash == std::string::npos ? keychainLink().reader("vedette", path)
                                            : keychainLink().reader(path.substr(0, slash), path.substr(slash + 1));
    if (!found && found.error().where.empty()) found.error().where = "keychain:" + path;
    return found;
}

}  // namespace

void followKeychain(std::function<Result<std::string>(const std::string&, const std::string&)> reader) {
    const std::lock_guard lock(keychainLink().mutex);
    keychainLink().reader = std::move(reader);
}

bool isLocked(std::string_view contents) {
    return contents.starts_with(kLockedPem) || contents.starts_with(kLockedBytes);
}

Result<std::string> lockKey(std::string_view plain, std::string_view passphrase) {
    return plain.starts_with(kPlainPem) ? lockPem(plain, passphrase) : lockBytes(plain, passphrase);
}

Result<std::string> unlockKey(std::string_view contents, std::string_view passphrase) {
    return contents.starts_with(kLockedPem) ? unlockPem(contents, passphrase) : unlockBytes(contents, passphrase);
}

Result<std::string> passphraseBehind(std::string_view reference) {
    std::string found;
    if (reference.starts_with("file:")) {
        auto text = readFile(std::string(reference.substr(5)), kLargestFile);
        if (!text) return passOn(text);
        found = std::move(*text);
    } else if (reference.starts_with("env:")) {
        const char* const value = std::getenv(std::string(reference.substr(4)).c_str());
        found = value == nullptr ? "" : value;
    } else if (reference.starts_with("keychain:")) {
        auto text = fromKeychain(std::string(reference.substr(9)));
        if (!text) return passOn(text);
        found = std::move(*text);
    } else {
        return fail(ErrorCode::Invalid, "the passphrase is to be given by reference", {},
                    "file:PATH, env:NAME or keychain:SERVICE/NAME");
    }
    while (found.ends_with('\n') || found.ends_with('\r')) found.pop_back();
    if (found.empty())
        return fail(ErrorCode::Invalid, "there is no passphrase behind the reference", std::string(reference));
    return found;
}

Result<std::optional<std::string>> givenPassphrase() {
    const char* const reference = std::getenv(kVariable);
    if (reference == nullptr || *reference == '\0') return std::optional<std::string>{};
    auto found = passphraseBehind(reference);
    if (!found) {
        if (found.error().where.empty()) found.error().where = kVariable;
        return passOn(found);
    }
    return std::optional(std::move(*found));
}

void usePassphrase(const std::filesystem::path& folder, std::string words) {
    const std::lock_guard lock(opened().mutex);
    opened().words[placeOf(folder)] = std::move(words);
}

Result<std::string> readKeyFile(const std::filesystem::path& file) {
    auto contents = readFile(file, kLargestFile);
    if (!contents || !isLocked(*contents)) return contents;
    const Hash name = sha256(*contents);
    {
        const std::lock_guard lock(opened().mutex);
        if (const auto known = opened().keys.find(name); known != opened().keys.end()) return known->second;
    }
    auto plain = openLocked(file, *contents);
    if (!plain) {
        if (plain.error().where.empty()) plain.error().where = file.string();
        return plain;
    }
    const std::lock_guard lock(opened().mutex);
    opened().keys[name] = *plain;
    return plain;
}

Result<void> writeKeyFile(const std::filesystem::path& file, std::string_view plain) {
    constexpr unsigned kMode = 0600;
    auto words = chosenWords(file.parent_path());
    if (!words) {
        auto given = givenPassphrase();
        if (!given) return passOn(given);
        words = std::move(*given);
    }
    if (!words || words->empty()) return writeFileAtomic(file, plain, kMode);
    auto locked = lockKey(plain, *words);
    return locked ? writeFileAtomic(file, *locked, kMode) : Result<void>(passOn(locked));
}

Result<void> mayTryPassphrase(const std::filesystem::path& folder, Time now) {
    const Attempts attempts = readAttempts(folder);
    if (attempts.count < kFreeTries) return {};
    constexpr int kLongest = 12;  // more than an hour
    const std::int64_t wait =
        std::min<std::int64_t>(3600, std::int64_t{1} << std::min(kLongest, attempts.count - kFreeTries));
    // A clock that was set back must not lock anybody out for longer than that.
    const std::int64_t past = std::max<std::int64_t>(0, toMicros(now) - attempts.last) / 1'000'000;
    if (past >= wait || toMicros(now) < attempts.last - wait * 1'000'000) return {};
    return fail(ErrorCode::Denied, fmt::format("the passphrase was wrong {} times", attempts.count),
                attemptsFile(folder).string(), fmt::format("try again in {} s", wait - past));
}

void notePassphrase(const std::filesystem::path& folder, bool right, Time now) {
    std::error_code ignored;
    if (right) {
        std::filesystem::remove(attemptsFile(folder), ignored);
        return;
    }
    constexpr int kMost = 1000;
    const int count = std::min(kMost, readAttempts(folder).count + 1);
    // Where it cannot be written there is no delay but what scrypt takes.
    [[maybe_unused]] const auto done =
        writeFileAtomic(attemptsFile(folder), fmt::format("{} {}\n", count, toMicros(now)), 0600);
}

}  // namespace vedette
