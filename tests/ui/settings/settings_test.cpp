// SPDX-License-Identifier: GPL-3.0-or-later
// The settings a person changes take effect and are kept; what does not work on this desktop is said beside its switch.
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLineEdit>
#include <QTest>
#include <sqlite3.h>

#include "core/base/bytes.h"
#include "core/store/anchor.h"
#include "core/store/restore.h"
#include "core/store/store.h"
#include "tests/support/ui_fixture.h"
#include "ui/bridge/content.h"
#include "ui/settings/anchors_card.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/text_label.h"

using namespace vedette;
using namespace vedette::ui;
using test::UiFixture;

namespace {

constexpr int kPatience = 120'000;

QString textsOf(const QWidget& widget) {
    QStringList out;
    for (const auto* label : widget.findChildren<TextLabel*>()) out << label->text();
    return out.join(QLatin1Char('\n'));
}
QString facts(const QWidget& page) { return textsOf(*page.findChild<KeyValueList*>(QStringLiteral("anchorFacts"))); }

// The store's head after 120 more entries.
Checkpoint grown(const std::filesystem::path& folder, Time now = test::kFixtureStart) {
    const test::FixedClock clock(now);
    auto writer = Writer::open(folder, clock);
    test::EventSource source;
    auto head = writer ? (*writer)->write(source.batch(120)) : Result<Checkpoint>(passOn(writer));
    if (!head) qFatal("%s", head.error().text().c_str());
    return std::move(*head);
}

void tamper(const std::filesystem::path& folder, const char* sql) {
    sqlite3* db = nullptr;
    if (sqlite3_open((folder / "evidence.db").c_str(), &db) != SQLITE_OK ||
        sqlite3_busy_timeout(db, 60'000) != SQLITE_OK || sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("cannot change the store: %s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

// What a witness of the published protocol gives: C2SP cosignature/v1.
struct WitnessSaid {
    std::string note;
    std::string key;
};
std::string bigEndian(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xff);
    return out;
}
WitnessSaid witnessed(const Checkpoint& head) {
    const std::string name = "witness.example/jo";
    const SigningKey key = SigningKey::generate();
    const auto bytes = key.publicKey();
    const std::string pub = "\x04" + std::string(bytes.begin(), bytes.end());
    const Hash hash = sha256(name + "\n" + pub);
    const std::string id(hash.begin(), hash.begin() + 4);
    const std::uint64_t seconds = 1'795'200'000;
    const std::string body = head.note.substr(0, head.note.find("\n\n") + 1);
    const auto signature = key.sign("cosignature/v1\ntime " + std::to_string(seconds) + "\n" + body);
    const std::string line = id + bigEndian(seconds, 8) + std::string(signature.begin(), signature.end());
    return {head.note + "\xE2\x80\x94 " + name + " " + toBase64(line) + "\n",
            name + "+" + toHex(id) + "+" + toBase64(pub)};
}

}  // namespace

class SettingsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void notificationsAreSwitchedAndKept() {
        UiFixture fixture(UiFixture::Store::Empty);
        SettingsPage page(fixture.context());
        page.show();
        page.visit({.page = PageId::Settings});
        auto* box = page.findChild<QCheckBox*>(QStringLiteral("notifications"));
        QVERIFY(box->isChecked());
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Space);
        QVERIFY(!fixture.context().settings.get().notifications);
        fixture.context().settings.raw().sync();
        const SettingsStore again(fixture.context().settings.raw().fileName());
        QVERIFY(!again.get().notifications);
    }

    void saysWhenTheDesktopShowsNone() {
        UiFixture fixture(UiFixture::Store::Empty);
        SettingsPage page(fixture.context());
        page.show();
        page.visit({.page = PageId::Settings});
        auto* note = page.findChild<TextLabel*>(QStringLiteral("noticeTrouble"));
        QVERIFY(!note->isVisible());
        fixture.services.noticeTrouble = QStringLiteral("There is no D-Bus session here.");
        page.visit({.page = PageId::Settings});
        QVERIFY(note->isVisible());
        QCOMPARE(note->text(), fixture.services.noticeTrouble);
    }

