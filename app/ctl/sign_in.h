// SPDX-License-Identifier: GPL-3.0-or-later
// Who acts: in a store with accounts somebody who proves it by passphrase and code, else whoever says so.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/ctl/command.h"
#include "core/store/account.h"

namespace vedette::ctl {

struct Acting {
    std::optional<PersonSigner> signer;  // none: the store has no accounts
    std::string passphrase;              // that was right
    [[nodiscard]] const PersonSigner* key() const { return signer ? &*signer : nullptr; }
};

// Asks on the terminal for what the command line does not give; what was typed wrong, three times at most. Denied when
// somebody is not let in.
[[nodiscard]] Result<Acting> signInFor(Context& context, const std::filesystem::path& store, const std::string& actor);

// The first line of a file.
[[nodiscard]] Result<std::string> readSecretFile(const std::string& file);
// From the file, else asked for twice on the terminal.
[[nodiscard]] Result<std::string> readNewPassphrase(Context& context, const std::string& file,
                                                    const std::string& whose);

}  // namespace vedette::ctl
