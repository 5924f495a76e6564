// SPDX-License-Identifier: GPL-3.0-or-later
// The keys that signed a log, one after the other (docs/store-format.md, section 6.1). Each change of keys is a line in
// a checkpoint: a handover is signed by the old key and by the new one, so that whoever trusts one key of the log can
// find all others.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/store/checkpoint.h"
#include "core/store/database.h"

namespace vedette {

// What a checkpoint says about keys, in its last extension line.
struct KeyChange {
    enum class Kind {
        Rotate,  // `key` hands over to `next`; both sign
        Break,   // `next` takes over from `key`, which is lost; `next` alone signs
        Revoke,  // nothing that `key` signed at `from` or later is believed
        Attest,  // the same, but what the log held when `key` was replaced was looked through and is vouched for
    };
    Kind kind = Kind::Rotate;
    VerifierKey key;
    VerifierKey next;
    Time from{};

    [[nodiscard]] std::string line() const;  // without line feed
    // Invalid unless it is, byte for byte, what line() writes.
    [[nodiscard]] static Result<KeyChange> parse(std::string_view line);
};
[[nodiscard]] std::string_view keyChangeName(KeyChange::Kind kind);  // "rotate", "break", "revoke", "attest"

struct KeySpan {
    VerifierKey key;
    std::uint64_t from = 0;  // size of the checkpoint that introduced it; 0 for the first
    Time since{};            // when; the epoch for the first
    bool broken = false;     // introduced without the signature of the key before it
    bool vouched = true;     // the trusted key leads to it: by its own word, or because it vouches for what was before
    std::optional<Time> revoked{};  // nothing it signed from then on is believed
    bool attested = false;          // a later key vouches for the entries all the same
};

class KeyChain {
public:
    struct Problem {
        std::uint64_t size = 0;  // of the checkpoint
        std::string what;
    };

    KeyChain() = default;
    // A log whose keys never changed. Implicit: most callers know one key.
    KeyChain(VerifierKey only);  // NOLINT(google-explicit-constructor)

    // From the checkpoints that change keys, by ascending size. Other notes are passed over. What is wrong with one
    // ends the chain before it and stands in problems().
    [[nodiscard]] static KeyChain follow(std::span<const std::string> notes, const VerifierKey& trusted);
    // Of a store, within the current transaction.
    [[nodiscard]] static Result<KeyChain> read(Database& database, const VerifierKey& trusted);
    // Notes of the checkpoints that change keys, by ascending size.
    [[nodiscard]] static Result<std::vector<std::string>> readNotes(Database& database);

    [[nodiscard]] const std::vector<KeySpan>& spans() const { return m_spans; }
    [[nodiscard]] const std::vector<Problem>& problems() const { return m_problems; }
    [[nodiscard]] const VerifierKey& trusted() const { return m_trusted; }
    [[nodiscard]] const VerifierKey& current() const { return m_spans.back().key; }
    [[nodiscard]] const std::string& name() const { return m_trusted.name; }
    // The key of checkpoints of this size.
    [[nodiscard]] const KeySpan& at(std::uint64_t size) const;
    [[nodiscard]] const VerifierKey& keyOfEntry(std::uint64_t entry) const { return at(entry).key; }

    // Checks that the keys signed which must have signed a checkpoint of this size, whether the trusted key vouches for
    // them or not. Corrupt when not.
    [[nodiscard]] Result<Checkpoint> open(std::string_view note) const;
    // Whether the note is, byte for byte, what the log's owner writes: the signature lines it must have and no others.
    [[nodiscard]] bool isPlain(const Checkpoint& checkpoint) const;

private:
    [[nodiscard]] std::string take(const std::string& note);
    [[nodiscard]] std::string introduce(const Checkpoint& checkpoint, const KeyChange& change, Time when);
    [[nodiscard]] std::string revoke(const Checkpoint& checkpoint, const KeyChange& change);
    void judge();

    VerifierKey m_trusted;
    std::vector<KeySpan> m_spans;
    std::vector<Problem> m_problems;
};

// As KeyChain::open(), and Corrupt when the trusted key does not vouch for the key that signed.
[[nodiscard]] Result<Checkpoint> openCheckpoint(std::string_view note, const KeyChain& chain);

}  // namespace vedette
