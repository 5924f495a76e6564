// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl demo: the whole way on a simulated fleet, explained in a few lines.
#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>

#include "app/ctl/collect_summary.h"
#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/demo_child.h"
#include "app/ctl/judging.h"
#include "app/ctl/offscreen_pdf.h"
#include "app/ctl/verdict.h"
#include "collectors/fleet.h"
#include "core/store/store.h"
#include "core/store/verify.h"
#include "reports/files/files.h"

namespace vedette::ctl {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::uint64_t nodes = 6;
    std::uint64_t seed = 1;
    std::uint64_t speed = 120;
    std::string scenario = "extraction,credential-stuffing,open-endpoint,expired-certificate,region-violation";
    std::string start;
    std::string history;
    std::string runFor = "60s";
    std::string dir;
};

struct Places {
    fs::path dir, fleet, store, report;
};

Result<Places> makePlaces(const Options& o) {
    Places p;
    if (o.dir.empty()) {
        std::error_code none;
        const fs::path temporary = fs::temp_directory_path(none);
        std::string pattern = (temporary / "vedette-demo-XXXXXX").string();
        if (none || mkdtemp(pattern.data()) == nullptr)
            return fail(ErrorCode::Io, "cannot make a folder for the demo", pattern, "name one with --dir");
        p.dir = pattern;
    } else {
        p.dir = fs::absolute(o.dir);
    }
    p.fleet = p.dir / "fleet";
    p.store = p.dir / "store";
    p.report = p.dir / "report";
    std::error_code trouble;
    if (fs::exists(p.store / "evidence.db", trouble))
        return fail(ErrorCode::Conflict, "there is a demo in this folder already", p.dir.string(),
                    "name another folder with --dir, or remove this one");
    fs::create_directories(p.fleet, trouble);
    if (trouble)
        return fail(ErrorCode::Io, "cannot make the folder: " + trouble.message(), p.fleet.string(),
                    "name a folder you may write to with --dir");
    return p;
}

std::vector<std::string> arguments(const Options& o, const Places& p) {
    std::vector<std::string> out = {"--dir",   p.fleet.string(),        "--nodes",          std::to_string(o.nodes),
                                    "--seed",  std::to_string(o.seed),  "--scenario",       o.scenario,
                                    "--speed", std::to_string(o.speed), "--stop-with-stdin"};
    if (!o.start.empty()) out.insert(out.end(), {"--start", o.start});
    if (!o.history.empty()) out.insert(out.end(), {"--history", o.history});
    return out;
}

Result<CollectProgress> collectFrom(const Places& p, Duration runFor, const Clock& clock, Context& c) {
    auto fleet = loadFleet(p.fleet / "fleet.yaml");
    if (!fleet) return passOn(fleet);
    CollectOptions options;
    options.fleet = std::move(*fleet);
    options.runFor = runFor;
    Progress progress(c.out, "collecting");
    options.progress = [&](const CollectProgress& seen) { progress.update(progressText(seen)); };
    return collect(p.store, options, clock, c.stop);
}

struct Outcome {
    CollectProgress collected;
    ReportData report;
    std::vector<WrittenFile> files;
};

Result<void> judgeAndReport(const Places& p, const Clock& clock, Context& c, Outcome& out) {
    VerifyOptions verify;
    auto verified = verifyStore(p.store, verify);
    if (!verified) return passOn(verified);
    if (verified->intact) {
        Action action;
        action.kind = "verify";
        action.name = "run";
        action.actor = loginName();
        action.message = fmt::format("Verified {} entries: intact", verified->verified);
        action.details.number("entries", verified->entries).boolean("intact", true);
        if (auto recorded = recordAction(p.store, action, clock); !recorded) return passOn(recorded);
    }
    auto reader = Reader::open(p.store);
    if (!reader) return passOn(reader);
    auto packs = packsNamed({});
    if (!packs) return passOn(packs);
    auto period = closePeriod(OpenPeriod{}, **reader, clock.now());
    if (!period) return passOn(period);
    auto judgement = judgePeriod(**reader, *packs, *period, clock.now());
    if (!judgement) return passOn(judgement);
    auto alerts = loadAlerts(**reader, period->from, period->to);
    if (!alerts) return passOn(alerts);
    ReportOptions options;
    options.title = "Evidence report of a simulated fleet";
    options.preparedBy = loginName();
    options.version = VEDETTE_VERSION;
    options.storeName = p.store.filename().string();
    options.generated = clock.now();
    auto data = gatherReport(**reader, std::move(*judgement), std::move(*alerts), std::move(*verified), options);
    if (!data) return passOn(data);
    out.report = std::move(*data);
    ReportControl control;
    control.stop = c.stop;
    auto files = writeReport(out.report, {"pdf", "html", "csv"}, p.report, offscreenPdf(PdfPaper::A4), control);
    if (!files) return passOn(files);
    out.files = std::move(*files);
    c.out.flush();
    return {};
}

