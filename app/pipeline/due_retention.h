// SPDX-License-Identifier: GPL-3.0-or-later
// Retention as a duty of the collector service: what fleet and laws no longer allow to be kept is forgotten once a day,
// beside the collecting and in pieces small enough not to hold it up.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "collectors/fleet.h"
#include "core/base/error.h"
#include "core/base/time.h"
#include "core/policy/declaration.h"

namespace vedette {

// What the fleet file says, as the log's declaration would say it.
[[nodiscard]] Declaration declarationOf(const FleetConfig& fleet);

struct RetentionState {
    std::uint64_t runs = 0;       // finished, well or not
    std::uint64_t forgotten = 0;  // records, in all runs
    std::optional<Time> last;     // when the last one began
    std::string problem;          // why the last one failed; empty when it did not
};

// Use: tick() often, from one thread. `clock` and `fleet` must outlive the object; its end waits for a piece that is
// being forgotten.
class DueRetention {
public:
    DueRetention(std::filesystem::path store, const FleetConfig& fleet, const Clock& clock);
    ~DueRetention();
    DueRetention(const DueRetention&) = delete;
    DueRetention& operator=(const DueRetention&) = delete;

    // Begins a run when a day has passed since the last one, by the clock. Says in a sentence what a finished run did,
    // once; nothing when nothing was due.
    struct Said {
        std::string text;
        std::string problem;  // errorCodeName() of a failure; empty otherwise
    };
    [[nodiscard]] std::optional<Said> tick();
    [[nodiscard]] RetentionState state() const;

private:
    void run(const std::stop_token& stop);

    std::filesystem::path m_store;
    const FleetConfig& m_fleet;
    const Clock& m_clock;
    mutable std::mutex m_mutex;
    RetentionState m_state;
    std::optional<Said> m_said;
    bool m_running = false;
    std::jthread m_thread;
};

}  // namespace vedette
