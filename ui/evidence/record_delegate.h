// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a record's attributes: name in accent, value in text, what it means beside it, all in the font of records.
#pragma once

#include <QStyledItemDelegate>

#include "ui/theme/theme.h"

namespace vedette::ui {

class RecordDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit RecordDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

}  // namespace vedette::ui
