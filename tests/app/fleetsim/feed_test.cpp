// SPDX-License-Identifier: GPL-3.0-or-later
// What a simulated node answers: numbering, spend pages, counters that agree with the rows, tokens.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>
#include <set>

#include "app/fleetsim/node_api.h"

using namespace vedette;
using namespace vedette::fleetsim;
using namespace std::chrono_literals;

namespace {

const Time kStart = *parseTime("2026-11-16T00:00:00Z");

FleetSpec spec(std::vector<Attack> attacks = {}) {
    FleetSpec s;
    s.nodes = 6;
    s.seed = 4;
    s.start = kStart;
    s.attacks = std::move(attacks);
    return s;
}

// "name{labels}" → value of each sample of a metrics page.
std::map<std::string, double> samples(const std::string& page) {
    std::map<std::string, double> out;
    for (const QByteArray& line : QByteArray::fromStdString(page).split('\n')) {
        if (line.isEmpty() || line.startsWith('#')) continue;
        const qsizetype space = line.lastIndexOf(' ');
        out[line.left(space).toStdString()] = line.mid(space + 1).toDouble();
    }
    return out;
}

double sumOf(const std::map<std::string, double>& page, const std::string& name, const std::string& label = {}) {
    double sum = 0;
    for (const auto& [key, value] : page) {
        if ((key == name || key.starts_with(name + "{")) && key.find(label) != std::string::npos) sum += value;
    }
    return sum;
}

QJsonObject get(NodeFeed& feed, const std::string& target, Time now, int expected = 200) {
    ApiRequest request;
    request.method = "GET";
    request.authorization = "Bearer t";
    splitTarget(target, request);
    const ApiAnswer a = answer(feed, request, "t", now);
    if (a.status != expected) qWarning("%s: %d %s", target.c_str(), a.status, a.body.c_str());
    return QJsonDocument::fromJson(QByteArray::fromStdString(a.body)).object();
}

}  // namespace

class FeedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersFollowTheLines();
    void pagesJoinToTheWholeLog_data();
    void pagesJoinToTheWholeLog();
    void tamperedLogRunsBackwards();
    void spendPagesHoldEachRowOnce();
    void spendWindowIsInclusive();
    void spendRowsAppearAfterTheyEnded();
    void countersAgreeWithTheRows_data();
    void countersAgreeWithTheRows();
    void countersBeginAgainAtARestart();
    void tokenIsAskedFor_data();
    void tokenIsAskedFor();
    void wrongParametersAreRefused_data();
    void wrongParametersAreRefused();
};

void FeedTest::numbersFollowTheLines() {
    const Traffic traffic(spec());
    NodeFeed feed(traffic, 1);
    const Time now = kStart + 3h + 20s;
    const std::vector<Line> lines = traffic.lines(1, 0, kStart, now);
    QCOMPARE(feed.lineCount(0, now), std::uint64_t{lines.size()});
    const NodeFeed::Page first = feed.linesAfter(0, 0, 1, now);
    QCOMPARE(first.body, lines.front().text + "\n");
    QCOMPARE(first.next, std::uint64_t{1});
    const NodeFeed::Page nothing = feed.linesAfter(0, lines.size(), 10, now);
    QCOMPARE(nothing.rows, 0);
    QCOMPARE(nothing.next, std::uint64_t{lines.size()});
}

void FeedTest::pagesJoinToTheWholeLog_data() {
    QTest::addColumn<int>("node");
    QTest::addColumn<int>("source");
    QTest::addColumn<int>("limit");
    QTest::newRow("nginx JSON, one by one") << 1 << 0 << 1;
    QTest::newRow("Caddy, seven at once") << 2 << 0 << 7;
    QTest::newRow("ModSecurity, thousand at once") << 4 << 1 << 1000;
    QTest::newRow("Kubernetes, five at once") << 5 << 1 << 5;
}

void FeedTest::pagesJoinToTheWholeLog() {
    QFETCH(int, node);
    QFETCH(int, source);
    QFETCH(int, limit);
    const Traffic traffic(spec());
    NodeFeed feed(traffic, node);
    std::string got;
    std::uint64_t after = 0;
    // The clock moves on between the pages.
    Time now = kStart + 30min;
    for (int i = 0; i < 5000 && now < kStart + 2h; ++i) {
        const NodeFeed::Page page = feed.linesAfter(source, after, limit, now);
        QCOMPARE(page.next, after + static_cast<std::uint64_t>(page.rows));
        got += page.body;
        after = page.next;
        if (page.rows < limit) now += 11min;
    }
    std::string whole;
    for (const Line& line : traffic.lines(node, source, kStart, now - 11min)) whole += line.text + "\n";
    QVERIFY(got == whole);
}

