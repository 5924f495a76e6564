// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates of forgetting as files.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "core/store/forget_erase.h"
#include "reports/data/report_words.h"
#include "reports/pdf/certificate.h"

namespace vedette {

// Writes the certificate as JSON to `file`, or to certificates/certificate-N.json in the store when that is empty;
// gives the path.
[[nodiscard]] Result<std::filesystem::path> writeCertificate(const std::filesystem::path& store,
                                                             const std::string& file, const IssuedCertificate& issued);
// An erasure's for reading, in the language of `words`, as a PDF beside the JSON file; gives its path. `paint` is
// renderCertificate() where there is an application that can paint.
[[nodiscard]] Result<std::filesystem::path> writeCertificatePdf(
    const std::filesystem::path& store, const std::filesystem::path& json, const Erasure& erasure,
    const ReportWords& words, const std::function<Result<std::string>(const CertificatePaper&)>& paint);

}  // namespace vedette
