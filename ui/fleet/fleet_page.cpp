// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/fleet_page.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/bridge/text.h"
#include "ui/fleet/flows_model.h"
#include "ui/fleet/map_card.h"
#include "ui/fleet/map_view.h"
#include "ui/fleet/node_figures.h"
#include "ui/fleet/nodes_model.h"
#include "ui/page/glyphs.h"
#include "ui/page/table_export.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip_bar.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/segmented_control.h"

namespace vedette::ui {
namespace {

constexpr std::array kHealthOrder = {NodeHealth::Alert, NodeHealth::Short, NodeHealth::Silent, NodeHealth::Healthy,
                                     NodeHealth::Unknown};
constexpr QLatin1String kLookKey("fleet/look");

}  // namespace

FleetPage::FleetPage(Context& context)
    : Page(context, PageId::Fleet, QStringLiteral("fleetPage")),
      m_source(new FlowSource(context, this)),
      m_figures(new NodeFigureSource(context, this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPagePadding, metrics::kPagePadding, metrics::kPagePadding,
                               metrics::kPagePadding);
    layout->setSpacing(metrics::kGap);
    addBar();
    layout->addWidget(m_chips);
    m_map = new FleetMapCard(context, *m_source, this);
    layout->addWidget(m_map, 6);
    addNodes();
    layout->addWidget(m_card, 5);
    addFlows();
    layout->addWidget(m_flowsCard, 1);
    m_drawer = new Drawer(context.theme, this);
    m_drawer->setObjectName(QStringLiteral("nodeDrawer"));
    m_detail = new NodeDetail(context, m_drawer, this);
    connect(m_detail, &NodeDetail::rowsWanted, this, &FleetPage::openRows);
    addCommands();
    connect(m_map, &FleetMapCard::rowsWanted, this, &FleetPage::openRows);
    connect(m_map->view(), &MapView::flowsWanted, this, [this] { look(Look::Flows); });
    connect(m_map->view(), &MapView::nodesWanted, this, [this](const QString& place, const QStringList& nodes) {
        if (nodes.size() == 1)
            showNode(nodes.front());
        else
            showPlace(place, nodes);
    });
    connect(m_filter, &QLineEdit::textChanged, this, &FleetPage::refresh);
    connect(m_source, &FlowSource::changed, this, &FleetPage::refreshFlows);
    connect(m_figures, &NodeFigureSource::changed, this, &FleetPage::refresh);
    connect(&context.fleet, &FeedBase::changed, this, &FleetPage::refresh);
    connect(&context.session, &Session::scopeChanged, this, &FleetPage::refresh);
    addChips();
    look(static_cast<Look>(std::clamp(context.settings.raw().value(kLookKey, 0).toInt(), 0, 3)));
    refresh();
    refreshFlows();
}

void FleetPage::addBar() {
    const Theme& theme = context().theme;
    m_chips = new ChipBar(theme, this);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(QStringLiteral("fleetFilter"));
    m_filter->setAccessibleName(tr("Nodes whose name or region holds"));
    m_filter->setPlaceholderText(tr("Name or region"));
    m_filter->setFixedWidth(150);
    m_chips->addRightWidget(m_filter);
    m_look = new SegmentedControl(theme, {tr("Map and nodes"), tr("Map"), tr("Nodes"), tr("Flows")}, this);
    m_look->setObjectName(QStringLiteral("fleetLook"));
    m_look->setAccessibleName(tr("What is shown"));
    m_chips->addRightWidget(m_look);
    connect(m_look, &SegmentedControl::currentChanged, this, [this](int index) { look(static_cast<Look>(index)); });
}

void FleetPage::addNodes() {
    const Theme& theme = context().theme;
    m_card = new Card(theme, {}, this);
    m_card->setFlush();
    m_model = new NodesModel(this);
    m_table = new DataTable(theme, QStringLiteral("fleet"), m_card);
    m_table->setObjectName(QStringLiteral("fleetTable"));
    m_table->setAccessibleName(tr("Nodes of the fleet"));
    m_table->setModel(m_model);
    m_card->body()->addWidget(m_table);
    connect(m_table, &DataTable::rowOpened, this,
            [this](const QModelIndex& index) { showNode(index.data(IdRole).toString()); });
    connect(m_table, &DataTable::figureOpened, this,
            [this](const QModelIndex&, const QString& filter) { openRows(filter); });
}

void FleetPage::addFlows() {
    const Theme& theme = context().theme;
    m_flowsCard = new Card(theme, {}, this);
    m_flowsCard->setFlush();
    m_flows = new FlowsModel(this);
    m_flowsTable = new DataTable(theme, QStringLiteral("flows"), m_flowsCard);
    m_flowsTable->setObjectName(QStringLiteral("flowsTable"));
    m_flowsTable->setAccessibleName(tr("Requests across borders"));
    m_flowsTable->setModel(m_flows);
    m_flowsCard->body()->addWidget(m_flowsTable);
    const auto open = [this](const QModelIndex& index) {
        const int column = m_flows->row(index.row()).flow.answered > 0 ? FlowsModel::Answered : FlowsModel::Requests;
        openRows(index.siblingAtColumn(column).data(OpensRole).toString());
    };
    connect(m_flowsTable, &DataTable::rowOpened, this, open);
    connect(m_flowsTable, &DataTable::figureOpened, this,
            [this](const QModelIndex&, const QString& filter) { openRows(filter); });
    connect(m_flowsCard, &Card::stateActionTriggered, m_source, &FlowSource::wake);
}

QAction* FleetPage::command(const QString& text, QKeySequence key, const char* name) {
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    m_commands << action;
    return action;
}

void FleetPage::addCommands() {
    auto* only = command(tr("Look at this node only"), Qt::Key_O, "onlyThisNode");
    m_evidence = command(tr("Open the node's evidence"), Qt::Key_E, "openNodeEvidence");
    auto* nodes = csvAction(context(), *m_model, QStringLiteral("nodes.csv"), this);
    nodes->setText(tr("Export the nodes as CSV …"));
    auto* flows = csvAction(context(), *m_flows, QStringLiteral("flows.csv"), this);
    flows->setText(tr("Export the requests across borders as CSV …"));
    m_commands << nodes << flows;
    m_table->setRowActions({only, m_evidence, nodes});
    m_flowsTable->setRowActions({flows});
    connect(only, &QAction::triggered, this, [this] {
        if (currentNode().isEmpty()) return;
        Scope scope = context().session.scope();
        scope.nodes = {toStd(currentNode())};
        scope.nodesName = currentNode();
        context().session.setScope(scope);
    });
    connect(m_evidence, &QAction::triggered, this, [this] {
        if (!currentNode().isEmpty()) openRows(QStringLiteral("node=") + currentNode());
    });
    struct Entry {
        Look what;
        QString text;
        Qt::Key key;
        const char* name;
    };
    for (const Entry& entry : {Entry{Look::Both, tr("Show map and nodes"), Qt::Key_1, "lookBoth"},
                               Entry{Look::Map, tr("Show the map"), Qt::Key_2, "lookMap"},
                               Entry{Look::Nodes, tr("Show the nodes"), Qt::Key_3, "lookNodes"},
                               Entry{Look::Flows, tr("Show requests across borders"), Qt::Key_4, "lookFlows"}})
        connect(command(entry.text, entry.key, entry.name), &QAction::triggered, this,
                [this, what = entry.what] { look(what); });
}

QWidget* FleetPage::filterField() { return m_filter; }

QString FleetPage::currentNode() const { return m_table->currentIndex().data(IdRole).toString(); }

void FleetPage::openRows(const QString& filter) {
    if (!filter.isEmpty()) context().go.open({.page = PageId::Evidence, .filter = filter});
}

void FleetPage::look(Look what) {
    m_look->setCurrentIndex(static_cast<int>(what));
    m_map->setVisible(what == Look::Both || what == Look::Map);
    m_card->setVisible(what == Look::Both || what == Look::Nodes);
    m_flowsCard->setVisible(what == Look::Flows);
    context().settings.raw().setValue(kLookKey, static_cast<int>(what));
    fitNodes();
    askFigures();
    if (isVisible() && what == Look::Flows) m_flowsTable->setFocus();
    if (isVisible() && what == Look::Map) m_map->view()->setFocus();
}

// Beside the map a short table takes no more room than its rows.
void FleetPage::fitNodes() {
    const int rows = std::max(3, m_model->rowCount());
    const bool beside = m_look->currentIndex() == static_cast<int>(Look::Both);
    m_card->setMaximumHeight(beside ? metrics::kTableHead + rows * metrics::kRow + metrics::kGap : QWIDGETSIZE_MAX);
}

void FleetPage::addChips() {
    for (const auto health : kHealthOrder) {
        auto* chip = m_chips->addChip(Chip::Kind::Toggle, {}, healthWord(health));
        chip->setObjectName(QStringLiteral("health%1").arg(static_cast<int>(health)));
        chip->setGlyph(healthGlyph(health));
        connect(chip, &QAbstractButton::toggled, this, [this, health](bool on) {
            if (on)
                m_shown.insert(health);
            else
                m_shown.erase(health);
            refresh();
        });
    }
}

void FleetPage::visit(const Target& target) {
    refresh();
    m_source->wake();
    if (!target.item.isEmpty()) {
        m_node = target.item;
        m_table->selectById(target.item);
        showNode(target.item);
    }
    QWidget* first = m_table;
    if (m_flowsCard->isVisibleTo(this)) first = m_flowsTable;
    if (!m_card->isVisibleTo(this) && m_map->isVisibleTo(this)) first = m_map->view();
    first->setFocus();
}

void FleetPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_source->wake();
    askFigures();
}

