// SPDX-License-Identifier: GPL-3.0-or-later
// What the log itself says is missing: sources that went down, stretches that could not be read.
#include <algorithm>

#include "core/event/event.h"
#include "core/store/verify_state.h"

namespace vedette::verifying {

namespace {

constexpr std::int64_t kUp = 1;
constexpr std::int64_t kDown = 2;
constexpr std::int64_t kGap = 3;

}  // namespace

void judgeCompleteness(std::vector<StatusEvent>& statuses, Time until, VerifyReport& report) {
    std::ranges::sort(statuses, {}, &StatusEvent::entry);
    std::map<std::string, SourceGap> down;
    std::string scratch;
    Event event;
    for (const StatusEvent& status : statuses) {
        scratch.clear();
        event.clear();
        if (!readRecord(status.record, scratch, event)) {
            continue;  // noted as damage already
        }
        const std::string source(event.text(Field::vSource));
        const std::string message(event.text(Field::message));
        switch (event.integer(Field::activityId)) {
            case kUp:
                if (auto open = down.find(source); open != down.end()) {
                    open->second.to = event.time();
                    report.gaps.push_back(std::move(open->second));
                    down.erase(open);
                }
                break;
            case kDown: down.try_emplace(source, SourceGap{source, event.time(), until, message}); break;
            case kGap: {
                const auto at = [&](Field f) {
                    return event.has(f) ? fromMicros(event.integer(f) * 1000) : event.time();
                };
                report.gaps.push_back({source, at(Field::startTime), at(Field::endTime), message});
                break;
            }
            default: break;
        }
    }
    for (auto& [source, gap] : down) {
        gap.what += gap.what.empty() ? "still down" : "; still down";
        report.gaps.push_back(std::move(gap));
    }
    std::ranges::sort(report.gaps, {}, [](const SourceGap& g) { return std::tuple(g.from, g.source); });
}

}  // namespace vedette::verifying