    void saysThatARollbackWouldGoUnseen() {
        UiFixture fixture(UiFixture::Store::Empty);
        SettingsPage page(fixture.context());
        page.show();
        page.visit({.page = PageId::Settings, .item = QStringLiteral("integrity")});
        QTRY_VERIFY_WITH_TIMEOUT(facts(page).contains(QStringLiteral("undetectable: no witness and no timestamp")),
                                 kPatience);
        auto* table = page.findChild<DataTable*>(QStringLiteral("anchorsTable"));
        for (int row = 0; row < table->model()->rowCount(); ++row)
            QCOMPARE(table->model()->index(row, 0).data().toString(), QStringLiteral("File"));
        UiFixture::shoot(page, QStringLiteral("settings-anchors-none"));
    }

    void showsWhoAttestsHowMuch_data() {
        QTest::addColumn<bool>("keyNoted");
        QTest::newRow("a witness whose key is known") << true;
        QTest::newRow("a witness whose key is not") << false;
    }
    void showsWhoAttestsHowMuch() {
        QFETCH(bool, keyNoted);
        UiFixture fixture(UiFixture::Store::Empty, keyNoted ? Theme::Mode::Light : Theme::Mode::Dark);
        const Checkpoint head = grown(fixture.folder());
        const WitnessSaid said = witnessed(head);
        QVERIFY(appendAnchor(fixture.folder() / "anchors" / "witnessed", said.note));
        if (keyNoted) QVERIFY(noteWitness(fixture.folder(), said.key));
        SettingsPage page(fixture.context());
        page.show();
        fixture.context().integrity.verifyNow();
        page.visit({.page = PageId::Settings, .item = QStringLiteral("integrity")});
        auto* table = page.findChild<DataTable*>(QStringLiteral("anchorsTable"));
        const QAbstractItemModel& model = *table->model();
        const QAbstractItemModelTester tester(table->model());
        const auto cell = [&](int column) {
            for (int row = 0; row < model.rowCount(); ++row)
                if (model.index(row, 0).data().toString() == QStringLiteral("Witness"))
                    return model.index(row, column).data().toString();
            return QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(cell(1), QStringLiteral("witness.example/jo"), kPatience);
        QCOMPARE(cell(2), QStringLiteral("119"));
        QCOMPARE(cell(4), keyNoted ? QStringLiteral("signature holds")
                                   : QStringLiteral("not checked: its key is not noted in anchors/witnesses"));
        // What vedettectl verify ends with.
        QVERIFY2(
            facts(page).contains(
                keyNoted ? QStringLiteral("All entries are anchored by somebody else: the last attestation is that "
                                          "of witness.example/jo on 2026-11-20T18:40:00Z.")
                         : QStringLiteral("No entry is anchored by anyone else: ")),
            qPrintable(facts(page)));
        QVERIFY2(facts(page).contains(keyNoted ? QStringLiteral("noticed up to entry 119, which witness.example/jo")
                                               : QStringLiteral("undetectable: ")),
                 qPrintable(facts(page)));
        // The newest checkpoint for a camera, once it was verified.
        auto* code = page.findChild<QrCode*>(QStringLiteral("checkpointCode"));
        QTRY_VERIFY_WITH_TIMEOUT(code->isCode() && code->isVisible(), kPatience);
        QVERIFY(code->accessibleName().contains(QStringLiteral("120 entries")));
        UiFixture::shoot(page,
                         keyNoted ? QStringLiteral("settings-anchors") : QStringLiteral("settings-anchors-unknown"));
    }

    // Who attested the log said so long ago, and it has grown since.
    void saysWhenTheAttestationIsOld() {
        UiFixture fixture(UiFixture::Store::Empty);
        const WitnessSaid said = witnessed(grown(fixture.folder()));
        QVERIFY(appendAnchor(fixture.folder() / "anchors" / "witnessed", said.note));
        QVERIFY(noteWitness(fixture.folder(), said.key));
        grown(fixture.folder());
        fixture.clock->set(fromMicros(1'795'200'000'000'000) + std::chrono::hours(24 * 19 + 3));
        AnchorsCard card(fixture.context(), nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(
            textsOf(card).contains(
                QStringLiteral("Entries from 120 on are not anchored by anyone else: the last attestation is that of "
                               "witness.example/jo on 2026-11-20T18:40:00Z, 19 d 3 h ago. vedettectl anchor asks for "
                               "another.")),
            kPatience);
        QVERIFY(textsOf(card).contains(QStringLiteral("noticed up to entry 119")));
    }

    // What a check finds and what the log remarks on its clock, in the reader's language.
    void saysWhatVerifyFindsInGerman() {
        UiFixture fixture(UiFixture::Store::Empty);
        grown(fixture.folder(), test::kFixtureStart + std::chrono::hours(10));
        grown(fixture.folder(), test::kFixtureStart + std::chrono::hours(2));
        tamper(fixture.folder(), "UPDATE tail SET record = x'7b7d' WHERE entry = 7; DELETE FROM rollup");
        ContentTranslator german(
            ContentWords::load(std::filesystem::path(VEDETTE_RESOURCES) / "i18n" / "de" / "errors"));
        QVERIFY(QCoreApplication::installTranslator(&german));
        SettingsPage page(fixture.context());
        page.resize(1096, 900);
        page.show();
        fixture.context().integrity.verifyNow();
        page.visit({.page = PageId::Settings, .item = QStringLiteral("integrity")});
        const auto* table = page.findChild<DataTable*>(QStringLiteral("damageTable"));
        const QAbstractItemModelTester tester(table->model());
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 2, kPatience);
        QStringList places;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            places += table->model()->index(row, 0).data().toString();
            const QString what = table->model()->index(row, 1).data().toString();
            QVERIFY2(!what.contains(QStringLiteral("the ")) && !what.contains(QStringLiteral("it ")), qPrintable(what));
            // Somebody else looks it up in the documentation, which quotes it in English.
            QVERIFY(table->model()->index(row, 1).data(ExportRole).toString() != what);
        }
        QVERIFY2(places.contains(QStringLiteral("Prüfpunkt 120")) &&
                     places.filter(QStringLiteral("Minutensumme")).size() > 0,
                 qPrintable(places.join(QChar(u'|'))));
        QVERIFY2(textsOf(page).contains(QStringLiteral("die Uhr ging um 8 h zurück")), qPrintable(textsOf(page)));
        UiFixture::shoot(page, QStringLiteral("settings-damage-german"));
        QCoreApplication::removeTranslator(&german);
    }

    void saysThatTheStoreWasRestored() {
        UiFixture fixture(UiFixture::Store::Empty);
        grown(fixture.folder());
        const test::TempFolder f;
        BackupOptions options;
        options.withKeys = true;
        QVERIFY(backupStore(fixture.folder(), f / "b", options));
        RestoreOrder order;
        order.actor = "admin";
        QVERIFY(restoreStore(f / "b", f / "r", order, *fixture.clock));
        auto session = Session::open(f / "r", fixture.clock);
        QVERIFY(session);
        Context& all = fixture.context();
        Context restored{all.theme,     **session,  all.go,      all.jobs,  all.services,  all.settings,
                         all.integrity, all.alerts, all.posture, all.fleet, all.resources, all.knownAlerts};
        AnchorsCard card(restored, nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(textsOf(card).contains(QStringLiteral("may be there again")), kPatience);
    }

    // A row cuts them off; below the table they stand in full.
    void whatIsWrongWithASourceCanBeReadInFull() {
        UiFixture fixture(UiFixture::Store::Empty);
        const QString wrong = QStringLiteral("The certificate of edge-1 is refused: it expired on 2026-11-13. ")
                                  .repeated(4)
                                  .append(QStringLiteral("Renew it."));
        fixture.services.state.running = true;
        fixture.services.state.failures = {{QStringLiteral("edge-1/access"), wrong}};
        SettingsPage page(fixture.context());
        page.resize(900, 600);
        page.show();
        page.visit({.page = PageId::Settings, .item = QStringLiteral("sources")});
        const auto* detail = page.findChild<TextLabel*>(QStringLiteral("sourceDetail"));
        QTRY_VERIFY_WITH_TIMEOUT(detail->isVisible(), kPatience);
        QCOMPARE(detail->text(), QStringLiteral("edge-1/access: ") + wrong);
        QVERIFY(detail->height() >= detail->heightForWidth(detail->width()));
    }

    void theNameUnderDecisionsCounts() {
        UiFixture fixture(UiFixture::Store::Empty);
        SettingsPage page(fixture.context());
        page.show();
        auto* name = page.findChild<QLineEdit*>(QStringLiteral("actorName"));
        name->setFocus();
        QTest::keyClicks(name, QStringLiteral("  d.pi "));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(fixture.context().session.actor(), QStringLiteral("d.pi"));
    }
};

QTEST_MAIN(SettingsPageTest)
#include "settings_test.moc"
