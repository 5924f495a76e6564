// SPDX-License-Identifier: GPL-3.0-or-later
// What the tamper campaign is done to: stores that have everything, that can be put back, and the insider's tools.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/crypto.h"
#include "core/store/verify.h"
#include "tests/support/store_fixture.h"

namespace vedette::test {

// Plain SQLite on the store's database. What it does is in the file when it is gone.
class Insider {
public:
    explicit Insider(const std::filesystem::path& store);
    ~Insider();
    Insider(const Insider&) = delete;
    Insider& operator=(const Insider&) = delete;

    // False when SQLite refuses it.
    bool run(const std::string& sql);
    [[nodiscard]] std::int64_t number(const std::string& sql);
    [[nodiscard]] std::string bytes(const std::string& sql);
    // Runs sql with ?1 bound to the blob.
    bool put(const std::string& sql, const std::string& blob);
    // Every value of every table that is evidence, with its type; nullopt when SQLite cannot read it.
    [[nodiscard]] std::optional<std::string> contents();
    [[nodiscard]] sqlite3* handle() { return m_db; }

private:
    sqlite3* m_db = nullptr;
};

// A finished store and what is needed to put it back.
class TamperStore {
public:
    // Begun by the first program (format 1), migrated; blocks whole, partly and wholly forgotten, a tail; sealed parts
    // of both, some erased; holds in force and released; several checkpoints and certificates. About 3,300 entries.
    static std::unique_ptr<TamperStore> everything();
    // A whole segment of 64 blocks, so that there are posting lists and tree nodes of several levels; most of its
    // blocks are forgotten. About 66,000 entries.
    static std::unique_ptr<TamperStore> segment();
    // Format 3: three keys one after the other, the first revoked and vouched for; blocks, a tail, sealed parts, erased
    // and forgotten under certificates of different keys. About 2,500 entries.
    static std::unique_ptr<TamperStore> rotated();

    void restore();
    [[nodiscard]] std::filesystem::path folder() const { return m_folder / "s"; }
    [[nodiscard]] std::filesystem::path database() const { return folder() / "evidence.db"; }
    [[nodiscard]] std::filesystem::path ownAnchors() const { return folder() / "anchors/checkpoints"; }
    // Copies kept elsewhere, of everything() only: the newest anchors; the database before anything was forgotten; the
    // database of yesterday; the whole store as it went on another way from yesterday.
    [[nodiscard]] std::filesystem::path outsideAnchors() const { return m_folder / "outside"; }
    [[nodiscard]] std::filesystem::path beforeForgetting() const { return m_folder / "before.db"; }
    [[nodiscard]] std::filesystem::path yesterday() const { return m_folder / "yesterday.db"; }
    [[nodiscard]] std::filesystem::path fork() const { return m_folder / "fork"; }
    // Of rotated(): the private keys that were replaced, the first first, as a thief might have them.
    [[nodiscard]] const SigningKey& oldKey(std::size_t number) const { return m_oldKeys.at(number); }

private:
    void keep();
    TempFolder m_folder;
    std::vector<SigningKey> m_oldKeys;
};

// The report, or the error as its only damage. One thread: the stores are small.
[[nodiscard]] VerifyReport verdictReport(const std::filesystem::path& store, VerifyOptions options = {});
// "place: what" of each damage, one a line.
[[nodiscard]] std::string damageText(const VerifyReport& report);

struct EvidenceTable {
    std::string name;
    std::vector<std::string> keys;
    std::vector<std::string> columns;  // all, keys first
};
// Every table that is evidence; `cursor` and `seen` are not.
[[nodiscard]] const std::vector<EvidenceTable>& evidenceTables();

}  // namespace vedette::test
