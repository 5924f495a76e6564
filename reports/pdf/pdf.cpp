// SPDX-License-Identifier: GPL-3.0-or-later
// Goes over the report twice: once to learn how many pages there are and where everything lies, once to paint.
#include "reports/pdf/pdf.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <fmt/format.h>

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "reports/pdf/layout.h"
#include "reports/pdf/outline.h"
#include "reports/pdf/press.h"
#include "reports/pdf/shapes.h"

namespace vedette {
namespace pdf {
namespace {

std::size_t rowsOf(const std::vector<SectionMark>& sections) {
    return static_cast<std::size_t>(std::ranges::count_if(sections, [](const SectionMark& s) { return s.level == 0; }));
}

constexpr double kContentsRow = 17;

Block contentsRow(const Press& press, const SectionMark& section, std::size_t number) {
    const double width = press.pages.width();
    Block row;
    row.height = kContentsRow;
    row.text(0, 11, Face::Body, Ink::Text, press.type.elided(section.title, Face::Body, width - 40));
    row.textEnding(width, 11, Face::Body, Ink::Muted, press.shown(std::to_string(section.page)), press.type);
    row.line({0, kContentsRow}, {width, kContentsRow}, Ink::Border);
    row.marks.emplace_back(LinkMark{{0, 0, width, kContentsRow}, number});
    return row;
}

// Section by section with the page it begins on; each row leads there. Below the summary where there is room for all
// of it. As long as it is not known what stands in it, it takes the same room.
void writeContents(const Press& press, const Plan& plan) {
    constexpr double kAbove = 26;
    const double all = Type::leading(Face::Section) + 10 + kContentsRow * static_cast<double>(plan.rows);
    press.pages.section(press.told("Contents"));
    if (!press.pages.fresh() && press.pages.left() < kAbove + all) press.pages.newPage();
    if (!press.pages.fresh()) press.pages.skip(kAbove);
    press.pages.place(paragraph(press.type, press.told("Contents"), Face::Section, Ink::Text, press.pages.width()));
    press.pages.skip(10);
    Block unknown;
    unknown.height = kContentsRow;
    for (std::size_t i = plan.sections.empty() ? 0 : plan.rows; i < plan.rows; ++i) press.pages.place(unknown);
    for (std::size_t i = 0; i < plan.sections.size(); ++i)
        if (plan.sections[i].level == 0) press.pages.place(contentsRow(press, plan.sections[i], i));
}

}  // namespace

PaperSize sizeOf(PdfPaper paper) {
    // As Qt rounds them: marks and pages must agree.
    return paper == PdfPaper::Letter ? PaperSize{612, 792} : PaperSize{595, 842};
}

void writeAll(const Press& press, const Plan& plan) {
    writeFirstPage(press);
    if (!press.pages.stopped()) writeContents(press, plan);
    for (const auto write : {writeControls, writeCriteria, writeItems, writeCounts, writeAlerts, writeEvidence,
                             writeWaivers, writeGaps, writeLimits, writeIntegrity})
        if (!press.pages.stopped()) write(press);
    press.pages.finish();
}

// How many sections there are is known beforehand; were it not so, what follows the contents would stand elsewhere than
// they say, and is laid out again.
Plan planFor(const ReportData& data, Type& type, const PdfOptions& options) {
    constexpr std::size_t kSummaryAndAnnexes = 10;
    Plan plan;
    plan.rows = kSummaryAndAnnexes + std::max<std::size_t>(1, data.judgement.packs.size());
    for (;;) {
        Pages pages(sizeOf(options.paper), options.stop, [](const Pages::Page&) {});
        writeAll({data, type, pages}, {.pages = 0, .rows = plan.rows, .sections = {}});
        const auto rows = rowsOf(pages.sections());
        if (rows == plan.rows || pages.stopped()) {
            plan.sections = pages.sections();
            plan.pages = pages.number();
            return plan;
        }
        plan.rows = rows;
    }
}

Block pageFrame(Type& type, const ReportData& data, const Pages::Page& page, PaperSize paper, int pages) {
    Block block = pageBrand(type, data, paper.width);
    const auto& words = data.words;
    const double end = paper.width - Pages::kMargin;
    if (page.number > 1)
        block.text(Pages::kMargin + 66, 42, Face::Cell, Ink::Muted,
                   type.elided(page.section, Face::Cell, paper.width - 2 * Pages::kMargin - 66 - 205));
    const double foot = paper.height - 27;
    block.line({Pages::kMargin, foot - 12}, {end, foot - 12}, Ink::Border);
    block.text(Pages::kMargin, foot, Face::Small, Ink::Faint,
               type.shown(words.say("Evidence, not a legal determination.")));
    auto root =
        type.shown(words.say("root sha256 {}… of {} entries", {toHex(data.judgement.checkpoint.root).substr(0, 24),
                                                               words.number(data.judgement.checkpoint.size)}));
    const double rootWidth = type.width(root, Face::Mono);
    block.text((paper.width - rootWidth) / 2, foot, Face::Mono, Ink::Faint, std::move(root));
    auto count = type.shown(words.say("Page {} of {}", {std::to_string(page.number), std::to_string(pages)}));
    block.textEnding(end, foot, Face::Small, Ink::Faint, std::move(count), type);
    return block;
}

namespace {

class Painting {
public:
    Painting(const ReportData& data, Type& type, const Plan& plan, const PdfOptions& options)
        : m_data(data), m_type(type), m_plan(plan), m_options(options), m_paper(sizeOf(options.paper)) {
        m_buffer.open(QIODevice::WriteOnly);
    }

