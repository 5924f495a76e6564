// SPDX-License-Identifier: GPL-3.0-or-later
// Stores as earlier programs made them (tests/data/store); what is in each stands in its expected.json.
#pragma once

#include <filesystem>

namespace vedette::test {

// Puts the store of this format at `folder`, which must not exist. Ends the test program when that fails.
void unpackOldStore(int format, const std::filesystem::path& folder);

}  // namespace vedette::test
