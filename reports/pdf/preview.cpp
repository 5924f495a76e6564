// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf/preview.h"

#include <QPainter>

#include <algorithm>

#include "reports/pdf/layout.h"
#include "reports/pdf/mark_painter.h"
#include "reports/pdf/press.h"

namespace vedette {
namespace {

QImage blank(int width, pdf::PaperSize size) {
    QImage picture(width, qRound(width * size.height / size.width), QImage::Format_RGB32);
    picture.fill(pdf::colourOf(pdf::Ink::Paper));
    return picture;
}

void prepare(QPainter& painter, int width, pdf::PaperSize size) {
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const double scale = width / (size.width * pdf::kDotsPerPoint);
    painter.scale(scale, scale);
}

}  // namespace

QImage paintFirstPage(const ReportData& data, int width, PdfPaper paper) {
    using namespace pdf;
    const PaperSize size = sizeOf(paper);
    QImage picture = blank(width, size);
    QPainter painter(&picture);
    prepare(painter, width, size);
    MarkPainter paint(painter);
    Type type(data.words);
    Pages pages(size, {}, [&](const Pages::Page& page) {
        if (page.number > 1) return;
        for (const Mark& mark : pageBrand(type, data, size.width).marks) std::visit(paint, mark);
        for (const Mark& mark : page.marks) std::visit(paint, mark);
    });
    writeFirstPage({data, type, pages});
    pages.finish();
    return picture;
}

ReportPage paintReportPage(const ReportData& data, int number, int width, PdfPaper paper) {
    using namespace pdf;
    const PaperSize size = sizeOf(paper);
    Type type(data.words);
    const Plan plan = planFor(data, type, {.paper = paper, .stop = {}, .progress = {}});
    ReportPage out{blank(width, size), std::clamp(number, 1, std::max(1, plan.pages)), plan.pages};
    QPainter painter(&out.picture);
    prepare(painter, width, size);
    MarkPainter paint(painter);
    std::stop_source enough;  // what comes after the page is not laid out again
    Pages pages(size, enough.get_token(), [&](const Pages::Page& page) {
        if (page.number != out.number) return;
        for (const Mark& mark : pageFrame(type, data, page, size, plan.pages).marks) std::visit(paint, mark);
        for (const Mark& mark : page.marks) std::visit(paint, mark);
        enough.request_stop();
    });
    writeAll({data, type, pages}, plan);
    return out;
}

}  // namespace vedette
