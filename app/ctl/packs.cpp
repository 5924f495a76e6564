// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl packs: what is loaded, from where, and what is wrong with it.
#include <fmt/format.h>

#include <algorithm>

#include "app/ctl/commands.h"
#include "app/ctl/suggest.h"
#include "core/base/file.h"
#include "core/detect/detector.h"
#include "core/event/mapping.h"
#include "core/event/metrics.h"
#include "core/kpi/kpi.h"
#include "core/policy/policy.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string kind;
};

struct Listing {
    std::vector<std::string> json;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> details;  // further lines for people
    std::uint64_t problems = 0;

    void add(std::string_view kind, const std::string& id, const std::string& version, const std::string& title,
             const std::string& origin, const std::vector<std::string>& trouble, JsonObject more = {}) {
        more.text("kind", kind).text("id", id).text("version", version).text("title", title).text("origin", origin);
        more.raw("problems", jsonTexts(trouble));
        json.push_back(more.str());
        rows.push_back({std::string(kind), id, version, title, origin});
        for (const auto& problem : trouble) details.push_back(fmt::format("problem in {}: {}", id, problem));
        problems += trouble.size();
    }
};

void listMappings(Listing& out) {
    const auto folder = resourceFolder() / "mappings";
    for (const auto& name : yamlNames(folder)) {
        const auto file = folder / (name + ".yaml");
        auto mapper = Mapper::load(file);
        if (mapper)
            out.add("mapping", mapper->id(), mapper->version(), mapper->title(), file.string(), {});
        else
            out.add("mapping", name, "", "", file.string(), {mapper.error().text()});
    }
    const auto metrics = resourceFolder() / "metrics";
    auto flavours = MetricFlavours::load(metrics);
    if (!flavours) {
        out.add("metrics", "metrics", "", "", metrics.string(), {flavours.error().text()});
        return;
    }
    for (const auto& id : flavours->ids()) out.add("metrics", id, "", "metrics flavour", metrics.string(), {});
}

void listDetectors(Listing& out) {
    for (const auto& info : detectorInfos()) {
        std::vector<std::string> threats;
        for (const auto& threat : info.threats)
            threats.push_back(fmt::format("{} {} {} {}", threat.framework, threat.edition, threat.id, threat.name));
        JsonObject more;
        more.text("method", info.method).text("warm_up", info.warmUp).text("blind_spots", info.blindSpots);
        more.text("false_alarm_budget", info.falseAlarmBudget).raw("threats", jsonTexts(threats));
        out.add("detector", info.id, VEDETTE_VERSION, info.title, "built in", {}, more);
        out.details.push_back(
            fmt::format("\n{}: {}\n  method       {}\n  warm-up      {}\n  false alarms {}\n  blind spots  {}", info.id,
                        info.title, info.method, info.warmUp, info.falseAlarmBudget, info.blindSpots));
        for (const auto& threat : threats) out.details.push_back("  threat       " + threat);
    }
}

void listControls(Listing& out) {
    const auto folder = resourceFolder() / "packs";
    // One at a time, so that a broken pack does not hide the others.
    for (const auto& name : yamlNames(folder)) {
        auto packs = loadPacks(folder, {name});
        if (!packs) {
            out.add("controls", name, "", "", (folder / (name + ".yaml")).string(), {packs.error().text()});
            continue;
        }
        for (const auto& pack : *packs) {
            std::vector<std::string> ids;
            for (const auto& control : pack.controls) ids.push_back(control.id);
            JsonObject more;
            more.raw("controls", jsonTexts(ids)).text("source", pack.source);
            out.add("controls", pack.id, pack.version, fmt::format("{} ({} controls)", pack.title, ids.size()),
                    pack.file.string(), pack.problems, more);
        }
    }
}

void listKpis(Listing& out) {
    const auto folder = resourceFolder() / "kpis";
    auto kpis = loadKpis(folder);
    if (!kpis) {
        out.add("kpi", "kpis", "", "", folder.string(), {kpis.error().text()});
        return;
    }
    for (const auto& kpi : *kpis) {
        JsonObject more;
        more.text("definition", kpi.definition).text("unit", unitName(kpi.unit)).text("measure", kpi.measure);
        more.text("better", directionName(kpi.direction)).text("target_owner", kpi.targetOwner);
        more.raw("target", kpi.target ? fmt::format("{}", *kpi.target) : "null");
        out.add("kpi", kpi.id, "", kpi.title, kpi.file, {}, more);
        const std::string target =
            kpi.target ? fmt::format("{}, {}", kpiText(*kpi.target, kpi.unit), kpi.targetOwner) : "none";
        out.details.push_back(fmt::format("\n{}: {}\n  target  {}", kpi.title, kpi.definition, target));
    }
}

int run(const Options& o, Context& c) {
    const std::vector<std::string> kinds = {"mappings", "rules", "detectors", "controls", "kpis"};
    if (!o.kind.empty() && std::ranges::find(kinds, o.kind) == kinds.end())
        return wrongUse(c, fmt::format("there is no kind \"{}\"", o.kind), "KIND", suggestion(o.kind, kinds));
    const auto wanted = [&](std::string_view kind) { return o.kind.empty() || o.kind == kind; };
    Listing out;
    out.rows.push_back({"KIND", "ID", "VERSION", "TITLE", "FROM"});
    std::vector<std::string> notes;
    if (wanted("mappings")) listMappings(out);
    if (wanted("detectors")) listDetectors(out);
    if (wanted("controls")) listControls(out);
    if (wanted("kpis")) listKpis(out);
    if (wanted("rules"))
        notes.emplace_back("No rule files are shipped or read in this version; the detectors do the detecting.");
    c.out.document(JsonObject()
                       .raw("packs", jsonArray(out.json))
                       .raw("notes", jsonTexts(notes))
                       .number("problems", out.problems)
                       .text("folder", resourceFolder().string()));
    if (out.rows.size() > 1) c.out.table(out.rows);
    if (o.kind == "detectors" || o.kind == "kpis" || out.problems > 0)
        for (const auto& line : out.details) c.out.say(line);
    for (const auto& note : notes) c.out.say(note);
    return out.problems > 0 ? kFinding : kWell;
}

}  // namespace

Run declarePacks(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("KIND", o->kind, "mappings, rules, detectors, controls or kpis; all when absent", false);
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
