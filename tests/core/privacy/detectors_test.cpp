// SPDX-License-Identifier: GPL-3.0-or-later
// What the detectors must find, what they must leave alone, and what redaction must never let through.
#include "core/privacy/detectors.h"

#include <QTest>

#include <random>
#include <string>

#include "core/privacy/address.h"
#include "core/privacy/client_kind.h"
#include "core/privacy/content.h"

using namespace vedette;

namespace {

std::string kindsOf(const std::string& text) {
    std::string out;
    for (const Detected& d : detect(text)) {
        out.append(out.empty() ? "" : ",").append(detectedName(d.kind));
    }
    return out;
}

// Test values are put together at run time, so that no scanner of source trees takes them for real ones.
std::string joined(std::initializer_list<const char*> parts) {
    std::string out;
    for (const char* p : parts) {
        out.append(p);
    }
    return out;
}

class Words {
public:
    explicit Words(unsigned seed) : m_random(seed) {}

    std::uint64_t number(std::uint64_t below) { return m_random() % below; }
    std::string digits(std::size_t n) {
        std::string out(1, static_cast<char>('1' + number(9)));
        while (out.size() < n) {
            out.push_back(static_cast<char>('0' + number(10)));
        }
        return out;
    }
    std::string hex(std::size_t n) {
        std::string out;
        while (out.size() < n) {
            out.push_back("0123456789abcdef"[number(16)]);
        }
        return out;
    }
    std::string uuid() { return hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12); }

    // A line as servers of models write them: numbers and ids of every kind, nothing personal.
    std::string machineLine() {
        const std::uint64_t micros = 1'600'000'000'000'000U + number(400'000'000'000'000U);
        const std::string time = std::to_string(micros);
        switch (number(12)) {
            case 0:
                return "ts=" + time + " level=info msg=\"request done\" request_id=" + uuid() + " dur=0." + digits(16);
            case 1:
                return "[" + time.substr(0, 13) + "] engine step took " + digits(3) + "." + digits(6) +
                       " ms, kv blocks " + digits(6) + "/" + digits(7);
            case 2: return "trace=" + hex(32) + " span=" + hex(16) + " seq=" + digits(16) + " offset " + digits(16);
            case 3:
                return "INFO 11-21 02:11:20 [loader.py:" + digits(3) + "] loaded sha256:" + hex(64) + " in " +
                       digits(2) + "." + digits(2) + "s";
            case 4: return "node gpu-" + digits(2) + " NVIDIA H100 80GB driver 535.104.05 CUDA 12.2 temp " + digits(2);
            case 5: return "{\"timestamp\":" + time + "000,\"id\":\"" + uuid() + "\",\"tokens\":" + digits(5) + "}";
            case 6:
                return "GET /v1/models/" + hex(24) + "/versions/" + digits(3) + " 200 " + digits(7) + " rt=0." +
                       digits(3);
            case 7: return "2026-11-21T02:11:20." + digits(9) + "Z snapshot " + digits(18) + " epoch " + digits(10);
            case 8:
                return "loss=" + digits(1) + "." + digits(15) + "e-05 lr=1e-4 step " + digits(9) + " grad " +
                       digits(1) + "." + digits(17);
            case 9: return "commit " + hex(40) + " image registry/vllm@sha256:" + hex(64);
            case 10: return "addr 0x" + hex(16) + " size " + digits(16) + " pid " + digits(7) + " tid " + digits(15);
            default:
                return "usage bytes=" + digits(19) + " ns=" + time + digits(3) + " id " + digits(19) +
                       " build 2024.10." + digits(4);
        }
    }

private:
    std::mt19937_64 m_random;
};

}  // namespace

class DetectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void leavesAlone_data();
    void leavesAlone();
    void redactsWhatItFound();
    void nothingIsLeftAfterRedaction();
    void machineLogsStayQuiet();
    void isLinear_data();
    void isLinear();
    void addresses_data();
    void addresses();
    void clientKinds_data();
    void clientKinds();
    void similarTextsHaveSimilarHashes();
};

