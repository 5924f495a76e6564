// SPDX-License-Identifier: GPL-3.0-or-later
// Keys in PKCS#11 tokens, with SoftHSM2 as the token.
#include "core/base/token_key.h"

#include <QTemporaryDir>
#include <QTest>
#include <dlfcn.h>

#include <array>
#include <cstring>
#include <vector>

#include "core/base/crypto.h"
#include "tests/support/soft_token.h"
#include <p11-kit/pkcs11.h>

using namespace vedette;
using vedette::test::SoftTokens;

namespace {

bool says(const Error& error, const char* words) { return error.text().find(words) != std::string::npos; }

CK_ATTRIBUTE textAttribute(CK_ATTRIBUTE_TYPE type, std::string& text) { return {type, text.data(), text.size()}; }

// The slot of the token with this label.
CK_SLOT_ID slotOf(CK_FUNCTION_LIST* module, std::string_view label) {
    std::array<CK_SLOT_ID, 16> slots{};
    CK_ULONG count = slots.size();
    if (module->C_GetSlotList(1, slots.data(), &count) != CKR_OK) qFatal("C_GetSlotList");
    for (CK_ULONG i = 0; i < count; ++i) {
        CK_TOKEN_INFO info{};
        if (module->C_GetTokenInfo(slots[i], &info) != CKR_OK) continue;
        if (std::memcmp(info.label, label.data(), label.size()) == 0) return slots[i];
    }
    qFatal("no such token");
}

// Makes a pair "log" whose private key wants the PIN for every signature, past our own code, which makes none. Says
// what the token answers to a signature without it.
CK_RV makeKeyThatAsks(std::string_view token) {
    void* const library = dlopen(SoftTokens::module().c_str(), RTLD_NOW);
    void* const symbol = library == nullptr ? nullptr : dlsym(library, "C_GetFunctionList");
    CK_FUNCTION_LIST* module = nullptr;
    if (symbol == nullptr || reinterpret_cast<CK_C_GetFunctionList>(symbol)(&module) != CKR_OK ||
        module->C_Initialize(nullptr) != CKR_OK)
        qFatal("the module of SoftHSM2 cannot be used");
    CK_SESSION_HANDLE session = 0;
    std::string pin = SoftTokens::kPin;
    if (module->C_OpenSession(slotOf(module, token), CKF_SERIAL_SESSION | CKF_RW_SESSION, nullptr, nullptr, &session) !=
            CKR_OK ||
        module->C_Login(session, CKU_USER, reinterpret_cast<CK_BYTE*>(pin.data()), pin.size()) != CKR_OK)
        qFatal("cannot log in");
    CK_BBOOL yes = 1;
    CK_KEY_TYPE kind = CKK_EC_EDWARDS;
    std::string curve(
        "\x13\x0C"
        "edwards25519",
        14);
    std::string label = "log";
    const CK_ATTRIBUTE type{CKA_KEY_TYPE, &kind, sizeof kind};
    const CK_ATTRIBUTE stays{CKA_TOKEN, &yes, sizeof yes};
    std::vector<CK_ATTRIBUTE> open = {type,
                                      stays,
                                      {CKA_VERIFY, &yes, sizeof yes},
                                      textAttribute(CKA_EC_PARAMS, curve),
                                      textAttribute(CKA_LABEL, label)};
    std::vector<CK_ATTRIBUTE> secret = {type,
                                        stays,
                                        {CKA_SIGN, &yes, sizeof yes},
                                        {CKA_PRIVATE, &yes, sizeof yes},
                                        {CKA_SENSITIVE, &yes, sizeof yes},
                                        {CKA_ALWAYS_AUTHENTICATE, &yes, sizeof yes},
                                        textAttribute(CKA_LABEL, label)};
    CK_MECHANISM makes{CKM_EC_EDWARDS_KEY_PAIR_GEN, nullptr, 0};
    CK_MECHANISM signs{CKM_EDDSA, nullptr, 0};
    CK_OBJECT_HANDLE publicKey = 0;
    CK_OBJECT_HANDLE privateKey = 0;
    if (module->C_GenerateKeyPair(session, &makes, open.data(), open.size(), secret.data(), secret.size(), &publicKey,
                                  &privateKey) != CKR_OK)
        qFatal("no pair is made");
    std::array<CK_BYTE, 64> signature{};
    CK_ULONG size = signature.size();
    CK_BYTE data = 'x';
    CK_RV said = module->C_SignInit(session, &signs, privateKey);
    if (said == CKR_OK) said = module->C_Sign(session, &data, 1, signature.data(), &size);
    (void)module->C_Finalize(nullptr);
    return said;
}

std::string_view view(const Ed25519Signature& s) { return {reinterpret_cast<const char*>(s.data()), s.size()}; }

}  // namespace

class TokenKeyTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<SoftTokens> m_tokens;
    CK_RV m_withoutAsking = CKR_OK;

private Q_SLOTS:
    void initTestCase() {
        if (const QString missing = SoftTokens::missing(); !missing.isEmpty()) return;
        m_tokens = std::make_unique<SoftTokens>(m_dir.path().toStdString());
        for (const char* const label : {"one", "two", "three", "twin", "twin", "asks"}) m_tokens->add(label);
        (void)TokenKey::open(SoftTokens::uri("none", "k"));  // what our code rests on is there before the module
        m_withoutAsking = makeKeyThatAsks("asks");
    }
    void init() {
        qunsetenv("VEDETTE_PIN");
        givePin(SoftTokens::kPin);
    }

    void uris_data() {
        QTest::addColumn<QByteArray>("uri");
        QTest::addColumn<QByteArray>("problem");
        QTest::newRow("good") << QByteArray("pkcs11:token=a;object=b") << QByteArray();
        QTest::newRow("by serial and id") << QByteArray("pkcs11:serial=12ab;id=%01%02") << QByteArray();
        QTest::newRow("no URI") << QByteArray("token=a;object=b") << QByteArray("no pkcs11: URI");
        QTest::newRow("unknown word") << QByteArray("pkcs11:token=a;objekt=b") << QByteArray("no pkcs11: URI");
        QTest::newRow("no token") << QByteArray("pkcs11:object=b") << QByteArray("names no token");
        QTest::newRow("no key") << QByteArray("pkcs11:token=a") << QByteArray("names no key");
        QTest::newRow("a PIN") << QByteArray("pkcs11:token=a;object=b?pin-value=1234") << QByteArray("holds a PIN");
        QTest::newRow("where a PIN is") << QByteArray("pkcs11:token=a;object=b?pin-source=file:/p")
                                        << QByteArray("holds a PIN");
    }
    void uris() {
        QFETCH(QByteArray, uri);
        QFETCH(QByteArray, problem);
        const auto read = tokenUri(uri.toStdString());
        QCOMPARE(read.has_value(), problem.isEmpty());
        if (read) {
            QCOMPARE(tokenUri(*read).value(), *read);
            QVERIFY(tokenUri(*read, "/usr/lib/x.so").value().ends_with("module-path=%2Fusr%2Flib%2Fx.so"));
        } else {
            QVERIFY2(says(read.error(), problem.constData()), read.error().text().c_str());
            QVERIFY(!says(read.error(), "1234"));
        }
    }

    // What lies in a store names the module; it must not make anybody load what the store's giver likes.
    void onlyTheSystemsModules() {
        const auto own = m_dir.filePath(QStringLiteral("own.so")).toStdString();
        QVERIFY(QFile::copy(QStringLiteral(VEDETTE_TEST_DATA "/../support/soft_token.h"), QString::fromStdString(own)));
        const auto uri = tokenUri("pkcs11:token=one;object=k", own).value();
        QCOMPARE(TokenKey::open(uri).error().code, ErrorCode::Denied);
        QVERIFY(says(TokenKey::open(uri).error(), "none of the system's libraries"));
        allowModule(own);
        QVERIFY(says(TokenKey::open(uri).error(), "cannot be loaded"));  // tried, and no library
        const auto none = tokenUri("pkcs11:token=one;object=k", "/usr/lib/no-such-module.so").value();
        QCOMPARE(TokenKey::open(none).error().code, ErrorCode::NotFound);
    }

    void signs() {
        if (!m_tokens) QSKIP(qPrintable(SoftTokens::missing()));
        const auto uri = SoftTokens::uri("one", "log-key");
        QVERIFY(says(TokenKey::open(uri).error(), "no Ed25519 key of this name"));
        const auto made = TokenKey::generate(uri);
        QVERIFY2(made, made ? "" : made.error().text().c_str());
        QVERIFY(made->uri().find("id=") != std::string::npos);
        for (const std::string& message : {std::string("hello"), std::string(100'000, 'x'), std::string()}) {
            const auto signature = made->sign(message);
            QVERIFY2(signature, signature ? "" : signature.error().text().c_str());
            QVERIFY(verifyEd25519(made->publicKey(), message, view(*signature)));
            QVERIFY(!verifyEd25519(made->publicKey(), message + "!", view(*signature)));
        }
        // Found again, by the whole URI and by what was given.
        for (const auto& name : {made->uri(), uri}) QVERIFY(TokenKey::open(name)->publicKey() == made->publicKey());
        QCOMPARE(TokenKey::generate(uri).error().code, ErrorCode::Conflict);
        // Another key than the store's.
        const auto other = SigningKey::generate().publicKey();
        QCOMPARE(TokenKey::open(made->uri(), other).error().code, ErrorCode::Denied);
    }

    // CKA_ALWAYS_AUTHENTICATE, as many smart cards have it: the PIN that was given once is given again each time.
    void keyThatAsksEachTime() {
        if (!m_tokens) QSKIP(qPrintable(SoftTokens::missing()));
        QCOMPARE(m_withoutAsking, CKR_USER_NOT_LOGGED_IN);  // the token means it
        const auto key = TokenKey::open(SoftTokens::uri("asks", "log"));
        QVERIFY2(key, key ? "" : key.error().text().c_str());
        forgetPin();  // a service reads it once
        for (const char* const message : {"one", "two", "three"}) {
            const auto signature = key->sign(message);
            QVERIFY2(signature, signature ? "" : signature.error().text().c_str());
            QVERIFY(verifyEd25519(key->publicKey(), message, view(*signature)));
        }
    }

    void namesThatMeanTwo() {
        if (!m_tokens) QSKIP(qPrintable(SoftTokens::missing()));
        QVERIFY(says(TokenKey::open(SoftTokens::uri("twin", "k")).error(), "2 tokens go by this name"));
        QCOMPARE(TokenKey::open(SoftTokens::uri("none", "k")).error().code, ErrorCode::NotFound);
    }

    // The token counts. So a wrong PIN is sent once, and a standing one never again until a person gave the right one.
    void wrongPinIsTriedOnce() {
        if (!m_tokens) QSKIP(qPrintable(SoftTokens::missing()));
        const auto uri = SoftTokens::uri("two", "k");
        givePin("000000");
        const auto wrong = TokenKey::generate(uri);
        QCOMPARE(wrong.error().code, ErrorCode::Denied);
        QVERIFY2(says(wrong.error(), "the PIN is wrong (the token counts wrong PINs"), wrong.error().text().c_str());
        givePin("000000");
        QVERIFY(says(TokenKey::generate(uri).error(), "has refused this PIN already"));
        forgetPin();
        qputenv("PIN_OF_THE_TEST", SoftTokens::kPin);
        qputenv("VEDETTE_PIN", "env:PIN_OF_THE_TEST");
        const auto standing = TokenKey::generate(uri);
        QVERIFY2(says(standing.error(), "not tried by itself"), standing.error().text().c_str());
        givePin(SoftTokens::kPin);
        const auto right = TokenKey::generate(uri);
        QVERIFY2(right, right ? "" : right.error().text().c_str());
        forgetPin();
    }

    void withoutPin() {
        if (!m_tokens) QSKIP(qPrintable(SoftTokens::missing()));
        forgetPin();
        const auto error = TokenKey::generate(SoftTokens::uri("three", "k")).error();
        QCOMPARE(error.code, ErrorCode::Denied);
        QVERIFY2(says(error, "the token wants its PIN"), error.text().c_str());
        QVERIFY(says(error, "--pin-file"));
        qputenv("VEDETTE_PIN", "file:/nonexistent/pin");
        QVERIFY(says(TokenKey::generate(SoftTokens::uri("three", "k")).error(), "no PIN behind VEDETTE_PIN"));
    }

    // Taken out in the middle of work, and put back.
    void tokenThatIsTakenOut() {
        if (!m_tokens) QSKIP(qPrintable(SoftTokens::missing()));
        const auto key = TokenKey::generate(SoftTokens::uri("three", "k"));
        QVERIFY2(key, key ? "" : key.error().text().c_str());
        m_tokens->takeOut();
        const auto gone = key->sign("x");
        QVERIFY(!gone);
        QVERIFY2(says(gone.error(), "the token signs no more"), gone.error().text().c_str());
        m_tokens->putBack();
        const auto back = key->sign("x");
        QVERIFY2(back, back ? "" : back.error().text().c_str());
    }
};

QTEST_GUILESS_MAIN(TokenKeyTest)
#include "token_key_test.moc"
