// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/detect/detectors.h"
#include "core/detect/state_map.h"

namespace vedette {

void Detector::idle(Time, std::vector<Finding>&) {}
void Detector::setContext(const DetectContext&) {}

namespace {

std::vector<Shipped> shippedDetectors() {
    std::vector<Shipped> all;
    all.push_back(credentialStuffing());
    all.push_back(unauthenticatedSuccess());
    all.push_back(modelExtraction());
    all.push_back(slowExtraction());
    all.push_back(distributedExtraction());
    all.push_back(denialOfWallet());
    all.push_back(firstSeenRegion());
    all.push_back(performanceDrift());
    all.push_back(sourceSilent());
    return all;
}

bool fromSource(std::int64_t classUid) {
    switch (classUid) {
        case ocsf::kDetectionFinding:
        case ocsf::kComplianceFinding:
        case ocsf::kIncidentFinding:
        case ocsf::kConsoleAction:
        case ocsf::kFleetDeclaration:
        case ocsf::kDetectionRun:
        case ocsf::kRejectedRecord: return false;
        default: return classUid != 0;
    }
}

}  // namespace

const std::vector<DetectorInfo>& detectorInfos() {
    static const std::vector<DetectorInfo> kInfos = [] {
        std::vector<DetectorInfo> infos;
        for (Shipped& shipped : shippedDetectors()) infos.push_back(std::move(shipped.info));
        return infos;
    }();
    return kInfos;
}

struct DetectionEngine::Impl {
    std::vector<std::unique_ptr<Detector>> detectors;
    std::int64_t watermark = 0;
    std::int64_t advanced = 0;

    // What the words of an operation say; the same few operations come again and again.
    struct OperationKind {
        bool known = false;
        bool inference = false;
        bool open = false;
    };
    StateMap<OperationKind> operations{8192};

    Observation look(std::uint64_t entry, const Columns& c, std::int64_t now);
};

Observation DetectionEngine::Impl::look(std::uint64_t entry, const Columns& c, std::int64_t now) {
    Observation seen;
    seen.entry = entry;
    seen.columns = &c;
    // The collection time is in the record, so a replay years later bounds a fast clock exactly as the first run did.
    const std::int64_t logged = c[IntColumn::LoggedTime] * 1000;
    seen.logged = logged > 0 ? std::min(logged, now) : now;
    seen.time = std::clamp<std::int64_t>(c[IntColumn::Time], 0, seen.logged);
    watermark = std::max(watermark, seen.time);
    seen.watermark = watermark;
    seen.node = entityId(c[TextColumn::Node]);
    seen.source = entityId(c[TextColumn::Source]);
    seen.principal = entityId(c[TextColumn::Principal]);
    seen.client = entityId(c[TextColumn::Client]);
    seen.network = entityId(c[TextColumn::Network]);
    seen.model = entityId(c[TextColumn::Model]);
    seen.operation = entityId(c[TextColumn::Operation]);
    seen.classUid = c[IntColumn::Class];
    seen.request = seen.classUid == ocsf::kApiActivity || seen.classUid == ocsf::kHttpActivity;
    const std::int64_t code = c[IntColumn::Code];
    const std::int64_t status = c[IntColumn::Status];
    seen.success = status == ocsf::kSuccess || (status == ocsf::kStatusUnknown && code >= 200 && code < 400);
    seen.authFailure = (seen.request && (code == 401 || code == 403 || code == 407)) ||
                       (seen.classUid == ocsf::kAuthentication && status == ocsf::kFailure);
    if (seen.request && seen.operation != 0) {
        OperationKind& kind = operations.touch(seen.operation, watermark);
        if (!kind.known) {
            kind.known = true;
            kind.inference = isInferenceOperation(c[TextColumn::Operation]);
            kind.open = isOpenByDesign(c[TextColumn::Operation]);
        }
        seen.modelCall = kind.inference;
        seen.ownTraffic = kind.open;
    }
    if (seen.request && (c[IntColumn::OutputTokens] > 0 || c[IntColumn::PromptTokens] > 0)) seen.modelCall = true;
    return seen;
}

DetectionEngine::DetectionEngine() : m_impl(std::make_unique<Impl>()) {
    for (const Shipped& shipped : shippedDetectors()) m_impl->detectors.push_back(shipped.make());
}

DetectionEngine::~DetectionEngine() = default;

std::vector<Finding> DetectionEngine::observe(std::uint64_t firstEntry, const std::vector<Columns>& rows, Time now) {
    std::vector<Finding> out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!fromSource(rows[i][IntColumn::Class])) continue;
        const Observation seen = m_impl->look(firstEntry + i, rows[i], toMicros(now));
        for (const auto& detector : m_impl->detectors) detector->observe(seen, out);
        // By the row, not by the batch: how rows were cut into batches must not change what is found.
        if (m_impl->watermark - m_impl->advanced >= kMinute) {
            m_impl->advanced = m_impl->watermark;
            for (const auto& detector : m_impl->detectors) detector->advance(fromMicros(m_impl->watermark), out);
        }
    }
    return out;
}

std::vector<Finding> DetectionEngine::advance(Time now) {
    std::vector<Finding> out;
    if (m_impl->watermark == 0 || toMicros(now) <= m_impl->watermark) return out;
    for (const auto& detector : m_impl->detectors) detector->idle(now, out);
    return out;
}

void DetectionEngine::setContext(DetectContext context) {
    for (const auto& detector : m_impl->detectors) detector->setContext(context);
}

}  // namespace vedette
