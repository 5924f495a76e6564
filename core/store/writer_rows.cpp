// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "core/store/posting_table.h"
#include "core/store/writer_impl.h"

namespace vedette {

Result<void> Writer::Impl::append(const Batch& batch) {
    if (!active) {
        return fail(ErrorCode::Invalid, "append() outside a transaction", paths.folder.string());
    }
    auto done = appendRows(batch);
    if (done) {
        done = saveCursors(batch);
    }
    if (!done) {
        rollback();
    }
    return done;
}

Result<void> Writer::Impl::appendRows(const Batch& batch) {
    for (const SealedRow& row : batch.rows) {
        if (row.part >= static_cast<std::int32_t>(batch.parts.size())) {
            return fail(ErrorCode::Invalid, "a row points past the batch's sealed parts");
        }
    }
    rowsAdded = rowsAdded || !batch.rows.empty();
    std::size_t used = 0;
    if (pending.tailLeaves.size() + batch.rows.size() >= kBlockEvents) {
        if (auto done = seal(batch, used); !done) {
            return done;
        }
    }
    return toTail(batch, used, batch.rows.size());
}

Result<void> Writer::Impl::toTail(const Batch& batch, std::size_t from, std::size_t to) {
    if (from == to) {
        return {};
    }
    auto insert = database.prepare("INSERT INTO tail VALUES(?, ?, ?)");
    if (!insert) {
        return passOn(insert);
    }
    for (std::size_t i = from; i < to; ++i) {
        const SealedRow& row = batch.rows[i];
        const SealedPart* part = row.part < 0 ? nullptr : batch.parts[static_cast<std::size_t>(row.part)].get();
        const std::uint64_t entry = pending.size();
        if (auto good = checkRow(row, part, entry); !good) {
            return good;
        }
        insert->bind(1, static_cast<std::int64_t>(entry)).bindBlob(2, row.record);
        if (part == nullptr) {
            insert->bindNull(3);
        } else {
            insert->bindBlob(3, erased.contains(part->digest) ? std::string_view{} : std::string_view(part->bytes));
        }
        if (auto done = insert->run(); !done) {
            return done;
        }
        pending.tailLeaves.push_back(leafHash(row.record));
        rollups.add(row.columns);
    }
    return {};
}

// Rows of the tail as a batch; their columns are read from the records.
Result<void> Writer::Impl::readTail(Batch& tail) {
    return forEachRow(database, "SELECT record, part FROM tail ORDER BY entry",
                      [&](const Statement& row) -> Result<void> {
                          SealedRow sealed;
                          sealed.record = tail.arena.copy(row.text(0));
                          auto columns = reader.read(sealed.record);
                          if (!columns) {
                              return passOn(columns);
                          }
                          sealed.columns = *columns;
                          for (std::string_view& text : sealed.columns.texts) {
                              text = tail.arena.copy(text);
                          }
                          if (!row.isNull(1)) {
                              auto part = std::make_shared<SealedPart>();
                              part->bytes = row.text(1);
                              part->digest = sha256(part->bytes);
                              if (part->bytes.empty()) {  // erased: only the record knows which it was
                                  auto named = sealedDigestOf(sealed.record);
                                  if (!named) {
                                      return passOn(named);
                                  }
                                  part->digest = named->value_or(Hash{});
                              }
                              sealed.part = static_cast<std::int32_t>(tail.parts.size());
                              tail.parts.push_back(std::move(part));
                          }
                          tail.rows.push_back(sealed);
                          return {};
                      });
}

// Gives the job its rows: those from number `from` on of the tail's rows followed by the batch's.
Result<void> Writer::Impl::prepare(BlockJob& job, const Batch& tail, const Batch& batch, std::size_t from) {
    job.rows.clear();
    job.parts.clear();
    job.partIndex.assign(kBlockEvents, 0);
    job.countFrom = from < tail.rows.size() ? tail.rows.size() : 0;
    for (std::size_t i = 0; i < kBlockEvents; ++i) {
        const std::size_t at = from + i;
        const Batch& holder = at < tail.rows.size() ? tail : batch;
        const SealedRow& row = holder.rows[at < tail.rows.size() ? at : at - tail.rows.size()];
        const SealedPart* part = row.part < 0 ? nullptr : holder.parts[static_cast<std::size_t>(row.part)].get();
        job.rows.push_back(&row);
        job.parts.push_back(part);
        if (part != nullptr) {
            auto id = parts.idOf(*part, erased.contains(part->digest));
            if (!id) {
                return passOn(id);
            }
            job.partIndex[i] = *id + 1;
        }
    }
    fillTexts(job);
    return {};
}

void Writer::Impl::fillTexts(BlockJob& job) {
    // Column by column, so that one dictionary at a time is in the processor's cache. Rows with equal values in a row
    // share the text's bytes.
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        std::string_view last;
        std::int64_t lastId = -1;
        for (std::size_t i = 0; i < job.rows.size(); ++i) {
            const std::string_view text = job.rows[i]->columns.texts[c];
            if (lastId < 0 || text.data() != last.data() || text.size() != last.size()) {
                last = text;
                lastId = dictionary.idOf(c, text);
            }
            job.columns.values[c][i] = lastId;
        }
    }
}

