// SPDX-License-Identifier: GPL-3.0-or-later
// The collectors over HTTP: pages, lines, metrics.
#include <QtTest>
#include <fmt/format.h>

#include <mutex>
#include <random>
#include <set>

#include "collectors/json_lines.h"
#include "collectors/json_page.h"
#include "collectors/json_pages.h"
#include "collectors/make_collectors.h"
#include "collectors/scrape.h"
#include "tests/support/fault_server.h"

using namespace vedette;
using namespace vedette::test;
using namespace std::chrono_literals;

namespace {

class SteeredClock final : public Clock {
public:
    explicit SteeredClock(std::string_view text) : m_now(*parseTime(text)) {}
    [[nodiscard]] Time now() const override { return m_now; }
    void pass(Duration d) { m_now += d; }

private:
    Time m_now;
};

NodeConfig nodeAt(const FaultServer& server) {
    NodeConfig node;
    node.id = "n";
    node.endpoint = server.url("127.0.0.1");
    return node;
}

SourceConfig sourceOf(SourceKind kind, const std::string& path) {
    SourceConfig source;
    source.id = "s";
    source.kind = kind;
    source.path = path;
    source.mapping = "m";
    return source;
}

Poll pollOnce(HttpEngine& engine, Collector& collector, const std::string& cursor) {
    Poll out;
    int calls = 0;
    collector.poll(cursor, [&](Poll poll) {
        out = std::move(poll);
        ++calls;
    });
    engine.runUntilIdle();
    if (calls != 1) qFatal("done was called %d times", calls);
    return out;
}

// Rows that are listed newest first in pages and counted to 10,000 only.
class SpendLog {
public:
    void add(Time time, const std::string& id) {
        const std::lock_guard lock(m_mutex);
        m_rows.emplace(time, id);
    }
    std::size_t largestWindow = 10'000;

    FaultAnswer answer(const FaultRequest& request) const {
        const std::lock_guard lock(m_mutex);
        const auto from = parseTime(request.query("start_date") + "Z");
        const auto to = parseTime(request.query("end_date") + "Z");
        const auto page = std::stoul(request.query("page"));
        const auto size = std::stoul(request.query("page_size"));
        if (!from || !to) return {.status = 400};
        std::vector<std::pair<Time, std::string>> found;
        for (auto row = m_rows.rbegin(); row != m_rows.rend(); ++row) {
            if (row->first >= *from && row->first <= *to) found.push_back(*row);
        }
        std::string items;
        for (std::size_t i = (page - 1) * size; i < std::min(found.size(), page * size); ++i) {
            if (!items.empty()) items += ", ";
            items += fmt::format(
                "{{\"request_id\": \"{}\", \"startTime\": \"{}\", \"spend\": 0.25 , \"big\":18446744073709551616}}",
                found[i].second, formatTime(found[i].first));
        }
        const bool capped = found.size() > largestWindow;
        const std::size_t total = std::min(found.size(), largestWindow);
        return {
            .body = fmt::format(
                "{{\"data\":[{}],\"total\":{},\"total_is_capped\":{},\"page\":{},\"page_size\":{},\"total_pages\":{}}}",
                items, total, capped, page, size, (total + size - 1) / size)};
    }

    // As an interface that does not say how much there is.
    FaultAnswer uncounted(const FaultRequest& request) const {
        FaultAnswer out = answer(request);
        out.body.resize(out.body.find(",\"total\""));
        out.body += "}";
        return out;
    }

private:
    mutable std::mutex m_mutex;
    std::set<std::pair<Time, std::string>> m_rows;
};

// Collects and remembers, as the store would.
struct PagesFollower {
    HttpEngine& engine;
    Collector& collector;
    std::set<std::uint64_t>& seen;
    std::string cursor{};
    std::vector<std::string> ids{};
    std::optional<Error> failure{};

    void poll(bool commit = true) {
        for (int i = 0; i < 1000; ++i) {
            const Poll poll = pollOnce(engine, collector, cursor);
            failure = poll.failure;
            if (poll.records.size() != poll.seen.size()) qFatal("records and seen ids differ");
            if (!commit) return;
            for (const RawRecord& r : poll.records) {
                const auto at = r.bytes.find("\"request_id\": \"") + 15;
                ids.push_back(r.bytes.substr(at, r.bytes.find('"', at) - at));
            }
            for (const SeenId& s : poll.seen) seen.insert(s.id);
            cursor = poll.nextCursor;
            if (!poll.more) return;
        }
        qFatal("there is always more");
    }
};

}  // namespace

class HttpSourcesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pagesLoseAndRepeatNothing_data() {
        QTest::addColumn<int>("largestWindow");
        QTest::newRow("uncapped") << 10'000;
        QTest::newRow("capped at 50") << 50;
    }
    void pagesLoseAndRepeatNothing() {
        QFETCH(int, largestWindow);
        SpendLog log;
        log.largestWindow = static_cast<std::size_t>(largestWindow);
        SteeredClock clock("2026-11-20T10:00:00Z");
        std::mt19937 random(7);
        std::vector<std::string> written;
        std::vector<std::pair<Time, std::string>> late;
        FaultServer server([&](const FaultRequest& r) { return log.answer(r); });
        HttpEngine engine;
        std::set<std::uint64_t> seen;
        SourceConfig source = sourceOf(SourceKind::JsonPages, "/spend/logs/v2");
        source.pageSize = 7;
        source.overlap = 60s;
        JsonPages pages("n/s", nodeAt(server), source, engine, clock,
                        [&](const std::string&) { return std::vector<std::uint64_t>(seen.begin(), seen.end()); });
        PagesFollower f{engine, pages, seen};
        for (int round = 0; round < 12; ++round) {
            for (auto& [time, id] : late) log.add(time, id);
            late.clear();
            for (int i = 0; i < 40; ++i) {
                const std::string id = fmt::format("r{}-{}", round, i);
                // A fifth becomes visible only after the next poll.
                const Time at = clock.now() - Duration(random() % 20'000'000);
                written.push_back(id);
                if (i % 5 == 0)
                    late.emplace_back(at, id);
                else
                    log.add(at, id);
            }
            if (round % 4 == 3) f.poll(false);  // killed before the commit
            f.poll();
            QVERIFY2(!f.failure, f.failure ? f.failure->text().c_str() : "");
            clock.pass(21s);
        }
        for (auto& [time, id] : late) log.add(time, id);
        f.poll();
        std::ranges::sort(written);
        std::vector<std::string> collected = f.ids;
        std::ranges::sort(collected);
        QVERIFY2(collected == written,
                 fmt::format("{} collected, {} written", collected.size(), written.size()).c_str());
    }

    void aBacklogComesOldestFirst_data() {
        QTest::addColumn<bool>("counted");
        QTest::addColumn<int>("largestWindow");
        QTest::newRow("counted") << true << 1'000'000;
        QTest::newRow("counted to 10,000") << true << 10'000;
        QTest::newRow("not counted") << false << 1'000'000;
    }
    // The rows of two weeks, most of them of the last hours; more than one poll takes.
    void aBacklogComesOldestFirst() {
        QFETCH(bool, counted);
        QFETCH(int, largestWindow);
        constexpr int kRows = 25'000;
        SpendLog log;
        log.largestWindow = static_cast<std::size_t>(largestWindow);
        SteeredClock clock("2026-11-20T10:00:00Z");
        std::vector<std::string> written(kRows);
        for (int i = 0; i < kRows; ++i) {
            const std::string id = "r" + std::to_string(i);
            log.add(clock.now() - (i < 20'000 ? 1s * i : 20'000s + 240s * (i - 20'000)), id);
            written[static_cast<std::size_t>(kRows - 1 - i)] = id;
        }
        FaultServer server([&](const FaultRequest& r) { return counted ? log.answer(r) : log.uncounted(r); });
        HttpEngine engine;
        std::set<std::uint64_t> seen;
        SourceConfig source = sourceOf(SourceKind::JsonPages, "/spend/logs/v2");
        source.pageSize = 1000;
        const auto seenIds = [&](const std::string&) { return std::vector<std::uint64_t>(seen.begin(), seen.end()); };
        JsonPages pages("n/s", nodeAt(server), source, engine, clock, seenIds);
        PagesFollower f{engine, pages, seen};
        f.poll(false);  // killed before the commit
        f.poll();
        QVERIFY2(!f.failure, f.failure ? f.failure->text().c_str() : "");
        QCOMPARE(f.ids.size(), written.size());
        QVERIFY(f.ids == written);
    }

    // One that knows no start_date and end_date gives the same rows for every window.
    void anInterfaceThatIgnoresTheWindowIsReadToo() {
        SpendLog log;
        SteeredClock clock("2026-11-20T10:00:00Z");
        for (int i = 0; i < 9'000; ++i) log.add(clock.now() - 20ms * i, "r" + std::to_string(i));
        log.largestWindow = 1'000'000;
        FaultServer server([&](const FaultRequest& r) {
            FaultRequest all = r;
            all.target =
                fmt::format("/?start_date=1970-01-01%2000:00:00&end_date=2100-01-01%2000:00:00&page={}&page_size={}",
                            r.query("page"), r.query("page_size"));
            return log.answer(all);
        });
        HttpEngine engine;
        std::set<std::uint64_t> seen;
        SourceConfig source = sourceOf(SourceKind::JsonPages, "/rows");
        source.pageSize = 1000;
        JsonPages pages("n/s", nodeAt(server), source, engine, clock, {});
        PagesFollower f{engine, pages, seen};
        f.poll();
        QVERIFY2(!f.failure, f.failure ? f.failure->text().c_str() : "");
        QCOMPARE(f.ids.size(), std::size_t{9'000});
        QVERIFY(server.requests() < 1'000);
    }

    void pollsAheadOfTheCommitRepeatNothing() {
        SpendLog log;
        SteeredClock clock("2026-11-20T10:00:00Z");
        for (int i = 0; i < 50; ++i) log.add(clock.now() - 100ms * i, "r" + std::to_string(i));
        std::atomic<int> broken{0};
        FaultServer server([&](const FaultRequest& r) {
            return r.query("page") == "3" && broken-- > 0 ? FaultAnswer{.status = 404} : log.answer(r);
        });
        HttpEngine engine;
        SourceConfig source = sourceOf(SourceKind::JsonPages, "/spend/logs/v2");
        source.pageSize = 10;
        JsonPages pages("n/s", nodeAt(server), source, engine, clock,
                        [](const std::string&) { return std::vector<std::uint64_t>{}; });
        std::string cursor;
        std::size_t rows = 0;
        for (int i = 0; i < 6; ++i) {
            broken = i == 0 || i == 3 ? 1 : 0;
            const Poll poll = pollOnce(engine, pages, cursor);
            QCOMPARE(poll.failure.has_value(), i == 0 || i == 3);
            rows += poll.records.size();
            cursor = poll.nextCursor;
            clock.pass(10s);
        }
        QCOMPARE(rows, std::size_t{50});
    }

    void rowsStayAsTheyCame() {
        const auto page = readJsonPage(
            R"({"x":{"rows":[ {"id":7, "when":{"t":1763633045.5},"a":1,"a":2, "n":1e400} , 5, "s", [1, 2], {"id":"None","when":{"t":"2026-11-20 10:04:05"}} ]}})",
            "x.rows", "when.t", "id");
        QVERIFY2(page.has_value(), page ? "" : page.error().text().c_str());
        QCOMPARE(page->rows.size(), std::size_t{5});
        const std::string first = R"({"id":7, "when":{"t":1763633045.5},"a":1,"a":2, "n":1e400})";
        QVERIFY2(page->rows[0].text == first, page->rows[0].text.c_str());
        QCOMPARE(formatTime(page->rows[0].time.value()), std::string("2025-11-20T10:04:05.500000Z"));
        QCOMPARE(page->rows[3].text, std::string("[1, 2]"));
        QVERIFY(page->rows[4].time.has_value());
    }

    void sameIdAtAnotherTimeIsAnotherRow() {
        const auto page = readJsonPage(
            R"({"data":[{"request_id":"None","startTime":"2026-11-20T10:00:00Z"},{"request_id":"None","startTime":"2026-11-20T10:00:01Z"}]})",
            "data", "startTime", "request_id");
        QVERIFY(page.has_value());
        QVERIFY(page->rows[0].id != page->rows[1].id);
    }

    void badAnswers_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("not JSON") << 200 << QByteArray("<html>hello</html>") << QByteArray("not the JSON");
        QTest::newRow("empty") << 200 << QByteArray("") << QByteArray("not the JSON");
        QTest::newRow("a list") << 200 << QByteArray("[]") << QByteArray("not the JSON");
        QTest::newRow("no rows") << 200 << QByteArray("{}") << QByteArray("no member 'data'");
        QTest::newRow("rows are not a list") << 200 << QByteArray("{\"data\":{}}") << QByteArray("not a list");
        QTest::newRow("cut") << 200 << QByteArray("{\"data\":[{\"request_id\":\"a\"") << QByteArray("not the JSON");
        QTest::newRow("credentials") << 401 << QByteArray("{}") << QByteArray("refuses these credentials");
        QTest::newRow("path") << 404 << QByteArray("{}") << QByteArray("nothing at this path");
    }
    void badAnswers() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, words);
        FaultServer server(
            [&](const FaultRequest&) { return FaultAnswer{.status = status, .body = body.toStdString()}; });
        HttpEngine engine;
        SteeredClock clock("2026-11-20T10:00:00Z");
        JsonPages pages("n/s", nodeAt(server), sourceOf(SourceKind::JsonPages, "/rows"), engine, clock, {});
        const Poll poll = pollOnce(engine, pages, {});
        QVERIFY(poll.failure.has_value());
        QVERIFY2(poll.failure->text().find(words.toStdString()) != std::string::npos, poll.failure->text().c_str());
        QCOMPARE(poll.nextCursor, std::string());
        QCOMPARE(poll.httpStatus.value(), status);
    }

    void linesBySequence() {
        std::vector<std::string> lines;
        FaultServer server([&](const FaultRequest& r) {
            const auto after = std::stoul(r.query("after"));
            const auto limit = std::min<std::size_t>(std::stoul(r.query("limit")), 5000);
            std::string body;
            std::size_t i = after;
            for (; i < lines.size() && i < after + limit; ++i) body += lines[i] + "\n";
            return FaultAnswer{.headers = {{"X-Next-After", std::to_string(i)}}, .body = body};
        });
        HttpEngine engine;
        JsonLines source("n/s", nodeAt(server), sourceOf(SourceKind::JsonLines, "/audit?kind=a"), engine);
        for (int i = 0; i < 12'000; ++i) lines.push_back("{\"n\":" + std::to_string(i) + "}");
        std::string cursor;
        std::vector<std::string> got;
        int polls = 0;
        for (bool more = true; more; ++polls) {
            const Poll poll = pollOnce(engine, source, cursor);
            QVERIFY2(!poll.failure, poll.failure ? poll.failure->text().c_str() : "");
            for (const auto& r : poll.records) got.push_back(r.bytes);
            cursor = poll.nextCursor;
            more = poll.more;
        }
        QCOMPARE(polls, 3);
        QCOMPARE(got, lines);
        lines.push_back("{\"n\":\"new\"}");
        const Poll next = pollOnce(engine, source, cursor);
        QCOMPARE(next.records.size(), std::size_t{1});
    }

    void linesByRanges() {
        std::string file;
        FaultServer server([&](const FaultRequest& r) {
            const auto range = r.headers.find("range");
            if (range == r.headers.end()) return FaultAnswer{.headers = {{"Accept-Ranges", "bytes"}}, .body = file};
            const std::size_t from = std::stoul(range->second.substr(6));
            const std::size_t to = std::stoul(range->second.substr(range->second.find('-') + 1));
            if (from >= file.size()) return FaultAnswer{.status = 416};
            return FaultAnswer{
                .status = 206, .headers = {{"Accept-Ranges", "bytes"}}, .body = file.substr(from, to - from + 1)};
        });
        HttpEngine engine;
        JsonLines source("n/s", nodeAt(server), sourceOf(SourceKind::JsonLines, "/logs/access.json"), engine);
        std::string cursor;
        std::vector<std::string> got;
        std::vector<std::string> notes;
        const auto poll = [&] {
            for (bool more = true; more;) {
                const Poll result = pollOnce(engine, source, cursor);
                if (result.failure) qFatal("%s", result.failure->text().c_str());
                for (const auto& r : result.records) got.push_back(r.bytes);
                for (const auto& n : result.notes) notes.push_back(n);
                cursor = result.nextCursor;
                more = result.more;
            }
        };
        poll();
        QVERIFY(got.empty());
        file = "one\r\ntw";
        poll();
        file += "o\n";
        poll();
        poll();
        QCOMPARE(got, (std::vector<std::string>{"one", "two"}));
        std::vector<std::string> expected = got;
        for (int i = 0; i < 200'000; ++i) {
            expected.push_back(fmt::format("row {} {}", i, std::string(100, 'x')));
            file += expected.back() + "\n";
        }
        poll();
        QVERIFY(got == expected);
        QVERIFY(notes.empty());
        file = "after rotation\n";
        poll();
        QCOMPARE(got.back(), std::string("after rotation"));
        QCOMPARE(notes.size(), std::size_t{1});
        file += std::string(20 << 20, 'L') + "\nshort\n";
        poll();
        QCOMPARE(got.back(), std::string("short"));
        QCOMPARE(got.size(), expected.size() + 3);
        QCOMPARE(got[got.size() - 2].size(), std::size_t{64 << 10});
    }

    void linesFromAServerThatOffersNeither() {
        FaultServer server([&](const FaultRequest&) { return FaultAnswer{.body = "a\nb\n"}; });
        HttpEngine engine;
        JsonLines source("n/s", nodeAt(server), sourceOf(SourceKind::JsonLines, "/x"), engine);
        const Poll poll = pollOnce(engine, source, {});
        QVERIFY(poll.failure.has_value());
        QVERIFY(poll.records.empty());
    }

    void metricsKeepTheirState() {
        const auto flavours = MetricFlavours::load(std::filesystem::path(VEDETTE_RESOURCES) / "metrics");
        if (!flavours) QSKIP(("no metric flavours: " + flavours.error().text()).c_str());
        std::atomic<int> count{10};
        FaultServer server([&](const FaultRequest&) {
            return FaultAnswer{
                .body = fmt::format(
                    "# TYPE vllm:request_success_total "
                    "counter\nvllm:request_success_total{{model_name=\"m\",finished_reason=\"stop\"}} {}\n"
                    "# TYPE vllm:num_requests_running gauge\nvllm:num_requests_running{{model_name=\"m\"}} 1\n",
                    count.load())};
        });
        HttpEngine engine;
        Scrape scrape("n/s", nodeAt(server), sourceOf(SourceKind::Metrics, "/metrics"), engine, *flavours);
        const Poll first = pollOnce(engine, scrape, {});
        QVERIFY2(!first.failure, first.failure ? first.failure->text().c_str() : "");
        QCOMPARE(first.records.size(), std::size_t{1});
        QCOMPARE(first.records[0].kind, RawKind::Scrape);
        QVERIFY(!first.nextCursor.empty());
        count = 17;
        const Poll second = pollOnce(engine, scrape, first.nextCursor);
        QVERIFY2(second.records[0].bytes.find('7') != std::string::npos, second.records[0].bytes.c_str());
        QVERIFY(second.nextCursor != first.nextCursor);
        const Poll again = pollOnce(engine, scrape, first.nextCursor);
        QCOMPARE(again.records[0].bytes, second.records[0].bytes);
    }

    void metricsNonsenseIsAFailure() {
        const auto flavours = MetricFlavours::load(std::filesystem::path(VEDETTE_RESOURCES) / "metrics");
        if (!flavours) QSKIP(("no metric flavours: " + flavours.error().text()).c_str());
        FaultServer server([&](const FaultRequest&) { return FaultAnswer{.body = "<html><body>login</body></html>"}; });
        HttpEngine engine;
        Scrape scrape("n/s", nodeAt(server), sourceOf(SourceKind::Metrics, "/metrics"), engine, *flavours);
        const Poll poll = pollOnce(engine, scrape, "state");
        QVERIFY(poll.failure.has_value());
        QCOMPARE(poll.nextCursor, std::string("state"));
        QVERIFY(poll.records.empty());
    }

    void collectorsOfAFleet() {
        const auto fleet = loadFleet(std::filesystem::path(VEDETTE_RESOURCES) / "fleet-example.yaml");
        QVERIFY(fleet.has_value());
        const auto flavours = MetricFlavours::load(std::filesystem::path(VEDETTE_RESOURCES) / "metrics");
        if (!flavours) QSKIP(("no metric flavours: " + flavours.error().text()).c_str());
        HttpEngine engine;
        const SystemClock clock;
        const auto all = makeCollectors(*fleet, engine, *flavours, clock, {});
        std::vector<std::string> names;
        for (const auto& c : all) names.push_back(c->source());
        QCOMPARE(names, (std::vector<std::string>{"gateway-fra-1/spend", "gateway-fra-1/metrics", "gpu-fra-1/metrics",
                                                  "edge-1/access"}));
        QCOMPARE(sourceInterval(*fleet, "gateway-fra-1/spend"), Duration(30s));
        QCOMPARE(findSource(*fleet, "edge-1/access").source->mapping, std::string("nginx-json"));
        QVERIFY(findSource(*fleet, "edge-1/none").source == nullptr);
    }
};

QTEST_APPLESS_MAIN(HttpSourcesTest)
#include "http_sources_test.moc"
