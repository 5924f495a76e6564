// SPDX-License-Identifier: GPL-3.0-or-later
// Every node: where it stands, what it serves, how it fares; one node's sources, certificate and controls in a drawer.
#pragma once

#include <set>

#include "ui/bridge/query.h"
#include "ui/page/page.h"

class QLineEdit;

namespace vedette::ui {

class Card;
class Chip;
class ChipBar;
class DataTable;
class Drawer;
class NodesModel;

class FleetPage : public Page {
    Q_OBJECT

public:
    explicit FleetPage(Context& context);
    void visit(const Target& target) override;
    [[nodiscard]] QList<QAction*> commands() const override { return {m_onlyThis, m_evidence}; }
    [[nodiscard]] QWidget* filterField() override;

private:
    void addChips();
    void show();
    void showNode(const QString& id);
    void fillDrawer(const NodeState& node);
    void addObservation(const std::string& node);
    [[nodiscard]] QString currentNode() const;

    ChipBar* m_chips;
    QLineEdit* m_filter;
    Card* m_card;
    DataTable* m_table;
    NodesModel* m_model;
    Drawer* m_drawer;
    QAction* m_onlyThis;
    QAction* m_evidence;
    std::set<NodeHealth> m_shown;  // empty: all
    QString m_node;
    Query m_observation;
};

}  // namespace vedette::ui
