// SPDX-License-Identifier: GPL-3.0-or-later
// One AlertIndex for all who ask about one store: the queue on the screens, the key figures, several windows. Whoever
// asks reads what came since the last one asked, whoever that was.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <vector>

#include "core/incident/alert_queue.h"

namespace vedette {

// Any thread, each with a reader of its own. What is lawfully forgotten while this lives stays known until it goes.
class SharedAlerts {
public:
    // `version`: another one when an alert has changed or come in.
    using Look = std::function<void(const AlertIndex&, std::uint64_t version)>;
    // Catches up with the log; `look` is called once, and nobody else reads meanwhile.
    [[nodiscard]] Result<void> catchUp(Reader& reader, const Look& look);

    // By the index of the alert: the earliest evidence that the record of its first finding names; Time::max() where it
    // names none. Alerts past its end came in after the call.
    using Onsets = std::span<const Time>;
    using LookAtOnsets = std::function<void(const AlertIndex&, Onsets)>;
    // The same with what alerts began with. Opens one record for each new alert; those who only catch up do not wait
    // for it. Cancelled by Reader::interrupt(): what was read until then counts.
    [[nodiscard]] Result<void> catchUpWithOnsets(Reader& reader, const LookAtOnsets& look);

private:
    [[nodiscard]] Result<void> catchUp(Reader& reader);
    [[nodiscard]] Result<void> readOnsets(Reader& reader);

    std::mutex m_onsetMutex;  // taken first
    std::vector<Time> m_onsets;
    std::uint64_t m_onsetsOf = 0;  // m_began then
    std::mutex m_mutex;
    AlertIndex m_index;
    std::uint64_t m_began = 0;  // how often the log was another one
    std::uint64_t m_version = 0;
};

}  // namespace vedette
