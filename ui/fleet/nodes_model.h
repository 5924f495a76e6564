// SPDX-License-Identifier: GPL-3.0-or-later
// The fleet's nodes as rows.
#pragma once

#include <memory>

#include "core/kpi/fleet_state.h"
#include "ui/fleet/map_scene.h"
#include "ui/fleet/node_figures.h"
#include "ui/models/table_model.h"

namespace vedette::ui {

class NodesModel : public RowsModel<NodeState> {
    Q_OBJECT

public:
    explicit NodesModel(QObject* parent = nullptr);
    void setNow(Time now) { m_now = now; }
    // Null until read; rows say so by an empty cell. Call before setRows().
    void setRegions(std::shared_ptr<const MapData> regions) { m_regions = std::move(regions); }
    void setFigures(std::shared_ptr<const NodeFigures> figures) { m_figures = std::move(figures); }

protected:
    [[nodiscard]] QVariant cell(const NodeState& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const NodeState& row) const override;

private:
    [[nodiscard]] QString zone(const DeclaredNode& node) const;
    [[nodiscard]] const NodeFigure* figure(const NodeState& row) const;
    [[nodiscard]] QVariant certificate(const NodeState& row, int role) const;
    [[nodiscard]] QVariant sortKey(const NodeState& row, int column) const;
    [[nodiscard]] QVariant words(const NodeState& row, int column) const;
    Time m_now{};
    std::shared_ptr<const MapData> m_regions;
    std::shared_ptr<const NodeFigures> m_figures;
};

[[nodiscard]] QString healthWord(NodeHealth health);

}  // namespace vedette::ui
