// SPDX-License-Identifier: GPL-3.0-or-later
// Compares, hour by hour, what a node's counter says it served with the rows the log holds.
#include "core/policy/completeness.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/event/event.h"
#include "core/policy/completeness_parts.h"
#include "core/policy/span.h"
#include "core/store/column_set.h"

namespace vedette {
namespace {

using namespace reconciling;

// How much of an hour may be without a counter when the rest of it matches.
constexpr Duration kMostBlind = std::chrono::minutes(5);

// Two scrapes that follow each other, and what lies between them.
struct Stretch {
    const Edge* begin = nullptr;
    const Edge* end = nullptr;
    Growth growth;
    std::uint64_t logged = 0;
    std::uint64_t innerSlack = 0;  // rows while the server restarted, requests given up half-way
};

struct Whole {
    Reader& reader;
    const Frame& frame;
};

bool logsLess(const Stretch& s) {
    return s.growth.served > s.logged && s.growth.served - s.logged > s.innerSlack + s.begin->slack + s.end->slack;
}
bool logsMore(const Stretch& s) {
    return s.logged > s.growth.served && s.logged - s.growth.served > s.innerSlack + s.begin->slack + s.end->slack;
}

Filter rowsOf(const Frame& frame, const NodeData& node, Time from, Time to) {
    Filter filter = callRows(frame.end);
    filter.is(TextColumn::Source, node.rowSource);
    filter.from = from;
    filter.to = to;
    return filter;
}

// Every scrape of the stretch, one after the other.
Result<Growth> growthStepByStep(const Whole& w, const NodeData& node, const Stretch& s) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kMetricScrape).is(TextColumn::Source, node.counterSource);
    filter.firstEntry = s.begin->reading.entry;
    filter.endEntry = s.end->reading.entry + 1;
    std::vector<std::uint64_t> entries;
    auto scanned = w.reader.scan(filter, ColumnSet(), [&](const Row& row) {
        entries.push_back(row.entry);
        return true;
    });
    if (!scanned) return passOn(scanned);
    auto readings = readScrapes(w.reader, entries);
    if (!readings) return passOn(readings);
    return growthOver(*readings);
}

// Rows that may have been served while the server restarted.
Result<std::uint64_t> rowsUnderWay(const Whole& w, const NodeData& node, Time from, Time to) {
    std::uint64_t count = 0;
    if (node.rowSource.empty()) return count;
    const ColumnSet columns = columnsOf({}, {IntColumn::Time, IntColumn::Latency});
    auto scanned =
        w.reader.scan(rowsOf(w.frame, node, from - kLongestCall, to + kTolerance), columns, [&](const Row& row) {
            const Duration took = std::chrono::milliseconds(std::max<std::int64_t>(row.columns[IntColumn::Latency], 0));
            count += row.columns.time() + std::min(took, kLongestCall) + kTolerance >= from ? 1 : 0;
            return true;
        });
    if (!scanned) return passOn(scanned);
    return count;
}

Result<Stretch> compare(const Whole& w, const NodeData& node, const Edge& begin, const Edge& end) {
    Stretch s{&begin, &end, {}, end.rowsBefore - std::min(end.rowsBefore, begin.rowsBefore), 0};
    s.growth = growthOver({begin.reading, end.reading});
    s.innerSlack = s.growth.aborted;
    // A page without a start time does not show a restart when the counter has outgrown its old value since; rows would
    // then seem too many.
    const bool maybeHidden = begin.reading.start.empty() && logsMore(s);
    if (!s.growth.reset && !maybeHidden) return s;
    auto growth = growthStepByStep(w, node, s);
    if (!growth) return passOn(growth);
    s.growth = std::move(*growth);
    s.innerSlack = s.growth.aborted;
    for (const auto& [from, to] : s.growth.holes) {
        auto rows = rowsUnderWay(w, node, from, to);
        if (!rows) return passOn(rows);
        s.innerSlack += *rows;
    }
    return s;
}

