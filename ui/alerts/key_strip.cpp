// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/key_strip.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/key_hint.h"

namespace vedette::ui {
namespace {

constexpr int kWordsFrom = 760;

}  // namespace

KeyStrip::KeyStrip(const Theme& theme, const QList<KeyUse>& uses, const QString& prefix, QWidget* parent)
    : ThemedWidget(theme, parent) {
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(14);
    for (const KeyUse& use : uses) {
        m_hints.push_back(new KeyHint(theme, use.keys, use.word, this));
        line->addWidget(m_hints.back());
    }
    line->addStretch(1);
    m_last = new TextLabel(theme, {}, FontRole::Caption, Token::TextFaint, this);
    m_last->setObjectName(prefix + QStringLiteral("Last"));
    m_last->setElided(true);
    m_last->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_last->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_undo = new QPushButton(tr("Undo"), this);
    m_undo->setObjectName(prefix + QStringLiteral("Undo"));
    setVariant(m_undo, Variant::Link);
    m_undo->hide();
    connect(m_undo, &QPushButton::clicked, this, &KeyStrip::undoAsked);
    line->addWidget(m_last, 100);
    line->addWidget(m_undo);
}

void KeyStrip::setLast(const QString& words, bool undoable) {
    m_last->setText(words);
    m_undo->setVisible(undoable);
    m_undo->setToolTip(words);
    m_undo->setAccessibleDescription(words);
}

// Half a sentence says nothing: where there is no room the words are the button's tool tip.
void KeyStrip::resizeEvent(QResizeEvent* event) {
    ThemedWidget::resizeEvent(event);
    m_last->setVisible(width() >= kWordsFrom);
    // Nor does half a hint: the last one, with the key that shows them all, stays longest.
    int left = width() - (m_undo->isHidden() ? 0 : m_undo->sizeHint().width() + layout()->spacing());
    if (!m_hints.empty()) left -= m_hints.back()->sizeHint().width();
    for (std::size_t i = 0; i + 1 < m_hints.size(); ++i) {
        left -= m_hints[i]->sizeHint().width() + layout()->spacing();
        m_hints[i]->setVisible(left >= 0);
    }
}

QSize KeyStrip::minimumSizeHint() const { return {0, ThemedWidget::minimumSizeHint().height()}; }

TroubleBar::TroubleBar(const Theme& theme, const QString& objectName, QWidget* parent) : ThemedWidget(theme, parent) {
    setObjectName(objectName);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(8);
    auto* glyph = new GlyphLabel(theme, Glyph::Critical, tr("Not done"), this);
    glyph->setTone(Token::Critical);
    row->addWidget(glyph, 0, Qt::AlignTop);
    m_text = new TextLabel(theme, {}, FontRole::Table, Token::Text, this);
    m_text->setObjectName(objectName + QStringLiteral("Text"));
    m_text->setWordWrap(true);
    row->addWidget(m_text, 1);
    m_action = new QPushButton(this);
    m_action->setObjectName(objectName + QStringLiteral("Action"));
    row->addWidget(m_action, 0, Qt::AlignTop);
    auto* dismissed = new QPushButton(tr("Dismiss"), this);
    dismissed->setObjectName(objectName + QStringLiteral("Dismiss"));
    row->addWidget(dismissed, 0, Qt::AlignTop);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const auto act = m_onAction;
        dismiss();
        if (act) act();
    });
    connect(dismissed, &QPushButton::clicked, this, &TroubleBar::dismiss);
    hide();
}

void TroubleBar::report(const QString& text, const QString& action, std::function<void()> onAction) {
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_onAction = std::move(onAction);
    setAccessibleName(text);
    show();
}

void TroubleBar::dismiss() {
    m_onAction = {};
    hide();
}

void TroubleBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paint::box(painter, rect(), theme().color(Token::CriticalSoft), theme().color(Token::Critical), metrics::kRadius);
}

}  // namespace vedette::ui
