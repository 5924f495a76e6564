// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/proof.h"

#include <fmt/format.h>

#include <charconv>
#include <cstring>

#include "core/store/merkle.h"
#include "core/store/prover.h"

namespace vedette {

namespace {

constexpr std::string_view kHeader = "c2sp.org/tlog-proof@v1";

std::unexpected<Error> broken(std::string what, std::string where = {}) {
    return fail(ErrorCode::Corrupt, std::move(what), std::move(where));
}

}  // namespace

Result<InclusionProof> proveEntry(const std::filesystem::path& folder, std::uint64_t entry) {
    auto prover = Prover::open(folder);
    return prover ? prover->inclusion(entry) : passOn(prover);
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

Result<InclusionProof> checkProof(std::string_view text, std::string_view record, const KeyChain& keys) {
    InclusionProof proof;
    const std::size_t gap = text.find("\n\n");
    if (gap == std::string_view::npos) {
        return broken("the proof has no checkpoint");
    }
    auto checkpoint = openCheckpoint(text.substr(gap + 2), keys);
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
