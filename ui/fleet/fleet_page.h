// SPDX-License-Identifier: GPL-3.0-or-later
// Every node: where it stands, what it serves, how it fares, on a map and in a table; requests across borders; one
// node's figures, sources, certificate and controls in a drawer.
#pragma once

#include <set>

#include "ui/fleet/node_detail.h"
#include "ui/page/page.h"

class QLineEdit;

namespace vedette::ui {

class Card;
class ChipBar;
class DataTable;
class Drawer;
class FleetMapCard;
class FlowSource;
class FlowsModel;
class NodeFigureSource;
class NodesModel;
class SegmentedControl;

class FleetPage : public Page {
    Q_OBJECT

public:
    explicit FleetPage(Context& context);
    void visit(const Target& target) override;
    [[nodiscard]] QList<QAction*> commands() const override { return m_commands; }
    [[nodiscard]] QWidget* filterField() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    enum class Look { Both, Map, Nodes, Flows };
    void addChips();
    void addBar();
    void addNodes();
    void addFlows();
    void addCommands();
    QAction* command(const QString& text, QKeySequence key, const char* name);
    void look(Look what);
    void refresh();
    void refreshFlows();
    void fitNodes();
    void askFigures();
    [[nodiscard]] std::vector<NodeState> chosen(const FleetState& fleet) const;
    void showNode(const QString& id);
    void showPlace(const QString& place, const QStringList& nodes);
    void openRows(const QString& filter);
    [[nodiscard]] QString currentNode() const;

    ChipBar* m_chips = nullptr;
    QLineEdit* m_filter = nullptr;
    SegmentedControl* m_look = nullptr;
    FlowSource* m_source;
    NodeFigureSource* m_figures;
    FleetMapCard* m_map = nullptr;
    Card* m_card = nullptr;
    DataTable* m_table = nullptr;
    NodesModel* m_model = nullptr;
    Card* m_flowsCard = nullptr;
    DataTable* m_flowsTable = nullptr;
    FlowsModel* m_flows = nullptr;
    Drawer* m_drawer = nullptr;
    NodeDetail* m_detail = nullptr;
    QAction* m_evidence = nullptr;
    QList<QAction*> m_commands;
    std::set<NodeHealth> m_shown;  // empty: all
    bool m_regionsShown = false;   // in the table
    QString m_node;                // in the drawer; empty for a place
};

}  // namespace vedette::ui
