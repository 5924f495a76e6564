// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/event/event.h"
#include "core/store/action_seen.h"
#include "core/store/certificate.h"

namespace vedette {

namespace {

constexpr std::array<std::string_view, 4> kRoleNames = {"officer", "analyst", "lead", "administrator"};

constexpr unsigned bit(AccountRole role) { return 1u << static_cast<unsigned>(role); }
constexpr unsigned kOfficer = bit(AccountRole::Officer);
constexpr unsigned kAnalyst = bit(AccountRole::Analyst);
constexpr unsigned kLead = bit(AccountRole::Lead);
constexpr unsigned kAdministrator = bit(AccountRole::Administrator);
constexpr unsigned kEverybody = kOfficer | kAnalyst | kLead | kAdministrator;

struct RoleRule {
    std::string_view kind;
    std::string_view name;  // empty: every name of the kind
    unsigned roles;
};
// The first that fits counts; what none names, everybody may.
constexpr RoleRule kRules[] = {
    {"person", "", kAdministrator},
    {"alert", "", kOfficer | kAnalyst | kLead},
    {"incident", "", kOfficer | kAnalyst | kLead},
    {"control", "", kOfficer | kLead},
    {"report", "", kOfficer | kLead},
    {"hold", "", kOfficer | kLead},
    {"erasure", "", kOfficer | kLead},
    {"evidence", "reveal", kOfficer | kLead},
    {"evidence", "export", kOfficer | kAnalyst | kLead},
    {"evidence", "bundle", kOfficer | kAnalyst | kLead},
};

unsigned rolesFor(std::string_view kind, std::string_view name) {
    for (const RoleRule& rule : kRules) {
        if (rule.kind == kind && (rule.name.empty() || rule.name == name)) {
            return rule.roles;
        }
    }
    return kEverybody;
}

constexpr std::string_view kSignatureKey = R"("signature":")";

std::optional<PublicKey> readKey(std::string_view base64) {
    const auto bytes = fromBase64(base64);
    PublicKey key{};
    if (!bytes || bytes->size() != key.size()) {
        return std::nullopt;
    }
    std::memcpy(key.data(), bytes->data(), key.size());
    return key;
}

bool isConfirmation(const ActionSeen& a) {
    return (a.kind == "hold" && a.name == "hold_release") || (a.kind == "erasure" && a.name == "erase_confirm");
}

bool isRequest(const ActionSeen& a) {
    return (a.kind == "hold" && a.name == "hold_release_request") || (a.kind == "erasure" && a.name == "erase_request");
}

bool isRefusal(const ActionSeen& a) {
    return (a.kind == "hold" && a.name == "hold_release_refuse") || (a.kind == "erasure" && a.name == "erase_refuse");
}

constexpr std::string_view kNames[] = {
    "person_add",           "person_role",  "person_disable", "person_enable", "person_key",
    "hold_release_request", "hold_release", "erase_request",  "erase_confirm", "restored",
    "hold_release_refuse",  "erase_refuse", "erasure",        "retention"};

}  // namespace

std::string_view accountRoleName(AccountRole role) { return kRoleNames[static_cast<std::size_t>(role)]; }

Result<AccountRole> accountRoleNamed(std::string_view name) {
    const auto found = std::ranges::find(kRoleNames, name);
    if (found == kRoleNames.end()) {
        return fail(ErrorCode::Invalid, fmt::format("there is no role \"{}\"", name), "--role",
                    "officer, analyst, lead or administrator");
    }
    return static_cast<AccountRole>(found - kRoleNames.begin());
}

bool roleMay(AccountRole role, std::string_view kind, std::string_view name) {
    return (rolesFor(kind, name) & bit(role)) != 0;
}

std::string rolesThatMay(std::string_view kind, std::string_view name) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < kRoleNames.size(); ++i) {
        if (roleMay(static_cast<AccountRole>(i), kind, name)) {
            names.push_back(kRoleNames[i]);
        }
    }
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        out += i == 0 ? "" : i + 1 == names.size() ? " or " : ", ";
        out += names[i];
    }
    return out;
}

const Standing* EnrolledPerson::before(std::uint64_t entry) const {
    const Standing* found = nullptr;
    for (const Standing& standing : standings) {
        if (standing.entry < entry) {
            found = &standing;
        }
    }
    return found;
}

