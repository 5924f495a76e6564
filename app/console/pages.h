// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the console, in the order of PageId. The one place that knows them all.
#pragma once

#include <vector>

#include "ui/page/page.h"

namespace vedette::console {

// The window that shows them takes them.
[[nodiscard]] std::vector<ui::Page*> makePages(ui::Context& context);

}  // namespace vedette::console
