// SPDX-License-Identifier: GPL-3.0-or-later
// Enrolling people and changing what they may do: actions of an administrator that go into the log, and the files with
// the keys they are about. The first person enrolled is an administrator and signs that with the new key itself.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/passphrase.h"
#include "core/base/time.h"
#include "core/store/account.h"
#include "core/store/people.h"

namespace vedette {

struct Enrolment {
    std::string name;
    AccountRole role = AccountRole::Analyst;
    std::string passphrase;
    bool totp = true;
    ScryptCost cost;
};

struct EnrolledEntry {
    std::uint64_t entry = 0;
    std::string totpUri;  // to be shown once; empty without TOTP
};

// `by`: the administrator; null for the first person of a store, who must become one. Denied when `by` may not,
// Conflict when the name is taken, Invalid for a bad name or passphrase.
[[nodiscard]] Result<EnrolledEntry> enrolPerson(const std::filesystem::path& store, const Enrolment& enrolment,
                                                const PersonSigner* by, const Clock& clock);
[[nodiscard]] Result<std::uint64_t> changeRole(const std::filesystem::path& store, const std::string& name,
                                               AccountRole role, const PersonSigner& by, const Clock& clock);
[[nodiscard]] Result<std::uint64_t> setEnabled(const std::filesystem::path& store, const std::string& name,
                                               bool enabled, const PersonSigner& by, const Clock& clock);

enum class TotpChange : std::uint8_t { Keep, Renew, Drop };
// A new passphrase is a new key: whoever knew the old one can sign nothing from here on. By the person, or by an
// administrator when the passphrase is lost; then a code in use cannot be kept and is renewed.
[[nodiscard]] Result<EnrolledEntry> renewKey(const std::filesystem::path& store, const std::string& name,
                                             std::string_view passphrase, TotpChange totp, const ScryptCost& cost,
                                             const PersonSigner& by, const Clock& clock);

}  // namespace vedette
