// SPDX-License-Identifier: GPL-3.0-or-later
// A metric flavour as loaded from resources/metrics: which series of which server mean what.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace vedette {

// One series a metric is read from: its name and the label values it must have.
struct Source {
    std::string series;
    std::vector<std::pair<std::string, std::vector<std::string>>> where;
};

struct Metric {
    std::string name;  // the name common to all flavours
    bool counter = false;
    bool largest = false;  // gauges: the largest of its series instead of their sum
    bool all = false;      // all sources are added; otherwise the first that the page has counts
    int scale = 0;         // powers of ten: seconds become microseconds with 6
    std::vector<Source> sources;
};

struct Flavour {
    std::string id;
    std::vector<std::string> prefixes;  // series that only this server has
    std::string start;
    std::vector<std::string> models;                        // labels that hold a model's name
    std::vector<std::string> ranks;                         // labels over which every series is told again
    std::vector<std::pair<std::string, std::string>> only;  // where the label exists, it must have this value
    std::vector<Metric> metrics;
};

// Invalid with "name:line" for anything unknown or of the wrong kind.
[[nodiscard]] Result<Flavour> loadFlavour(std::string_view yaml, const std::string& nameForErrors);

}  // namespace vedette
