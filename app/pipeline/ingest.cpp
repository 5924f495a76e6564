// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pipeline/ingest.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <span>
#include <thread>
#include <utility>

#include "app/pipeline/bounded_queue.h"
#include "app/pipeline/own_events.h"
#include "app/pipeline/review.h"
#include "core/base/json.h"
#include "core/event/columns.h"
#include "core/privacy/sealer.h"
#include "core/store/store.h"

namespace vedette {

namespace {

using Steady = std::chrono::steady_clock;

// What waits to be mapped: records of one poll, or one event of our own.
struct Incoming {
    std::shared_ptr<const SourceContext> source;
    Poll poll;
    std::function<void(Arena&, Event&)> own;
    Steady::time_point pushed;
};

// What waits to be written. `pushed` is that of the oldest record in it.
struct Outgoing {
    Batch batch;
    std::uint64_t events = 0;
    std::uint64_t scrapes = 0;
    std::uint64_t rejected = 0;
    std::uint64_t own = 0;
    std::map<std::string, SourceStats> sources;
    Steady::time_point pushed;
};

std::string jsonArray(const std::vector<std::string>& values) {
    std::string out;
    JsonWriter writer(out);
    writer.beginArray();
    for (const auto& v : values) writer.string(v);
    writer.endArray();
    return out;
}

// Turns polls into sealed rows. One thread.
class Preparer {
public:
    Preparer(std::unique_ptr<Sealer> sealer, const Clock& clock) : m_sealer(std::move(sealer)), m_clock(clock) {
        m_events.resize(kChunk);
    }

    Result<void> add(Incoming& in, Outgoing& out) {
        if (in.own) return addOwn(in, out);
        const SourceContext& source = *in.source;
        if (m_decoratedFor != in.source) {
            m_dataClasses = source.dataClasses.empty() ? std::string{} : jsonArray(source.dataClasses);
            m_decoratedFor = in.source;
        }
        std::size_t used = 0;
        auto& counts = out.sources[source.source];
        for (const RawRecord& raw : in.poll.records) {
            if (!mapOne(raw, source, m_events[used])) {
                ++out.rejected;
                ++counts.rejected;
            } else {
                ++out.events;
                ++counts.events;
                if (raw.kind == RawKind::Scrape) ++out.scrapes;
            }
            if (++used == kChunk) {
                if (auto sealed = seal(used, out); !sealed) return sealed;
                used = 0;
            }
        }
        if (auto sealed = seal(used, out); !sealed) return sealed;
        if (!in.poll.nextCursor.empty()) out.batch.cursors.push_back({source.source, in.poll.nextCursor});
        out.batch.seen.insert(out.batch.seen.end(), in.poll.seen.begin(), in.poll.seen.end());
        if (in.poll.forgetSeenBefore) {
            out.batch.forgetSeenBefore.push_back({source.source, formatTime(*in.poll.forgetSeenBefore)});
        }
        return {};
    }

    // Before a batch is handed over, so that no record can outlive the key of its subject.
    Result<void> settle() { return m_sealer->settle(); }

private:
    // Events are large: so many of them stay in the processor's cache between being mapped and sealed.
    static constexpr std::size_t kChunk = 128;

    Result<void> addOwn(Incoming& in, Outgoing& out) {
        ClearEvent& clear = m_events[0];
        clear.content = {};
        clear.rawLine = {};
        in.own(m_arena, clear.event);
        ++out.own;
        return seal(1, out);
    }

    // False when the record had to be rejected (the event is then a Rejected Record).
    bool mapOne(const RawRecord& raw, const SourceContext& source, ClearEvent& clear) {
        clear.content = {};
        clear.rawLine = {};
        Event& event = clear.event;
        bool mapped = false;
        if (!raw.problem.empty()) {
            reject(raw, raw.problem, clear);
        } else if (raw.kind == RawKind::Scrape) {
            scrapeEvent(raw, event);
            mapped = true;
        } else if (!source.mapper) {
            reject(raw, "the source has no mapping pack", clear);
        } else if (auto result = source.mapper->map(raw.bytes, m_scratch, m_arena, event, clear.content); !result) {
            clear.content = {};
            reject(raw, result.error().what, clear);
        } else {
            mapped = true;
        }
        decorate(source, event);
        return mapped;
    }

