// SPDX-License-Identifier: GPL-3.0-or-later
// Where secrets lie for a person between two starts of the program: the desktop's keychain. Given by app/console; tests
// have a fake.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/base/error.h"

namespace vedette::ui {

// Each may wait some seconds for the keychain, so they are called from worker threads; safe from several. Empty ones:
// this program was given no keychain.
struct Keepsafe {
    // None: nothing is kept under this name.
    std::function<Result<std::optional<std::string>>(const std::string& name)> read;
    // In place of what was kept under it. `label`: what the keychain's own window calls it.
    std::function<Result<void>(const std::string& name, const std::string& label, const std::string& secret)> keep;
    // Good as well when nothing is kept.
    std::function<Result<void>(const std::string& name)> drop;
    explicit operator bool() const { return read && keep && drop; }
};

// Under which the keychain holds the passphrase of a store's keys, or the PIN of the token that holds its signing key.
[[nodiscard]] std::string passphraseEntry(const std::filesystem::path& store);
[[nodiscard]] std::string pinEntry(const std::filesystem::path& store);

}  // namespace vedette::ui
