// SPDX-License-Identifier: GPL-3.0-or-later
// Append (mapped event → sealed → hashed → stored → signed) and the whole way (raw line → … → stored, rules included).
#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <span>
#include <thread>

#include "app/pipeline/ingest.h"
#include "core/base/file.h"
#include "core/detect/detector.h"
#include "core/event/columns.h"
#include "core/privacy/sealer.h"
#include "core/store/store.h"
#include "tests/perf/stages.h"
#include "tests/perf/traffic.h"

namespace vedette::perf {

namespace {

constexpr std::size_t kRows = 8192;   // of a batch
constexpr std::size_t kSealed = 128;  // at a time, as the pipeline does it
constexpr std::size_t kGroup = 8;     // batches mapped ahead, outside the measured time

Mapper loadMapper() {
    auto mapper = Mapper::load(resourceFolder() / "mappings" / "nginx-json.yaml");
    if (!mapper) {
        giveUp("loading the mapping", mapper.error().text());
    }
    return std::move(*mapper);
}

// Mapped events and what their views point into.
struct Mapped {
    Arena arena;
    std::vector<ClearEvent> events;
};

class MappedTraffic {
public:
    explicit MappedTraffic(std::int64_t start = Traffic::kStart) : m_mapper(loadMapper()), m_traffic(1, start) {}

    [[nodiscard]] std::int64_t micros() const { return m_traffic.micros(); }