void FeedTest::tamperedLogRunsBackwards() {
    const Time begin = kStart + 2h;
    const Traffic traffic(spec({{Scenario::TamperedLog, begin}}));
    const int node = targetNode(Scenario::TamperedLog, traffic.nodes());
    NodeFeed feed(traffic, node);
    const std::uint64_t before = feed.linesAfter(0, 0, 100'000, begin - 1s).next;
    const NodeFeed::Page after = feed.linesAfter(0, before, 1000, begin + 1s);
    QVERIFY(after.next < before);
    const auto success = [&](Time t) { return sumOf(samples(feed.metrics(t)), "nv_inference_request_success"); };
    // The counters still know of the rows that are gone.
    int rows = 0;
    for (const Line& line : feed.linesBetween(0, kStart, begin + 1s, begin + 1s)) {
        rows +=
            line.text.find("/infer\"") != std::string::npos && line.text.find("\"status\":200") != std::string::npos;
    }
    QVERIFY(success(begin + 1s) > rows + 100);
}

void FeedTest::spendPagesHoldEachRowOnce() {
    const Traffic traffic(spec());
    NodeFeed feed(traffic, 0);
    const Time now = kStart + 12h;
    std::set<QString> ids;
    QString last = QStringLiteral("9");
    const std::string window =
        "/spend/logs/v2?start_date=2026-11-16%2003:00:00&end_date=2026-11-16+04:00:00&page_size=100&page=";
    const int total = get(feed, window + "1", now).value(QLatin1String("total")).toInt();
    QVERIFY(total > 100);
    for (int page = 1;; ++page) {
        const QJsonArray rows = get(feed, window + std::to_string(page), now).value(QLatin1String("data")).toArray();
        if (rows.isEmpty()) break;
        for (const QJsonValue& row : rows) {
            ids.insert(row[QLatin1String("request_id")].toString());
            QVERIFY(row[QLatin1String("startTime")].toString() <= last);  // newest first
            last = row[QLatin1String("startTime")].toString();
        }
    }
    QCOMPARE(static_cast<int>(ids.size()), total);
    int expected = 0;
    for (const Request& r : traffic.requests(0, kStart + 3h, kStart + 5h)) {
        expected += r.began() >= kStart + 3h && r.began() <= kStart + 4h;
    }
    QCOMPARE(total, expected);
}

void FeedTest::spendWindowIsInclusive() {
    const Traffic traffic(spec());
    NodeFeed feed(traffic, 0);
    const QJsonObject all =
        get(feed, "/spend/logs/v2?start_date=2026-11-16%2000:00:00&end_date=2026-11-16%2006:00:00", kStart + 12h);
    const int total = all.value(QLatin1String("total")).toInt();
    int parts = 0;
    for (int h = 0; h < 6; ++h) {
        const auto hour = [](int n) { return "2026-11-16%200" + std::to_string(n) + ":00:00"; };
        parts += get(feed, "/spend/logs/v2?start_date=" + hour(h) + "&end_date=" + hour(h + 1), kStart + 12h)
                     .value(QLatin1String("total"))
                     .toInt();
    }
    QCOMPARE(parts, total);  // no row begins on the very second of an hour
}

void FeedTest::spendRowsAppearAfterTheyEnded() {
    const Traffic traffic(spec());
    NodeFeed feed(traffic, 0);
    const Time now = kStart + 9h + 5s;
    const QJsonArray rows =
        get(feed, "/spend/logs/v2?start_date=2026-11-16%2008:50:00&end_date=2026-11-16%2010:00:00&page_size=100", now)
            .value(QLatin1String("data"))
            .toArray();
    QVERIFY(!rows.isEmpty());
    for (const QJsonValue& row : rows) {
        const auto ended = parseTime(row[QLatin1String("endTime")].toString().toStdString());
        QVERIFY(ended && *ended < kStart + 9h);
    }
}

void FeedTest::countersAgreeWithTheRows_data() {
    QTest::addColumn<int>("node");
    QTest::newRow("vLLM") << 0;
    QTest::newRow("Triton") << 1;
    QTest::newRow("SGLang") << 2;
    QTest::newRow("llama.cpp") << 3;
}

void FeedTest::countersAgreeWithTheRows() {
    QFETCH(int, node);
    const Traffic traffic(spec());
    NodeFeed feed(traffic, node);
    for (const Duration after : {Duration(37min + 3s), Duration(37min + 40s), Duration(5h), Duration(3h)}) {
        const Time now = kStart + after;
        if (traffic.serverStart(node, now) != kStart) continue;
        double good = 0, bad = 0, prompt = 0, output = 0;
        for (const Request& r : traffic.requests(node, kStart, now)) {
            if (!r.isInference() || !r.reachedServer()) continue;
            good += r.status == 200;
            bad += r.status != 200;
            prompt += r.promptTokens;
            output += r.outputTokens;
        }
        QVERIFY(good > 50);
        const auto page = samples(feed.metrics(now));
        switch (feed.plan().server) {
            case ServerKind::Vllm:
                QCOMPARE(sumOf(page, "vllm:request_success_total"), good);
                QCOMPARE(sumOf(page, "vllm:prompt_tokens_total"), prompt);
                QCOMPARE(sumOf(page, "vllm:generation_tokens_total"), output);
                QCOMPARE(sumOf(page, "http_requests_total", "handler=\"/v1/"), good + bad);
                break;
            case ServerKind::Triton:
                QCOMPARE(sumOf(page, "nv_inference_request_success"), good);
                QCOMPARE(sumOf(page, "nv_inference_request_failure"), bad);
                break;
            case ServerKind::Sglang:
                QCOMPARE(sumOf(page, "sglang:num_requests_total", "tp_rank=\"0\""), good);
                QCOMPARE(sumOf(page, "sglang:num_requests_total", "tp_rank=\"1\""), good);
                QCOMPARE(sumOf(page, "sglang:generation_tokens_total", "tp_rank=\"0\""), output);
                break;
            case ServerKind::LlamaCpp:
                QCOMPARE(sumOf(page, "llamacpp:prompt_tokens_total"), prompt);
                QCOMPARE(sumOf(page, "llamacpp:tokens_predicted_total"), output);
                break;
        }
    }
}

void FeedTest::countersBeginAgainAtARestart() {
    const Traffic traffic(spec());
    NodeFeed feed(traffic, 0);
    Time restart = kStart;
    for (int minute = 0; minute < 10081 && restart == kStart; ++minute) {
        restart = traffic.serverStart(0, kStart + minute * 1min);
    }
    QVERIFY(restart > kStart);
    const auto tokens = [&](Time t) { return sumOf(samples(feed.metrics(t)), "vllm:prompt_tokens_total"); };
    const double before = tokens(restart - 1s);
    const double after = tokens(restart + 2min);
    QVERIFY(after < before || before == 0);
    QCOMPARE(sumOf(samples(feed.metrics(restart + 2min)), "process_start_time_seconds"),
             static_cast<double>(toMicros(restart)) / 1e6);
}

void FeedTest::tokenIsAskedFor_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<bool>("open");
    QTest::addColumn<int>("status");
    QTest::newRow("metrics without a token") << QByteArray("/metrics") << QByteArray() << false << 401;
    QTest::newRow("metrics with a wrong token") << QByteArray("/metrics") << QByteArray("Bearer u") << false << 401;
    QTest::newRow("metrics with the token") << QByteArray("/metrics") << QByteArray("Bearer t") << false << 200;
    QTest::newRow("logs without a token") << QByteArray("/logs/access") << QByteArray() << false << 401;
    QTest::newRow("models without a token") << QByteArray("/v1/models") << QByteArray() << false << 401;
    QTest::newRow("models of an open node") << QByteArray("/v1/models") << QByteArray() << true << 200;
    QTest::newRow("metrics of an open node") << QByteArray("/metrics") << QByteArray() << true << 200;
    QTest::newRow("logs of an open node") << QByteArray("/logs/access") << QByteArray() << true << 401;
    QTest::newRow("health") << QByteArray("/health") << QByteArray() << false << 200;
    QTest::newRow("nothing there") << QByteArray("/x") << QByteArray("Bearer t") << false << 404;
}

