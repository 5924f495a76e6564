// SPDX-License-Identifier: GPL-3.0-or-later
// The keys that signed the log, the one in force first.
#pragma once

#include "core/store/key_chain.h"
#include "ui/models/table_model.h"

namespace vedette::ui {

struct KeySpanRow {
    KeySpan span;
    bool inForce = false;
};

// "1a2b3c4d", as vedettectl key writes it.
[[nodiscard]] QString keyIdText(std::uint32_t id);

class KeySpansModel : public RowsModel<KeySpanRow> {
    Q_OBJECT

public:
    explicit KeySpansModel(QObject* parent);

protected:
    [[nodiscard]] QVariant cell(const KeySpanRow& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const KeySpanRow& row) const override;
};

}  // namespace vedette::ui
