// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/token_choice.h"

#include "core/base/token_key.h"

namespace vedette::ctl {

Result<std::optional<StoreSigner>> chooseToken(const TokenChoice& choice) {
    if (choice.uri.empty()) return std::optional<StoreSigner>();
    if (!choice.module.empty()) allowModule(choice.module);
    auto uri = tokenUri(choice.uri, choice.module);
    if (!uri) return passOn(uri);
    auto key = choice.generate ? TokenKey::generate(*uri) : TokenKey::open(*uri);
    if (!key) return passOn(key);
    return std::optional(StoreSigner(std::move(*key)));
}

}  // namespace vedette::ctl
