// SPDX-License-Identifier: GPL-3.0-or-later
// The collector service where a secret cannot be read: the source is recorded as failing and tried again, and the
// others never notice. And where the clock is set under it.
#include "app/pipeline/collect.h"

#include <QTemporaryDir>
#include <QTest>
#include <fmt/format.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "app/pipeline/clock_watch.h"
#include "core/store/reader.h"
#include "core/store/store.h"
#include "core/store/verify.h"
#include "tests/support/fault_server.h"
#include "tests/support/store_fixture.h"

using namespace vedette;

namespace {

constexpr int kPatience = 120'000;
constexpr std::uint64_t kLines = 300;

// Two nodes: one over HTTP with a token, one that is a file without any.
FleetConfig fleetOf(const std::string& endpoint, const std::string& bearer, const std::string& log) {
    NodeConfig gateway;
    gateway.id = "gateway";
    gateway.endpoint = endpoint;
    gateway.bearer = {bearer};
    SourceConfig lines;
    lines.id = "access";
    lines.kind = SourceKind::JsonLines;
    lines.mapping = "nginx-json";
    lines.path = "/access";
    lines.every = std::chrono::milliseconds(50);
    gateway.sources = {lines};
    NodeConfig edge;
    edge.id = "edge";
    SourceConfig file = lines;
    file.kind = SourceKind::File;
    file.path = log;
    edge.sources = {file};
    FleetConfig fleet;
    fleet.name = "secrets";
    fleet.nodes = {gateway, edge};
    return fleet;
}

std::string line(std::uint64_t number) {
    return fmt::format(
        "{{\"time_iso8601\":\"2026-11-20T10:{:02}:{:02}+00:00\",\"remote_addr\":\"192.0.2.{}\",\"request_id\":\"r{}\","
        "\"request_method\":\"POST\",\"uri\":\"/v1/chat/completions\",\"status\":\"200\",\"request_time\":\"0.5\"}}\n",
        number / 60 % 60, number % 60, number % 250 + 1, number);
}

// A log of one line at "/access", for who has the token.
test::FaultAnswer guarded(const test::FaultRequest& request) {
    test::FaultAnswer answer;
    const auto said = request.headers.find("authorization");
    if (said == request.headers.end() || said->second != "Bearer s3cret") {
        answer.status = 401;
        return answer;
    }
    const bool first = request.query("after", "0") == "0";
    answer.body = first ? line(1) : "";
    answer.headers["X-Next-After"] = "1";
    return answer;
}

std::vector<std::string> statuses(const std::filesystem::path& store, const std::string& source) {
    auto reader = Reader::open(store);
    if (!reader) return {};
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kCollectorStatus).is(TextColumn::Source, source);
    const auto page = (*reader)->newest(filter, 1000);
    std::vector<std::string> out;
    for (const Row& row : page ? page->rows : std::vector<Row>{})
        out.push_back((*reader)->record(row.entry).value_or(std::string()));
    return out;
}