std::string newRequestId() {
    std::array<std::uint8_t, 8> random{};
    randomBytes(random);
    std::string id = "request-";
    for (const std::uint8_t byte : random) {
        id += static_cast<char>('a' + byte % 26);
    }
    return id;
}

std::optional<std::size_t> signaturePlace(std::string_view record) {
    const auto key = record.find(kSignatureKey);
    if (key == std::string_view::npos || record.find(kSignatureKey, key + 1) != std::string_view::npos) {
        return std::nullopt;  // within texts the quotes are escaped, so this is the name of a member
    }
    const std::size_t place = key + kSignatureKey.size();
    if (record.size() < place + kSignatureText + 1 || record[place + kSignatureText] != '"') {
        return std::nullopt;
    }
    return place;
}

std::string signedText(std::string_view origin, std::uint64_t entry, std::string_view record) {
    std::string bare(record);
    if (const auto place = signaturePlace(record)) {
        bare.erase(*place, kSignatureText);
    }
    return fmt::format("vedette action 1\n{}\n{}\n{}", origin, entry, bare);
}

bool isAccountName(std::string_view name) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= 32 && plain(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return plain(c) || c == '.' || c == '-' || c == '_'; });
}

std::span<const std::string_view> PeopleLog::names() { return kNames; }

Result<PeopleLog> PeopleLog::load(Reader& reader) {
    PeopleLog log;
    if (auto done = log.update(reader); !done) {
        return passOn(done);
    }
    return log;
}

Result<void> PeopleLog::update(Reader& reader) {
    auto head = reader.head();
    if (!head) {
        return passOn(head);
    }
    m_origin = head->origin;
    if (head->size <= m_next) {
        return {};
    }
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kConsoleAction);
    filter.texts.emplace_back(TextColumn::Rule, std::vector<std::string>(std::begin(kNames), std::end(kNames)));
    filter.firstEntry = m_next;
    filter.endEntry = head->size;
    std::vector<std::uint64_t> entries;
    auto scanned = reader.scan(filter, ColumnSet(), [&](const Row& row) {
        entries.push_back(row.entry);
        return true;
    });
    if (!scanned) {
        return scanned;
    }
    auto records = reader.records(entries);
    if (!records) {
        return passOn(records);
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        take(entries[i], (*records)[i]);
    }
    m_next = head->size;
    return {};
}

const EnrolledPerson* PeopleLog::find(const std::string& name) const {
    const auto found = m_people.find(name);
    return found == m_people.end() ? nullptr : &found->second;
}

void PeopleLog::take(std::uint64_t entry, std::string_view record) {
    const auto action = readActionSeen(record);
    if (action && action->kind == "certificate" && certificateIn(record)) {
        m_certificatesFrom = entry == m_certificatesEnd ? m_certificatesFrom : entry;
        m_certificatesEnd = entry + 1;
        noteErased(entry, action->note);
        return;
    }
    if (!action || std::ranges::find(kNames, action->name) == std::end(kNames) || problem(entry, record)) {
        return;  // verify names it; it changes nothing
    }
    if (action->kind == "restore") {
        // A restore issues its certificates and then says so: nothing else lies between. One that is said to have
        // issued more than that was written to make up for certificates that nobody agreed on.
        if (entry == m_certificatesEnd && action->size >= m_certificatesFrom) {
            m_restores.emplace_back(action->size, entry);
        }
    } else if (isRequest(*action)) {
        m_requests.emplace(action->request, FourEyesRequest{action->request,
                                                            action->kind,
                                                            action->target,
                                                            action->actor,
                                                            action->note,
                                                            action->shared,
                                                            entry,
                                                            action->time,
                                                            {},
                                                            {},
                                                            {},
                                                            {},
                                                            {}});
    } else if (isConfirmation(*action)) {
        const auto request = m_requests.find(action->request);
        if (request != m_requests.end() && !request->second.confirmed) {
            request->second.confirmed = entry;
            request->second.confirmedBy = action->actor;
        }
    } else if (isRefusal(*action)) {
        const auto request = m_requests.find(action->request);
        if (request != m_requests.end() && request->second.open()) {
            request->second.refused = entry;
            request->second.refusedBy = action->actor;
        }
    } else if (action->kind == "person") {
        EnrolledPerson& person = m_people[action->target];
        if (action->name == "person_add") {
            if (m_people.size() == 1) {
                m_first = entry;
            }
            person.name = action->target;
            person.since = action->time;
            person.enrolledBy = action->actor;
        }
        Standing next = person.standings.empty() ? Standing{} : person.now();
        next.entry = entry;
        if (const auto role = accountRoleNamed(action->role)) {
            next.role = *role;
        }
        if (const auto key = readKey(action->key)) {
            next.key = *key;
            next.totp = action->totp;
        }
        next.enabled = action->name == "person_enable" || (next.enabled && action->name != "person_disable");
        person.standings.push_back(next);
    }
}

