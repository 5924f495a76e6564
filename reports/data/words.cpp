// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "core/event/event.h"
#include "reports/data/report.h"

namespace vedette {
namespace {

// One code point at `at`, or -1 with `size` 1 for an ill-formed byte.
std::int32_t codePointAt(std::string_view text, std::size_t at, std::size_t& size) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    size = 1;
    if (lead < 0x80) return lead;
    std::size_t length = 0;
    std::int32_t value = 0;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
        value = lead & 0x1F;
    } else if ((lead & 0xF0) == 0xE0) {
        length = 3;
        value = lead & 0x0F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        value = lead & 0x07;
    } else {
        return -1;
    }
    if (at + length > text.size()) return -1;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return -1;
        value = (value << 6) | (byte(at + i) & 0x3F);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return -1;
    size = length;
    return value;
}

// Characters that change how their neighbours look, or cannot be seen at all.
bool isTreacherous(std::int32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x00AD || c == 0x061C || c == 0x180E ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

std::string dayText(std::chrono::year_month_day day, bool withYear, const ReportWords& words) {
    static constexpr std::array kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                           "July",    "August",   "September", "October", "November", "December"};
    const auto month = words.say(kMonths[static_cast<unsigned>(day.month()) - 1]);
    const auto number = std::to_string(static_cast<unsigned>(day.day()));
    return withYear ? words.say("{0} {1} {2}", {number, month, std::to_string(static_cast<int>(day.year()))})
                    : words.say("{0} {1}", {number, month});
}

struct Named {
    std::string_view name;
    std::string_view word;
};
constexpr std::array<Named, 8> kActions = {{{"acknowledge", "acknowledged"},
                                            {"assign", "assigned"},
                                            {"close", "closed"},
                                            {"escalate", "escalated"},
                                            {"note", "note"},
                                            {"reopen", "reopened"},
                                            {"undo", "taken back"},
                                            {"withdraw", "taken out of the incident"}}};
constexpr std::array<Named, 10> kVerdicts = {{{"true_positive", "true positive"},
                                              {"false_positive", "false positive"},
                                              {"benign", "benign"},
                                              {"test", "test"},
                                              {"duplicate", "duplicate"},
                                              {"suspicious", "suspicious"},
                                              {"insufficient_data", "insufficient data"},
                                              {"security_risk", "security risk"},
                                              {"disregard", "disregard"},
                                              {"managed_externally", "managed externally"}}};

std::string_view wordIn(std::span<const Named> table, std::string_view name) {
    const auto found = std::ranges::find(table, name, &Named::name);
    return found == table.end() ? name : found->word;
}

}  // namespace

std::string visibleText(std::string_view text, bool lines) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        std::size_t size = 1;
        const std::int32_t c = codePointAt(text, at, size);
        if (c < 0) {
            out += "\xEF\xBF\xBD";
        } else if (lines && c == '\n') {
            out += '\n';
        } else if (isTreacherous(c)) {
            out += fmt::format("U+{:04X}", c);
        } else {
            out.append(text.substr(at, size));
        }
        at += size;
    }
    return out;
}

std::string grouped(std::uint64_t n) { return ReportWords().number(n); }

std::string_view stateWord(ControlState s) {
    switch (s) {
        case ControlState::Fail: return "Fail";
        case ControlState::InsufficientEvidence: return "Insufficient evidence";
        case ControlState::Pass: return "Pass";
        case ControlState::NotApplicable: return "Not applicable";
        case ControlState::ManualPass: return "Manual pass";
        case ControlState::ManualFail: return "Manual fail";
        case ControlState::Waived: return "Waived";
    }
    return "Unknown";
}

std::string_view basisWord(ThresholdBasis b) {
    switch (b) {
        case ThresholdBasis::Text: return "the law's text";
        case ThresholdBasis::Mixed: return "the law's text, made measurable by us";
        case ThresholdBasis::HouseDefault: return "our default";
        case ThresholdBasis::DeclaredPolicy: return "your declared policy";
        case ThresholdBasis::Derived: return "derived from your declarations";
    }
    return "unknown";
}

std::string_view severityWord(std::int64_t severity) {
    switch (severity) {
        case ocsf::kInformational: return "Informational";
        case ocsf::kLow: return "Low";
        case ocsf::kMedium: return "Medium";
        case ocsf::kHigh: return "High";
        case ocsf::kCritical: return "Critical";
        default: return "Unknown";
    }
}

std::string_view alertStatusWord(AlertStatus s) {
    switch (s) {
        case AlertStatus::New: return "New";
        case AlertStatus::InProgress: return "In progress";
        case AlertStatus::Suppressed: return "Suppressed";
        case AlertStatus::Resolved: return "Resolved";
    }
    return "Unknown";
}

std::string_view alertActionWord(std::string_view action) { return wordIn(kActions, action); }
std::string_view verdictWord(std::string_view verdict) { return wordIn(kVerdicts, verdict); }

std::string periodText(const Period& period, const ReportWords& words) {
    using std::chrono::days;
    const auto firstDay = std::chrono::floor<days>(period.from);
    const auto endDay = std::chrono::floor<days>(period.to);
    if (period.from != firstDay || period.to != endDay || period.to <= period.from)
        return words.say("{} to {}, UTC", {words.time(period.from), words.time(period.to)});
    const std::chrono::year_month_day first{firstDay};
    const std::chrono::year_month_day last{endDay - days(1)};
    if (first == last) return dayText(first, true, words) + ", UTC";
    return words.say("{} to {}, UTC", {dayText(first, first.year() != last.year(), words), dayText(last, true, words)});
}

}  // namespace vedette
