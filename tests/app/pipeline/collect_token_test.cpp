// SPDX-License-Identifier: GPL-3.0-or-later
// The collector loses the token with the log's key while it runs (SoftHSM2): it says so, fetches nothing more, and goes
// on when the token is back. Nothing acknowledged is lost, and nothing is there twice.
#include <QTest>
#include <fmt/format.h>

#include <fstream>
#include <mutex>
#include <thread>

#include "app/pipeline/collect.h"
#include "core/base/token_key.h"
#include "core/store/reader.h"
#include "core/store/store.h"
#include "core/store/store_signer.h"
#include "core/store/verify.h"
#include "tests/support/soft_token.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

constexpr int kPatience = 180'000;

std::string line(std::uint64_t number) {
    return fmt::format(
        "{{\"time_iso8601\":\"2026-11-20T10:{:02}:{:02}+00:00\",\"remote_addr\":\"192.0.2.{}\",\"request_id\":\"r{}\","
        "\"request_method\":\"POST\",\"uri\":\"/v1/chat/completions\",\"status\":\"200\",\"request_time\":\"0.5\"}}\n",
        number / 60 % 60, number % 60, number % 250 + 1, number);
}

// The service on a thread of its own, and what it said last.
class Running {
public:
    Running(const std::filesystem::path& store, const std::filesystem::path& log, const Clock& clock, bool once) {
        m_thread = std::jthread([this, store, log, &clock, once](const std::stop_token& stop) {
            SourceConfig lines;
            lines.id = "access";
            lines.kind = SourceKind::File;
            lines.mapping = "nginx-json";
            lines.path = log.string();
            lines.every = std::chrono::milliseconds(50);
            NodeConfig edge;
            edge.id = "edge";
            edge.sources = {lines};
            CollectOptions options;
            options.fleet.name = "token";
            options.fleet.nodes = {edge};
            options.retention = false;
            options.once = once;
            options.progress = [this](const CollectProgress& progress) {
                const std::scoped_lock lock(m_mutex);
                m_waiting = progress.ingest.waiting;
            };
            auto done = collect(store, options, clock, stop);
            const std::scoped_lock lock(m_mutex);
            m_error = done ? std::string() : done.error().text();
        });
    }
    [[nodiscard]] std::string waiting() const {
        const std::scoped_lock lock(m_mutex);
        return m_waiting;
    }
    // Why it ended; empty when it ended well.
    std::string end(bool stop = true) {
        if (stop) m_thread.request_stop();
        m_thread.join();
        return m_error;
    }

private:
    mutable std::mutex m_mutex;
    std::string m_waiting;
    std::string m_error = "it still runs";
    std::jthread m_thread;
};

}  // namespace

class CollectTokenTest : public QObject {
    Q_OBJECT

    TempFolder m_folder;
    FixedClock m_clock{kFixtureStart};
    std::unique_ptr<SoftTokens> m_tokens;
    std::uint64_t m_lines = 0;

    [[nodiscard]] std::filesystem::path store() const { return m_folder / "store"; }
    [[nodiscard]] std::filesystem::path log() const { return m_folder / "access.log"; }
    void grow() {
        std::ofstream out(log(), std::ios::app);
        for (int i = 0; i < 20; ++i) out << line(m_lines++);
    }
    [[nodiscard]] std::uint64_t written() const {
        const auto reader = Reader::open(store());
        const auto extent = (*reader)->extent(Filter().is(IntColumn::Class, ocsf::kApiActivity));
        return extent ? extent->count : 0;
    }
    // Entries that say that the key was away.
    [[nodiscard]] std::vector<std::string> said() const {
        std::vector<std::string> out;
        const auto reader = Reader::open(store());
        const auto page = (*reader)->newest(Filter().is(TextColumn::Source, "vedette/key"), 10);
        for (const Row& row : page->rows) out.push_back((*reader)->record(row.entry).value_or(""));
        return out;
    }
    [[nodiscard]] bool intact() const {
        const auto report = verifyStore(store(), {});
        return report && report->intact;
    }

private Q_SLOTS:
    void initTestCase() {
        if (const QString missing = SoftTokens::missing(); !missing.isEmpty()) QSKIP(qPrintable(missing));
        m_tokens = std::make_unique<SoftTokens>(m_folder.path());
        m_tokens->add("vault");
        givePin(SoftTokens::kPin);
        auto key = TokenKey::generate(SoftTokens::uri("vault", "log"));
        QVERIFY2(key, key ? "" : key.error().text().c_str());
        const StoreSigner signer(std::move(*key));
        CreateOptions options;
        options.signer = &signer;
        QVERIFY(createStore(store(), options, m_clock));
    }

    void itWaitsAndGoesOn() {
        grow();
        Running service(store(), log(), m_clock, false);
        QTRY_COMPARE_WITH_TIMEOUT(written(), m_lines, kPatience);
        QVERIFY(service.waiting().empty());
        m_tokens->takeOut();
        grow();
        QTRY_VERIFY_WITH_TIMEOUT(!service.waiting().empty(), kPatience);
        QVERIFY2(service.waiting().find("token") != std::string::npos, service.waiting().c_str());
        QCOMPARE(written(), m_lines - 20);
        QVERIFY(intact());
        m_tokens->putBack();
        QTRY_COMPARE_WITH_TIMEOUT(written(), m_lines, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(service.waiting().empty(), kPatience);
        QCOMPARE(service.end(), std::string());
        QCOMPARE(written(), m_lines);
        QVERIFY(!said().empty());
        QVERIFY2(said().back().find("\"key_away\"") != std::string::npos, said().back().c_str());
        QVERIFY(intact());
    }

    // Who stops the service does not have to put the token back first; the next one reads what this one could not
    // write.
    void itCanBeStoppedWhileItWaits() {
        const std::uint64_t before = m_lines;
        Running service(store(), log(), m_clock, false);
        // It writes before the token goes, so that it is not the opening of the store that fails.
        grow();
        QTRY_COMPARE_WITH_TIMEOUT(written(), m_lines, kPatience);
        m_tokens->takeOut();
        grow();
        QTRY_VERIFY_WITH_TIMEOUT(!service.waiting().empty(), kPatience);
        QVERIFY(!service.end().empty());  // it says that something was not written
        QCOMPARE(written(), before + 20);
        QVERIFY(intact());
        m_tokens->putBack();
        Running again(store(), log(), m_clock, true);
        QCOMPARE(again.end(false), std::string());
        QCOMPARE(written(), m_lines);
        QVERIFY(intact());
    }
};

QTEST_GUILESS_MAIN(CollectTokenTest)
#include "collect_token_test.moc"
