// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/tail/file_tail.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "collectors/tail/tail_match.h"
#include "core/base/bytes.h"
#include "core/base/crypto.h"

namespace vedette {
namespace {

bool silentFor(std::int64_t modifiedNs, std::chrono::milliseconds span) {
    // File times are the machine's own, so this is the machine's clock too, not the injected one.
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::nanoseconds(now).count() - modifiedNs >= std::chrono::nanoseconds(span).count();
}

void remember(const FollowedFile& followed, TailState& state) {
    state.name = followed.listed.name.name;
    state.rotated = followed.listed.name.rotated;
    state.device = followed.listed.device;
    state.inode = followed.listed.inode;
    state.size = followed.listed.size;
    state.modifiedNs = followed.listed.modifiedNs;
    state.headLength = followed.print.head.size();
    state.head = followed.print.head.empty() ? std::string{} : toHex(sha256(followed.print.head));
    state.tail = followed.print.tail.empty() ? std::string{} : toHex(sha256(followed.print.tail));
}

}  // namespace

FileTail::FileTail(std::string source, std::filesystem::path path, TailLimits limits)
    : m_source(std::move(source)), m_folder(path.parent_path()), m_pattern(path.filename().string()), m_limits(limits) {
    if (m_folder.empty()) m_folder = ".";
}

void FileTail::poll(const std::string& cursor, std::function<void(Poll)> done) {
    Poll result;
    result.nextCursor = cursor;
    auto states = readTailCursor(cursor);
    if (!states) {
        result.failure = std::move(states.error());
        result.failure->where = (m_folder / m_pattern).string();
    } else {
        read(std::move(*states), result);
    }
    done(std::move(result));
}

void FileTail::read(std::vector<TailState> states, Poll& poll) const {
    auto listed = listLogFiles(m_folder, m_pattern);
    if (!listed) {
        poll.failure = std::move(listed.error());
        return;
    }
    if (listed->empty()) {
        poll.failure = Error{ErrorCode::NotFound, "there is no such log file (yet)", (m_folder / m_pattern).string(),
                             "check the path; it is read as soon as it appears"};
        if (states.empty()) return;
    }
    Matched matched = matchFiles(m_folder, *listed, std::move(states));
    poll.notes = std::move(matched.notes);

    TailBudget budget{m_limits.lines, m_limits.bytes, m_limits.scanned};
    std::set<std::string> held;  // logs in which an older file is not finished yet
    std::vector<TailState> next;
    for (FollowedFile& followed : matched.files) {
        TailState& state = followed.state;
        const std::string& base = followed.listed.name.base;
        if (followed.skip) {
            if (!followed.known) continue;
            if (state.copy) remember(followed, state);
            next.push_back(std::move(state));
            continue;
        }
        if (!followed.file || budget.empty() || held.contains(base)) {
            if (budget.empty() && followed.file && !held.contains(base)) poll.more = true;
            if (followed.known) {
                // Not looked at now, so its size must not count as seen: it decides when a rotated file is at rest.
                next.push_back(std::move(state));
            }
            continue;
        }
        const bool atRest = followed.listed.name.gzip || (followed.listed.name.rotated && followed.grownPartial &&
                                                          silentFor(followed.listed.modifiedNs, m_limits.settle));
        const auto end = readLines(*followed.file, state, followed.print, m_limits, atRest, budget, poll.records);
        if (!end) {
            poll.notes.push_back(fmt::format("{}: {}", followed.listed.name.name, end.error().text()));
            held.insert(base);
        } else if (*end == ReadEnd::OutOfBudget) {
            poll.more = true;
            held.insert(base);
        } else if (*end == ReadEnd::Partial && followed.listed.name.rotated) {
            held.insert(base);
        }
        state.done = followed.listed.name.gzip && end && *end == ReadEnd::Complete;
        remember(followed, state);
        next.push_back(std::move(state));
    }
    for (TailState& state : matched.lost) next.push_back(std::move(state));
    poll.nextCursor = next.empty() ? std::string{} : writeTailCursor(next);
}

}  // namespace vedette
