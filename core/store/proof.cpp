// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/proof.h"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <cstring>

#include "core/base/file.h"
#include "core/store/block.h"
#include "core/store/log_state.h"
#include "core/store/merkle.h"
#include "core/store/schema.h"

namespace vedette {

namespace {

constexpr std::string_view kHeader = "c2sp.org/tlog-proof@v1";

std::unexpected<Error> broken(std::string what, std::string where = {}) {
    return fail(ErrorCode::Corrupt, std::move(what), std::move(where));
}

// Reads hashes of the tree that lies in the store.
class Tree {
public:
    static Result<Tree> open(Database& database) {
        Tree tree;
        auto node = database.prepare("SELECT hash FROM node WHERE level = ? AND idx = ?");
        auto block = database.prepare("SELECT root FROM block WHERE id = ?");
        auto records = database.prepare("SELECT records FROM block_records WHERE id = ?");
        auto tail = database.prepare("SELECT record FROM tail WHERE entry >= ? ORDER BY entry");
        if (!node || !block || !records || !tail) {
            return passOn(!node ? node : !block ? block : !records ? records : tail);
        }
        tree.m_node = std::move(*node);
        tree.m_block = std::move(*block);
        tree.m_records = std::move(*records);
        tree.m_tail = std::move(*tail);
        return tree;
    }

    // Complete node at level >= 10.
    Result<Hash> node(int level, std::uint64_t index) {
        Statement& rows = level == kBlockLevel ? m_block : m_node;
        rows.reset();
        if (level == kBlockLevel) {
            rows.bind(1, static_cast<std::int64_t>(index));
        } else {
            rows.bind(1, level).bind(2, static_cast<std::int64_t>(index));
        }
        auto row = rows.step();
        if (!row) {
            return passOn(row);
        }
        Hash hash{};
        if (!*row || rows.text(0).size() != hash.size()) {
            return broken("a node of the Merkle tree is missing", fmt::format("node level {} index {}", level, index));
        }
        std::memcpy(hash.data(), rows.text(0).data(), hash.size());
        return hash;
    }

    Result<std::vector<Hash>> leavesOfBlock(std::uint64_t block) {
        m_records.reset();
        m_records.bind(1, static_cast<std::int64_t>(block));
        auto row = m_records.step();
        if (!row) {
            return passOn(row);
        }
        if (!*row) {
            return broken("the records of the block are missing", fmt::format("block {}", block));
        }
        BlockCodec codec;
        auto records = codec.decodeRecords(m_records.text(0), kBlockEvents);
        if (!records) {
            return passOn(records);
        }
        std::vector<Hash> leaves;
        for (const std::string_view record : *records) {
            leaves.push_back(leafHash(record));
        }
        return leaves;
    }

    Result<std::vector<Hash>> leavesOfTail(std::uint64_t first) {
        m_tail.reset();
        m_tail.bind(1, static_cast<std::int64_t>(first));
        std::vector<Hash> leaves;
        for (;;) {
            auto row = m_tail.step();
            if (!row) {
                return passOn(row);
            }
            if (!*row) {
                return leaves;
            }
            leaves.push_back(leafHash(m_tail.text(0)));
        }
    }