Result<std::vector<Stretch>> stretchesOf(const Whole& w, const NodeData& node) {
    std::vector<Stretch> out;
    for (std::size_t i = 1; i < node.edges.size(); ++i) {
        auto s = compare(w, node, node.edges[i - 1], node.edges[i]);
        if (!s) return passOn(s);
        out.push_back(std::move(*s));
    }
    return out;
}

// Since when the node's row source is down, where nothing says it is up again.
Result<std::optional<Time>> downSince(const Whole& w, const std::string& source) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kCollectorStatus).is(TextColumn::Source, source);
    filter.endEntry = w.frame.end;
    std::optional<Time> since;
    Filter ups = filter;
    auto lastUp = w.reader.newest(ups.is(IntColumn::Activity, 1), 1);
    if (!lastUp) return passOn(lastUp);
    filter.is(IntColumn::Activity, 2);
    if (!lastUp->rows.empty()) filter.firstEntry = lastUp->rows.front().entry;
    auto firstDown = w.reader.oldest(filter, 1);
    if (!firstDown) return passOn(firstDown);
    if (!firstDown->rows.empty()) since = firstDown->rows.front().columns.time();
    return since;
}

Duration overlap(Time from, Time to, const Hour& hour) {
    return std::max(Duration{}, std::min(to, hour.to) - std::max(from, hour.from));
}

// A stretch belongs to the hour it ends in, if it began in the same or the one before.
bool ownsHour(const Stretch& s, std::size_t hour) { return s.end->hour == hour && s.begin->hour + 1 >= hour; }

class NodeJudge {
public:
    NodeJudge(const Whole& whole, const std::string& id, const NodeData& data)
        : m_whole(whole), m_id(id), m_data(data) {}

    Result<void> prepare() {
        auto stretches = stretchesOf(m_whole, m_data);
        if (!stretches) return passOn(stretches);
        m_stretches = std::move(*stretches);
        if (!std::ranges::any_of(m_stretches, logsLess)) return {};
        auto since = downSince(m_whole, m_data.rowSource);
        if (!since) return passOn(since);
        m_down = *since;
        return {};
    }

    NodeHour hour(std::size_t h) const {
        const Hour& hour = m_whole.frame.hours[h];
        NodeHour out;
        out.node = m_id;
        out.hour = std::chrono::floor<std::chrono::hours>(hour.from);
        out.from = out.to = hour.from;
        if (!known(out)) return out;
        const auto own = std::ranges::find_if(m_stretches, [&](const Stretch& s) { return ownsHour(s, h); });
        if (own == m_stretches.end()) {
            out.reason = UnknowableReason::NoScrape;
            out.blind = hour.to - hour.from;
            out.note = "no two scrapes to compare in this hour" + bridge(h);
            return out;
        }
        fill(*own, out);
        const auto next = own + 1;
        if (own->begin->hour == h) out.blind += overlap(hour.from, own->begin->reading.time, hour);
        if (next == m_stretches.end() || !ownsHour(*next, next->end->hour) || next->end->hour > h + 1)
            out.blind += overlap(settling(h) ? m_data.lastScrape : own->end->reading.time, hour.to, hour);
        Duration holes{};
        for (const auto& [from, to] : own->growth.holes) holes += overlap(from, to, hour);
        out.blind += holes;
        judge(*own, holes, out);
        return out;
    }

    // Whether rows of the hour may still be on their way.
    [[nodiscard]] bool settling(std::size_t h) const {
        const Hour& hour = m_whole.frame.hours[h];
        return hour.to > m_data.settled && hour.from < m_data.lastScrape;
    }
    // It is too early to say anything of the hour.
    [[nodiscard]] bool tooEarly(std::size_t h) const {
        return settling(h) && std::ranges::none_of(m_stretches, [&](const Stretch& s) { return ownsHour(s, h); });
    }

