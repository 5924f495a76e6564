// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/action_seen.h"

#include <simdjson.h>

namespace vedette {

std::optional<ActionSeen> readActionSeen(std::string_view record) {
    if (record.find(R"("action":{)") == std::string_view::npos) {
        return std::nullopt;
    }
    thread_local simdjson::dom::parser parser;
    simdjson::dom::element root;
    simdjson::dom::element action;
    if (parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS ||
        root.at_pointer("/vedette/action").get(action) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    const auto text = [&](const simdjson::dom::element& in, const char* name) {
        std::string_view value;
        return in[name].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
    };
    const auto flag = [&](const char* name) {
        bool value = false;
        return action[name].get(value) == simdjson::SUCCESS && value;
    };
    ActionSeen seen;
    seen.actor = text(action, "actor");
    seen.kind = text(action, "kind");
    seen.name = text(action, "name");
    seen.target = text(action, "target");
    seen.request = text(action, "request");
    seen.role = text(action, "role");
    seen.key = text(action, "key");
    seen.note = text(action, "note");
    seen.totp = flag("totp");
    seen.shared = flag("shared");
    if (action["size"].get(seen.size) != simdjson::SUCCESS) {
        seen.size = 0;
    }
    if (const auto time = parseTime(text(root, "time_dt"))) {
        seen.time = *time;
    }
    return seen;
}

}  // namespace vedette
