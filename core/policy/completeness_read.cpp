// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what is compared: scrapes and rows by hour, then the scrapes at the edges and the rows around them.
#include <algorithm>
#include <tuple>

#include "core/event/event.h"
#include "core/policy/completeness_parts.h"
#include "core/store/column_set.h"

namespace vedette::reconciling {
namespace {

constexpr Duration kHour = std::chrono::hours(1);
constexpr std::size_t kNewestRows = 200;
constexpr std::size_t kMostHours = 2 * 366 * 24;

Time hourOf(Time t) { return std::chrono::floor<std::chrono::hours>(t); }

std::string nodeOf(const std::string& source) { return source.substr(0, source.rfind('/')); }

bool wanted(const std::vector<std::string>& nodes, const std::string& node) {
    return !node.empty() && (nodes.empty() || std::ranges::find(nodes, node) != nodes.end());
}

Filter scrapeRows(std::uint64_t end) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kMetricScrape).endEntry = end;
    return filter;
}

// The part of the period that has settled and of which the log knows anything.
Result<Period> cutToLog(Reader& reader, Period period, std::uint64_t end) {
    Filter all;
    all.endEntry = end;
    auto newest = reader.newest(all, 1);
    if (!newest) return passOn(newest);
    if (newest->rows.empty()) return Period{period.from, period.from};
    const Time collected{std::chrono::milliseconds(newest->rows.front().columns[IntColumn::LoggedTime])};
    Extent both;
    for (Filter filter : {callRows(end), scrapeRows(end)}) {
        filter.from = period.from;
        filter.to = period.to;
        auto extent = reader.extent(filter);
        if (!extent) return passOn(extent);
        if (extent->count == 0) continue;
        both.firstTime = both.count == 0 ? extent->firstTime : std::min(both.firstTime, extent->firstTime);
        both.count += extent->count;
    }
    if (both.count == 0) return Period{period.from, period.from};
    const Time to = std::min(period.to, collected - kSettling);
    Time from = std::max(period.from, hourOf(both.firstTime));
    from = std::max(from, to - kHour * static_cast<std::int64_t>(kMostHours));
    return Period{std::min(from, to), to};
}

Result<std::vector<Hour>> readHours(Reader& reader, Period period, std::uint64_t end) {
    std::vector<Hour> hours;
    for (Time at = period.from; at < period.to;) {
        Hour hour;
        hour.from = at;
        hour.to = std::min(period.to, hourOf(at) + kHour);
        Filter scrapes = scrapeRows(end);
        Filter rows = callRows(end);
        scrapes.from = rows.from = hour.from;
        scrapes.to = rows.to = hour.to;
        auto bySource = reader.groupBy(scrapes, TextColumn::Source);
        if (!bySource) return passOn(bySource);
        for (Group& group : *bySource) hour.scrapes.emplace(std::move(group.value), group.extent);
        bySource = reader.groupBy(rows, TextColumn::Source);
        if (!bySource) return passOn(bySource);
        for (const Group& group : *bySource) hour.rows.emplace(group.value, group.extent.count);
        at = hour.to;
        hours.push_back(std::move(hour));
    }
    return hours;
}

// The last scrape of each hour, and the first where the hour before had none.
void findEdges(const std::vector<Hour>& hours, const std::vector<std::string>& nodes,
               std::map<std::string, std::vector<Edge>>& bySource) {
    for (std::size_t h = 0; h < hours.size(); ++h) {
        for (const auto& [source, extent] : hours[h].scrapes) {
            if (!wanted(nodes, nodeOf(source))) continue;
            std::vector<Edge>& edges = bySource[source];
            const auto add = [&](std::uint64_t entry) {
                Edge edge;
                edge.reading.entry = entry;
                edge.hour = h;
                edges.push_back(std::move(edge));
            };
            const bool follows = !edges.empty() && edges.back().hour + 1 == h;
            if (!follows && extent.firstEntry != extent.lastEntry) add(extent.firstEntry);
            add(extent.lastEntry);
        }
    }
}

Result<void> openEdges(Reader& reader, std::map<std::string, std::vector<Edge>>& bySource) {
    std::vector<std::uint64_t> entries;
    for (const auto& [source, edges] : bySource) {
        for (const Edge& edge : edges) entries.push_back(edge.reading.entry);
    }
    auto readings = readScrapes(reader, entries);
    if (!readings) return passOn(readings);
    std::size_t i = 0;
    for (auto& [source, edges] : bySource) {
        for (Edge& edge : edges) edge.reading = std::move((*readings)[i++]);
        std::erase_if(edges, [](const Edge& e) { return !e.reading.served; });
        std::ranges::stable_sort(edges, {}, [](const Edge& e) { return std::tuple(e.reading.time, e.reading.entry); });
    }
    return {};
}

