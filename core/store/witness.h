// SPDX-License-Identifier: GPL-3.0-or-later
// C2SP tlog-witness: somebody else keeps the size and root they last saw of this log, and signs a checkpoint only when
// the log has grown from there. What goes to a witness and what comes back; the way there is collectors/http_engine.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/base/time.h"
#include "core/store/checkpoint.h"

namespace vedette {

// A C2SP verifier key of a witness: "name+hex8+base64(0x04 || 32 bytes)". Such keys do not run out by themselves; when
// the operator has said until when this one is good, " until <RFC 3339>" follows it where we note it.
struct WitnessKey {
    std::string name;
    std::uint32_t id = 0;
    std::array<std::uint8_t, 32> publicKey{};
    std::optional<Time> until{};

    [[nodiscard]] static Result<WitnessKey> parse(std::string_view text);
};

struct Cosignature {
    std::string line;  // as it stands under the checkpoint, line feed included
    Time time{};       // when the witness says it saw the checkpoint, whole seconds
};

// Body of an add-checkpoint request: `path` leads from the first `older` entries to the checkpoint.
[[nodiscard]] std::string witnessRequest(const Checkpoint& checkpoint, std::uint64_t older, std::span<const Hash> path);

// The witness's line among the lines of an answer, or under a note. NotFound without one, Corrupt when it does not
// verify, Denied when it was signed after the key had run out.
[[nodiscard]] Result<Cosignature> findCosignature(std::string_view lines, const Checkpoint& checkpoint,
                                                  const WitnessKey& key);

}  // namespace vedette
