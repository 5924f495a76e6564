// SPDX-License-Identifier: GPL-3.0-or-later
// The text columns' dictionaries in memory, as a writer needs them: text → id in a few nanoseconds.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/store/database.h"
#include "core/store/schema.h"

namespace vedette {

class Dictionary {
public:
    // The id of `value`, given the next free one when it is new.
    std::int64_t idOf(std::size_t column, std::string_view value);
    [[nodiscard]] std::size_t size(std::size_t column) const { return m_columns[column].values.size(); }
    [[nodiscard]] std::string_view value(std::size_t column, std::size_t id) const {
        return m_columns[column].values[id];
    }
    [[nodiscard]] const std::vector<std::string_view>& values(std::size_t column) const {
        return m_columns[column].values;
    }

    // Reads the rows of `dict` that are not known yet. Corrupt when ids do not ascend or a value stands twice.
    // An id that is missing, because all records that used it are forgotten, stays free. `entries`: of the blocks.
    [[nodiscard]] Result<void> load(Database& database, std::uint64_t entries);
    void clear();

private:
    struct Column {
        std::vector<std::string_view> values;
        std::vector<std::uint32_t> hashes;
        std::vector<std::uint32_t> slots;         // id + 1, 0 for empty; a power of two long
        std::uint32_t empty = 0;                  // id + 1 of the empty text: the commonest value by far
        std::array<std::uint32_t, 256> recent{};  // id + 1 last found for the low byte of a hash
    };
    void grow(Column& column);

    std::array<Column, kTextColumns> m_columns;
    Arena m_arena;
};

}  // namespace vedette
