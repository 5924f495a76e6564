// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/field_tree.h"

#include <algorithm>

namespace vedette {

const FieldTree::Child* FieldTree::child(int node, std::string_view key) const {
    const auto& children = m_nodes[static_cast<std::size_t>(node)].children;
    const auto at = std::ranges::find(children, key, [](const Child& c) { return std::string_view(c.key); });
    return at == children.end() ? nullptr : &*at;
}

void FieldTree::add(std::string_view path, int leaf) {
    int node = 0;
    for (;;) {
        const std::size_t dot = path.find('.');
        const std::string_view key = path.substr(0, dot);
        auto& children = m_nodes[static_cast<std::size_t>(node)].children;
        auto at = std::ranges::lower_bound(children, key, {}, [](const Child& c) { return std::string_view(c.key); });
        if (at == children.end() || at->key != key) {
            at = children.insert(at, Child{std::string(key), prefixOf(key, key.data() + key.size()), -1, -1});
        }
        if (dot == std::string_view::npos) {
            at->leaf = leaf;
            return;
        }
        if (at->node < 0) {
            at->node = static_cast<int>(m_nodes.size());
            node = at->node;
            m_nodes.emplace_back();  // `at` dangles from here on
        } else {
            node = at->node;
        }
        path.remove_prefix(dot + 1);
    }
}

}  // namespace vedette
