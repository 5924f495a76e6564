// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fleetsim/log_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace vedette::fleetsim {
namespace {

constexpr Duration kRotation = std::chrono::hours(6);
constexpr std::size_t kRotatedKept = 8;

Time nextRotation(Time t) { return fromMicros((toMicros(t) / kRotation.count() + 1) * kRotation.count()); }

std::filesystem::path numbered(const std::filesystem::path& path, std::size_t n) {
    return n == 0 ? path : std::filesystem::path(fmt::format("{}.{}", path.string(), n));
}

Result<void> write(const std::filesystem::path& path, const std::string& text, std::ios::openmode mode) {
    std::ofstream out(path, std::ios::binary | mode);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.flush();
    if (!out) return fail(ErrorCode::Io, "cannot write a simulated log", path.string(), "check space and permissions");
    return {};
}

}  // namespace

std::filesystem::path LogFiles::pathOf(const std::filesystem::path& folder, const NodePlan& node,
                                       const SourcePlan& source) {
    return folder / "nodes" / node.id / (source.id + ".log");
}

LogFiles::LogFiles(const std::filesystem::path& folder, NodeFeed& feed, Time begin) : m_feed(feed), m_written(begin) {
    const NodePlan& plan = feed.plan();
    for (std::size_t i = 0; i < plan.sources.size(); ++i) {
        if (!hasFile(plan.sources[i])) continue;
        m_files.push_back({static_cast<int>(i), pathOf(folder, plan, plan.sources[i]), {begin}});
    }
}

Result<void> LogFiles::append(File& file, Time from, Time to, Time now) const {
    std::string text;
    for (const Line& line : m_feed.linesBetween(file.source, from, to, now)) {
        text += line.text;
        text += '\n';
    }
    return write(file.path, text, std::ios::app);
}

Result<void> LogFiles::rotate(File& file, Time at) const {
    std::error_code failed;
    for (std::size_t n = std::min(file.begins.size(), kRotatedKept); n > 0; --n) {
        std::filesystem::rename(numbered(file.path, n - 1), numbered(file.path, n), failed);
        if (failed)
            return fail(ErrorCode::Io, "cannot rotate a simulated log: " + failed.message(), file.path.string());
    }
    file.begins.insert(file.begins.begin(), at);
    if (file.begins.size() > kRotatedKept + 1) file.begins.pop_back();
    return {};
}

Result<void> LogFiles::rewrite(const File& file, Time now) const {
    // In place, the way somebody with an editor does it: same file, other contents.
    for (std::size_t n = 0; n < file.begins.size(); ++n) {
        const Time end = n == 0 ? m_written : file.begins[n - 1];
        std::string text;
        for (const Line& line : m_feed.linesBetween(file.source, file.begins[n], end, now)) text += line.text + '\n';
        if (auto done = write(numbered(file.path, n), text, std::ios::trunc); !done) return done;
    }
    return {};
}

Result<void> LogFiles::advance(Time now) {
    if (now <= m_written) return {};
    const bool rewriteNow = !m_tampered && m_feed.tampered(now);
    for (File& file : m_files) {
        std::error_code failed;
        std::filesystem::create_directories(file.path.parent_path(), failed);
        if (failed)
            return fail(ErrorCode::Io, "cannot make a folder: " + failed.message(), file.path.parent_path().string());
        if (rewriteNow) {
            if (auto done = rewrite(file, now); !done) return done;
        }
        for (Time from = m_written; from < now;) {
            const Time to = std::min(now, nextRotation(from));
            if (auto done = append(file, from, to, now); !done) return done;
            if (to == nextRotation(from)) {
                if (auto done = rotate(file, to); !done) return done;
                // The server opens its new file at once.
                if (auto done = write(file.path, {}, std::ios::app); !done) return done;
            }
            from = to;
        }
    }
    if (rewriteNow) m_tampered = true;
    m_written = now;
    return {};
}

}  // namespace vedette::fleetsim
