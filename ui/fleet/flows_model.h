// SPDX-License-Identifier: GPL-3.0-or-later
// The map's flows as rows, and the words flows and places are spoken of with, on the map and in the table alike.
#pragma once

#include "ui/fleet/flows.h"
#include "ui/fleet/world_map.h"
#include "ui/models/table_model.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {

struct FlowRow {
    Flow flow;
    QString place;  // "Mumbai, IN"; the country alone when no place is published
};

class FlowsModel : public RowsModel<FlowRow> {
    Q_OBJECT

public:
    enum Column { State, From, Place, Region, Basis, Answered, Requests, Nodes };
    explicit FlowsModel(QObject* parent = nullptr);

protected:
    [[nodiscard]] QVariant cell(const FlowRow& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const FlowRow& row) const override;
};

[[nodiscard]] QString basisWord(FlowBasis basis);
[[nodiscard]] Glyph flowGlyph(const FlowVerdict& verdict);
// What carries it or why nothing does, as one sentence without the end point.
[[nodiscard]] QString flowReason(const FlowVerdict& verdict);
// "Mumbai, IN", with a word when no city is published.
[[nodiscard]] QString placeName(const RegionPlace* place, const std::string& country);

}  // namespace vedette::ui
