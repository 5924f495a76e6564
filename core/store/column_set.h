// SPDX-License-Identifier: GPL-3.0-or-later
// Names the columns a long scan wants: Reader::scan() fills in no others.
#pragma once

#include <initializer_list>

#include "core/store/reader.h"

namespace vedette {

[[nodiscard]] inline ColumnSet columnsOf(std::initializer_list<TextColumn> texts,
                                         std::initializer_list<IntColumn> numbers) {
    ColumnSet set;
    for (const TextColumn c : texts) set.set(static_cast<std::size_t>(c));
    for (const IntColumn c : numbers) set.set(kTextColumns + static_cast<std::size_t>(c));
    return set;
}

}  // namespace vedette