bool anyHas(const std::vector<std::string>& texts, std::string_view part) {
    return std::ranges::any_of(texts, [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

}  // namespace

class CollectTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = at("store");
        QVERIFY(createStore(m_store, {"test"}, m_clock).has_value());
        std::ofstream log(at("access.log"));
        for (std::uint64_t i = 0; i < kLines; ++i) log << line(i);
    }

    void aSecretThatCannotBeReadStopsNobodyElse_data() {
        QTest::addColumn<QString>("reference");
        QTest::addColumn<QString>("why");
        const auto row = [](const char* name, const char* reference, const char* why) {
            QTest::newRow(name) << QString::fromUtf8(reference) << QString::fromUtf8(why);
        };
        row("environment", "env:VEDETTE_TEST_NO_SUCH_SECRET", "environment variable");
        row("file", "file:/nowhere/token", "file of this secret");
        row("no keychain", "keychain:vllm/gateway", "no keychain");
        row("no entry", "keychain:vllm/other", "no entry");
    }
    void aSecretThatCannotBeReadStopsNobodyElse() {
        QFETCH(QString, reference);
        QFETCH(QString, why);
        const test::FaultServer server(guarded);
        CollectOptions options;
        options.fleet = fleetOf(server.url("127.0.0.1"), reference.toStdString(), at("access.log"));
        options.once = true;
        if (reference.endsWith(QStringLiteral("other")))
            options.keychain = [](const std::string&, const std::string&) {
                return Result<std::string>(fail(ErrorCode::Denied, "no entry"));
            };
        const auto done = collect(m_store, options, m_clock);
        QVERIFY2(done.has_value(), done ? "" : done.error().text().c_str());
        QCOMPARE(done->ingest.sources.at("edge/access").events, kLines);
        QCOMPARE(done->failing.size(), std::size_t{1});
        const std::string& said = done->failing.at("gateway/access");
        QVERIFY2(said.find(why.toStdString()) != std::string::npos, said.c_str());
        QVERIFY2(said.find(reference.toStdString()) != std::string::npos, said.c_str());
        QVERIFY(anyHas(statuses(m_store, "gateway/access"), reference.toStdString()));
    }

    void aSecretThatComesLaterIsTaken() {
        const test::FaultServer server(guarded);
        std::atomic<bool> unlocked = false;
        std::atomic<std::uint64_t> failed = 0;
        std::atomic<std::uint64_t> collected = 0;
        CollectOptions options;
        options.fleet = fleetOf(server.url("127.0.0.1"), "keychain:vllm/gateway", at("access.log"));
        options.keychain = [&](const std::string& service, const std::string& name) -> Result<std::string> {
            if (service != "vllm" || name != "gateway") return fail(ErrorCode::Denied, "wrong entry");
            if (!unlocked) return fail(ErrorCode::Denied, "the keychain is locked");
            return std::string("s3cret\n");
        };
        options.progress = [&](const CollectProgress& progress) {
            failed = progress.failedPolls;
            collected = progress.ingest.events;
        };
        Result<CollectProgress> done = fail(ErrorCode::Cancelled, "not run");
        std::jthread service([&](const std::stop_token& stop) { done = collect(m_store, options, m_clock, stop); });
        QTRY_VERIFY_WITH_TIMEOUT(failed > 0 && collected == kLines, kPatience);
        unlocked = true;
        QTRY_VERIFY_WITH_TIMEOUT(collected == kLines + 1, kPatience);
        service.request_stop();
        service.join();
        QVERIFY2(done.has_value(), done ? "" : done.error().text().c_str());
        QVERIFY(done->failing.empty());
        const auto said = statuses(m_store, "gateway/access");
        QVERIFY(anyHas(said, "the keychain is locked"));
        QVERIFY(anyHas(said, "could not be read for"));
        QVERIFY(!anyHas(said, "s3cret"));
        const auto verified = verifyStore(m_store, {});
        QVERIFY(verified.has_value() && verified->intact);
    }

    void aClockThatIsSetIsLogged() {
        CollectOptions options;
        options.fleet = fleetOf("", "", at("access.log"));
        options.fleet.nodes.erase(options.fleet.nodes.begin());
        options.once = true;
        QVERIFY(collect(m_store, options, m_clock).has_value());
        QVERIFY(statuses(m_store, "vedette/clock").empty());
        // Two hours pass between any two looks, of which the wall clock knows nothing.
        options.monotonic = [passed = Duration{0}]() mutable { return passed += std::chrono::hours(2); };
        QVERIFY(collect(m_store, options, m_clock).has_value());
        QVERIFY(anyHas(statuses(m_store, "vedette/clock"), "The clock was set back by 1 h "));
        QVERIFY(!anyHas(statuses(m_store, "vedette/clock"), "Collecting begins"));
        // And a clock that is behind what is in the log already.
        const test::FixedClock early(m_clock.now() - std::chrono::hours(30));
        options.monotonic = [] { return Duration{0}; };
        QVERIFY(collect(m_store, options, early).has_value());
        QVERIFY(anyHas(statuses(m_store, "vedette/clock"), "the clock is 1 d 6 h behind it") ||
                anyHas(statuses(m_store, "vedette/clock"), "the clock is 1 d 5 h behind it"));
        const auto verified = verifyStore(m_store, {});
        QVERIFY(verified.has_value() && verified->intact);
        QVERIFY(std::ranges::any_of(verified->clock, [](const ClockRemark& remark) {
            return remark.what.find("behind it") != std::string::npos;
        }));
        QVERIFY(std::ranges::any_of(verified->clock, [](const ClockRemark& remark) {
            return remark.what.find("the clock went back by 1 d") != std::string::npos;
        }));
    }

    void whatIsAJumpOfTheClock_data() {
        QTest::addColumn<int>("wall");  // seconds that each clock moves on by
        QTest::addColumn<int>("monotonic");
        QTest::addColumn<QString>("said");
        QTest::newRow("none") << 60 << 60 << QString();
        QTest::newRow("a correction in passing") << 60 << 65 << QString();
        QTest::newRow("back") << 60 << 3'660 << QStringLiteral("The clock was set back by 1 h: ");
        QTest::newRow("forward") << 86'460 << 60 << QStringLiteral("The clock was set forward by 1 d: ");
        QTest::newRow("the machine slept") << 40'000 << 40'000 << QString();
    }
    void whatIsAJumpOfTheClock() {
        QFETCH(int, wall);
        QFETCH(int, monotonic);
        QFETCH(QString, said);
        test::FixedClock clock(test::kFixtureStart);
        Duration passed{0};
        ClockWatch watch(clock, [&] { return passed; });
        clock.advance(std::chrono::seconds(wall));
        passed += std::chrono::seconds(monotonic);
        const auto look = watch.look();
        QVERIFY2(look.has_value() == !said.isEmpty() && QString::fromStdString(look.value_or("")).startsWith(said),
                 look.value_or("nothing").c_str());
        QVERIFY(!watch.look());  // said once
    }

private:
    [[nodiscard]] std::string at(const char* name) const {
        return m_folder->filePath(QString::fromUtf8(name)).toStdString();
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_store;
};

QTEST_APPLESS_MAIN(CollectTest)
#include "collect_test.moc"