void DetectorsTest::finds_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("kinds");
    const auto row = [](const char* name, std::string text, std::string kinds) {
        QTest::newRow(name) << std::move(text) << std::move(kinds);
    };
    row("visa bare", "pay with 4111111111111111 please", "pan");
    row("visa in groups", "4111 1111 1111 1111", "pan");
    row("visa with hyphens", "no. 4012-8888-8888-1881.", "pan");
    row("visa before another number", "4111 1111 1111 1111 12 27", "pan");
    row("mastercard 2-series", "card 2223003122003222", "pan");
    row("mastercard", "5555555555554444", "pan");
    row("amex in groups", "3782 822463 10005", "pan");
    row("amex bare", "amex 378282246310005", "pan");
    row("discover", "6011111111111117", "pan");
    row("jcb", "3530111333300000", "pan");
    row("diners with a word", "diners card 30569309025904", "pan");
    row("diners in groups", "3056 930902 5904", "pan");
    row("19 digits with a word", "visa 4111111111111111110", "pan");
    row("in json", R"({"number":"4111111111111111"})", "pan");
    row("id word, but a card word too", "card id 4111111111111111", "pan");
    row("track 1", "%B4111111111111111^DOE/JOHN^27121010000000000000?", "track");
    row("track 2", "swipe ;4111111111111111=27121010000000000000?", "track");
    row("iban", "DE89370400440532013000", "iban");
    row("iban in groups", "to GB29 NWBK 6016 1331 9268 19, thanks", "iban");
    row("iban with letters", "FR1420041010050500013M02606", "iban");
    row("iban of Malta", "MT84MALT011000012345MTLCAST001S", "iban");
    row("ssn", "ssn 536-90-4399", "ssn");
    row("ssn alone", "536-90-4399", "ssn");
    row("ssn bare with a word", "SSN: 536904399", "ssn");
    row("ssn with blanks and a word", "social security 536 90 4399", "ssn");
    row("itin with a word", "ITIN 912-70-1234", "ssn");
    row("e-mail", "from john.doe+x@mail.example.com to", "email");
    row("e-mail in angle brackets", "<a@b.de>", "email");
    row("e-mail in a path", "/users/jane@corp.example/keys", "email");
    row("e-mail, two of them", "a@b.com,c@d.org", "email,email");
    row("e-mail not ascii",
        "jos\xC3\xA9@ma\xC3\xB1"
        "ana.es",
        "email");
    row("e-mail with a full stop after", "write to jane@corp.example.", "email");
    row("phone", "call +49 151 23456789", "phone");
    row("phone bare", "+4915123456789", "phone");
    row("phone of America", "+1 (415) 555-2671", "phone");
    row("aws key", joined({"AKIA", "IOSFODNN7EXAMPLE"}), "key");
    row("github token", joined({"ghp", "_abcdefghijklmnopqrstuvwxyz0123456789"}), "key");
    row("github fine-grained", joined({"github", "_pat_11ABCDEFG0abcdefghijkl_mnopq"}), "key");
    row("openai key", joined({"key ", "sk", "-proj-abcDEF123abcDEF123abcDEF123"}), "key");
    row("gateway key", joined({"sk", "-Ab3dEf6hIj9kLm2nOp5qRs"}), "key");
    row("anthropic key", joined({"sk", "-ant-api03-abcDEF123abcDEF123"}), "key");
    row("hugging face token", joined({"hf", "_abcdefghijklmnopqrstuvwxyzABCDEFGH"}), "key");
    row("slack token", joined({"xoxb", "-123456789012-abcdefghijkl"}), "key");
    row("google key", joined({"AIza", "SyA1234567890abcdefghijklmnopqrstuv"}), "key");
    row("private key", joined({"-----BEGIN RSA ", "PRIVATE KEY-----\nMIIE\n-----END RSA ", "PRIVATE KEY-----"}), "key");
    row("private key cut off", joined({"x -----BEGIN ", "PRIVATE KEY-----\nMIIEvQIBADANBg"}), "key");
    row("value behind a name", "api_key=Zx81kQpL29vTmW4s", "key");
    row("value behind a json name", R"("client_secret": "Zx81kQpL29vTmW4s")", "key");
    row("user part of a url", "fetch https://bob:hunter2@host.example/x failed", "key");
    row("jwt",
        joined({"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.", "eyJzdWIiOiIxMjM0NTY3ODkwIn0.", "dozjgNryP4J3jVmNHl0w5N"}),
        "token");
    row("bearer", "Authorization: Bearer abcdef0123456789abcdef", "token");
    row("bearer with a jwt is one match",
        joined({"bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.", "eyJzdWIiOiIxIn0.", "dozjgNryP4J3jVmN"}), "token");
    row("basic", "Basic dXNlcjpwYXNzd29yZA==", "token");
    row("ipv4", "client 203.0.113.77 refused", "ip");
    row("ipv4 in a url", "http://198.51.100.4/x", "ip");
    row("ipv6", "from 2001:db8:85a3::8a2e:370:7334 again", "ip");
    row("several", "a@b.com 4111111111111111 203.0.113.7", "email,pan,ip");
}

