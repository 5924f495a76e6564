// SPDX-License-Identifier: GPL-3.0-or-later
// What one check leaves to the next, and whether it still holds.
#include <algorithm>
#include <utility>

#include "core/base/crypto.h"
#include "core/store/verify_state.h"

namespace vedette {

std::shared_ptr<VerifyMemory> makeVerifyMemory() { return std::make_shared<VerifyMemory>(); }

namespace verifying {

namespace {

// Digests values one after the other, each so that it cannot run into the next.
class Digest {
public:
    void number(std::uint64_t value) { m_text.append(reinterpret_cast<const char*>(&value), sizeof value); }
    void bytes(std::string_view value) {
        number(value.size());
        m_text += value;
        if (m_text.size() > kChunk) {
            fold();
        }
    }
    void hash(const Hash& value) { bytes({reinterpret_cast<const char*>(value.data()), value.size()}); }
    Hash end() {
        fold();
        return m_hash;
    }

private:
    static constexpr std::size_t kChunk = 1 << 16;
    void fold() {
        m_text.append(reinterpret_cast<const char*>(m_hash.data()), m_hash.size());
        m_hash = sha256(m_text);
        m_text.clear();
    }
    std::string m_text;
    Hash m_hash{};
};

// How many of the rows that are numbered in the order of first use belong to entries below `end`.
std::size_t usedBelow(const std::vector<std::uint64_t>& firstUse, std::uint64_t end) {
    std::size_t used = firstUse.size();
    while (used > 0 && firstUse[used - 1] >= end) {
        --used;
    }
    return used;
}

}  // namespace

void Derived::cutAt(std::uint64_t end, const Derived& later) {
    verified -= later.verified;
    forgotten -= later.forgotten;
    rejected -= later.rejected;
    rollups.subtract(later.rollups);
    const auto entryFrom = [end](const auto& item) { return item.entry >= end; };
    std::erase_if(erased, entryFrom);
    std::erase_if(tailParts, entryFrom);
    std::erase_if(certificates, entryFrom);
    std::erase_if(keyActions, entryFrom);
    std::erase_if(statuses, entryFrom);
    std::erase_if(clock, [end](const ClockRun& run) { return run.first >= end; });
    partialRoots.erase(partialRoots.lower_bound(end), partialRoots.end());
    std::erase_if(roots, [end](const auto& root) { return root.first * kBlockEvents >= end; });
    for (auto& column : firstUse) {
        column.resize(usedBelow(column, end));
    }
    partFirstUse.resize(usedBelow(partFirstUse, end));
}

Hash fingerprintOf(const Snapshot& snapshot, const Derived& derived, std::uint64_t segments) {
    const std::uint64_t end = segments * kSegmentEntries;
    Digest digest;
    for (const BlockHead& head : snapshot.blocks) {
        if (head.id >= segments * kSegmentBlocks) {
            break;
        }
        digest.number(head.id);
        digest.number(static_cast<std::uint64_t>(head.state));
        digest.number(static_cast<std::uint64_t>(head.t0));
        digest.number(static_cast<std::uint64_t>(head.t1));
        digest.hash(head.root);
        digest.hash(head.digest);
        digest.bytes(head.zones);
    }
    for (const CheckpointRow& row : snapshot.checkpoints) {
        if (row.size > end) {
            break;
        }
        digest.number(row.size);
        digest.bytes(row.note);
    }
    for (std::size_t c = 0; c < kTextColumns; ++c) {
        const std::size_t used = usedBelow(derived.firstUse[c], end);
        digest.number(used);
        for (std::size_t id = 0; id < used && id < snapshot.dictionary[c].size(); ++id) {
            digest.number(snapshot.dictionaryThere[c][id] ? 1 : 0);
            digest.bytes(snapshot.dictionary[c][id]);
        }
    }
    const std::size_t parts = usedBelow(derived.partFirstUse, end);
    digest.number(parts);
    for (std::size_t id = 0; id < parts && id < snapshot.parts.size(); ++id) {
        const PartRow& part = snapshot.parts[id];
        digest.number((part.there ? 1u : 0u) + (part.erased ? 2u : 0u));
        digest.hash(part.digest);
    }
    return digest.end();
}

std::unique_ptr<Derived> recall(VerifyMemory& memory, const Snapshot& snapshot, const std::string& key) {
    std::unique_ptr<Derived> known = std::move(memory.derived);
    const std::uint64_t end = memory.segments * kSegmentEntries;
    if (!known || memory.key != key || memory.segments > wholeSegments(snapshot) ||
        fingerprintOf(snapshot, *known, memory.segments) != memory.fingerprint) {
        return nullptr;
    }
    // An anchor may ask for the root at a size nobody asked for before.
    const auto wanted = [&](std::uint64_t size) { return size >= end || known->partialRoots.contains(size); };
    return std::ranges::all_of(snapshot.partialSizes, wanted) ? std::move(known) : nullptr;
}

void remember(VerifyMemory& memory, std::unique_ptr<Derived> derived, const Snapshot& snapshot, const std::string& key,
              std::uint64_t segments) {
    memory.key = key;
    memory.segments = segments;
    memory.fingerprint = fingerprintOf(snapshot, *derived, segments);
    memory.derived = std::move(derived);
}

}  // namespace verifying
}  // namespace vedette
