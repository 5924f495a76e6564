// SPDX-License-Identifier: GPL-3.0-or-later
// What the table of nodes says beyond the fleet's state: how long the slowest answers took and how long certificates
// last. Read on a reader's thread while the page is in front and the log has grown. UI thread only.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>

#include "ui/bridge/query.h"
#include "ui/fleet/fleet_asked.h"
#include "ui/fleet/node_detail.h"
#include "ui/page/context.h"

namespace vedette::ui {

struct NodeFigure {
    std::optional<double> p95Ms;           // 95th percentile (nearest rank) of the answered requests of the scope
    std::uint64_t timed = 0;               // requests it rests on: those whose log tells a duration
    std::optional<EndpointLook> endpoint;  // the newest; nothing: never looked at
};
using NodeFigures = std::map<std::string, NodeFigure, std::less<>>;

// Of the rows that match the scope, and the newest look at each of the nodes.
[[nodiscard]] Result<NodeFigures> readNodeFigures(Reader& reader, const Filter& scope,
                                                  const std::vector<std::string>& nodes);

class NodeFigureSource : public QObject {
    Q_OBJECT

public:
    NodeFigureSource(Context& context, QObject* parent);
    // Reads for these nodes, unless nothing has changed since the last time; what only grew is
    // read again after ten seconds at the earliest.
    void wake(std::vector<std::string> nodes);
    // Null until read.
    [[nodiscard]] const std::shared_ptr<const NodeFigures>& figures() const { return m_figures; }

Q_SIGNALS:
    void changed();

private:
    void read();

    Context& m_context;
    Query m_query;
    QTimer m_pause;
    QElapsedTimer m_took;
    bool m_waiting = false;  // the log has grown since; read when the pause is over
    std::vector<std::string> m_nodes;
    std::optional<FleetAsked> m_asked;
    std::shared_ptr<const NodeFigures> m_figures;
};

}  // namespace vedette::ui
