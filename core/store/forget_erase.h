// SPDX-License-Identifier: GPL-3.0-or-later
// Erasure of a data subject: its row and wrapped key in keys/subjects.db are destroyed and its sealed parts in
// evidence.db emptied, so that no file of the store holds them any more. The records stay, and verify as before.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/store/forget_entry.h"

namespace vedette {

struct ErasureOrder {
    std::string subject;    // a clear principal or address; or
    std::string pseudonym;  // "p-..." or "a-..."
    std::string actor;
    std::string reason;  // must not name the subject: it stays in the log
    // Also empties sealed parts of others in which this subject is named, such as the address somebody asked from. The
    // others' values in those parts go with it.
    bool shared = false;
    // For who waits; both on the calling thread, and both may end it: false stops the erasure before it has begun
    // (Cancelled). `searching` is told how far the search for the subject's parts has come, `begins` that it is over.
    // After that nothing stops the erasure, and neither is called.
    std::function<bool(std::uint64_t done, std::uint64_t total)> searching;
    std::function<bool()> begins;
};

struct Erasure {
    IssuedCertificate issued;
    std::uint64_t partsLeft = 0;      // parts of others that name the subject and stay
    std::optional<Error> unfinished;  // done and certified, but old copies remain until somebody runs it again
};

// NotFound when the subject never occurred or was erased already, Denied under a legal hold (the error names it),
// Invalid when the reason names the subject. Killed at any moment, it has happened or it has not; what was left to tidy
// up is tidied by the next writer.
[[nodiscard]] Result<Erasure> eraseSubject(const std::filesystem::path& folder, const ErasureOrder& order,
                                           const Clock& clock);

// What eraseSubject() says of the words of an order; for who only asks for one, because the request stays in the log
// too.
[[nodiscard]] Result<void> checkErasureWords(const ErasureOrder& order);

// Ends what an interrupted erasure left: keys whose parts are gone under a certificate.
[[nodiscard]] Result<void> finishErasures(const std::filesystem::path& folder, Database& database,
                                          const KeyChain& keys);

}  // namespace vedette
