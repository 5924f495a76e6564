// SPDX-License-Identifier: GPL-3.0-or-later
// The program as its users meet it: files, TLS, scenarios seen from outside, how it stops.
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "collectors/fleet.h"

using namespace vedette;

namespace {

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// A running fleet; ends with its standard input.
class Fleet {
public:
    explicit Fleet(const QStringList& more) {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QStringLiteral(VEDETTE_BIN "/vedette-fleetsim"),
                      QStringList{QStringLiteral("--dir"), dir.path(), QStringLiteral("--stop-with-stdin"),
                                  QStringLiteral("--for"), QStringLiteral("60s"), QStringLiteral("--start"),
                                  QStringLiteral("2026-11-16T09:00:00Z")} +
                          more);
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 20'000 && !output.contains("ready ")) {
            if (!process.waitForReadyRead(200) && process.state() == QProcess::NotRunning) break;
            output += process.readAll();
        }
        if (auto loaded = loadFleet(path("fleet.yaml").toStdString())) {
            config = *loaded;
        } else {
            qWarning("%s", loaded.error().text().c_str());
        }
    }
    ~Fleet() {
        process.closeWriteChannel();
        if (!process.waitForFinished(10'000)) process.kill();
    }
    [[nodiscard]] QString path(const char* name) const { return dir.filePath(QString::fromUtf8(name)); }

    struct Answer {
        int status = 0;
        QByteArray head, body;
        QString error;
    };
    Answer get(std::size_t node, const QByteArray& target, bool withToken = true) const {
        Answer out;
        QSslSocket socket;
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(QSslCertificate::fromPath(path("ca.pem")));
        socket.setSslConfiguration(tls);
        const QString endpoint = QString::fromStdString(config.nodes.at(node).endpoint);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), endpoint.section(QLatin1Char(':'), 2).toUShort());
        if (!socket.waitForEncrypted(10'000)) {
            out.error = socket.errorString();
            return out;
        }
        QByteArray request = "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        if (withToken) request += "Authorization: Bearer " + contents(path("token")).trimmed() + "\r\n";
        socket.write(request + "\r\n");
        QByteArray all;
        while (socket.waitForReadyRead(10'000)) all += socket.readAll();
        all += socket.readAll();
        const qsizetype end = all.indexOf("\r\n\r\n");
        out.head = all.left(end);
        out.body = all.mid(end + 4);
        out.status = all.mid(9, 3).toInt();
        return out;
    }

    QTemporaryDir dir;
    QProcess process;
    QByteArray output;
    FleetConfig config;
};

template <class Condition>
bool within(int milliseconds, Condition&& condition) {
    QElapsedTimer timer;
    timer.start();
    do {
        if (condition()) return true;
        QTest::qWait(100);
    } while (timer.elapsed() < milliseconds);
    return false;
}

}  // namespace

class ProgramTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void servesWhatItsFleetFileSays();
    void filesHoldWhatIsServed();
    void scenariosShowFromOutside();
    void manyConnectionsAtOnce();
    void wrongUseIsExplained_data();
    void wrongUseIsExplained();
};

