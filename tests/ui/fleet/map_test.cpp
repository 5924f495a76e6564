// SPDX-License-Identifier: GPL-3.0-or-later
// What the map is made of: projection, resources, how flows are counted and judged, what stands where.
#include <QApplication>
#include <QTest>

#include <algorithm>
#include <cmath>

#include "tests/support/store_fixture.h"
#include "tests/ui/fleet/small_fleet.h"
#include "ui/fleet/map_paint.h"
#include "ui/fleet/map_scene.h"

using namespace vedette;
using namespace vedette::ui;
using namespace std::chrono_literals;

namespace {

MapData mapData() {
    auto world = WorldMap::load(VEDETTE_RESOURCES "/map");
    auto regions = RegionTable::load(VEDETTE_RESOURCES "/regions/regions.yaml");
    if (!world || !regions) qFatal("the resources cannot be read");
    return {*world, *regions};
}

const MapData& shared() {
    static const MapData data = mapData();
    return data;
}

// The small fleet's flows, counted in a store.
FlowReport countedFlows(const Filter& scope = {}) {
    const test::TempFolder folder;
    const test::FixedClock clock(test::kFixtureStart);
    test::makeStore(folder / "s", clock);
    test::writeWorld(test::smallFleet(), folder / "s");
    auto reader = Reader::open(folder / "s");
    auto report = countFlows(**reader, scope, shared().regions);
    if (!report) qFatal("%s", report.error().text().c_str());
    return *report;
}

const Flow* flowOf(const FlowReport& report, std::string_view from, std::string_view region) {
    const auto at =
        std::ranges::find_if(report.flows, [&](const Flow& f) { return f.from == from && f.region == region; });
    return at == report.flows.end() ? nullptr : &*at;
}

NodeState nodeState(const char* id, const char* provider, const char* region, NodeHealth health) {
    NodeState node;
    node.declared.id = id;
    node.declared.provider = provider;
    node.declared.region = region;
    node.health = health;
    return node;
}

MapContent contentOf(const FlowReport& report, std::vector<std::string>& placeless) {
    MapContent content;
    content.data = std::make_shared<const MapData>(shared());
    content.at = test::kDay;
    content.sites = sitesOf({nodeState("fra-1", "aws", "eu-central-1", NodeHealth::Healthy),
                             nodeState("fra-2", "aws", "eu-central-1", NodeHealth::Alert),
                             nodeState("lon-1", "azure", "uksouth", NodeHealth::Healthy),
                             nodeState("bom-1", "aws", "ap-south-1", NodeHealth::Silent),
                             nodeState("own-1", "own", "cellar", NodeHealth::Healthy)},
                            shared(), placeless);
    for (const Flow& flow : report.flows)
        content.flows.push_back({flow, placeName(shared().world.placeOf(flow.provider, flow.region), flow.to)});
    return content;
}

}  // namespace

class FleetMapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void projects_data();
    void projects();
    void frameKeepsProportions();
    void placesAgreeWithTheRegionTable();
    void refusesBrokenData();
    void countriesHaveTheirZone_data();
    void countriesHaveTheirZone();
    void judges_data();
    void judges();
    void adequacyCountsAtItsTime();
    void countsEveryRequestOnce();
    void filtersMatchWhatIsCounted();
    void unlikeNodesAreNamed();
    void sceneGathersAndPlaces();
    void arcsOfOneRegionOpenTogether();
    void smallMapsHaveNoInset();
    void labelsDoNotOverlap();
};

void FleetMapTest::projects_data() {
    QTest::addColumn<QPointF>("degrees");
    QTest::addColumn<QPointF>("radii");
    // From the published formula, on the axes and at the pole.
    QTest::newRow("middle") << QPointF(0, 0) << QPointF(0, 0);
    QTest::newRow("equator's end") << QPointF(180, 0) << QPointF(2.7066, 0);
    QTest::newRow("north pole") << QPointF(0, 90) << QPointF(0, -1.3173);
    QTest::newRow("south pole") << QPointF(0, -90) << QPointF(0, 1.3173);
    QTest::newRow("pole's end") << QPointF(180, 90) << QPointF(1.6036, -1.3173);
}

