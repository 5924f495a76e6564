// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/node_figures.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/event/event.h"
#include "ui/fleet/flows.h"

namespace vedette::ui {
namespace {

constexpr int kPauseMs = 10'000;
constexpr int kRest = 4;  // times as long as the reading took

// How often each duration was met, in milliseconds: exact, and small however long the log is. Nearly all are short and
// counted in a list: a table of all of them took half a microsecond for each request.
class DurationCounts {
public:
    void add(std::int64_t ms) {
        ++m_all;
        if (ms < 0 || ms >= kShort)
            ++m_long[ms];
        else
            ++m_short[static_cast<std::size_t>(ms)];
    }
    [[nodiscard]] std::uint64_t count() const { return m_all; }
    // By nearest rank; none below 0 was added.
    [[nodiscard]] double percentile95() const {
        const std::uint64_t rank = (m_all * 95 + 99) / 100;
        std::uint64_t below = 0;
        for (std::size_t ms = 0; ms < m_short.size(); ++ms)
            if ((below += m_short[ms]) >= rank) return static_cast<double>(ms);
        for (const auto& [ms, count] : m_long)
            if ((below += count) >= rank) return static_cast<double>(ms);
        return 0;
    }

private:
    static constexpr std::int64_t kShort = 16'384;
    std::vector<std::uint32_t> m_short = std::vector<std::uint32_t>(kShort);  // no log has 2^32 requests of a node
    std::map<std::int64_t, std::uint64_t> m_long;
    std::uint64_t m_all = 0;
};

// Looks texts up as they come, without a copy; an ordered map took longer for ten million rows than reading them.
struct NodeNameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

Result<void> readDurations(Reader& reader, const Filter& scope, NodeFigures& figures) {
    Filter timed = requestFilter(scope);
    timed.is(IntColumn::Status, ocsf::kSuccess)
        .between(IntColumn::Latency, 1, std::numeric_limits<std::int64_t>::max());
    std::unordered_map<std::string, DurationCounts, NodeNameHash, std::equal_to<>> durations;
    ColumnSet columns;
    columns.set(static_cast<std::size_t>(TextColumn::Node));
    columns.set(kTextColumns + static_cast<std::size_t>(IntColumn::Latency));
    auto read = reader.scan(timed, columns, [&](const Row& row) {
        const std::string_view node = row.columns[TextColumn::Node];
        auto at = durations.find(node);
        if (at == durations.end()) at = durations.emplace(std::string(node), DurationCounts{}).first;
        at->second.add(row.columns[IntColumn::Latency]);
        return true;
    });
    if (!read) return passOn(read);
    for (const auto& [node, counts] : durations) {
        NodeFigure& figure = figures[node];
        figure.timed = counts.count();
        figure.p95Ms = counts.percentile95();
    }
    return {};
}

}  // namespace

Result<NodeFigures> readNodeFigures(Reader& reader, const Filter& scope, const std::vector<std::string>& nodes) {
    NodeFigures figures;
    if (auto read = readDurations(reader, scope, figures); !read) return passOn(read);
    for (const std::string& node : nodes) {
        auto look = newestLook(reader, node);
        if (!look) return passOn(look);
        if (look->time != Time{}) figures[node].endpoint = std::move(*look);
    }
    return figures;
}

NodeFigureSource::NodeFigureSource(Context& context, QObject* parent)
    : QObject(parent), m_context(context), m_query(context.session) {
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_waiting) wake(m_nodes);
    });
}

void NodeFigureSource::wake(std::vector<std::string> nodes) {
    m_nodes = std::move(nodes);
    auto now = FleetAsked::now(m_context, m_nodes);
    if (m_asked && *m_asked == now) return;
    const bool grownOnly = m_asked && m_asked->scope == now.scope && m_asked->nodes == now.nodes;
    m_waiting = grownOnly && (m_pause.isActive() || m_query.running());
    if (m_waiting) return;
    m_asked = std::move(now);
    read();
}

void NodeFigureSource::read() {
    m_took.start();
    m_query.run<NodeFigures>([scope = m_context.session.filter(),
                              nodes = m_nodes](Reader& reader) { return readNodeFigures(reader, scope, nodes); },
                             [this](Result<NodeFigures> figures) {
                                 // A long log is not gone through all the time.
                                 m_pause.start(std::max(kPauseMs, kRest * static_cast<int>(m_took.elapsed())));
                                 if (!figures) {
                                     m_asked.reset();  // asked again the next time
                                     return;
                                 }
                                 m_figures = std::make_shared<const NodeFigures>(std::move(*figures));
                                 Q_EMIT changed();
                             });
}

}  // namespace vedette::ui
