// SPDX-License-Identifier: GPL-3.0-or-later
// Notices when the wall clock is set while events are collected: every time in the log comes from it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/base/time.h"

namespace vedette {

// Both clocks must outlive it; one thread.
class ClockWatch {
public:
    // Time that passed since any moment, from a clock that nobody can set.
    using Monotonic = std::function<Duration()>;
    ClockWatch(const Clock& wall, Monotonic monotonic);

    // In words, when the wall clock moved otherwise than the other since the last look: by more than ten seconds, so
    // that what a time service corrects in passing is not meant.
    [[nodiscard]] std::optional<std::string> look();
    // The same at the start: whether the log says that it is later than it is.
    [[nodiscard]] static std::optional<std::string> behind(Time newestEntry, Time now);

private:
    const Clock& m_wall;
    Monotonic m_monotonic;
    Time m_lastWall;
    Duration m_lastMonotonic;
};

}  // namespace vedette
