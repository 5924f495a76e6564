// SPDX-License-Identifier: GPL-3.0-or-later
// Key figures as data: resources/kpis/*.yaml say what is measured, in plain words, against whose target; a built-in
// measure reckons it from the log. No figure without its n, none without the rows behind it, and none at all where the
// evidence does not carry one: `value` is then absent and `missing` says why.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/policy/completeness.h"
#include "core/policy/policy.h"
#include "core/store/reader.h"

namespace vedette {

class SharedAlerts;

enum class KpiUnit : std::uint8_t { Seconds, Milliseconds, Share, Count };  // Share: 0 to 1
enum class KpiDirection : std::uint8_t { Lower, Higher, Neither };          // which is better
[[nodiscard]] std::string_view unitName(KpiUnit u);
[[nodiscard]] std::string_view directionName(KpiDirection d);

struct KpiDefinition {
    std::string id;          // "mttd"
    std::string title;       // "MTTD"
    std::string group;       // "response", "coverage", "detection", "service", "compliance"
    std::string definition;  // in plain words: what over what, of which rows
    KpiUnit unit = KpiUnit::Count;
    KpiDirection direction = KpiDirection::Neither;
    std::optional<double> target;  // in the unit; by `direction` a least or a most
    std::string targetOwner;       // whose number the target is: "house default", "PCI DSS 10.4.1.1"; set with a target
    std::string measure;           // built-in measure, see kpiMeasures()
    std::string file;              // "…/kpis.yaml:12"
};

// All definitions of the folder's *.yaml, in file order. Invalid with file:line for anything that is not as
// docs/add-a-kpi.md says: an unknown key, unit or measure, an id used twice, a target without an owner.
[[nodiscard]] Result<std::vector<KpiDefinition>> loadKpis(const std::filesystem::path& folder);
// Same for one text. `name` stands in errors.
[[nodiscard]] Result<std::vector<KpiDefinition>> parseKpis(std::string_view yaml, const std::string& name);

// Names a definition may give as `measure`, with what each reckons.
struct KpiMeasureInfo {
    std::string_view name;
    std::string_view what;
    KpiUnit unit;
};
[[nodiscard]] std::vector<KpiMeasureInfo> kpiMeasures();

// One point of a series: the figure of [from, to) alone.
struct KpiPoint {
    Time from{};
    Time to{};
    std::optional<double> value;  // absent: nothing to reckon it from
    std::uint64_t n = 0;
};

// A part of the figure: open alerts of one severity, failing controls of one framework, unlogged requests of one node.
struct KpiPart {
    std::string label;  // "critical", "gdpr", "eu-fra-07"
    double value = 0;
    std::uint64_t n = 0;
    std::string filter;  // opens its rows; may be empty
};

struct KpiValue {
    KpiDefinition definition;
    std::optional<double> value;        // in the definition's unit; absent: insufficient evidence
    std::string missing;                // why it is absent, and what would bring it
    std::uint64_t n = 0;                // how many alerts, rows, endpoints ... it stands on
    std::string nUnit;                  // "alerts", "requests"
    std::optional<double> median;       // of means and percentiles only
    std::optional<double> p90;          //
    std::optional<double> low;          // 95 % Wilson interval of a share that is an estimate
    std::optional<double> high;         //
    std::optional<double> numerator;    // of a ratio
    std::optional<double> denominator;  //
    std::optional<double> previous;     // the same over the period of equal length before
    std::uint64_t previousN = 0;
    std::vector<KpiPoint> series;  // at most 60 points; empty for figures that only have a now
    std::optional<bool> met;       // target met; absent without target or value
    std::vector<KpiPart> parts;    // largest first
    std::string filter;            // filter text that opens the rows behind the figure; empty: not from rows
    bool covered = false;          // every row behind it is covered by the report's checkpoint
    std::string note;              // what the figure does not say; may be empty
};

// What the figures need from outside the log; each may be absent, its figures are then too.
struct KpiInputs {
    const Judgement* judgement = nullptr;          // of the period
    const Judgement* previousJudgement = nullptr;  // of the period before
    SharedAlerts* alerts = nullptr;                // what is known of the log's alerts already; without it all are read
    std::optional<Time> lastAnchor;  // when a checkpoint was last put where the database cannot rewrite it
};

struct KpiReport {
    Period period;
    Period previous;  // of equal length, just before
    Time reckonedAt{};
    Checkpoint checkpoint;  // covers every row that was read
    std::vector<std::string> nodes;
    std::vector<KpiValue> values;                    // in the order of the definitions
    std::optional<CompletenessReport> completeness;  // of the period, when a figure needed it
};

// When the newest of the store's own anchor file and `more` says its last checkpoint was signed; absent without any.
[[nodiscard]] Result<std::optional<Time>> lastAnchorTime(const std::filesystem::path& store,
                                                         const std::vector<std::filesystem::path>& more = {});

// Reckons the definitions over `period` for `nodes` (all when empty). Figures about the whole log (anchor age,
// controls) ignore the nodes and say so in their note. Fails only when the store cannot be read. interrupt() of the
// reader ends it with Cancelled. One thread, like the reader.
[[nodiscard]] Result<KpiReport> computeKpis(Reader& reader, const std::vector<KpiDefinition>& definitions,
                                            Period period, const std::vector<std::string>& nodes, Time now,
                                            const KpiInputs& inputs = {});

// "3 min 40 s", "99.648 %", "1,451": a value as people read it, without losing a failure to rounding (99.9996 % is not
// "100 %").
[[nodiscard]] std::string kpiText(double value, KpiUnit unit);

}  // namespace vedette