void FleetMapTest::projects() {
    QFETCH(QPointF, degrees);
    QFETCH(QPointF, radii);
    const QPointF at = equalEarth(degrees);
    QVERIFY2(std::abs(at.x() - radii.x()) < 1e-3 && std::abs(at.y() - radii.y()) < 1e-3,
             qPrintable(QStringLiteral("%1 %2").arg(at.x()).arg(at.y())));
}

void FleetMapTest::frameKeepsProportions() {
    for (const QSizeF size : {QSizeF(1000, 300), QSizeF(300, 1000), QSizeF(640, 320)}) {
        const MapFrame frame(kWorldShown, QRectF(QPointF(10, 20), size));
        const QPointF middle = frame.place({0, 0});
        const QPointF east = frame.place({20, 0});
        const QPointF expected = equalEarth({20, 0}) * frame.scale();
        QVERIFY(std::abs((east - middle).x() - expected.x()) < 1e-6);
        QVERIFY(frame.place({0, 10}).y() < middle.y());  // north is up
        for (const QPointF& corner : {QPointF(0, kWorldShown.top()), QPointF(0, kWorldShown.bottom())})
            QVERIFY(frame.room().adjusted(-1, -1, 1, 1).contains(frame.place(corner)));
    }
}

void FleetMapTest::placesAgreeWithTheRegionTable() {
    int placed = 0;
    for (const auto& [provider, region] :
         {std::pair("aws", "eu-central-1"), std::pair("azure", "uksouth"), std::pair("gcp", "europe-west4"),
          std::pair("hetzner", "hel1"), std::pair("ovh", "GRA"), std::pair("oracle", "sa-bogota-1")}) {
        const RegionPlace* place = shared().world.placeOf(provider, region);
        QVERIFY2(place != nullptr, region);
        QCOMPARE(place->country, shared().regions.countryOf(provider, region));
        QVERIFY(shared().world.middleOf(place->country).has_value());
        ++placed;
    }
    QCOMPARE(placed, 6);
    // Only a state is published: said so. No place is published, or two providers use the name: none.
    QVERIFY(shared().world.placeOf("aws", "us-east-1")->area);
    QVERIFY(!shared().world.placeOf("aws", "eu-central-1")->area);
    QVERIFY(shared().world.placeOf("azure", "chinaeast") == nullptr);
    QVERIFY(shared().world.placeOf("aws", "cellar") == nullptr);
    QVERIFY(!shared().world.middleOf("ZZ"));
    QVERIFY(!shared().world.middleOf(""));
    // Small states have no outline but a place where flows begin.
    for (const char* iso : {"SG", "MT", "LI", "BH", "HK"}) QVERIFY2(shared().world.middleOf(iso), iso);
}

void FleetMapTest::refusesBrokenData() {
    const test::TempFolder folder;
    auto missing = WorldMap::load(folder / "map");
    QVERIFY(!missing);
    QVERIFY(!missing.error().where.empty());
}

void FleetMapTest::countriesHaveTheirZone_data() {
    QTest::addColumn<QString>("country");
    QTest::addColumn<int>("zone");
    QTest::newRow("Germany") << QStringLiteral("DE") << static_cast<int>(LegalZone::Eea);
    QTest::newRow("Norway") << QStringLiteral("NO") << static_cast<int>(LegalZone::Eea);
    QTest::newRow("Switzerland") << QStringLiteral("CH") << static_cast<int>(LegalZone::Adequate);
    QTest::newRow("United States") << QStringLiteral("US") << static_cast<int>(LegalZone::Conditional);
    QTest::newRow("India") << QStringLiteral("IN") << static_cast<int>(LegalZone::Third);
    QTest::newRow("no code") << QString() << static_cast<int>(LegalZone::Third);
}

