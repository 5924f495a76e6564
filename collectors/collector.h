// SPDX-License-Identifier: GPL-3.0-or-later
// The one interface of everything that brings data in: poll(cursor) → batch, next cursor.
//
// A collector keeps no progress of its own: what it is given as cursor decides where it reads on, and the cursor it
// returns becomes valid only when the events it came with are committed. Polling twice with the same cursor gives the
// same records again (plus newer ones); that is what makes kill -9 harmless.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/privacy/batch.h"

namespace vedette {

enum class RawKind : std::uint8_t {
    Line,    // one line of a log, or one element of a JSON page, for the source's mapping pack
    Scrape,  // one metrics page, already read: the canonical JSON of Field::vMetrics
};

struct RawRecord {
    RawKind kind = RawKind::Line;
    std::string bytes;
    // Set when the input was longer than the limit: bytes holds its beginning only; it becomes a rejected record.
    std::uint64_t fullSize = 0;
    std::string problem;  // why it cannot be mapped ("truncated at 1048576 bytes"), empty when fine
    // When it was asked for and when the answer was there; set by the collector service, for scrapes.
    std::optional<Time> asked;
    std::optional<Time> answered;
};

// What a TLS connection to an endpoint showed.
struct PeerObservation {
    std::string tlsVersion;  // "1.3"; empty for a plain connection
    std::string cipher;
    std::string subject;
    std::string issuer;
    std::string fingerprint;  // SHA-256 of the leaf certificate, hex
    std::optional<Time> notAfter;
    bool verified = false;  // chain and name verified against the configured CA
    std::string problem;    // why not, in words
};

struct Poll {
    std::vector<RawRecord> records;
    std::string nextCursor;
    std::vector<SeenId> seen;              // of `records`, same order, when the source has stable ids
    std::optional<Time> forgetSeenBefore;  // older seen ids may go
    bool more = false;                     // poll again at once: there is more to read
    std::optional<PeerObservation> peer;
    std::optional<int> httpStatus;
    // The poll failed (records may still hold what came before the failure). Recorded as a collector status event.
    std::optional<Error> failure;
    std::optional<Duration> retryAfter;  // as asked by the peer
    std::vector<std::string> notes;      // facts worth a status event: "file truncated", "3 rows were re-read"
};

class Collector {
public:
    virtual ~Collector() = default;
    // "<node>/<source id>"
    [[nodiscard]] virtual const std::string& source() const = 0;
    // Starts one poll; `done` is called exactly once, on the thread that runs the HttpEngine (for HTTP sources) or
    // before poll() returns (for files).
    virtual void poll(const std::string& cursor, std::function<void(Poll)> done) = 0;
};

}  // namespace vedette
