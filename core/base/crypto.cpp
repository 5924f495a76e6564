// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/crypto.h"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <cstdlib>

namespace vedette {

namespace {

const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

struct ContextDeleter {
    void operator()(EVP_CIPHER_CTX* c) const { EVP_CIPHER_CTX_free(c); }
    void operator()(EVP_MD_CTX* c) const { EVP_MD_CTX_free(c); }
    void operator()(EVP_PKEY* k) const { EVP_PKEY_free(k); }
    void operator()(BIO* b) const { BIO_free(b); }
};
template <class T>
using Owned = std::unique_ptr<T, ContextDeleter>;

constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;

// The low-level SHA-256 calls are marked deprecated in OpenSSL 3, but are twice as fast as EVP on the short inputs a
// Merkle tree is made of (fetching the algorithm costs more than hashing 65 bytes).
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
Hash hashParts(const std::string_view* parts, std::size_t count) {
    SHA256_CTX context;
    SHA256_Init(&context);
    for (std::size_t i = 0; i < count; ++i) SHA256_Update(&context, parts[i].data(), parts[i].size());
    Hash out;
    SHA256_Final(out.data(), &context);
    return out;
}
#pragma GCC diagnostic pop

// One cipher context per thread: making one costs as much as sealing 100 bytes.
EVP_CIPHER_CTX* cipherContext() {
    static thread_local const Owned<EVP_CIPHER_CTX> context{EVP_CIPHER_CTX_new()};
    return context.get();
}

const EVP_CIPHER* aes256gcm() {
    static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return cipher;
}

}  // namespace

Hash sha256(std::string_view bytes) { return hashParts(&bytes, 1); }

Hash sha256(std::span<const std::string_view> parts) { return hashParts(parts.data(), parts.size()); }

Hash hmacSha256(const Key256& key, std::string_view bytes) {
    // RFC 2104 over the low-level hash, for the same reason as above.
    std::array<char, 64> inner;
    std::array<char, 64> outer;
    for (std::size_t i = 0; i < 64; ++i) {
        const unsigned k = i < key.size() ? key[i] : 0u;
        inner[i] = static_cast<char>(k ^ 0x36u);
        outer[i] = static_cast<char>(k ^ 0x5cu);
    }
    const std::string_view first[] = {{inner.data(), inner.size()}, bytes};
    const Hash digest = hashParts(first, 2);
    const std::string_view second[] = {{outer.data(), outer.size()}, asView(digest)};
    return hashParts(second, 2);
}

Key256 hkdfSha256(const Key256& secret, std::string_view info) {
    const Key256 salt{};
    const Hash prk = hmacSha256(salt, {reinterpret_cast<const char*>(secret.data()), secret.size()});
    std::string block(info);
    block += '\x01';
    return hmacSha256(prk, block);
}

void randomBytes(std::span<std::uint8_t> out) {
    if (RAND_bytes(out.data(), static_cast<int>(out.size())) != 1) std::abort();
}

bool equalConstantTime(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string aesGcmSeal(const Key256& key, std::string_view plain, std::string_view associated) {
    std::string out(kNonce + plain.size() + kTag, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(out.data());
    randomBytes({bytes, kNonce});
    EVP_CIPHER_CTX* context = cipherContext();
    int written = 0;
    const bool ok =
        EVP_EncryptInit_ex2(context, aes256gcm(), key.data(), bytes, nullptr) == 1 &&
        EVP_EncryptUpdate(context, nullptr, &written, bytesOf(associated), static_cast<int>(associated.size())) == 1 &&
        EVP_EncryptUpdate(context, bytes + kNonce, &written, bytesOf(plain), static_cast<int>(plain.size())) == 1 &&
        EVP_EncryptFinal_ex(context, bytes + kNonce + written, &written) == 1 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, static_cast<int>(kTag), bytes + kNonce + plain.size()) == 1;
    if (!ok) std::abort();  // only possible when OpenSSL itself is broken; carrying on would store clear text
    return out;
}

Result<std::string> aesGcmOpen(const Key256& key, std::string_view sealed, std::string_view associated) {
    if (sealed.size() < kNonce + kTag) return fail(ErrorCode::Corrupt, "the sealed bytes are too short");
    std::string out(sealed.size() - kNonce - kTag, '\0');
    std::string tag(sealed.substr(sealed.size() - kTag));
    EVP_CIPHER_CTX* context = cipherContext();
    int written = 0;
    const bool ok =
        EVP_DecryptInit_ex2(context, aes256gcm(), key.data(), bytesOf(sealed), nullptr) == 1 &&
        EVP_DecryptUpdate(context, nullptr, &written, bytesOf(associated), static_cast<int>(associated.size())) == 1 &&
        EVP_DecryptUpdate(context, reinterpret_cast<unsigned char*>(out.data()), &written,
                          bytesOf(sealed.substr(kNonce)), static_cast<int>(out.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, static_cast<int>(kTag), tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context, reinterpret_cast<unsigned char*>(out.data()) + written, &written) == 1;
    if (!ok) return fail(ErrorCode::Corrupt, "the sealed bytes do not open with this key");
    return out;
}

struct SigningKey::Impl {
    Owned<EVP_PKEY> key;
};

SigningKey::SigningKey(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
SigningKey::~SigningKey() = default;

SigningKey SigningKey::generate() {
    auto impl = std::make_unique<Impl>();
    impl->key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    if (!impl->key) std::abort();
    return SigningKey(std::move(impl));
}

Result<SigningKey> SigningKey::fromPem(std::string_view pem) {
    const Owned<BIO> bio{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    auto impl = std::make_unique<Impl>();
    // An empty passphrase callback: an encrypted key must fail here, never prompt on the terminal.
    impl->key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, [](char*, int, int, void*) { return 0; }, nullptr));
    if (!impl->key || EVP_PKEY_get_id(impl->key.get()) != EVP_PKEY_ED25519) {
        return fail(ErrorCode::Invalid, "the file does not hold an unencrypted Ed25519 private key in PEM form");
    }
    return SigningKey(std::move(impl));
}

std::string SigningKey::toPem() const {
    const Owned<BIO> bio{BIO_new(BIO_s_mem())};
    if (PEM_write_bio_PKCS8PrivateKey(bio.get(), m_impl->key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        std::abort();
    }
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

std::array<std::uint8_t, 32> SigningKey::publicKey() const {
    std::array<std::uint8_t, 32> out{};
    std::size_t size = out.size();
    if (EVP_PKEY_get_raw_public_key(m_impl->key.get(), out.data(), &size) != 1) std::abort();
    return out;
}

std::array<std::uint8_t, 64> SigningKey::sign(std::string_view message) const {
    const Owned<EVP_MD_CTX> context{EVP_MD_CTX_new()};
    std::array<std::uint8_t, 64> out{};
    std::size_t size = out.size();
    if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_impl->key.get()) != 1 ||
        EVP_DigestSign(context.get(), out.data(), &size, bytesOf(message), message.size()) != 1) {
        std::abort();
    }
    return out;
}

bool verifyEd25519(std::span<const std::uint8_t, 32> publicKey, std::string_view message, std::string_view signature) {
    if (signature.size() != 64) return false;
    const Owned<EVP_PKEY> key{
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, publicKey.data(), publicKey.size())};
    if (!key) return false;
    const Owned<EVP_MD_CTX> context{EVP_MD_CTX_new()};
    return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytesOf(signature), signature.size(), bytesOf(message), message.size()) == 1;
}

}  // namespace vedette
