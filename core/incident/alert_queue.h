// SPDX-License-Identifier: GPL-3.0-or-later
// The alert queue of a large store. Summaries come from derived columns; no record is opened except the Console Actions
// about alerts, which people make one by one. AlertIndex remembers what it has read, so that keeping up with a live log
// costs the new entries only. The words of an alert are read for the rows that are shown: describeAlerts().
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/detect/detector.h"
#include "core/incident/alert_action.h"
#include "core/incident/alerts.h"
#include "core/store/reader.h"

namespace vedette {

// One row of the queue. Texts are views into AlertIndex::memory(), which never moves or frees one: copies of summaries
// may go to another thread together with it.
struct AlertSummary {
    std::string_view id;
    std::string_view detector;  // of the latest finding
    std::string_view node, principal, client, model;
    std::string_view owner, incident, verdict;
    std::int64_t severity = 0;  // highest of the group
    AlertStatus status = AlertStatus::New;
    Time firstSeen{};  // time of the first finding; what it found may have begun earlier, see loadAlert()
    Time lastSeen{};
    Time raised{};  // when the first finding was logged
    std::uint64_t findings = 0;
    std::uint64_t findingsSinceClosed = 0;  // it was closed, and goes on
    std::uint64_t firstFindingEntry = 0;
    std::uint64_t latestFindingEntry = 0;
    std::uint64_t actions = 0;  // that people took, undone ones included, those of later versions not
    std::optional<Time> acknowledged;
    std::optional<Time> closed;
    std::optional<Time> due;  // until when it wants a decision, by responseTarget(); none when closed

    [[nodiscard]] bool open() const { return status == AlertStatus::New || status == AlertStatus::InProgress; }
    // Time left until `due`; negative when it is over.
    [[nodiscard]] std::optional<Duration> left(Time now) const;
    // Findings per hour of the 24 hours that end with the hour of `now`, oldest first.
    [[nodiscard]] std::array<std::uint16_t, 24> lastDay(Time now) const;

    // Findings by hour since 1970 modulo 24, of the day that ends with `newestHour`; lastDay() reads them.
    std::array<std::uint16_t, 24> hours{};
    std::int64_t newestHour = 0;
};

// Most urgent first: open before closed, then by severity, time left, last seen; equal ones by id.
[[nodiscard]] bool moreUrgent(const AlertSummary& a, const AlertSummary& b);

// What a catchUp() found; indices into AlertIndex::alerts().
struct AlertNews {
    std::vector<std::size_t> added;
    std::vector<std::size_t> changed;  // known before; each once
    bool startedOver = false;          // the log is not the one seen before: every index is new
    [[nodiscard]] bool none() const { return added.empty() && changed.empty() && !startedOver; }
};

// All alerts of a store. One thread at a time.
class AlertIndex {
public:
    AlertIndex();
    ~AlertIndex();

    // Reads the entries that were appended since the last call. Cancelled by Reader::interrupt(): what was read until
    // then counts, the next call goes on from there, and its news say what both found.
    [[nodiscard]] Result<AlertNews> catchUp(Reader& reader);

    // In the order they were raised; an index never moves.
    [[nodiscard]] const std::vector<AlertSummary>& alerts() const;
    // Keeps the texts of copied summaries alive.
    [[nodiscard]] std::shared_ptr<const void> memory() const;
    // Entries of the log that have been read.
    [[nodiscard]] std::uint64_t entries() const;
    [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;
    // In log order, without their notes (loadAlert() has them).
    [[nodiscard]] std::vector<AlertAction> actions(std::size_t alert) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

// What findings say, opened from their records; in the order asked. Empty texts where a record cannot be read as one.
[[nodiscard]] Result<std::vector<FindingText>> describeAlerts(Reader& reader, std::span<const std::uint64_t> findings);

// What is known of a detector without opening anything: its title and the ATLAS and OWASP numbers it looks for. The id
// itself stands for the title of a detector this version does not know.
struct AlertLabel {
    std::string title;
    std::vector<ThreatRef> threats;
};
[[nodiscard]] AlertLabel alertLabel(std::string_view detector);

}  // namespace vedette
