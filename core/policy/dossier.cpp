// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/dossier.h"

#include <simdjson.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/event/event.h"

namespace vedette {
namespace {

using simdjson::dom::element;

constexpr std::size_t kRecordsAtOnce = 1024;

std::string text(const element& object, const char* key) {
    std::string_view v;
    return object[key].get(v) == simdjson::SUCCESS ? std::string(v) : std::string();
}

bool flag(const element& object, const char* key) {
    bool v = false;
    return object[key].get(v) == simdjson::SUCCESS && v;
}

struct Found {
    std::uint64_t entry = 0;
    Time time{};
    std::string node;
};

// Calls `each` with every match's place and the JSON value at `pointer` of its record; skips records without one.
template <class Each>
Result<void> eachRecord(Evidence& evidence, const Filter& filter, const char* pointer, const Each& each) {
    std::vector<Found> found;
    auto scanned = evidence.scan(filter, [&](const Row& row) {
        found.push_back({row.entry, row.columns.time(), std::string(row.columns[TextColumn::Node])});
        return true;
    });
    if (!scanned) return passOn(scanned);
    simdjson::dom::parser parser;
    for (std::size_t begin = 0; begin < found.size(); begin += kRecordsAtOnce) {
        const std::size_t end = std::min(found.size(), begin + kRecordsAtOnce);
        std::vector<std::uint64_t> entries;
        for (std::size_t i = begin; i < end; ++i) entries.push_back(found[i].entry);
        auto records = evidence.records(entries);
        if (!records) return passOn(records);
        for (std::size_t i = begin; i < end && i - begin < records->size(); ++i) {
            const std::string& record = (*records)[i - begin];
            element root;
            element value;
            if (parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS ||
                root.at_pointer(pointer).get(value) != simdjson::SUCCESS) {
                continue;
            }
            each(found[i], value);
        }
    }
    return {};
}

// Actions about alerts that a later one took back; that one may itself have been taken back, so the newest come first.
std::set<std::pair<std::string, std::uint64_t>> takenBack(const std::vector<Action>& actions) {
    std::set<std::pair<std::string, std::uint64_t>> out;
    for (auto act = actions.rbegin(); act != actions.rend(); ++act) {
        const bool undo = act->kind == "alert" && act->name == "undo" && act->undoes < act->entry;
        if (undo && !out.contains({act->target, act->entry})) out.emplace(act->target, act->undoes);
    }
    return out;
}

}  // namespace

Dossier::Dossier(Evidence& evidence, const RegionTable& regions, Period period, Time now)
    : m_evidence(evidence), m_regions(regions), m_period(period), m_now(now) {}

Filter Dossier::inPeriod() const {
    Filter f;
    f.from = m_period.from;
    f.to = m_period.to;
    return f;
}

Result<Extent> Dossier::extent(const Filter& filter) {
    const std::string key = filter.text();
    if (const auto i = m_extents.find(key); i != m_extents.end()) return i->second;
    auto e = m_evidence.extent(filter);
    if (e) m_extents[key] = *e;
    return e;
}

Result<const Declaration*> Dossier::declaration() {
    if (!m_declarationRead) {
        Filter f;
        f.to = m_period.to;
        f.is(IntColumn::Class, ocsf::kFleetDeclaration);
        std::optional<Found> last;
        auto scanned = m_evidence.scan(f, [&](const Row& row) {
            if (!last || row.columns.time() >= last->time) last = Found{row.entry, row.columns.time(), {}};
            return true;
        });
        if (!scanned) return passOn(scanned);
        if (last) {
            auto records = m_evidence.records({last->entry});
            if (!records) return passOn(records);
            auto d = records->empty() ? Result<Declaration>(fail(ErrorCode::NotFound, "the declaration is gone"))
                                      : parseDeclaration(records->front());
            if (!d) return passOn(d);
            d->entry = last->entry;
            d->time = last->time;
            m_declaration = std::move(*d);
        }
        m_declarationRead = true;
    }
    return m_declaration ? &*m_declaration : nullptr;
}

Result<const Survey*> Dossier::survey() {
    if (!m_survey) {
        auto s = surveyPeriod(m_evidence, m_period.from, m_period.to);
        if (!s) return passOn(s);
        m_survey = std::move(*s);
    }
    return &*m_survey;
}

Result<const std::vector<Observation>*> Dossier::observations() {
    if (!m_observations) {
        std::vector<Observation> list;
        Filter f = inPeriod();
        f.is(IntColumn::Class, ocsf::kEndpointObservation);
        auto read = eachRecord(m_evidence, f, "/vedette/observation", [&](const Found& at, const element& v) {
            Observation o;
            o.entry = at.entry;
            o.time = at.time;
            o.node = at.node;
            o.endpoint = text(v, "endpoint");
            o.anonymous = text(v, "anonymous");
            o.cipher = text(v, "cipher");
            o.tls = text(v, "tls");
            o.problem = text(v, "problem");
            o.deprecatedTls = text(v, "deprecated_tls");
            o.plaintext = flag(v, "plaintext");
            o.verified = flag(v, "verified");
            if (auto t = parseTime(text(v, "not_after"))) o.notAfter = *t;
            list.push_back(std::move(o));
        });
        if (!read) return passOn(read);
        m_observations = std::move(list);
    }
    return &*m_observations;
}

Result<const std::vector<Action>*> Dossier::actions() {
    if (!m_actions) {
        std::vector<Action> list;
        Filter f;
        f.to = m_now + Duration(1);
        f.is(IntColumn::Class, ocsf::kConsoleAction);
        auto read = eachRecord(m_evidence, f, "/vedette/action", [&](const Found& at, const element& v) {
            Action a{at.entry,         at.time,         text(v, "kind"),    text(v, "name"),  text(v, "target"),
                     text(v, "actor"), text(v, "note"), text(v, "verdict"), text(v, "until"), 0};
            if (v["undoes"].get(a.undoes) != simdjson::SUCCESS) a.undoes = 0;
            bool intact = false;
            if (a.verdict.empty() && v["intact"].get(intact) == simdjson::SUCCESS)
                a.verdict = intact ? "intact" : "damaged";
            list.push_back(std::move(a));
        });
        if (!read) return passOn(read);
        m_actions = std::move(list);
    }
    return &*m_actions;
}

Result<const std::vector<RaisedAlert>*> Dossier::alerts() {
    if (!m_alerts) {
        auto acts = actions();
        if (!acts) return passOn(acts);
        std::map<std::string, RaisedAlert> groups;
        Filter f = inPeriod();
        f.is(IntColumn::Class, ocsf::kDetectionFinding);
        auto scanned = m_evidence.scan(f, [&](const Row& row) {
            const Columns& c = row.columns;
            RaisedAlert& a = groups[std::string(c[TextColumn::Group])];
            // The duty to look starts when the finding was made, not when what it found took place.
            const std::int64_t logged = c[IntColumn::LoggedTime];
            const Time at = logged != 0 ? Time{std::chrono::milliseconds(logged)} : c.time();
            if (a.findings.count() == 0 || at < a.raised) a.raised = at;
            a.severity = std::max(a.severity, c[IntColumn::Severity]);
            a.findings.add(row);
            return true;
        });
        if (!scanned) return passOn(scanned);
        for (auto& [id, alert] : groups) alert.id = id;
        const auto undone = takenBack(**acts);
        for (const Action& act : **acts) {
            const auto i = groups.find(act.target);
            if (act.kind != "alert" || i == groups.end() || undone.contains({act.target, act.entry})) continue;
            RaisedAlert& a = i->second;
            if (act.name == "reopen") a.closed.reset();
            if (act.name == "close" && !a.closed) a.closed = act.time;
            const bool takesUp = act.name == "acknowledge" || act.name == "escalate" || act.name == "close";
            if (takesUp && !a.acknowledged) a.acknowledged = act.time;
        }
        std::vector<RaisedAlert> list;
        for (auto& [id, alert] : groups) list.push_back(std::move(alert));
        m_alerts = std::move(list);
    }
    return &*m_alerts;
}

Result<const DetectionSigns*> Dossier::detectionSigns() {
    if (!m_detectionSigns) {
        DetectionSigns signs;
        Filter f = inPeriod();
        f.is(IntColumn::Class, ocsf::kDetectionRun);
        auto scanned = m_evidence.scan(f, [&](const Row& row) {
            signs.runs.add(row);
            signs.times.push_back(row.columns.time());
            return true;
        });
        if (!scanned) return passOn(scanned);
        m_detectionSigns = std::move(signs);
    }
    return &*m_detectionSigns;
}

}  // namespace vedette
