// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/key_action.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "core/base/json.h"
#include "core/event/event.h"
#include "core/privacy/detectors.h"

namespace vedette {

namespace {

std::string messageOf(const KeyChange& change) {
    switch (change.kind) {
        case KeyChange::Kind::Rotate:
            return fmt::format("The log's key {:08x} was replaced by key {:08x}", change.key.id, change.next.id);
        case KeyChange::Kind::Break:
            return fmt::format("Key {:08x} took over without the signature of the lost key {:08x}", change.next.id,
                               change.key.id);
        case KeyChange::Kind::Revoke:
            return fmt::format("Key {:08x} is revoked: nothing it signed from {} on is believed", change.key.id,
                               formatTime(change.from));
        case KeyChange::Kind::Attest: break;
    }
    return fmt::format("Key {:08x} is revoked from {} on; what the log held is vouched for", change.key.id,
                       formatTime(change.from));
}

std::string actionOf(const KeyChange& change, const KeyOrder& order) {
    std::string out;
    JsonWriter json(out);
    json.beginObject().key("actor").string(order.actor).key("change").string(change.line()).key("kind").string("key");
    json.key("name").string(fmt::format("key_{}", keyChangeName(change.kind)));
    json.key("note").string(redact(order.reason, detect(order.reason)));  // stays for ever
    json.key("target").string(fmt::format("key-{:08x}", change.key.id)).endObject();
    return out;
}

}  // namespace

void addKeyAction(const KeyChange& change, const KeyOrder& order, Time now, Batch& batch) {
    Event event;
    event.setClass(ocsf::kConsoleAction, 1);
    event.setTime(now);
    event.setLoggedTime(now);
    event.setSeverity(change.kind == KeyChange::Kind::Rotate ? ocsf::kInformational : ocsf::kHigh);
    event.setStatus(ocsf::kSuccess);
    event.setText(Field::productName, "Vedette");
    event.setText(Field::productVendor, "Vedette");
    event.setText(Field::productVersion, VEDETTE_VERSION);
    event.setText(Field::message, batch.arena.copy(messageOf(change)));
    event.setJson(Field::vAction, batch.arena.copy(actionOf(change, order)));
    appendEvent(event, batch);
}

std::optional<std::string> keyLineIn(std::string_view record) {
    if (record.find(R"("kind":"key")") == std::string_view::npos) {
        return {};
    }
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    simdjson::dom::element action;
    std::int64_t classUid = 0;
    std::string_view kind;
    if (parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS ||
        root["class_uid"].get(classUid) != simdjson::SUCCESS || classUid != ocsf::kConsoleAction ||
        root.at_pointer("/vedette/action").get(action) != simdjson::SUCCESS ||
        action["kind"].get(kind) != simdjson::SUCCESS || kind != "key") {
        return {};
    }
    std::string_view line;
    return action["change"].get(line) == simdjson::SUCCESS ? std::string(line) : std::string();
}

}  // namespace vedette