    void reject(const RawRecord& raw, std::string_view reason, ClearEvent& clear) {
        rejectedRecord(raw.bytes, raw.fullSize != 0 ? raw.fullSize : raw.bytes.size(), reason, m_arena, clear.event);
        clear.event.setTime(m_clock.now());
        clear.rawLine = std::string_view(raw.bytes).substr(0, kRejectedKept);
    }

    void scrapeEvent(const RawRecord& raw, Event& event) {
        event.clear();
        event.setClass(ocsf::kMetricScrape, 1);
        event.setSeverity(ocsf::kInformational);
        event.setStatus(ocsf::kSuccess);
        event.setTime(raw.answered.value_or(m_clock.now()));
        if (raw.asked) event.setInteger(Field::startTime, toMicros(*raw.asked) / 1000);
        event.setText(Field::productName, "Vedette");
        event.setText(Field::productVendor, "Vedette");
        event.setText(Field::productVersion, VEDETTE_VERSION);
        event.setJson(Field::vMetrics, raw.bytes);
    }

    void decorate(const SourceContext& source, Event& event) {
        event.setLoggedTime(m_clock.now());
        event.setText(Field::vNode, source.node);
        event.setText(Field::vSource, source.source);
        if (!m_dataClasses.empty()) event.setJson(Field::vDataClasses, m_dataClasses);
        if (source.provider.empty() || source.region.empty()) return;
        event.setText(Field::cloudProvider, source.provider);
        event.setText(Field::cloudRegion, source.region);
    }

    Result<void> seal(std::size_t count, Outgoing& out) {
        if (count == 0) return {};
        auto sealed = m_sealer->sealMore(std::span(m_events.data(), count), out.batch);
        m_arena.clear();
        return sealed;
    }

    std::unique_ptr<Sealer> m_sealer;
    const Clock& m_clock;
    Mapper::Scratch m_scratch;
    Arena m_arena;  // what the events of the current chunk view
    std::vector<ClearEvent> m_events;
    std::shared_ptr<const SourceContext> m_decoratedFor;
    std::string m_dataClasses;
};

}  // namespace

struct Ingest::Impl {
    Impl(std::filesystem::path folder, std::unique_ptr<Sealer> sealer, std::unique_ptr<Writer> w, const Clock& c,
         IngestOptions o)
        : store(std::move(folder)),
          clock(c),
          options(std::move(o)),
          writer(std::move(w)),
          preparer(std::move(sealer), c) {}

    Result<void> warmUp() {
        if (!options.detect) return {};
        auto opened = LogReview::open(store, clock, options.context);
        if (!opened) return passOn(opened);
        review = std::move(*opened);
        return review->rebuild();
    }

    void prepareLoop() {
        Outgoing out;
        while (true) {
            // With something in hand, only look for more while the writer is busy anyway.
            auto in = out.batch.empty() ? incoming.pop(std::chrono::milliseconds(500)) : incoming.tryPop();
            if (in) {
                if (out.batch.empty()) out.pushed = in->pushed;
                if (auto added = preparer.add(*in, out); !added) return fail(added.error());
            }
            const bool full = out.batch.rows.size() >= options.batchRows;
            const bool idle = !in;
            if (!out.batch.empty() && (full || idle)) {
                if (auto settled = preparer.settle(); !settled) return fail(settled.error());
                if (!outgoing.push(std::move(out))) return;
                out = {};
            }
            if (idle && incoming.drained()) break;
        }
        outgoing.close();
    }

    void writeLoop() {
        while (true) {
            auto out = outgoing.pop(std::chrono::milliseconds(1000));
            if (out) {
                if (!patiently([&] { return write(*out, {}, false); })) return;
            } else if (outgoing.drained()) {
                break;
            } else if (!patiently([&] { return passTime(false); })) {
                return;
            }
        }
        (void)patiently([&] { return passTime(true); });
    }

