// SPDX-License-Identifier: GPL-3.0-or-later
// The queue says what the alerts themselves say, however often and at whatever moment it catches up.
#include <QtTest>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <random>

#include "core/incident/alert_queue.h"
#include "core/incident/shared_alerts.h"
#include "tests/core/incident/desk.h"

using namespace vedette;
using namespace vedette::test;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

std::string timeText(const std::optional<Time>& time) { return time ? formatTime(*time) : "-"; }

// What the queue shows of an alert; the same from both ways of reading it.
template <class A>
std::string shown(const A& a, std::uint64_t first, std::uint64_t latest, std::uint64_t actions) {
    return fmt::format(
        "{} {} {} {} [{}] [{}] [{}] {} {} {} {} {} raised {} last {} n {}+{} at {}..{} acts {} ack {} "
        "closed {} due {}",
        a.id, a.detector, a.severity, static_cast<int>(a.status), a.owner, a.incident, a.verdict, a.node, a.principal,
        a.client, a.model, formatTime(a.raised), formatTime(a.raised), formatTime(a.lastSeen), a.findings,
        a.findingsSinceClosed, first, latest, actions, timeText(a.acknowledged), timeText(a.closed), timeText(a.due));
}

std::vector<std::string> listed(const AlertIndex& index) {
    std::vector<std::string> out;
    for (const AlertSummary& a : index.alerts())
        out.push_back(shown(a, a.firstFindingEntry, a.latestFindingEntry, a.actions));
    std::ranges::sort(out);
    return out;
}

// Without actions of a later version, which the queue does not open.
std::vector<AlertAction> ofThisVersion(std::vector<AlertAction> actions) {
    std::erase_if(actions, [](const AlertAction& a) {
        return std::ranges::find(alertActionNames(), a.action) == alertActionNames().end();
    });
    return actions;
}

std::vector<std::string> listed(const std::vector<Alert>& alerts) {
    std::vector<std::string> out;
    for (const Alert& a : alerts)
        out.push_back(shown(a, a.findingEntries.front(), a.findingEntries.back(), ofThisVersion(a.actions).size()));
    std::ranges::sort(out);
    return out;
}

// A desk where anything happens.
class Chaos {
public:
    explicit Chaos(std::uint64_t seed) : m_random(seed), m_noise(FixtureOptions{.seed = seed, .personal = false}) {}

    void round(Desk& desk, Writer& writer, std::uint64_t& entry) {
        Batch batch;
        const std::size_t steps = 5 + pick(60);
        for (std::size_t i = 0; i < steps; ++i) {
            desk.clock.advance(minutes(pick(200)));
            const std::size_t kind = pick(10);
            if (kind < 4) {
                m_noise.fill(batch, pick(90));
            } else if (kind < 7) {
                addEvent(batch, findingEvent(finding(desk.clock.now()), desk.clock.now(), batch.arena));
            } else {
                addEvent(batch, action(desk.clock.now(), entry + batch.rows.size(), batch.arena));
            }
        }
        must(writer.write(batch));
        entry += batch.rows.size();
    }

private:
    std::size_t pick(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }
    // Some ids turn up among the actions only, or there first.
    std::string id(std::size_t n) { return fmt::format("{:032x}", pick(n)); }

    Finding finding(Time now) {
        Finding f = findingOf(id(20), static_cast<std::int64_t>(1 + pick(5)), now - minutes(pick(3000)));
        const char* detectors[] = {"credential-stuffing", "model-extraction", "source-silent"};
        f.detector = detectors[pick(3)];
        f.principal = pick(2) == 0 ? "" : fmt::format("p-{}", pick(4));
        f.model = pick(2) == 0 ? "" : "llama";
        f.node = pick(3) == 0 ? "" : "edge-2";
        return f;
    }

    Event action(Time now, std::uint64_t entry, Arena& arena) {
        const auto names = alertActionNames();
        const auto verdicts = alertVerdicts();
        ConsoleAction done;
        done.kind = pick(8) == 0 ? "control" : "alert";
        done.name = pick(10) == 0 ? "levitate" : std::string(names[pick(names.size())]);
        done.target = id(26);
        done.actor = fmt::format("person-{}", pick(3));
        done.message = "something was done";
        done.details.text("owner", pick(3) == 0 ? "" : fmt::format("person-{}", pick(3)));
        done.details.text("incident", fmt::format("inc-{}", pick(3)));
        if (pick(2) == 0) done.details.text("verdict", verdicts[pick(verdicts.size())]);
        // Mostly a recent entry, sometimes one to come.
        const std::uint64_t back = pick(60);
        done.details.number("undoes", back > entry ? entry + back : entry - back);
        return consoleActionEvent(done, now, arena);
    }

    std::mt19937_64 m_random;
    EventSource m_noise;
};

}  // namespace

