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

// "(oayays)" of the specification; here and not below, as Qt looks for the operators by the type's namespace.
struct SecretOnBus {
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString type;
};

static QDBusArgument& operator<<(QDBusArgument& out, const SecretOnBus& secret) {
    out.beginStructure();
    out << secret.session << secret.parameters << secret.value << secret.type;
    out.endStructure();
    return out;
}

static const QDBusArgument& operator>>(const QDBusArgument& in, SecretOnBus& secret) {
    in.beginStructure();
    in >> secret.session >> secret.parameters >> secret.value >> secret.type;
    in.endStructure();
    return in;
}

namespace {

using Steady = std::chrono::steady_clock;
using Attributes = QMap<QString, QString>;

const QString kService = QStringLiteral("org.freedesktop.secrets");
const QString kRoot = QStringLiteral("/org/freedesktop/secrets");
const QString kServiceInterface = QStringLiteral("org.freedesktop.Secret.Service");
const QString kCollectionInterface = QStringLiteral("org.freedesktop.Secret.Collection");
const QString kItemInterface = QStringLiteral("org.freedesktop.Secret.Item");
const QString kPromptInterface = QStringLiteral("org.freedesktop.Secret.Prompt");
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
        qDBusRegisterMetaType<SecretOnBus>();
        static std::atomic<int> made = 0;
        m_name = QStringLiteral("vedette-keychain-%1").arg(++made);
    }
    ~Keychain() { QDBusConnection::disconnectFromBus(m_name); }
    Keychain(const Keychain&) = delete;
    Keychain& operator=(const Keychain&) = delete;

    Result<std::string> read(const std::string& service, const std::string& name) {
        auto found = find(service, name);
        if (!found) return passOn(found);
        if (*found) return std::move(**found);
        return fail(ErrorCode::Denied, "the keychain has no entry of this name", {},
                    "secret-tool store --label='Vedette' service SERVICE username NAME makes one");
    }

    Result<std::optional<std::string>> find(const std::string& service, const std::string& name) {
        if (m_trouble && Steady::now() < m_again) return std::unexpected(*m_trouble);
        m_trouble.reset();
        auto session = openSession();
        if (!session) return passOn(session);
        auto secret = readWithin(*session, service, name);
        (void)call(session->path(), kSessionInterface, QStringLiteral("Close"), {});
        return secret;
    }

    Result<void> keep(const KeychainEntry& entry, const std::string& secret) {
        auto session = openSession();
        if (!session) return passOn(session);
        auto done = keepWithin(*session, entry, secret);
        (void)call(session->path(), kSessionInterface, QStringLiteral("Close"), {});
        return done;
    }

    Result<void> drop(const KeychainEntry& entry) {
        if (auto connected = connect(); !connected) return passOn(connected);
        auto found = search(entry.service, entry.name);
        if (!found) return passOn(found);
        for (const int place : {0, 1})
            for (const auto& item : pathsOf(found->arguments().value(place))) {
                auto gone = call(item.path(), kItemInterface, QStringLiteral("Delete"), {});
                if (!gone) return passOn(gone);
                if (auto asked = refusePrompt(gone->arguments().value(0)); !asked) return asked;
            }
        return {};
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

    Result<QDBusObjectPath> openSession() {
        if (auto connected = connect(); !connected) return passOn(connected);
        auto session = call(kRoot, kServiceInterface, QStringLiteral("OpenSession"),
                            {QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString()))});
        if (!session) return passOn(session);
        return session->arguments().value(1).value<QDBusObjectPath>();
    }

    static Attributes attributesOf(const std::string& service, const std::string& name) {
        return {{QStringLiteral("service"), fromStd(service)}, {QStringLiteral("username"), fromStd(name)}};
    }

    Result<QDBusMessage> search(const std::string& service, const std::string& name) {
        return call(kRoot, kServiceInterface, QStringLiteral("SearchItems"),
                    {QVariant::fromValue(attributesOf(service, name))});
    }

    // The keychain would ask the person at the desktop before it does as told.
    Result<void> refusePrompt(const QVariant& prompt) {
        const QString path = prompt.value<QDBusObjectPath>().path();
        if (path.isEmpty() || path == QStringLiteral("/")) return {};
        (void)call(path, kPromptInterface, QStringLiteral("Dismiss"), {});
        return fail(ErrorCode::Denied, "the keychain is locked, or asks before it changes anything", {},
                    "unlock it and try again");
    }

    Result<void> keepWithin(const QDBusObjectPath& session, const KeychainEntry& entry, const std::string& secret) {
        auto alias = call(kRoot, kServiceInterface, QStringLiteral("ReadAlias"), {QStringLiteral("default")});
        if (!alias) return passOn(alias);
        const QString collection = alias->arguments().value(0).value<QDBusObjectPath>().path();
        if (collection.isEmpty() || collection == QStringLiteral("/"))
            return fail(ErrorCode::Denied, "this desktop has no default keychain", {},
                        "make one in the desktop's password settings");
        const QVariantMap properties{{QStringLiteral("org.freedesktop.Secret.Item.Label"), fromStd(entry.label)},
                                     {QStringLiteral("org.freedesktop.Secret.Item.Attributes"),
                                      QVariant::fromValue(attributesOf(entry.service, entry.name))}};
        const SecretOnBus kept{session, {}, QByteArray::fromStdString(secret), QStringLiteral("text/plain")};
        auto made = call(collection, kCollectionInterface, QStringLiteral("CreateItem"),
                         {properties, QVariant::fromValue(kept), true});
        if (!made) return passOn(made);
        return refusePrompt(made->arguments().value(1));
    }

    Result<std::optional<std::string>> readWithin(const QDBusObjectPath& session, const std::string& service,
                                                  const std::string& name) {
        auto found = search(service, name);
        if (!found) return passOn(found);
        const auto open = pathsOf(found->arguments().value(0));
        if (open.isEmpty()) {
            if (pathsOf(found->arguments().value(1)).isEmpty()) return std::optional<std::string>();
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
        return std::optional(std::string(secret.constData(), static_cast<std::size_t>(secret.size())));
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

Result<std::optional<std::string>> keptInKeychain(const KeychainEntry& entry, const std::string& busAddress,
                                                  Duration patience) {
    return Keychain(busAddress, patience).find(entry.service, entry.name);
}

Result<void> keepInKeychain(const KeychainEntry& entry, const std::string& secret, const std::string& busAddress,
                            Duration patience) {
    return Keychain(busAddress, patience).keep(entry, secret);
}

Result<void> dropFromKeychain(const KeychainEntry& entry, const std::string& busAddress, Duration patience) {
    return Keychain(busAddress, patience).drop(entry);
}

}  // namespace vedette
