// SPDX-License-Identifier: GPL-3.0-or-later
// Making a store of a backup again. A backup is older than the log it was taken from, so what was erased or forgotten
// since would be there again. The certificates issued since are therefore applied again, each under a new certificate
// that names the old one; and an entry of the restored log says from where it goes on, and whether all certificates
// were known. docs/decisions/011-restore.md says why.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/store/backup.h"
#include "core/store/certificate.h"
#include "core/store/reader.h"

namespace vedette {

struct RestoreOrder {
    std::filesystem::path living;                     // what is left of the store itself; empty: nothing is
    std::vector<std::filesystem::path> certificates;  // JSON files as erase and retention write them, or their folders
    std::vector<std::filesystem::path> anchors;       // kept checkpoints: they tell how far the log had come
    std::filesystem::path keys;  // folder of the private keys; empty: the living store's, else the backup's
    std::string key;             // verifier key to trust; empty: the backup's
    std::string actor;
    std::string reason;
    int threads = 2;
    StageProgress progress;
    std::stop_token stop;
};

// One certificate issued after the backup.
struct AppliedAgain {
    std::uint64_t certificate = 0;  // its number in the log it was issued in
    std::uint64_t entry = 0;        // and its entry
    CertificateKind kind = CertificateKind::Erasure;
    std::uint64_t now = 0;      // number of the certificate in the restored store; 0 when there was nothing to take
    std::uint64_t records = 0;  // that lost their sealed part, or were forgotten
    std::string open;           // why it could not be applied as a whole; empty when it was
};

struct RestoreDone {
    std::uint64_t entry = 0;  // of the log, that says it was restored
    std::uint64_t size = 0;   // entries of the backup
    std::uint64_t known = 0;  // entries the log is known to have had; `size` when nothing tells more
    bool allKnown = false;    // every certificate issued since was there to be read
    std::vector<AppliedAgain> certificates;
};

// `store` must not exist or be empty; it appears when it is whole. Conflict when it is taken or when the certificates
// are not of a later state of the same log, Denied when the private keys are missing, Corrupt when the backup does not
// verify or a certificate is forged.
[[nodiscard]] Result<RestoreDone> restoreStore(const std::filesystem::path& backup, const std::filesystem::path& store,
                                               const RestoreOrder& order, const Clock& clock);

// What the log says of having been restored.
struct RestoredMark {
    std::uint64_t entry = 0;
    Time time{};
    std::string actor;
    std::string reason;
    std::uint64_t size = 0;
    std::uint64_t known = 0;
    bool allKnown = false;
    std::vector<std::uint64_t> applied;  // certificates of the earlier log, by its numbers
    std::vector<std::uint64_t> open;     // of these, those not applied as a whole
    // Data that was lawfully erased or forgotten may be there again.
    [[nodiscard]] bool mayHaveUndone() const { return !allKnown || !open.empty(); }
};
// Oldest first.
[[nodiscard]] Result<std::vector<RestoredMark>> restoredMarks(Reader& reader);
// One sentence for people.
[[nodiscard]] std::string restoredText(const RestoredMark& mark);

}  // namespace vedette