void FleetMapTest::countriesHaveTheirZone() {
    QFETCH(QString, country);
    QFETCH(int, zone);
    QCOMPARE(static_cast<int>(zoneOf(shared().regions, country.toStdString(), test::kDay)), zone);
}

void FleetMapTest::judges_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("zones");
    QTest::addColumn<QString>("fact");
    QTest::addColumn<int>("basis");
    QTest::addColumn<int>("state");
    const auto row = [](const char* name, const char* from, const char* to, const char* zones, const char* fact,
                        FlowBasis basis, ControlState state) {
        QTest::newRow(name) << QString::fromUtf8(from) << QString::fromUtf8(to) << QString::fromUtf8(zones)
                            << QString::fromUtf8(fact) << static_cast<int>(basis) << static_cast<int>(state);
    };
    using enum FlowBasis;
    using enum ControlState;
    row("within the zone", "FR", "DE", "EU", "", Inside, Pass);
    row("EEA without zones", "FR", "DE", "", "", Inside, Pass);
    row("the operator's own zone", "CA", "US", "US, CA", "", Inside, Pass);
    row("processed outside", "BE", "IN", "EU", "", Uncovered, Fail);
    row("processed outside in spite of a decision", "BE", "CH", "EU", "", Uncovered, Fail);
    row("processed outside in spite of a contract", "BE", "IN", "EU", "transfer_IN", Uncovered, Fail);
    row("client outside", "CN", "GB", "GB", "", Uncovered, Fail);
    row("client outside under a contract", "CN", "GB", "GB", "transfer_CN", Instrument, Pass);
    row("client in an adequate country", "BR", "GB", "GB", "", Adequacy, Pass);
    row("condition not declared", "NL", "US", "US", "", Conditional, InsufficientEvidence);
    row("condition declared", "NL", "US", "US", "adequacy_scope_US", Conditional, Pass);
    row("allowed, but no decision", "NL", "IN", "IN", "", Unshown, InsufficientEvidence);
    row("no zones declared", "NL", "IN", "", "", Unshown, InsufficientEvidence);
    row("adequate countries by name", "FR", "CH", "EU, ADEQUATE", "", Adequacy, Pass);
}

void FleetMapTest::judges() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, zones);
    QFETCH(QString, fact);
    QFETCH(int, basis);
    QFETCH(int, state);
    Declaration fleet;
    if (!fact.isEmpty()) fleet.facts[fact.toStdString()] = "yes, signed 2025-01-01";
    DeclaredNode node;
    node.id = "n";
    node.allowedZones = words(zones.toStdString());
    const FlowVerdict verdict =
        judgeFlow(shared().regions, fleet, node, from.toStdString(), to.toStdString(), test::at(1), test::at(2));
    QCOMPARE(static_cast<int>(verdict.basis), basis);
    QCOMPARE(static_cast<int>(verdict.state), state);
    const QString reason = flowReason(verdict);
    QVERIFY(!reason.isEmpty());
    // A verdict that rests on a country names it.
    if (verdict.basis != FlowBasis::Inside)
        QVERIFY2(reason.contains(QString::fromStdString(verdict.country)), qPrintable(reason));
}

void FleetMapTest::adequacyCountsAtItsTime() {
    // Brazil's decision is of 26 January 2026.
    DeclaredNode node;
    node.allowedZones = {"GB"};
    const Time before = *parseTime("2026-01-20");
    const Time after = *parseTime("2026-02-20");
    const auto basis = [&](Time first, Time last) {
        return judgeFlow(shared().regions, {}, node, "BR", "GB", first, last).basis;
    };
    QCOMPARE(basis(after, after + 1h), FlowBasis::Adequacy);
    QCOMPARE(basis(before, after), FlowBasis::Uncovered);
}

