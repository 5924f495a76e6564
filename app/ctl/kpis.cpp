// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl kpis: key figures of a period, each with its n, its target and the filter that opens its rows.
#include <fmt/format.h>

#include <algorithm>

#include "app/ctl/commands.h"
#include "app/ctl/judging.h"
#include "app/ctl/suggest.h"
#include "core/base/file.h"
#include "core/kpi/kpi.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::vector<std::string> ids;
    std::vector<std::string> nodes;
    std::vector<std::string> anchors;
    PeriodOptions period;
};

std::string numberJson(const std::optional<double>& value) {
    return value ? fmt::format("{}", *value) : std::string("null");
}

std::string seriesJson(const KpiValue& kpi) {
    std::vector<std::string> out;
    for (const KpiPoint& point : kpi.series)
        out.push_back(JsonObject()
                          .time("from", point.from)
                          .time("to", point.to)
                          .raw("value", numberJson(point.value))
                          .number("n", point.n)
                          .str());
    return jsonArray(out);
}

std::string partsJson(const KpiValue& kpi) {
    std::vector<std::string> out;
    for (const KpiPart& part : kpi.parts)
        out.push_back(JsonObject()
                          .text("label", part.label)
                          .raw("value", numberJson(part.value))
                          .number("n", part.n)
                          .text("query", part.filter)
                          .str());
    return jsonArray(out);
}

std::string kpiJson(const KpiValue& kpi) {
    const KpiDefinition& d = kpi.definition;
    JsonObject out;
    out.text("id", d.id).text("title", d.title).text("group", d.group).text("definition", d.definition);
    out.text("unit", unitName(d.unit)).text("better", directionName(d.direction));
    out.raw("target", numberJson(d.target)).text("target_owner", d.targetOwner);
    out.raw("met", kpi.met ? (*kpi.met ? "true" : "false") : "null");
    out.raw("value", numberJson(kpi.value)).text("missing", kpi.missing).text("note", kpi.note);
    out.number("n", kpi.n).text("n_unit", kpi.nUnit);
    out.raw("median", numberJson(kpi.median)).raw("p90", numberJson(kpi.p90));
    out.raw("low", numberJson(kpi.low)).raw("high", numberJson(kpi.high));
    out.raw("numerator", numberJson(kpi.numerator)).raw("denominator", numberJson(kpi.denominator));
    out.raw("previous", numberJson(kpi.previous)).number("previous_n", kpi.previousN);
    out.raw("series", seriesJson(kpi)).raw("parts", partsJson(kpi));
    out.text("query", kpi.filter).boolean("covered", kpi.covered);
    return out.str();
}

std::string hourJson(const NodeHour& hour) {
    JsonObject out;
    out.text("node", hour.node).time("hour", hour.hour).time("from", hour.from).time("to", hour.to);
    out.text("verdict", verdictName(hour.verdict)).text("reason", reasonName(hour.reason)).text("note", hour.note);
    out.number("served", hour.served).number("logged", hour.logged).number("slack", hour.slack);
    out.raw("first_scrape", hour.firstScrape ? std::to_string(*hour.firstScrape) : "null");
    out.raw("last_scrape", hour.lastScrape ? std::to_string(*hour.lastScrape) : "null");
    return out.text("query", hour.rows).str();
}

std::string targetText(const KpiValue& kpi) {
    const KpiDefinition& d = kpi.definition;
    if (!d.target) return "-";
    const char* sign = d.direction == KpiDirection::Lower ? "<=" : ">=";
    const char* word = !kpi.met ? "?" : *kpi.met ? "met" : "MISSED";
    return fmt::format("{} {} {} ({})", word, sign, kpiText(*d.target, d.unit), d.targetOwner);
}