    // False when Qt refuses to paint.
    bool paint() {
        QPdfWriter writer(&m_buffer);
        writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
        writer.setResolution(1200);
        writer.setPageSize(QPageSize(m_options.paper == PdfPaper::Letter ? QPageSize::Letter : QPageSize::A4));
        writer.setPageMargins(QMarginsF());
        writer.setTitle(m_type.shown(m_data.title + " · " + m_data.subtitle));
        writer.setCreator(m_type.shown("Vedette " + m_data.version));
        QPainter painter;
        if (!painter.begin(&writer)) return false;
        painter.setLayoutDirection(Qt::LeftToRight);
        painter.setRenderHint(QPainter::Antialiasing);
        m_painter = &painter;
        Pages pages(m_paper, m_options.stop, [&](const Pages::Page& page) {
            if (m_options.stop.stop_requested()) return;
            if (page.number > 1) writer.newPage();
            paintPage(page);
        });
        writeAll({m_data, m_type, pages}, m_plan);
        m_pages = pages.number();
        return painter.end();
    }

    [[nodiscard]] std::string file() const { return m_buffer.data().toStdString(); }
    [[nodiscard]] int pages() const { return m_pages; }
    [[nodiscard]] Navigation navigation() const {
        Navigation out;
        out.pageHeight = m_paper.height;
        out.language = m_data.words.code();
        for (const auto& section : m_plan.sections)
            out.bookmarks.push_back({section.title, section.level, section.page, section.y});
        out.links = m_links;
        return out;
    }

private:
    static double dots(double points) { return points * kDotsPerPoint; }
    static QPointF dots(QPointF at) { return at * kDotsPerPoint; }

    void paintPage(const Pages::Page& page) {
        m_number = page.number;
        for (const auto& mark : pageFrame(m_type, m_data, page, m_paper, m_plan.pages).marks) paintMark(mark);
        for (const auto& mark : page.marks) paintMark(mark);
        if (m_options.progress && m_plan.pages > 0) {
            const auto all = static_cast<std::uint64_t>(m_plan.pages);
            const auto done = std::min(static_cast<std::uint64_t>(m_number), all);
            m_options.progress(25 + 70 * done / all, 100);
        }
    }

