// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/flows_model.h"

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/page/glyphs.h"

namespace vedette::ui {
namespace {

constexpr Qt::Alignment kLeft = Qt::AlignLeft | Qt::AlignVCenter;
constexpr Qt::Alignment kRight = Qt::AlignRight | Qt::AlignVCenter;

QVariant flowSortKey(const FlowRow& row, int column) {
    switch (column) {
        case FlowsModel::State:
        case FlowsModel::Basis: return static_cast<int>(row.flow.verdict.basis);
        case FlowsModel::Answered: return QVariant::fromValue<qulonglong>(row.flow.answered);
        case FlowsModel::Requests: return QVariant::fromValue<qulonglong>(row.flow.requests);
        default: return {};
    }
}

}  // namespace

QString basisWord(FlowBasis basis) {
    switch (basis) {
        case FlowBasis::Inside: return FlowsModel::tr("inside the zone");
        case FlowBasis::Adequacy: return FlowsModel::tr("adequacy");
        case FlowBasis::Conditional: return FlowsModel::tr("adequacy on a condition");
        case FlowBasis::Instrument: return FlowsModel::tr("declared instrument");
        case FlowBasis::Unshown: return FlowsModel::tr("no basis shown");
        case FlowBasis::Uncovered: break;
    }
    return FlowsModel::tr("uncovered");
}

Glyph flowGlyph(const FlowVerdict& verdict) { return stateGlyph(verdict.state); }

QString flowReason(const FlowVerdict& verdict) {
    const QString country = visible(verdict.country);
    const QString carrier = visible(verdict.carrier);
    const QString zones = visible(verdict.zones);
    switch (verdict.basis) {
        case FlowBasis::Inside:
            return zones.isEmpty() ? FlowsModel::tr("both ends are in the EEA")
                                   : FlowsModel::tr("both ends are in the allowed zones %1 or in the EEA").arg(zones);
        case FlowBasis::Adequacy:
            return FlowsModel::tr("adequacy decision %1 for %2 was in force").arg(carrier, country);
        case FlowBasis::Conditional:
            return verdict.state == ControlState::Pass
                       ? FlowsModel::tr("adequacy decision %1 for %2 holds if %3; that is declared")
                             .arg(carrier, country, said(verdict.condition))
                       : FlowsModel::tr("adequacy decision %1 for %2 holds only if %3; nothing declares that")
                             .arg(carrier, country, said(verdict.condition));
        case FlowBasis::Instrument: return FlowsModel::tr("declared instrument for %1: %2").arg(country, carrier);
        case FlowBasis::Unshown:
            return zones.isEmpty()
                       ? FlowsModel::tr("no allowed zones are declared, and no decision or instrument covers %1")
                             .arg(country)
                       : FlowsModel::tr("%1 is in the allowed zones %2, but no decision or instrument covers it")
                             .arg(country, zones);
        case FlowBasis::Uncovered: break;
    }
    return verdict.processedThere
               ? FlowsModel::tr("processed in %1, outside the allowed zones %2").arg(country, zones)
               : FlowsModel::tr("clients in %1 are outside the allowed zones %2, and nothing covers them")
                     .arg(country, zones);
}

QString placeName(const RegionPlace* place, const std::string& country) {
    if (place == nullptr) return visible(country);
    return place->area ? FlowsModel::tr("%1, %2 (no city published)").arg(place->name, visible(country))
                       : FlowsModel::tr("%1, %2").arg(place->name, visible(country));
}

FlowsModel::FlowsModel(QObject* parent)
    : RowsModel({{QStringLiteral("state"), tr("State"), kLeft, 196, true, true, false,
                  tr("Judged by the allowed zones and the adequacy decisions in force at the time")},
                 {QStringLiteral("from"), tr("Clients in"), kLeft, 84, true, true, false, tr("Country of the client")},
                 {QStringLiteral("place"), tr("Processed in"), kLeft, 150, true, true, false,
                  tr("As the node claims; nothing attests it")},
                 {QStringLiteral("region"), tr("Region"), kLeft, 140, true, true, false, {}},
                 {QStringLiteral("basis"), tr("Basis"), kLeft, 200, true, true, true, {}},
                 {QStringLiteral("answered"), tr("Answered"), kRight, 84, true, true, false,
                  tr("Requests with success, in the range of time")},
                 {QStringLiteral("requests"), tr("Requests"), kRight, 84, true, true, false,
                  tr("All of them, refused and failed ones as well")},
                 {QStringLiteral("nodes"), tr("Nodes"), kLeft, 130, true, false, false, {}}},
                parent) {}

QString FlowsModel::idOf(const FlowRow& row) const { return toQString(row.flow.id()); }

QVariant FlowsModel::cell(const FlowRow& row, int column, int role) const {
    const Flow& flow = row.flow;
    const bool nothing = flow.answered == 0;  // knocked, and nobody let them in: nothing has crossed the border
    switch (role) {
        case SortRole: return flowSortKey(row, column);
        case Qt::TextAlignmentRole: return QVariant::fromValue(columns()[static_cast<std::size_t>(column)].align);
        case GlyphRole:
            if (column != State) return {};
            return static_cast<int>(nothing ? Glyph::NotApplicable : flowGlyph(flow.verdict));
        case StrongRole: return column == From || column == Place;
        case Qt::ToolTipRole: return column == Basis ? QVariant(cell(row, column, Qt::DisplayRole)) : QVariant();
        case OpensRole:
            if (column == Answered && !nothing) return toQString(flow.filter(true).text());
            if (column == Requests) return toQString(flow.filter(false).text());
            return {};
        case Qt::DisplayRole: break;
        default: return {};
    }
    switch (column) {
        case State: return nothing ? tr("none answered") : basisWord(flow.verdict.basis);
        case From: return visible(flow.from);
        case Place: return row.place;
        case Region: return visible(flow.provider.empty() ? flow.region : flow.provider + " " + flow.region);
        case Basis: return nothing ? tr("no request was answered, so nothing went out") : flowReason(flow.verdict);
        case Answered: return number(flow.answered);
        case Requests: return number(flow.requests);
        case Nodes: return visible(joined(flow.nodes));
        default: return {};
    }
}

}  // namespace vedette::ui
