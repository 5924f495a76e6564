// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/suggest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

namespace vedette::ctl {
namespace {

// Number of single-character edits between two names.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string suggestion(std::string_view given, const std::vector<std::string>& known) {
    if (known.empty()) return "none is installed";
    const auto nearest = std::ranges::min_element(
        known, {}, [&](const std::string& name) { return distance(given.substr(0, 64), name); });
    std::string out;
    if (distance(given.substr(0, 64), *nearest) <= std::max<std::size_t>(2, nearest->size() / 3))
        out = fmt::format("did you mean {}? ", *nearest);
    constexpr std::size_t kListed = 12;
    if (known.size() <= kListed) return out + fmt::format("there are: {}", fmt::join(known, ", "));
    return out.empty() ? fmt::format("there are {} of them; vedettectl packs lists them", known.size()) : out;
}

std::vector<std::string> yamlNames(const std::filesystem::path& folder) {
    std::vector<std::string> out;
    std::error_code trouble;
    for (std::filesystem::directory_iterator i(folder, trouble), end; !trouble && i != end; i.increment(trouble))
        if (i->path().extension() == ".yaml") out.push_back(i->path().stem().string());
    std::ranges::sort(out);
    return out;
}

}  // namespace vedette::ctl