    void paintMark(const Mark& mark) {
        if (const auto* text = std::get_if<TextMark>(&mark)) paintText(*text);
        if (const auto* box = std::get_if<BoxMark>(&mark)) paintBox(*box);
        if (const auto* line = std::get_if<LineMark>(&mark)) {
            m_painter->setPen(QPen(colourOf(line->ink), dots(line->width), Qt::SolidLine, Qt::FlatCap));
            m_painter->drawLine(dots(line->from), dots(line->to));
            m_face.reset();
        }
        if (const auto* path = std::get_if<PathMark>(&mark)) paintPath(*path);
        if (const auto* link = std::get_if<LinkMark>(&mark)) {
            const auto& to = m_plan.sections[link->section];
            m_links.push_back(
                {m_number, link->box.x(), link->box.y(), link->box.width(), link->box.height(), to.page, to.y});
        }
    }

    void paintText(const TextMark& text) {
        if (m_face != text.face || m_ink != text.ink) {
            m_painter->setFont(m_type.font(text.face));
            m_painter->setPen(colourOf(text.ink));
            m_face = text.face;
            m_ink = text.ink;
        }
        m_painter->drawText(dots(text.at), text.text);
    }

    void paintBox(const BoxMark& box) {
        m_painter->setPen(box.edge ? QPen(colourOf(*box.edge), dots(0.6)) : QPen(Qt::NoPen));
        m_painter->setBrush(box.fill ? QBrush(colourOf(*box.fill)) : QBrush(Qt::NoBrush));
        const QRectF at(dots(box.box.topLeft()), box.box.size() * kDotsPerPoint);
        if (box.radius > 0)
            m_painter->drawRoundedRect(at, dots(box.radius), dots(box.radius));
        else
            m_painter->drawRect(at);
        m_face.reset();
    }

    void paintPath(const PathMark& path) {
        const auto at = QTransform::fromScale(kDotsPerPoint, kDotsPerPoint).map(path.path);
        if (path.width > 0)
            m_painter->strokePath(
                at, QPen(colourOf(path.ink), dots(path.width), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        else
            m_painter->fillPath(at, colourOf(path.ink));
        m_face.reset();
    }

    const ReportData& m_data;
    Type& m_type;
    const Plan& m_plan;
    const PdfOptions& m_options;
    PaperSize m_paper;
    QBuffer m_buffer;
    QPainter* m_painter = nullptr;
    std::vector<PageLink> m_links;
    int m_number = 1;
    int m_pages = 0;
    std::optional<Face> m_face;  // of the painter's font and pen, while they are known
    Ink m_ink = Ink::Text;
};

std::unexpected<Error> cancelled() {
    return fail(ErrorCode::Cancelled, "the PDF report was cancelled; nothing was written");
}

}  // namespace
}  // namespace pdf

Result<std::string> renderPdf(const ReportData& data, const PdfOptions& options) {
    pdf::Type type(data.words);
    const auto progress = [&](std::uint64_t done) {
        if (options.progress) options.progress(done, 100);
    };
    progress(0);
    const auto plan = pdf::planFor(data, type, options);
    if (options.stop.stop_requested()) return pdf::cancelled();
    progress(25);
    pdf::Painting painting(data, type, plan, options);
    const bool painted = painting.paint();
    if (options.stop.stop_requested()) return pdf::cancelled();
    if (!painted) return fail(ErrorCode::Io, "Qt could not paint the PDF report", {}, "write the HTML report instead");
    auto file = painting.file();
    if (auto linked = pdf::withNavigation(file, painting.navigation())) file = std::move(*linked);
    progress(100);
    return file;
}

Result<void> writePdf(const ReportData& data, const std::filesystem::path& path, const PdfOptions& options) {
    auto file = renderPdf(data, options);
    if (!file) return passOn(file);
    return writeFileAtomic(path, *file);
}

}  // namespace vedette
