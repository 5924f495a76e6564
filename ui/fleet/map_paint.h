// SPDX-License-Identifier: GPL-3.0-or-later
// How legal zones and flows look, on the map and in its legend: every zone has its own pattern as well as its colour,
// every basis its own stroke, and each has a word.
#pragma once

#include <QPainter>
#include <QPen>

#include "core/policy/regions.h"
#include "ui/fleet/flows.h"
#include "ui/theme/theme.h"

namespace vedette::ui {

enum class LegalZone { Eea, Adequate, Conditional, Third };

// By the decisions in force at `t`. A country the table has never heard of is a third country.
[[nodiscard]] LegalZone zoneOf(const RegionTable& regions, const std::string& country, Time t);
[[nodiscard]] QString zoneWord(LegalZone zone);

// Fills the shape; the painter's pen draws its edge.
void paintZone(QPainter& painter, const QPainterPath& shape, LegalZone zone, const Theme& theme);
[[nodiscard]] Token flowToken(FlowBasis basis);
[[nodiscard]] QPen flowPen(FlowBasis basis, const Theme& theme, double width);

}  // namespace vedette::ui
