// SPDX-License-Identifier: GPL-3.0-or-later
// From every earlier format on: a store that an earlier program made is read and verified as it is, goes on in the
// newest format that it needs, and is verified again.
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/base/file.h"
#include "core/store/forget_erase.h"
#include "core/store/forget_retention.h"
#include "core/store/hold.h"
#include "core/store/key_change.h"
#include "core/store/prover.h"
#include "core/store/reader.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/core/store/old_store.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

class MigrationTest : public QObject {
    Q_OBJECT

    FixedClock m_clock{kFixtureStart + std::chrono::hours(24 * 30)};

    static QString formatOf(const std::filesystem::path& store) {
        return QString::number(numberOf(store, "PRAGMA user_version"));
    }

private Q_SLOTS:
    void goesOn_data() {
        QTest::addColumn<int>("format");
        QTest::newRow("format 1") << 1;
        QTest::newRow("format 2") << 2;
    }
    void goesOn() {
        QFETCH(int, format);
        const TempFolder f;
        const auto s = f / "s";
        unpackOldStore(format, s);
        const QJsonObject expected =
            QJsonDocument::fromJson(QByteArray::fromStdString(*readFile(s / "expected.json"))).object();
        const auto number = [&](const char* name) {
            return static_cast<std::uint64_t>(expected.value(QLatin1String(name)).toInteger());
        };
        // As it is, and looking changes nothing.
        const VerifyReport before = verified(s);
        QVERIFY2(before.intact, verdictOf(s).c_str());
        QCOMPARE(before.entries, number("entries"));
        QCOMPARE(before.rejected, number("rejected"));
        QCOMPARE(before.forgotten, number("forgotten"));
        QCOMPARE(before.certificates.size(), static_cast<std::size_t>(number("certificates")));
        QCOMPARE(before.head.note, expected.value(QStringLiteral("checkpoint")).toString().toStdString());
        QCOMPARE(before.key, expected.value(QStringLiteral("verifier_key")).toString().toStdString());
        QCOMPARE(formatOf(s), QString::number(format));
        const std::uint64_t last = before.entries - 1;
        const std::string record = *(*Reader::open(s))->record(last);
        // An older proof is as good as ever at the end.
        const std::string proof = proofText(*Prover::open(s)->inclusion(last));
        const KeyChain keys = Prover::open(s)->keys();

        addRequests(s, 1'100, 5, m_clock.now(), std::chrono::seconds(1));
        QCOMPARE(formatOf(s), QStringLiteral("2"));
        QCOMPARE(verdictOf(s), std::string("intact"));

        m_clock.advance(std::chrono::hours(1));
        const auto changed = rotateKey(s, {"jo", "yearly change"}, m_clock);
        QVERIFY2(changed.has_value(), changed ? "" : changed.error().text().c_str());
        QCOMPARE(formatOf(s), QStringLiteral("3"));
        QCOMPARE(verdictOf(s), std::string("intact"));

        // All of it goes on: appended to, erased from and forgotten, under the new key.
        m_clock.advance(std::chrono::hours(1));
        addRequests(s, 40, 5, m_clock.now(), std::chrono::seconds(1));
        ErasureOrder erasure;
        erasure.subject = personName(2);
        erasure.actor = "jo";
        erasure.reason = "request";
        const auto erased = eraseSubject(s, erasure, m_clock);
        QVERIFY2(erased.has_value(), erased ? "" : erased.error().text().c_str());
        RetentionOrder retention;
        retention.before = m_clock.now();
        retention.actor = "jo";
        retention.reason = "policy";
        retention.expired = [](std::string_view, const Columns& c) { return c[TextColumn::Node] == "node-1"; };
        const auto forgotten = forgetExpired(s, retention, m_clock);
        QVERIFY2(forgotten.has_value() && forgotten->forgotten > 0, forgotten ? "" : forgotten.error().text().c_str());
        const VerifyReport after = verified(s);
        QVERIFY2(after.intact, verdictOf(s).c_str());
        QCOMPARE(after.keys.size(), 2u);
        QCOMPARE(after.keys.front().key.text(), before.key);
        QCOMPARE(after.certificates.size(), before.certificates.size() + 2);
        QVERIFY(checkProof(proof, record, keys));
        QVERIFY(checkProof(proof, record, Prover::open(s)->keys()));
    }

    // What is in a store of format 2 that one of format 1 cannot have.
    void format2HasForgotten() {
        const TempFolder f;
        unpackOldStore(2, f / "s");
        const VerifyReport report = verified(f / "s");
        QVERIFY(report.forgotten > 500 && report.erasedParts > 0);
        auto reader = *Reader::open(f / "s");
        const auto holds = *loadHolds(*reader);
        QCOMPARE(holds.size(), 3u);
        QCOMPARE(activeHolds(*reader)->size(), 1u);
    }
};

QTEST_GUILESS_MAIN(MigrationTest)
#include "migration_test.moc"
