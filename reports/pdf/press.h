// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the printed report, in order. Private to reports/pdf.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/data/report.h"
#include "reports/data/verdicts.h"
#include "reports/pdf/sheet.h"
#include "reports/pdf/table.h"

namespace vedette::pdf {

// What every part is given: what to say, how wide letters are, where to put them.
struct Press {
    const ReportData& data;
    Type& type;
    Pages& pages;

    [[nodiscard]] QString shown(std::string_view text) const { return type.shown(text); }
    // One of the report's own texts, in its language.
    [[nodiscard]] std::string words(std::string_view english,
                                    std::initializer_list<std::string_view> values = {}) const {
        return data.words.say(english, values);
    }
    [[nodiscard]] QString told(std::string_view english, std::initializer_list<std::string_view> values = {}) const {
        return shown(words(english, values));
    }
    [[nodiscard]] std::string number(std::uint64_t n) const { return data.words.number(n); }
    [[nodiscard]] std::string time(Time t) const { return data.words.time(t); }  // in UTC as everything
    // Heads a section, on a new page when less than `follow` points would be left below it.
    void section(std::string_view title, double follow = 120) const;
    // One with a long table of its own: on this page when a third of it is left.
    void chapter(std::string_view title) const { section(title, pages.bodyHeight() / 4); }
    void heading(std::string_view title, double follow = 60) const;
    void say(std::string_view text, Face face = Face::Body, Ink ink = Ink::Muted) const;
};

// Name and value, in two columns `width` wide together. Pairs with an empty value are left out. The names get
// `nameWidth`, or more when one of them is wider.
using Pairs = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] double nameWidthFor(Type& type, const Pairs& pairs, double least);
[[nodiscard]] Block definitions(Type& type, const Pairs& pairs, double width, double nameWidth = 66, int mostLines = 3);

// "17, 18, 40 … 4,112 in all"
[[nodiscard]] std::string entryList(const ReportWords& words, const std::vector<std::uint64_t>& entries,
                                    std::uint64_t all);
[[nodiscard]] std::string packTitle(const Pack& pack);
[[nodiscard]] Ink inkOf(VerdictKind kind);

[[nodiscard]] Block alertChart(Type& type, const ReportData& data, double width, double plotHeight);
[[nodiscard]] Block severityCounts(Type& type, const ReportData& data, double width);
[[nodiscard]] Block postureMarks(const std::vector<ControlResult>& results, double width);
// Checkpoint, its code for a camera, and how to check it.
[[nodiscard]] Block checkpointBox(Type& type, const ReportData& data, double width);

// Logo, name and origin of the log: the head of every page.
[[nodiscard]] Block pageBrand(Type& type, const ReportData& data, double paperWidth);

void writeFirstPage(const Press& press);
void writeControls(const Press& press);
void writeCriteria(const Press& press);
void writeItems(const Press& press);
void writeCounts(const Press& press);
void writeAlerts(const Press& press);
void writeEvidence(const Press& press);
void writeWaivers(const Press& press);
void writeGaps(const Press& press);
void writeLimits(const Press& press);
void writeIntegrity(const Press& press);

}  // namespace vedette::pdf
