// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated fleet as a child process. It ends with this object, however that comes about: its standard input is a
// pipe of ours, and it stops when that closes.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette::ctl {

class FleetChild {
public:
    // Starts `program` and waits for its "ready" line. Its stderr goes to `logFile`.
    [[nodiscard]] static Result<std::unique_ptr<FleetChild>> start(const std::filesystem::path& program,
                                                                   const std::vector<std::string>& arguments,
                                                                   const std::filesystem::path& logFile,
                                                                   const std::stop_token& stop);
    ~FleetChild();
    // Asks it to end, and makes it after a while.
    void end();
    FleetChild(const FleetChild&) = delete;
    FleetChild& operator=(const FleetChild&) = delete;

private:
    FleetChild() = default;
    Result<void> waitUntilReady(const std::filesystem::path& logFile, const std::stop_token& stop);
    pid_t m_pid = -1;
    int m_stdin = -1;
    int m_stdout = -1;
};

// The clock of the simulated fleet in `folder` (clock.json).
[[nodiscard]] Result<ScaledClock> readFleetClock(const std::filesystem::path& folder);

}  // namespace vedette::ctl
