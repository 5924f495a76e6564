// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf/sheet.h"

#include <utility>

namespace vedette::pdf {
namespace {

Mark moved(const Mark& mark, QPointF by) {
    Mark out = mark;
    if (auto* text = std::get_if<TextMark>(&out)) text->at += by;
    if (auto* box = std::get_if<BoxMark>(&out)) box->box.translate(by);
    if (auto* path = std::get_if<PathMark>(&out)) path->path.translate(by);
    if (auto* link = std::get_if<LinkMark>(&out)) link->box.translate(by);
    if (auto* line = std::get_if<LineMark>(&out)) {
        line->from += by;
        line->to += by;
    }
    return out;
}

}  // namespace

void Block::text(double x, double baseline, Face face, Ink ink, QString text) {
    if (!text.isEmpty()) marks.emplace_back(TextMark{{x, baseline}, face, ink, std::move(text)});
}

void Block::textEnding(double right, double baseline, Face face, Ink ink, QString text, Type& type) {
    const double wide = type.width(text, face);
    this->text(right - wide, baseline, face, ink, std::move(text));
}

void Block::box(const QRectF& box, double radius, std::optional<Ink> fill, std::optional<Ink> edge) {
    marks.emplace_back(BoxMark{box, radius, fill, edge});
}

void Block::line(QPointF from, QPointF to, Ink ink, double width) {
    marks.emplace_back(LineMark{from, to, width, ink});
}

void Block::add(const Block& other, double x, double y) {
    marks.reserve(marks.size() + other.marks.size());
    for (const auto& mark : other.marks) marks.push_back(moved(mark, {x, y}));
}

Pages::Pages(PaperSize paper, std::stop_token stop, Sink sink)
    : m_paper(paper), m_stop(std::move(stop)), m_sink(std::move(sink)) {}

void Pages::place(const Block& block, double gap) {
    if (!fresh() && gap + block.height > left()) newPage();
    if (!fresh()) m_y += gap;
    for (const auto& mark : block.marks) m_page.marks.push_back(moved(mark, {kMargin, m_y}));
    m_y += block.height;
}

void Pages::newPage() {
    m_sink(m_page);
    m_page = Page{m_page.number + 1, m_section, {}};
    m_y = kTop;
}

void Pages::section(const QString& title) {
    m_section = title;
    if (fresh()) m_page.section = title;
}

void Pages::bookmark(const QString& title, int level) { m_sections.push_back({title, level, m_page.number, m_y}); }

void Pages::finish() { m_sink(m_page); }

}  // namespace vedette::pdf
