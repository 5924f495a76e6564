// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/map_paint.h"

#include <QPainterPath>

#include "ui/fleet/flows_model.h"

namespace vedette::ui {

LegalZone zoneOf(const RegionTable& regions, const std::string& country, Time t) {
    if (country.empty()) return LegalZone::Third;
    if (regions.inEea(country)) return LegalZone::Eea;
    const Adequacy* decision = regions.adequacyAt(country, t);
    if (decision == nullptr) return LegalZone::Third;
    return decision->scope.empty() ? LegalZone::Adequate : LegalZone::Conditional;
}

QString zoneWord(LegalZone zone) {
    switch (zone) {
        case LegalZone::Eea: return FlowsModel::tr("EEA");
        case LegalZone::Adequate: return FlowsModel::tr("adequate");
        case LegalZone::Conditional: return FlowsModel::tr("adequate on a condition");
        case LegalZone::Third: break;
    }
    return FlowsModel::tr("third country");
}

void paintZone(QPainter& painter, const QPainterPath& shape, LegalZone zone, const Theme& theme) {
    const double strong = theme.isDark() ? 0.36 : 0.30;
    struct Look {
        QColor fill;
        QColor pattern;
        Qt::BrushStyle style = Qt::NoBrush;
    };
    Look look;
    switch (zone) {
        case LegalZone::Eea: look = {theme.mixed(Token::C1, Token::Surface, strong), {}, Qt::NoBrush}; break;
        case LegalZone::Adequate:
            look = {theme.mixed(Token::C4, Token::Surface, strong - 0.08),
                    theme.mixed(Token::C4, Token::Surface, strong + 0.16), Qt::BDiagPattern};
            break;
        case LegalZone::Conditional:
            look = {theme.mixed(Token::C3, Token::Surface, strong - 0.08),
                    theme.mixed(Token::C3, Token::Surface, strong + 0.22), Qt::Dense7Pattern};
            break;
        case LegalZone::Third:
            look = {theme.mixed(Token::Border, Token::Surface, theme.isDark() ? 0.62 : 0.9), {}, Qt::NoBrush};
            break;
    }
    painter.setBrush(look.fill);
    painter.drawPath(shape);
    if (look.style == Qt::NoBrush) return;
    painter.setBrush(QBrush(look.pattern, look.style));
    painter.drawPath(shape);
}

Token flowToken(FlowBasis basis) {
    switch (basis) {
        case FlowBasis::Inside: return Token::Low;
        case FlowBasis::Adequacy: return Token::Pass;
        case FlowBasis::Conditional: return Token::Waived;
        case FlowBasis::Instrument: return Token::C2;
        case FlowBasis::Unshown: return Token::Insuf;
        case FlowBasis::Uncovered: break;
    }
    return Token::Fail;
}

QPen flowPen(FlowBasis basis, const Theme& theme, double width) {
    QPen pen(theme.color(flowToken(basis)), width);
    pen.setCapStyle(Qt::FlatCap);
    switch (basis) {
        case FlowBasis::Inside: pen.setWidthF(width * 0.7); break;
        case FlowBasis::Adequacy: break;
        case FlowBasis::Conditional: pen.setDashPattern({5, 3}); break;
        case FlowBasis::Instrument: pen.setDashPattern({1.2, 2}); break;
        case FlowBasis::Unshown: pen.setDashPattern({5, 2, 1.2, 2}); break;
        case FlowBasis::Uncovered: pen.setWidthF(width * 1.25); break;
    }
    return pen;
}

}  // namespace vedette::ui
