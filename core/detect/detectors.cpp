// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/detectors.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/crypto.h"

namespace vedette {

const std::vector<ThreatRef>& knownThreats() {
    static const std::vector<ThreatRef> kThreats = {
        {"ATLAS", "2026.07", "AML.T0012", "Valid Accounts"},
        {"ATLAS", "2026.07", "AML.T0021", "Establish Accounts"},
        {"ATLAS", "2026.07", "AML.T0024.002", "Extract AI Model"},
        {"ATLAS", "2026.07", "AML.T0029", "Denial of AI Service"},
        {"ATLAS", "2026.07", "AML.T0031", "Erode AI Model Integrity"},
        {"ATLAS", "2026.07", "AML.T0034.000", "Excessive Queries"},
        {"ATLAS", "2026.07", "AML.T0034.001", "Resource-Intensive Queries"},
        {"ATLAS", "2026.07", "AML.T0040", "AI Model Inference API Access"},
        {"ATLAS", "2026.07", "AML.T0049", "Exploit Public-Facing Application"},
        {"ATLAS", "2026.07", "AML.T0091.000", "Application Access Token"},
        {"OWASP-LLM", "2025", "LLM10:2025", "Unbounded Consumption"},
        {"OWASP-LLM", "2026", "LLM06:2026", "Unbounded Consumption"},
    };
    return kThreats;
}

std::vector<ThreatRef> threats(std::initializer_list<std::string_view> ids) {
    std::vector<ThreatRef> out;
    for (const std::string_view id : ids) {
        const auto found = std::ranges::find(knownThreats(), id, &ThreatRef::id);
        if (found != knownThreats().end()) out.push_back(*found);
    }
    return out;
}

namespace {
constexpr std::int64_t kQuiet = 24 * kHour;
constexpr std::int64_t kLongest = 7 * kDay;
}  // namespace

bool Episode::active(std::int64_t time) const {
    return m_start >= 0 && time - m_last <= kQuiet && time - m_start <= kLongest;
}

bool Episode::open(std::int64_t time) {
    if (active(time)) {
        m_last = std::max(m_last, time);
        return false;
    }
    m_start = time;
    m_last = time;
    m_next = 0;
    return true;
}

bool Episode::due(std::uint64_t evidence) {
    if (evidence < m_next) return false;
    m_next = std::max<std::uint64_t>(2, evidence * 2);
    return true;
}

std::string alertGroup(std::string_view detector, std::string_view entity, std::int64_t windowStart) {
    const Hash hash = sha256(fmt::format("{}|{}|{}", detector, entity, windowStart));
    return toHex(asView(hash).substr(0, 16));
}

void attach(Finding& finding, const Trail& trail, std::string_view entity, std::int64_t windowStart) {
    finding.group = alertGroup(finding.detector, entity, windowStart);
    finding.evidence = trail.entries();
    finding.evidenceCount = trail.count();
    finding.firstSeen = fromMicros(trail.firstTime());
    finding.lastSeen = fromMicros(trail.lastTime());
}

}  // namespace vedette
