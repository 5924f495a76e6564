// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf/preview.h"

#include <QPainter>

#include "reports/pdf/mark_painter.h"
#include "reports/pdf/press.h"

namespace vedette {
QImage paintFirstPage(const ReportData& data, int width, PdfPaper paper) {
    using namespace pdf;
    const PaperSize size = paper == PdfPaper::Letter ? PaperSize{612, 792} : PaperSize{595, 842};
    QImage picture(width, qRound(width * size.height / size.width), QImage::Format_RGB32);
    picture.fill(colourOf(Ink::Paper));
    QPainter painter(&picture);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const double scale = width / (size.width * kDotsPerPoint);
    painter.scale(scale, scale);
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

}  // namespace vedette
