// SPDX-License-Identifier: GPL-3.0-or-later
// "Did you mean": the nearest of the names that exist.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vedette::ctl {

// "did you mean nginx-json? there are: a, b, c"
[[nodiscard]] std::string suggestion(std::string_view given, const std::vector<std::string>& known);
// Names of the YAML files in a folder, without their ending, sorted.
[[nodiscard]] std::vector<std::string> yamlNames(const std::filesystem::path& folder);

}  // namespace vedette::ctl
