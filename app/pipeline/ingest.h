// SPDX-License-Identifier: GPL-3.0-or-later
// The way data takes into the store: raw records → mapped → sealed → detected → appended. Two threads behind a bounded
// queue: one maps and seals, one detects and writes. The records of one Poll and its cursor always go into the same
// transaction, so that a crash neither loses nor repeats them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "collectors/collector.h"
#include "core/base/error.h"
#include "core/base/time.h"
#include "core/detect/detector.h"
#include "core/event/mapping.h"
#include "core/store/checkpoint.h"

namespace vedette {

// What is known of the place a record came from; written into every event of it.
struct SourceContext {
    std::string source;  // "<node>/<source id>"
    std::string node;
    std::string provider;                  // cloud.provider
    std::string region;                    // cloud.region
    std::vector<std::string> dataClasses;  // vedette.data_classes
    std::shared_ptr<const Mapper> mapper;  // none for metric scrapes
};

struct SourceStats {
    std::uint64_t events = 0;
    std::uint64_t rejected = 0;
};

struct IngestStats {
    std::uint64_t events = 0;    // mapped records of all kinds
    std::uint64_t scrapes = 0;   // of them metric scrapes
    std::uint64_t rejected = 0;  // kept as rejected records
    std::uint64_t own = 0;       // status, declaration, observation events and detection runs
    std::uint64_t findings = 0;
    std::uint64_t commits = 0;
    std::uint64_t entries = 0;  // size of the log after the last commit
    Duration longestLag{};      // longest time from push() to durable
    std::map<std::string, SourceStats> sources;
    // Why nothing can be written for the moment: the token with the log's key is not there. What comes waits, and is
    // written when it is back. Empty when all is well.
    std::string waiting;
};

struct IngestOptions {
    bool detect = true;
    // How often a Detection Run says in the log that the detectors looked; also said at the end.
    Duration sayDetectionRan = std::chrono::hours(1);
    DetectContext context;
    std::size_t batchRows = 16'384;                 // a batch is handed to the writer at this size at the latest
    std::function<void(const Finding&)> onFinding;  // called on the writing thread, after the commit
    Duration askForKey = std::chrono::seconds(2);   // between two tries while the log's key cannot sign
};

// Thread-safe. Errors of the store stop the pipeline: push() then returns false and finish() gives the error. A token
// that is pulled out does not: see IngestStats::waiting.
class Ingest {
public:
    // Opens the store, and rebuilds the detectors' memory from its recent entries (LogReview says which). `clock` must
    // outlive the object.
    [[nodiscard]] static Result<std::unique_ptr<Ingest>> start(const std::filesystem::path& store, const Clock& clock,
                                                               IngestOptions options = {});
    ~Ingest();

    // Takes the records and cursor of one poll. Waits while the queue is full; false when the pipeline has failed.
    bool push(std::shared_ptr<const SourceContext> source, Poll poll);
    // Takes an event of our own: `fill` runs on the mapping thread; texts go into the arena.
    bool push(std::function<void(Arena&, Event&)> fill);

    // Works off what was pushed, commits, writes the last anchor, joins the threads. Call once.
    [[nodiscard]] Result<IngestStats> finish();
    // Waits no longer for a key that is away: it is tried once more, and what cannot be written then was never
    // acknowledged. For who is about to stop.
    void endWaiting();
    [[nodiscard]] bool waiting() const;
    [[nodiscard]] IngestStats stats() const;
    [[nodiscard]] bool failed() const;

private:
    struct Impl;
    explicit Ingest(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette
