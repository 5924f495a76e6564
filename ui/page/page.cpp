// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/page.h"

#include <QCoreApplication>

#include <array>

namespace vedette::ui {

Page::Page(Context& context, PageId id, const QString& objectName) : m_context(context), m_id(id) {
    setObjectName(objectName);
    setAccessibleName(pageTitle(id));
}

QString pageTitle(PageId id) {
    const auto say = [](const char* text) { return QCoreApplication::translate("vedette::ui::Page", text); };
    switch (id) {
        case PageId::Overview: return say(QT_TRANSLATE_NOOP("vedette::ui::Page", "Overview"));
        case PageId::Alerts: return say(QT_TRANSLATE_NOOP("vedette::ui::Page", "Alerts"));
        case PageId::Incidents: return say(QT_TRANSLATE_NOOP("vedette::ui::Page", "Incidents"));
        case PageId::Fleet: return say(QT_TRANSLATE_NOOP("vedette::ui::Page", "Fleet"));
        case PageId::Compliance: return say(QT_TRANSLATE_NOOP("vedette::ui::Page", "Compliance"));
        case PageId::Kpis: return say(QT_TRANSLATE_NOOP("vedette::ui::Page", "KPIs"));
        case PageId::Evidence: return say(QT_TRANSLATE_NOOP("vedette::ui::Page", "Evidence"));
        case PageId::Reports: return say(QT_TRANSLATE_NOOP("vedette::ui::Page", "Reports"));
        case PageId::Settings: return say(QT_TRANSLATE_NOOP("vedette::ui::Page", "Settings"));
    }
    return {};
}

QString pageIcon(PageId id) {
    static constexpr std::array<const char*, kPages> kIcons = {
        "dashboard-show",    "notifications",  "flag",          "network-server",     "view-task",
        "office-chart-line", "view-list-tree", "office-report", "settings-configure",
    };
    return QString::fromLatin1(kIcons.at(static_cast<std::size_t>(id)));
}

}  // namespace vedette::ui
