// SPDX-License-Identifier: GPL-3.0-or-later
// What is put on paper, before it is painted: marks at places, blocks of marks, and the pages that blocks flow onto.
// Lengths are points, y grows downwards. A block is laid out at its own origin and moved to where there is room.
#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "reports/pdf/type.h"

namespace vedette::pdf {

struct TextMark {
    QPointF at;  // left end of the baseline
    Face face;
    Ink ink;
    QString text;
};
struct BoxMark {
    QRectF box;
    double radius;
    std::optional<Ink> fill;
    std::optional<Ink> edge;
};
struct LineMark {
    QPointF from;
    QPointF to;
    double width;
    Ink ink;
};
// Filled when `width` is 0, else stroked.
struct PathMark {
    QPainterPath path;
    Ink ink;
    double width;
};
// A click leads to that section.
struct LinkMark {
    QRectF box;
    std::size_t section;
};
using Mark = std::variant<TextMark, BoxMark, LineMark, PathMark, LinkMark>;

struct Block {
    std::vector<Mark> marks;
    double height = 0;

    void text(double x, double baseline, Face face, Ink ink, QString text);
    // Ends at `right`.
    void textEnding(double right, double baseline, Face face, Ink ink, QString text, Type& type);
    void box(const QRectF& box, double radius, std::optional<Ink> fill, std::optional<Ink> edge = {});
    void line(QPointF from, QPointF to, Ink ink, double width = 0.5);
    // Copies the other block's marks, moved; the height stays.
    void add(const Block& other, double x, double y);
};

struct PaperSize {
    double width;
    double height;
};

// A heading of the report: what contents page, bookmarks and page heads name.
struct SectionMark {
    QString title;
    int level = 0;  // 0: a section, 1: within one
    int page = 0;   // counted from 1
    double y = 0;   // of its top, from the top of the page
};

// Pages, filled one after the other. Each is handed out when it is full and kept no longer, so that a report of
// thousands of pages needs the memory of one.
class Pages {
public:
    struct Page {
        int number = 1;
        QString section;
        std::vector<Mark> marks;
    };
    using Sink = std::function<void(const Page&)>;

    static constexpr double kMargin = 42;
    static constexpr double kTop = 62;
    static constexpr double kBottom = 46;

    Pages(PaperSize paper, std::stop_token stop, Sink sink);

    [[nodiscard]] double width() const { return m_paper.width - 2 * kMargin; }
    [[nodiscard]] double bodyHeight() const { return m_paper.height - kTop - kBottom; }
    [[nodiscard]] double left() const { return m_paper.height - kBottom - m_y; }
    [[nodiscard]] bool fresh() const { return m_page.marks.empty(); }
    [[nodiscard]] bool stopped() const { return m_stop.stop_requested(); }
    [[nodiscard]] int number() const { return m_page.number; }
    [[nodiscard]] const std::vector<SectionMark>& sections() const { return m_sections; }

    // Puts the block below what is there, on a new page when it does not fit on this one.
    void place(const Block& block, double gap = 0);
    void skip(double gap) { m_y += gap; }
    void newPage();
    // Heads this page so while it is fresh, and every later one.
    void section(const QString& title);
    // Names this place.
    void bookmark(const QString& title, int level);
    // Hands out the last page.
    void finish();

private:
    PaperSize m_paper;
    std::stop_token m_stop;
    Sink m_sink;
    Page m_page;
    QString m_section;
    double m_y = kTop;
    std::vector<SectionMark> m_sections;
};

}  // namespace vedette::pdf
