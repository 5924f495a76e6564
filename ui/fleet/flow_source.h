// SPDX-License-Identifier: GPL-3.0-or-later
// What the map and the table of flows show: the map's data, read once, and the flows of the scope, counted on a
// reader's thread while the page is in front and the log has grown. The last answer stays until the next is there. UI
// thread only.
#pragma once

#include <QObject>

#include <memory>
#include <optional>

#include "ui/fleet/fleet_asked.h"
#include "ui/fleet/map_scene.h"
#include "ui/page/context.h"

namespace vedette::ui {

class FlowSource : public QObject {
    Q_OBJECT

public:
    FlowSource(Context& context, QObject* parent);
    // Counts only these nodes; empty: the scope's.
    void setNodes(std::vector<std::string> nodes);
    // Counts, unless nothing has changed since the last time. For a page that is in front.
    void wake();

    // Null until read.
    [[nodiscard]] const std::shared_ptr<const MapData>& data() const { return m_data; }
    [[nodiscard]] const std::shared_ptr<const FlowReport>& report() const { return m_report; }
    [[nodiscard]] const std::optional<Error>& dataError() const { return m_dataError; }
    [[nodiscard]] const std::optional<Error>& flowError() const { return m_flowError; }
    [[nodiscard]] bool loading() const { return m_flowQuery.running(); }
    // The report's flows with the names of their places.
    [[nodiscard]] std::vector<FlowRow> rows() const;
    // Answered requests without a country of the client, and of a region; with the nodes chosen here.
    [[nodiscard]] QString unknownClientFilter() const;
    [[nodiscard]] QString regionFilter(const std::string& region) const;

Q_SIGNALS:
    void changed();

private:
    void read();
    void count();
    [[nodiscard]] Filter answered() const;

    Context& m_context;
    std::vector<std::string> m_nodes;
    std::shared_ptr<const MapData> m_data;
    std::shared_ptr<const FlowReport> m_report;
    std::optional<Error> m_dataError;
    std::optional<Error> m_flowError;
    std::optional<FleetAsked> m_asked;
    Query m_dataQuery;
    Query m_flowQuery;
};

}  // namespace vedette::ui
