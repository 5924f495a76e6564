// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/alert_queue.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/base/bytes.h"
#include "core/incident/alert_due.h"
#include "core/store/column_set.h"

namespace vedette {
namespace {

// Entries read between two looks at whether to stop; what was read until then is kept.
constexpr std::uint64_t kStretch = 1 << 20;
constexpr std::int64_t kHours = 24;

std::int64_t hourOf(Time time) { return std::chrono::floor<std::chrono::hours>(time).time_since_epoch().count(); }

std::size_t slotOf(std::int64_t hour) { return static_cast<std::size_t>((hour % kHours + kHours) % kHours); }

// Counts a finding; hours that fall out of the day are cleared.
void countHour(AlertSummary& alert, Time time) {
    const std::int64_t hour = hourOf(time);
    if (alert.findings == 0) alert.newestHour = hour;
    for (std::int64_t fresh = std::max(alert.newestHour + 1, hour - kHours + 1); fresh <= hour; ++fresh)
        alert.hours[slotOf(fresh)] = 0;
    alert.newestHour = std::max(alert.newestHour, hour);
    std::uint16_t& count = alert.hours[slotOf(hour)];
    if (hour > alert.newestHour - kHours && count < 0xFFFF) ++count;
}

// Each text once; views stay valid for as long as the pool lives.
struct TextPool {
    Arena arena;
    std::unordered_set<std::string_view> known;

    std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        const auto found = known.find(text);
        return found != known.end() ? *found : *known.insert(arena.copy(text)).first;
    }
};

// A finding's columns, as far as the queue wants them.
struct SeenFinding {
    std::uint64_t entry = 0;
    std::string_view id, detector, node, principal, client, model;
    Columns columns;  // times and severity only
};

}  // namespace

struct AlertIndex::Impl {
    std::shared_ptr<TextPool> pool = std::make_shared<TextPool>();
    std::vector<AlertSummary> alerts;
    std::vector<std::optional<Time>> dues;  // by findings, as mindFinding() has it
    std::unordered_map<std::string_view, std::size_t> byId;
    std::unordered_map<std::string_view, std::vector<AlertAction>> actions;  // also of alerts not met yet
    // Every finding, linked to the one before it of the same alert.
    struct Link {
        std::uint64_t entry = 0;
        std::size_t before = kNone;
    };
    static constexpr std::size_t kNone = ~std::size_t{0};
    std::vector<Link> links;
    std::vector<std::size_t> lastLink;  // by alert
    std::uint64_t entries = 0;
    Hash root{};           // of the head that was caught up with last
    std::size_t told = 0;  // alerts that were news before
    std::unordered_set<std::size_t> changed;
    bool startedOver = false;

    Result<void> readStretch(Reader& reader, std::uint64_t end);
    Result<void> readFindings(Reader& reader, const Filter& stretch, std::vector<SeenFinding>& out);
    Result<void> readActions(Reader& reader, const Filter& stretch,
                             std::vector<std::pair<std::string, AlertAction>>& out);
    std::size_t add(const SeenFinding& finding);  // index of its alert
    void fold(std::size_t alert);
    AlertNews takeNews();
};

Result<void> AlertIndex::Impl::readFindings(Reader& reader, const Filter& stretch, std::vector<SeenFinding>& out) {
    Filter filter = stretch;
    filter.is(IntColumn::Class, ocsf::kDetectionFinding);
    const ColumnSet columns = columnsOf({TextColumn::Group, TextColumn::Rule, TextColumn::Node, TextColumn::Principal,
                                         TextColumn::Client, TextColumn::Model},
                                        {IntColumn::Time, IntColumn::LoggedTime, IntColumn::Severity});
    return reader.scan(filter, columns, [&](const Row& row) {
        const Columns& c = row.columns;
        if (c[TextColumn::Group].empty()) return true;
        const auto keep = [&](TextColumn column) { return pool->keep(c[column]); };
        SeenFinding finding{row.entry,
                            keep(TextColumn::Group),
                            keep(TextColumn::Rule),
                            keep(TextColumn::Node),
                            keep(TextColumn::Principal),
                            keep(TextColumn::Client),
                            keep(TextColumn::Model),
                            {}};
        finding.columns.numbers = c.numbers;
        out.push_back(finding);
        return true;
    });
}

