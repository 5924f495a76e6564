// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/token_session.h"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <set>
#include <span>

#include "core/base/asker.h"
#include "core/base/crypto.h"
#include "core/base/key_file.h"

namespace vedette {

namespace {

constexpr const char* kVariable = "VEDETTE_PIN";
constexpr std::string_view kOidEd25519("\x06\x03\x2B\x65\x70", 5);  // RFC 8410
constexpr std::string_view kNameEd25519(
    "\x13\x0C"
    "edwards25519",
    14);  // PKCS#11 3.0

// The PIN a person gave, and those that a token of this process has refused.
struct Pins {
    std::mutex mutex;
    std::optional<std::string> given;
    std::set<Hash> refused;
};
Pins& pins() {
    static Pins all;
    return all;
}

template <std::size_t N>
std::string padded(const unsigned char (&text)[N]) {
    std::string out(reinterpret_cast<const char*>(text), N);
    out.erase(out.find_last_not_of(std::string_view(" \0", 2)) + 1);
    return out;
}

Hash nameOfPin(const CK_TOKEN_INFO& token, const std::string& pin) {
    return sha256(padded(token.serialNumber) + "\n" + pin);
}

void wipe(std::string& secret) {
    OPENSSL_cleanse(secret.data(), secret.size());
    secret.clear();
}

CK_ATTRIBUTE bytesOf(CK_ATTRIBUTE_TYPE type, std::string_view bytes) {
    // PKCS#11 reads through this pointer only.
    return {type, const_cast<char*>(bytes.data()), bytes.size()};
}

// The point is given as a DER OCTET STRING, as a DER BIT STRING, or bare.
std::optional<Ed25519PublicKey> pointOf(std::string_view bytes) {
    Ed25519PublicKey out{};
    if (bytes.starts_with(std::string_view("\x04\x20", 2))) {
        bytes.remove_prefix(2);
    } else if (bytes.starts_with(std::string_view("\x03\x21\x00", 3))) {
        bytes.remove_prefix(3);
    }
    if (bytes.size() != out.size()) {
        return {};
    }
    std::memcpy(out.data(), bytes.data(), out.size());
    return out;
}

}  // namespace

void givePin(std::string pin) {
    const std::lock_guard lock(pins().mutex);
    pins().given = std::move(pin);
}

void forgetPin() {
    const std::lock_guard lock(pins().mutex);
    pins().given.reset();
}

TokenSession::~TokenSession() {
    wipe(m_pin);
    if (m_session != 0) {
        (void)m_module->C_CloseSession(m_session);
    }
}

std::string TokenSession::name() const { return padded(m_info.label); }

Result<std::unique_ptr<TokenSession>> TokenSession::open(const std::string& text, bool writing) {
    std::unique_ptr<TokenSession> out(new TokenSession());
    auto uri = parseTokenUri(text);
    auto modules = uri ? TokenModules::load(**uri) : Result<std::unique_ptr<TokenModules>>(passOn(uri));
    if (!modules) {
        return passOn(modules);
    }
    out->m_uri = std::move(*uri);
    out->m_modules = std::move(*modules);
    int found = 0;
    for (CK_FUNCTION_LIST* const module : out->m_modules->all()) {
        CK_ULONG count = 0;
        if (module->C_GetSlotList(1, nullptr, &count) != CKR_OK) {
            continue;
        }
        std::vector<CK_SLOT_ID> slots(count);
        if (count == 0 || module->C_GetSlotList(1, slots.data(), &count) != CKR_OK) {
            continue;
        }
        slots.resize(count);
        for (const CK_SLOT_ID slot : slots) {
            CK_TOKEN_INFO info{};
            if (module->C_GetTokenInfo(slot, &info) != CKR_OK ||
                p11_kit_uri_match_token_info(out->m_uri.get(), &info) == 0) {
                continue;
            }
            ++found;
            out->m_module = module;
            out->m_slot = slot;
            out->m_info = info;
        }
    }
    if (found == 0) {
        return fail(ErrorCode::NotFound, "the token is not there", text,
                    "plug it in; where its driver is not registered with p11-kit, --module names it");
    }
    if (found > 1) {
        return fail(ErrorCode::Conflict, fmt::format("{} tokens go by this name", found), text,
                    "add serial=NUMBER to the URI");
    }
    const CK_FLAGS flags = CKF_SERIAL_SESSION | (writing ? CKF_RW_SESSION : 0UL);
    const CK_RV done = out->m_module->C_OpenSession(out->m_slot, flags, nullptr, nullptr, &out->m_session);
    if (done != CKR_OK) {
        return std::unexpected(tokenError(ErrorCode::Io, "the token opens no session", done, text));
    }
    return out;
}

Result<std::string> TokenSession::pin(const CK_TOKEN_INFO& info) {
    std::optional<std::string> given;
    {
        const std::lock_guard lock(pins().mutex);
        given = pins().given;
    }
    if (given) {
        return *given;
    }
    const std::string token = "token " + name();
    if (const char* const reference = std::getenv(kVariable); reference != nullptr && *reference != '\0') {
        if ((info.flags & (CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY)) != 0) {
            return fail(ErrorCode::Denied,
                        fmt::format("a wrong PIN was entered at this token, so that of {} is not tried by itself: the "
                                    "token counts, and locks itself",
                                    kVariable),
                        token, "give the right one once by hand: --pin-file FILE");
        }
        auto found = passphraseBehind(reference);
        if (!found) {
            return fail(found.error().code, "there is no PIN behind " + std::string(kVariable), found.error().where,
                        "file:PATH or env:NAME");
        }
        return found;
    }
    if (canAsk()) {
        return ask({fmt::format("PIN of the {}", token), {}, 0});
    }
    return fail(ErrorCode::Denied, "the token wants its PIN", token,
                fmt::format("--pin-file FILE, or for all programs {}=file:PATH or env:NAME", kVariable));
}

Error TokenSession::refused(CK_RV reason, bool byHand, const std::string& tried) {
    const std::string where = "token " + name();
    if (reason == CKR_PIN_LOCKED) {
        return {ErrorCode::Denied, "the token has locked its PIN: it was wrong too often", where,
                "unlock it with the security officer's PIN, by the token's own tool"};
    }
    if (reason != CKR_PIN_INCORRECT && reason != CKR_PIN_INVALID && reason != CKR_PIN_LEN_RANGE) {
        return tokenError(ErrorCode::Io, "the token lets nobody in", reason, where);
    }
    {
        const std::lock_guard lock(pins().mutex);
        pins().refused.insert(nameOfPin(m_info, tried));
        if (byHand) {
            pins().given.reset();
        }
    }
    CK_TOKEN_INFO now{};
    (void)m_module->C_GetTokenInfo(m_slot, &now);
    std::string hint = "the token counts wrong PINs and locks itself; this one is not tried again";
    if ((now.flags & CKF_USER_PIN_LOCKED) != 0) {
        hint = "it is locked now: unlock it with the security officer's PIN, by the token's own tool";
    } else if ((now.flags & CKF_USER_PIN_FINAL_TRY) != 0) {
        hint = "the token counts wrong PINs: the next wrong one locks it. This one is not tried again";
    }
    return {ErrorCode::Denied, "the PIN is wrong", where, hint};
}

Result<void> TokenSession::logIn() {
    CK_TOKEN_INFO info{};
    if (const CK_RV done = m_module->C_GetTokenInfo(m_slot, &info); done != CKR_OK) {
        return std::unexpected(tokenError(ErrorCode::Io, "the token does not answer", done, name()));
    }
    if ((info.flags & CKF_LOGIN_REQUIRED) == 0) {
        return {};
    }
    // Whoever logs in does so for all sessions of the process.
    CK_SESSION_INFO state{};
    if (m_module->C_GetSessionInfo(m_session, &state) == CKR_OK &&
        (state.state == CKS_RO_USER_FUNCTIONS || state.state == CKS_RW_USER_FUNCTIONS)) {
        return {};
    }
    if ((info.flags & CKF_USER_PIN_LOCKED) != 0) {
        return std::unexpected(refused(CKR_PIN_LOCKED, false, {}));
    }
    if ((info.flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0) {  // it has keys of its own to type the PIN on
        const CK_RV done = m_module->C_Login(m_session, CKU_USER, nullptr, 0);
        return done == CKR_OK || done == CKR_USER_ALREADY_LOGGED_IN ? Result<void>()
                                                                    : std::unexpected(refused(done, false, {}));
    }
    auto tried = pin(info);
    if (!tried) {
        return passOn(tried);
    }
    bool byHand = false;
    {
        const std::lock_guard lock(pins().mutex);
        byHand = pins().given.has_value();
        if (pins().refused.contains(nameOfPin(m_info, *tried))) {
            return fail(ErrorCode::Denied, "the token has refused this PIN already", "token " + name(),
                        "it is not tried again: the token counts wrong ones");
        }
    }
    const CK_RV done =
        m_module->C_Login(m_session, CKU_USER, reinterpret_cast<unsigned char*>(tried->data()), tried->size());
    if (done != CKR_OK && done != CKR_USER_ALREADY_LOGGED_IN) {
        return std::unexpected(refused(done, byHand, *tried));
    }
    m_pin = std::move(*tried);
    return {};
}

void TokenSession::use(CK_OBJECT_HANDLE found) {
    key = found;
    m_eachTime = attribute(found, CKA_ALWAYS_AUTHENTICATE) == std::string(1, '\x01');
    if (!m_eachTime) {
        wipe(m_pin);
    }
}

// What a key that asks each time wants between the beginning of a signature and the signature.
CK_RV TokenSession::allowOne() {
    if ((m_info.flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0) {
        return m_module->C_Login(m_session, CKU_CONTEXT_SPECIFIC, nullptr, 0);
    }
    if (m_pin.empty()) {  // another session of this process had logged in
        auto given = pin(m_info);
        if (!given) {
            return CKR_USER_NOT_LOGGED_IN;
        }
        m_pin = std::move(*given);
    }
    {
        const std::lock_guard lock(pins().mutex);
        if (pins().refused.contains(nameOfPin(m_info, m_pin))) {
            return CKR_PIN_INCORRECT;
        }
    }
    const CK_RV done = m_module->C_Login(m_session, CKU_CONTEXT_SPECIFIC,
                                         reinterpret_cast<unsigned char*>(m_pin.data()), m_pin.size());
    if (done == CKR_PIN_INCORRECT || done == CKR_PIN_INVALID || done == CKR_PIN_LEN_RANGE) {
        (void)refused(done, false, m_pin);  // notes that it is not sent again
    }
    return done;
}

std::string TokenSession::attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) {
    CK_ATTRIBUTE wanted{type, nullptr, 0};
    constexpr CK_ULONG kLargest = 4096;
    if (m_module->C_GetAttributeValue(m_session, object, &wanted, 1) != CKR_OK || wanted.ulValueLen > kLargest) {
        return {};
    }
    std::string out(wanted.ulValueLen, '\0');
    wanted.pValue = out.data();
    if (m_module->C_GetAttributeValue(m_session, object, &wanted, 1) != CKR_OK) {
        return {};
    }
    return out;
}

Result<std::optional<CK_OBJECT_HANDLE>> TokenSession::find(CK_OBJECT_CLASS objectClass) {
    CK_KEY_TYPE kind = CKK_EC_EDWARDS;
    std::vector<CK_ATTRIBUTE> wanted = {{CKA_CLASS, &objectClass, sizeof objectClass},
                                        {CKA_KEY_TYPE, &kind, sizeof kind}};
    for (const CK_ATTRIBUTE_TYPE type : {CKA_LABEL, CKA_ID}) {
        if (const CK_ATTRIBUTE* const given = p11_kit_uri_get_attribute(m_uri.get(), type); given != nullptr) {
            wanted.push_back(*given);
        }
    }
    std::array<CK_OBJECT_HANDLE, 2> found{};
    CK_ULONG count = 0;
    CK_RV done = m_module->C_FindObjectsInit(m_session, wanted.data(), wanted.size());
    if (done == CKR_OK) {
        done = m_module->C_FindObjects(m_session, found.data(), found.size(), &count);
        (void)m_module->C_FindObjectsFinal(m_session);
    }
    if (done != CKR_OK) {
        return std::unexpected(tokenError(ErrorCode::Io, "the token does not list its keys", done, name()));
    }
    if (count > 1) {
        return fail(ErrorCode::Conflict, "several keys of the token go by this name", formatTokenUri(*m_uri),
                    "add id=%01 to the URI");
    }
    return count == 0 ? std::optional<CK_OBJECT_HANDLE>() : std::optional(found[0]);
}

Result<std::optional<Ed25519PublicKey>> TokenSession::publicKey() {
    auto object = find(CKO_PUBLIC_KEY);
    if (!object) {
        return passOn(object);
    }
    if (*object) {
        return pointOf(attribute(**object, CKA_EC_POINT));
    }
    if (key) {  // some tokens keep the point with the private key
        return pointOf(attribute(*key, CKA_EC_POINT));
    }
    return std::optional<Ed25519PublicKey>();
}

CK_RV TokenSession::sign(CK_OBJECT_HANDLE with, std::string_view message, Ed25519Signature& out) {
    CK_MECHANISM mechanism{CKM_EDDSA, nullptr, 0};
    if (const CK_RV begun = m_module->C_SignInit(m_session, &mechanism, with); begun != CKR_OK) {
        return begun;
    }
    if (m_eachTime) {
        if (const CK_RV allowed = allowOne(); allowed != CKR_OK) {
            return allowed;
        }
    }
    std::string data(message);
    std::array<unsigned char, 256> signature{};
    CK_ULONG size = signature.size();
    const CK_RV done = m_module->C_Sign(m_session, reinterpret_cast<unsigned char*>(data.data()), data.size(),
                                        signature.data(), &size);
    if (done == CKR_OK && size != out.size()) {
        return CKR_SIGNATURE_LEN_RANGE;
    }
    std::ranges::copy(std::span(signature).first(out.size()), out.begin());
    return done;
}

CK_RV TokenSession::makePair(const std::string& label, const std::string& id) {
    CK_BBOOL yes = 1;
    CK_BBOOL no = 0;
    CK_KEY_TYPE kind = CKK_EC_EDWARDS;
    const CK_ATTRIBUTE keyType{CKA_KEY_TYPE, &kind, sizeof kind};
    CK_RV done = CKR_OK;
    for (const std::string_view curve : {kOidEd25519, kNameEd25519}) {
        std::vector<CK_ATTRIBUTE> open = {keyType,
                                          {CKA_TOKEN, &yes, sizeof yes},
                                          {CKA_VERIFY, &yes, sizeof yes},
                                          bytesOf(CKA_EC_PARAMS, curve),
                                          bytesOf(CKA_LABEL, label),
                                          bytesOf(CKA_ID, id)};
        std::vector<CK_ATTRIBUTE> secret = {keyType,
                                            {CKA_TOKEN, &yes, sizeof yes},
                                            {CKA_PRIVATE, &yes, sizeof yes},
                                            {CKA_SENSITIVE, &yes, sizeof yes},
                                            {CKA_EXTRACTABLE, &no, sizeof no},
                                            {CKA_SIGN, &yes, sizeof yes},
                                            bytesOf(CKA_LABEL, label),
                                            bytesOf(CKA_ID, id)};
        CK_MECHANISM mechanism{CKM_EC_EDWARDS_KEY_PAIR_GEN, nullptr, 0};
        CK_OBJECT_HANDLE publicHandle = 0;
        CK_OBJECT_HANDLE privateHandle = 0;
        done = m_module->C_GenerateKeyPair(m_session, &mechanism, open.data(), open.size(), secret.data(),
                                           secret.size(), &publicHandle, &privateHandle);
        if (done == CKR_OK) {
            break;
        }
    }
    return done;
}

}  // namespace vedette