// The nodes of the scope that the chips and the words above the table leave.
std::vector<NodeState> FleetPage::chosen(const FleetState& fleet) const {
    const auto& scope = context().session.scope().nodes;
    const QString wanted = m_filter->text().trimmed();
    std::vector<NodeState> rows;
    for (const auto& node : fleet.nodes) {
        if (!scope.empty() && std::ranges::find(scope, node.declared.id) == scope.end()) continue;
        if (!m_shown.empty() && !m_shown.contains(node.health)) continue;
        if (!wanted.isEmpty() && !visible(node.declared.id).contains(wanted, Qt::CaseInsensitive) &&
            !visible(node.declared.region).contains(wanted, Qt::CaseInsensitive))
            continue;
        rows.push_back(node);
    }
    return rows;
}

void FleetPage::refresh() {
    const auto fleet = context().fleet.value();
    if (const auto& error = context().fleet.error()) {
        m_card->showState(StatePanel::Kind::Error, tr("The fleet could not be read."), errorText(*error));
        return;
    }
    if (!fleet) {
        m_card->showState(StatePanel::Kind::Loading, {});
        return;
    }
    const auto chips = m_chips->chips();
    for (qsizetype i = 0; i < chips.size(); ++i)
        chips[i]->setCount(static_cast<qint64>(fleet->count(kHealthOrder.at(static_cast<std::size_t>(i)))));
    // Of nodes nobody knows the state of there should be none; then nothing is said of them.
    chips.back()->setVisible(fleet->count(NodeHealth::Unknown) > 0 || m_shown.contains(NodeHealth::Unknown));
    std::vector<NodeState> rows = chosen(*fleet);
    m_chips->setNote(tr("%1 of %n node(s)", nullptr, static_cast<int>(fleet->nodes.size())).arg(rows.size()));
    const bool narrowed = !m_shown.empty() || !m_filter->text().trimmed().isEmpty();
    std::vector<std::string> ids;
    if (narrowed)
        for (const NodeState& node : rows) ids.push_back(node.declared.id);
    m_source->setNodes(std::move(ids));
    m_map->setNodes(rows);
    if (isVisible()) m_source->wake();
    if (fleet->nodes.empty()) {
        m_card->showState(StatePanel::Kind::Empty, tr("No node has been declared or has logged anything yet."),
                          tr("Collect from a fleet file: Ctrl+K, “Collect from a fleet file”."));
    } else if (rows.empty()) {
        m_card->showState(StatePanel::Kind::Nothing, tr("No node is like that."));
    } else {
        m_card->showBody();
    }
    m_model->setNow(context().session.now());
    m_model->setRegions(m_source->data());
    m_model->setFigures(m_figures->figures());
    m_model->setRows(std::move(rows));
    fitNodes();
    askFigures();
    if (m_drawer->isOpen() && !m_node.isEmpty() && fleet->node(toStd(m_node)) == nullptr) m_drawer->closeDrawer();
}

