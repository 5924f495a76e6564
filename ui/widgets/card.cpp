// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QToolButton>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {
constexpr int kLoadingDelay = 150;  // shorter work shows nothing: a flash says less than the result
}

Card::Card(const Theme& theme, const QString& title, QWidget* parent)
    : ThemedWidget(theme, parent),
      m_head(new QWidget(this)),
      m_headLayout(new QHBoxLayout(m_head)),
      m_title(new TextLabel(theme, {}, FontRole::BodyStrong, Token::Text, m_head)),
      m_subtitle(new TextLabel(theme, {}, FontRole::Table, Token::TextFaint, m_head)),
      m_stack(new QStackedLayout),
      m_bodyWidget(new QWidget(this)),
      m_body(new QVBoxLayout(m_bodyWidget)),
      m_state(new StatePanel(theme, this)),
      m_loadingDelay(new QTimer(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    m_head->setFixedHeight(metrics::kCardHead);
    m_headLayout->setSpacing(8);
    m_headLayout->addWidget(m_title);
    m_headLayout->addWidget(m_subtitle, 1);
    m_subtitle->setElided(true);
    column->addWidget(m_head);
    m_body->setSpacing(metrics::kGap);
    m_stack->addWidget(m_bodyWidget);
    m_stack->addWidget(m_state);
    column->addLayout(m_stack, 1);
    connect(m_state, &StatePanel::actionTriggered, this, &Card::stateActionTriggered);
    m_loadingDelay->setSingleShot(true);
    m_loadingDelay->setInterval(kLoadingDelay);
    connect(m_loadingDelay, &QTimer::timeout, this, [this] {
        m_lineShown = m_loading;
        update();
    });
    setTitle(title);
}

void Card::setTitle(const QString& title) {
    m_title->setText(title);
    m_head->setVisible(!title.isEmpty());
    setAccessibleName(title);
    applyMargins();
}

QString Card::title() const { return m_title->text(); }

void Card::setSubtitle(const QString& subtitle) { m_subtitle->setText(subtitle); }

QToolButton* Card::addHeadAction(QAction* action) {
    auto* button = new QToolButton(m_head);
    button->setDefaultAction(action);
    button->setToolButtonStyle(action->text().isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    button->setAccessibleName(action->text().isEmpty() ? action->toolTip() : action->text().remove(u'&'));
    setVariant(button, Variant::Quiet);
    m_headLayout->addWidget(button);
    return button;
}

void Card::addHeadWidget(QWidget* widget) { m_headLayout->addWidget(widget); }

void Card::addTitleWidget(QWidget* widget) { m_headLayout->insertWidget(1, widget); }

void Card::setHeadLine(bool line) {
    m_headLine = line;
    update();
}

void Card::setHighlighted(bool highlighted) {
    m_highlighted = highlighted;
    update();
}

void Card::setFlush(bool flush) {
    m_flush = flush;
    if (flush && m_corners == nullptr) {
        m_corners = new QWidget(this);
        m_corners->setAttribute(Qt::WA_TransparentForMouseEvents);
        m_corners->installEventFilter(this);
        m_corners->setGeometry(rect());
        m_corners->show();
    }
    applyMargins();
}

void Card::resizeEvent(QResizeEvent* event) {
    ThemedWidget::resizeEvent(event);
    if (m_corners == nullptr) return;
    m_corners->setGeometry(rect());
    m_corners->raise();
    // Only the corners: repainting the body must not repaint this whole widget.
    QRegion corners(rect());
    corners -= QRegion(rect().adjusted(metrics::kRadius, 0, -metrics::kRadius, 0));
    corners -= QRegion(rect().adjusted(0, metrics::kRadius, 0, -metrics::kRadius));
    m_corners->setMask(corners);
}

bool Card::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_corners && event->type() == QEvent::Paint) {
        QPainter painter(m_corners);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF edge = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        QPainterPath outside;
        outside.addRect(rect());
        QPainterPath inside;
        inside.addRoundedRect(edge, metrics::kRadius, metrics::kRadius);
        painter.fillPath(outside - inside, palette().color(QPalette::Window));
        painter.strokePath(inside, QPen(theme().color(m_highlighted ? Token::Accent : Token::Border), 1));
        return true;
    }
    return ThemedWidget::eventFilter(watched, event);
}

void Card::applyMargins() {
    // Buttons have room of their own around their words; layouts do not mirror margins.
    const int title = metrics::kCardPadding - 1;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_headLayout->setContentsMargins(mirrored ? 8 : title, 0, mirrored ? title : 8, 0);
    const int pad = m_flush ? 0 : metrics::kCardPadding - 1;
    m_body->setContentsMargins(pad, m_flush || m_head->isVisibleTo(this) ? 0 : pad, pad, pad);
}

void Card::setLoading(bool loading) {
    m_loading = loading;
    if (loading) {
        if (!m_loadingDelay->isActive() && !m_lineShown) m_loadingDelay->start();
    } else {
        m_loadingDelay->stop();
        m_lineShown = false;
    }
    update();
}

StatePanel* Card::showState(StatePanel::Kind kind, const QString& sentence, const QString& detail,
                            const QString& action) {
    m_state->setState(kind, sentence, detail, action);
    m_stack->setCurrentWidget(m_state);
    if (kind != StatePanel::Kind::Loading) setLoading(false);
    return m_state;
}

void Card::showBody() {
    m_stack->setCurrentWidget(m_bodyWidget);
    setLoading(false);
}

void Card::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paint::box(painter, rect(), theme().color(Token::Surface),
               theme().color(m_highlighted ? Token::Accent : Token::Border), metrics::kRadius);
    const int line = m_head->isVisibleTo(this) ? metrics::kCardHead : 1;
    if (m_headLine && m_head->isVisibleTo(this)) {
        painter.fillRect(QRect(1, line, width() - 2, 1), theme().color(Token::Border));
    }
    if (m_lineShown) painter.fillRect(QRect(1, line - 1, width() - 2, 2), theme().color(Token::Accent));
}

void Card::themeChanged() { ThemedWidget::themeChanged(); }

void Card::changeEvent(QEvent* event) {
    ThemedWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) applyMargins();
}

}  // namespace vedette::ui
