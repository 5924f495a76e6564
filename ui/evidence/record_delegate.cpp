// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/record_delegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/evidence/record_tree.h"
#include "ui/models/roles.h"

namespace vedette::ui {
namespace {

constexpr int kRowHeight = 18;
constexpr int kPad = 6;

}  // namespace

void RecordDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const bool current = (option.state & QStyle::State_Selected) != 0;
    if (current) painter->fillRect(option.rect, m_theme.color(Token::Selected));
    QRect rect = option.rect.adjusted(2, 0, -2, 0);
    const QString text = index.data(Qt::DisplayRole).toString();
    painter->setFont(m_theme.font(FontRole::Mono));
    painter->setPen(m_theme.color(index.column() == RecordTreeModel::Name ? Token::Accent : Token::Text));
    const auto metrics = painter->fontMetrics();
    const QString shown = metrics.elidedText(text, Qt::ElideRight, rect.width());
    const auto align = QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter);
    painter->drawText(rect, static_cast<int>(align), shown);
    const QString note = index.data(SubtitleRole).toString();
    const int used = metrics.horizontalAdvance(shown) + kPad;
    if (note.isEmpty() || used >= rect.width() - 24) return;
    rect = option.direction == Qt::RightToLeft ? rect.adjusted(0, 0, -used, 0) : rect.adjusted(used, 0, 0, 0);
    painter->setFont(m_theme.font(FontRole::Caption));
    painter->setPen(m_theme.color(Token::TextFaint));
    painter->drawText(rect, static_cast<int>(align),
                      painter->fontMetrics().elidedText(note, Qt::ElideRight, rect.width()));
}

QSize RecordDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const QFontMetrics metrics(m_theme.font(FontRole::Mono));
    return {metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) + 10, kRowHeight};
}

}  // namespace vedette::ui
