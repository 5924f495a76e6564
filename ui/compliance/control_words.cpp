// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance/control_words.h"

#include <QCoreApplication>

#include <algorithm>

#include "ui/bridge/content.h"
#include "ui/bridge/scope.h"
#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

class ControlText {
    Q_DECLARE_TR_FUNCTIONS(vedette::ui::ControlText)
};

}  // namespace

QString periodWords(const Period& period) {
    Scope scope;
    scope.range = Range::Custom;
    scope.custom = period;
    return periodName(scope, period.to);
}

int worstRank(ControlState state) {
    return static_cast<int>(std::ranges::find(kWorstFirst, state) - kWorstFirst.begin());
}

GroupWords groupWords(std::string_view group) {
    if (group == "suppliers") return {ControlText::tr("Suppliers"), ControlText::tr("records")};
    if (group == "rights") return {ControlText::tr("Purpose"), ControlText::tr("and rights")};
    if (group == "transfers") return {ControlText::tr("Transfers"), ControlText::tr("residency")};
    if (group == "retention") return {ControlText::tr("Retention"), ControlText::tr("erasure")};
    if (group == "access") return {ControlText::tr("Access"), ControlText::tr("identity")};
    if (group == "encryption") return {ControlText::tr("Encryption"), ControlText::tr("data")};
    if (group == "network") return {ControlText::tr("Network"), ControlText::tr("change")};
    if (group == "logging") return {ControlText::tr("Logging"), ControlText::tr("audit")};
    if (group == "monitoring") return {ControlText::tr("Monitoring"), ControlText::tr("testing")};
    if (group == "incidents") return {ControlText::tr("Incidents"), ControlText::tr("notice")};
    if (group == "ai") return {ControlText::tr("AI model"), ControlText::tr("oversight")};
    return {ControlText::tr("Other"), {}};
}

std::optional<ThresholdOrigin> thresholdOrigin(ThresholdBasis basis) {
    switch (basis) {
        case ThresholdBasis::Text: return ThresholdOrigin::Law;
        case ThresholdBasis::Mixed:
        case ThresholdBasis::HouseDefault: return ThresholdOrigin::Default;
        case ThresholdBasis::DeclaredPolicy: return ThresholdOrigin::Policy;
        case ThresholdBasis::Derived: break;
    }
    return std::nullopt;
}

QString basisWords(ThresholdBasis basis) {
    switch (basis) {
        case ThresholdBasis::Text: return ControlText::tr("The law’s text");
        case ThresholdBasis::Mixed: return ControlText::tr("Law and our default");
        case ThresholdBasis::HouseDefault: return ControlText::tr("Our default");
        case ThresholdBasis::DeclaredPolicy: return ControlText::tr("Your policy");
        case ThresholdBasis::Derived: return ControlText::tr("Other controls");
    }
    return {};
}

QString basisSentence(ThresholdBasis basis) {
    switch (basis) {
        case ThresholdBasis::Text: return ControlText::tr("The clause itself says so.");
        case ThresholdBasis::Mixed:
            return ControlText::tr("The clause asks for it; the number is ours, not the law’s.");
        case ThresholdBasis::HouseDefault:
            return ControlText::tr("The clause names no number. This one is ours, not the law’s.");
        case ThresholdBasis::DeclaredPolicy: return ControlText::tr("You declared this number for your fleet.");
        case ThresholdBasis::Derived: return ControlText::tr("No number of its own: it follows from other controls.");
    }
    return {};
}

Glyph controlSeverityGlyph(const std::string& severity) {
    if (severity == "critical") return Glyph::Critical;
    if (severity == "high") return Glyph::High;
    if (severity == "medium") return Glyph::Medium;
    return Glyph::Low;
}

QString checkKindWords(const std::string& kind) {
    if (kind == "document_pointer") return ControlText::tr("only a person can say");
    if (kind == "refutation_only") return ControlText::tr("can find a breach, cannot prove absence");
    return ControlText::tr("automated");
}

QString coverageWords(const Coverage& coverage) {
    if (coverage.expected == 0) return QStringLiteral("–");
    return ControlText::tr("%1 of %2 %3")
        .arg(number(coverage.seen), number(coverage.expected), saidAfterOf(coverage.unit));
}

QString controlTitle(const Pack& pack, const Control& control) {
    const QString clause = said(control.clause);
    const QString framework = said(pack.title.empty() ? pack.id : pack.title);
    return ControlText::tr("%1 %2").arg(framework, clause);
}

}  // namespace vedette::ui
