// SPDX-License-Identifier: GPL-3.0-or-later
// The tamper campaign, random part: two thousand changes of any value in any table that is evidence, every one of them
// detected, with the place. tamper_deliberate_test.cpp has those that somebody would think of.
#include <QTest>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <random>

#include "core/base/file.h"
#include "core/store/block.h"
#include "core/store/reader.h"
#include "tests/core/store/campaign/sqlite_page.h"
#include "tests/core/store/campaign/tamper_hand.h"
#include "tests/support/campaign.h"
#include "tests/support/fault_vfs.h"

using namespace vedette;
using namespace vedette::test;

namespace {

// What the places of damage may begin with when a table was touched. A record of the tail has no hash of its own: the
// checkpoint over it says that it was changed.
const std::map<std::string, std::vector<std::string>>& places() {
    static const std::map<std::string, std::vector<std::string>> all = {
        {"meta", {"meta"}},
        {"block", {"block"}},
        {"block_columns", {"block"}},
        {"block_records", {"block", "entry", "part"}},  // which part a record has may be told by the part
        {"part", {"part", "entry", "block"}},
        {"tail", {"entry", "checkpoint"}},
        {"dict", {"dict", "block"}},
        {"posting", {"posting"}},
        {"rollup", {"rollup"}},
        {"node", {"node"}},
        {"checkpoint", {"checkpoint", "anchor"}},  // without the newest, entries and anchors are past the one before
        {"certificate", {"certificate"}},
        {"forgotten", {"entry", "block", "certificate"}},
    };
    return all;
}

bool placed(const VerifyReport& report, const std::string& table) {
    const auto& starts = places().at(table);
    return std::ranges::any_of(report.damage, [&](const Damage& damage) {
        return std::ranges::any_of(starts, [&](const std::string& start) { return damage.place.starts_with(start); });
    });
}

// Whoever reads a spoilt store gets rows or an error. What they get is verify's to judge.
void readEverything(const std::filesystem::path& folder) {
    auto opened = Reader::open(folder);
    if (!opened) {
        return;
    }
    Reader& reader = **opened;
    for (const char* const text :
         {"", "node=node-9", "status=2 latency>=10", "text~node", "class=6003", "entry>=1000"}) {
        const Filter filter = parseFilter(text).value();
        [[maybe_unused]] const auto newest = reader.newest(filter, 2'000);
        [[maybe_unused]] const auto oldest = reader.oldest(filter, 2'000);
        [[maybe_unused]] const auto extent = reader.extent(filter);
        [[maybe_unused]] const auto groups = reader.groupBy(filter, TextColumn::Node);
        [[maybe_unused]] const auto scanned = reader.scan(filter, [](const Row&) { return true; });
    }
    for (std::uint64_t entry = 0; entry < 3'300; entry += 97) {
        [[maybe_unused]] const auto record = reader.record(entry);
        [[maybe_unused]] const auto part = reader.sealedPart(entry);
    }
    [[maybe_unused]] const auto rollups = reader.rollups(Time{}, Time::max());
    [[maybe_unused]] const auto values = reader.values(TextColumn::Principal);
}

struct BlockRow {
    std::string records;
    std::vector<std::int64_t> parts;  // row of table part plus 1, or 0
};

std::map<std::int64_t, BlockRow> blockRows(Insider& insider) {
    std::map<std::int64_t, BlockRow> out;
    const std::int64_t blocks = insider.number("SELECT max(id) + 1 FROM block");
    for (std::int64_t id = 0; id < blocks; ++id) {
        const std::string from = fmt::format(" FROM block_records WHERE id = {}", id);
        if (insider.number("SELECT count(*)" + from) == 0) {
            continue;
        }
        if (auto index = decodePartIndex(insider.bytes("SELECT parts" + from), kBlockEvents)) {
            out[id] = {insider.bytes("SELECT records" + from), std::move(*index)};
        }
    }
    return out;
}

// The bytes of a sealed part, or of an erased one the digest by which its record names it.
std::string partName(Insider& insider, const std::map<std::int64_t, BlockRow>& rows, std::int64_t number) {
    const std::string data = insider.bytes(fmt::format("SELECT data FROM part WHERE id = {}", number - 1));
    for (const auto& [id, row] : rows) {
        const auto use = std::ranges::find(row.parts, number);
        if (data.empty() && use != row.parts.end()) {
            BlockCodec codec;
            const auto records = codec.decodeRecords(row.records, kBlockEvents).value();
            const auto named = sealedDigestOf(records[static_cast<std::size_t>(use - row.parts.begin())]).value();
            return named ? toHex(*named) : std::string();
        }
    }
    return data;
}

// A part may stand in several rows; a record that refers to another of them refers to the same part (store-format.md,
// 4.2). Whether nothing else was changed. Puts the store back.
bool onlyAnotherCopy(TamperStore& store) {
    std::map<std::int64_t, BlockRow> now;
    {
        Insider insider(store.folder());
        now = blockRows(insider);
    }
    store.restore();
    Insider insider(store.folder());
    const auto before = blockRows(insider);
    int others = 0;
    for (const auto& [id, row] : before) {
        if (!now.contains(id) || now[id].records != row.records) {
            return false;
        }
        for (std::size_t i = 0; i < kBlockEvents; ++i) {
            const std::int64_t was = row.parts[i];
            const std::int64_t is = now[id].parts[i];
            if (was != is && (was == 0 || is == 0 || partName(insider, before, was).empty() ||
                              partName(insider, before, was) != partName(insider, before, is))) {
                return false;
            }
            others += was != is ? 1 : 0;
        }
    }
    return others > 0;
}

}  // namespace

class TamperCampaign : public QObject {
    Q_OBJECT

    FaultVfs m_disk;  // nothing of this needs to outlive the machine
    std::mt19937_64 m_random;

    void strikeMany(TamperStore& store, TamperHand& hand, int times) {
        std::map<std::string, int> byTable;
        std::map<std::string, int> byKind;
        for (int i = 0; i < times; ++i) {
            store.restore();
            const Blow blow = hand.strike(store.folder());
            const VerifyReport report = verdictReport(store.folder());
            if (report.intact && blow.what.find("block_records.parts") != std::string::npos && onlyAnotherCopy(store)) {
                qInfo("blow %d, %s: refers to another copy of the same part", i, blow.what.c_str());
                continue;
            }
            QVERIFY2(!report.intact, fmt::format("blow {}, {}: not detected", i, blow.what).c_str());
            QVERIFY2(placed(report, blow.table),
                     fmt::format("blow {}, {}: not placed, but\n{}", i, blow.what, damageText(report)).c_str());
            ++byTable[blow.table];
            ++byKind[blow.kind];
        }
        std::string text = fmt::format("{} changes, all detected and placed;", times);
        for (const auto& [name, count] : byTable) text += fmt::format(" {} {}", name, count);
        text += ";";
        for (const auto& [name, count] : byKind) text += fmt::format(" {} {}", name, count);
        qInfo("seed %llu: %s", static_cast<unsigned long long>(campaignSeed()), text.c_str());
    }

    // Spoils the file in many ways, one at a time. `change`: does it to its bytes, for the i-th time.
    void spoil(TamperStore& store, const char* name, int times,
               const std::function<void(std::string& file, int i)>& change) {
        const std::string good = *readFile(store.database());
        const auto contents = Insider(store.folder()).contents();
        QVERIFY(contents);
        m_random.seed(campaignSeed() + 2);
        int detected = 0;
        for (int i = 0; i < times; ++i) {
            store.restore();
            std::string file = good;
            change(file, i);
            std::ofstream(store.database(), std::ios::binary) << file;
            readEverything(store.folder());
            if (!verdictReport(store.folder()).intact) {
                ++detected;
                continue;
            }
            const auto now = Insider(store.folder()).contents();
            QVERIFY2(now && *now == *contents, fmt::format("{} {} changed something unseen", name, i).c_str());
        }
        qInfo("seed %llu: %d times %s, %d detected, %d where nothing is",
              static_cast<unsigned long long>(campaignSeed()), times, name, detected, times - detected);
        QVERIFY(detected * 3 > times);
    }

private Q_SLOTS:
    void everyTable() {
        auto store = TamperStore::everything();
        const VerifyReport good = verdictReport(store->folder());
        QVERIFY2(good.intact, damageText(good).c_str());
        QCOMPARE(good.certificates.size(), 3u);
        QVERIFY(good.forgotten > 1'024 && good.erasedParts > 0);
        TamperHand hand(store->folder(),
                        {"meta", "block", "block_columns", "block_records", "part", "tail", "dict", "rollup", "node",
                         "checkpoint", "certificate", "forgotten"},
                        campaignSeed());
        strikeMany(*store, hand, 1'600 * campaignScale());
    }

    // The same on a log whose keys were changed.
    void rotatedTables() {
        auto store = TamperStore::rotated();
        const VerifyReport good = verdictReport(store->folder());
        QVERIFY2(good.intact, damageText(good).c_str());
        QCOMPARE(good.keys.size(), 3u);
        QVERIFY(good.keys[0].revoked && good.keys[0].attested);
        TamperHand hand(store->folder(),
                        {"meta", "block", "block_records", "part", "tail", "checkpoint", "certificate", "forgotten"},
                        campaignSeed() + 3);
        strikeMany(*store, hand, 250 * campaignScale());
    }

    // Posting lists and the upper levels of the tree begin with a full segment.
    void segmentTables() {
        auto store = TamperStore::segment();
        const VerifyReport good = verdictReport(store->folder());
        QVERIFY2(good.intact, damageText(good).c_str());
        TamperHand hand(store->folder(), {"posting", "node", "forgotten"}, campaignSeed() + 1);
        strikeMany(*store, hand, 150 * campaignScale());
    }

    // A byte of the file, wherever it lies: detected, or every value of every table is still what it was.
    void anyByteOfTheFile() {
        spoil(*TamperStore::everything(), "byte", 300 * campaignScale(), [this](std::string& file, int i) {
            // Every third where a page keeps its structure.
            const std::size_t at = i % 3 == 0 ? m_random() % (file.size() / kPageBytes) * kPageBytes + m_random() % 128
                                              : m_random() % file.size();
            file[at] = static_cast<char>(file[at] ^ static_cast<char>(1 + m_random() % 255));
        });
    }

    // Two rows of a page change places, so that SQLite returns rows nobody asked for, and in another order.
    void anyTwoRowsOfAPage() {
        const auto change = [this](std::string& file, int) {
            for (;;) {
                char* const page = file.data() + (1 + m_random() % (file.size() / kPageBytes - 1)) * kPageBytes;
                const std::size_t rows = rowsOfPage(page);
                if (!isLeafPage(page) || rows < 2 || rows > kPageBytes / 8) {
                    continue;  // the page of a long blob may begin like one
                }
                const std::size_t one = m_random() % rows;
                const std::size_t other = m_random() % rows;
                if (one != other) {
                    exchangeRows(page, one, other);
                    return;
                }
            }
        };
        spoil(*TamperStore::everything(), "two rows", 200 * campaignScale(), change);
        spoil(*TamperStore::segment(), "two rows of a segment", 50 * campaignScale(), change);
    }
};

QTEST_GUILESS_MAIN(TamperCampaign)
#include "tamper_campaign_test.moc"
