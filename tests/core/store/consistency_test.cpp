// SPDX-License-Identifier: GPL-3.0-or-later
// Consistency proofs against a second, naive reading of RFC 9162 section 2.1.4.
#include "core/store/consistency.h"

#include <QTest>

#include <map>

#include "core/base/file.h"
#include "core/store/database.h"
#include "core/store/merkle.h"
#include "core/store/proof_tree.h"
#include "core/store/prover.h"
#include "core/store/schema.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

// The definitions of the RFC as they stand there, each range reckoned once.
class Naive {
public:
    std::vector<Hash> leaves;

    Hash mth(std::size_t from, std::size_t to) {
        if (to - from == 0) return sha256(std::string_view{});
        if (to - from == 1) return leaves[from];
        const auto [known, fresh] = m_known.try_emplace({from, to});
        if (fresh) {
            const std::size_t k = below(to - from);
            known->second = join(mth(from, from + k), mth(from + k, to));
        }
        return m_known[{from, to}];
    }
    std::vector<Hash> proof(std::size_t m, std::size_t n) { return m == 0 ? std::vector<Hash>{} : sub(m, 0, n, true); }

private:
    static std::size_t below(std::size_t n) {
        std::size_t k = 1;
        while (k * 2 < n) k *= 2;
        return k;
    }
    static Hash join(const Hash& l, const Hash& r) {
        std::string text = "\x01";
        text += asView(l);
        text += asView(r);
        return sha256(text);
    }
    std::vector<Hash> sub(std::size_t m, std::size_t from, std::size_t to, bool b) {
        const std::size_t n = to - from;
        if (m == n) return b ? std::vector<Hash>{} : std::vector<Hash>{mth(from, to)};
        const std::size_t k = below(n);
        auto rest = m <= k ? sub(m, from, from + k, b) : sub(m - k, from + k, to, false);
        rest.push_back(m <= k ? mth(from + k, to) : mth(from, from + k));
        return rest;
    }
    std::map<std::pair<std::size_t, std::size_t>, Hash> m_known;
};

// Grows by `size` only, an hour a commit, so that each size's checkpoint is kept.
class Log {
public:
    Log() {
        makeStore(folder(), m_clock);
        auto writer = Writer::open(folder(), m_clock);
        if (!writer) qFatal("%s", writer.error().text().c_str());
        m_writer = std::move(*writer);
    }
    void grow(std::size_t size) {
        m_clock.advance(std::chrono::hours(1));
        const Batch batch = m_source.batch(size - naive.leaves.size());
        for (const SealedRow& row : batch.rows) naive.leaves.push_back(leafHash(row.record));
        if (auto written = m_writer->write(batch); !written) qFatal("%s", written.error().text().c_str());
    }
    [[nodiscard]] std::filesystem::path folder() const { return m_folder / "s"; }
    Naive naive;

private:
    TempFolder m_folder;
    FixedClock m_clock{kFixtureStart};
    EventSource m_source;
    std::unique_ptr<Writer> m_writer;
};

Database opened(const std::filesystem::path& folder) {
    auto database = openStoreDatabase(folder, Database::Mode::ReadOnly);
    if (!database || !database->exec("BEGIN")) qFatal("cannot open the store");
    return std::move(*database);
}

}  // namespace

class ConsistencyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPairUpTo200() {
        Log log;
        log.grow(200);
        Database database = opened(log.folder());
        auto tree = ProofTree::open(database, 200);
        QVERIFY(tree);
        for (std::size_t n = 0; n <= 200; ++n) {
            for (std::size_t m = 0; m <= n; ++m) {
                const auto path = tree->consistencyPath(m, n);
                const QByteArray pair = QByteArray::number(m) + " to " + QByteArray::number(n);
                QVERIFY2(path, pair.constData());
                QVERIFY2(*path == log.naive.proof(m, n), pair.constData());
                QVERIFY2(consistencyHolds(m, log.naive.mth(0, m), n, log.naive.mth(0, n), *path), pair.constData());
            }
        }
    }

    void wrongProofsFail() {
        Naive naive;
        for (int i = 0; i < 70; ++i) naive.leaves.push_back(leafHash(std::to_string(i)));
        for (std::size_t n = 1; n <= 70; ++n) {
            for (std::size_t m = 1; m < n; ++m) {
                const auto path = naive.proof(m, n);
                const Hash older = naive.mth(0, m);
                const Hash newer = naive.mth(0, n);
                Hash other = older;
                other[7] ^= 1;
                QVERIFY(!consistencyHolds(m, other, n, newer, path));
                other = newer;
                other[31] ^= 128;
                QVERIFY(!consistencyHolds(m, older, n, other, path));
                for (std::size_t i = 0; i < path.size(); ++i) {
                    auto changed = path;
                    changed[i][i % 32] ^= 4;
                    QVERIFY(!consistencyHolds(m, older, n, newer, changed));
                    changed = path;
                    changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(i));
                    QVERIFY(!consistencyHolds(m, older, n, newer, changed));
                }
                auto longer = path;
                longer.push_back(older);
                QVERIFY(!consistencyHolds(m, older, n, newer, longer));
                QVERIFY(!consistencyHolds(n, newer, m, older, path));
            }
        }
        QVERIFY(!consistencyHolds(3, naive.mth(0, 3), 3, naive.mth(0, 4), {}));
        QVERIFY(!consistencyHolds(0, naive.mth(0, 1), 3, naive.mth(0, 3), {}));
    }

    void acrossBlocks() {
        Log log;
        const std::vector<std::size_t> sizes = {1,    1000, 1023, 1024, 1025, 2047, 2048,
                                                2049, 3000, 3072, 4096, 4097, 5120};
        for (const std::size_t size : sizes) log.grow(size);
        const auto kept = Prover::open(log.folder())->checkpoints();
        QVERIFY(kept);
        QCOMPARE(kept->size(), sizes.size() + 1);  // and the first, of size 0
        const auto key = VerifierKey::parse(*readFile(log.folder() / "keys/verifier"));
        for (const std::size_t m : sizes) {
            for (const std::size_t n : sizes) {
                if (m > n) continue;
                const auto proof = Prover::open(log.folder())->consistency(m, n);
                QVERIFY2(proof, proof ? "" : proof.error().text().c_str());
                QCOMPARE(proof->path, log.naive.proof(m, n));
                const auto checked = checkConsistency(consistencyText(*proof), *key);
                QVERIFY2(checked, checked ? "" : checked.error().text().c_str());
                QCOMPARE(checked->older.size, m);
                QCOMPARE(checked->newer.size, n);
            }
        }
        QVERIFY(checkConsistency(consistencyText(*Prover::open(log.folder())->consistency(0, 5120)), *key));
    }

    void errorsSayWhatToDo() {
        Log log;
        log.grow(10);
        log.grow(20);
        const auto missing = Prover::open(log.folder())->consistency(10, 15);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        QVERIFY(missing.error().hint.contains("10 and 20"));
        QCOMPARE(Prover::open(log.folder())->consistency(20, 10).error().code, ErrorCode::Invalid);
        QCOMPARE(Prover::open(log.folder() / "none").error().code, ErrorCode::NotFound);
    }

    // Any change of the text breaks it, but for what no signature and no hash covers.
    void changedTextFails() {
        Log log;
        log.grow(77);
        log.grow(130);
        const auto key = VerifierKey::parse(*readFile(log.folder() / "keys/verifier"));
        const auto text = consistencyText(*Prover::open(log.folder())->consistency(77, 130));
        QVERIFY(checkConsistency(text, *key));
        for (std::size_t i = 0; i < text.size(); ++i) {
            auto changed = text;
            changed[i] = static_cast<char>(changed[i] ^ 2);
            QVERIFY2(!checkConsistency(changed, *key), qPrintable(QString::number(i)));
            QVERIFY(!checkConsistency(text.substr(0, i), *key));
        }
        QVERIFY(!checkConsistency(text, VerifierKey::of(key->name, SigningKey::generate())));
    }
};

QTEST_APPLESS_MAIN(ConsistencyTest)
#include "consistency_test.moc"
