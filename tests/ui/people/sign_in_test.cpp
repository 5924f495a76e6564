// SPDX-License-Identifier: GPL-3.0-or-later
// People in the whole window, by clicks and keys: who gets in, what is signed, what a role may not do and says so, what
// looking only means, and that a locked window shows nothing and holds no key.
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>

#include "core/store/verify.h"
#include "tests/ui/people/people_bench.h"
#include "ui/bridge/text.h"
#include "ui/shell/person_button.h"

using namespace vedette;
using namespace vedette::ui;
using std::chrono::minutes;
using std::chrono::seconds;
using test::PeopleBench;

namespace {

constexpr int kPatience = test::kWindowPatience;

QString s(const char* text) { return QString::fromUtf8(text); }

}  // namespace

class SignInTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_bench = std::make_unique<PeopleBench>();
        QVERIFY(m_bench->good);
    }
    void cleanup() { m_bench.reset(); }

    void nothingIsShownBeforeSomebodyIsKnown() {
        auto& bench = *m_bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.desk.window->findChild<QComboBox*>(s("signInPerson"))->count() == 4, kPatience);
        QVERIFY(bench.covered());
        for (const int key : {Qt::Key_2, Qt::Key_K, Qt::Key_L, Qt::Key_B})
            bench.desk.press(QKeySequence(Qt::CTRL | key));
        bench.desk.key(Qt::Key_Slash);
        bench.desk.key(Qt::Key_Tab);
        bench.desk.key(Qt::Key_Escape);
        QVERIFY(bench.covered());
        for (const auto* widget : bench.desk.window->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
            QVERIFY2(
                widget->objectName() == s("signInCover") || widget->inherits("QFocusFrame") || !widget->isVisible(),
                widget->metaObject()->className());
        QVERIFY(!bench.desk.window->findChild<PersonButton*>()->isVisible());
    }

    void whatSomebodyDoesIsSignedWithTheirOwnKey() {
        auto& bench = *m_bench;
        QVERIFY(bench.type("ben", s("not the passphrase"), s("123456")));
        QTRY_VERIFY_WITH_TIMEOUT(bench.error().contains(s("The passphrase is wrong")), kPatience);
        QVERIFY(bench.covered());
        QVERIFY(bench.type("ben", toQString(test::passphraseFor("ben")), s("000000")));
        QTRY_VERIFY_WITH_TIMEOUT(bench.error().contains(s("The code is wrong")), kPatience);
        QVERIFY(bench.signIn("ben"));
        QVERIFY(!bench.covered());
        auto* button = bench.desk.wait<PersonButton>("personButton");
        QCOMPARE(button->text(), s("ben"));
        QCOMPARE(button->accessibleDescription(), s("Analyst"));

        QVERIFY(bench.atTheAlert());
        const auto before = bench.entries();
        bench.desk.key(Qt::Key_A);
        QTRY_COMPARE_WITH_TIMEOUT(bench.entries(), before + 1, kPatience);
        const QString record = toQString(bench.record(before));
        QVERIFY2(record.contains(s("\"actor\":\"ben\"")) && record.contains(s("\"signature\":\"")), qPrintable(record));
        const auto report = verifyStore(bench.desk.folder(), {});
        QVERIFY(report && report->intact);
    }

    void guessingIsSlowedDownAsTheStoreSays() {
        auto& bench = *m_bench;
        for (int i = 0; i < 3; ++i) {
            QVERIFY(bench.type("otto", s("wrong %1").arg(i)));
            QTRY_VERIFY_WITH_TIMEOUT(bench.error().contains(s("The passphrase is wrong")), kPatience);
        }
        QVERIFY2(bench.error().contains(s("The next try must wait 2")), qPrintable(bench.error()));
        QVERIFY(bench.type("otto", toQString(test::passphraseFor("otto"))));
        QTRY_VERIFY_WITH_TIMEOUT(bench.error().contains(s("Too many wrong tries for otto")), kPatience);
        bench.desk.clock->advance(seconds(2));
        QVERIFY(bench.signIn("otto"));
    }

    void lookingOnlyRecordsNothing() {
        auto& bench = *m_bench;
        QVERIFY(bench.desk.click("signInLook"));
        QVERIFY(!bench.covered() && !bench.desk.page().isEmpty());
        QCOMPARE(bench.desk.wait<PersonButton>("personButton")->text(), s("Looking only"));
        QVERIFY(bench.atTheAlert());
        QCOMPARE(bench.roleNote(), s("You are only looking: sign in to do this."));
        const auto before = bench.entries();
        bench.desk.key(Qt::Key_A);
        auto* acknowledge = bench.desk.wait<QAbstractButton>("alertAcknowledgeButton");
        QVERIFY(acknowledge != nullptr && !acknowledge->isEnabled());
        // Even a page that asks without looking is refused, in words.
        QString refused;
        bench.desk.context().session.record(
            [](Reader&, Arena&, Time) { return Result<std::vector<Event>>(std::vector<Event>()); },
            [&](Result<std::uint64_t> entry) { refused = entry ? s("done") : errorText(entry.error()); });
        QTRY_VERIFY_WITH_TIMEOUT(refused.contains(s("only looking")), kPatience);
        QCOMPARE(bench.entries(), before);
        // And from there to signing in.
        bench.desk.window->findChild<QAction*>(s("signInAsked"))->trigger();
        QVERIFY(bench.covered());
        QVERIFY(bench.signIn("otto"));
        QCOMPARE(bench.desk.page(), s("alertsPage"));
        QVERIFY(bench.roleNote().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(acknowledge->isEnabled(), kPatience);
    }

    void aRoleThatMayNotSaysWhichMay() {
        auto& bench = *m_bench;
        QVERIFY(bench.signIn("anna"));
        QVERIFY(bench.atTheAlert());
        QCOMPARE(bench.roleNote(),
                 s("You are signed in as Administrator; this takes the role Officer, Analyst or Lead."));
        bench.desk.window->findChild<QAction*>(s("switchPerson"))->trigger();
        QVERIFY(bench.covered());
        QVERIFY(bench.signIn("ben"));
        QVERIFY(bench.roleNote().isEmpty());
        QCOMPARE(identityOf(bench.desk.context().session).refusal("evidence", "reveal"),
                 s("You are signed in as Analyst; this takes the role Officer or Lead."));
    }

    void lockedIsDarkAndHoldsNoKey() {
        auto& bench = *m_bench;
        QVERIFY(bench.signIn("otto"));
        QVERIFY(bench.atTheAlert());
        const auto* table = bench.desk.wait<QTableView>("alertsTable");
        const std::weak_ptr<const PersonSigner> key = bench.identity().signer();
        QVERIFY(!key.expired());
        bench.desk.press(QKeySequence(Qt::CTRL | Qt::Key_L));
        QVERIFY(bench.covered());
        QCOMPARE(bench.identity().state(), Identity::State::Locked);
        QVERIFY(key.expired());
        QVERIFY(!bench.desk.window->findChild<QWidget*>(s("signInLook"))->isVisible());
        bench.desk.window->toast(s("A file was written."), {});
        QVERIFY(bench.covered());
        QCOMPARE(bench.desk.wait<QComboBox>("signInPerson")->currentData().toString(), s("otto"));
        QVERIFY(bench.desk.wait<QLineEdit>("signInPassphrase")->hasFocus());
        QVERIFY(bench.type("otto", s("not the passphrase")));
        QTRY_VERIFY_WITH_TIMEOUT(bench.error().contains(s("The passphrase is wrong")), kPatience);
        QVERIFY(bench.covered());
        QVERIFY(bench.signIn("otto"));
        QCOMPARE(bench.desk.page(), s("alertsPage"));
        QTRY_VERIFY_WITH_TIMEOUT(table->hasFocus(), 60'000);
    }

    void locksByItselfWhenNobodyIsThere() {
        auto& bench = *m_bench;
        QVERIFY(bench.signIn("otto"));
        QCOMPARE(bench.identity().idle().limit(), minutes(10));
        auto uptime = std::make_shared<std::chrono::milliseconds>(0);
        bench.identity().idle().setUptime([uptime] { return *uptime; });
        *uptime = minutes(9);
        bench.desk.key(Qt::Key_Shift);  // somebody is
        *uptime = minutes(18);
        QVERIFY(!bench.identity().idle().look());
        QVERIFY(!bench.covered());
        *uptime = minutes(19);
        QVERIFY(bench.identity().idle().look());
        QVERIFY(bench.covered());
        // The key that ends the wait does nothing else.
        QVERIFY(bench.signIn("otto"));
        bench.desk.press(QKeySequence(Qt::CTRL | Qt::Key_9));
        QCOMPARE(bench.desk.page(), s("settingsPage"));
        *uptime = minutes(60);
        bench.desk.press(QKeySequence(Qt::CTRL | Qt::Key_2));
        QVERIFY(bench.covered());
        QVERIFY(bench.signIn("otto"));
        QCOMPARE(bench.desk.page(), s("settingsPage"));
        setLockAfter(*bench.desk.settings, minutes(0));
        bench.identity().idle().setLimit(lockAfter(*bench.desk.settings));
        *uptime = minutes(600);
        QVERIFY(!bench.identity().idle().look());
    }

    void anAccountThatIsDisabledIsOut() {
        auto& bench = *m_bench;
        QVERIFY(bench.signIn("otto"));
        const auto anna = bench.staffed.signer("anna");
        QVERIFY(anna && setEnabled(bench.desk.folder(), "otto", false, *anna, *bench.desk.clock));
        QTRY_VERIFY_WITH_TIMEOUT(bench.covered(), kPatience);
        QVERIFY2(bench.error().contains(s("disabled by an administrator")), qPrintable(bench.error()));
        QCOMPARE(bench.desk.wait<QComboBox>("signInPerson")->findData(s("otto")), -1);
    }

    // In both themes, for people to look at.
    void pictures() {
        auto& bench = *m_bench;
        if (!qEnvironmentVariableIsSet("VEDETTE_SHOTS")) QSKIP("no pictures are asked for");
        QTRY_VERIFY_WITH_TIMEOUT(bench.desk.window->findChild<QComboBox*>(s("signInPerson"))->count() == 4, kPatience);
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            const QString tail = mode == Theme::Mode::Light ? s("-light") : s("-dark");
            bench.desk.theme.setMode(mode);
            test::UiFixture::shoot(*bench.desk.window, s("sign-in") + tail, {1280, 800});
            QVERIFY(bench.type("otto", s("not the passphrase")));
            QTRY_VERIFY_WITH_TIMEOUT(!bench.error().isEmpty(), kPatience);
            test::UiFixture::shoot(*bench.desk.window, s("sign-in-wrong") + tail, {1280, 800});
            QVERIFY(bench.signIn("ben"));
            QVERIFY(bench.atTheAlert());
            test::UiFixture::shoot(*bench.desk.window, s("signed-in") + tail, {1280, 800});
            test::UiFixture::shoot(*bench.desk.window, s("signed-in-small") + tail, {1024, 700});
            bench.identity().lock();
            test::UiFixture::shoot(*bench.desk.window, s("locked") + tail, {1280, 800});
            bench.identity().signOut();
        }
    }

private:
    std::unique_ptr<PeopleBench> m_bench;
};

QTEST_MAIN(SignInTest)
#include "sign_in_test.moc"
