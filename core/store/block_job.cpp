// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/block_job.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/crypto.h"

namespace vedette {

Result<void> checkRow(const SealedRow& row, const SealedPart* part, std::uint64_t entry) {
    const auto refuse = [entry](std::string what) {
        return fail(ErrorCode::Invalid, std::move(what), fmt::format("entry {}", entry),
                    "nothing of this batch was kept");
    };
    if (row.record.empty() || row.record.find('\n') != std::string_view::npos) {
        return refuse("a record must be one line of canonical JSON");
    }
    auto digest = sealedDigestOf(row.record);
    if (!digest) {
        return passOn(digest);
    }
    if (part == nullptr ? digest->has_value() : *digest != part->digest) {
        return refuse(part == nullptr ? "the record names a sealed part that is not there"
                                      : "the record does not name its sealed part");
    }
    return {};
}

void BlockJob::run(BlockCodec& codec) {
    const std::size_t n = rows.size();
    columns.n = n;
    rollups.clear();
    result = {};

    std::vector<std::string_view> records(n);
    std::vector<Hash> leaves(n);
    for (std::size_t i = 0; i < n; ++i) {
        const SealedRow& row = *rows[i];
        if (result = checkRow(row, parts[i], firstEntry + i); !result) {
            return;
        }
        records[i] = row.record;
        leaves[i] = leafHash(row.record);
        if (i >= countFrom) {
            rollups.add(row.columns);
        }
        for (std::size_t c = 0; c < kIntColumns; ++c) {
            columns.values[kTextColumns + c][i] = row.columns.numbers[c];
        }
    }
    const auto [low, high] = std::ranges::minmax(columns.column(columnNumber(IntColumn::Time)));
    t0 = low;
    t1 = high;
    root = subtreeRoot(leaves);
    columnsBlob = encodeColumns(columns);
    zonesBlob = encodeZones(columns);
    partsBlob = encodePartIndex(partIndex);
    auto blob = codec.encodeRecords(records);
    if (!blob) {
        result = passOn(blob);
        return;
    }
    recordsBlob = std::move(*blob);
    digest = sha256(recordsBlob);
}

BlockPool::BlockPool(int threads) {
    for (int i = 0; i < std::clamp(threads, 1, 64); ++i) {
        m_threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
    }
}

BlockPool::~BlockPool() {
    for (auto& t : m_threads) {
        t.request_stop();
    }
}

void BlockPool::submit(BlockJob& job) {
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(&job);
    }
    m_more.notify_one();
}

void BlockPool::wait(BlockJob& job) {
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [&] { return std::ranges::find(m_finished, &job) != m_finished.end(); });
    std::erase(m_finished, &job);
}

void BlockPool::work(const std::stop_token& stop) {
    BlockCodec codec;
    std::unique_lock lock(m_mutex);
    while (m_more.wait(lock, stop, [this] { return !m_waiting.empty(); })) {
        BlockJob* job = m_waiting.front();
        m_waiting.pop_front();
        lock.unlock();
        job->run(codec);
        lock.lock();
        m_finished.push_back(job);
        m_done.notify_all();
    }
}

}  // namespace vedette
