// SPDX-License-Identifier: GPL-3.0-or-later
// Who has an account in the store.
#pragma once

#include "core/store/people.h"
#include "ui/models/table_model.h"

namespace vedette::ui {

struct PersonRow {
    std::string name;
    Standing now;
    Time since{};
    std::string enrolledBy;
};

class PeopleModel : public RowsModel<PersonRow> {
    Q_OBJECT

public:
    explicit PeopleModel(QObject* parent);

protected:
    [[nodiscard]] QVariant cell(const PersonRow& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const PersonRow& row) const override;
};

}  // namespace vedette::ui
