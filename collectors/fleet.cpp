// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/fleet.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "core/base/file.h"
#include "core/base/json.h"

namespace vedette {
namespace {

std::string trimmed(std::string text) {
    const auto end = text.find_last_not_of(" \t\r\n");
    text.erase(end == std::string::npos ? 0 : end + 1);
    const auto begin = text.find_first_not_of(" \t");
    return begin == std::string::npos ? std::string{} : text.substr(begin);
}

void writeStrings(JsonWriter& json, std::string_view key, const std::vector<std::string>& values) {
    json.key(key).beginArray();
    for (const std::string& value : values) json.string(value);
    json.endArray();
}

constexpr std::string_view kKeychain = "keychain:";

Result<std::string> fromKeychain(const std::string& reference, const KeychainReader& keychain) {
    if (!keychain) {
        return fail(ErrorCode::Denied, "there is no keychain to read this secret from", reference,
                    "use env:NAME or file:/path");
    }
    const std::string path = reference.substr(kKeychain.size());
    const auto slash = path.find('/');
    auto secret = slash == std::string::npos ? keychain("vedette", path)
                                             : keychain(path.substr(0, slash), path.substr(slash + 1));
    if (!secret) secret.error().where = reference;
    return secret;
}

}  // namespace

Result<std::string> SecretRef::resolve(const KeychainReader& keychain) const {
    std::string value;
    if (reference.starts_with("env:")) {
        const std::string name = reference.substr(4);
        const char* found = std::getenv(name.c_str());
        if (found == nullptr || *found == '\0') {
            return fail(ErrorCode::Denied, "the environment variable of this secret is not set", reference,
                        "set it for the process that collects");
        }
        value = found;
    } else if (reference.starts_with("file:")) {
        auto text = readFile(reference.substr(5), 64u << 10);
        if (!text) {
            return fail(ErrorCode::Denied, "the file of this secret cannot be read", reference,
                        "check the path and that the collecting user may read it");
        }
        value = std::move(*text);
    } else if (reference.starts_with(kKeychain)) {
        auto secret = fromKeychain(reference, keychain);
        if (!secret) return secret;
        value = std::move(*secret);
    } else {
        // The text may be the secret itself, so it is not repeated.
        return fail(ErrorCode::Denied, "a secret must be a reference", {},
                    "use env:NAME, file:/path or keychain:SERVICE/NAME");
    }
    value = trimmed(std::move(value));
    if (value.empty()) return fail(ErrorCode::Denied, "the secret is empty", reference);
    if (std::ranges::any_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) {
        return fail(ErrorCode::Denied, "the secret has control characters inside", reference, "store one line of text");
    }
    return value;
}

std::string FleetConfig::declaration() const {
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.key("facts").beginObject();
    for (const auto& [key, value] : facts) json.key(key).string(value);
    json.endObject();
    json.key("name").string(name);
    json.key("nodes").beginArray();
    for (const NodeConfig& node : nodes) {
        json.beginObject();
        writeStrings(json, "allowed_zones", node.allowedZones);
        json.key("country").string(node.country);
        writeStrings(json, "data_classes", node.dataClasses);
        json.key("id").string(node.id);
        writeStrings(json, "models", node.models);
        json.key("provider").string(node.provider);
        json.key("region").string(node.region);
        json.key("sources").beginArray();
        for (const SourceConfig& source : node.sources) json.string(source.id);
        json.endArray();
        json.endObject();
    }
    json.endArray();
    json.key("retention").beginArray();
    for (const RetentionRow& row : retention) {
        json.beginObject();
        json.key("basis").string(row.basis);
        json.key("data_class").string(row.dataClass);
        json.key("maximum").string(row.maximum);
        json.key("minimum").string(row.minimum);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return out;
}

}  // namespace vedette