void say(Output& out, const KpiReport& report) {
    out.say(fmt::format("Period {}", periodText(report.period)));
    std::vector<std::vector<std::string>> rows = {{"KPI", "VALUE", "N", "MEDIAN", "P90", "BEFORE", "TARGET"}};
    const auto text = [](const std::optional<double>& v, KpiUnit unit) { return v ? kpiText(*v, unit) : "-"; };
    for (const KpiValue& kpi : report.values) {
        const KpiUnit unit = kpi.definition.unit;
        rows.push_back({kpi.definition.title, kpi.value ? kpiText(*kpi.value, unit) : "insufficient evidence",
                        fmt::format("{} {}", grouped(kpi.n), kpi.nUnit), text(kpi.median, unit), text(kpi.p90, unit),
                        text(kpi.previous, unit), targetText(kpi)});
    }
    out.table(rows);
    for (const KpiValue& kpi : report.values) {
        for (const std::string& word : {kpi.missing, kpi.note})
            if (!word.empty()) out.say(fmt::format("{}: {}", kpi.definition.title, word));
    }
    if (!report.completeness) return;
    for (const NodeCompleteness& node : report.completeness->nodes) {
        if (node.verdict != CompletenessVerdict::Short && node.verdict != CompletenessVerdict::Surplus) continue;
        out.say(fmt::format("{}: {} served, {} logged, {} short, {} surplus hours; {}", node.node, grouped(node.served),
                            grouped(node.logged), node.shortHours, node.surplusHours, node.rows));
    }
}

Result<std::vector<KpiDefinition>> definitionsNamed(const std::vector<std::string>& ids) {
    auto all = loadKpis(resourceFolder() / "kpis");
    if (!all || ids.empty()) return all;
    std::vector<std::string> known;
    for (const KpiDefinition& d : *all) known.push_back(d.id);
    std::vector<KpiDefinition> out;
    for (const auto& id : ids) {
        const auto found = std::ranges::find(*all, id, &KpiDefinition::id);
        if (found == all->end())
            return fail(ErrorCode::NotFound, fmt::format("there is no KPI \"{}\"", id), "--kpi", suggestion(id, known));
        out.push_back(*found);
    }
    return out;
}

// Judging reads the whole period again, so it is done only for figures about controls.
Result<std::optional<Judgement>> judgeFor(const std::vector<KpiDefinition>& definitions, Reader& reader, Period period,
                                          Time now) {
    const bool wanted =
        std::ranges::any_of(definitions, [](const KpiDefinition& d) { return d.measure.starts_with("controls-"); });
    if (!wanted) return std::optional<Judgement>{};
    auto packs = packsNamed({});
    if (!packs) return passOn(packs);
    auto judgement = judgePeriod(reader, *packs, period, now);
    if (!judgement) return passOn(judgement);
    return std::optional(std::move(*judgement));
}

void document(Output& out, const KpiReport& report) {
    std::vector<std::string> kpis;
    for (const KpiValue& kpi : report.values) kpis.push_back(kpiJson(kpi));
    std::vector<std::string> hours;
    if (report.completeness)
        for (const NodeHour& hour : report.completeness->hours) hours.push_back(hourJson(hour));
    out.document(JsonObject()
                     .time("from", report.period.from)
                     .time("to", report.period.to)
                     .time("previous_from", report.previous.from)
                     .raw("kpis", jsonArray(kpis))
                     .raw("node_hours", jsonArray(hours))
                     .number("entries", report.checkpoint.size)
                     .text("checkpoint", report.checkpoint.note));
}

int run(const Options& o, Context& c) {
    auto open = readPeriod(o.period, c.clock.now());
    if (!open) return wrongUse(c, open.error());
    auto definitions = definitionsNamed(o.ids);
    if (!definitions)
        return definitions.error().where == "--kpi" ? wrongUse(c, definitions.error()) : failed(c, definitions.error());
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    auto period = closePeriod(*open, **reader, c.clock.now());
    if (!period) return failed(c, period.error());
    const std::vector<std::filesystem::path> files(o.anchors.begin(), o.anchors.end());
    auto anchor = lastAnchorTime(o.store, files);
    if (!anchor) return failed(c, anchor.error());
    auto judgement = judgeFor(*definitions, **reader, *period, c.clock.now());
    if (!judgement) return failed(c, judgement.error());
    KpiInputs inputs;
    inputs.lastAnchor = *anchor;
    if (*judgement) inputs.judgement = &**judgement;
    auto report = computeKpis(**reader, *definitions, *period, o.nodes, c.clock.now(), inputs);
    if (!report) return failed(c, report.error());
    document(c.out, *report);
    say(c.out, *report);
    const bool missed = std::ranges::any_of(report->values, [](const KpiValue& kpi) { return kpi.met && !*kpi.met; });
    return missed ? kFinding : kWell;
}

}  // namespace

Run declareKpis(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.list("--kpi", o->ids, "ID", "Only these figures, comma separated");
    args.list("--node", o->nodes, "ID", "Only these nodes, comma separated");
    declarePeriod(args, o->period);
    args.list("--anchor", o->anchors, "FILE", "Checkpoints kept elsewhere, besides the store's own");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
