// SPDX-License-Identifier: GPL-3.0-or-later
// A record together with what proves it, in one line that stands alone: docs/ocsf-extension.md, "Record integrity".
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/store/proof.h"

namespace vedette {

// Announced in metadata.profiles. The extension's own, because OCSF 1.8 has no such profile.
inline constexpr std::string_view kRecordIntegrityProfile = "vedette/record_integrity";

// `record` as the log holds it, with vedette.attestation_list, vedette.inclusion and the profile's name added;
// canonical JSON without a line feed. `authority` is the verifier key by which the log is known. Corrupt when it is no
// record.
[[nodiscard]] Result<std::string> withIntegrity(std::string_view record, const InclusionProof& proof,
                                                const VerifierKey& authority);

// The record that withIntegrity() was given, whatever became of the line since; nothing is checked. Corrupt when the
// line does not have what was added.
[[nodiscard]] Result<std::string> withoutIntegrity(std::string_view line);

}  // namespace vedette