void FeedTest::tokenIsAskedFor() {
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, authorization);
    QFETCH(bool, open);
    QFETCH(int, status);
    const Traffic traffic(spec(open ? std::vector<Attack>{{Scenario::OpenEndpoint, kStart}} : std::vector<Attack>{}));
    NodeFeed feed(traffic, 1);
    ApiRequest request;
    request.method = "GET";
    request.authorization = authorization.toStdString();
    splitTarget(path.toStdString(), request);
    QCOMPARE(answer(feed, request, "t", kStart + 5min).status, status);
}

void FeedTest::wrongParametersAreRefused_data() {
    QTest::addColumn<int>("node");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("spend without a window") << 0 << QByteArray("/spend/logs/v2") << 400;
    QTest::newRow("spend page 0") << 0
                                  << QByteArray(
                                         "/spend/logs/v2?start_date=2026-11-16&end_date=2026-11-16%2001:00:00&page=0")
                                  << 422;
    QTest::newRow("spend of 101 rows")
        << 0 << QByteArray("/spend/logs/v2?start_date=2026-11-16&end_date=2026-11-16%2001:00:00&page_size=101") << 422;
    QTest::newRow("spend of a node without it")
        << 1 << QByteArray("/spend/logs/v2?start_date=2026-11-16&end_date=2026-11-16%2001:00:00") << 404;
    QTest::newRow("lines after a word") << 1 << QByteArray("/logs/access?after=x") << 400;
    QTest::newRow("no lines at once") << 1 << QByteArray("/logs/access?limit=0") << 400;
    QTest::newRow("unknown log") << 1 << QByteArray("/logs/none") << 404;
}

void FeedTest::wrongParametersAreRefused() {
    QFETCH(int, node);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    const Traffic traffic(spec());
    NodeFeed feed(traffic, node);
    ApiRequest request;
    request.method = "GET";
    request.authorization = "Bearer t";
    splitTarget(target.toStdString(), request);
    QCOMPARE(answer(feed, request, "t", kStart + 2h).status, status);
}

QTEST_APPLESS_MAIN(FeedTest)
#include "feed_test.moc"