// The source that logs most calls of each node. A second one (a WAF before the gateway) logs the same calls again.
void chooseRowSources(Frame& frame, const std::vector<std::string>& nodes) {
    std::map<std::string, std::uint64_t> totals;
    for (std::size_t h = 0; h < frame.hours.size(); ++h) {
        for (const auto& [source, count] : frame.hours[h].rows) {
            const std::string node = nodeOf(source);
            if (!wanted(nodes, node)) continue;
            totals[source] += count;
            NodeData fresh;
            fresh.firstHour = h;
            frame.nodes.try_emplace(node, std::move(fresh));
        }
    }
    std::map<std::string, std::uint64_t> most;
    for (const auto& [source, count] : totals) {
        const std::string node = nodeOf(source);
        if (count <= most[node]) continue;
        most[node] = count;
        frame.nodes.at(node).rowSource = source;
    }
}

void chooseCounterSources(Frame& frame, std::map<std::string, std::vector<Edge>>& bySource) {
    for (auto& [source, edges] : bySource) {
        NodeData fresh;
        fresh.firstHour = frame.hours.size();
        NodeData& node = frame.nodes.try_emplace(nodeOf(source), std::move(fresh)).first->second;
        node.hadScrapes = true;
        for (std::size_t h = 0; h < node.firstHour && h < frame.hours.size(); ++h) {
            if (frame.hours[h].scrapes.contains(source)) node.firstHour = h;
        }
        if (edges.size() > node.edges.size()) {
            node.counterSource = source;
            node.edges = std::move(edges);
        }
    }
}

// Without rows in the period: a source that logged calls before or after, or that is declared and never delivered.
Result<void> findSilentRowSources(Reader& reader, Period period, Frame& frame, const std::vector<std::string>& nodes) {
    Filter declared;
    declared.is(IntColumn::Class, ocsf::kFleetDeclaration).to = period.to;
    declared.endEntry = frame.end;
    auto page = reader.newest(declared, 1);
    if (!page) return passOn(page);
    std::optional<Declaration> fleet;
    if (!page->rows.empty()) {
        auto record = reader.record(page->rows.front().entry);
        if (!record) return passOn(record);
        if (auto parsed = parseDeclaration(*record)) fleet = std::move(*parsed);
    }
    if (fleet) {
        for (const DeclaredNode& node : fleet->nodes) {
            if (wanted(nodes, node.id)) frame.nodes.try_emplace(node.id);
        }
    }
    auto sources = reader.values(TextColumn::Source);
    if (!sources) return passOn(sources);
    for (auto& [id, node] : frame.nodes) {
        if (!node.rowSource.empty()) continue;
        std::vector<std::string> candidates;
        for (const std::string& source : *sources) {
            if (nodeOf(source) == id && source != node.counterSource) candidates.push_back(source);
        }
        for (const std::string& source : candidates) {
            auto extent = reader.extent(callRows(frame.end).is(TextColumn::Source, source));
            if (!extent) return passOn(extent);
            if (extent->count > 0) node.rowSource = source;
        }
        const DeclaredNode* told = fleet ? fleet->node(id) : nullptr;
        if (!node.rowSource.empty() || told == nullptr) continue;
        for (const std::string& source : told->sources) {
            if (source != node.counterSource && std::ranges::find(candidates, source) == candidates.end())
                node.rowSource = source;
        }
    }
    return {};
}

// How long the newest rows of a source took to come in. Only its last deliveries speak for what is on its way now: rows
// that waited for a collector that was not there yet, or was away, took long for another reason.
Result<Duration> delayOf(Reader& reader, const std::string& source, std::uint64_t end) {
    auto page = reader.newest(callRows(end).is(TextColumn::Source, source), kNewestRows);
    if (!page) return passOn(page);
    const auto loggedAt = [](const Row& row) {
        return Time{std::chrono::milliseconds(row.columns[IntColumn::LoggedTime])};
    };
    Time last = Time::min();
    for (const Row& row : page->rows) last = std::max(last, loggedAt(row));
    Duration most{};
    for (const Row& row : page->rows) {
        if (last - loggedAt(row) < kSettling) most = std::max(most, loggedAt(row) - row.columns.time());
    }
    return most;
}

// Takes away the edges whose rows may still be on their way; the hour they were in ends where it has settled.
Result<void> settle(Reader& reader, const Frame& frame, NodeData& node) {
    if (node.edges.empty() || node.rowSource.empty()) return {};
    const Filter scrapes = scrapeRows(frame.end).is(TextColumn::Source, node.counterSource);
    auto last = reader.newest(scrapes, 1);
    if (!last) return passOn(last);
    auto delay = delayOf(reader, node.rowSource, frame.end);
    if (!delay) return passOn(delay);
    node.lastScrape = last->rows.empty() ? node.edges.back().reading.time : last->rows.front().columns.time();
    node.settled = node.lastScrape - kSettling - *delay;
    const auto early = [&](const Edge& e) { return e.reading.time > node.settled; };
    const auto first = std::ranges::find_if(node.edges, early);
    if (first == node.edges.end()) return {};
    Edge instead;
    instead.hour = first->hour;
    node.edges.erase(first, node.edges.end());
    Filter before = scrapes;
    before.from = frame.hours[instead.hour].from;
    before.to = node.settled;
    auto page = reader.newest(before, 1);
    if (!page) return passOn(page);
    if (page->rows.empty()) return {};
    auto reading = readScrapes(reader, {page->rows.front().entry});
    if (!reading) return passOn(reading);
    instead.reading = std::move(reading->front());
    const bool known = !node.edges.empty() && node.edges.back().reading.entry == instead.reading.entry;
    if (instead.reading.served && !known) node.edges.push_back(std::move(instead));
    return {};
}

