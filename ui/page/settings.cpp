// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/settings.h"

namespace vedette::ui {
namespace {

constexpr int kRecent = 10;

const QString kTheme = QStringLiteral("look/theme");
const QString kLanguage = QStringLiteral("look/language");
const QString kReducedMotion = QStringLiteral("look/reducedMotion");
const QString kRail = QStringLiteral("look/railCollapsed");
const QString kActor = QStringLiteral("user/actor");
const QString kNotifications = QStringLiteral("user/notifications");
const QString kStores = QStringLiteral("stores/recent");

ThemeChoice themeNamed(const QString& name) {
    if (name == QStringLiteral("light")) return ThemeChoice::Light;
    if (name == QStringLiteral("dark")) return ThemeChoice::Dark;
    return ThemeChoice::System;
}

QString nameOf(ThemeChoice choice) {
    switch (choice) {
        case ThemeChoice::Light: return QStringLiteral("light");
        case ThemeChoice::Dark: return QStringLiteral("dark");
        case ThemeChoice::System: break;
    }
    return QStringLiteral("system");
}

}  // namespace

SettingsStore::SettingsStore(const QString& file)
    : m_file(file.isEmpty() ? std::make_unique<QSettings>(QStringLiteral("Vedette"), QStringLiteral("console"))
                            : std::make_unique<QSettings>(file, QSettings::IniFormat)) {
    m_settings.theme = themeNamed(m_file->value(kTheme).toString());
    m_settings.language = m_file->value(kLanguage).toString();
    m_settings.actor = m_file->value(kActor).toString();
    m_settings.recentStores = m_file->value(kStores).toStringList();
    m_settings.notifications = m_file->value(kNotifications, true).toBool();
    m_settings.reducedMotion = m_file->value(kReducedMotion, false).toBool();
    m_settings.railCollapsed = m_file->value(kRail, false).toBool();
}

void SettingsStore::set(const Settings& settings) {
    if (settings == m_settings) return;
    m_settings = settings;
    m_file->setValue(kTheme, nameOf(settings.theme));
    m_file->setValue(kLanguage, settings.language);
    m_file->setValue(kActor, settings.actor);
    m_file->setValue(kStores, settings.recentStores);
    m_file->setValue(kNotifications, settings.notifications);
    m_file->setValue(kReducedMotion, settings.reducedMotion);
    m_file->setValue(kRail, settings.railCollapsed);
    Q_EMIT changed(m_settings);
}

void SettingsStore::remember(const QString& store) {
    Settings next = m_settings;
    next.recentStores.removeAll(store);
    next.recentStores.prepend(store);
    while (next.recentStores.size() > kRecent) next.recentStores.removeLast();
    set(next);
}

}  // namespace vedette::ui
