// SPDX-License-Identifier: GPL-3.0-or-later
// A table's whole result into a file of the person's choice, with progress at the foot of the window.
#pragma once

#include <QAction>

#include "ui/models/table_model.h"
#include "ui/page/context.h"

namespace vedette::ui {

// Asks where to, offering `fileName` ("nodes.csv"), and writes all lines, not only those that are loaded. `model` must
// live as long as `parent`.
void exportCsv(Context& context, const TableModel& model, const QString& title, const QString& fileName,
               QWidget* parent);

// The same as an action for the menu of a table's rows; named after the file: "exportNodes". Owned by `parent`.
[[nodiscard]] QAction* csvAction(Context& context, const TableModel& model, const QString& fileName, QWidget* parent);

}  // namespace vedette::ui
