// SPDX-License-Identifier: GPL-3.0-or-later
// An event before it becomes a record: a flat set of OCSF attributes with typed values.
// Mapping packs fill it, core/privacy replaces what is personal, writeRecord() turns it into the canonical text that is
// hashed, signed and kept. Text values are views: whoever sets one keeps the bytes alive until the record is written
// (normally in the batch's Arena).
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

enum class Field : std::uint8_t {
#define VEDETTE_FIELD(name, path, type) name,
#include "core/event/fields.inc"
#undef VEDETTE_FIELD
};

enum class FieldType : std::uint8_t { Text, Integer, Boolean, Json };

struct FieldInfo {
    std::string_view path;  // "actor.user.uid"
    FieldType type;
};

inline constexpr FieldInfo kFields[] = {
#define VEDETTE_FIELD(name, path, type) {path, FieldType::type},
#include "core/event/fields.inc"
#undef VEDETTE_FIELD
};
inline constexpr std::size_t kFieldCount = std::size(kFields);

// The field at `path`; NotFound when there is none.
[[nodiscard]] Result<Field> fieldAt(std::string_view path);

// OCSF class ids in use. The 77xxxxx ones are ours: OCSF has no class for them (docs/ocsf-extension.md).
namespace ocsf {
inline constexpr std::int64_t kAuthentication = 3002;
inline constexpr std::int64_t kApiActivity = 6003;
inline constexpr std::int64_t kHttpActivity = 4002;
inline constexpr std::int64_t kDetectionFinding = 2004;
inline constexpr std::int64_t kComplianceFinding = 2003;
inline constexpr std::int64_t kIncidentFinding = 2005;
inline constexpr std::int64_t kMetricScrape = 7706001;         // one scrape of a metrics endpoint
inline constexpr std::int64_t kEndpointObservation = 7706002;  // what a connection to an endpoint showed: TLS, auth
inline constexpr std::int64_t kConsoleAction = 7706003;        // what a person did with Vedette
inline constexpr std::int64_t kFleetDeclaration = 7706004;     // the fleet file's nodes and declared facts
inline constexpr std::int64_t kRejectedRecord = 7706005;       // input that no mapping could read
inline constexpr std::int64_t kCollectorStatus = 7706006;      // a source came up, went down, lost lines
inline constexpr std::int64_t kDetectionRun = 7706007;         // which entries the detectors have looked at

inline constexpr std::string_view kVersion = "1.8.0";

enum Severity : std::int64_t { kUnknown = 0, kInformational = 1, kLow = 2, kMedium = 3, kHigh = 4, kCritical = 5 };
enum Status : std::int64_t { kStatusUnknown = 0, kSuccess = 1, kFailure = 2 };
}  // namespace ocsf

class Event;
void writeRecord(const Event& event, std::string& out);
[[nodiscard]] Result<void> readRecord(std::string_view record, std::string& scratch, Event& event);

class Event {
public:
    void clear() {
        m_set.reset();
        m_time = {};
    }
    [[nodiscard]] bool has(Field f) const { return m_set[index(f)]; }
    void unset(Field f) { m_set.reset(index(f)); }

    void setText(Field f, std::string_view utf8);       // field type Text; empty text is kept as ""
    void setInteger(Field f, std::int64_t value);       // Integer
    void setBoolean(Field f, bool value);               // Boolean
    void setJson(Field f, std::string_view canonical);  // Json: an already canonical JSON value

    [[nodiscard]] std::string_view text(Field f) const { return has(f) ? m_text[index(f)] : std::string_view{}; }
    [[nodiscard]] std::int64_t integer(Field f, std::int64_t absent = 0) const {
        return has(f) ? m_integer[index(f)] : absent;
    }
    [[nodiscard]] bool boolean(Field f) const { return has(f) && m_integer[index(f)] != 0; }

    // Sets time (OCSF milliseconds) and time_dt (microseconds).
    void setTime(Time t);
    // Event time with microseconds; 1970 when unset.
    [[nodiscard]] Time time() const { return m_time; }
    // Collection time, in milliseconds.
    void setLoggedTime(Time t);
    // Sets class_uid, category_uid, activity_id and type_uid; severity Informational when none is set yet.
    void setClass(std::int64_t classUid, std::int64_t activityId);
    void setSeverity(std::int64_t severityId);
    void setStatus(std::int64_t statusId);

private:
    friend void writeRecord(const Event& event, std::string& out);
    friend Result<void> readRecord(std::string_view record, std::string& scratch, Event& event);

    static constexpr std::size_t index(Field f) { return static_cast<std::size_t>(f); }

    std::bitset<kFieldCount> m_set;
    std::array<std::string_view, kFieldCount> m_text;
    std::array<std::int64_t, kFieldCount> m_integer;
    Time m_time{};
    std::array<char, 32> m_timeText{};  // what time_dt views; copying an Event re-points it

public:
    Event() = default;
    Event(const Event& other);
    Event& operator=(const Event& other);
};

// Appends the record: the canonical JSON text of the event. Adds metadata.version, and metadata.profiles for the OCSF
// profiles whose attributes are set (ai_operation, cloud, datetime, security_control); nobody has to set them. A model
// without a provider gets "unknown", as OCSF requires one. Never fails: ill-formed UTF-8 in a value becomes U+FFFD.
void writeRecord(const Event& event, std::string& out);

// Reads a record back into an event whose views point into `scratch` and `record`. Attributes unknown to this version
// are ignored. Corrupt when the text is not a JSON object or an attribute has the wrong type.
[[nodiscard]] Result<void> readRecord(std::string_view record, std::string& scratch, Event& event);

// "Authentication", "Metric Scrape", ...; "Class 1234" for an unknown id, valid until the thread's next such call.
[[nodiscard]] std::string_view className(std::int64_t classUid);

}  // namespace vedette
