// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/data/verdicts.h"

#include <algorithm>

namespace vedette {

Verdict integrityVerdict(const ReportData& data) {
    const auto& words = data.words;
    if (!data.verification)
        return {VerdictKind::Undecided, words.say("Not verified"),
                words.say("The log was not verified for this report.")};
    const auto& v = *data.verification;
    if (!v.intact)
        return {
            VerdictKind::Bad, words.say("Broken"),
            words.count(v.damageCount,
                        "The log does not verify: {} place was found. Nothing in this report can be relied on until "
                        "that is explained.",
                        "The log does not verify: {} places were found. Nothing in this report can be relied on "
                        "until that is explained.")};
    auto text = words.count(
        v.verified, "All {} entry of the log matches its signed checkpoint. It was not changed, and it is in the tree.",
        "All {} entries of the log match its signed checkpoint. None was changed, none is missing from the tree.");
    if (v.forgotten > 0)
        text += ' ' + words.count(v.forgotten, "{} was forgotten lawfully, under a certificate in the log.",
                                  "{} were forgotten lawfully, under a certificate in the log.");
    return {VerdictKind::Good, words.say("Verified"), std::move(text)};
}

Verdict completenessVerdict(const ReportData& data) {
    const auto& words = data.words;
    const auto rejected = data.tieOut.total.rejected;
    const auto gaps = data.verification ? data.verification->gaps.size() : 0;
    if (data.emptyPeriod())
        return {VerdictKind::Undecided, words.say("Nothing collected"),
                words.say("The period holds no entry, so nothing can be said to be complete.")};
    if (!data.verification)
        return {VerdictKind::Undecided, words.say("Not checked"),
                words.say("What the log says about its own gaps was not read for this report.")};
    if (gaps == 0 && rejected == 0)
        return {VerdictKind::Good, words.say("No known gap"),
                words.say("The log names no source that was unreachable or lost lines, and no line was rejected. What "
                          "a node never logged cannot be seen here.")};
    auto text =
        words.count(gaps, "The log names {} gap in its sources;", "The log names {} gaps in its sources;") + ' ';
    text += rejected == 0 ? words.say("no line of the period was rejected.")
                          : words.count(rejected, "{} line of the period could not be mapped and is kept as rejected.",
                                        "{} lines of the period could not be mapped and are kept as rejected.");
    return {VerdictKind::Undecided, gaps > 0 ? words.count(gaps, "{} gap", "{} gaps") : words.say("Lines rejected"),
            std::move(text)};
}

std::size_t stateRank(ControlState state) {
    return static_cast<std::size_t>(std::ranges::find(kStatesWorstFirst, state) - kStatesWorstFirst.begin());
}

std::string verificationText(const ReportData& data) {
    const auto& words = data.words;
    if (!data.verification) return words.say("not verified for this report");
    const auto& v = *data.verification;
    return words.say(v.intact ? "{} of {} entries recomputed, intact" : "{} of {} entries recomputed, broken",
                     {words.number(v.verified), words.number(v.entries)});
}

std::string anchorText(const ReportData& data) {
    if (!data.verification) return {};
    return data.verification->anchored ? data.words.say("a checkpoint outside the database attests {} entries",
                                                        {data.words.number(data.verification->anchoredSize)})
                                       : data.words.say("none compared: a rollback of the whole store is undetectable");
}

std::string packText(const ReportWords& words, const Pack& pack) {
    return pack.source.empty() ? words.say("Pack {} version {}.", {pack.id, pack.version})
                               : words.say("Pack {} version {}, after {}.", {pack.id, pack.version, pack.source});
}

std::string inForceText(const ReportWords& words, const Control& control) {
    const bool begins = !control.effectiveFrom.empty();
    const bool ends = !control.effectiveTo.empty();
    if (!begins && !ends) return words.say("always");
    if (!ends) return words.say("since {}", {control.effectiveFrom});
    return begins ? words.say("{} to {}", {control.effectiveFrom, control.effectiveTo})
                  : words.say("until {}", {control.effectiveTo});
}

std::string judgedAgainst(const ReportData& data) {
    const auto& words = data.words;
    const auto size = data.judgement.checkpoint.size;
    if (size == 0) return words.say("The log that was judged holds no entry.");
    return words.say(
        "Everything above was judged against this signed checkpoint of the log. It commits to entries 0 to {}.",
        {words.number(size - 1)});
}

std::vector<std::string> checkSteps(const ReportWords& words) {
    return {
        words.say("Compare the verifier key with the copy you were given when the store was made, not with the one in "
                  "the store."),
        words.say("Verify the whole log: `vedettectl verify STORE --key KEY`. Exit code 3 means that it is broken."),
        words.say("Take any entry number N from this report: `vedettectl prove STORE N -o N.tlog-proof`, and get its "
                  "record with `vedettectl query STORE entry=N`."),
        words.say("By hand: the leaf of an entry is the SHA-256 of one zero byte followed by the record's text, "
                  "`(printf '\\0'; cat N.json) | sha256sum`. Hash it with the hashes of the proof, as RFC 9162 section "
                  "2.1.3 says, up to the root in the checkpoint above."),
        words.say("The checkpoint is a C2SP signed note (Ed25519); any tool for transparency logs can check its "
                  "signature.")};
}

}  // namespace vedette