    // Does it again while the log's key is away: its token may be put back. Nothing of what failed is in the store, and
    // the sources' places in their logs are not either. False: the pipeline has ended.
    template <class Write>
    bool patiently(const Write& attempt) {
        while (true) {
            const Result<void> done = attempt();
            if (done) {
                const std::scoped_lock lock(mutex);
                totals.waiting.clear();
                awaySince.reset();
                return true;
            }
            // A PIN that is wrong, or is wanted, does not come right by waiting.
            const bool away = writer->keyWasAway() && done.error().code != ErrorCode::Denied;
            auto again = away && waitForKey(done.error()) ? warmUp() : Result<void>(std::unexpected(done.error()));
            if (!again) {
                fail(again.error());
                return false;
            }
        }
    }

    // False when nobody waits any more. What the detectors took in by the failed try they must forget: warmUp().
    bool waitForKey(const Error& why) {
        std::unique_lock lock(mutex);
        if (ending) return false;
        if (!awaySince) awaySince = clock.now();
        totals.waiting = why.text();
        ended.wait_for(lock, options.askForKey, [this] { return ending; });
        return true;
    }

    void endWaiting() {
        {
            const std::scoped_lock lock(mutex);
            ending = true;
        }
        ended.notify_all();
    }

    // In the log it belongs between what was written before and after.
    void sayKeyWasAway(Batch& raised) {
        std::unique_lock lock(mutex);
        if (!awaySince) return;
        const Time since = *awaySince;
        const std::string why = totals.waiting;
        lock.unlock();
        SourceReport report;
        report.source = "vedette/key";
        report.activity = SourceActivity::Note;
        report.message = "The log's key could not sign, and nothing was written meanwhile: " + why;
        report.reason = "key_away";
        report.from = since;
        report.to = clock.now();
        Event event;
        statusEvent(report, clock.now(), raised.arena, event);
        appendEvent(event, raised);
    }

    // One transaction: what others appended is looked at, then `out`; rows, findings and cursors commit together.
    Result<void> write(Outgoing& out, std::vector<Finding> idle, bool last) {
        if (auto begun = writer->begin(); !begun) return begun;
        std::vector<Finding> findings;
        Batch raised;
        std::uint64_t ranAt = 0;
        sayKeyWasAway(raised);
        std::uint64_t own = raised.rows.size();
        if (review) {
            const std::uint64_t first = writer->nextEntry();
            if (auto caught = review->catchUp(first, findings); !caught) {
                writer->rollback();
                return caught;
            }
            rows.clear();
            for (const auto& row : out.batch.rows) rows.push_back(row.columns);
            review->observe(first, rows, findings);
            review->keepNew(std::move(idle), findings);
            for (const auto& finding : findings) appendEvent(findingEvent(finding, clock.now(), raised.arena), raised);
            const std::uint64_t next = first + rows.size() + raised.rows.size();
            if (next > 0 && (review->runDue(options.sayDetectionRan) || (last && review->runOwed()))) {
                Event event;
                detectionRunEvent(review->run(next, findings.size()), clock.now(), raised.arena, event);
                appendEvent(event, raised);
                ranAt = next;
                ++own;
            }
        }
        for (const Batch* batch : {&out.batch, &raised}) {
            if (batch == &raised && raised.empty()) break;
            if (auto appended = writer->append(*batch); !appended) {
                writer->rollback();
                return appended;
            }
        }
        auto committed = writer->commit();
        if (!committed) return passOn(committed);
        if (review) review->committed(committed->size, findings.size());
        if (ranAt > 0) review->ran(ranAt + 1);
        out.own += own;
        count(out, findings, committed->size);
        for (const auto& finding : findings) {
            if (options.onFinding) options.onFinding(finding);
        }
        return {};
    }

    // Nothing came for a while, or nothing will: the detectors may have something to say about that, others may have
    // appended, and the log is told now and then that somebody looked.
    Result<void> passTime(bool last) {
        if (!review) return {};
        auto idle = last ? std::vector<Finding>{} : review->idle();
        auto behind = review->behind();
        if (!behind) return passOn(behind);
        const bool say = last ? review->runOwed() : review->runDue(options.sayDetectionRan);
        if (idle.empty() && !*behind && !say) return {};
        Outgoing nothing;
        return write(nothing, std::move(idle), last);
    }

