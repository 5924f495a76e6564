// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/privacy/batch.h"

#include "core/event/event.h"

namespace vedette {

void appendEvent(const Event& event, Batch& batch) {
    std::string record;
    writeRecord(event, record);
    SealedRow row;
    row.record = batch.arena.copy(record);
    row.columns = columnsOf(event, batch.arena);
    for (std::string_view& text : row.columns.texts) {
        text = batch.arena.copy(text);
    }
    batch.rows.push_back(row);
}

}  // namespace vedette
