// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/witness.h"

#include <fmt/format.h>

#include <cstring>

#include "core/base/crypto.h"

namespace vedette {

namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 ";
constexpr std::string_view kUntil = " until ";
constexpr std::size_t kIdBytes = 4;
constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kSignatureBytes = 64;
constexpr std::uint64_t kLatest = 253'402'300'799;  // the last second of the year 9999

std::uint64_t bigEndian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char c : bytes) {
        value = value << 8 | static_cast<unsigned char>(c);
    }
    return value;
}

std::unexpected<Error> broken(std::string what, const WitnessKey& key) {
    return fail(ErrorCode::Corrupt, std::move(what), "witness " + key.name,
                "do not rely on this witness until it is explained");
}

}  // namespace

Result<WitnessKey> WitnessKey::parse(std::string_view text) {
    const auto wrong = [] {
        return fail(ErrorCode::Invalid, "not the key of a witness", "witness key",
                    "it looks like name+1a2b3c4d+base64, with a key of type 4");
    };
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
        text.remove_suffix(1);
    }
    WitnessKey key;
    if (const std::size_t until = text.find(kUntil); until != std::string_view::npos) {
        auto time = parseTime(text.substr(until + kUntil.size()));
        if (!time) {
            return passOn(time);
        }
        key.until = *time;
        text = text.substr(0, until);
    }
    const std::size_t first = text.find('+');
    const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos || first == 0) {
        return wrong();
    }
    key.name = text.substr(0, first);
    auto id = fromHex(text.substr(first + 1, second - first - 1));
    auto bytes = fromBase64(text.substr(second + 1));
    if (!id || id->size() != kIdBytes || !bytes || bytes->size() != 33 || bytes->front() != 4) {
        return wrong();
    }
    const std::string_view parts[] = {key.name, "\n", *bytes};
    const Hash hash = sha256(parts);
    key.id = static_cast<std::uint32_t>(bigEndian(asView(hash).substr(0, kIdBytes)));
    if (key.id != bigEndian(*id)) {
        return fail(ErrorCode::Invalid, "the witness key's id does not belong to its name and key", "witness key");
    }
    std::memcpy(key.publicKey.data(), bytes->data() + 1, key.publicKey.size());
    return key;
}

std::string witnessRequest(const Checkpoint& checkpoint, std::uint64_t older, std::span<const Hash> path) {
    std::string body = fmt::format("old {}\n", older);
    for (const Hash& hash : path) {
        body += toBase64(asView(hash));
        body += '\n';
    }
    body += '\n';
    body += checkpoint.note;
    return body;
}

Result<Cosignature> findCosignature(std::string_view lines, const Checkpoint& checkpoint, const WitnessKey& key) {
    const std::string_view signedText = std::string_view(checkpoint.note).substr(0, checkpoint.note.find("\n\n") + 1);
    while (!lines.empty()) {
        const std::size_t lf = lines.find('\n');
        const std::string_view line = lines.substr(0, lf);
        lines.remove_prefix(lf == std::string_view::npos ? lines.size() : lf + 1);
        const std::size_t space = line.rfind(' ');
        if (!line.starts_with(kDash) || space <= kDash.size() ||
            line.substr(kDash.size(), space - kDash.size()) != key.name) {
            continue;
        }
        auto bytes = fromBase64(line.substr(space + 1));
        if (!bytes || bytes->size() < kIdBytes || bigEndian(std::string_view(*bytes).substr(0, kIdBytes)) != key.id) {
            continue;  // another key of the same name
        }
        if (bytes->size() != kIdBytes + kTimeBytes + kSignatureBytes) {
            return broken("the cosignature is not of the form cosignature/v1", key);
        }
        const std::string_view body = std::string_view(*bytes).substr(kIdBytes);
        const std::uint64_t seconds = bigEndian(body.substr(0, kTimeBytes));
        const std::string message = fmt::format("cosignature/v1\ntime {}\n{}", seconds, signedText);
        if (seconds > kLatest || !verifyEd25519(key.publicKey, message, body.substr(kTimeBytes))) {
            return broken("the cosignature is wrong", key);
        }
        const Time time = fromMicros(static_cast<std::int64_t>(seconds) * 1'000'000);
        if (key.until && time >= *key.until) {
            return fail(ErrorCode::Denied,
                        fmt::format("the witness signed on {} with a key that ran out on {}",
                                    formatTime(time).substr(0, 10), formatTime(*key.until).substr(0, 10)),
                        "witness " + key.name, "ask who runs it for the key that is in force");
        }
        return Cosignature{std::string(line) + "\n", time};
    }
    return fail(ErrorCode::NotFound, "the witness has not signed", "witness " + key.name,
                "check that the key belongs to that witness");
}

}  // namespace vedette
