// SPDX-License-Identifier: GPL-3.0-or-later
// Holds a record against OCSF 1.8 as far as our records use it (tests/data/ocsf): required attributes, types, ranges of
// values, constraints, captions, and that nothing stands in it that OCSF and our extension do not know.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vedette {

// "actor.user: needs one of account, name, uid"; empty when the record conforms.
std::vector<std::string> ocsfProblems(std::string_view record);

}  // namespace vedette
