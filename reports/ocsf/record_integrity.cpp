// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/ocsf/record_integrity.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/json.h"
#include "core/event/json_scan.h"
#include "core/store/merkle.h"

namespace vedette {

namespace {

constexpr std::string_view kAttestations = "attestation_list";
constexpr std::string_view kInclusion = "inclusion";
constexpr int kSha256 = 3;  // fingerprint.algorithm_id

std::unexpected<Error> noRecord(std::string what) {
    return fail(ErrorCode::Corrupt, "the line is not a record: " + std::move(what));
}

// A canonical object as its members' texts, so that what is not touched stays byte for byte.
class Members {
public:
    [[nodiscard]] static Result<Members> of(std::string_view object) {
        Members made;
        JsonScan scan(object);
        if (scan.peek() != JsonScan::Kind::Object || !scan.enter()) {
            return noRecord("not an object");
        }
        bool first = true;
        JsonScan::Text key;
        std::string_view value;
        while (scan.nextKey(first, key) && scan.skip(value)) {
            made.m_all.emplace_back(key.raw, value);
        }
        if (scan.failed() || !scan.atEnd()) {
            return noRecord(scan.failed() ? scan.why() : "text after its end");
        }
        return made;
    }
    [[nodiscard]] const std::string* find(std::string_view key) const {
        const auto at = std::ranges::find(m_all, key, &Member::first);
        return at == m_all.end() ? nullptr : &at->second;
    }
    void put(std::string_view key, std::string value) {
        const auto at = std::ranges::lower_bound(m_all, key, {}, &Member::first);
        if (at != m_all.end() && at->first == key) {
            at->second = std::move(value);
        } else {
            m_all.emplace(at, key, std::move(value));
        }
    }
    bool take(std::string_view key) {
        return std::erase_if(m_all, [key](const Member& m) { return m.first == key; }) > 0;
    }
    [[nodiscard]] bool empty() const { return m_all.empty(); }
    [[nodiscard]] std::string text() const {
        std::string out = "{";
        for (const auto& [key, value] : m_all) {
            out.append(out.size() > 1 ? ",\"" : "\"").append(key).append("\":").append(value);
        }
        return out + "}";
    }

private:
    using Member = std::pair<std::string, std::string>;
    std::vector<Member> m_all;
};

// The member as an object; one without members when it is absent.
Result<Members> objectIn(const Members& outer, std::string_view key) {
    const std::string* const text = outer.find(key);
    return text == nullptr ? Result<Members>(Members{}) : Members::of(*text);
}

std::string profileName() { return "\"" + std::string(kRecordIntegrityProfile) + "\""; }

std::string withProfile(const std::string* profiles) {
    if (profiles == nullptr || profiles->size() <= 2) {
        return "[" + profileName() + "]";
    }
    return profiles->substr(0, profiles->size() - 1) + "," + profileName() + "]";
}

std::string attestation(const InclusionProof& proof, const VerifierKey& authority, const std::string& fingerprint) {
    std::string out;
    JsonWriter w(out);
    w.beginArray().beginObject().key("authority_uid").string(authority.text());
    w.key("chain_uid").string(proof.checkpoint.origin);
    if (!fingerprint.empty()) {
        w.key("fingerprint").beginObject().key("algorithm").string("SHA-256");
        w.key("algorithm_id").integer(kSha256).key("value").string(fingerprint).endObject();
    }
    w.key("uid").string(std::to_string(proof.entry)).endObject().endArray();
    return out;
}

std::string inclusion(const InclusionProof& proof, std::string_view record) {
    std::string out;
    JsonWriter w(out);
    w.beginObject().key("entry").integer(static_cast<std::int64_t>(proof.entry));
    w.key("leaf").string(toHex(leafHash(record))).key("proof").string(proofText(proof)).endObject();
    return out;
}

}  // namespace

Result<std::string> withIntegrity(std::string_view record, const InclusionProof& proof, const VerifierKey& authority) {
    auto all = Members::of(record);
    auto metadata = all ? objectIn(*all, "metadata") : passOn(all);
    auto own = all ? objectIn(*all, "vedette") : passOn(all);
    if (!all || !metadata || !own) {
        return passOn(!all ? all : !metadata ? metadata : own);
    }
    metadata->put("profiles", withProfile(metadata->find("profiles")));
    all->put("metadata", metadata->text());
    own->put(kInclusion, inclusion(proof, record));
    // The fingerprint is over all of the line but itself.
    own->put(kAttestations, attestation(proof, authority, {}));
    all->put("vedette", own->text());
    const std::string fingerprint = toHex(sha256(all->text()));
    own->put(kAttestations, attestation(proof, authority, fingerprint));
    all->put("vedette", own->text());
    return all->text();
}

Result<std::string> withoutIntegrity(std::string_view line) {
    auto all = Members::of(line);
    auto metadata = all ? objectIn(*all, "metadata") : passOn(all);
    auto own = all ? objectIn(*all, "vedette") : passOn(all);
    if (!all || !metadata || !own) {
        return passOn(!all ? all : !metadata ? metadata : own);
    }
    const std::string* const profiles = metadata->find("profiles");
    if (profiles == nullptr || !profiles->ends_with(profileName() + "]") || !own->take(kAttestations) ||
        !own->take(kInclusion)) {
        return fail(ErrorCode::Corrupt, "the line does not hold a record with its proof");
    }
    std::string rest = profiles->substr(0, profiles->size() - profileName().size() - 1);
    if (rest == "[") {
        metadata->take("profiles");
    } else {
        rest.back() = ']';  // was the comma
        metadata->put("profiles", std::move(rest));
    }
    all->put("metadata", metadata->text());
    if (own->empty()) {
        all->take("vedette");
    } else {
        all->put("vedette", own->text());
    }
    return all->text();
}

}  // namespace vedette
