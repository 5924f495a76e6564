// SPDX-License-Identifier: GPL-3.0-or-later
// Every benign line of every simulated source is understood by its mapping pack, and rightly.
#include "core/event/mapping.h"

#include <QTest>

#include "app/fleetsim/node_feed.h"
#include "core/base/file.h"
#include "core/event/metrics.h"

using namespace vedette;
using namespace vedette::fleetsim;
using namespace std::chrono_literals;

namespace {
const Time kStart = *parseTime("2026-11-16T00:00:00Z");
}

class MappingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachBenignLineMaps_data();
    void eachBenignLineMaps();
    void metricsPagesAreUnderstood_data();
    void metricsPagesAreUnderstood();
};

void MappingTest::eachBenignLineMaps_data() {
    QTest::addColumn<int>("node");
    QTest::addColumn<int>("source");
    FleetSpec spec;
    spec.nodes = 7;
    spec.start = kStart;
    const Traffic traffic(spec);
    for (const NodePlan& node : traffic.nodes()) {
        for (std::size_t s = 0; s < node.sources.size(); ++s) {
            QTest::addRow("%s of node %d", node.sources[s].mapping.c_str(), node.index + 1)
                << node.index << static_cast<int>(s);
        }
    }
}

void MappingTest::eachBenignLineMaps() {
    QFETCH(int, node);
    QFETCH(int, source);
    FleetSpec spec;
    spec.nodes = 7;
    spec.start = kStart;
    const Traffic traffic(spec);
    const SourcePlan& plan = traffic.node(node).sources[static_cast<std::size_t>(source)];
    auto mapper = Mapper::load(resourceFolder() / "mappings" / (plan.mapping + ".yaml"));
    QVERIFY2(mapper.has_value(), mapper ? "" : mapper.error().text().c_str());
    // Requests in the order of their lines, for the sources that log all of them.
    std::vector<Request> requests;
    for (const Request& r : traffic.requests(node, kStart + 8h, kStart + 12h)) {
        if (plan.kind != LogKind::LiteLlm || r.isInference()) requests.push_back(r);
    }
    const bool follows = plan.kind != LogKind::ModSecurity && plan.kind != LogKind::Kubernetes;
    const std::vector<Line> lines = traffic.lines(node, source, kStart + 8h, kStart + 12h);
    QVERIFY(lines.size() > 20);
    if (follows) QCOMPARE(lines.size(), requests.size());
    Mapper::Scratch scratch;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Arena arena;
        Event event;
        Content content;
        const auto mapped = mapper->map(lines[i].text, scratch, arena, event, content);
        QVERIFY2(mapped.has_value(), mapped ? "" : (mapped.error().text() + ": " + lines[i].text).c_str());
        if (!follows) continue;
        const Request& r = requests[i];
        // To the precision the format has.
        const auto off = std::chrono::abs(
            event.time() - (plan.kind == LogKind::LiteLlm || plan.kind == LogKind::HaProxy ? r.began() : r.logged));
        QVERIFY2(off <= 1s, lines[i].text.c_str());
        QCOMPARE(std::string(event.text(Field::clientUid)), addressText(r));
        const std::int64_t code = event.integer(Field::httpCode, event.integer(Field::apiResponseCode));
        QCOMPARE(code, std::int64_t{r.status});
        if (plan.kind != LogKind::HaProxy) QCOMPARE(std::string(event.text(Field::userUid)), accountName(r));
        if (plan.kind == LogKind::NginxJson || plan.kind == LogKind::Caddy) {
            QCOMPARE(std::string(event.text(Field::country)), std::string(r.country));
        }
        if (r.isInference() && r.status == 200 &&
            (plan.kind == LogKind::NginxJson || plan.kind == LogKind::Caddy || plan.kind == LogKind::LiteLlm)) {
            QCOMPARE(event.integer(Field::promptTokens), std::int64_t{r.promptTokens});
            QCOMPARE(event.integer(Field::completionTokens), std::int64_t{r.outputTokens});
            QCOMPARE(std::string(event.text(Field::aiModelName)),
                     std::string(traffic.node(node).models[static_cast<std::size_t>(r.model)].name));
        }
        if (plan.kind == LogKind::LiteLlm) {
            QCOMPARE(event.integer(Field::vCostMicros), r.costMicros);
            const bool kept = traffic.node(node).logsContent && r.endpoint != Endpoint::Embedding;
            QCOMPARE(content.logged && !content.prompt.empty(), kept);
        }
    }
}

void MappingTest::metricsPagesAreUnderstood_data() {
    QTest::addColumn<int>("node");
    QTest::newRow("vLLM") << 0;
    QTest::newRow("Triton") << 1;
    QTest::newRow("SGLang") << 2;
    QTest::newRow("llama.cpp") << 3;
}

void MappingTest::metricsPagesAreUnderstood() {
    QFETCH(int, node);
    FleetSpec spec;
    spec.start = kStart;
    const Traffic traffic(spec);
    NodeFeed feed(traffic, node);
    auto flavours = MetricFlavours::load(resourceFolder() / "metrics");
    QVERIFY2(flavours.has_value(), flavours ? "" : flavours.error().text().c_str());
    const std::string page = feed.metrics(kStart + 90min);
    // Recognised by its series, and the same when it is named.
    const auto guessed = flavours->read(page, {}, {});
    QVERIFY2(guessed.has_value(), guessed ? "" : guessed.error().text().c_str());
    const auto named = flavours->read(page, feed.plan().flavour, {});
    QVERIFY2(named.has_value(), named ? "" : named.error().text().c_str());
    QCOMPARE(guessed->metrics, named->metrics);
    QVERIFY2(guessed->problems.empty(), guessed->problems.empty() ? "" : guessed->problems.front().c_str());
    QVERIFY(named->metrics.find("\"" + feed.plan().flavour + "\"") != std::string::npos);
}

QTEST_APPLESS_MAIN(MappingTest)
#include "mapping_test.moc"
