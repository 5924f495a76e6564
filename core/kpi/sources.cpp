// SPDX-License-Identifier: GPL-3.0-or-later
// Reads once what several measures need.
#include <algorithm>

#include "core/event/event.h"
#include "core/kpi/measures.h"
#include "core/policy/declaration.h"
#include "core/store/column_set.h"

namespace vedette::kpis {
namespace {

void take(const Columns& c, CallSlice& slice) {
    ++slice.calls;
    slice.failed += c[IntColumn::Code] >= 500 ? 1 : 0;
    if (const std::int64_t logged = c[IntColumn::LoggedTime]; logged != 0)
        slice.delays.add(logged - c[IntColumn::Time] / 1000);
    if (c[IntColumn::Status] != ocsf::kSuccess) return;
    ++slice.succeeded;
    slice.authenticated += c[IntColumn::Auth] == 1 ? 1 : 0;
    slice.anonymous += c[IntColumn::Auth] == 2 ? 1 : 0;
    if (const std::int64_t latency = c[IntColumn::Latency]; latency > 0) slice.latencies.add(latency);
}

}  // namespace

void CallSlice::add(const CallSlice& other) {
    calls += other.calls;
    failed += other.failed;
    succeeded += other.succeeded;
    authenticated += other.authenticated;
    anonymous += other.anonymous;
    latencies.add(other.latencies);
    delays.add(other.delays);
}

std::size_t Window::slices() const {
    if (step <= Duration{} || period.to <= period.from) return 0;
    return static_cast<std::size_t>((period.to - period.from + step - Duration(1)) / step);
}

Period Window::slice(std::size_t i) const {
    const Time from = period.from + step * static_cast<std::int64_t>(i);
    return {from, std::min(period.to, from + step)};
}

Sources::Sources(Reader& reader, const std::vector<std::string>& nodes, const KpiInputs& inputs, Time now)
    : m_reader(reader), m_nodes(nodes), m_inputs(inputs), m_now(now) {}

Result<void> Sources::begin(Period whole) {
    auto head = m_reader.head();
    if (!head) return passOn(head);
    m_end = head->size;
    auto log = m_reader.extent(filter(whole));
    if (!log) return passOn(log);
    m_log = *log;
    Filter all;
    all.endEntry = m_end;
    auto newest = m_reader.newest(all, 1);
    if (!newest) return passOn(newest);
    if (!newest->rows.empty())
        m_lastCollected = Time{std::chrono::milliseconds(newest->rows.front().columns[IntColumn::LoggedTime])};
    return {};
}

Filter Sources::filter(Period period) const {
    Filter f;
    f.from = period.from;
    f.to = period.to;
    f.endEntry = m_end;
    if (!m_nodes.empty()) f.texts.emplace_back(TextColumn::Node, m_nodes);
    return f;
}

bool Sources::reaches(Period period) const {
    return m_log.count > 0 && period.to > m_log.firstTime && period.from <= m_log.lastTime;
}

Result<const std::vector<AlertFact>*> Sources::alerts() {
    if (m_alerts) return &*m_alerts;
    SharedAlerts own;
    SharedAlerts& known = m_inputs.alerts != nullptr ? *m_inputs.alerts : own;
    auto read = known.catchUpWithOnsets(
        m_reader, [this](const AlertIndex& index, SharedAlerts::Onsets onsets) { takeAlerts(index, onsets); });
    if (!read) return passOn(read);
    return &*m_alerts;
}

void Sources::takeAlerts(const AlertIndex& index, SharedAlerts::Onsets onsets) {
    m_alertTexts = index.memory();
    m_alerts.emplace();
    m_alerts->reserve(onsets.size());
    for (std::size_t i = 0; i < onsets.size(); ++i) {
        const AlertSummary& a = index.alerts()[i];
        if (a.firstFindingEntry >= m_end) continue;
        if (!m_nodes.empty() && std::ranges::find(m_nodes, a.node) == m_nodes.end()) continue;
        m_alerts->push_back(
            {a.id, a.severity, std::min(a.firstSeen, onsets[i]), a.raised, a.acknowledged, a.closed, a.verdict});
    }
}

Result<const CompletenessReport*> Sources::completeness(Period period) {
    const auto key = std::pair(period.from, period.to);
    if (const auto known = m_completeness.find(key); known != m_completeness.end()) return &known->second;
    auto report = reconcile(m_reader, period, m_nodes);
    if (!report) return passOn(report);
    return &m_completeness.emplace(key, std::move(*report)).first->second;
}

const CompletenessReport* Sources::completenessRead(Period period) const {
    const auto known = m_completeness.find({period.from, period.to});
    return known == m_completeness.end() ? nullptr : &known->second;
}

Result<const Calls*> Sources::calls(const Window& window) {
    const auto key = std::pair(window.period.from, window.period.to);
    if (const auto known = m_calls.find(key); known != m_calls.end()) return &known->second;
    Calls calls{.slices = std::vector<CallSlice>(window.slices()), .whole = {}};
    Filter f = filter(window.period);
    f.is(IntColumn::Class, ocsf::kApiActivity).is(IntColumn::Activity, 1);
    const ColumnSet columns = columnsOf({}, {IntColumn::Time, IntColumn::LoggedTime, IntColumn::Code, IntColumn::Status,
                                             IntColumn::Auth, IntColumn::Latency});
    auto scanned = m_reader.scan(f, columns, [&](const Row& row) {
        const auto i = static_cast<std::size_t>((row.columns.time() - window.period.from) / window.step);
        if (i < calls.slices.size()) take(row.columns, calls.slices[i]);
        return true;
    });
    if (!scanned) return passOn(scanned);
    for (const CallSlice& slice : calls.slices) calls.whole.add(slice);
    return &m_calls.emplace(key, std::move(calls)).first->second;
}

Result<const std::vector<SourceWord>*> Sources::sourceWords(Period period) {
    const auto key = std::pair(period.from, period.to);
    if (const auto known = m_words.find(key); known != m_words.end()) return &known->second;
    constexpr std::int64_t kUp = 1;
    constexpr std::int64_t kDown = 2;
    std::vector<SourceWord> words;
    std::map<std::string, bool, std::less<>> last;
    const Filter f =
        filter(period).is(IntColumn::Class, ocsf::kCollectorStatus).between(IntColumn::Activity, kUp, kDown);
    auto scanned = m_reader.scan(f, [&](const Row& row) {
        const std::string_view source = row.columns[TextColumn::Source];
        const bool down = row.columns[IntColumn::Activity] == kDown;
        const auto known = last.find(source);
        if (known != last.end() && known->second == down) return true;
        if (known == last.end())
            last.emplace(source, down);
        else
            known->second = down;
        words.push_back({std::string(source), row.columns.time(), down});
        return true;
    });
    if (!scanned) return passOn(scanned);
    return &m_words.emplace(key, std::move(words)).first->second;
}

Result<std::vector<std::string>> Sources::declaredNodes(Time at) {
    if (const auto known = m_declared.find(at); known != m_declared.end()) return known->second;
    Filter f;
    f.to = at;
    f.endEntry = m_end;
    f.is(IntColumn::Class, ocsf::kFleetDeclaration);
    auto page = m_reader.newest(f, 1);
    if (!page) return passOn(page);
    std::vector<std::string>& out = m_declared[at];
    if (page->rows.empty()) return out;
    auto record = m_reader.record(page->rows.front().entry);
    if (!record) return passOn(record);
    if (const auto fleet = parseDeclaration(*record)) {
        for (const DeclaredNode& node : fleet->nodes) {
            if (m_nodes.empty() || std::ranges::find(m_nodes, node.id) != m_nodes.end()) out.push_back(node.id);
        }
    }
    return out;
}

}  // namespace vedette::kpis
