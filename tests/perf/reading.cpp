// SPDX-License-Identifier: GPL-3.0-or-later
// Verify, and the queries behind dashboards, pages and proofs.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "core/store/proof.h"
#include "core/store/reader.h"
#include "core/store/verify.h"
#include "tests/perf/stages.h"
#include "tests/perf/traffic.h"

namespace vedette::perf {

namespace {

constexpr int kRuns = 15;
constexpr double kPageBudget = 50;

template <class T>
void need(const Result<T>& result, const std::string& doing) {
    if (!result) {
        giveUp(doing, result.error().text());
    }
}

std::unique_ptr<Reader> openReader(const std::filesystem::path& store) {
    auto reader = Reader::open(store);
    need(reader, "opening the store");
    return std::move(*reader);
}

// Without the pages of the database file, which the system takes back when it needs them.
double ownMemoryMiB() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("RssAnon:")) return std::stod(line.substr(8)) / 1024;
    }
    return 0;
}

// What the console's background check costs between two full ones: all but the old records is compared.
void measureVerifyAgain(Report& report, const std::filesystem::path& store, const std::string& size) {
    VerifyOptions options;
    options.memory = makeVerifyMemory();
    const auto first = verifyStore(store, options);
    need(first, "verifying");
    Result<VerifyReport> again = fail(ErrorCode::Invalid, "not run");
    const double took = seconds([&] { again = verifyStore(store, options); });
    need(again, "verifying again");
    if (!again->intact || again->readFrom == 0) giveUp("verifying again", "everything was read once more");
    report.add(
        {.name = "  verify again " + size + ", nothing new", .value = took, .unit = "s", .smallerIsBetter = true});
}

// record~ opens every record where the word is in none: once is enough.
void measureOpeningRecords(Report& report, const std::filesystem::path& store, const std::string& size) {
    Filter filter;
    filter.searches.push_back({{"no such words"}, true});
    auto reader = openReader(store);
    Result<Page> page = fail(ErrorCode::Invalid, "not run");
    const double took = seconds([&] { page = reader->newest(filter, 100); });
    need(page, "searching");
    if (!page->rows.empty()) giveUp("searching", "found what is not there");
    report.add({.name = size + " record: what nothing holds, once",
                .value = took * 1000,
                .unit = "ms",
                .smallerIsBetter = true});
}

}  // namespace

void measureVerify(Report& report, const std::filesystem::path& store, const std::string& size) {
    report.section("Verify, " + size + " events: every leaf, node, signature, column, posting list and roll-up");
    Result<VerifyReport> result = fail(ErrorCode::Invalid, "not run");
    const double before = processorSeconds();
    VerifyOptions options;
    const double without = ownMemoryMiB();
    double memory = 0;
    options.progress = [&](std::uint64_t, std::uint64_t) { memory = std::max(memory, ownMemoryMiB() - without); };
    const double took = seconds([&] { result = verifyStore(store, options); });
    const double processor = processorSeconds() - before;
    need(result, "verifying");
    if (!result->intact || result->verified != result->entries) {
        giveUp("verifying", result->damage.empty() ? "not every entry was verified"
                                                   : result->damage[0].place + ": " + result->damage[0].what);
    }
    const auto hashes = report.valueOf("SHA-256, 660 byte records");
    report.add({.name = "verify " + size,
                .value = static_cast<double>(result->verified) / took,
                .unit = "events/s",
                .limit = hashes ? std::optional(*hashes * 2) : std::nullopt,
                .limitName = "hashing alone on two threads",
                .budget = 1'000'000});
    report.add({.name = "  processor time, all threads",
                .value = processor / static_cast<double>(result->verified) * 1e6,
                .unit = "us/event"});
    report.add({.name = "  memory it takes", .value = memory, .unit = "MiB", .smallerIsBetter = true});
    measureVerifyAgain(report, store, size);
}

