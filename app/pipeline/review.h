// SPDX-License-Identifier: GPL-3.0-or-later
// Detection over a log that several processes write. The detectors' memory is a function of the log: whoever appends
// shows them, under the write lock, what others appended since, and then its own rows. So each process comes to the
// same findings, and the one that appends the cause appends the finding. What somebody appended without looking (no
// Detection Run covers it, and the finding it calls for is missing) is made up for once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/pipeline/own_events.h"
#include "core/base/error.h"
#include "core/base/time.h"
#include "core/detect/detector.h"
#include "core/store/reader.h"

namespace vedette {

// One thread at a time. `clock` must outlive the object.
class LogReview {
public:
    // Entries replayed at most to rebuild the detectors' memory, besides the time DetectionEngine::kReplay. Entries
    // that no Detection Run covers are shown whatever their number.
    static constexpr std::uint64_t kReplayEntries = 5'000'000;

    [[nodiscard]] static Result<std::unique_ptr<LogReview>> open(const std::filesystem::path& store, const Clock& clock,
                                                                 DetectContext context);

    // Shows the detectors the log's recent past. Before the first transaction, because it takes a while.
    [[nodiscard]] Result<void> rebuild();
    // True when another process appended something that was not shown yet, or a finding waits to be written.
    [[nodiscard]] Result<bool> behind();

    // Within the transaction, in this order. The log ends before `next`: what others appended is shown, and what nobody
    // found is added to `missing`.
    [[nodiscard]] Result<void> catchUp(std::uint64_t next, std::vector<Finding>& missing);
    // Shows rows about to be appended. Findings already in the log are left out.
    void observe(std::uint64_t firstEntry, const std::vector<Columns>& rows, std::vector<Finding>& out);
    // Those of `found` that the log does not hold yet.
    void keepNew(std::vector<Finding> found, std::vector<Finding>& out);
    // After the commit: the log ends before `end`, and all of it was shown.
    void committed(std::uint64_t end, std::uint64_t findings);

    // Nothing arrived for a while: what the detectors say about that. Outside of a transaction.
    [[nodiscard]] std::vector<Finding> idle() { return m_engine.advance(m_clock.now()); }

    // What a Detection Run that is written as entry `end` says, `findings` of this transaction included.
    [[nodiscard]] DetectionRun run(std::uint64_t end, std::uint64_t findings) const;
    [[nodiscard]] bool runDue(Duration every) const { return m_clock.now() - m_runBegan >= every; }
    // Entries were shown that no Detection Run covers yet.
    [[nodiscard]] bool runOwed() const { return m_shown > m_covered; }
    void ran(std::uint64_t end);

private:
    using AlertKey = std::pair<std::string, std::string>;  // detector, group
    struct Counts {
        std::uint64_t found = 0;   // by these detectors
        std::uint64_t logged = 0;  // in the log
    };
    struct Candidate {
        Finding finding;
        std::uint64_t number = 0;  // how many of its alert were found up to it
    };

    LogReview(std::unique_ptr<Reader> reader, const Clock& clock) : m_reader(std::move(reader)), m_clock(clock) {}
    [[nodiscard]] Result<std::uint64_t> lastCovered();
    [[nodiscard]] Result<Time> newestTime();
    [[nodiscard]] Result<void> show(const Filter& filter, bool covered);
    void found(std::uint64_t first, const std::vector<Columns>& rows, bool covered);

    std::unique_ptr<Reader> m_reader;
    const Clock& m_clock;
    DetectionEngine m_engine;
    std::uint64_t m_shown = 0;    // entries below were shown, or are older than the window
    std::uint64_t m_covered = 0;  // entries below are covered by a Detection Run of the log
    Time m_runBegan{};
    std::uint64_t m_runFindings = 0;
    std::map<AlertKey, Counts> m_counts;
    std::vector<Candidate> m_candidates;  // found past m_covered; may be in the log
};

}  // namespace vedette
