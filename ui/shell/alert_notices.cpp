// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/alert_notices.h"

#include <QLocale>
#include <QPointer>

#include "core/event/event.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

constexpr qsizetype kMostNodes = 3;

QString whereWords(const QList<const AlertSummary*>& alerts) {
    QStringList nodes;
    for (const auto* alert : alerts)
        if (const QString node = visible(alert->node); !node.isEmpty() && !nodes.contains(node)) nodes.push_back(node);
    if (nodes.isEmpty()) return AlertNotices::tr("Open Vedette for the details.");
    if (nodes.size() > kMostNodes) return AlertNotices::tr("On %n node(s).", nullptr, static_cast<int>(nodes.size()));
    return AlertNotices::tr("On %1.").arg(QLocale().createSeparatedList(nodes));
}

}  // namespace

Notice noticeOf(const QList<const AlertSummary*>& alerts, bool simulated) {
    Notice notice;
    const std::string_view detector = alerts.isEmpty() ? std::string_view() : alerts.front()->detector;
    const std::string title = alertLabel(detector).title;
    if (alerts.size() != 1)
        notice.title = AlertNotices::tr("%n critical alert(s)", nullptr, static_cast<int>(alerts.size()));
    else if (title == detector)  // a rule of the user's own: its number says nothing to anybody
        notice.title = AlertNotices::tr("Critical alert");
    else
        notice.title = AlertNotices::tr("Critical alert: %1").arg(said(title));
    notice.text = whereWords(alerts);
    if (simulated) notice.text = AlertNotices::tr("Simulated fleet. %1").arg(notice.text);
    return notice;
}

AlertNotices::AlertNotices(Notifier& notifier, SettingsStore& settings, int pauseMs)
    : m_notifier(notifier), m_settings(settings) {
    m_pause.setParent(this);
    m_pause.setObjectName(QStringLiteral("noticePause"));
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &AlertNotices::tell);
    connect(&settings, &SettingsStore::changed, this, [this](const Settings& now) {
        if (!now.notifications) forget();
    });
    m_notifier.onOpened = [this] {
        const Target where = target();
        m_standing.clear();
        Q_EMIT openRequested(where);
    };
    m_notifier.onDismissed = [this] { m_standing.clear(); };
}

AlertNotices::~AlertNotices() {
    m_notifier.onOpened = nullptr;
    m_notifier.onDismissed = nullptr;
}

void AlertNotices::setContext(Context* context) {
    forget();
    m_known.clear();
    m_primed = false;
    if (m_context != nullptr) m_context->alerts.disconnect(this);
    m_context = context;
    if (context == nullptr) return;
    connect(&context->alerts, &FeedBase::changed, this, &AlertNotices::follow);
    follow();
}

void AlertNotices::forget() {
    m_waiting.clear();
    if (m_standing.empty()) return;
    m_standing.clear();
    m_notifier.withdraw();
}

void AlertNotices::follow() {
    const auto queue = m_context->alerts.value();
    if (!queue) return;
    const bool before = !std::exchange(m_primed, true);
    const bool wanted = m_settings.get().notifications;
    const bool stood = !m_standing.empty();
    for (const auto& alert : queue->alerts) {
        if (alert.severity < ocsf::kCritical) continue;
        const bool unknown = m_known.emplace(alert.id).second;
        if (alert.status != AlertStatus::New) {
            // Somebody has taken it up; nobody needs to hear of it any more.
            m_waiting.erase(std::string(alert.id));
            m_standing.erase(std::string(alert.id));
        } else if (unknown && !before && wanted) {
            m_waiting.emplace(alert.id);
        }
    }
    if (stood && m_standing.empty()) m_notifier.withdraw();
    if (!m_pause.isActive()) tell();
}

Target AlertNotices::target() const {
    Target where{.page = PageId::Alerts};
    if (m_context == nullptr || !m_context->alerts.value()) return where;
    for (const auto& alert : m_context->alerts.value()->alerts)
        if (m_standing.contains(alert.id)) {
            where.item = toQString(alert.id);
            break;
        }
    return where;
}

void AlertNotices::tell() {
    if (m_waiting.empty() || m_context == nullptr) return;
    m_standing.merge(m_waiting);
    m_waiting.clear();
    QList<const AlertSummary*> alerts;
    const auto queue = m_context->alerts.value();
    for (const auto& alert : queue->alerts)
        if (m_standing.contains(alert.id)) alerts.push_back(&alert);
    const Notice notice = noticeOf(alerts, m_context->services.health().simulated);
    m_pause.start();
    m_notifier.show(notice, [self = QPointer(this), notice, where = target()](bool taken) {
        if (taken || !self) return;
        self->m_standing.clear();
        Q_EMIT self->notTaken(notice, where);
    });
}

}  // namespace vedette::ui
