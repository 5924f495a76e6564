// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf/preview.h"

#include <QPainter>

#include "reports/pdf/press.h"

namespace vedette {
namespace pdf {
namespace {

// Marks of one page onto a picture. Fonts are made for the dots of the printed page, so the painter is scaled to them.
class PicturePainter {
public:
    explicit PicturePainter(QPainter& painter) : m_painter(painter) {}

    void operator()(const TextMark& mark) {
        m_painter.setFont(m_type.font(mark.face));
        m_painter.setPen(colourOf(mark.ink));
        m_painter.drawText(mark.at * kDotsPerPoint, mark.text);
    }
    void operator()(const BoxMark& mark) {
        m_painter.setPen(mark.edge ? QPen(colourOf(*mark.edge), 0.6 * kDotsPerPoint) : QPen(Qt::NoPen));
        m_painter.setBrush(mark.fill ? QBrush(colourOf(*mark.fill)) : QBrush(Qt::NoBrush));
        const QRectF at(mark.box.topLeft() * kDotsPerPoint, mark.box.size() * kDotsPerPoint);
        m_painter.drawRoundedRect(at, mark.radius * kDotsPerPoint, mark.radius * kDotsPerPoint);
    }
    void operator()(const LineMark& mark) {
        m_painter.setPen(QPen(colourOf(mark.ink), mark.width * kDotsPerPoint, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(mark.from * kDotsPerPoint, mark.to * kDotsPerPoint);
    }
    void operator()(const PathMark& mark) {
        const auto path = QTransform::fromScale(kDotsPerPoint, kDotsPerPoint).map(mark.path);
        if (mark.width > 0)
            m_painter.strokePath(
                path, QPen(colourOf(mark.ink), mark.width * kDotsPerPoint, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        else
            m_painter.fillPath(path, colourOf(mark.ink));
    }
    void operator()(const LinkMark&) {}

private:
    QPainter& m_painter;
    Type m_type;
};

}  // namespace
}  // namespace pdf

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
    PicturePainter paint(painter);
    Type type;
    Pages pages(size, {}, [&](const Pages::Page& page) {
        if (page.number > 1) return;
        for (const Mark& mark : page.marks) std::visit(paint, mark);
    });
    writeFirstPage({data, type, pages});
    pages.finish();
    return picture;
}

}  // namespace vedette
