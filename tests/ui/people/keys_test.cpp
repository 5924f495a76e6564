// SPDX-License-Identifier: GPL-3.0-or-later
// The store's own keys in the whole window, by clicks and keys: asked for when they are under a passphrase or in a
// token, read from the keychain and kept there, never in the way of whoever only looks.
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

#include "core/base/token_key.h"
#include "core/store/key_passphrase.h"
#include "core/store/store.h"
#include "core/store/store_signer.h"
#include "tests/support/soft_token.h"
#include "tests/ui/people/fake_keychain.h"
#include "tests/ui/people/people_bench.h"
#include "ui/bridge/text.h"
#include "ui/shell/person_button.h"

using namespace vedette;
using namespace vedette::ui;
using test::FakeKeychain;
using test::SoftTokens;

namespace {

constexpr int kPatience = test::kWindowPatience;
const std::string kToken = "Vedette";
const std::string kKey = "log-key";

QString s(const char* text) { return QString::fromUtf8(text); }

// A window on a store with one alert, whose keys this process has not opened.
struct KeysBench {
    explicit KeysBench(const FakeKeychain* keychain = nullptr)
        : made(make(folder / "acme.store")), desk(folder / "acme.store", test::kFixtureStart + std::chrono::hours(24)) {
        if (keychain != nullptr) desk.keepsafe = keychain->keepsafe();
    }
    static bool make(const std::filesystem::path& store) {
        const test::FixedClock clock(test::kFixtureStart + std::chrono::hours(23));
        test::makeStore(store, clock);
        return test::raiseAlerts(store, clock, {{"group-a"}}) && test::lockStore(store);
    }
    bool open() {
        if (!made || !desk.open()) return false;
        desk.context().session.setActor(s("m.okafor"));
        return true;
    }
    [[nodiscard]] KeyGate& keys() const { return keysOf(desk.context().session); }
    [[nodiscard]] bool covered() const { return desk.window->findChild<SignInCover*>()->covers(); }
    [[nodiscard]] std::string entry() const { return passphraseEntry(desk.folder()); }
    // Types it and presses Enter.
    [[nodiscard]] bool type(const char* secret) const {
        auto* field = desk.wait<QLineEdit>("keysSecret");
        if (field == nullptr || !QTest::qWaitFor([&] { return field->isEnabled(); }, kPatience)) return false;
        field->setFocus();
        field->clear();
        QTest::keyClicks(field, s(secret));
        QTest::keyClick(field, Qt::Key_Return);
        return QTest::qWaitFor([&] { return !keys().busy(); }, kPatience);
    }
    [[nodiscard]] QString says(const char* name) const {
        auto* label = desk.window->findChild<QLabel*>(s(name));
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] bool tick(bool keep) const {
        auto* box = desk.wait<QCheckBox>("keysKeep");
        if (box == nullptr) return false;
        if (box->isChecked() != keep) QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        return box->isChecked() == keep;
    }
    // Takes the alert up by its key.
    [[nodiscard]] bool acknowledge() const {
        desk.press(QKeySequence(Qt::CTRL | Qt::Key_2));
        auto* table = desk.wait<QTableView>("alertsTable");
        if (table == nullptr ||
            !QTest::qWaitFor([&] { return table->currentIndex().isValid() && table->hasFocus(); }, kPatience))
            return false;
        desk.key(Qt::Key_A);
        return true;
    }
    // Whether the log then holds the decision.
    [[nodiscard]] bool decides() const {
        const auto before = entries();
        return acknowledge() && QTest::qWaitFor([&] { return entries() == before + 1; }, kPatience);
    }
    [[nodiscard]] bool said(const QString& words) const {
        for (const auto* label : desk.window->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words)) return true;
        return false;
    }
    [[nodiscard]] std::uint64_t entries() const { return Reader::open(desk.folder()).value()->head()->size; }

    test::TempFolder folder;
    bool made;
    test::SmallWindow desk;
};

// In a process of its own, which logs out of the token when it ends.
int makeTokenStore(const std::filesystem::path& store) {
    givePin(SoftTokens::kPin);
    allowModule(SoftTokens::module());
    auto key = TokenKey::generate(SoftTokens::uri(kToken, kKey));
    if (!key) return 1;
    const StoreSigner signer(std::move(*key));
    CreateOptions options;
    options.signer = &signer;
    const test::FixedClock clock(test::kFixtureStart + std::chrono::hours(23));
    return createStore(store, options, clock) && test::raiseAlerts(store, clock, {{"group-a"}}) ? 0 : 1;
}

}  // namespace

class KeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theKeysAreAskedForAndOpened() {
        KeysBench bench;
        QVERIFY(bench.open());
        QTRY_VERIFY_WITH_TIMEOUT(bench.covered() && bench.desk.page().isEmpty(), kPatience);
        QVERIFY(bench.says("keysWords").contains(s("under a passphrase")));
        QVERIFY(bench.says("keysKeychain").isEmpty());
        QVERIFY(bench.type("not these words"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.says("keysError").contains(s("The passphrase is wrong")), kPatience);
        QVERIFY(bench.covered());
        test::UiFixture::shoot(*bench.desk.window, s("keys-wrong"), {1280, 800});
        QVERIFY(bench.type(test::kStoreWords));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.covered(), kPatience);
        QCOMPARE(bench.keys().state(), KeyGate::State::Open);
        QVERIFY(bench.decides());
        // A process opens a key once and keeps it.
        bench.desk.window->closeWorkspace();
        QVERIFY(bench.open());
        QTRY_COMPARE_WITH_TIMEOUT(bench.keys().state(), KeyGate::State::Open, kPatience);
        QVERIFY(!bench.covered());
    }

    void guessingIsSlowedDownAsTheStoreSays() {
        KeysBench bench;
        QVERIFY(bench.open());
        for (int i = 0; i < 3; ++i) QVERIFY(bench.type("not these words"));
        QVERIFY(bench.type(test::kStoreWords));
        QTRY_VERIFY_WITH_TIMEOUT(bench.says("keysError").contains(s("wrong 3 times")), kPatience);
        QVERIFY2(bench.says("keysError").contains(s("ry again in 1")), qPrintable(bench.says("keysError")));
        bench.desk.clock->advance(std::chrono::seconds(2));
        QVERIFY(bench.type(test::kStoreWords));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.covered(), kPatience);
    }

    void whoOnlyLooksNeedsNone() {
        KeysBench bench;
        QVERIFY(bench.open());
        QVERIFY(bench.desk.click("keysLook"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.covered() && !bench.desk.page().isEmpty(), kPatience);
        auto* button = bench.desk.wait<PersonButton>("personButton");
        QVERIFY(button != nullptr && button->text() == s("Looking only"));
        const auto before = bench.entries();
        QVERIFY(bench.acknowledge());
        QTRY_VERIFY_WITH_TIMEOUT(bench.said(s("nothing can be recorded")), kPatience);
        QCOMPARE(bench.entries(), before);
        bench.desk.window->findChild<QAction*>(s("openKeysAsked"))->trigger();
        QVERIFY(bench.covered());
        QVERIFY(bench.type(test::kStoreWords));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.covered(), kPatience);
        QVERIFY(!button->isVisible());
        QVERIFY(bench.decides());
    }

    void theKeychainKnowsThePassphrase() {
        FakeKeychain keychain;
        KeysBench bench(&keychain);
        keychain.put(bench.entry(), test::kStoreWords);
        QVERIFY(bench.open());
        QTRY_COMPARE_WITH_TIMEOUT(bench.keys().state(), KeyGate::State::Open, kPatience);
        QVERIFY(!bench.covered());
        QVERIFY(bench.decides());
    }

    void theKeychainIsGivenWhatWasTyped_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<bool>("keep");
        QTest::addColumn<QString>("after");
        const QString words = s(test::kStoreWords);
        QTest::newRow("nothing was kept") << QString() << true << words;
        QTest::newRow("not asked to keep it") << QString() << false << QString();
        QTest::newRow("outdated, replaced") << s("the words of last year") << true << words;
        QTest::newRow("outdated, forgotten") << s("the words of last year") << false << QString();
    }
    void theKeychainIsGivenWhatWasTyped() {
        QFETCH(QString, before);
        QFETCH(bool, keep);
        QFETCH(QString, after);
        FakeKeychain keychain;
        KeysBench bench(&keychain);
        if (!before.isEmpty()) keychain.put(bench.entry(), toStd(before));
        QVERIFY(bench.open());
        QVERIFY(bench.desk.wait<QLineEdit>("keysSecret") != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.keys().busy(), kPatience);
        QCOMPARE(bench.desk.wait<QCheckBox>("keysKeep")->isChecked(), !before.isEmpty());
        QCOMPARE(bench.says("keysError").contains(s("no longer")), !before.isEmpty());
        QVERIFY(bench.tick(keep));
        if (keep && !before.isEmpty()) test::UiFixture::shoot(*bench.desk.window, s("keys-outdated"), {1280, 800});
        // What the keychain holds is nobody's guess.
        QVERIFY(!std::filesystem::exists(bench.desk.folder() / "keys" / "attempts"));
        QVERIFY(bench.type(test::kStoreWords));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.covered(), kPatience);
        QCOMPARE(toQString(keychain.at(bench.entry())), after);
        QVERIFY(bench.decides());
    }

    void withoutAKeychainItIsSaid() {
        FakeKeychain keychain;
        keychain.refuse("no keychain runs in this session");
        KeysBench bench(&keychain);
        QVERIFY(bench.open());
        QTRY_VERIFY_WITH_TIMEOUT(bench.says("keysKeychain").contains(s("no keychain runs"), Qt::CaseInsensitive),
                                 kPatience);
        QVERIFY(!bench.desk.window->findChild<QCheckBox*>(s("keysKeep"))->isVisible());
        test::UiFixture::shoot(*bench.desk.window, s("keys-no-keychain"), {1280, 800});
        QVERIFY(bench.type(test::kStoreWords));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.covered(), kPatience);
        QVERIFY(bench.decides());
    }

    // The PIN is never kept unasked, and a kept one that is wrong is sent once, ever.
    void aTokenIsGivenItsPin() {
        if (const QString missing = SoftTokens::missing(); !missing.isEmpty()) QSKIP(qPrintable(missing));
        test::TempFolder folder;
        const SoftTokens tokens(folder.path());
        tokens.add(kToken.c_str());
        const auto store = folder / "acme.store";
        QCOMPARE(QProcess::execute(QCoreApplication::applicationFilePath(),
                                   {s("make-token-store"), toQString(store.string())}),
                 0);
        allowModule(SoftTokens::module());
        FakeKeychain keychain;
        keychain.put(pinEntry(store), "000000");
        test::SmallWindow desk(store, test::kFixtureStart + std::chrono::hours(24));
        desk.keepsafe = keychain.keepsafe();
        QVERIFY(desk.open());
        desk.context().session.setActor(s("m.okafor"));
        auto* field = desk.wait<QLineEdit>("keysSecret");
        QVERIFY(field != nullptr);
        auto& keys = keysOf(desk.context().session);
        QTRY_VERIFY_WITH_TIMEOUT(!keys.busy(), kPatience);
        QCOMPARE(keys.secret(), KeySecret::Pin);
        QCOMPARE(keychain.at(pinEntry(store)), std::string());
        auto* error = desk.wait<QLabel>("keysError");
        QVERIFY2(error->text().contains(s("taken out")), qPrintable(error->text()));
        QVERIFY(desk.window->findChild<QLabel*>(s("keysWords"))->text().contains(s("after three")));
        QVERIFY(!desk.wait<QCheckBox>("keysKeep")->isChecked());
        test::UiFixture::shoot(*desk.window, s("keys-pin"), {1280, 800});
        QTest::keyClicks(field, s(SoftTokens::kPin));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(keys.state(), KeyGate::State::Open, kPatience);
        QCOMPARE(keychain.at(pinEntry(store)), std::string());
        const auto entries = [&] { return Reader::open(store).value()->head()->size; };
        const auto before = entries();
        desk.press(QKeySequence(Qt::CTRL | Qt::Key_2));
        auto* table = desk.wait<QTableView>("alertsTable");
        QTRY_VERIFY_WITH_TIMEOUT(table->currentIndex().isValid() && table->hasFocus(), kPatience);
        desk.key(Qt::Key_A);
        QTRY_COMPARE_WITH_TIMEOUT(entries(), before + 1, kPatience);
        // A new key in a file would take it out of the token: that is not a click away.
        desk.window->open({.page = PageId::Settings, .item = s("keys")});
        const auto facts = [&] {
            QStringList out;
            for (const auto* label : desk.wait<QWidget>("keyFacts")->findChildren<QLabel*>()) out << label->text();
            return out.join(QChar(u'\n'));
        };
        QTRY_VERIFY_WITH_TIMEOUT(facts().contains(s("in a token")) && facts().contains(s("pkcs11:")), kPatience);
        QVERIFY(facts().contains(s("backup of it, opens what is sealed")));
        QVERIFY(!desk.window->findChild<QWidget*>(s("keysRotate"))->isVisible());
        QVERIFY(desk.wait<QLabel>("commandToken")->text().contains(s("rotate --pkcs11")));
        test::UiFixture::shoot(*desk.window, s("settings-keys-token"), {1280, 800});
    }
};

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "make-token-store") return makeTokenStore(argv[2]);
    QApplication application(argc, argv);
    KeysTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "keys_test.moc"