void sayCollection(Output& out, const Outcome& outcome) {
    const auto& stats = outcome.collected.ingest;
    out.say("\n1. Collected, over TLS, mapped to OCSF, pseudonymised, signed");
    out.say(fmt::format(
        "   {} events, of them {} metric scrapes; {} lines rejected (kept, with the reason); {} entries in the log",
        grouped(stats.events), grouped(stats.scrapes), grouped(stats.rejected), grouped(stats.entries)));
    std::vector<std::vector<std::string>> rows = {
        {"   NODE", "LINES", "REJECTED", "SCRAPES", "OBSERVATIONS", "FINDINGS"}};
    for (const auto& node : outcome.report.tieOut.nodes)
        if (!node.node.empty())
            rows.push_back({"   " + node.node, grouped(node.collected()), grouped(node.rejected), grouped(node.scrapes),
                            grouped(node.observations), grouped(node.findings)});
    constexpr std::size_t kShown = 25;
    if (rows.size() > kShown) rows.resize(kShown);
    out.table(rows);
    for (const auto& [source, why] : outcome.collected.failing) out.say(fmt::format("   failing: {}: {}", source, why));
}

void sayControls(Output& out, const Judgement& judgement) {
    out.say("\n2. Judged: " + countsText(judgement));
    for (const auto& pack : judgement.packs)
        for (const auto& result : pack.results)
            if (result.state == ControlState::Fail || result.state == ControlState::ManualFail)
                out.say(fmt::format("   FAIL {} {}: {}", pack.pack.title, result.control.clause, result.reason));
}

void sayAlerts(Output& out, const std::vector<Alert>& alerts) {
    out.say(fmt::format("\n3. Alerts: {}", alerts.empty() ? std::string("none") : grouped(alerts.size())));
    constexpr std::size_t kShown = 15;
    for (std::size_t i = 0; i < alerts.size() && i < kShown; ++i) {
        out.say(fmt::format("   {}: {}", severityWord(alerts[i].severity), alerts[i].title));
        out.say("     because " + alerts[i].reason);
    }
    if (alerts.size() > kShown) out.say(fmt::format("   and {} more", alerts.size() - kShown));
}

void sayNext(Output& out, const Places& p, const Outcome& outcome) {
    const auto store = p.store.string();
    out.say("\n5. Report");
    for (const auto& file : outcome.files) out.say("   " + file.path.string());
    out.say("\nNext, with the same store:");
    out.say(fmt::format("   vedettectl alerts {}", store));
    out.say(fmt::format("   vedettectl check {} --pack gdpr", store));
    out.say(fmt::format("   vedettectl query {} class=6003 --newest --limit 3", store));
    out.say(fmt::format("   vedettectl prove {} 0", store));
    out.say(fmt::format("   vedettectl verify {}", store));
}