void DetectorsTest::finds() {
    QFETCH(std::string, text);
    QFETCH(std::string, kinds);
    QCOMPARE(kindsOf(text), kinds);
}

void DetectorsTest::leavesAlone_data() {
    QTest::addColumn<std::string>("text");
    const auto row = [](const char* name, std::string text) { QTest::newRow(name) << std::move(text); };
    row("empty", "");
    row("milliseconds", "1795225880123");
    row("microseconds", "1795225880123456");
    row("nanoseconds", "1795225880123456789");
    row("trace id", "4bf92f3577b34da6a3ce929d0e0e4736");
    row("uuid", "550e8400-e29b-41d4-a716-446655440000");
    row("uuid of digits", "41111111-1111-4111-8111-111111111111");
    row("float", "0.4111111111111111");
    row("float whole part", "4111111111111111.5");
    row("exponent", "4111111111111111e5");
    row("identifier", "blob_4111111111111111");
    row("named id", "request_id=4111111111111111");
    row("named id in json", R"("seq":4111111111111111)");
    row("wrong check digit", "card 4111111111111112");
    row("length not issued", "card 411111111111111");
    row("13 digits retired", "card 4222222222222");
    row("no issuer", "card 9111111111111111");
    row("all the same", "5555555555555555");
    row("long number", "41111111111111114111111111111111");
    row("odd grouping", "41 111111111111 11");
    row("float with hyphen", "4111-1111-1111-1111-1111");
    row("iban, wrong remainder", "DE88370400440532013000");
    row("iban, wrong structure", "GB29 1234 6016 1331 9268 19");
    row("iban inside a word", "xDE89370400440532013000");
    row("iban too long", "DE893704004405320130001");
    row("ssn sample", "078-05-1120");
    row("ssn of advertisements", "123-45-6789");
    row("ssn area 000", "000-12-3456");
    row("ssn area 666", "666-12-3456");
    row("ssn area 9xx", "987-65-4320");
    row("ssn group 00", "536-00-4399");
    row("ssn serial 0000", "536-90-0000");
    row("nine digits", "536904399");
    row("date and time", "2026-11-21 02:11:20");
    row("part of a longer number", "1-536-90-4399-2");
    row("package", "react@18.2.0");
    row("image digest", "vllm/vllm-openai@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    row("asset", "logo@2x.png");
    row("inner host", "root@db.svc.local");
    row("git remote", "git@github.com:x/y");
    row("no dot", "user@host");
    row("at alone", "@ @@ a@ @b.com");
    row("time offset", "+0200");
    row("small plus", "+1234567");
    row("plus in a word", "a+12345678901");
    row("American number with wrong area", "+11234567890");
    row("ten digits after 1", "+1234567890");
    row("gpu", "NVIDIA H100-SXM5-80GB L40S A10 B200");
    row("driver", "driver 535.104.05");
    row("version", "version 10.4.3.1");
    row("version of a product", "Chrome/120.0.60.109");
    row("version with v", "v8.8.8.8");
    row("private address", "10.0.3.7 192.168.1.1 172.16.4.4 127.0.0.1 169.254.169.254");
    row("not an address", "256.1.1.1 1.2.3 1.2.3.4.5");
    row("time with colons", "12:34:56 and 12:34:56:78");
    row("mac address", "00:1b:44:11:3a:b7");
    row("namespace", "dead::beef abc::def std::string");
    row("loopback", "::1 fe80::1");
    row("sha-1", "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    row("sha-256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    row("package with sk", "sk-learn-pipeline-with-a-long-name");
    row("akia too long", "AKIAIOSFODNN7EXAMPLEX");
    row("akia inside", "xAKIAIOSFODNN7EXAMPLE");
    row("public key", "-----BEGIN PUBLIC KEY-----");
    row("eyJ that is no header", "eyJub3QiOiJhIGhlYWRlciJ9.eyJhIjoxfQ.abcdefghijk");
    row("bearer as a word", "the bearer of this message");
    row("token count", "tokens=1234567890123456");
    row("token word", "max_token: unlimited_for_everybody");
    row("model", "meta-llama/Llama-3.3-70B-Instruct");
    row("path", "/v1/chat/completions");
    row("query", "/api?api-version=2024-10-21&deployment=gpt-4o-2024-08-06");
    row("k8s", "system:serviceaccount:kube-system:generic-garbage-collector");
    row("latin-1 bytes", "caf\xE9 \xFF\xFE");
    row("nul bytes", std::string("a\0b\0c", 5));
}

void DetectorsTest::leavesAlone() {
    QFETCH(std::string, text);
    QCOMPARE(kindsOf(text), std::string());
}

void DetectorsTest::redactsWhatItFound() {
    const std::string text = "mail a@b.com, card 4111 1111 1111 1111!";
    QCOMPARE(redact(text, detect(text)), std::string("mail [email], card [pan]!"));
    QCOMPARE(redact("plain", {}), std::string("plain"));
}

void DetectorsTest::nothingIsLeftAfterRedaction() {
    Words words(7);
    const std::vector<std::string> pieces = {"4111111111111111",
                                             "4111 1111 1111 1111",
                                             "a@b.com",
                                             "x",
                                             " ",
                                             "-",
                                             ".",
                                             "/",
                                             "=",
                                             ":",
                                             "@",
                                             "+4915123456789",
                                             "536-90-4399",
                                             "203.0.113.9",
                                             "DE89370400440532013000",
                                             "AKIAIOSFODNN7EXAMPLE",
                                             "Bearer abcdef0123456789abcdef",
                                             "token=Zx81kQpL29vTmW4s",
                                             "https://bob:pw@h.example/",
                                             "2001:db8::17",
                                             "card",
                                             "ssn",
                                             "1",
                                             "[",
                                             "]",
                                             "\xC3\xA9",
                                             "_"};
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        const std::uint64_t parts = 1 + words.number(9);
        for (std::uint64_t p = 0; p < parts; ++p) {
            text += pieces[words.number(pieces.size())];
        }
        const auto found = detect(text);
        std::size_t last = 0;
        for (const Detected& d : found) {
            QVERIFY2(d.begin >= last && d.begin < d.end && d.end <= text.size(), text.c_str());
            last = d.end;
        }
        // A marker may cut something in two that then matches; that must come to an end at once.
        std::string clean = redact(text, found);
        clean = redact(clean, detect(clean));
        clean = redact(clean, detect(clean));
        QVERIFY2(detect(clean).empty(), (text + "  =>  " + clean).c_str());
    }
}

void DetectorsTest::machineLogsStayQuiet() {
    Words words(2026);
    int hits = 0;
    std::string first;
    for (int i = 0; i < 100'000; ++i) {
        const std::string line = words.machineLine();
        const auto found = detect(line);
        if (!found.empty()) {
            ++hits;
            if (first.size() < 2000) {
                first += redact(line, found) + "\n";
            }
        }
    }
    qInfo("false positives on 100,000 machine log lines: %d", hits);
    // Bare sixteen-digit ids of no known meaning pass Luhn and an issuer range 3 % of the time; the rest must be
    // silent.
    QVERIFY2(hits <= 20, first.c_str());
}

void DetectorsTest::isLinear_data() {
    QTest::addColumn<std::string>("piece");
    for (const char* piece :
         {"@",  "a@", "a.", "1",      "1 ",  "1-",    "+1",   "sk-",     "eyJ",   "eyJ.", "eyJ-",  "-----BEGIN ", "%B1",
          ";1", "::", "1:", "token=", "://", "://a@", "DE89", "Bearer ", "1234 ", "12-",  "card ", "f:f"}) {
        QTest::newRow(piece) << std::string(piece);
    }
}

void DetectorsTest::isLinear() {
    QFETCH(std::string, piece);
    // A megabyte that a quadratic matcher would chew for hours: the test's own time limit is the judge.
    std::string text;
    while (text.size() < 1'000'000) {
        text += piece;
    }
    const auto found = detect(text);
    QVERIFY(found.size() <= text.size());
}

void DetectorsTest::addresses_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("canonical");
    QTest::addColumn<std::string>("network");
    const auto row = [](const char* text, const char* canonical, const char* network) {
        QTest::newRow(text) << std::string(text) << std::string(canonical) << std::string(network);
    };
    row("203.0.113.77", "203.0.113.77", "203.0.113.0/24");
    row("203.0.113.77:51234", "203.0.113.77", "203.0.113.0/24");
    row("10.1.2.3", "10.1.2.3", "10.1.2.0/24");
    row("127.0.0.1", "127.0.0.1", "loopback");
    row("::1", "::1", "loopback");
    row("2001:DB8:1:2::7", "2001:db8:1:2::7", "2001:db8:1::/48");
    row("[2001:db8:1:2::7]:443", "2001:db8:1:2::7", "2001:db8:1::/48");
    row("fe80::1%eth0", "fe80::1", "fe80::/48");
    row("::ffff:203.0.113.9", "203.0.113.9", "203.0.113.0/24");
    row("203.0.113.x", "203.0.113.x", "203.0.113.0/24");
    row("203.0.113.0", "203.0.113.0", "203.0.113.0/24");
    row("unix:", "unix:", "");
    row("client.example.org", "client.example.org", "");
    row("300.1.2.3", "300.1.2.3", "");
    row("-", "-", "");
}

