// SPDX-License-Identifier: GPL-3.0-or-later
// Sealing a block: everything about 1,024 rows that needs neither the database nor the dictionaries, so that several
// blocks can be made at once.
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/privacy/batch.h"
#include "core/store/block.h"
#include "core/store/merkle.h"
#include "core/store/rollup.h"

namespace vedette {

struct BlockJob {
    // In. The text columns of `columns` are filled by the caller; rows and parts outlive the job.
    std::vector<const SealedRow*> rows;
    std::vector<const SealedPart*> parts;  // per row; null without personal data
    std::vector<std::int64_t> partIndex;   // per row: 0 without, else its row in table `part` plus 1
    std::size_t countFrom = 0;             // rows before this one are in the roll-ups already (they were in the tail)
    std::uint64_t firstEntry = 0;
    BlockColumns columns;

    // Out.
    Result<void> result;
    std::string recordsBlob;
    std::string partsBlob;
    std::string columnsBlob;
    std::string zonesBlob;
    Hash digest{};
    Hash root{};
    std::int64_t t0 = 0;
    std::int64_t t1 = 0;
    RollupMap rollups;

    void run(BlockCodec& codec);
};

// Checks one row before it goes into the log: one line of text, and exactly the sealed part it names.
[[nodiscard]] Result<void> checkRow(const SealedRow& row, const SealedPart* part, std::uint64_t entry);

// A few threads that run jobs in the order given.
class BlockPool {
public:
    explicit BlockPool(int threads);
    ~BlockPool();
    void submit(BlockJob& job);
    void wait(BlockJob& job);

private:
    void work(const std::stop_token& stop);
    std::mutex m_mutex;
    std::condition_variable_any m_more;
    std::condition_variable m_done;
    std::deque<BlockJob*> m_waiting;
    std::vector<BlockJob*> m_finished;
    std::vector<std::jthread> m_threads;  // last, so that they end before what they use
};

}  // namespace vedette
