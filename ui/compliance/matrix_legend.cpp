// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance/matrix_legend.h"

#include <QPainter>

#include "ui/compliance/control_words.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {

MatrixLegend::MatrixLegend(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    auto* flow = new FlowLayout(this, 16);
    flow->setContentsMargins(metrics::kCardPadding, 10, metrics::kCardPadding, 10);
    flow->addWidget(new TextLabel(theme, tr("Filled: by machine. Outline: by hand. Dot: not in the filter."),
                                  FontRole::Caption, Token::TextFaint, this));
    for (const ControlState state : kWorstFirst) flow->addWidget(new GlyphLabel(theme, stateGlyph(state), {}, this));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void MatrixLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(Token::SurfaceAlt));
    painter.fillRect(0, 0, width(), 1, theme().color(Token::Border));
}

}  // namespace vedette::ui
