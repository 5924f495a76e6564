// SPDX-License-Identifier: GPL-3.0-or-later
// What a user has chosen, on this machine. Loaded once; whoever changes it saves it, and everybody hears.
#pragma once

#include <QObject>
#include <QSettings>
#include <QString>
#include <QStringList>

#include <memory>

namespace vedette::ui {

enum class ThemeChoice { System, Light, Dark };

struct Settings {
    ThemeChoice theme = ThemeChoice::System;
    QString language;           // "en", "de"; empty: the system's
    QString actor;              // how the user signs decisions; empty: the login name
    QStringList recentStores;   // newest first, at most ten
    bool notifications = true;  // desktop notifications for critical alerts
    bool reducedMotion = false;
    bool railCollapsed = false;
    bool operator==(const Settings&) const = default;
};

class SettingsStore : public QObject {
    Q_OBJECT

public:
    // `file` empty: the user's own place (QSettings). Tests give a file of their own.
    explicit SettingsStore(const QString& file = {});
    [[nodiscard]] const Settings& get() const { return m_settings; }
    void set(const Settings& settings);
    // Puts a store at the top of the recent ones.
    void remember(const QString& store);
    // For window geometry and table columns.
    [[nodiscard]] QSettings& raw() { return *m_file; }

Q_SIGNALS:
    void changed(const vedette::ui::Settings& settings);

private:
    std::unique_ptr<QSettings> m_file;
    Settings m_settings;
};

}  // namespace vedette::ui
