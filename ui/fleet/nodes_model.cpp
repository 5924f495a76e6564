// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/nodes_model.h"

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/fleet/map_paint.h"
#include "ui/page/glyphs.h"

namespace vedette::ui {
namespace {

constexpr Qt::Alignment kLeft = Qt::AlignLeft | Qt::AlignVCenter;
constexpr Qt::Alignment kRight = Qt::AlignRight | Qt::AlignVCenter;

enum Column {
    Node,
    Health,
    Zone,
    Region,
    Data,
    Requests,
    Failures,
    Latency,
    Slowest,
    Tokens,
    Alerts,
    Certificate,
    Seen
};

QString list(const std::vector<std::string>& items) { return visible(joined(items)); }

// Short enough for a narrow column: from ten seconds on, seconds.
QString latencyWords(double ms) {
    return ms < 10'000 ? NodesModel::tr("%1 ms").arg(decimal(ms, 0))
                       : NodesModel::tr("%1 s").arg(decimal(ms / 1000, 1));
}

}  // namespace

QVariant NodesModel::sortKey(const NodeState& row, int column) const {
    switch (column) {
        case Health: return static_cast<int>(row.health);
        case Requests: return QVariant::fromValue<qulonglong>(row.requests);
        case Failures:
            return row.requests == 0 ? 0.0 : static_cast<double>(row.failures) / static_cast<double>(row.requests);
        case Latency: return row.latencyMs;
        case Tokens: return QVariant::fromValue<qulonglong>(row.outputTokens);
        case Alerts: return QVariant::fromValue<qulonglong>(row.openAlerts);
        case Seen: return QVariant::fromValue<qlonglong>(toMicros(row.lastSeen));
        case Slowest: return figure(row) == nullptr ? -1.0 : figure(row)->p95Ms.value_or(-1.0);
        case Certificate: return certificate(row, SortRole);
        default: return {};
    }
}

const NodeFigure* NodesModel::figure(const NodeState& row) const {
    if (!m_figures) return nullptr;
    const auto at = m_figures->find(row.declared.id);
    return at == m_figures->end() ? nullptr : &at->second;
}

// The law of the place that the node claims, today.
QString NodesModel::zone(const DeclaredNode& node) const {
    if (!m_regions) return {};
    const std::string country =
        node.country.empty() ? m_regions->regions.countryOf(node.provider, node.region) : node.country;
    if (country.empty()) return tr("not known");
    const LegalZone law = zoneOf(m_regions->regions, country, m_now);
    return law == LegalZone::Eea ? zoneWord(law) : tr("%1, %2").arg(visible(country), zoneWord(law));
}

// How long the certificate of the endpoint lasts that the last probe saw.
QVariant NodesModel::certificate(const NodeState& row, int role) const {
    const NodeFigure* of = figure(row);
    const bool looked = of != nullptr && of->endpoint.has_value();
    const auto until = looked ? parseTime(toStd(of->endpoint->notAfter)) : Result<Time>(Time{});
    const bool known = looked && until && *until != Time{};
    if (role == SortRole) return QVariant::fromValue<qlonglong>(known ? toMicros(*until) : 0);
    if (role == Qt::ToolTipRole)
        return known ? tr("Valid until %1").arg(dateTime(*until)) : looked ? tr("The last probe saw none") : QString();
    if (!known) return looked ? tr("none seen") : QString();
    const auto days = std::chrono::floor<std::chrono::days>(*until - m_now).count();
    return *until <= m_now ? tr("expired") : tr("%n d", nullptr, static_cast<int>(days));
}

QString healthWord(NodeHealth health) {
    switch (health) {
        case NodeHealth::Silent: return NodesModel::tr("Silent");
        case NodeHealth::Alert: return NodesModel::tr("Alert");
        case NodeHealth::Short: return NodesModel::tr("Short");
        case NodeHealth::Healthy: return NodesModel::tr("Healthy");
        case NodeHealth::Unknown: break;
    }
    return NodesModel::tr("Unknown");
}

NodesModel::NodesModel(QObject* parent)
    : RowsModel(
          {{QStringLiteral("node"), tr("Node"), kLeft, 132, true, true, false, {}},
           {QStringLiteral("health"), tr("State"), kLeft, 104, true, true, false, {}},
           {QStringLiteral("zone"), tr("Zone"), kLeft, 166, true, true, false,
            tr("Of the law, by the place the node claims"), 1},
           {QStringLiteral("region"), tr("Region"), kLeft, 98, true, true, false, tr("As declared")},
           {QStringLiteral("data"), tr("Data"), kLeft, 112, true, true, true, tr("Declared classes of data")},
           {QStringLiteral("requests"), tr("Requests"), kRight, 72, true, true, false, tr("In the range of time")},
           {QStringLiteral("failures"), tr("Failed"), kRight, 64, true, true, false, tr("Share of the requests")},
           {QStringLiteral("latency"), tr("Mean"), kRight, 80, true, false, false, tr("Mean latency of the requests")},
           {QStringLiteral("p95"), tr("P95"), kRight, 72, true, true, false,
            tr("19 of 20 answered requests took no longer"), 3},
           {QStringLiteral("tokens"), tr("Tokens out"), kRight, 88, true, true, false, {}, 4},
           {QStringLiteral("alerts"), tr("Alerts"), kRight, 56, true, true, false, tr("Open ones")},
           {QStringLiteral("certificate"), tr("Certificate"), kRight, 100, true, true, false,
            tr("Days it still lasts, as the last probe saw it"), 2},
           {QStringLiteral("seen"), tr("Last seen"), kLeft, 112, true, true, false, {}}},
          parent) {}

QString NodesModel::idOf(const NodeState& row) const { return toQString(row.declared.id); }

QVariant NodesModel::cell(const NodeState& row, int column, int role) const {
    const QString node = QStringLiteral("node=") + toQString(row.declared.id);
    if (role == SortRole) return sortKey(row, column);
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(columns()[static_cast<std::size_t>(column)].align);
    if (role == GlyphRole && column == Health) return static_cast<int>(healthGlyph(row.health));
    if (role == Qt::ToolTipRole && column == Health) return said(row.reason);
    if (column == Certificate && role == GlyphRole) {
        const qlonglong until = certificate(row, SortRole).toLongLong();
        if (until == 0) return {};
        if (until <= toMicros(m_now)) return static_cast<int>(Glyph::Fail);
        const bool soon = until < toMicros(m_now + std::chrono::days(kExpiresSoonDays));
        return soon ? QVariant(static_cast<int>(Glyph::Insufficient)) : QVariant();
    }
    if (column == Zone && role == Qt::ToolTipRole) return zone(row.declared);
    if (column == Certificate && role == Qt::ToolTipRole) return certificate(row, role);
    if (role == StrongRole) return column == Node;
    if (role == OpensRole) {
        if (column == Requests && row.requests > 0) return node + QStringLiteral(" class=3002..6003");
        if (column == Alerts && row.openAlerts > 0) return node + QStringLiteral(" class=2004");
        return {};
    }
    return role == Qt::DisplayRole ? words(row, column) : QVariant();
}

QVariant NodesModel::words(const NodeState& row, int column) const {
    switch (column) {
        case Node: return visible(row.declared.id);
        case Health: return healthWord(row.health);
        case Zone: return zone(row.declared);
        case Region: return visible(row.declared.region);
        case Data: return list(row.declared.dataClasses);
        case Requests: return number(row.requests);
        case Failures:
            return row.requests == 0
                       ? QStringLiteral("—")
                       : percent(static_cast<double>(row.failures) / static_cast<double>(row.requests), 1);
        case Latency: return row.latencyMs <= 0 ? QStringLiteral("—") : latencyWords(row.latencyMs);
        case Slowest: {
            const NodeFigure* of = figure(row);
            if (of == nullptr) return QString();  // not read yet
            return of->p95Ms ? latencyWords(*of->p95Ms) : QStringLiteral("—");
        }
        case Tokens: return number(row.outputTokens);
        case Alerts: return row.openAlerts == 0 ? QStringLiteral("·") : number(row.openAlerts);
        case Certificate: return certificate(row, Qt::DisplayRole);
        case Seen: return row.lastSeen == Time{} ? tr("never") : ago(m_now - row.lastSeen);
        default: return {};
    }
}

}  // namespace vedette::ui
