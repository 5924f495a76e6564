// SPDX-License-Identifier: GPL-3.0-or-later
// Findings over time by ATLAS tactic; every bar opens its findings.
#pragma once

#include <array>
#include <vector>

#include "ui/bridge/query.h"
#include "ui/charts/chart_card.h"
#include "ui/overview/tactics.h"
#include "ui/page/context.h"

namespace vedette::ui {

class StackedBars;

// Findings of a period by bucket and tactic.
struct ThreatCounts {
    Period period;
    std::vector<Period> buckets;
    std::vector<std::array<std::uint64_t, kTactics>> counts;
    std::uint64_t total = 0;
    std::uint64_t before = 0;  // in the period of equal length just before
    bool comparable = false;   // the log reaches back over that whole period
};

class ThreatsCard : public ChartCard {
    Q_OBJECT

public:
    explicit ThreatsCard(Context& context);
    void refresh();
    [[nodiscard]] const ThreatCounts& counts() const { return m_counts; }

Q_SIGNALS:
    void counted();

private:
    ThreatsCard(Context& context, StackedBars* chart);
    void show(const ThreatCounts& counts);
    Context& m_context;
    StackedBars* m_chart;
    Query m_query;
    ThreatCounts m_counts;
};

}  // namespace vedette::ui
