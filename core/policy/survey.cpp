// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/survey.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "core/event/event.h"
#include "core/policy/survey_parts.h"
#include "core/store/column_set.h"

namespace vedette {
namespace {

constexpr std::size_t kMostBuckets = 1'000'000;
constexpr std::size_t kMostNames = 2'000;  // distinct operations, models, countries kept per node
constexpr std::size_t kMostPrincipals = 2'000'000;

using Names = std::map<std::string, Tally, std::less<>>;

// What Surveyor looks at.
ColumnSet columnsRead() {
    return columnsOf(
        {TextColumn::Node, TextColumn::Source, TextColumn::Principal, TextColumn::Client, TextColumn::Network,
         TextColumn::Country, TextColumn::Region, TextColumn::Model, TextColumn::Operation},
        {IntColumn::Time, IntColumn::LoggedTime, IntColumn::Class, IntColumn::Activity, IntColumn::Status,
         IntColumn::Code, IntColumn::Auth, IntColumn::Tls, IntColumn::Detected});
}

// Finds what belongs to a text without searching for it again: texts of a log repeat, and a scan hands out the same
// bytes for the same value. Keys must live as long as the memory; places must not move.
template <class Value>
class Recall {
public:
    // Null when it must be searched for.
    [[nodiscard]] Value* find(const void* owner, std::string_view text) const {
        const Slot& slot = m_slots[placeOf(owner, text)];
        return slot.owner == owner && slot.key == text ? slot.value : nullptr;
    }
    void keep(const void* owner, std::string_view text, std::string_view key, Value& value) {
        m_slots[placeOf(owner, text)] = {owner, key, &value};
    }

private:
    struct Slot {
        const void* owner = nullptr;
        std::string_view key;
        Value* value = nullptr;
    };
    static constexpr unsigned kBits = 14;
    [[nodiscard]] static std::size_t placeOf(const void* owner, std::string_view text) {
        const auto a = reinterpret_cast<std::uintptr_t>(owner);
        const auto b = reinterpret_cast<std::uintptr_t>(text.data());
        return static_cast<std::size_t>((a * 31 + b) * 0x9E3779B97F4A7C15u >> (64 - kBits));
    }
    std::vector<Slot> m_slots = std::vector<Slot>(std::size_t{1} << kBits);
};

bool isRequest(std::int64_t classUid) {
    return classUid == ocsf::kApiActivity || classUid == ocsf::kHttpActivity || classUid == ocsf::kAuthentication;
}

class Surveyor {
public:
    explicit Surveyor(Survey& survey) : m_survey(survey) {}

    void take(const Row& row) {
        const Columns& c = row.columns;
        const std::int64_t kind = c[IntColumn::Class];
        ++m_survey.entries;
        if (kind == ocsf::kRejectedRecord) m_survey.rejected.add(row);
        if (kind == ocsf::kCollectorStatus) {
            takeStatus(row);
            return;
        }
        if (kind == ocsf::kFleetDeclaration || kind == ocsf::kConsoleAction || kind == ocsf::kDetectionFinding ||
            kind == ocsf::kComplianceFinding || kind == ocsf::kIncidentFinding || kind == ocsf::kDetectionRun ||
            c[TextColumn::Node].empty()) {
            return;
        }
        const std::size_t bucket = surveying::bucketOf(m_survey, c.time());
        NodeSurvey& node = nodeOf(c[TextColumn::Node]);
        node.all.add(row);
        // A failed scrape or a probe that found nobody is no sign of life.
        const bool failedScrape = kind == ocsf::kMetricScrape && c[IntColumn::Status] == ocsf::kFailure;
        if (kind != ocsf::kEndpointObservation && !failedScrape) {
            node.signs[bucket] = true;
            if (!c[TextColumn::Source].empty()) {
                SourceSurvey& source = sourceOf(c[TextColumn::Source]);
                source.all.add(row);
                source.signs[bucket] = true;
            }
        }
        if (kind == ocsf::kMetricScrape || kind == ocsf::kEndpointObservation) m_survey.watched[bucket] = true;
        if (!c[TextColumn::Region].empty()) named(node.regions, c[TextColumn::Region]).add(row);
        if (kind != ocsf::kRejectedRecord) takeDetected(row, node);
        if (isRequest(kind)) takeRequest(row, node);
    }

