// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/drawer.h"

#include <QtCore/QPropertyAnimation>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QToolButton>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kSlideTime = 120;

/// A band of the drawer with its own fill and a line above or below.
class DrawerBand : public ThemedWidget {
public:
    DrawerBand(const Theme& theme, Token fill, bool lineAbove, QWidget* parent)
        : ThemedWidget(theme, parent), m_fill(fill), m_lineAbove(lineAbove) {}

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), theme().color(m_fill));
        if (m_lineAbove) painter.fillRect(QRect(0, 0, width(), 1), theme().color(Token::Border));
    }

private:
    Token m_fill;
    bool m_lineAbove;
};

}  // namespace

Drawer::Drawer(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);

    auto* head = new QWidget(this);
    m_headLayout = new QVBoxLayout(head);
    m_headLayout->setContentsMargins(metrics::kCardPadding, 12, 12, 12);
    m_headLayout->setSpacing(6);
    m_badgeRow = new QWidget(head);
    m_badges = new FlowLayout(m_badgeRow, 8);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    m_title = new TextLabel(theme, {}, FontRole::Title, Token::Text, head);
    m_title->setWordWrap(true);
    m_close = new QToolButton(head);
    m_close->setObjectName(QStringLiteral("drawerClose"));
    m_close->setAccessibleName(tr("Close"));
    m_close->setToolTip(tr("Close (Esc)"));
    connect(m_close, &QToolButton::clicked, this, &Drawer::closeDrawer);
    top->addWidget(m_title, 1);
    top->addWidget(m_close, 0, Qt::AlignTop);
    m_subtitle = new TextLabel(theme, {}, FontRole::Caption, Token::TextMuted, head);
    m_subtitle->setWordWrap(true);
    m_headLayout->addLayout(top);
    m_headLayout->addWidget(m_subtitle);
    m_headLayout->addWidget(m_badgeRow);
    m_badgeRow->hide();
    column->addWidget(head);

    m_actionStrip = new DrawerBand(theme, Token::SurfaceAlt, true, this);
    m_actions = new FlowLayout(m_actionStrip, 6);
    m_actions->setContentsMargins(metrics::kCardPadding, 9, 12, 8);
    m_actionStrip->hide();
    column->addWidget(m_actionStrip);

    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget;
    m_sections = new QVBoxLayout(inside);
    m_sections->setContentsMargins(0, 0, 0, 0);
    m_sections->setSpacing(0);
    m_sections->addStretch(1);
    m_scroll->setWidget(inside);
    m_scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    column->addWidget(m_scroll, 1);

    m_animation = new QPropertyAnimation(this, "slide", this);
    m_animation->setDuration(kSlideTime);
    m_animation->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_animation, &QPropertyAnimation::finished, this, [this] {
        if (!m_open) hide();
    });
    if (parent != nullptr) parent->installEventFilter(this);
    setAccessibleName(tr("Details"));
    hide();
    themeChanged();
}

void Drawer::themeChanged() {
    m_close->setIcon(theme().icon(QStringLiteral("window-close")));
    ThemedWidget::themeChanged();
}

void Drawer::setTitle(const QString& title, const QString& subtitle) {
    m_title->setText(title);
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
    setAccessibleName(title.isEmpty() ? tr("Details") : tr("Details: %1").arg(title));
}

void Drawer::setTitleGlyph(QWidget* glyph) {
    delete m_titleGlyph;
    m_titleGlyph = glyph;
    if (glyph == nullptr) return;
    auto* top = static_cast<QHBoxLayout*>(m_headLayout->itemAt(0)->layout());
    top->insertWidget(0, glyph, 0, Qt::AlignVCenter);
    glyph->show();
}

void Drawer::addBadge(QWidget* badge) {
    m_badges->addWidget(badge);
    badge->show();
    m_badgeRow->show();
}

void Drawer::clearBadges() {
    while (QLayoutItem* item = m_badges->takeAt(0)) {
        if (item->widget() != nullptr) item->widget()->deleteLater();
        delete item;
    }
    m_badgeRow->hide();
}

void Drawer::addAction(QWidget* button) {
    m_actions->addWidget(button);
    button->show();
    m_actionStrip->show();
}

