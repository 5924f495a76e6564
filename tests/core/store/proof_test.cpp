// SPDX-License-Identifier: GPL-3.0-or-later
// Inclusion proofs against a second, independent and deliberately naive implementation of RFC 6962.
#include "core/store/proof.h"

#include <QTest>

#include <bit>

#include "core/base/file.h"
#include "core/event/event.h"
#include "core/store/merkle.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

using Leaves = std::vector<std::string>;

Hash join(const Hash& l, const Hash& r) {
    std::string text = "\x01";
    text += asView(l);
    text += asView(r);
    return sha256(text);
}

// RFC 6962 section 2.1, as it stands there.
Hash mth(const Leaves& d, std::size_t from, std::size_t to) {
    const std::size_t n = to - from;
    if (n == 0) {
        return sha256(std::string_view{});
    }
    if (n == 1) {
        return sha256(std::string(1, '\0') + d[from]);
    }
    std::size_t k = 1;
    while (k * 2 < n) {
        k *= 2;
    }
    return join(mth(d, from, from + k), mth(d, from + k, to));
}

std::vector<Hash> path(std::size_t m, const Leaves& d, std::size_t from, std::size_t to) {
    const std::size_t n = to - from;
    if (n <= 1) {
        return {};
    }
    std::size_t k = 1;
    while (k * 2 < n) {
        k *= 2;
    }
    auto rest = m < k ? path(m, d, from, from + k) : path(m - k, d, from + k, to);
    rest.push_back(m < k ? mth(d, from + k, to) : mth(d, from, from + k));
    return rest;
}

}  // namespace

class ProofTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        makeStore(m_folder / "s", m_clock);
        m_writer = std::move(*Writer::open(m_folder / "s", m_clock));
        m_key = *VerifierKey::parse(*readFile(m_folder / "s/keys/verifier"));
    }

    void sizes1To300() {
        for (std::size_t size = 1; size <= 300; ++size) {
            grow(size);
            check(0);
            check(size / 2);
            check(size - 1);
        }
    }

    void everyEntryOfAnOddSize() {
        grow(300);
        for (std::size_t i = 0; i < 300; ++i) {
            check(i);
        }
    }

    void blockBoundaries_data() {
        QTest::addColumn<int>("size");
        for (const int size : {1023, 1024, 1025, 2047, 2048, 2049, 3000, 3072, 3073, 5120, 7400}) {
            QTest::addRow("%d entries", size) << size;
        }
    }
    void blockBoundaries() {
        QFETCH(int, size);
        const auto n = static_cast<std::size_t>(size);
        grow(n);
        QCOMPARE(m_writer->head().root, mth(m_records, 0, n));
        for (const std::size_t entry :
             {std::size_t{0}, std::size_t{1}, n / 3, n / 2, n - 2, n - 1, std::size_t{1022}}) {
            check(entry);
        }
        for (std::size_t edge = 1023; edge + 1 < n; edge += 1024) {
            check(edge);
            check(edge + 1);
        }
    }

    void wrongProofsFail() {
        const std::size_t n = m_records.size();
        const std::size_t entry = n / 2;
        const std::string text = proofText(*proveEntry(m_folder / "s", entry));
        QVERIFY(checkProof(text, m_records[entry], m_key));
        QVERIFY(!checkProof(text, m_records[entry + 1], m_key));
        QVERIFY(!checkProof(text, m_records[entry] + " ", m_key));
        for (std::size_t i = 0; i < text.size(); ++i) {
            std::string changed = text;
            changed[i] = static_cast<char>(changed[i] ^ 2);
            const auto result = checkProof(changed, m_records[entry], m_key);
            QVERIFY2(!result || result->entry == entry, qPrintable(QString::number(i)));
        }
        const VerifierKey other = VerifierKey::of(m_key.name, SigningKey::generate());
        QCOMPARE(checkProof(text, m_records[entry], other).error().code, ErrorCode::Corrupt);
        QCOMPARE(proveEntry(m_folder / "s", n).error().code, ErrorCode::NotFound);
        QCOMPARE(proveEntry(m_folder / "none", 0).error().code, ErrorCode::NotFound);
        QVERIFY(!checkProof("", "", m_key));
        QVERIFY(!checkProof("c2sp.org/tlog-proof@v1\n\n", "", m_key));
    }

private:
    void grow(std::size_t size) {
        if (m_records.size() >= size) {
            return;
        }
        const Batch batch = m_source.batch(size - m_records.size());
        for (const SealedRow& row : batch.rows) {
            m_records.emplace_back(row.record);
        }
        QVERIFY(m_writer->write(batch));
    }

    void check(std::size_t entry) {
        const auto proof = proveEntry(m_folder / "s", entry);
        QVERIFY2(proof, proof ? "" : proof.error().text().c_str());
        QCOMPARE(proof->checkpoint.size, m_records.size());
        QCOMPARE(proof->path, path(entry, m_records, 0, m_records.size()));
        const auto checked = checkProof(proofText(*proof), m_records[entry], m_key);
        QVERIFY2(checked, checked ? "" : checked.error().text().c_str());
        QCOMPARE(checked->entry, entry);
    }

    TempFolder m_folder;
    FixedClock m_clock{kFixtureStart};
    EventSource m_source;
    std::unique_ptr<Writer> m_writer;
    VerifierKey m_key;
    Leaves m_records;
};

QTEST_APPLESS_MAIN(ProofTest)
#include "proof_test.moc"
