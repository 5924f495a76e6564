// SPDX-License-Identifier: GPL-3.0-or-later
// A certificate of lawful forgetting on one page, in plain words, for the person who asked for it and for those who
// check it. The signed certificate itself is the JSON file it names.
//
// Needs a QGuiApplication (any platform), like pdf.h.
#pragma once

#include <string>

#include "core/base/bytes.h"
#include "core/store/forget_entry.h"
#include "reports/data/report_words.h"
#include "reports/pdf/pdf.h"

namespace vedette {

struct CertificatePaper {
    IssuedCertificate issued;
    Hash leaf{};                  // of the log entry that names it
    std::string verifier;         // the log's verifier key, as text
    std::string file;             // name of the JSON file, without folders
    std::string store;            // as commands are to name it
    std::uint64_t partsLeft = 0;  // sealed parts of others that name the subject and stay
    bool unfinished = false;      // old copies may still be in files of the store
    ReportWords words = {};       // the language of the page
};

// The whole file. Io when Qt cannot paint it.
[[nodiscard]] Result<std::string> renderCertificate(const CertificatePaper& paper, PdfPaper size = PdfPaper::A4);

}  // namespace vedette
