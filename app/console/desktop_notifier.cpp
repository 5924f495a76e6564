// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/desktop_notifier.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QVariantMap>

#include <utility>

namespace vedette::console {
namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");
const QString kDefaultAction = QStringLiteral("default");
const QString kOpenAction = QStringLiteral("open");
constexpr uint kClosedByPerson = 2;
constexpr uchar kUrgencyCritical = 2;

}  // namespace

DesktopNotifier::DesktopNotifier(const QDBusConnection& bus) : m_bus(bus) {
    if (!m_bus.isConnected()) {
        m_trouble = tr("There is no D-Bus session here: critical alerts are shown inside the window only.");
        return;
    }
    m_bus.connect(kService, kPath, kService, QStringLiteral("ActionInvoked"), this, SLOT(actionInvoked(uint, QString)));
    m_bus.connect(kService, kPath, kService, QStringLiteral("NotificationClosed"), this,
                  SLOT(notificationClosed(uint, uint)));
    m_bus.connect(kService, kPath, kService, QStringLiteral("ActivationToken"), this,
                  SLOT(activationToken(uint, QString)));
    auto* watcher = new QDBusServiceWatcher(kService, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, [this] {
        m_id = 0;  // the one who showed it is gone
        askCapabilities();
    });
    askCapabilities();
}

DesktopNotifier::~DesktopNotifier() { DesktopNotifier::withdraw(); }

QDBusPendingCallWatcher* DesktopNotifier::call(const QString& method, const QVariantList& arguments) {
    QDBusMessage message = QDBusMessage::createMethodCall(kService, kPath, kService, method);
    message.setArguments(arguments);
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, watcher, &QObject::deleteLater);
    return watcher;
}

void DesktopNotifier::askCapabilities() {
    connect(call(QStringLiteral("GetCapabilities"), {}), &QDBusPendingCallWatcher::finished, this,
            [this](QDBusPendingCallWatcher* watcher) {
                const QDBusPendingReply<QStringList> reply = *watcher;
                m_capabilities = reply.isError() ? QStringList() : reply.value();
                setTrouble(reply.isError()
                               ? tr("This desktop shows no notifications: critical alerts are shown inside the "
                                    "window only.")
                               : QString());
            });
}

void DesktopNotifier::setTrouble(const QString& trouble) {
    if (trouble == m_trouble) return;
    m_trouble = trouble;
    if (onTrouble) onTrouble();
}

void DesktopNotifier::show(const ui::Notice& notice, std::function<void(bool taken)> done) {
    if (!m_bus.isConnected()) return done(false);
    const bool markup = m_capabilities.contains(QStringLiteral("body-markup"));
    QStringList actions;
    if (m_capabilities.contains(QStringLiteral("actions")))
        actions = {kDefaultAction, tr("Open"), kOpenAction, tr("Open")};
    const QVariantMap hints = {
        {QStringLiteral("urgency"), QVariant::fromValue(kUrgencyCritical)},
        {QStringLiteral("desktop-entry"), QStringLiteral("io.github.vedette.Vedette")},
        {QStringLiteral("suppress-sound"), true},
    };
    const QVariantList arguments = {QStringLiteral("Vedette"),
                                    m_id,
                                    QStringLiteral("io.github.vedette.Vedette"),
                                    notice.title,
                                    markup ? notice.text.toHtmlEscaped() : notice.text,
                                    actions,
                                    hints,
                                    -1};
    connect(call(QStringLiteral("Notify"), arguments), &QDBusPendingCallWatcher::finished, this,
            [this, done = std::move(done)](QDBusPendingCallWatcher* watcher) {
                const QDBusPendingReply<uint> reply = *watcher;
                if (!reply.isError()) m_id = reply.value();
                done(!reply.isError());
            });
}

void DesktopNotifier::withdraw() {
    if (m_id == 0 || !m_bus.isConnected()) return;
    QDBusMessage message =
        QDBusMessage::createMethodCall(kService, kPath, kService, QStringLiteral("CloseNotification"));
    message.setArguments({std::exchange(m_id, 0U)});
    m_bus.send(message);
}

void DesktopNotifier::actionInvoked(uint id, const QString& action) {
    if (id != m_id || m_id == 0 || (action != kDefaultAction && action != kOpenAction)) return;
    withdraw();
    if (onOpened) onOpened();
}

void DesktopNotifier::notificationClosed(uint id, uint reason) {
    if (id != m_id || m_id == 0) return;
    m_id = 0;
    if (reason == kClosedByPerson && onDismissed) onDismissed();
}

// Comes before ActionInvoked; without it a Wayland compositor does not let the window come to the front.
void DesktopNotifier::activationToken(uint id, const QString& token) {
    if (id == m_id && m_id != 0) qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
}

}  // namespace vedette::console
