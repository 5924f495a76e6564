// SPDX-License-Identifier: GPL-3.0-or-later
// Where the clock of whoever wrote was moved. Nothing in a log makes times ascend, and an honest clock may be set; but
// times that go back show that it was, and where.
#include <fmt/format.h>

#include <algorithm>

#include "core/event/event.h"
#include "core/store/log_state.h"
#include "core/store/verify_state.h"

namespace vedette::verifying {

namespace {

constexpr std::size_t kRemarksShown = 100;    // as verify.h says
constexpr std::size_t kRunsOfASegment = 256;  // more are counted only: two clocks that take turns at every entry
constexpr std::string_view kClockSource = "\"source\":\"vedette/clock\"";

Time ofMillis(std::int64_t millis) { return fromMicros(millis * 1'000); }

bool entryGoesBack(Time from, Time to) { return to < from - kEntryTolerance; }
bool checkpointGoesBack(Time from, Time to) { return to < from - kCheckpointTolerance; }

class ClockRemarks {
public:
    void add(std::uint64_t number, std::string place, std::string what) {
        m_all.push_back({number, {std::move(place), std::move(what)}});
        ++m_count;
    }
    void count(std::uint64_t more) { m_count += more; }
    void moveTo(VerifyReport& report) {
        std::ranges::stable_sort(m_all, {}, &Item::number);
        for (std::size_t i = 0; i < m_all.size() && i < kRemarksShown; ++i) {
            report.clock.push_back(std::move(m_all[i].remark));
        }
        report.clockCount = m_count;
    }

private:
    struct Item {
        std::uint64_t number;  // entry
        ClockRemark remark;
    };
    std::vector<Item> m_all;
    std::uint64_t m_count = 0;
};

// One run after the other, each against the greatest time since the clock last went back.
void entriesThatGoBack(std::vector<ClockRun>& runs, ClockRemarks& remarks) {
    std::ranges::sort(runs, {}, &ClockRun::first);
    const ClockRun* before = nullptr;
    Time latest{};
    std::uint64_t latestAt = 0;
    for (const ClockRun& run : runs) {
        const bool back = before != nullptr && entryGoesBack(latest, ofMillis(run.firstTime));
        if (back) {
            remarks.add(run.first, fmt::format("entry {}", run.first),
                        fmt::format("it was logged at {}, and entry {} before it at {}: the clock went back by {}",
                                    formatTime(ofMillis(run.firstTime)), latestAt, formatTime(latest),
                                    formatDuration(latest - ofMillis(run.firstTime))));
        }
        if (run.steps > 0) {
            remarks.add(run.first, fmt::format("entries {} to {}", run.first, run.last),
                        fmt::format("the clock went back another {} times among them", run.steps));
            remarks.count(run.steps - 1);
        }
        if (before == nullptr || back || ofMillis(run.latest) > latest) {
            latest = ofMillis(run.latest);
            latestAt = run.latestAt;
        }
        before = &run;
    }
}

void checkpointsThatGoBack(const Snapshot& snapshot, Time now, ClockRemarks& remarks) {
    std::optional<Time> before;
    std::uint64_t beforeSize = 0;
    for (const CheckpointRow& row : snapshot.checkpoints) {
        auto parsed = parseCheckpoint(row.note);
        const auto extension = parsed ? extensionOf(*parsed) : Result<CheckpointExtension>(passOn(parsed));
        if (!extension) {
            continue;  // noted as damage
        }
        if (before && checkpointGoesBack(*before, extension->time)) {
            remarks.add(row.size, fmt::format("checkpoint {}", row.size),
                        fmt::format("it was signed at {}, and checkpoint {} before it at {}: the clock went back by {}",
                                    formatTime(extension->time), beforeSize, formatTime(*before),
                                    formatDuration(*before - extension->time)));
        }
        before = extension->time;
        beforeSize = row.size;
    }
    if (before && checkpointGoesBack(*before, now)) {
        remarks.add(beforeSize, fmt::format("checkpoint {}", beforeSize),
                    fmt::format("it was signed at {}, which is {} ahead of this machine's clock", formatTime(*before),
                                formatDuration(*before - now)));
    }
}

// What the collecting program itself saw: its wall clock against one that cannot be set.
void jumpsSeen(const std::vector<StatusEvent>& statuses, ClockRemarks& remarks) {
    std::string scratch;
    Event event;
    for (const StatusEvent& status : statuses) {
        if (status.record.find(kClockSource) == std::string::npos) {
            continue;
        }
        scratch.clear();
        event.clear();
        if (readRecord(status.record, scratch, event)) {
            remarks.add(status.entry, fmt::format("entry {}", status.entry), std::string(event.text(Field::message)));
        }
    }
}

}  // namespace

void noteLogged(std::vector<ClockRun>& runs, std::uint64_t entry, std::int64_t logged) {
    if (logged == 0) {
        return;  // it says nothing of when it was logged
    }
    const auto segmentOf = [](std::uint64_t number) { return number / kSegmentEntries; };
    ClockRun* run = runs.empty() || segmentOf(runs.back().first) != segmentOf(entry) || runs.back().last >= entry
                        ? nullptr
                        : &runs.back();
    const bool back = run != nullptr && entryGoesBack(ofMillis(run->latest), ofMillis(logged));
    if (back && runs.size() >= kRunsOfASegment &&
        segmentOf(runs[runs.size() - kRunsOfASegment].first) == segmentOf(entry)) {
        ++run->steps;
        run->latest = logged;
        run->latestAt = entry;
    } else if (run == nullptr || back) {
        runs.push_back({entry, entry, logged, logged, entry, 0});
        return;
    }
    run->last = entry;
    if (logged >= run->latest) {
        run->latest = logged;
        run->latestAt = entry;
    }
}

void judgeClock(const Snapshot& snapshot, Derived& derived, Time now, VerifyReport& report) {
    ClockRemarks remarks;
    entriesThatGoBack(derived.clock, remarks);
    checkpointsThatGoBack(snapshot, now, remarks);
    jumpsSeen(derived.statuses, remarks);
    remarks.moveTo(report);
}

}  // namespace vedette::verifying
