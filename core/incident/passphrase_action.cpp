// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/passphrase_action.h"

namespace vedette {

ConsoleAction passphraseChanged(const std::string& actor, bool inClear) {
    ConsoleAction action;
    action.kind = "store";
    action.name = "passphrase";
    action.actor = actor;
    action.message = inClear ? "The store's private keys were taken from under their passphrase"
                             : "The store's private keys were put under a new passphrase";
    return action;
}

}  // namespace vedette
