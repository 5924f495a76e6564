// SPDX-License-Identifier: GPL-3.0-or-later
// nginx over TLS with a JSON access log, under rotation: collected lines equal requests, to the unit.
#include <QtTest>
#include <unistd.h>

#include "tests/support/child_process.h"
#include "tests/support/request_counter.h"
#include "tests/support/test_pki.h"

using namespace vedette;
using namespace vedette::test;
namespace fs = std::filesystem;

class RealNginxTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_root;
    Authority m_authority;
    std::string m_caFile;
    int m_port = 0;
    std::unique_ptr<ChildProcess> m_nginx;

    void reopen() const { m_nginx->signal(SIGUSR1); }

private Q_SLOTS:
    void init() {
        const QString program = findServer(QStringLiteral("nginx"));
        if (program.isEmpty()) QSKIP("nginx is not installed");
        m_root = fs::path(m_folder.path().toStdString()) / QTest::currentTestFunction();
        fs::create_directories(m_root / "tmp");
        m_caFile = writeText(m_root, "ca.pem", m_authority.certificate());
        const Issued identity = m_authority.issue({"localhost", "127.0.0.1"});
        writeText(m_root, "cert.pem", identity.certificate);
        writeText(m_root, "key.pem", identity.key);
        m_port = freePort();
        const std::string config = std::string(::geteuid() == 0 ? "user root;\n" : "") + R"(
daemon off;
worker_processes 2;
pid nginx.pid;
error_log error.log;
events { worker_connections 256; }
http {
  client_body_temp_path tmp/a; proxy_temp_path tmp/b; fastcgi_temp_path tmp/c; uwsgi_temp_path tmp/d; scgi_temp_path tmp/e;
  log_format audit escape=json '{"time":"$time_iso8601","msec":"$msec","remote_addr":"$remote_addr","request_id":"$request_id",'
    '"request_method":"$request_method","uri":"$uri","status":"$status","request_time":"$request_time",'
    '"bytes_sent":"$bytes_sent","http_user_agent":"$http_user_agent","ssl_protocol":"$ssl_protocol"}';
  access_log access.json audit;
  server {
    listen 127.0.0.1:)" + std::to_string(m_port) +
                                   R"( ssl;
    ssl_certificate cert.pem;
    ssl_certificate_key key.pem;
    location / { return 200 "ok\n"; }
  }
}
)";
        writeText(m_root, "nginx.conf", config);
        const QString root = QString::fromStdString(m_root.string());
        m_nginx = std::make_unique<ChildProcess>(
            program,
            QStringList{QStringLiteral("-p"), root, QStringLiteral("-c"), root + QStringLiteral("/nginx.conf"),
                        QStringLiteral("-e"), root + QStringLiteral("/error.log")},
            root);
        QVERIFY2(m_nginx->waitForPort(m_port), m_nginx->output().constData());
    }
    void cleanup() { m_nginx.reset(); }

    void renameAndReopenWhileRequestsRun() {
        RequestCounter counter("https://localhost:" + std::to_string(m_port), m_caFile, m_root / "access.json");
        for (int round = 0; round < 5; ++round) {
            counter.drive(400, [&] {
                for (int i = 8; i >= 1; --i) {
                    const fs::path from = m_root / ("access.json." + std::to_string(i));
                    if (fs::exists(from)) fs::rename(from, m_root / ("access.json." + std::to_string(i + 1)));
                }
                fs::rename(m_root / "access.json", m_root / "access.json.1");
                reopen();
            });
        }
        const std::string trouble = counter.compare();
        QVERIFY2(trouble.empty(), trouble.c_str());
    }

    void severalRotationsBetweenTwoPolls() {
        RequestCounter counter("https://localhost:" + std::to_string(m_port), m_caFile, m_root / "access.json");
        for (int round = 0; round < 6; ++round) {
            counter.drive(40);
            fs::rename(m_root / "access.json", m_root / ("access.json-2026112" + std::to_string(round)));
            reopen();
            for (int i = 0; i < 200 && !fs::exists(m_root / "access.json"); ++i) QThread::msleep(10);
        }
        counter.drive(7);
        const std::string trouble = counter.compare();
        QVERIFY2(trouble.empty(), trouble.c_str());
    }
};

QTEST_GUILESS_MAIN(RealNginxTest)
#include "real_nginx_test.moc"
