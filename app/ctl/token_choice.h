// SPDX-License-Identifier: GPL-3.0-or-later
// The token that a command line names for a store's new key.
#pragma once

#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/store/store_signer.h"

namespace vedette::ctl {

struct TokenChoice {
    std::string uri;        // of --pkcs11; empty: none
    std::string module;     // of --module
    bool generate = false;  // make the key
};
// None when no token is named. Who names a module trusts it: it may be loaded from then on.
[[nodiscard]] Result<std::optional<StoreSigner>> chooseToken(const TokenChoice& choice);

}  // namespace vedette::ctl
