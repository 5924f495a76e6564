// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_note.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/theme/style_paint.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {

ReportNote::ReportNote(const Theme& theme, QWidget* parent)
    : ThemedWidget(theme, parent), m_text(new TextLabel(theme, {}, FontRole::Table, Token::Text, this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    auto* mark = new GlyphLabel(theme, Glyph::Insufficient, {}, this);
    mark->setWordShown(false);
    row->addWidget(mark, 0, Qt::AlignTop);
    m_text->setWordWrap(true);
    row->addWidget(m_text, 1);
    hide();
}

void ReportNote::setText(const QString& text) {
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

QString ReportNote::text() const { return m_text->text(); }

void ReportNote::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paint::box(painter, QRectF(rect()), theme().color(Token::InsufSoft), QColor());
}

}  // namespace vedette::ui
