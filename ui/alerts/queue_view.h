// SPDX-License-Identifier: GPL-3.0-or-later
// What the alert queue shows: which alerts, in which order, under which heads. Plain values, computed off the UI
// thread; the page and its model only swap them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/incident/alert_queue.h"
#include "ui/page/feeds.h"

namespace vedette::ui {

enum class QueueStatus : std::uint8_t { Open, New, InProgress, Closed, All };
enum class QueueGrouping : std::uint8_t { Severity, Node, Detector, None };
enum class QueueOrder : std::uint8_t { Urgency, Rule, Count, LastSeen, Status, Owner };

// What a person asked to see. The scope's part comes from the session.
struct QueueWish {
    QueueStatus status = QueueStatus::Open;
    QueueGrouping grouping = QueueGrouping::Severity;
    QueueOrder order = QueueOrder::Urgency;
    bool descending = false;           // turns the order round
    std::optional<std::string> owner;  // empty text: nobody's; absent: anyone's
    std::string node;                  // empty: any
    std::string detector;              // empty: any
    std::string text;                  // words that must all occur in the alert; upper and lower case are the same
    std::optional<Time> from, to;      // seen within
    std::vector<std::string> nodes;    // of the scope; empty: the whole fleet
    bool operator==(const QueueWish&) const = default;
};

// Whether the alert belongs into such a queue.
[[nodiscard]] bool wanted(const AlertSummary& alert, const QueueWish& wish);
// The same but for the time range.
[[nodiscard]] bool wantedAtAnyTime(const AlertSummary& alert, const QueueWish& wish);

struct QueueGroup {
    std::string key;            // "severity:5", "node:eu-1"; never changes while the view lives
    std::int64_t severity = 0;  // grouping by severity
    std::string name;           // node or detector
    std::vector<std::uint32_t> alerts;
    std::uint64_t findings = 0;
};

// One line of the table: a group's head, or an alert.
struct QueueLine {
    static constexpr std::uint32_t kHead = ~std::uint32_t{0};
    std::uint32_t group = 0;
    std::uint32_t alert = kHead;  // index into the queue
    [[nodiscard]] bool head() const { return alert == kHead; }
};

struct QueueView {
    std::shared_ptr<const AlertQueue> queue;
    QueueWish wish;
    std::vector<QueueGroup> groups;
    std::vector<QueueLine> lines;
    std::size_t alerts = 0;         // folded ones included
    std::uint64_t findings = 0;     // of these alerts
    std::size_t fresh = 0;          // alerts that belong into the view and wait to be taken in
    std::size_t openElsewhere = 0;  // open ones that only the time range keeps out

    [[nodiscard]] const AlertSummary& alert(const QueueLine& line) const { return queue->alerts[line.alert]; }
    // The id of an alert, the key of a head: unique in the view.
    [[nodiscard]] std::string_view key(const QueueLine& line) const {
        return line.head() ? std::string_view(groups[line.group].key) : alert(line).id;
    }
};

using FoldedGroups = std::set<std::string, std::less<>>;  // keys of groups whose alerts are not shown

// Everything that belongs into the view, in the order asked for.
[[nodiscard]] QueueView layOutQueue(std::shared_ptr<const AlertQueue> queue, const QueueWish& wish,
                                    const FoldedGroups& folded);
// What is shown in `before` stays where it is, with the newer values, even where it does not belong there any more;
// only the alerts in `settled` (those the user has just decided about) leave or come in. The rest is counted as fresh.
[[nodiscard]] QueueView keepPlaces(const QueueView& before, std::shared_ptr<const AlertQueue> queue,
                                   const FoldedGroups& folded, const std::set<std::string, std::less<>>& settled);
// The lines for the groups as they are folded.
void layOutLines(QueueView& view, const FoldedGroups& folded);

}  // namespace vedette::ui
