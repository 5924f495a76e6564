// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/consistency.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>

#include "core/store/anchor.h"
#include "core/store/merkle.h"

namespace vedette {

namespace {

constexpr std::string_view kOld = "old ";
constexpr std::size_t kLongestPath = 64;

std::unexpected<Error> broken(std::string what, std::string where = "consistency proof") {
    return fail(ErrorCode::Corrupt, std::move(what), std::move(where));
}

}  // namespace

std::string consistencyText(const ConsistencyProof& proof) {
    std::string text = fmt::format("{}{}\n", kOld, proof.older.size);
    for (const Hash& hash : proof.path) {
        text += toBase64(asView(hash));
        text += '\n';
    }
    text += '\n';
    text += proof.newer.note;
    text += proof.older.note;
    return text;
}

Result<ConsistencyProof> checkConsistency(std::string_view text, const KeyChain& keys) {
    const std::size_t gap = text.find("\n\n");
    if (gap == std::string_view::npos || !text.starts_with(kOld)) {
        return broken("the text is not a consistency proof");
    }
    const AnchorFile notes = splitAnchors(text.substr(gap + 2));
    if (notes.notes.size() != 2 || !notes.torn.empty()) {
        return broken("the proof must end with the newer and then the older checkpoint");
    }
    ConsistencyProof proof;
    auto newer = openCheckpoint(notes.notes[0], keys);
    auto older = openCheckpoint(notes.notes[1], keys);
    if (!newer || !older) {
        return passOn(newer ? older : newer);
    }
    proof.newer = std::move(*newer);
    proof.older = std::move(*older);
    std::string_view rest = text.substr(0, gap + 1);
    const auto line = [&rest] {
        const std::size_t lf = rest.find('\n');
        const std::string_view result = rest.substr(0, lf);
        rest.remove_prefix(lf + 1);
        return result;
    };
    if (line().substr(kOld.size()) != std::to_string(proof.older.size)) {
        return broken("the proof is about another older size than its checkpoint");
    }
    while (!rest.empty()) {
        auto bytes = fromBase64(line());
        if (!bytes || bytes->size() != sizeof(Hash) || proof.path.size() == kLongestPath) {
            return broken("a hash of the proof is malformed");
        }
        std::memcpy(proof.path.emplace_back().data(), bytes->data(), sizeof(Hash));
    }
    if (!consistencyHolds(proof.older.size, proof.older.root, proof.newer.size, proof.newer.root, proof.path)) {
        return broken(
            fmt::format("the log of {} entries does not continue the one of {}", proof.newer.size, proof.older.size));
    }
    return proof;
}

bool consistencyHolds(std::uint64_t older, const Hash& olderRoot, std::uint64_t newer, const Hash& newerRoot,
                      std::span<const Hash> path) {
    if (older > newer) {
        return false;
    }
    if (older == newer) {
        return path.empty() && olderRoot == newerRoot;
    }
    if (older == 0) {
        return path.empty() && olderRoot == emptyRoot();
    }
    if (path.empty()) {
        return false;
    }
    // A power of two is a complete subtree of the newer tree: its root opens the path without standing in it.
    const bool complete = std::has_single_bit(older);
    std::uint64_t fn = older - 1;
    std::uint64_t sn = newer - 1;
    while ((fn & 1) == 1) {
        fn >>= 1;
        sn >>= 1;
    }
    Hash fr = complete ? olderRoot : path.front();
    Hash sr = fr;
    for (const Hash& c : path.subspan(complete ? 0 : 1)) {
        if (sn == 0) {
            return false;
        }
        if ((fn & 1) == 1 || fn == sn) {
            fr = nodeHash(c, fr);
            sr = nodeHash(c, sr);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            sr = nodeHash(sr, c);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && fr == olderRoot && sr == newerRoot;
}

}  // namespace vedette
