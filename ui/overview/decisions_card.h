// SPDX-License-Identifier: GPL-3.0-or-later
// What waits for a decision, most urgent first: open alerts, failing controls, waivers about to end, silent nodes.
#pragma once

#include "ui/page/context.h"
#include "ui/widgets/card.h"
#include "ui/widgets/glyph.h"

class QVBoxLayout;

namespace vedette::ui {

struct Decision {
    Glyph glyph = Glyph::None;
    QString title;
    QString detail;
    QString when;           // "18 min left", "since 11:20"; empty: no date
    bool pressing = false;  // `when` in the tone of a failure
    Target target;
};

// From what the feeds hold; null values are left out. At most `limit`, and how many there are in all.
struct Decisions {
    QList<Decision> rows;
    int total = 0;
};
[[nodiscard]] Decisions decisionsOf(const AlertQueue* alerts, const Judgement* posture, const FleetState* fleet,
                                    Time now, int limit);

class DecisionsCard : public Card {
    Q_OBJECT

public:
    explicit DecisionsCard(Context& context);

private:
    void show();
    Context& m_context;
    QWidget* m_list = nullptr;
    QList<Decision> m_rows;
};

}  // namespace vedette::ui
