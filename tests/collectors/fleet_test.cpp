// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/fleet.h"

#include <QtTest>

#include <cstdlib>
#include <fstream>

#include "collectors/fleet_check.h"
#include "core/base/file.h"
#include "core/base/json.h"

using namespace vedette;

namespace {

const std::filesystem::path kData = std::filesystem::path(VEDETTE_TEST_DATA) / "fleet";

std::string minimal(const std::string& node) { return "name: f\nnodes:\n  - id: n\n" + node; }

std::string errorOf(const std::string& yaml) {
    const auto fleet = parseFleet(yaml, "f.yaml");
    return fleet ? std::string("accepted") : fleet.error().text();
}

}  // namespace

class FleetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exampleIsAccepted() {
        const auto fleet = loadFleet(std::filesystem::path(VEDETTE_RESOURCES) / "fleet-example.yaml");
        QVERIFY2(fleet.has_value(), fleet ? "" : fleet.error().text().c_str());
        QCOMPARE(fleet->name, std::string("clinic-assistant"));
        QCOMPARE(fleet->nodes.size(), std::size_t{3});
        const NodeConfig& gateway = fleet->nodes[0];
        QCOMPARE(gateway.bearer.reference, std::string("env:VEDETTE_GATEWAY_TOKEN"));
        QCOMPARE(gateway.sources[0].kind, SourceKind::JsonPages);
        QCOMPARE(gateway.sources[0].overlap, Duration(std::chrono::minutes(10)));
        QCOMPARE(gateway.sources[0].lag, Duration(std::chrono::seconds(60)));
        QCOMPARE(fleet->facts.at("hipaa_role"), std::string("covered_entity"));
        QCOMPARE(fleet->retention[0].minimum, std::string("6 years"));
    }

    void pathsAreRelativeToTheFile() {
        const auto fleet = loadFleet(std::filesystem::path(VEDETTE_RESOURCES) / "fleet-example.yaml");
        QVERIFY(fleet.has_value());
        QCOMPARE(fleet->nodes[0].tls.caFile, std::string(VEDETTE_RESOURCES) + "/pki/internal-ca.pem");
        QCOMPARE(fleet->nodes[2].sources[0].path, std::string("/var/log/nginx/access.json"));
    }

    void everyProblemIsReportedWithItsLine() {
        const auto fleet = loadFleet(kData / "broken.yaml");
        QVERIFY(!fleet.has_value());
        const std::string text = fleet.error().text();
        const std::string file = (kData / "broken.yaml").string();
        for (const auto& [line, words] : std::vector<std::pair<int, std::string>>{{6, "did you mean 'endpoint'?"},
                                                                                  {7, "must be a reference"},
                                                                                  {10, "did you mean 'ca_file'?"},
                                                                                  {10, "'verify: false' is refused"},
                                                                                  {14, "'kind'"},
                                                                                  {17, "'every'"},
                                                                                  {18, "twice"},
                                                                                  {20, "must begin with '/'"},
                                                                                  {21, "declared twice"},
                                                                                  {22, "must begin with https://"},
                                                                                  {23, "two capital letters"}}) {
            const std::string at = file + ":" + std::to_string(line) + ": ";
            bool found = false;
            for (std::size_t p = text.find(at); p != std::string::npos; p = text.find(at, p + 1)) {
                const std::string row = text.substr(p, text.find('\n', p) - p);
                found = found || row.find(words) != std::string::npos;
            }
            QVERIFY2(found, (at + words + "\n--- in ---\n" + text).c_str());
        }
        QVERIFY2(text.find("sk-live") == std::string::npos, "a secret was repeated in the message");
    }

    void refused_data() {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const std::string& yaml, const char* words) {
            QTest::newRow(name) << QByteArray::fromStdString(yaml) << QByteArray(words);
        };
        row("empty", "", "empty");
        row("not yaml", "name: [", "f.yaml:");
        row("not a mapping", "- a\n- b\n", "must be a mapping");
        row("no nodes", "name: f\n", "lacks 'nodes'");
        row("no name", "nodes:\n  - id: n\n", "lacks 'name'");
        row("repeated key", "name: f\nname: g\nnodes:\n  - id: n\n", "twice");
        row("password in endpoint", minimal("    endpoint: https://me:hunter2@host\n"), "name and password");
        row("query in endpoint", minimal("    endpoint: https://host/?a=b\n"), "query");
        row("port out of range", minimal("    endpoint: https://host:99999\n"), "port");
        row("token in clear", minimal("    endpoint: http://host\n    bearer: env:T\n"), "in clear");
        row("HTTP source without endpoint", minimal("    sources:\n      - {id: m, kind: metrics, path: /m}\n"),
            "endpoint");
        row("key without certificate", minimal("    tls: {key_file: k.pem}\n"), "together");
        row("short pin", minimal("    tls: {pin_sha256: abcd}\n"), "64 hex digits");
        row("identifier with slash", minimal("  - id: a/b\n"), "cannot be the id");
        row("two stars", minimal("    sources:\n      - {id: a, kind: file, mapping: m, path: /l/*/x*}\n"), "one '*'");
        row("mapping for metrics",
            minimal("    endpoint: https://h\n    sources:\n      - {id: a, kind: metrics, mapping: m, path: /m}\n"),
            "flavour");
        row("file without mapping", minimal("    sources:\n      - {id: a, kind: file, path: /l/x}\n"),
            "lacks 'mapping'");
        row("for ever", "name: f\nretention:\n  - {data_class: x, maximum: 50000 years}\nnodes:\n  - id: n\n",
            "not a period");
        row("months or minutes", "name: f\nretention:\n  - {data_class: x, maximum: 13m}\nnodes:\n  - id: n\n",
            "not a period");
        row("period", "name: f\nretention:\n  - {data_class: x, maximum: long}\nnodes:\n  - id: n\n", "not a period");
        row("nested deeply", "name: " + std::string(5000, '['), "nested too deeply");
        row("ill-formed UTF-8", "name: \xff\n", "UTF-8");
        row("overlap for files",
            minimal("    sources:\n      - {id: a, kind: file, mapping: m, path: /l/x, overlap: 5m}\n"),
            "json_pages only");
    }
    void refused() {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, words);
        const std::string text = errorOf(yaml.toStdString());
        QVERIFY2(text.find(words.toStdString()) != std::string::npos, text.c_str());
        QVERIFY(text.find("hunter2") == std::string::npos);
        QVERIFY(text.find("f.yaml") != std::string::npos);
    }

    void missingFileIsNamed() {
        const auto fleet = loadFleet("/nonexistent/fleet.yaml");
        QVERIFY(!fleet.has_value());
        QVERIFY(fleet.error().text().find("/nonexistent/fleet.yaml") != std::string::npos);
    }

    void declarationIsCanonicalAndHoldsNoSecretsOrPaths() {
        const auto fleet = loadFleet(std::filesystem::path(VEDETTE_RESOURCES) / "fleet-example.yaml");
        QVERIFY(fleet.has_value());
        const std::string text = fleet->declaration();
        const auto canonical = canonicalJson(text);
        QVERIFY(canonical.has_value());
        QCOMPARE(text, *canonical);
        for (const char* absent : {"env:", "pki", "https", "/var/log"}) QVERIFY(text.find(absent) == std::string::npos);
        QVERIFY(text.find(R"("data_classes":["personal","health"])") != std::string::npos);
        QVERIFY(text.find(R"("sources":["spend","metrics"])") != std::string::npos);
    }

    void secrets() {
        ::setenv("VEDETTE_TEST_SECRET", "s3cret", 1);
        QCOMPARE(SecretRef{"env:VEDETTE_TEST_SECRET"}.resolve().value(), std::string("s3cret"));
        const auto unset = SecretRef{"env:VEDETTE_TEST_UNSET"}.resolve();
        QVERIFY(!unset && unset.error().code == ErrorCode::Denied);
        QVERIFY(unset.error().text().find("env:VEDETTE_TEST_UNSET") != std::string::npos);

        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("token")).toStdString();
        std::ofstream(path) << "from-file\r\n";
        QCOMPARE(SecretRef{"file:" + path}.resolve().value(), std::string("from-file"));
        std::ofstream(path) << "two\nlines\n";
        const auto split = SecretRef{"file:" + path}.resolve();
        QVERIFY(!split && split.error().text().find("two") == std::string::npos);
        const auto literal = SecretRef{"sk-live-0123"}.resolve();
        QVERIFY(!literal && literal.error().text().find("sk-live") == std::string::npos);
    }

    void secretsOfTheKeychain() {
        const KeychainReader keychain = [](const std::string& service, const std::string& name) -> Result<std::string> {
            if (name == "locked") return fail(ErrorCode::Denied, "it is locked");
            return service + " and " + name + "\n";
        };
        QCOMPARE(SecretRef{"keychain:vllm/gateway"}.resolve(keychain).value(), std::string("vllm and gateway"));
        QCOMPARE(SecretRef{"keychain:vllm/a/b"}.resolve(keychain).value(), std::string("vllm and a/b"));
        QCOMPARE(SecretRef{"keychain:gateway"}.resolve(keychain).value(), std::string("vedette and gateway"));
        for (const auto& read :
             {SecretRef{"keychain:vllm/locked"}.resolve(keychain), SecretRef{"keychain:vllm/locked"}.resolve()}) {
            QVERIFY(!read && read.error().code == ErrorCode::Denied);
            QVERIFY(read.error().text().find("keychain:vllm/locked") != std::string::npos);
        }
    }
};

QTEST_APPLESS_MAIN(FleetTest)
#include "fleet_test.moc"