    void count(const Outgoing& out, const std::vector<Finding>& findings, std::uint64_t entries) {
        const std::scoped_lock lock(mutex);
        totals.events += out.events;
        totals.scrapes += out.scrapes;
        totals.rejected += out.rejected;
        totals.own += out.own;
        totals.findings += findings.size();
        totals.commits += 1;
        totals.entries = entries;
        for (const auto& [source, stats] : out.sources) {
            totals.sources[source].events += stats.events;
            totals.sources[source].rejected += stats.rejected;
        }
        if (!out.batch.rows.empty()) {
            totals.longestLag =
                std::max(totals.longestLag, std::chrono::duration_cast<Duration>(Steady::now() - out.pushed));
        }
    }

    void fail(const Error& why) {
        {
            const std::scoped_lock lock(mutex);
            if (!failure) failure = why;
        }
        stopped = true;
        incoming.close();
        outgoing.close();
    }

    std::filesystem::path store;
    const Clock& clock;
    IngestOptions options;
    std::unique_ptr<Writer> writer;
    std::unique_ptr<LogReview> review;  // used by the writing thread once it runs; none without detection
    std::vector<Columns> rows;
    Preparer preparer;
    BoundedQueue<Incoming> incoming{256};
    BoundedQueue<Outgoing> outgoing{2};
    std::atomic<bool> stopped = false;
    mutable std::mutex mutex;
    IngestStats totals;             // guarded by mutex
    std::optional<Error> failure;   // guarded by mutex
    std::optional<Time> awaySince;  // the log's key; guarded by mutex
    bool ending = false;            // guarded by mutex
    std::condition_variable ended;
    std::jthread prepareThread;
    std::jthread writeThread;
};

Ingest::Ingest(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Ingest::~Ingest() {
    m_impl->endWaiting();
    m_impl->incoming.close();
    if (m_impl->prepareThread.joinable()) m_impl->prepareThread.join();
    m_impl->outgoing.close();
    if (m_impl->writeThread.joinable()) m_impl->writeThread.join();
}

Result<std::unique_ptr<Ingest>> Ingest::start(const std::filesystem::path& store, const Clock& clock,
                                              IngestOptions options) {
    auto writer = Writer::open(store, clock);
    if (!writer) return passOn(writer);
    auto sealer = Sealer::open(store);
    if (!sealer) return passOn(sealer);
    auto impl = std::make_unique<Impl>(store, std::move(*sealer), std::move(*writer), clock, std::move(options));
    if (auto warm = impl->warmUp(); !warm) return passOn(warm);
    impl->totals.entries = impl->writer->head().size;
    impl->prepareThread = std::jthread([raw = impl.get()] { raw->prepareLoop(); });
    impl->writeThread = std::jthread([raw = impl.get()] { raw->writeLoop(); });
    return std::unique_ptr<Ingest>(new Ingest(std::move(impl)));
}

bool Ingest::push(std::shared_ptr<const SourceContext> source, Poll poll) {
    return m_impl->incoming.push({std::move(source), std::move(poll), {}, Steady::now()});
}

bool Ingest::push(std::function<void(Arena&, Event&)> fill) {
    return m_impl->incoming.push({{}, {}, std::move(fill), Steady::now()});
}

Result<IngestStats> Ingest::finish() {
    m_impl->endWaiting();
    m_impl->incoming.close();
    if (m_impl->prepareThread.joinable()) m_impl->prepareThread.join();
    m_impl->outgoing.close();
    if (m_impl->writeThread.joinable()) m_impl->writeThread.join();
    m_impl->writer.reset();  // writes the last anchor
    const std::scoped_lock lock(m_impl->mutex);
    if (m_impl->failure) return std::unexpected(*m_impl->failure);
    return m_impl->totals;
}

IngestStats Ingest::stats() const {
    const std::scoped_lock lock(m_impl->mutex);
    return m_impl->totals;
}

void Ingest::endWaiting() { m_impl->endWaiting(); }

bool Ingest::waiting() const {
    const std::scoped_lock lock(m_impl->mutex);
    return !m_impl->totals.waiting.empty();
}

bool Ingest::failed() const { return m_impl->stopped; }

}  // namespace vedette
