// SPDX-License-Identifier: GPL-3.0-or-later
// Retention: expired records are replaced by their leaf hashes under a certificate; a block that is expired as a whole
// leaves its root. What is derived from records is made to say what the rest says. Records of the tail wait until their
// block is full. Certificates and legal holds are never forgotten, nor is what a hold covers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/event/columns.h"
#include "core/store/forget_entry.h"

namespace vedette {

struct RetentionOrder {
    // Whether the record's time is over. Called for records whose event time lies before `before`, in entry order.
    std::function<bool(std::string_view record, const Columns& columns)> expired;
    Time before{};
    std::string policy = "[]";  // what was applied, canonical JSON list of objects; goes into the certificate
    std::string actor;
    std::string reason;
    bool dryRun = false;               // counts only
    std::uint64_t blocksAtOnce = 256;  // per transaction and certificate
    bool shrink = true;                // write the file anew at the end, which gives the space back to the disk
    // Called between two transactions, while nothing is locked; false ends the run, and the rest waits for the next.
    std::function<bool()> between;
};

struct Retention {
    std::vector<IssuedCertificate> issued;
    std::uint64_t forgotten = 0;     // records; with dryRun: that would be
    std::uint64_t held = 0;          // expired, and kept by a legal hold
    std::uint64_t waiting = 0;       // expired, and still in the tail
    std::uint64_t wholeBlocks = 0;   // that left only their root
    std::vector<std::string> holds;  // those that kept something, in words
    std::uintmax_t bytesBefore = 0;  // of evidence.db and its log
    std::uintmax_t bytesAfter = 0;
    std::optional<Error> unfinished;  // everything is forgotten, but the file could not be made smaller
};

// Killed at any moment, each certificate's records are all there or all gone.
[[nodiscard]] Result<Retention> forgetExpired(const std::filesystem::path& folder, const RetentionOrder& order,
                                              const Clock& clock);

}  // namespace vedette
