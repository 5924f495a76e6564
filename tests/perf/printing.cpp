// SPDX-License-Identifier: GPL-3.0-or-later
// The PDF report, from its data to the bytes of the file.
#include <QGuiApplication>
#include <fmt/format.h>

#include "reports/pdf/pdf.h"
#include "tests/perf/stages.h"

namespace vedette::perf {
namespace {

constexpr std::size_t kRows = 20'000;
constexpr std::size_t kNodes = 200;

ReportData emptyReport() {
    ReportData data;
    data.title = "Evidence report";
    data.subtitle = "GDPR · 1 July to 30 September 2026, UTC · 200 nodes";
    data.version = "bench";
    data.judgement.period = {*parseTime("2026-07-01"), *parseTime("2026-10-01")};
    data.judgement.checkpoint.origin = "vedette.example.org/bench";
    data.judgement.checkpoint.size = 10'000'000;
    data.judgement.checkpoint.note = "vedette.example.org/bench\n10000000\n";
    return data;
}

// 100 controls, each judged on 200 nodes one by one: a row of the table of what was in scope for each.
ReportData itemsReport() {
    auto data = emptyReport();
    PackResult pack;
    pack.pack.id = "gdpr";
    pack.pack.title = "GDPR";
    for (std::size_t c = 0; c < kRows / kNodes; ++c) {
        ControlResult result;
        result.control.id = fmt::format("gdpr-{}", c);
        result.control.clause = fmt::format("Art {}", c);
        result.control.title = "Transfers to third countries";
        result.control.threshold = "0 requests outside the allowed zones";
        result.state = ControlState::Pass;
        result.reason = "All requests were served in an allowed zone.";
        for (std::size_t n = 0; n < kNodes; ++n)
            result.items.push_back({fmt::format("eu-fra-{:03}", n),
                                    ControlState::Pass,
                                    fmt::format("all {} requests in the EEA", grouped(4'000 + c * n)),
                                    {c * 1'000 + n, c * 1'000 + n + 1}});
        data.states.add(result.state);
        pack.results.push_back(std::move(result));
    }
    data.judgement.packs.push_back(std::move(pack));
    data.summary = summarySentences(data);
    return data;
}

ReportData alertsReport() {
    auto data = emptyReport();
    for (std::size_t i = 0; i < kRows; ++i) {
        Alert a;
        a.id = fmt::format("{:016x}", i * 2'654'435'761U);
        a.detector = "model-extraction";
        a.title = fmt::format("Possible model extraction by p-{:07} on llama-3-70b", i);
        a.reason = "4,112 distinct prompts in 40 minutes, 61 times the median of this principal; 97 % never seen.";
        a.baseline = "67 requests an hour, 12 % new prompts, over 9 days";
        a.severity = static_cast<std::int64_t>(1 + i % 5);
        a.node = fmt::format("eu-fra-{:03}", i % kNodes);
        a.principal = fmt::format("p-{:07}", i);
        a.firstSeen = a.raised = data.judgement.period.from + std::chrono::seconds(i * 397);
        a.lastSeen = a.firstSeen + std::chrono::minutes(40);
        a.findings = 3;
        a.findingEntries = {i, i + 1, i + 2};
        data.alerts.push_back(std::move(a));
    }
    data.summary = summarySentences(data);
    return data;
}

void measure(Report& report, const std::string& name, const ReportData& data, std::optional<double> budget) {
    Result<std::string> file = fail(ErrorCode::Invalid, "not run");
    const double before = threadSeconds();
    const double took = seconds([&] { file = renderPdf(data); });
    const double processor = threadSeconds() - before;
    if (!file) giveUp("writing the PDF", file.error().text());
    report.add({.name = name, .value = took, .unit = "s", .budget = budget, .smallerIsBetter = true});
    report.add({.name = "  processor time", .value = processor, .unit = "s", .smallerIsBetter = true});
    report.add({.name = "  size of the file", .value = static_cast<double>(file->size()) / 1e6, .unit = "MB"});
}

}  // namespace

void measurePrinting(Report& report) {
    // Qt wants an application to paint text, whatever the screen; no other stage should run beside one.
    int count = 3;
    char program[] = "vedette-bench";
    char option[] = "-platform";
    char platform[] = "offscreen";
    char* arguments[] = {program, option, platform, nullptr};
    const QGuiApplication application(count, arguments);
    report.section("PDF report, painted on one thread (data to bytes of the file)");
    measure(report, "report_pdf_20000_rows", itemsReport(), 5);
    measure(report, "report_pdf_20000_alerts", alertsReport(), std::nullopt);
}

}  // namespace vedette::perf