// Only what is looked at is read: the slowest answers are found by going through all of them.
void FleetPage::askFigures() {
    const auto fleet = context().fleet.value();
    if (!fleet || !m_card->isVisible()) return;
    std::vector<std::string> nodes;
    for (const NodeState& node : fleet->nodes) nodes.push_back(node.declared.id);
    m_figures->wake(std::move(nodes));
}

void FleetPage::refreshFlows() {
    if (!m_regionsShown && m_source->data()) {
        m_regionsShown = true;
        refresh();  // the zones are known now
    }
    const auto error = m_source->dataError() ? m_source->dataError() : m_source->flowError();
    if (error && !m_source->report()) {
        m_flowsCard->showState(StatePanel::Kind::Error, tr("The flows could not be counted."), errorText(*error),
                               tr("Try again"));
        return;
    }
    if (!m_source->report()) {
        m_flowsCard->showState(StatePanel::Kind::Loading, {});
        return;
    }
    m_flowsCard->setLoading(m_source->loading());
    auto rows = m_source->rows();
    if (rows.empty())
        m_flowsCard->showState(StatePanel::Kind::Nothing, tr("No request crossed a border in this range of time."));
    else
        m_flowsCard->showBody();
    m_flows->setRows(std::move(rows));
}

void FleetPage::showNode(const QString& id) {
    const auto fleet = context().fleet.value();
    const NodeState* node = fleet ? fleet->node(toStd(id)) : nullptr;
    if (node == nullptr) return;
    m_node = id;
    m_detail->show(*node);
    m_drawer->openDrawer();
    m_drawer->focusContent();
}

