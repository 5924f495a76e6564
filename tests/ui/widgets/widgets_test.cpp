// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with keyboard and pointer, and what a screen reader is told.
#include <QtGui/QImage>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include "ui/widgets/card.h"
#include "ui/widgets/chip_bar.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/node_grid.h"
#include "ui/widgets/posture_bar.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/threshold_box.h"
#include "ui/widgets/toast.h"

using namespace vedette::ui;

class WidgetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyGlyphHasShapeAndWord_data();
    void everyGlyphHasShapeAndWord();
    void glyphsDifferWithoutColour();
    void figureOpens();
    void figureWithoutRecordsIsNoButton();
    void proseWalksItsFigures();
    void chipIsRemovedByKey();
    void chipBarMovesByArrows();
    void cardLoadsInPlace();
    void statePanelSaysAndActs();
    void drawerClosesOnEscape();
    void drawerGivesFocusBack();
    void toastUndoes();
    void toastsDoNotPileUp();
    void nodeGridWalksAndOpens();
    void postureMarksAreOnePerControl();
    void segmentedChoosesByArrows();
    void thresholdNamesItsOwner();
    void progressCancels();
    void codeIsCopiedAsGiven();
    void widgetsFollowTheTheme();

private:
    std::unique_ptr<Theme> m_theme;
};

void WidgetsTest::initTestCase() {
    m_theme = std::make_unique<Theme>(Theme::Mode::Light);
    m_theme->setReducedMotion(true);
    m_theme->install(*qApp);
}

void WidgetsTest::everyGlyphHasShapeAndWord_data() {
    QTest::addColumn<int>("glyph");
    for (int i = 1; i <= int(Glyph::Seal); ++i) QTest::addRow("%d", i) << i;
}

void WidgetsTest::everyGlyphHasShapeAndWord() {
    QFETCH(int, glyph);
    const auto shape = static_cast<Glyph>(glyph);
    QVERIFY(!glyphWord(shape).isEmpty());
    const QImage image = glyphIcon(shape, *m_theme).pixmap(QSize(16, 16), 1.0).toImage();
    int inked = 0;
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 16; ++x) inked += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
    }
    QVERIFY(inked > 8);
    GlyphLabel label(*m_theme, shape);
    label.setWordShown(false);
    QCOMPARE(label.accessibleName(), glyphWord(shape));
    QCOMPARE(label.toolTip(), glyphWord(shape));
}

void WidgetsTest::glyphsDifferWithoutColour() {
    // Grey pictures of the shapes that can stand side by side must differ in many pixels.
    const auto grey = [&](Glyph glyph) {
        return glyphIcon(glyph, *m_theme).pixmap(QSize(24, 24), 1.0).toImage().convertToFormat(QImage::Format_Alpha8);
    };
    const QList<QList<Glyph>> groups{{Glyph::Critical, Glyph::High, Glyph::Medium, Glyph::Low, Glyph::Info},
                                     {Glyph::Pass, Glyph::ManualPass, Glyph::Fail, Glyph::ManualFail,
                                      Glyph::Insufficient, Glyph::NotApplicable, Glyph::Waived},
                                     {Glyph::NodeHealthy, Glyph::NodeAlert, Glyph::NodeShort, Glyph::NodeSilent}};
    for (const auto& group : groups) {
        for (qsizetype a = 0; a < group.size(); ++a) {
            for (qsizetype b = a + 1; b < group.size(); ++b) {
                const QImage first = grey(group[a]);
                const QImage second = grey(group[b]);
                int differing = 0;
                for (int y = 0; y < 24; ++y) {
                    for (int x = 0; x < 24; ++x) {
                        differing += std::abs(qAlpha(first.pixel(x, y)) - qAlpha(second.pixel(x, y))) > 100 ? 1 : 0;
                    }
                }
                QVERIFY2(differing > 30,
                         qPrintable(glyphWord(group[a]) + QStringLiteral(" and ") + glyphWord(group[b])));
            }
        }
    }
}

void WidgetsTest::figureOpens() {
    Figure figure(*m_theme, QStringLiteral("1,451"), FontRole::Figure);
    figure.setWhat(QStringLiteral("Unlogged inference"));
    figure.setOpens(QStringLiteral("node:eu-dub-09"));
    figure.setSealed(true);
    QCOMPARE(figure.accessibleName(), QStringLiteral("Unlogged inference: 1,451, verified"));
    QSignalSpy opened(&figure, &Figure::opened);
    figure.show();
    figure.setFocus();
    QTest::keyClick(&figure, Qt::Key_Return);
    QTest::keyClick(&figure, Qt::Key_Space);
    QTest::mouseClick(&figure, Qt::LeftButton);
    QCOMPARE(opened.size(), 3);
    QCOMPARE(opened.first().first().toString(), QStringLiteral("node:eu-dub-09"));
}

