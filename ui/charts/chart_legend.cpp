// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_legend.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

#include <cmath>

#include "ui/theme/style_paint.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/flow_layout.h"

namespace vedette::ui {
namespace {

int markWidth(LegendMark mark) { return mark == LegendMark::Box || mark == LegendMark::Frame ? 9 : 14; }

}  // namespace

LegendToggle::LegendToggle(const Theme& theme, const QString& name, Token tone, LegendMark mark, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_tone(tone), m_mark(mark) {
    setText(name);
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize LegendToggle::sizeHint() const {
    return {markWidth(m_mark) + 6 + qCeil(QFontMetricsF(m_theme.font(FontRole::Caption)).horizontalAdvance(text())) + 1,
            18};
}

void LegendToggle::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool on = !isCheckable() || isChecked();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int wide = markWidth(m_mark);
    const QRectF mark(mirrored ? width() - wide : 0, std::floor(height() / 2.0) - 5, wide, 9);
    const QColor color = m_theme.color(m_tone);
    switch (m_mark) {
        case LegendMark::Box: paint::box(painter, mark, on ? color : QColor(), on ? QColor() : color, 2); break;
        case LegendMark::Frame: paint::box(painter, mark, QColor(), color, 2); break;
        case LegendMark::Band:
            painter.fillRect(mark.adjusted(0, 1, 0, -1), m_theme.mixed(m_tone, Token::Surface, 0.45));
            break;
        case LegendMark::Line:
        case LegendMark::Dashes: {
            QPen pen(color, 1.75);
            if (m_mark == LegendMark::Dashes) pen.setDashPattern({3, 2});
            if (!on) pen.setWidthF(0.75);
            painter.setPen(pen);
            painter.drawLine(QPointF(mark.left(), mark.center().y()), QPointF(mark.right(), mark.center().y()));
            break;
        }
    }
    QFont font = m_theme.font(FontRole::Caption);
    font.setStrikeOut(!on);
    painter.setFont(font);
    painter.setPen(m_theme.color(on ? Token::TextMuted : Token::TextFaint));
    const QRect words = mirrored ? rect().adjusted(0, 0, -wide - 6, 0) : rect().adjusted(wide + 6, 0, 0, 0);
    painter.drawText(words, int(Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)),
                     text());
}

ChartLegend::ChartLegend(const Theme& theme, QWidget* parent)
    : ThemedWidget(theme, parent), m_flow(new FlowLayout(this, 10, 2)) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChartLegend::setEntries(const QList<Entry>& entries) {
    while (QLayoutItem* item = m_flow->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (int i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        auto* pair = new QWidget(this);
        auto* line = new QHBoxLayout(pair);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(5);
        auto* toggle = new LegendToggle(theme(), entry.name, entry.tone, entry.mark, pair);
        toggle->setCheckable(entry.toggles);
        toggle->setFocusPolicy(entry.toggles ? Qt::StrongFocus : Qt::NoFocus);
        toggle->setChecked(entry.shown);
        if (entry.toggles) toggle->setToolTip(tr("Show or hide %1").arg(entry.name));
        connect(toggle, &QAbstractButton::toggled, this, [this, i](bool shown) { Q_EMIT toggled(i, shown); });
        line->addWidget(toggle);
        if (!entry.total.isEmpty()) {
            auto* total = new Figure(theme(), entry.total, FontRole::Caption, pair);
            total->setTone(Token::TextMuted);
            total->setWhat(entry.name);
            total->setOpens(entry.name);
            connect(total, &Figure::opened, this, [this, i] { Q_EMIT totalOpened(i); });
            line->addWidget(total);
        }
        m_flow->addWidget(pair);
        pair->show();
    }
    updateGeometry();
}

}  // namespace vedette::ui
