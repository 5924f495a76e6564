// SPDX-License-Identifier: GPL-3.0-or-later
// The RFC 6962 / RFC 9162 Merkle tree: hashes of leaves and nodes, and the frontier a growing log keeps.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"

namespace vedette {

[[nodiscard]] Hash leafHash(std::string_view record);              // SHA-256(0x00 || record)
[[nodiscard]] Hash nodeHash(const Hash& left, const Hash& right);  // SHA-256(0x01 || left || right)
[[nodiscard]] Hash emptyRoot();                                    // SHA-256 of nothing
[[nodiscard]] Hash subtreeRoot(std::span<const Hash> leaves);      // RFC 6962 MTH over the leaves
// RFC 6962 audit path of leaf `index` within `leaves`, lowest first.
[[nodiscard]] std::vector<Hash> subtreePath(std::span<const Hash> leaves, std::size_t index);

// The roots of the complete subtrees that make up a log, largest first: all that is needed to append and to know the
// root. A few dozen hashes, copied freely.
class Frontier {
public:
    struct Peak {
        int level = 0;
        std::uint64_t index = 0;  // among the nodes of its level
        Hash hash{};
    };
    using NodeSeen = std::function<void(const Peak&)>;

    // Adds the next complete subtree. Its level must not be above the smallest peak's. `seen` hears of every node that
    // becomes complete by it, from the level above upwards.
    void append(int level, const Hash& hash, const NodeSeen& seen = {});
    void push(const Peak& peak) { m_peaks.push_back(peak); }  // when read from a store: largest first
    [[nodiscard]] std::uint64_t size() const;                 // leaves covered
    [[nodiscard]] Hash root() const;
    // Root when `rest`, the MTH of further leaves (fewer than the smallest peak covers), stands to the right.
    [[nodiscard]] Hash rootWith(const Hash& rest) const;
    [[nodiscard]] const std::vector<Peak>& peaks() const { return m_peaks; }

private:
    std::vector<Peak> m_peaks;
};

}  // namespace vedette
