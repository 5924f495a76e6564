// SPDX-License-Identifier: GPL-3.0-or-later
// The most frequent values of a column among what the filter matches; one of them becomes a condition by a click.
#pragma once

#include "core/store/reader.h"
#include "ui/bridge/query.h"
#include "ui/widgets/card.h"

class QMenu;

namespace vedette::ui {

class BarList;
class Chip;

class GroupCard : public Card {
    Q_OBJECT

public:
    GroupCard(const Theme& theme, Session& session, QWidget* parent = nullptr);
    // Counts when the card is seen; what is not looked at costs nothing.
    void setFilter(const Filter& filter);
    void setColumn(TextColumn column);
    [[nodiscard]] TextColumn column() const { return m_column; }
    void focusContent();

Q_SIGNALS:
    // In the filter language.
    void conditionChosen(const QString& condition);
    void counted();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void count();
    void take(const std::vector<Group>& groups);
    Filter m_filter;
    TextColumn m_column = TextColumn::Node;
    bool m_stale = true;
    Chip* m_choice;
    QMenu* m_menu;
    BarList* m_bars;
    Query m_query;
};

}  // namespace vedette::ui
