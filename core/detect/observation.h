// SPDX-License-Identifier: GPL-3.0-or-later
// One entry of the log as the detectors see it: its columns, with the texts they key on hashed once and the questions
// they all ask answered once.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/event/columns.h"

namespace vedette {

// Identity of a text inside the engine. Principals and addresses are random pseudonyms by now, so nobody outside can
// choose texts that collide. 0 stands for the empty text.
using EntityId = std::uint64_t;

[[nodiscard]] EntityId entityId(std::string_view text);
[[nodiscard]] inline EntityId joined(EntityId a, EntityId b) {
    std::uint64_t x = a * 0x9E3779B97F4A7C15ull ^ (b + 0x632BE59BD9B4E019ull + (a << 6));
    x ^= x >> 29;
    x *= 0xBF58476D1CE4E5B9ull;
    x ^= x >> 32;
    return x == 0 ? 1 : x;
}

inline constexpr std::int64_t kSecond = 1'000'000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

struct Observation {
    std::uint64_t entry = 0;
    const Columns* columns = nullptr;
    std::int64_t time = 0;       // event time in microseconds, never ahead of its collection
    std::int64_t logged = 0;     // collection time in microseconds
    std::int64_t watermark = 0;  // of the stream, this entry included
    EntityId node = 0;
    EntityId source = 0;
    EntityId principal = 0;
    EntityId client = 0;
    EntityId network = 0;
    EntityId model = 0;
    EntityId operation = 0;
    std::int64_t classUid = 0;
    bool request = false;  // API or HTTP activity
    bool success = false;
    bool authFailure = false;  // 401, 403, 407 or a failed login
    bool modelCall = false;    // a request that asks a model for work
    bool ownTraffic = false;   // health probes and the like, which carry no one's intent

    [[nodiscard]] std::string_view text(TextColumn c) const { return (*columns)[c]; }
    [[nodiscard]] std::int64_t number(IntColumn c) const { return (*columns)[c]; }
};

// Whether an operation ("POST /v1/chat/completions", "chat.completions") asks a model for work.
[[nodiscard]] bool isInferenceOperation(std::string_view operation);
// Liveness, metrics, documents: pages that are open on purpose nearly everywhere.
[[nodiscard]] bool isOpenByDesign(std::string_view operation);

}  // namespace vedette
