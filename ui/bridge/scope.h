// SPDX-License-Identifier: GPL-3.0-or-later
// What every page looks at: a range of time and a part of the fleet. A plain value; Session holds the current one.
#pragma once

#include <QString>

#include <optional>
#include <string>
#include <vector>

#include "core/policy/policy.h"
#include "core/store/reader.h"

namespace vedette::ui {

enum class Range { LastHour, LastDay, LastWeek, LastMonth, LastQuarter, Everything, Custom };

struct Scope {
    Range range = Range::LastWeek;
    Period custom;                   // only for Range::Custom
    std::vector<std::string> nodes;  // empty: the whole fleet
    QString nodesName;               // "EU", "gateway nodes": how the part of the fleet is called; empty with all nodes

    // The range at this moment; Everything begins at 1970.
    [[nodiscard]] Period period(Time now) const;
    // Time and nodes as a filter; pages add their own conditions.
    [[nodiscard]] Filter filter(Time now) const;
    bool operator==(const Scope& other) const;
};

[[nodiscard]] QString rangeName(Range range);                    // "Last 7 days"
[[nodiscard]] QString periodName(const Scope& scope, Time now);  // "13 – 20 Nov, 14:32 UTC"

}  // namespace vedette::ui
