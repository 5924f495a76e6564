// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where on the map, for a given size: nodes gathered at their places, flows gathered into arcs, labels
// where there is room. Geometry only; MapView paints it. Device-independent pixels.
#pragma once

#include <QFontMetricsF>
#include <QPolygonF>
#include <QRectF>

#include <map>
#include <memory>
#include <vector>

#include "core/kpi/fleet_state.h"
#include "ui/fleet/flows_model.h"
#include "ui/fleet/projection.h"
#include "ui/fleet/world_map.h"

namespace vedette::ui {

// Read once, off the UI thread, and shared.
struct MapData {
    WorldMap world;
    RegionTable regions;
};

// The nodes of one published place.
struct MapSite {
    QString name;   // "Frankfurt, DE"
    QString label;  // "Frankfurt"
    QPointF at;     // degrees
    std::vector<std::string> nodes;
    std::map<NodeHealth, int> health;
};

struct MapContent {
    std::shared_ptr<const MapData> data;  // null: nothing to draw yet
    Time at{};                            // whose adequacy decisions shade the countries
    std::vector<MapSite> sites;
    std::vector<FlowRow> flows;
};

// Gathers the nodes by place; those without one go to `placeless`.
[[nodiscard]] std::vector<MapSite> sitesOf(const std::vector<NodeState>& nodes, const MapData& data,
                                           std::vector<std::string>& placeless);

struct MapMark {
    QString id;
    QPointF at;
    double radius = 0;
    std::vector<std::string> nodes;
    std::map<NodeHealth, int> health;
    QString label;     // empty: no room for it
    QRectF labelRect;  // empty: none
    QString words;     // for tool tip and screen reader
    bool hasWorse() const;
};

struct MapArc {
    QString id;
    QPolygonF line;                  // from the clients to the nodes
    std::vector<std::size_t> flows;  // of the content; all of one verdict's kind
    FlowBasis basis = FlowBasis::Inside;
    ControlState state = ControlState::Pass;
    std::uint64_t answered = 0;
    QString label;
    QRectF labelRect;  // empty: no room
    QString words;
    // The rows of all its flows in one filter; empty when one filter cannot say it.
    QString filter;
};

struct MapPanel {
    MapFrame frame;
    QRectF room;
    std::vector<MapMark> marks;
    std::vector<MapArc> arcs;
};

struct MapScene {
    std::vector<MapPanel> panels;  // the world; then Europe, when it has nodes and there is room
    std::size_t undrawn = 0;       // flows that no panel shows: too short here, too many, or without a place
};

inline constexpr std::size_t kMostArcs = 40;  // of a panel

[[nodiscard]] MapScene layOutMap(const MapContent& content, const QSizeF& size, const QFontMetricsF& font);

}  // namespace vedette::ui
