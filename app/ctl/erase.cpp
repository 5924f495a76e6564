// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl erase: erasure of a data subject.
#include <fmt/format.h>

#include <filesystem>

#include "app/ctl/certificate_out.h"
#include "app/ctl/commands.h"
#include "core/base/user.h"
#include "core/store/forget_erase.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string subject;
    std::string pseudonym;
    std::string reason;
    std::string actor;
    std::string certificate;
    bool shared = false;
};

int run(const Options& o, Context& c) {
    if (o.subject.empty() == o.pseudonym.empty())
        return wrongUse(c, "give the data subject by one of --subject and --pseudonym", "--subject",
                        "see vedettectl erase --help");
    ErasureOrder order;
    order.subject = o.subject;
    order.pseudonym = o.pseudonym;
    order.reason = o.reason;
    order.actor = o.actor.empty() ? loginName() : o.actor;
    order.shared = o.shared;
    auto erased = eraseSubject(o.store, order, c.clock);
    if (!erased) {
        const bool wrong = erased.error().code == ErrorCode::Invalid && erased.error().where.starts_with("--");
        return wrong ? wrongUse(c, erased.error()) : failed(c, erased.error());
    }
    const Certificate& done = erased->issued.certificate;
    auto file = writeCertificate(o.store, o.certificate, erased->issued);
    auto pdf = file ? writeCertificatePdf(o.store, *file, *erased) : Result<std::filesystem::path>(passOn(file));
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
    args.option("--reason", o->reason, "TEXT", "Why; stays in the log, so it may not name the subject")
        .require("--reason");
    args.flag("--shared", o->shared, "Also take the sealed parts of other subjects that name this one");
    args.option("--actor", o->actor, "NAME", "Who orders it; your login name when absent");
    args.option("--certificate", o->certificate, "FILE",
                "Write the certificate here (JSON; a PDF beside it) instead of to certificates/ in the store");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
