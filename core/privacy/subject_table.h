// SPDX-License-Identifier: GPL-3.0-or-later
// The subject table, keys/subjects.db: the only link between a clear principal or address and its pseudonym, and the
// keeper of the data keys. It is a file of its own because its backups must die sooner than those of the evidence.
// Several processes may use one table; all of them give a clear value the same pseudonym.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/error.h"

namespace vedette {

using SubjectId = std::array<std::uint8_t, 16>;

// What pseudonyms are given for; also their first letter.
enum class SubjectKind : char { Principal = 'p', Address = 'a', Unattributed = 'x' };

struct Subject {
    std::uint64_t serial = 0;              // unique in this process
    std::array<char, 18> pseudonymText{};  // "p-7k3qxw2mbcd45tzn"
    SubjectId id{};
    Key256 key{};

    [[nodiscard]] std::string_view pseudonym() const { return {pseudonymText.data(), pseudonymText.size()}; }
};

// One clear value to resolve.
struct SubjectWanted {
    SubjectKind kind = SubjectKind::Principal;
    std::string_view clear;
    Subject* into = nullptr;
};

class SubjectTable {
public:
    [[nodiscard]] static Result<void> create(const std::filesystem::path& file, const Key256& kek);
    // Invalid when `kek` is not the key of the table.
    [[nodiscard]] static Result<std::unique_ptr<SubjectTable>> open(const std::filesystem::path& file,
                                                                    const Key256& kek);
    ~SubjectTable();

    // Fills in every wanted subject, making those that do not exist. They are durable once settle() has returned; until
    // then the table is locked against other writers. After an error all that was made since the last settle() is void.
    [[nodiscard]] Result<void> resolve(std::span<const SubjectWanted> wanted);
    [[nodiscard]] Result<void> settle();
    // NotFound when there is none.
    [[nodiscard]] Result<Subject> find(SubjectKind kind, std::string_view clear);
    [[nodiscard]] Result<Subject> findById(const SubjectId& id);
    // By pseudonym, whether its key opens or not; `key` is not filled in. NotFound when there is none.
    [[nodiscard]] Result<Subject> findByPseudonym(std::string_view pseudonym);

    // Of every row there is, in no order.
    [[nodiscard]] Result<std::vector<SubjectId>> ids();

    // Erasure has two files to change, this table and the evidence. So that a crash in between leaves nothing half
    // done, whoever erases first notes here whom, then changes the evidence, then removes the rows, then the notes.
    [[nodiscard]] Result<void> noteErasure(std::span<const SubjectId> ids);
    [[nodiscard]] Result<std::vector<SubjectId>> notedErasures();
    // Removes the rows with their wrapped keys; durable on return. No copy is left in the file or its write-ahead log:
    // Timeout when another process keeps the log busy, and the rows are gone nevertheless. May be repeated.
    [[nodiscard]] Result<void> erase(std::span<const SubjectId> ids);
    [[nodiscard]] Result<void> dropNotes(std::span<const SubjectId> ids);

    // Grows with every subject that is removed, by whichever process: what was remembered before is then void.
    [[nodiscard]] Result<std::int64_t> erasures();

private:
    struct Impl;
    explicit SubjectTable(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// keys/kek below the store's folder. Denied when it cannot be read, Invalid when it is not 32 bytes long.
[[nodiscard]] Result<Key256> readPrivacyKey(const std::filesystem::path& storeFolder);
// keys/subjects.db of the store.
[[nodiscard]] Result<std::unique_ptr<SubjectTable>> openSubjectTable(const std::filesystem::path& storeFolder);

// Ten bytes as sixteen lower-case base32 letters behind "<kind>-".
[[nodiscard]] std::array<char, 18> pseudonymFrom(char kind, std::span<const std::uint8_t, 10> bytes);
// True for text of that form.
[[nodiscard]] bool isPseudonym(std::string_view text, char kind);

}  // namespace vedette