class TestAlertQueue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theQueueAgreesWithTheAlerts_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 4; ++seed) QTest::addRow("store %d", seed) << seed;
    }
    void theQueueAgreesWithTheAlerts() {
        QFETCH(int, seed);
        Desk desk;
        desk.log.reset();
        auto writer = must(Writer::open(desk.folder / "store", desk.clock));
        const auto reader = desk.read();
        Chaos chaos(static_cast<std::uint64_t>(seed));
        AlertIndex live;
        std::uint64_t entries = 0;
        std::size_t known = 0;
        std::map<std::string, std::string> before;
        for (int round = 0; round < 12; ++round) {
            chaos.round(desk, *writer, entries);
            const AlertNews news = must(live.catchUp(*reader));
            QCOMPARE(live.entries(), entries);
            const auto alerts = must(loadAlerts(*reader));
            const auto mine = listed(live), theirs = listed(alerts);
            QCOMPARE(mine.size(), theirs.size());
            for (std::size_t i = 0; i < mine.size(); ++i)
                QCOMPARE(QString::fromStdString(mine[i]), QString::fromStdString(theirs[i]));
            AlertIndex fresh;
            must(fresh.catchUp(*reader));
            QCOMPARE(listed(fresh), listed(live));
            // The news are what differs, no more and no less.
            QVERIFY(!news.startedOver);
            QCOMPARE(news.added.size(), live.alerts().size() - known);
            for (std::size_t i = 0; i < live.alerts().size(); ++i) {
                const AlertSummary& a = live.alerts()[i];
                const std::string now = shown(a, a.firstFindingEntry, a.latestFindingEntry, a.actions);
                const bool told = std::ranges::find(news.changed, i) != news.changed.end();
                if (i < known) QCOMPARE(told, before.at(std::string(a.id)) != now);
                before[std::string(a.id)] = now;
                QVERIFY(live.find(a.id) == i);
            }
            known = live.alerts().size();
            QVERIFY(must(live.catchUp(*reader)).none());
        }
        QVERIFY(known > 10);
        QVERIFY(entries > 2048);  // over more than one block
        for (const Alert& alert : must(loadAlerts(*reader))) {
            const auto actions = live.actions(*live.find(alert.id));
            const auto all = ofThisVersion(alert.actions);
            QCOMPARE(actions.size(), all.size());
            for (std::size_t i = 0; i < actions.size(); ++i) QCOMPARE(actions[i].undone, all[i].undone);
            QCOMPARE(must(loadAlert(*reader, alert.id)).lastSeen, alert.lastSeen);
        }
    }

    void summariesOutliveTheIndex() {
        Desk desk;
        desk.raise(findingOf("aa", ocsf::kHigh, kFixtureStart));
        auto index = std::make_unique<AlertIndex>();
        must(index->catchUp(*desk.read()));
        const auto rows = index->alerts();
        const auto memory = index->memory();
        index.reset();
        QCOMPARE(rows.front().id, std::string_view("aa"));
        QCOMPARE(rows.front().node, std::string_view("edge-1"));
    }

    void anotherLogStartsItOver() {
        Desk desk, other;
        desk.raise(findingOf("aa", ocsf::kHigh, kFixtureStart));
        desk.raise(findingOf("bb", ocsf::kHigh, kFixtureStart));
        other.raise(findingOf("cc", ocsf::kHigh, kFixtureStart));
        AlertIndex index;
        must(index.catchUp(*desk.read()));
        const AlertNews news = must(index.catchUp(*other.read()));
        QVERIFY(news.startedOver);
        QCOMPARE(index.alerts().size(), std::size_t{1});
        QVERIFY(!index.find("aa") && index.find("cc"));
    }

    void whatOneHasReadTheOtherNeedNot() {
        Desk desk, other;
        Arena arena;
        SharedAlerts shared;
        const auto reader = desk.read();
        std::uint64_t version = 0;
        const auto known = [&](Reader& from) {
            std::vector<std::string> out;
            const auto read = shared.catchUp(from, [&](const AlertIndex& index, std::uint64_t now) {
                out = listed(index);
                version = now;
            });
            if (!read) qFatal("%s", read.error().text().c_str());
            return out;
        };
        const auto onsets = [&shared](Reader& from) {
            std::vector<Time> out;
            const auto read =
                shared.catchUpWithOnsets(from, [&out](const AlertIndex& index, SharedAlerts::Onsets each) {
                    QCOMPARE(each.size(), index.alerts().size());
                    out.assign(each.begin(), each.end());
                });
            if (!read) qFatal("%s", read.error().text().c_str());
            return out;
        };
        QVERIFY(known(*reader).empty() && onsets(*reader).empty());
        // A finding says when what it found began: five minutes earlier.
        desk.raise(findingOf("aa", ocsf::kHigh, kFixtureStart));
        QCOMPARE(known(*reader).size(), std::size_t{1});
        QCOMPARE(onsets(*desk.read()), std::vector<Time>{kFixtureStart - minutes(5)});
        desk.raise(findingOf("aa", ocsf::kHigh, kFixtureStart - minutes(60)));
        desk.raise(findingOf("bb", ocsf::kHigh, kFixtureStart + minutes(20)));
        desk.act("aa", "acknowledge");
        QCOMPARE(onsets(*reader), (std::vector<Time>{kFixtureStart - minutes(5), kFixtureStart + minutes(15)}));
        AlertIndex alone;
        must(alone.catchUp(*desk.read()));
        QCOMPARE(known(*reader), listed(alone));
        const std::uint64_t before = version;
        ConsoleAction noAlert;
        noAlert.kind = "control";
        noAlert.name = "waive";
        noAlert.target = "c";
        desk.record({consoleActionEvent(noAlert, desk.clock.now(), arena)});
        known(*reader);
        QCOMPARE(version, before);  // an entry that is no alert
        desk.act("bb", "acknowledge");
        known(*reader);
        QVERIFY(version != before);
        other.raise(findingOf("cc", ocsf::kHigh, kFixtureStart + minutes(40)));
        QCOMPARE(onsets(*other.read()), std::vector<Time>{kFixtureStart + minutes(35)});
        QCOMPARE(known(*other.read()).size(), std::size_t{1});
    }

    void theLastDayIsCountedByTheHour() {
        Desk desk;
        const Time now = kFixtureStart + hours(30) + minutes(20);  // 14:20
        desk.clock.set(now);
        for (const auto ago : {minutes(5), minutes(10), minutes(90), minutes(60 * 23), minutes(60 * 26)})
            desk.raise(findingOf("aa", ocsf::kHigh, now - ago));
        AlertIndex index;
        must(index.catchUp(*desk.read()));
        const AlertSummary& alert = index.alerts().front();
        auto day = alert.lastDay(now);
        QCOMPARE(int(day[23]), 2);
        QCOMPARE(int(day[22]), 0);
        QCOMPARE(std::accumulate(day.begin(), day.end(), 0), 4);
        QCOMPARE(int(day[0]), 1);
        // Two hours later the same findings stand two hours further back.
        day = alert.lastDay(now + hours(2));
        QCOMPARE(int(day[21]), 2);
        QCOMPARE(std::accumulate(day.begin(), day.end(), 0), 3);
        day = alert.lastDay(now + hours(48));
        QCOMPARE(std::accumulate(day.begin(), day.end(), 0), 0);
        desk.raise(findingOf("aa", ocsf::kHigh, now + hours(1)));
        desk.clock.advance(hours(100));
        desk.raise(findingOf("aa", ocsf::kHigh, desk.clock.now()));
        must(index.catchUp(*desk.read()));
        day = index.alerts().front().lastDay(desk.clock.now());
        QCOMPARE(std::accumulate(day.begin(), day.end(), 0), 1);
    }

    void theMostUrgentComesFirst() {
        Desk desk;
        const auto raise = [&](const char* id, std::int64_t severity) {
            desk.clock.advance(minutes(10));
            desk.raise(findingOf(id, severity, desk.clock.now()));
        };
        raise("closed-critical", ocsf::kCritical);
        raise("late-high", ocsf::kHigh);
        raise("info", ocsf::kInformational);
        raise("later-high", ocsf::kHigh);
        raise("critical", ocsf::kCritical);
        desk.act("closed-critical", "close", "true_positive");
        AlertIndex index;
        must(index.catchUp(*desk.read()));
        auto rows = index.alerts();
        std::ranges::sort(rows, moreUrgent);
        std::vector<std::string_view> order;
        for (const AlertSummary& row : rows) order.push_back(row.id);
        QCOMPARE(order,
                 (std::vector<std::string_view>{"critical", "late-high", "later-high", "info", "closed-critical"}));
        QVERIFY(rows[0].left(desk.clock.now()) == minutes(30) - minutes(1));
        QVERIFY(!rows[3].left(desk.clock.now()));
    }

    void wordsComeFromTheLatestFinding() {
        Desk desk;
        desk.raise(findingOf("aa", ocsf::kHigh, kFixtureStart, 20));
        desk.raise(findingOf("aa", ocsf::kHigh, kFixtureStart, 40));
        desk.act("aa", "acknowledge");
        AlertIndex index;
        const auto reader = desk.read();
        must(index.catchUp(*reader));
        const std::uint64_t latest = index.alerts().front().latestFindingEntry;
        const auto words = must(describeAlerts(*reader, std::array{latest, std::uint64_t{0}, std::uint64_t{2}}));
        QCOMPARE(words[0].reason, std::string("40 failed logins"));
        QCOMPARE(words[0].threats, std::vector<std::string>{"ATLAS 2026.07 AML.T0012 Valid Accounts"});
        QCOMPARE(words[0].evidence, (std::vector<std::uint64_t>{3, 5, 8}));
        QCOMPARE(words[1].reason, std::string("20 failed logins"));
        QCOMPARE(words[2].title, std::string());  // no finding at all
    }

    void everyDetectorHasALabelWithoutARecord() {
        for (const DetectorInfo& info : detectorInfos()) {
            const AlertLabel label = alertLabel(info.id);
            QCOMPARE(label.title, info.title);
            QVERIFY(!label.title.empty());
        }
        QVERIFY(!alertLabel("credential-stuffing").threats.empty());
        QCOMPARE(alertLabel("rule-of-tomorrow").title, std::string("rule-of-tomorrow"));
    }
};

QTEST_APPLESS_MAIN(TestAlertQueue)
#include "test_alert_queue.moc"
