// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated traffic: same seed, same bytes; lines that are what they claim to be; volumes as in life.
#include "app/fleetsim/traffic.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <map>
#include <set>

using namespace vedette;
using namespace vedette::fleetsim;
using namespace std::chrono_literals;

namespace {

const Time kStart = *parseTime("2026-11-16T00:00:00Z");  // a Monday

FleetSpec spec(int nodes, std::uint64_t seed, std::vector<Attack> attacks = {}) {
    FleetSpec s;
    s.nodes = nodes;
    s.seed = seed;
    s.start = kStart;
    s.attacks = std::move(attacks);
    return s;
}

std::string joined(const std::vector<Line>& lines) {
    std::string all;
    for (const Line& line : lines) all += line.text + '\n';
    return all;
}

const char* kindName(LogKind kind) {
    switch (kind) {
        case LogKind::LiteLlm: return "LiteLLM spend rows";
        case LogKind::NginxJson: return "nginx JSON";
        case LogKind::Caddy: return "Caddy";
        case LogKind::HaProxy: return "HAProxy";
        case LogKind::NginxCombined: return "nginx combined";
        case LogKind::ModSecurity: return "ModSecurity audit";
        case LogKind::Kubernetes: return "Kubernetes audit";
    }
    return "";
}

// Node and source that write in this format, in a fleet of six.
std::pair<int, int> writerOf(const Traffic& traffic, LogKind kind) {
    for (const NodePlan& node : traffic.nodes()) {
        for (std::size_t s = 0; s < node.sources.size(); ++s) {
            if (node.sources[s].kind == kind) return {node.index, static_cast<int>(s)};
        }
    }
    return {-1, -1};
}

QJsonObject object(const std::string& text) {
    QJsonParseError error;
    const QJsonDocument doc = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    if (error.error != QJsonParseError::NoError) qWarning("%s in %s", qPrintable(error.errorString()), text.c_str());
    return doc.object();
}

}  // namespace

class TrafficTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sameBytesInWhateverRanges_data();
    void sameBytesInWhateverRanges();
    void anotherSeedIsOtherTraffic();
    void linesAreInOrderAndWithinTheRange();
    void formatsAreWellFormed_data();
    void formatsAreWellFormed();
    void daysNightsAndWeekendsDiffer();
    void fewUsersMakeMostOfTheTraffic();
    void benignRequestsMostlySucceed();
    void onlySomeNodesKeepPrompts();
    void attacksLeaveThePastAlone_data();
    void attacksLeaveThePastAlone();
    void silentNodeWritesNothingMore();
    void regionViolationIsDeclared();
    void unknownScenarioIsRefused();
};

void TrafficTest::sameBytesInWhateverRanges_data() {
    QTest::addColumn<int>("kind");
    for (int k = 0; k <= static_cast<int>(LogKind::Kubernetes); ++k)
        QTest::newRow(kindName(static_cast<LogKind>(k))) << k;
}

void TrafficTest::sameBytesInWhateverRanges() {
    QFETCH(int, kind);
    const Traffic traffic(spec(6, 7));
    const auto [node, source] = writerOf(traffic, static_cast<LogKind>(kind));
    QVERIFY(node >= 0);
    const Time from = kStart + 8h, to = kStart + 11h;
    const std::string whole = joined(traffic.lines(node, source, from, to));
    QVERIFY(!whole.empty());
    for (const Duration step : {Duration(7s), Duration(61s), Duration(17min), Duration(47min + 123us)}) {
        std::string pieces;
        for (Time t = from; t < to; t += step) pieces += joined(traffic.lines(node, source, t, std::min(to, t + step)));
        QVERIFY2(pieces == whole, qPrintable(QString::number(step.count())));
    }
    const Traffic again(spec(6, 7));
    QVERIFY(joined(again.lines(node, source, from, to)) == whole);
}

void TrafficTest::anotherSeedIsOtherTraffic() {
    const Traffic one(spec(2, 1)), two(spec(2, 2));
    QVERIFY(joined(one.lines(1, 0, kStart, kStart + 1h)) != joined(two.lines(1, 0, kStart, kStart + 1h)));
}

void TrafficTest::linesAreInOrderAndWithinTheRange() {
    const Traffic traffic(spec(6, 3));
    const Time from = kStart + 9h + 13s, to = kStart + 10h + 29s;
    for (const NodePlan& node : traffic.nodes()) {
        for (int s = 0; s < static_cast<int>(node.sources.size()); ++s) {
            Time last = from;
            for (const Line& line : traffic.lines(node.index, s, from, to)) {
                QVERIFY(line.time >= last && line.time < to);
                QVERIFY(line.text.find('\n') == std::string::npos);
                last = line.time;
            }
        }
    }
}

