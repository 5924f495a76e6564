// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/collect_summary.h"

#include <fmt/format.h>

#include "reports/data/report.h"

namespace vedette::ctl {

std::string progressText(const CollectProgress& progress) {
    return fmt::format("{} sources, {} polls, {} events, {} findings{}{}", progress.sources, grouped(progress.polls),
                       grouped(progress.ingest.events), grouped(progress.ingest.findings),
                       progress.failing.empty() ? "" : fmt::format(", {} failing", progress.failing.size()),
                       progress.ingest.waiting.empty() ? "" : ", waiting for the log's key");
}

JsonObject collectJson(const CollectProgress& progress) {
    const auto& stats = progress.ingest;
    std::vector<std::string> sources;
    for (const auto& [name, source] : stats.sources)
        sources.push_back(JsonObject()
                              .text("source", name)
                              .number("events", source.events)
                              .number("rejected", source.rejected)
                              .str());
    std::vector<std::string> failing;
    for (const auto& [name, why] : progress.failing)
        failing.push_back(JsonObject().text("source", name).text("error", why).str());
    JsonObject out;
    out.number("events", stats.events).number("scrapes", stats.scrapes).number("rejected", stats.rejected);
    out.number("own", stats.own).number("findings", stats.findings).number("entries", stats.entries);
    out.number("commits", stats.commits).number("polls", progress.polls).number("failed_polls", progress.failedPolls);
    out.integer("longest_lag_ms", stats.longestLag.count() / 1000);
    out.raw("sources", jsonArray(sources)).raw("failing", jsonArray(failing));
    return out;
}

void sayCollected(Output& out, const CollectProgress& progress) {
    const auto& stats = progress.ingest;
    out.say(fmt::format(
        "Collected {} events (of them {} metric scrapes), {} rejected lines, {} findings, in {} polls of {} sources.",
        grouped(stats.events), grouped(stats.scrapes), grouped(stats.rejected), grouped(stats.findings),
        grouped(progress.polls), progress.sources));
    std::vector<std::vector<std::string>> rows = {{"  SOURCE", "EVENTS", "REJECTED"}};
    for (const auto& [name, source] : stats.sources)
        rows.push_back({"  " + name, grouped(source.events), grouped(source.rejected)});
    constexpr std::size_t kShown = 40;
    if (rows.size() > 1 && rows.size() <= kShown) out.table(rows);
    for (const auto& [name, why] : progress.failing) out.say(fmt::format("  failing: {}: {}", name, why));
    out.say(fmt::format("The log now holds {} entries.", grouped(stats.entries)));
}

}  // namespace vedette::ctl
