// SPDX-License-Identifier: GPL-3.0-or-later
// Paragraphs and tables. A table repeats its head on every page; a row is kept together where it is not very high, else
// goes on overleaf. Nothing is laid out twice, so that 20,000 rows take seconds.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/policy/policy.h"
#include "reports/pdf/sheet.h"

namespace vedette::pdf {

struct SeverityShape {
    std::int64_t severity = 0;
};
using Shape = std::variant<std::monostate, ControlState, SeverityShape>;

// Text of one look within a cell, wrapped to the column; or a figure. Without either it is left out.
struct Para {
    QString text;
    Face face = Face::Cell;
    Ink ink = Ink::Text;
    Shape shape = {};   // before the first line
    double gap = 0;     // above it
    Block figure = {};  // instead of text
};
using Cell = std::vector<Para>;

struct Column {
    QString head;
    double share = 1;  // of the width, beside the other columns' shares
    bool right = false;
    Shape shape = {};  // above the head
};

class Table {
public:
    Table(Pages& pages, Type& type, std::vector<Column> columns);

    // `bookmark`: of the second level, when it is not empty.
    void row(const std::vector<Cell>& cells, const QString& bookmark = {});
    // A line across that says something of the whole table.
    void remark(const QString& text);
    [[nodiscard]] bool empty() const { return m_rows == 0; }

private:
    struct PlacedLine {
        double top;
        double height;
        Block marks;
    };
    struct Span {
        double x;
        double width;
    };

    [[nodiscard]] std::vector<PlacedLine> linesOf(const Cell& cell, std::size_t column);
    void head();
    void placeWhole(const std::vector<std::vector<PlacedLine>>& cells, double height);
    void placeInParts(const std::vector<std::vector<PlacedLine>>& cells);

    Pages& m_pages;
    Type& m_type;
    std::vector<Column> m_columns;
    std::vector<Span> m_spans;
    std::size_t m_rows = 0;
    int m_headedPage = 0;
};

// Wrapped text `width` wide, at the block's origin.
[[nodiscard]] Block paragraph(Type& type, const QString& text, Face face, Ink ink, double width);
void addShape(Block& block, const Shape& shape, double x, double y, double size);

}  // namespace vedette::pdf
