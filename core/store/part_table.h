// SPDX-License-Identifier: GPL-3.0-or-later
// Sealed parts of full blocks as a writer needs them: part → its row in table `part`, given one when it has none.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <unordered_map>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/privacy/batch.h"
#include "core/store/database.h"

namespace vedette {

class PartTable {
public:
    // Looks up where the table ends; within the write transaction, before idOf().
    [[nodiscard]] Result<void> open(Database& database);
    // The row of the part. Remembers some 100,000 parts; one it has forgotten gets another row, which the format
    // allows. `erased`: the row gets no bytes.
    [[nodiscard]] Result<std::int64_t> idOf(const SealedPart& part, bool erased);
    // Ends the statements of the transaction.
    void close() { m_insert.reset(); }
    // After a rollback: rows given since are not there.
    void clear();

private:
    struct DigestHash {
        std::size_t operator()(const Hash& h) const {
            std::size_t value = 0;
            std::memcpy(&value, h.data(), sizeof value);
            return value;
        }
    };
    using Known = std::unordered_map<Hash, std::int64_t, DigestHash>;

    Known m_recent;  // two generations: when the recent one is full it becomes the older one
    Known m_older;
    std::int64_t m_next = 0;
    std::optional<Statement> m_insert;
};

}  // namespace vedette
