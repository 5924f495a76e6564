// SPDX-License-Identifier: GPL-3.0-or-later
// The store's byte layouts: what is written is read back, one canonical way, and nothing else is accepted.
#include <QTest>

#include <algorithm>
#include <limits>
#include <memory>
#include <random>

#include "core/store/anchor.h"
#include "core/store/block.h"
#include "core/store/checkpoint.h"
#include "core/store/column_codec.h"
#include "core/store/merkle.h"
#include "core/store/posting.h"

using namespace vedette;

namespace {

using Values = std::vector<std::int64_t>;

Values randomValues(std::size_t n, std::int64_t low, std::int64_t high, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_int_distribution<std::int64_t> pick(low, high);
    Values values(n);
    for (auto& v : values) {
        v = pick(random);
    }
    return values;
}

}  // namespace

class CodecTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void columnRoundTrip_data() {
        constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
        constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
        QTest::addColumn<Values>("values");
        QTest::addColumn<int>("kind");
        QTest::newRow("one value") << Values{42} << 0;
        QTest::newRow("all equal") << Values(1024, -7) << 0;
        QTest::newRow("two far values") << Values{kMin, kMax} << 2;
        QTest::newRow("full range") << randomValues(1024, kMin, kMax, 1) << 1;
        QTest::newRow("small range") << randomValues(1024, 100, 131, 2) << 1;
        QTest::newRow("negative range") << randomValues(1023, -5000, 5000, 3) << 1;
        QTest::newRow("width 57") << randomValues(1024, 0, (std::int64_t{1} << 57) - 1, 4) << 1;
        QTest::newRow("width 61") << randomValues(777, 0, (std::int64_t{1} << 61) - 1, 5) << 1;
        for (const unsigned width : {1U, 2U, 7U, 9U, 12U, 17U, 24U, 25U, 26U}) {
            const std::int64_t high = (std::int64_t{1} << width) - 1;
            Values values = randomValues(1001, -3, high - 3, width);
            values[0] = -3;
            values[1000] = high - 3;
            QTest::addRow("packed by %u bits", width) << values << 1;
        }
        Values classes(1024, 6003);
        classes[5] = 7706001;
        classes[1000] = 3002;
        QTest::newRow("few far apart") << classes << 2;
        Values many(1024);
        for (std::size_t i = 0; i < many.size(); ++i) {
            many[i] = static_cast<std::int64_t>(i % 256) << 50;
        }
        QTest::newRow("256 distinct") << many << 2;
        many[700] = 3;
        QTest::newRow("257 distinct") << many << 1;
    }
    void narrowsLikeAPlainLook_data() { columnRoundTrip_data(); }
    void narrowsLikeAPlainLook() {
        QFETCH(Values, values);
        std::string bytes;
        encodeColumn(values, bytes);
        std::mt19937_64 random(17);
        for (int round = 0; round < 60; ++round) {
            // Ends that are values, or next to one, or anything; sometimes the wrong way round.
            const auto end = [&] {
                const std::int64_t v = values[random() % values.size()];
                return random() % 5 == 0 ? static_cast<std::int64_t>(random())
                                         : v ^ static_cast<std::int64_t>(random() % 2);
            };
            std::int64_t low = end();
            std::int64_t high = random() % 3 == 0 ? low : end();
            if (low > high && random() % 4 != 0) std::swap(low, high);
            // All marked, some, or few, which are picked out one by one.
            const std::uint64_t every = round % 3 == 0 ? 1 : round % 3 == 1 ? 2 : 40;
            std::vector<std::uint8_t> marks(values.size());
            std::vector<std::uint8_t> expected(values.size());
            std::size_t marked = 0;
            std::size_t left = 0;
            for (std::size_t i = 0; i < values.size(); ++i) {
                marks[i] = random() % every == 0 ? 1 : 0;
                expected[i] = marks[i] != 0 && values[i] >= low && values[i] <= high ? 1 : 0;
                marked += marks[i];
                left += expected[i];
            }
            const auto got = narrowColumn(bytes, low, high, marks, marked);
            QVERIFY(got);
            QCOMPARE(*got, left);
            QVERIFY(marks == expected);
        }
        for (int round = 0; round < 60; ++round) {
            Values wanted;
            for (std::uint64_t n = random() % 6; n > 0; --n) {
                wanted.push_back(random() % 4 == 0 ? static_cast<std::int64_t>(random())
                                                   : values[random() % values.size()]);
            }
            std::ranges::sort(wanted);
            const std::uint64_t every = round % 3 == 0 ? 1 : round % 3 == 1 ? 2 : 40;
            std::vector<std::uint8_t> marks(values.size());
            std::vector<std::uint8_t> expected(values.size());
            for (std::size_t i = 0; i < values.size(); ++i) {
                marks[i] = random() % every == 0 ? 1 : 0;
                expected[i] = marks[i] != 0 && std::ranges::binary_search(wanted, values[i]) ? 1 : 0;
            }
            const auto got = narrowColumn(bytes, wanted, marks, static_cast<std::size_t>(std::ranges::count(marks, 1)));
            QVERIFY(got);
            QCOMPARE(*got, static_cast<std::size_t>(std::ranges::count(expected, 1)));
            QVERIFY(marks == expected);
        }
        std::vector<std::uint8_t> marks(values.size(), 1);
        QVERIFY(!narrowColumn(bytes + "x", Values{1, 2}, marks, marks.size()));
        QVERIFY(!narrowColumn(bytes + "x", 0, 5, marks, marks.size()));
        QVERIFY(!narrowColumn(std::string_view(bytes).substr(1), 0, 5, marks, marks.size()));
    }

    void columnRoundTrip() {
        QFETCH(Values, values);
        QFETCH(int, kind);
        std::string bytes;
        encodeColumn(values, bytes);
        QCOMPARE(static_cast<int>(bytes[0]), kind);
        Values back(values.size());
        QVERIFY(decodeColumn(bytes, back));
        QCOMPARE(back, values);
        Values distinct;
        QVERIFY(distinctOfColumn(bytes, values.size(), distinct));
        Values expected = values;
        std::ranges::sort(expected);
        expected.erase(std::ranges::unique(expected).begin(), expected.end());
        QCOMPARE(distinct, expected);
        // One byte more or less is not a column.
        QVERIFY(!decodeColumn(bytes + '\0', back));
        QVERIFY(!decodeColumn(std::string_view(bytes).substr(0, bytes.size() - 1), back));
        QVERIFY(!decodeColumn({}, back));
    }

    void everyColumnByteCounts() {
        // Changing any byte changes a value, or the bytes are refused or no longer canonical.
        for (const Values& values : {randomValues(100, 0, 1000, 6), Values(64, 5), randomValues(100, 0, 3, 7)}) {
            std::string bytes;
            encodeColumn(values, bytes);
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                std::string changed = bytes;
                changed[i] = static_cast<char>(changed[i] ^ 0x10);
                Values back(values.size());
                if (!decodeColumn(changed, back)) {
                    continue;
                }
                std::string again;
                encodeColumn(back, again);
                QVERIFY2(back != values || again != changed, qPrintable(QString::number(i)));
            }
        }
    }

    void records() {
        BlockCodec codec;
        std::vector<std::string> texts;
        for (int i = 0; i < 1024; ++i) {
            texts.push_back("{\"a\":" + std::to_string(i) + ",\"b\":\"" +
                            std::string(static_cast<std::size_t>(i) % 200, 'x') + "\"}");
        }
        const std::vector<std::string_view> views(texts.begin(), texts.end());
        const auto blob = codec.encodeRecords(views);
        QVERIFY(blob);
        const auto back = codec.decodeRecords(*blob, 1024);
        QVERIFY(back);
        QVERIFY(std::ranges::equal(*back, views));
        QVERIFY(!codec.decodeRecords(*blob, 1023));
        QVERIFY(!codec.decodeRecords(*blob, 1025));
        QVERIFY(!codec.decodeRecords(*blob + "x", 1024));
        QVERIFY(!codec.decodeRecords(blob->substr(0, blob->size() - 1), 1024));
        QVERIFY(!codec.decodeRecords("", 0));
    }

    void columnsOfABlock() {
        auto columns = std::make_unique<BlockColumns>();
        columns->n = 1024;
        for (std::size_t c = 0; c < kAllColumns; ++c) {
            const Values v = randomValues(1024, 0, std::int64_t{1} << c, static_cast<unsigned>(c));
            std::ranges::copy(v, columns->values[c].begin());
        }
        const std::string blob = encodeColumns(*columns);
        auto back = std::make_unique<BlockColumns>();
        back->n = 1024;
        QVERIFY(decodeColumns(blob, *back));
        for (std::size_t c = 0; c < kAllColumns; ++c) {
            QVERIFY(std::ranges::equal(columns->column(c), back->column(c)));
        }
        QVERIFY(!columnBytes(blob + "x", kAllColumns - 1, 1024));
        QVERIFY(!columnBytes(blob, 0, 1000));
    }

    void partIndex() {
        const Values index = {0, 1, 1, 2, 0, 3, 2};
        const std::string blob = encodePartIndex(index);
        const auto back = decodePartIndex(blob, index.size());
        QVERIFY(back);
        QCOMPARE(*back, index);
        QVERIFY(encodePartIndex(Values(4, 0)).empty());
        QCOMPARE(*decodePartIndex("", 4), Values(4, 0));
        QVERIFY(!decodePartIndex(blob + "x", index.size()));
        QVERIFY(!decodePartIndex(encodePartIndex(Values{0, -1, 1}), 3));
    }

    void sealedDigest_data() {
        QTest::addColumn<std::string>("record");
        QTest::addColumn<bool>("has");
        const std::string sealed = "\"sealed\":\"" + std::string(64, 'a') + "\"";
        QTest::newRow("none") << std::string("{\"time\":1,\"vedette\":{\"node\":\"n\"}}") << false;
        QTest::newRow("last") << "{\"vedette\":{\"node\":\"n\"," + sealed + "}}" << true;
        QTest::newRow("alone") << "{\"vedette\":{" + sealed + "}}" << true;
        QTest::newRow("before source") << "{\"vedette\":{" + sealed + ",\"source\":\"n/s\"}}" << true;
        QTest::newRow("before odd source") << "{\"vedette\":{" + sealed + ",\"source\":\"n/\\\"s\"}}" << true;
        QTest::newRow("in unmapped") << "{\"unmapped\":{" + sealed + "},\"vedette\":{\"node\":\"n\"}}" << false;
        QTest::newRow("in a text") << "{\"message\":\"\\\"sealed\\\":\\\"" + std::string(64, 'a') +
                                          "\",\"vedette\":{\"node\":\"n\"}}"
                                   << false;
    }
    void sealedDigest() {
        QFETCH(std::string, record);
        QFETCH(bool, has);
        const auto digest = sealedDigestOf(record);
        QVERIFY(digest);
        Hash expected;
        expected.fill(0xaa);
        QCOMPARE(digest->has_value(), has);
        QVERIFY(!has || **digest == expected);
    }

    void postings() {
        // Column Node holds ids i % 3 + 2000 * (block even) in each block, Class a large value in block 9 alone.
        SegmentPostings postings;
        auto columns = std::make_unique<BlockColumns>();
        for (unsigned b = 0; b < 64; ++b) {
            for (auto& c : columns->values) {
                c.fill(0);
            }
            columns->n = 1024;
            for (std::size_t i = 0; i < 1024; ++i) {
                columns->values[0][i] = static_cast<std::int64_t>(i % 3) + (b % 2 == 0 ? 2000 : 0);
            }
            if (b == 9) {
                columns->values[columnNumber(IntColumn::Class)][77] = std::numeric_limits<std::int64_t>::max();
            }
            QVERIFY(postings.addBlock(b, encodeColumns(*columns)));
        }
        int nodeRows = 0;
        int hugeRows = 0;
        QVERIFY(postings.rows([&](std::size_t column, std::uint64_t bucket, std::string_view data) -> Result<void> {
            if (column == columnNumber(TextColumn::Node)) {
                ++nodeRows;
                const std::uint64_t mask = bucket == 0 ? 0xAAAAAAAAAAAAAAAAu : 0x5555555555555555u;
                const std::uint64_t base = bucket == 0 ? 0 : 2000;
                for (std::uint64_t k = 0; k < 3; ++k) {
                    [&] { QCOMPARE(*postingMask(data, bucket, base + k), mask); }();
                }
                [&] { QCOMPARE(*postingMask(data, bucket, base + 3), 0u); }();
            }
            const std::uint64_t huge =
                postingKey(columnNumber(IntColumn::Class), std::numeric_limits<std::int64_t>::max());
            if (column == columnNumber(IntColumn::Class) && bucket == huge / kPostingBucket) {
                ++hugeRows;
                [&] { QCOMPARE(*postingMask(data, bucket, huge), std::uint64_t{1} << 9); }();
            }
            return {};
        }));
        QCOMPARE(nodeRows, 2);
        QCOMPARE(hugeRows, 1);
    }

    void checkpoints() {
        const SigningKey key = SigningKey::generate();
        const VerifierKey verifier = VerifierKey::of("example.org/log", key);
        const auto parsed = VerifierKey::parse(verifier.text() + "\n");
        QVERIFY(parsed);
        QCOMPARE(parsed->text(), verifier.text());
        Checkpoint c{"example.org/log", 77, leafHash("x"), "time 2026-11-20T08:00:00.000000Z\n", {}};
        const std::string note = signCheckpoint(c, verifier, key);
        auto opened = openCheckpoint(note, verifier);
        QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
        QCOMPARE(opened->size, 77u);
        QCOMPARE(opened->root, c.root);
        QVERIFY(isPlainNote(*opened, verifier));
        // A witness's line is passed over, but the note is no longer as we wrote it.
        opened = openCheckpoint(note + "\xE2\x80\x94 witness AAAAAAAA\n", verifier);
        QVERIFY(opened);
        QVERIFY(!isPlainNote(*opened, verifier));
        for (std::size_t i = 0; i < note.size(); ++i) {
            std::string changed = note;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            const auto again = openCheckpoint(changed, verifier);
            QVERIFY2(!again || !isPlainNote(*again, verifier), qPrintable(QString::number(i)));
        }
        const VerifierKey other = VerifierKey::of("example.org/log", SigningKey::generate());
        QCOMPARE(openCheckpoint(note, other).error().code, ErrorCode::Corrupt);
        const std::string bytes = verifier.text().substr(verifier.text().rfind('+'));
        QVERIFY(!VerifierKey::parse("example.org/log+00000000" + bytes));
    }

    void anchorsSplit() {
        const std::string note = "o\n1\nr\n\n\xE2\x80\x94 o sig\n";
        const std::string two = note + note + "\xE2\x80\x94 w sig\n";
        QCOMPARE(splitAnchors(two).notes.size(), 2u);
        QVERIFY(splitAnchors(two).torn.empty());
        for (std::size_t cut = 1; cut < note.size(); ++cut) {
            const std::string torn = note + note.substr(0, cut);
            const AnchorFile file = splitAnchors(torn);
            QCOMPARE(file.notes.size(), 1u);
            QCOMPARE(file.torn.size(), cut);
        }
    }
};

QTEST_APPLESS_MAIN(CodecTest)
#include "codec_test.moc"