void WidgetsTest::figureWithoutRecordsIsNoButton() {
    Figure figure(*m_theme, QStringLiteral("12"), FontRole::Figure);
    QSignalSpy opened(&figure, &Figure::opened);
    QCOMPARE(figure.focusPolicy(), Qt::NoFocus);
    QTest::mouseClick(&figure, Qt::LeftButton);
    QCOMPARE(opened.size(), 0);
}

void WidgetsTest::proseWalksItsFigures() {
    Prose prose(*m_theme);
    prose.setParts({{QStringLiteral("First ")},
                    {QStringLiteral("38"), QStringLiteral("a")},
                    {QStringLiteral(" of ")},
                    {QStringLiteral("4,120"), QStringLiteral("b")}});
    prose.resize(300, 40);
    prose.show();
    QSignalSpy opened(&prose, &Prose::opened);
    prose.setFocus();
    QTest::keyClick(&prose, Qt::Key_Right);
    QTRY_VERIFY(prose.hasFocus());
    QTest::keyClick(&prose, Qt::Key_Left);
    QTest::keyClick(&prose, Qt::Key_Return);
    QTest::keyClick(&prose, Qt::Key_Right);
    QTest::keyClick(&prose, Qt::Key_Return);
    QCOMPARE(opened.size(), 2);
    QCOMPARE(opened[0][0].toString(), QStringLiteral("a"));
    QCOMPARE(opened[1][0].toString(), QStringLiteral("b"));
    QCOMPARE(prose.accessibleName(), QStringLiteral("First 38 of 4,120"));
    QVERIFY(prose.heightForWidth(60) > prose.heightForWidth(600));
}

void WidgetsTest::chipIsRemovedByKey() {
    ChipBar bar(*m_theme);
    Chip* chip = bar.addChip(Chip::Kind::Filter, QStringLiteral("class is"), QStringLiteral("6003"));
    QSignalSpy removed(chip, &Chip::removed);
    connect(chip, &Chip::removed, &bar, [&bar, chip] { bar.removeChip(chip); });
    bar.show();
    QTest::keyClick(chip, Qt::Key_Delete);
    QCOMPARE(removed.size(), 1);
    QVERIFY(bar.chips().isEmpty());
    Chip* other = bar.addChip(Chip::Kind::Filter, QStringLiteral("zone is"), QStringLiteral("EEA"));
    QSignalSpy gone(other, &Chip::removed);
    QSignalSpy clicked(other, &QAbstractButton::clicked);
    other->resize(other->sizeHint());
    QTest::mouseClick(other, Qt::LeftButton, {}, QPoint(other->width() - 8, 12));
    QCOMPARE(gone.size(), 1);
    QCOMPARE(clicked.size(), 0);
    QTest::mouseClick(other, Qt::LeftButton, {}, QPoint(10, 12));
    QCOMPARE(clicked.size(), 1);
}

void WidgetsTest::chipBarMovesByArrows() {
    ChipBar bar(*m_theme);
    Chip* first = bar.addChip(Chip::Kind::Toggle, {}, QStringLiteral("Alert"));
    Chip* second = bar.addChip(Chip::Kind::Toggle, {}, QStringLiteral("Short"));
    Chip* add = bar.addChipButton(QStringLiteral("Filter"));
    bar.show();
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    first->setFocus();
    QTest::keyClick(first, Qt::Key_Right);
    QVERIFY(second->hasFocus());
    QTest::keyClick(second, Qt::Key_Right);
    QVERIFY(add->hasFocus());
    QTest::keyClick(first, Qt::Key_Return);
    QVERIFY(first->isActive());
}

void WidgetsTest::cardLoadsInPlace() {
    Card card(*m_theme, QStringLiteral("Posture"));
    auto* content = new QLineEdit;
    card.body()->addWidget(content);
    card.resize(300, 200);
    card.show();
    card.setLoading(true);
    QVERIFY(content->isVisible());
    const QColor accent = m_theme->color(Token::Accent);
    const auto hasLine = [&] { return card.grab().toImage().pixelColor(150, 40).rgb() == accent.rgb(); };
    QVERIFY(!hasLine());  // nothing flashes for short work
    QTRY_VERIFY(hasLine());
    card.setLoading(false);
    QVERIFY(!hasLine());
}