    [[nodiscard]] std::vector<surveying::StatusRow> takeStatuses() { return std::move(m_statuses); }

private:
    Tally& named(Names& names, std::string_view name) {
        if (Tally* known = m_names.find(&names, name)) return *known;
        auto i = names.find(name);
        if (i == names.end()) {
            if (names.size() >= kMostNames) return names["(others)"];
            i = names.emplace(std::string(name), Tally{}).first;
        }
        m_names.keep(&names, name, i->first, i->second);
        return i->second;
    }

    NodeSurvey& nodeOf(std::string_view id) {
        if (NodeSurvey* known = m_nodes.find(this, id)) return *known;
        NodeSurvey& node = surveying::nodeOf(m_survey, id);
        m_nodes.keep(this, id, m_survey.nodes.find(id)->first, node);
        return node;
    }

    SourceSurvey& sourceOf(std::string_view id) {
        if (SourceSurvey* known = m_sources.find(this, id)) return *known;
        auto i = m_survey.sources.find(id);
        if (i == m_survey.sources.end()) {
            i = m_survey.sources.emplace(std::string(id), SourceSurvey{}).first;
            i->second.signs.resize(m_survey.buckets);
        }
        m_sources.keep(this, id, i->first, i->second);
        return i->second;
    }

    std::size_t dayOf(Time t) const { return static_cast<std::size_t>((t - m_survey.from) / std::chrono::days(1)); }

    void takeStatus(const Row& row) {
        const Columns& c = row.columns;
        m_statuses.push_back(
            {kept(c[TextColumn::Node]), kept(c[TextColumn::Source]), c[IntColumn::Activity], c.time(), row.entry});
    }

    const std::string* kept(std::string_view text) {
        if (const std::string* known = m_keptRecall.find(this, text)) return known;
        const std::string& own = *m_kept.emplace(text).first;
        m_keptRecall.keep(this, text, own, own);
        return &own;
    }

    static void takeDetected(const Row& row, NodeSurvey& node) {
        const std::int64_t bits = row.columns[IntColumn::Detected];
        if (bits == 0) return;
        for (int i = 0; i < kDetectedClasses; ++i) {
            if ((bits >> i & 1) != 0) node.detected[static_cast<std::size_t>(i)].add(row);
        }
    }

    void takeRequest(const Row& row, NodeSurvey& node) {
        const Columns& c = row.columns;
        const bool success = c[IntColumn::Status] == ocsf::kSuccess;
        const std::int64_t auth = c[IntColumn::Auth];
        node.requests.add(row);
        node.tls[c[IntColumn::Tls]].add(row);
        if (!c[TextColumn::Model].empty()) named(node.models, c[TextColumn::Model]).add(row);
        if (success) {
            ++node.answered;
            if (c[TextColumn::Country].empty())
                ++node.countryUnknown;
            else
                named(node.countries, c[TextColumn::Country]).add(row);
        }
        if (auth != 0 || c[IntColumn::Class] == ocsf::kAuthentication) {
            node.authKnown.add(row);
            node.authDays[dayOf(c.time())] = true;
        }
        if (auth == 2 && success) named(node.anonymousSuccess, c[TextColumn::Operation]).add(row);
        if (auth == 0 && success && c[IntColumn::Class] != ocsf::kAuthentication) {
            named(node.unknownSuccess, c[TextColumn::Operation]).add(row);
        }
        if (!c[TextColumn::Network].empty()) ++node.networksKnown;
        takeFields(row, node);
        takeClock(row, node);
        takePrincipal(row, node, success, auth);
    }

    static void takeFields(const Row& row, NodeSurvey& node) {
        const Columns& c = row.columns;
        std::array<bool, kEventFields> has{};
        const auto set = [&](EventField f, bool value) { has[static_cast<std::size_t>(f)] = value; };
        // Who asked without a credential is named by saying so.
        set(EventField::User, !c[TextColumn::Principal].empty() || c[IntColumn::Auth] == 2);
        set(EventField::Type, c[IntColumn::Class] != 0 && !c[TextColumn::Operation].empty());
        set(EventField::When, toMicros(c.time()) != 0);
        set(EventField::Outcome, c[IntColumn::Status] != 0);
        set(EventField::Origin, !c[TextColumn::Client].empty());
        set(EventField::Resource, !c[TextColumn::Operation].empty() || !c[TextColumn::Model].empty());
        if (c[IntColumn::Class] == ocsf::kAuthentication) {
            set(EventField::Type, true);
            set(EventField::Resource, !c[TextColumn::Node].empty());
        }
        const bool security =
            c[IntColumn::Class] == ocsf::kAuthentication || c[IntColumn::Code] == 401 || c[IntColumn::Code] == 403;
        if (security) ++node.securityEvents;
        bool complete = true;
        for (std::size_t i = 0; i < kEventFields; ++i) {
            if (has[i]) continue;
            complete = false;
            ++node.missing[i];
        }
        if (complete) return;
        node.incomplete.add(row);
        if (security) node.securityIncomplete.add(row);
    }

