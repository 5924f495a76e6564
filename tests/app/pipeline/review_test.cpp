// SPDX-License-Identifier: GPL-3.0-or-later
// Detection goes on from the log: what another process appended, or appended while nobody watched, raises its alert
// once; a restart forgets no baseline and repeats no alert; and the log says that the detectors looked.
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <fmt/format.h>
#include <simdjson.h>

#include <atomic>
#include <set>

#include "app/pipeline/ingest.h"
#include "core/base/file.h"
#include "core/store/reader.h"
#include "core/store/store.h"
#include "core/store/verify.h"

using namespace vedette;

namespace {

// Long before the test runs: the window of memory is the log's, not the clock's.
const Time kMorning = *parseTime("2025-03-03T08:00:00Z");

// Far enough from the lines to have collected them; moves only when told to.
class HandClock final : public Clock {
public:
    [[nodiscard]] Time now() const override { return fromMicros(m_micros); }
    void pass(Duration d) { m_micros += d.count(); }

private:
    std::atomic<std::int64_t> m_micros = toMicros(*parseTime("2025-03-04T08:00:00Z"));
};

std::string line(Duration after, const std::string& user, int status, const std::string& address) {
    const std::string when = formatTime(kMorning + after).substr(0, 19) + "+00:00";
    return fmt::format(
        "{{\"time_iso8601\":\"{}\",\"remote_addr\":\"{}\",\"remote_user\":\"{}\",\"request_id\":\"{}-{}\","
        "\"request_method\":\"POST\",\"uri\":\"/v1/chat/completions\",\"status\":\"{}\",\"request_time\":\"0.5\","
        "\"body_bytes_sent\":\"99\"}}",
        when, address, user, user, after.count(), status);
}

// Ordinary mornings of ten people.
std::vector<std::string> ordinary(int first, int count) {
    std::vector<std::string> lines;
    for (int i = first; i < first + count; ++i) {
        lines.push_back(line(std::chrono::seconds(10 * i), fmt::format("user{}", i % 10), 200,
                             fmt::format("198.51.100.{}", i % 10 + 1)));
    }
    return lines;
}

// Guesses at accounts from one address, within two minutes.
std::vector<std::string> guesses(int first, int count) {
    std::vector<std::string> lines;
    for (int i = first; i < first + count; ++i) {
        lines.push_back(
            line(std::chrono::hours(2) + std::chrono::seconds(2 * i), fmt::format("guess{}", i), 401, "203.0.113.7"));
    }
    return lines;
}

std::shared_ptr<const SourceContext> accessLog() {
    auto context = std::make_shared<SourceContext>();
    context->source = "edge-1/access";
    context->node = "edge-1";
    auto mapper = Mapper::load(resourceFolder() / "mappings" / "nginx-json.yaml");
    if (mapper) context->mapper = std::make_shared<const Mapper>(std::move(*mapper));
    return context;
}

Poll pollOf(const std::vector<std::string>& lines) {
    Poll poll;
    for (const auto& l : lines) poll.records.push_back({RawKind::Line, l, 0, {}, {}, {}});
    return poll;
}

struct Alarms {
    std::set<std::string> groups;    // alerts
    std::set<std::string> texts;     // findings, all different
    std::uint64_t findings = 0;      // of this detector
    std::uint64_t mostEvidence = 0;  // entries behind the largest of them
};

}  // namespace

class ReviewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = m_folder->filePath(QStringLiteral("store")).toStdString();
        QVERIFY(createStore(m_store, {"test"}, m_clock).has_value());
        m_context = accessLog();
        QVERIFY(m_context->mapper);
    }

    // Neither process saw enough of it alone.
    void anAttackSpreadOverTwoWritersIsOneAlert() {
        auto collector = open();
        auto importer = open();
        QVERIFY(collector && importer);
        QVERIFY(collector->push(m_context, pollOf(ordinary(0, 100))));
        QTRY_COMPARE_WITH_TIMEOUT(collector->stats().entries, std::uint64_t{100}, 60000);
        QVERIFY(importer->push(m_context, pollOf(guesses(0, 12))));
        QTRY_COMPARE_WITH_TIMEOUT(importer->stats().entries, std::uint64_t{112}, 60000);
        QCOMPARE(alarms("credential-stuffing").findings, std::uint64_t{0});
        QVERIFY(collector->push(m_context, pollOf(guesses(12, 12))));
        QTRY_VERIFY_WITH_TIMEOUT(collector->stats().findings > 0, 60000);
        QVERIFY(importer->finish().has_value());
        QVERIFY(collector->finish().has_value());
        const Alarms raised = alarms("credential-stuffing");
        QCOMPARE(raised.texts.size(), static_cast<std::size_t>(raised.findings));
        // One address and its network; the network needs a second address.
        QCOMPARE(raised.groups.size(), std::size_t{1});
        QVERIFY2(raised.mostEvidence >= 20, qPrintable(QString::number(raised.mostEvidence)));
        QVERIFY(verifyStore(m_store, {}).value().intact);
    }

    void whatNobodyLookedAtIsMadeUpForOnce() {
        QVERIFY(session(ordinary(0, 100)));
        QVERIFY(session(guesses(0, 40), false));
        QCOMPARE(alarms("credential-stuffing").findings, std::uint64_t{0});
        QVERIFY(session({}));
        const Alarms raised = alarms("credential-stuffing");
        QCOMPARE(raised.groups.size(), std::size_t{1});
        for (int restart = 0; restart < 3; ++restart) QVERIFY(session(ordinary(100 + restart, 1)));
        QCOMPARE(alarms("credential-stuffing").findings, raised.findings);
    }

    void whatAnotherProcessImportedMeanwhileIsOneAlert() {
        QVERIFY(session(ordinary(0, 100)));
        QFile file(m_folder->filePath(QStringLiteral("attack.log")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (const auto& l : guesses(0, 40)) file.write(QByteArray::fromStdString(l + "\n"));
        file.close();
        QProcess import;
        import.start(
            QStringLiteral(VEDETTE_BIN "/vedettectl"),
            {QStringLiteral("import"), QString::fromStdString(m_store.string()), QStringLiteral("--mapping"),
             QStringLiteral("nginx-json"), QStringLiteral("--node"), QStringLiteral("edge-1"), file.fileName()});
        QVERIFY(import.waitForFinished(120000));
        QVERIFY2(import.exitCode() == 0, import.readAllStandardError().constData());
        const Alarms before = alarms("credential-stuffing");
        QCOMPARE(before.groups.size(), std::size_t{1});
        QVERIFY(session(ordinary(100, 20)));
        QCOMPARE(alarms("credential-stuffing").findings, before.findings);
    }

    // The rule "this source asks for credentials" was learned before the restart.
    void aRestartForgetsNoBaseline() {
        QVERIFY(session(ordinary(0, 100)));
        std::vector<std::string> open;
        for (int i = 0; i < 5; ++i) {
            std::string l = line(std::chrono::hours(3) + std::chrono::seconds(i), "-", 200, "203.0.113.9");
            l.insert(1, "\"sent_http_x_principal\":\"\",");
            open.push_back(l);
        }
        QVERIFY(session(open));
        QCOMPARE(alarms("unauthenticated-success").groups.size(), std::size_t{1});
    }

    void aRestartInAnAttackContinuesItsAlert() {
        QVERIFY(session(ordinary(0, 100)));
        QVERIFY(session(guesses(0, 30)));
        const Alarms first = alarms("credential-stuffing");
        QCOMPARE(first.groups.size(), std::size_t{1});
        QVERIFY(session(guesses(30, 200)));
        const Alarms both = alarms("credential-stuffing");
        QCOMPARE(both.groups.size(), std::size_t{1});
        QCOMPARE(both.texts.size(), static_cast<std::size_t>(both.findings));
        QVERIFY(both.findings > first.findings);
        QVERIFY(both.mostEvidence > first.mostEvidence);
    }

    void aQuietLogSaysThatDetectorsLooked() {
        auto ingest = open();
        QVERIFY(ingest != nullptr);
        QVERIFY(ingest->push(m_context, pollOf(ordinary(0, 50))));
        QTRY_COMPARE_WITH_TIMEOUT(ingest->stats().entries, std::uint64_t{50}, 60000);
        m_clock.pass(std::chrono::minutes(61));
        QTRY_COMPARE_WITH_TIMEOUT(runs().size(), std::size_t{1}, 60000);
        m_clock.pass(std::chrono::minutes(61));  // nothing came, and still somebody looked
        QTRY_COMPARE_WITH_TIMEOUT(runs().size(), std::size_t{2}, 60000);
        QVERIFY(ingest->push(m_context, pollOf(ordinary(50, 10))));
        QVERIFY(ingest->finish().has_value());
        const auto said = runs();
        QCOMPARE(said.size(), std::size_t{3});
        std::uint64_t next = 0;
        for (const std::string& record : said) {
            simdjson::dom::parser parser;
            auto run = parser.parse(record)["vedette"]["observation"];
            QCOMPARE(std::uint64_t{run["first"]}, next);
            next = std::uint64_t{run["end"]} + 1;
            QCOMPARE(std::uint64_t{run["findings"]}, std::uint64_t{0});
            QCOMPARE(run["detectors"].get_array().size(), detectorInfos().size());
        }
        auto reader = Reader::open(m_store);
        QVERIFY(reader.has_value());
        QCOMPARE((*reader)->head().value().size, next);
        QVERIFY(verifyStore(m_store, {}).value().intact);
    }

private:
    std::unique_ptr<Ingest> open(bool detect = true) {
        IngestOptions options;
        options.detect = detect;
        auto ingest = Ingest::start(m_store, m_clock, options);
        return ingest ? std::move(*ingest) : nullptr;
    }

    bool session(const std::vector<std::string>& lines, bool detect = true) {
        auto ingest = open(detect);
        if (!ingest) return false;
        if (!lines.empty() && !ingest->push(m_context, pollOf(lines))) return false;
        const auto stats = ingest->finish();
        return stats.has_value() && stats->rejected == 0;
    }

    Alarms alarms(const std::string& detector) {
        Alarms out;
        auto reader = Reader::open(m_store);
        if (!reader) return out;
        Filter filter;
        filter.is(IntColumn::Class, ocsf::kDetectionFinding).is(TextColumn::Rule, detector);
        std::vector<std::uint64_t> entries;
        static_cast<void>((*reader)->scan(filter, [&](const Row& row) {
            out.groups.emplace(row.columns[TextColumn::Group]);
            entries.push_back(row.entry);
            return true;
        }));
        out.findings = entries.size();
        const auto records = (*reader)->records(entries);
        if (!records) return out;
        for (const std::string& record : *records) {
            simdjson::dom::parser parser;
            auto evidence = parser.parse(record)["vedette"]["evidence"];
            out.texts.insert(simdjson::minify(evidence.value()));
            out.mostEvidence = std::max(out.mostEvidence, std::uint64_t{evidence["count"]});
        }
        return out;
    }

    std::vector<std::string> runs() {
        auto reader = Reader::open(m_store);
        if (!reader) return {};
        Filter filter;
        filter.is(IntColumn::Class, ocsf::kDetectionRun);
        std::vector<std::uint64_t> entries;
        static_cast<void>((*reader)->scan(filter, [&](const Row& row) {
            entries.push_back(row.entry);
            return true;
        }));
        return (*reader)->records(entries).value_or(std::vector<std::string>{});
    }

    HandClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_store;
    std::shared_ptr<const SourceContext> m_context;
};

QTEST_APPLESS_MAIN(ReviewTest)
#include "review_test.moc"
