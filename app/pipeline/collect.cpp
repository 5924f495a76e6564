// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pipeline/collect.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "app/pipeline/clock_watch.h"
#include "app/pipeline/own_events.h"
#include "collectors/http_engine.h"
#include "collectors/make_collectors.h"
#include "collectors/probe.h"
#include "core/base/file.h"
#include "core/event/metrics.h"
#include "core/store/log_state.h"
#include "core/store/reader.h"

namespace vedette {

namespace {

using Milliseconds = std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr Duration kLongestBackoff = std::chrono::minutes(5);

Milliseconds inMilliseconds(Duration d) { return std::chrono::ceil<Milliseconds>(d); }

// One source and how it fares. Lives on the engine's thread.
struct Schedule {
    std::unique_ptr<Collector> collector;
    std::shared_ptr<const SourceContext> context;
    Duration every{};
    std::string cursor;
    int failures = 0;               // in a row
    std::optional<Time> downSince;  // stream time of the first of them
    Time lastGood{};
    std::optional<Time> lastLifeSign;
    std::uint64_t polls = 0;  // since the last life sign
    std::uint64_t rows = 0;
    bool finished = false;  // with `once`: read to its end, or failed
};

class Service {
public:
    Service(const CollectOptions& options, const Clock& clock, Ingest& ingest)
        : m_options(options), m_clock(clock), m_ingest(ingest) {}

    Result<void> prepare(const std::filesystem::path& store) {
        auto flavours = MetricFlavours::load(resourceFolder() / "metrics");
        if (!flavours) return passOn(flavours);
        m_flavours.emplace(std::move(*flavours));
        auto reader = Reader::open(store);
        if (!reader) return passOn(reader);
        m_reader = std::move(*reader);
        m_http.setKeychain(m_options.keychain);
        if (m_options.retention && !m_options.once) m_retention.emplace(store, m_options.fleet, m_clock);

        auto collectors = makeCollectors(m_options.fleet, m_http, *m_flavours, m_clock,
                                         [this](const std::string& source) { return seenIds(source); });
        for (auto& collector : collectors) {
            auto schedule = std::make_unique<Schedule>();
            auto cursor = m_reader->cursor(collector->source());
            if (!cursor) return passOn(cursor);
            schedule->cursor = *cursor;
            schedule->every = sourceInterval(m_options.fleet, collector->source());
            schedule->lastGood = m_clock.now();
            auto context = contextOf(collector->source());
            if (!context) return passOn(context);
            schedule->context = *context;
            schedule->collector = std::move(collector);
            m_schedules.push_back(std::move(schedule));
        }
        m_progress.sources = m_schedules.size();
        if (auto watched = watchClock(); !watched) return watched;
        return declare();
    }

    void run(std::stop_token stop) {
        std::stop_source ended;
        const std::stop_callback forward(stop, [&] {
            ended.request_stop();
            m_ingest.endWaiting();
            m_http.wake();
        });
        m_end = &ended;
        probeAll();
        // Spread the first polls over one interval, so that two hundred handshakes do not come in one burst.
        std::size_t index = 0;
        for (auto& schedule : m_schedules) {
            const auto spread = std::min(inMilliseconds(schedule->every), Milliseconds(2000));
            const auto offset = m_options.once
                                    ? Milliseconds(0)
                                    : spread * static_cast<int>(index) / static_cast<int>(m_schedules.size());
            m_http.after(offset, [this, s = schedule.get()] { poll(*s); });
            ++index;
        }
        if (m_options.runFor) m_http.after(inMilliseconds(*m_options.runFor), [this] { end(); });
        report();
        if (m_schedules.empty() && m_options.once) ended.request_stop();
        m_http.run(ended.get_token());
        farewell();
    }

    // What ended the service before its time.
    [[nodiscard]] const std::optional<Error>& trouble() const { return m_trouble; }

    [[nodiscard]] CollectProgress progress() const {
        CollectProgress out = m_progress;
        out.ingest = m_ingest.stats();
        if (m_retention) out.retention = m_retention->state();
        return out;
    }

private:
    void end() {
        m_end->request_stop();
        m_ingest.endWaiting();
        m_http.wake();
    }

