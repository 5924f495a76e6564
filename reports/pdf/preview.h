// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the report as pictures, from the same marks that are painted into the PDF. Needs a QGuiApplication; callable
// from any thread.
#pragma once

#include <QImage>

#include "reports/data/report.h"
#include "reports/pdf/pdf.h"

namespace vedette {

// `width` pixels wide, the height as the paper has it; light whatever the screen's theme, as paper is. Without the
// page's foot: how many pages there are is known when the whole report has been laid out.
[[nodiscard]] QImage paintFirstPage(const ReportData& data, int width, PdfPaper paper = PdfPaper::A4);

struct ReportPage {
    QImage picture;
    int number = 1;  // counted from 1
    int pages = 1;
};
// Any page, as it stands in the file, with head and foot. Lays the whole report out: with tens of thousands of rows
// that takes seconds. The last page where there are fewer than `number`.
[[nodiscard]] ReportPage paintReportPage(const ReportData& data, int number, int width, PdfPaper paper = PdfPaper::A4);

}  // namespace vedette
