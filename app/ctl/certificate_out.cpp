// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/certificate_out.h"

#include <fmt/format.h>

#include "core/base/file.h"

namespace vedette::ctl {

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

}  // namespace vedette::ctl
