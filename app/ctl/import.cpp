// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl import: brings in log files by hand, through the same pipeline as collected ones.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/line_reader.h"
#include "app/ctl/suggest.h"
#include "app/pipeline/ingest.h"
#include "core/base/file.h"
#include "core/event/mapping.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

constexpr std::size_t kLinesPerPush = 4'096;
constexpr std::size_t kBytesPerPush = 4u << 20;

struct Options {
    std::string store;
    std::vector<std::string> files;
    std::string mapping;
    std::string node = "import";
    std::string actor;
};

// By name among the installed packs, or a pack file of the user's own.
Result<Mapper> findMapping(const std::string& name) {
    const auto folder = resourceFolder() / "mappings";
    if (name.find('/') != std::string::npos || name.ends_with(".yaml")) return Mapper::load(name);
    const auto known = yamlNames(folder);
    if (std::ranges::find(known, name) == known.end())
        return fail(ErrorCode::NotFound, fmt::format("there is no mapping \"{}\"", name), "--mapping",
                    suggestion(name, known));
    return Mapper::load(folder / (name + ".yaml"));
}

std::shared_ptr<const SourceContext> contextFor(const Options& o, const std::string& file,
                                                const std::shared_ptr<const Mapper>& mapper) {
    auto context = std::make_shared<SourceContext>();
    const auto name = file == "-" ? std::string("stdin") : std::filesystem::path(file).filename().string();
    context->source = o.node + "/import:" + visibleText(name);
    context->node = o.node;
    context->mapper = mapper;
    return context;
}

// True when the file was pushed to its end.
Result<bool> pushFile(LineReader& lines, const std::shared_ptr<const SourceContext>& source, Ingest& ingest,
                      Progress& progress, const std::stop_token& stop) {
    Poll poll;
    std::size_t bytes = 0;
    while (!stop.stop_requested()) {
        auto line = lines.next();
        if (!line) return passOn(line);
        if (*line) {
            bytes += (*line)->bytes.size();
            poll.records.push_back(std::move(**line));
        }
        const bool full = poll.records.size() >= kLinesPerPush || bytes >= kBytesPerPush;
        if ((full || !*line) && !poll.records.empty()) {
            poll.nextCursor = fmt::format("bytes {}", lines.bytesRead());
            if (!ingest.push(source, std::move(poll))) return false;
            poll = Poll{};
            bytes = 0;
            progress.update(lines.bytesRead(), std::max(lines.size(), lines.bytesRead()));
        }
        if (!*line) return true;
    }
    return false;
}

int run(const Options& o, Context& c) {
    if (o.node.empty() || o.node.find('/') != std::string::npos)
        return wrongUse(c, "a node id is a word without slashes", "--node", "for example --node edge-1");
    auto loaded = findMapping(o.mapping);
    if (!loaded) return loaded.error().where == "--mapping" ? wrongUse(c, loaded.error()) : failed(c, loaded.error());
    const auto mapper = std::make_shared<const Mapper>(std::move(*loaded));
    // All files are opened before anything is kept, so that a wrong name leaves the store as it was.
    std::vector<LineReader> readers;
    for (const auto& file : o.files) {
        auto reader = LineReader::open(file);
        if (!reader) return failed(c, reader.error());
        readers.push_back(std::move(*reader));
    }
    auto ingest = Ingest::start(o.store, c.clock);
    if (!ingest) return failed(c, ingest.error());

    std::optional<Error> trouble;
    {
        Progress progress(c.out, "importing");
        for (std::size_t i = 0; i < readers.size() && !trouble && !c.stop.stop_requested(); ++i) {
            auto pushed = pushFile(readers[i], contextFor(o, o.files[i], mapper), **ingest, progress, c.stop);
            if (!pushed)
                trouble = pushed.error();
            else if (!*pushed)
                break;
        }
    }
    auto stats = (*ingest)->finish();
    if (!stats) return failed(c, stats.error());

    Action action;
    action.kind = "evidence";
    action.name = "import";
    action.target = o.node;
    action.actor = o.actor.empty() ? loginName() : o.actor;
    action.message = fmt::format("Imported {} events and {} rejected lines by hand", stats->events, stats->rejected);
    action.success = !trouble;
    action.details.text("mapping", mapper->id()).number("events", stats->events).number("rejected", stats->rejected);
    const auto entry = recordIfPossible(c, o.store, action, false);

    c.out.document(JsonObject()
                       .number("events", stats->events)
                       .number("rejected", stats->rejected)
                       .number("findings", stats->findings)
                       .number("entries", stats->entries)
                       .text("mapping", mapper->id())
                       .text("node", o.node)
                       .boolean("complete", !trouble && !c.stop.stop_requested())
                       .raw("recorded_entry", entry));
    c.out.say(fmt::format("Imported {} events, {} rejected, {} findings.", grouped(stats->events),
                          grouped(stats->rejected), grouped(stats->findings)));
    if (stats->rejected > 0)
        c.out.say(fmt::format("Rejected lines are kept with their reason: vedettectl query {} class=7706005", o.store));
    if (trouble) return failed(c, *trouble);
    if (c.stop.stop_requested())
        return failed(c, Error{ErrorCode::Cancelled, "stopped before the end; what was read is kept", o.store, ""});
    return kWell;
}

}  // namespace

Run declareImport(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.positions("FILE", o->files, "Log files, - for standard input", true);
    args.option("--mapping", o->mapping, "NAME", "Mapping pack: a name of `vedettectl packs mappings`, or a file")
        .require("--mapping");
    args.option("--node", o->node, "ID", "Node the lines come from (default: import)");
    args.option("--actor", o->actor, "NAME", "Who is importing; your login name when absent");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
