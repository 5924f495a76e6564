// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl retention: what is older than policy and law allow is forgotten, under a certificate.
#include <fmt/format.h>

#include "app/ctl/commands.h"
#include "app/pipeline/due_retention.h"
#include "collectors/fleet.h"
#include "core/base/file.h"
#include "core/base/user.h"
#include "core/event/event.h"
#include "core/policy/retention_policy.h"
#include "core/store/forget_retention.h"
#include "reports/data/report.h"
#include "reports/pdf/certificate_out.h"

namespace vedette::ctl {
namespace {

struct Options {
    std::string store;
    std::string fleet;
    std::string reason;
    std::string actor;
    bool dryRun = false;
};

// The last declaration of the log.
Result<Declaration> declaredInLog(const std::string& store) {
    auto reader = Reader::open(store);
    if (!reader) return passOn(reader);
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kFleetDeclaration);
    auto page = (*reader)->newest(filter, 1);
    if (!page) return passOn(page);
    if (page->rows.empty())
        return fail(ErrorCode::NotFound, "the log holds no fleet declaration, so no retention is declared", store,
                    "give the fleet file: --fleet fleet.yaml");
    auto record = (*reader)->record(page->rows.front().entry);
    if (!record) return passOn(record);
    return parseDeclaration(*record);
}

Result<Declaration> declaredInFile(const std::string& file) {
    auto fleet = loadFleet(file);
    if (!fleet) return passOn(fleet);
    return declarationOf(*fleet);
}

std::string ruleJson(const RetentionRule& rule) {
    return JsonObject()
        .text("data_class", rule.dataClass)
        .text("minimum", rule.minimum)
        .text("minimum_basis", rule.minimumBasis)
        .text("maximum", rule.maximum)
        .text("maximum_basis", rule.maximumBasis)
        .boolean("conflict", rule.conflict)
        .raw("laws_undecided", jsonTexts(rule.undecided))
        .raw("laws_uncertain", jsonTexts(rule.uncertain))
        .str();
}

void sayRules(Context& c, const RetentionPolicy& policy) {
    std::vector<std::vector<std::string>> rows = {{"data class", "at least", "at most", "so"}};
    for (const RetentionRule& rule : policy.rules()) {
        const auto limit = [](const std::string& span, const std::string& basis) {
            return span.empty() ? std::string("-") : fmt::format("{} ({})", span, basis);
        };
        const std::string so = rule.maximum.empty() ? "kept"
                               : rule.conflict      ? "CONFLICT: kept " + rule.minimum
                                                    : "forgotten after " + rule.maximum;
        rows.push_back(
            {rule.dataClass, limit(rule.minimum, rule.minimumBasis), limit(rule.maximum, rule.maximumBasis), so});
    }
    c.out.table(rows);
    for (const RetentionRule& rule : policy.rules()) {
        for (const auto& law : rule.undecided)
            c.out.say(fmt::format("  {}: {} is not applied; no fact says whether it does", rule.dataClass, law));
        for (const auto& law : rule.uncertain)
            c.out.say(fmt::format("  {}: {} is applied, though its reach is disputed", rule.dataClass, law));
    }
}

// "certificate 3", "certificates 3 to 7"
std::string certificatesText(const Retention& done) {
    const auto first = done.issued.front().certificate.id;
    const auto last = done.issued.back().certificate.id;
    return first == last ? fmt::format("certificate {}", first) : fmt::format("certificates {} to {}", first, last);
}

void sayResult(Context& c, const Options& o, const Retention& done) {
    const auto records = [](std::uint64_t n) {
        return fmt::format("{} {}", grouped(n), n == 1 ? "record" : "records");
    };
    if (o.dryRun)
        c.out.say(fmt::format("Nothing was changed. {} would be forgotten.", records(done.forgotten)));
    else if (done.issued.empty())
        c.out.say("Nothing was forgotten: no record's time is over that may go.");
    else
        c.out.say(fmt::format("Forgotten: {} under {}, {} whole {} among them.", records(done.forgotten),
                              certificatesText(done), grouped(done.wholeBlocks),
                              done.wholeBlocks == 1 ? "block" : "blocks"));
    if (done.held > 0) c.out.say(fmt::format("  {} kept by a legal hold:", records(done.held)));
    for (const auto& hold : done.holds) c.out.say("    " + hold);
    if (done.waiting > 0)
        c.out.say(
            fmt::format("  {} expired in the last block, which is not full yet, and wait", records(done.waiting)));
    if (!o.dryRun)
        c.out.say(
            fmt::format("  the database has {} bytes, it had {}", grouped(done.bytesAfter), grouped(done.bytesBefore)));
}

JsonObject resultJson(const Options& o, const RetentionPolicy& policy, const Retention& done,
                      const std::vector<std::string>& files) {
    std::vector<std::string> rules;
    for (const RetentionRule& rule : policy.rules()) rules.push_back(ruleJson(rule));
    std::vector<std::uint64_t> ids;
    for (const auto& issued : done.issued) ids.push_back(issued.certificate.id);
    JsonObject out;
    out.boolean("dry_run", o.dryRun).number("forgotten", done.forgotten).number("held", done.held);
    out.number("waiting", done.waiting).number("whole_blocks", done.wholeBlocks);
    out.raw("rules", jsonArray(rules)).raw("certificates", jsonNumbers(ids)).raw("files", jsonTexts(files));
    out.raw("holds", jsonTexts(done.holds));
    out.number("bytes_before", done.bytesBefore).number("bytes_after", done.bytesAfter);
    return out;
}

int run(const Options& o, Context& c) {
    auto fleet = o.fleet.empty() ? declaredInLog(o.store) : declaredInFile(o.fleet);
    if (!fleet) return failed(c, fleet.error());
    auto laws = loadRetentionLaws(resourceFolder() / "retention" / "laws.yaml");
    if (!laws) return failed(c, laws.error());
    auto policy = RetentionPolicy::resolve(*fleet, *laws, c.clock.now());
    if (!policy) return failed(c, policy.error());
    sayRules(c, *policy);
    RetentionOrder order;
    order.before = policy->before().value_or(Time::min());
    order.expired = [&](std::string_view record, const Columns& columns) { return policy->expired(record, columns); };
    order.policy = policy->json();
    order.actor = o.actor.empty() ? loginName() : o.actor;
    order.reason = o.reason.empty() ? "retention of " + fleet->name : o.reason;
    order.dryRun = o.dryRun;
    auto done = forgetExpired(o.store, order, c.clock);
    if (!done) return failed(c, done.error());
    std::vector<std::string> files;
    for (const auto& issued : done->issued) {
        auto file = writeCertificate(o.store, {}, issued);
        if (!file) return failed(c, file.error());
        files.push_back(file->string());
    }
    c.out.document(resultJson(o, *policy, *done, files));
    sayResult(c, o, *done);
    for (const auto& file : files) c.out.say("  certificate written to " + file);
    if (done->unfinished) {
        c.out.note("the records are forgotten, but the space is not given back: " + done->unfinished->text());
        return kFailed;
    }
    return kWell;
}

}  // namespace

Run declareRetention(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.option("--fleet", o->fleet, "FILE", "Fleet file with the retention; without it, the last one in the log");
    args.flag("--dry-run", o->dryRun, "Say what would go, change nothing");
    args.option("--reason", o->reason, "TEXT", "Why; stays in the log");
    args.option("--actor", o->actor, "NAME", "Who orders it; your login name when absent");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
