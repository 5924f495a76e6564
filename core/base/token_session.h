// SPDX-License-Identifier: GPL-3.0-or-later
// A session with a PKCS#11 token. For token_key.cpp alone: the only header that shows PKCS#11 types.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/token_key.h"
#include <p11-kit/p11-kit.h>
#include <p11-kit/pkcs11.h>
#include <p11-kit/uri.h>

namespace vedette {

struct UriDeleter {
    void operator()(P11KitUri* uri) const { p11_kit_uri_free(uri); }
};
using UriPtr = std::unique_ptr<P11KitUri, UriDeleter>;

[[nodiscard]] Result<UriPtr> parseTokenUri(std::string_view text);
[[nodiscard]] std::string formatTokenUri(P11KitUri& uri);
[[nodiscard]] Error tokenError(ErrorCode code, const std::string& what, CK_RV why, const std::string& where);

// The modules a URI may mean, loaded and initialized as long as this lives.
class TokenModules {
public:
    [[nodiscard]] static Result<std::unique_ptr<TokenModules>> load(P11KitUri& uri);
    TokenModules(const TokenModules&) = delete;
    TokenModules& operator=(const TokenModules&) = delete;
    ~TokenModules();
    [[nodiscard]] const std::vector<CK_FUNCTION_LIST*>& all() const { return m_all; }

private:
    TokenModules() = default;
    CK_FUNCTION_LIST** m_registered = nullptr;
    CK_FUNCTION_LIST* m_named = nullptr;
    std::vector<CK_FUNCTION_LIST*> m_all;
};

class TokenSession {
public:
    // With the one token that the URI means; not logged in.
    [[nodiscard]] static Result<std::unique_ptr<TokenSession>> open(const std::string& uri, bool writing);
    TokenSession(const TokenSession&) = delete;
    TokenSession& operator=(const TokenSession&) = delete;
    ~TokenSession();

    [[nodiscard]] Result<void> logIn();
    // The one object of this class that the URI means; none when there is none.
    [[nodiscard]] Result<std::optional<CK_OBJECT_HANDLE>> find(CK_OBJECT_CLASS objectClass);
    [[nodiscard]] std::string attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type);
    // Of the pair the URI means: none when the token does not show it.
    [[nodiscard]] Result<std::optional<Ed25519PublicKey>> publicKey();
    [[nodiscard]] CK_RV sign(CK_OBJECT_HANDLE key, std::string_view message, Ed25519Signature& out);
    [[nodiscard]] CK_RV makePair(const std::string& label, const std::string& id);

    [[nodiscard]] P11KitUri& uri() { return *m_uri; }
    [[nodiscard]] std::string name() const;  // of the token, for people

    // The private key that is signed with. A key that wants the PIN for every signature makes the session keep it.
    void use(CK_OBJECT_HANDLE found);
    std::optional<CK_OBJECT_HANDLE> key;

private:
    TokenSession() = default;
    Result<std::string> pin(const CK_TOKEN_INFO& info);
    Error refused(CK_RV why, bool byHand, const std::string& pin);
    CK_RV allowOne();

    std::unique_ptr<TokenModules> m_modules;
    UriPtr m_uri;
    CK_FUNCTION_LIST* m_module = nullptr;
    CK_SLOT_ID m_slot = 0;
    CK_SESSION_HANDLE m_session = 0;
    CK_TOKEN_INFO m_info{};
    std::string m_pin;        // that let us in; wiped unless the key asks each time
    bool m_eachTime = false;  // CKA_ALWAYS_AUTHENTICATE
};

}  // namespace vedette
