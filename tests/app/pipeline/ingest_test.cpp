// SPDX-License-Identifier: GPL-3.0-or-later
// Ingest: what is pushed is in the log with its cursor, what cannot be mapped is there as a rejected record, and a
// store that refuses stops the pipeline with a reason instead of losing records in silence.
#include "app/pipeline/ingest.h"

#include <QTemporaryDir>
#include <QTest>
#include <fmt/format.h>

#include <thread>

#include "app/pipeline/own_events.h"
#include "core/base/file.h"
#include "core/store/reader.h"
#include "core/store/store.h"
#include "core/store/verify.h"

using namespace vedette;

namespace {

std::shared_ptr<const SourceContext> accessLog() {
    auto context = std::make_shared<SourceContext>();
    context->source = "edge-1/access";
    context->node = "edge-1";
    context->provider = "aws";
    context->region = "eu-central-1";
    context->dataClasses = {"health"};
    auto mapper = Mapper::load(resourceFolder() / "mappings" / "nginx-json.yaml");
    if (mapper) context->mapper = std::make_shared<const Mapper>(std::move(*mapper));
    return context;
}

std::string line(int number) {
    return fmt::format(
        "{{\"time_iso8601\":\"2026-11-20T10:{:02}:{:02}+00:00\",\"remote_addr\":\"192.0.2.{}\","
        "\"remote_user\":\"alice{}\",\"request_id\":\"r{}\",\"request_method\":\"POST\","
        "\"uri\":\"/v1/chat/completions\",\"status\":\"200\",\"request_time\":\"0.5\","
        "\"body_bytes_sent\":\"99\"}}",
        number / 60 % 60, number % 60, number % 250 + 1, number % 17, number);
}

Poll pollOf(int first, int count) {
    Poll poll;
    for (int i = first; i < first + count; ++i) poll.records.push_back({RawKind::Line, line(i), 0, {}, {}, {}});
    poll.nextCursor = std::to_string(first + count);
    return poll;
}

}  // namespace

class IngestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = m_folder->filePath(QStringLiteral("store")).toStdString();
        QVERIFY(createStore(m_store, {"test"}, m_clock).has_value());
    }

    void everythingPushedIsInTheLog() {
        const auto context = accessLog();
        QVERIFY(context->mapper);
        auto ingest = Ingest::start(m_store, m_clock);
        QVERIFY2(ingest.has_value(), ingest ? "" : ingest.error().text().c_str());
        for (int i = 0; i < 40; ++i) QVERIFY((*ingest)->push(context, pollOf(i * 100, 100)));
        const auto stats = (*ingest)->finish();
        QVERIFY(stats.has_value());
        QCOMPARE(stats->events, std::uint64_t{4000});
        QCOMPARE(stats->rejected, std::uint64_t{0});
        QCOMPARE(stats->sources.at("edge-1/access").events, std::uint64_t{4000});

        auto reader = Reader::open(m_store);
        QVERIFY(reader.has_value());
        Filter requests;
        requests.is(TextColumn::Node, "edge-1").is(IntColumn::Class, ocsf::kApiActivity);
        QCOMPARE((*reader)->extent(requests).value().count, std::uint64_t{4000});
        QCOMPARE((*reader)->groupBy(requests, TextColumn::Principal).value().size(), std::size_t{17});
        QCOMPARE((*reader)->cursor("edge-1/access").value(), std::string("4000"));
        const auto record = (*reader)->record(0).value();
        QVERIFY2(record.find("alice") == std::string::npos, record.c_str());
        QVERIFY2(record.find("192.0.2.1\"") == std::string::npos, record.c_str());
        QVERIFY2(record.find("\"data_classes\":[\"health\"]") != std::string::npos, record.c_str());
        QVERIFY2(record.find("\"region\":\"eu-central-1\"") != std::string::npos, record.c_str());
        const auto report = verifyStore(m_store, {});
        QVERIFY(report.has_value() && report->intact);
    }

    void aLineThatCannotBeMappedIsKept() {
        auto ingest = Ingest::start(m_store, m_clock);
        QVERIFY(ingest.has_value());
        Poll poll = pollOf(0, 3);
        poll.records[1].bytes = "{\"time_iso8601\":";
        poll.records.push_back({RawKind::Line, std::string(64, 'x'), 1u << 30, "longer than the limit", {}, {}});
        QVERIFY((*ingest)->push(accessLog(), std::move(poll)));
        const auto stats = (*ingest)->finish();
        QVERIFY(stats.has_value());
        QCOMPARE(stats->events, std::uint64_t{2});
        QCOMPARE(stats->rejected, std::uint64_t{2});
        auto reader = Reader::open(m_store);
        Filter rejected;
        rejected.is(IntColumn::Class, ocsf::kRejectedRecord);
        const auto page = (*reader)->oldest(rejected, 10).value();
        QCOMPARE(page.rows.size(), std::size_t{2});
        QVERIFY((*reader)->record(page.rows[1].entry).value().find("1073741824") != std::string::npos);
        QVERIFY((*reader)->sealedPart(page.rows[0].entry).has_value());
    }

    void statusEventsTellSilenceFromQuiet() {
        auto ingest = Ingest::start(m_store, m_clock);
        QVERIFY(ingest.has_value());
        const Time now = m_clock.now();
        QVERIFY((*ingest)->push([now](Arena& arena, Event& event) {
            statusEvent(
                {"edge-1", "edge-1/access", SourceActivity::Down, "connection refused", "network", now, now, 1, 0}, now,
                arena, event);
        }));
        QVERIFY((*ingest)->push([now](Arena& arena, Event& event) {
            declarationEvent("{\"facts\":{},\"name\":\"f\",\"nodes\":[],\"retention\":[]}", "f", now, arena, event);
        }));
        QVERIFY((*ingest)->finish().has_value());
        auto reader = Reader::open(m_store);
        Filter down;
        down.is(IntColumn::Class, ocsf::kCollectorStatus)
            .is(IntColumn::Activity, 2)
            .is(TextColumn::Source, "edge-1/access");
        QCOMPARE((*reader)->extent(down).value().count, std::uint64_t{1});
        Filter declared;
        declared.is(IntColumn::Class, ocsf::kFleetDeclaration);
        QCOMPARE((*reader)->extent(declared).value().count, std::uint64_t{1});
    }

    void aStoreThatRefusesStopsThePipeline() {
        const auto missing = Ingest::start(m_store / "nowhere", m_clock);
        QVERIFY(!missing.has_value());
        QVERIFY(!missing.error().what.empty());
    }

    void manyProducersAtOnce() {
        const auto context = accessLog();
        auto ingest = Ingest::start(m_store, m_clock);
        QVERIFY(ingest.has_value());
        {
            std::vector<std::jthread> producers;
            for (int p = 0; p < 4; ++p) {
                producers.emplace_back([&, p] {
                    for (int i = 0; i < 25; ++i) (*ingest)->push(context, pollOf(p * 10'000 + i * 20, 20));
                });
            }
        }
        const auto stats = (*ingest)->finish();
        QVERIFY(stats.has_value());
        QCOMPARE(stats->events, std::uint64_t{2000});
        QVERIFY(verifyStore(m_store, {}).value().intact);
    }

private:
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_store;
};

QTEST_APPLESS_MAIN(IngestTest)
#include "ingest_test.moc"
