// SPDX-License-Identifier: GPL-3.0-or-later
// Erasures as background work: what is erased, under whose agreement, and the certificate that comes of it, as JSON and
// as a PDF for reading in certificates/ of the store. UI thread only.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/store/account.h"
#include "core/store/forget_erase.h"
#include "core/store/people.h"
#include "ui/page/context.h"

namespace vedette::ui {

class ProgressRow;

struct ErasureDone {
    Erasure erasure;
    std::filesystem::path file;   // JSON; empty when it could not be written
    std::filesystem::path paper;  // PDF; empty when it could not be written
    std::optional<Error> unwritten;
};
using OnErased = std::function<void(Result<ErasureDone>)>;

// Can be stopped while the subject's parts are looked for (Cancelled: nothing is erased), not after that.
Job* startErasure(Context& context, ErasureOrder order, OnErased done);

// What somebody asked for and `by` agrees to, who gives `note` as the reason: their agreement goes into the log, then
// it is erased. When it was agreed to before and did not happen, `by` runs it again, and the log says so. What stops
// the erasing leaves the agreement: the request is unfinished() then and may be run again.
Job* startAgreedErasure(Context& context, const FourEyesRequest& request, std::shared_ptr<const PersonSigner> by,
                        std::string note, OnErased done);

// The row shows how far the job is and stops it, as long as it can be stopped; hidden when it has ended.
void follow(ProgressRow& row, Job* job);

// "Erased under certificate 3: 12 sealed parts of 40 records."
[[nodiscard]] QString erasedWords(const ErasureDone& done);
// Why nothing was erased, as sentences.
[[nodiscard]] QString notErasedWords(const Error& error);

}  // namespace vedette::ui
