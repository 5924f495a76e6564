// SPDX-License-Identifier: GPL-3.0-or-later
// What the mapper adds by itself: what OCSF requires, what is kept unmapped, and the content.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/base/json.h"
#include "core/event/map_run.h"

namespace vedette::pack {

namespace {

// ISO 3166-1 alpha-2, as far as its form goes.
bool isCountry(std::string_view text) {
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return text.size() == 2 && capital(text[0]) && capital(text[1]);
}

constexpr std::size_t kLongestKept = 256;  // bytes of one text under "unmapped"

}  // namespace

// Sets what OCSF requires of the class and the line does not say.
void Run::complete() {
    Event& e = m_event;
    const std::int64_t classUid = e.integer(Field::classUid);
    if (!e.has(Field::statusId)) {
        const std::int64_t code =
            e.has(Field::httpCode) ? e.integer(Field::httpCode) : e.integer(Field::apiResponseCode);
        e.setStatus(code >= 100 && code < 400 ? ocsf::kSuccess : code >= 400 ? ocsf::kFailure : ocsf::kStatusUnknown);
    }
    if (e.has(Field::country) && !isCountry(e.text(Field::country))) {
        e.unset(Field::country);
    }
    // The key is the principal when nothing names its holder.
    if (e.has(Field::credentialUid) && !e.has(Field::userUid)) {
        e.setText(Field::userUid, e.text(Field::credentialUid));
    }
    if (e.has(Field::userTypeId) && !e.has(Field::userUid)) {
        e.unset(Field::userTypeId);
    }
    if ((e.has(Field::aiModelUid) || e.has(Field::aiModelVersion) || e.has(Field::aiProvider)) &&
        !e.has(Field::aiModelName)) {
        e.setText(Field::aiModelName, "unknown");
    }
    if (e.has(Field::aiModelName) && !e.has(Field::aiProvider)) {
        e.setText(Field::aiProvider, "unknown");
    }
    if ((e.has(Field::promptTokens) || e.has(Field::completionTokens) || e.has(Field::totalTokens) ||
         e.has(Field::messageUid)) &&
        !e.has(Field::messageService) && !e.has(Field::messageApplication)) {
        e.setText(Field::messageService, e.text(Field::productName));
    }
    if ((e.has(Field::httpLatency) || e.has(Field::httpResponseLength) || e.has(Field::httpMessage)) &&
        !e.has(Field::httpCode)) {
        e.setInteger(Field::httpCode, 0);
    }
    if ((e.has(Field::tlsCipher) || e.has(Field::tlsSni)) && !e.has(Field::tlsVersion)) {
        e.setText(Field::tlsVersion, "unknown");
    }
    if (e.has(Field::dstPort) && !e.has(Field::dstHostname) && !e.has(Field::dstServiceName) && !e.has(Field::dstUid)) {
        e.setText(Field::dstServiceName, e.text(Field::productName));
    }
    const bool needsSource = classUid == ocsf::kApiActivity || classUid == ocsf::kHttpActivity;
    if (!e.has(Field::clientUid) && (needsSource || e.has(Field::srcPort) || e.has(Field::country))) {
        e.setText(Field::srcServiceName, "unknown");
    }
    if (classUid == ocsf::kHttpActivity && !e.has(Field::httpMethod) && !e.has(Field::urlPath) &&
        !e.has(Field::userAgent) && !e.has(Field::httpCode)) {
        e.setInteger(Field::httpCode, 0);  // nothing was answered
    }
    if (classUid == ocsf::kApiActivity) {
        if (!e.has(Field::userUid) && !e.has(Field::sessionUid)) {
            e.setText(Field::actorAppName, "unknown");
        }
        if (!e.has(Field::apiOperation)) {
            std::string& operation = m_scratch.json;
            operation = e.text(Field::httpMethod);
            operation += (operation.empty() || e.text(Field::urlPath).empty() ? "" : " ");
            operation += e.text(Field::urlPath);
            e.setText(Field::apiOperation, operation.empty() ? std::string_view("unknown") : m_arena.copy(operation));
        }
    }
    if (!m_scratch.repeated.empty()) {
        std::vector<std::string> names;
        for (const int slot : m_scratch.repeated) {
            names.push_back("repeated:" + m_pack.tree.slotPaths[static_cast<std::size_t>(slot)]);
        }
        std::ranges::sort(names);
        names.erase(std::ranges::unique(names).begin(), names.end());
        std::string json;
        JsonWriter writer(json);
        writer.beginArray();
        for (const std::string& name : names) {
            writer.string(name);
        }
        writer.endArray();
        e.setJson(Field::labels, m_arena.copy(json));
    }
}

// What the pack asks to keep beside the attributes, and how many members it does not know.
void Run::keepUnmapped() {
    static const std::vector<std::string> kNothing;
    std::string& json = m_scratch.json;
    json.clear();
    JsonWriter writer(json);
    bool any = false;
    const auto begin = [&] {
        if (!any) {
            writer.beginObject();
            any = true;
        }
    };
    bool counted = m_scratch.dropped == 0;
    const auto count = [&] {
        begin();
        writer.key("dropped_members").integer(m_scratch.dropped);
        counted = true;
    };
    for (const auto& [path, slot] : m_pack.keep) {
        if (!present(slot, kNothing)) {
            continue;
        }
        if (!counted && path > "dropped_members") {
            count();
        }
        const Found& found = m_scratch.found[static_cast<std::size_t>(slot)];
        std::int64_t whole = 0;
        double real = 0;
        begin();
        writer.key(path);
        switch (found.kind) {
            case Found::Kind::True: writer.boolean(true); break;
            case Found::Kind::False: writer.boolean(false); break;
            case Found::Kind::Number:
                if (parseWhole(found.text, whole)) {
                    writer.integer(whole);
                } else if (found.text.find_first_of(".eE") != std::string_view::npos &&
                           std::from_chars(found.text.data(), found.text.data() + found.text.size(), real).ec ==
                               std::errc{} &&
                           (std::abs(real) <= static_cast<double>(kMaxExactInteger) || std::abs(real) >= 1e21)) {
                    writer.real(real);
                } else {
                    writer.string(found.text);
                }
                break;
            case Found::Kind::Structure: {
                auto canonical =
                    found.text.size() <= kLongestKept ? canonicalJson(found.text) : Result<std::string>("\"…\"");
                writer.raw(canonical ? *canonical : "\"…\"");
                break;
            }
            default: {
                const std::string_view text = slotText(slot);
                writer.string(text.size() <= kLongestKept ? text : std::string_view("…"));
                break;
            }
        }
    }
    if (!counted) {
        count();
    }
    if (any) {
        writer.endObject();
        m_event.setJson(Field::unmapped, m_arena.copy(json));
    }
}

void Run::setContent(Content& content) {
    content = {};
    const auto take = [this, &content](int slot) {
        if (slot < 0) {
            return std::string_view{};
        }
        const Found& found = m_scratch.found[static_cast<std::size_t>(slot)];
        if (found.kind == Found::Kind::Nothing || found.kind == Found::Kind::Null) {
            return std::string_view{};
        }
        const std::string_view text = slotText(slot);
        if (text.empty() || text == "{}" || text == "[]") {
            return std::string_view{};
        }
        content.logged = true;
        return text;
    };
    content.prompt = take(m_pack.prompt);
    content.completion = take(m_pack.completion);
}

}  // namespace vedette::pack
