// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl people: accounts of a store and what they may do.
#include "core/store/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/ctl/commands.h"
#include "app/ctl/deciding.h"
#include "app/ctl/sign_in.h"
#include "app/ctl/suggest.h"
#include "core/base/user.h"
#include "core/incident/enrol.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string verb;
    std::string name;
    std::string role;
    std::string actor;
    std::string newPassphraseFile;
    bool noTotp = false;
};

std::string requestJson(const FourEyesRequest& request) {
    return JsonObject()
        .text("request", request.id)
        .text("kind", request.kind)
        .text("target", request.target)
        .text("actor", request.actor)
        .text("note", request.note)
        .number("entry", request.entry)
        .time("time", request.time)
        .text("confirmed_by", request.confirmedBy)
        .str();
}

int list(Context& c, const PeopleLog& people) {
    std::vector<std::string> json;
    std::vector<std::string> requests;
    std::vector<std::vector<std::string>> rows = {{"NAME", "ROLE", "STATE", "CODE", "SINCE", "ENROLLED BY"}};
    for (const auto& [name, person] : people.people()) {
        const Standing& now = person.now();
        json.push_back(JsonObject()
                           .text("name", name)
                           .text("role", accountRoleName(now.role))
                           .boolean("enabled", now.enabled)
                           .boolean("totp", now.totp)
                           .time("since", person.since)
                           .number("entry", person.standings.front().entry)
                           .text("enrolled_by", person.enrolledBy)
                           .str());
        rows.push_back({name, std::string(accountRoleName(now.role)), now.enabled ? "enabled" : "disabled",
                        now.totp ? "asked for" : "-", formatTime(person.since).substr(0, 10), person.enrolledBy});
    }
    for (const auto& [id, request] : people.requests())
        if (request.open() || request.unfinished()) requests.push_back(requestJson(request));
    c.out.document(JsonObject().raw("people", jsonArray(json)).raw("requests", jsonArray(requests)));
    if (!people.any()) {
        c.out.say("This store has no accounts: whoever may write it acts under the name they give.");
        c.out.say("Make the first one: vedettectl people STORE add NAME --role administrator");
        return kWell;
    }
    c.out.table(rows);
    for (const auto& [id, request] : people.requests())
        if (request.open())
            c.out.say(fmt::format("{} waits for a second person: {} of {}, asked for by {}", id,
                                  request.kind == "hold" ? "release" : "erasure", request.target, request.actor));
        else if (request.unfinished())
            c.out.say(
                fmt::format("{} is agreed to and not done: erasure of {}, asked for by {}, agreed to by {}; "
                            "vedettectl erase STORE --confirm {} runs it",
                            id, request.target, request.actor, request.confirmedBy, id));
    return kWell;
}

int told(Context& c, const Options& o, const std::string& what, const EnrolledEntry& done) {
    c.out.document(JsonObject()
                       .text("name", o.name)
                       .text("action", o.verb)
                       .number("entry", done.entry)
                       .text("totp_uri", done.totpUri));
    c.out.say(fmt::format("Recorded as entry {}: {}.", done.entry, what));
    if (!done.totpUri.empty()) {
        c.out.say("For the authenticator app; it is shown this once:");
        c.out.say("  " + done.totpUri);
    }
    return kWell;
}

int add(const Options& o, Context& c, const Acting& acting) {
    auto role = accountRoleNamed(o.role);
    if (!role) return wrongUse(c, role.error());
    auto passphrase = readNewPassphrase(c, o.newPassphraseFile, o.name);
    if (!passphrase) return failed(c, passphrase.error());
    Enrolment enrolment;
    enrolment.name = o.name;
    enrolment.role = *role;
    enrolment.passphrase = std::move(*passphrase);
    enrolment.totp = !o.noTotp;
    auto done = enrolPerson(o.store, enrolment, acting.key(), c.clock);
    if (!done) return refused(c, done.error());
    return told(c, o, fmt::format("{} is enrolled as {}", o.name, o.role), *done);
}

// A new passphrase, or a new code with the old one.
int renew(const Options& o, Context& c, const Acting& acting) {
    const bool passwd = o.verb == "passwd";
    if (!passwd && acting.signer->name != o.name)
        return wrongUse(c, "a code is renewed by whose it is", "NAME",
                        "an administrator may give a new passphrase and code by passwd");
    auto passphrase =
        passwd ? readNewPassphrase(c, o.newPassphraseFile, o.name) : Result<std::string>(acting.passphrase);
    if (!passphrase) return failed(c, passphrase.error());
    const TotpChange change = o.noTotp ? TotpChange::Drop : passwd ? TotpChange::Keep : TotpChange::Renew;
    auto done = renewKey(o.store, o.name, *passphrase, change, ScryptCost{}, *acting.signer, c.clock);
    if (!done) return refused(c, done.error());
    return told(c, o, fmt::format("{} has a new key, and the old one signs nothing any more", o.name), *done);
}