    NodeCompleteness total() const {
        NodeCompleteness out;
        out.node = m_id;
        out.counterSource = m_data.counterSource;
        out.rowSource = m_data.rowSource;
        if (m_stretches.empty()) return out;
        const Edge& first = m_data.edges.front();
        const Edge& last = m_data.edges.back();
        out.counter = fmt::format("{} of {}", last.reading.counter, last.reading.flavour);
        out.firstScrape = first.reading.entry;
        out.lastScrape = last.reading.entry;
        out.slack = first.slack + last.slack;
        for (const Stretch& s : m_stretches) {
            out.served += s.growth.served;
            out.slack += s.innerSlack;
            out.logged += s.logged;
        }
        if (m_data.rowSource.empty()) return out;
        out.rows = rowsOf(m_whole.frame, m_data, first.reading.time, last.reading.time).text();
        if (out.served > out.logged + out.slack) out.unlogged = out.served - out.logged;
        if (out.logged > out.served + out.slack) out.surplus = out.logged - out.served;
        return out;
    }

private:
    bool known(NodeHour& out) const {
        if (m_data.counterSource.empty()) {
            out.reason = UnknowableReason::NoCounters;
            out.note = m_data.hadScrapes ? "its metrics page counts no inference requests" : "its metrics are not read";
            return false;
        }
        if (m_data.rowSource.empty()) {
            out.reason = UnknowableReason::NoRowSource;
            out.note = "nothing that logs its requests is known";
            return false;
        }
        return true;
    }

    void fill(const Stretch& s, NodeHour& out) const {
        out.from = s.begin->reading.time;
        out.to = s.end->reading.time;
        out.served = s.growth.served;
        out.logged = s.logged;
        out.slack = s.begin->slack + s.end->slack + s.innerSlack;
        out.reset = s.growth.reset;
        out.firstScrape = s.begin->reading.entry;
        out.lastScrape = s.end->reading.entry;
        out.rows = rowsOf(m_whole.frame, m_data, out.from, out.to).text();
    }

    void judge(const Stretch& s, Duration holes, NodeHour& out) const {
        const std::string numbers = fmt::format("{} served, {} logged", out.served, out.logged);
        if (logsLess(s) && m_down && *m_down < out.to) {
            out.reason = UnknowableReason::SourceGap;
            out.note = fmt::format("{}; {} is down since {} and may still have the rest", numbers, m_data.rowSource,
                                   minuteText(*m_down));
        } else if (logsLess(s)) {
            out.verdict = CompletenessVerdict::Short;
            out.note = fmt::format("{}: short by {}", numbers, out.served - out.logged);
        } else if (logsMore(s)) {
            out.verdict = CompletenessVerdict::Surplus;
            out.note = fmt::format("{}: {} more than the node counted", numbers, out.logged - out.served);
        } else if (out.blind > kMostBlind) {
            out.reason = holes * 2 > out.blind ? UnknowableReason::CounterReset : UnknowableReason::NoScrape;
            out.note = fmt::format("{}, but no counter covers {} of the hour", numbers, formatDuration(out.blind));
        } else {
            out.verdict = CompletenessVerdict::Complete;
            out.note = out.slack == 0 ? numbers
                                      : fmt::format("{}, give or take {} under way at the edges", numbers, out.slack);
        }
    }

    // What is known of an hour without a scrape from the scrapes around it.
    std::string bridge(std::size_t h) const {
        for (const Stretch& s : m_stretches) {
            if (s.begin->hour > h || s.end->hour < h || ownsHour(s, s.end->hour)) continue;
            return fmt::format("; from {} to {} the node counted {}, of which {} are logged",
                               minuteText(s.begin->reading.time), minuteText(s.end->reading.time),
                               counted(s.growth.served, "request"), s.logged);
        }
        return {};
    }

    const Whole& m_whole;
    const std::string& m_id;
    const NodeData& m_data;
    std::vector<Stretch> m_stretches;
    std::optional<Time> m_down;
};

void tally(const NodeHour& hour, NodeCompleteness& node, std::array<std::uint64_t, 6>& reasons) {
    switch (hour.verdict) {
        case CompletenessVerdict::Complete: ++node.completeHours; break;
        case CompletenessVerdict::Short: ++node.shortHours; break;
        case CompletenessVerdict::Surplus: ++node.surplusHours; break;
        case CompletenessVerdict::Unknowable:
            ++node.unknowableHours;
            ++reasons.at(static_cast<std::size_t>(hour.reason));
            break;
    }
}

void conclude(NodeCompleteness& node, const std::array<std::uint64_t, 6>& reasons) {
    const auto most = std::ranges::max_element(reasons);
    if (node.unknowableHours > 0) node.reason = static_cast<UnknowableReason>(most - reasons.begin());
    // A source that is down may still deliver what is missing, so that is no shortage yet.
    if (reasons.at(static_cast<std::size_t>(UnknowableReason::SourceGap)) > 0 && node.shortHours == 0)
        node.unlogged = 0;
    if (node.shortHours > 0 || node.unlogged > 0)
        node.verdict = CompletenessVerdict::Short;
    else if (node.surplusHours > 0 || node.surplus > 0)
        node.verdict = CompletenessVerdict::Surplus;
    else if (node.completeHours > 0 && node.unknowableHours == 0)
        node.verdict = CompletenessVerdict::Complete;
}

}  // namespace

std::string_view verdictName(CompletenessVerdict v) {
    switch (v) {
        case CompletenessVerdict::Complete: return "complete";
        case CompletenessVerdict::Short: return "short";
        case CompletenessVerdict::Surplus: return "surplus";
        case CompletenessVerdict::Unknowable: return "unknowable";
    }
    return "unknowable";
}

std::string_view reasonName(UnknowableReason r) {
    switch (r) {
        case UnknowableReason::None: return "";
        case UnknowableReason::NoCounters: return "no_counters";
        case UnknowableReason::NoRowSource: return "no_row_source";
        case UnknowableReason::NoScrape: return "no_scrape";
        case UnknowableReason::CounterReset: return "counter_reset";
        case UnknowableReason::SourceGap: return "source_gap";
    }
    return "";
}

std::uint64_t NodeHour::shortBy() const { return verdict == CompletenessVerdict::Short ? served - logged : 0; }
std::uint64_t NodeHour::surplusBy() const { return verdict == CompletenessVerdict::Surplus ? logged - served : 0; }

Result<CompletenessReport> reconcile(Reader& reader, Period period, const std::vector<std::string>& nodes) {
    auto frame = readFrame(reader, period, nodes);
    if (!frame) return passOn(frame);
    CompletenessReport report;
    report.period = frame->hours.empty() ? Period{period.from, period.from}
                                         : Period{frame->hours.front().from, frame->hours.back().to};
    const Whole whole{reader, *frame};
    for (const auto& [id, data] : frame->nodes) {
        NodeJudge judge(whole, id, data);
        if (auto ready = judge.prepare(); !ready) return passOn(ready);
        NodeCompleteness node = judge.total();
        std::array<std::uint64_t, 6> reasons{};
        for (std::size_t h = data.firstHour; h < frame->hours.size(); ++h) {
            if (judge.tooEarly(h)) continue;
            report.hours.push_back(judge.hour(h));
            tally(report.hours.back(), node, reasons);
        }
        conclude(node, reasons);
        if (!node.rowSource.empty()) {
            report.served += node.served;
            report.logged += node.logged;
            report.unlogged += node.unlogged;
        }
        report.unknowableHours += node.unknowableHours;
        report.nodes.push_back(std::move(node));
    }
    std::ranges::stable_sort(report.hours, {}, &NodeHour::hour);
    // Read last, so that it covers all that was read.
    auto head = reader.head();
    if (!head) return passOn(head);
    report.checkpoint = std::move(*head);
    return report;
}

}  // namespace vedette
