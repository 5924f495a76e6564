// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pipeline/own_events.h"

#include <fmt/format.h>

#include "core/base/json.h"

namespace vedette {

namespace {

void common(Event& event, std::int64_t classUid, std::int64_t activity, Time now) {
    event.clear();
    event.setClass(classUid, activity);
    event.setTime(now);
    event.setLoggedTime(now);
    event.setText(Field::productName, "Vedette");
    event.setText(Field::productVendor, "Vedette");
    event.setText(Field::productVersion, VEDETTE_VERSION);
}

}  // namespace

void statusEvent(const SourceReport& status, Time now, Arena& arena, Event& event) {
    common(event, ocsf::kCollectorStatus, static_cast<std::int64_t>(status.activity), now);
    const bool bad =
        status.activity == SourceActivity::Down || status.activity == SourceActivity::Gap || !status.reason.empty();
    event.setSeverity(bad ? ocsf::kMedium : ocsf::kInformational);
    event.setStatus(bad ? ocsf::kFailure : ocsf::kSuccess);
    if (!status.node.empty()) event.setText(Field::vNode, arena.copy(status.node));
    event.setText(Field::vSource, arena.copy(status.source));
    event.setText(Field::message, arena.copy(status.message));
    if (!status.reason.empty()) event.setText(Field::statusCode, arena.copy(status.reason));
    if (status.from) event.setInteger(Field::startTime, toMicros(*status.from) / 1000);
    if (status.to) event.setInteger(Field::endTime, toMicros(*status.to) / 1000);
    if (status.activity == SourceActivity::Up) {
        std::string observation;
        JsonWriter(observation)
            .beginObject()
            .key("polls")
            .integer(static_cast<std::int64_t>(status.polls))
            .key("rows")
            .integer(static_cast<std::int64_t>(status.rows))
            .endObject();
        event.setJson(Field::vObservation, arena.copy(observation));
    }
}

void detectionRunEvent(const DetectionRun& run, Time now, Arena& arena, Event& event) {
    common(event, ocsf::kDetectionRun, 1, now);
    event.setSeverity(ocsf::kInformational);
    event.setStatus(ocsf::kSuccess);
    event.setInteger(Field::startTime, toMicros(run.from) / 1000);
    event.setInteger(Field::endTime, toMicros(run.to) / 1000);
    const std::uint64_t entries = run.end - run.first;
    event.setText(Field::message, arena.copy(fmt::format("{} detectors looked at {} entries and raised {} findings",
                                                         run.detectors.size(), entries, run.findings)));
    std::string observation;
    JsonWriter w(observation);
    w.beginObject().key("detectors").beginArray();
    for (const auto& [id, version] : run.detectors) {
        w.beginObject().key("id").string(id).key("version").string(version).endObject();
    }
    w.endArray();
    w.key("end").integer(static_cast<std::int64_t>(run.end));
    w.key("entries").integer(static_cast<std::int64_t>(entries));
    w.key("findings").integer(static_cast<std::int64_t>(run.findings));
    w.key("first").integer(static_cast<std::int64_t>(run.first)).endObject();
    event.setJson(Field::vObservation, arena.copy(observation));
}

void declarationEvent(std::string_view declaration, std::string_view fleetName, Time now, Arena& arena, Event& event) {
    common(event, ocsf::kFleetDeclaration, 1, now);
    event.setSeverity(ocsf::kInformational);
    event.setStatus(ocsf::kSuccess);
    event.setJson(Field::vFleet, arena.copy(declaration));
    event.setText(Field::message, arena.copy("Fleet declaration of " + std::string(fleetName)));
}

void observationEvent(std::string_view node, std::string_view provider, std::string_view region,
                      std::string_view observation, bool well, std::string_view message, Time now, Arena& arena,
                      Event& event) {
    common(event, ocsf::kEndpointObservation, 1, now);
    event.setSeverity(well ? ocsf::kInformational : ocsf::kMedium);
    event.setStatus(well ? ocsf::kSuccess : ocsf::kFailure);
    event.setText(Field::vNode, arena.copy(node));
    if (!provider.empty() && !region.empty()) {
        event.setText(Field::cloudProvider, arena.copy(provider));
        event.setText(Field::cloudRegion, arena.copy(region));
    }
    event.setJson(Field::vObservation, arena.copy(observation));
    event.setText(Field::message, arena.copy(message));
}

}  // namespace vedette
