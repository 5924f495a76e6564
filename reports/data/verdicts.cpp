// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/data/verdicts.h"

#include <fmt/format.h>

#include <algorithm>

namespace vedette {

Verdict integrityVerdict(const ReportData& data) {
    if (!data.verification)
        return {VerdictKind::Undecided, "Not verified", "The log was not verified for this report."};
    const auto& v = *data.verification;
    if (!v.intact)
        return {VerdictKind::Bad, "Broken",
                fmt::format("The log does not verify: {} {} found. Nothing in this report can be relied on until that "
                            "is explained.",
                            grouped(v.damageCount), v.damageCount == 1 ? "place was" : "places were")};
    auto text = fmt::format(
        "All {} entries of the log match its signed checkpoint. None was changed, none is missing from the tree.",
        grouped(v.verified));
    if (v.forgotten > 0)
        text += fmt::format(" {} were forgotten lawfully, under a certificate in the log.", grouped(v.forgotten));
    return {VerdictKind::Good, "Verified", std::move(text)};
}

Verdict completenessVerdict(const ReportData& data) {
    const auto rejected = data.tieOut.total.rejected;
    const auto gaps = data.verification ? data.verification->gaps.size() : 0;
    if (data.emptyPeriod())
        return {VerdictKind::Undecided, "Nothing collected",
                "The period holds no entry, so nothing can be said to be complete."};
    if (!data.verification)
        return {VerdictKind::Undecided, "Not checked",
                "What the log says about its own gaps was not read for this report."};
    if (gaps == 0 && rejected == 0)
        return {VerdictKind::Good, "No known gap",
                "The log names no source that was unreachable or lost lines, and no line was rejected. What a node "
                "never logged cannot be seen here."};
    const std::string_view word = gaps == 1 ? "gap" : "gaps";
    auto text = fmt::format("The log names {} {} in its sources; ", grouped(gaps), word);
    text += rejected == 0
                ? std::string("no line of the period was rejected.")
                : fmt::format("{} {} of the period could not be mapped and {} kept as rejected.", grouped(rejected),
                              rejected == 1 ? "line" : "lines", rejected == 1 ? "is" : "are");
    return {VerdictKind::Undecided, gaps > 0 ? fmt::format("{} {}", grouped(gaps), word) : "Lines rejected",
            std::move(text)};
}

std::size_t stateRank(ControlState state) {
    return static_cast<std::size_t>(std::ranges::find(kStatesWorstFirst, state) - kStatesWorstFirst.begin());
}

std::string verificationText(const ReportData& data) {
    if (!data.verification) return "not verified for this report";
    const auto& v = *data.verification;
    return fmt::format("{} of {} entries recomputed, {}", grouped(v.verified), grouped(v.entries),
                       v.intact ? "intact" : "broken");
}

std::string anchorText(const ReportData& data) {
    if (!data.verification) return {};
    return data.verification->anchored ? fmt::format("a checkpoint outside the database attests {} entries",
                                                     grouped(data.verification->anchoredSize))
                                       : "none compared: a rollback of the whole store is undetectable";
}

}  // namespace vedette
