// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/tail/tail_cursor.h"

#include <simdjson.h>

#include <charconv>

#include "core/base/json.h"

namespace vedette {
namespace {

// Device and inode numbers use all 64 bits on some file systems, so they are text.
std::uint64_t number(const simdjson::dom::element& file, const char* key) {
    std::uint64_t value = 0;
    if (file[key].get_uint64().get(value) == simdjson::SUCCESS) return value;
    std::string_view text;
    if (file[key].get_string().get(text) != simdjson::SUCCESS) return 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string text(const simdjson::dom::element& file, const char* key) {
    std::string_view value;
    return file[key].get_string().get(value) == simdjson::SUCCESS ? std::string(value) : std::string{};
}

bool flag(const simdjson::dom::element& file, const char* key) {
    bool value = false;
    return file[key].get_bool().get(value) == simdjson::SUCCESS && value;
}

}  // namespace

std::string writeTailCursor(const std::vector<TailState>& states) {
    std::string out;
    JsonWriter json(out);
    json.beginObject().key("files").beginArray();
    for (const TailState& s : states) {
        json.beginObject();
        if (s.copy) {
            json.key("copy_of_device").string(std::to_string(s.originalDevice));
            json.key("copy_of_inode").string(std::to_string(s.originalInode));
        }
        json.key("device").string(std::to_string(s.device));
        if (s.done) json.key("done").boolean(true);
        json.key("fingerprint").string(s.head);
        json.key("fingerprint_length").integer(static_cast<std::int64_t>(s.headLength));
        json.key("inode").string(std::to_string(s.inode));
        if (s.lost) json.key("lost").integer(s.polls + 1);
        json.key("modified_ns").string(std::to_string(s.modifiedNs));
        json.key("name").string(s.name);
        json.key("offset").string(std::to_string(s.offset));
        if (s.rotated) json.key("rotated").boolean(true);
        if (s.scanned > 0) json.key("scanned").string(std::to_string(s.scanned));
        json.key("size").string(std::to_string(s.size));
        json.key("tail").string(s.tail);
        json.endObject();
    }
    json.endArray().endObject();
    return out;
}

Result<std::vector<TailState>> readTailCursor(std::string_view cursor) {
    std::vector<TailState> out;
    if (cursor.empty()) return out;
    const auto bad = [] {
        return fail(ErrorCode::Corrupt, "the saved position of this file cannot be read", {},
                    "the store's cursor was changed from outside; verify the store");
    };
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    simdjson::dom::array files;
    if (parser.parse(simdjson::padded_string(cursor)).get(root) != simdjson::SUCCESS) return bad();
    if (root["files"].get_array().get(files) != simdjson::SUCCESS) return bad();
    for (const simdjson::dom::element file : files) {
        if (!file.is_object()) return bad();
        TailState s;
        s.name = text(file, "name");
        s.rotated = flag(file, "rotated");
        s.device = number(file, "device");
        s.inode = number(file, "inode");
        s.offset = number(file, "offset");
        s.scanned = number(file, "scanned");
        s.headLength = number(file, "fingerprint_length");
        s.head = text(file, "fingerprint");
        s.tail = text(file, "tail");
        s.size = number(file, "size");
        s.done = flag(file, "done");
        const std::string modified = text(file, "modified_ns");
        std::from_chars(modified.data(), modified.data() + modified.size(), s.modifiedNs);
        const std::uint64_t lost = number(file, "lost");
        s.lost = lost > 0;
        s.polls = lost > 0 && lost < 1000 ? static_cast<int>(lost - 1) : 0;
        s.originalDevice = number(file, "copy_of_device");
        s.originalInode = number(file, "copy_of_inode");
        s.copy = s.originalInode != 0;
        if (s.headLength > kHeadPrint) return bad();
        out.push_back(std::move(s));
    }
    return out;
}

}  // namespace vedette
