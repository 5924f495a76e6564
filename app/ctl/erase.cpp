// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl erase: erasure of a data subject.
#include <fmt/format.h>

#include <filesystem>

#include "app/ctl/commands.h"
#include "app/ctl/console_action.h"
#include "app/ctl/deciding.h"
#include "app/ctl/offscreen_pdf.h"
#include "app/ctl/sign_in.h"
#include "core/base/file.h"
#include "core/base/user.h"
#include "core/privacy/detectors.h"
#include "core/privacy/sealer.h"
#include "core/store/erase_outlook.h"
#include "core/store/forget_erase.h"
#include "core/store/people.h"
#include "core/store/reader.h"
#include "reports/data/report.h"
#include "reports/pdf/certificate_out.h"
#include "reports/words/report_language.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string subject;
    std::string pseudonym;
    std::string reason;
    std::string actor;
    std::string certificate;
    std::string language = "en";
    std::string confirm;
    bool shared = false;
};

Result<std::string> pseudonymOf(const Options& o) {
    if (o.subject.empty()) return o.pseudonym;
    auto sealer = Sealer::open(o.store);
    if (!sealer) return passOn(sealer);
    auto principal = (*sealer)->pseudonymOf(Field::userUid, o.subject);
    if (principal) return principal;
    auto client = (*sealer)->pseudonymOf(Field::clientUid, o.subject);
    if (!client) client.error().where = "--subject";
    return client;
}

Action fourEyesAction(const std::string& name, const std::string& target, const std::string& request,
                      const std::string& actor, const std::string& message) {
    Action action;
    action.kind = "erasure";
    action.name = name;
    action.target = target;
    action.actor = actor;
    action.message = message;
    action.details.text("request", request);
    return action;
}

// With accounts two people erase: the first one asks.
int ask(const Options& o, Context& c, const ErasureOrder& order, const PersonSigner& signer) {
    if (auto good = checkErasureWords(order); !good) return refused(c, good.error());
    auto pseudonym = pseudonymOf(o);
    if (!pseudonym) return failed(c, pseudonym.error());
    const std::string request = newRequestId();
    Action action = fourEyesAction("erase_request", *pseudonym, request, order.actor,
                                   "The erasure of a data subject was asked for");
    action.details.text("note", redact(o.reason, detect(o.reason))).boolean("shared", o.shared);
    auto recorded = recordAction(o.store, action, c.clock, &signer);
    if (!recorded) return failed(c, recorded.error());
    c.out.document(
        JsonObject().text("request", request).number("entry", recorded->size - 1).text("pseudonym", *pseudonym));
    c.out.say(
        fmt::format("Nothing is erased yet: another officer or lead must confirm it.\n  vedettectl erase {} "
                    "--confirm {} --actor NAME",
                    o.store, request));
    return kWell;
}

// What was asked for, confirmed by this person; the confirmation is in the log before anything is erased.
Result<ErasureOrder> confirmed(const Options& o, Context& c, const std::string& actor, const PersonSigner* signer) {
    auto reader = Reader::open(o.store);
    if (!reader) return passOn(reader);
    auto people = PeopleLog::load(**reader);
    if (!people) return passOn(people);
    const auto found = people->requests().find(o.confirm);
    if (signer == nullptr || found == people->requests().end() || found->second.kind != "erasure")
        return fail(ErrorCode::Invalid, fmt::format("nobody asked for an erasure as \"{}\"", o.confirm), "--confirm",
                    "vedettectl people STORE list names what is to be confirmed");
    const FourEyesRequest& request = found->second;
    // Two people agreed, and it was cut off or a hold stood against it: only the rest is to do, and anybody may who
    // might have agreed.
    const bool again = request.unfinished();
    if (!again || request.confirmedBy != actor) {
        const Action action = fourEyesAction(again ? "erase_run" : "erase_confirm", request.target, request.id, actor,
                                             again ? "An erasure that two people agreed on is run again"
                                                   : "The erasure of a data subject was confirmed");
        if (auto done = recordAction(o.store, action, c.clock, signer); !done) return passOn(done);
    }
    return agreedErasure(request, actor);
}

