// SPDX-License-Identifier: GPL-3.0-or-later
// The first screen: it fits the window, in both languages, and its figures lead to what they count.
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QTranslator>

#include "tests/support/ui_fixture.h"
#include "ui/bridge/text.h"
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

QTEST_MAIN(OverviewTest)
#include "overview_test.moc"
