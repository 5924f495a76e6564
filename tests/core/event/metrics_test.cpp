// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics pages: the text format with its oddities, flavours, resets, and what vanished.
#include "core/event/metrics.h"

#include <QDir>
#include <QTest>

#include <cmath>

#include "core/base/file.h"
#include "core/base/json.h"
#include "tests/support/ocsf_check.h"

using namespace vedette;

namespace {

MetricFlavours flavours() {
    auto loaded = MetricFlavours::load(resourceFolder() / "metrics");
    if (!loaded) {
        qFatal("%s", loaded.error().text().c_str());
    }
    return std::move(*loaded);
}

std::string page(const std::string& name) {
    const auto text = readFile(std::filesystem::path(VEDETTE_TEST_DATA) / "metrics" / name);
    return text ? *text : std::string();
}

// The value behind a key of the flat parts of the result; empty when it is not there.
std::string valueOf(const std::string& json, const std::string& key) {
    const std::size_t at = json.find("\"" + key + "\":");
    if (at == std::string::npos) {
        return {};
    }
    const std::size_t begin = at + key.size() + 3;
    const bool list = json[begin] == '[' || json[begin] == '{';
    const std::size_t end =
        list ? json.find(json[begin] == '[' ? ']' : '}', begin) + 1 : json.find_first_of(",}", begin);
    return json.substr(begin, end - begin);
}

std::string section(const std::string& json, const std::string& name, const std::string& key) {
    return valueOf(valueOf(json, name) + ",", key);
}

}  // namespace

class MetricsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oddLinesAreRead_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<double>("value");
        QTest::addColumn<QByteArray>("labels");
        QTest::newRow("plain") << QByteArray("a 1") << 1.0 << QByteArray();
        QTest::newRow("trailing comma") << QByteArray(R"(a{b="c",} 1)") << 1.0 << QByteArray("b=c;");
        QTest::newRow("blanks everywhere")
            << QByteArray("  a { b = \"c\" , d=\"e\" }\t 2 1700000000 ") << 2.0 << QByteArray("b=c;d=e;");
        QTest::newRow("escapes") << QByteArray("a{b=\"x\\\"y\\\\z\\n\"} 1") << 1.0 << QByteArray("b=x\"y\\z\n;");
        QTest::newRow("brace in a label") << QByteArray(R"(a{b="}{,"} 1)") << 1.0 << QByteArray("b=}{,;");
        QTest::newRow("three-digit exponent") << QByteArray("a 1.0463768576e+010") << 1.0463768576e10 << QByteArray();
        QTest::newRow("infinity") << QByteArray("a +Inf") << HUGE_VAL << QByteArray();
        QTest::newRow("plus sign") << QByteArray("a +5") << 5.0 << QByteArray();
        QTest::newRow("CRLF") << QByteArray("a 1\r") << 1.0 << QByteArray();
        QTest::newRow("exemplar") << QByteArray(R"(a{b="c"} 1 # {trace_id="x"} 0.5)") << 1.0 << QByteArray("b=c;");
        QTest::newRow("quoted name") << QByteArray(R"({"a",b="c"} 1)") << 1.0 << QByteArray("b=c;");
        QTest::newRow("timestamp") << QByteArray("a 1 1700000000000") << 1.0 << QByteArray();
    }
    void oddLinesAreRead() {
        QFETCH(QByteArray, line);
        QFETCH(double, value);
        QFETCH(QByteArray, labels);
        int count = 0;
        const std::string text = "# TYPE a counter\n" + line.toStdString() + "\n# EOF\n";
        const auto problems = parseExposition(text, [&](const Sample& sample) {
            ++count;
            QCOMPARE(sample.name, std::string_view("a"));
            QCOMPARE(sample.value, value);
            std::string all;
            for (const auto& [name, label] : sample.labels) {
                all.append(name).append("=").append(label).append(";");
            }
            QCOMPARE(QByteArray::fromStdString(all), labels);
        });
        QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
        QCOMPARE(count, 1);
    }

    void brokenLinesAreNamedAndSkipped() {
        int count = 0;
        const auto problems =
            parseExposition("ok 1\nbad{x=\"y 1\nalso bad\n7up 3\nnovalue\nok 2", [&](const Sample&) { ++count; });
        QCOMPARE(count, 2);
        QCOMPARE(problems.size(), std::size_t(4));
        QVERIFY(problems[0].starts_with("line 2: "));
        QVERIFY(problems[3].starts_with("line 5: "));
    }

    void nonsenseIsNotAMetricsPage() {
        const MetricFlavours all = flavours();
        for (const char* text :
             {"", "<html>\n<body>404</body>\n", "{\"error\":{\"code\":501}}", "# only a comment\n"}) {
            const auto scrape = all.read(text, "", "");
            QVERIFY(!scrape);
            QCOMPARE(scrape.error().code, ErrorCode::Invalid);
        }
        QVERIFY(!all.read("a 1\n", "no-such-flavour", ""));
    }

    void namesOfBothEnginesMeanTheSame() {
        const MetricFlavours all = flavours();
        const auto v0 = all.read(page("vllm_v0.txt"), "", "");
        QVERIFY(v0);
        QCOMPARE(section(v0->metrics, "counters", "requests_total"), std::string("10"));
        QCOMPARE(section(v0->metrics, "counters", "requests_aborted_total"), std::string("2"));
        QCOMPARE(section(v0->metrics, "counters", "inter_token_micros_total"), std::string("1250000"));
        QCOMPARE(section(v0->metrics, "gauges", "kv_cache_usage"), std::string("0.25"));
        QVERIFY(v0->metrics.find(R"("start":"2026-11-20T18:40:00.000000Z")") != std::string::npos);
        QVERIFY(v0->metrics.find(R"("models":["llama-3.1-70b"])") != std::string::npos);

        const auto v1 = all.read(page("vllm_v1.txt"), "", "");
        QVERIFY(v1);
        QCOMPARE(section(v1->metrics, "counters", "requests_total"), std::string("17"));
        QCOMPARE(section(v1->metrics, "counters", "prompt_tokens_total"), std::string("3000"));
        QCOMPARE(section(v1->metrics, "counters", "failures_total"), std::string("6"));
        QCOMPARE(section(v1->metrics, "counters", "http_requests_total"), std::string("23"));
        QCOMPARE(section(v1->metrics, "gauges", "requests_running"), std::string("7"));
        QCOMPARE(section(v1->metrics, "gauges", "kv_cache_usage"), std::string("0.5"));
        QVERIFY(v1->metrics.find("\"start\"") == std::string::npos);
    }

    void ranksTellTheSameNumberAgain() {
        const auto scrape = flavours().read(page("sglang_tp4.txt"), "", "");
        QVERIFY(scrape);
        QCOMPARE(valueOf(scrape->metrics, "flavour"), std::string("\"sglang\""));
        QCOMPARE(section(scrape->metrics, "counters", "prompt_tokens_total"), std::string("150"));
        QCOMPARE(section(scrape->metrics, "gauges", "requests_running"), std::string("2"));
    }

    void countersGoOnAndReset() {
        const MetricFlavours all = flavours();
        const auto at = [&](const char* text, const std::string& state) {
            auto scrape = all.read(text, "", state);
            return scrape ? *scrape : MetricFlavours::Scrape{};
        };
        const auto first = at("llamacpp:prompt_tokens_total 100\n", "");
        QCOMPARE(valueOf(first.metrics, "deltas"), std::string("{}"));
        const auto second =
            at("llamacpp:prompt_tokens_total 130\nllamacpp:tokens_predicted_total 4\n", first.nextState);
        QCOMPARE(section(second.metrics, "deltas", "prompt_tokens_total"), std::string("30"));
        QCOMPARE(section(second.metrics, "deltas", "output_tokens_total"), std::string("4"));
        QCOMPARE(valueOf(second.metrics, "resets"), std::string("[]"));
        const auto third = at("llamacpp:prompt_tokens_total 20\nllamacpp:tokens_predicted_total 4\n", second.nextState);
        QCOMPARE(section(third.metrics, "deltas", "prompt_tokens_total"), std::string("20"));
        QCOMPARE(section(third.metrics, "deltas", "output_tokens_total"), std::string("0"));
        QCOMPARE(valueOf(third.metrics, "resets"), std::string("[\"prompt_tokens_total\"]"));
    }

    void aNewStartIsAResetEvenWhenTheCounterGrew() {
        const MetricFlavours all = flavours();
        const std::string head = "vllm:prompt_tokens_total{model_name=\"m\"} ";
        const auto first = all.read(head + "10\nprocess_start_time_seconds 1795200000.5\n", "", "");
        const auto same = all.read(head + "15\nprocess_start_time_seconds 1.7952000005e+09\n", "", first->nextState);
        QCOMPARE(section(same->metrics, "deltas", "prompt_tokens_total"), std::string("5"));
        const auto later = all.read(head + "40\nprocess_start_time_seconds 1795203600\n", "", same->nextState);
        QCOMPARE(section(later->metrics, "deltas", "prompt_tokens_total"), std::string("40"));
        QCOMPARE(valueOf(later->metrics, "resets"), std::string("[\"prompt_tokens_total\"]"));
    }

    void whatVanishedIsNotZero() {
        const MetricFlavours all = flavours();
        const auto first = all.read("llamacpp:prompt_tokens_total 100\nllamacpp:requests_processing 1\n", "", "");
        const auto gone = all.read("llamacpp:n_decode_total 7\n", "", first->nextState);
        QCOMPARE(valueOf(gone->metrics, "vanished"), std::string(R"(["prompt_tokens_total","requests_running"])"));
        QVERIFY(section(gone->metrics, "counters", "prompt_tokens_total").empty());
        const auto back =
            all.read("llamacpp:prompt_tokens_total 120\nllamacpp:n_decode_total 7\n", "", gone->nextState);
        QCOMPARE(section(back->metrics, "deltas", "prompt_tokens_total"), std::string("20"));
    }

    void anotherServerOnTheSamePortIsSeen() {
        const MetricFlavours all = flavours();
        const auto first = all.read(page("vllm_v1.txt"), "", "");
        const auto swapped = all.read(page("sglang_tp4.txt"), "", first->nextState);
        QVERIFY(valueOf(swapped->metrics, "vanished").find("flavour:vllm") != std::string::npos);
        QCOMPARE(section(swapped->metrics, "deltas", "prompt_tokens_total"), std::string("150"));
    }

    void countersAreExactTo64Bits() {
        const MetricFlavours all = flavours();
        const auto first = all.read("llamacpp:prompt_tokens_total 9223372036854775800\n", "", "");
        QCOMPARE(section(first->metrics, "counters", "prompt_tokens_total"), std::string("\"9223372036854775800\""));
        const auto second = all.read("llamacpp:prompt_tokens_total 9223372036854775807\n", "", first->nextState);
        QCOMPARE(section(second->metrics, "deltas", "prompt_tokens_total"), std::string("7"));
        const auto nonsense = all.read("llamacpp:prompt_tokens_total NaN\nllamacpp:n_decode_total -4\n", "", "");
        QCOMPARE(valueOf(nonsense->metrics, "counters"), std::string("{}"));
        QCOMPARE(nonsense->problems.size(), std::size_t(2));
    }

    void aBrokenStateStartsAnew() {
        const MetricFlavours all = flavours();
        for (const char* state : {"x", "{", "{\"counters\":{\"a\":\"b\"}}", "[]", "{\"start\":1.5}"}) {
            const auto scrape = all.read("llamacpp:prompt_tokens_total 5\n", "", state);
            QVERIFY(scrape);
            QCOMPARE(valueOf(scrape->metrics, "deltas"), std::string("{}"));
            QCOMPARE(scrape->problems.size(), std::size_t(1));
        }
    }

    void theResultIsCanonical() {
        for (const char* name : {"vllm_v0.txt", "vllm_v1.txt", "sglang_tp4.txt"}) {
            const auto scrape = flavours().read(page(name), "", "");
            const auto canonical = canonicalJson(scrape->metrics);
            QVERIFY(canonical);
            QCOMPARE(QByteArray::fromStdString(scrape->metrics), QByteArray::fromStdString(*canonical));
        }
    }

    void realPagesAreRead_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("flavour");
        QTest::addColumn<QByteArray>("counter");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("vLLM") << QByteArray("vllm_metrics.txt") << QByteArray("vllm")
                              << QByteArray("output_tokens_total") << QByteArray("7");
        QTest::newRow("vLLM latency") << QByteArray("vllm_metrics.txt") << QByteArray("vllm")
                                      << QByteArray("e2e_micros_total") << QByteArray("503430");
        QTest::newRow("SGLang") << QByteArray("sglang_metrics.txt") << QByteArray("sglang")
                                << QByteArray("prompt_tokens_total") << QByteArray("5");
        QTest::newRow("Triton") << QByteArray("triton_metrics.txt") << QByteArray("triton")
                                << QByteArray("requests_total") << QByteArray("3");
        QTest::newRow("TorchServe") << QByteArray("torchserve_metrics.txt") << QByteArray("generic") << QByteArray()
                                    << QByteArray();
        QTest::newRow("NIM") << QByteArray("nim_metrics.txt") << QByteArray("generic") << QByteArray() << QByteArray();
        QTest::newRow("DCGM") << QByteArray("dcgm_metrics.txt") << QByteArray("generic") << QByteArray()
                              << QByteArray();
        QTest::newRow("LiteLLM") << QByteArray("litellm_metrics_v1_95.txt") << QByteArray("generic") << QByteArray()
                                 << QByteArray();
    }
    void realPagesAreRead() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, flavour);
        QFETCH(QByteArray, counter);
        QFETCH(QByteArray, value);
        QString folder = qEnvironmentVariable("VEDETTE_CORPORA");
        if (folder.isEmpty()) {
            folder = QDir(QStringLiteral(VEDETTE_TEST_DATA)).filePath(QStringLiteral("../../../shared/corpora"));
        }
        const auto text = readFile(folder.toStdString() + "/sources/datadog_fixtures/" + file.toStdString());
        if (!text) {
            QSKIP("no corpora here: set VEDETTE_CORPORA to their folder");
        }
        const auto scrape = flavours().read(*text, "", "");
        QVERIFY(scrape);
        QVERIFY2(scrape->problems.empty(), scrape->problems.empty() ? "" : scrape->problems.front().c_str());
        QCOMPARE(valueOf(scrape->metrics, "flavour"), "\"" + flavour.toStdString() + "\"");
        if (!counter.isEmpty()) {
            QCOMPARE(section(scrape->metrics, "counters", counter.toStdString()), value.toStdString());
        }
    }

    void aScrapeRecordConforms() {
        const auto scrape = flavours().read(page("vllm_v0.txt"), "", "");
        Event event;
        event.setClass(ocsf::kMetricScrape, 1);
        event.setTime(fromMicros(1'795'222'923'000'000));
        event.setStatus(ocsf::kSuccess);
        event.setText(Field::productName, "Vedette");
        event.setJson(Field::vMetrics, scrape->metrics);
        std::string record;
        writeRecord(event, record);
        const auto problems = ocsfProblems(record);
        QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
    }
};

QTEST_APPLESS_MAIN(MetricsTest)
#include "metrics_test.moc"
