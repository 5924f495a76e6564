// SPDX-License-Identifier: GPL-3.0-or-later
// Inside core/kpi: what measures read, once for all of them, and what a measure says of a stretch of time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/incident/shared_alerts.h"
#include "core/kpi/kpi.h"
#include "core/kpi/tally.h"

namespace vedette::kpis {

// What a measure says of one stretch.
struct Figure {
    std::optional<double> value;
    std::string missing;
    std::uint64_t n = 0;
    std::optional<double> median, p90, low, high, numerator, denominator;
    std::vector<KpiPart> parts;
    std::string filter;
    std::string note;
};

// An alert, as far as figures need it. Texts live as long as the Sources they come from.
struct AlertFact {
    std::string_view id;
    std::int64_t severity = 0;
    Time occurred{};  // the earliest evidence of its first finding
    Time raised{};
    std::optional<Time> acknowledged;
    std::optional<Time> closed;
    std::string_view verdict;
    [[nodiscard]] bool harmless() const;  // closed as nothing that happened: false positive, test, duplicate, ...
};

// Inference calls (6003, create) of one slice of time.
struct CallSlice {
    std::uint64_t calls = 0;
    std::uint64_t failed = 0;  // code 500 and above
    std::uint64_t succeeded = 0;
    std::uint64_t authenticated = 0;  // of the succeeded
    std::uint64_t anonymous = 0;
    Tally latencies;  // of the succeeded; 0 is unknown and left out
    Tally delays;     // between event and collection

    void add(const CallSlice& other);
};

struct Calls {
    std::vector<CallSlice> slices;  // of the window
    CallSlice whole;
};

// The collector's word about a source: the first one in a period, and each that differs from the one before.
struct SourceWord {
    std::string source;
    Time time{};
    bool down = false;
};

// A stretch, cut into slices for the series.
struct Window {
    Period period;
    Duration step{};
    [[nodiscard]] std::size_t slices() const;
    [[nodiscard]] Period slice(std::size_t i) const;
};

// Reads on demand, each part once. Everything below one size of the log, so that figures and filters agree.
class Sources {
public:
    Sources(Reader& reader, const std::vector<std::string>& nodes, const KpiInputs& inputs, Time now);
    [[nodiscard]] Result<void> begin(Period whole);

    [[nodiscard]] Filter filter(Period period) const;  // of the nodes, below the size
    [[nodiscard]] Result<Extent> extent(const Filter& f) { return m_reader.extent(f); }
    [[nodiscard]] Reader& reader() { return m_reader; }
    [[nodiscard]] const KpiInputs& inputs() const { return m_inputs; }
    [[nodiscard]] const std::vector<std::string>& nodes() const { return m_nodes; }
    [[nodiscard]] Time now() const { return m_now; }
    [[nodiscard]] Time lastCollected() const { return m_lastCollected; }
    // Whether the log knows anything of the time.
    [[nodiscard]] bool reaches(Period period) const;

    [[nodiscard]] Result<const std::vector<AlertFact>*> alerts();
    [[nodiscard]] Result<const CompletenessReport*> completeness(Period period);
    [[nodiscard]] const CompletenessReport* completenessRead(Period period) const;
    [[nodiscard]] Result<const Calls*> calls(const Window& window);
    // In log order.
    [[nodiscard]] Result<const std::vector<SourceWord>*> sourceWords(Period period);
    // Nodes of the last fleet declaration before `at`; empty without one.
    [[nodiscard]] Result<std::vector<std::string>> declaredNodes(Time at);

private:
    void takeAlerts(const AlertIndex& index, SharedAlerts::Onsets onsets);

    Reader& m_reader;
    const std::vector<std::string>& m_nodes;
    const KpiInputs& m_inputs;
    Time m_now;
    std::uint64_t m_end = 0;
    Extent m_log;
    Time m_lastCollected{};
    std::optional<std::vector<AlertFact>> m_alerts;
    std::shared_ptr<const void> m_alertTexts;
    std::map<std::pair<Time, Time>, CompletenessReport> m_completeness;
    std::map<std::pair<Time, Time>, Calls> m_calls;
    std::map<std::pair<Time, Time>, std::vector<SourceWord>> m_words;
    std::map<Time, std::vector<std::string>> m_declared;
};

struct Measure {
    KpiMeasureInfo info;
    std::string_view nUnit;
    bool overTime = true;  // has a series and a value of the period before
    bool fromLog = true;   // needs entries of the time
    // `slice`: of the window, all of it when absent.
    Result<Figure> (*reckon)(Sources&, const KpiDefinition&, const Window&, std::optional<std::size_t> slice) = nullptr;
};

// One list per file of measures.
[[nodiscard]] std::vector<Measure> responseMeasures();
[[nodiscard]] std::vector<Measure> coverageMeasures();
[[nodiscard]] std::vector<Measure> serviceMeasures();
[[nodiscard]] std::vector<Measure> postureMeasures();
[[nodiscard]] const Measure* findMeasure(std::string_view name);

[[nodiscard]] Period stretch(const Window& window, std::optional<std::size_t> slice);
// Mean, median and 90th percentile (nearest rank) of values that are put in order here.
void summarise(std::vector<double>& values, Figure& out);
// The same of durations; `unit` is the figure's unit in milliseconds.
void summarise(const Tally& durations, double unit, Figure& out);
// value, numerator, denominator, n, and the 95 % Wilson interval where `estimate`; missing when there is nothing.
void ratio(std::uint64_t part, std::uint64_t whole, std::string_view nothing, bool estimate, Figure& out);

}  // namespace vedette::kpis
