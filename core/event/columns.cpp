// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/columns.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/event/field_tree.h"
#include "core/event/json_scan.h"
#include "core/event/record_shapes.h"
#include "core/event/record_time.h"

namespace vedette {

namespace {

constexpr std::string_view kTextNames[] = {"node",   "source", "principal", "client",      "network", "country",
                                           "region", "model",  "operation", "client_kind", "rule",    "group"};
constexpr std::string_view kIntNames[] = {
    "time",        "logged_time",    "class",       "activity",       "status",        "code",
    "severity",    "auth",           "tls",         "latency",        "prompt_tokens", "output_tokens",
    "cost_micros", "response_bytes", "prompt_hash", "prompt_simhash", "detected"};
static_assert(std::size(kTextNames) == kTextColumns && std::size(kIntNames) == kIntColumns);

// Names of vedette.detected in the order of their bits (core/privacy/detectors.h, DetectedClass).
constexpr std::string_view kDetectedNames[] = {"pan", "track", "iban", "ssn", "email", "phone", "key", "token", "ip"};

// Everything the columns are made of, before it is decided which of two attributes counts.
enum Leaf : int {
    // texts
    kActionName,
    kActionTarget,
    kActionTargetId,
    kOperation,
    kActorUid,
    kUserUid,
    kModel,
    kRegion,
    kAnalyticUid,
    kFindingUid,
    kRuleUid,
    kMethod,
    kPath,
    kCountry,
    kClient,
    kTimeDt,
    kTlsVersion,
    kAuth,
    kClientKind,
    kNetwork,
    kNode,
    kPromptHash,
    kPromptSimhash,
    kReason,
    kSource,
    kTexts,
    // whole numbers
    kLoggedTime = kTexts,
    kClassUid,
    kActivityId,
    kStatusId,
    kHttpCode,
    kApiCode,
    kSeverityId,
    kLatency,
    kPromptTokens,
    kOutputTokens,
    kCostMicros,
    kResponseBytes,
    kNumbersEnd,
    // the rest
    kDetected = kNumbersEnd,
};
constexpr std::size_t kNumbers = kNumbersEnd - kTexts;

struct Found {
    std::array<std::string_view, kTexts> texts;
    std::array<bool, kTexts> has{};
    std::array<std::int64_t, kNumbers> numbers{};
    std::array<bool, kNumbers> hasNumber{};
    std::int64_t detected = 0;

