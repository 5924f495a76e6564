// SPDX-License-Identifier: GPL-3.0-or-later
// The questions judging asks a log: few enough that a test can answer them from memory.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/store/reader.h"

namespace vedette {

class Evidence {
public:
    virtual ~Evidence() = default;
    [[nodiscard]] virtual Result<Checkpoint> head() = 0;
    // Every match in entry order, until `each` returns false. The row's views live for the call only.
    [[nodiscard]] virtual Result<void> scan(const Filter& filter, const std::function<bool(const Row&)>& each) = 0;
    // The same with only the named columns of each row filled in, where that is quicker.
    [[nodiscard]] virtual Result<void> scanColumns(const Filter& filter, const ColumnSet& columns,
                                                   const std::function<bool(const Row&)>& each);
    // The same evidence for another thread; null where there is none.
    [[nodiscard]] virtual Result<std::unique_ptr<Evidence>> another();
    [[nodiscard]] virtual Result<Extent> extent(const Filter& filter) = 0;
    [[nodiscard]] virtual Result<std::vector<std::string>> records(const std::vector<std::uint64_t>& entries) = 0;
};

// Over a store. The reader must outlive it.
[[nodiscard]] std::unique_ptr<Evidence> evidenceOf(Reader& reader);

}  // namespace vedette
