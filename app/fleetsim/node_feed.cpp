// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fleetsim/node_feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace vedette::fleetsim {
namespace {

constexpr std::int64_t kFlushMicros = 10'000'000;
constexpr std::size_t kTotalCap = 10'000;  // where the real gateway stops counting
constexpr std::size_t kLargestBody = 8u << 20;

Time flushed(Time logged) { return fromMicros((toMicros(logged) / kFlushMicros + 1) * kFlushMicros); }

}  // namespace

NodeFeed::NodeFeed(const Traffic& traffic, int node)
    : m_traffic(traffic),
      m_node(node),
      m_index(plan().sources.size()),
      m_counters(plan()),
      m_started(traffic.spec().start) {}

int NodeFeed::sourceIndex(std::string_view id) const {
    const auto& sources = plan().sources;
    const auto it = std::ranges::find(sources, id, &SourcePlan::id);
    return it == sources.end() ? -1 : static_cast<int>(it - sources.begin());
}

bool NodeFeed::tampered(Time now) const { return m_traffic.attackAt(Scenario::TamperedLog, m_node, now) != nullptr; }
bool NodeFeed::silent(Time now) const { return m_traffic.attackAt(Scenario::SilentNode, m_node, now) != nullptr; }
bool NodeFeed::open(Time now) const { return m_traffic.attackAt(Scenario::OpenEndpoint, m_node, now) != nullptr; }
bool NodeFeed::expired(Time now) const {
    return m_traffic.attackAt(Scenario::ExpiredCertificate, m_node, now) != nullptr;
}

std::vector<Line> NodeFeed::shown(int source, std::int64_t slice, bool tampered) const {
    const LogKind kind = plan().sources[static_cast<std::size_t>(source)].kind;
    if (!tampered || kind == LogKind::Kubernetes) return m_traffic.sliceLines(m_node, source, slice);
    std::vector<Line> lines;
    for (const Request& r : m_traffic.slice(m_node, slice)) {
        if (m_traffic.hiddenByTampering(m_node, r)) continue;
        Line line{r.logged, {}};
        if (formatRequest(plan(), kind, r, line.text)) lines.push_back(std::move(line));
    }
    return lines;
}

std::uint64_t NodeFeed::countShown(int source, std::int64_t slice, bool tampered) const {
    const LogKind kind = plan().sources[static_cast<std::size_t>(source)].kind;
    if (kind == LogKind::Kubernetes || kind == LogKind::ModSecurity) return shown(source, slice, tampered).size();
    std::uint64_t count = 0;
    for (const Request& r : m_traffic.slice(m_node, slice)) {
        if (tampered && m_traffic.hiddenByTampering(m_node, r)) continue;
        if (kind != LogKind::LiteLlm || r.isInference()) ++count;
    }
    return count;
}

void NodeFeed::extend(int source, Time now) {
    Index& index = m_index[static_cast<std::size_t>(source)];
    if (const bool is = tampered(now); is != index.tampered) {
        index.ends.clear();
        index.tampered = is;
    }
    const std::int64_t whole = m_traffic.sliceAt(now);  // slices before this one are over
    while (static_cast<std::int64_t>(index.ends.size()) < whole) {
        const auto slice = static_cast<std::int64_t>(index.ends.size());
        const std::uint64_t before = index.ends.empty() ? 0 : index.ends.back();
        index.ends.push_back(before + countShown(source, slice, index.tampered));
    }
}

NodeFeed::Page NodeFeed::linesAfter(int source, std::uint64_t after, int limit, Time now) {
    extend(source, now);
    const Index& index = m_index[static_cast<std::size_t>(source)];
    const auto first = std::ranges::upper_bound(index.ends, after);
    auto slice = static_cast<std::int64_t>(first - index.ends.begin());
    std::uint64_t number = slice == 0 ? 0 : index.ends[static_cast<std::size_t>(slice - 1)];
    Page page;
    const std::int64_t current = m_traffic.sliceAt(now);
    for (; slice <= current && page.rows < limit && page.body.size() < kLargestBody; ++slice) {
        for (const Line& line : shown(source, slice, index.tampered)) {
            if (line.time >= now) break;
            ++number;
            if (number <= after) continue;
            page.body += line.text;
            page.body += '\n';
            page.next = number;
            if (++page.rows == limit) break;
        }
    }
    // Nothing new: the number of lines there are, which is less than `after` once lines have gone.
    if (page.rows == 0) page.next = number;
    return page;
}