    void set(Leaf leaf, std::string_view text) {
        texts[static_cast<std::size_t>(leaf)] = text;
        has[static_cast<std::size_t>(leaf)] = true;
    }
    [[nodiscard]] std::string_view text(Leaf leaf) const { return texts[static_cast<std::size_t>(leaf)]; }
    [[nodiscard]] bool hasText(Leaf leaf) const { return has[static_cast<std::size_t>(leaf)]; }
    void set(Leaf leaf, std::int64_t number) {
        numbers[static_cast<std::size_t>(leaf - kTexts)] = number;
        hasNumber[static_cast<std::size_t>(leaf - kTexts)] = true;
    }
    [[nodiscard]] std::int64_t number(Leaf leaf) const { return numbers[static_cast<std::size_t>(leaf - kTexts)]; }
};

// Eight bytes written as sixteen hex digits, first byte lowest. 0 for anything else.
std::int64_t hashNumber(std::string_view hex) {
    if (hex.size() < 16) {
        return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        const char c = hex[i];
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0) {
            return 0;
        }
        const std::size_t byte = i / 2;
        value |= static_cast<std::uint64_t>(digit) << (byte * 8 + (i % 2 == 0 ? 4 : 0));
    }
    return static_cast<std::int64_t>(value);
}

// "TLSv1.3", "TLS 1.3", "1.3" → 103; SSL of any version → 2 or 3, below every TLS.
std::int64_t tlsNumber(std::string_view version) {
    const bool ssl = version.starts_with("SSL") || version.starts_with("ssl");
    const std::size_t at = version.find_first_of("0123456789");
    if (at == std::string_view::npos) {
        return 0;
    }
    const std::int64_t major = version[at] - '0';
    if (ssl) {
        return major;
    }
    const bool minor =
        at + 2 < version.size() && version[at + 1] == '.' && version[at + 2] >= '0' && version[at + 2] <= '9';
    return major * 100 + (minor ? version[at + 2] - '0' : 0);
}

std::int64_t authNumber(std::string_view auth) { return auth == "authenticated" ? 1 : auth == "anonymous" ? 2 : 0; }

// Which attribute counts for which column. `join` keeps a composed text.
template <class Join>
Columns compose(const Found& f, std::int64_t timeMicros, Join&& join) {
    Columns c;
    c[TextColumn::Node] = f.text(kNode);
    c[TextColumn::Source] = f.text(kSource);
    c[TextColumn::Principal] = f.hasText(kActorUid) ? f.text(kActorUid) : f.text(kUserUid);
    c[TextColumn::Client] = f.text(kClient);
    c[TextColumn::Network] = f.text(kNetwork);
    c[TextColumn::Country] = f.text(kCountry);
    c[TextColumn::Region] = f.text(kRegion);
    c[TextColumn::Model] = f.text(kModel);
    if (f.hasText(kOperation)) {
        c[TextColumn::Operation] = f.text(kOperation);
    } else if (!f.text(kMethod).empty() && !f.text(kPath).empty()) {
        c[TextColumn::Operation] = join(f.text(kMethod), f.text(kPath));
    } else {
        c[TextColumn::Operation] = f.text(kMethod).empty() ? f.text(kPath) : f.text(kMethod);
    }
    c[TextColumn::ClientKind] = f.text(kClientKind);
    c[TextColumn::Rule] = f.hasText(kAnalyticUid) ? f.text(kAnalyticUid)
                          : f.hasText(kRuleUid)   ? f.text(kRuleUid)
                          : f.hasText(kReason)    ? f.text(kReason)
                                                  : f.text(kActionName);
    c[TextColumn::Group] = f.hasText(kFindingUid)       ? f.text(kFindingUid)
                           : f.hasText(kActionTargetId) ? f.text(kActionTargetId)
                                                        : f.text(kActionTarget);
    c[IntColumn::Time] = timeMicros;
    c[IntColumn::LoggedTime] = f.number(kLoggedTime);
    c[IntColumn::Class] = f.number(kClassUid);
    c[IntColumn::Activity] = f.number(kActivityId);
    c[IntColumn::Status] = f.number(kStatusId);
    c[IntColumn::Code] = f.hasNumber[kHttpCode - kTexts] ? f.number(kHttpCode) : f.number(kApiCode);
    c[IntColumn::Severity] = f.number(kSeverityId);
    c[IntColumn::Auth] = authNumber(f.text(kAuth));
    c[IntColumn::Tls] = tlsNumber(f.text(kTlsVersion));
    c[IntColumn::Latency] = f.number(kLatency);
    c[IntColumn::PromptTokens] = f.number(kPromptTokens);
    c[IntColumn::OutputTokens] = f.number(kOutputTokens);
    c[IntColumn::CostMicros] = f.number(kCostMicros);
    c[IntColumn::ResponseBytes] = f.number(kResponseBytes);
    c[IntColumn::PromptHash] = hashNumber(f.text(kPromptHash));
    c[IntColumn::PromptSimhash] = hashNumber(f.text(kPromptSimhash));
    c[IntColumn::Detected] = f.detected;
    return c;
}

// Reads the names of vedette.detected; unknown names are those of another version and carry no bit.
bool readDetected(JsonScan& in, std::int64_t& bits) {
    if (in.peek() != JsonScan::Kind::Array || !in.enter()) {
        return in.fail("expected a list");
    }
    bool first = true;
    while (in.nextElement(first)) {
        JsonScan::Text name;
        if (in.peek() != JsonScan::Kind::Text) {
            return in.fail("expected a text");
        }
        if (!in.text(name)) {
            return false;
        }
        const auto hit = std::ranges::find(kDetectedNames, name.raw);
        if (hit != std::end(kDetectedNames)) {
            bits |= std::int64_t{1} << (hit - std::begin(kDetectedNames));
        }
    }
    return !in.failed();
}

// Takes one attribute of the tree below. Unescaped texts go to `keep`, which must not move them.
template <class Keep>
bool take(int id, JsonScan& in, Found& found, Keep&& keep) {
    const auto leaf = static_cast<Leaf>(id);
    const auto kind = in.peek();
    JsonScan::Text text;
    if (id == kDetected) {
        return readDetected(in, found.detected);
    }
    if (id >= kTexts) {
        std::string_view raw;
        bool whole = false;
        std::int64_t value = 0;
        if (kind == JsonScan::Kind::Text
                ? !(in.text(text) && parseWhole(text.raw, value))
                : !(kind == JsonScan::Kind::Number && in.number(raw, whole) && parseWhole(raw, value))) {
            return in.fail("expected a whole number");
        }
        found.set(leaf, value);
        return true;
    }
    if (id == kActionTarget && kind == JsonScan::Kind::Object) {
        static const FieldTree target = [] {
            FieldTree made;
            made.add("id", kActionTargetId);
            return made;
        }();
        return target.walk(in, [&](int inner, JsonScan& scan) { return take(inner, scan, found, keep); });
    }
    if (kind != JsonScan::Kind::Text) {
        return in.fail("expected a text");
    }
    if (!in.text(text)) {
        return false;
    }
    found.set(leaf, text.escaped ? keep(text.raw) : text.raw);
    return true;
}

struct JsonLeaf {
    std::string_view path;
    Field whole;  // the attribute of type Json that holds it
    Leaf leaf;
};
// Paths that end inside an attribute of type Json.
constexpr JsonLeaf kInside[] = {
    {"finding_info.analytic.uid", Field::findingAnalytic, kAnalyticUid},
    {"vedette.action.name", Field::vAction, kActionName},
    {"vedette.action.target", Field::vAction, kActionTarget},
    {"vedette.detected", Field::vDetected, kDetected},
    {"vedette.rejected.reason", Field::vRejected, kReason},
};

struct TextLeaf {
    Field field;
    Leaf leaf;
};
constexpr TextLeaf kTextLeaves[] = {
    {Field::apiOperation, kOperation},
    {Field::userUid, kActorUid},
    {Field::authUserUid, kUserUid},
    {Field::aiModelName, kModel},
    {Field::cloudRegion, kRegion},
    {Field::findingUid, kFindingUid},
    {Field::firewallRuleUid, kRuleUid},
    {Field::httpMethod, kMethod},
    {Field::urlPath, kPath},
    {Field::country, kCountry},
    {Field::clientUid, kClient},
    {Field::timeDt, kTimeDt},
    {Field::tlsVersion, kTlsVersion},
    {Field::vAuth, kAuth},
    {Field::vClientKind, kClientKind},
    {Field::vNetwork, kNetwork},
    {Field::vNode, kNode},
    {Field::vPromptHash, kPromptHash},
    {Field::vPromptSimhash, kPromptSimhash},
    {Field::vSource, kSource},
};
constexpr TextLeaf kNumberLeaves[] = {
    {Field::loggedTime, kLoggedTime},     {Field::classUid, kClassUid},
    {Field::activityId, kActivityId},     {Field::statusId, kStatusId},
    {Field::httpCode, kHttpCode},         {Field::apiResponseCode, kApiCode},
    {Field::severityId, kSeverityId},     {Field::duration, kLatency},
    {Field::promptTokens, kPromptTokens}, {Field::completionTokens, kOutputTokens},
    {Field::vCostMicros, kCostMicros},    {Field::httpResponseLength, kResponseBytes},
};

std::string_view pathOf(Field f) { return kFields[static_cast<std::size_t>(f)].path; }

const FieldTree& columnTree() {
    static const FieldTree tree = [] {
        FieldTree made;
        for (const auto& [field, leaf] : kTextLeaves) {
            made.add(pathOf(field), leaf);
        }
        for (const auto& [field, leaf] : kNumberLeaves) {
            made.add(pathOf(field), leaf);
        }
        for (const JsonLeaf& inside : kInside) {
            made.add(inside.path, inside.leaf);
        }
        return made;
    }();
    return tree;
}

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The text as a record will hold it: ill-formed UTF-8 replaced the way the writer replaces it.
std::string_view repaired(std::string_view text, Arena& arena) {
    if (isAscii(text) || isUtf8(text)) {
        return text;
    }
    std::string quoted;
    appendJsonString(quoted, text);
    std::string clear;
    unescapeJson(std::string_view(quoted).substr(1, quoted.size() - 2), clear);
    return arena.copy(clear);
}

}  // namespace

