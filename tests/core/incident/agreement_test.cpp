// SPDX-License-Identifier: GPL-3.0-or-later
// Erasure takes two people in a store with accounts, and takes nobody else than they agreed on; and of stores with
// accounts the second verifier (Python, from docs/store-format.md alone) says what ours says.
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <set>

#include "core/privacy/sealer.h"
#include "core/store/backup.h"
#include "core/store/block.h"
#include "core/store/database.h"
#include "core/store/forget_erase.h"
#include "core/store/hold.h"
#include "core/store/key_change.h"
#include "core/store/restore.h"
#include "core/store/schema.h"
#include "core/store/store_keys.h"
#include "tests/core/incident/office.h"
#include "tests/core/store/forget_fixture.h"

using namespace vedette;
using namespace vedette::test;
namespace fs = std::filesystem;

namespace {

// An office in whose log three persons have been seen.
struct ErasureDesk : Office {
    ErasureDesk() {
        staff();
        addRequests(store(), 12, 3, clock.now(), std::chrono::seconds(1));
    }
    [[nodiscard]] std::string pseudonym(std::size_t number) const {
        return must(must(Sealer::open(store()))->pseudonymOf(Field::userUid, personName(number)));
    }
    void ask(const std::string& by, const std::string& request, std::size_t who) {
        const PersonSigner signer = person(by);
        must(act(&signer, by, "erasure", "erase_request", pseudonym(who), JsonObject().text("request", request)));
    }
    void confirm(const std::string& by, const std::string& request, std::size_t who) {
        const PersonSigner signer = person(by);
        must(act(&signer, by, "erasure", "erase_confirm", pseudonym(who), JsonObject().text("request", request)));
    }
    void agree(std::size_t who) {
        ask("otto", "request-1", who);
        confirm("lea", "request-1", who);
    }
    [[nodiscard]] ErasureOrder order(std::size_t who) const {
        ErasureOrder out;
        out.pseudonym = pseudonym(who);
        out.actor = "lea";
        out.reason = "request-1: the person asked for it";
        return out;
    }
    // By a program that asks nobody, with the store's key: nothing is taken and the certificate alone is wrong, or it
    // is right and what is taken is somebody else's.
    void issueFor(std::size_t who, std::optional<std::size_t> takenFrom = {}) {
        auto writer = must(Writer::open(store(), clock));
        if (!writer->begin()) qFatal("cannot begin");
        Certificate certificate;
        certificate.time = clock.now();
        certificate.actor = "lea";
        certificate.reason = "request-1: the person asked for it";
        certificate.subjects = {sha256(pseudonym(who))};
        certificate.subjectIds = {sha256("nobody's")};
        if (takenFrom) takeParts(writer->connection(), pseudonym(*takenFrom), certificate);
        const StoreKeys keys = must(readStoreKeys(store()));
        must(issueCertificate(*writer, keys, certificate));
        must(writer->commit());
    }
    static void takeParts(Database& database, const std::string& pseudonym, Certificate& certificate) {
        const std::string where = "length(part) > 0 AND instr(record, CAST('" + pseudonym + "' AS BLOB)) > 0";
        std::set<Hash> parts;
        const auto note = [&](const Statement& row) -> Result<void> {
            parts.insert(sha256(row.text(0)));
            ++certificate.records;
            return {};
        };
        if (!forEachRow(database, "SELECT part FROM tail WHERE " + where, note) ||
            !database.exec("UPDATE tail SET part = x'' WHERE " + where))
            qFatal("cannot take the parts");
        certificate.parts.assign(parts.begin(), parts.end());
    }
};

// Says with the store's key that the store was restored from a backup of `size` entries.
void claimRestore(const fs::path& store, const Clock& clock, std::uint64_t size) {
    Batch batch;
    Event event;
    beginConsoleAction(event, clock.now());
    const std::string action = JsonObject()
                                   .text("actor", "anna")
                                   .boolean("all_known", true)
                                   .raw("certificates", "[]")
                                   .text("kind", "restore")
                                   .number("known", size)
                                   .text("name", "restored")
                                   .number("size", size)
                                   .str();
    event.setJson(Field::vAction, batch.arena.copy(action));
    appendEvent(event, batch);
    must(must(Writer::open(store, clock))->write(batch));
}

// What the other verifier says of each store: "intact", the first damage, or an error.
std::vector<std::string> theirs(const std::vector<fs::path>& stores) {
    const TempFolder folder;
    std::string names;
    for (const fs::path& store : stores) names += store.string() + "\n";
    if (!writeFileAtomic(folder / "stores", names)) qFatal("cannot write the list");
    QProcess python;
    python.start(QStringLiteral(PYTHON),
                 {QStringLiteral("-B"), QStringLiteral(VERIFIER "/verify_store.py"), QStringLiteral("--each"),
                  QString::fromStdString((folder / "stores").string())});
    if (!python.waitForFinished(-1)) qFatal("the second verifier cannot be run");
    if (const auto errors = python.readAllStandardError(); !errors.isEmpty()) qWarning("%s", errors.constData());
    std::vector<std::string> out;
    for (const QByteArray& line : python.readAllStandardOutput().split('\n')) {
        if (line.isEmpty()) continue;
        const bool intact = QJsonDocument::fromJson(line).object().value(QStringLiteral("intact")).toBool();
        out.push_back(intact ? "intact" : line.toStdString());
    }
    return out;
}

}  // namespace

class AgreementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoAgreeAndItIsDone() {
        ErasureDesk desk;
        desk.agree(1);
        const auto done = eraseSubject(desk.store(), desk.order(1), desk.clock);
        QVERIFY2(done.has_value(), refusal(done).c_str());
        QCOMPARE(desk.damage(), std::string());
    }

    void nothingIsErasedOtherwise_data() {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* how, const char* said) {
            QTest::newRow(how) << QString::fromUtf8(how) << QString::fromUtf8(said);
        };
        row("nobody asked", "though no two people agreed");
        row("nobody confirmed", "though no two people agreed");
        row("by another than who confirmed", "though no two people agreed");
        row("another reason", "though no two people agreed");
        row("another person", "another person than two people agreed on");
    }
    void nothingIsErasedOtherwise() {
        QFETCH(QString, how);
        QFETCH(QString, said);
        ErasureDesk desk;
        if (how == QLatin1String("nobody confirmed"))
            desk.ask("otto", "request-1", 1);
        else if (how != QLatin1String("nobody asked"))
            desk.agree(1);
        ErasureOrder order = desk.order(how == QLatin1String("another person") ? 2 : 1);
        if (how == QLatin1String("by another than who confirmed")) order.actor = "otto";
        if (how == QLatin1String("another reason")) order.reason = "because";
        const std::uint64_t size = desk.size();
        const auto done = eraseSubject(desk.store(), order, desk.clock);
        QHOLDS(refusal(done), "denied: ");
        QHOLDS(refusal(done), said.toUtf8().constData());
        QCOMPARE(desk.size(), size);
        QCOMPARE(desk.damage(), std::string());
        QVERIFY(must(Sealer::open(desk.store()))->pseudonymOf(Field::userUid, personName(1)));  // the key is there
    }

    void aForgedCertificateIsNamed() {
        ErasureDesk desk;
        desk.agree(1);
        desk.issueFor(2);
        const VerifyReport report = desk.verify();
        QVERIFY(!report.intact);
        const auto named = std::ranges::find(report.damage, "certificate 1", &Damage::place);
        QVERIFY(named != report.damage.end());
        QHOLDS(named->what, "another person than two people agreed on");
    }

    // One that two people agreed on, used for somebody they never heard of.
    void aCertificateTakesNobodyElse() {
        ErasureDesk desk;
        desk.agree(1);
        desk.issueFor(1, 2);
        const VerifyReport report = desk.verify();
        QVERIFY(!report.intact);
        QVERIFY(std::ranges::all_of(report.damage, [](const Damage& d) { return d.place.starts_with("entry "); }));
        QHOLDS(report.damage.front().what, "erased under certificate 1, which is about somebody else");
        QHOLDS(theirs({desk.store()}).front(), "takes parts of somebody it is not about");
    }

    // A restore takes again what was erased since the backup; of the agreement the backup knows nothing.
    void aRestoreErasesAgain() {
        ErasureDesk desk;
        BackupOptions options;
        options.withKeys = true;
        must(backupStore(desk.store(), desk.folder / "backup", options));
        desk.agree(1);
        must(eraseSubject(desk.store(), desk.order(1), desk.clock));
        RestoreOrder order;
        order.living = desk.store();
        order.actor = "anna";
        order.reason = "the disk broke";
        const auto done = must(restoreStore(desk.folder / "backup", desk.folder / "again", order, desk.clock));
        QCOMPARE(done.certificates.size(), std::size_t{1});
        QCOMPARE(verdictOf(desk.folder / "again"), std::string("intact"));
        QCOMPARE(theirs({desk.folder / "again"}).front(), std::string("intact"));
    }

    // What a restore issued again is not judged; but a restore that is made up later excuses nothing.
    void aRestoreThatNeverWas() {
        ErasureDesk desk;
        desk.agree(1);
        desk.issueFor(2);
        addRequests(desk.store(), 2, 3, desk.clock.now(), std::chrono::seconds(1));
        claimRestore(desk.store(), desk.clock, 0);
        const VerifyReport report = desk.verify();
        QVERIFY(!report.intact);
        QHOLDS(report.damage.front().what, "another person than two people agreed on");
        QHOLDS(theirs({desk.store()}).front(), "erases somebody else than two people agreed on");
    }

    void aRestoreThatNeverWasLiftsNoHold() {
        const TempFolder folder;
        const FixedClock clock(kFixtureStart);
        const fs::path store = folder / "s";
        makePeopleStore(store, 30, 3, kFixtureStart, std::chrono::seconds(1));
        addHold(store, "hold-1", "node=node-1");
        {
            auto writer = must(Writer::open(store, clock));
            if (!writer->begin()) qFatal("cannot begin");
            const std::string whom = must(must(Sealer::open(store))->pseudonymOf(Field::userUid, personName(1)));
            Certificate certificate;
            certificate.subjects = {sha256(whom)};
            ErasureDesk::takeParts(writer->connection(), whom, certificate);
            must(issueCertificate(*writer, must(readStoreKeys(store)), certificate));
            must(writer->commit());
        }
        QHOLDS(verdictOf(store), "over the legal hold hold-1");
        addRequests(store, 2, 3, kFixtureStart, std::chrono::seconds(1));
        claimRestore(store, clock, 0);
        QHOLDS(verdictOf(store), "over the legal hold hold-1");
    }

    // A release that is in the database and not in the log lifts nothing when something is forgotten.
    void aReleaseThatIsNotInTheLog() {
        const TempFolder folder;
        const FixedClock clock(kFixtureStart);
        const fs::path store = folder / "s";
        makePeopleStore(store, 1'000, 3, kFixtureStart, std::chrono::seconds(1));
        addHold(store, "hold-1", "node=node-1");
        addHold(store, "hold-2", "node=node-7", "hold_release");  // of a hold that is none, until somebody edits it
        addRequests(store, 30, 3, kFixtureStart, std::chrono::seconds(1));
        {
            auto reader = must(Reader::open(store));
            QCOMPARE(must(activeHolds(*reader)).size(), std::size_t{1});
            QVERIFY(checkReleases(store, *reader));
        }
        editRecords(store, "\"target\":\"hold-2\"", "\"target\":\"hold-1\"");
        auto reader = must(Reader::open(store));
        QCOMPARE(must(activeHolds(*reader)).size(), std::size_t{0});
        const auto checked = checkReleases(store, *reader);
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, ErrorCode::Corrupt);
        QCOMPARE(checked.error().where, std::string("entry 1001"));
        ErasureOrder order;
        order.subject = personName(1);
        order.actor = "officer";
        order.reason = "request";
        QHOLDS(refusal(eraseSubject(store, order, clock)), "is not in the signed log");
    }

    void theSecondVerifierAgrees();

private:
    // One text in the records of the first block becomes another of the same length, as an insider would do it.
    static void editRecords(const fs::path& store, const std::string& from, const std::string& to);
};

void AgreementTest::editRecords(const fs::path& store, const std::string& from, const std::string& to) {
    Database database = must(Database::open(StorePaths(store).database, Database::Mode::ReadWrite));
    Statement read = must(database.prepare("SELECT records FROM block_records WHERE id = 0"));
    if (!must(read.step())) qFatal("there is no block");
    BlockCodec codec;
    const auto views = must(codec.decodeRecords(read.text(0), kBlockEvents));
    std::vector<std::string> records(views.begin(), views.end());
    read.reset();
    for (std::string& record : records) {
        if (const auto at = record.find(from); at != std::string::npos) record.replace(at, from.size(), to);
    }
    BlockCodec other;
    const std::vector<std::string_view> edited(records.begin(), records.end());
    const std::string blob = must(other.encodeRecords(edited));
    Statement write = must(database.prepare("UPDATE block_records SET records = ? WHERE id = 0"));
    write.bindBlob(1, blob);
    if (!write.run()) qFatal("cannot edit");
    const Hash digest = sha256(blob);
    Statement digests = must(database.prepare("UPDATE block SET digest = ? WHERE id = 0"));
    digests.bindBlob(1, asView(digest));
    if (!digests.run()) qFatal("cannot edit");
}

