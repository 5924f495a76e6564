// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/token_key.h"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <map>
#include <mutex>

#include "core/base/crypto.h"
#include "core/base/token_session.h"

namespace vedette {

namespace {

// The sessions of this process by URI. Like an agent, they live as long as the process.
struct Sessions {
    std::mutex mutex;
    std::map<std::string, std::unique_ptr<TokenSession>> open;

    // For a token that was taken out. With the last session its module is let go, and some see a token that is back
    // only when they start anew; so the sessions with other tokens end too, and are opened again when needed.
    void forgetAll() { open.clear(); }
};
Sessions& sessions() {
    // A token in software lives on OpenSSL, which so has to be there first and to go last.
    static const int first = OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CONFIG, nullptr);
    // Never taken down: when the process ends, modules are gone before whatever was made earlier.
    static Sessions* const all = new Sessions;
    (void)first;
    return *all;
}

std::unexpected<Error> notThisOne(const std::string& uri) {
    return fail(ErrorCode::Denied, "the key in the token is not this store's", uri,
                "put the token back that the store's key was made in");
}

Result<std::unique_ptr<TokenSession>> openSession(const std::string& uri,
                                                  const std::optional<Ed25519PublicKey>& expected) {
    auto session = TokenSession::open(uri, false);
    if (!session) {
        return session;
    }
    // Most tokens show public keys before they are given the PIN.
    if (auto shown = (*session)->publicKey(); expected && shown && *shown && **shown != *expected) {
        return notThisOne(uri);
    }
    if (auto in = (*session)->logIn(); !in) {
        return passOn(in);
    }
    auto key = (*session)->find(CKO_PRIVATE_KEY);
    if (!key) {
        return passOn(key);
    }
    if (!*key) {
        return fail(ErrorCode::NotFound, "there is no Ed25519 key of this name in the token", uri,
                    "--generate makes one");
    }
    (*session)->use(**key);
    return session;
}

// The one that is open, or a new one. With the lock held.
Result<TokenSession*> sessionFor(const std::string& uri, const std::optional<Ed25519PublicKey>& expected) {
    auto& open = sessions().open;
    if (const auto there = open.find(uri); there != open.end()) {
        return there->second.get();
    }
    auto made = openSession(uri, expected);
    if (!made) {
        return passOn(made);
    }
    return open.emplace(uri, std::move(*made)).first->second.get();
}

}  // namespace

Result<TokenKey> TokenKey::open(const std::string& uri, const std::optional<Ed25519PublicKey>& expected) {
    const std::lock_guard lock(sessions().mutex);
    const bool kept = sessions().open.contains(uri);
    auto session = sessionFor(uri, expected);
    if (!session) {
        return passOn(session);
    }
    auto shown = (*session)->publicKey();
    if (kept && (!shown || !*shown)) {
        sessions().forgetAll();
        session = sessionFor(uri, expected);
        if (!session) {
            return passOn(session);
        }
        shown = (*session)->publicKey();
    }
    if (!shown) {
        sessions().open.erase(uri);
        return passOn(shown);
    }
    if (!*shown) {
        return fail(ErrorCode::NotFound, "the token does not show the public key of the pair", uri,
                    "it must hold both, under one name or id");
    }
    if (expected && **shown != *expected) {
        return notThisOne(uri);
    }
    return TokenKey(uri, **shown);
}

Result<TokenKey> TokenKey::generate(const std::string& uri) {
    std::string made;
    std::unique_ptr<TokenSession> kept;  // until the next one is open, so that nobody has to log in twice
    {
        const std::lock_guard lock(sessions().mutex);
        sessions().open.erase(uri);
        auto session = TokenSession::open(uri, true);
        if (!session) {
            return passOn(session);
        }
        if (auto in = (*session)->logIn(); !in) {
            return passOn(in);
        }
        auto there = (*session)->find(CKO_PRIVATE_KEY);
        if (!there || *there) {
            return there ? fail(ErrorCode::Conflict, "there is a key of this name in the token", uri,
                                "give the new one another name by object=NAME")
                         : Result<TokenKey>(passOn(there));
        }
        P11KitUri& parsed = (*session)->uri();
        const auto text = [&](CK_ATTRIBUTE_TYPE type) {
            const CK_ATTRIBUTE* const given = p11_kit_uri_get_attribute(&parsed, type);
            return given == nullptr ? std::string()
                                    : std::string(static_cast<const char*>(given->pValue), given->ulValueLen);
        };
        std::string id = text(CKA_ID);
        if (id.empty()) {
            std::array<std::uint8_t, 8> drawn{};
            randomBytes(drawn);
            id.assign(reinterpret_cast<const char*>(drawn.data()), drawn.size());
        }
        if (const CK_RV done = (*session)->makePair(text(CKA_LABEL), id); done != CKR_OK) {
            Error error = tokenError(ErrorCode::Unsupported, "the token makes no Ed25519 key", done, uri);
            error.hint = "it must know CKM_EC_EDWARDS_KEY_PAIR_GEN and CKM_EDDSA of PKCS#11 3.0";
            return std::unexpected(std::move(error));
        }
        CK_ATTRIBUTE named{CKA_ID, id.data(), id.size()};
        (void)p11_kit_uri_set_attribute(&parsed, &named);
        made = formatTokenUri(parsed);
        kept = std::move(*session);
    }
    return open(made);
}

Result<Ed25519Signature> TokenKey::sign(std::string_view message) const {
    const std::lock_guard lock(sessions().mutex);
    std::string before;  // how the session that was open failed
    for (;;) {
        const bool fresh = !sessions().open.contains(m_uri);
        auto session = sessionFor(m_uri, m_public);
        if (!session) {
            if (!before.empty()) {
                session.error().what = fmt::format("the token signs no more ({}): {}", before, session.error().what);
            }
            return passOn(session);
        }
        Ed25519Signature out{};
        const CK_RV done = (*session)->sign(*(*session)->key, message, out);
        if (done == CKR_OK) {
            const std::string_view bytes(reinterpret_cast<const char*>(out.data()), out.size());
            if (verifyEd25519(m_public, message, bytes)) {
                return out;
            }
            return fail(ErrorCode::Io, "what the token signed does not verify by its public key", m_uri,
                        "do not use this token: it is broken, or its driver is");
        }
        sessions().forgetAll();
        before = p11_kit_strerror(done);
        if (fresh) {
            Error error = tokenError(ErrorCode::Io, "the token cannot sign", done, m_uri);
            error.hint = "nothing was written; put the token back and try again";
            return std::unexpected(std::move(error));
        }
    }
}

}  // namespace vedette