// Makes as many full blocks as tail and batch have; `used` is how many rows of the batch went into them.
Result<void> Writer::Impl::seal(const Batch& batch, std::size_t& used) {
    if (dictionaryStale) {
        dictionary.clear();
        dictionaryStale = false;
    }
    if (auto loaded = dictionary.load(database, pending.blocks.size()); !loaded) {
        return loaded;
    }
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        stored[c] = dictionary.size(c);
    }
    Batch tail;
    if (!pending.tailLeaves.empty()) {
        if (auto read = readTail(tail); !read) {
            return read;
        }
        if (tail.rows.size() != pending.tailLeaves.size()) {
            return fail(ErrorCode::Corrupt, "rows of the tail are missing", fmt::format("entry {}", pending.size()),
                        "run verify to see what is damaged");
        }
        if (auto done = database.exec("DELETE FROM tail"); !done) {
            return done;
        }
    }
    const std::size_t blocks = (tail.rows.size() + batch.rows.size()) / kBlockEvents;
    const int threads = std::max(1, options.threads);
    if (blocks > 1 && threads > 1 && !pool) {
        pool = std::make_unique<BlockPool>(threads);
    }
    const bool parallel = blocks > 1 && pool;
    const std::size_t window = parallel ? static_cast<std::size_t>(threads) * 2 + 1 : 1;
    while (jobs.size() < window) {
        jobs.push_back(std::make_unique<BlockJob>());
    }
    const std::uint64_t firstBlock = pending.blocks.size() / kBlockEvents;
    if (auto opened = parts.open(database); !opened) {
        return opened;
    }
    // Blocks are prepared and inserted in order by this thread; in between the pool works on up to `window` of them.
    Result<void> result;
    std::size_t submitted = 0;
    for (std::size_t inserted = 0; inserted < blocks; ++inserted) {
        while (result && submitted < blocks && submitted < inserted + window) {
            BlockJob& job = *jobs[submitted % window];
            job.firstEntry = (firstBlock + submitted) * kBlockEvents;
            result = prepare(job, tail, batch, submitted * kBlockEvents);
            if (!result) {
                break;
            }
            if (parallel) {
                pool->submit(job);
            } else {
                job.run(codec);
            }
            ++submitted;
        }
        if (inserted == submitted) {
            break;
        }
        BlockJob& job = *jobs[inserted % window];
        if (parallel) {
            pool->wait(job);  // also after a failure: the job still refers to the batch
        }
        if (result) {
            result = insertBlock(job);
        }
    }
    if (!result) {
        return result;
    }
    used = blocks * kBlockEvents - tail.rows.size();
    parts.close();
    return insertDictionary();
}

