// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/hold_action.h"

#include <array>

#include "core/base/crypto.h"
#include "core/privacy/detectors.h"
#include "core/privacy/subject_table.h"
#include "core/store/people.h"

namespace vedette {
namespace {

ConsoleAction about(const std::string& hold, const char* name, const char* message, const std::string& reason,
                    const std::string& actor) {
    ConsoleAction action;
    action.kind = "hold";
    action.name = name;
    action.target = hold;
    action.actor = actor;
    action.message = message;
    if (!reason.empty()) action.details.text("note", redact(reason, detect(reason)));
    return action;
}

}  // namespace

Result<Filter> heldBy(const HoldOrder& order) {
    auto filter = parseFilter(order.filter);
    if (!filter) return filter;
    // They are kept beside the filter, and count from there.
    if (filter->from || filter->to)
        return fail(ErrorCode::Invalid, "the time of a hold is no part of its filter", "FILTER",
                    "give it by --from and --to");
    for (const auto& [column, values] : filter->texts)
        for (const auto& value : values)
            if ((column == TextColumn::Principal && !isPseudonym(value, 'p')) ||
                (column == TextColumn::Client && !isPseudonym(value, 'a')))
                return fail(ErrorCode::Invalid, "a hold stays in the log, so it may not name a person in clear",
                            "FILTER", "give the pseudonym, as query shows it");
    // Words may be a name, and what they are found in depends on how the log is read.
    if (!filter->searches.empty())
        return fail(ErrorCode::Invalid, "a hold names columns, not words to search for", "FILTER",
                    "give the columns, for example node=edge-1");
    filter->from = order.from;
    filter->to = order.to;
    return filter;
}

ConsoleAction holdOrdered(const HoldOrder& order) {
    std::array<std::uint8_t, 3> random{};
    randomBytes(random);
    const std::string id = "hold-" + toHex({reinterpret_cast<const char*>(random.data()), random.size()});
    ConsoleAction action = about(id, "hold_add", "A legal hold was ordered", order.reason, order.actor);
    action.details.text("filter", order.filter);
    if (order.from) action.details.time("from", order.from);
    if (order.to) action.details.time("to", order.to);
    return action;
}

ConsoleAction holdReleased(const std::string& hold, const std::string& request, const std::string& reason,
                           const std::string& actor) {
    ConsoleAction action = about(hold, "hold_release", "A legal hold was released", reason, actor);
    if (!request.empty()) action.details.text("request", request);
    return action;
}

ConsoleAction holdReleaseAsked(const std::string& hold, const std::string& reason, const std::string& actor,
                               std::string& request) {
    request = newRequestId();
    ConsoleAction action =
        about(hold, "hold_release_request", "The release of a legal hold was asked for", reason, actor);
    action.details.text("request", request);
    return action;
}

}  // namespace vedette
