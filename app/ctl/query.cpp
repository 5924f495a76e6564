// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl query: the records themselves, byte for byte, one a line.
#include <fmt/format.h>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/filter_words.h"
#include "app/ctl/moment.h"
#include "core/privacy/sealer.h"
#include "core/store/reader.h"

namespace vedette::ctl {
namespace {

constexpr std::size_t kRecordsAtOnce = 1'024;

struct Options {
    std::string store;
    std::vector<std::string> filter;
    PeriodOptions period;
    std::uint64_t limit = 0;
    bool newest = false;
    bool columns = false;
    bool count = false;
    bool reveal = false;
    std::string why;
    std::string actor;
};

std::string columnsLine(const Row& row) {
    JsonObject out;
    out.number("entry", row.entry);
    for (std::size_t i = 0; i < kTextColumns; ++i) {
        const auto column = static_cast<TextColumn>(i);
        if (!row.columns[column].empty()) out.text(columnName(column), row.columns[column]);
    }
    for (std::size_t i = 1; i < kIntColumns; ++i) {
        const auto column = static_cast<IntColumn>(i);
        if (row.columns[column] != 0) out.integer(columnName(column), row.columns[column]);
    }
    out.time("time", row.columns.time());
    return out.str() + "\n";
}

// Entries matching the filter in the order asked for, handed on in groups.
Result<void> eachGroup(Reader& reader, const Options& o, const Filter& filter, const Context& c,
                       const std::function<Result<bool>(const std::vector<Row>&)>& take) {
    std::uint64_t left = o.limit == 0 ? UINT64_MAX : o.limit;
    std::optional<std::uint64_t> at;
    while (left > 0 && !c.stop.stop_requested()) {
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left, kRecordsAtOnce));
        auto page = o.newest ? reader.newest(filter, size, at) : reader.oldest(filter, size, at);
        if (!page) return passOn(page);
        if (!page->rows.empty()) {
            auto more = take(page->rows);
            if (!more) return passOn(more);
            if (!*more) return {};
        }
        left -= std::min<std::uint64_t>(left, page->rows.size());
        if (!page->next) return {};
        at = page->next;
    }
    return {};
}

int countOnly(Reader& reader, const Filter& filter, Context& c) {
    auto extent = reader.extent(filter);
    if (!extent) return failed(c, extent.error());
    const bool any = extent->count > 0;
    JsonObject out;
    out.number("count", extent->count).text("filter", filter.text());
    out.raw("first_entry", any ? std::to_string(extent->firstEntry) : "null");
    out.raw("last_entry", any ? std::to_string(extent->lastEntry) : "null");
    out.time("first_time", any ? std::optional(extent->firstTime) : std::nullopt);
    out.time("last_time", any ? std::optional(extent->lastTime) : std::nullopt);
    c.out.document(out);
    c.out.say(std::to_string(extent->count));
    return kWell;
}

// Opening sealed parts is an event of its own, written before anything is shown.
int reveal(Reader& reader, const Options& o, const Filter& filter, Context& c) {
    if (o.why.empty())
        return wrongUse(c, "opening sealed parts needs a reason", "--why", "add --why \"ticket 4711: ...\"");
    auto sealer = Sealer::open(o.store);
    if (!sealer) return failed(c, sealer.error());
    Action action;
    action.kind = "evidence";
    action.name = "reveal";
    action.actor = o.actor.empty() ? loginName() : o.actor;
    action.message = "Sealed parts were opened";
    action.details.text("note", o.why).text("filter", filter.text()).number("limit", o.limit);
    if (auto recorded = recordSigned(c, o.store, action); !recorded) return failed(c, recorded.error());

    auto done = eachGroup(reader, o, filter, c, [&](const std::vector<Row>& rows) -> Result<bool> {
        for (const auto& row : rows) {
            auto record = reader.record(row.entry);
            if (!record) return passOn(record);
            JsonObject clear;
            std::string problem;
            auto part = reader.sealedPart(row.entry);
            if (part) {
                auto opened = (*sealer)->reveal(*part);
                if (!opened)
                    problem = opened.error().what;
                else
                    for (const auto& [path, value] : *opened) clear.text(path, value);
            } else if (part.error().code != ErrorCode::NotFound) {
                return passOn(part);
            }
            JsonObject line;
            line.number("entry", row.entry).raw("clear", clear.str()).raw("record", *record);
            if (!problem.empty()) line.text("problem", problem);
            c.out.raw(line.str() + "\n");
        }
        return !c.out.broken();
    });
    return done ? kWell : failed(c, done.error());
}

int run(const Options& o, Context& c) {
    auto filter = readFilter(o.filter, o.period, c.clock.now());
    if (!filter) return wrongUse(c, filter.error());
    if (!o.reveal && !o.why.empty()) return wrongUse(c, "--why is for --reveal", "--why", "add --reveal");
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    if (o.count) return countOnly(**reader, *filter, c);
    if (o.reveal) return reveal(**reader, o, *filter, c);
    auto done = eachGroup(**reader, o, *filter, c, [&](const std::vector<Row>& rows) -> Result<bool> {
        if (o.columns) {
            for (const auto& row : rows) c.out.raw(columnsLine(row));
            return !c.out.broken();
        }
        std::vector<std::uint64_t> entries;
        for (const auto& row : rows) entries.push_back(row.entry);
        auto records = (*reader)->records(entries);
        if (!records) return passOn(records);
        for (const auto& record : *records) c.out.raw(record + "\n");
        return !c.out.broken();
    });
    return done ? kWell : failed(c, done.error());
}

}  // namespace

Run declareQuery(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.positions("FILTER", o->filter, "Conditions that must all hold: class=6003 node=edge-1,edge-2 latency>=500",
                   false);
    declarePeriod(args, o->period);
    args.number("--limit,-n", o->limit, "At most N records");
    args.flag("--newest", o->newest, "Newest first instead of oldest first");
    args.flag("--columns", o->columns, "The derived columns instead of the records");
    args.flag("--count", o->count, "Only how many there are");
    args.flag("--reveal", o->reveal, "Open the sealed parts; needs --why and is recorded in the log");
    args.option("--why", o->why, "TEXT", "Reason for --reveal");
    args.option("--actor", o->actor, "NAME", "Who is asking, for --reveal; your login name when absent");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