std::string_view columnName(TextColumn c) { return kTextNames[static_cast<std::size_t>(c)]; }
std::string_view columnName(IntColumn c) { return kIntNames[static_cast<std::size_t>(c)]; }

Result<TextColumn> textColumnNamed(std::string_view name) {
    const auto hit = std::ranges::find(kTextNames, name);
    if (hit == std::end(kTextNames)) {
        return fail(ErrorCode::NotFound, "there is no text column \"" + std::string(name) + "\"");
    }
    return static_cast<TextColumn>(hit - std::begin(kTextNames));
}

Result<IntColumn> intColumnNamed(std::string_view name) {
    const auto hit = std::ranges::find(kIntNames, name);
    if (hit == std::end(kIntNames)) {
        return fail(ErrorCode::NotFound, "there is no number column \"" + std::string(name) + "\"");
    }
    return static_cast<IntColumn>(hit - std::begin(kIntNames));
}

Columns columnsOf(const Event& event, Arena& scratch) {
    Found found;
    for (const auto& [field, leaf] : kTextLeaves) {
        if (event.has(field)) {
            found.set(leaf, repaired(event.text(field), scratch));
        }
    }
    for (const auto& [field, leaf] : kNumberLeaves) {
        if (event.has(field)) {
            found.set(leaf, event.integer(field));
        }
    }
    const auto keep = [&scratch](std::string_view raw) {
        std::string clear;
        unescapeJson(raw, clear);
        return scratch.copy(clear);
    };
    for (const JsonLeaf& inside : kInside) {
        if (!event.has(inside.whole)) {
            continue;
        }
        JsonScan scan(event.text(inside.whole));
        const std::string_view outer = pathOf(inside.whole);
        if (outer.size() == inside.path.size()) {
            static_cast<void>(take(inside.leaf, scan, found, keep));
            continue;
        }
        FieldTree tree;
        tree.add(inside.path.substr(outer.size() + 1), inside.leaf);
        static_cast<void>(tree.walk(scan, [&](int id, JsonScan& in) { return take(id, in, found, keep); }));
    }
    std::int64_t micros = 0;
    if (found.hasText(kTimeDt)) {
        const auto time = parseRecordTime(found.text(kTimeDt));
        micros = time ? toMicros(*time) : 0;
    }
    return compose(found, micros, [&scratch](std::string_view method, std::string_view path) {
        char* const joined = scratch.allocate(method.size() + path.size() + 1);
        std::ranges::copy(method, joined);
        joined[method.size()] = ' ';
        std::ranges::copy(path, joined + method.size() + 1);
        return std::string_view(joined, method.size() + path.size() + 1);
    });
}

