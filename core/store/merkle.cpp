// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/merkle.h"

#include <algorithm>
#include <bit>

#include "core/base/crypto.h"

namespace vedette {

Hash leafHash(std::string_view record) {
    const std::string_view parts[] = {std::string_view("\0", 1), record};
    return sha256(parts);
}

Hash nodeHash(const Hash& left, const Hash& right) {
    const std::string_view parts[] = {"\x01", asView(left), asView(right)};
    return sha256(parts);
}

Hash emptyRoot() { return sha256(std::string_view{}); }

Hash subtreeRoot(std::span<const Hash> leaves) {
    if (leaves.empty()) {
        return emptyRoot();
    }
    // Level by level; an odd node at the end is carried up unchanged, which is what the recursive definition says.
    std::vector<Hash> level(leaves.begin(), leaves.end());
    while (level.size() > 1) {
        std::size_t out = 0;
        for (std::size_t i = 0; i + 1 < level.size(); i += 2) {
            level[out++] = nodeHash(level[i], level[i + 1]);
        }
        if (level.size() % 2 == 1) {
            level[out++] = level.back();
        }
        level.resize(out);
    }
    return level.front();
}

std::vector<Hash> subtreePath(std::span<const Hash> leaves, std::size_t index) {
    std::vector<Hash> path;
    std::vector<Hash> level(leaves.begin(), leaves.end());
    while (level.size() > 1) {
        const std::size_t sibling = index ^ 1;
        if (sibling < level.size()) {
            path.push_back(level[sibling]);
        }
        std::size_t out = 0;
        for (std::size_t i = 0; i + 1 < level.size(); i += 2) {
            level[out++] = nodeHash(level[i], level[i + 1]);
        }
        if (level.size() % 2 == 1) {
            level[out++] = level.back();
        }
        level.resize(out);
        index /= 2;
    }
    return path;
}

void Frontier::append(int level, const Hash& hash, const NodeSeen& seen) {
    Peak peak{level, size() >> level, hash};
    while (!m_peaks.empty() && m_peaks.back().level == peak.level) {
        peak = Peak{peak.level + 1, peak.index / 2, nodeHash(m_peaks.back().hash, peak.hash)};
        m_peaks.pop_back();
        if (seen) {
            seen(peak);
        }
    }
    m_peaks.push_back(peak);
}

std::uint64_t Frontier::size() const {
    std::uint64_t total = 0;
    for (const Peak& p : m_peaks) {
        total += std::uint64_t{1} << p.level;
    }
    return total;
}

Hash Frontier::root() const {
    if (m_peaks.empty()) {
        return emptyRoot();
    }
    Hash acc = m_peaks.back().hash;
    for (auto it = m_peaks.rbegin() + 1; it != m_peaks.rend(); ++it) {
        acc = nodeHash(it->hash, acc);
    }
    return acc;
}

Hash Frontier::rootWith(const Hash& rest) const {
    Hash acc = rest;
    for (auto it = m_peaks.rbegin(); it != m_peaks.rend(); ++it) {
        acc = nodeHash(it->hash, acc);
    }
    return acc;
}

}  // namespace vedette