void ProgramTest::servesWhatItsFleetFileSays() {
    Fleet fleet({QStringLiteral("--history"), QStringLiteral("1h"), QStringLiteral("--speed"), QStringLiteral("1")});
    QVERIFY(fleet.output.contains("nodes=6"));
    QCOMPARE(fleet.config.nodes.size(), std::size_t{6});
    QCOMPARE(QFile::permissions(fleet.path("token")) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const QJsonObject clock = QJsonDocument::fromJson(contents(fleet.path("clock.json"))).object();
    QVERIFY(clock.value(QLatin1String("start")).toString().startsWith(QLatin1String("2026-11-16T09:00:0")));
    QCOMPARE(clock.value(QLatin1String("speed")).toDouble(), 1.0);
    for (std::size_t n = 0; n < fleet.config.nodes.size(); ++n) {
        QVERIFY(fleet.config.nodes[n].bearer.resolve().has_value());
        for (const SourceConfig& source : fleet.config.nodes[n].sources) {
            QByteArray target = QByteArray::fromStdString(source.path);
            if (source.kind == SourceKind::JsonLines) target += "?after=0&limit=3";
            if (source.kind == SourceKind::JsonPages) {
                target += "?start_date=2026-11-16%2008:00:00&end_date=2026-11-16%2009:00:00&page=1&page_size=100";
            }
            const Fleet::Answer a = fleet.get(n, target);
            QCOMPARE(a.status, 200);
            QVERIFY(!a.body.isEmpty());
            if (source.kind == SourceKind::JsonLines) QVERIFY(a.head.contains("X-Next-After: 3"));
            QCOMPARE(fleet.get(n, target, false).status, 401);
        }
    }
}

void ProgramTest::filesHoldWhatIsServed() {
    Fleet fleet({QStringLiteral("--history"), QStringLiteral("8h"), QStringLiteral("--speed"), QStringLiteral("60"),
                 QStringLiteral("--files"), QStringLiteral("--nodes"), QStringLiteral("2")});
    const SourceConfig& source = fleet.config.nodes.at(1).sources.at(0);
    QVERIFY(source.kind == SourceKind::File);
    const QString file = QString::fromStdString(source.path);
    const QByteArray before = contents(file);
    QVERIFY(within(10'000, [&] { return contents(file).size() > before.size(); }));
    // The history began at 01:00, so that the log was rotated at 06:00.
    QByteArray all = contents(file + QStringLiteral(".1"));
    QVERIFY(!all.isEmpty());
    all += before;
    const Fleet::Answer served = fleet.get(1, "/logs/access?after=0&limit=" + QByteArray::number(all.count('\n')));
    QVERIFY(served.body == all);
}

void ProgramTest::scenariosShowFromOutside() {
    Fleet fleet({QStringLiteral("--history"), QStringLiteral("10m"), QStringLiteral("--speed"), QStringLiteral("60"),
                 QStringLiteral("--scenario"),
                 QStringLiteral("expired-certificate,open-endpoint,silent-node,region-violation"),
                 QStringLiteral("--attack-after"), QStringLiteral("4m")});
    QCOMPARE(fleet.config.nodes.at(2).region, std::string("asia-south1"));
    QCOMPARE(fleet.get(1, "/v1/models", false).status, 401);
    QCOMPARE(fleet.get(3, "/metrics").status, 200);
    QCOMPARE(fleet.get(4, "/metrics").status, 200);
    QVERIFY(within(15'000, [&] { return fleet.get(1, "/v1/models", false).status == 200; }));
    QVERIFY(within(5'000, [&] { return fleet.get(3, "/metrics").error.contains(QLatin1String("expired")); }));
    QVERIFY(within(5'000, [&] { return fleet.get(4, "/metrics").error.contains(QLatin1String("refused")); }));
    QCOMPARE(fleet.get(0, "/metrics").status, 200);
}

void ProgramTest::manyConnectionsAtOnce() {
    Fleet fleet({QStringLiteral("--history"), QStringLiteral("10m"), QStringLiteral("--nodes"), QStringLiteral("1")});
    const quint16 port =
        QString::fromStdString(fleet.config.nodes.at(0).endpoint).section(QLatin1Char(':'), 2).toUShort();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(fleet.path("ca.pem")));
    std::vector<std::unique_ptr<QSslSocket>> sockets;
    qsizetype answers = 0;
    for (int i = 0; i < 60; ++i) {
        sockets.push_back(std::make_unique<QSslSocket>());
        QSslSocket* socket = sockets.back().get();
        socket->setSslConfiguration(tls);
        // Two requests in one write: the second must not be lost. One of them in two halves.
        connect(socket, &QSslSocket::encrypted, socket, [socket] {
            socket->write("GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\nHo");
            socket->flush();
            QTimer::singleShot(50, socket, [socket] { socket->write("st: x\r\n\r\n"); });
        });
        connect(socket, &QSslSocket::readyRead, socket,
                [socket, &answers] { answers += socket->readAll().count("200 OK"); });
        socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers, qsizetype{120}, 20'000);
}

void ProgramTest::wrongUseIsExplained_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const QString dir = QStringLiteral("--dir");
    QTest::newRow("no folder") << QStringList() << QByteArray("--dir");
    QTest::newRow("unknown scenario") << QStringList{dir, QStringLiteral("x"), QStringLiteral("--scenario"),
                                                     QStringLiteral("walet")}
                                      << QByteArray("wallet");
    QTest::newRow("no nodes") << QStringList{dir, QStringLiteral("x"), QStringLiteral("--nodes"), QStringLiteral("0")}
                              << QByteArray("--nodes");
    QTest::newRow("not a time") << QStringList{dir, QStringLiteral("x"), QStringLiteral("--history"),
                                               QStringLiteral("long")}
                                << QByteArray("long");
}

void ProgramTest::wrongUseIsExplained() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    QTemporaryDir where;
    QProcess process;
    process.setWorkingDirectory(where.path());
    process.start(QStringLiteral(VEDETTE_BIN "/vedette-fleetsim"), arguments);
    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY2(process.readAllStandardError().contains(says), says.constData());
}

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
