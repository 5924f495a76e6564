// SPDX-License-Identifier: GPL-3.0-or-later
// The console in the desktop's tray, where there is one: how things stand by shape and in words, and a menu to open and
// to quit. Closing the window ends the console whether there is a tray or not. UI thread only.
#pragma once

#include <QMenu>
#include <QSystemTrayIcon>

#include <memory>

#include "ui/page/context.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {

struct TrayLook {
    Glyph glyph = Glyph::None;  // in the corner of the icon; None when all is well
    QString words;
    bool operator==(const TrayLook&) const = default;
};
// What matters most first: a broken log, critical alerts nobody has taken up, sources that fail. Null: no store is
// open.
[[nodiscard]] TrayLook trayLook(const Context* context);
[[nodiscard]] QIcon trayIcon(const Theme& theme, Glyph glyph);

class Tray : public QObject {
    Q_OBJECT

public:
    // Null where the desktop has no tray. `theme` must outlive it.
    [[nodiscard]] static std::unique_ptr<Tray> make(const Theme& theme);
    // Null while no store is open.
    void setContext(Context* context);

Q_SIGNALS:
    void openRequested();
    void quitRequested();

private:
    explicit Tray(const Theme& theme);
    void describe();

    const Theme& m_theme;
    Context* m_context = nullptr;
    TrayLook m_look;
    QMenu m_menu;
    QSystemTrayIcon m_icon;
};

}  // namespace vedette::ui
