// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf/table.h"

#include <algorithm>

#include "reports/pdf/shapes.h"

namespace vedette::pdf {
namespace {

constexpr double kGutter = 10;   // between columns
constexpr double kPadding = 4;   // above and below a row's text
constexpr double kKeepPart = 3;  // rows lower than this part of a page stay in one piece

double longestWord(Type& type, const QString& head) {
    double widest = 0;
    for (const QString& word : head.split(QChar(u' '))) widest = std::max(widest, type.width(word, Face::SmallStrong));
    return widest + 0.5;
}

bool hasShape(const Shape& shape) { return !std::holds_alternative<std::monostate>(shape); }

}  // namespace

void addShape(Block& block, const Shape& shape, double x, double y, double size) {
    if (const auto* state = std::get_if<ControlState>(&shape)) addState(block, x, y, size, *state);
    if (const auto* severity = std::get_if<SeverityShape>(&shape)) addSeverity(block, x, y, size, severity->severity);
}

Block paragraph(Type& type, const QString& text, Face face, Ink ink, double width) {
    Block block;
    for (auto& line : type.wrapped(text, face, width)) {
        block.text(0, block.height + Type::baseline(face), face, ink, std::move(line));
        block.height += Type::leading(face);
    }
    return block;
}

Table::Table(Pages& pages, Type& type, std::vector<Column> columns)
    : m_pages(pages), m_type(type), m_columns(std::move(columns)) {
    double shares = 0;
    for (const auto& column : m_columns) shares += column.share;
    const double room = pages.width() - kGutter * static_cast<double>(m_columns.size() - 1);
    // A head is not broken within a word: what a column lacks for that is taken from those that have more than they
    // need.
    double lacking = 0;
    double spare = 0;
    std::vector<double> least;
    for (const auto& column : m_columns) {
        const double width = room * column.share / shares;
        least.push_back(longestWord(type, column.head));
        lacking += std::max(0.0, least.back() - width);
        spare += std::max(0.0, width - least.back());
    }
    double x = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        double width = room * m_columns[i].share / shares;
        if (lacking > 0 && lacking < spare)
            width = width < least[i] ? least[i] : width - lacking * (width - least[i]) / spare;
        m_spans.push_back({x, width});
        x += width + kGutter;
    }
}

std::vector<Table::PlacedLine> Table::linesOf(const Cell& cell, std::size_t column) {
    std::vector<PlacedLine> out;
    const auto span = m_spans[column];
    double y = 0;
    for (const auto& para : cell) {
        const bool figure = !para.figure.marks.empty();
        if (para.text.isEmpty() && !figure) continue;
        y += out.empty() ? 0 : para.gap;
        if (figure) {
            PlacedLine placed{y, para.figure.height, {}};
            placed.marks.add(para.figure, span.x, 0);
            out.push_back(std::move(placed));
            y += para.figure.height;
            continue;
        }
        const double size = Type::size(para.face) + 0.5;
        const double indent = hasShape(para.shape) ? size + 4 : 0;
        const double height = Type::leading(para.face);
        bool first = true;
        for (auto& line : m_type.wrapped(para.text, para.face, span.width - indent)) {
            PlacedLine placed{y, height, {}};
            double x = span.x + indent;
            if (m_columns[column].right) x = span.x + span.width - m_type.width(line, para.face);
            if (first && hasShape(para.shape))
                addShape(placed.marks, para.shape, x - indent, (height - size) / 2, size);
            placed.marks.text(x, Type::baseline(para.face), para.face, para.ink, std::move(line));
            out.push_back(std::move(placed));
            y += height;
            first = false;
        }
    }
    return out;
}

void Table::head() {
    m_headedPage = m_pages.number();
    std::vector<std::vector<QString>> heads;
    std::size_t most = 1;
    double shapes = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        heads.push_back(m_type.wrapped(m_columns[i].head, Face::SmallStrong, m_spans[i].width));
        most = std::max(most, heads.back().size());
        if (hasShape(m_columns[i].shape)) shapes = 10;
    }
    Block block;
    const double step = Type::leading(Face::SmallStrong);
    block.height = shapes + step * static_cast<double>(most) + 4;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        // Shapes stand in one line, with their words below them; words alone stand above the rule.
        const bool shaped = hasShape(m_columns[i].shape);
        double y = shaped ? shapes : block.height - 4 - step * static_cast<double>(heads[i].size());
        const double end = m_spans[i].x + m_spans[i].width;
        addShape(block, m_columns[i].shape, m_columns[i].right ? end - 7.5 : m_spans[i].x, shapes - 8.5, 7.5);
        for (auto& line : heads[i]) {
            const double x = m_columns[i].right ? end - m_type.width(line, Face::SmallStrong) : m_spans[i].x;
            block.text(x, y + Type::baseline(Face::SmallStrong), Face::SmallStrong, Ink::Muted, std::move(line));
            y += step;
        }
    }
    block.line({0, block.height}, {m_pages.width(), block.height}, Ink::Rule, 0.6);
    m_pages.place(block);
}

void Table::placeWhole(const std::vector<std::vector<PlacedLine>>& cells, double height) {
    Block block;
    block.height = height + 2 * kPadding;
    for (const auto& cell : cells)
        for (const auto& line : cell) block.add(line.marks, 0, kPadding + line.top);
    block.line({0, block.height}, {m_pages.width(), block.height}, Ink::Border);
    m_pages.place(block);
}

void Table::placeInParts(const std::vector<std::vector<PlacedLine>>& cells) {
    std::vector<std::size_t> next(cells.size(), 0);
    const auto left = [&] {
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (next[i] < cells[i].size()) return true;
        return false;
    };
    while (left() && !m_pages.stopped()) {
        const double room = m_pages.left() - 2 * kPadding;
        Block block;
        double used = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (next[i] >= cells[i].size()) continue;
            const double start = cells[i][next[i]].top;
            for (; next[i] < cells[i].size(); ++next[i]) {
                const auto& line = cells[i][next[i]];
                if (line.top + line.height - start > room && line.top > start) break;
                block.add(line.marks, 0, kPadding + line.top - start);
                used = std::max(used, line.top + line.height - start);
            }
        }
        block.height = used + 2 * kPadding;
        block.line({0, block.height}, {m_pages.width(), block.height}, Ink::Border);
        m_pages.place(block);
        if (!left()) break;
        m_pages.newPage();
        head();
    }
}

void Table::row(const std::vector<Cell>& cells, const QString& bookmark) {
    std::vector<std::vector<PlacedLine>> lines;
    double height = 0;
    for (std::size_t i = 0; i < cells.size() && i < m_columns.size(); ++i) {
        lines.push_back(linesOf(cells[i], i));
        if (!lines.back().empty()) height = std::max(height, lines.back().back().top + lines.back().back().height);
    }
    const double headHeight = m_headedPage == m_pages.number() ? 0 : 40;
    const bool keep = height < m_pages.bodyHeight() / kKeepPart;
    const double needed = (keep ? height : m_pages.bodyHeight() / 6) + 2 * kPadding + headHeight;
    if (!m_pages.fresh() && needed > m_pages.left()) m_pages.newPage();
    if (m_headedPage != m_pages.number()) head();
    if (!bookmark.isEmpty()) m_pages.bookmark(bookmark, 1);
    if (keep)
        placeWhole(lines, height);
    else
        placeInParts(lines);
    ++m_rows;
}

void Table::remark(const QString& text) {
    m_pages.place(paragraph(m_type, text, Face::Small, Ink::Faint, m_pages.width()), 6);
}

}  // namespace vedette::pdf
