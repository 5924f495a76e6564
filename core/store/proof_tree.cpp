// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/proof_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <initializer_list>
#include <span>
#include <utility>

#include "core/store/block.h"
#include "core/store/merkle.h"
#include "core/store/schema.h"

namespace vedette {

namespace {

Result<Hash> hashOf(std::string_view bytes, std::string where) {
    Hash hash{};
    if (bytes.size() != hash.size()) {
        return fail(ErrorCode::Corrupt, "a hash of the Merkle tree is missing", std::move(where),
                    "run vedettectl verify");
    }
    std::memcpy(hash.data(), bytes.data(), hash.size());
    return hash;
}

// Runs a statement for one row; its first column, empty when there is none.
Result<std::string_view> firstBytes(Statement& statement) {
    auto row = statement.step();
    if (!row) {
        return passOn(row);
    }
    return *row ? statement.text(0) : std::string_view{};
}

}  // namespace

Result<ProofTree> ProofTree::open(Database& database, std::uint64_t size) {
    ProofTree tree;
    tree.m_blocks = size / kBlockEvents;
    using Wanted = std::pair<Statement*, std::string_view>;
    const std::initializer_list<Wanted> all = {
        {&tree.m_node, "SELECT hash FROM node WHERE level = ? AND idx = ?"},
        {&tree.m_block, "SELECT root FROM block WHERE id = ?"},
        {&tree.m_records, "SELECT records FROM block_records WHERE id = ?"},
        {&tree.m_tailRows, "SELECT record FROM tail WHERE entry >= ? ORDER BY entry"},
        {&tree.m_forgotten, "SELECT leaf FROM forgotten WHERE entry = ?"},
    };
    for (const auto& [into, sql] : all) {
        auto made = database.prepare(sql);
        if (!made) {
            return passOn(made);
        }
        *into = std::move(*made);
    }
    return tree;
}

Result<Hash> ProofTree::node(int level, std::uint64_t index) {
    Statement& rows = level == kBlockLevel ? m_block : m_node;
    rows.reset();
    if (level == kBlockLevel) {
        rows.bind(1, static_cast<std::int64_t>(index));
    } else {
        rows.bind(1, level).bind(2, static_cast<std::int64_t>(index));
    }
    auto bytes = firstBytes(rows);
    return bytes ? hashOf(*bytes, fmt::format("node level {} index {}", level, index)) : passOn(bytes);
}

Result<Hash> ProofTree::forgottenLeaf(std::uint64_t entry) {
    m_forgotten.reset();
    m_forgotten.bind(1, static_cast<std::int64_t>(entry));
    auto bytes = firstBytes(m_forgotten);
    return bytes ? hashOf(*bytes, fmt::format("entry {}", entry)) : passOn(bytes);
}

Result<std::vector<Hash>> ProofTree::readBlock(std::uint64_t block) {
    m_records.reset();
    m_records.bind(1, static_cast<std::int64_t>(block));
    auto bytes = firstBytes(m_records);
    if (!bytes) {
        return passOn(bytes);
    }
    std::vector<Hash> leaves;
    leaves.reserve(kBlockEvents);
    if (bytes->empty()) {
        // Forgotten as a whole: all its leaves are there.
        for (std::uint64_t entry = block * kBlockEvents; entry < (block + 1) * kBlockEvents; ++entry) {
            auto leaf = forgottenLeaf(entry);
            if (!leaf) {
                return passOn(leaf);
            }
            leaves.push_back(*leaf);
        }
        return leaves;
    }
    BlockCodec codec;
    auto records = codec.decodeRecords(*bytes, kBlockEvents);
    if (!records) {
        return passOn(records);
    }
    for (const std::string_view record : *records) {
        // A forgotten record leaves an empty line and its leaf.
        auto leaf = record.empty() ? forgottenLeaf(block * kBlockEvents + leaves.size()) : leafHash(record);
        if (!leaf) {
            return passOn(leaf);
        }
        leaves.push_back(*leaf);
    }
    return leaves;
}

Result<std::vector<Hash>> ProofTree::readTail() {
    m_tailRows.reset();
    m_tailRows.bind(1, static_cast<std::int64_t>(m_blocks * kBlockEvents));
    std::vector<Hash> leaves;
    for (;;) {
        auto row = m_tailRows.step();
        if (!row) {
            return passOn(row);
        }
        if (!*row) {
            return leaves;
        }
        leaves.push_back(leafHash(m_tailRows.text(0)));
    }
}

Result<const std::vector<Hash>*> ProofTree::leavesOf(std::uint64_t block) {
    if (block >= m_blocks) {
        if (!m_tail) {
            auto leaves = readTail();
            if (!leaves) {
                return passOn(leaves);
            }
            m_tail = std::move(*leaves);
        }
        return &*m_tail;
    }
    if (m_leavesBlock != block) {
        m_leavesBlock.reset();
        auto leaves = readBlock(block);
        if (!leaves) {
            return passOn(leaves);
        }
        m_leaves = std::move(*leaves);
        m_leavesBlock = block;
    }
    return &m_leaves;
}

Result<Hash> ProofTree::over(std::uint64_t from, std::uint64_t to) {
    const std::uint64_t n = to - from;
    if (n == 0) {
        return emptyRoot();
    }
    const std::uint64_t block = from / kBlockEvents;
    if (n >= kBlockEvents && std::has_single_bit(n)) {
        const int level = std::countr_zero(n);
        return node(level, from >> level);
    }
    if (n < kBlockEvents) {
        auto leaves = leavesOf(block);
        if (!leaves) {
            return passOn(leaves);
        }
        const std::uint64_t first = from % kBlockEvents;
        if (first + n > (*leaves)->size()) {
            return fail(ErrorCode::Corrupt, "entries are missing", fmt::format("entry {}", from + n - 1),
                        "run vedettectl verify");
        }
        return subtreeRoot(std::span(**leaves).subspan(first, n));
    }
    const std::uint64_t half = std::bit_floor(n - 1);
    auto left = over(from, from + half);
    if (!left) {
        return left;
    }
    auto right = over(from + half, to);
    return right ? nodeHash(*left, *right) : right;
}

Result<std::vector<Hash>> ProofTree::inclusionPath(std::uint64_t entry, std::uint64_t size) {
    std::vector<Hash> path;
    for (std::uint64_t from = 0, to = size; to - from > 1;) {
        const std::uint64_t middle = from + std::bit_floor(to - from - 1);
        const bool left = entry < middle;
        auto sibling = left ? over(middle, to) : over(from, middle);
        if (!sibling) {
            return passOn(sibling);
        }
        path.push_back(*sibling);
        (left ? to : from) = middle;
    }
    std::ranges::reverse(path);
    return path;
}

Result<std::vector<Hash>> ProofTree::consistencyPath(std::uint64_t older, std::uint64_t newer) {
    std::vector<Hash> path;
    if (older == 0 || older == newer) {
        return path;
    }
    // SUBPROOF(m, D[n], b) of the RFC without its recursion: the last hash comes first, so it is turned round.
    bool whole = true;  // the older log is all of [from, to): its root is known to who checks
    std::uint64_t from = 0;
    std::uint64_t to = newer;
    while (older != to) {
        const std::uint64_t middle = from + std::bit_floor(to - from - 1);
        const bool left = older <= middle;
        auto sibling = left ? over(middle, to) : over(from, middle);
        if (!sibling) {
            return passOn(sibling);
        }
        path.push_back(*sibling);
        whole = whole && left;
        (left ? to : from) = middle;
    }
    if (!whole) {
        auto rest = over(from, to);
        if (!rest) {
            return passOn(rest);
        }
        path.push_back(*rest);
    }
    std::ranges::reverse(path);
    return path;
}

}  // namespace vedette
