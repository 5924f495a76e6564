// SPDX-License-Identifier: GPL-3.0-or-later
// The fleet's nodes as rows.
#pragma once

#include "core/kpi/fleet_state.h"
#include "ui/models/table_model.h"

namespace vedette::ui {

class NodesModel : public RowsModel<NodeState> {
    Q_OBJECT

public:
    explicit NodesModel(QObject* parent = nullptr);
    void setNow(Time now) { m_now = now; }

protected:
    [[nodiscard]] QVariant cell(const NodeState& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const NodeState& row) const override;

private:
    Time m_now{};
};

[[nodiscard]] QString healthWord(NodeHealth health);

}  // namespace vedette::ui