void FleetPage::showPlace(const QString& place, const QStringList& nodes) {
    const auto fleet = context().fleet.value();
    if (!fleet) return;
    m_node.clear();
    m_drawer->clear();
    m_drawer->setTitle(place, tr("%n node(s)", nullptr, static_cast<int>(nodes.size())));
    auto* list = new KeyValueList(context().theme);
    list->setLabelWidth(170);
    std::uint64_t requests = 0;
    Filter filter = requestFilter({});
    filter.texts.emplace_back(TextColumn::Node, std::vector<std::string>{});
    for (const QString& id : nodes) {
        const NodeState* node = fleet->node(toStd(id));
        if (node == nullptr) continue;
        requests += node->requests;
        filter.texts.front().second.push_back(node->declared.id);
        auto* open = new QPushButton(healthWord(node->health));
        open->setObjectName(QStringLiteral("placeNode"));
        open->setIcon(glyphIcon(healthGlyph(node->health), context().theme));
        open->setAccessibleName(tr("%1: %2").arg(visible(node->declared.id), healthWord(node->health)));
        connect(open, &QPushButton::clicked, this, [this, id] { showNode(id); }, Qt::QueuedConnection);
        list->addWidgetRow(visible(node->declared.id), open);
    }
    m_drawer->addSection(tr("Nodes"), {}, list);
    auto* figures = new KeyValueList(context().theme);
    figures->setLabelWidth(170);
    auto* figure = figures->addFigureRow(tr("Requests"), number(requests), toQString(filter.text()));
    figure->setObjectName(QStringLiteral("placeRequests"));
    connect(figure, &Figure::opened, this, &FleetPage::openRows);
    m_drawer->addSection(tr("In the range of time"), {}, figures);
    m_drawer->openDrawer();
    m_drawer->focusContent();
}

}  // namespace vedette::ui
