// SPDX-License-Identifier: GPL-3.0-or-later
// Judging: packs of controls (YAML in resources/packs/) evaluated over a period of the log.
// Fail over insufficient evidence over pass. Missing input is never a pass; not-applicable needs a declared fact.
// No result claims more than its evidence: each carries the test, whose number the threshold is, the evidence it read
// and how much of what it should have read was there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/store/reader.h"

namespace vedette {

enum class ControlState : std::uint8_t {
    Fail,
    InsufficientEvidence,
    Pass,
    NotApplicable,
    ManualPass,
    ManualFail,
    Waived,  // with who, why and until when; never counted as pass
};
[[nodiscard]] std::string_view stateName(ControlState s);  // "fail", "insufficient_evidence", ...

// Whose number the threshold is.
enum class ThresholdBasis : std::uint8_t { Text, Mixed, HouseDefault, DeclaredPolicy, Derived };
[[nodiscard]] std::string_view basisName(ThresholdBasis b);

struct Control {
    std::string id;         // "gdpr-art44"
    std::string framework;  // "gdpr"
    std::string clause;     // "Art 44"
    std::string title;
    std::string obligation;  // in plain words
    std::string test;        // name of the test: "region-allowed"
    std::map<std::string, std::string> parameters;
    std::string testText;   // what is measured, in words
    std::string threshold;  // in words
    ThresholdBasis basis = ThresholdBasis::HouseDefault;
    std::string severity;                                         // low, medium, high, critical
    std::map<std::string, std::vector<std::string>> appliesWhen;  // declared fact → values; empty: always
    // Declared fact → values that put the clause out of scope; "<country>" stands for any known country or zone. A
    // value in neither list is insufficient evidence, so that a spelling mistake never exempts anybody.
    std::map<std::string, std::vector<std::string>> exemptWhen;
    std::vector<std::string> dataClasses;  // nodes with one of these are in scope; empty: all nodes
    std::string noNodes;  // "not_applicable": so it is when no node is in scope; else that is insufficient evidence
    std::string effectiveFrom;  // dates the control is law; empty: always
    std::string effectiveTo;
    std::string checkKind;  // automated, document_pointer, refutation_only
    std::string group;      // one of requirementGroups(); empty: of none
};

// What requirements are about, across frameworks, in the order screens show them: "suppliers", "rights", "transfers",
// "retention", "access", "encryption", "network", "logging", "monitoring", "incidents", "ai". A proposal of ours, not
// of any law.
[[nodiscard]] std::span<const std::string_view> requirementGroups();

struct Pack {
    std::string id;  // "gdpr"
    std::string title;
    std::string version;
    std::string source;  // the law's name and date
    std::filesystem::path file;
    std::vector<Control> controls;
    std::vector<std::string> problems;  // why controls of the file were refused, with file:line
};

// Packs with the given ids ("gdpr", "hipaa", ...), all when empty. Invalid with file:line for a broken file.
[[nodiscard]] Result<std::vector<Pack>> loadPacks(const std::filesystem::path& folder,
                                                  const std::vector<std::string>& ids = {});

// One thing in scope and how it fared: a node, a region, an endpoint.
struct ItemResult {
    std::string item;
    ControlState state = ControlState::InsufficientEvidence;
    std::string reason;
    std::vector<std::uint64_t> entries;  // a few entries that show it
};

struct EvidenceRef {
    std::string query;  // in the filter language, so that it opens in the explorer
    Extent extent;
};

struct Coverage {
    std::uint64_t expected = 0;  // units that should have given evidence
    std::uint64_t seen = 0;      // units that did
    std::string unit;            // "nodes", "node hours", "sources"
    std::string missing;         // which did not, in words
};

struct Waiver {
    std::string control;
    std::string who;
    std::string why;
    Time until{};
    std::uint64_t entry = 0;
};

struct ControlResult {
    Control control;
    ControlState state = ControlState::InsufficientEvidence;
    std::string reason;  // one or two sentences with the numbers
    std::vector<ItemResult> items;
    std::vector<EvidenceRef> evidence;
    Coverage coverage;
    std::optional<Waiver> waiver;  // state is then Waived, and the sentence says what it would have been
};

struct PackResult {
    Pack pack;
    std::vector<ControlResult> results;
};

struct Period {
    Time from{};
    Time to{};
};

struct Judgement {
    Period period;
    Time judgedAt{};
    Checkpoint checkpoint;  // of the log that was judged
    std::vector<PackResult> packs;
};

// Judges `period` by the packs as they were in force in it.
[[nodiscard]] Result<Judgement> judge(Reader& reader, const std::vector<Pack>& packs,
                                      const std::filesystem::path& regionsFile, Period period, Time now);

}  // namespace vedette
