// SPDX-License-Identifier: GPL-3.0-or-later
// The controls as a table: the matrix's twin.
#pragma once

#include "ui/compliance/control_row.h"
#include "ui/models/table_model.h"

namespace vedette::ui {

class ControlsModel : public RowsModel<ControlRow> {
    Q_OBJECT

public:
    enum Column { State, Before, Clause, Title, Reason, Covered, Basis, Severity, Group, Id };
    explicit ControlsModel(QObject* parent = nullptr);

protected:
    [[nodiscard]] QVariant cell(const ControlRow& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const ControlRow& row) const override { return row.id(); }
};

}  // namespace vedette::ui
