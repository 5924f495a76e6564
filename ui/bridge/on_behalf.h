// SPDX-License-Identifier: GPL-3.0-or-later
// Events that somebody records who has signed in: MakeEvents with the key that signs them. The recorder finds it there,
// whoever is signed in by the time it writes.
#pragma once

#include <memory>

#include "core/store/account.h"
#include "ui/bridge/recorder.h"

namespace vedette::ui {

struct OnBehalf {
    std::shared_ptr<const PersonSigner> signer;  // null: nobody, which a store with accounts refuses
    MakeEvents events;

    Result<std::vector<Event>> operator()(Reader& reader, Arena& arena, Time now) const {
        return events(reader, arena, now);
    }
};

}  // namespace vedette::ui
