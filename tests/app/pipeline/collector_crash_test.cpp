// SPDX-License-Identifier: GPL-3.0-or-later
// The collector is killed with SIGKILL at a hundred random moments while the log it follows is written and rotated.
// Afterwards every line is in the store exactly once, and the store verifies.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <signal.h>

#include <atomic>
#include <map>
#include <thread>

#include "core/base/time.h"
#include "core/store/reader.h"
#include "core/store/verify.h"

using namespace vedette;

namespace {

QString program() { return QStringLiteral(VEDETTE_BIN "/vedettectl"); }

// Writes numbered access-log lines and rotates the file now and then, as logrotate does: rename, then a new file. All
// rotated files are kept, so that no line is lost by the writer's own doing.
class LogWriter {
public:
    explicit LogWriter(QString folder) : m_folder(std::move(folder)) { open(); }
    ~LogWriter() { stop(); }

    void start() {
        m_thread = std::thread([this] {
            QRandomGenerator random(20261121);
            while (!m_stop) {
                const int lines = random.bounded(1, 30);
                for (int i = 0; i < lines; ++i) writeLine(random);
                if (random.bounded(40) == 0) rotate();
                QThread::msleep(static_cast<unsigned long>(random.bounded(1, 8)));
            }
            m_file.flush();
        });
    }

    void stop() {
        m_stop = true;
        if (m_thread.joinable()) m_thread.join();
    }

    [[nodiscard]] int written() const { return m_next; }
    [[nodiscard]] int rotations() const { return m_rotations; }

private:
    void open() {
        m_file.setFileName(m_folder + QStringLiteral("/access.log"));
        QVERIFY(m_file.open(QIODevice::WriteOnly | QIODevice::Append));
    }

    void writeLine(QRandomGenerator& random) {
        const QByteArray time = QByteArray::fromStdString(formatTime(SystemClock().now()));
        const QByteArray line = "{\"time_iso8601\":\"" + time.left(19) + "+00:00\",\"remote_addr\":\"10.0.0." +
                                QByteArray::number(random.bounded(1, 200)) + "\",\"remote_user\":\"user-" +
                                QByteArray::number(random.bounded(40)) + "\",\"request_id\":\"req-" +
                                QByteArray::number(m_next++) +
                                "\",\"request_method\":\"POST\",\"uri\":\"/v1/chat/completions\",\"status\":\"200\","
                                "\"request_time\":\"0.120\",\"body_bytes_sent\":\"512\"}\n";
        // Half the lines arrive in two pieces, so that a poll can see the first half only.
        if (random.bounded(2) == 0) {
            m_file.write(line.left(40));
            m_file.flush();
            m_file.write(line.mid(40));
        } else {
            m_file.write(line);
        }
        m_file.flush();
    }

    void rotate() {
        m_file.close();
        const QDir folder(m_folder);
        for (int i = m_rotations; i >= 1; --i) {
            const QString from = QStringLiteral("%1/access.log.%2").arg(m_folder).arg(i);
            QFile::rename(from, QStringLiteral("%1/access.log.%2").arg(m_folder).arg(i + 1));
        }
        QFile::rename(m_folder + QStringLiteral("/access.log"), m_folder + QStringLiteral("/access.log.1"));
        ++m_rotations;
        open();
    }

    QString m_folder;
    QFile m_file;
    std::thread m_thread;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_next = 0;
    std::atomic<int> m_rotations = 0;
};

}  // namespace

class CollectorCrashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyLineOnceThroughAHundredKills() {
        const QTemporaryDir folder;
        const QString store = folder.filePath(QStringLiteral("store"));
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("log")));
        QFile fleet(folder.filePath(QStringLiteral("fleet.yaml")));
        QVERIFY(fleet.open(QIODevice::WriteOnly));
        fleet.write(
            "name: crash test\nnodes:\n  - id: edge-1\n    provider: aws\n    region: eu-west-1\n"
            "    sources:\n      - id: access\n        kind: file\n        path: log/access.log\n"
            "        mapping: nginx-json\n        every: 100ms\n");
        fleet.close();
        QCOMPARE(QProcess::execute(program(), {QStringLiteral("init"), store}), 0);

        LogWriter log(folder.filePath(QStringLiteral("log")));
        log.start();
        QRandomGenerator random(7);
        for (int round = 0; round < 100; ++round) {
            QProcess collector;
            collector.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            collector.start(program(), {QStringLiteral("collect"), store, QStringLiteral("--fleet"), fleet.fileName()});
            QVERIFY(collector.waitForStarted());
            // From before the store is open to well into steady collecting.
            const int patience = round % 2 == 0 ? random.bounded(1, 300) : random.bounded(300, 900);
            if (collector.waitForFinished(patience)) {
                QFAIL(qPrintable(QStringLiteral("the collector ended by itself in round %1: exit status %2, code %3")
                                     .arg(round)
                                     .arg(collector.exitStatus())
                                     .arg(collector.exitCode())));
            }
            ::kill(static_cast<pid_t>(collector.processId()), SIGKILL);
            QVERIFY(collector.waitForFinished());
        }
        log.stop();
        QVERIFY(log.rotations() > 20);
        // The kills must have hit a collector at work, not only one that was still starting.
        auto before = Reader::open(store.toStdString());
        QVERIFY(before.has_value());
        QVERIFY((*before)->head().value().size > 1000);
        before->reset();
        QCOMPARE(QProcess::execute(program(), {QStringLiteral("collect"), store, QStringLiteral("--fleet"),
                                               fleet.fileName(), QStringLiteral("--once")}),
                 0);

        auto reader = Reader::open(store.toStdString());
        QVERIFY2(reader.has_value(), reader ? "" : reader.error().text().c_str());
        std::map<std::string, int> times;
        std::vector<std::uint64_t> entries;
        Filter requests;
        requests.is(IntColumn::Class, ocsf::kApiActivity);
        QVERIFY((*reader)->scan(requests, [&](const Row& row) {
            entries.push_back(row.entry);
            return true;
        }));
        const auto records = (*reader)->records(entries);
        QVERIFY(records.has_value());
        for (const auto& record : *records) {
            const auto at = record.find("\"req-");
            QVERIFY2(at != std::string::npos, record.c_str());
            ++times[record.substr(at + 1, record.find('"', at + 1) - at - 1)];
        }
        QCOMPARE(static_cast<int>(times.size()), log.written());
        for (const auto& [id, count] : times)
            QVERIFY2(count == 1, (id + " is there " + std::to_string(count) + " times").c_str());

        Filter rejected;
        rejected.is(IntColumn::Class, ocsf::kRejectedRecord);
        const auto refused = (*reader)->extent(rejected);
        QVERIFY(refused.has_value());
        QCOMPARE(refused->count, std::uint64_t{0});

        const auto report = verifyStore(store.toStdString(), {});
        QVERIFY2(report.has_value(), report ? "" : report.error().text().c_str());
        QVERIFY2(report->intact, report->damage.empty()
                                     ? "not intact"
                                     : (report->damage.front().place + ": " + report->damage.front().what).c_str());
    }
};

QTEST_APPLESS_MAIN(CollectorCrashTest)
#include "collector_crash_test.moc"
