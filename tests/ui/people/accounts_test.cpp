// SPDX-License-Identifier: GPL-3.0-or-later
// Settings, People, in the whole window: setting up accounts, what an administrator changes about them, and two people
// who have to agree.
#include <QCheckBox>
#include <QPushButton>

#include "core/store/hold.h"
#include "core/store/verify.h"
#include "tests/ui/people/people_bench.h"
#include "ui/settings/people_model.h"
#include "ui/settings/requests_card.h"

using namespace vedette;
using namespace vedette::ui;
using test::PeopleBench;

namespace {

constexpr int kPatience = test::kWindowPatience;

QString s(const char* text) { return QString::fromUtf8(text); }

PeopleLog peopleOf(const std::filesystem::path& store) {
    return PeopleLog::load(*Reader::open(store).value()).value_or(PeopleLog());
}

bool intactStore(const std::filesystem::path& store) {
    const auto report = verifyStore(store, {});
    return report && report->intact;
}

void fill(const test::SmallWindow& desk, const char* name, const QString& text) {
    auto* field = desk.wait<QLineEdit>(name);
    field->setFocus();
    field->clear();
    QTest::keyClicks(field, text);
}

void goToPeople(const test::SmallWindow& desk) {
    desk.window->open({.page = PageId::Settings, .item = QStringLiteral("people")});
}

void choose(const test::SmallWindow& desk, const char* person) {
    auto* table = desk.wait<QTableView>("peopleTable");
    for (int row = 0; row < table->model()->rowCount(); ++row)
        if (table->model()->index(row, 0).data().toString() == s(person)) table->selectRow(row);
}

QString cell(const test::SmallWindow& desk, const char* person, int column) {
    const auto* model = desk.window->findChild<PeopleModel*>();
    for (int row = 0; row < model->rowCount(); ++row)
        if (model->index(row, 0).data().toString() == s(person)) return model->index(row, column).data().toString();
    return {};
}

Result<Checkpoint> order(const PeopleBench& bench, const PersonSigner& by, const char* name, JsonObject details) {
    ConsoleAction action;
    action.kind = "hold";
    action.name = name;
    action.target = "hold-1";
    action.actor = by.name;
    action.message = "Something about a hold";
    action.details = std::move(details);
    return recordAction(bench.desk.folder(), action, *bench.desk.clock, &by);
}

}  // namespace

class AccountsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstAccountsAreSetUp() {
        const test::TempFolder folder;
        const test::FixedClock clock(test::kFixtureStart);
        test::makeStore(folder / "fresh.store", clock);
        test::SmallWindow desk(folder / "fresh.store", clock.now());
        QVERIFY(desk.open());
        // Nothing is asked of a single user.
        QVERIFY(!desk.page().isEmpty());
        goToPeople(desk);
        QVERIFY(desk.click("setUpAccounts"));
        fill(desk, "personName", s("Not A Name"));
        fill(desk, "personPassphrase", s("a long passphrase"));
        fill(desk, "personPassphraseAgain", s("a long passphrase"));
        QVERIFY(desk.click("personConfirm"));
        QVERIFY(desk.wait<QLabel>("personProblem")->text().contains(s("lower-case letters")));
        fill(desk, "personName", s("anna"));
        fill(desk, "personPassphraseAgain", s("another passphrase"));
        QVERIFY(desk.click("personConfirm"));
        QCOMPARE(desk.wait<QLabel>("personProblem")->text(), s("The two passphrases differ."));
        QVERIFY(!peopleOf(desk.folder()).any());
        fill(desk, "personPassphraseAgain", s("a long passphrase"));
        QVERIFY(desk.wait<QCheckBox>("personCode")->isChecked());
        QVERIFY(desk.click("personConfirm"));
        // The secret stays until it was taken, though from now on everybody signs in.
        auto* secret = desk.wait<QLabel>("personSecret");
        QVERIFY(secret != nullptr && secret->text().startsWith(s("otpauth://totp/Vedette:anna?secret=")));
        const std::string totp = test::totpSecretIn(toStd(secret->text()));
        QTRY_VERIFY_WITH_TIMEOUT(identityOf(desk.context().session).people()->any(), kPatience);
        QVERIFY(secret->isVisible());
        QVERIFY(desk.click("personTaken"));
        QVERIFY(secret->text().isEmpty());
        auto* passphrase = desk.wait<QLineEdit>("signInPassphrase");
        QTest::keyClicks(passphrase, s("a long passphrase"));
        QTest::keyClick(passphrase, Qt::Key_Return);
        auto* code = desk.wait<QLineEdit>("signInCode");
        QTest::keyClicks(code, toQString(totpCode(totp, totpStep(desk.clock->now()))));
        QTest::keyClick(code, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), s("settingsPage"), kPatience);
        QCOMPARE(cell(desk, "anna", 1), s("Administrator"));
        QVERIFY(intactStore(desk.folder()));
    }

    void anAdministratorChangesWhatPeopleMay() {
        PeopleBench bench;
        QVERIFY(bench.good && bench.signIn("anna"));
        auto& desk = bench.desk;
        goToPeople(desk);
        QTRY_COMPARE_WITH_TIMEOUT(cell(desk, "ben", 3), s("asked for"), kPatience);
        choose(desk, "lea");
        QVERIFY(desk.click("changeRoleButton"));
        auto* role = desk.wait<QComboBox>("personRole");
        role->setCurrentIndex(role->findText(s("Officer")));
        QVERIFY(desk.click("personConfirm"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(desk, "lea", 1), s("Officer"), kPatience);
        choose(desk, "otto");
        QVERIFY(desk.click("endAccountButton"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(desk, "otto", 2), s("ended"), kPatience);
        QVERIFY(!bench.staffed.signer("otto"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.wait<QPushButton>("endAccountButton")->text(), s("Let in again"), 60'000);
        QVERIFY(desk.click("endAccountButton"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(desk, "otto", 2), s("may sign in"), kPatience);
        QVERIFY(bench.staffed.signer("otto").has_value());
        // What the store refuses is said, and nothing is shown as done.
        choose(desk, "anna");
        QVERIFY(desk.click("changeRoleButton"));
        role->setCurrentIndex(role->findText(s("Lead")));
        QVERIFY(desk.click("personConfirm"));
        auto* problem = desk.wait<QLabel>("personProblem");
        QVERIFY(problem != nullptr && problem->text().contains(s("without an administrator")));
        QCOMPARE(cell(desk, "anna", 1), s("Administrator"));
        QVERIFY(intactStore(desk.folder()));
    }

    void somebodyElseOnlyRenewsTheirOwnPassphrase() {
        PeopleBench bench;
        QVERIFY(bench.good && bench.signIn("otto"));
        auto& desk = bench.desk;
        goToPeople(desk);
        QTRY_VERIFY_WITH_TIMEOUT(!cell(desk, "ben", 0).isEmpty(), kPatience);
        QVERIFY(!desk.wait<QPushButton>("addPersonButton")->isEnabled());
        QCOMPARE(bench.roleNote(), s("You are signed in as Officer; this takes the role Administrator."));
        choose(desk, "ben");
        QVERIFY(!desk.wait<QPushButton>("renewPassphraseButton")->isEnabled());
        choose(desk, "otto");
        QVERIFY(desk.click("renewPassphraseButton"));
        fill(desk, "personPassphrase", s("quite another one"));
        fill(desk, "personPassphraseAgain", s("quite another one"));
        QVERIFY(desk.click("personConfirm"));
        // The old key signs nothing any more, so who had it signs in again.
        QTRY_VERIFY_WITH_TIMEOUT(bench.covered(), kPatience);
        QVERIFY2(bench.error().contains(s("a new key")), qPrintable(bench.error()));
        QVERIFY(bench.type("otto", s("quite another one")));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.covered(), kPatience);
        QCOMPARE(desk.page(), s("settingsPage"));
    }

    void twoPeopleLiftAHold_data() {
        QTest::addColumn<bool>("agrees");
        QTest::newRow("the second agrees") << true;
        QTest::newRow("the second refuses") << false;
    }
    void twoPeopleLiftAHold() {
        QFETCH(bool, agrees);
        PeopleBench bench;
        QVERIFY(bench.good);
        auto& desk = bench.desk;
        const auto otto = bench.staffed.signer("otto");
        QVERIFY(otto && order(bench, *otto, "hold_add", {}) &&
                order(bench, *otto, "hold_release_request", JsonObject().text("request", "request-abc")));
        QVERIFY(bench.signIn("otto"));
        goToPeople(desk);
        auto* agree = desk.wait<QPushButton>("requestAgree");
        auto* refuse = desk.wait<QPushButton>("requestRefuse");
        fill(desk, "requestReason", s("The case is closed"));
        QVERIFY(!agree->isEnabled());
        QCOMPARE(refuse->text(), s("Withdraw"));
        QCOMPARE(desk.wait<QLabel>("requestWords")->text(), s("You asked for this, so another person has to agree."));
        bench.identity().signOut();
        QVERIFY(bench.signIn("ben"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.wait<QLabel>("requestWords")->text().contains(s("Officer or Lead")), kPatience);
        QVERIFY(!agree->isEnabled() && !refuse->isEnabled());
        bench.identity().signOut();
        QVERIFY(bench.signIn("lea"));
        QTRY_VERIFY_WITH_TIMEOUT(agree->isEnabled(), kPatience);
        QVERIFY(desk.click(agrees ? "requestAgree" : "requestRefuse"));
        auto* requests = desk.window->findChild<RequestsModel*>();
        QTRY_COMPARE_WITH_TIMEOUT(requests->rowCount(), 0, kPatience);
        const PeopleLog people = peopleOf(desk.folder());
        const FourEyesRequest& request = people.requests().at("request-abc");
        QCOMPARE(request.confirmedBy, std::string(agrees ? "lea" : ""));
        QCOMPARE(request.refusedBy, std::string(agrees ? "" : "lea"));
        QCOMPARE(activeHolds(*Reader::open(desk.folder()).value())->size(), std::size_t(agrees ? 0 : 1));
        QVERIFY(intactStore(desk.folder()));
    }

    // In both themes, for people to look at.
    void pictures() {
        if (!qEnvironmentVariableIsSet("VEDETTE_SHOTS")) QSKIP("no pictures are asked for");
        PeopleBench bench;
        auto& desk = bench.desk;
        const auto otto = bench.staffed.signer("otto");
        QVERIFY(otto && order(bench, *otto, "hold_add", {}) &&
                order(bench, *otto, "hold_release_request",
                      JsonObject().text("request", "request-abc").text("note", "The case was closed")));
        QVERIFY(bench.signIn("anna"));
        goToPeople(desk);
        QTRY_VERIFY_WITH_TIMEOUT(!cell(desk, "ben", 0).isEmpty(), kPatience);
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            const QString tail = mode == Theme::Mode::Light ? s("-light") : s("-dark");
            desk.theme.setMode(mode);
            choose(desk, "ben");
            test::UiFixture::shoot(*desk.window, s("people") + tail, {1280, 800});
            QVERIFY(desk.click("addPersonButton"));
            test::UiFixture::shoot(*desk.window, s("people-add") + tail, {1280, 800});
            QVERIFY(desk.click("personCancel"));
        }
    }
};

QTEST_MAIN(AccountsTest)
#include "accounts_test.moc"
