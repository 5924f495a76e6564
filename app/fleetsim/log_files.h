// SPDX-License-Identifier: GPL-3.0-or-later
// The logs of a node as files, appended as simulated time passes and rotated by rename every six simulated hours.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/fleetsim/node_feed.h"

namespace vedette::fleetsim {

class LogFiles {
public:
    // Sources that a node has as files: all but spend rows, which live in the gateway's database.
    [[nodiscard]] static bool hasFile(const SourcePlan& source) { return source.kind != LogKind::LiteLlm; }
    // "<folder>/nodes/<node>/<source>.log"
    [[nodiscard]] static std::filesystem::path pathOf(const std::filesystem::path& folder, const NodePlan& node,
                                                      const SourcePlan& source);

    LogFiles(const std::filesystem::path& folder, NodeFeed& feed, Time begin);
    // Writes what happened up to `now`.
    [[nodiscard]] Result<void> advance(Time now);

private:
    struct File {
        int source;
        std::filesystem::path path;
        std::vector<Time> begins;  // where the current file begins, then the rotated ones, newest first
    };
    [[nodiscard]] Result<void> append(File& file, Time from, Time to, Time now) const;
    [[nodiscard]] Result<void> rotate(File& file, Time at) const;
    [[nodiscard]] Result<void> rewrite(const File& file, Time now) const;

    NodeFeed& m_feed;
    std::vector<File> m_files;
    Time m_written;
    bool m_tampered = false;
};

}  // namespace vedette::fleetsim
