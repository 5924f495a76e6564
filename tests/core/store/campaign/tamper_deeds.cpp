// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/campaign/tamper_deeds.h"

#include <QtGlobal>
#include <fmt/format.h>

#include <fstream>

#include "core/base/file.h"
#include "tests/core/store/campaign/sqlite_page.h"

namespace vedette::test {

Deed sql(const char* statements) {
    return [statements](TamperStore& store, VerifyOptions&) {
        Insider insider(store.folder());
        if (!insider.run(statements)) qFatal("%s: %s", statements, sqlite3_errmsg(insider.handle()));
    };
}

Deed rowsExchanged(const char* table) {
    return [table](TamperStore& store, VerifyOptions&) {
        const auto root =
            Insider(store.folder()).number(fmt::format("SELECT rootpage FROM sqlite_schema WHERE name = '{}'", table));
        std::string file = *readFile(store.database());
        char* const page = firstLeaf(file, static_cast<std::size_t>(root));
        if (rowsOfPage(page) < 2) qFatal("too few rows to exchange: %s", table);
        exchangeRows(page, 0, rowsOfPage(page) - 1);
        std::ofstream(store.database(), std::ios::binary) << file;
    };
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    if (at == std::string::npos) qFatal("nothing to replace: %s", what.c_str());
    return text.replace(at, what.size(), with);
}

void signAgain(TamperStore& store, const SigningKey& key, bool middle, const std::function<void(Checkpoint&)>& change) {
    Insider insider(store.folder());
    const std::string which =
        fmt::format("size = (SELECT size FROM checkpoint ORDER BY size DESC LIMIT 1 OFFSET {})", middle ? 1 : 0);
    Checkpoint head = *parseCheckpoint(insider.bytes("SELECT note FROM checkpoint WHERE " + which));
    change(head);
    const std::string note = signCheckpoint(head, VerifierKey::of(head.origin, key), key);
    insider.put("UPDATE checkpoint SET note = CAST(? AS TEXT) WHERE " + which, note);
}

SigningKey ownKey(const TamperStore& store) {
    return *SigningKey::fromPem(*readFile(store.folder() / "keys/signing.pem", 65'536));
}

}  // namespace vedette::test
