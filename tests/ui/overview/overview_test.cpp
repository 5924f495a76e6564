// SPDX-License-Identifier: GPL-3.0-or-later
// The first screen: it fits the window, in both languages, and its figures lead to what they count.
#include <QClipboard>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QTranslator>

#include <algorithm>

#include "core/incident/alert_action.h"
#include "tests/support/ui_fixture.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/overview/decisions_card.h"
#include "ui/overview/fleet_areas.h"
#include "ui/overview/overview_page.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/prose.h"

using namespace vedette;
using namespace vedette::ui;
using test::UiFixture;

class OverviewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fitsSideways_data();
    void fitsSideways();
    void countsLeadToTheirControls();
    void nodesOfOpenAlertsAreMarked();
    void nodesStandByTheLawOfTheirPlace_data();
    void nodesStandByTheLawOfTheirPlace();
    void gravestFailureComesFirst();
    void handsOverAShift();
};

void OverviewTest::fitsSideways_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    // Pages in windows of 1280x800 and 1024x768.
    for (const char* language : {"en", "de"}) {
        QTest::addRow("%s, 1280", language) << QString::fromLatin1(language) << QSize(1096, 724);
        QTest::addRow("%s, 1024", language) << QString::fromLatin1(language) << QSize(840, 692);
    }
}

