// SPDX-License-Identifier: GPL-3.0-or-later
// How pages reach each other without knowing each other: by naming where to go. The shell implements it; tests have a
// fake that writes down what was asked.
#pragma once

#include <QString>

#include <functional>
#include <optional>

#include "core/policy/policy.h"

namespace vedette::ui {

enum class PageId { Overview, Alerts, Incidents, Fleet, Compliance, Kpis, Evidence, Reports, Settings };
inline constexpr int kPages = 9;

struct Target {
    PageId page = PageId::Overview;
    QString item = {};                        // alert id, incident id, node id, control id, KPI id, settings section
    QString filter = {};                      // Evidence: filter text as parseFilter() reads it
    std::optional<std::uint64_t> entry = {};  // Evidence: the record to open
    std::optional<Period> period = {};        // becomes the scope's time range when given
};

class Navigator {
public:
    virtual ~Navigator() = default;
    virtual void open(const Target& target) = 0;
    // Says something that has happened; `undo` adds the button. Never for what must not be missed.
    virtual void toast(const QString& text, std::function<void()> undo = {}) = 0;
};

}  // namespace vedette::ui
