// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints: C2SP tlog-checkpoint bodies in C2SP signed notes, Ed25519. One is written with every commit.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/error.h"

namespace vedette {

// A C2SP verifier key: "name+hex8+base64(0x01 || 32 bytes)".
struct VerifierKey {
    std::string name;
    std::uint32_t id = 0;
    std::array<std::uint8_t, 32> publicKey{};

    [[nodiscard]] static Result<VerifierKey> parse(std::string_view text);
    [[nodiscard]] static VerifierKey of(std::string_view name, const SigningKey& key);
    [[nodiscard]] std::string text() const;
};

struct Checkpoint {
    std::string origin;      // the log's name: first line of the note
    std::uint64_t size = 0;  // number of entries
    Hash root{};             // RFC 6962 root over entries 0..size-1
    std::string extension;   // further body lines, each ending in LF; we write "time <RFC 3339>\n"
    std::string note;        // the signed note as it stands in the store, byte for byte
};

// Adds a signature line to a note that is signed already.
void cosignCheckpoint(Checkpoint& checkpoint, const VerifierKey& name, const SigningKey& key);
[[nodiscard]] std::string signCheckpoint(Checkpoint& checkpoint, const VerifierKey& name, const SigningKey& key);
// Parses without looking at any signature: what the note claims.
[[nodiscard]] Result<Checkpoint> parseCheckpoint(std::string_view note);
// Whether the note is, byte for byte, what signCheckpoint() writes: one signature line, canonical base64.
[[nodiscard]] bool isPlainNote(const Checkpoint& checkpoint, const VerifierKey& key);
// Parses and verifies the signature of `key`; Corrupt when it is missing or wrong.
[[nodiscard]] Result<Checkpoint> openCheckpoint(std::string_view note, const VerifierKey& key);

}  // namespace vedette
