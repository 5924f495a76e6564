// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/nodes_model.h"

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/page/glyphs.h"

namespace vedette::ui {
namespace {

constexpr Qt::Alignment kLeft = Qt::AlignLeft | Qt::AlignVCenter;
constexpr Qt::Alignment kRight = Qt::AlignRight | Qt::AlignVCenter;

enum Column { Node, Health, Region, Data, Requests, Failures, Latency, Tokens, Alerts, Seen };

QString list(const std::vector<std::string>& items) { return visible(joined(items)); }

QVariant nodeSortKey(const NodeState& row, int column) {
    switch (column) {
        case Health: return static_cast<int>(row.health);
        case Requests: return QVariant::fromValue<qulonglong>(row.requests);
        case Failures:
            return row.requests == 0 ? 0.0 : static_cast<double>(row.failures) / static_cast<double>(row.requests);
        case Latency: return row.latencyMs;
        case Tokens: return QVariant::fromValue<qulonglong>(row.outputTokens);
        case Alerts: return QVariant::fromValue<qulonglong>(row.openAlerts);
        case Seen: return QVariant::fromValue<qlonglong>(toMicros(row.lastSeen));
        default: return {};
    }
}

}  // namespace

QString healthWord(NodeHealth health) {
    switch (health) {
        case NodeHealth::Silent: return NodesModel::tr("silent");
        case NodeHealth::Alert: return NodesModel::tr("alert");
        case NodeHealth::Short: return NodesModel::tr("short");
        case NodeHealth::Healthy: return NodesModel::tr("healthy");
        case NodeHealth::Unknown: break;
    }
    return NodesModel::tr("unknown");
}

NodesModel::NodesModel(QObject* parent)
    : RowsModel(
          {{QStringLiteral("node"), tr("Node"), kLeft, 150, true, true, true, {}},
           {QStringLiteral("health"), tr("State"), kLeft, 116, true, true, false, {}},
           {QStringLiteral("region"), tr("Region"), kLeft, 130, true, true, false, tr("As declared")},
           {QStringLiteral("data"), tr("Data"), kLeft, 130, true, true, false, tr("Declared classes of data")},
           {QStringLiteral("requests"), tr("Requests"), kRight, 90, true, true, false, tr("In the range of time")},
           {QStringLiteral("failures"), tr("Failed"), kRight, 72, true, true, false, tr("Share of the requests")},
           {QStringLiteral("latency"), tr("Latency"), kRight, 80, true, true, false, tr("Mean of the requests"), 1},
           {QStringLiteral("tokens"), tr("Tokens out"), kRight, 96, true, true, false, {}, 2},
           {QStringLiteral("alerts"), tr("Alerts"), kRight, 64, true, true, false, tr("Open ones")},
           {QStringLiteral("seen"), tr("Last seen"), kLeft, 124, true, true, false, {}}},
          parent) {}

QString NodesModel::idOf(const NodeState& row) const { return toQString(row.declared.id); }

QVariant NodesModel::cell(const NodeState& row, int column, int role) const {
    const QString node = QStringLiteral("node=") + toQString(row.declared.id);
    if (role == SortRole) return nodeSortKey(row, column);
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(columns()[static_cast<std::size_t>(column)].align);
    if (role == GlyphRole && column == Health) return static_cast<int>(healthGlyph(row.health));
    if (role == Qt::ToolTipRole && column == Health) return said(row.reason);
    if (role == StrongRole) return column == Node;
    if (role == OpensRole) {
        if (column == Requests && row.requests > 0) return node + QStringLiteral(" class=3002..6003");
        if (column == Alerts && row.openAlerts > 0) return node + QStringLiteral(" class=2004");
        return {};
    }
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case Node: return visible(row.declared.id);
        case Health: return healthWord(row.health);
        case Region: return visible(row.declared.region);
        case Data: return list(row.declared.dataClasses);
        case Requests: return number(row.requests);
        case Failures:
            return row.requests == 0
                       ? QString()
                       : percent(static_cast<double>(row.failures) / static_cast<double>(row.requests), 1);
        case Latency: return row.latencyMs <= 0 ? QString() : tr("%1 ms").arg(decimal(row.latencyMs, 0));
        case Tokens: return number(row.outputTokens);
        case Alerts: return row.openAlerts == 0 ? QStringLiteral("·") : number(row.openAlerts);
        case Seen: return row.lastSeen == Time{} ? tr("never") : ago(row.lastSeen, m_now);
        default: return {};
    }
}

}  // namespace vedette::ui
