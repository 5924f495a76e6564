// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/probe.h"

#include <QtTest>

#include "core/base/json.h"
#include "tests/support/fault_server.h"

using namespace vedette;
using namespace vedette::test;
using namespace std::chrono_literals;
using Anonymous = EndpointObservation::Anonymous;
using Deprecated = EndpointObservation::Deprecated;

class ProbeTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Authority m_authority{"Right CA"};
    std::string m_caFile;

    EndpointObservation probe(const std::string& endpoint, const std::string& certFile = {}) {
        NodeConfig node;
        node.id = "n";
        node.endpoint = endpoint;
        node.tls.caFile = m_caFile;
        node.tls.certFile = certFile;
        ::setenv("VEDETTE_TEST_TOKEN", "secret-token", 1);
        node.bearer = {"env:VEDETTE_TEST_TOKEN"};
        SourceConfig source;
        source.id = "spend";
        source.kind = SourceKind::JsonPages;
        source.path = "/spend";
        node.sources.push_back(source);
        HttpEngine engine;
        EndpointObservation out;
        int calls = 0;
        probeEndpoint(engine, node, [&](EndpointObservation o) {
            out = std::move(o);
            ++calls;
        });
        engine.runUntilIdle();
        if (calls != 1) qFatal("done was called %d times", calls);
        return out;
    }

private Q_SLOTS:
    void initTestCase() { m_caFile = writeText(m_folder.path().toStdString(), "ca.pem", m_authority.certificate()); }

    void anonymousAccess_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("verdict");
        QTest::newRow("lets in") << 200 << static_cast<int>(Anonymous::Admitted);
        QTest::newRow("asks for credentials") << 401 << static_cast<int>(Anonymous::Refused);
        QTest::newRow("forbids") << 403 << static_cast<int>(Anonymous::Refused);
        QTest::newRow("knows no such path") << 404 << static_cast<int>(Anonymous::Unknown);
        QTest::newRow("is broken") << 500 << static_cast<int>(Anonymous::Unknown);
    }
    void anonymousAccess() {
        QFETCH(int, status);
        QFETCH(int, verdict);
        std::atomic<bool> leaked{false};
        FaultServer server(
            [&](const FaultRequest& r) {
                if (r.headers.contains("authorization")) leaked = true;
                return FaultAnswer{.status = r.path() == "/spend" ? status : 404};
            },
            m_authority.issue({"localhost"}));
        const auto seen = probe(server.url());
        QCOMPARE(static_cast<int>(seen.anonymous), verdict);
        QCOMPARE(seen.anonymousStatus, status);
        QVERIFY(!leaked);
        QVERIFY(seen.peer.verified);
        QCOMPARE(seen.deprecatedTls, Deprecated::Refused);
        QVERIFY(!seen.plaintext);
        QCOMPARE(seen.problem, std::string());
    }

    void expiredCertificateIsDescribedAndTheRestStillTested() {
        FaultServer server([](const FaultRequest&) { return FaultAnswer{}; }, m_authority.issue({"localhost"}, -1h));
        const auto seen = probe(server.url());
        QVERIFY(!seen.peer.verified);
        QVERIFY2(seen.problem.find("expired") != std::string::npos, seen.problem.c_str());
        QCOMPARE(seen.anonymous, Anonymous::Admitted);
    }

    void oldTlsIsNoticed() {
        FaultServer server([](const FaultRequest&) { return FaultAnswer{.status = 401}; },
                           m_authority.issue({"localhost"}), 10, 12);
        const auto seen = probe(server.url());
        QCOMPARE(seen.peer.tlsVersion, std::string("1.2"));
        QVERIFY(seen.deprecatedTls == Deprecated::Accepted || seen.deprecatedTls == Deprecated::NotTested);
        if (seen.deprecatedTls == Deprecated::NotTested) QSKIP("this OpenSSL cannot speak TLS 1.1");
    }

    void clientCertificateIsAuthentication() {
        FaultServer server(
            [](const FaultRequest&) {
                return FaultAnswer{.status = 400, .body = "No required SSL certificate was sent"};
            },
            m_authority.issue({"localhost"}));
        QCOMPARE(probe(server.url(), "/does/not/matter.pem").anonymous, Anonymous::Refused);
    }

    void plainHttp() {
        FaultServer server([](const FaultRequest&) { return FaultAnswer{}; });
        const auto seen = probe(server.url("127.0.0.1"));
        QVERIFY(seen.plaintext);
        QCOMPARE(seen.anonymous, Anonymous::Admitted);
        QCOMPARE(seen.peer.tlsVersion, std::string());
    }

    void nobodyThere() {
        int port = 0;
        {
            FaultServer gone([](const FaultRequest&) { return FaultAnswer{}; });
            port = gone.port();
        }
        const auto seen = probe("https://127.0.0.1:" + std::to_string(port));
        QCOMPARE(seen.anonymous, Anonymous::Unknown);
        QVERIFY(seen.problem.find("refused") != std::string::npos);
        QCOMPARE(seen.deprecatedTls, Deprecated::NotTested);
    }

    void observationIsCanonical() {
        FaultServer server([](const FaultRequest&) { return FaultAnswer{.status = 401}; },
                           m_authority.issue({"localhost"}));
        const std::string text = observationJson(probe(server.url()));
        QCOMPARE(text, canonicalJson(text).value());
        for (const char* part :
             {R"("anonymous":"refused")", R"("anonymous_status":401)", R"("plaintext":false)", R"("tls":"1.3")",
              R"("verified":true)", R"("subject":"CN=localhost")", R"("issuer":"CN=Right CA")"}) {
            QVERIFY2(text.find(part) != std::string::npos, text.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(ProbeTest)
#include "probe_test.moc"
