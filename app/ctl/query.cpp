// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl query: the records themselves, byte for byte, one a line.
#include <fmt/format.h>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/filter_words.h"
#include "app/ctl/moment.h"
#include "core/privacy/detectors.h"
#include "core/privacy/sealer.h"
#include "core/store/prover.h"
#include "core/store/reader.h"
#include "reports/ocsf/record_integrity.h"

namespace vedette::ctl {
namespace {

constexpr std::size_t kRecordsAtOnce = 1'024;
constexpr std::uint64_t kSearchedAtOnce = 262'144;  // entries

struct Options {
    std::string store;
    std::vector<std::string> filter;
    PeriodOptions period;
    std::uint64_t limit = 0;
    bool newest = false;
    bool columns = false;
    bool count = false;
    bool reveal = false;
    bool proofs = false;
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

using TakeRows = std::function<Result<bool>(const std::vector<Row>&)>;

// Entries matching the filter in the order asked for, handed on in groups, `left` of them at most. False: `take` has
// enough.
Result<bool> eachPage(Reader& reader, bool newest, const Filter& filter, const Context& c, std::uint64_t& left,
                      const TakeRows& take) {
    std::optional<std::uint64_t> at;
    while (left > 0 && !c.stop.stop_requested()) {
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left, kRecordsAtOnce));
        auto page = newest ? reader.newest(filter, size, at) : reader.oldest(filter, size, at);
        if (!page) return passOn(page);
        if (!page->rows.empty()) {
            auto more = take(page->rows);
            if (!more || !*more) return more;
        }
        left -= std::min<std::uint64_t>(left, page->rows.size());
        if (!page->next) return true;
        at = page->next;
    }
    return left > 0;
}

// The same in stretches of the log, so that somebody who waits for a search sees how far it has come. Once something
// is found, that is what they see.
Result<void> eachStretch(Reader& reader, bool newest, const Filter& filter, const Context& c, std::uint64_t left,
                         const TakeRows& take) {
    auto head = reader.head();
    if (!head) return passOn(head);
    const std::uint64_t first = filter.firstEntry.value_or(0);
    const std::uint64_t end = std::min(filter.endEntry.value_or(head->size), head->size);
    auto progress = std::make_unique<Progress>(c.out, "searching");
    const TakeRows shown = [&](const std::vector<Row>& rows) {
        progress.reset();
        return take(rows);
    };
    for (std::uint64_t done = 0; first + done < end && !c.stop.stop_requested();) {
        const std::uint64_t step = std::min(kSearchedAtOnce, end - first - done);
        Filter stretch = filter;
        stretch.firstEntry = newest ? end - done - step : first + done;
        stretch.endEntry = *stretch.firstEntry + step;
        auto more = eachPage(reader, newest, stretch, c, left, shown);
        if (!more) return passOn(more);
        if (!*more) break;
        done += step;
        if (progress) progress->update(done, end - first);
    }
    return {};
}

Result<void> eachGroup(Reader& reader, const Options& o, const Filter& filter, const Context& c, const TakeRows& take) {
    std::uint64_t left = o.limit == 0 ? UINT64_MAX : o.limit;
    if (filter.searches.empty()) {
        auto done = eachPage(reader, o.newest, filter, c, left, take);
        return done ? Result<void>{} : Result<void>(passOn(done));
    }
    std::uint64_t found = 0;
    auto done = eachStretch(reader, o.newest, filter, c, left, [&](const std::vector<Row>& rows) {
        found += rows.size();
        return take(rows);
    });
    if (done && found == 0)
        c.out.note(
            "nothing was found; sealed parts are never searched, and text~ opens no records of requests: "
            "record~ does");
    return done;
}

Result<std::vector<std::string>> recordsOf(Reader& reader, const std::vector<Row>& rows) {
    std::vector<std::uint64_t> entries;
    for (const auto& row : rows) entries.push_back(row.entry);
    return reader.records(entries);
}

// Part of a result must not pass for all of it.
int ended(const Result<void>& done, const Options& o, Context& c) {
    if (!done) return failed(c, done.error());
    if (c.stop.stop_requested() && !c.out.broken())
        return failed(c, Error{ErrorCode::Cancelled, "stopped before the end", o.store, ""});
    return kWell;
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
    action.details.text("note", redact(o.why, detect(o.why)))
        .text("filter", recordedFilter(filter))
        .number("limit", o.limit);
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
    return ended(done, o, c);
}

// Each record in a line with its proof. What is appended after the prover looked is left for the next time.
int withProofs(Reader& reader, const Options& o, Filter filter, Context& c) {
    auto prover = Prover::open(o.store);
    if (!prover) return failed(c, prover.error());
    const std::uint64_t size = prover->head().size;
    filter.endEntry = std::min(filter.endEntry.value_or(size), size);
    auto done = eachGroup(reader, o, filter, c, [&](const std::vector<Row>& rows) -> Result<bool> {
        auto records = recordsOf(reader, rows);
        if (!records) return passOn(records);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            auto proof = prover->inclusion(rows[i].entry);
            if (!proof) return passOn(proof);
            auto line = withIntegrity((*records)[i], *proof, prover->key());
            if (!line) return passOn(line);
            c.out.raw(*line + "\n");
        }
        return !c.out.broken();
    });
    return ended(done, o, c);
}

int run(const Options& o, Context& c) {
    auto filter = readFilter(o.filter, o.period, c.clock.now());
    if (!filter) return wrongUse(c, filter.error());
    if (o.proofs && (o.columns || o.count || o.reveal))
        return wrongUse(c, "--record-integrity is for records as they are", "--record-integrity",
                        "leave out --columns, --count and --reveal");
    if (!o.reveal && !o.why.empty()) return wrongUse(c, "--why is for --reveal", "--why", "add --reveal");
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    const std::stop_callback stopper(c.stop, [&reader] { (*reader)->interrupt(); });
    if (o.count) return countOnly(**reader, *filter, c);
    if (o.reveal) return reveal(**reader, o, *filter, c);
    if (o.proofs) return withProofs(**reader, o, *filter, c);
    auto done = eachGroup(**reader, o, *filter, c, [&](const std::vector<Row>& rows) -> Result<bool> {
        if (o.columns) {
            for (const auto& row : rows) c.out.raw(columnsLine(row));
            return !c.out.broken();
        }
        auto records = recordsOf(**reader, rows);
        if (!records) return passOn(records);
        for (const auto& record : *records) c.out.raw(record + "\n");
        return !c.out.broken();
    });
    return ended(done, o, c);
}

}  // namespace

Run declareQuery(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.positions("FILTER", o->filter,
                   "Conditions that must all hold: class=6003 node=edge-1,edge-2 latency>=500 text~word", false);
    declarePeriod(args, o->period);
    args.number("--limit,-n", o->limit, "At most N records");
    args.flag("--newest", o->newest, "Newest first instead of oldest first");
    args.flag("--columns", o->columns, "The derived columns instead of the records");
    args.flag("--count", o->count, "Only how many there are");
    args.flag("--record-integrity", o->proofs, "Each record with its leaf hash, its fingerprint and its proof");
    args.flag("--reveal", o->reveal, "Open the sealed parts; needs --why and is recorded in the log");
    args.option("--why", o->why, "TEXT", "Reason for --reveal");
    args.option("--actor", o->actor, "NAME", "Who is asking, for --reveal; your login name when absent");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