    // MTH over the whole blocks [from, to), which RFC 6962 splits at powers of two.
    Result<Hash> overBlocks(std::uint64_t from, std::uint64_t to) {
        const std::uint64_t n = to - from;
        if (std::has_single_bit(n) && from % n == 0) {
            const int level = std::countr_zero(n);
            return node(kBlockLevel + level, from >> level);
        }
        const std::uint64_t half = std::bit_floor(n - 1);
        auto left = overBlocks(from, from + half);
        if (!left) {
            return left;
        }
        auto right = overBlocks(from + half, to);
        if (!right) {
            return right;
        }
        return nodeHash(*left, *right);
    }

private:
    Statement m_node;
    Statement m_block;
    Statement m_records;
    Statement m_tail;
};

}  // namespace

Result<InclusionProof> proveEntry(const std::filesystem::path& folder, std::uint64_t entry) {
    auto database = openStoreDatabase(folder, Database::Mode::ReadOnly);
    if (!database) {
        return passOn(database);
    }
    if (auto begun = database->exec("BEGIN"); !begun) {
        return passOn(begun);
    }
    auto text = readFile(StorePaths(folder).verifier, 4096);
    if (!text) {
        return passOn(text);
    }
    auto key = VerifierKey::parse(*text);
    if (!key) {
        return passOn(key);
    }
    auto head = readHead(*database, *key);
    if (!head) {
        return passOn(head);
    }
    if (entry >= head->size) {
        return fail(ErrorCode::NotFound, fmt::format("the log has {} entries", head->size),
                    fmt::format("entry {}", entry), "entries are counted from 0");
    }
    auto tree = Tree::open(*database);
    if (!tree) {
        return passOn(tree);
    }
    const std::uint64_t blocks = head->size / kBlockEvents;
    const std::uint64_t block = entry / kBlockEvents;
    std::vector<Hash> tail;
    if (head->size % kBlockEvents != 0) {
        auto leaves = tree->leavesOfTail(blocks * kBlockEvents);
        if (!leaves) {
            return passOn(leaves);
        }
        tail = std::move(*leaves);
    }
    InclusionProof proof;
    proof.entry = entry;
    // Within the block or the tail.
    {
        auto leaves = block < blocks ? tree->leavesOfBlock(block) : Result<std::vector<Hash>>(tail);
        if (!leaves) {
            return passOn(leaves);
        }
        const std::size_t index = entry % kBlockEvents;
        if (index >= leaves->size()) {
            return broken("the entry is missing", fmt::format("entry {}", entry));
        }
        proof.path = subtreePath(*leaves, index);
    }
    // Above it: the audit path of unit `block` in a tree of `blocks` whole blocks and perhaps the tail as last unit.
    const std::uint64_t units = blocks + (tail.empty() ? 0 : 1);
    const auto over = [&](std::uint64_t from, std::uint64_t to) -> Result<Hash> {
        if (to <= blocks) {
            return tree->overBlocks(from, to);
        }
        Frontier frontier;
        for (std::uint64_t at = from; at < blocks;) {
            const std::uint64_t n = std::bit_floor(blocks - at);
            auto hash = tree->overBlocks(at, at + n);
            if (!hash) {
                return hash;
            }
            frontier.push({kBlockLevel + std::countr_zero(n), at / n, *hash});
            at += n;
        }
        return frontier.rootWith(subtreeRoot(tail));
    };
    std::vector<Hash> upper;  // root first
    std::uint64_t from = 0;
    std::uint64_t to = units;
    while (to - from > 1) {
        const std::uint64_t half = std::bit_floor(to - from - 1);
        const bool left = block < from + half;
        auto sibling = left ? over(from + half, to) : over(from, from + half);
        if (!sibling) {
            return passOn(sibling);
        }
        upper.push_back(*sibling);
        (left ? to : from) = from + half;
    }
    proof.path.insert(proof.path.end(), upper.rbegin(), upper.rend());
    proof.checkpoint = std::move(*head);
    return proof;
}

std::string proofText(const InclusionProof& proof) {
    std::string text = fmt::format("{}\nindex {}\n", kHeader, proof.entry);
    for (const Hash& hash : proof.path) {
        text += toBase64(asView(hash));
        text += '\n';
    }
    text += '\n';
    text += proof.checkpoint.note;
    return text;
}

Result<InclusionProof> checkProof(std::string_view text, std::string_view record, const VerifierKey& key) {
    InclusionProof proof;
    const std::size_t gap = text.find("\n\n");
    if (gap == std::string_view::npos) {
        return broken("the proof has no checkpoint");
    }
    auto checkpoint = openCheckpoint(text.substr(gap + 2), key);
    if (!checkpoint) {
        return passOn(checkpoint);
    }
    proof.checkpoint = std::move(*checkpoint);
    std::string_view rest = text.substr(0, gap + 1);
    const auto line = [&rest] {
        const std::size_t lf = rest.find('\n');
        const std::string_view result = rest.substr(0, lf);
        rest.remove_prefix(lf + 1);
        return result;
    };
    if (line() != kHeader) {
        return broken("the text is not a tlog-proof of a known version");
    }
    std::string_view index = rest.empty() ? std::string_view{} : line();
    if (index.starts_with("extra ")) {
        index = rest.empty() ? std::string_view{} : line();
    }
    constexpr std::string_view kIndex = "index ";
    const char* end = index.data() + index.size();
    if (!index.starts_with(kIndex) || index.size() == kIndex.size() ||
        std::from_chars(index.data() + kIndex.size(), end, proof.entry).ptr != end) {
        return broken("the proof does not say which entry it is about");
    }
    while (!rest.empty()) {
        auto bytes = fromBase64(line());
        if (!bytes || bytes->size() != sizeof(Hash) || proof.path.size() == 64) {
            return broken("a hash of the proof is malformed");
        }
        Hash hash{};
        std::memcpy(hash.data(), bytes->data(), hash.size());
        proof.path.push_back(hash);
    }
    if (proof.entry >= proof.checkpoint.size) {
        return broken("the proof is about an entry its checkpoint does not cover");
    }
    // RFC 9162 section 2.1.3.2.
    std::uint64_t fn = proof.entry;
    std::uint64_t sn = proof.checkpoint.size - 1;
    Hash root = leafHash(record);
    for (const Hash& p : proof.path) {
        if (sn == 0) {
            return broken("the proof is longer than the tree is high");
        }
        if ((fn & 1) == 1 || fn == sn) {
            root = nodeHash(p, root);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            root = nodeHash(root, p);
        }
        fn >>= 1;
        sn >>= 1;
    }
    if (sn != 0 || root != proof.checkpoint.root) {
        return broken("the record is not the entry the proof is about", fmt::format("entry {}", proof.entry));
    }
    return proof;
}

}  // namespace vedette
