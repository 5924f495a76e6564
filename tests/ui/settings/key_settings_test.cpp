// SPDX-License-Identifier: GPL-3.0-or-later
// Settings, Keys, by clicks: what it says of the store's own keys is what the log and the files say, and what is
// changed there is changed in the log, in the files and in the keychain, or nowhere when the passphrase is wrong.
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include "core/store/key_change.h"
#include "core/store/key_passphrase.h"
#include "tests/support/ui_fixture.h"
#include "tests/ui/people/fake_keychain.h"
#include "ui/bridge/key_gate.h"
#include "ui/bridge/text.h"
#include "ui/settings/key_spans_model.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/text_label.h"

using namespace vedette;
using namespace vedette::ui;
using test::FakeKeychain;
using test::UiFixture;

namespace {

constexpr int kPatience = 180'000;  // under sanitizers, on a busy machine
const char* const kNewWords = "seven other words";

QString s(const char* text) { return QString::fromUtf8(text); }

// The section on an empty store, whose keys are under a passphrase that this process has not been told.
struct KeysDesk {
    explicit KeysDesk(bool locked, const FakeKeychain* keychain = nullptr) : fixture(UiFixture::Store::Empty) {
        good = !locked || test::lockStore(store());
        shareKeys(fixture.context().session, nullptr);  // as it finds them now
        if (keychain != nullptr) gate().setKeepsafe(keychain->keepsafe());
    }
    // With the keys open, and all that is to be read on the screen.
    [[nodiscard]] bool open() {
        if (!good ||
            !QTest::qWaitFor([&] { return gate().state() != KeyGate::State::Looking && !gate().busy(); }, kPatience))
            return false;
        if (gate().state() == KeyGate::State::Asks) gate().open(s(test::kStoreWords), false);
        return QTest::qWaitFor([&] { return gate().state() == KeyGate::State::Open && !gate().busy(); }, kPatience) &&
               show();
    }
    [[nodiscard]] bool show() {
        page = std::make_unique<SettingsPage>(fixture.context());
        page->resize(1096, 724);
        page->show();
        page->visit({.page = PageId::Settings, .item = s("keys")});
        return QTest::qWaitFor([&] { return facts().contains(s("Signs the log")); }, kPatience);
    }
    [[nodiscard]] std::filesystem::path store() const { return fixture.folder(); }
    [[nodiscard]] KeyGate& gate() { return ui::keysOf(fixture.context().session); }
    [[nodiscard]] QString facts() const {
        QStringList out;
        for (const auto* label : page->findChild<KeyValueList*>(s("keyFacts"))->findChildren<TextLabel*>())
            if (label->isVisible()) out << label->text();
        return out.join(QChar(u'\n'));
    }
    [[nodiscard]] bool click(const char* name) const {
        QPushButton* found = nullptr;
        const auto look = [&] {
            for (auto* button : page->findChildren<QPushButton*>(s(name)))
                if (button->isVisible() && button->isEnabled()) return (found = button) != nullptr;
            return false;
        };
        if (!QTest::qWaitFor(look, kPatience)) return false;
        QTest::mouseClick(found, Qt::LeftButton);
        return true;
    }
    void type(const char* name, const char* words) const {
        auto* field = page->findChild<QLineEdit*>(s(name));
        field->clear();
        QTest::keyClicks(field, s(words));
    }
    [[nodiscard]] bool refused(const char* why) const {
        auto* problem = page->findChild<TextLabel*>(s("keyProblem"));
        return QTest::qWaitFor([&] { return problem->isVisible() && problem->text().contains(s(why)); }, kPatience);
    }
    [[nodiscard]] bool told(const char* words) const {
        const auto& toasts = fixture.navigator.toasts;
        return QTest::qWaitFor(
            [&] { return std::ranges::any_of(toasts, [&](const QString& t) { return t.contains(s(words)); }); },
            kPatience);
    }
    [[nodiscard]] bool formIsAway() const { return !page->findChild<QWidget*>(s("keyCareForm"))->isVisible(); }
    // Whether these words open both keys.
    [[nodiscard]] bool under(const std::string& words) const {
        for (const char* const name : {"signing.pem", "kek"}) {
            const auto contents = readFile(store() / "keys" / name, 64 * 1024);
            if (!contents || !isLocked(*contents) || !unlockKey(*contents, words)) return false;
        }
        return true;
    }
    [[nodiscard]] std::string files() const {
        return readFile(store() / "keys" / "signing.pem", 64 * 1024).value_or("") +
               readFile(store() / "keys" / "kek", 64 * 1024).value_or("");
    }
    [[nodiscard]] std::string entry() const { return passphraseEntry(store()); }
    [[nodiscard]] std::uint64_t entries() const { return Reader::open(store()).value()->head()->size; }
    [[nodiscard]] std::string lastRecord() const {
        return Reader::open(store()).value()->record(entries() - 1).value_or("");
    }

    UiFixture fixture;
    std::unique_ptr<SettingsPage> page;
    bool good = false;
};

}  // namespace

class KeySettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Three keys: the first believed up to a moment only, the last in force.
    void theKeysOfTheLogAreShown() {
        KeysDesk desk(false);
        const KeyOrder order{"m.okafor", "yearly"};
        const auto& clock = *desk.fixture.clock;
        const auto first = vedette::keysOf(desk.store()).value().current();
        QVERIFY(rotateKey(desk.store(), order, clock));
        desk.fixture.clock->advance(std::chrono::hours(1));
        QVERIFY(rotateKey(desk.store(), order, clock));
        const Time from = clock.now() - std::chrono::hours(2);
        QVERIFY(revokeKey(desk.store(), {first.id, from, false}, order, clock));
        QVERIFY(desk.open());
        const auto chain = vedette::keysOf(desk.store()).value();
        const QString now = keyIdText(chain.current().id);
        QVERIFY2(desk.facts().contains(s("key %1, since %2").arg(now, dateTime(clock.now()))),
                 qPrintable(desk.facts()));
        QVERIFY(desk.facts().contains(toQString(chain.current().text())));
        QVERIFY(desk.facts().contains(s("in keys/signing.pem, in clear")));
        auto* table = desk.page->findChild<DataTable*>(s("keySpansTable"));
        auto* model = table->model();
        const QAbstractItemModelTester tester(model);
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 3, kPatience);
        const auto cell = [&](int row, int column) { return model->index(row, column).data().toString(); };
        QCOMPARE(cell(0, 0), now);
        QCOMPARE(cell(0, 3), s("in force"));
        QVERIFY(cell(1, 3).startsWith(s("replaced")));
        QCOMPARE(cell(2, 0), keyIdText(first.id));
        QVERIFY2(cell(2, 3).startsWith(s("revoked: not believed from %1 on").arg(dateTime(from))),
                 qPrintable(cell(2, 3)));
        // The command for the key that is chosen.
        table->selectRow(2);
        QVERIFY(desk.click("commandRevokeCopy"));
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.startsWith(s("vedettectl key ")) && copied.contains(s("revoke --key ") + keyIdText(first.id)),
                 qPrintable(copied));
        UiFixture::shoot(*desk.page, s("settings-keys-chain"));
    }

    void aNewPassphrase_data() {
        QTest::addColumn<bool>("locked");
        QTest::addColumn<QString>("kept");
        QTest::addColumn<bool>("keep");
        QTest::addColumn<QString>("present");
        QTest::addColumn<QString>("after");
        const QString words = s(test::kStoreWords);
        QTest::newRow("keys in clear") << false << QString() << false << QString() << QString();
        QTest::newRow("another one, the present in the keychain") << true << words << true << QString() << s(kNewWords);
        QTest::newRow("another one, not to be kept any more") << true << words << false << words << QString();
    }
    void aNewPassphrase() {
        QFETCH(bool, locked);
        QFETCH(QString, kept);
        QFETCH(bool, keep);
        QFETCH(QString, present);
        QFETCH(QString, after);
        FakeKeychain keychain;
        KeysDesk desk(locked, &keychain);
        if (!kept.isEmpty()) keychain.put(desk.entry(), toStd(kept));
        QVERIFY(desk.open());
        auto* box = desk.page->findChild<QCheckBox*>(s("keyKeep"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.facts().contains(s("keychain")), kPatience);
        const auto before = desk.entries();
        QVERIFY(desk.click("keysPassphrase"));
        QCOMPARE(desk.page->findChild<QLineEdit*>(s("keyPresent"))->isVisible(), locked);
        QCOMPARE(box->isChecked(), !kept.isEmpty());
        if (box->isChecked() != keep) QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        desk.type("keyPresent", qPrintable(present));
        desk.type("keyNext", kNewWords);
        desk.type("keyAgain", kNewWords);
        QVERIFY(desk.click("keyConfirm"));
        QVERIFY(desk.told("under the new passphrase"));
        QVERIFY(desk.formIsAway());
        QVERIFY(desk.under(kNewWords));
        QCOMPARE(toQString(keychain.at(desk.entry())), after);
        QCOMPARE(desk.entries(), before + 1);
        QVERIFY(desk.lastRecord().find("put under a new passphrase") != std::string::npos);
        QTRY_VERIFY_WITH_TIMEOUT(desk.facts().contains(s("in keys/kek, under a passphrase")), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(desk.facts().contains(s("keeps the passphrase")), !after.isEmpty(), kPatience);
    }

    // Nothing changes, and the reason stands there.
    void aNewPassphraseIsRefused() {
        KeysDesk desk(true);
        QVERIFY(desk.open());
        const auto before = desk.files();
        QVERIFY(desk.click("keysPassphrase"));
        const auto attempt = [&](const char* present, const char* next, const char* again) {
            desk.type("keyPresent", present);
            desk.type("keyNext", next);
            desk.type("keyAgain", again);
            return desk.click("keyConfirm");
        };
        QVERIFY(attempt("", kNewWords, kNewWords));
        QVERIFY(desk.refused("Type the present passphrase"));
        QVERIFY(attempt(test::kStoreWords, "too short", "too short"));
        QVERIFY(desk.refused("shorter than 12"));
        QVERIFY(attempt(test::kStoreWords, kNewWords, "seven other word"));
        QVERIFY(desk.refused("differ"));
        QVERIFY(!std::filesystem::exists(desk.store() / "keys" / "attempts"));
        QVERIFY(attempt("not these words", kNewWords, kNewWords));
        QVERIFY(desk.refused("The passphrase is wrong"));
        UiFixture::shoot(*desk.page, s("settings-keys-refused"));
        // A guess counts, as it does everywhere.
        QVERIFY(std::filesystem::exists(desk.store() / "keys" / "attempts"));
        QCOMPARE(desk.files(), before);
        QCOMPARE(desk.entries(), std::uint64_t{0});
        QVERIFY(desk.click("keyCancel"));
        QVERIFY(desk.formIsAway());
    }

    void theSigningKeyIsReplaced_data() {
        QTest::addColumn<bool>("locked");
        QTest::newRow("in clear") << false;
        QTest::newRow("under a passphrase") << true;
    }
    // By somebody who writes at the same time as a collector.
    void theSigningKeyIsReplaced() {
        QFETCH(bool, locked);
        KeysDesk desk(locked);
        QVERIFY(desk.open());
        test::EventSource source;
        auto collector = Writer::open(desk.store(), *desk.fixture.clock);
        QVERIFY(collector && (*collector)->write(source.batch(10)));
        const auto before = desk.entries();
        const auto old = vedette::keysOf(desk.store()).value().current();
        QVERIFY(desk.click("keysRotate"));
        if (locked) {
            desk.type("keyPresent", "not these words");
            desk.type("keyReason", "yearly");
            QVERIFY(desk.click("keyConfirm"));
            QVERIFY(desk.refused("The passphrase is wrong"));
            QCOMPARE(desk.entries(), before);
            desk.type("keyPresent", test::kStoreWords);
        }
        desk.type("keyReason", "");
        QVERIFY(desk.click("keyConfirm"));
        QVERIFY(desk.refused("needs a reason"));
        desk.type("keyReason", "asked for by jo@example.org");
        QVERIFY(desk.click("keyConfirm"));
        QVERIFY(desk.told("The log has a new key"));
        const auto chain = vedette::keysOf(desk.store()).value();
        QCOMPARE(chain.spans().size(), std::size_t{2});
        QVERIFY(chain.current().text() != old.text() && !chain.spans().back().broken);
        QCOMPARE(desk.entries(), before + 1);
        const std::string record = desk.lastRecord();
        QVERIFY(record.find("asked for by [email]") != std::string::npos && record.find("jo@") == std::string::npos);
        QCOMPARE(keysAtRest(desk.store()).signing, locked ? KeyRest::Locked : KeyRest::Clear);
        QTRY_VERIFY_WITH_TIMEOUT(desk.facts().contains(keyIdText(chain.current().id)), kPatience);
        QVERIFY((*collector)->write(source.batch(10)));
        QCOMPARE((*collector)->key().text(), chain.current().text());
    }

    // It may be the only place that knows the passphrase.
    void theKeychainForgetsWhatSomebodyKnows() {
        FakeKeychain keychain;
        KeysDesk desk(true, &keychain);
        keychain.put(desk.entry(), test::kStoreWords);
        QVERIFY(desk.open());
        QTRY_VERIFY_WITH_TIMEOUT(desk.facts().contains(s("keeps the passphrase")), kPatience);
        QVERIFY(desk.click("keysForget"));
        QVERIFY(desk.click("keyConfirm"));
        QVERIFY(desk.refused("Type the present passphrase"));
        desk.type("keyPresent", "not these words");
        QVERIFY(desk.click("keyConfirm"));
        QVERIFY(desk.refused("The passphrase is wrong"));
        QCOMPARE(keychain.at(desk.entry()), std::string(test::kStoreWords));
        desk.type("keyPresent", test::kStoreWords);
        QVERIFY(desk.click("keyConfirm"));
        QVERIFY(desk.told("keeps nothing of this store any more"));
        QCOMPARE(keychain.at(desk.entry()), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(desk.facts().contains(s("keeps nothing of this store")), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.page->findChild<QPushButton*>(s("keysForget"))->isEnabled(), kPatience);
    }

    void whoOnlyLooksChangesNothing() {
        KeysDesk desk(true);
        QTRY_COMPARE_WITH_TIMEOUT(desk.gate().state(), KeyGate::State::Asks, kPatience);
        desk.gate().putOff();
        QVERIFY(desk.show());
        QVERIFY(desk.facts().contains(s("has not opened them")));
        for (const char* const name : {"keysPassphrase", "keysRotate"})
            QVERIFY2(!desk.page->findChild<QPushButton*>(s(name))->isEnabled(), name);
        QVERIFY(desk.click("keysOpen"));
        QCOMPARE(desk.gate().state(), KeyGate::State::Asks);
    }
};

QTEST_MAIN(KeySettingsTest)
#include "key_settings_test.moc"
