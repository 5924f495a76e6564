// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the drawer says about one alert, read in one go on a reader's thread.
#pragma once

#include <string>
#include <vector>

#include "core/incident/alerts.h"
#include "core/incident/timeline.h"
#include "ui/alerts/alert_baseline.h"

namespace vedette::ui {

struct EvidenceLine {
    std::uint64_t entry = 0;
    Time time{};
    std::string who;   // principal, else client
    std::string what;  // "1,988 tok" is made of the number below; else code or operation
    std::int64_t tokens = 0;
    std::int64_t code = 0;
    bool forgotten = false;  // the entry is not there any more, under a certificate
};

struct AlertDetail {
    Alert alert;
    BaselineSeries baseline;
    std::string baselineTrouble;  // why there is no chart; empty when there is one
    std::vector<TimelineItem> timeline;
    std::vector<EvidenceLine> evidence;  // newest first, the first few

    static constexpr std::size_t kEvidenceLines = 5;
};

// The alert with this id. NotFound when there is none.
[[nodiscard]] Result<AlertDetail> readAlertDetail(Reader& reader, const std::string& id, Time now);

}  // namespace vedette::ui
