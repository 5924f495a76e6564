// SPDX-License-Identifier: GPL-3.0-or-later
// What lies in anchors/: who has attested how much of the log, and when. Whether the store still holds what they
// attest is for verify.h to say; here the attestations themselves are checked.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

// Files of checkpoints in the store's anchors/, which every verification compares with: checkpoints, witnessed, and the
// notes of timestamps.
[[nodiscard]] std::vector<std::filesystem::path> anchorFiles(const std::filesystem::path& folder);

enum class AnchorKind { File, Witness, Timestamp };
[[nodiscard]] std::string_view anchorKindName(AnchorKind kind);  // "file", "witness", "timestamp"

// The newest attestation of one kind by one name.
struct HeldAnchor {
    AnchorKind kind = AnchorKind::File;
    std::string name;          // of the witness or the authority; the file's
    std::uint64_t size = 0;    // entries it attests
    std::optional<Time> time;  // when, as who attests says; of a file: when the checkpoint was signed
    bool checked = false;      // its signature was there to be checked, and holds
    std::string problem;       // why not, in words
    std::string remark{};      // what there is to say of one that holds: its certificate ran out since
    [[nodiscard]] bool outside() const { return kind != AnchorKind::File; }
};
// How far somebody else has attested the log, and how long ago.
struct OutsideStanding {
    std::uint64_t size = 0;          // entries that a witness or an authority attests
    std::string by;                  // who; empty: nobody
    std::optional<Time> time{};      // when, as they say
    std::uint64_t entries = 0;       // of the log that nobody else has attested
    Duration age{};                  // of the attestation; zero without one
    [[nodiscard]] bool old() const;  // entries wait for one for longer than a week
    // "entries from 1042 on are not anchored by anyone else: ..."; nothing that is not in the fields above.
    [[nodiscard]] std::string text() const;
};
inline constexpr Duration kAnchorOld = std::chrono::hours(24 * 7);
[[nodiscard]] OutsideStanding outsideStanding(std::span<const HeldAnchor> anchors, std::uint64_t entries, Time now);

// By kind, name. Keys and certificates are those noted beside the attestations by `vedettectl anchor`; who can change
// the folder can change them too. `now`: this machine's time when absent.
[[nodiscard]] Result<std::vector<HeldAnchor>> listAnchors(const std::filesystem::path& folder,
                                                          std::optional<Time> now = {});

// Notes in anchors/witnesses by which key the lines of a witness are checked; a key that is there already is left.
[[nodiscard]] Result<void> noteWitness(const std::filesystem::path& folder, const std::string& given);

}  // namespace vedette