int run(const Options& o, Context& c) {
    if (o.confirm.empty() && o.subject.empty() == o.pseudonym.empty())
        return wrongUse(c, "give the data subject by one of --subject and --pseudonym", "--subject",
                        "see vedettectl erase --help");
    if (o.confirm.empty() && o.reason.empty())
        return wrongUse(c, "an erasure needs a reason", "--reason", "for example the request it answers");
    auto words = loadReportWords(resourceFolder(), o.language);
    if (!words) {
        words.error().where = "--language";
        return wrongUse(c, words.error());
    }
    ErasureOrder order;
    order.subject = o.subject;
    order.pseudonym = o.pseudonym;
    order.reason = o.reason;
    order.actor = o.actor.empty() ? loginName() : o.actor;
    order.shared = o.shared;
    auto acting = signInFor(c, o.store, order.actor);
    if (!acting) return failed(c, acting.error());
    if (acting->signer && o.confirm.empty()) return ask(o, c, order, *acting->signer);
    if (!o.confirm.empty()) {
        auto agreed = confirmed(o, c, order.actor, acting->key());
        if (!agreed) return refused(c, agreed.error());
        order = std::move(*agreed);
    }
    auto erased = eraseSubject(o.store, order, c.clock);
    if (!erased) {
        const bool wrong = erased.error().code == ErrorCode::Invalid && erased.error().where.starts_with("--");
        return wrong ? wrongUse(c, erased.error()) : failed(c, erased.error());
    }
    const Certificate& done = erased->issued.certificate;
    auto file = writeCertificate(o.store, o.certificate, erased->issued);
    auto pdf = file ? writeCertificatePdf(o.store, *file, *erased, *words, offscreenCertificate)
                    : Result<std::filesystem::path>(passOn(file));
    c.out.document(JsonObject()
                       .number("certificate", done.id)
                       .number("entry", done.entry)
                       .number("parts", done.parts.size())
                       .number("records", done.records)
                       .number("parts_of_others", erased->partsLeft)
                       .text("file", file ? file->string() : std::string())
                       .text("pdf", pdf ? pdf->string() : std::string())
                       .raw("unfinished", erased->unfinished ? JsonObject().text("what", erased->unfinished->what).str()
                                                             : std::string("null")));
    c.out.say(fmt::format("Erased under certificate {}: {} sealed {} of {} {}, and the key they were sealed with.",
                          done.id, grouped(done.parts.size()), done.parts.size() == 1 ? "part" : "parts",
                          grouped(done.records), done.records == 1 ? "record" : "records"));
    c.out.say("  The records themselves stay, under a pseudonym nobody can resolve any more.");
    if (erased->partsLeft > 0)
        c.out.say(fmt::format("  {} sealed {} of other subjects also name this one and stay; --shared takes those too",
                              grouped(erased->partsLeft), erased->partsLeft == 1 ? "part" : "parts"));
    if (file) c.out.say(fmt::format("  certificate written to {}", file->string()));
    if (pdf) c.out.say(fmt::format("  for reading: {}", pdf->string()));
    if (!pdf) return failed(c, pdf.error());
    if (erased->unfinished) {
        c.out.note("the erasure is in the log, but old copies may remain: " + erased->unfinished->text());
        return kFailed;
    }
    return kWell;
}

}  // namespace

Run declareErase(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.option("--subject", o->subject, "VALUE", "Clear name or address of the data subject, as the source spelt it");
    args.option("--pseudonym", o->pseudonym, "P", "Its pseudonym instead: p-... or a-...");
    args.option("--reason", o->reason, "TEXT", "Why; stays in the log, so it may not name the subject");
    args.option("--confirm", o->confirm, "REQUEST", "Confirm what another person asked for, in a store with accounts");
    args.flag("--shared", o->shared, "Also take the sealed parts of other subjects that name this one");
    args.option("--actor", o->actor, "NAME", "Who orders it; your login name when absent");
    args.option("--certificate", o->certificate, "FILE",
                "Write the certificate here (JSON; a PDF beside it) instead of to certificates/ in the store");
    args.option("--language", o->language, "CODE", "Language of the certificate's PDF: en or de (default: en)");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
