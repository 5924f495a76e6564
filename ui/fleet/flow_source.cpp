// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/flow_source.h"

#include "core/event/event.h"
#include "ui/bridge/text.h"

namespace vedette::ui {

FlowSource::FlowSource(Context& context, QObject* parent)
    : QObject(parent), m_context(context), m_dataQuery(context.session), m_flowQuery(context.session) {}

void FlowSource::setNodes(std::vector<std::string> nodes) { m_nodes = std::move(nodes); }

void FlowSource::wake() {
    if (!m_data) return read();
    if (m_flowQuery.running() && m_asked && m_asked->scope == m_context.session.scope() && m_asked->nodes == m_nodes)
        return;  // asked already; what came since is counted the next time
    auto now = FleetAsked::now(m_context, m_nodes);
    if (m_asked && *m_asked == now && !m_flowError) return;
    m_asked = std::move(now);
    count();
}

void FlowSource::read() {
    if (m_dataQuery.running()) return;
    m_dataQuery.run<std::shared_ptr<const MapData>>(
        [resources = m_context.resources](Reader&) -> Result<std::shared_ptr<const MapData>> {
            auto world = WorldMap::load(resources / "map");
            if (!world) return passOn(world);
            auto regions = RegionTable::load(resources / "regions" / "regions.yaml");
            if (!regions) return passOn(regions);
            return std::make_shared<const MapData>(MapData{std::move(*world), std::move(*regions)});
        },
        [this](Result<std::shared_ptr<const MapData>> data) {
            if (data) {
                m_data = std::move(*data);
                m_dataError.reset();
            } else {
                m_dataError = data.error();
            }
            Q_EMIT changed();
            if (m_data) wake();
        });
}

void FlowSource::count() {
    Filter filter = m_context.session.filter();
    if (!m_nodes.empty()) filter.texts = {{TextColumn::Node, m_nodes}};
    m_flowQuery.run<FlowReport>(
        [filter, data = m_data](Reader& reader) { return countFlows(reader, filter, data->regions); },
        [this](Result<FlowReport> report) {
            if (report) {
                m_report = std::make_shared<const FlowReport>(std::move(*report));
                m_flowError.reset();
            } else if (report.error().code != ErrorCode::Cancelled) {
                m_flowError = report.error();
            }
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

std::vector<FlowRow> FlowSource::rows() const {
    std::vector<FlowRow> rows;
    if (!m_report || !m_data) return rows;
    for (const Flow& flow : m_report->flows)
        rows.push_back({flow, placeName(m_data->world.placeOf(flow.provider, flow.region), flow.to)});
    return rows;
}

Filter FlowSource::answered() const {
    Filter filter = requestFilter({});
    filter.is(IntColumn::Status, ocsf::kSuccess);
    if (!m_nodes.empty()) filter.texts.emplace_back(TextColumn::Node, m_nodes);
    return filter;
}

QString FlowSource::unknownClientFilter() const {
    return toQString(answered().is(TextColumn::Country, std::string()).text());
}

QString FlowSource::regionFilter(const std::string& region) const {
    return toQString(answered().is(TextColumn::Region, region).text());
}

}  // namespace vedette::ui
