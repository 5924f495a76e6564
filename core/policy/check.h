// SPDX-License-Identifier: GPL-3.0-or-later
// The tests that controls name in their packs. A test is a function over the dossier; the catalogue lists all of them
// with their parameters, so that a pack with a spelling mistake is refused when it is loaded.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/policy/dossier.h"
#include "core/policy/span.h"

namespace vedette {

// What a test is given: the control, and what is in scope of it.
struct Case {
    const Control& control;
    Dossier& dossier;
    const Declaration& fleet;
    std::vector<const DeclaredNode*> nodes;

    [[nodiscard]] std::string parameter(std::string_view name) const;  // or the catalogue's default
    [[nodiscard]] Span span(std::string_view name) const;
    [[nodiscard]] double number(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
    // Matches the nodes in scope, within the period.
    [[nodiscard]] Filter inScope() const;
};

// In a namespace of its own: other parts of core have a type of this name too.
inline namespace judging {
// What a test found. The overall state is the worst of the items; none is insufficient evidence.
struct Finding {
    std::vector<ItemResult> items;
    std::string unit = "node";  // what an item is, in the singular
    std::string passed;         // the sentence when all items pass
    std::string note;           // added to the sentence whatever the state
    Coverage coverage;
    std::vector<EvidenceRef> evidence;

    ItemResult& add(std::string item, ControlState state, std::string reason, std::vector<std::uint64_t> entries = {});
};
}  // namespace judging

using Check = Result<Finding> (*)(const Case&);

enum class ParameterKind : std::uint8_t { Span, Number, Words, Choice };

struct ParameterInfo {
    std::string_view name;
    ParameterKind kind;
    std::string_view fallback;  // value when the control gives none
    std::string_view choices;   // for Choice: "a, b"; for Words: the allowed words, empty: any
};

struct CheckInfo {
    std::string_view name;
    std::vector<ParameterInfo> parameters;
    Check run;  // null for "worst-of", which judges results instead of evidence
};

[[nodiscard]] std::span<const CheckInfo> checks();
[[nodiscard]] const CheckInfo* findCheck(std::string_view name);

// Whether the control's test looks at nodes one by one, so that it can be asked of some of them alone.
[[nodiscard]] bool looksAtNodes(const Control& control);

// Adds the filter and what it matches to the evidence of a finding.
[[nodiscard]] Result<void> cite(const Case& c, Finding& finding, const Filter& filter);
[[nodiscard]] std::string sentence(const Finding& finding, ControlState state);
[[nodiscard]] ControlState worst(const std::vector<ItemResult>& items);

// region
[[nodiscard]] Result<Finding> checkRegionAllowed(const Case& c);
[[nodiscard]] Result<Finding> checkTransferAdequacy(const Case& c);
[[nodiscard]] Result<Finding> checkTransferInstrument(const Case& c);
// transport and access
[[nodiscard]] Result<Finding> checkTlsInTransit(const Case& c);
[[nodiscard]] Result<Finding> checkTlsCipher(const Case& c);
[[nodiscard]] Result<Finding> checkAuthentication(const Case& c);
[[nodiscard]] Result<Finding> checkAuthenticationLogged(const Case& c);
[[nodiscard]] Result<Finding> checkUniqueUser(const Case& c);
[[nodiscard]] Result<Finding> checkLoginLockout(const Case& c);
// logging
[[nodiscard]] Result<Finding> checkLogGaps(const Case& c);
[[nodiscard]] Result<Finding> checkEventFields(const Case& c);
[[nodiscard]] Result<Finding> checkClockOffset(const Case& c);
[[nodiscard]] Result<Finding> checkLogIntegrity(const Case& c);
[[nodiscard]] Result<Finding> checkRetentionMinimum(const Case& c);
[[nodiscard]] Result<Finding> checkRetentionMaximum(const Case& c);
// review
[[nodiscard]] Result<Finding> checkAlertReview(const Case& c);
[[nodiscard]] Result<Finding> checkAlertResponse(const Case& c);
[[nodiscard]] Result<Finding> checkChecksRun(const Case& c);
// content and register
[[nodiscard]] Result<Finding> checkDetectedInClear(const Case& c);
[[nodiscard]] Result<Finding> checkInventoryDeclared(const Case& c);
[[nodiscard]] Result<Finding> checkProviderAgreement(const Case& c);
[[nodiscard]] Result<Finding> checkDocument(const Case& c);

}  // namespace vedette
