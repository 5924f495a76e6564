// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/enrol.h"

#include <fmt/format.h>

#include "core/base/bytes.h"
#include "core/base/totp.h"
#include "core/incident/action.h"
#include "core/store/reader.h"

namespace vedette {

namespace {

ConsoleAction personAction(const std::string& name, const std::string& target, const PersonSigner& by,
                           const std::string& message) {
    ConsoleAction action;
    action.kind = "person";
    action.name = name;
    action.target = target;
    action.actor = by.name;
    action.message = message;
    return action;
}

Result<std::uint64_t> recordFor(const std::filesystem::path& store, const ConsoleAction& action, const PersonSigner& by,
                                const Clock& clock) {
    auto recorded = recordAction(store, action, clock, &by);
    if (!recorded) return passOn(recorded);
    return recorded->size - 1;
}

PersonSigner newSigner(const std::string& name, bool totp) {
    return {name, std::make_shared<const SigningKey>(SigningKey::generate()), totp ? newTotpSecret() : std::string()};
}

void nameKey(ConsoleAction& action, const PersonSigner& person) {
    const auto key = person.key->publicKey();
    action.details.text("key", toBase64({reinterpret_cast<const char*>(key.data()), key.size()}));
    action.details.boolean("totp", !person.totpSecret.empty());
}

Result<PeopleLog> peopleOf(const std::filesystem::path& store) {
    auto reader = Reader::open(store);
    if (!reader) return passOn(reader);
    return PeopleLog::load(**reader);
}

// File first, log second: a key that the log names must never be missing on disk.
Result<EnrolledEntry> stageAndRecord(const std::filesystem::path& store, const ConsoleAction& action,
                                     const PersonSigner& person, std::string_view passphrase, const ScryptCost& cost,
                                     const PersonSigner& by, const Clock& clock) {
    if (auto staged = stageAccount(store, person, passphrase, cost); !staged) return passOn(staged);
    auto entry = recordFor(store, action, by, clock);
    if (!entry) return passOn(entry);
    if (auto adopted = adoptAccount(store, person.name); !adopted) return passOn(adopted);
    return EnrolledEntry{*entry, person.totpSecret.empty() ? "" : totpUri(person.name, person.totpSecret)};
}

}  // namespace

Result<EnrolledEntry> enrolPerson(const std::filesystem::path& store, const Enrolment& enrolment,
                                  const PersonSigner* by, const Clock& clock) {
    auto people = peopleOf(store);
    if (!people) return passOn(people);
    if (people->find(enrolment.name) != nullptr)
        return fail(ErrorCode::Conflict, fmt::format("{} is enrolled already", enrolment.name), "NAME",
                    "names are given once; take another");
    if (!people->any() && enrolment.role != AccountRole::Administrator)
        return fail(ErrorCode::Invalid, "the first person enrolled must be an administrator", "--role",
                    "add --role administrator");
    const PersonSigner person = newSigner(enrolment.name, enrolment.totp);
    const PersonSigner& signer = by == nullptr ? person : *by;
    const std::string role(accountRoleName(enrolment.role));
    ConsoleAction action =
        personAction("person_add", person.name, signer, fmt::format("{} was enrolled as {}", person.name, role));
    action.details.text("role", role);
    nameKey(action, person);
    return stageAndRecord(store, action, person, enrolment.passphrase, enrolment.cost, signer, clock);
}

Result<std::uint64_t> changeRole(const std::filesystem::path& store, const std::string& name, AccountRole role,
                                 const PersonSigner& by, const Clock& clock) {
    const std::string to(accountRoleName(role));
    ConsoleAction action = personAction("person_role", name, by, fmt::format("{} is {} from now on", name, to));
    action.details.text("role", to);
    return recordFor(store, action, by, clock);
}

Result<std::uint64_t> setEnabled(const std::filesystem::path& store, const std::string& name, bool enabled,
                                 const PersonSigner& by, const Clock& clock) {
    const ConsoleAction action =
        personAction(enabled ? "person_enable" : "person_disable", name, by,
                     fmt::format("The account of {} was {}", name, enabled ? "enabled" : "disabled"));
    return recordFor(store, action, by, clock);
}

Result<EnrolledEntry> renewKey(const std::filesystem::path& store, const std::string& name, std::string_view passphrase,
                               TotpChange totp, const ScryptCost& cost, const PersonSigner& by, const Clock& clock) {
    auto people = peopleOf(store);
    if (!people) return passOn(people);
    const EnrolledPerson* known = people->find(name);
    if (known == nullptr)
        return fail(ErrorCode::NotFound, fmt::format("\"{}\" is not enrolled", name), "NAME",
                    "vedettectl people STORE list says who is");
    const bool own = by.name == name;
    const bool asks = totp == TotpChange::Renew || (totp == TotpChange::Keep && known->now().totp);
    PersonSigner person = newSigner(name, asks);
    const bool kept = own && totp == TotpChange::Keep;
    if (kept) person.totpSecret = by.totpSecret;
    ConsoleAction action = personAction("person_key", name, by, fmt::format("{} has a new key", name));
    nameKey(action, person);
    auto done = stageAndRecord(store, action, person, passphrase, cost, by, clock);
    if (done && kept) done->totpUri.clear();  // the app has it already
    return done;
}

}  // namespace vedette