    // Asked on the engine's thread when a source is polled for the first time. Without the ids its rows could be taken
    // twice, so a store that cannot give them ends the service.
    std::vector<std::uint64_t> seenIds(const std::string& source) {
        auto seen = m_reader->seenIds(source);
        if (!seen && !m_trouble) {
            m_trouble = seen.error();
            end();
        }
        return seen.value_or(std::vector<std::uint64_t>{});
    }

    Result<std::shared_ptr<const SourceContext>> contextOf(const std::string& source) {
        const auto found = findSource(m_options.fleet, source);
        auto context = std::make_shared<SourceContext>();
        context->source = source;
        context->node = found.node->id;
        context->provider = found.node->provider;
        context->region = found.node->region;
        context->dataClasses = found.node->dataClasses;
        if (found.source->kind != SourceKind::Metrics) {
            auto mapper = mapperFor(found.source->mapping);
            if (!mapper) return passOn(mapper);
            context->mapper = *mapper;
        }
        return context;
    }

    Result<std::shared_ptr<const Mapper>> mapperFor(const std::string& id) {
        if (const auto known = m_mappers.find(id); known != m_mappers.end()) return known->second;
        const auto file = resourceFolder() / "mappings" / (id + ".yaml");
        auto loaded =
            std::filesystem::path(id).filename() == std::filesystem::path(id)
                ? Mapper::load(file)
                : Result<Mapper>(fail(ErrorCode::Invalid, "a mapping is named by its id, without folders", id));
        if (!loaded) {
            if (loaded.error().code == ErrorCode::NotFound) {
                return fail(ErrorCode::NotFound, "there is no mapping pack '" + id + "'", file.string(),
                            "vedettectl packs mappings lists those there are");
            }
            return passOn(loaded);
        }
        auto shared = std::make_shared<const Mapper>(std::move(*loaded));
        m_mappers.emplace(id, shared);
        return shared;
    }

    // Puts the fleet's declaration into the log when it is not the one already there.
    Result<void> declare() {
        const std::string declaration = m_options.fleet.declaration();
        Filter filter;
        filter.is(IntColumn::Class, ocsf::kFleetDeclaration);
        auto last = m_reader->newest(filter, 1);
        if (!last) return passOn(last);
        if (!last->rows.empty()) {
            auto record = m_reader->record(last->rows.front().entry);
            if (!record) return passOn(record);
            if (record->find("\"fleet\":" + declaration) != std::string::npos) return {};
        }
        push([declaration, name = m_options.fleet.name, now = m_clock.now()](Arena& arena, Event& event) {
            declarationEvent(declaration, name, now, arena, event);
        });
        return {};
    }

    // Times of entries are worth what the clock is worth: that it was set must be in the log as well.
    Result<void> watchClock() {
        if (!m_options.monotonic) return {};
        auto head = m_reader->head();
        if (!head) return passOn(head);
        auto extension = extensionOf(*head);
        if (!extension) return passOn(extension);
        if (auto said = ClockWatch::behind(extension->time, m_clock.now())) clockMoved(std::move(*said));
        m_watch.emplace(m_clock, m_options.monotonic);
        return {};
    }

    void clockMoved(std::string text) {
        push([text = std::move(text), now = m_clock.now()](Arena& arena, Event& event) {
            SourceReport report;
            report.source = "vedette/clock";
            report.activity = SourceActivity::Note;
            report.message = text;
            report.reason = "clock_set";
            statusEvent(report, now, arena, event);
        });
    }

    void push(std::function<void(Arena&, Event&)> fill) {
        if (!m_ingest.push(std::move(fill)) && m_end) end();
    }

    void probeAll() {
        m_lastProbe = m_clock.now();
        for (const auto& node : m_options.fleet.nodes) probe(node);
    }

    void probe(const NodeConfig& node) {
        if (node.endpoint.empty()) return;
        ++m_probesOpen;
        probeEndpoint(m_http, node, [this, &node](const EndpointObservation& seen) {
            --m_probesOpen;
            const bool well = seen.problem.empty() && seen.peer.verified &&
                              seen.anonymous != EndpointObservation::Anonymous::Admitted;
            push([&node, json = observationJson(seen), well, text = wordsFor(seen), now = m_clock.now()](Arena& arena,
                                                                                                         Event& event) {
                observationEvent(node.id, node.provider, node.region, json, well, text, now, arena, event);
            });
            endIfAllRead();
        });
    }

