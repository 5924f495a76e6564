// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl report: judges, verifies and writes it all down.
#include <fmt/format.h>

#include <algorithm>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/judging.h"
#include "app/ctl/report_files.h"
#include "app/ctl/suggest.h"
#include "core/store/verify.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::vector<std::string> packs;
    PeriodOptions period;
    std::vector<std::string> formats;
    std::string output;
    std::string title;
    std::string actor;
    std::vector<std::string> anchors;
    std::string key;
    bool noVerify = false;
    bool noRecord = false;
};

Result<std::optional<VerifyReport>> verification(const Options& o, Context& c) {
    if (o.noVerify) return std::nullopt;
    VerifyOptions options;
    for (const auto& anchor : o.anchors) options.anchors.emplace_back(anchor);
    options.key = o.key;
    options.stop = c.stop;
    Progress progress(c.out, "verifying");
    options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    auto report = verifyStore(o.store, options);
    if (!report) return passOn(report);
    return std::optional(std::move(*report));
}

void record(const Options& o, Context& c, const ReportData& data, const std::vector<WrittenFile>& files,
            std::string& entry) {
    std::vector<std::string> digests;
    for (const auto& file : files)
        digests.push_back(JsonObject().text("file", file.path.filename().string()).text("sha256", file.sha256).str());
    Action action;
    action.kind = "report";
    action.name = "export";
    action.target = data.subtitle;
    action.actor = data.preparedBy;
    action.message = "A report was written: " + data.subtitle;
    action.details.raw("files", jsonArray(digests)).time("from", data.judgement.period.from);
    action.details.time("to", data.judgement.period.to).number("entries", data.judgement.checkpoint.size);
    entry = recordIfPossible(c, o.store, action, o.noRecord);
}

int run(const Options& o, Context& c) {
    const std::vector<std::string> known = {"html", "csv"};
    const auto formats = o.formats.empty() ? std::vector<std::string>{"html"} : o.formats;
    for (const auto& format : formats)
        if (std::ranges::find(known, format) == known.end())
            return wrongUse(c, fmt::format("this version cannot write \"{}\"", format), "--format",
                            suggestion(format, known));
    if (!o.key.empty())
        if (auto key = VerifierKey::parse(o.key); !key) return wrongUse(c, key.error());
    auto open = readPeriod(o.period, c.clock.now());
    if (!open) return wrongUse(c, open.error());
    auto packs = packsNamed(o.packs);
    if (!packs) return packs.error().where == "--pack" ? wrongUse(c, packs.error()) : failed(c, packs.error());
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    auto verified = verification(o, c);
    if (!verified) return failed(c, verified.error());
    auto period = closePeriod(*open, **reader, c.clock.now());
    if (!period) return failed(c, period.error());
    auto judgement = judgePeriod(**reader, *packs, *period, c.clock.now());
    if (!judgement) return failed(c, judgement.error());
    auto alerts = loadAlerts(**reader, period->from, period->to);
    if (!alerts) return failed(c, alerts.error());

    const bool broken = *verified && !(*verified)->intact;
    ReportOptions options;
    options.title = o.title;
    options.preparedBy = o.actor.empty() ? loginName() : o.actor;
    options.version = VEDETTE_VERSION;
    options.storeName = std::filesystem::weakly_canonical(o.store).filename().string();
    options.generated = c.clock.now();
    auto data = gatherReport(**reader, std::move(*judgement), std::move(*alerts), std::move(*verified), options);
    if (!data) return failed(c, data.error());
    auto files = writeReport(*data, formats, o.output);
    if (!files) return failed(c, files.error());
    std::string entry = "null";
    if (!broken) record(o, c, *data, *files, entry);

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
    for (const auto& sentence : data->summary) c.out.say(sentence);
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
    declarePeriod(args, o->period);
    args.list("--format", o->formats, "FORMAT", "html, csv (default: html)");
    args.option("--output,-o", o->output, "DIR", "Folder to write to").require("--output");
    args.option("--title", o->title, "TEXT", "Title of the report");
    args.option("--actor", o->actor, "NAME", "Who prepared it; your login name when absent");
    args.list("--anchor", o->anchors, "FILE", "Checkpoints kept elsewhere to compare with");
    args.option("--key", o->key, "KEY", "Verifier key to trust, instead of the one in the store");
    args.flag("--no-verify", o->noVerify, "Do not verify the log first; the report then says so");
    args.flag("--no-record", o->noRecord, "Do not record in the log that the report was written");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
