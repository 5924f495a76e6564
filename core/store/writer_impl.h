// SPDX-License-Identifier: GPL-3.0-or-later
// What a writer is made of. writer.cpp opens, locks, commits and signs; writer_rows.cpp turns the rows of a batch into
// the tail, blocks and derived tables.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/store/block_job.h"
#include "core/store/dictionary.h"
#include "core/store/log_state.h"
#include "core/store/part_table.h"
#include "core/store/store.h"
#include "core/store/store_keys.h"

namespace vedette {

struct Writer::Impl {
    Impl(StorePaths p, const Clock& c, WriterOptions o, StoreKeys k)
        : paths(std::move(p)), clock(c), options(o), keys(std::move(k)) {}

    StorePaths paths;
    const Clock& clock;
    WriterOptions options;
    StoreKeys keys;
    Database database;

    LogState committed;                              // as of the last commit seen
    LogState pending;                                // with what was appended since begin()
    RollupMap rollups;                               // of the transaction
    Dictionary dictionary;                           // rows of `dict`, plus what was appended since begin()
    std::array<std::size_t, kTextColumns> stored{};  // how many values of `dictionary` are rows already
    bool dictionaryStale = true;
    PartTable parts;
    std::int64_t certificates = 0;  // newest one seen
    std::set<Hash> erased;          // digests of the parts that erasure certificates name
    bool active = false;
    bool rowsAdded = false;
    bool keyWasAway = false;                      // in the last commit
    const PendingKeyChange* keyChange = nullptr;  // of the commit at hand

    std::string anchored;  // newest note in the anchor file
    std::optional<std::chrono::steady_clock::time_point> lastAnchor;

    BlockCodec codec;
    std::unique_ptr<BlockPool> pool;
    std::vector<std::unique_ptr<BlockJob>> jobs;
    ColumnReader reader;

    Result<void> begin();
    Result<void> reread();
    Result<void> rereadCertificates();
    Result<void> append(const Batch& batch);
    Result<void> appendRows(const Batch& batch);
    Result<void> toTail(const Batch& batch, std::size_t from, std::size_t to);
    Result<void> seal(const Batch& batch, std::size_t& used);
    Result<void> prepare(BlockJob& job, const Batch& tail, const Batch& batch, std::size_t from);
    Result<void> readTail(Batch& tail);
    void fillTexts(BlockJob& job);
    Result<void> insertBlock(BlockJob& job);
    Result<void> insertDictionary();
    Result<void> saveCursors(const Batch& batch);
    Result<Checkpoint> commit();
    Result<void> readState(LogState& state);
    Result<void> writeCheckpoint();
    Result<void> adoptKeys();
    Result<void> checkAnchor(const std::optional<Checkpoint>& anchor, const LogState& state);
    void rollback();
    void anchor(bool now);
};

}  // namespace vedette
