// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/map_legend.h"

#include <QPainter>
#include <QPainterPath>

#include <array>
#include <functional>

#include "ui/fleet/flows_model.h"
#include "ui/widgets/flow_layout.h"

namespace vedette::ui {
namespace {

constexpr int kHeight = 20;
constexpr int kGap = 6;

// A picture of 14 or 28 pixels and its word.
class MapSwatch : public ThemedWidget {
public:
    using Draw = std::function<void(QPainter&, const QRectF&)>;
    MapSwatch(const Theme& theme, const QString& word, int width, Draw draw, QWidget* parent)
        : ThemedWidget(theme, parent), m_word(word), m_width(width), m_draw(std::move(draw)) {
        setAccessibleName(word);
        setFixedSize(m_width + kGap + QFontMetrics(theme.font(FontRole::Caption)).horizontalAdvance(word) + 2, kHeight);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        painter.save();
        m_draw(painter, QRectF(mirrored ? width() - m_width : 0, 3, m_width, kHeight - 6));
        painter.restore();
        painter.setFont(theme().font(FontRole::Caption));
        painter.setPen(theme().color(Token::TextMuted));
        const QRect text =
            mirrored ? rect().adjusted(0, 0, -m_width - kGap, 0) : rect().adjusted(m_width + kGap, 0, 0, 0);
        const int side = mirrored ? Qt::AlignRight : Qt::AlignLeft;
        painter.drawText(text, static_cast<int>(Qt::AlignVCenter) | side, m_word);
    }

private:
    QString m_word;
    int m_width;
    Draw m_draw;
};

}  // namespace

MapLegend::MapLegend(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    m_flow = new FlowLayout(this, 14, 2);
    m_flow->setContentsMargins(12, 6, 12, 4);
    for (const LegalZone zone : {LegalZone::Eea, LegalZone::Adequate, LegalZone::Conditional, LegalZone::Third})
        m_flow->addWidget(new MapSwatch(
            theme, zoneWord(zone), 14,
            [&theme, zone](QPainter& painter, const QRectF& at) {
                QPainterPath shape;
                shape.addRoundedRect(at.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
                painter.setPen(QPen(theme.color(Token::BorderControl), 1));
                paintZone(painter, shape, zone, theme);
            },
            this));
}

void MapLegend::setBases(const std::set<FlowBasis>& bases) {
    if (bases == m_bases) return;
    m_bases = bases;
    qDeleteAll(m_strokes);
    m_strokes.clear();
    const Theme& look = theme();
    for (const FlowBasis basis : bases) {
        auto* swatch = new MapSwatch(
            look, basisWord(basis), 28,
            [&look, basis](QPainter& painter, const QRectF& at) {
                painter.setPen(flowPen(basis, look, 1.75));
                painter.drawLine(QPointF(at.left(), at.center().y()), QPointF(at.right(), at.center().y()));
            },
            this);
        m_flow->addWidget(swatch);
        swatch->show();
        m_strokes.push_back(swatch);
    }
    updateGeometry();
}

int MapLegend::heightForWidth(int width) const { return m_flow->heightForWidth(width); }

}  // namespace vedette::ui