void DetectorsTest::addresses() {
    QFETCH(std::string, text);
    QFETCH(std::string, canonical);
    QFETCH(std::string, network);
    std::string scratch;
    QCOMPARE(std::string(canonicalAddress(text, scratch)), canonical);
    QCOMPARE(networkOf(canonical), network);
}

void DetectorsTest::clientKinds_data() {
    QTest::addColumn<std::string>("agent");
    QTest::addColumn<std::string>("kind");
    QTest::addColumn<std::string>("product");
    const auto row = [](const char* agent, const char* kind, const char* product) {
        QTest::newRow(agent) << std::string(agent) << std::string(kind) << std::string(product);
    };
    row("OpenAI/Python 1.55.3", "sdk", "OpenAI/Python 1");
    row("python-requests/2.31.0", "sdk", "python-requests/2");
    row("curl/7.88.1", "curl", "curl/7");
    row("Prometheus/2.42.0", "monitor", "Prometheus/2");
    row("kube-probe/1.29", "monitor", "kube-probe/1");
    row("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.6099.109 Safari/537.36",
        "browser", "Chrome/120");
    row("Mozilla/5.0 (X11; rv:128.0) Gecko/20100101 Firefox/128.0", "browser", "Firefox/128");
    row("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "bot", "Mozilla/5");
    row("sqlmap/1.7", "bot", "sqlmap/1");
    row("something odd here", "unknown", "something");
    row("p/l", "unknown", "p/l");
    row("p/", "unknown", "p");
    row("jane@corp.example/1.0", "unknown", "");
    row("\x01\x02", "unknown", "");
}

void DetectorsTest::clientKinds() {
    QFETCH(std::string, agent);
    QFETCH(std::string, kind);
    QFETCH(std::string, product);
    const ClientKind got = clientKindOf(agent);
    QCOMPARE(std::string(got.kind), kind);
    QCOMPARE(got.product, product);
}

void DetectorsTest::similarTextsHaveSimilarHashes() {
    std::string base;
    Words words(5);
    for (int i = 0; i < 120; ++i) {
        base += words.hex(6) + " ";
    }
    std::string edited = base;
    edited.replace(0, 6, "change");
    std::string other;
    for (int i = 0; i < 120; ++i) {
        other += words.hex(6) + " ";
    }
    const auto distance = [](std::uint64_t a, std::uint64_t b) { return __builtin_popcountll(a ^ b); };
    const std::uint64_t hash = simHash(1, base);
    QVERIFY(distance(hash, simHash(1, edited)) <= 10);
    QVERIFY(distance(hash, simHash(1, other)) >= 16);
    QCOMPARE(hash, simHash(1, QString::fromStdString(base).toUpper().toStdString()));
    QVERIFY(hash != simHash(2, base));
    QCOMPARE(simHash(1, ""), std::uint64_t{0});
    QCOMPARE(simHash(1, " .,- "), std::uint64_t{0});
    QCOMPARE(std::string(simHashHex(0x0102030405060708U).data(), 16), std::string("0807060504030201"));
}

QTEST_APPLESS_MAIN(DetectorsTest)
#include "detectors_test.moc"
