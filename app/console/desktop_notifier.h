// SPDX-License-Identifier: GPL-3.0-or-later
// Notices through the desktop's own service: org.freedesktop.Notifications on the session bus (Desktop Notifications
// Specification 1.2). Never waits for it. Silent, one at a time, with "Open". UI thread only.
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QStringList>

#include "ui/shell/notifier.h"

class QDBusMessage;
class QDBusPendingCallWatcher;

namespace vedette::console {

class DesktopNotifier final : public QObject, public ui::Notifier {
    Q_OBJECT

public:
    explicit DesktopNotifier(const QDBusConnection& bus = QDBusConnection::sessionBus());
    ~DesktopNotifier() override;

    void show(const ui::Notice& notice, std::function<void(bool taken)> done) override;
    void withdraw() override;
    [[nodiscard]] QString trouble() const override { return m_trouble; }
    // The service has said what it can do.
    [[nodiscard]] bool ready() const { return !m_capabilities.isEmpty(); }

private Q_SLOTS:
    void actionInvoked(uint id, const QString& action);
    void notificationClosed(uint id, uint reason);
    void activationToken(uint id, const QString& token);

private:
    QDBusPendingCallWatcher* call(const QString& method, const QVariantList& arguments);
    void askCapabilities();
    void setTrouble(const QString& trouble);

    QDBusConnection m_bus;
    QString m_trouble;
    QStringList m_capabilities;
    uint m_id = 0;  // of the notice that stands; 0: none
};

}  // namespace vedette::console
