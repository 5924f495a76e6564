// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl hold: legal holds, which win over retention and erasure.
#include "core/store/hold.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "core/base/user.h"
#include "core/incident/hold_action.h"
#include "core/privacy/sealer.h"
#include "core/store/people.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string verb;
    std::vector<std::string> rest;  // FILTER for add, ID for release
    PeriodOptions period;
    std::string subject;
    std::string reason;
    std::string actor;
    bool everything = false;
};

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

std::string actorOf(const Options& o) { return o.actor.empty() ? loginName() : o.actor; }

std::string holdJson(const Hold& hold) {
    return JsonObject()
        .text("id", hold.id)
        .number("entry", hold.entry)
        .time("time", hold.time)
        .text("actor", hold.actor)
        .text("reason", hold.reason)
        .text("filter", hold.filter)
        .time("from", hold.from)
        .time("to", hold.to)
        .time("released", hold.released)
        .text("released_by", hold.releasedBy)
        .str();
}

int list(const Options& o, Context& c) {
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    auto holds = loadHolds(**reader);
    if (!holds) return failed(c, holds.error());
    std::vector<std::string> json;
    std::vector<std::vector<std::string>> rows = {{"hold", "since", "by", "state", "records", "reason"}};
    for (const Hold& hold : *holds) {
        json.push_back(holdJson(hold));
        std::string what = hold.filter.empty() ? "every record" : hold.filter;
        if (hold.from) what += " from " + formatTime(*hold.from).substr(0, 19);
        if (hold.to) what += " to " + formatTime(*hold.to).substr(0, 19);
        rows.push_back({hold.id, formatTime(hold.time).substr(0, 19), hold.actor,
                        hold.released ? "released" : "in force", what, hold.reason});
    }
    c.out.document(JsonObject().raw("holds", jsonArray(json)));
    if (holds->empty())
        c.out.say("No legal hold was ever ordered.");
    else
        c.out.table(rows);
    return kWell;
}

Result<std::uint64_t> record(Context& c, const Options& o, const Action& action) {
    auto recorded = recordSigned(c, o.store, action);
    if (!recorded) return passOn(recorded);
    return recorded->size - 1;
}

// A clear name or address as the condition on its pseudonym.
Result<std::string> conditionOn(const Options& o) {
    auto sealer = Sealer::open(o.store);
    if (!sealer) return passOn(sealer);
    auto principal = (*sealer)->pseudonymOf(Field::userUid, o.subject);
    if (principal) return "principal=" + *principal;
    auto client = (*sealer)->pseudonymOf(Field::clientUid, o.subject);
    if (client) return "client=" + *client;
    client.error().where = "--subject";
    return passOn(client);
}

int add(const Options& o, Context& c) {
    std::string text = joined(o.rest);
    if (!o.subject.empty()) {
        auto condition = conditionOn(o);
        if (!condition) return failed(c, condition.error());
        text += (text.empty() ? "" : " ") + *condition;
    }
    if (o.reason.empty()) return wrongUse(c, "a hold needs a reason", "--reason", "for example the case it is for");
    auto period = readPeriod(o.period, c.clock.now());
    if (!period) return wrongUse(c, period.error());
    const HoldOrder order{text, period->from, period->to, o.reason, actorOf(o)};
    auto filter = heldBy(order);
    if (!filter) return wrongUse(c, filter.error());
    const bool limited = !text.empty() || period->from || period->to;
    if (limited == o.everything)
        return wrongUse(c, limited ? "--everything and a filter exclude each other" : "say what is to be held",
                        "FILTER",
                        "for example principal=p-7k3qxw2mbcd45tzn or node=edge-1 --from 2026-11-01, or --everything");
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    auto covered = (*reader)->extent(*filter);
    if (!covered) return failed(c, covered.error());
    const Action action = holdOrdered(order);
    const std::string& id = action.target;
    auto entry = record(c, o, action);
    if (!entry) return failed(c, entry.error());
    c.out.document(JsonObject().text("id", id).number("entry", *entry).number("records", covered->count));
    c.out.say(fmt::format("{} is in force: it covers {} records now, and what is added to them.", id, covered->count));
    return kWell;
}

// What another person asked for and nobody confirmed yet; null: nothing.
const FourEyesRequest* openRequest(const PeopleLog& people, const std::string& hold, const std::string& actor) {
    for (const auto& [id, request] : people.requests())
        if (request.kind == "hold" && request.target == hold && request.open() && request.actor != actor)
            return &request;
    return nullptr;
}

// With accounts a hold is lifted by two people: the first one asks.
int askForRelease(const Options& o, Context& c) {
    std::string request;
    auto entry = record(c, o, holdReleaseAsked(o.rest[0], o.reason, actorOf(o), request));
    if (!entry) return failed(c, entry.error());
    c.out.document(JsonObject().text("id", o.rest[0]).number("entry", *entry).text("request", request));
    c.out.say(fmt::format("{} stays in force until another officer or lead releases it as well: {} is in the log.",
                          o.rest[0], request));
    return kWell;
}

int release(const Options& o, Context& c) {
    if (o.rest.size() != 1) return wrongUse(c, "say which hold is released", "ID", "vedettectl hold STORE list");
    if (o.reason.empty()) return wrongUse(c, "a release needs a reason", "--reason");
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    auto holds = activeHolds(**reader);
    if (!holds) return failed(c, holds.error());
    if (std::ranges::find(*holds, o.rest[0], &Hold::id) == holds->end())
        return wrongUse(c, fmt::format("no hold \"{}\" is in force", o.rest[0]), "ID", "vedettectl hold STORE list");
    auto people = PeopleLog::load(**reader);
    if (!people) return failed(c, people.error());
    std::string request;
    if (people->any()) {
        const FourEyesRequest* asked = openRequest(*people, o.rest[0], actorOf(o));
        if (asked == nullptr) return askForRelease(o, c);
        request = asked->id;
    }
    auto entry = record(c, o, holdReleased(o.rest[0], request, o.reason, actorOf(o)));
    if (!entry) return failed(c, entry.error());
    c.out.document(JsonObject().text("id", o.rest[0]).number("entry", *entry));
    c.out.say(fmt::format("{} is released.", o.rest[0]));
    return kWell;
}

int run(const Options& o, Context& c) {
    if (o.verb.empty() || o.verb == "list") return list(o, c);
    if (o.verb == "add") return add(o, c);
    if (o.verb == "release") return release(o, c);
    return wrongUse(c, fmt::format("\"{}\" is not something to do with holds", o.verb), "VERB", "add, release or list");
}

}  // namespace

Run declareHold(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.position("VERB", o->verb, "add, release or list", false);
    args.positions("WHAT", o->rest, "add: conditions as query takes them; release: the hold's id", false);
    declarePeriod(args, o->period);
    args.option("--subject", o->subject, "VALUE", "add: clear name or address of a person; its pseudonym is recorded");
    args.flag("--everything", o->everything, "Hold every record");
    args.option("--reason", o->reason, "TEXT", "Why; stays in the log");
    args.option("--actor", o->actor, "NAME", "Who orders it; your login name when absent");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
