// SPDX-License-Identifier: GPL-3.0-or-later
// The PDF for commands that run without a screen.
#pragma once

#include "reports/files/files.h"
#include "reports/pdf/certificate.h"
#include "reports/pdf/pdf.h"

namespace vedette::ctl {

// Paints on the thread that calls it, which must be the main one. What Qt wants for that, an application, is made for
// the time of the call only, so that no other command pays for it; one that is there already is used.
[[nodiscard]] PdfRenderer offscreenPdf(PdfPaper paper);
[[nodiscard]] Result<std::string> offscreenCertificate(const CertificatePaper& paper);

}  // namespace vedette::ctl