void WidgetsTest::statePanelSaysAndActs() {
    Card card(*m_theme, QStringLiteral("Evidence"));
    auto* content = new QLineEdit;
    card.body()->addWidget(content);
    card.show();
    QSignalSpy acted(&card, &Card::stateActionTriggered);
    StatePanel* panel = card.showState(StatePanel::Kind::Error, QStringLiteral("The query was refused."),
                                       QStringLiteral("disk full"), QStringLiteral("Try again"));
    QVERIFY(!content->isVisible());
    QVERIFY(panel->accessibleName().contains(QStringLiteral("The query was refused.")));
    QTest::mouseClick(panel->actionButton(), Qt::LeftButton);
    QCOMPARE(acted.size(), 1);
    card.showState(StatePanel::Kind::Nothing, QStringLiteral("Nothing left the zones."));
    QVERIFY(!panel->actionButton()->isVisible());
    card.showBody();
    QVERIFY(content->isVisible());
}

void WidgetsTest::drawerClosesOnEscape() {
    QWidget page;
    page.resize(1200, 600);
    page.show();
    Drawer drawer(*m_theme, &page);
    QSignalSpy closed(&drawer, &Drawer::closed);
    drawer.openDrawer();
    QVERIFY(drawer.isVisible());
    QCOMPARE(drawer.geometry().right(), page.width() - 1);
    QVERIFY(drawer.width() >= 396 && drawer.width() <= 440);
    page.resize(1400, 700);
    QCOMPARE(drawer.height(), 700);
    QTest::keyClick(&drawer, Qt::Key_Escape);
    QVERIFY(!drawer.isVisible());
    QCOMPARE(closed.size(), 1);
}

void WidgetsTest::drawerGivesFocusBack() {
    QWidget page;
    page.resize(1200, 600);
    auto* field = new QLineEdit(&page);
    Drawer drawer(*m_theme, &page);
    auto* inside = new QLineEdit;
    drawer.addSection(QStringLiteral("Note"), {}, inside);
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    field->setFocus();
    drawer.openDrawer();
    QVERIFY(field->hasFocus());  // opening takes nothing away
    drawer.focusContent();
    QVERIFY(inside->hasFocus());
    drawer.closeDrawer();
    QVERIFY(field->hasFocus());
    drawer.clear();
    drawer.openDrawer();
    QVERIFY(drawer.isOpen());
}

void WidgetsTest::toastUndoes() {
    QWidget window;
    window.resize(900, 600);
    window.show();
    ToastHost host(*m_theme, &window);
    bool undone = false;
    host.post({QStringLiteral("Resolved."), Glyph::None, QStringLiteral("Undo"), [&undone] { undone = true; }, 0});
    QVERIFY(host.isVisible());
    QVERIFY(window.rect().contains(host.geometry()));
    QVERIFY(host.triggerAction());
    QVERIFY(undone);
    QTRY_COMPARE(host.count(), 0);
    QVERIFY(!host.triggerAction());
}

void WidgetsTest::toastsDoNotPileUp() {
    QWidget window;
    window.resize(900, 600);
    window.show();
    ToastHost host(*m_theme, &window);
    for (int i = 0; i < 6; ++i) host.post({QString::number(i), Glyph::None, {}, {}, 0});
    QTRY_VERIFY(host.count() <= 3);
}

void WidgetsTest::nodeGridWalksAndOpens() {
    NodeGrid grid(*m_theme);
    QList<NodeMark> nodes;
    for (int i = 0; i < 40; ++i) {
        nodes.append({QString::number(i), QStringLiteral("node %1").arg(i),
                      i == 17 ? Glyph::NodeSilent : Glyph::NodeHealthy,
                      i < 20 ? QStringLiteral("EU") : QStringLiteral("US")});
    }
    grid.setNodes(nodes);
    grid.resize(11 * 10, 300);
    grid.show();
    QSignalSpy activated(&grid, &NodeGrid::nodeActivated);
    QTest::keyClick(&grid, Qt::Key_N);
    QCOMPARE(grid.currentNode(), QStringLiteral("17"));
    QVERIFY(grid.accessibleDescription().contains(QStringLiteral("silent")));
    QTest::keyClick(&grid, Qt::Key_Up);
    QCOMPARE(grid.currentNode(), QStringLiteral("7"));
    QTest::keyClick(&grid, Qt::Key_Down);
    QTest::keyClick(&grid, Qt::Key_Down);
    QCOMPARE(grid.currentNode(), QStringLiteral("27"));  // over the head of the next group
    QTest::keyClick(&grid, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toString(), QStringLiteral("27"));
    nodes.prepend({QStringLiteral("new"), QStringLiteral("new"), Glyph::NodeHealthy, QStringLiteral("EU")});
    grid.setNodes(nodes);
    QCOMPARE(grid.currentNode(), QStringLiteral("27"));  // stays where the person was
}

