// SPDX-License-Identifier: GPL-3.0-or-later
// What waits for a decision, most urgent first: open alerts, what takes a second person, failing controls, waivers
// about to end, silent nodes.
#pragma once

#include <utility>
#include <vector>

#include "core/store/people.h"
#include "ui/overview/decision_row.h"
#include "ui/page/context.h"
#include "ui/widgets/card.h"

namespace vedette::ui {

class Prose;

[[nodiscard]] Decision alertDecision(const AlertSummary& alert, Time now);
[[nodiscard]] Decision controlDecision(const PackResult& pack, const ControlResult& result, Time now);
[[nodiscard]] Decision nodeDecision(const NodeState& node);
// Controls that fail, gravest first; each with its pack.
[[nodiscard]] std::vector<std::pair<const PackResult*, const ControlResult*>> failingControls(
    const Judgement& judgement);

// From what the feeds hold; null values are left out. At most `limit`, and how many there are in all.
struct Decisions {
    QList<Decision> rows;
    int total = 0;
    // What the rows leave out.
    int moreAlerts = 0;
    int moreRequests = 0;
    int moreControls = 0;
    int moreNodes = 0;
};
[[nodiscard]] Decisions decisionsOf(const AlertQueue* alerts, const Judgement* posture, const FleetState* fleet,
                                    Time now, int limit, const PeopleLog* people = nullptr);

class DecisionsCard : public Card {
    Q_OBJECT

public:
    explicit DecisionsCard(Context& context);
    // Rows at most; what is left out stands below them.
    void setMost(int rows);

private:
    void show();
    void showMore(const Decisions& decisions);
    Context& m_context;
    QWidget* m_list = nullptr;
    int m_most = 7;
    Prose* m_more;
    QList<Decision> m_rows;
};

}  // namespace vedette::ui
