// SPDX-License-Identifier: GPL-3.0-or-later
// The tamper campaign, random part: two thousand changes of any value in any table that is evidence, every one of them
// detected, with the place. tamper_deliberate_test.cpp has those that somebody would think of.
#include <QTest>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <span>

#include "core/base/file.h"
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
        {"block_records", {"block", "entry"}},
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

}  // namespace

class TamperCampaign : public QObject {
    Q_OBJECT

    FaultVfs m_disk;  // nothing of this needs to outlive the machine

    void strikeMany(TamperStore& store, TamperHand& hand, int times) {
        std::map<std::string, int> byTable;
        std::map<std::string, int> byKind;
        for (int i = 0; i < times; ++i) {
            store.restore();
            const Blow blow = hand.strike(store.folder());
            const VerifyReport report = verdictReport(store.folder());
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
        auto store = TamperStore::everything();
        const std::string good = *readFile(store->database());
        const auto contents = Insider(store->folder()).contents();
        QVERIFY(contents);
        std::mt19937_64 random(campaignSeed() + 2);
        const int flips = 300 * campaignScale();
        int detected = 0;
        for (int i = 0; i < flips; ++i) {
            store->restore();
            // Every third where a page keeps its structure.
            const std::size_t at =
                i % 3 == 0 ? random() % (good.size() / 16'384) * 16'384 + random() % 128 : random() % good.size();
            std::fstream file(store->database(), std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(static_cast<std::streamoff>(at));
            file.put(static_cast<char>(good[at] ^ static_cast<char>(1 + random() % 255)));
            file.close();
            if (!verdictReport(store->folder()).intact) {
                ++detected;
                continue;
            }
            const auto now = Insider(store->folder()).contents();
            QVERIFY2(now && *now == *contents, fmt::format("byte {} changed something unseen", at).c_str());
        }
        qInfo("seed %llu: %d flips, %d detected, %d in bytes that hold nothing",
              static_cast<unsigned long long>(campaignSeed()), flips, detected, flips - detected);
        QVERIFY(detected * 3 > flips);
    }
};

QTEST_GUILESS_MAIN(TamperCampaign)
#include "tamper_campaign_test.moc"
