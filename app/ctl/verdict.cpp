// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verdict.h"

#include <fmt/format.h>

#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

constexpr std::size_t kPlacesSaid = 20;
constexpr std::size_t kGapsSaid = 20;
constexpr std::size_t kClockSaid = 10;

// What there is to say of a key; nothing of the one key that most logs have.
void sayKey(Output& out, const VerifyReport& report, const KeySpan& span) {
    if (span.from > 0)
        out.say(fmt::format(
            "  {} at entry {} ({}): key {:08x} {}", span.broken ? "BREAK of the chain of keys" : "new key",
            span.from - 1, formatTime(span.since).substr(0, 10), span.key.id,
            span.broken ? "took over without the signature of the key before" : "was signed in by the old"));
    if (span.revoked)
        out.say(fmt::format("  key {:08x} is revoked from {} on{}", span.key.id, formatTime(*span.revoked),
                            span.attested ? "; what the log held is vouched for by a later key" : ""));
    if (report.keys.size() > 1 && span.key.text() == report.key && span.from > 0)
        out.say(fmt::format("  checked with key {:08x}, which vouches for the {} entries before it as well",
                            span.key.id, grouped(span.from)));
}

std::string keysJson(const VerifyReport& report) {
    std::vector<std::string> keys;
    for (const KeySpan& span : report.keys) {
        JsonObject out;
        out.text("verifier_key", span.key.text()).number("from_size", span.from).boolean("break", span.broken);
        if (span.revoked) out.time("revoked_from", *span.revoked);
        keys.push_back(out.boolean("attested", span.attested).boolean("vouched", span.vouched).str());
    }
    return jsonArray(keys);
}

std::string clockJson(const VerifyReport& report) {
    std::vector<std::string> remarks;
    for (const auto& remark : report.clock)
        remarks.push_back(JsonObject().text("place", remark.place).text("what", remark.what).str());
    return jsonArray(remarks);
}

void sayClock(Output& out, const VerifyReport& report) {
    for (std::size_t i = 0; i < report.clock.size() && i < kClockSaid; ++i)
        out.say(fmt::format("  CLOCK {}: {}", report.clock[i].place, report.clock[i].what));
    if (report.clockCount > kClockSaid)
        out.say(fmt::format("  and the clock went back {} more times; --json lists up to 100",
                            grouped(report.clockCount - kClockSaid)));
}

}  // namespace

JsonObject verdictJson(const VerifyReport& report) {
    std::vector<std::string> damage;
    for (const auto& d : report.damage)
        damage.push_back(JsonObject().text("place", d.place).text("what", d.what).str());
    std::vector<std::string> certificates;
    for (const auto& under : report.certificates)
        certificates.push_back(JsonObject()
                                   .number("certificate", under.certificate)
                                   .text("kind", under.kind)
                                   .time("time", under.time)
                                   .number("entry", under.entry)
                                   .number("records_forgotten", under.entries)
                                   .number("parts_erased", under.parts)
                                   .str());
    std::vector<std::string> gaps;
    for (const auto& gap : report.gaps)
        gaps.push_back(JsonObject()
                           .text("source", gap.source)
                           .time("from", gap.from)
                           .time("to", gap.to)
                           .text("what", gap.what)
                           .str());
    JsonObject integrity;
    integrity.boolean("intact", report.intact).number("entries", report.entries).number("verified", report.verified);
    integrity.number("erased_parts", report.erasedParts).raw("certificates", jsonArray(certificates));
    integrity.number("forgotten", report.forgotten).number("damage_count", report.damageCount);
    integrity.raw("damage", jsonArray(damage)).boolean("anchored", report.anchored);
    integrity.number("anchored_size", report.anchoredSize).text("verifier_key", report.key);
    integrity.raw("keys", keysJson(report)).number("unbelieved_anchors", report.unbelievedAnchors);
    integrity.raw("clock", clockJson(report)).number("clock_count", report.clockCount);
    integrity.text("checkpoint", report.head.note);
    JsonObject completeness;
    completeness.number("rejected", report.rejected)
        .number("gap_count", report.gaps.size())
        .raw("gaps", jsonArray(gaps));
    JsonObject out;
    out.raw("integrity", integrity.str()).raw("completeness", completeness.str());
    out.integer("took_ms", report.took.count() / 1000);
    return out;
}

void sayVerdict(Output& out, const VerifyReport& report) {
    if (report.intact)
        out.say(fmt::format("Integrity: intact. All {} entries match the signed checkpoint.",
                            grouped(report.verified + report.forgotten)));
    else
        out.say(fmt::format("Integrity: BROKEN. {} {} not verify ({} of {} entries checked).",
                            grouped(report.damageCount), report.damageCount == 1 ? "place does" : "places do",
                            grouped(report.verified), grouped(report.entries)));
    for (std::size_t i = 0; i < report.damage.size() && i < kPlacesSaid; ++i)
        out.say(fmt::format("  {}: {}", report.damage[i].place, report.damage[i].what));
    if (report.damageCount > kPlacesSaid)
        out.say(fmt::format("  and {} more; --json lists up to 1,000", grouped(report.damageCount - kPlacesSaid)));
    for (const auto& under : report.certificates) {
        const bool erasure = under.kind == "erasure";
        const auto n = erasure ? under.parts : under.entries;
        out.say(fmt::format("  {} {} {} under certificate {} of {} (entry {})", grouped(n),
                            erasure ? (n == 1 ? "sealed part" : "sealed parts") : (n == 1 ? "record" : "records"),
                            erasure ? "erased" : "forgotten", under.certificate, formatTime(under.time).substr(0, 10),
                            under.entry));
    }
    for (const KeySpan& span : report.keys) sayKey(out, report, span);
    sayClock(out, report);
    if (report.unbelievedAnchors > 0)
        out.say(fmt::format("  {} anchors are signed by a revoked key and prove nothing",
                            grouped(report.unbelievedAnchors)));
    if (report.anchored)
        out.say(fmt::format("  an anchor outside the database attests {} entries", grouped(report.anchoredSize)));
    else
        out.say("  no anchor outside the database was compared: a rollback of the whole store is undetectable");
    out.say(fmt::format("  key {}", report.key));

    if (report.gaps.empty() && report.rejected == 0)
        out.say("Completeness: the log names no gap and no rejected line.");
    else
        out.say(fmt::format("Completeness: {} {} in the sources, {} rejected {}.", grouped(report.gaps.size()),
                            report.gaps.size() == 1 ? "gap" : "gaps", grouped(report.rejected),
                            report.rejected == 1 ? "line" : "lines"));
    for (std::size_t i = 0; i < report.gaps.size() && i < kGapsSaid; ++i) {
        const auto& gap = report.gaps[i];
        out.say(fmt::format("  {} {} to {}: {}", gap.source, formatTime(gap.from), formatTime(gap.to), gap.what));
    }
    if (report.gaps.size() > kGapsSaid)
        out.say(fmt::format("  and {} more; --json lists all", grouped(report.gaps.size() - kGapsSaid)));
}

}  // namespace vedette::ctl
