// SPDX-License-Identifier: GPL-3.0-or-later
// Follows a log file on this machine through every usual kind of rotation: no line lost, none twice. docs/fleet.md says
// what is followed and where the limits are. Polls are answered before poll() returns.
#pragma once

#include <filesystem>
#include <string>

#include "collectors/collector.h"
#include "collectors/tail/line_reader.h"

namespace vedette {

class FileTail final : public Collector {
public:
    // `path` may have one '*' in its last component.
    FileTail(std::string source, std::filesystem::path path, TailLimits limits = {});

    [[nodiscard]] const std::string& source() const override { return m_source; }
    void poll(const std::string& cursor, std::function<void(Poll)> done) override;

private:
    void read(std::vector<TailState> states, Poll& poll) const;

    std::string m_source;
    std::filesystem::path m_folder;
    std::string m_pattern;
    TailLimits m_limits;
};

}  // namespace vedette
