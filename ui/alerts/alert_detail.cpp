// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alert_detail.h"

#include <algorithm>

namespace vedette::ui {
namespace {

constexpr std::size_t kFindingsInTimeline = 12;

Filter one(std::uint64_t entry) {
    Filter filter;
    filter.firstEntry = entry;
    filter.endEntry = entry + 1;
    return filter;
}

Result<std::vector<EvidenceLine>> readEvidence(Reader& reader, std::vector<std::uint64_t> entries) {
    std::ranges::sort(entries, std::greater<>{});
    std::vector<EvidenceLine> out;
    for (const std::uint64_t entry : entries) {
        if (out.size() == AlertDetail::kEvidenceLines) break;
        auto page = reader.newest(one(entry), 1);
        if (!page) return passOn(page);
        EvidenceLine line;
        line.entry = entry;
        line.forgotten = page->rows.empty();
        if (!line.forgotten) {
            const Columns& c = page->rows.front().columns;
            line.time = c.time();
            line.who = c[TextColumn::Principal].empty() ? c[TextColumn::Client] : c[TextColumn::Principal];
            line.what = c[TextColumn::Operation];
            line.tokens = c[IntColumn::PromptTokens] + c[IntColumn::OutputTokens];
            line.code = c[IntColumn::Code];
        }
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace

Result<AlertDetail> readAlertDetail(Reader& reader, const std::string& id, Time now) {
    AlertDetail out;
    auto alert = loadAlert(reader, id);
    if (!alert) return passOn(alert);
    out.alert = std::move(*alert);

    Time alarm = out.alert.firstSeen;
    if (!out.alert.findingEntries.empty()) {
        auto first = reader.newest(one(out.alert.findingEntries.front()), 1);
        if (!first) return passOn(first);
        if (!first->rows.empty()) alarm = first->rows.front().columns.time();
    }
    auto baseline = readBaseline(reader, out.alert, alarm, now);
    if (baseline)
        out.baseline = std::move(*baseline);
    else if (baseline.error().code == ErrorCode::Cancelled)
        return passOn(baseline);
    else
        out.baselineTrouble = baseline.error().text();

    // A case that has nothing but this alert gives the alert's own timeline.
    IncidentCase alone;
    alone.alerts = {{out.alert.id, out.alert.title}};
    auto timeline = caseTimeline(reader, alone, kFindingsInTimeline);
    if (!timeline) return passOn(timeline);
    out.timeline = std::move(*timeline);

    auto evidence = readEvidence(reader, out.alert.evidence);
    if (!evidence) return passOn(evidence);
    out.evidence = std::move(*evidence);
    return out;
}

}  // namespace vedette::ui
