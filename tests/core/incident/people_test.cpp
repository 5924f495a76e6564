// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts of a store: who gets in, who is kept out for how long, what is signed, and that verify names what nobody
// enrolled, allowed or agreed on.
#include <QtTest>

#include <fstream>
#include <functional>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/totp.h"
#include "core/incident/enrol.h"
#include "core/store/hold.h"
#include "core/store/verify.h"
#include "tests/core/incident/office.h"

using namespace vedette;
using namespace vedette::test;
using std::chrono::minutes;
using std::chrono::seconds;

class PeopleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutAccountsNothingChanges() {
        Office office;
        must(office.act(nullptr, "whoever", "control", "waive"));
        const std::string record = must(must(Reader::open(office.store()))->record(0));
        QVERIFY(record.find("signature") == std::string::npos);
        QVERIFY(!std::filesystem::exists(office.store() / "keys" / "people"));
        QVERIFY(!office.people().any());
        QCOMPARE(office.damage(), std::string());
    }

    void theFirstPersonMustBeAnAdministrator() {
        Office office;
        QHOLDS(refusal(office.tryEnrol("otto", AccountRole::Officer, nullptr)), "administrator");
        must(office.act(nullptr, "whoever", "control", "waive"));
        must(office.tryEnrol("anna", AccountRole::Administrator, nullptr));
        QCOMPARE(office.people().find("anna")->now().role, AccountRole::Administrator);
        // From here on nobody acts without saying who they are, and nobody enrols themselves.
        QHOLDS(refusal(office.act(nullptr, "whoever", "control", "waive")), "denied: ");
        QHOLDS(refusal(office.tryEnrol("eve", AccountRole::Administrator, nullptr)), "denied: ");
        QVERIFY(office.people().find("eve") == nullptr);
        QCOMPARE(office.damage(), std::string());
    }

    void names_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("path") << QStringLiteral("../../x");
        QTest::newRow("capital") << QStringLiteral("Anna");
        QTest::newRow("empty") << QString();
        QTest::newRow("dot first") << QStringLiteral(".anna");
        QTest::newRow("long") << QString(33, QLatin1Char('a'));
        QTest::newRow("blank") << QStringLiteral("anna b");
    }
    void names() {
        QFETCH(QString, name);
        Office office;
        QHOLDS(refusal(office.tryEnrol(name.toStdString(), AccountRole::Administrator, nullptr)), "invalid: ");
        QCOMPARE(office.size(), std::uint64_t(0));
    }

    void eachRoleDoesItsOwn_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("allowed");
        const auto row = [](const char* kind, const char* name, const char* allowed) {
            QTest::addRow("%s %s", kind, name)
                << QString::fromUtf8(kind) << QString::fromUtf8(name) << QString::fromUtf8(allowed);
        };
        row("alert", "acknowledge", "ben lea otto");
        row("control", "waive", "lea otto");
        row("report", "export", "lea otto");
        row("hold", "hold_add", "lea otto");
        row("evidence", "reveal", "lea otto");
        row("evidence", "export", "ben lea otto");
        row("evidence", "import", "anna ben lea otto");
        row("verify", "verify", "anna ben lea otto");
        row("person", "person_disable", "anna");
    }
    void eachRoleDoesItsOwn() {
        QFETCH(QString, kind);
        QFETCH(QString, name);
        QFETCH(QString, allowed);
        Office office;
        office.staff();
        QStringList able;
        for (const std::string who : {"anna", "ben", "lea", "otto"}) {
            const PersonSigner signer = office.person(who);
            const std::string target = kind == QLatin1String("person") ? "lea" : "t";
            if (office.act(&signer, who, kind.toStdString(), name.toStdString(), target))
                able << QString::fromStdString(who);
            if (kind == QLatin1String("person")) break;  // nobody is left to try it out on after the first
        }
        QCOMPARE(able.join(QLatin1Char(' ')), allowed);
        QCOMPARE(office.damage(), std::string());
    }

    void everyActionIsSigned() {
        Office office;
        office.staff();
        const PersonSigner ben = office.person("ben");
        auto log = must(ActionLog::open(office.store(), office.clock));
        log->actAs(&ben);
        Arena arena;
        IncidentCase fresh;
        fresh.id = newCaseId();
        CaseChange create;
        create.name = "create";
        create.actor = "ben";
        create.text = "Tries to end the \"signature\":\"early";
        create.alerts.push_back({kAlert, "Credential stuffing"});
        const auto events = must(caseEvents(fresh, create, office.clock.now(), arena));
        QVERIFY(events.size() > 1);
        const Recorded recorded = must(log->record(events));
        auto reader = must(Reader::open(office.store()));
        const Checkpoint head = must(reader->head());
        for (std::uint64_t i = 0; i < recorded.count; ++i) {
            // As a stranger would check it, from the record and the key that the enrolment names.
            const std::string record = must(reader->record(recorded.firstEntry + i));
            const auto from = record.find("\"signature\":\"") + 13;
            std::string bare = record;
            bare.erase(from, 88);
            const std::string text =
                "vedette action 1\n" + head.origin + "\n" + std::to_string(recorded.firstEntry + i) + "\n" + bare;
            const PublicKey key = office.people().find("ben")->now().key;
            QVERIFY(verifyEd25519(key, text, must(fromBase64(record.substr(from, 88)))));
            QVERIFY(ocsfProblems(record).empty());
            QCOMPARE(must(canonicalJson(record)), record);
        }
        QCOMPARE(must(loadCase(*reader, fresh.id)).openedBy, std::string("ben"));
        QCOMPARE(office.damage(), std::string());
    }

    void nobodyActsForAnother() {
        Office office;
        office.staff();
        const PersonSigner ben = office.person("ben");
        QHOLDS(refusal(office.act(&ben, "otto", "control", "waive")), "not that of otto");
        QCOMPARE(office.damage(), std::string());
    }

    // --- signing in

    void wrongPassphrase() {
        Office office;
        office.staff();
        QHOLDS(refusal(office.trySignIn("ben", passphraseFor("lea"))), "the passphrase is wrong");
        QHOLDS(refusal(office.trySignIn("ben", "")), "the passphrase is wrong");
        QCOMPARE(refusal(office.trySignIn("ben", passphraseFor("ben"))), std::string("done"));
        QHOLDS(refusal(office.trySignIn("nobody", "x")), "has no account");
    }

    void guessingGetsSlower() {
        Office office;
        office.staff();
        QVERIFY(waitAfter(2) == Duration::zero());
        QVERIFY(waitAfter(1000) == std::chrono::hours(1));
        for (std::uint64_t wrong = 1; wrong <= 20; ++wrong) {
            QHOLDS(refusal(office.trySignIn("ben", "wrong")), "the passphrase is wrong");
            const Duration wait = accountWait(office.store(), "ben", office.clock);
            QCOMPARE(wait.count(), waitAfter(wrong).count());
            if (wait == Duration::zero()) continue;
            // While one must wait, the right passphrase is no better, and trying does not make the wait longer.
            office.clock.advance(wait - seconds(1));
            QHOLDS(refusal(office.trySignIn("ben", passphraseFor("ben"))), "wait 1.0 s");
            office.clock.advance(seconds(1));
        }
        // Others are not kept out by it.
        QVERIFY(office.trySignIn("lea", passphraseFor("lea")));
        QVERIFY(office.trySignIn("ben", passphraseFor("ben")));
        QVERIFY(accountWait(office.store(), "ben", office.clock) == Duration::zero());
        QHOLDS(refusal(office.trySignIn("ben", "wrong")), "the passphrase is wrong");
        QVERIFY(accountWait(office.store(), "ben", office.clock) == Duration::zero());
    }

    void settingTheClockBackKeepsNobodyOutForEver() {
        Office office;
        office.staff();
        for (int i = 0; i < 5; ++i) {
            (void)office.trySignIn("ben", "wrong");
            office.clock.advance(accountWait(office.store(), "ben", office.clock));
        }
        (void)office.trySignIn("ben", "wrong");
        office.clock.advance(-std::chrono::hours(1000));
        QVERIFY(accountWait(office.store(), "ben", office.clock) == waitAfter(6));
    }

    void aDamagedListOfTriesIsNoWayIn() {
        Office office;
        office.staff();
        std::ofstream(office.file("ben.tries")) << "rubbish";
        QHOLDS(refusal(office.trySignIn("ben", "wrong")), "the passphrase is wrong");
        QVERIFY(accountWait(office.store(), "ben", office.clock) == waitAfter(4));
    }

    void codesAreAskedForAndGoodOnce() {
        Office office;
        must(office.tryEnrol("anna", AccountRole::Administrator, nullptr, true));
        const auto code = [&] { return totpCode(office.secrets["anna"], totpStep(office.clock.now())); };
        QHOLDS(refusal(office.trySignIn("anna", passphraseFor("anna"))), "code of the authenticator app is missing");
        QHOLDS(refusal(office.trySignIn("anna", passphraseFor("anna"), "000000x")), "the code is wrong");
        QVERIFY(office.trySignIn("anna", passphraseFor("anna"), code()));
        QHOLDS(refusal(office.trySignIn("anna", passphraseFor("anna"), code())), "was used before");
        office.clock.advance(seconds(30));
        QVERIFY(office.trySignIn("anna", passphraseFor("anna"), code()));
    }

    void tamperedAccount_data() {
        QTest::addColumn<QString>("find");
        QTest::addColumn<QString>("replace");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const char* find, const char* replace, const char* said) {
            QTest::newRow(name) << QString::fromUtf8(find) << QString::fromUtf8(replace) << QString::fromUtf8(said);
        };
        row("cheaper", "\"n\":1024", "\"n\":512", "the passphrase is wrong");
        row("absurd", "\"n\":1024", "\"n\":1125899906842624", "makes no sense");
        row("another name", "\"name\":\"ben\"", "\"name\":\"bea\"", "the passphrase is wrong");
        row("version", "\"version\":1", "\"version\":2", "no account of a person");
        row("another method", "\"scrypt\"", "\"none\"", "no account of a person");
        row("half", "\"sealed\":\"", "", "no account of a person");
        row("no longer base64", "\"sealed\":\"", "\"sealed\":\"-", "no account of a person");
    }
    void tamperedAccount() {
        QFETCH(QString, find);
        QFETCH(QString, replace);
        QFETCH(QString, said);
        Office office;
        office.staff();
        QString text = QString::fromStdString(must(readFile(office.file("ben.json"))));
        QVERIFY(text.contains(find));
        QVERIFY(writeFileAtomic(office.file("ben.json"), text.replace(find, replace).toStdString()));
        const std::string answer = refusal(office.trySignIn("ben", passphraseFor("ben")));
        QVERIFY2(QString::fromStdString(answer).contains(said), answer.c_str());
    }

    // Somebody puts a file of their own, with a passphrase they know, in the place of another's.
    void anExchangedAccountIsNotBelieved() {
        Office office;
        office.staff();
        const PersonSigner own{"ben", std::make_shared<const SigningKey>(SigningKey::generate()), {}};
        QVERIFY(stageAccount(office.store(), own, "known to the intruder", kCheap));
        QVERIFY(adoptAccount(office.store(), "ben"));
        QHOLDS(refusal(office.trySignIn("ben", "known to the intruder")), "not the one the log names");
        QHOLDS(refusal(office.act(&own, "ben", "alert", "acknowledge")), "not that of ben");
    }

    void accountsAreForTheirOwnerOnly() {
        Office office;
        office.staff();
        for (const char* name : {"ben.json", "lea.tries"}) {
            if (std::string(name) == "lea.tries") (void)office.trySignIn("lea", "wrong");
            const auto mode = std::filesystem::status(office.file(name)).permissions();
            QVERIFY((mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
                    std::filesystem::perms::none);
        }
        const std::string text = must(readFile(office.file("ben.json")));
        QVERIFY(text.find("PRIVATE KEY") == std::string::npos);
    }

    // --- changes

    void aNewPassphraseIsANewKey() {
        Office office;
        office.staff();
        const PersonSigner before = office.person("ben");
        QVERIFY(office.act(&before, "ben", "alert", "acknowledge"));
        must(renewKey(office.store(), "ben", "another passphrase", TotpChange::Keep, kCheap, before, office.clock));
        QHOLDS(refusal(office.act(&before, "ben", "alert", "acknowledge")), "not that of ben");
        QHOLDS(refusal(office.trySignIn("ben", passphraseFor("ben"))), "the passphrase is wrong");
        const PersonSigner after = must(office.trySignIn("ben", "another passphrase"));
        QVERIFY(office.act(&after, "ben", "alert", "acknowledge"));
        // Another's key is not theirs to change; an administrator may.
        const PersonSigner lea = office.person("lea");
        QHOLDS(
            refusal(renewKey(office.store(), "ben", "of lea's choosing", TotpChange::Keep, kCheap, lea, office.clock)),
            "denied: ");
        const PersonSigner anna = office.person("anna");
        must(renewKey(office.store(), "ben", "given by anna", TotpChange::Keep, kCheap, anna, office.clock));
        QVERIFY(office.trySignIn("ben", "given by anna"));
        QCOMPARE(office.damage(), std::string());
    }

    void aCrashBetweenFileAndLogLocksNobodyOut() {
        Office office;
        office.staff();
        // Staged, and never in the log: the old one stays.
        const PersonSigner other{"ben", std::make_shared<const SigningKey>(SigningKey::generate()), {}};
        QVERIFY(stageAccount(office.store(), other, "never came to be", kCheap));
        const PersonSigner ben = office.person("ben");
        // In the log, but not put in its place.
        must(renewKey(office.store(), "ben", "another passphrase", TotpChange::Keep, kCheap, ben, office.clock));
        std::filesystem::rename(office.file("ben.json"), office.file("ben.json.next"));
        QVERIFY(office.trySignIn("ben", "another passphrase"));
        QVERIFY(std::filesystem::exists(office.file("ben.json")));
    }

    void disabledPeopleDoNothing() {
        Office office;
        office.staff();
        const PersonSigner ben = office.person("ben");
        const PersonSigner anna = office.person("anna");
        QVERIFY(office.act(&ben, "ben", "alert", "acknowledge"));
        must(setEnabled(office.store(), "ben", false, anna, office.clock));
        QHOLDS(refusal(office.trySignIn("ben", passphraseFor("ben"))), "disabled");
        QHOLDS(refusal(office.act(&ben, "ben", "alert", "acknowledge")), "was disabled");
        must(setEnabled(office.store(), "ben", true, anna, office.clock));
        QVERIFY(office.act(&ben, "ben", "alert", "acknowledge"));
        QCOMPARE(office.damage(), std::string());
    }

    void theLastAdministratorStays() {
        Office office;
        office.staff();
        const PersonSigner anna = office.person("anna");
        QHOLDS(refusal(setEnabled(office.store(), "anna", false, anna, office.clock)), "without an administrator");
        QHOLDS(refusal(changeRole(office.store(), "anna", AccountRole::Lead, anna, office.clock)),
               "without an administrator");
        must(changeRole(office.store(), "lea", AccountRole::Administrator, anna, office.clock));
        must(changeRole(office.store(), "anna", AccountRole::Analyst, anna, office.clock));
        QHOLDS(refusal(changeRole(office.store(), "ben", AccountRole::Lead, anna, office.clock)), "denied: ");
    }

    // A role counts from its entry on: what was right when it was done stays right.
    void aLaterRoleChangesNothingThatWasDone() {
        Office office;
        office.staff();
        const PersonSigner otto = office.person("otto");
        QVERIFY(office.act(&otto, "otto", "control", "waive"));
        const PersonSigner anna = office.person("anna");
        must(changeRole(office.store(), "otto", AccountRole::Analyst, anna, office.clock));
        QHOLDS(refusal(office.act(&otto, "otto", "control", "waive")), "it takes officer or lead");
        QCOMPARE(office.damage(), std::string());
    }

    // --- four eyes

    void aHoldIsLiftedByTwo() {
        Office office;
        office.staff();
        const PersonSigner otto = office.person("otto");
        const PersonSigner lea = office.person("lea");
        const auto with = [](const char* request) { return JsonObject().text("request", request); };
        must(office.act(&otto, "otto", "hold", "hold_add", "hold-1"));
        QHOLDS(refusal(office.act(&otto, "otto", "hold", "hold_release", "hold-1")), "nobody asked for it");
        must(office.act(&otto, "otto", "hold", "hold_release_request", "hold-1", with("request-1")));
        QHOLDS(refusal(office.act(&otto, "otto", "hold", "hold_release", "hold-1", with("request-1"))),
               "another person must confirm");
        QHOLDS(refusal(office.act(&lea, "lea", "hold", "hold_release", "hold-2", with("request-1"))),
               "nobody asked for it");
        QHOLDS(refusal(office.act(&lea, "lea", "hold", "hold_release_request", "hold-1", with("request-1"))),
               "no id of its own");
        must(office.act(&lea, "lea", "hold", "hold_release", "hold-1", with("request-1")));
        QHOLDS(refusal(office.act(&lea, "lea", "hold", "hold_release", "hold-1", with("request-1"))),
               "confirmed already");
        QCOMPARE(office.damage(), std::string());
    }

    // Nobody needs to have verified: what covers records goes on covering them.
    void aForgedReleaseLiftsNothing_data() {
        QTest::addColumn<QString>("how");
        for (const char* how : {"unsigned", "nobody", "bad signature", "without a request", "by the one who asked"})
            QTest::newRow(how) << QString::fromUtf8(how);
    }
    void aForgedReleaseLiftsNothing() {
        QFETCH(QString, how);
        Office office;
        office.staff();
        const PersonSigner otto = office.person("otto");
        must(office.act(&otto, "otto", "hold", "hold_add", "hold-1", JsonObject().text("filter", "node=n-1")));
        must(office.act(&otto, "otto", "hold", "hold_release_request", "hold-1",
                        JsonObject().text("request", "request-1")));
        const auto inForce = [&] { return must(activeHolds(*must(Reader::open(office.store())))).size(); };
        QCOMPARE(inForce(), std::size_t{1});
        office.smuggle([&](JsonObject& json) {
            const bool own = how == QLatin1String("by the one who asked");
            json.text("actor", how == QLatin1String("nobody") ? "eve" : own ? "otto" : "lea");
            json.text("kind", "hold").text("name", "hold_release").text("target", "hold-1");
            if (how != QLatin1String("without a request")) json.text("request", "request-1");
            if (how == QLatin1String("bad signature")) json.text("signature", std::string(86, 'A') + "==");
        });
        QCOMPARE(inForce(), std::size_t{1});
        QVERIFY(!office.verify().intact);
        // And the real one still does.
        const PersonSigner lea = office.person("lea");
        must(office.act(&lea, "lea", "hold", "hold_release", "hold-1", JsonObject().text("request", "request-1")));
        QCOMPARE(inForce(), std::size_t{0});
    }

    void aRequestCanBeRefused() {
        Office office;
        office.staff();
        const PersonSigner otto = office.person("otto");
        const PersonSigner lea = office.person("lea");
        const auto with = [](const char* request) { return JsonObject().text("request", request); };
        const auto answer = [&](const PersonSigner& who, const char* name, const char* request) {
            return refusal(office.act(&who, who.name, "hold", name, "hold-1", with(request)));
        };
        must(office.act(&otto, "otto", "hold", "hold_add", "hold-1"));
        QHOLDS(answer(lea, "hold_release_refuse", "request-1"), "nobody asked for it");
        QCOMPARE(answer(otto, "hold_release_request", "request-1"), std::string("done"));
        QVERIFY(office.people().requests().at("request-1").open());
        const PersonSigner ben = office.person("ben");
        QHOLDS(answer(ben, "hold_release_refuse", "request-1"), "it takes officer or lead");
        QCOMPARE(answer(lea, "hold_release_refuse", "request-1"), std::string("done"));
        QVERIFY(!office.people().requests().at("request-1").open());
        QCOMPARE(office.people().requests().at("request-1").refusedBy, std::string("lea"));
        // Nobody can agree to it any more, nor refuse it twice; asking anew is a request of its own.
        QHOLDS(answer(lea, "hold_release", "request-1"), "asked for anew");
        QHOLDS(answer(lea, "hold_release_refuse", "request-1"), "asked for anew");
        QCOMPARE(answer(otto, "hold_release_request", "request-2"), std::string("done"));
        // Who asked can take it back.
        QCOMPARE(answer(otto, "hold_release_refuse", "request-2"), std::string("done"));
        QCOMPARE(answer(otto, "hold_release_request", "request-3"), std::string("done"));
        QCOMPARE(answer(lea, "hold_release", "request-3"), std::string("done"));
        QHOLDS(answer(lea, "hold_release_refuse", "request-3"), "confirmed already");
        QCOMPARE(office.damage(), std::string());
    }

    // --- what verify names

    void forgedActions_data() {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* how, const char* said) {
            QTest::newRow(how) << QString::fromUtf8(how) << QString::fromUtf8(said);
        };
        row("unsigned", "it is not signed by ben");
        row("nobody", "who was not enrolled");
        row("garbage", "not that of ben");
        row("replayed", "not that of ben");
        row("enrols itself", "who was not enrolled");
        row("hold lifted", "not signed by otto");
        row("erasure", "no two people agreed");
    }
    void forgedActions() {
        QFETCH(QString, how);
        QFETCH(QString, said);
        Office office;
        office.staff();
        const PersonSigner ben = office.person("ben");
        must(office.act(&ben, "ben", "alert", "acknowledge", kAlert));
        QCOMPARE(office.damage(), std::string());
        const std::uint64_t entry = office.size();
        const auto smuggle = [&](const char* actor, const char* kind, const char* name) {
            office.smuggle([&](JsonObject& json) {
                json.text("actor", actor).text("kind", kind).text("name", name).text("target", "eve");
                if (how == QLatin1String("garbage")) json.text("signature", std::string(86, 'A') + "==");
                if (how == QLatin1String("enrols itself"))
                    json.text("role", "administrator").text("key", toBase64(std::string(32, 'k')));
                if (how == QLatin1String("erasure")) json.text("note", "request-1: none");
            });
        };
        if (how == QLatin1String("replayed"))
            office.replay(entry - 1);
        else if (how == QLatin1String("nobody"))
            smuggle("whoever", "alert", "acknowledge");
        else if (how == QLatin1String("enrols itself"))
            smuggle("eve", "person", "person_add");
        else if (how == QLatin1String("hold lifted"))
            smuggle("otto", "hold", "hold_release");
        else if (how == QLatin1String("erasure"))
            smuggle("otto", "certificate", "erasure");
        else
            smuggle("ben", "alert", "acknowledge");
        const VerifyReport report = office.verify();
        QVERIFY(!report.intact);
        const std::string place = "entry " + std::to_string(entry);
        const auto found = std::ranges::find(report.damage, place, &Damage::place);
        QVERIFY(found != report.damage.end());
        const auto named = std::ranges::any_of(report.damage, [&](const Damage& damage) {
            return damage.place == place && QString::fromStdString(damage.what).contains(said);
        });
        QVERIFY2(named, found->what.c_str());
        QVERIFY(office.people().find("eve") == nullptr);
    }

    // Entries about people in whole blocks are found as well as those of the tail; roles of the time are what counts.
    void peopleInWholeBlocks() {
        Office office;
        office.staff();
        const PersonSigner anna = office.person("anna");
        auto writer = must(Writer::open(office.store(), office.clock));
        EventSource source;
        must(writer->write(source.batch(3000)));
        must(setEnabled(office.store(), "ben", false, anna, office.clock));
        must(writer->write(source.batch(3000)));
        QCOMPARE(office.damage(), std::string());
        QCOMPARE(office.people().people().size(), std::size_t(4));
        office.smuggle([](JsonObject& json) {
            json.text("actor", "ben").text("kind", "alert").text("name", "acknowledge").text("target", kAlert);
        });
        QHOLDS(office.damage(), "not signed by ben");
    }
};

QTEST_APPLESS_MAIN(PeopleTest)
#include "people_test.moc"
