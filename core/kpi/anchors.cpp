// SPDX-License-Identifier: GPL-3.0-or-later
// How old the last anchor is.
#include <algorithm>

#include "core/kpi/kpi.h"
#include "core/store/anchor.h"
#include "core/store/key_change.h"

namespace vedette {
namespace {

// Checkpoints say when they were signed in a body line "time <RFC 3339>".
std::optional<Time> signedAt(const Checkpoint& checkpoint) {
    constexpr std::string_view kWord = "time ";
    std::string_view rest = checkpoint.extension;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (!line.starts_with(kWord)) continue;
        if (const auto time = parseTime(line.substr(kWord.size()))) return *time;
    }
    return {};
}

}  // namespace

Result<std::optional<Time>> lastAnchorTime(const std::filesystem::path& store,
                                           const std::vector<std::filesystem::path>& more) {
    auto keys = keysOf(store);
    if (!keys) return passOn(keys);
    std::vector<std::filesystem::path> files = more;
    files.push_back(store / "anchors" / "checkpoints");
    std::optional<Time> newest;
    for (const auto& file : files) {
        auto last = lastAnchor(file, *keys);
        if (!last) return passOn(last);
        if (!*last) continue;
        const auto time = signedAt(**last);
        if (time && (!newest || *time > *newest)) newest = time;
    }
    return newest;
}

}  // namespace vedette