void TrafficTest::formatsAreWellFormed_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QStringList>("members");  // dotted paths; empty for lines of text
    QTest::addColumn<QString>("pattern");
    const auto row = [](LogKind kind, const QStringList& members, const QString& pattern = {}) {
        QTest::newRow(kindName(kind)) << static_cast<int>(kind) << members << pattern;
    };
    row(LogKind::LiteLlm,
        {QStringLiteral("request_id"), QStringLiteral("startTime"), QStringLiteral("endTime"), QStringLiteral("spend"),
         QStringLiteral("model_group"), QStringLiteral("requester_ip_address"), QStringLiteral("metadata"),
         QStringLiteral("status")});
    row(LogKind::NginxJson, {QStringLiteral("time_iso8601"), QStringLiteral("msec"), QStringLiteral("remote_addr"),
                             QStringLiteral("status"), QStringLiteral("sent_http_x_model")});
    row(LogKind::Caddy, {QStringLiteral("ts"), QStringLiteral("request.remote_ip"), QStringLiteral("request.uri"),
                         QStringLiteral("resp_headers.Server"), QStringLiteral("duration")});
    row(LogKind::HaProxy, {},
        QStringLiteral(
            R"(^[0-9a-f.:]+:\d+ \[\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d\.\d{3}\] \S+ \S+/\S+ (-?\d+/){4}\d+ \d{3} \d+ - - \S{4} (\d+/){4}\d+ \d+/\d+ "(GET|POST) \S+ HTTP/1\.1"$)"));
    row(LogKind::NginxCombined, {},
        QStringLiteral(
            R"(^\S+ - \S+ \[\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d \+0000\] "(GET|POST) \S+ HTTP/1\.1" \d{3} \d+ "-" "[^"]+"$)"));
    row(LogKind::ModSecurity,
        {QStringLiteral("transaction.client_ip"), QStringLiteral("transaction.time_stamp"),
         QStringLiteral("transaction.request.uri"), QStringLiteral("transaction.response.http_code"),
         QStringLiteral("transaction.messages")});
    row(LogKind::Kubernetes, {QStringLiteral("auditID"), QStringLiteral("stage"), QStringLiteral("user.username"),
                              QStringLiteral("responseStatus.code"), QStringLiteral("stageTimestamp")});
}

void TrafficTest::formatsAreWellFormed() {
    QFETCH(int, kind);
    QFETCH(QStringList, members);
    QFETCH(QString, pattern);
    const Traffic traffic(
        spec(6, 5, {{Scenario::CredentialStuffing, kStart + 30h}, {Scenario::OpenEndpoint, kStart + 30h}}));
    const auto [node, source] = writerOf(traffic, static_cast<LogKind>(kind));
    const std::vector<Line> lines = traffic.lines(node, source, kStart + 24h, kStart + 36h);
    QVERIFY(lines.size() > 50);
    const QRegularExpression expression(pattern);
    for (const Line& line : lines) {
        if (members.isEmpty()) {
            QVERIFY2(expression.match(QString::fromStdString(line.text)).hasMatch(), line.text.c_str());
            continue;
        }
        const QJsonObject top = object(line.text);
        for (const QString& path : members) {
            QJsonValue value = top;
            for (const QString& step : path.split(QLatin1Char('.'))) value = value.toObject().value(step);
            QVERIFY2(!value.isUndefined(), qPrintable(path));
        }
    }
}

void TrafficTest::daysNightsAndWeekendsDiffer() {
    const Traffic traffic(spec(1, 11));
    const auto count = [&](Duration from, Duration length) {
        return traffic.requests(0, kStart + from, kStart + from + length).size();
    };
    const std::size_t workday = count(24h + 9h, 8h), night = count(24h + 20h, 8h), weekend = count(5 * 24h + 9h, 8h);
    QVERIFY2(workday > 2 * night, qPrintable(QStringLiteral("%1 %2").arg(workday).arg(night)));
    QVERIFY2(workday * 10 > weekend * 13, qPrintable(QStringLiteral("%1 %2").arg(workday).arg(weekend)));
    QVERIFY(weekend > 0 && night > 0);
}

void TrafficTest::fewUsersMakeMostOfTheTraffic() {
    const Traffic traffic(spec(1, 11));
    std::map<std::string, std::size_t> byName;
    std::size_t all = 0;
    for (const Request& r : traffic.requests(0, kStart, kStart + 7 * 24h)) {
        ++byName[r.actor->name];
        ++all;
    }
    QVERIFY(byName.size() >= 30);
    std::vector<std::size_t> counts;
    for (const auto& [name, n] : byName) counts.push_back(n);
    std::ranges::sort(counts, std::greater());
    QVERIFY(counts[0] + counts[1] + counts[2] + counts[3] > all * 4 / 10);
    // A week of one node at 600 an hour.
    QVERIFY2(all > 85'000 && all < 120'000, qPrintable(QString::number(all)));
}

void TrafficTest::benignRequestsMostlySucceed() {
    const Traffic traffic(spec(6, 23));
    for (const NodePlan& node : traffic.nodes()) {
        std::map<int, int> classes;
        int all = 0;
        for (const Request& r : traffic.requests(node.index, kStart + 24h, kStart + 48h)) {
            if (!r.isInference()) continue;
            ++all;
            ++classes[r.status];
        }
        QVERIFY(classes[200] > all * 98 / 100);
        QVERIFY(classes[200] < all);
    }
}

void TrafficTest::onlySomeNodesKeepPrompts() {
    const Traffic traffic(spec(12, 1));
    QVERIFY(traffic.node(0).logsContent);
    QVERIFY(!traffic.node(6).logsContent);
    const auto contents = [&](int node) {
        std::set<QString> prompts;
        for (const Line& line : traffic.lines(node, 0, kStart + 9h, kStart + 10h)) {
            const QJsonValue messages = object(line.text).value(QLatin1String("messages"));
            if (messages.isArray()) {
                prompts.insert(messages.toArray().at(0).toObject().value(QLatin1String("content")).toString());
            }
        }
        return prompts;
    };
    QVERIFY(contents(0).size() > 200);
    QVERIFY(contents(6).empty());
}

void TrafficTest::attacksLeaveThePastAlone_data() {
    QTest::addColumn<int>("scenario");
    for (const ScenarioInfo& info : scenarioInfos()) {
        if (info.scenario != Scenario::RegionViolation && info.scenario != Scenario::ExpiredCertificate &&
            info.scenario != Scenario::TamperedLog) {
            QTest::newRow(std::string(info.name).c_str()) << static_cast<int>(info.scenario);
        }
    }
}

void TrafficTest::attacksLeaveThePastAlone() {
    QFETCH(int, scenario);
    const auto which = static_cast<Scenario>(scenario);
    const Time begin = kStart + 2h + 17s;
    const Traffic quiet(spec(6, 9)), attacked(spec(6, 9, {{which, begin}}));
    const int target = targetNode(which, quiet.nodes());
    for (int node = 0; node < 6; ++node) {
        QVERIFY(joined(quiet.lines(node, 0, kStart, begin)) == joined(attacked.lines(node, 0, kStart, begin)));
        const bool same =
            joined(quiet.lines(node, 0, begin, begin + 10min)) == joined(attacked.lines(node, 0, begin, begin + 10min));
        QCOMPARE(same, node != target);
    }
}

void TrafficTest::silentNodeWritesNothingMore() {
    const Time begin = kStart + 1h + 30s;
    const Traffic traffic(spec(6, 9, {{Scenario::SilentNode, begin}}));
    const int node = targetNode(Scenario::SilentNode, traffic.nodes());
    QVERIFY(!traffic.lines(node, 0, begin - 1min, begin).empty());
    for (int s = 0; s < static_cast<int>(traffic.node(node).sources.size()); ++s) {
        QVERIFY(traffic.lines(node, s, begin, begin + 3h).empty());
    }
}

void TrafficTest::regionViolationIsDeclared() {
    const Traffic quiet(spec(6, 1)), violated(spec(6, 1, {{Scenario::RegionViolation, kStart}}));
    const int node = targetNode(Scenario::RegionViolation, quiet.nodes());
    QCOMPARE(quiet.node(node).region, std::string("europe-west1"));
    QCOMPARE(violated.node(node).region, std::string("asia-south1"));
    QCOMPARE(violated.node(node).allowedZones, std::vector<std::string>{"EU"});
}

void TrafficTest::unknownScenarioIsRefused() {
    QVERIFY(parseScenarios("none")->empty());
    QCOMPARE(parseScenarios("wallet,extraction,wallet")->size(), std::size_t{2});
    const auto wrong = parseScenarios("wallet,walet");
    QVERIFY(!wrong);
    QVERIFY(wrong.error().what.find("walet") != std::string::npos);
    QVERIFY(wrong.error().hint.find("tampered-log") != std::string::npos);
}

QTEST_APPLESS_MAIN(TrafficTest)
#include "traffic_test.moc"
