// SPDX-License-Identifier: GPL-3.0-or-later
// A period surveyed in two halves by two threads says what one pass over it says, wherever it is cut.
#include "core/policy/survey.h"

#include <QTest>
#include <fmt/format.h>

#include <limits>

#include "tests/core/policy/world.h"

using namespace vedette;
using namespace vedette::test;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();

std::string text(const Tally& t) {
    return fmt::format("{} {}-{} {}-{} [{}]", t.extent.count, t.extent.firstEntry, t.extent.lastEntry,
                       formatTime(t.extent.firstTime), formatTime(t.extent.lastTime), fmt::join(t.entries, ","));
}

std::string text(const std::map<std::string, Tally, std::less<>>& names) {
    std::string out;
    for (const auto& [name, tally] : names) out += fmt::format("\n    {}: {}", name, text(tally));
    return out;
}

std::string text(const std::vector<bool>& bits) {
    std::string out;
    for (std::size_t i = 0; i < bits.size(); ++i) {
        if (bits[i]) out += fmt::format("{} ", i);
    }
    return out;
}

std::string text(const PrincipalUse& use) {
    std::string out =
        fmt::format("hour {} networks {} most {} failures {} longest {} at {} last {}", use.hour, use.networks.size(),
                    use.mostNetworks, use.failures, use.longestRun, use.longestEntry, formatTime(use.lastFailure));
    for (const auto& c : use.comebacks) out += fmt::format(" back {} {} {}", c.run, c.pause.count(), c.entry);
    return out;
}

std::string text(const NodeSurvey& n) {
    std::string out;
    for (const Tally* t : {&n.all, &n.requests, &n.authKnown, &n.attempts, &n.namelessSuccess, &n.named, &n.incomplete,
                           &n.securityIncomplete, &n.ahead}) {
        out += "\n  " + text(*t);
    }
    for (const auto* names : {&n.regions, &n.models, &n.countries, &n.anonymousSuccess, &n.unknownSuccess}) {
        out += "\n  names" + text(*names);
    }
    for (const auto& [version, tally] : n.tls) out += fmt::format("\n  tls {} {}", version, text(tally));
    for (const Tally& t : n.detected) out += "\n  detected " + text(t);
    out += fmt::format("\n  {} {} {} {} {} {} [{}]", n.answered, n.countryUnknown, n.networksKnown, n.securityEvents,
                       n.mostAheadMs, n.leastDelayMs, fmt::join(n.missing, ","));
    out += "\n  signs " + text(n.signs) + "\n  days " + text(n.authDays);
    std::map<std::string, std::string> people;
    for (const auto& [id, use] : n.principals) people[id] = text(use);
    for (const auto& [id, use] : people) out += "\n  " + id + " " + use;
    return out;
}

std::string text(const Survey& s) {
    std::string out = fmt::format("{} entries, rejected {}\nwatched {}\nread {}", s.entries, text(s.rejected),
                                  text(s.watched), fmt::join(s.read, ","));
    for (const auto& [id, node] : s.nodes) out += "\n" + id + text(node);
    for (const auto& [id, source] : s.sources) out += "\n" + id + " " + text(source.all) + " " + text(source.signs);
    for (const SourceStatus& t : s.statuses) {
        out += fmt::format("\n{} {} {} {} {} {}-{}", t.entry, t.source, t.activity, formatTime(t.time), t.message,
                           formatTime(t.from), formatTime(t.to));
    }
    return out;
}

// Runs of failed log-ins with comebacks, networks that change within the hour, sources that go and come back.
World busyWorld() {
    World w = healthyWorld();
    for (int i = 0; i < 600; ++i) {
        Line l = request("eu-1", at(6, i % 240));
        l.principal = fmt::format("p-{}", i % 7);
        l.network = fmt::format("10.0.{}.0/24", i % 11);
        if (i % 5 < 4 && i % 60 > 30) {
            l.status = 2;
            l.code = 401;
        }
        w.add(l);
    }
    for (int hour = 1; hour < 23; ++hour) w.add(status(at(hour, 10), "eu-1", "access", hour % 4 == 3 ? 2 : 1, "word"));
    return w;
}

}  // namespace

class SurveyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoHalvesAreOneWhole_data() {
        QTest::addColumn<int>("minutes");  // the period's end moves, and with it the cut
        for (int minutes = 360; minutes <= 1440; minutes += 17) QTest::addRow("%d minutes", minutes) << minutes;
    }
    void twoHalvesAreOneWhole() {
        QFETCH(int, minutes);
        static const World world = busyWorld();
        static const Batch batch = world.batch();
        const auto evidence = evidenceOf(batch);
        const Time to = kDay + std::chrono::minutes(minutes);
        const auto whole = surveyPeriod(*evidence, kDay, to, kNever);
        const auto halves = surveyPeriod(*evidence, kDay, to, 1);
        QVERIFY(whole.has_value() && halves.has_value());
        QVERIFY(whole->entries > 0);
        const std::string expected = text(*whole);
        const std::string found = text(*halves);
        const auto differ = std::ranges::mismatch(expected, found);
        const auto at = static_cast<std::size_t>(differ.in1 - expected.begin());
        const std::size_t from = at < 60 ? 0 : at - 60;
        QVERIFY2(expected == found, (expected.substr(from, 160) + "\n--- halves:\n" + found.substr(from, 160)).c_str());
    }
};

QTEST_APPLESS_MAIN(SurveyTest)
#include "survey_test.moc"
