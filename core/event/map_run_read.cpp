// SPDX-License-Identifier: GPL-3.0-or-later
// Finding the members a pack names, in JSON and in text lines.
#include "core/event/map_run.h"

namespace vedette::pack {

namespace {

std::string_view copyUnescaped(std::string_view raw, std::string& scratch, Arena& arena) {
    scratch.clear();
    unescapeJson(raw, scratch);
    return arena.copy(scratch);
}

}  // namespace

bool Run::take(JsonScan& scan, const pack::SourceNode& node, JsonScan::Kind kind) {
    Found found;
    JsonScan::Text text;
    bool whole = false;
    bool ok = true;
    switch (kind) {
        case JsonScan::Kind::Text:
            ok = scan.text(text);
            found = {Found::Kind::Text, text.escaped, text.raw};
            break;
        case JsonScan::Kind::Number:
            ok = scan.number(found.text, whole);
            found.kind = Found::Kind::Number;
            break;
        case JsonScan::Kind::Null:
            ok = scan.literal("null");
            found.kind = Found::Kind::Null;
            break;
        case JsonScan::Kind::True:
            ok = scan.literal("true");
            found = {Found::Kind::True, false, "true"};
            break;
        case JsonScan::Kind::False:
            ok = scan.literal("false");
            found = {Found::Kind::False, false, "false"};
            break;
        default:
            ok = scan.skip(found.text);
            found.kind = Found::Kind::Structure;
            break;
    }
    if (!ok) {
        return false;
    }
    if (node.slot >= 0) {
        Found& place = m_scratch.found[static_cast<std::size_t>(node.slot)];
        if (place.kind == Found::Kind::Nothing) {
            place = found;
        } else {
            m_scratch.repeated.push_back(node.slot);  // the first one counts, the record says that there were more
        }
    }
    if (!node.children.empty() && kind == JsonScan::Kind::Text && !text.raw.empty()) {
        // JSON inside a text, as some gateways log their metadata.
        const std::string_view inner =
            text.escaped ? copyUnescaped(text.raw, m_scratch.text, m_arena) : std::string_view(text.raw);
        if (inner.starts_with('{')) {
            return walkInner(inner, static_cast<int>(&node - m_pack.tree.nodes.data()));
        }
    }
    return true;
}

bool Run::walkInner(std::string_view json, int node) {
    JsonScan inner(json);
    // A broken inner text leaves its members absent; the line itself is fine.
    static_cast<void>(walk(inner, node));
    return true;
}

bool Run::walk(JsonScan& scan, int id) {
    const pack::SourceNode& node = m_pack.tree.nodes[static_cast<std::size_t>(id)];
    const auto kind = scan.peek();
    const bool object = kind == JsonScan::Kind::Object && !node.children.empty();
    const bool list = kind == JsonScan::Kind::Array && node.first >= 0;
    std::string_view skipped;
    if (!object && !list) {
        return take(scan, node, kind);
    }
    if (node.slot >= 0) {
        // Named as a whole and looked into: take the text first, then walk it again.
        JsonScan ahead = scan;
        if (!take(ahead, node, kind)) {
            scan = ahead;
            return false;
        }
    }
    if (!scan.enter()) {
        return false;
    }
    bool first = true;
    if (list) {
        bool taken = false;
        while (scan.nextElement(first)) {
            if (!(taken ? scan.skip(skipped) : walk(scan, node.first))) {
                return false;
            }
            taken = true;
        }
        return !scan.failed();
    }
    JsonScan::Text key;
    while (scan.nextKey(first, key)) {
        const int child = m_pack.tree.find(id, key.raw);
        if (child < 0 && !node.ignore) {
            ++m_scratch.dropped;
        }
        if (!(child < 0 ? scan.skip(skipped) : walk(scan, child))) {
            return false;
        }
    }
    return !scan.failed();
}

Result<void> Run::readJson(std::string_view line) {
    JsonScan scan(line);
    if (scan.peek() != JsonScan::Kind::Object) {
        return reject("not a JSON object");
    }
    if (!walk(scan, 0)) {
        return reject("broken JSON at byte " + std::to_string(scan.offset()) + ": " + scan.why());
    }
    if (!scan.atEnd()) {
        return reject("text after the end of the JSON object, at byte " + std::to_string(scan.offset()));
    }
    return {};
}

Result<void> Run::readText(std::string_view line) {
    for (std::size_t i = 0; i < m_pack.patterns.size(); ++i) {
        const LinePattern& pattern = m_pack.patterns[i];
        const auto& slots = m_pack.patternSlots[i];
        m_scratch.captures.assign(slots.size(), {});
        if (!pattern.match(line, m_scratch.captures)) {
            continue;
        }
        for (std::size_t k = 0; k < slots.size(); ++k) {
            if (slots[k] < 0) {
                continue;
            }
            std::string_view text = m_scratch.captures[k];
            if (holdsEscapes(text, m_pack.escapes)) {
                m_scratch.text.clear();
                unescapeLog(text, m_pack.escapes, m_scratch.text);
                text = m_arena.copy(m_scratch.text);
            }
            m_scratch.found[static_cast<std::size_t>(slots[k])] = {Found::Kind::Text, false, text};
        }
        return {};
    }
    return reject("the line fits none of the pack's patterns");
}

std::string_view Run::slotText(int slot) {
    Found& found = m_scratch.found[static_cast<std::size_t>(slot)];
    if (found.escaped) {
        found.text = copyUnescaped(found.text, m_scratch.text, m_arena);
        found.escaped = false;
    }
    return found.text;
}

bool Run::present(int slot, const std::vector<std::string>& absent) {
    const Found& found = m_scratch.found[static_cast<std::size_t>(slot)];
    if (found.kind == Found::Kind::Nothing || found.kind == Found::Kind::Null) {
        return false;
    }
    if (found.kind != Found::Kind::Text) {
        return true;
    }
    const auto same = [&found](const std::string& text) { return text == found.text; };
    return std::ranges::none_of(m_pack.absent, same) && std::ranges::none_of(absent, same);
}

}  // namespace vedette::pack