// The first certificate counts. Whether it was right to issue it is erasure()'s to say.
void PeopleLog::noteErased(std::uint64_t entry, std::string_view reason) {
    const auto found = m_requests.find(std::string(reason.substr(0, reason.find(':'))));
    if (found != m_requests.end() && found->second.unfinished() && *found->second.confirmed < entry) {
        found->second.done = entry;
    }
}

std::optional<std::string> PeopleLog::signedBy(const PublicKey& key, std::uint64_t entry, std::string_view record,
                                               const ActionSeen& action) const {
    const auto place = signaturePlace(record);
    if (!place) {
        return fmt::format("it is not signed by {}, who is said to have done it", action.actor);
    }
    const auto signature = fromBase64(record.substr(*place, kSignatureText));
    if (!signature || !verifyEd25519(key, signedText(m_origin, entry, record), *signature)) {
        return fmt::format("the signature on it is not that of {}", action.actor);
    }
    return std::nullopt;
}

std::optional<std::string> PeopleLog::firstEnrolment(std::uint64_t entry, std::string_view record,
                                                     const ActionSeen& action) const {
    const auto key = readKey(action.key);
    if (action.name != "person_add" || action.target != action.actor || action.role != "administrator" || !key ||
        !isAccountName(action.target)) {
        return "it is about people, but the first entry of that kind must enrol an administrator by their own key";
    }
    return signedBy(*key, entry, record, action);
}

std::optional<std::string> PeopleLog::problem(std::uint64_t entry, std::string_view record) const {
    const auto action = readActionSeen(record);
    if (!action) {
        return std::nullopt;
    }
    const bool before = m_people.empty() || entry <= m_first;
    if (before) {
        return action->kind == "person" ? firstEnrolment(entry, record, *action) : std::nullopt;
    }
    // Rotating the store's key and restoring a backup are acts of whoever holds the store's key, and signed with that.
    if (action->kind == "key" || action->kind == "restore") {
        return std::nullopt;
    }
    if (action->kind == "certificate") {
        return action->name == "erasure" ? erasure(entry, action->actor, action->note) : std::nullopt;
    }
    const EnrolledPerson* person = find(action->actor);
    const Standing* standing = person == nullptr ? nullptr : person->before(entry);
    if (standing == nullptr) {
        return fmt::format("it is said to be by \"{}\", who was not enrolled", action->actor);
    }
    if (auto wrong = signedBy(standing->key, entry, record, *action)) {
        return wrong;
    }
    if (!standing->enabled) {
        return fmt::format("{} was disabled by entry {} and may do nothing", action->actor, standing->entry);
    }
    const bool ownKey = action->name == "person_key" && action->target == action->actor;
    if (!ownKey && !roleMay(standing->role, action->kind, action->name)) {
        return fmt::format("{} was {} and may not do this: it takes {}", action->actor, accountRoleName(standing->role),
                           rolesThatMay(action->kind, action->name));
    }
    if (action->kind == "person") {
        return personChange(entry, *action);
    }
    return fourEyes(entry, *action);
}

