// SPDX-License-Identifier: GPL-3.0-or-later
// Putting a certificate into the log: the entry and the row, in the transaction that does what it says.
#pragma once

#include <filesystem>
#include <string>

#include "core/store/certificate.h"
#include "core/store/store.h"
#include "core/store/store_keys.h"

namespace vedette {

struct IssuedCertificate {
    Certificate certificate;
    std::string body;  // as it stands in the store
};

// Gives the certificate its number and entry, signs it, appends the entry and inserts the row. Between begin() and
// commit() of the writer; Conflict when its key is not `keys` any more. `certificate` must be complete but for id,
// entry, log.
[[nodiscard]] Result<IssuedCertificate> issueCertificate(Writer& writer, const StoreKeys& keys,
                                                         Certificate certificate);
// For people and their files: the certificate and how to check it, as JSON.
[[nodiscard]] std::string certificateFile(const IssuedCertificate& issued);

}  // namespace vedette
