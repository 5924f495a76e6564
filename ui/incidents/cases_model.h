// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents as a table, the one changed last first.
#pragma once

#include <memory>

#include "core/incident/cases.h"
#include "core/incident/clocks.h"
#include "ui/models/table_model.h"

namespace vedette::ui {

struct CaseRow {
    std::shared_ptr<const IncidentCase> incident;
    std::optional<Deadline> next;  // the soonest duty to notify that still waits
};

class CasesModel : public RowsModel<CaseRow> {
    Q_OBJECT

public:
    enum Column { Severity, Title, Status, Alerts, Assignee, Opened, Due, Changed, Columns };

    explicit CasesModel(QObject* parent = nullptr);
    // Deadlines are told as of this moment.
    void setNow(Time now);
    void setCases(const std::vector<std::shared_ptr<const IncidentCase>>& cases);

protected:
    [[nodiscard]] QVariant cell(const CaseRow& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const CaseRow& row) const override;

private:
    [[nodiscard]] QString textOf(const CaseRow& row, int column) const;
    [[nodiscard]] QVariant sortValue(const CaseRow& row, int column) const;
    Time m_now{};
};

}  // namespace vedette::ui
