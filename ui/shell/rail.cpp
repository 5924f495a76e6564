// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include <QAbstractButton>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/bridge/text.h"
#include "ui/page/page.h"
#include "ui/shell/mirrored.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"

namespace vedette::ui {

class RailButton : public QAbstractButton {
public:
    RailButton(const Theme& theme, const QString& text, const QString& icon, QWidget* parent)
        : QAbstractButton(parent), m_theme(theme), m_icon(icon) {
        setText(text);
        setAccessibleName(text);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setProperty("ownFocus", true);
        setCursor(Qt::PointingHandCursor);
        setFixedHeight(36);
    }
    void setCurrent(bool current) {
        m_current = current;
        update();
    }
    void setCount(int count) {
        m_count = count;
        setAccessibleName(count == 0 ? text() : QStringLiteral("%1, %2").arg(text()).arg(count));
        update();
    }
    void setCollapsed(bool collapsed) {
        m_collapsed = collapsed;
        setToolTip(collapsed ? text() : QString());
        update();
    }
    void setIconName(const QString& icon) {
        m_icon = icon;
        update();
    }
    [[nodiscard]] QSize sizeHint() const override { return {metrics::kRailCollapsed, 36}; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        const QRectF body = QRectF(rect()).adjusted(8, 1, -8, -1);
        const bool dim = !isEnabled();
        if (m_current || (underMouse() && !dim)) {
            p.setPen(Qt::NoPen);
            p.setBrush(m_theme.color(m_current ? Token::Selected : Token::Hover));
            p.drawRoundedRect(body, metrics::kRadius, metrics::kRadius);
        }
        if (m_current)
            p.fillRect(mirroredIn(*this, {0, body.top() + 8, 3, body.height() - 16}), m_theme.color(Token::Accent));
        const Token tone = dim ? Token::TextFaint : m_current ? Token::Accent : Token::TextMuted;
        const auto ratio = devicePixelRatioF();
        const double iconX = m_collapsed ? (width() - metrics::kIconRail) / 2.0 : 20.0;
        const QRectF icon(iconX, (height() - metrics::kIconRail) / 2.0, metrics::kIconRail, metrics::kIconRail);
        p.drawPixmap(mirroredIn(*this, icon).topLeft(),
                     m_theme.pixmap(m_icon, metrics::kIconRail, m_theme.color(tone), ratio));
        paintWords(p, dim);
        if (showsFocus(this)) paintFocusRing(p, body.adjusted(1, 1, -1, -1), m_theme);
    }

private:
    void paintWords(QPainter& p, bool dim) {
        const QString count = m_count > 0 ? number(static_cast<std::uint64_t>(m_count)) : QString();
        if (m_collapsed) {
            if (count.isEmpty()) return;
            p.setBrush(m_theme.color(Token::Accent));
            p.setPen(Qt::NoPen);
            p.drawEllipse(mirroredIn(*this, {width() - 21.5, 6.5, 7, 7}));
            return;
        }
        p.setFont(m_theme.font(m_current ? FontRole::BodyStrong : FontRole::Body));
        p.setPen(m_theme.color(dim ? Token::TextFaint : Token::Text));
        const QRectF words = mirroredIn(*this, QRectF(50, 0, width() - 50 - 16, height()));
        const auto side = [this](Qt::Alignment a) { return QStyle::visualAlignment(layoutDirection(), a); };
        p.drawText(words, side(Qt::AlignVCenter | Qt::AlignLeading), text());
        if (count.isEmpty()) return;
        p.setFont(m_theme.font(FontRole::Caption));
        p.setPen(m_theme.color(Token::TextMuted));
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        p.drawText(words.adjusted(mirrored ? 4 : 0, 0, mirrored ? 0 : -4, 0),
                   side(Qt::AlignVCenter | Qt::AlignTrailing), count);
    }