struct ColumnReader::Impl {
    std::string scratch;  // unescaped and joined texts of the last record
    RecordShapes shapes;

    // Whole: `found` is what reading it key by key would find.
    RecordShapes::Fit readAlike(std::string_view record, Found& found) const;
};

RecordShapes::Fit ColumnReader::Impl::readAlike(std::string_view record, Found& found) const {
    return shapes.read(record, [&](int id, std::string_view raw, bool isText) {
        const auto leaf = static_cast<Leaf>(id);
        std::int64_t value = 0;
        if (id < kTexts && isText) {
            found.set(leaf, raw);
            return true;
        }
        if (id < kTexts || !parseWhole(raw, value)) {
            return false;
        }
        found.set(leaf, value);
        return true;
    });
}

ColumnReader::ColumnReader() : m_impl(std::make_unique<Impl>()) {}
ColumnReader::~ColumnReader() = default;

Result<Columns> ColumnReader::read(std::string_view record) {
    static const FieldTree& tree = columnTree();
    std::string& scratch = m_impl->scratch;
    scratch.clear();
    // Room for all that can be unescaped or joined, so that views into it stay valid.
    if (scratch.capacity() < 2 * record.size() + 1) {
        scratch.reserve(2 * record.size() + 64);
    }
    Found found;
    if (const auto fit = m_impl->readAlike(record, found); fit != RecordShapes::Fit::Whole) {
        found = {};
        JsonScan scan(record);
        const auto keep = [&scratch](std::string_view raw) {
            const std::size_t at = scratch.size();
            unescapeJson(raw, scratch);
            return std::string_view(scratch).substr(at);
        };
        if (!tree.walk(scan, [&](int id, JsonScan& in) { return take(id, in, found, keep); }) || !scan.atEnd()) {
            const std::string why = scan.failed() ? scan.why() : "text after the end of the object";
            return fail(ErrorCode::Corrupt,
                        "the record is broken at byte " + std::to_string(scan.offset()) + ": " + why, {},
                        "run vedettectl verify");
        }
        if (fit == RecordShapes::Fit::Unknown) {
            m_impl->shapes.learn(tree, record);
        }
    }
    std::int64_t micros = 0;
    if (found.hasText(kTimeDt)) {
        const auto time = parseRecordTime(found.text(kTimeDt));
        if (!time) {
            return fail(ErrorCode::Corrupt, "the record's time_dt is not a time", {}, "run vedettectl verify");
        }
        micros = toMicros(*time);
    }
    return compose(found, micros, [&scratch](std::string_view method, std::string_view path) {
        const std::size_t at = scratch.size();
        scratch += method;
        scratch += ' ';
        scratch += path;
        return std::string_view(scratch).substr(at);
    });
}

}  // namespace vedette
