// SPDX-License-Identifier: GPL-3.0-or-later
// A real server, started by a test and ended with it.
#pragma once

#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <sys/prctl.h>

#include <csignal>
#include <string>

namespace vedette::test {

inline QString findServer(const QString& name) {
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty()
               ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin")})
               : found;
}

inline int freePort() {
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

class ChildProcess {
public:
    ChildProcess(const QString& program, const QStringList& arguments, const QString& folder) {
        m_process.setWorkingDirectory(folder);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), folder);
        environment.insert(QStringLiteral("XDG_DATA_HOME"), folder);
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        // A test that crashes does not leave servers behind.
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
        m_process.start(program, arguments);
        m_process.waitForStarted(10'000);
    }
    ~ChildProcess() { stop(); }
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    void stop() {
        if (m_process.state() == QProcess::NotRunning) return;
        m_process.terminate();
        if (!m_process.waitForFinished(10'000)) {
            m_process.kill();
            m_process.waitForFinished(10'000);
        }
    }
    void signal(int number) const { ::kill(static_cast<pid_t>(m_process.processId()), number); }
    // Until the port accepts connections; false when the process ended or 15 s passed.
    bool waitForPort(int port) {
        for (int i = 0; i < 300; ++i) {
            QTcpSocket socket;
            socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(port));
            if (socket.waitForConnected(200)) return true;
            if (m_process.state() == QProcess::NotRunning && !m_process.waitForStarted(1)) return false;
            QThread::msleep(50);
        }
        return false;
    }
    QByteArray output() {
        m_process.waitForReadyRead(10);
        return m_process.readAll();
    }

private:
    QProcess m_process;
};

}  // namespace vedette::test
