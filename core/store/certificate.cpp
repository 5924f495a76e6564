// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/certificate.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstring>

#include "core/base/json.h"

namespace vedette {

namespace {

constexpr std::string_view kHead = "vedette certificate 1";
constexpr std::string_view kDash = "\xE2\x80\x94 ";

std::unexpected<Error> broken(std::string what) {
    return fail(ErrorCode::Corrupt, std::move(what), "certificate", "run verify to see what is damaged");
}

std::string idBytes(std::uint32_t id) {
    return {static_cast<char>(id >> 24), static_cast<char>(id >> 16), static_cast<char>(id >> 8),
            static_cast<char>(id)};
}

void writeHashes(JsonWriter& json, std::string_view name, const std::vector<Hash>& hashes) {
    json.key(name).beginArray();
    for (const Hash& hash : hashes) {
        json.string(toHex(hash));
    }
    json.endArray();
}

// Members in the order of their names, as canonical JSON asks.
std::string jsonOf(const Certificate& c) {
    const auto number = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
    std::string out;
    JsonWriter json(out);
    json.beginObject().key("actor").string(c.actor).key("certificate").integer(number(c.id));
    if (c.kind == CertificateKind::Retention) {
        json.key("chain").string(toHex(c.chain)).key("count").integer(number(c.count));
    }
    json.key("entry").integer(number(c.entry));
    if (c.kind == CertificateKind::Retention) {
        json.key("first").integer(number(c.first));
    }
    json.key("kind").string(certificateKindName(c.kind));
    if (c.kind == CertificateKind::Retention) {
        json.key("last").integer(number(c.last));
    }
    json.key("log").string(c.log);
    if (c.kind == CertificateKind::Erasure) {
        writeHashes(json, "parts", c.parts);
    } else {
        json.key("policy").raw(c.policy);
    }
    json.key("reason").string(c.reason);
    if (c.kind == CertificateKind::Erasure) {
        json.key("records").integer(number(c.records));
        writeHashes(json, "subject_ids", c.subjectIds);
        writeHashes(json, "subjects", c.subjects);
    }
    json.key("time").string(formatTime(c.time)).endObject();
    return out;
}

using simdjson::dom::element;

bool readText(const element& object, const char* name, std::string& out) {
    std::string_view text;
    if (object[name].get(text) != simdjson::SUCCESS) {
        return false;
    }
    out = text;
    return true;
}

bool readNumber(const element& object, const char* name, std::uint64_t& out) {
    return object[name].get(out) == simdjson::SUCCESS;
}

bool hashOf(std::string_view hex, Hash& out) {
    auto bytes = fromHex(hex);
    if (!bytes || bytes->size() != out.size() || toHex(*bytes) != hex) {
        return false;
    }
    std::memcpy(out.data(), bytes->data(), out.size());
    return true;
}

bool readHashes(const element& object, const char* name, std::vector<Hash>& out) {
    simdjson::dom::array items;
    if (object[name].get(items) != simdjson::SUCCESS) {
        return false;
    }
    for (const element item : items) {
        std::string_view hex;
        Hash hash{};
        if (item.get(hex) != simdjson::SUCCESS || !hashOf(hex, hash) || (!out.empty() && !(out.back() < hash))) {
            return false;
        }
        out.push_back(hash);
    }
    return true;
}

bool readMembers(const element& object, Certificate& c) {
    std::string kind;
    std::string time;
    if (!readText(object, "actor", c.actor) || !readText(object, "reason", c.reason) ||
        !readText(object, "log", c.log) || !readText(object, "kind", kind) || !readText(object, "time", time) ||
        !readNumber(object, "certificate", c.id) || !readNumber(object, "entry", c.entry)) {
        return false;
    }
    auto when = parseTime(time);
    if (!when) {
        return false;
    }
    c.time = *when;
    if (kind == certificateKindName(CertificateKind::Erasure)) {
        c.kind = CertificateKind::Erasure;
        return readHashes(object, "parts", c.parts) && readHashes(object, "subjects", c.subjects) &&
               readHashes(object, "subject_ids", c.subjectIds) && readNumber(object, "records", c.records);
    }
    c.kind = CertificateKind::Retention;
    std::string chain;
    element policy;
    if (kind != certificateKindName(CertificateKind::Retention) || !readText(object, "chain", chain) ||
        !hashOf(chain, c.chain) || !readNumber(object, "count", c.count) || !readNumber(object, "first", c.first) ||
        !readNumber(object, "last", c.last) || object["policy"].get(policy) != simdjson::SUCCESS) {
        return false;
    }
    auto canonical = canonicalJson(simdjson::minify(policy));
    if (!canonical) {
        return false;
    }
    c.policy = std::move(*canonical);
    return true;
}

}  // namespace

std::string_view certificateKindName(CertificateKind kind) {
    return kind == CertificateKind::Erasure ? "erasure" : "retention";
}

Hash chainOn(const Hash& before, std::uint64_t entry, const Hash& leaf) {
    std::array<char, 8> number{};
    for (std::size_t i = 0; i < number.size(); ++i) {
        number[i] = static_cast<char>(entry >> (8 * i));
    }
    const std::array<std::string_view, 3> all = {asView(before), std::string_view(number.data(), number.size()),
                                                 asView(leaf)};
    return sha256(all);
}

Result<std::string> signCertificate(const Certificate& certificate, const VerifierKey& name, const StoreSigner& key) {
    const std::string text = fmt::format("{}\n{}\n", kHead, jsonOf(certificate));
    const auto signature = key.sign(text);
    if (!signature) {
        return std::unexpected(signature.error());
    }
    std::string bytes = idBytes(name.id);
    bytes.append(reinterpret_cast<const char*>(signature->data()), signature->size());
    return fmt::format("{}\n{}{} {}\n", text, kDash, name.name, toBase64(bytes));
}

Result<Certificate> openCertificate(std::string_view body, const KeyChain& keys) {
    const std::size_t first = body.find('\n');
    const std::size_t second = first == std::string_view::npos ? first : body.find('\n', first + 1);
    if (second == std::string_view::npos || body.substr(0, first) != kHead || !isUtf8(body)) {
        return broken("it is not a certificate of a known version");
    }
    const std::string_view text = body.substr(0, second + 1);
    const std::string_view json = body.substr(first + 1, second - first - 1);
    simdjson::dom::parser parser;
    element root;
    Certificate c;
    if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS || !readMembers(root, c) ||
        jsonOf(c) != json) {
        return broken("its members are not those of a certificate");
    }
    const VerifierKey& key = keys.keyOfEntry(c.entry);
    const std::string opening = fmt::format("\n{}{} ", kDash, key.name);
    std::string_view signature = body.substr(second + 1);
    if (!signature.starts_with(opening) || !signature.ends_with('\n')) {
        return broken(fmt::format("it is not signed by {}", key.text()));
    }
    signature.remove_prefix(opening.size());
    signature.remove_suffix(1);
    auto bytes = fromBase64(signature);
    if (!bytes || toBase64(*bytes) != signature || bytes->substr(0, 4) != idBytes(key.id) ||
        !verifyEd25519(key.publicKey, text, std::string_view(*bytes).substr(4))) {
        return broken("its signature is wrong");
    }
    return c;
}

