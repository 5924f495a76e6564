// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/state_panel.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {

StatePanel::StatePanel(const Theme& theme, QWidget* parent)
    : ThemedWidget(theme, parent),
      m_sentence(new TextLabel(theme, {}, FontRole::BodyMedium, Token::Text, this)),
      m_detail(new TextLabel(theme, {}, FontRole::Table, Token::TextMuted, this)),
      m_action(new QPushButton(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 16);
    column->setSpacing(6);
    column->addStretch(1);
    column->addSpacing(26);  // the shape stands here
    for (QLabel* label : {m_sentence, m_detail}) {
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addSpacing(6);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(1);
    connect(m_action, &QPushButton::clicked, this, &StatePanel::actionTriggered);
    setState(Kind::Loading, {});
}

void StatePanel::setState(Kind kind, const QString& sentence, const QString& detail, const QString& action) {
    m_kind = kind;
    const bool words = kind != Kind::Loading;
    m_sentence->setText(sentence);
    m_sentence->setVisible(words && !sentence.isEmpty());
    m_detail->setText(detail);
    m_detail->setVisible(words && !detail.isEmpty());
    m_action->setText(action);
    m_action->setVisible(words && !action.isEmpty());
    QString name = kind == Kind::Loading && sentence.isEmpty() ? tr("Loading") : sentence;
    if (kind == Kind::Error) name = tr("Error: %1").arg(sentence);
    setAccessibleName(name);
    setAccessibleDescription(detail);
    if (kind != Kind::Nothing) m_sealed = false;
    update();
}

void StatePanel::setSealed(bool sealed) {
    m_sealed = sealed;
    update();
}

QString StatePanel::sentence() const { return m_sentence->text(); }

QSize StatePanel::sizeHint() const { return {320, m_kind == Kind::Loading ? 120 : 150}; }

void StatePanel::themeChanged() { ThemedWidget::themeChanged(); }

QRectF StatePanel::glyphRect() const {
    return {width() / 2.0 - 8, static_cast<double>(m_sentence->geometry().top()) - 26, 16, 16};
}

void StatePanel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (m_kind == Kind::Loading) {
        // Still bars, in the rhythm of rows; no shimmer: nothing here moves on its own.
        const int shares[] = {62, 84, 48, 73, 56, 80};
        int y = metrics::kCardPadding;
        for (int i = 0; y + 12 < height() - 8; ++i, y += metrics::kRow) {
            const int wide = (width() - 2 * metrics::kCardPadding) * shares[i % 6] / 100;
            const int x =
                layoutDirection() == Qt::RightToLeft ? width() - metrics::kCardPadding - wide : metrics::kCardPadding;
            paint::box(painter, QRectF(x, y, wide, 12), theme().color(Token::SurfaceAlt), QColor(), 3);
        }
        return;
    }
    if (m_kind == Kind::Error) paintGlyph(painter, Glyph::Critical, glyphRect(), theme());
    if (m_kind == Kind::Nothing && m_sealed) paintGlyph(painter, Glyph::Seal, glyphRect(), theme());
}

}  // namespace vedette::ui
