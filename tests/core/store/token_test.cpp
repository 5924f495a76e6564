// SPDX-License-Identifier: GPL-3.0-or-later
// A store whose signing key is in a PKCS#11 token (SoftHSM2): changing to it, signing, losing it.
#include <QTest>

#include "core/base/file.h"
#include "core/privacy/sealer.h"
#include "core/store/forget_retention.h"
#include "core/store/key_change.h"
#include "core/store/key_passphrase.h"
#include "core/store/reader.h"
#include "core/store/store_keys.h"
#include "core/store/verify.h"
#include "tests/support/soft_token.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

constexpr auto kHour = std::chrono::hours(1);
const KeyOrder kOrder{"jo", "into the token"};

template <class T>
T must(Result<T> result) {
    if (!result) qFatal("%s", result.error().text().c_str());
    return std::move(*result);
}

StoreSigner newKey(const char* object) {
    return StoreSigner(must(TokenKey::generate(must(tokenUri(SoftTokens::uri("vault", object))))));
}

QString verdict(const std::filesystem::path& store, const std::string& key = {}) {
    VerifyOptions options;
    options.key = key;
    const auto report = must(verifyStore(store, options));
    return report.intact ? QStringLiteral("intact") : QString::fromStdString(report.damage.front().what);
}

}  // namespace

class StoreTokenTest : public QObject {
    Q_OBJECT

    TempFolder m_folder;
    FixedClock m_clock{kFixtureStart};
    EventSource m_source;
    std::unique_ptr<SoftTokens> m_tokens;

    [[nodiscard]] std::filesystem::path store() const { return m_folder / QTest::currentTestFunction(); }

private Q_SLOTS:
    void initTestCase() {
        if (const QString missing = SoftTokens::missing(); !missing.isEmpty()) QSKIP(qPrintable(missing));
        m_tokens = std::make_unique<SoftTokens>(m_folder.path());
        m_tokens->add("vault");
        givePin(SoftTokens::kPin);
    }

