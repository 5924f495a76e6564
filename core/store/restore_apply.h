// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates of a later state of a log, applied to an earlier one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/privacy/subject_table.h"
#include "core/store/forget_entry.h"
#include "core/store/restore.h"

namespace vedette {

// A certificate of the later state, its signature checked.
struct LaterCertificate {
    Certificate certificate;
    std::map<std::uint64_t, Hash> forgotten;  // entry → leaf, where the later store could be asked
};

// What tells of the time after the backup.
struct LaterState {
    std::map<std::uint64_t, LaterCertificate> certificates;  // by number, those the backup does not have
    std::uint64_t known = 0;                                 // entries the log is known to have had
    bool all = false;                                        // no certificate can be missing
};
// `size` and `newest`: entries and newest certificate of the backup; `keys`: its keys, to which those of the living
// store are added. Conflict when something is not of a later state of this log.
[[nodiscard]] Result<LaterState> readLaterState(const RestoreOrder& order, KeyChain keys, std::uint64_t size,
                                                std::uint64_t newest);

// Applies certificates to a store nobody else has open yet.
class CertificateApplier {
public:
    // `size`: entries of the backup. Keys and clock must outlive it.
    CertificateApplier(std::filesystem::path folder, std::uint64_t size, const StoreKeys& keys, const Clock& clock)
        : m_folder(std::move(folder)), m_size(size), m_keys(keys), m_clock(clock) {}
    [[nodiscard]] Result<AppliedAgain> apply(const LaterCertificate& later);
    // After the last one: keys of erased subjects and old copies of what was taken out.
    [[nodiscard]] Result<void> finish();

private:
    Result<void> erase(Writer& writer, const Certificate& old, AppliedAgain& out);
    Result<void> forget(Writer& writer, const LaterCertificate& later, AppliedAgain& out);
    Result<void> issue(Writer& writer, Certificate next, const Certificate& old, AppliedAgain& out);

    std::filesystem::path m_folder;
    std::uint64_t m_size;
    const StoreKeys& m_keys;
    const Clock& m_clock;
    std::vector<SubjectId> m_subjects;
    std::vector<std::string> m_needles;
    bool m_forgot = false;
};

}  // namespace vedette
