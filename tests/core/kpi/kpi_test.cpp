// SPDX-License-Identifier: GPL-3.0-or-later
// Key figures: definitions that are refused with their line, and figures against a log whose contents are known.
#include "core/kpi/kpi.h"

#include <QtTest>
#include <fmt/format.h>

#include <algorithm>

#include "core/base/json.h"
#include "core/detect/detector.h"
#include "core/incident/alert_action.h"
#include "core/incident/shared_alerts.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const Time kStart = fromMicros(1'795'046'400'000'000);  // 2026-11-19T00:00:00Z
const Period kDay{kStart, kStart + hours(24)};

Finding finding(const std::string& group, Time first, Time seen, const std::string& node) {
    Finding f;
    f.detector = "credential-stuffing";
    f.group = group;
    f.title = "Credential stuffing";
    f.reason = "many failed log-ins";
    f.baseline = "none before";
    f.severity = ocsf::kHigh;
    f.confidence = 90;
    f.evidence = {1};
    f.evidenceCount = 1;
    f.firstSeen = first;
    f.lastSeen = seen;
    f.node = node;
    return f;
}

struct Call {
    std::string node = "edge-1";
    Time time{};
    std::int64_t code = 200;
    std::int64_t latency = 100;
    std::string auth = "authenticated";
    Duration delay = seconds(2);
};

class Desk {
public:
    Desk() : m_clock(kStart) { makeStore(m_folder / "store", m_clock); }

    void call(const Call& c) {
        const std::string source = c.node + "/access";
        Event e = event(ocsf::kApiActivity, c.time, c.time + c.delay, c.node);
        e.setStatus(c.code < 400 ? ocsf::kSuccess : ocsf::kFailure);
        e.setText(Field::vSource, source);
        e.setText(Field::apiOperation, "POST /v1/chat/completions");
        e.setInteger(Field::httpCode, c.code);
        e.setInteger(Field::duration, c.latency);
        if (!c.auth.empty()) e.setText(Field::vAuth, c.auth);
        addEvent(m_batch, e);
    }
    void observe(const std::string& node, Time t, const std::string& json) {
        Event e = event(ocsf::kEndpointObservation, t, t, node);
        e.setStatus(ocsf::kSuccess);
        e.setJson(Field::vObservation, json);
        addEvent(m_batch, e);
    }
    void status(const std::string& node, int activity, Time t) {
        const std::string source = node + "/access";
        Event e = event(ocsf::kCollectorStatus, t, t, node);
        e.setClass(ocsf::kCollectorStatus, activity);
        e.setStatus(activity == 1 ? ocsf::kSuccess : ocsf::kFailure);
        e.setText(Field::vSource, source);
        addEvent(m_batch, e);
    }
    void reject(Time t) {
        Event e = event(ocsf::kRejectedRecord, t, t, "edge-1");
        e.setStatus(ocsf::kFailure);
        addEvent(m_batch, e);
    }
    void declare(Time t, const std::string& nodes) {
        Event e = event(ocsf::kFleetDeclaration, t, t, {});
        e.setStatus(ocsf::kSuccess);
        const std::string json = R"({"facts":{},"name":"test","nodes":)" + nodes + R"(,"retention":[]})";
        e.setJson(Field::vFleet, json);
        addEvent(m_batch, e);
    }
    void raise(const std::string& group, Time first, Time raised, const std::string& node = "edge-1") {
        addEvent(m_batch, findingEvent(finding(group, first, raised, node), raised, m_arena));
    }
    void act(const std::string& alert, const std::string& action, Time t, const std::string& verdict = {}) {
        auto made = alertAction(alert, action, verdict, "because", "dana", t, m_arena);
        QVERIFY2(made.has_value(), made ? "" : made.error().text().c_str());
        addEvent(m_batch, *made);
    }

