// SPDX-License-Identifier: GPL-3.0-or-later
// Caddy over TLS with its JSON access log, rolled and packed by Caddy itself: collected lines equal requests.
#include <QtTest>

#include "tests/support/child_process.h"
#include "tests/support/request_counter.h"
#include "tests/support/test_pki.h"

using namespace vedette;
using namespace vedette::test;
namespace fs = std::filesystem;

class RealCaddyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rolledByItselfAndRestarted() {
        const QString program = findServer(QStringLiteral("caddy"));
        if (program.isEmpty()) QSKIP("caddy is not installed");
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        const Authority authority;
        const Issued identity = authority.issue({"localhost", "127.0.0.1"});
        const std::string caFile = writeText(root, "ca.pem", authority.certificate());
        writeText(root, "cert.pem", identity.certificate);
        writeText(root, "key.pem", identity.key);
        const int port = freePort();
        writeText(root, "Caddyfile",
                  R"({
  admin off
  auto_https disable_redirects
  skip_install_trust
}
https://localhost:)" + std::to_string(port) +
                      R"( {
  bind 127.0.0.1
  tls )" + (root / "cert.pem").string() +
                      " " + (root / "key.pem").string() + R"(
  log {
    output file )" + (root / "access.log").string() +
                      R"( {
      roll_size 1MiB
      roll_keep 50
    }
    format json
  }
  respond "ok"
}
)");
        const QStringList arguments{QStringLiteral("run"), QStringLiteral("--config"), QStringLiteral("Caddyfile"),
                                    QStringLiteral("--adapter"), QStringLiteral("caddyfile")};
        // Long headers are logged too, so that the log reaches its size soon.
        RequestCounter counter("https://localhost:" + std::to_string(port), caFile, root / "access.log",
                               std::string(6000, 'f'));
        for (int start = 0; start < 2; ++start) {
            ChildProcess caddy(program, arguments, folder.path());
            QVERIFY2(caddy.waitForPort(port), caddy.output().constData());
            counter.drive(400);
        }
        int rolled = 0;
        for (const auto& entry : fs::directory_iterator(root)) {
            if (entry.path().filename().string().starts_with("access-")) ++rolled;
        }
        QVERIFY2(rolled >= 2, "the log was not rolled");
        const std::string trouble = counter.compare();
        QVERIFY2(trouble.empty(), trouble.c_str());
    }
};

QTEST_GUILESS_MAIN(RealCaddyTest)
#include "real_caddy_test.moc"
