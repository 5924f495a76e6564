// SPDX-License-Identifier: GPL-3.0-or-later
// The signed store: a folder with evidence.db (SQLite), keys/ and anchors/. docs/store-format.md is its exact format.
// This header makes and writes stores; reader.h reads them, verify.h checks them, proof.h proves single entries.
//
// Entries are numbered from 0 in the order they were committed; the number is the leaf index in the Merkle log.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/privacy/batch.h"
#include "core/store/checkpoint.h"
#include "core/store/key_chain.h"

namespace vedette {

class Database;
class StoreSigner;
struct StoreKeys;

struct CreateOptions {
    std::string origin;  // name of the log in checkpoints, e.g. "vedette.example.org/desk-1"; empty: one is made up
    const StoreSigner* signer = nullptr;  // what is to sign; null: a new key is made. Not owned
};

// Makes the folder, keys (store signing key, privacy key, subject table), database and first checkpoint (size 0).
// Conflict when the folder already holds a store.
[[nodiscard]] Result<void> createStore(const std::filesystem::path& folder, const CreateOptions& options,
                                       const Clock& clock);

struct WriterOptions {
    Duration anchorEvery = std::chrono::minutes(1);  // append to anchors/checkpoints at most this often, and on close
    Duration lockWait = std::chrono::seconds(30);    // how long begin() waits for another process
    int threads = 2;                                 // for hashing and compressing large batches
};

// A change of keys that a commit makes (core/store/key_change.h). Whatever it needs on disk must be there before.
struct PendingKeyChange {
    KeyChange change;
    const StoreSigner* next = nullptr;  // Rotate: signs beside the old key
};

// Appends to a store. Several writers in several processes may be open at once: each transaction takes the write lock,
// re-reads the head of the log when another process moved it, appends, and commits records, Merkle nodes, derived
// data, cursors and the signed checkpoint together. One thread at a time per Writer.
class Writer {
public:
    // Denied when the signing key is missing or is not the store's, Corrupt when the head does not verify,
    // Unsupported for a newer format.
    [[nodiscard]] static Result<std::unique_ptr<Writer>> open(const std::filesystem::path& folder, const Clock& clock,
                                                              WriterOptions options = {});
    // With keys that are at hand; a key that is to take over from a lost one is in none of the store's files yet.
    [[nodiscard]] static Result<std::unique_ptr<Writer>> openWith(const std::filesystem::path& folder,
                                                                  const Clock& clock, WriterOptions options,
                                                                  StoreKeys keys);
    ~Writer();  // writes the last anchor

    // Takes the write lock. Timeout when another process holds it for longer than lockWait.
    [[nodiscard]] Result<void> begin();
    // Number the next appended entry will get. Only between begin() and commit().
    [[nodiscard]] std::uint64_t nextEntry() const;
    // Adds the rows in order, and stages cursors and seen ids. Only between begin() and commit().
    [[nodiscard]] Result<void> append(const Batch& batch);
    // Durable when it returns (synchronous=FULL). On error everything since begin() is rolled back and the writer can
    // be used again. Full when the disk is.
    [[nodiscard]] Result<Checkpoint> commit();
    // The last commit() failed because the key could not sign, as one in a token that is not there: nothing is wrong
    // with the store, and the same may be tried again.
    [[nodiscard]] bool keyWasAway() const;
    // The same, and the checkpoint changes the log's keys. The last entry must be the one that says so. The writer
    // signs with the new key from then on.
    [[nodiscard]] Result<Checkpoint> commit(const PendingKeyChange& change);
    void rollback();

    // The connection of the transaction, for what this folder changes besides appending (forget*.cpp). Only between
    // begin() and commit().
    [[nodiscard]] Database& connection();

    // begin, append, commit.
    [[nodiscard]] Result<Checkpoint> write(const Batch& batch);

    // The key that signs, as of the last commit seen.
    [[nodiscard]] const VerifierKey& key() const;
    [[nodiscard]] const KeyChain& keys() const;
    // Of the last commit seen by this writer.
    [[nodiscard]] const Checkpoint& head() const;

private:
    struct Impl;
    explicit Writer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette
