// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the world's law a node stands in, for groups that stay few when regions are many: the EEA, the United
// Kingdom and Switzerland, the Americas, Asia and the Pacific, elsewhere.
#pragma once

#include <QString>

#include <cstdint>

#include "core/policy/declaration.h"
#include "core/policy/regions.h"

namespace vedette::ui {

enum class FleetArea : std::uint8_t { Eea, UkSwitzerland, Americas, AsiaPacific, Elsewhere, Unknown };

// By the country that the node declares, else by its region's; Unknown when neither says.
[[nodiscard]] FleetArea areaOf(const RegionTable& regions, const DeclaredNode& node);
[[nodiscard]] QString areaWord(FleetArea area);

}  // namespace vedette::ui