Result<void> Writer::Impl::insertBlock(BlockJob& job) {
    if (!job.result) {
        return job.result;
    }
    const std::uint64_t id = job.firstEntry / kBlockEvents;
    const auto sqlId = static_cast<std::int64_t>(id);
    auto head = database.prepare("INSERT INTO block VALUES(?, 0, ?, ?, ?, ?, ?)");
    auto columns = database.prepare("INSERT INTO block_columns VALUES(?, ?)");
    auto records = database.prepare("INSERT INTO block_records VALUES(?, ?, ?)");
    auto node = database.prepare("INSERT INTO node VALUES(?, ?, ?)");
    if (!head || !columns || !records || !node) {
        return passOn(!head ? head : !columns ? columns : !records ? records : node);
    }
    head->bind(1, sqlId).bind(2, job.t0).bind(3, job.t1).bindBlob(4, asView(job.root));
    head->bindBlob(5, asView(job.digest)).bindBlob(6, job.zonesBlob);
    columns->bind(1, sqlId).bindBlob(2, job.columnsBlob);
    records->bind(1, sqlId).bindBlob(2, job.recordsBlob).bindBlob(3, job.partsBlob);
    for (Statement* s : {&*head, &*columns, &*records}) {
        if (auto done = s->run(); !done) {
            return done;
        }
    }
    Result<void> result;
    pending.tailLeaves.clear();
    pending.blocks.append(kBlockLevel, job.root, [&](const Frontier::Peak& peak) {
        if (result) {
            node->bind(1, peak.level).bind(2, static_cast<std::int64_t>(peak.index)).bindBlob(3, asView(peak.hash));
            result = node->run();
        }
    });
    if (!result) {
        return result;
    }
    rollups.merge(job.rollups);
    if (id % kSegmentBlocks == kSegmentBlocks - 1) {
        return insertPostings(database, id / kSegmentBlocks);
    }
    return {};
}

Result<void> Writer::Impl::insertDictionary() {
    auto insert = database.prepare("INSERT INTO dict VALUES(?, ?, ?)");
    if (!insert) {
        return passOn(insert);
    }
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        for (; stored[c] < dictionary.size(c); ++stored[c]) {
            insert->bind(1, static_cast<std::int64_t>(c)).bind(2, static_cast<std::int64_t>(stored[c]));
            insert->bindText(3, dictionary.value(c, stored[c]));
            if (auto done = insert->run(); !done) {
                return done;
            }
        }
    }
    return {};
}

Result<void> Writer::Impl::saveCursors(const Batch& batch) {
    if (!batch.cursors.empty()) {
        auto put = database.prepare("INSERT OR REPLACE INTO cursor VALUES(?, ?)");
        if (!put) {
            return passOn(put);
        }
        for (const Cursor& c : batch.cursors) {
            put->bindText(1, c.source).bindText(2, c.value);
            if (auto done = put->run(); !done) {
                return done;
            }
        }
    }
    if (!batch.seen.empty()) {
        auto put = database.prepare(
            "INSERT INTO seen VALUES(?, ?, ?) ON CONFLICT(source, id) DO UPDATE SET time = max(time, excluded.time)");
        if (!put) {
            return passOn(put);
        }
        for (const SeenId& s : batch.seen) {
            put->bindText(1, s.source).bind(2, static_cast<std::int64_t>(s.id)).bind(3, toMicros(s.time));
            if (auto done = put->run(); !done) {
                return done;
            }
        }
    }
    for (const Cursor& c : batch.forgetSeenBefore) {
        auto time = parseTime(c.value);
        if (!time) {
            return passOn(time);
        }
        auto forget = database.prepare("DELETE FROM seen WHERE source = ? AND time < ?");
        if (!forget) {
            return passOn(forget);
        }
        forget->bindText(1, c.source).bind(2, toMicros(*time));
        if (auto done = forget->run(); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace vedette
