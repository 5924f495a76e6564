// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/privacy/sealed_part.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace vedette {

namespace {

constexpr char kVersion = 1;
constexpr std::size_t kHeader = 1 + std::tuple_size_v<SubjectId>;
constexpr std::size_t kLeast = kHeader + 12 + 16;

// Numbers of the paths, from 1.
constexpr std::array<std::string_view, 7> kPaths = {"actor.user.uid",
                                                    "user.uid",
                                                    "src_endpoint.uid",
                                                    "actor.session.uid",
                                                    "actor.user.credential_uid",
                                                    "http_request.user_agent",
                                                    "vedette.rejected.raw"};

void putLength(std::string& out, std::size_t n) {
    while (n >= 0x80) {
        out.push_back(static_cast<char>((n & 0x7FU) | 0x80U));
        n >>= 7U;
    }
    out.push_back(static_cast<char>(n));
}

// Takes a length from the front of `rest`; none when it is cut short or longer than what follows.
std::optional<std::size_t> takeLength(std::string_view& rest) {
    std::size_t n = 0;
    for (unsigned shift = 0; shift < 35 && !rest.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(rest.front());
        rest.remove_prefix(1);
        n |= static_cast<std::size_t>(byte & 0x7FU) << shift;
        if ((byte & 0x80U) == 0) {
            return n <= rest.size() ? std::optional(n) : std::nullopt;
        }
    }
    return std::nullopt;
}

std::string_view take(std::string_view& rest, std::size_t n) {
    const std::string_view out = rest.substr(0, n);
    rest.remove_prefix(out.size());
    return out;
}

std::unexpected<Error> damaged() {
    return fail(ErrorCode::Corrupt, "the sealed part is damaged", {}, "run verify to see where the store was changed");
}

}  // namespace

std::string sealPart(const SubjectId& id, const Key256& key, const std::vector<SealedValue>& values) {
    std::string plain;
    for (const SealedValue& v : values) {
        const auto known = std::find(kPaths.begin(), kPaths.end(), v.path);
        if (known != kPaths.end()) {
            plain.push_back(static_cast<char>(known - kPaths.begin() + 1));
        } else {
            plain.push_back(0);
            plain.push_back(static_cast<char>(v.path.size()));
            plain.append(v.path);
        }
        putLength(plain, v.value.size());
        plain.append(v.value);
    }
    std::string out(1, kVersion);
    out.append(reinterpret_cast<const char*>(id.data()), id.size());
    out.append(aesGcmSeal(key, plain, std::string_view(out).substr(0, kHeader)));
    return out;
}

Result<SubjectId> sealedPartSubject(std::string_view part) {
    if (part.size() < kLeast) {
        return damaged();
    }
    if (part[0] != kVersion) {
        return fail(ErrorCode::Unsupported, "the sealed part has a format this version does not know");
    }
    SubjectId id{};
    std::memcpy(id.data(), part.data() + 1, id.size());
    return id;
}

Result<std::vector<std::pair<std::string, std::string>>> openPart(const Key256& key, std::string_view part) {
    if (part.size() < kLeast) {
        return damaged();
    }
    const auto opened = aesGcmOpen(key, part.substr(kHeader), part.substr(0, kHeader));
    if (!opened) {
        return damaged();
    }
    std::vector<std::pair<std::string, std::string>> out;
    std::string_view rest = *opened;
    while (!rest.empty()) {
        const auto number = static_cast<unsigned char>(rest[0]);
        rest.remove_prefix(1);
        if (number > kPaths.size() || (number == 0 && rest.empty())) {
            return damaged();
        }
        std::string_view path;
        if (number != 0) {
            path = kPaths[number - 1];
        } else {
            const std::size_t size = static_cast<unsigned char>(rest[0]);
            rest.remove_prefix(1);
            if (size > rest.size()) {
                return damaged();
            }
            path = take(rest, size);
        }
        const auto size = takeLength(rest);
        if (!size) {
            return damaged();
        }
        const std::string_view value = take(rest, *size);
        out.emplace_back(path, value);
    }
    return out;
}

}  // namespace vedette
