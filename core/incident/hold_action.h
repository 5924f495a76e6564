// SPDX-License-Identifier: GPL-3.0-or-later
// Ordering a legal hold and having it released (core/store/hold.h), as actions for the log.
#pragma once

#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/incident/action.h"
#include "core/store/reader.h"

namespace vedette {

struct HoldOrder {
    std::string filter;  // in the filter language; empty, and without times: every record
    std::optional<Time> from;
    std::optional<Time> to;
    std::string reason;
    std::string actor;
};

// What the hold would cover. Invalid when the filter cannot be read, names a person in clear or looks for words: it
// stays in the log for ever, and must mean the same for ever.
[[nodiscard]] Result<Filter> heldBy(const HoldOrder& order);
// Its target is the new hold's id. Personal data in the reason gives way to its kind.
[[nodiscard]] ConsoleAction holdOrdered(const HoldOrder& order);
// `request` empty: of a store without accounts, where one person releases. Else the id of the request that another
// person made and this one agrees to.
[[nodiscard]] ConsoleAction holdReleased(const std::string& hold, const std::string& request, const std::string& reason,
                                         const std::string& actor);
// The first of two people asks for it; details.request is a new id, which is given back by `request`.
[[nodiscard]] ConsoleAction holdReleaseAsked(const std::string& hold, const std::string& reason,
                                             const std::string& actor, std::string& request);

}  // namespace vedette
