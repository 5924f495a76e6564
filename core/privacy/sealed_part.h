// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a sealed part: version 1 | subject id (16) | nonce (12) | ciphertext | tag (16), with version and id as
// associated data. Ciphertext does not compress and every distinct part is stored, so the plain text is terse: for each
// value
//   u8      path: 1 actor.user.uid, 2 user.uid, 3 src_endpoint.uid, 4 actor.session.uid, 5 actor.user.credential_uid,
//           6 http_request.user_agent, 7 vedette.rejected.raw; 0: spelt out as u8 length and that many bytes
//   LEB128  length of the value
//   bytes   the value
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/error.h"
#include "core/privacy/subject_table.h"

namespace vedette {

struct SealedValue {
    std::string_view path;
    std::string_view value;
};

[[nodiscard]] std::string sealPart(const SubjectId& id, const Key256& key, const std::vector<SealedValue>& values);
// Corrupt when the bytes are no sealed part, Unsupported for a newer version.
[[nodiscard]] Result<SubjectId> sealedPartSubject(std::string_view part);
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> openPart(const Key256& key,
                                                                                std::string_view part);

}  // namespace vedette
