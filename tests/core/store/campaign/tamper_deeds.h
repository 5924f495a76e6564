// SPDX-License-Identifier: GPL-3.0-or-later
// Deliberate manipulations: what an insider does to a store with a shell, SQLite, a text editor and `openssl`.
#pragma once

#include <QMetaType>

#include <functional>
#include <string>

#include "core/store/key_chain.h"
#include "tests/core/store/campaign/tamper_store.h"

namespace vedette::test {

// Does it to the store; may also change what verify is given.
using Deed = std::function<void(TamperStore&, VerifyOptions&)>;

// Ends the test program when SQLite refuses one of the statements.
[[nodiscard]] Deed sql(const char* statements);
// The first row of a page of the table and its last change places.
[[nodiscard]] Deed rowsExchanged(const char* table);
// Ends it when there is nothing to replace.
[[nodiscard]] std::string replaced(std::string text, const std::string& what, const std::string& with);
// The newest checkpoint, or with `middle` the one before it, changed and signed again with this key.
void signAgain(TamperStore& store, const SigningKey& key, bool middle, const std::function<void(Checkpoint&)>& change);
// The store's own key, as it lies in keys/.
[[nodiscard]] SigningKey ownKey(const TamperStore& store);

}  // namespace vedette::test

Q_DECLARE_METATYPE(vedette::test::Deed)
