// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what since when, as the log itself says it. Enrolling a person, changing a role and disabling are Console
// Actions (kind "person") that an administrator signed; what people do carries the signature of the person who did it.
// A store without such entries has no accounts, and nothing here asks anything of it.
// docs/store-format.md, section 14, is the exact rule.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/store/reader.h"

namespace vedette {

enum class AccountRole : std::uint8_t { Officer, Analyst, Lead, Administrator };
[[nodiscard]] std::string_view accountRoleName(AccountRole role);  // "officer"
[[nodiscard]] Result<AccountRole> accountRoleNamed(std::string_view name);
// Whether the role may do this; `kind` and `name` as in vedette.action.
[[nodiscard]] bool roleMay(AccountRole role, std::string_view kind, std::string_view name);
// "officer or lead": who may.
[[nodiscard]] std::string rolesThatMay(std::string_view kind, std::string_view name);

using PublicKey = std::array<std::uint8_t, 32>;  // Ed25519

// Of the log, since one entry on.
struct Standing {
    std::uint64_t entry = 0;
    AccountRole role = AccountRole::Analyst;
    bool enabled = true;
    bool totp = false;  // whether signing in asks for a code
    PublicKey key{};
};

struct EnrolledPerson {
    std::string name;
    std::vector<Standing> standings;  // never empty
    Time since{};
    std::string enrolledBy;

    [[nodiscard]] const Standing& now() const { return standings.back(); }
    // What was true when this entry was written; null before the person was enrolled.
    [[nodiscard]] const Standing* before(std::uint64_t entry) const;
};

// What one person asked for and another must confirm.
struct FourEyesRequest {
    std::string id;      // "request-3f9a12"
    std::string kind;    // "hold": releasing it; "erasure"
    std::string target;  // id of the hold, pseudonym of the data subject
    std::string actor;
    std::string note;
    bool shared = false;  // erasure: also the parts of others
    std::uint64_t entry = 0;
    Time time{};
    std::optional<std::uint64_t> confirmed;  // entry of the confirmation
    std::string confirmedBy;
    std::optional<std::uint64_t> refused;  // entry of the refusal, or of taking it back
    std::string refusedBy;
    std::optional<std::uint64_t> done;  // erasure: entry of its certificate

    [[nodiscard]] bool open() const { return !confirmed && !refused; }
    // An erasure that two people agreed on and that did not happen: a legal hold stood against it, or it was cut off.
    [[nodiscard]] bool unfinished() const { return kind == "erasure" && confirmed && !done; }
};

// "request-" and eight random letters, so that nothing in it looks like somebody's number.
[[nodiscard]] std::string newRequestId();

// Where a person's signature stands in an action's record (88 characters, base64), and what it is made over.
inline constexpr std::size_t kSignatureText = 88;
[[nodiscard]] std::optional<std::size_t> signaturePlace(std::string_view record);
[[nodiscard]] std::string signedText(std::string_view origin, std::uint64_t entry, std::string_view record);

// "anna", "j.doe": lower-case letters, digits, dot, dash and underscore, at most 32; names are files as well.
[[nodiscard]] bool isAccountName(std::string_view name);

struct ActionSeen;

class PeopleLog {
public:
    PeopleLog() = default;
    // Nobody yet; `origin` is the log's name.
    explicit PeopleLog(std::string origin) : m_origin(std::move(origin)) {}
    [[nodiscard]] static Result<PeopleLog> load(Reader& reader);
    // Reads what was appended since.
    [[nodiscard]] Result<void> update(Reader& reader);

    // The next record of the log; one that is not about people changes nothing. In order, from the first on.
    void take(std::uint64_t entry, std::string_view record);
    // vedette.action.name of the records that are about people.
    [[nodiscard]] static std::span<const std::string_view> names();

    [[nodiscard]] bool any() const { return !m_people.empty(); }
    [[nodiscard]] const EnrolledPerson* find(const std::string& name) const;
    [[nodiscard]] const std::map<std::string, EnrolledPerson>& people() const { return m_people; }
    [[nodiscard]] const std::map<std::string, FourEyesRequest>& requests() const { return m_requests; }

    // What is wrong with this record as the action of a person, in words; nothing when it is no such action, or is as
    // it must be. Several threads may ask at once.
    [[nodiscard]] std::optional<std::string> problem(std::uint64_t entry, std::string_view record) const;
    // The same of the certificate of an erasure: whether it erased whom two people agreed on. `subjects`: the hashes it
    // lists, in hex.
    [[nodiscard]] std::optional<std::string> erasureProblem(std::uint64_t entry, std::string_view reason,
                                                            const std::vector<std::string>& subjects) const;
    // Both, before a certificate is issued as this entry.
    [[nodiscard]] std::optional<std::string> mayNotErase(std::uint64_t entry, const std::string& actor,
                                                         std::string_view reason,
                                                         const std::vector<std::string>& subjects) const;

private:
    [[nodiscard]] std::optional<std::string> signedBy(const PublicKey& key, std::uint64_t entry,
                                                      std::string_view record, const ActionSeen& action) const;
    [[nodiscard]] std::optional<std::string> firstEnrolment(std::uint64_t entry, std::string_view record,
                                                            const ActionSeen& action) const;
    [[nodiscard]] std::optional<std::string> personChange(std::uint64_t entry, const ActionSeen& action) const;
    [[nodiscard]] std::optional<std::string> fourEyes(std::uint64_t entry, const ActionSeen& action) const;
    [[nodiscard]] std::optional<std::string> erasure(std::uint64_t entry, const std::string& actor,
                                                     std::string_view reason) const;
    [[nodiscard]] const FourEyesRequest* confirmedRequest(std::string_view reason) const;
    void noteErased(std::uint64_t entry, std::string_view reason);
    [[nodiscard]] bool appliedAgain(std::uint64_t entry) const;

    std::string m_origin;
    std::uint64_t m_next = 0;   // entry from which on nothing was read yet
    std::uint64_t m_first = 0;  // of the first enrolment
    std::map<std::string, EnrolledPerson> m_people;
    std::map<std::string, FourEyesRequest> m_requests;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_restores;  // entries of the backup, entry that says so
    std::uint64_t m_certificatesFrom = 0;  // entries from here to the next one: the last certificates in a row
    std::uint64_t m_certificatesEnd = 0;
};

}  // namespace vedette
