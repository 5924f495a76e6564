// SPDX-License-Identifier: GPL-3.0-or-later
// The settings a person changes take effect and are kept; what does not work on this desktop is said beside its switch.
#include <QCheckBox>
#include <QLineEdit>
#include <QTest>

#include "tests/support/ui_fixture.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/text_label.h"

using namespace vedette;
using namespace vedette::ui;
using test::UiFixture;

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
