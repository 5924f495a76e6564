// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of keys: each is signed as it must be, stands in the log as an entry, and what a revoked key signed is not
// believed unless a later one vouches for it.
#include <fmt/format.h>

#include "core/store/key_action.h"
#include "core/store/log_state.h"
#include "core/store/verify_state.h"

namespace vedette::verifying {

namespace {

class KeyCheck {
public:
    KeyCheck(const KeyChain& keys, const Snapshot& snapshot, const Derived& derived, DamageList& damage)
        : m_keys(keys), m_snapshot(snapshot), m_derived(derived), m_damage(damage) {}

    void checkMentions();
    void checkProblems();
    void checkHandovers(bool given);
    void checkRevoked();

private:
    void atEntry(std::uint64_t entry, std::string what) {
        m_damage.add(Place::Entry, entry, fmt::format("entry {}", entry), std::move(what));
    }
    void unbelieved(const KeySpan& span, std::uint64_t end);

    const KeyChain& m_keys;
    const Snapshot& m_snapshot;
    const Derived& m_derived;
    DamageList& m_damage;
};

// Checkpoints and the log name each change.
void KeyCheck::checkMentions() {
    std::map<std::uint64_t, std::string> lines;  // entry → what its checkpoint says
    for (const CheckpointRow& row : m_snapshot.checkpoints) {
        const auto parsed = parseCheckpoint(row.note);
        const auto extension = parsed ? extensionOf(*parsed) : Result<CheckpointExtension>();
        if (extension && !extension->keys.empty()) {
            lines[row.size == 0 ? kNever : row.size - 1] = extension->keys;
        }
    }
    for (const StatusEvent& event : m_derived.keyActions) {
        const auto line = lines.find(event.entry);
        if (line == lines.end() || line->second != keyLineIn(event.record)) {
            atEntry(event.entry, "it says that keys changed, and its checkpoint does not");
        }
        if (line != lines.end()) {
            lines.erase(line);
        }
    }
    for (const auto& [entry, line] : lines) {
        m_damage.add(Place::Checkpoint, entry + 1, fmt::format("checkpoint {}", entry + 1),
                     fmt::format("it changes keys, and entry {} does not say so", entry));
    }
}

void KeyCheck::checkProblems() {
    for (const KeyChain::Problem& problem : m_keys.problems()) {
        m_damage.add(Place::Checkpoint, problem.size, fmt::format("checkpoint {}", problem.size), problem.what);
    }
}

// A key that the trusted one does not lead to; and a break before it, unless somebody says from outside that the key
// behind it is the right one.
void KeyCheck::checkHandovers(bool given) {
    for (std::size_t i = 1; i < m_keys.spans().size(); ++i) {
        const KeySpan& span = m_keys.spans()[i];
        const KeySpan& before = m_keys.spans()[i - 1];
        if (span.broken && (!span.vouched || !given)) {
            atEntry(span.from - 1, fmt::format("the chain of keys breaks here: key {:08x} took over without the "
                                               "signature of key {:08x}. Whoever has {} from its owner checks with it",
                                               span.key.id, before.key.id, span.key.text()));
        } else if (!span.vouched && before.vouched) {
            atEntry(span.from - 1, fmt::format("key {:08x} handed over to key {:08x} when it was no longer believed. "
                                               "Whoever has {} from its owner checks with it",
                                               before.key.id, span.key.id, span.key.text()));
        }
    }
}

// From the last checkpoint that is believed to the one in which the next key took over.
void KeyCheck::unbelieved(const KeySpan& span, std::uint64_t end) {
    std::uint64_t first = span.from;
    bool any = false;
    for (const CheckpointRow& row : m_snapshot.checkpoints) {
        if (row.size < span.from || row.size >= end) {
            continue;
        }
        const auto parsed = parseCheckpoint(row.note);
        const auto extension = parsed ? extensionOf(*parsed) : Result<CheckpointExtension>();
        if (extension && extension->time < *span.revoked && !any) {
            first = row.size;
        } else {
            any = true;
        }
    }
    if (any && first + 1 < end) {
        m_damage.add(
            Place::Entry, first, fmt::format("entries {} to {}", first, end - 2),
            fmt::format("they were signed by key {:08x}, of which nothing is believed from {} on, and no later "
                        "key vouches for them",
                        span.key.id, formatTime(*span.revoked)));
    }
}

void KeyCheck::checkRevoked() {
    const auto& spans = m_keys.spans();
    for (std::size_t i = 0; i + 1 < spans.size(); ++i) {
        if (spans[i].revoked && !spans[i].attested) {
            unbelieved(spans[i], spans[i + 1].from);
        }
    }
}

}  // namespace

void checkKeys(const KeyChain& keys, bool given, const Snapshot& snapshot, const Derived& derived, DamageList& damage,
               VerifyReport& report) {
    KeyCheck check(keys, snapshot, derived, damage);
    check.checkMentions();
    check.checkProblems();
    check.checkHandovers(given);
    check.checkRevoked();
    report.keys = keys.spans();
}

}  // namespace vedette::verifying
