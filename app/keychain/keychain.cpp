// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keychain/keychain.h"

#include <QByteArray>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QMap>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

namespace vedette {

namespace {

using Steady = std::chrono::steady_clock;
using Attributes = QMap<QString, QString>;

const QString kService = QStringLiteral("org.freedesktop.secrets");
const QString kRoot = QStringLiteral("/org/freedesktop/secrets");
const QString kServiceInterface = QStringLiteral("org.freedesktop.Secret.Service");
const QString kItemInterface = QStringLiteral("org.freedesktop.Secret.Item");
const QString kSessionInterface = QStringLiteral("org.freedesktop.Secret.Session");
constexpr auto kLeftAlone = std::chrono::minutes(1);
constexpr const char* kInstead = "or use env:NAME or file:PATH";

QString fromStd(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

// The connection and what was learnt about who answers on it.
class Keychain {
public:
    Keychain(const std::string& address, Duration patience)
        : m_address(fromStd(address)),
          m_patience(static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(patience).count())) {
        qDBusRegisterMetaType<Attributes>();
        static std::atomic<int> made = 0;
        m_name = QStringLiteral("vedette-keychain-%1").arg(++made);
    }
    ~Keychain() { QDBusConnection::disconnectFromBus(m_name); }
    Keychain(const Keychain&) = delete;
    Keychain& operator=(const Keychain&) = delete;

    Result<std::string> read(const std::string& service, const std::string& name) {
        if (m_trouble && Steady::now() < m_again) return std::unexpected(*m_trouble);
        m_trouble.reset();
        if (auto connected = connect(); !connected) return passOn(connected);
        auto session = call(kRoot, kServiceInterface, QStringLiteral("OpenSession"),
                            {QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString()))});
        if (!session) return passOn(session);
        const auto path = session->arguments().value(1).value<QDBusObjectPath>();
        auto secret = readWithin(path, service, name);
        (void)call(path.path(), kSessionInterface, QStringLiteral("Close"), {});
        return secret;
    }

private:
    Result<void> connect() {
        if (m_bus && m_bus->isConnected()) return {};
        QDBusConnection::disconnectFromBus(m_name);
        m_bus = m_address.isEmpty() ? QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_name)
                                    : QDBusConnection::connectToBus(m_address, m_name);
        if (m_bus->isConnected()) return {};
        return fail(ErrorCode::Denied, "there is no session message bus (D-Bus) here, so no keychain can be reached",
                    {}, std::string("collect within a desktop session, ") + kInstead);
    }

    Result<std::string> readWithin(const QDBusObjectPath& session, const std::string& service,
                                   const std::string& name) {
        const Attributes wanted{{QStringLiteral("service"), fromStd(service)},
                                {QStringLiteral("username"), fromStd(name)}};
        auto found = call(kRoot, kServiceInterface, QStringLiteral("SearchItems"), {QVariant::fromValue(wanted)});
        if (!found) return passOn(found);
        const auto open = pathsOf(found->arguments().value(0));
        if (open.isEmpty()) {
            if (pathsOf(found->arguments().value(1)).isEmpty())
                return fail(ErrorCode::Denied, "the keychain has no entry of this name", {},
                            "secret-tool store --label='Vedette' service SERVICE username NAME makes one");
            return fail(ErrorCode::Denied, "the keychain that holds this entry is locked", {},
                        std::string("unlock it, then it is read at the next poll, ") + kInstead);
        }
        auto answer =
            call(open.first().path(), kItemInterface, QStringLiteral("GetSecret"), {QVariant::fromValue(session)});
        if (!answer) return passOn(answer);
        const QVariant value = answer->arguments().value(0);
        if (!value.canConvert<QDBusArgument>()) return oddAnswer();
        const auto structure = value.value<QDBusArgument>();
        if (structure.currentSignature() != QStringLiteral("(oayays)")) return oddAnswer();
        QDBusObjectPath of;
        QByteArray parameters;
        QByteArray secret;
        QString contentType;
        structure.beginStructure();
        structure >> of >> parameters >> secret >> contentType;
        structure.endStructure();
        std::string text(secret.constData(), static_cast<std::size_t>(secret.size()));
        return text;
    }

    static QList<QDBusObjectPath> pathsOf(const QVariant& value) {
        if (value.canConvert<QDBusArgument>()) return qdbus_cast<QList<QDBusObjectPath>>(value);
        return value.value<QList<QDBusObjectPath>>();
    }

    static std::unexpected<Error> oddAnswer() {
        return fail(ErrorCode::Denied, "the keychain does not answer as the Secret Service interface says", {},
                    "use env:NAME or file:PATH");
    }

    Result<QDBusMessage> call(const QString& path, const QString& interface, const QString& method,
                              const QVariantList& arguments) {
        auto message = QDBusMessage::createMethodCall(kService, path, interface, method);
        message.setArguments(arguments);
        const QDBusMessage reply = m_bus->call(message, QDBus::Block, m_patience);
        if (reply.type() == QDBusMessage::ReplyMessage) return reply;
        const std::string said = reply.errorName().toStdString();
        if (said.ends_with(".ServiceUnknown") || said.ends_with(".NameHasNoOwner"))
            return fail(ErrorCode::Denied, "no keychain (Secret Service) runs in this session", {},
                        std::string("start gnome-keyring or another one, ") + kInstead);
        if (said.ends_with(".NoReply") || said.ends_with(".Timeout")) {
            m_trouble = Error{ErrorCode::Denied,
                              "the keychain does not answer",
                              {},
                              std::string("look whether it waits for somebody, ") + kInstead};
            m_again = Steady::now() + kLeftAlone;
            return std::unexpected(*m_trouble);
        }
        return fail(ErrorCode::Denied, "the keychain refuses: " + said, {}, std::string("unlock it, ") + kInstead);
    }

    QString m_address;
    int m_patience;  // milliseconds
    QString m_name;
    std::optional<QDBusConnection> m_bus;
    std::optional<Error> m_trouble;  // it did not answer; not asked before m_again
    Steady::time_point m_again;
};

}  // namespace

KeychainReader sessionKeychain(const std::string& busAddress, Duration patience) {
    return [keychain = std::make_shared<Keychain>(busAddress, patience)](
               const std::string& service, const std::string& name) { return keychain->read(service, name); };
}

}  // namespace vedette
