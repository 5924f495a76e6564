// SPDX-License-Identifier: GPL-3.0-or-later
// Checks a store from the bytes up, trusting nothing in it but the key it is asked to trust. Recomputes every leaf,
// block root, Merkle node and checkpoint, every sealed part's digest, every derived column, dictionary entry, posting
// list and roll-up, and compares the head with the anchors. Integrity (nothing changed) and completeness (nothing
// missing) are two verdicts, given apart.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/store/checkpoint.h"
#include "core/store/key_chain.h"

namespace vedette {

// What a check that found the store intact leaves to the next one. That one then reads only what came since: records
// and columns of whole segments (65,536 entries) that were read before are believed, as long as every row that names or
// follows from them is what it was: block heads, checkpoints, dictionary, sealed parts. The tables that are derived
// from records are compared in full each time. So a change to an old record that leaves its block's head as it was is
// found by the next full check, not by this one; VerifyReport::readFrom says which it was. Erasing and forgetting make
// the next check a full one. Lives in the memory of the process that checked, or in a file under a key (verify_file.h),
// for whoever can write it can write the verdict. One check at a time.
struct VerifyMemory;
[[nodiscard]] std::shared_ptr<VerifyMemory> makeVerifyMemory();

struct VerifyOptions {
    std::vector<std::filesystem::path> anchors;  // besides the store's own anchors/checkpoints
    std::vector<std::string> notes;              // checkpoints remembered elsewhere, compared as anchors are
    std::string key;                             // verifier key to trust; empty: the store's keys/verifier
    int threads = 2;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // called from any thread, one at a time
    std::stop_token stop;
    std::shared_ptr<VerifyMemory> memory;  // used and renewed; null: everything is read, nothing remembered
    std::optional<Time> now;               // against which the newest checkpoint's time is held; absent: this machine's
};

// One thing that does not add up. `place` names it: "entry 1042", "block 17 column node", "checkpoint 9000".
struct Damage {
    std::string place;
    std::string what;
};

struct SourceGap {
    std::string source;
    Time from{};
    Time to{};
    std::string what;  // "node unreachable", "file vanished before it was read", "14 lines rejected"
};

// What is gone under one certificate of lawful forgetting.
struct ForgottenUnder {
    std::uint64_t certificate = 0;
    std::string kind;  // "retention", "erasure"
    Time time{};
    std::uint64_t entry = 0;    // of the log, that names it
    std::uint64_t entries = 0;  // forgotten
    std::uint64_t parts = 0;    // sealed parts erased, as the certificate lists them
};

// Where the clock of whoever wrote was moved, as far as the log shows it. Not damage: clocks are set by honest people
// too. Times of entries and checkpoints from there on are worth what the reason for it is worth.
struct ClockRemark {
    std::string place;  // "entry 501", "checkpoint 9000"
    std::string what;
};

struct VerifyReport {
    bool intact = false;          // no damage, and every entry of the head checkpoint was verified
    std::uint64_t entries = 0;    // size of the head checkpoint
    std::uint64_t verified = 0;   // entries whose leaf was recomputed, now or by an earlier check
    std::uint64_t readFrom = 0;   // entries below were read by an earlier check, see VerifyMemory; 0: all were read now
    std::uint64_t forgotten = 0;  // entries forgotten under a certificate
    std::uint64_t erasedParts = 0;  // sealed parts erased under a certificate
    std::vector<ForgottenUnder> certificates;
    std::vector<Damage> damage;      // at most 1,000, in place order
    std::uint64_t damageCount = 0;   // all of it
    bool anchored = false;           // some anchor outside the database was compared
    std::uint64_t anchoredSize = 0;  // largest size any anchor attests
    std::vector<SourceGap> gaps;     // completeness: what the log itself says is missing
    std::uint64_t rejected = 0;      // rejected records in the log
    std::vector<ClockRemark> clock;  // at most 100, in the order of the log
    std::uint64_t clockCount = 0;    // all of them
    Checkpoint head;
    std::string key;                      // verifier key used
    std::vector<KeySpan> keys;            // all keys of the log, the first first
    std::uint64_t unbelievedAnchors = 0;  // signed by a revoked key after the time from which it is not believed
    Duration took{};
};

// An error means the check could not be made (no store, no key, cancelled); damage is not an error.
[[nodiscard]] Result<VerifyReport> verifyStore(const std::filesystem::path& folder, const VerifyOptions& options);

}  // namespace vedette