int change(const Options& o, Context& c, const Acting& acting) {
    const PersonSigner& by = *acting.signer;
    Result<std::uint64_t> entry = 0;
    if (o.verb == "role") {
        auto role = accountRoleNamed(o.role);
        if (!role) return wrongUse(c, role.error());
        entry = changeRole(o.store, o.name, *role, by, c.clock);
    } else {
        entry = setEnabled(o.store, o.name, o.verb == "enable", by, c.clock);
    }
    if (!entry) return refused(c, entry.error());
    return told(c, o, o.verb == "role" ? fmt::format("{} is {} now", o.name, o.role) : o.name + " is " + o.verb + "d",
                {*entry, {}});
}

// --passphrase-file is of who acts, --new-passphrase-file of NAME: where one is given for the other, it is said.
std::optional<Error> mixedUp(const Options& o, const Context& c, const PeopleLog& people) {
    const std::string& own = c.credentials.passphraseFile;
    if (!people.any() && (!own.empty() || !c.credentials.passphraseEnv.empty()))
        return Error{ErrorCode::Invalid, "nobody signs in to a store without accounts", "--passphrase-file",
                     "the passphrase of the person you add goes by --new-passphrase-file"};
    const bool sets = o.verb == "add" || o.verb == "passwd";
    if (!sets && !o.newPassphraseFile.empty())
        return Error{ErrorCode::Invalid, fmt::format("{} sets no passphrase", o.verb), "--new-passphrase-file",
                     "your own, to sign in with, goes by --passphrase-file"};
    const bool self = o.name == o.actor || (o.verb == "passwd" && o.actor.empty());
    if (sets && !self && !own.empty() && own == o.newPassphraseFile)
        return Error{ErrorCode::Invalid, fmt::format("{} would get the passphrase of who acts", o.name),
                     "--new-passphrase-file", "each person needs their own"};
    return {};
}

int run(const Options& o, Context& c) {
    const std::vector<std::string> verbs = {"list", "add", "role", "disable", "enable", "passwd", "totp"};
    const std::string verb = o.verb.empty() ? "list" : o.verb;
    if (std::ranges::find(verbs, verb) == verbs.end())
        return wrongUse(c, fmt::format("\"{}\" is not something to do with people", verb), "VERB",
                        suggestion(verb, verbs));
    auto reader = Reader::open(o.store);
    if (!reader) return failed(c, reader.error());
    auto people = PeopleLog::load(**reader);
    if (!people) return failed(c, people.error());
    if (verb == "list") return list(c, *people);
    if (o.name.empty()) return wrongUse(c, "who?", "NAME", "name the person after " + verb);
    if (!people->any() && verb != "add")
        return wrongUse(c, "this store has no accounts", "VERB", "make the first one: add NAME --role administrator");
    if (const auto mixed = mixedUp(o, c, *people)) return wrongUse(c, *mixed);
    // The first person signs their own enrolment.
    const bool own = (verb == "passwd" || verb == "totp") && o.actor.empty();
    auto acting = signInFor(c, o.store, own ? o.name : o.actor.empty() ? loginName() : o.actor);
    if (!acting) return failed(c, acting.error());
    if (verb == "add") return add(o, c, *acting);
    return verb == "passwd" || verb == "totp" ? renew(o, c, *acting) : change(o, c, *acting);
}

}  // namespace

Run declarePeople(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.position("VERB", o->verb, "list (default), add, role, disable, enable, passwd, totp", false);
    args.position("NAME", o->name, "Whose account: lower-case letters, digits, dots and dashes", false);
    args.option("--role", o->role, "ROLE", "add, role: officer, analyst, lead or administrator");
    args.option("--new-passphrase-file", o->newPassphraseFile, "FILE",
                "add, passwd: file whose first line is the new passphrase of NAME; asked for when absent");
    args.flag("--no-totp", o->noTotp, "add, passwd, totp: sign in without the code of an authenticator app");
    args.option("--actor", o->actor, "NAME",
                "Administrator who orders it; for passwd and totp you are NAME when absent");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
