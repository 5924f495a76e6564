// SPDX-License-Identifier: GPL-3.0-or-later
// Hashes of the Merkle tree as they lie in a store, read within the caller's transaction: what proofs are made of.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/store/database.h"

namespace vedette {

// Of a log of `size` entries. One thread at a time; must not outlive the database.
class ProofTree {
public:
    [[nodiscard]] static Result<ProofTree> open(Database& database, std::uint64_t size);

    // RFC 6962 MTH over the entries [from, to). The range must be one that the RFC's splitting of a tree leads to:
    // `from` a multiple of the smallest power of two that is not below to - from.
    [[nodiscard]] Result<Hash> over(std::uint64_t from, std::uint64_t to);
    // Audit path of an entry in the tree over the first `size` entries, lowest first.
    [[nodiscard]] Result<std::vector<Hash>> inclusionPath(std::uint64_t entry, std::uint64_t size);
    // RFC 9162 section 2.1.4.1: that the first `older` entries are those of the first `newer`. Empty for equal sizes
    // and for an empty older log.
    [[nodiscard]] Result<std::vector<Hash>> consistencyPath(std::uint64_t older, std::uint64_t newer);

private:
    [[nodiscard]] Result<Hash> node(int level, std::uint64_t index);
    // Of the block or, behind the last block, of the tail. Valid until the next call.
    [[nodiscard]] Result<const std::vector<Hash>*> leavesOf(std::uint64_t block);
    [[nodiscard]] Result<std::vector<Hash>> readBlock(std::uint64_t block);
    [[nodiscard]] Result<std::vector<Hash>> readTail();
    [[nodiscard]] Result<Hash> forgottenLeaf(std::uint64_t entry);

    std::uint64_t m_blocks = 0;
    Statement m_node;
    Statement m_block;
    Statement m_records;
    Statement m_tailRows;
    Statement m_forgotten;
    std::optional<std::vector<Hash>> m_tail;
    std::optional<std::uint64_t> m_leavesBlock;  // whose leaves m_leaves are
    std::vector<Hash> m_leaves;
};

}  // namespace vedette
