// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf/certificate_out.h"

#include <fmt/format.h>

#include "core/base/file.h"
#include "core/store/merkle.h"
#include "core/store/reader.h"
#include "core/store/schema.h"

namespace vedette {

Result<std::filesystem::path> writeCertificate(const std::filesystem::path& store, const std::string& file,
                                               const IssuedCertificate& issued) {
    std::filesystem::path path = file;
    if (file.empty()) {
        const auto folder = store / "certificates";
        std::error_code error;
        std::filesystem::create_directories(folder, error);
        if (error)
            return fail(ErrorCode::Io, "cannot make the folder: " + error.message(), folder.string(),
                        "the certificate is in the log all the same; give --certificate FILE");
        path = folder / fmt::format("certificate-{}.json", issued.certificate.id);
    }
    if (auto written = writeFileAtomic(path, certificateFile(issued)); !written) {
        written.error().hint = "the certificate is in the log all the same: " + written.error().hint;
        return passOn(written);
    }
    return path;
}

Result<std::filesystem::path> writeCertificatePdf(
    const std::filesystem::path& store, const std::filesystem::path& json, const Erasure& erasure,
    const ReportWords& words, const std::function<Result<std::string>(const CertificatePaper&)>& paint) {
    const IssuedCertificate& issued = erasure.issued;
    auto reader = Reader::open(store);
    auto record = reader ? (*reader)->record(issued.certificate.entry) : Result<std::string>(passOn(reader));
    auto verifier = record ? readFile(StorePaths(store).verifier, 4096) : Result<std::string>(passOn(record));
    if (!verifier) return passOn(verifier);
    while (verifier->ends_with('\n')) verifier->pop_back();
    auto pdf = paint({issued, leafHash(*record), *verifier, json.filename().string(), store.filename().string(),
                      erasure.partsLeft, erasure.unfinished.has_value(), words});
    if (!pdf) return passOn(pdf);
    auto path = json;
    path.replace_extension(".pdf");
    if (auto written = writeFileAtomic(path, *pdf); !written) return passOn(written);
    return path;
}

}  // namespace vedette