    static std::string wordsFor(const EndpointObservation& seen) {
        if (!seen.problem.empty()) return "The endpoint could not be used as configured: " + seen.problem;
        if (!seen.peer.problem.empty()) return "The endpoint's certificate was refused: " + seen.peer.problem;
        if (seen.anonymous == EndpointObservation::Anonymous::Admitted) {
            return "The endpoint answered a request without credentials";
        }
        return "The endpoint answered over TLS " + seen.peer.tlsVersion;
    }

    void poll(Schedule& s) {
        if (m_end->stop_requested()) return;
        // What cannot be written is not fetched either: its source keeps it better than we would.
        if (m_ingest.waiting()) {
            m_http.after(Milliseconds(1000), [this, &s] { poll(s); });
            return;
        }
        s.collector->poll(s.cursor, [this, &s, asked = m_clock.now()](Poll polled) {
            // Counters are those of a moment in between: completeness is reckoned by it, however long they wait here.
            for (RawRecord& record : polled.records) {
                if (record.kind != RawKind::Scrape) continue;
                record.asked = asked;
                record.answered = m_clock.now();
            }
            finished(s, std::move(polled));
        });
    }

    void finished(Schedule& s, Poll polled) {
        ++m_progress.polls;
        ++s.polls;
        s.rows += polled.records.size();
        const Time now = m_clock.now();
        const bool failed = polled.failure.has_value();
        const bool more = polled.more && !failed;
        const auto retryAfter = polled.retryAfter;
        if (!polled.nextCursor.empty()) s.cursor = polled.nextCursor;
        // Collectors begin a note with "gap:" when lines are known to be lost.
        for (const auto& note : polled.notes) {
            status(s, note.starts_with("gap:") ? SourceActivity::Gap : SourceActivity::Note, note, {}, {}, {});
        }
        if (failed) {
            noteFailure(s, *polled.failure, now);
        } else {
            noteSuccess(s, now);
        }
        if ((!polled.records.empty() || !polled.nextCursor.empty()) && !m_ingest.push(s.context, std::move(polled))) {
            return end();
        }
        if (!more && !failed) lifeSign(s, now);
        if (m_options.once && !more) {
            s.finished = true;
            return endIfAllRead();
        }
        m_http.after(more ? Milliseconds(0) : inMilliseconds(delay(s, retryAfter)), [this, &s] { poll(s); });
    }

    static Duration delay(const Schedule& s, std::optional<Duration> retryAfter) {
        if (s.failures == 0) return s.every;
        const Duration backoff = std::min(kLongestBackoff, s.every * (1 << std::min(s.failures - 1, 8)));
        return std::max(std::max(backoff, s.every), retryAfter.value_or(Duration{0}));
    }

    void noteFailure(Schedule& s, const Error& error, Time now) {
        ++m_progress.failedPolls;
        m_progress.failing[s.context->source] = error.text();
        // Said when it begins, and again from time to time while it lasts; not once per poll.
        if (s.failures++ == 0) s.downSince = now;
        if (s.failures == 1 || !s.lastLifeSign || now - *s.lastLifeSign >= m_options.lifeSign) {
            status(s, SourceActivity::Down, error.text(), std::string(errorCodeName(error.code)), *s.downSince, now);
            s.lastLifeSign = now;
            // What the endpoint shows at this moment says why: an expired certificate, a closed port.
            if (const auto found = findSource(m_options.fleet, s.context->source); found.node && !m_options.once) {
                probe(*found.node);
            }
        }
    }

    void noteSuccess(Schedule& s, Time now) {
        if (s.failures > 0) {
            m_progress.failing.erase(s.context->source);
            status(
                s, SourceActivity::Gap,
                fmt::format("The source could not be read for {}; what it logged meanwhile is read now if it kept it",
                            formatDuration(now - s.lastGood)),
                {}, s.lastGood, now);
            s.failures = 0;
            s.downSince.reset();
            s.lastLifeSign.reset();
        }
        s.lastGood = now;
    }

