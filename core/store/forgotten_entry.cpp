// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/forgotten_entry.h"

#include <fmt/format.h>

#include <cstring>

#include "core/store/certificate.h"
#include "core/store/schema.h"

namespace vedette {

Result<std::optional<ForgottenEntry>> forgottenEntry(const std::filesystem::path& folder, std::uint64_t entry) {
    auto database = openStoreDatabase(folder, Database::Mode::ReadOnly);
    if (!database) {
        return passOn(database);
    }
    auto rows = database->prepare("SELECT leaf, certificate FROM forgotten WHERE entry = ?");
    if (!rows) {
        return passOn(rows);
    }
    rows->bind(1, static_cast<std::int64_t>(entry));
    auto row = rows->step();
    if (!row) {
        return passOn(row);
    }
    if (!*row) {
        return std::optional<ForgottenEntry>{};
    }
    ForgottenEntry out;
    if (rows->text(0).size() != out.leaf.size()) {
        return fail(ErrorCode::Corrupt, "the leaf of a forgotten entry is no hash", fmt::format("entry {}", entry),
                    "run verify to see what is damaged");
    }
    std::memcpy(out.leaf.data(), rows->text(0).data(), out.leaf.size());
    out.under = certificateText(*database, rows->integer(1));
    return std::optional(std::move(out));
}

}  // namespace vedette
