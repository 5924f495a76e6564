// SPDX-License-Identifier: GPL-3.0-or-later
// How many entries match and when they happened. A range chosen in the bars narrows the table; its chip takes that
// back.
#pragma once

#include <optional>

#include "core/policy/policy.h"
#include "ui/bridge/query.h"
#include "ui/evidence/time_buckets.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace vedette::ui {

class Chip;
class Histogram;

class TimeCard : public Card {
    Q_OBJECT

public:
    TimeCard(const Theme& theme, Session& session, QWidget* parent = nullptr);
    // Counts anew; the bars stay until the new ones are there.
    void showCounts(const Filter& scope, const Filter& filter, Period period);
    [[nodiscard]] const std::optional<Period>& range() const { return m_range; }
    // Without emitting.
    void setRange(const std::optional<Period>& range);
    [[nodiscard]] bool counting() const { return m_query.running(); }
    [[nodiscard]] const TimeBuckets& buckets() const { return m_buckets; }

public Q_SLOTS:
    void clearRange();

Q_SIGNALS:
    // The person chose or cleared a range.
    void rangeChanged();
    // The chosen range is to become the range of all pages.
    void rangeAdopted(const vedette::Period& period);
    void counted();

private:
    void take(TimeBuckets buckets);
    void describe();
    Session& m_session;
    Histogram* m_bars;
    Chip* m_chip;
    QPushButton* m_adopt;
    TimeBuckets m_buckets;
    std::optional<Period> m_range;
    Query m_query;
};

}  // namespace vedette::ui
