// SPDX-License-Identifier: GPL-3.0-or-later
// The report laid out as a whole: how many pages it has, what stands where, and what heads every page. For whoever
// paints it, into a file or as a picture.
#pragma once

#include <vector>

#include "reports/pdf/pdf.h"
#include "reports/pdf/press.h"

namespace vedette::pdf {

struct Plan {
    int pages = 0;
    std::size_t rows = 0;  // of the contents: sections that are not within another
    std::vector<SectionMark> sections;
};

[[nodiscard]] PaperSize sizeOf(PdfPaper paper);
// Goes over the whole report once, or twice. Not to be used when it was stopped.
[[nodiscard]] Plan planFor(const ReportData& data, Type& type, const PdfOptions& options);
// Page by page into the press' sink; ends early when that is stopped.
void writeAll(const Press& press, const Plan& plan);
// Head and foot of a page of `pages`.
[[nodiscard]] Block pageFrame(Type& type, const ReportData& data, const Pages::Page& page, PaperSize paper, int pages);

}  // namespace vedette::pdf