void FleetMapTest::countsEveryRequestOnce() {
    const FlowReport report = countedFlows();
    QCOMPARE(report.answered, 46u);
    QCOMPARE(report.domestic, 4u);
    QCOMPARE(report.unknownClient, 11u);
    QCOMPARE(report.uncovered(), 11u);
    QCOMPARE(report.lostRegions.size(), 1u);
    QCOMPARE(report.lostRegions.front().region, std::string("nowhere"));
    QCOMPARE(report.lostRegions.front().answered, 1u);
    std::uint64_t crossing = 0;
    for (const Flow& flow : report.flows) crossing += flow.answered;
    QCOMPARE(crossing, 30u);
    const Flow* both = flowOf(report, "FR", "eu-central-1");
    QVERIFY(both != nullptr);
    QCOMPARE(both->answered, 8u);
    QCOMPARE(both->nodes, (std::vector<std::string>{"fra-1", "fra-2"}));
    QCOMPARE(flowOf(report, "RO", "uksouth")->answered, 0u);
    QCOMPARE(flowOf(report, "RO", "uksouth")->requests, 9u);
    // Uncovered first, and of them the largest.
    QCOMPARE(report.flows.front().from, std::string("BE"));
    QVERIFY(flowOf(report, "FR", "cellar") != nullptr);
}

void FleetMapTest::filtersMatchWhatIsCounted() {
    const test::TempFolder folder;
    const test::FixedClock clock(test::kFixtureStart);
    test::makeStore(folder / "s", clock);
    test::writeWorld(test::smallFleet(), folder / "s");
    auto reader = Reader::open(folder / "s");
    const FlowReport report = countedFlows();
    QVERIFY(report.flows.size() > 6);
    for (const Flow& flow : report.flows) {
        for (const bool answered : {true, false}) {
            const auto filter = parseFilter(flow.filter(answered).text());
            QVERIFY(filter);
            const auto extent = (*reader)->extent(*filter);
            QVERIFY(extent);
            QCOMPARE(extent->count, answered ? flow.answered : flow.requests);
        }
    }
}

void FleetMapTest::unlikeNodesAreNamed() {
    // Two nodes of one region, one of which may serve the world: their requests are two flows.
    test::World world;
    for (const char* zones : {"EU", "IN"}) {
        test::WorldNode node;
        node.id = std::string("bom-") + zones;
        node.region = "ap-south-1";
        node.allowedZones = {zones};
        world.nodes.push_back(node);
        test::Line line = test::request(node.id, test::at(9));
        line.country = "BE";
        world.add(line);
    }
    world.retention = "[]";
    const test::TempFolder folder;
    const test::FixedClock clock(test::kFixtureStart);
    test::makeStore(folder / "s", clock);
    test::writeWorld(world, folder / "s");
    auto reader = Reader::open(folder / "s");
    const auto report = countFlows(**reader, {}, shared().regions);
    QVERIFY(report);
    QCOMPARE(report->flows.size(), 2u);
    for (const Flow& flow : report->flows) {
        QCOMPARE(flow.answered, 1u);
        QCOMPARE((*reader)->extent(flow.filter(true))->count, 1u);
    }
    QVERIFY(report->flows[0].id() != report->flows[1].id());
}

void FleetMapTest::sceneGathersAndPlaces() {
    std::vector<std::string> placeless;
    const MapContent content = contentOf(countedFlows(), placeless);
    QCOMPARE(placeless, std::vector<std::string>{"own-1"});
    QCOMPARE(content.sites.size(), 3u);
    const MapScene scene = layOutMap(content, QSizeF(1000, 420), QFontMetricsF(QApplication::font()));
    QCOMPARE(scene.panels.size(), 2u);
    const auto nodes = [](const MapPanel& panel) {
        std::size_t sum = 0;
        for (const MapMark& mark : panel.marks) sum += mark.nodes.size();
        return sum;
    };
    QCOMPARE(nodes(scene.panels[0]), 4u);
    QCOMPARE(nodes(scene.panels[1]), 3u);  // Mumbai is not in Europe
    // In Europe Frankfurt and London are apart, and two nodes of one place are together.
    QCOMPARE(scene.panels[1].marks.size(), 2u);
    const auto frankfurt = std::ranges::find(scene.panels[1].marks, QStringLiteral("Frankfurt"), &MapMark::label);
    QVERIFY(frankfurt != scene.panels[1].marks.end());
    QCOMPARE(frankfurt->nodes.size(), 2u);
    QCOMPARE(frankfurt->health.at(NodeHealth::Alert), 1);
    QVERIFY2(frankfurt->words.contains(QStringLiteral("1 Alert")), qPrintable(frankfurt->words));
    for (const MapPanel& panel : scene.panels)
        for (const MapMark& mark : panel.marks) QVERIFY(panel.room.contains(mark.at));
    // Every flow that was answered is drawn or counted as not drawn; the cellar has no place.
    std::set<std::size_t> drawn;
    for (const MapPanel& panel : scene.panels)
        for (const MapArc& arc : panel.arcs) drawn.insert(arc.flows.begin(), arc.flows.end());
    const auto answered = std::ranges::count_if(content.flows, [](const FlowRow& r) { return r.flow.answered > 0; });
    QCOMPARE(drawn.size() + scene.undrawn, static_cast<std::size_t>(answered));
    QVERIFY(scene.undrawn >= 1);
}

