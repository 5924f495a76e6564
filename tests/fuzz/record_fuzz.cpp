// SPDX-License-Identifier: GPL-3.0-or-later
// Records as they come out of a database that somebody may have changed.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/base/bytes.h"
#include "core/event/columns.h"
#include "core/event/event.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vedette;
    const std::string_view record(reinterpret_cast<const char*>(data), size);
    static ColumnReader reader;
    // What it read before must not change what it makes of this record.
    const auto first = reader.read(record);
    ColumnReader fresh;
    const auto alone = fresh.read(record);
    if (first.has_value() != alone.has_value() || (first && !(*first == *alone))) {
        std::abort();
    }
    std::string scratch;
    Event event;
    if (readRecord(record, scratch, event)) {
        // What could be read can be written and read again, and its columns follow from its text.
        std::string again, scratchAgain;
        writeRecord(event, again);
        Event second;
        Arena arena;
        const Columns direct = columnsOf(event, arena);
        const auto read = reader.read(again);
        if (!readRecord(again, scratchAgain, second) || (read && !(*read == direct))) {
            std::abort();
        }
    }
    return 0;
}
