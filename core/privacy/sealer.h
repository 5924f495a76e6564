// SPDX-License-Identifier: GPL-3.0-or-later
// Privacy at the door: turns events into records that hold nothing personal in clear.
//
// Before an event is written, the principal, the client address, the credential and the session id are replaced by
// pseudonyms; country, network and client kind are derived from the clear values first. Pseudonyms of principals and
// addresses are random and stable, and the subject table (keys/subjects.db) is the only link back: keyed hash of the
// clear value → pseudonym and wrapped data key. Session and credential pseudonyms are keyed hashes under the subject's
// own key, so they die with it. The clear values go into a sealed part (AES-256-GCM under the subject's key). Free text
// is searched by the detectors and redacted; prompts and completions are never kept.
//
// Thread: one Sealer per thread. Several processes may use one subject table at once.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/event/event.h"
#include "core/event/mapping.h"
#include "core/privacy/batch.h"

namespace vedette {

struct ClearEvent {
    Event event;  // Field::userUid, authUserUid, clientUid, sessionUid, credentialUid hold clear values here
    Content content;
    std::string_view rawLine;  // rejected records only: kept in the sealed part
};

class Sealer {
public:
    // Creates keys/kek (32 random bytes, mode 0600) and keys/subjects.db below `storeFolder`.
    [[nodiscard]] static Result<void> create(const std::filesystem::path& storeFolder);
    // Denied when the key file cannot be read, Invalid when it is not 32 bytes or does not open the subject table.
    [[nodiscard]] static Result<std::unique_ptr<Sealer>> open(const std::filesystem::path& storeFolder);
    ~Sealer();

    // Appends one row per event to `out`. New subjects are made durable in the subject table before this returns, so
    // that a record can never refer to a key that was lost. Events are changed in place.
    [[nodiscard]] Result<void> seal(std::span<ClearEvent> events, Batch& out);
    // The same in pieces: new subjects are durable, and other processes may make theirs, only after settle(). Call it
    // before the batch goes anywhere, and before waiting for more.
    [[nodiscard]] Result<void> sealMore(std::span<ClearEvent> events, Batch& out);
    [[nodiscard]] Result<void> settle();

    // The clear values of a sealed part as (OCSF path, value) pairs, in the order they were sealed. NotFound when the
    // subject's key is gone, Corrupt when the part does not open.
    [[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> reveal(std::string_view part);

    // The pseudonym of a clear principal or address, NotFound when it never occurred. For searching by a known value.
    [[nodiscard]] Result<std::string> pseudonymOf(Field field, std::string_view clear);

private:
    struct Impl;
    explicit Sealer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette
