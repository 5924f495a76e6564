// SPDX-License-Identifier: GPL-3.0-or-later
// Stands over a whole window while nobody is known to be at it, and while the store's own keys are asked for: pages,
// drawers, menus and dialogs are gone, keys lead nowhere, and everything comes back as it was afterwards.
#pragma once

#include <QPointer>

#include <chrono>

#include "ui/bridge/session.h"
#include "ui/page/settings.h"
#include "ui/widgets/themed_widget.h"

class QAction;
class QShortcut;

namespace vedette::ui {

class KeysForm;
class SignInForm;

// How long without input until a person's console is locked; zero: never. Ten minutes unless chosen otherwise.
inline constexpr int kLongestLockMinutes = 24 * 60;
[[nodiscard]] std::chrono::minutes lockAfter(SettingsStore& settings);
void setLockAfter(SettingsStore& settings, std::chrono::minutes after);

class SignInCover : public ThemedWidget {
    Q_OBJECT

public:
    // `window` is what it covers, and its parent.
    SignInCover(const Theme& theme, SettingsStore& settings, QWidget* window);
    // Null: no store is open, and nothing is covered.
    void setSession(Session* session);
    [[nodiscard]] bool covers() const { return m_covers; }
    // After something was put over the window.
    void stayInFront();

Q_SIGNALS:
    void closeStoreAsked();
    // The store's keys are open, but something else did not go as wished.
    void told(const QString& words);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow();
    void cover();
    void uncover();
    void closeOthers();

    SettingsStore& m_settings;
    Session* m_session = nullptr;
    SignInForm* m_form;
    KeysForm* m_keysForm;
    bool m_covers = false;
    QList<QPointer<QWidget>> m_hidden;
    QList<QPointer<QShortcut>> m_keys;
    QList<QPointer<QAction>> m_actions;
    QPointer<QWidget> m_focus;
};

}  // namespace vedette::ui