    static void takeClock(const Row& row, NodeSurvey& node) {
        const std::int64_t logged = row.columns[IntColumn::LoggedTime];
        if (logged == 0) return;
        const std::int64_t delay = logged - row.columns[IntColumn::Time] / 1000;
        if (delay < -1000) node.ahead.add(row);
        node.mostAheadMs = std::max(node.mostAheadMs, -delay);
        const std::int64_t late = std::max<std::int64_t>(delay, 0);
        if (node.leastDelayMs < 0 || late < node.leastDelayMs) node.leastDelayMs = late;
    }

    // Null when there are too many to keep.
    PrincipalUse* principalOf(NodeSurvey& node, std::string_view id) {
        if (PrincipalUse* known = m_principals.find(&node, id)) return known;
        auto i = node.principals.find(id);
        if (i == node.principals.end()) {
            if (node.principals.size() >= kMostPrincipals) return nullptr;
            i = node.principals.emplace(std::string(id), PrincipalUse{}).first;
        }
        m_principals.keep(&node, id, i->first, i->second);
        return &i->second;
    }

    void takePrincipal(const Row& row, NodeSurvey& node, bool success, std::int64_t auth) {
        const Columns& c = row.columns;
        const std::string_view id = c[TextColumn::Principal];
        const bool login = c[IntColumn::Class] == ocsf::kAuthentication;
        const bool refused = (login && c[IntColumn::Status] == ocsf::kFailure) || c[IntColumn::Code] == 401;
        const bool admitted = success && (auth == 1 || login);
        if (admitted) (id.empty() ? node.namelessSuccess : node.named).add(row);
        if (id.empty() || (!admitted && !refused)) return;
        PrincipalUse* const found = principalOf(node, id);
        if (found == nullptr) return;
        PrincipalUse& use = *found;
        if (admitted && !c[TextColumn::Network].empty()) takeNetwork(row, use);
        if (login || refused) node.attempts.add(row);
        if (refused) {
            ++use.failures;
            use.lastFailure = c.time();
            if (!use.admitted) {
                use.leadFailures = use.failures;
                use.leadTime = use.lastFailure;
                use.leadEntry = row.entry;
            }
            if (use.failures > use.longestRun) {
                use.longestRun = use.failures;
                use.longestEntry = row.entry;
            }
        } else {
            if (!use.admitted) {
                use.admitted = true;
                use.admittedTime = c.time();
                use.admittedEntry = row.entry;
            }
            // One more than is told: the first may turn out to have begun before this half.
            if (use.failures >= 3 && use.comebacks.size() <= PrincipalUse::kComebacks) {
                use.comebacks.push_back({use.failures, c.time() - use.lastFailure, row.entry});
            }
            use.failures = 0;
        }
    }

    static void takeNetwork(const Row& row, PrincipalUse& use) {
        const std::int64_t hour = row.columns[IntColumn::Time] / 3'600'000'000;
        if (hour != use.hour) {
            if (use.firstHour < 0) {
                use.firstHour = hour;
            } else if (use.hour == use.firstHour && use.firstNetworks.empty()) {
                std::swap(use.firstNetworks, use.networks);
            }
            use.hour = hour;
            use.networks.clear();
        }
        const std::uint64_t network = std::hash<std::string_view>{}(row.columns[TextColumn::Network]);
        if (use.networks.size() >= PrincipalUse::kNetworks ||
            std::ranges::find(use.networks, network) != use.networks.end())
            return;
        use.networks.push_back(network);
        if (use.firstNetworks.empty()) use.firstHourEntry = row.entry;
        if (use.networks.size() > use.mostNetworks) {
            use.mostNetworks = use.networks.size();
            use.mostEntry = row.entry;
        }
    }

