// SPDX-License-Identifier: GPL-3.0-or-later
// Judging a quarter by all packs, and what a collector does before its first poll: showing the detectors the past.
#include <fmt/format.h>

#include "app/pipeline/review.h"
#include "core/base/file.h"
#include "core/policy/policy.h"
#include "core/store/store.h"
#include "tests/perf/stages.h"
#include "tests/perf/traffic.h"

namespace vedette::perf {
namespace {

constexpr double kJudgeBudget = 5;  // seconds, for ten million events

// In scope of every framework, so that no control is settled before it looks at the log.
std::string declaration() {
    std::string nodes;
    for (std::size_t n = 0; n < Traffic::kNodes; ++n) {
        nodes += fmt::format(
            R"({}{{"allowed_zones":["EEA"],"data_classes":["cardholder","health","personal"],"id":"{}","models":["llama-3.1-70b-instruct"],"provider":"aws","region":"eu-central-1","sources":["access"]}})",
            n == 0 ? "" : ",", nodeName(n));
    }
    return fmt::format(
        R"({{"facts":{{"cde_scope":"in_scope","hipaa_role":"covered_entity","subject_regions":"EU"}},"name":"bench","nodes":[{}],"retention":[]}})",
        nodes);
}

void declare(const std::filesystem::path& store, Time when) {
    const SystemClock clock;
    auto writer = Writer::open(store, clock);
    if (!writer) giveUp("opening the store", writer.error().text());
    Batch batch;
    Event event;
    declarationEvent(declaration(), "bench", when, batch.arena, event);
    appendEvent(event, batch);
    if (auto written = (*writer)->write(batch); !written) giveUp("declaring the fleet", written.error().text());
}

}  // namespace

void measureJudging(Report& report, const std::filesystem::path& store, const std::string& size, double events) {
    report.section("Judging, " + size + " events by every control of every pack");
    auto reader = Reader::open(store);
    if (!reader) giveUp("opening the store", reader.error().text());
    const auto all = (*reader)->extent({});
    if (!all) giveUp("reading the period", all.error().text());
    declare(store, all->firstTime);
    auto packs = loadPacks(resourceFolder() / "packs");
    if (!packs) giveUp("loading the packs", packs.error().text());
    const Period period{all->firstTime, all->lastTime + Duration(1)};
    Result<Judgement> judged = fail(ErrorCode::Invalid, "not run");
    const double before = processorSeconds();
    const double took = seconds(
        [&] { judged = judge(**reader, *packs, resourceFolder() / "regions" / "regions.yaml", period, period.to); });
    const double processor = processorSeconds() - before;
    if (!judged) giveUp("judging", judged.error().text());
    std::size_t controls = 0;
    std::size_t looked = 0;
    for (const PackResult& pack : judged->packs) {
        controls += pack.results.size();
        for (const ControlResult& result : pack.results) looked += result.items.empty() ? 0 : 1;
    }
    report.add({.name = "judge " + size,
                .value = took,
                .unit = "s",
                .budget = kJudgeBudget * events / 10'000'000,
                .smallerIsBetter = true});
    report.add({.name = "  processor time, all threads", .value = processor / events * 1e6, .unit = "us/event"});
    report.add({.name = "  controls", .value = static_cast<double>(controls), .unit = ""});
    report.add({.name = "  of them with something in scope", .value = static_cast<double>(looked), .unit = ""});
}

void measureRestart(Report& report, const std::filesystem::path& store, const std::string& size) {
    report.section("Restart, " + size + " events: the detectors are shown the past");
    const SystemClock clock;
    auto review = LogReview::open(store, clock, {});
    if (!review) giveUp("opening the store", review.error().text());
    auto reader = Reader::open(store);
    const auto head = reader ? (*reader)->head() : Result<Checkpoint>(passOn(reader));
    if (!head) giveUp("reading the head", head.error().text());
    const auto shown = static_cast<double>(std::min(head->size, LogReview::kReplayEntries));
    Result<void> rebuilt;
    const double took = seconds([&] { rebuilt = (*review)->rebuild(); });
    if (!rebuilt) giveUp("rebuilding the detectors' memory", rebuilt.error().text());
    report.add({.name = "restart " + size, .value = took, .unit = "s"});
    report.add({.name = "  of each entry shown", .value = took / shown * 1e6, .unit = "us"});
}

}  // namespace vedette::perf