JsonObject outcomeJson(const Places& p, const Outcome& outcome) {
    std::vector<std::string> failing;
    for (const auto& pack : outcome.report.judgement.packs)
        for (const auto& result : pack.results)
            if (result.state == ControlState::Fail || result.state == ControlState::ManualFail)
                failing.push_back(resultJson(result));
    std::vector<std::string> alerts;
    for (const auto& alert : outcome.report.alerts) alerts.push_back(alertJson(alert));
    std::vector<std::string> files;
    for (const auto& file : outcome.files) files.push_back(file.path.string());
    JsonObject out;
    out.text("store", p.store.string()).text("fleet", (p.fleet / "fleet.yaml").string());
    out.raw("collected", collectJson(outcome.collected).str()).raw("states", countsJson(outcome.report.judgement));
    out.raw("failing_controls", jsonArray(failing)).raw("alerts", jsonArray(alerts)).raw("files", jsonTexts(files));
    if (outcome.report.verification) out.raw("verification", verdictJson(*outcome.report.verification).str());
    return out;
}

int run(const Options& o, Context& c) {
    auto runFor = parseDuration(o.runFor);
    if (!runFor) {
        runFor.error().where = "--for";
        return wrongUse(c, runFor.error());
    }
    if (o.nodes == 0 || o.nodes > 2000) return wrongUse(c, "the demo takes 1 to 2000 nodes", "--nodes");
    if (o.speed == 0) return wrongUse(c, "time must pass", "--speed", "use 1 or more");
    if (auto history = parseDuration(o.history); !o.history.empty() && !history) {
        history.error().where = "--history";
        return wrongUse(c, history.error());
    }
    if (auto start = parseTime(o.start); !o.start.empty() && !start) {
        start.error().where = "--start";
        return wrongUse(c, start.error());
    }
    auto places = makePlaces(o);
    if (!places) return failed(c, places.error());
    std::error_code trouble;
    const auto program = fs::read_symlink("/proc/self/exe", trouble).parent_path() / "vedette-fleetsim";
    if (!fs::exists(program, trouble))
        return failed(c, Error{ErrorCode::NotFound, "the simulated fleet is not installed", program.string(),
                               "build the target vedette-fleetsim"});
    c.out.say(fmt::format("A fleet of {} simulated nodes in {}, {} times as fast as life, for {}. Scenario: {}.",
                          o.nodes, places->dir.string(), o.speed, formatDuration(*runFor), o.scenario));
    c.out.flush();
    auto child = FleetChild::start(program, arguments(o, *places), places->dir / "fleetsim.log", c.stop);
    if (!child) return child.error().code == ErrorCode::Invalid ? wrongUse(c, child.error()) : failed(c, child.error());
    auto clock = readFleetClock(places->fleet);
    if (!clock) return failed(c, clock.error());
    if (auto made = createStore(places->store, {}, *clock); !made) return failed(c, made.error());
    Outcome outcome;
    auto collected = collectFrom(*places, *runFor, *clock, c);
    (*child)->end();
    if (!collected) return failed(c, collected.error());
    outcome.collected = std::move(*collected);
    if (auto done = judgeAndReport(*places, *clock, c, outcome); !done) return failed(c, done.error());

    c.out.document(outcomeJson(*places, outcome));
    sayCollection(c.out, outcome);
    sayControls(c.out, outcome.report.judgement);
    sayAlerts(c.out, outcome.report.alerts);
    c.out.say("\n4. Verified");
    sayVerdict(c.out, *outcome.report.verification);
    sayNext(c.out, *places, outcome);
    return outcome.report.verification->intact ? kWell : kBroken;
}

}  // namespace

Run declareDemo(Args& args) {
    auto o = std::make_shared<Options>();
    args.number("--nodes", o->nodes, "How many nodes (default: 6)");
    args.option("--scenario", o->scenario, "NAME",
                "Attacks, comma separated, or none; vedette-fleetsim --list explains them. Five of them when absent");
    args.option("--for", o->runFor, "TIME", "How long to collect (default: 60s)");
    args.option("--dir", o->dir, "DIR", "Folder to work in; a new temporary one when absent. It is kept");
    args.number("--seed", o->seed, "Same seed, same traffic (default: 1)");
    args.number("--speed", o->speed, "Simulated seconds per second (default: 120)");
    args.option("--start", o->start, "TIME",
                "Simulated time at the start, such as 2026-11-17T08:00:00Z (default: a day ago)");
    args.option("--history", o->history, "TIME",
                "Traffic that has already happened (default: 12h, or what the scenario needs)");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
