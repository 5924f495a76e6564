// SPDX-License-Identifier: GPL-3.0-or-later
// Reckons definitions: the figure of the period, of the one before, and of its slices.
#include <algorithm>
#include <array>

#include "core/kpi/measures.h"

namespace vedette {
namespace kpis {
namespace {

constexpr std::int64_t kMostPoints = 60;

const std::vector<Measure>& allMeasures() {
    static const std::vector<Measure> all = [] {
        std::vector<Measure> list;
        for (auto& part : {responseMeasures(), coverageMeasures(), serviceMeasures(), postureMeasures()})
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

// The shortest round step that keeps a series within its points.
Duration stepOf(Period period) {
    using std::chrono::hours;
    using std::chrono::minutes;
    constexpr std::array<Duration, 14> kSteps = {minutes(1), minutes(5), minutes(15), minutes(30), hours(1),
                                                 hours(2),   hours(3),   hours(4),    hours(6),    hours(12),
                                                 hours(24),  hours(48),  hours(96),   hours(168)};
    const Duration length = std::max(period.to - period.from, Duration(1));
    for (const Duration step : kSteps) {
        if ((length + step - Duration(1)) / step <= kMostPoints) return step;
    }
    return (length + Duration(kMostPoints - 1)) / kMostPoints;
}

Result<Figure> figureOf(Sources& sources, const Measure& measure, const KpiDefinition& definition, const Window& window,
                        std::optional<std::size_t> slice) {
    if (measure.fromLog && !sources.reaches(stretch(window, slice))) {
        Figure none;
        none.missing = "the log holds no entry of this time";
        return none;
    }
    return measure.reckon(sources, definition, window, slice);
}

std::optional<bool> targetMet(const KpiDefinition& d, const std::optional<double>& value) {
    if (!d.target || !value) return {};
    switch (d.direction) {
        case KpiDirection::Lower: return *value <= *d.target;
        case KpiDirection::Higher: return *value >= *d.target;
        case KpiDirection::Neither: break;
    }
    return {};
}

void take(Figure figure, KpiValue& out) {
    out.value = figure.value;
    out.missing = std::move(figure.missing);
    out.n = figure.n;
    out.median = figure.median;
    out.p90 = figure.p90;
    out.low = figure.low;
    out.high = figure.high;
    out.numerator = figure.numerator;
    out.denominator = figure.denominator;
    out.parts = std::move(figure.parts);
    out.filter = std::move(figure.filter);
    out.note = std::move(figure.note);
}

Result<KpiValue> reckon(Sources& sources, const KpiDefinition& definition, const Window& now, const Window& before) {
    const Measure& measure = *findMeasure(definition.measure);
    KpiValue out;
    out.definition = definition;
    out.nUnit = measure.nUnit;
    auto figure = figureOf(sources, measure, definition, now, {});
    if (!figure) return passOn(figure);
    take(std::move(*figure), out);
    out.met = targetMet(definition, out.value);
    // Anchors are files beside the log, and a figure from nothing is covered by nothing.
    out.covered = out.value.has_value() && definition.measure != "anchor-age";
    if (measure.overTime || sources.inputs().previousJudgement != nullptr) {
        auto previous = figureOf(sources, measure, definition, before, {});
        if (!previous) return passOn(previous);
        if (definition.measure != "anchor-age") {
            out.previous = previous->value;
            out.previousN = previous->n;
        }
    }
    for (std::size_t i = 0; measure.overTime && i < now.slices(); ++i) {
        auto point = figureOf(sources, measure, definition, now, i);
        if (!point) return passOn(point);
        const Period p = now.slice(i);
        out.series.push_back({p.from, p.to, point->value, point->n});
    }
    return out;
}

}  // namespace

const Measure* findMeasure(std::string_view name) {
    const auto& all = allMeasures();
    const auto found = std::ranges::find_if(all, [&](const Measure& m) { return m.info.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace kpis

std::vector<KpiMeasureInfo> kpiMeasures() {
    std::vector<KpiMeasureInfo> out;
    for (const kpis::Measure& measure : kpis::allMeasures()) out.push_back(measure.info);
    return out;
}

Result<KpiReport> computeKpis(Reader& reader, const std::vector<KpiDefinition>& definitions, Period period,
                              const std::vector<std::string>& nodes, Time now, const KpiInputs& inputs) {
    if (period.to <= period.from) return fail(ErrorCode::Invalid, "the period of the figures is empty");
    KpiReport report;
    report.period = period;
    report.previous = {period.from - (period.to - period.from), period.from};
    report.reckonedAt = now;
    report.nodes = nodes;
    kpis::Sources sources(reader, nodes, inputs, now);
    if (auto begun = sources.begin({report.previous.from, period.to}); !begun) return passOn(begun);
    const kpis::Window current{period, kpis::stepOf(period)};
    const kpis::Window before{report.previous, current.step};
    for (const KpiDefinition& definition : definitions) {
        if (kpis::findMeasure(definition.measure) == nullptr)
            return fail(ErrorCode::Invalid, "there is no measure \"" + definition.measure + "\"", definition.file,
                        "vedettectl packs kpis lists the measures");
        auto value = kpis::reckon(sources, definition, current, before);
        if (!value) return passOn(value);
        report.values.push_back(std::move(*value));
    }
    if (const CompletenessReport* read = sources.completenessRead(period)) report.completeness = *read;
    // Read last: every entry a figure stands on is below its size, and its signature was checked.
    auto head = reader.head();
    if (!head) return passOn(head);
    report.checkpoint = std::move(*head);
    return report;
}

}  // namespace vedette
