// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pipeline/review.h"

#include <simdjson.h>

#include <algorithm>

#include "core/base/bytes.h"
#include "core/event/event.h"

namespace vedette {

namespace {

constexpr std::size_t kRowsAtOnce = 4096;
constexpr std::size_t kNewestRows = 1024;

}  // namespace

Result<std::unique_ptr<LogReview>> LogReview::open(const std::filesystem::path& store, const Clock& clock,
                                                   DetectContext context) {
    auto reader = Reader::open(store);
    if (!reader) return passOn(reader);
    auto review = std::unique_ptr<LogReview>(new LogReview(std::move(*reader), clock));
    review->m_engine.setContext(std::move(context));
    review->m_runBegan = clock.now();
    return review;
}

Result<void> LogReview::rebuild() {
    auto head = m_reader->head();
    if (!head) return passOn(head);
    auto covered = lastCovered();
    if (!covered) return passOn(covered);
    auto newest = newestTime();
    if (!newest) return passOn(newest);
    // Back from the newest entry, not from now: a log that rested for a month remembers what it knew.
    Filter recent;
    recent.from = *newest - DetectionEngine::kReplay;
    recent.firstEntry = head->size - std::min(head->size, kReplayEntries);
    if (*covered == 0) {  // nobody ever said that detectors ran: the window is all that is looked at
        recent.endEntry = m_shown = head->size;
        return show(recent, false);
    }
    m_covered = m_shown = *covered;
    recent.endEntry = *covered;
    if (auto shown = show(recent, true); !shown) return shown;
    Filter rest;
    rest.firstEntry = *covered;
    rest.endEntry = m_shown = head->size;
    return show(rest, false);
}

Result<bool> LogReview::behind() {
    if (!m_candidates.empty()) return true;
    auto head = m_reader->head();
    if (!head) return passOn(head);
    return head->size > m_shown;
}

Result<void> LogReview::catchUp(std::uint64_t next, std::vector<Finding>& missing) {
    if (next > m_shown) {
        Filter others;
        others.firstEntry = m_shown;
        others.endEntry = m_shown = next;
        if (auto shown = show(others, false); !shown) return shown;
    }
    for (Candidate& candidate : m_candidates) {
        Counts& counts = m_counts[{candidate.finding.detector, candidate.finding.group}];
        if (candidate.number <= counts.logged) continue;
        counts.logged = candidate.number;
        missing.push_back(std::move(candidate.finding));
    }
    m_candidates.clear();
    return {};
}

void LogReview::observe(std::uint64_t firstEntry, const std::vector<Columns>& rows, std::vector<Finding>& out) {
    keepNew(m_engine.observe(firstEntry, rows, m_clock.now()), out);
}

void LogReview::keepNew(std::vector<Finding> found, std::vector<Finding>& out) {
    for (Finding& finding : found) {
        Counts& counts = m_counts[{finding.detector, finding.group}];
        if (++counts.found <= counts.logged) continue;
        counts.logged = counts.found;
        out.push_back(std::move(finding));
    }
}

void LogReview::committed(std::uint64_t end, std::uint64_t findings) {
    m_shown = end;
    m_runFindings += findings;
}

DetectionRun LogReview::run(std::uint64_t end, std::uint64_t findings) const {
    DetectionRun run;
    for (const DetectorInfo& info : detectorInfos()) run.detectors.emplace_back(info.id, info.version);
    run.first = m_covered;
    run.end = end;
    run.findings = m_runFindings + findings;
    run.from = m_runBegan;
    run.to = m_clock.now();
    return run;
}

void LogReview::ran(std::uint64_t end) {
    m_covered = end;
    m_runBegan = m_clock.now();
    m_runFindings = 0;
}

// Where the entries end that the newest Detection Run covers; 0 without one.
Result<std::uint64_t> LogReview::lastCovered() {
    Filter runs;
    runs.is(IntColumn::Class, ocsf::kDetectionRun);
    auto page = m_reader->newest(runs, 1);
    if (!page) return passOn(page);
    if (page->rows.empty()) return std::uint64_t{0};
    const std::uint64_t entry = page->rows.front().entry;
    auto record = m_reader->record(entry);
    if (!record) return passOn(record);
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::uint64_t end = 0;
    if (parser.parse(record->data(), record->size()).get(root) != simdjson::SUCCESS ||
        root.at_pointer("/vedette/observation/end").get(end) != simdjson::SUCCESS) {
        return std::uint64_t{0};
    }
    return std::min(end, entry) + (end >= entry ? 1 : 0);
}

// Of the stream, as far as the last entries show. A clock ahead of its own collection does not count.
Result<Time> LogReview::newestTime() {
    auto page = m_reader->newest(Filter{}, kNewestRows);
    if (!page) return passOn(page);
    std::int64_t newest = 0;
    for (const Row& row : page->rows) {
        const std::int64_t logged = row.columns[IntColumn::LoggedTime] * 1000;
        const std::int64_t time = row.columns[IntColumn::Time];
        newest = std::max(newest, logged > 0 ? std::min(time, logged) : time);
    }
    return fromMicros(std::min(newest, toMicros(m_clock.now())));
}

// Shows the detectors what matches. What they find in entries that are not covered may be missing in the log.
Result<void> LogReview::show(const Filter& filter, bool covered) {
    Arena arena;
    std::vector<Columns> rows;
    std::uint64_t first = 0;
    const auto flush = [&] {
        if (!rows.empty()) found(first, rows, covered);
        rows.clear();
        arena.clear();
    };
    auto done = m_reader->scan(filter, [&](const Row& row) {
        if (rows.size() == kRowsAtOnce || (!rows.empty() && row.entry != first + rows.size())) flush();
        if (rows.empty()) first = row.entry;
        Columns copy = row.columns;
        for (auto& text : copy.texts) text = arena.copy(text);
        rows.push_back(copy);
        return true;
    });
    flush();
    return done;
}

void LogReview::found(std::uint64_t first, const std::vector<Columns>& rows, bool covered) {
    for (const Columns& row : rows) {
        if (row[IntColumn::Class] != ocsf::kDetectionFinding) continue;
        ++m_counts[{std::string(row[TextColumn::Rule]), std::string(row[TextColumn::Group])}].logged;
    }
    for (Finding& finding : m_engine.observe(first, rows, m_clock.now())) {
        const std::uint64_t number = ++m_counts[{finding.detector, finding.group}].found;
        if (!covered) m_candidates.push_back({std::move(finding), number});
    }
}

}  // namespace vedette
