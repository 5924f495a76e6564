// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf/press.h"

#include <algorithm>

namespace vedette::pdf {
void Press::section(std::string_view title, double follow) const {
    constexpr double kAbove = 26;
    const auto text = shown(title);
    if (!pages.fresh() && pages.left() < follow + 60) pages.newPage();
    if (!pages.fresh()) pages.skip(kAbove);
    pages.bookmark(text, 0);
    pages.section(text);
    pages.place(paragraph(type, text, Face::Section, Ink::Text, pages.width()));
    pages.skip(6);
}

void Press::heading(std::string_view title, double follow) const {
    if (!pages.fresh() && pages.left() < follow + 34) pages.newPage();
    pages.place(paragraph(type, shown(title), Face::Heading, Ink::Text, pages.width()), 14);
    pages.skip(4);
}

void Press::say(std::string_view text, Face face, Ink ink) const {
    for (auto& line : type.wrapped(shown(text), face, pages.width())) {
        Block block;
        block.height = Type::leading(face);
        block.text(0, Type::baseline(face), face, ink, std::move(line));
        pages.place(block);
    }
}

double nameWidthFor(Type& type, const Pairs& pairs, double least) {
    constexpr double kGap = 8;
    for (const auto& [name, value] : pairs)
        if (!value.empty()) least = std::max(least, type.width(type.shown(name), Face::Cell) + kGap);
    return least;
}

Block definitions(Type& type, const Pairs& pairs, double width, double nameWidth, int mostLines) {
    Block block;
    nameWidth = nameWidthFor(type, pairs, nameWidth);
    const double room = width - nameWidth;
    for (const auto& [name, value] : pairs) {
        if (value.empty()) continue;
        block.text(0, block.height + Type::baseline(Face::Cell), Face::Cell, Ink::Faint, type.shown(name));
        auto lines = type.wrapped(type.shown(value), Face::Cell, room);
        const auto most = static_cast<std::size_t>(mostLines);
        if (lines.size() > most) {
            lines.resize(most);
            lines.back() = type.elided(lines.back() + QStringLiteral(" …"), Face::Cell, room);
        }
        for (auto& line : lines) {
            block.text(nameWidth, block.height + Type::baseline(Face::Cell), Face::Cell, Ink::Text, std::move(line));
            block.height += Type::leading(Face::Cell);
        }
        block.height += 2;
    }
    return block;
}

std::string entryList(const ReportWords& words, const std::vector<std::uint64_t>& entries, std::uint64_t all) {
    constexpr std::size_t kShown = 20;
    std::string out;
    for (std::size_t i = 0; i < entries.size() && i < kShown; ++i)
        out += (out.empty() ? "" : ", ") + std::to_string(entries[i]);
    if (all > std::min(entries.size(), kShown)) out += ' ' + words.say("… {} in all", {words.number(all)});
    return out;
}

std::string packTitle(const Pack& pack) { return pack.title.empty() ? pack.id : pack.title; }

Ink inkOf(VerdictKind kind) {
    switch (kind) {
        case VerdictKind::Good: return Ink::Pass;
        case VerdictKind::Bad: return Ink::Fail;
        case VerdictKind::Undecided: break;
    }
    return Ink::Insufficient;
}

}  // namespace vedette::pdf
