// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands that record decisions share: alerts and incidents.
#pragma once

#include <string>
#include <vector>

#include "app/ctl/command.h"
#include "core/base/bytes.h"
#include "core/incident/cases.h"
#include "core/store/reader.h"

namespace vedette::ctl {

// Records the events in one transaction, signed by `actor` where the store has accounts; the number of the first one.
[[nodiscard]] Result<std::uint64_t> recordEvents(Context& context, const std::string& store, const std::string& actor,
                                                 const std::vector<Event>& events);
// Names that are not in the log, and changes that make no sense, are a wrong command line, not a broken store.
int refused(Context& c, const Error& error);
// Alerts by id or prefix, as a case takes them. Invalid when one is in another case already: `incident` is the one they
// are for, empty for a new one.
[[nodiscard]] Result<std::vector<CaseAlert>> alertsNamed(Reader& reader, const std::vector<std::string>& ids,
                                                         const std::string& incident, std::int64_t* severity = nullptr);
// "in-progress" → "in_progress": dashes are as good as underscores on a command line.
[[nodiscard]] std::string underscored(std::string word);
// "18 min left", "2 h over", "-" without a due time.
[[nodiscard]] std::string timeLeft(const std::optional<Time>& due, Time now);

}  // namespace vedette::ctl
