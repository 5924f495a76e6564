// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets over the Secret Service interface, on a message bus of the test's own: from a keychain that does as the test
// says, and from GNOME Keyring itself.
#include "app/keychain/keychain.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace vedette;

namespace {

constexpr int kPatience = 60'000;
constexpr Duration kCallPatience = std::chrono::minutes(1);
using Paths = QList<QDBusObjectPath>;
using Attributes = QMap<QString, QString>;

QString s(const char* text) { return QString::fromUtf8(text); }

}  // namespace

// "(oayays)" of the specification.
struct WireSecret {
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString type;
};
Q_DECLARE_METATYPE(WireSecret)

QDBusArgument& operator<<(QDBusArgument& out, const WireSecret& secret) {
    out.beginStructure();
    out << secret.session << secret.parameters << secret.value << secret.type;
    out.endStructure();
    return out;
}
const QDBusArgument& operator>>(const QDBusArgument& in, WireSecret& secret) {
    in.beginStructure();
    in >> secret.session >> secret.parameters >> secret.value >> secret.type;
    in.endStructure();
    return in;
}

// The keychain's side, with one entry: service "vllm", username "gateway".
class ObedientKeychain : public QDBusVirtualObject {
    Q_OBJECT

public:
    enum class Mood { Open, Locked, Silent, Odd, Asking, Homeless };
    Mood mood = Mood::Open;
    // What was put into it; once it was, that is what it holds.
    QString label;
    Attributes attributes;
    QByteArray kept;
    QList<QString> calls;

    [[nodiscard]] QString introspect(const QString& path) const override {
        Q_UNUSED(path)
        return {};
    }
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& bus) override {
        calls.push_back(message.member());
        if (mood == Mood::Silent) return true;
        if (message.member() == s("CreateItem") && mood != Mood::Asking) {
            const auto properties = qdbus_cast<QVariantMap>(message.arguments().value(0));
            label = properties.value(s("org.freedesktop.Secret.Item.Label")).toString();
            attributes = qdbus_cast<Attributes>(properties.value(s("org.freedesktop.Secret.Item.Attributes")));
            kept = qdbus_cast<WireSecret>(message.arguments().value(1)).value;
        }
        if (message.member() == s("Delete")) {
            attributes.clear();
            kept.clear();
        }
        bus.send(message.createReply(answerTo(message)));
        return true;
    }

private:
    [[nodiscard]] QVariantList answerTo(const QDBusMessage& message) const {
        const QDBusObjectPath item(s("/org/freedesktop/secrets/collection/login/1"));
        const QDBusObjectPath session(s("/org/freedesktop/secrets/session/1"));
        if (message.member() == s("OpenSession"))
            return {QVariant::fromValue(QDBusVariant(QString())), QVariant::fromValue(session)};
        if (message.member() == s("ReadAlias"))
            return {QVariant::fromValue(
                QDBusObjectPath(mood == Mood::Homeless ? s("/") : s("/org/freedesktop/secrets/collection/login")))};
        const QDBusObjectPath prompt(mood == Mood::Asking ? s("/org/freedesktop/secrets/prompt/1") : s("/"));
        if (message.member() == s("CreateItem")) return {QVariant::fromValue(item), QVariant::fromValue(prompt)};
        if (message.member() == s("Delete")) return {QVariant::fromValue(prompt)};
        if (message.member() == s("SearchItems")) {
            const auto asked = qdbus_cast<Attributes>(message.arguments().value(0));
            const bool known = (asked.value(s("service")) == s("vllm") && asked.value(s("username")) == s("gateway")) ||
                               (!attributes.isEmpty() && asked == attributes);
            const Paths found = known ? Paths{item} : Paths{};
            const bool locked = mood == Mood::Locked;
            return {QVariant::fromValue(locked ? Paths{} : found), QVariant::fromValue(locked ? found : Paths{})};
        }
        if (message.member() == s("GetSecret")) {
            if (mood == Mood::Odd) return {s("no structure")};
            return {QVariant::fromValue(
                WireSecret{session, {}, kept.isEmpty() ? QByteArray("to-ken\n") : kept, s("text/plain")})};
        }
        return {};
    }
};

class KeychainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        const QString daemon = QStandardPaths::findExecutable(s("dbus-daemon"));
        if (daemon.isEmpty()) QSKIP("dbus-daemon is not installed");
        // Without folders of services: nothing that is installed here may come up by itself.
        QFile config(m_folder.filePath(s("bus.conf")));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write(
            "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context='default'>"
            "<allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/>"
            "</policy></busconfig>");
        config.close();
        m_daemon.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_daemon.start(
            daemon, {s("--config-file=") + config.fileName(), s("--nofork"), s("--nopidfile"), s("--print-address=1")});
        QVERIFY(m_daemon.waitForStarted(kPatience));
        while (!m_daemon.canReadLine()) QVERIFY(m_daemon.waitForReadyRead(kPatience));
        m_address = QString::fromLatin1(m_daemon.readLine()).trimmed();
        qDBusRegisterMetaType<WireSecret>();
        qDBusRegisterMetaType<Attributes>();
    }
    void cleanupTestCase() {
        if (m_daemon.state() == QProcess::NotRunning) return;
        m_daemon.terminate();
        QVERIFY(m_daemon.waitForFinished(kPatience));
    }

    void readsWhatTheKeychainHolds_data() {
        QTest::addColumn<ObedientKeychain::Mood>("mood");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("problem");
        using Mood = ObedientKeychain::Mood;
        QTest::newRow("there") << Mood::Open << s("gateway") << s("to-ken\n") << QString();
        QTest::newRow("not there") << Mood::Open << s("other") << QString() << s("no entry of this name");
        QTest::newRow("locked") << Mood::Locked << s("gateway") << QString() << s("locked");
        QTest::newRow("odd") << Mood::Odd << s("gateway") << QString() << s("does not answer as");
    }
    void readsWhatTheKeychainHolds() {
        QFETCH(ObedientKeychain::Mood, mood);
        QFETCH(QString, name);
        QFETCH(QString, secret);
        QFETCH(QString, problem);
        ObedientKeychain keychain;
        keychain.mood = mood;
        const Offered offered(m_address, keychain);
        QVERIFY(offered.good);
        const auto read = readFrom(sessionKeychain(m_address.toStdString(), kCallPatience), "vllm", name.toStdString());
        QCOMPARE(read.has_value(), problem.isEmpty());
        if (read) {
            QCOMPARE(*read, secret.toStdString());
        } else {
            QVERIFY2(read.error().text().find(problem.toStdString()) != std::string::npos, read.error().text().c_str());
            QVERIFY(!read.error().hint.empty());
        }
        QTRY_COMPARE_WITH_TIMEOUT(keychain.calls.last(), s("Close"), kPatience);
    }

    void keepsAndDropsWhatItIsGiven() {
        ObedientKeychain keychain;
        const Offered offered(m_address, keychain);
        QVERIFY(offered.good);
        const KeychainEntry entry{"vedette", "/srv/acme.store", "Keys of acme.store"};
        const auto bus = m_address.toStdString();
        const auto done = [](std::future<Result<void>> work) {
            const auto ready = [&] { return work.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
            if (!QTest::qWaitFor(ready, kPatience)) qWarning("the keychain does nothing");
            return work.get();
        };
        const auto kept =
            done(std::async(std::launch::async, [&] { return keepInKeychain(entry, "se cret", bus, kCallPatience); }));
        QVERIFY2(kept.has_value(), kept ? "" : kept.error().text().c_str());
        QCOMPARE(keychain.label, s("Keys of acme.store"));
        QCOMPARE(keychain.kept, QByteArray("se cret"));
        QCOMPARE(readFrom(sessionKeychain(bus, kCallPatience), "vedette", "/srv/acme.store").value_or("nothing"),
                 std::string("se cret"));
        QVERIFY(done(std::async(std::launch::async, [&] { return dropFromKeychain(entry, bus, kCallPatience); })));
        QVERIFY(keychain.kept.isEmpty());
        QVERIFY(!readFrom(sessionKeychain(bus, kCallPatience), "vedette", "/srv/acme.store"));
        QVERIFY(done(std::async(std::launch::async, [&] { return dropFromKeychain(entry, bus, kCallPatience); })));
        // Where it would have to ask somebody, or has no place, it is said.
        for (const auto mood : {ObedientKeychain::Mood::Asking, ObedientKeychain::Mood::Homeless}) {
            keychain.mood = mood;
            const auto refused =
                done(std::async(std::launch::async, [&] { return keepInKeychain(entry, "x", bus, kCallPatience); }));
            QVERIFY(!refused && !refused.error().hint.empty());
            QVERIFY(keychain.kept.isEmpty());
        }
    }

    // It must not hold up who collects, poll after poll.
    void aKeychainThatDoesNotAnswerIsLeftAlone() {
        ObedientKeychain keychain;
        keychain.mood = ObedientKeychain::Mood::Silent;
        const Offered offered(m_address, keychain);
        const auto reader = sessionKeychain(m_address.toStdString(), std::chrono::milliseconds(300));
        const auto first = readFrom(reader, "vllm", "gateway");
        QVERIFY(!first && first.error().text().find("does not answer") != std::string::npos);
        const auto asked = keychain.calls.size();
        const auto second = readFrom(reader, "vllm", "gateway");
        QVERIFY(!second && second.error().text() == first.error().text());
        QCOMPARE(keychain.calls.size(), asked);
    }

    // The reader of a service that runs for months: the session may begin after it did.
    void aKeychainThatComesLaterIsRead() {
        const auto reader = sessionKeychain(m_address.toStdString(), kCallPatience);
        const auto none = readFrom(reader, "vllm", "gateway");
        QVERIFY(!none);
        QVERIFY2(none.error().text().find("no keychain (Secret Service) runs") != std::string::npos,
                 none.error().text().c_str());
        ObedientKeychain keychain;
        const Offered offered(m_address, keychain);
        QCOMPARE(readFrom(reader, "vllm", "gateway").value_or("nothing"), std::string("to-ken\n"));
    }

    void withoutAMessageBusItIsSaid() {
        const QTemporaryDir folder;
        const auto reader = sessionKeychain("unix:path=" + folder.filePath(s("no-bus")).toStdString());
        const auto read = readFrom(reader, "vllm", "gateway");
        QVERIFY(!read && read.error().code == ErrorCode::Denied);
        QVERIFY2(read.error().text().find("D-Bus") != std::string::npos, read.error().text().c_str());
        QVERIFY(read.error().hint.find("env:NAME") != std::string::npos);
    }

    void gnomeKeyring() {
        const QString program = QStandardPaths::findExecutable(s("gnome-keyring-daemon"));
        if (program.isEmpty()) QSKIP("gnome-keyring is not installed");
        const QTemporaryDir home;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(s("DBUS_SESSION_BUS_ADDRESS"), m_address);
        for (const char* name : {"HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
            environment.insert(s(name), home.path());
        QProcess daemon;
        daemon.setProcessEnvironment(environment);
        daemon.start(program, {s("--foreground"), s("--components=secrets")});
        if (!daemon.waitForStarted(kPatience)) QSKIP("gnome-keyring-daemon may not be started here");
        QDBusConnection bus = QDBusConnection::connectToBus(m_address, s("writer"));
        const auto settled = [&] { return there(bus) || daemon.state() == QProcess::NotRunning; };
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
        if (daemon.state() == QProcess::NotRunning) QSKIP("gnome-keyring-daemon does not run here");

        // Its collection "session" is in memory and never locked.
        const auto opened = call(bus, s("/org/freedesktop/secrets"), s("Service"), s("OpenSession"),
                                 {s("plain"), QVariant::fromValue(QDBusVariant(QString()))});
        QVERIFY2(opened.type() == QDBusMessage::ReplyMessage, qPrintable(opened.errorMessage()));
        const auto session = opened.arguments().value(1).value<QDBusObjectPath>();
        const QVariantMap properties{
            {s("org.freedesktop.Secret.Item.Label"), s("Vedette")},
            {s("org.freedesktop.Secret.Item.Attributes"),
             QVariant::fromValue(Attributes{{s("service"), s("vllm")}, {s("username"), s("gateway")}})}};
        const auto made =
            call(bus, s("/org/freedesktop/secrets/collection/session"), s("Collection"), s("CreateItem"),
                 {properties, QVariant::fromValue(WireSecret{session, {}, "of-gnome", s("text/plain")}), true});
        QVERIFY2(made.type() == QDBusMessage::ReplyMessage, qPrintable(made.errorMessage()));

        const auto reader = sessionKeychain(m_address.toStdString(), kCallPatience);
        QCOMPARE(readFrom(reader, "vllm", "gateway").value_or("nothing"), std::string("of-gnome"));
        QVERIFY(!readFrom(reader, "vllm", "other"));
        QDBusConnection::disconnectFromBus(s("writer"));
        daemon.terminate();
        QVERIFY(daemon.waitForFinished(kPatience));
    }

private:
    // The keychain is on the bus as long as this lives.
    struct Offered {
        Offered(const QString& address, ObedientKeychain& keychain) {
            QDBusConnection bus = QDBusConnection::connectToBus(address, s("keychain"));
            good = bus.registerVirtualObject(s("/org/freedesktop/secrets"), &keychain, QDBusConnection::SubPath) &&
                   bus.registerService(s("org.freedesktop.secrets"));
        }
        ~Offered() { QDBusConnection::disconnectFromBus(s("keychain")); }
        bool good = false;
    };

    static bool there(QDBusConnection& bus) {
        const auto owner = QDBusMessage::createMethodCall(s("org.freedesktop.DBus"), s("/org/freedesktop/DBus"),
                                                          s("org.freedesktop.DBus"), s("NameHasOwner"));
        auto asked = owner;
        asked.setArguments({s("org.freedesktop.secrets")});
        return bus.call(asked).arguments().value(0).toBool();
    }

    static QDBusMessage call(QDBusConnection& bus, const QString& path, const QString& interface, const QString& method,
                             const QVariantList& arguments) {
        auto message = QDBusMessage::createMethodCall(s("org.freedesktop.secrets"), path,
                                                      s("org.freedesktop.Secret.") + interface, method);
        message.setArguments(arguments);
        return bus.call(message, QDBus::Block, kPatience);
    }

    // On a thread without anything of Qt, as the collector's; the keychain answers on this one.
    static Result<std::string> readFrom(const KeychainReader& reader, const std::string& service,
                                        const std::string& name) {
        auto reading = std::async(std::launch::async, [&] { return reader(service, name); });
        const auto ready = [&] { return reading.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
        if (!QTest::qWaitFor(ready, kPatience)) qWarning("the keychain is not read");
        return reading.get();
    }

    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
};

QTEST_GUILESS_MAIN(KeychainTest)
#include "keychain_test.moc"
