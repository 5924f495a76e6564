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

// Asks on the terminal for what the command line does not give. Denied when somebody is not let in.
[[nodiscard]] Result<Acting> signInFor(Context& context, const std::filesystem::path& store, const std::string& actor);

// From the first line of a file, else from an environment variable, else from the terminal without echo. `option`: what
// could have been given instead, for the error.
[[nodiscard]] Result<std::string> readPassphrase(const std::string& file, const std::string& environment,
                                                 const std::string& prompt, const std::string& option);
// Asked for twice when it comes from the terminal.
[[nodiscard]] Result<std::string> readNewPassphrase(const std::string& file, const std::string& name);

}  // namespace vedette::ctl