Result<void> AlertIndex::Impl::readActions(Reader& reader, const Filter& stretch,
                                           std::vector<std::pair<std::string, AlertAction>>& out) {
    Filter filter = stretch;
    filter.is(IntColumn::Class, ocsf::kConsoleAction);
    std::vector<std::uint64_t> numbers;
    std::vector<Time> times;
    const auto names = alertActionNames();
    const ColumnSet columns = columnsOf({TextColumn::Rule}, {IntColumn::Time});
    auto scanned = reader.scan(filter, columns, [&](const Row& row) {
        // Most Console Actions of other kinds have other names: they need not be opened.
        if (std::ranges::find(names, row.columns[TextColumn::Rule]) != names.end()) {
            numbers.push_back(row.entry);
            times.push_back(row.columns.time());
        }
        return true;
    });
    if (!scanned || numbers.empty()) return scanned;
    auto records = reader.records(numbers);
    if (!records) return passOn(records);
    std::string target;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        auto action = readAlertAction((*records)[i], numbers[i], times[i], target);
        if (!action) continue;
        action->note.clear();
        out.emplace_back(target, std::move(*action));
    }
    return {};
}

std::size_t AlertIndex::Impl::add(const SeenFinding& finding) {
    const auto [place, fresh] = byId.try_emplace(finding.id, alerts.size());
    const std::size_t index = place->second;
    if (fresh) {
        AlertSummary summary;
        summary.id = finding.id;
        summary.raised = loggedAt(finding.columns);
        summary.firstFindingEntry = finding.entry;
        summary.firstSeen = finding.columns.time();
        summary.lastSeen = finding.columns.time();
        alerts.push_back(summary);
        dues.emplace_back();
        lastLink.push_back(kNone);
    }
    AlertSummary& alert = alerts[index];
    const Time time = finding.columns.time();
    countHour(alert, time);
    const auto fill = [](std::string_view& field, std::string_view text) {
        if (!text.empty()) field = text;
    };
    fill(alert.detector, finding.detector);
    fill(alert.node, finding.node);
    fill(alert.principal, finding.principal);
    fill(alert.client, finding.client);
    fill(alert.model, finding.model);
    alert.severity = std::max(alert.severity, finding.columns[IntColumn::Severity]);
    alert.firstSeen = std::min(alert.firstSeen, time);
    alert.lastSeen = std::max(alert.lastSeen, time);
    alert.latestFindingEntry = finding.entry;
    ++alert.findings;
    mindFinding(dues[index], finding.columns);
    links.push_back({finding.entry, lastLink[index]});
    lastLink[index] = links.size() - 1;
    return index;
}

void AlertIndex::Impl::fold(std::size_t index) {
    AlertSummary& alert = alerts[index];
    const auto done = actions.find(alert.id);
    AlertState state;
    if (done != actions.end()) {
        state = foldActions(done->second);
        alert.actions = done->second.size();
    }
    alert.status = state.status;
    alert.owner = pool->keep(state.owner);
    alert.incident = pool->keep(state.incident);
    alert.verdict = pool->keep(state.verdict);
    alert.acknowledged = state.acknowledged;
    alert.closed = state.closed;
    alert.due = dueOf(state, dues[index], alert.severity);
    alert.findingsSinceClosed = 0;
    for (std::size_t link = lastLink[index]; state.closed && link != kNone; link = links[link].before) {
        if (links[link].entry < state.closedEntry) break;
        ++alert.findingsSinceClosed;
    }
}

// Findings and actions up to `end`; nothing changes when it fails.
Result<void> AlertIndex::Impl::readStretch(Reader& reader, std::uint64_t end) {
    Filter stretch;
    stretch.firstEntry = entries;
    stretch.endEntry = end;
    std::vector<SeenFinding> findings;
    std::vector<std::pair<std::string, AlertAction>> acted;
    if (auto read = readFindings(reader, stretch, findings); !read) return read;
    if (auto read = readActions(reader, stretch, acted); !read) return read;
    std::unordered_set<std::size_t> touched;
    for (auto& [target, action] : acted) {
        const std::string_view id = pool->keep(target);
        actions[id].push_back(std::move(action));
        if (const auto known = byId.find(id); known != byId.end()) touched.insert(known->second);
    }
    for (const SeenFinding& finding : findings) touched.insert(add(finding));
    for (const std::size_t index : touched) {
        fold(index);
        if (index < told) changed.insert(index);
    }
    entries = end;
    return {};
}

