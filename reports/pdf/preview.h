// SPDX-License-Identifier: GPL-3.0-or-later
// The report's first page as a picture, from the same marks that are painted into the PDF. Needs a QGuiApplication;
// callable from any thread.
#pragma once

#include <QImage>

#include "reports/data/report.h"
#include "reports/pdf/pdf.h"

namespace vedette {

// `width` pixels wide, the height as the paper has it; light whatever the screen's theme, as paper is. Without the
// page's foot: how many pages there are is known when the whole report has been laid out.
[[nodiscard]] QImage paintFirstPage(const ReportData& data, int width, PdfPaper paper = PdfPaper::A4);

}  // namespace vedette