std::optional<std::string> PeopleLog::personChange(std::uint64_t entry, const ActionSeen& action) const {
    const EnrolledPerson* target = find(action.target);
    const Standing* standing = target == nullptr ? nullptr : target->before(entry);
    if (action.name == "person_add") {
        if (standing != nullptr) {
            return fmt::format("{} is enrolled already", action.target);
        }
        const bool whole = readKey(action.key) && accountRoleNamed(action.role) && isAccountName(action.target);
        return whole ? std::nullopt : std::optional<std::string>("it enrols nobody: name, role or key is missing");
    }
    if (standing == nullptr) {
        return fmt::format("\"{}\" is not enrolled", action.target);
    }
    if (action.name == "person_key") {
        return readKey(action.key) ? std::nullopt : std::optional<std::string>("it names no key");
    }
    if (action.name == "person_enable") {
        return std::nullopt;
    }
    const bool demotes = action.name == "person_role" && action.role != "administrator";
    if (action.name == "person_role" ? !accountRoleNamed(action.role) : action.name != "person_disable") {
        return fmt::format("\"{}\" is nothing that is done about people", action.name);
    }
    // Nobody could undo it.
    const bool another = std::ranges::any_of(m_people, [&](const auto& item) {
        const Standing* other = item.second.before(entry);
        return item.first != action.target && other != nullptr && other->enabled &&
               other->role == AccountRole::Administrator;
    });
    if ((demotes || action.name == "person_disable") && !another) {
        return std::string("it would leave the store without an administrator");
    }
    return std::nullopt;
}

std::optional<std::string> PeopleLog::fourEyes(std::uint64_t entry, const ActionSeen& action) const {
    if (isRequest(action)) {
        const auto same = m_requests.find(action.request);
        const bool taken = same != m_requests.end() && same->second.entry != entry;
        if (action.request.empty() || action.target.empty() || taken) {
            return std::string("the request has no id of its own, or names nothing");
        }
        return std::nullopt;
    }
    const bool refusal = isRefusal(action);
    if (!isConfirmation(action) && !refusal) {
        return std::nullopt;
    }
    const auto request = m_requests.find(action.request);
    if (request == m_requests.end() || request->second.entry >= entry || request->second.kind != action.kind ||
        request->second.target != action.target) {
        return std::string("nobody asked for it: it takes the request of one person and the confirmation of another");
    }
    if (request->second.refused && *request->second.refused < entry) {
        return fmt::format("{} refused the request in entry {}; it has to be asked for anew", request->second.refusedBy,
                           *request->second.refused);
    }
    if (request->second.actor == action.actor && !refusal) {
        return fmt::format("{} asked for it in entry {}, so another person must confirm it", action.actor,
                           request->second.entry);
    }
    if (request->second.confirmed && *request->second.confirmed < entry) {
        return fmt::format("the request was confirmed already, by entry {}", *request->second.confirmed);
    }
    return std::nullopt;
}

const FourEyesRequest* PeopleLog::confirmedRequest(std::string_view reason) const {
    const auto found = m_requests.find(std::string(reason.substr(0, reason.find(':'))));
    return found != m_requests.end() && found->second.kind == "erasure" && found->second.confirmed ? &found->second
                                                                                                   : nullptr;
}

// A restore applies again what was erased since the backup, which knows nothing of the agreement. The entry that says
// so follows the certificates it issued, and stays in sight.
bool PeopleLog::appliedAgain(std::uint64_t entry) const {
    return std::ranges::any_of(m_restores,
                               [&](const auto& restore) { return restore.first <= entry && entry < restore.second; });
}

std::optional<std::string> PeopleLog::erasure(std::uint64_t entry, const std::string& actor,
                                              std::string_view reason) const {
    if (appliedAgain(entry)) {
        return std::nullopt;
    }
    const FourEyesRequest* request = confirmedRequest(reason);
    if (request == nullptr || *request->confirmed >= entry || request->confirmedBy != actor) {
        return std::string("it erases a person though no two people agreed on it");
    }
    return std::nullopt;
}

std::optional<std::string> PeopleLog::erasureProblem(std::uint64_t entry, std::string_view reason,
                                                     const std::vector<std::string>& subjects) const {
    if (!any() || entry <= m_first || appliedAgain(entry)) {
        return std::nullopt;
    }
    const FourEyesRequest* request = confirmedRequest(reason);
    if (request == nullptr || subjects != std::vector<std::string>{toHex(sha256(request->target))}) {
        return std::string("it erases another person than two people agreed on");
    }
    return std::nullopt;
}

std::optional<std::string> PeopleLog::mayNotErase(std::uint64_t entry, const std::string& actor,
                                                  std::string_view reason,
                                                  const std::vector<std::string>& subjects) const {
    if (!any()) {
        return std::nullopt;
    }
    auto wrong = erasure(entry, actor, reason);
    return wrong ? std::move(wrong) : erasureProblem(entry, reason, subjects);
}

}  // namespace vedette
