// SPDX-License-Identifier: GPL-3.0-or-later
// The sources that fail or had gaps, and the places that do not verify: two small tables in memory.
#pragma once

#include <optional>

#include "core/store/verify.h"
#include "ui/models/table_model.h"

namespace vedette::ui {

struct SourceRow {
    QString source;
    QString state;  // "failing", "gap"
    QString detail;
    std::optional<Time> from;
    std::optional<Time> to;
    bool failing = false;
};

class SourcesModel : public RowsModel<SourceRow> {
    Q_OBJECT

public:
    explicit SourcesModel(QObject* parent);

protected:
    [[nodiscard]] QVariant cell(const SourceRow& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const SourceRow& row) const override;
};

class DamageModel : public RowsModel<Damage> {
    Q_OBJECT

public:
    explicit DamageModel(QObject* parent);

protected:
    [[nodiscard]] QVariant cell(const Damage& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const Damage& row) const override;
};

}  // namespace vedette::ui
