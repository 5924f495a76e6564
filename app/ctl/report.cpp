// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl report: judges, verifies and writes it all down.
#include <fmt/format.h>

#include <algorithm>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/judging.h"
#include "app/ctl/offscreen_pdf.h"
#include "app/ctl/suggest.h"
#include "core/base/file.h"
#include "reports/files/files.h"
#include "reports/words/report_language.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::vector<std::string> packs;
    std::vector<std::string> nodes;
    PeriodOptions period;
    std::vector<std::string> formats;
    std::string output;
    std::string paper = "a4";
    std::string title;
    std::string language = "en";
    std::string actor;
    std::vector<std::string> anchors;
    std::string key;
    bool noVerify = false;
    bool noRecord = false;
};

Result<ReportData> make(const Options& o, Context& c, const Period& period) {
    ReportRequest request;
    request.store = o.store;
    request.resources = resourceFolder();
    request.packs = o.packs;
    request.period = period;
    request.nodes = o.nodes;
    request.title = o.title;
    request.preparedBy = o.actor.empty() ? loginName() : o.actor;
    request.version = VEDETTE_VERSION;
    request.now = c.clock.now();
    request.verify = !o.noVerify;
    for (const auto& anchor : o.anchors) request.anchors.emplace_back(anchor);
    request.key = o.key;
    ReportControl control;
    control.stop = c.stop;
    Progress progress(c.out, "verifying");
    control.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    return makeReport(request, control);
}

Result<std::vector<WrittenFile>> write(const Options& o, const std::vector<std::string>& formats, Context& c,
                                       const ReportData& data, const ReportWords& words) {
    ReportControl control;
    control.stop = c.stop;
    Progress progress(c.out, "painting");
    control.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    const auto paper = o.paper == "letter" ? PdfPaper::Letter : PdfPaper::A4;
    return writeReport(data, formats, o.output, offscreenPdf(paper), control, words);
}

int run(const Options& o, Context& c) {
    const std::vector<std::string> known = {"pdf", "html", "csv"};
    const auto formats = o.formats.empty() ? std::vector<std::string>{"html"} : o.formats;
    for (const auto& format : formats)
        if (std::ranges::find(known, format) == known.end())
            return wrongUse(c, fmt::format("this version cannot write \"{}\"", format), "--format",
                            suggestion(format, known));
    if (o.paper != "a4" && o.paper != "letter")
        return wrongUse(c, fmt::format("there is no paper \"{}\"", o.paper), "--paper", "a4 or letter");
    auto words = loadReportWords(resourceFolder(), o.language);
    if (!words) {
        words.error().where = "--language";
        return wrongUse(c, words.error());
    }
    if (!o.key.empty())
        if (auto key = VerifierKey::parse(o.key); !key) return wrongUse(c, key.error());
    auto open = readPeriod(o.period, c.clock.now());
    if (!open) return wrongUse(c, open.error());
    auto packs = packsNamed(o.packs);
    if (!packs) return packs.error().where == "--pack" ? wrongUse(c, packs.error()) : failed(c, packs.error());
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    auto period = closePeriod(*open, **reader, c.clock.now());
    if (!period) return failed(c, period.error());
    auto data = make(o, c, *period);
    if (!data) return failed(c, data.error());
    const bool broken = data->verification && !data->verification->intact;
    auto files = write(o, formats, c, *data, *words);
    if (!files) return failed(c, files.error());
    std::string entry = "null";
    if (!broken) entry = recordIfPossible(c, o.store, reportAction(*data, *files, o.language), o.noRecord);

    std::vector<std::string> json;
    for (const auto& file : *files)
        json.push_back(JsonObject()
                           .text("path", file.path.string())
                           .text("sha256", file.sha256)
                           .number("bytes", file.bytes)
                           .str());
    const auto openAlerts = static_cast<std::uint64_t>(std::ranges::count_if(
        data->alerts, [](const Alert& alert) { return isOpen(alert) && alert.severity >= ocsf::kMedium; }));
    c.out.document(JsonObject()
                       .raw("files", jsonArray(json))
                       .time("from", period->from)
                       .time("to", period->to)
                       .raw("states", countsJson(data->judgement))
                       .number("alerts", data->alerts.size())
                       .number("open_alerts", openAlerts)
                       .boolean("empty", data->emptyPeriod())
                       .raw("intact", data->verification ? (broken ? "false" : "true") : "null")
                       .raw("recorded_entry", entry));
    for (const auto& sentence : data->summary) c.out.say(sentence);  // English, as all the command says
    for (const auto& file : *files) c.out.say(fmt::format("{}  {}", file.sha256, file.path.string()));
    if (broken) {
        c.out.error(Error{ErrorCode::Corrupt, "the log does not verify; the report says so", o.store,
                          "vedettectl verify names the places"},
                    kBroken);
        return kBroken;
    }
    return anyFailure(data->judgement) || openAlerts > 0 ? kFinding : kWell;
}

}  // namespace

Run declareReport(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.list("--pack", o->packs, "NAME", "Packs to judge by, comma separated; all when absent");
    args.list("--node", o->nodes, "NODE", "Report on these nodes alone, comma separated; the whole fleet when absent");
    declarePeriod(args, o->period);
    args.list("--format", o->formats, "FORMAT", "pdf, html, csv (default: html)");
    args.option("--paper", o->paper, "PAPER", "Paper of the PDF: a4 or letter (default: a4)");
    args.option("--output,-o", o->output, "DIR", "Folder to write to").require("--output");
    args.option("--language", o->language, "CODE",
                "Language of PDF and HTML: en or de (default: en); CSV stays English");
    args.option("--title", o->title, "TEXT", "Title of the report");
    args.option("--actor", o->actor, "NAME", "Who prepared it; your login name when absent");
    args.list("--anchor", o->anchors, "FILE", "Checkpoints kept elsewhere to compare with");
    args.option("--key", o->key, "KEY", "Verifier key to trust, instead of the one in the store");
    args.flag("--no-verify", o->noVerify, "Do not verify the log first; the report then says so");
    args.flag("--no-record", o->noRecord, "Do not record in the log that the report was written");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
