// SPDX-License-Identifier: GPL-3.0-or-later
// The real window, with the pages that matter here, on a store with accounts, and the ways somebody signs in to it.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

#include <memory>

#include "tests/support/raise_alert.h"
#include "tests/support/real_window.h"
#include "tests/support/staffed_store.h"
#include "ui/alerts/alerts_page.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/key_gate.h"
#include "ui/bridge/text.h"
#include "ui/people/sign_in_cover.h"
#include "ui/settings/settings_page.h"

namespace vedette::test {

// Two pages are enough for most: one to decide on, one to change people on.
inline std::vector<ui::Page*> twoPages(ui::Context& context) {
    return {new ui::AlertsPage(context), new ui::SettingsPage(context)};
}

class SmallWindow : public RealWindow {
public:
    SmallWindow(std::filesystem::path store, Time now) : m_store(std::move(store)) {
        clock = std::make_shared<FixedClock>(now);
    }
    bool open(const MakePages& makePages = twoPages) {
        auto session = ui::Session::open(m_store, clock);
        if (!session) return false;
        if (keepsafe) ui::keysOf(**session).setKeepsafe(keepsafe);
        return show(std::move(*session), makePages, {1280, 800});
    }
    [[nodiscard]] const std::filesystem::path& folder() const { return m_store; }

private:
    std::filesystem::path m_store;

public:
    ui::Keepsafe keepsafe;  // given before open()
};

// A window on a store with accounts and one alert.
struct PeopleBench {
    explicit PeopleBench(const RealWindow::MakePages& pages = twoPages)
        : staffed(folder / "acme.store"), desk(folder / "acme.store", staffed.now()) {
        good = staffed.good() && raiseAlerts(desk.folder(), *desk.clock, {{"group-a"}}) && desk.open(pages);
    }
    [[nodiscard]] ui::Identity& identity() const { return identityOf(desk.context().session); }
    [[nodiscard]] bool covered() const {
        return desk.window->findChild<ui::SignInCover*>()->covers() && desk.page().isEmpty();
    }
    // Types what the form asks for and presses Enter.
    bool type(const char* person, const QString& passphrase, const QString& code = {}) {
        auto* who = desk.wait<QComboBox>("signInPerson");
        auto* field = desk.wait<QLineEdit>("signInPassphrase");
        if (who == nullptr || field == nullptr) return false;
        if (!QTest::qWaitFor([&] { return who->findData(QString::fromUtf8(person)) >= 0 && field->isEnabled(); },
                             kWindowPatience))
            return false;
        who->setCurrentIndex(who->findData(QString::fromUtf8(person)));
        field->setFocus();
        field->clear();
        QTest::keyClicks(field, passphrase);
        QTest::keyClick(field, Qt::Key_Return);
        auto* codeField = desk.window->findChild<QLineEdit*>(QStringLiteral("signInCode"));
        if (!codeField->isVisible() || identity().busy()) return true;
        if (!codeField->hasFocus()) return false;
        QTest::keyClicks(codeField, code);
        QTest::keyClick(codeField, Qt::Key_Return);
        return true;
    }
    bool signIn(const char* person) {
        const bool coded = std::string_view(person) == "ben";
        // A code is good once.
        if (coded) desk.clock->advance(std::chrono::seconds(kTotpSeconds));
        return type(person, ui::toQString(passphraseFor(person)),
                    coded ? ui::toQString(staffed.code(person, desk.clock->now())) : QString()) &&
               QTest::qWaitFor([&] { return identity().state() == ui::Identity::State::SignedIn && identity().role(); },
                               kWindowPatience);
    }
    [[nodiscard]] QString error() const {
        auto* label = desk.window->findChild<QLabel*>(QStringLiteral("signInError"));
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] QString roleNote() const {
        for (const auto* label : desk.window->findChildren<QLabel*>(QStringLiteral("roleNote")))
            if (label->isVisible()) return label->text();
        return {};
    }
    // The alert is chosen and can be decided on.
    bool atTheAlert() {
        desk.press(QKeySequence(Qt::CTRL | Qt::Key_2));
        auto* table = desk.wait<QTableView>("alertsTable");
        return table != nullptr &&
               QTest::qWaitFor([&] { return table->currentIndex().isValid() && table->hasFocus(); }, kWindowPatience);
    }
    [[nodiscard]] std::uint64_t entries() const { return Reader::open(desk.folder()).value()->head()->size; }
    [[nodiscard]] std::string record(std::uint64_t entry) const {
        return Reader::open(desk.folder()).value()->record(entry).value_or("");
    }

    TempFolder folder;
    StaffedStore staffed;
    SmallWindow desk;
    bool good = false;
};

}  // namespace vedette::test