    const Theme& m_theme;
    QString m_icon;
    int m_count = 0;
    bool m_current = false;
    bool m_collapsed = false;
};

namespace {

// Logo and name; painted, because the mark is tinted.
class Brand : public ThemedWidget {
public:
    explicit Brand(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) { setFixedHeight(46); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter p(this);
        constexpr int kSize = 24;
        const QRectF box = mirroredIn(*this, QRectF(16, (height() - kSize) / 2.0, kSize, kSize));
        p.drawPixmap(box.topLeft(),
                     theme().pixmap(QStringLiteral("logo"), kSize, theme().color(Token::Accent), devicePixelRatioF()));
        if (width() < metrics::kRailWidth - 8) return;
        p.setFont(theme().font(FontRole::Title));
        p.setPen(theme().color(Token::Text));
        const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter);
        p.drawText(mirroredIn(*this, QRectF(50, 0, width() - 50, height())), side, QStringLiteral("Vedette"));
    }
};

}  // namespace

Rail::Rail(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Pages"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 1, 8);
    layout->setSpacing(0);
    layout->addWidget(new Brand(theme, this));
    layout->addSpacing(8);
    for (int i = 0; i < kPages; ++i) {
        const auto page = static_cast<PageId>(i);
        if (page == PageId::Settings) layout->addStretch(1);
        auto* button = add(pageTitle(page), pageIcon(page), QStringLiteral("rail%1").arg(i + 1));
        button->setToolTip(tr("%1 (Ctrl+%2)").arg(pageTitle(page)).arg(i + 1));
        layout->addWidget(button);
        connect(button, &QAbstractButton::clicked, this, [this, page] {
            const bool beside = m_windows && QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier);
            beside ? Q_EMIT windowAsked(page) : Q_EMIT pageChosen(page);
        });
        m_pages.push_back(button);
    }
    m_collapse = add(tr("Collapse"), QStringLiteral("sidebar-collapse-left"), QStringLiteral("railCollapse"));
    layout->addWidget(m_collapse);
    connect(m_collapse, &QAbstractButton::clicked, this, [this] {
        setCollapsed(!m_collapsed);
        Q_EMIT collapsedChanged(m_collapsed);
    });
    setCollapsed(false);
}

RailButton* Rail::add(const QString& text, const QString& icon, const QString& objectName) {
    auto* button = new RailButton(theme(), text, icon, this);
    button->setObjectName(objectName);
    return button;
}

void Rail::setCurrent(PageId page) {
    for (int i = 0; i < m_pages.size(); ++i) m_pages[i]->setCurrent(i == static_cast<int>(page));
}

void Rail::setBadge(PageId page, int count) { m_pages[static_cast<int>(page)]->setCount(count); }

void Rail::setCollapsed(bool collapsed) {
    m_collapsed = collapsed;
    setFixedWidth(collapsed ? metrics::kRailCollapsed : metrics::kRailWidth);
    for (auto* button : std::as_const(m_pages)) button->setCollapsed(collapsed);
    m_collapse->setText(collapsed ? tr("Expand") : tr("Collapse"));
    m_collapse->setAccessibleName(m_collapse->text());
    m_collapse->setIconName(collapsed ? QStringLiteral("sidebar-expand-left")
                                      : QStringLiteral("sidebar-collapse-left"));
    m_collapse->setCollapsed(collapsed);
}

void Rail::setPagesEnabled(bool enabled) {
    for (auto* button : std::as_const(m_pages)) button->setEnabled(enabled);
}

void Rail::offerWindows() {
    m_windows = true;
    for (int i = 0; i < m_pages.size(); ++i) {
        auto* button = m_pages[i];
        const auto page = static_cast<PageId>(i);
        button->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(button, &QWidget::customContextMenuRequested, this, [this, button, page](const QPoint& where) {
            if (!button->isEnabled()) return;
            auto* menu = new QMenu(button);
            menu->setObjectName(QStringLiteral("railMenu"));
            menu->setAttribute(Qt::WA_DeleteOnClose);
            menu->addAction(tr("Open"), this, [this, page] { Q_EMIT pageChosen(page); });
            menu->addAction(tr("Open in a new window"), this, [this, page] { Q_EMIT windowAsked(page); });
            menu->popup(button->mapToGlobal(where));
        });
    }
}

void Rail::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.fillRect(rect(), theme().color(Token::Rail));
    p.fillRect(QRect(layoutDirection() == Qt::LeftToRight ? width() - 1 : 0, 0, 1, height()),
               theme().color(Token::Border));
}

void Rail::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Down)
        focusNextChild();
    else if (event->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        ThemedWidget::keyPressEvent(event);
}

}  // namespace vedette::ui