    void lifeSign(Schedule& s, Time now) {
        if (s.lastLifeSign && now - *s.lastLifeSign < m_options.lifeSign) return;
        status(s, SourceActivity::Up, fmt::format("Read {} times, {} rows", s.polls, s.rows), {}, s.lastLifeSign, now);
        s.lastLifeSign = now;
        s.polls = 0;
        s.rows = 0;
    }

    void status(const Schedule& s, SourceActivity activity, std::string message, std::string reason,
                std::optional<Time> from, std::optional<Time> to) {
        push([context = s.context, activity, message = std::move(message), reason = std::move(reason), from, to,
              polls = s.polls, rows = s.rows, now = m_clock.now()](Arena& arena, Event& event) {
            const SourceReport said{context->node, context->source, activity, message, reason, from, to, polls, rows};
            statusEvent(said, now, arena, event);
        });
    }

    void endIfAllRead() {
        if (!m_options.once || m_probesOpen > 0) return;
        if (std::ranges::all_of(m_schedules, [](const auto& s) { return s->finished; })) end();
    }

    // The last life sign of each source, so that the log says up to when it was watched.
    void farewell() {
        lookAtClock();
        for (auto& s : m_schedules) {
            if (s->failures == 0 && s->polls > 0) {
                s->lastLifeSign.reset();
                lifeSign(*s, m_clock.now());
            }
        }
    }

    void report() {
        if (m_ingest.failed()) return end();
        if (m_retention) retain();
        lookAtClock();
        if (m_options.progress) m_options.progress(progress());
        // By the stream's clock, so that a simulated day is probed as often as a real one.
        if (!m_options.once && m_clock.now() - m_lastProbe >= m_options.probeEvery) probeAll();
        m_http.after(Milliseconds(1000), [this] { report(); });
    }

    void lookAtClock() {
        auto said = m_watch ? m_watch->look() : std::nullopt;
        if (said) clockMoved(std::move(*said));
    }

    // What retention did is in its certificates; that it failed would be nowhere.
    void retain() {
        auto said = m_retention->tick();
        if (!said) return;
        push([text = std::move(said->text), problem = std::move(said->problem), now = m_clock.now()](Arena& arena,
                                                                                                     Event& event) {
            SourceReport report;
            report.source = "vedette/retention";
            report.activity = SourceActivity::Note;
            report.message = text;
            report.reason = problem;
            statusEvent(report, now, arena, event);
        });
    }

    const CollectOptions& m_options;
    const Clock& m_clock;
    Ingest& m_ingest;
    HttpEngine m_http;
    std::unique_ptr<Reader> m_reader;
    std::optional<Error> m_trouble;
    std::optional<DueRetention> m_retention;
    std::optional<ClockWatch> m_watch;
    std::optional<MetricFlavours> m_flavours;
    std::unordered_map<std::string, std::shared_ptr<const Mapper>> m_mappers;
    std::vector<std::unique_ptr<Schedule>> m_schedules;
    CollectProgress m_progress;
    int m_probesOpen = 0;
    Time m_lastProbe{};
    std::stop_source* m_end = nullptr;
};

}  // namespace

Result<CollectProgress> collect(const std::filesystem::path& store, const CollectOptions& options, const Clock& clock,
                                std::stop_token stop) {
    IngestOptions ingestOptions;
    ingestOptions.onFinding = options.onFinding;
    for (const auto& node : options.fleet.nodes) ingestOptions.context.nodes.push_back({node.id, node.dataClasses});
    auto ingest = Ingest::start(store, clock, std::move(ingestOptions));
    if (!ingest) return passOn(ingest);
    CollectProgress progress;
    {
        Service service(options, clock, **ingest);
        if (auto prepared = service.prepare(store); !prepared) return passOn(prepared);
        service.run(std::move(stop));
        if (service.trouble()) return std::unexpected(*service.trouble());
        progress = service.progress();
    }
    auto stats = (*ingest)->finish();
    if (!stats) return passOn(stats);
    progress.ingest = *stats;
    return progress;
}

}  // namespace vedette
