// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip_bar.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>

#include "ui/theme/metrics.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {

ChipBar::ChipBar(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto* flow = new QWidget(this);
    m_flow = new FlowLayout(flow, 8);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    flow->setSizePolicy(policy);
    row->addWidget(flow, 1);
    m_right = new QHBoxLayout;
    m_right->setSpacing(8);
    m_note = new TextLabel(theme, {}, FontRole::Table, Token::TextFaint, this);
    m_note->setFixedHeight(metrics::kControl);
    m_note->hide();
    m_right->addWidget(m_note);
    row->addLayout(m_right);
    row->setAlignment(m_right, Qt::AlignTop);
}

Chip* ChipBar::addChip(Chip::Kind kind, const QString& field, const QString& value) {
    auto* chip = new Chip(theme(), kind, this);
    chip->setText(field, value);
    chip->installEventFilter(this);
    m_chips.append(chip);
    m_flow->insertWidget(static_cast<int>(m_chips.size()) - 1, chip);
    return chip;
}

Chip* ChipBar::addChipButton(const QString& text) {
    if (m_add == nullptr) {
        m_add = new Chip(theme(), Chip::Kind::Add, this);
        m_add->installEventFilter(this);
        m_flow->addWidget(m_add);
    }
    m_add->setText({}, text);
    return m_add;
}

void ChipBar::removeChip(Chip* chip) {
    const auto at = m_chips.indexOf(chip);
    if (at < 0) return;
    m_chips.removeAt(at);
    if (chip->hasFocus()) {
        Chip* next = m_chips.isEmpty() ? m_add : m_chips[std::min(at, m_chips.size() - 1)];
        if (next != nullptr) next->setFocus(Qt::OtherFocusReason);
    }
    m_flow->removeWidget(chip);
    chip->hide();
    chip->deleteLater();  // it may be the sender
}

void ChipBar::clearChips() {
    while (!m_chips.isEmpty()) removeChip(m_chips.last());
}

QList<Chip*> ChipBar::chips() const { return m_chips; }

void ChipBar::setNote(const QString& note) {
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void ChipBar::addRightWidget(QWidget* widget) {
    m_right->addWidget(widget);
    alignToControls();
}

void ChipBar::alignToControls() {
    const int above = (metrics::kControl - metrics::kChip) / 2;
    m_flow->setContentsMargins(0, above, 0, above);
}

bool ChipBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            QList<Chip*> all = m_chips;
            if (m_add != nullptr) all.append(m_add);
            const bool back = (key == Qt::Key_Left) != (layoutDirection() == Qt::RightToLeft);
            const auto next = all.indexOf(static_cast<Chip*>(watched)) + (back ? -1 : 1);
            if (next >= 0 && next < all.size()) all[next]->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return ThemedWidget::eventFilter(watched, event);
}

}  // namespace vedette::ui
