// SPDX-License-Identifier: GPL-3.0-or-later
// Completeness: the simulated fleet's own counters against its own log lines, whole and with rows withheld.
#include "core/policy/completeness.h"

#include <QtTest>
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "tests/core/policy/fleet_log.h"

using namespace vedette;
using namespace vedette::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Time kMonday = fromMicros(1'767'571'200'000'000);  // 2026-01-05T00:00:00Z

fleetsim::FleetSpec spec(int nodes = 6) {
    fleetsim::FleetSpec s;
    s.nodes = nodes;
    s.seed = 7;
    s.start = kMonday + hours(8);
    return s;
}

std::string told(const NodeHour& h) {
    return fmt::format("{} {} {} {}: {}", h.node, formatTime(h.hour), verdictName(h.verdict), reasonName(h.reason),
                       h.note);
}

const NodeCompleteness* nodeOf(const CompletenessReport& report, const std::string& id) {
    const auto found = std::ranges::find(report.nodes, id, &NodeCompleteness::node);
    return found == report.nodes.end() ? nullptr : &*found;
}

// Reconciles all that was collected.
CompletenessReport judged(FleetLog& log, Period period = {}, const std::vector<std::string>& nodes = {}) {
    auto reader = log.open();
    if (!reader) return {};
    if (period.to == Time{}) period = {log.traffic().spec().start, log.traffic().spec().start + hours(1000)};
    auto report = reconcile(*reader, period, nodes);
    if (!report) {
        qWarning("%s", report.error().text().c_str());
        return {};
    }
    return std::move(*report);
}

}  // namespace

class CompletenessTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void benignFleetIsComplete() {
        FleetLog log(spec(8));
        log.collect(spec().start + hours(4));
        QVERIFY2(log.problem().empty(), log.problem().c_str());
        const auto report = judged(log);
        QCOMPARE(report.nodes.size(), std::size_t{8});
        std::size_t complete = 0;
        for (const NodeHour& hour : report.hours) {
            const auto& plan = *std::ranges::find(log.traffic().nodes(), hour.node, &fleetsim::NodePlan::id);
            if (plan.server == fleetsim::ServerKind::LlamaCpp) {
                QVERIFY2(hour.reason == UnknowableReason::NoCounters, told(hour).c_str());
                continue;
            }
            QVERIFY2(hour.verdict == CompletenessVerdict::Complete, told(hour).c_str());
            QVERIFY2(hour.served > 100 && hour.slack * 20 < hour.served, told(hour).c_str());
            ++complete;
        }
        QVERIFY(complete >= 4 * 6);
        QCOMPARE(report.unlogged, std::uint64_t{0});
        for (const NodeCompleteness& node : report.nodes) {
            if (node.counterSource.empty()) continue;
            QCOMPARE(verdictName(node.verdict), verdictName(CompletenessVerdict::Complete));
            QCOMPARE(node.unknowableHours, std::uint64_t{0});
            QVERIFY2(node.served >= node.logged - node.slack && node.served <= node.logged + node.slack,
                     fmt::format("{}: {} {} {}", node.node, node.served, node.logged, node.slack).c_str());
        }
    }

    // The filter that stands beside the figure must open exactly the rows that were counted.
    void filterOpensTheRows() {
        FleetLog log(spec(3));
        log.collect(spec().start + hours(2));
        auto reader = log.open();
        const auto report = judged(log);
        std::size_t checked = 0;
        for (const NodeHour& hour : report.hours) {
            if (hour.rows.empty()) continue;
            auto filter = parseFilter(hour.rows);
            QVERIFY2(filter.has_value(), hour.rows.c_str());
            auto extent = reader->extent(*filter);
            QVERIFY(extent.has_value());
            QCOMPARE(extent->count, hour.logged);
            QVERIFY(extent->lastEntry < report.checkpoint.size);
            QVERIFY(*hour.firstScrape < *hour.lastScrape);
            ++checked;
        }
        QVERIFY(checked > 0);
        for (const NodeCompleteness& node : report.nodes) {
            if (node.rows.empty()) continue;
            QCOMPARE(reader->extent(*parseFilter(node.rows))->count, node.logged);
        }
    }

    void withheldRowsAreShort() {
        FleetLog log(spec(3));
        const std::string victim = log.traffic().node(1).id;
        log.keepLine = [&](const fleetsim::NodePlan& node, int line) { return node.id != victim || line % 5 != 0; };
        log.collect(spec().start + hours(3));
        const auto report = judged(log);
        for (const NodeHour& hour : report.hours) {
            const auto expected = hour.node == victim ? CompletenessVerdict::Short : CompletenessVerdict::Complete;
            QVERIFY2(hour.verdict == expected, told(hour).c_str());
        }
        const NodeCompleteness* node = nodeOf(report, victim);
        QVERIFY(node != nullptr && node->verdict == CompletenessVerdict::Short);
        const double share = static_cast<double>(node->unlogged) / static_cast<double>(node->served);
        QVERIFY2(share > 0.15 && share < 0.25, fmt::format("{}", share).c_str());
        QCOMPARE(report.unlogged, node->unlogged);
    }

    // One account's rows vanish; the counters keep counting.
    void tamperedLogIsShort() {
        auto s = spec(6);
        s.attacks.push_back({fleetsim::Scenario::TamperedLog, s.start + hours(1)});
        FleetLog log(s);
        log.collect(s.start + hours(4));
        const auto& nodes = log.traffic().nodes();
        const std::string victim =
            nodes[static_cast<std::size_t>(targetNode(fleetsim::Scenario::TamperedLog, nodes))].id;
        const auto report = judged(log);
        const NodeCompleteness* node = nodeOf(report, victim);
        QVERIFY(node != nullptr);
        QVERIFY2(node->unlogged > 0, fmt::format("{} {} {}", node->served, node->logged, node->slack).c_str());
        QVERIFY(node->verdict == CompletenessVerdict::Short);
        for (const NodeCompleteness& other : report.nodes) {
            if (other.node != victim) QCOMPARE(other.unlogged, std::uint64_t{0});
        }
    }

    // Neither rows nor scrapes: nothing can be said, and that is not "complete".
    void silentNodeIsUnknowable() {
        auto s = spec(6);
        s.attacks.push_back({fleetsim::Scenario::SilentNode, s.start + hours(2)});
        FleetLog log(s);
        log.collect(s.start + hours(4));
        const auto& nodes = log.traffic().nodes();
        const std::string victim =
            nodes[static_cast<std::size_t>(targetNode(fleetsim::Scenario::SilentNode, nodes))].id;
        const auto report = judged(log);
        const NodeCompleteness* node = nodeOf(report, victim);
        QVERIFY(node != nullptr);
        QCOMPARE(node->completeHours, std::uint64_t{2});
        QCOMPARE(node->unknowableHours, std::uint64_t{2});
        QVERIFY(node->reason == UnknowableReason::NoScrape);
        QVERIFY(node->verdict == CompletenessVerdict::Unknowable);
    }

    // Rows that the node never counted: written into the log by somebody else, or twice.
    void repeatedRowsAreSurplus() {
        FleetLog log(spec(2));
        log.collect(spec().start + hours(2));
        const std::string node = log.traffic().node(0).id;
        const auto before = judged(log);
        auto reader = log.open();
        Filter filter = *parseFilter(nodeOf(before, node)->rows);
        filter.from = spec().start + minutes(10);
        filter.to = spec().start + minutes(30);
        QVERIFY(log.repeat(filter));
        const auto after = judged(log);
        const NodeCompleteness* judgedNode = nodeOf(after, node);
        QVERIFY(judgedNode->verdict == CompletenessVerdict::Surplus);
        QCOMPARE(judgedNode->surplusHours, std::uint64_t{1});
        QVERIFY(judgedNode->surplus > 0);
    }

    void restartLosesNothingButItsMoment_data() {
        QTest::addColumn<int>("node");
        // With and without a start time on the page.
        const auto plans = fleetsim::planFleet(8);
        for (const auto& plan : plans) {
            if (plan.server == fleetsim::ServerKind::LlamaCpp) continue;
            QTest::newRow(plan.id.c_str()) << plan.index;
        }
    }
    void restartLosesNothingButItsMoment() {
        QFETCH(int, node);
        auto s = spec(8);
        s.start = kMonday;
        const fleetsim::Traffic traffic(s);
        const Time restart = traffic.serverStart(node, kMonday + hours(24 * 10));
        QVERIFY(restart > kMonday);
        const Time from = std::chrono::floor<hours>(restart) - hours(1);
        FleetLog log(s);
        log.skipTo(from);
        log.scrapeNow = [&](const fleetsim::NodePlan& plan, Time) { return plan.index == node; };
        log.keepLine = [&](const fleetsim::NodePlan& plan, int) { return plan.index == node; };
        log.collect(from + hours(3));
        const auto report = judged(log);
        QCOMPARE(report.nodes.size(), std::size_t{1});
        std::size_t resets = 0;
        for (const NodeHour& hour : report.hours) {
            // A call that began before the first scrape shows up as a row of the hour before.
            if (hour.hour < from) continue;
            QVERIFY2(hour.verdict == CompletenessVerdict::Complete, told(hour).c_str());
            resets += hour.reset ? 1 : 0;
        }
        QCOMPARE(resets, std::size_t{1});
        QVERIFY(report.served > 500);
    }

    // The collector was away for two hours and the rows of that time were read later: the hours without a scrape are
    // unknowable, and the sum over the gap still adds up.
    void hoursWithoutScrapeAreUnknowableButBridged() {
        FleetLog log(spec(2));
        log.scrapeNow = [&](const fleetsim::NodePlan&, Time t) {
            return t < spec().start + minutes(90) || t > spec().start + minutes(250);
        };
        log.collect(spec().start + hours(6));
        const auto report = judged(log);
        for (const NodeCompleteness& node : report.nodes) {
            QCOMPARE(node.unlogged, std::uint64_t{0});
            QVERIFY(node.verdict == CompletenessVerdict::Unknowable);
            QVERIFY(node.reason == UnknowableReason::NoScrape);
            QCOMPARE(node.completeHours, std::uint64_t{2});  // the first and the last
        }
        const auto gap =
            std::ranges::find_if(report.hours, [](const NodeHour& h) { return h.hour == kMonday + hours(10); });
        QVERIFY(gap != report.hours.end());
        QVERIFY2(gap->note.find("the node counted") != std::string::npos, gap->note.c_str());
    }

    void missingSourcesAreNamed() {
        FleetLog log(spec(3));
        const std::string noRows = log.traffic().node(0).id;
        const std::string noCounter = log.traffic().node(1).id;
        log.keepLine = [&](const fleetsim::NodePlan& node, int) { return node.id != noRows; };
        log.scrapeNow = [&](const fleetsim::NodePlan& node, Time) { return node.id != noCounter; };
        log.collect(spec().start + hours(2));
        const auto report = judged(log);
        for (const NodeHour& hour : report.hours) {
            if (hour.node == noRows) QVERIFY2(hour.reason == UnknowableReason::NoRowSource, told(hour).c_str());
            if (hour.node == noCounter) QVERIFY2(hour.reason == UnknowableReason::NoCounters, told(hour).c_str());
        }
        QCOMPARE(nodeOf(report, noRows)->unlogged, std::uint64_t{0});
        QCOMPARE(report.served, nodeOf(report, log.traffic().node(2).id)->served);
    }

    // Rows are missing, but their source is down and may still have them.
    void sourceThatIsDownIsNoShortage() {
        FleetLog log(spec(2));
        const std::string node = log.traffic().node(0).id;
        const std::string source = node + "/" + log.traffic().node(0).sources[0].id;
        int lines = 0;
        log.keepLine = [&](const fleetsim::NodePlan& plan, int) { return plan.id != node || ++lines < 1600; };
        log.collect(spec().start + hours(3));
        QVERIFY(nodeOf(judged(log), node)->verdict == CompletenessVerdict::Short);
        log.status(source, 2, spec().start + minutes(70));
        const auto down = judged(log);
        QVERIFY(nodeOf(down, node)->verdict == CompletenessVerdict::Unknowable);
        QVERIFY(nodeOf(down, node)->reason == UnknowableReason::SourceGap);
        log.status(source, 1, spec().start + hours(3));
        QVERIFY(nodeOf(judged(log), node)->verdict == CompletenessVerdict::Short);
    }

    // Rows that take their time are not missing: what has not settled is not judged.
    void lateRowsAreNoShortage() {
        FleetLog log(spec(3));
        log.rowsLate = minutes(20);
        log.collect(spec().start + hours(3));
        const auto report = judged(log);
        std::map<std::string, Time> until;
        for (const NodeHour& hour : report.hours) {
            QVERIFY2(hour.verdict == CompletenessVerdict::Complete, told(hour).c_str());
            until[hour.node] = std::max(until[hour.node], hour.to);
        }
        QCOMPARE(until.size(), std::size_t{3});
        for (const auto& [node, to] : until) {
            QVERIFY(to < spec().start + hours(3) - minutes(20));
            QVERIFY(to > spec().start + hours(3) - minutes(32));
        }
    }

    // What waited for its collector says nothing of how late rows are now: a backlog of hours, read at once before the
    // scrapes begin, leaves what came after it judged, however few rows that is.
    void backlogDoesNotBlind() {
        auto quiet = spec(3);
        quiet.requestsPerHour = 60;
        FleetLog log(quiet);
        log.scrapeNow = [&](const auto&, Time at) { return at > spec().start + hours(2); };
        log.scrapeEvery = hours(2);
        log.collect(spec().start + hours(2));
        log.scrapeEvery = std::chrono::seconds(60);
        log.collect(spec().start + hours(2) + minutes(16));
        const auto report = judged(log);
        QCOMPARE(report.nodes.size(), std::size_t{3});
        for (const NodeCompleteness& node : report.nodes) {
            QVERIFY2(node.lastScrape.has_value(), node.node.c_str());
            QVERIFY2(node.verdict != CompletenessVerdict::Short, node.node.c_str());
        }
        QVERIFY(report.served > 0);
        QVERIFY(report.logged > 0);
    }

    // The counters are of some moment between asking and having: calls of that time belong to either side.
    void slowScrapeIsNoShortage() {
        FleetLog log(spec(3));
        log.scrapeTakes = std::chrono::seconds(50);
        log.collect(spec().start + hours(3));
        const auto report = judged(log);
        QVERIFY(report.hours.size() >= 6);
        for (const NodeHour& hour : report.hours) {
            QVERIFY2(hour.verdict == CompletenessVerdict::Complete, told(hour).c_str());
            QVERIFY(hour.slack > 0);
        }
        QCOMPARE(report.unlogged, std::uint64_t{0});
    }

    void nodesAndPeriodAreRespected() {
        FleetLog log(spec(3));
        log.collect(spec().start + hours(4));
        const std::string node = log.traffic().node(2).id;
        const Period middle{spec().start + minutes(75), spec().start + minutes(165)};
        const auto report = judged(log, middle, {node});
        QCOMPARE(report.nodes.size(), std::size_t{1});
        QCOMPARE(report.hours.size(), std::size_t{2});
        for (const NodeHour& hour : report.hours) {
            QVERIFY2(hour.verdict == CompletenessVerdict::Complete, told(hour).c_str());
            QVERIFY(hour.from >= middle.from && hour.to <= middle.to);
        }
        const Period nothing{spec().start - hours(20), spec().start - hours(10)};
        QVERIFY(judged(log, nothing).hours.empty());
    }
};

QTEST_GUILESS_MAIN(CompletenessTest)
#include "completeness_test.moc"