struct EdgeOfSource {
    Edge* edge;
    bool fromTail;  // rows are counted from the edge to the end of the hour, else from its beginning
};

void takeRow(const Row& row, const Hour& hour, std::vector<EdgeOfSource>& edges) {
    const Time at = row.columns.time();
    const Duration took = std::chrono::milliseconds(std::max<std::int64_t>(row.columns[IntColumn::Latency], 0));
    for (EdgeOfSource& e : edges) {
        const Time time = e.edge->reading.time;
        if (e.fromTail && at >= time && at < hour.to) --e.edge->rowsBefore;
        if (!e.fromTail && at >= hour.from && at < time) ++e.edge->rowsBefore;
        const Time ended = at + std::min(took, kLongestCall) + kTolerance;
        if (at - kTolerance <= time && e.edge->reading.asked < ended) ++e.edge->slack;
    }
}

// Rows before each edge, and the slack there. `before`: rows by source in the hours before this one.
Result<void> countAtEdges(Reader& reader, const Frame& frame, const Hour& hour,
                          std::map<std::string, std::vector<EdgeOfSource>>& edges,
                          const std::map<std::string, std::uint64_t>& before) {
    std::vector<std::pair<Time, Time>> ranges;
    for (auto& [source, list] : edges) {
        const auto earlier = before.find(source);
        const auto inHour = hour.rows.find(source);
        for (EdgeOfSource& e : list) {
            const Time time = e.edge->reading.time;
            e.fromTail = hour.to - time < time - hour.from;
            e.edge->rowsBefore = earlier == before.end() ? 0 : earlier->second;
            if (e.fromTail && inHour != hour.rows.end()) e.edge->rowsBefore += inHour->second;
            const Time earliest = e.edge->reading.asked - kLongestCall;
            const Time latest = time + kTolerance + Duration(1);
            ranges.emplace_back(e.fromTail ? earliest : std::min(hour.from, earliest),
                                e.fromTail ? std::max(hour.to, latest) : latest);
        }
    }
    std::ranges::sort(ranges);
    for (std::size_t i = 0; i < ranges.size();) {
        auto [from, to] = ranges[i];
        for (++i; i < ranges.size() && ranges[i].first <= to; ++i) to = std::max(to, ranges[i].second);
        Filter filter = callRows(frame.end);
        filter.from = from;
        filter.to = to;
        std::string key;
        const ColumnSet columns = columnsOf({TextColumn::Source}, {IntColumn::Time, IntColumn::Latency});
        auto scanned = reader.scan(filter, columns, [&](const Row& row) {
            key = row.columns[TextColumn::Source];
            if (const auto hit = edges.find(key); hit != edges.end()) takeRow(row, hour, hit->second);
            return true;
        });
        if (!scanned) return scanned;
    }
    return {};
}

Result<void> countRows(Reader& reader, Frame& frame) {
    std::vector<std::map<std::string, std::vector<EdgeOfSource>>> byHour(frame.hours.size());
    for (auto& [id, node] : frame.nodes) {
        if (node.rowSource.empty()) continue;
        for (Edge& edge : node.edges) byHour[edge.hour][node.rowSource].push_back({&edge, false});
    }
    std::map<std::string, std::uint64_t> before;
    for (std::size_t h = 0; h < frame.hours.size(); ++h) {
        if (auto counted = countAtEdges(reader, frame, frame.hours[h], byHour[h], before); !counted) return counted;
        for (const auto& [source, count] : frame.hours[h].rows) before[source] += count;
    }
    return {};
}

}  // namespace

Filter callRows(std::uint64_t end) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kApiActivity).is(IntColumn::Activity, 1).is(IntColumn::Status, ocsf::kSuccess);
    filter.endEntry = end;
    return filter;
}

Result<Frame> readFrame(Reader& reader, Period period, const std::vector<std::string>& nodes) {
    auto head = reader.head();
    if (!head) return passOn(head);
    Frame frame;
    frame.end = head->size;
    auto cut = cutToLog(reader, period, frame.end);
    if (!cut) return passOn(cut);
    auto hours = readHours(reader, *cut, frame.end);
    if (!hours) return passOn(hours);
    frame.hours = std::move(*hours);
    std::map<std::string, std::vector<Edge>> bySource;
    findEdges(frame.hours, nodes, bySource);
    if (auto opened = openEdges(reader, bySource); !opened) return passOn(opened);
    chooseRowSources(frame, nodes);
    chooseCounterSources(frame, bySource);
    if (auto found = findSilentRowSources(reader, *cut, frame, nodes); !found) return passOn(found);
    for (auto& [id, node] : frame.nodes) {
        if (auto settled = settle(reader, frame, node); !settled) return passOn(settled);
    }
    if (auto counted = countRows(reader, frame); !counted) return passOn(counted);
    return frame;
}

}  // namespace vedette::reconciling
