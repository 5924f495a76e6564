// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html/parts.h"

#include <fmt/format.h>

#include <cctype>

namespace vedette::html {
namespace {

std::string escape(std::string_view clean) {
    std::string out;
    out.reserve(clean.size() + clean.size() / 8);
    for (const char c : clean) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string shape(std::string_view inner) {
    return fmt::format(R"(<svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">{}</svg>)", inner);
}

// Filled shapes were judged by the machine, outlined ones by hand.
constexpr std::string_view kTickFilled =
    R"svg(<circle cx="6" cy="6" r="6" fill="currentColor"/><path d="M3.2 6.2l2 2 3.6-4" fill="none" stroke="var(--surface)" stroke-width="1.5"/>)svg";
constexpr std::string_view kTickRing =
    R"svg(<circle cx="6" cy="6" r="5.25" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M3.4 6.2l1.9 1.9 3.3-3.7" fill="none" stroke="currentColor" stroke-width="1.4"/>)svg";
constexpr std::string_view kCrossFilled =
    R"svg(<rect width="12" height="12" rx="1.5" fill="currentColor"/><path d="M3.4 3.4l5.2 5.2M8.6 3.4l-5.2 5.2" stroke="var(--surface)" stroke-width="1.5"/>)svg";
constexpr std::string_view kCrossOutlined =
    R"svg(<rect x=".75" y=".75" width="10.5" height="10.5" rx="1" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M3.8 3.8l4.4 4.4M8.2 3.8l-4.4 4.4" stroke="currentColor" stroke-width="1.4"/>)svg";
constexpr std::string_view kDiamond =
    R"svg(<path d="M6 .8L11.2 6 6 11.2.8 6z" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M6 3.4v3.2M6 7.8v1.2" stroke="currentColor" stroke-width="1.4"/>)svg";
constexpr std::string_view kDash = R"svg(<path d="M2 6h8" stroke="currentColor" stroke-width="1.8"/>)svg";
constexpr std::string_view kHexagon =
    R"svg(<path d="M6 .8l4.5 2.6v5.2L6 11.2 1.5 8.6V3.4z" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M6 3.4V6l1.8 1.2" fill="none" stroke="currentColor" stroke-width="1.3"/>)svg";
constexpr std::string_view kOctagon =
    R"svg(<path d="M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5z" fill="currentColor"/><path d="M6 2.6v4M6 8v1.6" stroke="var(--surface)" stroke-width="1.6"/>)svg";
constexpr std::string_view kTriangleUp = R"svg(<path d="M6 .8L11.6 11H.4z" fill="currentColor"/>)svg";
constexpr std::string_view kTwoBars = R"svg(<path d="M1 4h10M1 8h10" stroke="currentColor" stroke-width="2.2"/>)svg";
constexpr std::string_view kTriangleDown =
    R"svg(<path d="M6 10.4L1 1.8h10z" fill="none" stroke="currentColor" stroke-width="1.4"/>)svg";
constexpr std::string_view kInfoRing =
    R"svg(<circle cx="6" cy="6" r="5.3" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M6 5.2v3.6M6 2.8v1.3" stroke="currentColor" stroke-width="1.4"/>)svg";

struct StateLook {
    std::string_view cssClass;
    std::string_view inner;
};

StateLook lookOf(ControlState state) {
    switch (state) {
        case ControlState::Fail: return {"fail", kCrossFilled};
        case ControlState::ManualFail: return {"fail", kCrossOutlined};
        case ControlState::Pass: return {"pass", kTickFilled};
        case ControlState::ManualPass: return {"pass", kTickRing};
        case ControlState::NotApplicable: return {"na", kDash};
        case ControlState::Waived: return {"waived", kHexagon};
        case ControlState::InsufficientEvidence: break;
    }
    return {"insuf", kDiamond};
}

}  // namespace

std::string escaped(std::string_view text) { return escape(visibleText(text)); }
std::string escapedLines(std::string_view text) { return escape(visibleText(text, true)); }

std::string told(const ReportWords& words, std::string_view english, std::initializer_list<std::string_view> values) {
    return filled(escaped(words.say(english)), values);
}

std::string timeHtml(const ReportWords& words, Time t) {
    return fmt::format(R"(<span class="time">{} UTC</span>)", words.time(t));
}

std::string anchorOf(std::string_view text) {
    std::string out = "x-";
    for (const char c : text) out += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-';
    return out;
}

std::string stateShape(ControlState state) {
    const auto look = lookOf(state);
    return fmt::format(R"(<span class="{}">{}</span>)", look.cssClass, shape(look.inner));
}

std::string stateMark(const ReportWords& words, ControlState state) {
    const auto look = lookOf(state);
    return fmt::format(R"(<span class="mark {}">{}{}</span>)", look.cssClass, shape(look.inner),
                       told(words, stateWord(state)));
}

std::string severityMark(const ReportWords& words, std::int64_t severity) {
    StateLook look{"info", kInfoRing};
    if (severity >= ocsf::kCritical)
        look = {"critical", kOctagon};
    else if (severity == ocsf::kHigh)
        look = {"high", kTriangleUp};
    else if (severity == ocsf::kMedium)
        look = {"medium", kTwoBars};
    else if (severity == ocsf::kLow)
        look = {"low", kTriangleDown};
    return fmt::format(R"(<span class="mark {}">{}{}</span>)", look.cssClass, shape(look.inner),
                       told(words, severityWord(severity)));
}

std::string sealShape() {
    return shape(
        R"(<path d="M6 .6l1.3 1 1.6-.2.6 1.5 1.5.6-.2 1.6 1 1.3-1 1.3.2 1.6-1.5.6-.6 1.5-1.6-.2-1.3 1-1.3-1-1.6.2-.6-1.5L1 9.3l.2-1.6-1-1.3 1-1.3L1 3.5l1.5-.6.6-1.5 1.6.2z" fill="none" stroke="currentColor"/><path d="M3.8 6.2l1.6 1.6 2.8-3.2" fill="none" stroke="currentColor" stroke-width="1.2"/>)");
}

std::string table(std::string_view caption, const std::vector<Column>& columns,
                  const std::vector<std::vector<std::string>>& rows) {
    std::string out = fmt::format(
        R"(<div class="scroll" role="region" tabindex="0" aria-label="{0}"><table><caption>{0}</caption><thead><tr>)",
        escaped(caption));
    const auto classOf = [](const Column& c) -> std::string {
        if (c.number) return R"( class="num")";
        if (c.mono) return R"( class="mono")";
        return {};
    };
    for (const auto& column : columns)
        out += fmt::format(R"(<th scope="col"{}>{}</th>)", column.number ? R"( class="num")" : "", column.head);
    out += "</tr></thead><tbody>\n";
    for (const auto& row : rows) {
        out += "<tr>";
        for (std::size_t i = 0; i < row.size() && i < columns.size(); ++i) {
            if (i == 0)
                out += fmt::format(R"(<th scope="row"{}>{}</th>)", classOf(columns[i]), row[i]);
            else
                out += fmt::format("<td{}>{}</td>", classOf(columns[i]), row[i]);
        }
        out += "</tr>\n";
    }
    out += "</tbody></table></div>\n";
    return out;
}

std::string definitions(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::string out = "<dl>";
    for (const auto& [name, value] : pairs)
        if (!value.empty()) out += fmt::format("<dt>{}</dt><dd>{}</dd>", escaped(name), value);
    out += "</dl>\n";
    return out;
}

}  // namespace vedette::html
