// SPDX-License-Identifier: GPL-3.0-or-later
// From when on records of which class may go: the fleet's declared retention and the laws, resolved. The longest lower
// limit that applies against the shortest upper limit; where they cross the lower one wins, and the conflict is shown.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/event/columns.h"
#include "core/policy/declaration.h"

namespace vedette {

struct RetentionLaw {
    std::string id;
    std::string title;
    std::string minimum;
    std::vector<std::string> dataClasses;  // none: all
    std::map<std::string, std::vector<std::string>> appliesWhen;
    std::map<std::string, std::vector<std::string>> exemptWhen;
    bool certain = true;
    std::string note;
};
[[nodiscard]] Result<std::vector<RetentionLaw>> loadRetentionLaws(const std::filesystem::path& file);

// What holds for one data class.
struct RetentionRule {
    std::string dataClass;
    std::string minimum;       // longest lower limit, empty: none
    std::string minimumBasis;  // whose
    std::string maximum;       // empty: none, records of the class stay
    std::string maximumBasis;
    bool conflict = false;               // the lower limit is longer: it wins
    std::vector<std::string> undecided;  // laws whose facts are not declared
    std::vector<std::string> uncertain;  // laws taken although their reach is disputed
    std::optional<Time> lower;           // older than this: past the lower limit
    std::optional<Time> upper;           // older than this: past the upper limit
};

class RetentionPolicy {
public:
    // Invalid when a span cannot be read.
    [[nodiscard]] static Result<RetentionPolicy> resolve(const Declaration& fleet,
                                                         const std::vector<RetentionLaw>& laws, Time now);

    // Whether the record's time is over: all of its data classes count.
    [[nodiscard]] bool expired(std::string_view record, const Columns& columns);
    // Nothing of this time or later can be over; none when nothing ever is.
    [[nodiscard]] std::optional<Time> before() const;
    [[nodiscard]] const std::vector<RetentionRule>& rules() const { return m_rules; }
    // Canonical JSON list, for the certificate.
    [[nodiscard]] std::string json() const;

    // The data classes of a record, as expired() counts them.
    [[nodiscard]] std::vector<std::string> classesOf(std::string_view record, const Columns& columns) const;

private:
    [[nodiscard]] std::optional<Time> cutoff(const std::vector<std::string>& classes) const;

    std::vector<RetentionRule> m_rules;
    std::map<std::string, std::vector<std::string>> m_nodes;  // data classes declared for each
    std::map<std::string, std::optional<Time>> m_cutoffs;     // by joined classes
};

}  // namespace vedette
