// SPDX-License-Identifier: GPL-3.0-or-later
// The key figures: every one of the definitions has its card, a figure opens to the rows it was counted from, a group
// shows its own, and where nothing can be said the card says so instead of a number.
#include "ui/kpis/kpis_page.h"

#include <QAbstractButton>
#include <QScrollArea>
#include <QTest>

#include <algorithm>

#include "core/base/file.h"
#include "core/kpi/kpi.h"
#include "core/store/reader.h"
#include "tests/support/ui_fixture.h"
#include "ui/bridge/text.h"
#include "ui/kpis/kpi_card.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/state_panel.h"

using namespace vedette;
using namespace vedette::ui;
using test::UiFixture;

namespace {

constexpr int kPatience = 60'000;

struct Bench {
    explicit Bench(UiFixture::Store store = UiFixture::Store::Demo, const QString& item = {}) : fixture(store) {
        page = std::make_unique<KpisPage>(fixture.context());
        page->resize(1096, 724);
        page->show();
        page->visit({.page = PageId::Kpis, .item = item});
    }
    [[nodiscard]] QList<KpiCard*> cards() const { return page->findChildren<KpiCard*>(); }
    [[nodiscard]] QList<KpiCard*> visible() const {
        auto found = cards();
        found.removeIf([](const KpiCard* card) { return !card->isVisible(); });
        return found;
    }

    mutable UiFixture fixture;
    std::unique_ptr<KpisPage> page;
};

std::vector<KpiDefinition> definitions() {
    auto loaded = loadKpis(resourceFolder() / "kpis");
    return loaded ? *loaded : std::vector<KpiDefinition>{};
}

QString textOf(const KpiCard* card) {
    const auto* figure = card->findChild<Figure*>(QStringLiteral("kpiFigure_") + card->id());
    return figure == nullptr ? QString() : figure->value();
}

}  // namespace

class KpisPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDefinitionHasItsCard() {
        const Bench bench;
        const auto wanted = definitions();
        QVERIFY(!wanted.empty());
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<std::size_t>(bench.cards().size()), wanted.size(), kPatience);
        for (const auto& definition : wanted) {
            const auto* card = bench.page->findChild<KpiCard*>(QStringLiteral("kpi_") + toQString(definition.id));
            QVERIFY2(card != nullptr, definition.id.c_str());
            QTRY_VERIFY2(textOf(card) != QStringLiteral("…"), definition.id.c_str());
        }
    }

    void aFigureOpensToItsRows() {
        const Bench bench;
        QTRY_VERIFY_WITH_TIMEOUT(static_cast<std::size_t>(bench.cards().size()) == definitions().size(), kPatience);
        auto* figure = bench.page->findChild<Figure*>(QStringLiteral("kpiFigure_error-rate"));
        QVERIFY(figure != nullptr);
        QTest::mouseClick(figure, Qt::LeftButton);
        QCOMPARE(bench.fixture.navigator.opened.size(), std::size_t{1});
        QCOMPARE(bench.fixture.navigator.opened.front().page, PageId::Evidence);
        QVERIFY(parseFilter(toStd(bench.fixture.navigator.opened.front().filter)).has_value());
        QVERIFY(!bench.fixture.navigator.opened.front().filter.isEmpty());
    }

    void aGroupShowsItsOwn_data() {
        QTest::addColumn<int>("segment");
        QTest::addColumn<QString>("group");
        QTest::newRow("response") << 1 << QStringLiteral("response");
        QTest::newRow("coverage") << 3 << QStringLiteral("coverage");
        QTest::newRow("all") << 0 << QString();
    }

    void aGroupShowsItsOwn() {
        QFETCH(int, segment);
        QFETCH(QString, group);
        const Bench bench;
        const auto all = definitions();
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<std::size_t>(bench.cards().size()), all.size(), kPatience);
        auto* groups = bench.page->findChild<SegmentedControl*>(QStringLiteral("kpiGroups"));
        groups->setFocus();
        for (int i = 0; i < segment; ++i) QTest::keyClick(groups, Qt::Key_Right);
        QCOMPARE(groups->currentIndex(), segment);
        const auto expected = std::ranges::count_if(
            all, [&](const KpiDefinition& d) { return group.isEmpty() || toQString(d.group) == group; });
        QTRY_COMPARE(bench.visible().size(), static_cast<qsizetype>(expected));
    }

    // Who was sent to one figure sees it without searching.
    void theWantedCardIsInView() {
        const Bench bench(UiFixture::Store::Demo, QStringLiteral("anchor-age"));
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<std::size_t>(bench.cards().size()), definitions().size(), kPatience);
        const auto* card = bench.page->findChild<KpiCard*>(QStringLiteral("kpi_anchor-age"));
        auto* scroll = bench.page->findChild<QScrollArea*>();
        QTRY_VERIFY(
            scroll->viewport()->rect().intersects(QRect(card->mapTo(scroll->viewport(), QPoint()), card->size())));
    }

    void anEmptyStoreClaimsNothing() {
        const Bench bench(UiFixture::Store::Empty);
        QTRY_VERIFY_WITH_TIMEOUT(static_cast<std::size_t>(bench.cards().size()) == definitions().size(), kPatience);
        for (const char* id : {"kpi_error-rate", "kpi_latency-p90", "kpi_audit-coverage", "kpi_mttr"}) {
            const auto* card = bench.page->findChild<KpiCard*>(QString::fromLatin1(id));
            QVERIFY2(card != nullptr, id);
            QTRY_COMPARE(textOf(card), KpiCard::tr("Insufficient evidence"));
            QVERIFY(card->findChild<Figure*>()->opens().isEmpty());
        }
    }
};

QTEST_MAIN(KpisPageTest)
#include "kpis_page_test.moc"