    KpiReport report(Period period, const std::vector<std::string>& nodes = {}, const KpiInputs& inputs = {},
                     Time now = kStart + hours(24)) {
        if (!m_batch.rows.empty()) {
            m_clock.set(now);
            auto writer = Writer::open(m_folder / "store", m_clock);
            auto written = (*writer)->write(m_batch);
            if (!written) qFatal("%s", written.error().text().c_str());
            m_batch = {};
        }
        auto definitions = loadKpis(VEDETTE_RESOURCES "/kpis");
        if (!definitions) qFatal("%s", definitions.error().text().c_str());
        auto reader = open();
        auto report = computeKpis(*reader, *definitions, period, nodes, now, inputs);
        if (!report) qFatal("%s", report.error().text().c_str());
        KpiInputs remembering = inputs;
        remembering.alerts = &m_known;
        auto again = computeKpis(*reader, *definitions, period, nodes, now, remembering);
        if (!again) qFatal("%s", again.error().text().c_str());
        remembered &= told(*again) == told(*report);
        return std::move(*report);
    }
    bool remembered = true;  // every report was the same with the alerts known from the reports before
    std::unique_ptr<Reader> open() { return std::move(*Reader::open(m_folder / "store")); }
    [[nodiscard]] std::filesystem::path store() const { return m_folder / "store"; }

private:
    static std::string told(const KpiReport& report) {
        std::string out;
        for (const KpiValue& v : report.values) {
            out += fmt::format("{} {} {} {} {} {} {}\n", v.definition.id, v.value.value_or(-1), v.n,
                               v.previous.value_or(-1), v.missing, v.filter, v.note);
            for (const KpiPoint& p : v.series) out += fmt::format("{} {} ", p.value.value_or(-1), p.n);
        }
        return out;
    }
    Event event(std::int64_t classUid, Time t, Time logged, const std::string& node) {
        Event e;
        e.setClass(classUid, 1);
        e.setTime(t);
        e.setLoggedTime(logged);
        m_texts.push_back(std::make_unique<std::string>(node));
        if (!node.empty()) e.setText(Field::vNode, *m_texts.back());
        return e;
    }

    TempFolder m_folder;
    FixedClock m_clock;
    Batch m_batch;
    SharedAlerts m_known;
    Arena m_arena;
    std::vector<std::unique_ptr<std::string>> m_texts;
};

const KpiValue& of(const KpiReport& report, const std::string& id) {
    const auto found = std::ranges::find_if(report.values, [&](const KpiValue& v) { return v.definition.id == id; });
    if (found == report.values.end()) qFatal("no such figure: %s", id.c_str());
    return *found;
}

// How many entries the filter beside a figure opens.
std::uint64_t opened(Desk& desk, const std::string& filter) {
    auto parsed = parseFilter(filter);
    if (!parsed) qFatal("%s", parsed.error().text().c_str());
    return desk.open()->extent(*parsed)->count;
}

std::string id(char c) { return std::string(32, c); }

}  // namespace

class KpiTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void shippedDefinitionsLoad() {
        auto kpis = loadKpis(VEDETTE_RESOURCES "/kpis");
        QVERIFY2(kpis.has_value(), kpis ? "" : kpis.error().text().c_str());
        QVERIFY(kpis->size() >= 17);
        for (const KpiDefinition& d : *kpis) {
            QVERIFY2(d.definition.size() > 30 && d.target.has_value() == !d.targetOwner.empty(), d.id.c_str());
            QVERIFY2(d.file.find("kpis.yaml:") != std::string::npos, d.file.c_str());
        }
    }

    void brokenDefinitionIsRefused_data() {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("said");
        QTest::newRow("unit") << "unit: seconds" << "unit: hours" << "x.yaml:6: unknown unit 'hours'";
        QTest::newRow("unit of another measure") << "unit: seconds" << "unit: count" << "x.yaml:6:";
        QTest::newRow("direction") << "direction: lower" << "direction: down" << "x.yaml:7: unknown direction";
        QTest::newRow("measure") << "measure: detection-time" << "measure: magic" << "x.yaml:10: there is no measure";
        QTest::newRow("target") << "target: 300" << "target: soon" << "x.yaml:8: the target 'soon'";
        QTest::newRow("nobody's target") << "target_owner: us" << "# nobody" << "x.yaml:8: the target has no";
        QTest::newRow("unknown key") << "title: MTTD" << "titel: MTTD" << "x.yaml:3: unknown key 'titel'";
        QTest::newRow("missing") << "definition: Words." << "# none" << "no 'definition'";
        QTest::newRow("not yaml") << "unit: seconds" << "unit: [" << "x.yaml:";
        QTest::newRow("twice") << "measure: detection-time" << "measure: detection-time\n    measure: detection-time"
                               << "x.yaml:11: 'measure' stands twice";
    }
    void brokenDefinitionIsRefused() {
        QFETCH(QString, change);
        QFETCH(QString, to);
        QFETCH(QString, said);
        QString yaml = QStringLiteral(
            "kpis:\n  - id: mttd\n    title: MTTD\n    group: response\n    definition: Words.\n    unit: seconds\n"
            "    direction: lower\n    target: 300\n    target_owner: us\n    measure: detection-time\n");
        QVERIFY(parseKpis(yaml.toStdString(), "x.yaml").has_value());
        yaml.replace(change, to);
        const auto parsed = parseKpis(yaml.toStdString(), "x.yaml");
        QVERIFY(!parsed.has_value());
        QVERIFY2(QString::fromStdString(parsed.error().text()).contains(said), parsed.error().text().c_str());
    }

    void emptyLogClaimsNothing() {
        Desk desk;
        const auto report = desk.report(kDay);
        for (const KpiValue& kpi : report.values) {
            QVERIFY2(!kpi.value && !kpi.missing.empty() && !kpi.met && !kpi.covered, kpi.definition.id.c_str());
        }
    }

    void responseTimes() {
        Desk desk;
        const Time t = kStart + hours(2);
        // Raised 1, 3 and 5 minutes after their evidence; the last is a false positive.
        desk.raise(id('a'), t - minutes(1), t);
        desk.raise(id('b'), t + minutes(7), t + minutes(10));
        desk.raise(id('c'), t + minutes(15), t + minutes(20));
        desk.raise(id('d'), t + hours(1) - minutes(5), t + hours(1));
        desk.act(id('a'), "acknowledge", t + minutes(4));
        desk.act(id('a'), "close", t + minutes(30), "true_positive");
        desk.act(id('b'), "acknowledge", t + minutes(22));
        desk.act(id('c'), "close", t + minutes(28), "false_positive");
        const auto report = desk.report(kDay);
        const KpiValue& mttd = of(report, "mttd");
        QCOMPARE(mttd.n, std::uint64_t{3});
        QCOMPARE(*mttd.value, 180.0);
        QCOMPARE(*mttd.median, 180.0);
        QCOMPARE(*mttd.p90, 300.0);
        QCOMPARE(*mttd.met, true);
        QVERIFY(mttd.covered);
        QCOMPARE(opened(desk, mttd.filter), std::uint64_t{3});
        const KpiValue& mtta = of(report, "mtta");
        QCOMPARE(mtta.n, std::uint64_t{3});
        QCOMPARE(*mtta.value, (4 + 12 + 8) * 60 / 3.0);
        QVERIFY2(mtta.note.find("1 of 4 alerts still wait") == 0, mtta.note.c_str());
        const KpiValue& mttr = of(report, "mttr");
        QCOMPARE(mttr.n, std::uint64_t{1});
        QCOMPARE(*mttr.value, 1800.0);
        const KpiValue& open = of(report, "open-alerts");
        QCOMPARE(*open.value, 2.0);
        QCOMPARE(open.parts.size(), std::size_t{1});
        QCOMPARE(open.parts[0].label, std::string("high"));
        QCOMPARE(opened(desk, open.filter), std::uint64_t{2});
        const KpiValue& wrong = of(report, "false-positives");
        QCOMPARE(*wrong.numerator, 1.0);
        QCOMPARE(*wrong.denominator, 2.0);
        QVERIFY(*wrong.low > 0.05 && *wrong.low < 0.15 && *wrong.high > 0.85);  // two verdicts prove little
        QCOMPARE(*wrong.met, false);
        QCOMPARE(*of(report, "alert-volume").value, 4.0);
        QVERIFY(desk.remembered);
    }

    void alertsAreRememberedFromOneReportToTheNext() {
        Desk desk;
        const Time t = kStart + hours(2);
        desk.raise(id('a'), t - minutes(1), t);
        QCOMPARE(*of(desk.report(kDay), "mttd").value, 60.0);
        desk.raise(id('b'), t + minutes(7), t + minutes(10));
        desk.act(id('a'), "close", t + minutes(30), "true_positive");
        const auto report = desk.report(kDay);
        QCOMPARE(*of(report, "mttd").value, 120.0);
        QCOMPARE(*of(report, "mttr").value, 1800.0);
        // An earlier finding of an alert that is known moves when it began.
        desk.raise(id('b'), t - minutes(20), t - minutes(10));
        desk.act(id('a'), "reopen", t + minutes(40));
        QCOMPARE(*of(desk.report(kDay), "open-alerts").value, 2.0);
        desk.report(kDay, {"edge-2"});
        QVERIFY(desk.remembered);
    }

    void nodesNarrowTheFigures() {
        Desk desk;
        desk.raise(id('a'), kStart + hours(1), kStart + hours(2), "edge-1");
        desk.raise(id('b'), kStart + hours(1), kStart + hours(2), "edge-2");
        desk.call({.node = "edge-1", .time = kStart + hours(3), .code = 500});
        desk.call({.node = "edge-2", .time = kStart + hours(3)});
        const auto report = desk.report(kDay, {"edge-2"});
        QCOMPARE(*of(report, "alert-volume").value, 1.0);
        QCOMPARE(*of(report, "error-rate").value, 0.0);
        QCOMPARE(of(report, "error-rate").n, std::uint64_t{1});
    }

    void calls() {
        Desk desk;
        for (int i = 1; i <= 100; ++i) {
            Call c{.time = kStart + minutes(10 * i), .latency = 10 * i};
            if (i % 10 == 0) c.code = 503;
            if (i % 25 == 0) c.code = 401;
            if (i % 3 == 0) c.auth = "anonymous";
            if (i % 7 == 0) c.auth.clear();
            desk.call(c);
        }
        const auto report = desk.report(kDay);
        const KpiValue& errors = of(report, "error-rate");
        QCOMPARE(*errors.numerator, 8.0);  // 50 and 100 are refusals, no errors
        QCOMPARE(errors.n, std::uint64_t{100});
        QCOMPARE(opened(desk, errors.filter), std::uint64_t{8});
        QCOMPARE(*errors.met, false);
        const KpiValue& latency = of(report, "latency-p90");
        QVERIFY2(*latency.value >= 890 && *latency.value <= 920, fmt::format("{}", *latency.value).c_str());
        QCOMPARE(opened(desk, latency.filter), latency.n);
        const KpiValue& named = of(report, "authenticated");
        QVERIFY(*named.value > 0.6 && *named.value < 0.7);
        QCOMPARE(opened(desk, named.filter), named.n);
        QVERIFY2(named.note.find("cannot tell") != std::string::npos, named.note.c_str());
        QCOMPARE(*of(report, "collection-delay").value, 2.0);
        // The slices of the series add up to the whole.
        std::uint64_t sum = 0;
        for (const KpiPoint& point : errors.series) sum += point.n;
        QCOMPARE(sum, errors.n);
        QVERIFY(errors.series.size() <= 60 && errors.series.size() >= 24);
        QCOMPARE(errors.series.front().from, kDay.from);
        QCOMPARE(errors.series.back().to, kDay.to);
    }

    void periodBefore() {
        Desk desk;
        for (int i = 0; i < 10; ++i) desk.call({.time = kStart + minutes(i), .code = i == 0 ? 500 : 200});
        for (int i = 0; i < 10; ++i) desk.call({.time = kStart + hours(1) + minutes(i), .code = i < 4 ? 500 : 200});
        const auto report = desk.report({kStart + hours(1), kStart + hours(2)});
        QCOMPARE(*of(report, "error-rate").value, 0.4);
        QCOMPARE(*of(report, "error-rate").previous, 0.1);
        QCOMPARE(of(report, "error-rate").previousN, std::uint64_t{10});
        // Before the log began there is no figure, not a figure of nought.
        const auto first = desk.report({kStart, kStart + hours(1)});
        QVERIFY(!of(first, "alert-volume").previous);
        QCOMPARE(*of(first, "alert-volume").value, 0.0);
    }

    void silence() {
        Desk desk;
        desk.declare(kStart, R"([{"id":"edge-1"},{"id":"edge-2"},{"id":"edge-3"}])");
        for (int i = 0; i < 24 * 12; ++i) {
            const Time t = kStart + minutes(5 * i);
            desk.call({.node = "edge-1", .time = t});
            if (i < 100) desk.call({.node = "edge-2", .time = t});
            desk.status("edge-1", 1, t);
            desk.status("edge-2", i < 100 ? 1 : 2, t);  // what the collector says of it is no sign of life
        }
        const auto report = desk.report(kDay);
        const KpiValue& nodes = of(report, "silent-nodes");
        QCOMPARE(*nodes.value, 2.0);
        QCOMPARE(nodes.n, std::uint64_t{3});
        QCOMPARE(*nodes.met, false);
        QCOMPARE(*nodes.series.front().value, 1.0);  // edge-3 was never heard
        const KpiValue& sources = of(report, "silent-sources");
        QCOMPARE(*sources.value, 1.0);
        QCOMPARE(sources.parts[0].label, std::string("edge-2/access"));
        // A day later nobody collects: silence of a node can then not be told from our own.
        const auto later = desk.report({kStart + hours(2), kStart + hours(48)}, {}, {}, kStart + hours(48));
        QVERIFY(!of(later, "silent-nodes").value);
        QVERIFY(of(later, "silent-nodes").missing.find("silent collector") != std::string::npos);
    }

    void rejectedLines() {
        Desk desk;
        for (int i = 0; i < 99; ++i) desk.call({.time = kStart + minutes(i)});
        desk.reject(kStart + minutes(5));
        const auto report = desk.report(kDay);
        QCOMPARE(*of(report, "rejected").value, 0.01);
        QCOMPARE(opened(desk, of(report, "rejected").filter), std::uint64_t{1});
    }

    void transport_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<bool>("reached");
        QTest::addColumn<bool>("safe");
        const auto row = [](const char* name, const char* tls, const char* more, bool reached, bool safe) {
            QTest::newRow(name)
                << QString::fromLatin1("{\"tls\":\"%1\"%2}").arg(QLatin1String(tls), QLatin1String(more)) << reached
                << safe;
        };
        row("good", "1.3", ",\"verified\":true", true, true);
        row("old", "1.1", ",\"verified\":true", true, false);
        row("not verified", "1.3", ",\"verified\":false", true, false);
        row("expired", "1.3", ",\"verified\":true,\"not_after\":\"2026-11-18T00:00:00Z\"", true, false);
        row("plain too", "1.3", ",\"verified\":true,\"plaintext\":true", true, false);
        row("deprecated too", "1.3", ",\"verified\":true,\"deprecated_tls\":\"accepted\"", true, false);
        row("never reached", "", ",\"problem\":\"timeout\"", false, false);
    }
    void transport() {
        QFETCH(QString, json);
        QFETCH(bool, reached);
        QFETCH(bool, safe);
        Desk desk;
        const auto canonical = canonicalJson(json.toStdString());
        QVERIFY(canonical.has_value());
        desk.observe("edge-1", kStart + hours(1), R"({"tls":"1.0","verified":true})");  // a later probe counts
        desk.observe("edge-1", kStart + hours(2), *canonical);
        const KpiReport report = desk.report(kDay);
        const KpiValue& tls = of(report, "tls-coverage");
        QCOMPARE(tls.value.has_value(), reached);
        if (reached) QCOMPARE(*tls.value, safe ? 1.0 : 0.0);
        QCOMPARE(tls.parts.size(), reached && !safe ? std::size_t{1} : std::size_t{0});
    }

    void inputsFromOutside() {
        Desk desk;
        desk.call({.time = kStart + hours(1)});
        Judgement judgement;
        judgement.period = kDay;
        PackResult pack;
        pack.pack.id = "gdpr";
        pack.results.resize(4);
        pack.results[0].state = ControlState::Fail;
        pack.results[1].state = ControlState::ManualFail;
        pack.results[2].state = ControlState::Waived;
        judgement.packs.push_back(pack);
        KpiInputs inputs;
        inputs.judgement = &judgement;
        inputs.lastAnchor = kStart + hours(23);
        const auto report = desk.report(kDay, {}, inputs);
        QCOMPARE(*of(report, "controls-failing").value, 2.0);
        QCOMPARE(of(report, "controls-failing").n, std::uint64_t{4});
        QCOMPARE(*of(report, "controls-insufficient").value, 1.0);
        QVERIFY(!of(report, "controls-failing").previous);
        QCOMPARE(*of(report, "anchor-age").value, 3600.0);
        QVERIFY(!of(report, "anchor-age").covered);
        const auto anchor = lastAnchorTime(desk.store());
        QVERIFY2(anchor.has_value(), anchor ? "" : anchor.error().text().c_str());
    }

    void words_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QString>("text");
        const auto row = [](double value, KpiUnit unit, const char* text) {
            QTest::addRow("%s", text) << value << static_cast<int>(unit) << QString::fromUtf8(text);
        };
        row(220, KpiUnit::Seconds, "3 min 40 s");
        row(4320, KpiUnit::Seconds, "1 h 12 min");
        row(0.25, KpiUnit::Seconds, "0.2 s");
        row(3 * 86400 + 7200, KpiUnit::Seconds, "3 d 2 h");
        row(0.99648, KpiUnit::Share, "99.648 %");
        row(0.999996, KpiUnit::Share, "99.9996 %");
        row(0.9999999, KpiUnit::Share, "99.99999 %");
        row(1, KpiUnit::Share, "100 %");
        row(0.144, KpiUnit::Share, "14.4 %");
        row(0.00001, KpiUnit::Share, "0.001 %");
        row(0, KpiUnit::Share, "0 %");
        row(412'480, KpiUnit::Count, "412,480");
        row(1234, KpiUnit::Milliseconds, "1234 ms");
    }
    void words() {
        QFETCH(double, value);
        QFETCH(int, unit);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(kpiText(value, static_cast<KpiUnit>(unit))), text);
    }
};

QTEST_GUILESS_MAIN(KpiTest)
#include "kpi_test.moc"
