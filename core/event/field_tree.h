// SPDX-License-Identifier: GPL-3.0-or-later
// The attribute paths of a record as a tree of objects, walked in step with a record's keys: both are in canonical
// order, so finding the next known key is a comparison, not a search.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "core/event/json_scan.h"

namespace vedette {

class FieldTree {
public:
    struct Child {
        std::string key;
        std::uint64_t prefix = 0;  // of the key, see prefixOf()
        int leaf = -1;             // what the caller wants told, -1 for none
        int node = -1;             // the object below, -1 for none
    };
    struct Node {
        std::vector<Child> children;  // sorted by key
    };

    FieldTree() { m_nodes.emplace_back(); }
    void add(std::string_view path, int leaf);

    // The child of a node (0: the object that is walked), null without one.
    [[nodiscard]] const Child* child(int node, std::string_view key) const;

    // Walks one object, which must use each key once and in order. Calls `leaf(id, scan)` for each known attribute; the
    // callee takes the value and returns false to stop. False when the scan failed or a callee stopped.
    template <class Leaf>
    bool walk(JsonScan& scan, Leaf&& leaf, int node = 0) const {
        if (scan.peek() != JsonScan::Kind::Object) {
            return scan.fail("expected an object");
        }
        if (!scan.enter()) {
            return false;
        }
        const auto& children = m_nodes[static_cast<std::size_t>(node)].children;
        const Child* next = children.data();
        const Child* const end = next + children.size();
        bool first = true;
        JsonScan::Text key;
        std::string_view last;
        std::uint64_t lastPrefix = 0;
        while (scan.nextKey(first, key)) {
            const std::uint64_t prefix = prefixOf(key.raw, scan.end());
            if (prefix < lastPrefix || (prefix == lastPrefix && last.data() != nullptr && !(last < key.raw))) {
                return scan.fail("keys out of order");
            }
            last = key.raw;
            lastPrefix = prefix;
            while (next != end && (next->prefix < prefix || (next->prefix == prefix && next->key < key.raw))) {
                ++next;
            }
            if (next == end || next->prefix != prefix || !sameTail(next->key, key.raw)) {
                std::string_view skipped;
                if (!scan.skip(skipped)) {
                    return false;
                }
                continue;
            }
            const Child& child = *next++;
            const bool ok = child.leaf >= 0 ? leaf(child.leaf, scan) : walk(scan, leaf, child.node);
            if (!ok) {
                return false;
            }
        }
        return !scan.failed();
    }

    // The first eight bytes as a number that sorts like them, so that most comparisons need no text. `end` is where the
    // bytes behind the key end.
    static std::uint64_t prefixOf(std::string_view key, const char* end) {
        std::uint64_t value = 0;
        if (end - key.data() >= 8) {
            std::memcpy(&value, key.data(), 8);
            value = bigEndian(value);
            return key.size() >= 8 ? value : key.empty() ? 0 : value >> (64 - 8 * key.size()) << (64 - 8 * key.size());
        }
        std::memcpy(&value, key.data(), key.size());
        return bigEndian(value);
    }

private:
    // Whether two keys of the same prefix are the same.
    static bool sameTail(const std::string& a, std::string_view b) {
        return a.size() == b.size() && (a.size() <= 8 || std::memcmp(a.data() + 8, b.data() + 8, a.size() - 8) == 0);
    }

    static std::uint64_t bigEndian(std::uint64_t value) {
        return std::endian::native == std::endian::little ? __builtin_bswap64(value) : value;
    }

    std::vector<Node> m_nodes;
};

}  // namespace vedette
