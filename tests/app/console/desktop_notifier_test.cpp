// SPDX-License-Identifier: GPL-3.0-or-later
// Notices over a real message bus of the test's own, to a notification server that writes down what it gets: what goes
// out, how a click comes back, and what happens where there is no server or no bus.
#include "app/console/desktop_notifier.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <memory>
#include <optional>

using namespace vedette;
using console::DesktopNotifier;

namespace {

constexpr int kPatience = 30'000;

struct Shown {
    uint id = 0;
    QString title;
    QString text;
    QStringList actions;
    QVariantMap hints;
};

}  // namespace

// The desktop's side of the specification, as far as the console uses it.
class NotificationServer : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList capabilities = {QStringLiteral("actions"), QStringLiteral("body"), QStringLiteral("body-markup")};
    QList<Shown> shown;
    QList<uint> closed;

public Q_SLOTS:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString& program, uint replaces, const QString& icon, const QString& title, const QString& text,
                const QStringList& actions, const QVariantMap& hints, int timeout) {
        Q_UNUSED(program)
        Q_UNUSED(icon)
        Q_UNUSED(timeout)
        const uint id = replaces != 0 ? replaces : ++m_last;
        shown.push_back({id, title, text, actions, hints});
        return id;
    }
    void CloseNotification(uint id) {
        closed.push_back(id);
        Q_EMIT NotificationClosed(id, 3);
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString& action);
    void NotificationClosed(uint id, uint reason);

private:
    uint m_last = 41;
};

class DesktopNotifierTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty()) QSKIP("dbus-daemon is not installed");
        m_daemon.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_daemon.start(daemon, {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                                QStringLiteral("--print-address=1")});
        QVERIFY(m_daemon.waitForStarted());
        while (!m_daemon.canReadLine()) QVERIFY(m_daemon.waitForReadyRead(kPatience));
        m_address = QString::fromLatin1(m_daemon.readLine()).trimmed();
        QVERIFY(connection("client").isConnected());
    }
    void cleanupTestCase() {
        for (const char* name : {"client", "server"}) QDBusConnection::disconnectFromBus(QString::fromLatin1(name));
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }
    void cleanup() { stopServer(); }

    void showsAndReplaces() {
        startServer();
        DesktopNotifier notifier(connection("client"));
        QTRY_VERIFY_WITH_TIMEOUT(asked(notifier), kPatience);
        QCOMPARE(show(notifier, QStringLiteral("One"), QStringLiteral("On <node> & more.")), true);
        QCOMPARE(m_server->shown.size(), 1);
        const Shown first = m_server->shown.front();
        QCOMPARE(first.title, QStringLiteral("One"));
        QCOMPARE(first.text, QStringLiteral("On &lt;node&gt; &amp; more."));  // this server reads markup
        QVERIFY(first.actions.contains(QStringLiteral("default")));
        QCOMPARE(first.hints.value(QStringLiteral("urgency")).toInt(), 2);
        QCOMPARE(first.hints.value(QStringLiteral("suppress-sound")).toBool(), true);
        QCOMPARE(show(notifier, QStringLiteral("Two"), {}), true);
        QCOMPARE(m_server->shown.back().id, first.id);
    }

    void aClickOpensAndClearsAway_data() {
        QTest::addColumn<QString>("action");
        QTest::newRow("the notice itself") << QStringLiteral("default");
        QTest::newRow("its button") << QStringLiteral("open");
    }
    void aClickOpensAndClearsAway() {
        QFETCH(QString, action);
        startServer();
        DesktopNotifier notifier(connection("client"));
        int opened = 0;
        notifier.onOpened = [&] { ++opened; };
        QTRY_VERIFY_WITH_TIMEOUT(asked(notifier), kPatience);
        QVERIFY(show(notifier, QStringLiteral("One"), {}));
        const uint id = m_server->shown.front().id;
        Q_EMIT m_server->ActionInvoked(id + 1, action);  // somebody else's
        Q_EMIT m_server->ActionInvoked(id, action);
        QTRY_COMPARE_WITH_TIMEOUT(opened, 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->closed, QList<uint>{id}, kPatience);
    }

    void dismissedByAPersonOnly() {
        startServer();
        DesktopNotifier notifier(connection("client"));
        int dismissed = 0;
        notifier.onDismissed = [&] { ++dismissed; };
        QTRY_VERIFY_WITH_TIMEOUT(asked(notifier), kPatience);
        for (const uint reason : {1U, 2U}) {  // ran out, closed by hand
            QVERIFY(show(notifier, QStringLiteral("One"), {}));
            Q_EMIT m_server->NotificationClosed(m_server->shown.back().id, reason);
        }
        QTRY_COMPARE_WITH_TIMEOUT(dismissed, 1, kPatience);
    }

    void saysWhenNobodyShowsAndNoticesWhenSomebodyDoes() {
        DesktopNotifier notifier(connection("client"));
        QTRY_VERIFY_WITH_TIMEOUT(!notifier.trouble().isEmpty(), kPatience);
        QCOMPARE(show(notifier, QStringLiteral("One"), {}), false);
        startServer();
        QTRY_VERIFY_WITH_TIMEOUT(notifier.trouble().isEmpty(), kPatience);
        QCOMPARE(show(notifier, QStringLiteral("One"), {}), true);
        stopServer();
        QTRY_VERIFY_WITH_TIMEOUT(!notifier.trouble().isEmpty(), kPatience);
    }

    void withoutABus() {
        DesktopNotifier notifier{QDBusConnection(QStringLiteral("there is no such bus"))};
        QVERIFY(notifier.trouble().contains(QStringLiteral("D-Bus")));
        QCOMPARE(show(notifier, QStringLiteral("One"), {}), false);
        notifier.withdraw();
    }

private:
    QDBusConnection connection(const char* name) const {
        return QDBusConnection::connectToBus(m_address, QString::fromLatin1(name));
    }
    void startServer() {
        m_server = std::make_unique<NotificationServer>();
        QDBusConnection bus = connection("server");
        QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), m_server.get(),
                                   QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));
    }
    void stopServer() {
        if (!m_server) return;
        QDBusConnection bus = connection("server");
        bus.unregisterService(QStringLiteral("org.freedesktop.Notifications"));
        bus.unregisterObject(QStringLiteral("/org/freedesktop/Notifications"));
        m_server.reset();
    }
    // The notifier knows what the server can do.
    static bool asked(DesktopNotifier& notifier) { return notifier.ready(); }
    static bool show(DesktopNotifier& notifier, const QString& title, const QString& text) {
        std::optional<bool> taken;
        notifier.show({title, text}, [&](bool was) { taken = was; });
        return QTest::qWaitFor([&] { return taken.has_value(); }, kPatience) && *taken;
    }

    QProcess m_daemon;
    QString m_address;
    std::unique_ptr<NotificationServer> m_server;
};

QTEST_GUILESS_MAIN(DesktopNotifierTest)
#include "desktop_notifier_test.moc"
