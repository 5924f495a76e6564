// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a proof, a witness's key or answer, a timestamp: refused in words, as none of them is signed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "core/store/consistency.h"
#include "core/store/proof.h"
#include "core/store/timestamp.h"
#include "core/store/witness.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vedette;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const VerifierKey log = VerifierKey::of("log.example", SigningKey::generate());
    static const WitnessKey witness = [] {
        WitnessKey made;
        made.name = "witness.example";
        made.publicKey = SigningKey::generate().publicKey();
        return made;
    }();
    static const Checkpoint checkpoint{"log.example", 1, {}, "", "log.example\n1\nroot\n\nsignature\n"};
    if (checkProof(text, "record", log) || checkConsistency(text, log) || findCosignature(text, checkpoint, witness) ||
        checkTimestamp(text, "message", "/dev/null")) {
        std::abort();
    }
    (void)WitnessKey::parse(text);
    return 0;
}
