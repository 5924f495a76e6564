// SPDX-License-Identifier: GPL-3.0-or-later
// The Prometheus node exporter, scraped over its own TLS.
#include <QtTest>

#include "collectors/scrape.h"
#include "core/base/json.h"
#include "tests/support/child_process.h"
#include "tests/support/test_pki.h"

using namespace vedette;
using namespace vedette::test;

class RealNodeExporterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scrapedOverTls() {
        const QString program = findServer(QStringLiteral("prometheus-node-exporter"));
        if (program.isEmpty()) QSKIP("prometheus-node-exporter is not installed");
        const auto flavours = MetricFlavours::load(std::filesystem::path(VEDETTE_RESOURCES) / "metrics");
        QVERIFY2(flavours.has_value(), flavours ? "" : flavours.error().text().c_str());
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        const Authority authority;
        const Authority stranger("Somebody else");
        const Issued identity = authority.issue({"localhost"});
        writeText(root, "cert.pem", identity.certificate);
        writeText(root, "key.pem", identity.key);
        writeText(root, "web.yml", "tls_server_config:\n  cert_file: cert.pem\n  key_file: key.pem\n");
        const int port = freePort();
        ChildProcess exporter(program,
                              {QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(port),
                               QStringLiteral("--web.config.file=") + folder.filePath(QStringLiteral("web.yml"))},
                              folder.path());
        QVERIFY2(exporter.waitForPort(port), exporter.output().constData());

        NodeConfig node;
        node.id = "n";
        node.endpoint = "https://localhost:" + std::to_string(port);
        node.tls.caFile = writeText(root, "ca.pem", authority.certificate());
        SourceConfig source;
        source.id = "metrics";
        source.kind = SourceKind::Metrics;
        source.path = "/metrics";
        HttpEngine engine;
        Scrape scrape("n/metrics", node, source, engine, *flavours);
        std::string cursor;
        for (int i = 0; i < 3; ++i) {
            Poll poll;
            scrape.poll(cursor, [&](Poll p) { poll = std::move(p); });
            engine.runUntilIdle();
            QVERIFY2(!poll.failure, poll.failure ? poll.failure->text().c_str() : "");
            QCOMPARE(poll.records.size(), std::size_t{1});
            const std::string& metrics = poll.records[0].bytes;
            QCOMPARE(metrics, canonicalJson(metrics).value());
            QVERIFY2(metrics.find("\"node\"") != std::string::npos, metrics.substr(0, 400).c_str());
            QVERIFY2(poll.notes.empty(), poll.notes.empty() ? "" : poll.notes[0].c_str());
            QVERIFY(poll.peer.has_value() && poll.peer->verified);
            QCOMPARE(poll.peer->fingerprint, identity.fingerprint);
            cursor = poll.nextCursor;
        }

        node.tls.caFile = writeText(root, "other.pem", stranger.certificate());
        Scrape refused("n/metrics", node, source, engine, *flavours);
        Poll poll;
        refused.poll(cursor, [&](Poll p) { poll = std::move(p); });
        engine.runUntilIdle();
        QVERIFY(poll.failure.has_value());
        QVERIFY2(poll.failure->text().find("not trusted") != std::string::npos, poll.failure->text().c_str());
        QCOMPARE(poll.peer->fingerprint, identity.fingerprint);
        QCOMPARE(poll.nextCursor, cursor);
    }
};

QTEST_GUILESS_MAIN(RealNodeExporterTest)
#include "real_node_exporter_test.moc"
