// SPDX-License-Identifier: GPL-3.0-or-later
// The lead's page: nodes and flows on the map, their table twin, and where each figure leads.
#include "ui/fleet/fleet_page.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

#include "core/event/event.h"
#include "tests/support/ui_fixture.h"
#include "tests/ui/fleet/small_fleet.h"
#include "ui/bridge/text.h"
#include "ui/fleet/completeness_chart.h"
#include "ui/fleet/flows_model.h"
#include "ui/fleet/map_card.h"
#include "ui/fleet/map_view.h"
#include "ui/fleet/node_figures.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/segmented_control.h"

using namespace vedette;
using namespace vedette::ui;
using test::UiFixture;

namespace {

constexpr int kPatience = 60'000;

QString s(const char* text) { return QString::fromUtf8(text); }

enum class Fill { SmallFleet, Nothing, Demo };

// A page over a store of its own, on screen.
struct FleetBench {
    explicit FleetBench(Fill fill = Fill::SmallFleet, Theme::Mode mode = Theme::Mode::Light,
                        const std::filesystem::path& resources = {})
        : fixture(fill == Fill::Demo ? UiFixture::Store::Demo : UiFixture::Store::Empty, mode) {
        if (fill == Fill::SmallFleet) test::writeWorld(test::smallFleet(), fixture.folder());
        if (!resources.empty()) fixture.context().resources = resources;
        fixture.context().fleet.refreshNow();
        ready = QTest::qWaitFor([this] { return fixture.context().fleet.value() != nullptr; }, kPatience);
        page = std::make_unique<FleetPage>(fixture.context());
        QWidget& widget = *page;
        widget.resize(1096, 724);
        widget.show();
        widget.activateWindow();  // or its shortcuts sleep
        (void)QTest::qWaitForWindowActive(page.get());
        page->visit({});
    }

    template <class T>
    T* find(const char* name) const {
        auto* found = page->findChild<T*>(QString::fromLatin1(name));
        if (found == nullptr) qFatal("no %s on the page", name);
        return found;
    }
    MapView* map() const { return find<MapView>("fleetMap"); }
    QAbstractItemModel* flows() const { return find<DataTable>("flowsTable")->model(); }
    QAbstractItemModel* nodes() const { return find<DataTable>("fleetTable")->model(); }
    [[nodiscard]] bool waitForFlows() const {
        return ready &&
               QTest::qWaitFor([this] { return flows()->rowCount() > 0 && !map()->items().isEmpty(); }, kPatience);
    }
    // The item of the map whose words hold this.
    [[nodiscard]] QString item(const char* prefix, const char* words) const {
        for (const MapPanel& panel : map()->scene().panels) {
            for (const MapArc& arc : panel.arcs)
                if (arc.id.startsWith(s(prefix)) && arc.words.contains(s(words))) return arc.id;
            for (const MapMark& mark : panel.marks)
                if (mark.id.startsWith(s(prefix)) && mark.words.contains(s(words))) return mark.id;
        }
        return {};
    }
    void click(const QString& id) const { QTest::mouseClick(map(), Qt::LeftButton, {}, map()->pointOf(id).toPoint()); }
    [[nodiscard]] std::uint64_t rowsOf(const QString& filter) const {
        auto reader = Reader::open(fixture.folder());
        const auto parsed = parseFilter(filter.toStdString());
        if (!reader || !parsed) return 0;
        const auto extent = (*reader)->extent(*parsed);
        return extent ? extent->count : 0;
    }
    const ui::Target& opened() const {
        static const ui::Target none;
        return fixture.navigator.opened.empty() ? none : fixture.navigator.opened.back();
    }

    mutable UiFixture fixture;
    std::unique_ptr<FleetPage> page;
    bool ready = false;
};

}  // namespace

class FleetPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelsAreSound();
    void flowOpensItsRows();
    void nodeOpensItsDrawer();
    void placeListsItsNodes();
    void keysReachEverything();
    void looks();
    void tableTwinSaysTheSame();
    void wordsSayWhatIsNotDrawn();
    void chipsAndWordsNarrowMapAndFlows();
    void obeysTheScope();
    void newRequestsAreCounted();
    void certificateAndControlsOfANode();
    void tableSaysZoneSlowestAndCertificate();
    void drawerSaysWhetherAllIsLogged();
    void tablesAreExportedWhole();
    void emptyStoreSaysWhatToDo();
    void saysWhenTheMapCannotBeRead();
    void pictures();
};