void WidgetsTest::postureMarksAreOnePerControl() {
    PostureBar bar(*m_theme);
    bar.setCounts({{Glyph::Fail, 2}, {Glyph::Pass, 5}});
    bar.resize(60, 16);
    const QImage image = bar.grab().toImage();
    const auto marks = [&](Token token) {
        int found = 0;
        for (int x = 0; x < image.width(); x += 3)
            found += image.pixelColor(x, 8).rgb() == m_theme->color(token).rgb() ? 1 : 0;
        return found;
    };
    QCOMPARE(marks(Token::Fail), 2);
    QCOMPARE(marks(Token::Pass), 5);
    QCOMPARE(bar.accessibleName(), QStringLiteral("2 fail, 5 pass"));
}

void WidgetsTest::segmentedChoosesByArrows() {
    SegmentedControl control(*m_theme, {QStringLiteral("Month"), QStringLiteral("Quarter"), QStringLiteral("Custom")});
    control.resize(control.sizeHint());
    control.show();
    QSignalSpy chosen(&control, &SegmentedControl::currentChanged);
    control.setCurrentIndex(1);
    QCOMPARE(chosen.size(), 0);
    QTest::keyClick(&control, Qt::Key_Right);
    QCOMPARE(control.currentIndex(), 2);
    QTest::keyClick(&control, Qt::Key_Right);
    QCOMPARE(control.currentIndex(), 2);
    QTest::mouseClick(&control, Qt::LeftButton, {}, QPoint(6, 10));
    QCOMPARE(control.currentIndex(), 0);
    QCOMPARE(chosen.size(), 2);
}

void WidgetsTest::thresholdNamesItsOwner() {
    ThresholdBox box(*m_theme, ThresholdOrigin::Default);
    QVERIFY(box.accessibleName().contains(ThresholdBox::word(ThresholdOrigin::Default)));
    const int before = box.sizeHint().width();
    box.setOrigin(ThresholdOrigin::Policy);
    QVERIFY(box.accessibleName().contains(ThresholdBox::word(ThresholdOrigin::Policy)));
    QVERIFY(before > 0);
    // Where a language's words have no room beside each other they stand below each other, and nothing is cut off.
    const QSize row = box.sizeHint();
    const int narrow = box.minimumSizeHint().width();
    QVERIFY(narrow < row.width());
    QCOMPARE(box.heightForWidth(row.width()), row.height());
    QCOMPARE(box.heightForWidth(narrow), 3 * row.height());
}

void WidgetsTest::progressCancels() {
    ProgressRow row(*m_theme);
    row.setText(QStringLiteral("Verifying"));
    row.setProgress(41, 100);
    QVERIFY(row.accessibleName().contains(QStringLiteral("41")));
    row.resize(row.sizeHint());
    row.show();
    QSignalSpy cancelled(&row, &ProgressRow::cancelled);
    auto* cancel = row.findChild<QPushButton*>(QStringLiteral("progressCancel"));
    QVERIFY(cancel != nullptr);
    QTest::mouseClick(cancel, Qt::LeftButton);
    QCOMPARE(cancelled.size(), 1);
}

void WidgetsTest::codeIsCopiedAsGiven() {
    CodeView view(*m_theme);
    const QString record = QStringLiteral("{\"a\":1,\"b\":\"x\"}");
    view.setCode(record, CodeView::Syntax::Json);
    QCOMPARE(view.toPlainText(), record);
    QVERIFY(view.isReadOnly());
}

void WidgetsTest::widgetsFollowTheTheme() {
    Card card(*m_theme, QStringLiteral("Card"));
    card.resize(100, 100);
    card.show();
    QCOMPARE(card.grab().toImage().pixelColor(50, 80).rgb(), tokenColor(Token::Surface, false).rgb());
    m_theme->setMode(Theme::Mode::Dark);
    QCOMPARE(card.grab().toImage().pixelColor(50, 80).rgb(), tokenColor(Token::Surface, true).rgb());
    m_theme->setMode(Theme::Mode::Light);
}

QTEST_MAIN(WidgetsTest)
#include "widgets_test.moc"