void measureQueries(Report& report, const std::filesystem::path& store, const std::string& size) {
    report.section("Queries, " + size + " events (median of 15; the worst is the first, with nothing remembered)");
    auto reader = openReader(store);
    const auto head = reader->head();
    need(head, "reading the head");
    const auto last = reader->newest({}, 1);
    need(last, "reading a page");
    const Time end = last->rows.empty() ? Time{} : last->rows[0].columns.time();
    const auto first = reader->oldest({}, 1);
    need(first, "reading a page");
    const Time start = first->rows.empty() ? Time{} : first->rows[0].columns.time();
    const auto people = reader->groupBy({}, TextColumn::Principal);
    need(people, "grouping");
    const std::string rare = people->empty() ? "" : people->back().value;

    const auto timed = [&](const std::string& name, bool page, const std::function<void(Reader&)>& work) {
        auto fresh = openReader(store);
        const Spread spread = spreadOf(kRuns, [&] { work(*fresh); });
        const std::optional<double> budget = page ? std::optional(kPageBudget) : std::nullopt;
        report.add({.name = size + " " + name,
                    .value = spread.median,
                    .unit = "ms",
                    .budget = budget,
                    .smallerIsBetter = true});
        report.add({.name = size + " " + name + ", worst",
                    .value = spread.worst,
                    .unit = "ms",
                    .budget = budget,
                    .smallerIsBetter = true});
    };
    const auto page = [&](const std::string& name, const Filter& filter) {
        timed("first page: " + name, true, [&](Reader& r) { need(r.newest(filter, 100), name); });
    };
    page("everything", {});
    page("one node", Filter().is(TextColumn::Node, nodeName(7)));
    page("rarest principal", Filter().is(TextColumn::Principal, rare));
    page("nobody's name", Filter().is(TextColumn::Principal, "p-aaaaaaaaaaaaaaaa"));
    page("failures of one model on one node", Filter()
                                                  .is(TextColumn::Node, nodeName(3))
                                                  .is(TextColumn::Model, "phi-3-medium")
                                                  .is(IntColumn::Status, ocsf::kFailure));
    page("code 500 and latency >= 14 s",
         Filter().is(IntColumn::Code, 500).between(IntColumn::Latency, 14'000, 1'000'000));
    page("latency nobody had", Filter().between(IntColumn::Latency, 10'000'000, 20'000'000));
    page("text: what every fifth holds", Filter().contains("PHI-3-medium"));
    page("text: one person", Filter().contains(rare));
    page("text: what nothing holds", Filter().contains("no such words"));
    measureOpeningRecords(report, store, size);
    Filter middle;
    middle.from = start + (end - start) / 2;
    middle.to = *middle.from + std::chrono::minutes(1);
    page("one minute in the middle", middle);
    timed("oldest page: one principal", true,
          [&](Reader& r) { need(r.oldest(Filter().is(TextColumn::Principal, rare), 100), "oldest"); });
    timed("dashboard: roll-ups of the last day", true,
          [&](Reader& r) { need(r.rollups(end - std::chrono::hours(24), end), "rollups"); });
    Filter hour;
    hour.from = end - std::chrono::hours(1);
    timed("group by node, last hour", true, [&](Reader& r) { need(r.groupBy(hour, TextColumn::Node), "group"); });
    timed("extent of one node", false,
          [&](Reader& r) { need(r.extent(Filter().is(TextColumn::Node, nodeName(7))), "extent"); });
    timed("group by principal, all", false, [&](Reader& r) { need(r.groupBy({}, TextColumn::Principal), "group"); });
    timed("group by node, all", false, [&](Reader& r) { need(r.groupBy({}, TextColumn::Node), "group"); });
    std::uint64_t entry = 1;
    timed("record of one entry", true, [&](Reader& r) {
        entry = (entry * 6364136223846793005U + 1442695040888963407U);
        need(r.record(entry % std::max<std::uint64_t>(1, head->size)), "record");
    });
    timed("proof of one entry", true, [&](Reader&) {
        entry = (entry * 6364136223846793005U + 1442695040888963407U);
        need(proveEntry(store, entry % std::max<std::uint64_t>(1, head->size)), "prove");
    });
    timed("open", false, [&](Reader&) { (void)openReader(store); });
}

}  // namespace vedette::perf