void FleetPageTest::modelsAreSound() {
    const FleetBench bench;
    QAbstractItemModelTester nodes(bench.nodes(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester flows(bench.flows(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(bench.waitForFlows());
    QCOMPARE(bench.nodes()->rowCount(), 7);
    bench.flows()->sort(FlowsModel::Answered, Qt::AscendingOrder);
    QCOMPARE(bench.flows()->index(0, FlowsModel::From).data().toString(), s("RO"));
    bench.flows()->sort(FlowsModel::From, Qt::DescendingOrder);
    QCOMPARE(bench.flows()->index(0, FlowsModel::From).data().toString(), s("RO"));
    bench.find<QLineEdit>("fleetFilter")->setText(s("fra"));
    QTRY_COMPARE_WITH_TIMEOUT(bench.flows()->rowCount(), 1, kPatience);
    bench.find<QLineEdit>("fleetFilter")->clear();
    QTRY_VERIFY_WITH_TIMEOUT(bench.flows()->rowCount() > 1, kPatience);
}

void FleetPageTest::flowOpensItsRows() {
    const FleetBench bench;
    QVERIFY(bench.waitForFlows());
    const QString flow = bench.item("world:", "Mumbai");
    QVERIFY(!flow.isEmpty());
    bench.click(flow);
    QCOMPARE(bench.opened().page, PageId::Evidence);
    QCOMPARE(bench.rowsOf(bench.opened().filter), 8u);
    QVERIFY(bench.opened().filter.contains(s("region=ap-south-1")));
}

void FleetPageTest::nodeOpensItsDrawer() {
    const FleetBench bench;
    QVERIFY(bench.waitForFlows());
    QString mumbai;
    for (const MapMark& mark : bench.map()->scene().panels.front().marks)
        if (mark.label == s("Mumbai")) mumbai = mark.id;
    QVERIFY(!mumbai.isEmpty());
    bench.click(mumbai);
    auto* drawer = bench.find<Drawer>("nodeDrawer");
    QVERIFY(drawer->isOpen());
    QTest::mouseClick(bench.find<QPushButton>("nodeEvidence"), Qt::LeftButton);
    QCOMPARE(bench.opened().filter, s("node=bom-1"));
    QTest::keyClick(drawer, Qt::Key_Escape);
    QVERIFY(!drawer->isOpen());
}

void FleetPageTest::placeListsItsNodes() {
    const FleetBench bench;
    QVERIFY(bench.waitForFlows());
    const QString frankfurt = s("europe:Frankfurt, DE");
    QVERIFY(bench.map()->items().contains(frankfurt));
    bench.click(frankfurt);
    QVERIFY(bench.find<Drawer>("nodeDrawer")->isOpen());
    const auto buttons = bench.page->findChildren<QPushButton*>(s("placeNode"));
    QCOMPARE(buttons.size(), 2);
    QTest::mouseClick(bench.find<Figure>("placeRequests"), Qt::LeftButton);
    QCOMPARE(bench.rowsOf(bench.opened().filter), 23u);  // 5 + 4 + 11 of one, 3 of the other
    QTest::mouseClick(buttons.front(), Qt::LeftButton);
    QTRY_VERIFY(bench.page->findChild<QPushButton*>(s("nodeEvidence")) != nullptr);
}

void FleetPageTest::keysReachEverything() {
    const FleetBench bench;
    QVERIFY(bench.waitForFlows());
    auto* map = bench.map();
    map->setFocus();
    const QStringList items = map->items();
    QVERIFY(items.size() > 6);
    QTest::keyClick(map, Qt::Key_Home);
    QStringList reached{map->current()};
    for (qsizetype i = 1; i < items.size(); ++i) {
        QTest::keyClick(map, i % 2 == 0 ? Qt::Key_Right : Qt::Key_J);
        reached << map->current();
        // The screen reader hears what the tool tip says.
        QVERIFY(!map->accessibleDescription().isEmpty());
    }
    QCOMPARE(reached, items);
    QTest::keyClick(map, Qt::Key_Right);
    QCOMPARE(map->current(), items.back());
    QTest::keyClick(map, Qt::Key_Home);
    QCOMPARE(map->current(), items.front());
    // The most worrying flow comes first.
    QTest::keyClick(map, Qt::Key_Return);
    QCOMPARE(bench.opened().page, PageId::Evidence);
    QVERIFY(bench.rowsOf(bench.opened().filter) > 0);
    QVERIFY(!map->accessibleName().isEmpty());
}

void FleetPageTest::looks() {
    const FleetBench bench;
    QVERIFY(bench.waitForFlows());
    auto* look = bench.find<SegmentedControl>("fleetLook");
    auto* nodes = bench.find<DataTable>("fleetTable");
    auto* flows = bench.find<DataTable>("flowsTable");
    const auto shown = [&] { return QList<bool>{bench.map()->isVisible(), nodes->isVisible(), flows->isVisible()}; };
    QCOMPARE(shown(), (QList<bool>{true, true, false}));
    look->setFocus();
    QTest::keyClick(look, Qt::Key_Right);
    QCOMPARE(shown(), (QList<bool>{true, false, false}));
    QTest::keyClick(bench.page.get(), Qt::Key_3);
    QCOMPARE(shown(), (QList<bool>{false, true, false}));
    QTest::keyClick(bench.page.get(), Qt::Key_4);
    QCOMPARE(shown(), (QList<bool>{false, false, true}));
    QCOMPARE(look->currentIndex(), 3);
    // It is remembered.
    FleetPage again(bench.fixture.context());
    QCOMPARE(again.findChild<SegmentedControl*>(s("fleetLook"))->currentIndex(), 3);
}

void FleetPageTest::tableTwinSaysTheSame() {
    const FleetBench bench;
    QVERIFY(bench.waitForFlows());
    QTest::keyClick(bench.page.get(), Qt::Key_4);
    int uncovered = 0;
    for (int r = 0; r < bench.flows()->rowCount(); ++r) {
        const auto index = [&](int column) { return bench.flows()->index(r, column); };
        const QString answered = index(FlowsModel::Answered).data(OpensRole).toString();
        if (index(FlowsModel::Answered).data().toString() == s("0"))
            QVERIFY(answered.isEmpty());  // nothing to open looks like nothing to open
        else
            QCOMPARE(bench.rowsOf(answered), index(FlowsModel::Answered).data(SortRole).toULongLong());
        QCOMPARE(bench.rowsOf(index(FlowsModel::Requests).data(OpensRole).toString()),
                 index(FlowsModel::Requests).data(SortRole).toULongLong());
        QVERIFY(!index(FlowsModel::Basis).data().toString().isEmpty());
        QVERIFY(index(FlowsModel::State).data(GlyphRole).toInt() != 0);
        if (index(FlowsModel::State).data().toString() == basisWord(FlowBasis::Uncovered)) ++uncovered;
    }
    QCOMPARE(uncovered, 3);  // Belgium and Germany to Mumbai, China to London
    // Enter on a row opens what it counts.
    auto* table = bench.find<DataTable>("flowsTable");
    table->setCurrentIndex(bench.flows()->index(0, FlowsModel::From));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(bench.rowsOf(bench.opened().filter), 6u);
}

void FleetPageTest::wordsSayWhatIsNotDrawn() {
    const FleetBench bench;
    QVERIFY(bench.waitForFlows());
    auto* words = bench.find<Prose>("mapWords");
    const QString text = words->plainText();
    for (const char* part : {"30 of 46", "11 of them left the allowed zones", "11 from clients in an unknown country",
                             "region nowhere", "own-1", "odd-1"})
        QVERIFY2(text.contains(s(part)), qPrintable(text));
    // The first figure of the words is of the unknown country.
    words->setFocus(Qt::TabFocusReason);
    QTest::keyClick(words, Qt::Key_Return);
    QCOMPARE(bench.opened().page, PageId::Evidence);
    QCOMPARE(bench.rowsOf(bench.opened().filter), 11u);
}

void FleetPageTest::chipsAndWordsNarrowMapAndFlows() {
    const FleetBench bench;
    QVERIFY(bench.waitForFlows());
    auto* filter = bench.find<QLineEdit>("fleetFilter");
    filter->setText(s("lon-1"));
    QCOMPARE(bench.nodes()->rowCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(bench.flows()->rowCount(), 3, kPatience);  // China, Brazil, Romania
    for (int r = 0; r < 3; ++r) {
        // The rows opened are the node's alone.
        const QString opens = bench.flows()->index(r, FlowsModel::Requests).data(OpensRole).toString();
        QVERIFY2(opens.contains(s("node=lon-1")), qPrintable(opens));
    }
    std::size_t drawn = 0;
    for (const MapMark& mark : bench.map()->scene().panels.front().marks) drawn += mark.nodes.size();
    QCOMPARE(drawn, 1u);
    filter->setText(s("nobody"));
    QCOMPARE(bench.nodes()->rowCount(), 0);
}

void FleetPageTest::obeysTheScope() {
    const FleetBench bench;
    QVERIFY(bench.waitForFlows());
    Scope scope = bench.fixture.context().session.scope();
    scope.nodes = {"iad-1"};
    scope.nodesName = s("iad-1");
    bench.fixture.context().session.setScope(scope);
    QTRY_COMPARE_WITH_TIMEOUT(bench.flows()->rowCount(), 1, kPatience);
    QCOMPARE(bench.flows()->index(0, FlowsModel::From).data().toString(), s("NL"));
    QCOMPARE(bench.nodes()->rowCount(), 1);
    // An hour in which nothing came.
    scope.nodes.clear();
    scope.range = Range::Custom;
    scope.custom = {test::at(2), test::at(3)};
    bench.fixture.context().session.setScope(scope);
    QTRY_COMPARE_WITH_TIMEOUT(bench.flows()->rowCount(), 0, kPatience);
}

void FleetPageTest::newRequestsAreCounted() {
    const FleetBench bench;
    QVERIFY(bench.waitForFlows());
    test::World more;
    more.declared = false;
    test::Line line = test::request("lon-1", test::at(10));
    line.country = "SG";
    line.region = "uksouth";
    more.add(line);
    const auto before = bench.fixture.context().session.entries();
    test::writeWorld(more, bench.fixture.folder());
    QTRY_VERIFY_WITH_TIMEOUT(bench.fixture.context().session.entries() > before, kPatience);
    bench.fixture.context().fleet.refreshNow();  // or its pause would have to pass
    const auto singapore = [&] {
        for (int r = 0; r < bench.flows()->rowCount(); ++r)
            if (bench.flows()->index(r, FlowsModel::From).data().toString() == s("SG")) return true;
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(singapore(), kPatience);
}

void FleetPageTest::certificateAndControlsOfANode() {
    const FleetBench bench(Fill::Nothing);
    test::World world = test::smallFleet();
    world.add(test::observation("fra-1", test::at(11)));
    world.add(test::observation("fra-2", test::at(11),
                                R"({"anonymous":"admitted","issuer":"CA","not_after":"2026-01-01T00:00:00Z",)"
                                R"("plaintext":false,"problem":"it expired","tls":"1.2","verified":false})"));
    test::writeWorld(world, bench.fixture.folder());
    bench.fixture.context().fleet.refreshNow();
    QTRY_COMPARE_WITH_TIMEOUT(bench.nodes()->rowCount(), 7, kPatience);
    const auto words = [&] {
        QString all;
        for (const QLabel* label : bench.find<Drawer>("nodeDrawer")->findChildren<QLabel*>())
            all += label->text() + s("\n");
        return all;
    };
    const auto visit = [&](const char* node) {
        bench.page->visit({.page = PageId::Fleet, .item = s(node), .filter = {}, .entry = {}, .period = {}});
    };
    visit("fra-1");
    QTRY_VERIFY_WITH_TIMEOUT(words().contains(s(" left")), kPatience);
    QVERIFY2(words().contains(s("refused")), qPrintable(words()));
    visit("fra-2");
    QTRY_VERIFY_WITH_TIMEOUT(words().contains(s("expired")), kPatience);
    for (const char* part : {"admitted", "not verified", "it expired"})
        QVERIFY2(words().contains(s(part)), qPrintable(words()));
    visit("lon-1");
    QTRY_VERIFY_WITH_TIMEOUT(words().contains(s("never looked at")), kPatience);
}

void FleetPageTest::tableSaysZoneSlowestAndCertificate() {
    const FleetBench bench(Fill::Nothing);
    test::World world = test::smallFleet();
    world.add(test::observation("fra-1", test::at(11)));
    world.add(test::observation("fra-2", test::at(11), R"({"not_after":"2026-01-01T00:00:00Z","tls":"1.2"})"));
    test::writeWorld(world, bench.fixture.folder());
    bench.fixture.context().fleet.refreshNow();
    QTRY_COMPARE_WITH_TIMEOUT(bench.nodes()->rowCount(), 7, kPatience);
    const auto cell = [&](const char* node, const char* head) {
        const auto* model = bench.nodes();
        for (int row = 0; row < model->rowCount(); ++row)
            for (int column = 0; column < model->columnCount(); ++column)
                if (model->index(row, 0).data(IdRole).toString() == s(node) &&
                    model->headerData(column, Qt::Horizontal).toString() == s(head))
                    return model->index(row, column).data().toString();
        return s("no such cell");
    };
    QTRY_COMPARE_WITH_TIMEOUT(cell("fra-1", "Zone"), s("EEA"), kPatience);
    QCOMPARE(cell("bom-1", "Zone"), s("IN, third country"));
    QTRY_COMPARE_WITH_TIMEOUT(cell("fra-2", "Certificate"), s("expired"), kPatience);
    QVERIFY2(cell("fra-1", "Certificate").endsWith(s(" d")), qPrintable(cell("fra-1", "Certificate")));
    QCOMPARE(cell("lon-1", "Certificate"), QString());

    // 19 of 20 took no longer: counted here by sorting what the log says of one node.
    const FleetBench demo(Fill::Demo);
    QVERIFY(demo.fixture.waitForFeeds());
    const std::string node = demo.fixture.context().fleet.value()->nodes.front().declared.id;
    Filter filter = demo.fixture.context().session.filter();
    filter.is(TextColumn::Node, node).is(IntColumn::Status, ocsf::kSuccess);
    filter.between(IntColumn::Class, ocsf::kAuthentication, ocsf::kApiActivity);
    std::vector<std::int64_t> durations;
    auto reader = Reader::open(demo.fixture.folder());
    QVERIFY((*reader)
                ->scan(filter,
                       [&](const Row& row) {
                           if (row.columns[IntColumn::Latency] > 0)
                               durations.push_back(row.columns[IntColumn::Latency]);
                           return true;
                       })
                .has_value());
    QVERIFY(!durations.empty());
    std::ranges::sort(durations);
    const auto rank = (durations.size() * 95 + 99) / 100;
    const auto figures = readNodeFigures(**reader, demo.fixture.context().session.filter(), {node});
    QVERIFY(figures.has_value());
    QCOMPARE(figures->at(node).timed, static_cast<std::uint64_t>(durations.size()));
    QCOMPARE(*figures->at(node).p95Ms, static_cast<double>(durations[rank - 1]));
}

// Bars by hour, a sentence, and the logged rows one click away: exactly as many as the figure says.
void FleetPageTest::drawerSaysWhetherAllIsLogged() {
    const FleetBench bench(Fill::Demo);
    QVERIFY(bench.fixture.waitForFeeds());
    const QString node = toQString(bench.fixture.context().fleet.value()->nodes.front().declared.id);
    bench.page->visit({.page = PageId::Fleet, .item = node, .filter = {}, .entry = {}, .period = {}});
    const auto logged = [&] { return bench.page->findChild<Figure*>(s("completenessLogged")); };
    QTRY_VERIFY_WITH_TIMEOUT(logged() != nullptr && logged()->isVisible(), kPatience);
    QVERIFY(bench.find<QWidget>("completenessBars")->isVisible());
    const QString words = bench.find<QLabel>("completenessWords")->text();
    QVERIFY2(words.endsWith(QChar(u'.')), qPrintable(words));
    auto report =
        readCompleteness(**Reader::open(bench.fixture.folder()), bench.fixture.context().session.period(), toStd(node));
    QVERIFY(report.has_value() && report->whole.has_value());
    QCOMPARE(words, completenessWords(*report->whole));
    QTest::mouseClick(logged(), Qt::LeftButton);
    QCOMPARE(bench.opened().page, PageId::Evidence);
    QCOMPARE(bench.rowsOf(bench.opened().filter), static_cast<std::uint64_t>(report->whole->logged));

    // A node whose server counts nothing: that is what is said, and no bar pretends to know.
    const FleetBench small;
    small.page->visit({.page = PageId::Fleet, .item = s("fra-1"), .filter = {}, .entry = {}, .period = {}});
    QTRY_VERIFY_WITH_TIMEOUT(!small.find<QLabel>("completenessWords")->text().contains(s("Reading")), kPatience);
    QVERIFY(!small.find<QWidget>("completenessBars")->isVisible());
}

// From the menu of the rows or the palette, into a file of one's choice; a node a line, whatever is scrolled into view.
void FleetPageTest::tablesAreExportedWhole() {
    const FleetBench bench;
    QTRY_COMPARE_WITH_TIMEOUT(bench.nodes()->rowCount(), 7, kPatience);
    const test::TempFolder folder;
    const QString file = toQString((folder / "out.csv").string());
    bench.find<QAction>("exportNodes")->trigger();
    auto* dialog = bench.find<QFileDialog>("exportDialog");
    QVERIFY(dialog != nullptr && dialog->isVisible());
    dialog->setDirectory(toQString(folder.path().string()));
    dialog->selectFile(file);
    QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.fixture.navigator.toasts.empty(), kPatience);
    QCOMPARE(bench.fixture.navigator.toasts.back(), s("7 lines were written to %1.").arg(file));
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(csv.readAll());
    for (const char* word : {"Node", "Zone", "Certificate", "fra-1", "bom-1"}) QVERIFY2(text.contains(s(word)), word);
}

void FleetPageTest::emptyStoreSaysWhatToDo() {
    const FleetBench bench(Fill::Nothing);
    const auto said = [&] {
        for (const StatePanel* panel : bench.page->findChildren<StatePanel*>())
            if (panel->isVisible() && panel->kind() == StatePanel::Kind::Empty) return !panel->sentence().isEmpty();
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(said(), kPatience);
    QTest::keyClick(bench.page.get(), Qt::Key_4);
    const auto nothing = [&] {
        for (const StatePanel* panel : bench.page->findChildren<StatePanel*>())
            if (panel->isVisible() && panel->kind() == StatePanel::Kind::Nothing) return true;
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(nothing(), kPatience);
}

void FleetPageTest::saysWhenTheMapCannotBeRead() {
    const test::TempFolder nowhere;
    const FleetBench bench(Fill::SmallFleet, Theme::Mode::Dark, nowhere.path());
    const auto error = [&] {
        for (const StatePanel* panel : bench.page->findChildren<StatePanel*>())
            if (panel->isVisible() && panel->kind() == StatePanel::Kind::Error) return !panel->sentence().isEmpty();
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(error(), kPatience);
    // The rest works.
    QCOMPARE(bench.nodes()->rowCount(), 7);
    QVERIFY(bench.find<DataTable>("fleetTable")->isVisible());
}

void FleetPageTest::pictures() {
    if (qEnvironmentVariable("VEDETTE_SHOTS").isEmpty()) QSKIP("pictures are taken when VEDETTE_SHOTS is set");
    for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
        const QString name = mode == Theme::Mode::Light ? s("light") : s("dark");
        for (const Fill fill : {Fill::Demo, Fill::SmallFleet}) {
            const FleetBench bench(fill, mode);
            QVERIFY(bench.waitForFlows());
            const QString of = fill == Fill::Demo ? s("demo-") : s("small-");
            for (const QSize size : {QSize(1096, 724), QSize(1736, 1004)}) {
                bench.page->resize(size);
                QTest::qWait(300);
                UiFixture::shoot(*bench.page, s("fleet-") + of + name + s("-%1").arg(size.width()), size);
            }
            QTest::keyClick(bench.page.get(), Qt::Key_2);
            UiFixture::shoot(*bench.page, s("fleet-map-") + of + name, QSize(1096, 724));
            QTest::keyClick(bench.page.get(), Qt::Key_4);
            UiFixture::shoot(*bench.page, s("fleet-flows-") + of + name, QSize(1096, 724));
            QTest::keyClick(bench.page.get(), Qt::Key_1);
            bench.page->visit({.page = PageId::Fleet,
                               .item = bench.nodes()->index(0, 0).data(IdRole).toString(),
                               .filter = {},
                               .entry = {},
                               .period = {}});
            QTest::qWait(500);
            UiFixture::shoot(*bench.page, s("fleet-node-") + of + name, QSize(1096, 724));
        }
    }
    const FleetBench empty(Fill::Nothing);
    QTest::qWait(500);
    UiFixture::shoot(*empty.page, s("fleet-empty"), QSize(1096, 724));
}

QTEST_MAIN(FleetPageTest)
#include "fleet_page_test.moc"