QWidget* Drawer::addSection(const QString& title, const QString& subtitle, QWidget* content, QWidget* headRight) {
    auto* section = new DrawerBand(theme(), Token::Surface, true, m_scroll->widget());
    auto* column = new QVBoxLayout(section);
    column->setContentsMargins(metrics::kCardPadding, 12, metrics::kCardPadding, 14);
    column->setSpacing(8);
    if (!title.isEmpty() || headRight != nullptr) {
        auto* head = new QHBoxLayout;
        head->setSpacing(8);
        head->addWidget(new TextLabel(theme(), title, FontRole::TableStrong, Token::Text, section));
        auto* faint = new TextLabel(theme(), subtitle, FontRole::Caption, Token::TextFaint, section);
        faint->setElided(true);
        head->addWidget(faint, 1);
        if (headRight != nullptr) head->addWidget(headRight);
        column->addLayout(head);
    }
    if (content != nullptr) column->addWidget(content);
    m_sections->insertWidget(m_sections->count() - 1, section);
    section->show();
    return section;
}

void Drawer::clear() {
    setTitle({});
    setTitleGlyph(nullptr);
    clearBadges();
    while (QLayoutItem* item = m_actions->takeAt(0)) {
        if (item->widget() != nullptr) item->widget()->deleteLater();
        delete item;
    }
    m_actionStrip->hide();
    while (m_sections->count() > 1) {
        QLayoutItem* item = m_sections->takeAt(0);
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

void Drawer::setDocked(bool docked) {
    m_docked = docked;
    setFixedWidth(docked ? preferredWidth() : QWIDGETSIZE_MAX);
    if (!docked) setMinimumWidth(0);
}

int Drawer::preferredWidth() const {
    const int room = parentWidget() != nullptr ? parentWidget()->width() : 1280;
    return std::clamp(room * 34 / 100, metrics::kDrawerMin, metrics::kDrawerMax);
}

QSize Drawer::sizeHint() const { return {preferredWidth(), 480}; }

void Drawer::openDrawer() {
    if (m_open) {
        place();
        return;
    }
    m_open = true;
    setSlide(theme().reducedMotion() || m_docked ? 1 : 0);
    show();
    raise();
    if (!theme().reducedMotion() && !m_docked) {
        m_animation->setStartValue(0.0);
        m_animation->setEndValue(1.0);
        m_animation->start();
    }
    Q_EMIT opened();
}

void Drawer::closeDrawer() {
    if (!m_open) return;
    m_open = false;
    if (m_focusBefore != nullptr && isAncestorOf(QApplication::focusWidget())) m_focusBefore->setFocus();
    m_focusBefore = nullptr;
    if (theme().reducedMotion() || m_docked || !isVisible()) {
        hide();
    } else {
        m_animation->setStartValue(1.0);
        m_animation->setEndValue(0.0);
        m_animation->start();
    }
    Q_EMIT closed();
}

void Drawer::focusContent() {
    QWidget* now = QApplication::focusWidget();
    if (now != nullptr && !isAncestorOf(now)) m_focusBefore = now;
    for (QWidget* next = nextInFocusChain(); next != nullptr && next != this; next = next->nextInFocusChain()) {
        if (isAncestorOf(next) && next != m_close && next->isVisible() && (next->focusPolicy() & Qt::TabFocus) != 0) {
            next->setFocus(Qt::TabFocusReason);
            return;
        }
    }
    m_close->setFocus(Qt::TabFocusReason);
}

void Drawer::setSlide(double part) {
    m_slide = part;
    place();
}

void Drawer::place() {
    if (m_docked || parentWidget() == nullptr) return;
    const QRect room = parentWidget()->rect();
    const int wide = std::min(preferredWidth(), room.width());
    const int shown = qRound(wide * m_slide);
    const int x = layoutDirection() == Qt::RightToLeft ? shown - wide : room.width() - shown;
    setGeometry(x, 0, wide, room.height());
}

void Drawer::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(Token::Surface));
    const int x = layoutDirection() == Qt::RightToLeft ? width() - 1 : 0;
    painter.fillRect(QRect(x, 0, 1, height()), theme().color(Token::BorderControl));
}

void Drawer::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        closeDrawer();
        return;
    }
    ThemedWidget::keyPressEvent(event);
}

bool Drawer::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && m_open) {
        if (event->type() == QEvent::Resize) place();
        // Esc anywhere on the page behind closes it too, unless the page took the key itself.
        if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            closeDrawer();
            return true;
        }
    }
    return ThemedWidget::eventFilter(watched, event);
}

}  // namespace vedette::ui
