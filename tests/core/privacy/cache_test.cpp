// SPDX-License-Identifier: GPL-3.0-or-later
// The sealer's memory of what it met: against a plain map, and what the two generations keep.
#include "core/privacy/cache.h"

#include <QTest>

#include <map>
#include <random>

using namespace vedette;

class CacheTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Many keys, some alike but for a byte, some long: what was put in is found, nothing else, and stays in its place.
    void againstAMap() {
        GenerationCache<int> cache(1'000'000, 42);
        std::map<std::string, std::pair<std::string_view, int*>> known;
        std::mt19937_64 random(7);
        for (int i = 0; i < 30'000; ++i) {
            const std::string key = std::string(random() % 24, 'x') + std::to_string(random() % 10'000);
            int* const found = cache.find(key);
            const auto there = known.find(key);
            QCOMPARE(found != nullptr, there != known.end());
            if (found != nullptr) {
                QCOMPARE(found, there->second.second);
            } else {
                known[key] = cache.insert(key, i);
            }
        }
        QVERIFY(known.size() > 10'000);
        for (const auto& [key, stored] : known) {
            QVERIFY(stored.first == key);
            QCOMPARE(cache.find(key), stored.second);
        }
    }

    void keepsWhatIsUsed() {
        GenerationCache<int> cache(10, 1);
        for (int i = 0; i <= 10; ++i) {
            cache.insert(std::to_string(i), i);
        }
        cache.turn();
        QVERIFY(cache.find("3") != nullptr);  // young again
        QCOMPARE(*cache.find("3"), 3);
        for (int i = 100; i < 110; ++i) {
            cache.insert(std::to_string(i), i);
        }
        cache.turn();
        QVERIFY(cache.find("3") != nullptr);
        QCOMPARE(*cache.find("3"), 3);
        QVERIFY(cache.find("4") == nullptr);
        cache.clear();
        QVERIFY(cache.find("3") == nullptr);
        QVERIFY(cache.find("105") == nullptr);
    }
};

QTEST_GUILESS_MAIN(CacheTest)
#include "cache_test.moc"
