// SPDX-License-Identifier: GPL-3.0-or-later
// What two people agreed to erase, and what stands against it: for whoever carries it out or shows it beforehand.
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/error.h"
#include "core/store/forget_erase.h"
#include "core/store/hold.h"
#include "core/store/people.h"

namespace vedette {

// The erasure that was asked for. It bears the name of who agreed, `agreed` while nobody has yet: whoever runs it again
// later carries out what those two decided.
[[nodiscard]] ErasureOrder agreedErasure(const FourEyesRequest& request, const std::string& agreed);

// The legal holds in force that keep something of the subject with this pseudonym, as eraseSubject() would find them.
// `shared`: as in its order. NotFound when there is no such subject (any more). Opens the subject table, so it takes
// the store's passphrase.
[[nodiscard]] Result<std::vector<Hold>> holdsAgainst(const std::filesystem::path& folder, Reader& reader,
                                                     const std::string& pseudonym, bool shared);

}  // namespace vedette