    void rotatesIntoTheTokenAndOut() {
        makeStore(store(), m_clock);
        must(must(Writer::open(store(), m_clock))->write(m_source.batch(1'100)));
        const auto first = must(readStoreKeys(store())).verifier;
        const StoreSigner inToken = newKey("rotate-1");
        m_clock.advance(kHour);
        const auto changed = must(rotateKey(store(), kOrder, m_clock, &inToken));
        QCOMPARE(changed.change.next.publicKey, inToken.publicKey());
        // In the folder there is no private key any more, only where it is.
        const KeysAtRest rest = keysAtRest(store());
        QVERIFY(rest.signing == KeyRest::Token);
        QCOMPARE(rest.token, inToken.token()->uri());
        const auto file = must(readFile(store() / "keys/signing.pem"));
        QCOMPARE(file, "vedette token 1\n" + rest.token + "\n");
        QVERIFY(file.find(SoftTokens::kPin) == std::string::npos);
        m_clock.advance(kHour);
        auto writer = must(Writer::open(store(), m_clock));
        must(writer->write(m_source.batch(40)));
        QCOMPARE(writer->key().text(), changed.change.next.text());
        for (const auto& key : {std::string(), first.text(), changed.change.next.text()})
            QCOMPARE(verdict(store(), key), QStringLiteral("intact"));
        // A key that was in force before does not come back, from wherever.
        QCOMPARE(rotateKey(store(), kOrder, m_clock, &inToken).error().code, ErrorCode::Invalid);
        m_clock.advance(kHour);
        must(rotateKey(store(), {"jo", "out again"}, m_clock));
        QVERIFY(keysAtRest(store()).signing == KeyRest::Clear);
        m_clock.advance(kHour);
        must(must(Writer::open(store(), m_clock))->write(m_source.batch(4)));
        QCOMPARE(verdict(store(), first.text()), QStringLiteral("intact"));
    }

    // Certificates of forgetting are signed by the token as well.
    void madeWithTheTokenAndForgetting() {
        const StoreSigner signer = newKey("made");
        CreateOptions options;
        options.signer = &signer;
        QVERIFY(createStore(store(), options, m_clock));
        must(must(Writer::open(store(), m_clock))->write(m_source.batch(1'100)));
        RetentionOrder order;
        order.before = m_clock.now() + kHour;
        order.actor = "service";
        order.reason = "policy";
        order.expired = [](std::string_view, const Columns&) { return true; };
        m_clock.advance(kHour);
        QVERIFY(must(forgetExpired(store(), order, m_clock)).forgotten > 500);
        QCOMPARE(verdict(store()), QStringLiteral("intact"));
        QCOMPARE(numberOfChanges(), 0u);  // no key was changed: format 2 still says it all
    }

    // The token is pulled out while a writer is at work: what was committed stays, what was not is not half there.
    void tokenThatIsTakenOut() {
        const StoreSigner signer = newKey("pulled");
        CreateOptions options;
        options.signer = &signer;
        QVERIFY(createStore(store(), options, m_clock));
        auto writer = must(Writer::open(store(), m_clock));
        m_clock.advance(kHour);
        must(writer->write(m_source.batch(30)));
        m_tokens->takeOut();
        m_clock.advance(kHour);
        Batch batch = m_source.batch(10);
        const auto refused = writer->write(batch);
        const auto text = refused ? std::string() : refused.error().text();
        QVERIFY2(text.find("the token signs no more") != std::string::npos, text.c_str());
        QVERIFY(refused.error().code != ErrorCode::Corrupt);
        QCOMPARE(must(must(Reader::open(store()))->head()).size, 30u);
        QCOMPARE(verdict(store()), QStringLiteral("intact"));
        // A writer that starts now is told the same, and that it is not the store's fault.
        const auto later = Writer::open(store(), m_clock);
        QVERIFY(!later && later.error().code != ErrorCode::Corrupt);
        m_tokens->putBack();
        must(writer->write(batch));  // the same rows, by the same writer
        QCOMPARE(must(must(Reader::open(store()))->head()).size, 40u);
        QCOMPARE(verdict(store()), QStringLiteral("intact"));
    }

    // A token that never comes back is a lost key.
    void lostToken() {
        const StoreSigner signer = newKey("lost");
        CreateOptions options;
        options.signer = &signer;
        QVERIFY(createStore(store(), options, m_clock));
        must(must(Writer::open(store(), m_clock))->write(m_source.batch(5)));
        QCOMPARE(recoverKey(store(), kOrder, m_clock).error().code, ErrorCode::Conflict);
        m_tokens->takeOut();
        m_clock.advance(kHour);
        const auto recovered = recoverKey(store(), {"jo", "token lost"}, m_clock);
        m_tokens->putBack();
        QVERIFY2(recovered, recovered ? "" : recovered.error().text().c_str());
        QVERIFY(keysAtRest(store()).signing == KeyRest::Clear);
        QCOMPARE(verdict(store(), recovered->change.next.text()), QStringLiteral("intact"));
        QVERIFY(verdict(store()) != QStringLiteral("intact"));
    }

    // A key of that name, but another: the store does not take it, and says so.
    void exchangedKey() {
        makeStore(store(), m_clock);
        const StoreSigner signer = newKey("exchanged");
        must(rotateKey(store(), kOrder, m_clock, &signer));
        const StoreSigner other = newKey("other");
        QVERIFY(writeSigner(store() / "keys/signing.pem", other));
        const auto error = Writer::open(store(), m_clock).error();
        QCOMPARE(error.code, ErrorCode::Denied);
        QVERIFY2(error.what.find("is not this store's") != std::string::npos, error.text().c_str());
    }

private:
    [[nodiscard]] std::size_t numberOfChanges() const { return must(keysOf(store())).spans().size() - 1; }
};

QTEST_GUILESS_MAIN(StoreTokenTest)
#include "token_test.moc"
