// SPDX-License-Identifier: GPL-3.0-or-later
// Every page in the real window as people meet it who do not sit before a large screen, read from left to right and use
// a mouse: on 1024x768, mirrored, and through the accessibility tree.
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>

#include <future>

#include "tests/app/console/store_window.h"
#include "ui/shell/strip_item.h"
#include "ui/widgets/text_label.h"

using namespace vedette;
using namespace vedette::ui;

namespace {

constexpr QSize kSmallScreen(1024, 768);

QString nameOf(const QWidget* widget) {
    QStringList path;
    for (const QWidget* w = widget; w != nullptr && path.size() < 4; w = w->parentWidget())
        path.prepend(w->objectName().isEmpty() ? QString::fromLatin1(w->metaObject()->className()) : w->objectName());
    return path.join(QChar(u'/'));
}

// The part of the screen a widget may fill: its window, or what it scrolls in.
const QWidget* frameOf(const QWidget* widget) {
    for (const QWidget* w = widget; w->parentWidget() != nullptr; w = w->parentWidget()) {
        const auto* area = qobject_cast<const QAbstractScrollArea*>(w->parentWidget());
        if (area != nullptr && w == area->viewport()) return w;
    }
    return widget->window();
}

// Widgets that stick out sideways or have less room than their words need.
QStringList clippedIn(const QWidget& page) {
    QStringList found;
    for (const auto* widget : page.findChildren<QWidget*>()) {
        // The buttons inside a line of text are the line's affair.
        if (!widget->isVisible() || qobject_cast<const QLineEdit*>(widget->parentWidget()) != nullptr) continue;
        const QWidget* frame = frameOf(widget);
        if (widget != frame) {
            const QRect place(widget->mapTo(frame, QPoint()), widget->size());
            if (place.left() < 0 || place.right() >= frame->width())
                found.push_back(QStringLiteral("%1 sticks out: %2..%3 of %4")
                                    .arg(nameOf(widget))
                                    .arg(place.left())
                                    .arg(place.right())
                                    .arg(frame->width()));
        }
        const bool words = qobject_cast<const QAbstractButton*>(widget) != nullptr ||
                           qobject_cast<const QComboBox*>(widget) != nullptr ||
                           qobject_cast<const QLabel*>(widget) != nullptr;
        // A least width that was set on purpose counts instead of the widget's own idea: it shortens its words.
        const int needs = widget->minimumWidth() > 0 ? widget->minimumWidth() : widget->minimumSizeHint().width();
        if (words && widget->width() < needs)
            found.push_back(
                QStringLiteral("%1 is %2 wide and needs %3").arg(nameOf(widget)).arg(widget->width()).arg(needs));
        const auto* scroll = qobject_cast<const QScrollArea*>(widget);
        if (scroll != nullptr && scroll->horizontalScrollBar()->maximum() > 0)
            found.push_back(QStringLiteral("%1 scrolls sideways").arg(nameOf(widget)));
    }
    return found;
}

// Parts of a widget that has a name itself.
bool isInner(const QWidget* widget) {
    for (const QWidget* w = widget->parentWidget(); w != nullptr; w = w->parentWidget())
        if (qobject_cast<const QComboBox*>(w) != nullptr || qobject_cast<const QAbstractSpinBox*>(w) != nullptr)
            return true;
    return false;
}

// What a screen reader could not say: things to act on without a name or without a role.
void speechlessIn(QAccessibleInterface* node, QStringList& found, int& reached) {
    if (node == nullptr || !node->isValid() || node->state().invisible) return;
    const auto* widget = qobject_cast<const QWidget*>(node->object());
    if (widget != nullptr && widget->focusPolicy() != Qt::NoFocus && widget->isEnabled() && !isInner(widget)) {
        ++reached;
        if (node->text(QAccessible::Name).isEmpty()) found.push_back(nameOf(widget) + QStringLiteral(": no name"));
        if (node->role() == QAccessible::NoRole || node->role() == QAccessible::Client)
            found.push_back(nameOf(widget) + QStringLiteral(": no role"));
    }
    // Cells are the model's affair; there may be millions of them.
    if (qobject_cast<const QAbstractItemView*>(widget) != nullptr) return;
    for (int i = 0; i < node->childCount(); ++i) speechlessIn(node->child(i), found, reached);
}

}  // namespace

class ConsoleScreensTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<test::StoreWindow>(); }
    void cleanup() {
        m_bench.reset();
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void everyPageFitsASmallScreen() {
        open();
        QStringList clipped;
        for (auto* page : m_bench->pages) {
            m_bench->window->open({.page = page->id()});
            QVERIFY2(m_bench->settle(), qPrintable(page->objectName()));
            QCOMPARE(m_bench->window->size(), kSmallScreen);
            for (const QString& place : stillClipped())
                clipped.push_back(page->objectName() + QStringLiteral(": ") + place);
        }
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QChar(u'\n'))));
    }

    void everyPageCanBeMirrored() {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        open();
        const MainWindow& window = *m_bench->window;
        const auto left = [&](const char* name) {
            auto* widget = m_bench->wait<QWidget>(name);
            return widget == nullptr ? -1 : widget->mapTo(&window, QPoint()).x();
        };
        auto* rail = m_bench->wait<QWidget>("rail");
        QVERIFY(rail != nullptr);
        QCOMPARE(left("rail") + rail->width(), window.width());
        QVERIFY(left("pageTitle") > left("search"));
        QStringList clipped;
        for (auto* page : m_bench->pages) {
            m_bench->window->open({.page = page->id()});
            QVERIFY2(m_bench->settle(), qPrintable(page->objectName()));
            QCOMPARE(page->layoutDirection(), Qt::RightToLeft);
            QCOMPARE(left(qPrintable(page->objectName())), 0);
            for (const QString& place : stillClipped())
                clipped.push_back(page->objectName() + QStringLiteral(": ") + place);
            QVERIFY(!m_bench->window->grab().isNull());
        }
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QChar(u'\n'))));
    }

    // The rail and the bars that paint themselves stand on the other side, too.
    void whatPaintsItselfIsMirrored() {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        open();
        const QColor accent = m_bench->theme.color(Token::Accent);
        auto* rail = m_bench->wait<QWidget>("rail");
        auto* current = m_bench->wait<QWidget>("rail1");
        QVERIFY(rail != nullptr && current != nullptr);
        const QImage bar = current->grab().toImage();
        QCOMPARE(bar.pixelColor(bar.width() - 2, bar.height() / 2), accent);
        QVERIFY(bar.pixelColor(1, bar.height() / 2) != accent);
        const QImage brand = rail->grab().toImage();
        QCOMPARE(brand.pixelColor(brand.width() - 20, 23), accent);
        QVERIFY(brand.pixelColor(20, 23) != accent);
        // The arrow of a range comes last: at the left there is paint beyond the edge, where the words do not begin.
        auto* range = m_bench->wait<QWidget>("timeScope");
        const QImage words = range->grab().toImage();
        const auto strokes = [&words](int from, int to) {
            int count = 0;
            for (int x = from; x < to; ++x)
                for (int y = 6; y < words.height() - 6; ++y)
                    count += words.pixelColor(x, y) != words.pixelColor(4, words.height() / 2) ? 1 : 0;
            return count;
        };
        QVERIFY2(strokes(words.width() - 28, words.width() - 8) > strokes(8, 24),
                 "the clock stands on the reading side, and is more than the arrow");
    }

    // Whatever is said at the foot is said whole: what has no room leaves.
    void theStatusBarCutsNothing_data() {
        QTest::addColumn<int>("width");
        QTest::newRow("least") << 960;
        QTest::newRow("small") << 1024;
        QTest::newRow("laptop") << 1280;
        QTest::newRow("wide") << 1920;
    }
    void theStatusBarCutsNothing() {
        QFETCH(const int, width);
        auto& health = m_bench->services.state;
        health.running = true;
        health.simulated = true;
        health.sources = 240;
        health.failing = 12;
        open();
        QVERIFY(m_bench->settle());
        m_bench->window->resize(width, 768);
        auto* strip = m_bench->wait<QWidget>("statusBar");
        QVERIFY(strip != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(strip->width(), width, 60'000);
        const auto wrong = [strip] {
            QStringList found;
            for (const auto* item : strip->findChildren<QAbstractButton*>())
                if (item->isVisible() &&
                    (item->width() < item->sizeHint().width() || !strip->rect().contains(item->geometry())))
                    found.push_back(item->objectName());
            return found.join(QChar(u' '));
        };
        QTRY_COMPARE_WITH_TIMEOUT(wrong(), QString(), 60'000);
        // What a person has to know stays.
        for (const char* name : {"statusIntegrity", "statusCompleteness", "statusCollectors"})
            QVERIFY2(m_bench->wait<QWidget>(name) != nullptr, name);
        QVERIFY(width < 1920 || m_bench->wait<QWidget>("statusStore") != nullptr);
        // "228/240" is nothing without its name, and leaves before its name does.
        for (const char* name : {"statusCollectors", "statusIngest", "statusAnchor"}) {
            const auto* item = strip->findChild<StripItem*>(QLatin1String(name));
            QVERIFY2(item->toolTip().contains(item->value()), name);
            const bool named = item->shownText().size() > item->value().size() || item->shownText()[0].isLetter();
            QVERIFY2(!item->isVisible() || named, qPrintable(item->shownText()));
        }
    }

    // The hints beside it give way.
    void howManyRowsThereAreIsNotCut() {
        open();
        m_bench->window->resize(960, 768);
        m_bench->window->open({.page = PageId::Evidence});
        QVERIFY(m_bench->settle());
        auto* count = m_bench->wait<QLabel>("entriesCount");
        QVERIFY(count != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(count->text().contains(QStringLiteral("row")), 60'000);
        QTRY_VERIFY2_WITH_TIMEOUT(count->width() >= count->sizeHint().width(),
                                  qPrintable(QString::number(count->width())), 60'000);
    }

    // The age of the verdict is that of whoever sits here: a demo's clock runs ahead of it, and a machine's may be set.
    void theVerdictsAgeIsNotTheSessionsClock() {
        open();
        QVERIFY(m_bench->settle());
        auto* item = dynamic_cast<ui::StripItem*>(m_bench->wait<QWidget>("statusIntegrity"));
        QVERIFY(item != nullptr);
        const auto* store = dynamic_cast<ui::StripItem*>(m_bench->wait<QWidget>("statusStore"));
        QVERIFY(store != nullptr);
        const auto verified = [item] { return item->value().startsWith(QStringLiteral("Verified to entry")); };
        QTRY_VERIFY_WITH_TIMEOUT(verified(), 60'000);
        const QString before = store->value();
        m_bench->clock->advance(std::chrono::hours(71));
        QTRY_VERIFY_WITH_TIMEOUT(store->value() != before, 60'000);
        QVERIFY2(verified() && !item->value().contains(QStringLiteral(" d ")), qPrintable(item->value()));
    }

    // Whatever is under way can be stopped from the foot of the window.
    void workCanBeStopped() {
        open();
        auto& jobs = m_bench->context().jobs;
        std::optional<ErrorCode> ended;
        jobs.start<int>(
            QStringLiteral("Counting sheep"),
            [](JobControl& control) -> Result<int> {
                std::promise<void> asked;
                const std::stop_callback tell(control.stop(), [&asked] { asked.set_value(); });
                asked.get_future().wait();
                return fail(ErrorCode::Cancelled, "stopped");
            },
            [&ended](Result<int> count) { ended = count ? ErrorCode::Conflict : count.error().code; });
        auto* item = m_bench->wait<QAbstractButton>("statusJobs");
        QVERIFY(item != nullptr);
        QTest::mouseClick(item, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activePopupWidget() != nullptr, 60'000);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr && menu->actions().size() == 1);
        QCOMPARE(menu->actions().front()->text(), QStringLiteral("Stop: Counting sheep"));
        QVERIFY(!ended.has_value());
        QTest::mouseClick(menu, Qt::LeftButton, Qt::NoModifier, menu->actionGeometry(menu->actions().front()).center());
        QTRY_VERIFY_WITH_TIMEOUT(ended.has_value(), test::kWindowPatience);
        QVERIFY(ended == ErrorCode::Cancelled);
        QTRY_VERIFY_WITH_TIMEOUT(!item->isVisible(), 60'000);
    }

    // A ring tells where the keyboard is; nobody has used it yet.
    void noRingBeforeAKey() {
        open();
        auto* button = m_bench->wait<QWidget>("rail7");
        QVERIFY(button != nullptr);
        QTest::mouseClick(m_bench->wait<QWidget>("pageTitle"), Qt::LeftButton);
        m_bench->wait<QWidget>("rail1")->setFocus();
        const QImage plain = button->grab().toImage();
        button->setFocus();
        QCOMPARE(button->grab().toImage(), plain);
        QTest::keyClick(button, Qt::Key_F5);
        QVERIFY(button->grab().toImage() != plain);
    }

    void everyPageCanBeSpoken() {
        QAccessible::setActive(true);
        open();
        QStringList found;
        for (auto* page : m_bench->pages) {
            m_bench->window->open({.page = page->id()});
            QVERIFY2(m_bench->settle(), qPrintable(page->objectName()));
            int reached = 0;
            found.push_back(page->objectName());
            speechlessIn(QAccessible::queryAccessibleInterface(m_bench->window.get()), found, reached);
            if (found.back() == page->objectName()) found.removeLast();
            // The rail and the bars alone are more than this.
            QVERIFY2(reached > 12, qPrintable(QStringLiteral("%1: %2").arg(page->objectName()).arg(reached)));
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QChar(u'\n'))));
    }

private:
    void open() {
        const auto opened = m_bench->open(m_bench->folder(), kSmallScreen);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
    }
    // What is clipped once everything has found its place.
    [[nodiscard]] QStringList stillClipped() const {
        (void)QTest::qWaitFor([this] { return clippedIn(*m_bench->window).isEmpty(); }, 5'000);
        return clippedIn(*m_bench->window);
    }
    std::unique_ptr<test::StoreWindow> m_bench;
};

QTEST_MAIN(ConsoleScreensTest)
#include "console_screens_test.moc"
