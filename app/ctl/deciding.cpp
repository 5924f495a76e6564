// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/deciding.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ctl/sign_in.h"
#include "core/incident/action.h"
#include "core/incident/alerts.h"

namespace vedette::ctl {

Result<std::uint64_t> recordEvents(Context& context, const std::string& store, const std::string& actor,
                                   const std::vector<Event>& events) {
    auto acting = signInFor(context, store, actor);
    if (!acting) return passOn(acting);
    auto log = ActionLog::open(store, context.clock);
    if (!log) return passOn(log);
    (*log)->actAs(acting->key());
    auto recorded = (*log)->record(events);
    if (!recorded) return passOn(recorded);
    return recorded->firstEntry;
}

int refused(Context& c, const Error& error) {
    return error.code == ErrorCode::NotFound || error.code == ErrorCode::Invalid ? wrongUse(c, error)
                                                                                 : failed(c, error);
}

Result<std::vector<CaseAlert>> alertsNamed(Reader& reader, const std::vector<std::string>& ids,
                                           const std::string& incident, std::int64_t* severity) {
    std::vector<CaseAlert> out;
    for (const std::string& id : ids) {
        auto alert = loadAlert(reader, id);
        if (!alert) return passOn(alert);
        if (!alert->incident.empty() && alert->incident != incident) {
            return fail(ErrorCode::Invalid, "this alert is in incident " + alert->incident + " already", alert->id,
                        "take it out there first: incidents STORE remove");
        }
        if (severity != nullptr) *severity = std::max(*severity, alert->severity);
        out.push_back({alert->id, alert->title});
    }
    return out;
}

std::string underscored(std::string word) {
    std::ranges::replace(word, '-', '_');
    return word;
}

std::string timeLeft(const std::optional<Time>& due, Time now) {
    if (!due) return "-";
    const bool over = *due < now;
    // People plan in minutes.
    const auto span = std::chrono::floor<std::chrono::minutes>(over ? now - *due : *due - now);
    return formatDuration(span) + (over ? " over" : " left");
}

}  // namespace vedette::ctl
