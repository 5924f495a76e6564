// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/detect/detector.h"

namespace vedette {
namespace {

// OCSF analytic types.
constexpr std::int64_t kStatistical = 3;
constexpr std::int64_t kRule = 1;

constexpr std::array<std::pair<std::string_view, std::int64_t>, 8> kAnalytics = {{
    {"credential-stuffing", kRule},
    {"unauthenticated-success", kRule},
    {"model-extraction", kStatistical},
    {"distributed-extraction", kStatistical},
    {"denial-of-wallet", kStatistical},
    {"first-seen-region", kRule},
    {"performance-drift", kStatistical},
    {"source-silent", kStatistical},
}};

std::string analyticJson(const Finding& finding) {
    const auto& infos = detectorInfos();
    const auto info = std::ranges::find(infos, finding.detector, &DetectorInfo::id);
    const auto known =
        std::ranges::find(kAnalytics, std::string_view(finding.detector), [](const auto& a) { return a.first; });
    const std::int64_t type = known == kAnalytics.end() ? kStatistical : known->second;
    std::string out;
    JsonWriter w(out);
    w.beginObject();
    w.key("name").string(info == infos.end() ? finding.detector : info->title);
    w.key("type").string(type == kRule ? "Rule" : "Statistical");
    w.key("type_id").integer(type);
    w.key("uid").string(finding.detector);
    w.endObject();
    return out;
}

// Techniques become OCSF attacks; risks of other lists become tags, which have room for a list's name.
std::string attacksJson(const std::vector<ThreatRef>& threats) {
    std::string out;
    JsonWriter w(out);
    w.beginArray();
    for (const ThreatRef& threat : threats) {
        if (threat.framework != "ATLAS") continue;
        const std::size_t dot = threat.id.rfind('.');
        const bool sub = std::ranges::count(threat.id, '.') >= 2;
        w.beginObject();
        if (sub)
            w.key("sub_technique")
                .beginObject()
                .key("name")
                .string(threat.name)
                .key("uid")
                .string(threat.id)
                .endObject();
        w.key("technique").beginObject();
        if (sub) {
            w.key("uid").string(std::string_view(threat.id).substr(0, dot));
        } else {
            w.key("name").string(threat.name).key("uid").string(threat.id);
        }
        w.endObject();
        w.key("version").string(threat.framework + " " + threat.edition);
        w.endObject();
    }
    w.endArray();
    return out;
}

std::string tagsJson(const std::vector<ThreatRef>& threats) {
    std::string out;
    JsonWriter w(out);
    w.beginArray();
    for (const ThreatRef& threat : threats) {
        if (threat.framework == "ATLAS") continue;
        w.beginObject();
        w.key("name").string(threat.framework + " " + threat.edition);
        w.key("value").string(threat.id + " " + threat.name);
        w.endObject();
    }
    w.endArray();
    return out;
}

std::string evidenceJson(const Finding& finding) {
    std::string out;
    JsonWriter w(out);
    w.beginObject();
    w.key("baseline").string(finding.baseline);
    w.key("count").integer(static_cast<std::int64_t>(finding.evidenceCount));
    w.key("entries").beginArray();
    for (const std::uint64_t entry : finding.evidence) w.integer(static_cast<std::int64_t>(entry));
    w.endArray();
    w.endObject();
    return out;
}

std::int64_t confidenceId(std::int64_t percent) { return percent >= 80 ? 3 : percent >= 50 ? 2 : 1; }

}  // namespace

Event findingEvent(const Finding& finding, Time now, Arena& arena) {
    const auto millis = [](Time t) {
        return std::chrono::floor<std::chrono::milliseconds>(t).time_since_epoch().count();
    };
    const Time when = finding.lastSeen == Time{} ? now : std::min(finding.lastSeen, now);
    Event event;
    event.setClass(ocsf::kDetectionFinding, 1);
    event.setTime(when);
    event.setLoggedTime(now);
    event.setSeverity(finding.severity);
    event.setInteger(Field::statusId, 1);
    event.setInteger(Field::confidenceScore, finding.confidence);
    event.setInteger(Field::confidenceId, confidenceId(finding.confidence));
    event.setBoolean(Field::isAlert, true);
    event.setText(Field::message, arena.copy(finding.title));
    event.setText(Field::findingUid, arena.copy(finding.group));
    event.setText(Field::findingTitle, arena.copy(finding.title));
    event.setText(Field::findingDesc, arena.copy(finding.reason));
    event.setInteger(Field::findingCreated, millis(now));
    event.setInteger(Field::findingFirstSeen, millis(std::min(finding.firstSeen, now)));
    event.setInteger(Field::findingLastSeen, millis(when));
    event.setJson(Field::findingAnalytic, arena.copy(analyticJson(finding)));
    std::string types;
    JsonWriter(types).beginArray().string(finding.detector).endArray();
    event.setJson(Field::findingTypes, arena.copy(types));
    if (const std::string attacks = attacksJson(finding.threats); attacks != "[]") {
        event.setJson(Field::findingAttacks, arena.copy(attacks));
    }
    if (const std::string tags = tagsJson(finding.threats); tags != "[]") {
        event.setJson(Field::findingTags, arena.copy(tags));
    }
    event.setJson(Field::vEvidence, arena.copy(evidenceJson(finding)));
    event.setText(Field::productName, "Vedette");
    event.setText(Field::productVendor, "Vedette");
    event.setText(Field::productVersion, VEDETTE_VERSION);
    const auto setWhen = [&](Field field, const std::string& value) {
        if (!value.empty()) event.setText(field, arena.copy(value));
    };
    setWhen(Field::vNode, finding.node);
    setWhen(Field::vSource, finding.source);
    setWhen(Field::userUid, finding.principal);
    setWhen(Field::clientUid, finding.client);
    setWhen(Field::aiModelName, finding.model);
    return event;
}

}  // namespace vedette