AlertNews AlertIndex::Impl::takeNews() {
    AlertNews news;
    for (; told < alerts.size(); ++told) news.added.push_back(told);
    news.changed.assign(changed.begin(), changed.end());
    std::ranges::sort(news.changed);
    changed.clear();
    news.startedOver = std::exchange(startedOver, false);
    return news;
}

AlertIndex::AlertIndex() : m_impl(std::make_unique<Impl>()) {}
AlertIndex::~AlertIndex() = default;

Result<AlertNews> AlertIndex::catchUp(Reader& reader) {
    auto head = reader.head();
    if (!head) return passOn(head);
    const bool same = head->size == m_impl->entries;
    if (head->size < m_impl->entries || (same && head->size > 0 && head->root != m_impl->root)) {
        m_impl = std::make_unique<Impl>();
        m_impl->startedOver = true;
    }
    while (m_impl->entries < head->size) {
        const std::uint64_t end = std::min(head->size, m_impl->entries + kStretch);
        if (auto read = m_impl->readStretch(reader, end); !read) return passOn(read);
        // A head of the middle is not known: it only counts for the entry it belongs to.
        m_impl->root = end == head->size ? head->root : m_impl->root;
    }
    return m_impl->takeNews();
}

const std::vector<AlertSummary>& AlertIndex::alerts() const { return m_impl->alerts; }
std::shared_ptr<const void> AlertIndex::memory() const { return m_impl->pool; }
std::uint64_t AlertIndex::entries() const { return m_impl->entries; }

std::optional<std::size_t> AlertIndex::find(std::string_view id) const {
    const auto found = m_impl->byId.find(id);
    return found != m_impl->byId.end() ? std::optional(found->second) : std::nullopt;
}

std::vector<AlertAction> AlertIndex::actions(std::size_t alert) const {
    if (alert >= m_impl->alerts.size()) return {};
    const auto found = m_impl->actions.find(m_impl->alerts[alert].id);
    return found != m_impl->actions.end() ? found->second : std::vector<AlertAction>();
}

std::optional<Duration> AlertSummary::left(Time now) const {
    return due ? std::optional<Duration>(*due - now) : std::nullopt;
}

std::array<std::uint16_t, 24> AlertSummary::lastDay(Time now) const {
    std::array<std::uint16_t, 24> out{};
    const std::int64_t newest = hourOf(now);
    for (std::int64_t i = 0; i < kHours; ++i) {
        const std::int64_t hour = newest - kHours + 1 + i;
        if (hour <= newestHour && hour > newestHour - kHours) out[static_cast<std::size_t>(i)] = hours[slotOf(hour)];
    }
    return out;
}

bool moreUrgent(const AlertSummary& a, const AlertSummary& b) {
    const auto key = [](const AlertSummary& alert) {
        return std::tuple(!alert.open(), -alert.severity, alert.due.value_or(Time::max()), -toMicros(alert.lastSeen),
                          alert.id);
    };
    return key(a) < key(b);
}

Result<std::vector<FindingText>> describeAlerts(Reader& reader, std::span<const std::uint64_t> findings) {
    auto records = reader.records({findings.begin(), findings.end()});
    if (!records) return passOn(records);
    std::vector<FindingText> out;
    out.reserve(records->size());
    for (const std::string& record : *records) out.push_back(readFindingText(record));
    return out;
}

AlertLabel alertLabel(std::string_view detector) {
    const auto& infos = detectorInfos();
    const auto info = std::ranges::find(infos, detector, &DetectorInfo::id);
    if (info == infos.end()) return {std::string(detector), {}};
    return {info->title, info->threats};
}

}  // namespace vedette
