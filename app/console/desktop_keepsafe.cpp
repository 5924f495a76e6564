// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/desktop_keepsafe.h"

#include "app/keychain/keychain.h"

namespace vedette::console {

ui::Keepsafe desktopKeepsafe() {
    const std::string service = "vedette";
    return {.read = [service](const std::string& name) { return keptInKeychain({service, name, {}}); },
            .keep = [service](const std::string& name, const std::string& label,
                              const std::string& secret) { return keepInKeychain({service, name, label}, secret); },
            .drop = [service](const std::string& name) { return dropFromKeychain({service, name, {}}); }};
}

}  // namespace vedette::console
