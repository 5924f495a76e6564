// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/record_shapes.h"

namespace vedette {

namespace {

// A log of a few dozen kinds of records needs a few thousand; one that was made to fill memory gets no more.
constexpr std::size_t kMostSteps = 8192;
// More would take longer to try than to read key by key.
constexpr std::size_t kMostNext = 16;
// A log of which so many records cannot be learnt is not worth trying on.
constexpr int kMostRefused = 1024;

}  // namespace

// A text or a number; false for anything else.
bool RecordShapes::seeValue(int leaf, std::string_view record, JsonScan& scan, std::vector<Seen>& seen) {
    const auto kind = scan.peek();
    const bool text = kind == JsonScan::Kind::Text;
    if (!text && kind != JsonScan::Kind::Number) {
        return false;
    }
    const std::size_t at = scan.offset() + (text ? 1 : 0);
    std::string_view raw;
    if (!scan.skip(raw)) {
        return false;
    }
    const std::size_t end = scan.offset() - (text ? 1 : 0);
    seen.back().at = at;
    seen.back().value = text ? Value::Text : Value::Number;
    seen.back().leaf = leaf;
    seen.push_back({end, record.size(), Value::None, -1});
    return true;
}

// The values of what stands next, below a node of the tree or, with -1, below none. The last of `seen` is what stands
// before the next value.
bool RecordShapes::see(const FieldTree& tree, int node, std::string_view record, JsonScan& scan,
                       std::vector<Seen>& seen) const {
    bool first = true;
    std::string_view word;
    switch (scan.peek()) {
        case JsonScan::Kind::Object: {
            JsonScan::Text key;
            if (!scan.enter()) {
                return false;
            }
            while (scan.nextKey(first, key)) {
                const FieldTree::Child* const child = node < 0 ? nullptr : tree.child(node, key.raw);
                const bool leaf = child != nullptr && child->leaf >= 0;
                if (leaf ? !seeValue(child->leaf, record, scan, seen)
                         : !see(tree, child != nullptr ? child->node : -1, record, scan, seen)) {
                    return false;
                }
            }
            return !scan.failed();
        }
        case JsonScan::Kind::Array:
            if (!scan.enter()) {
                return false;
            }
            while (scan.nextElement(first)) {
                if (!see(tree, -1, record, scan, seen)) {
                    return false;
                }
            }
            return !scan.failed();
        case JsonScan::Kind::Text:
        case JsonScan::Kind::Number: return seeValue(-1, record, scan, seen);
        default: return scan.skip(word);  // true, false, null: as much a part of the shape as a key
    }
}

void RecordShapes::learn(const FieldTree& tree, std::string_view record) {
    if (m_refused == kMostRefused) {
        return;
    }
    std::vector<Seen> seen{{0, record.size(), Value::None, -1}};
    JsonScan scan(record);
    if (!see(tree, 0, record, scan, seen) || !scan.atEnd() || m_steps.size() + seen.size() > kMostSteps) {
        ++m_refused;
        return;
    }
    std::size_t step = 0;
    for (const Seen& s : seen) {
        const std::string_view before = record.substr(s.from, s.at - s.from);
        std::size_t found = 0;
        for (const std::uint32_t next : m_steps[step].next) {
            const Step& there = m_steps[next];
            if (there.before == before && there.value == s.value && there.leaf == s.leaf) {
                found = next;
            }
        }
        if (found == 0) {
            if (m_steps[step].next.size() == kMostNext) {
                ++m_refused;
                return;
            }
            found = m_steps.size();
            m_steps[step].next.push_back(static_cast<std::uint32_t>(found));
            m_steps.push_back({std::string(before), s.value, s.leaf, {}});
        }
        step = found;
    }
}

}  // namespace vedette