std::optional<CertificateMention> certificateIn(std::string_view record) {
    if (record.find(R"("kind":"certificate")") == std::string_view::npos) {
        return {};
    }
    simdjson::dom::parser parser;
    element root;
    element action;
    std::int64_t classUid = 0;
    std::string kind;
    CertificateMention mention;
    // What calls itself a certificate and is half of one is an odd record, not a passed-over one.
    if (parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS ||
        root["class_uid"].get(classUid) != simdjson::SUCCESS || classUid != 7706003 ||
        root.at_pointer("/vedette/action").get(action) != simdjson::SUCCESS || !readText(action, "kind", kind) ||
        kind != "certificate") {
        return {};
    }
    (void)readNumber(action, "certificate", mention.id);
    (void)readText(action, "name", mention.kind);
    (void)readText(action, "body", mention.body);
    return mention;
}

std::string certificateAction(const Certificate& c, std::string_view body) {
    std::string out;
    JsonWriter(out)
        .beginObject()
        .key("actor")
        .string(c.actor)
        .key("body")
        .string(toHex(sha256(body)))
        .key("certificate")
        .integer(static_cast<std::int64_t>(c.id))
        .key("kind")
        .string("certificate")
        .key("name")
        .string(certificateKindName(c.kind))
        .key("note")
        .string(c.reason)
        .key("target")
        .string(fmt::format("certificate-{}", c.id))
        .endObject();
    return out;
}

Result<std::vector<Certificate>> readCertificates(Database& database, const KeyChain& keys) {
    std::vector<Certificate> out;
    const auto take = [&](const Statement& row) -> Result<void> {
        auto certificate = openCertificate(row.text(1), keys);
        if (!certificate) {
            certificate.error().where = fmt::format("certificate {}", row.integer(0));
            return passOn(certificate);
        }
        out.push_back(std::move(*certificate));
        return {};
    };
    if (auto done = forEachRow(database, "SELECT id, body FROM certificate ORDER BY id", take); !done) {
        return passOn(done);
    }
    return out;
}

Result<std::int64_t> newestCertificate(Database& database) {
    return database.integer("SELECT coalesce(max(id), 0) FROM certificate");
}

std::string certificateText(Database& database, std::int64_t id) {
    std::string text = fmt::format("certificate {}", id);
    auto rows = database.prepare("SELECT body FROM certificate WHERE id = ?");
    if (!rows) {
        return text;
    }
    rows->bind(1, id);
    auto row = rows->step();
    if (!row || !*row) {
        return text;
    }
    // Its last member is the time; the signature is verify's business.
    constexpr std::string_view kTime = "\"time\":\"";
    const std::string_view body = rows->text(0);
    const std::size_t at = body.rfind(kTime);
    if (at != std::string_view::npos && body.size() >= at + kTime.size() + 10) {
        text += fmt::format(" of {}", body.substr(at + kTime.size(), 10));
    }
    return text;
}

}  // namespace vedette
