// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/files/files.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/file.h"
#include "core/policy/judge.h"
#include "core/privacy/detectors.h"
#include "reports/csv/csv.h"
#include "reports/html/html.h"

namespace vedette {
namespace {

std::unexpected<Error> stopped() { return fail(ErrorCode::Cancelled, "the report was cancelled; nothing was written"); }

Result<std::optional<VerifyReport>> verified(const ReportRequest& request, const ReportControl& control) {
    if (!request.verify) return std::nullopt;
    VerifyOptions options;
    options.anchors = request.anchors;
    options.key = request.key;
    options.stop = control.stop;
    options.progress = control.progress;
    auto report = verifyStore(request.store, options);
    if (!report) return passOn(report);
    return std::optional(std::move(*report));
}

Result<ReportData> judged(Reader& reader, const ReportRequest& request, std::optional<VerifyReport> verification) {
    auto packs = loadPacks(request.resources / "packs", request.packs);
    if (!packs) return passOn(packs);
    auto judgement = judgePart(reader, *packs, request.resources / "regions" / "regions.yaml", request.period,
                               request.now, request.nodes);
    if (!judgement) return passOn(judgement);
    auto alerts = loadAlerts(reader, request.period.from, request.period.to);
    if (!alerts) return passOn(alerts);
    ReportOptions options;
    options.title = request.title;
    options.nodes = request.nodes;
    options.preparedBy = request.preparedBy;
    options.version = request.version;
    options.storeName = std::filesystem::weakly_canonical(request.store).filename().string();
    options.generated = request.now;
    return gatherReport(reader, std::move(*judgement), std::move(*alerts), std::move(verification), options);
}

}  // namespace

Result<ReportData> makeReport(const ReportRequest& request, const ReportControl& control) {
    auto reader = Reader::open(request.store);
    if (!reader) return passOn(reader);
    auto verification = verified(request, control);
    if (control.stop.stop_requested()) return stopped();
    if (!verification) return passOn(verification);
    const std::stop_callback interrupt(control.stop, [&] { (*reader)->interrupt(); });
    auto data = judged(**reader, request, std::move(*verification));
    if (control.stop.stop_requested()) return stopped();
    return data;
}

Result<void> checkReportFolder(const std::filesystem::path& folder) {
    std::error_code trouble;
    std::filesystem::create_directories(folder, trouble);
    if (trouble)
        return fail(ErrorCode::Io, fmt::format("cannot make the report folder: {}", trouble.message()), folder.string(),
                    "choose a folder you may write to");
    if (::access(folder.c_str(), W_OK) != 0)
        return fail(ErrorCode::Io, "the report folder cannot be written to", folder.string(),
                    "choose a folder you may write to");
    return {};
}

Result<std::vector<WrittenFile>> writeReport(const ReportData& data, const std::vector<std::string>& formats,
                                             const std::filesystem::path& folder, const PdfRenderer& pdf,
                                             const ReportControl& control, const ReportWords& words) {
    if (auto able = checkReportFolder(folder); !able) return passOn(able);
    const auto wanted = [&](std::string_view format) { return std::ranges::find(formats, format) != formats.end(); };
    std::vector<std::pair<std::string, std::string>> files;
    std::optional<ReportData> translated;
    if (!words.english() && (wanted("pdf") || wanted("html"))) translated = reportIn(words, data);
    const ReportData& told = translated ? *translated : data;
    if (wanted("pdf")) {
        if (!pdf)
            return fail(ErrorCode::Unsupported, "this program cannot write a PDF", {}, "write the HTML report instead");
        auto bytes = pdf(told, control);
        if (!bytes) return passOn(bytes);
        files.emplace_back("report.pdf", std::move(*bytes));
    }
    if (wanted("html")) files.emplace_back("report.html", renderHtml(told));
    if (wanted("csv")) {
        files.emplace_back("controls.csv", renderControlsCsv(data));
        files.emplace_back("alerts.csv", renderAlertsCsv(data));
        files.emplace_back("evidence.csv", renderEvidenceCsv(data));
    }
    if (control.stop.stop_requested()) return stopped();
    std::vector<WrittenFile> out;
    for (const auto& [name, bytes] : files) {
        const auto path = folder / name;
        if (auto written = writeFileAtomic(path, bytes); !written) return passOn(written);
        out.push_back({path, toHex(sha256(bytes)), bytes.size()});
    }
    return out;
}

ConsoleAction reportAction(const ReportData& data, const std::vector<WrittenFile>& files, const std::string& language) {
    std::vector<std::string> digests;
    for (const auto& file : files)
        digests.push_back(JsonObject().text("file", file.path.filename().string()).text("sha256", file.sha256).str());
    std::vector<std::string> packs;
    for (const auto& pack : data.judgement.packs) packs.push_back(pack.pack.id);
    ConsoleAction action;
    action.kind = "report";
    action.name = "export";
    action.target = data.subtitle;
    action.actor = data.preparedBy;
    action.message = "A report was written: " + data.subtitle;
    action.details.text("title", redact(data.title, detect(data.title)))
        .raw("packs", jsonTexts(packs))
        .raw("files", jsonArray(digests));
    action.details.time("from", data.judgement.period.from).time("to", data.judgement.period.to);
    if (!data.part.empty()) action.details.raw("nodes", jsonTexts(data.part));
    if (language != "en") action.details.text("language", language);
    action.details.number("entries", data.judgement.checkpoint.size);
    action.details.text("root", toHex(data.judgement.checkpoint.root));
    return action;
}

}  // namespace vedette
