// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_value_list.h"

#include <QtGui/QFontMetrics>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>

#include "ui/widgets/figure.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {

KeyValueList::KeyValueList(const Theme& theme, QWidget* parent)
    : ThemedWidget(theme, parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnMinimumWidth(0, 84);
    m_grid->setColumnStretch(1, 1);
}

void KeyValueList::setLabelWidth(int pixels) { m_grid->setColumnMinimumWidth(0, pixels); }

void KeyValueList::place(const QString& label, QWidget* value) {
    auto* name = new TextLabel(theme(), label, FontRole::Table, Token::TextFaint, this);
    name->setWordWrap(true);
    name->setFixedWidth(m_grid->columnMinimumWidth(0));
    name->setBuddy(value);
    value->setParent(this);
    if (value->accessibleName().isEmpty()) value->setAccessibleDescription(label);
    m_grid->addWidget(name, m_rows, 0, Qt::AlignTop);
    const bool wide = value->sizePolicy().horizontalPolicy() != QSizePolicy::Fixed;
    m_grid->addWidget(value, m_rows, 1, wide ? Qt::AlignTop : Qt::AlignTop | Qt::AlignLeading);
    ++m_rows;
    name->show();
    value->show();
}

void KeyValueList::addRow(const QString& label, const QString& value, Glyph glyph) {
    auto* words = new TextLabel(theme(), value, FontRole::Table, Token::Text);
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (glyph == Glyph::None) {
        place(label, words);
        return;
    }
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(5);
    auto* mark = new GlyphLabel(theme(), glyph);
    mark->setWordShown(false);
    mark->setContentsMargins(0, 0, 0, 0);
    // Beside the first line, however many follow.
    mark->setFixedHeight(QFontMetrics(theme().font(FontRole::Table)).height());
    line->addWidget(mark, 0, Qt::AlignTop);
    line->addWidget(words, 1);
    row->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    place(label, row);
}

void KeyValueList::addMonoRow(const QString& label, const QString& value) {
    auto* words = new TextLabel(theme(), value, FontRole::Mono, Token::Text);
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    place(label, words);
}

Figure* KeyValueList::addFigureRow(const QString& label, const QString& value, const QString& opens) {
    auto* figure = new Figure(theme(), value, FontRole::Table);
    figure->setWhat(label);
    figure->setOpens(opens);
    place(label, figure);
    return figure;
}

void KeyValueList::addWidgetRow(const QString& label, QWidget* value) { place(label, value); }

void KeyValueList::clear() {
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    m_rows = 0;
}

}  // namespace vedette::ui