// Every kind of action and of forgery; both verifiers over all stores at once.
void AgreementTest::theSecondVerifierAgrees() {
    std::vector<std::unique_ptr<ErasureDesk>> desks;
    std::vector<std::string> names;
    const auto fresh = [&](const char* name) -> ErasureDesk& {
        names.emplace_back(name);
        return *desks.emplace_back(std::make_unique<ErasureDesk>());
    };
    const auto smuggled = [&](const char* name, const char* actor, const char* kind, const char* what) {
        fresh(name).smuggle([&](JsonObject& json) {
            json.text("actor", actor).text("kind", kind).text("name", what).text("target", "eve");
            if (std::string_view(name) == "bad signature") json.text("signature", std::string(86, 'A') + "==");
            if (std::string_view(what) == "person_add")
                json.text("role", "administrator").text("key", toBase64(std::string(32, 'k')));
        });
    };
    {
        ErasureDesk& desk = fresh("a year's work");
        const PersonSigner anna = desk.person("anna");
        const PersonSigner ben = desk.person("ben");
        const PersonSigner otto = desk.person("otto");
        must(desk.act(&ben, "ben", "alert", "acknowledge", kAlert));
        must(desk.act(&otto, "otto", "hold", "hold_add", "hold-1"));
        must(rotateKey(desk.store(), {"anna", "yearly"}, desk.clock));
        must(renewKey(desk.store(), "ben", "another passphrase", TotpChange::Keep, kCheap, ben, desk.clock));
        const PersonSigner renewed = must(desk.trySignIn("ben", "another passphrase"));
        must(desk.act(&renewed, "ben", "evidence", "export"));
        must(changeRole(desk.store(), "lea", AccountRole::Administrator, anna, desk.clock));
        must(setEnabled(desk.store(), "anna", false, desk.person("lea"), desk.clock));
        addRequests(desk.store(), 1'100, 3, desk.clock.now(), std::chrono::milliseconds(1));
        must(desk.act(&renewed, "ben", "alert", "acknowledge", kAlert));
    }
    {
        ErasureDesk& desk = fresh("an erasure");
        desk.agree(1);
        must(eraseSubject(desk.store(), desk.order(1), desk.clock));
    }
    const std::size_t honest = desks.size();
    smuggled("unsigned", "ben", "alert", "acknowledge");
    smuggled("bad signature", "ben", "alert", "acknowledge");
    smuggled("nobody", "eve", "alert", "acknowledge");
    smuggled("enrols itself", "eve", "person", "person_add");
    smuggled("a hold lifted", "otto", "hold", "hold_release");
    smuggled("an erasure", "otto", "certificate", "erasure");
    {
        ErasureDesk& desk = fresh("replayed");
        const PersonSigner ben = desk.person("ben");
        must(desk.act(&ben, "ben", "alert", "acknowledge", kAlert));
        desk.replay(desk.size() - 1);
    }
    {
        ErasureDesk& desk = fresh("another person erased");
        desk.agree(1);
        desk.issueFor(2);
    }
    std::vector<fs::path> stores;
    for (const auto& desk : desks) stores.push_back(desk->store());
    const auto second = theirs(stores);
    QCOMPARE(second.size(), stores.size());
    for (std::size_t i = 0; i < stores.size(); ++i) {
        const std::string ours = verdictOf(stores[i]);
        const std::string both = names[i] + ": ours " + ours + ", theirs " + second[i];
        QVERIFY2((ours == "intact") == (i < honest), both.c_str());
        QVERIFY2((second[i] == "intact") == (i < honest), both.c_str());
        if (i < honest) continue;
        // The same place.
        const std::string place = ours.substr(0, ours.find(':'));
        QVERIFY2(second[i].find("\"" + place + "\"") != std::string::npos, both.c_str());
    }
}

QTEST_GUILESS_MAIN(AgreementTest)
#include "agreement_test.moc"
