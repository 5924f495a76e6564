// SPDX-License-Identifier: GPL-3.0-or-later
// A store with accounts: people of each role, what they do, and what somebody without anybody's key can write.
#pragma once

#include <QtTest>

#include <functional>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/incident/enrol.h"
#include "core/store/verify.h"
#include "tests/core/incident/desk.h"
#include "tests/support/staffed_store.h"

namespace vedette::test {

inline const std::string kAlert = "aaaa1111aaaa1111aaaa1111aaaa1111";

struct Office {
    TempFolder folder;
    FixedClock clock{kFixtureStart + std::chrono::hours(24)};
    std::map<std::string, std::string> secrets;  // of people with TOTP

    Office() { makeStore(store(), clock); }
    [[nodiscard]] std::filesystem::path store() const { return folder / "store"; }
    [[nodiscard]] std::filesystem::path file(const std::string& name) const {
        return store() / "keys" / "people" / name;
    }

    Result<EnrolledEntry> tryEnrol(const std::string& name, AccountRole role, const PersonSigner* by,
                                   bool totp = false) {
        Enrolment e;
        e.name = name;
        e.role = role;
        e.passphrase = passphraseFor(name);
        e.totp = totp;
        e.cost = kCheap;
        auto done = enrolPerson(store(), e, by, clock);
        if (done && totp) secrets[name] = totpSecretIn(done->totpUri);
        return done;
    }
    [[nodiscard]] PeopleLog people() const { return must(PeopleLog::load(*must(Reader::open(store())))); }
    Result<PersonSigner> trySignIn(const std::string& name, const std::string& passphrase,
                                   const std::string& code = {}) {
        return signIn(store(), people(), name, passphrase, code, clock);
    }
    PersonSigner person(const std::string& name) { return must(trySignIn(name, passphraseFor(name))); }
    // An administrator and one of each other role.
    void staff() {
        static const Office staffed(true);
        std::filesystem::remove_all(store());
        std::filesystem::copy(staffed.store(), store(), std::filesystem::copy_options::recursive);
    }
    // Makes them.
    explicit Office(bool) : Office() {
        must(tryEnrol("anna", AccountRole::Administrator, nullptr));
        const PersonSigner anna = person("anna");
        must(tryEnrol("otto", AccountRole::Officer, &anna));
        must(tryEnrol("ben", AccountRole::Analyst, &anna));
        must(tryEnrol("lea", AccountRole::Lead, &anna));
    }
    Result<Checkpoint> act(const PersonSigner* signer, const std::string& actor, const std::string& kind,
                           const std::string& name, const std::string& target = "t", JsonObject details = {}) {
        ConsoleAction action;
        action.kind = kind;
        action.name = name;
        action.target = target;
        action.actor = actor;
        action.message = "Something was done";
        action.details = std::move(details);
        return recordAction(store(), action, clock, signer);
    }
    // What somebody with the store's key, but nobody's own, can write.
    void smuggle(const std::function<void(JsonObject&)>& fill) {
        auto writer = must(Writer::open(store(), clock));
        Event event;
        Batch batch;
        JsonObject json;
        fill(json);
        beginConsoleAction(event, clock.now());
        event.setJson(Field::vAction, batch.arena.copy(json.str()));
        addEvent(batch, event);
        must(writer->write(batch));
    }
    // A copy of a record, at another place in the log.
    void replay(std::uint64_t entry) {
        const std::string record = must(must(Reader::open(store()))->record(entry));
        auto writer = must(Writer::open(store(), clock));
        std::string scratch;
        Event event;
        if (!readRecord(record, scratch, event)) qFatal("the record cannot be read");
        Batch batch;
        addEvent(batch, event);
        must(writer->write(batch));
    }
    [[nodiscard]] std::uint64_t size() const { return must(must(Reader::open(store()))->head()).size; }
    [[nodiscard]] VerifyReport verify() const { return must(verifyStore(store(), {})); }
    // What verify says of the only damage; empty when intact.
    [[nodiscard]] std::string damage() const {
        const VerifyReport report = verify();
        if (report.damageCount > 1) return "several: " + report.damage[0].what + "; " + report.damage[1].what;
        return report.damage.empty() ? "" : report.damage[0].place + ": " + report.damage[0].what;
    }
};

template <class T>
std::string refusal(const Result<T>& result) {
    return result ? "done" : std::string(errorCodeName(result.error().code)) + ": " + result.error().text();
}

#define QHOLDS(text, part)                                                                    \
    do {                                                                                      \
        const std::string said_ = (text);                                                     \
        QVERIFY2(QString::fromStdString(said_).contains(QLatin1String(part)), said_.c_str()); \
    } while (false)

}  // namespace vedette::test
