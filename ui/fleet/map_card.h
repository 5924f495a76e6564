// SPDX-License-Identifier: GPL-3.0-or-later
// The map with its legend, and in words what it cannot show: clients of unknown countries, regions without a place,
// flows that are too short to draw. Nothing is placed by guessing.
#pragma once

#include "ui/fleet/flow_source.h"
#include "ui/widgets/card.h"

namespace vedette::ui {

class MapLegend;
class MapView;
class Prose;

class FleetMapCard : public Card {
    Q_OBJECT

public:
    FleetMapCard(Context& context, FlowSource& source, QWidget* parent);
    // The nodes to place.
    void setNodes(std::vector<NodeState> nodes);
    [[nodiscard]] MapView* view() const { return m_view; }

Q_SIGNALS:
    void rowsWanted(const QString& filter);

private:
    void refresh();
    void say();
    Context& m_context;
    FlowSource& m_source;
    MapView* m_view;
    MapLegend* m_legend;
    Prose* m_words;
    std::vector<NodeState> m_nodes;
    std::vector<std::string> m_placeless;
};

}  // namespace vedette::ui