    Survey& m_survey;
    std::vector<surveying::StatusRow> m_statuses;
    std::set<std::string, std::less<>> m_kept;
    Recall<const std::string> m_keptRecall;
    Recall<NodeSurvey> m_nodes;
    Recall<SourceSurvey> m_sources;
    Recall<Tally> m_names;
    Recall<PrincipalUse> m_principals;
};

// One half of the entries of a period, or all of them.
struct Half {
    explicit Half(const Survey& frame) : survey(frame), surveyor(survey) {}

    Result<void> read(Evidence& evidence, const Filter& filter, const std::atomic<bool>& stop) {
        return evidence.scanColumns(filter, columnsRead(), [&](const Row& row) {
            surveyor.take(row);
            return !stop.load(std::memory_order_relaxed);
        });
    }

    Survey survey;
    Surveyor surveyor;
};

// Where to cut the entries of the period in two; nothing when it is not worth it.
Result<std::optional<std::uint64_t>> middleOf(Evidence& evidence, const Filter& filter, std::uint64_t worth) {
    auto extent = evidence.extent(filter);
    if (!extent) return passOn(extent);
    if (extent->count < worth) return std::optional<std::uint64_t>{};
    return std::optional(extent->firstEntry + (extent->lastEntry - extent->firstEntry) / 2);
}

}  // namespace

void Tally::add(const Row& row) {
    const Time t = row.columns.time();
    if (extent.count++ == 0) {
        extent.firstEntry = row.entry;
        extent.firstTime = extent.lastTime = t;
    }
    extent.lastEntry = row.entry;
    extent.firstTime = std::min(extent.firstTime, t);
    extent.lastTime = std::max(extent.lastTime, t);
    if (entries.size() < 5) entries.push_back(row.entry);
}

std::string_view eventFieldName(EventField f) {
    switch (f) {
        case EventField::User: return "user";
        case EventField::Type: return "type of event";
        case EventField::When: return "date and time";
        case EventField::Outcome: return "outcome";
        case EventField::Origin: return "origin";
        case EventField::Resource: return "affected resource";
    }
    return "";
}

const NodeSurvey* Survey::node(std::string_view id) const {
    const auto i = nodes.find(id);
    return i == nodes.end() ? nullptr : &i->second;
}

Result<Survey> surveyPeriod(Evidence& evidence, Time from, Time to, std::uint64_t twoThreadsFrom) {
    Survey survey;
    survey.from = from;
    survey.to = to;
    survey.bucket = std::chrono::minutes(1);
    while ((to - from) / survey.bucket >= static_cast<std::int64_t>(kMostBuckets)) survey.bucket *= 2;
    survey.buckets = static_cast<std::size_t>((to - from) / survey.bucket) + 1;
    survey.watched.resize(survey.buckets);
    Filter filter;
    filter.from = from;
    filter.to = to;
    auto middle = middleOf(evidence, filter, twoThreadsFrom);
    if (!middle) return passOn(middle);
    auto other = *middle ? evidence.another() : Result<std::unique_ptr<Evidence>>(nullptr);
    if (!other) return passOn(other);
    auto first = std::make_unique<Half>(survey);
    auto second = std::make_unique<Half>(survey);
    Result<void> secondRead;
    Result<void> firstRead;
    std::atomic<bool> stop = false;
    {
        std::jthread thread;
        if (*other) {
            auto head = evidence.head();
            if (!head) return passOn(head);
            Filter later = filter;
            later.firstEntry = **middle;
            later.endEntry = head->size;
            filter.endEntry = **middle;
            thread = std::jthread([&, later] { secondRead = second->read(**other, later, stop); });
        }
        firstRead = first->read(evidence, filter, stop);
        if (!firstRead) stop = true;  // whoever cancelled does not wait for the other half
    }
    if (!firstRead) return passOn(firstRead);
    if (!secondRead) return passOn(secondRead);
    auto statuses = first->surveyor.takeStatuses();
    for (const surveying::StatusRow& row : second->surveyor.takeStatuses()) statuses.push_back(row);
    surveying::append(first->survey, std::move(second->survey));
    surveying::applyStatuses(first->survey, statuses);
    auto read = surveying::readStatuses(evidence, first->survey);
    if (!read) return passOn(read);
    return std::move(first->survey);
}

}  // namespace vedette