std::uint64_t NodeFeed::lineCount(int source, Time now) {
    extend(source, now);
    const Index& index = m_index[static_cast<std::size_t>(source)];
    std::uint64_t count = index.ends.empty() ? 0 : index.ends.back();
    for (const Line& line : shown(source, m_traffic.sliceAt(now), index.tampered)) count += line.time < now ? 1 : 0;
    return count;
}

std::vector<Line> NodeFeed::linesBetween(int source, Time from, Time to, Time now) const {
    std::vector<Line> out;
    const bool is = tampered(now);
    for (std::int64_t s = std::max<std::int64_t>(0, m_traffic.sliceAt(from)); m_traffic.sliceStart(s) < to; ++s) {
        for (Line& line : shown(source, s, is)) {
            if (line.time >= from && line.time < to) out.push_back(std::move(line));
        }
    }
    return out;
}

std::string NodeFeed::spendPage(const SpendQuery& query, Time now) {
    const bool is = tampered(now);
    const Time newest = fromMicros(toMicros(now) / kFlushMicros * kFlushMicros);
    // A window that can no longer change needs to be drawn once for all its pages.
    const bool closed = query.to + kLongestRequest + std::chrono::microseconds(kFlushMicros) < newest;
    const std::string key =
        fmt::format("{} {} {} {} {} {} {} {}", toMicros(query.from), toMicros(query.to), closed ? 0 : toMicros(newest),
                    is, query.requestId, query.user, query.model, query.status);
    if (key != m_windowKey) {
        m_windowKey = key;
        m_window.clear();
        const Time from = std::max(query.from, m_traffic.spec().start - kLongestRequest);
        const Time to = std::min(query.to, now) + kLongestRequest;
        for (std::int64_t s = std::max<std::int64_t>(0, m_traffic.sliceAt(from));
             m_traffic.sliceStart(s) <= std::min(to, now); ++s) {
            for (const Request& r : m_traffic.slice(m_node, s)) {
                if (!r.isInference() || r.began() < query.from || r.began() > query.to || flushed(r.logged) > newest)
                    continue;
                if (is && m_traffic.hiddenByTampering(m_node, r)) continue;
                if (!query.user.empty() && accountName(r) != query.user) continue;
                if (!query.model.empty() && plan().models[static_cast<std::size_t>(r.model)].name != query.model)
                    continue;
                if (!query.status.empty() && (query.status == "success") != (r.status == 200)) continue;
                if (!query.requestId.empty()) {
                    std::string line;
                    if (!formatRequest(plan(), LogKind::LiteLlm, r, line)) continue;
                    if (line.find("\"" + query.requestId + "\"") == std::string::npos) continue;
                }
                m_window.push_back(r);
            }
        }
        std::ranges::stable_sort(m_window, [](const Request& a, const Request& b) { return a.began() > b.began(); });
    }
    const auto size = static_cast<std::size_t>(std::clamp(query.pageSize, 1, 100));
    const std::size_t total = std::min(m_window.size(), kTotalCap);
    std::string out = R"({"data":[)";
    const std::size_t begin = static_cast<std::size_t>(std::max(query.page, 1) - 1) * size;
    for (std::size_t i = begin; i < std::min(begin + size, m_window.size()); ++i) {
        if (i != begin) out += ',';
        (void)formatRequest(plan(), LogKind::LiteLlm, m_window[i], out);
    }
    fmt::format_to(std::back_inserter(out), R"(],"total":{},"page":{},"page_size":{},"total_pages":{})", total,
                   std::max(query.page, 1), size, (total + size - 1) / size);
    if (m_window.size() > kTotalCap) out += R"(,"total_is_capped":true)";
    out += '}';
    return out;
}

std::string NodeFeed::metrics(Time now) {
    const Time started = m_traffic.serverStart(m_node, now);
    const std::int64_t current = m_traffic.sliceAt(now);
    if (started != m_started || m_countedSlices > current) {
        m_started = started;
        m_counters = ServerCounters(plan());
        m_countedSlices = m_traffic.sliceAt(started);
    }
    for (; m_countedSlices < current; ++m_countedSlices) {
        for (const Request& r : m_traffic.slice(m_node, m_countedSlices)) m_counters.add(plan(), r);
    }
    // The minute that is not over is counted on a copy.
    ServerCounters counters = m_counters;
    for (const Request& r : m_traffic.slice(m_node, current)) {
        if (r.logged < now) counters.add(plan(), r);
    }
    int running = 0;
    for (std::int64_t s = current; s <= current + 3; ++s) {
        for (const Request& r : m_traffic.slice(m_node, s)) {
            if (r.logged >= now && r.began() < now && r.reachedServer()) ++running;
        }
    }
    return counters.page(plan(), started, running);
}

}  // namespace vedette::fleetsim