void FleetMapTest::arcsOfOneRegionOpenTogether() {
    std::vector<std::string> placeless;
    const MapContent content = contentOf(countedFlows(), placeless);
    const MapScene scene = layOutMap(content, QSizeF(1000, 420), QFontMetricsF(QApplication::font()));
    const auto& arcs = scene.panels[0].arcs;
    const auto mumbai =
        std::ranges::find_if(arcs, [](const MapArc& a) { return a.filter.contains(QStringLiteral("ap-south-1")); });
    QVERIFY(mumbai != arcs.end());
    QCOMPARE(mumbai->answered, 8u);  // from Belgium and Germany, which are near each other
    QCOMPARE(mumbai->state, ControlState::Fail);
    QVERIFY2(mumbai->label.contains(QStringLiteral("uncovered")), qPrintable(mumbai->label));
    QVERIFY(mumbai->words.contains(QStringLiteral("BE, DE")));
    QVERIFY(mumbai->words.contains(QStringLiteral("Mumbai, IN")));
    // The arrow ends at the node, not at the clients.
    const QPointF at = scene.panels[0].frame.place(shared().world.placeOf("aws", "ap-south-1")->at);
    QVERIFY(QLineF(mumbai->line.back(), at).length() < QLineF(mumbai->line.front(), at).length());
    const auto filter = parseFilter(mumbai->filter.toStdString());
    QVERIFY(filter);
    QCOMPARE(filter->texts.front().second.size(), 2u);
}

void FleetMapTest::smallMapsHaveNoInset() {
    std::vector<std::string> placeless;
    const MapContent content = contentOf(countedFlows(), placeless);
    QCOMPARE(layOutMap(content, QSizeF(400, 200), QFontMetricsF(QApplication::font())).panels.size(), 1u);
    QVERIFY(layOutMap({}, QSizeF(400, 200), QFontMetricsF(QApplication::font())).panels.empty());
}

void FleetMapTest::labelsDoNotOverlap() {
    std::vector<std::string> placeless;
    const MapContent content = contentOf(countedFlows(), placeless);
    for (const QSizeF size : {QSizeF(700, 300), QSizeF(1064, 340), QSizeF(1704, 900)}) {
        const MapScene scene = layOutMap(content, size, QFontMetricsF(QApplication::font()));
        for (const MapPanel& panel : scene.panels) {
            std::vector<QRectF> labels;
            for (const MapMark& mark : panel.marks) labels.push_back(mark.labelRect);
            for (const MapArc& arc : panel.arcs) labels.push_back(arc.labelRect);
            for (std::size_t i = 0; i < labels.size(); ++i) {
                QVERIFY(labels[i].isEmpty() || panel.room.contains(labels[i]));
                for (std::size_t j = 0; j < i; ++j) QVERIFY(!labels[i].intersects(labels[j]));
            }
        }
    }
}

QTEST_MAIN(FleetMapTest)
#include "map_test.moc"