void OverviewTest::fitsSideways() {
    QFETCH(QString, language);
    QFETCH(QSize, size);
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/i18n/vedette_") + language));
    QCoreApplication::installTranslator(&translator);
    UiFixture fixture;
    QVERIFY(fixture.waitForFeeds());
    OverviewPage page(fixture.context());
    page.resize(size);
    page.show();
    page.visit({});
    auto* scroll = page.findChild<QScrollArea*>();
    QVERIFY(scroll != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(page.findChild<Figure*>(QStringLiteral("figure_mttd"))->value() != QStringLiteral("…"),
                             120'000);
    QTRY_COMPARE(scroll->horizontalScrollBar()->maximum(), 0);
}

void OverviewTest::countsLeadToTheirControls() {
    UiFixture fixture;
    QVERIFY(fixture.waitForFeeds());
    OverviewPage page(fixture.context());
    page.resize(1096, 724);
    page.show();
    page.visit({});
    Figure* failing = nullptr;
    QTRY_VERIFY((failing = page.findChild<Figure*>(QStringLiteral("posture_gdpr_fail"))) != nullptr);
    failing->click();
    QCOMPARE(fixture.navigator.opened.back().page, PageId::Compliance);
    QCOMPARE(fixture.navigator.opened.back().filter, QStringLiteral("framework=gdpr state=fail"));
    auto* sentence = page.findChild<Prose*>(QStringLiteral("overviewSentence"));
    Q_EMIT sentence->opened(QStringLiteral("compliance"));
    QCOMPARE(fixture.navigator.opened.back().filter, QStringLiteral("state=fail,manual_fail"));
}

// Whichever of the two was read first.
void OverviewTest::nodesOfOpenAlertsAreMarked() {
    UiFixture fixture;
    QVERIFY(fixture.waitForFeeds());
    const auto marked = [&] {
        std::uint64_t sum = 0;
        for (const NodeState& node : fixture.context().fleet.value()->nodes) sum += node.openAlerts;
        return sum;
    };
    std::uint64_t open = 0;
    for (const AlertSummary& alert : fixture.context().alerts.value()->alerts)
        if (alert.open() && !alert.node.empty()) ++open;
    QVERIFY(open > 0);
    QTRY_COMPARE_WITH_TIMEOUT(marked(), open, 120'000);
}

void OverviewTest::nodesStandByTheLawOfTheirPlace_data() {
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("region");
    QTest::addColumn<FleetArea>("area");
    const auto row = [](const char* name, const char* country, const char* provider, const char* region,
                        FleetArea area) {
        QTest::newRow(name) << QString::fromLatin1(country) << QString::fromLatin1(provider)
                            << QString::fromLatin1(region) << area;
    };
    row("by its region", "", "aws", "eu-central-1", FleetArea::Eea);
    row("declared country before region", "US", "aws", "eu-central-1", FleetArea::Americas);
    row("in the EEA but not the EU", "NO", "", "", FleetArea::Eea);
    row("left the EU", "GB", "", "", FleetArea::UkSwitzerland);
    row("never in it", "CH", "", "", FleetArea::UkSwitzerland);
    row("South America", "BR", "", "", FleetArea::Americas);
    row("Japan", "JP", "", "", FleetArea::AsiaPacific);
    row("Africa", "ZA", "", "", FleetArea::Elsewhere);
    row("nobody says", "", "", "", FleetArea::Unknown);
}

void OverviewTest::nodesStandByTheLawOfTheirPlace() {
    QFETCH(QString, country);
    QFETCH(QString, provider);
    QFETCH(QString, region);
    QFETCH(FleetArea, area);
    UiFixture fixture(UiFixture::Store::Empty);
    const auto regions = RegionTable::load(fixture.context().resources / "regions" / "regions.yaml");
    QVERIFY(regions.has_value());
    DeclaredNode node;
    node.country = toStd(country);
    node.provider = toStd(provider);
    node.region = toStd(region);
    QCOMPARE(areaOf(*regions, node), area);
}

// Of the alerts half of the rows, then the controls that fail, the gravest before the others; what is left out is
// counted and leads to where it is.
void OverviewTest::gravestFailureComesFirst() {
    Judgement judgement;
    PackResult& pack = judgement.packs.emplace_back();
    pack.pack.title = "Law";
    for (const auto& [clause, severity] :
         {std::pair{"1", "low"}, {"2", "critical"}, {"3", "high"}, {"4", "critical"}, {"5", "medium"}}) {
        ControlResult& result = pack.results.emplace_back();
        result.control.clause = clause;
        result.control.severity = severity;
        result.state = ControlState::Fail;
    }
    pack.results.back().state = ControlState::Pass;
    const auto all = decisionsOf(nullptr, &judgement, nullptr, {}, 10);
    QStringList titles;
    for (const Decision& row : all.rows) titles.push_back(row.title);
    QCOMPARE(titles, (QStringList{QStringLiteral("Law 2 fails"), QStringLiteral("Law 4 fails"),
                                  QStringLiteral("Law 3 fails"), QStringLiteral("Law 1 fails")}));
    QVERIFY(all.rows.front().pressing && !all.rows.back().pressing);
    const auto few = decisionsOf(nullptr, &judgement, nullptr, {}, 3);
    QCOMPARE(few.total, 4);
    QCOMPARE(few.rows.size(), 3);
    QCOMPARE(few.moreControls, 1);

    UiFixture fixture;
    QVERIFY(fixture.waitForFeeds());
    OverviewPage page(fixture.context());
    auto* more = page.findChild<Prose*>(QStringLiteral("moreDecisions"));
    QVERIFY(more != nullptr);
    Q_EMIT more->opened(QStringLiteral("alerts"));
    QCOMPARE(fixture.navigator.opened.back().page, PageId::Alerts);
}

// What is open, who owns it and what was decided in the shift, on the screen and as text to paste.
void OverviewTest::handsOverAShift() {
    UiFixture fixture;
    QVERIFY(fixture.waitForFeeds());
    auto& context = fixture.context();
    const auto& alerts = context.alerts.value()->alerts;
    const auto first = std::ranges::find_if(alerts, &AlertSummary::open);
    QVERIFY(first != alerts.end());
    const std::string id(first->id);
    const QString title = said(alertLabel(first->detector).title);
    bool recorded = false;
    context.session.record(
        [id](Reader&, Arena& arena, Time now) -> Result<std::vector<Event>> {
            auto event = alertAction(id, "acknowledge", {}, "looks like the load test", "j.lindqvist", now, arena);
            if (!event) return passOn(event);
            return std::vector<Event>{*event};
        },
        [&](const Result<std::uint64_t>& entry) { recorded = entry.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(recorded, 120'000);
    // The shift ends after the decision; its clock stands still otherwise.
    fixture.clock->set(fixture.clock->now() + std::chrono::seconds(1));
    context.alerts.refreshNow();
    QTRY_VERIFY_WITH_TIMEOUT(context.alerts.value()->find(id)->owner == "j.lindqvist", 120'000);

    OverviewPage page(context);
    page.resize(1096, 724);
    page.show();
    page.visit({});
    page.commands().front()->trigger();  // what "h" does
    QPushButton* copy = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((copy = page.findChild<QPushButton*>(QStringLiteral("shiftCopy"))) != nullptr, 120'000);
    UiFixture::shoot(page, QStringLiteral("overview-hand-over"));
    // The first line of the first part is the most urgent open alert, and leads to it.
    auto* line = page.findChild<DecisionRow*>(QStringLiteral("shift0_0"));
    QVERIFY(line != nullptr);
    line->click();
    QCOMPARE(fixture.navigator.opened.back().page, PageId::Alerts);
    QTest::mouseClick(copy, Qt::LeftButton);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(text.contains(QStringLiteral("Acknowledged by j.lindqvist")), qPrintable(text));
    QVERIFY2(text.contains(title + QStringLiteral(": “looks like the load test”")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Nobody")), qPrintable(text));
    QVERIFY2(text.contains(context.session.name()), qPrintable(text));
    QCOMPARE(fixture.navigator.toasts.size(), std::size_t{1});
}

QTEST_MAIN(OverviewTest)
#include "overview_test.moc"