    void fill(Mapped& out, std::size_t count) {
        out.arena.clear();
        out.events.resize(count);
        for (ClearEvent& clear : out.events) {
            const std::string_view line = out.arena.copy(m_traffic.next());
            clear = {};
            if (auto ok = m_mapper.map(line, m_scratch, out.arena, clear.event, clear.content); !ok) {
                giveUp("mapping a line", ok.error().text());
            }
            const std::string node = nodeName(m_traffic.node());
            clear.event.setText(Field::vNode, out.arena.copy(node));
            clear.event.setText(Field::vSource, out.arena.copy(node + "/access"));
            clear.event.setText(Field::cloudRegion, m_traffic.node() % 3 == 0 ? "eu-central-1" : "us-east-1");
            clear.event.setLoggedTime(fromMicros(m_traffic.micros() + 250'000));
        }
    }

private:
    Mapper m_mapper;
    Mapper::Scratch m_scratch;
    Traffic m_traffic;
};

std::uint64_t storeBytes(const std::filesystem::path& store) {
    std::uint64_t bytes = 0;
    for (const char* name : {"evidence.db", "evidence.db-wal"}) {
        std::error_code ec;
        const auto size = std::filesystem::file_size(store / name, ec);
        bytes += ec ? 0 : size;
    }
    return bytes;
}

struct Timing {
    double wall = 0;
    double processor = 0;  // all threads
    double sealing = 0;    // processor time of the sealing thread

    std::uint64_t recordBytes = 0;
};

// Seals a group of batches on one thread while another writes, as the collector does.
void appendGroup(Sealer& sealer, Writer& writer, std::vector<Mapped>& group, std::size_t count, Timing& timing) {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::unique_ptr<Batch>> queue;
    bool done = false;
    const double before = processorSeconds();
    timing.wall += seconds([&] {
        std::thread sealing([&] {
            for (std::size_t i = 0; i < count; ++i) {
                auto batch = std::make_unique<Batch>();
                const std::span<ClearEvent> events(group[i].events);
                for (std::size_t at = 0; at < events.size(); at += kSealed) {
                    if (auto ok = sealer.sealMore(events.subspan(at, std::min(kSealed, events.size() - at)), *batch);
                        !ok) {
                        giveUp("sealing", ok.error().text());
                    }
                }
                if (auto ok = sealer.settle(); !ok) {
                    giveUp("sealing", ok.error().text());
                }
                const std::scoped_lock lock(mutex);
                queue.push_back(std::move(batch));
                changed.notify_one();
            }
            timing.sealing += threadSeconds();
            const std::scoped_lock lock(mutex);
            done = true;
            changed.notify_one();
        });
        for (;;) {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return done || !queue.empty(); });
            if (queue.empty()) {
                break;
            }
            const std::unique_ptr<Batch> batch = std::move(queue.front());
            queue.pop_front();
            lock.unlock();
            if (auto ok = writer.write(*batch); !ok) {
                giveUp("writing", ok.error().text());
            }
            for (const SealedRow& row : batch->rows) {
                timing.recordBytes += row.record.size();
            }
        }
        sealing.join();
    });
    timing.processor += processorSeconds() - before;
}

}  // namespace

void measureAppend(Report& report, const std::filesystem::path& store, std::uint64_t timed, std::uint64_t events) {
    report.section(fmt::format("Append, {} events: sealed, hashed, stored, signed (synchronous=FULL)", timed));
    const SystemClock clock;
    if (auto ok = createStore(store, {"bench.example/log"}, clock); !ok) {
        giveUp("making the store", ok.error().text());
    }
    auto sealer = Sealer::open(store);
    auto writer = Writer::open(store, clock);
    if (!sealer || !writer) {
        giveUp("opening the store", !sealer ? sealer.error().text() : writer.error().text());
    }
    MappedTraffic traffic;
    std::vector<Mapped> group(kGroup);
    Timing timing;
    std::uint64_t written = 0;
    const auto run = [&](std::uint64_t until, Timing& into) {
        while (written < until) {
            const std::size_t batches =
                static_cast<std::size_t>(std::min<std::uint64_t>(kGroup, (until - written + kRows - 1) / kRows));
            for (std::size_t i = 0; i < batches; ++i) {
                const auto rows = static_cast<std::size_t>(std::min<std::uint64_t>(kRows, until - written));
                traffic.fill(group[i], rows);
                written += rows;
            }
            appendGroup(**sealer, **writer, group, batches, into);
        }
    };
    run(timed, timing);
    const auto n = static_cast<double>(timed);
    report.add({.name = "append",
                .value = n / timing.wall,
                .unit = "events/s",
                .limit = report.valueOf("SQLite, one 660 byte row per event, FULL"),
                .limitName = "plain SQLite rows",
                .budget = 320'000});
    report.add({.name = "  processor time, all threads", .value = timing.processor / n * 1e6, .unit = "us/event"});
    report.add({.name = "  of it sealing", .value = timing.sealing / n * 1e6, .unit = "us/event"});
    report.add({.name = "record size", .value = static_cast<double>(timing.recordBytes) / n, .unit = "B/event"});
    Timing rest;
    run(events, rest);
    writer->reset();  // folds the write-ahead log back
    report.add({.name = "stored size",
                .value = static_cast<double>(storeBytes(store)) / static_cast<double>(events),
                .unit = "B/event",
                .budget = 260,
                .smallerIsBetter = true});
}

namespace {

// The `number`th alert: few principals have many, as in life.
void addAlert(std::uint64_t number, std::int64_t micros, Batch& out) {
    Finding finding;
    finding.detector = number % 3 == 0   ? "credential-stuffing"
                       : number % 3 == 1 ? "model-extraction"
                                         : "denial-of-wallet";
    finding.group = fmt::format("{:016x}", number);
    finding.title = fmt::format("Benchmark alert {}", number);
    finding.reason = "Made for a benchmark.";
    finding.severity = static_cast<std::int64_t>(1 + number % 5);
    finding.firstSeen = finding.lastSeen = fromMicros(micros);
    finding.node = nodeName(number % Traffic::kNodes);
    finding.principal = fmt::format("p-{:016x}", number % 5003);
    finding.evidence = {number};
    finding.evidenceCount = 1;
    appendEvent(findingEvent(finding, fromMicros(micros), out.arena), out);
}

void sealAndWrite(Sealer& sealer, Writer& writer, Mapped& mapped, std::uint64_t alertsFrom, std::uint64_t alertsTo,
                  std::int64_t micros) {
    Batch batch;
    if (auto ok = sealer.seal(mapped.events, batch); !ok) {
        giveUp("sealing", ok.error().text());
    }
    for (std::uint64_t alert = alertsFrom; alert < alertsTo; ++alert) {
        addAlert(alert, micros, batch);
    }
    if (auto ok = writer.write(batch); !ok) {
        giveUp("writing", ok.error().text());
    }
}

}  // namespace

void fillStore(const std::filesystem::path& store, std::uint64_t events, std::uint64_t alerts, std::int64_t until) {
    const SystemClock clock;
    if (auto ok = createStore(store, {"bench.example/console"}, clock); !ok) {
        giveUp("making the store", ok.error().text());
    }
    auto sealer = Sealer::open(store);
    auto writer = Writer::open(store, clock);
    if (!sealer || !writer) {
        giveUp("opening the store", !sealer ? sealer.error().text() : writer.error().text());
    }
    MappedTraffic traffic(until - static_cast<std::int64_t>(events) * Traffic::kStep);
    Mapped mapped;
    for (std::uint64_t done = 0; done < events;) {
        const std::uint64_t rows = std::min<std::uint64_t>(kRows, events - done);
        traffic.fill(mapped, static_cast<std::size_t>(rows));
        sealAndWrite(**sealer, **writer, mapped, done * alerts / events, (done + rows) * alerts / events,
                     traffic.micros());
        done += rows;
    }
}

std::uint64_t feedStore(const std::filesystem::path& store, std::uint64_t perSecond,
                        const std::function<bool()>& stopped) {
    const SystemClock clock;
    auto sealer = Sealer::open(store);
    auto writer = Writer::open(store, clock);
    if (!sealer || !writer) {
        giveUp("opening the store", !sealer ? sealer.error().text() : writer.error().text());
    }
    constexpr std::uint64_t kCommits = 20;  // a second
    MappedTraffic traffic(toMicros(clock.now()));
    Mapped mapped;
    std::uint64_t done = 0;
    auto due = std::chrono::steady_clock::now();
    while (!stopped()) {
        traffic.fill(mapped, static_cast<std::size_t>(perSecond / kCommits));
        sealAndWrite(**sealer, **writer, mapped, 0, 0, traffic.micros());
        done += perSecond / kCommits;
        due += std::chrono::milliseconds(1000 / kCommits);
        std::this_thread::sleep_until(due);
    }
    return done;
}

void measureWholeWay(Report& report, const std::filesystem::path& store, std::uint64_t events) {
    report.section(fmt::format("Whole way, {} lines: parsed, mapped, sealed, detected, stored, signed", events));
    const SystemClock clock;
    if (auto ok = createStore(store, {"bench.example/whole"}, clock); !ok) {
        giveUp("making the store", ok.error().text());
    }
    auto mapper = std::make_shared<const Mapper>(loadMapper());
    std::vector<std::shared_ptr<const SourceContext>> sources;
    for (std::size_t i = 0; i < Traffic::kNodes; ++i) {
        SourceContext source;
        source.node = nodeName(i);
        source.source = source.node + "/access";
        source.region = i % 3 == 0 ? "eu-central-1" : "us-east-1";
        source.mapper = mapper;
        sources.push_back(std::make_shared<const SourceContext>(std::move(source)));
    }
    // Lines are made ahead, as a file tail would hand them over: polls of a few hundred lines per source.
    Traffic traffic;
    std::vector<Poll> polls(Traffic::kNodes);
    std::deque<std::pair<std::size_t, Poll>> ready;
    std::uint64_t bytes = 0;
    for (std::uint64_t i = 0; i < events; ++i) {
        const std::string& line = traffic.next();
        bytes += line.size();
        Poll& poll = polls[traffic.node()];
        poll.records.push_back({RawKind::Line, line, 0, {}, {}, {}});
        if (poll.records.size() == 500) {
            poll.nextCursor = std::to_string(i);
            ready.emplace_back(traffic.node(), std::move(poll));
            polls[traffic.node()] = {};
        }
    }
    for (std::size_t node = 0; node < polls.size(); ++node) {
        if (!polls[node].records.empty()) {
            polls[node].nextCursor = "end";
            ready.emplace_back(node, std::move(polls[node]));
        }
    }
    IngestStats stats;
    const double before = processorSeconds();
    const double took = seconds([&] {
        auto ingest = Ingest::start(store, clock);
        if (!ingest) {
            giveUp("starting the pipeline", ingest.error().text());
        }
        while (!ready.empty()) {
            if (!(*ingest)->push(sources[ready.front().first], std::move(ready.front().second))) {
                break;
            }
            ready.pop_front();
        }
        auto done = (*ingest)->finish();
        if (!done) {
            giveUp("the pipeline", done.error().text());
        }
        stats = *done;
    });
    if (stats.events != events || stats.rejected != 0) {
        giveUp("the pipeline",
               fmt::format("{} of {} lines arrived, {} rejected", stats.events, events, stats.rejected));
    }
    report.add({.name = "whole way",
                .value = static_cast<double>(events) / took,
                .unit = "events/s",
                .limit = report.valueOf("append"),
                .limitName = "append alone",
                .budget = 200'000});
    report.add({.name = "  processor time, all threads",
                .value = (processorSeconds() - before) / static_cast<double>(events) * 1e6,
                .unit = "us/event"});
    report.add({.name = "  raw input", .value = static_cast<double>(bytes) / took / 1e6, .unit = "MB/s"});
    report.add({.name = "  findings raised", .value = static_cast<double>(stats.findings), .unit = ""});
}

}  // namespace vedette::perf
