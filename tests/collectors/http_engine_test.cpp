// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/http_engine.h"

#include <QtTest>

#include <thread>

#include "tests/support/fault_server.h"

using namespace vedette;
using namespace vedette::test;
using namespace std::chrono_literals;

namespace {

FaultServer::Handler saying(const std::string& body) {
    return [body](const FaultRequest&) { return FaultAnswer{.body = body}; };
}

HttpResponse fetch(HttpEngine& engine, HttpRequest request) {
    HttpResponse out;
    int calls = 0;
    engine.submit(std::move(request), [&](HttpResponse response) {
        out = std::move(response);
        ++calls;
    });
    engine.runUntilIdle();
    if (calls != 1) qFatal("done was called %d times", calls);
    return out;
}

}  // namespace

class HttpEngineTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Authority m_authority{"Right CA"};
    Authority m_stranger{"Wrong CA"};
    std::string m_caFile;

    HttpRequest request(const std::string& url) const {
        HttpRequest out;
        out.url = url;
        out.tls.caFile = m_caFile;
        out.backoff = 1ms;
        return out;
    }
    [[nodiscard]] std::string path(const char* name) const {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }

private Q_SLOTS:
    void initTestCase() { m_caFile = writeText(m_folder.path().toStdString(), "ca.pem", m_authority.certificate()); }

    void aVerifiedPeerIsDescribed() {
        const Issued identity = m_authority.issue({"localhost"});
        FaultServer server(saying("hello"), identity);
        HttpEngine engine;
        const auto response = fetch(engine, request(server.url() + "/x"));
        QVERIFY2(!response.failure, response.failure ? response.failure->text().c_str() : "");
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, std::string("hello"));
        QCOMPARE(response.peer.tlsVersion, std::string("1.3"));
        QVERIFY(response.peer.verified);
        QCOMPARE(response.peer.problem, std::string());
        QCOMPARE(response.peer.fingerprint, identity.fingerprint);
        QCOMPARE(response.peer.subject, std::string("CN=localhost"));
        QCOMPARE(response.peer.issuer, std::string("CN=Right CA"));
        QVERIFY(!response.peer.cipher.empty());
        QVERIFY(response.peer.notAfter.has_value());
    }

    void connectionsAreReusedAndThePeerStaysKnown() {
        FaultServer server(saying("hello"), m_authority.issue({"localhost"}));
        HttpEngine engine;
        for (int i = 0; i < 5; ++i) {
            const auto response = fetch(engine, request(server.url() + "/x"));
            QCOMPARE(response.status, 200);
            QVERIFY(response.peer.verified);
            QCOMPARE(response.peer.subject, std::string("CN=localhost"));
        }
        QCOMPARE(server.connections(), 1);
        QCOMPARE(server.requests(), 5);
    }

    void refusedPeers_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QByteArray>("notWords");
        QTest::newRow("wrong authority") << 0 << QByteArray("not trusted here (CN=Wrong CA)") << QByteArray("expired");
        QTest::newRow("expired") << 1 << QByteArray("expired on 20") << QByteArray("not trusted");
        QTest::newRow("wrong name") << 2 << QByteArray("not for the name localhost but for elsewhere.example")
                                    << QByteArray("expired");
        QTest::newRow("wrong pin") << 3 << QByteArray("not the pinned one") << QByteArray("expired");
        QTest::newRow("expired and wrong name")
            << 4 << QByteArray("not for the name localhost") << QByteArray("pinned");
    }
    void refusedPeers() {
        QFETCH(int, which);
        QFETCH(QByteArray, words);
        QFETCH(QByteArray, notWords);
        const Issued identity = which == 0   ? m_stranger.issue({"localhost"})
                                : which == 1 ? m_authority.issue({"localhost"}, -2h)
                                : which == 2 ? m_authority.issue({"elsewhere.example"})
                                : which == 3 ? m_authority.issue({"localhost"})
                                             : m_authority.issue({"elsewhere.example"}, -2h);
        FaultServer server(saying("hello"), identity);
        HttpEngine engine;
        HttpRequest ask = request(server.url() + "/x");
        if (which == 3) ask.tls.pinSha256 = std::string(64, 'a');
        ::setenv("VEDETTE_TEST_TOKEN", "t", 1);
        ask.bearer = {"env:VEDETTE_TEST_TOKEN"};
        const auto response = fetch(engine, ask);
        QVERIFY(response.failure.has_value());
        QVERIFY(response.peerRefused);
        QCOMPARE(server.requests(), 0);  // nothing, least of all the token, reached the wrong peer
        QVERIFY2(response.peer.problem.find(words.toStdString()) != std::string::npos, response.peer.problem.c_str());
        QVERIFY2(response.peer.problem.find(notWords.toStdString()) == std::string::npos,
                 response.peer.problem.c_str());
        QVERIFY(response.failure->text().find(response.peer.problem) != std::string::npos);
        QCOMPARE(response.peer.fingerprint, identity.fingerprint);
        QCOMPARE(response.peer.tlsVersion, std::string("1.3"));
        QVERIFY(!response.peer.verified);
        if (which == 4) QVERIFY(response.peer.problem.find("expired") != std::string::npos);
    }

    void unverifiedIsAllowedWhenAskedForButSaidSo() {
        FaultServer server(saying("hello"), m_stranger.issue({"localhost"}));
        HttpEngine engine;
        HttpRequest ask = request(server.url() + "/x");
        ask.tls.verify = false;
        for (int i = 0; i < 2; ++i) {
            const auto response = fetch(engine, ask);
            QCOMPARE(response.status, 200);
            QVERIFY(!response.peer.verified);
            QVERIFY(response.peer.problem.find("not trusted") != std::string::npos);
        }
        // The connection accepted without verification is not used for a request that verifies.
        const auto strict = fetch(engine, request(server.url() + "/x"));
        QVERIFY(strict.failure.has_value() && strict.peerRefused);
    }

    void aPinnedRequestDoesNotUseAnUnpinnedConnection() {
        const Issued identity = m_authority.issue({"localhost"});
        FaultServer server(saying("hello"), identity);
        HttpEngine engine;
        QCOMPARE(fetch(engine, request(server.url() + "/x")).status, 200);
        HttpRequest pinned = request(server.url() + "/x");
        pinned.tls.pinSha256 = std::string(64, 'b');
        QVERIFY(fetch(engine, pinned).peerRefused);
        pinned.tls.pinSha256 = identity.fingerprint;
        QCOMPARE(fetch(engine, pinned).status, 200);
    }

    void oldTlsIsRefused() {
        FaultServer server(saying("hello"), m_authority.issue({"localhost"}), 10, 11);
        HttpEngine engine;
        const auto response = fetch(engine, request(server.url() + "/x"));
        QVERIFY(response.failure.has_value());
        QVERIFY2(response.failure->text().find("TLS version") != std::string::npos, response.failure->text().c_str());
        QCOMPARE(server.requests(), 0);
    }

    void clientCertificates() {
        FaultServer server(saying("hello"), m_authority.issue({"localhost"}), 0, 0, m_authority.certificate());
        HttpEngine engine;
        const auto without = fetch(engine, request(server.url() + "/x"));
        QVERIFY(without.failure.has_value());
        QCOMPARE(server.requests(), 0);
        const Issued me = m_authority.issue({"collector"});
        HttpRequest ask = request(server.url() + "/x");
        ask.tls.certFile = writeText(m_folder.path().toStdString(), "me.pem", me.certificate);
        ask.tls.keyFile = writeText(m_folder.path().toStdString(), "me.key", me.key);
        const auto with = fetch(engine, ask);
        QVERIFY2(!with.failure, with.failure ? with.failure->text().c_str() : "");
        QCOMPARE(with.status, 200);
    }

    void bearerIsSentAndNeverToAnotherHost() {
        std::atomic<int> elsewhere{0};
        FaultServer other(
            [&](const FaultRequest&) {
                ++elsewhere;
                return FaultAnswer{};
            },
            m_authority.issue({"localhost"}));
        FaultServer server(
            [&](const FaultRequest& r) {
                if (r.path() == "/away")
                    return FaultAnswer{.status = 302, .headers = {{"Location", other.url() + "/taken"}}};
                if (r.path() == "/near") return FaultAnswer{.status = 307, .headers = {{"Location", "/here"}}};
                if (r.path() == "/circle") return FaultAnswer{.status = 302, .headers = {{"Location", "/circle"}}};
                const auto it = r.headers.find("authorization");
                return FaultAnswer{.body = it == r.headers.end() ? "none" : it->second};
            },
            m_authority.issue({"localhost"}));
        HttpEngine engine;
        ::setenv("VEDETTE_TEST_TOKEN", "open-sesame", 1);
        const auto ask = [&](const char* where) {
            HttpRequest out = request(server.url() + where);
            out.bearer = {"env:VEDETTE_TEST_TOKEN"};
            return fetch(engine, out);
        };
        QCOMPARE(ask("/here").body, std::string("Bearer open-sesame"));
        QCOMPARE(ask("/near").body, std::string("Bearer open-sesame"));
        const auto away = ask("/away");
        QVERIFY(away.failure.has_value());
        QVERIFY(away.failure->text().find("redirects to another place") != std::string::npos);
        QCOMPARE(elsewhere.load(), 0);
        QVERIFY(ask("/circle").failure->text().find("circles") != std::string::npos);
        for (const auto& response : {away}) QVERIFY(response.failure->text().find("sesame") == std::string::npos);
    }

    void missingSecretIsSaid() {
        HttpEngine engine;
        HttpRequest ask = request("https://localhost:1/x");
        ask.bearer = {"env:VEDETTE_TEST_NOT_SET"};
        const auto response = fetch(engine, ask);
        QVERIFY(response.failure.has_value() && response.failure->code == ErrorCode::Denied);
        QVERIFY(response.failure->text().find("VEDETTE_TEST_NOT_SET") != std::string::npos);
    }

    void faults_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("reset") << 0 << QByteArray("connection");
        QTest::newRow("nonsense") << 1 << QByteArray("not HTTP");
        QTest::newRow("cut in the middle") << 2 << QByteArray("middle of the answer");
        QTest::newRow("hangs") << 3 << QByteArray("in time");
        QTest::newRow("announces too much") << 4 << QByteArray("larger than 1000000 bytes");
        QTest::newRow("sends without end") << 5 << QByteArray("larger than 1000000 bytes");
        QTest::newRow("headers without end") << 6 << QByteArray("larger than");
        QTest::newRow("a line break instead of an answer") << 7 << QByteArray("not HTTP");
    }
    void faults() {
        QFETCH(int, which);
        QFETCH(QByteArray, words);
        FaultServer server([which](const FaultRequest&) {
            switch (which) {
                case 0: return FaultAnswer{.reset = true};
                case 1: return FaultAnswer{.raw = "SSH-2.0-OpenSSH_9.2\r\n"};
                case 2: return FaultAnswer{.raw = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"};
                case 3: return FaultAnswer{.hang = true};
                case 4: return FaultAnswer{.raw = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx"};
                case 5: return FaultAnswer{.endless = std::uint64_t{4} << 30};
                case 6: {
                    std::string raw = "HTTP/1.1 200 OK\r\n";
                    for (int i = 0; i < 20000; ++i)
                        raw += "X-Filler-" + std::to_string(i) + ": aaaaaaaaaaaaaaaaaaaaa\r\n";
                    return FaultAnswer{.raw = raw + "\r\n"};
                }
                default: return FaultAnswer{.raw = "\n"};
            }
        });
        HttpEngine engine;
        HttpRequest ask = request(server.url("127.0.0.1") + "/x");
        ask.maxBytes = 1'000'000;
        ask.timeout = 300ms;
        if (which >= 4) ask.timeout = 20s;
        const auto response = fetch(engine, ask);
        QVERIFY(response.failure.has_value());
        QVERIFY2(response.failure->text().find(words.toStdString()) != std::string::npos,
                 response.failure->text().c_str());
        QVERIFY(response.failure->text().find("127.0.0.1") != std::string::npos);
    }

    void nobodyThere() {
        int port = 0;
        {
            FaultServer gone(saying("x"));
            port = gone.port();
        }
        HttpEngine engine;
        auto response = fetch(engine, request("http://127.0.0.1:" + std::to_string(port) + "/"));
        QVERIFY(response.failure.has_value() && response.failure->code == ErrorCode::Network);
        QVERIFY2(response.failure->text().find("refused") != std::string::npos, response.failure->text().c_str());
        QCOMPARE(response.attempts, 3);
        // Without a resolver the question may also go unanswered.
        HttpRequest unknown = request("https://no-such-host.invalid/");
        unknown.connectTimeout = 1s;
        response = fetch(engine, unknown);
        QVERIFY(response.failure.has_value());
        QVERIFY2(response.failure->text().find("not known") != std::string::npos ||
                     response.failure->code == ErrorCode::Timeout,
                 response.failure->text().c_str());
    }

    void tlsToAPlainPort() {
        FaultServer server(saying("x"));
        HttpEngine engine;
        const auto response = fetch(engine, request("https://localhost:" + std::to_string(server.port()) + "/"));
        QVERIFY(response.failure.has_value());
        QVERIFY2(response.failure->text().find("does not speak TLS") != std::string::npos,
                 response.failure->text().c_str());
    }

    void retriesUntilItWorks() {
        std::atomic<int> count{0};
        FaultServer server([&](const FaultRequest&) {
            return ++count < 3 ? FaultAnswer{.status = count == 1 ? 503 : 429} : FaultAnswer{.body = "at last"};
        });
        HttpEngine engine;
        const auto response = fetch(engine, request(server.url("127.0.0.1") + "/x"));
        QCOMPARE(response.body, std::string("at last"));
        QCOMPARE(response.attempts, 3);
    }

    void retryAfter_data() {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("atLeast");
        QTest::addColumn<int>("atMost");
        QTest::newRow("seconds") << QByteArray("120") << 120 << 120;
        // As long as that nobody would ask again; longer than a clock can count.
        QTest::newRow("years") << QByteArray("100000000") << 3600 << 3600;
        QTest::newRow("past all counting") << QByteArray("9000000000000000000") << 3600 << 3600;
        const QDateTime later = QDateTime::currentDateTimeUtc().addSecs(300);
        QTest::newRow("date")
            << QLocale::c().toString(later, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1() << 200 << 301;
    }
    void retryAfter() {
        QFETCH(QByteArray, value);
        QFETCH(int, atLeast);
        QFETCH(int, atMost);
        std::atomic<int> count{0};
        FaultServer server([&](const FaultRequest&) {
            ++count;
            return FaultAnswer{.status = 429, .headers = {{"Retry-After", value.toStdString()}}};
        });
        HttpEngine engine;
        const auto response = fetch(engine, request(server.url("127.0.0.1") + "/x"));
        QCOMPARE(response.status, 429);
        QCOMPARE(count.load(), 1);  // a long wait is the scheduler's to keep
        QVERIFY(response.retryAfter.has_value());
        QVERIFY(response.retryAfter->count() >= atLeast && response.retryAfter->count() <= atMost);
    }

    // Somebody who takes what comes piece by piece allows for more than fits into memory.
    void errorPagesAreNotKeptAsAWhole() {
        FaultServer server(
            [](const FaultRequest&) { return FaultAnswer{.status = 404, .endless = std::uint64_t{8} << 20}; });
        HttpEngine engine;
        HttpRequest asked = request(server.url("127.0.0.1") + "/x");
        asked.maxBytes = std::uint64_t{1} << 50;
        asked.onBytes = [](std::string_view) { return true; };
        const auto response = fetch(engine, std::move(asked));
        QCOMPARE(response.status, 404);
        QVERIFY2(!response.failure, response.failure ? response.failure->text().c_str() : "");
        QVERIFY(response.body.size() <= std::size_t{1} << 20);
    }

    void notRetried() {
        std::atomic<int> count{0};
        FaultServer server([&](const FaultRequest&) {
            ++count;
            return FaultAnswer{.status = 404, .body = "no"};
        });
        HttpEngine engine;
        const auto response = fetch(engine, request(server.url("127.0.0.1") + "/x"));
        QCOMPARE(response.status, 404);
        QVERIFY(!response.failure.has_value());
        QCOMPARE(count.load(), 1);
    }

    void bodyInPieces() {
        const std::string big(3'000'000, 'z');
        FaultServer server(saying(big));
        HttpEngine engine;
        HttpRequest ask = request(server.url("127.0.0.1") + "/x");
        std::size_t size = 0;
        ask.onBytes = [&](std::string_view piece) {
            size += piece.size();
            return true;
        };
        const auto response = fetch(engine, ask);
        QCOMPARE(size, big.size());
        QVERIFY(response.body.empty());
        ask.onBytes = [](std::string_view) { return false; };
        QVERIFY(!fetch(engine, ask).failure.has_value());
    }

    void twoHundredEndpointsAtOnce() {
        const Issued identity = m_authority.issue({"localhost"});
        std::vector<std::unique_ptr<FaultServer>> servers;
        for (int i = 0; i < 200; ++i)
            servers.push_back(std::make_unique<FaultServer>(saying("n" + std::to_string(i)), identity));
        HttpEngine engine;
        for (int round = 0; round < 3; ++round) {
            int right = 0;
            for (std::size_t i = 0; i < servers.size(); ++i) {
                engine.submit(request(servers[i]->url() + "/x"), [&right, i](HttpResponse r) {
                    if (r.status == 200 && r.body == "n" + std::to_string(i) && r.peer.verified) ++right;
                });
            }
            engine.runUntilIdle();
            QCOMPARE(right, 200);
        }
        for (const auto& server : servers) QCOMPARE(server->connections(), 1);
    }

    void oneBadEndpointDoesNotHoldUpOthers() {
        FaultServer good(saying("fine"));
        FaultServer bad([](const FaultRequest&) { return FaultAnswer{.hang = true}; });
        HttpEngine engine;
        std::vector<std::string> order;
        HttpRequest slow = request(bad.url("127.0.0.1") + "/");
        slow.timeout = 3s;
        engine.submit(slow, [&](HttpResponse) { order.push_back("bad"); });
        for (int i = 0; i < 3; ++i)
            engine.submit(request(good.url("127.0.0.1") + "/"), [&](HttpResponse) { order.push_back("good"); });
        engine.runUntilIdle();
        QCOMPARE(order, (std::vector<std::string>{"good", "good", "good", "bad"}));
    }

    void runStopsFromAnotherThread() {
        FaultServer server([](const FaultRequest&) { return FaultAnswer{.hang = true}; });
        HttpEngine engine;
        bool called = false;
        engine.submit(request(server.url("127.0.0.1") + "/"), [&](HttpResponse) { called = true; });
        std::stop_source stop;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(100ms);
            stop.request_stop();
        });
        engine.run(stop.get_token());
        QVERIFY(!called);
    }

    void delayedTasksRunInOrder() {
        HttpEngine engine;
        std::vector<int> order;
        engine.after(30ms, [&] { order.push_back(2); });
        engine.after(1ms, [&] {
            order.push_back(1);
            engine.after(1ms, [&] { order.push_back(3); });
        });
        engine.runUntilIdle();
        std::ranges::sort(order);
        QCOMPARE(order, (std::vector<int>{1, 2, 3}));
    }
};

QTEST_APPLESS_MAIN(HttpEngineTest)
#include "http_engine_test.moc"
