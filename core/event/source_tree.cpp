// SPDX-License-Identifier: GPL-3.0-or-later
// The members a pack names, as a tree that a line is walked along.
#include <cstring>

#include "core/event/pack.h"

namespace vedette::pack {

namespace {

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size()) == 0;
}

std::size_t hashOf(std::string_view key) {
    if (key.empty()) {
        return 0;
    }
    const auto at = [key](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(key[i])); };
    return key.size() * 131 + at(0) * 31 + at(key.size() / 2) * 17 + at(key.size() - 1) * 7;
}

}  // namespace

int SourceTree::find(int node, std::string_view key) const {
    const SourceNode& in = nodes[static_cast<std::size_t>(node)];
    if (in.table.empty()) {
        for (const auto& child : in.children) {
            if (same(child.key, key)) {
                return child.node;
            }
        }
        return -1;
    }
    const std::size_t mask = in.table.size() - 1;
    for (std::size_t at = hashOf(key) & mask; in.table[at] >= 0; at = (at + 1) & mask) {
        const auto& child = in.children[static_cast<std::size_t>(in.table[at])];
        if (same(child.key, key)) {
            return child.node;
        }
    }
    return -1;
}

void SourceTree::index() {
    // What is ignored is ignored with all below it; children always have larger numbers than their parents.
    for (const SourceNode& node : nodes) {
        if (!node.ignore) {
            continue;
        }
        for (const auto& child : node.children) {
            nodes[static_cast<std::size_t>(child.node)].ignore = true;
        }
        if (node.first >= 0) {
            nodes[static_cast<std::size_t>(node.first)].ignore = true;
        }
    }
    for (SourceNode& node : nodes) {
        if (node.children.size() < 4 || node.children.size() > 10'000) {
            continue;
        }
        std::size_t size = 8;
        while (size < node.children.size() * 4) {
            size *= 2;
        }
        node.table.assign(size, -1);
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            std::size_t at = hashOf(node.children[i].key) & (size - 1);
            while (node.table[at] >= 0) {
                at = (at + 1) & (size - 1);
            }
            node.table[at] = static_cast<std::int16_t>(i);
        }
    }
}

int SourceTree::nodeOf(std::string_view path, std::string& error) {
    int node = 0;
    const auto fresh = [this] {
        nodes.emplace_back();
        return static_cast<int>(nodes.size()) - 1;
    };
    if (path.empty()) {
        error = "it is empty";
        return 0;
    }
    while (!path.empty()) {
        if (path.starts_with("[0]")) {
            if (nodes[static_cast<std::size_t>(node)].first < 0) {
                const int made = fresh();
                nodes[static_cast<std::size_t>(node)].first = made;
            }
            node = nodes[static_cast<std::size_t>(node)].first;
            path.remove_prefix(3);
        } else {
            std::string_view key = path.substr(0, path.find_first_of(".["));
            std::size_t used = key.size();
            if (path.starts_with('"')) {  // a name with dots in it
                const std::size_t close = path.find('"', 1);
                if (close == std::string_view::npos) {
                    error = "a quote does not end";
                    return 0;
                }
                key = path.substr(1, close - 1);
                used = close + 1;
            }
            if (key.empty()) {
                error = "a name is missing";
                return 0;
            }
            int child = find(node, key);
            if (child < 0) {
                child = fresh();
                nodes[static_cast<std::size_t>(node)].children.push_back({std::string(key), child});
            }
            node = child;
            path.remove_prefix(used);
        }
        if (path.starts_with('.')) {
            path.remove_prefix(1);
            if (path.empty()) {
                error = "it ends in a dot";
            }
        } else if (!path.empty() && !path.starts_with("[0]")) {
            error = "only [0], the first element of a list, can be named";
            return 0;
        }
    }
    return node;
}

int SourceTree::slotOf(std::string_view path, std::string& error) {
    const int node = nodeOf(path, error);
    if (!error.empty()) {
        return -1;
    }
    int& slot = nodes[static_cast<std::size_t>(node)].slot;
    if (slot < 0) {
        slot = static_cast<int>(slotPaths.size());
        slotPaths.emplace_back(path);
    }
    return slot;
}

}  // namespace vedette::pack
