// SPDX-License-Identifier: GPL-3.0-or-later
// The derived columns of a record: what screens, rules and controls read without opening the record itself.
// They are a pure function of the record's text, so verify can recompute them and the store can rebuild them.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/event/event.h"

namespace vedette {

// Columns of text, kept in the store as dictionary numbers. An absent attribute is the empty text.
enum class TextColumn : std::uint8_t {
    Node,        // vedette.node
    Source,      // vedette.source: "<node>/<source id>"
    Principal,   // actor.user.uid, else user.uid: pseudonym of who asked
    Client,      // src_endpoint.uid: pseudonym of the address
    Network,     // vedette.network: /24 or /48 of the address
    Country,     // src_endpoint.location.country, ISO 3166-1
    Region,      // cloud.region: where the node says it is
    Model,       // ai_model.name
    Operation,   // api.operation, else "METHOD path" without query
    ClientKind,  // vedette.client_kind: "sdk", "browser", "curl", ...
    Rule,        // finding_info.analytic.uid, else firewall_rule.uid, else rejected.reason, else action.name
    Group,       // finding_info.uid: the alert a finding belongs to; for console actions the target's id
};
inline constexpr std::size_t kTextColumns = 12;

// GCC 12 takes the scoped name IntColumn::Time for a shadow of vedette::Time.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
// Columns of whole numbers. An absent attribute is 0.
enum class IntColumn : std::uint8_t {
    Time,           // event time, UTC microseconds
    LoggedTime,     // collection time, UTC milliseconds
    Class,          // class_uid
    Activity,       // activity_id
    Status,         // status_id: 0 unknown, 1 success, 2 failure
    Code,           // http_response.code, else api.response.code
    Severity,       // severity_id
    Auth,           // vedette.auth: 0 unknown, 1 authenticated, 2 anonymous
    Tls,            // tls.version as hundreds: 102 for TLS 1.2, 103 for 1.3; 0 unknown
    Latency,        // duration, milliseconds
    PromptTokens,   // message_context.prompt_tokens
    OutputTokens,   // message_context.completion_tokens
    CostMicros,     // vedette.cost_micros: millionths of a US dollar
    ResponseBytes,  // http_response.length
    PromptHash,     // first 8 bytes of vedette.prompt_hash, little-endian, as a signed number
    PromptSimhash,  // vedette.prompt_simhash, the same way
    Detected,       // bit set over vedette.detected, see DetectedClass in core/privacy/detectors.h
};
#pragma GCC diagnostic pop
inline constexpr std::size_t kIntColumns = 17;

struct Columns {
    std::array<std::string_view, kTextColumns> texts;
    std::array<std::int64_t, kIntColumns> numbers{};

    std::string_view& operator[](TextColumn c) { return texts[static_cast<std::size_t>(c)]; }
    std::string_view operator[](TextColumn c) const { return texts[static_cast<std::size_t>(c)]; }
    std::int64_t& operator[](IntColumn c) { return numbers[static_cast<std::size_t>(c)]; }
    std::int64_t operator[](IntColumn c) const { return numbers[static_cast<std::size_t>(c)]; }
    [[nodiscard]] vedette::Time time() const { return fromMicros(numbers[0]); }
    bool operator==(const Columns&) const = default;
};

// Names as used in filters, --json output and documents: "principal", "prompt_tokens".
[[nodiscard]] std::string_view columnName(TextColumn c);
[[nodiscard]] std::string_view columnName(IntColumn c);
[[nodiscard]] Result<TextColumn> textColumnNamed(std::string_view name);
[[nodiscard]] Result<IntColumn> intColumnNamed(std::string_view name);

// The columns of an event. Views point where the event's own views point, or into `scratch` (which must outlive them
// and is not cleared) for the few that are composed.
[[nodiscard]] Columns columnsOf(const Event& event, class Arena& scratch);

// The columns of a record's text: equal to columnsOf() of the event it was written from. Corrupt for anything that is
// not a record. Reuse one reader per thread; the views live until the next call.
class ColumnReader {
public:
    ColumnReader();
    ~ColumnReader();
    [[nodiscard]] Result<Columns> read(std::string_view record);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette
