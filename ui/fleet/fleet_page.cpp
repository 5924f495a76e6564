// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/fleet_page.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/event/event.h"
#include "reports/data/report.h"
#include "ui/bridge/text.h"
#include "ui/fleet/nodes_model.h"
#include "ui/page/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip_bar.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
FleetPage::FleetPage(Context& context)
    : Page(context, PageId::Fleet, QStringLiteral("fleetPage")), m_observation(context.session) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPagePadding, metrics::kPagePadding, metrics::kPagePadding,
                               metrics::kPagePadding);
    layout->setSpacing(metrics::kGap);
    m_chips = new ChipBar(context.theme, this);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(QStringLiteral("fleetFilter"));
    m_filter->setAccessibleName(tr("Nodes whose name or region holds"));
    m_filter->setPlaceholderText(tr("Name or region"));
    m_filter->setFixedWidth(200);
    m_chips->addRightWidget(m_filter);
    layout->addWidget(m_chips);
    m_card = new Card(context.theme, {}, this);
    m_card->setFlush();
    m_model = new NodesModel(this);
    m_table = new DataTable(context.theme, QStringLiteral("fleet"), m_card);
    m_table->setObjectName(QStringLiteral("fleetTable"));
    m_table->setAccessibleName(tr("Nodes of the fleet"));
    m_table->setModel(m_model);
    m_card->body()->addWidget(m_table);
    layout->addWidget(m_card, 1);
    m_drawer = new Drawer(context.theme, this);
    m_drawer->setObjectName(QStringLiteral("nodeDrawer"));
    m_onlyThis = new QAction(tr("Look at this node only"), this);
    m_onlyThis->setShortcut(Qt::Key_O);
    m_evidence = new QAction(tr("Open the node's evidence"), this);
    m_evidence->setShortcut(Qt::Key_E);
    for (auto* action : {m_onlyThis, m_evidence}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    m_table->setRowActions({m_onlyThis, m_evidence});
    connect(m_onlyThis, &QAction::triggered, this, [this] {
        if (currentNode().isEmpty()) return;
        Scope scope = this->context().session.scope();
        scope.nodes = {toStd(currentNode())};
        scope.nodesName = currentNode();
        this->context().session.setScope(scope);
    });
    connect(m_evidence, &QAction::triggered, this, [this] {
        if (!currentNode().isEmpty())
            this->context().go.open({.page = PageId::Evidence, .filter = QStringLiteral("node=") + currentNode()});
    });
    connect(m_table, &DataTable::rowOpened, this,
            [this](const QModelIndex& index) { showNode(index.data(IdRole).toString()); });
    connect(m_table, &DataTable::figureOpened, this, [this](const QModelIndex&, const QString& filter) {
        this->context().go.open({.page = PageId::Evidence, .filter = filter});
    });
    connect(m_filter, &QLineEdit::textChanged, this, &FleetPage::show);
    connect(&context.fleet, &FeedBase::changed, this, &FleetPage::show);
    addChips();
    show();
}

QWidget* FleetPage::filterField() { return m_filter; }

QString FleetPage::currentNode() const { return m_table->currentIndex().data(IdRole).toString(); }

void FleetPage::addChips() {
    for (const auto health :
         {NodeHealth::Silent, NodeHealth::Alert, NodeHealth::Short, NodeHealth::Healthy, NodeHealth::Unknown}) {
        auto* chip = m_chips->addChip(Chip::Kind::Toggle, {}, healthWord(health));
        chip->setObjectName(QStringLiteral("health%1").arg(static_cast<int>(health)));
        chip->setGlyph(healthGlyph(health));
        connect(chip, &QAbstractButton::toggled, this, [this, health](bool on) {
            if (on)
                m_shown.insert(health);
            else
                m_shown.erase(health);
            show();
        });
    }
}

void FleetPage::visit(const Target& target) {
    show();
    if (!target.item.isEmpty()) {
        m_node = target.item;
        m_table->selectById(target.item);
        showNode(target.item);
    }
    m_table->setFocus();
}

void FleetPage::show() {
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
    for (qsizetype i = 0; i < chips.size(); ++i) {
        static constexpr std::array kHealth = {NodeHealth::Silent, NodeHealth::Alert, NodeHealth::Short,
                                               NodeHealth::Healthy, NodeHealth::Unknown};
        chips[i]->setCount(static_cast<qint64>(fleet->count(kHealth.at(static_cast<std::size_t>(i)))));
    }
    std::vector<NodeState> rows;
    const QString wanted = m_filter->text().trimmed();
    for (const auto& node : fleet->nodes) {
        if (!m_shown.empty() && !m_shown.contains(node.health)) continue;
        if (!wanted.isEmpty() && !visible(node.declared.id).contains(wanted, Qt::CaseInsensitive) &&
            !visible(node.declared.region).contains(wanted, Qt::CaseInsensitive))
            continue;
        rows.push_back(node);
    }
    m_chips->setNote(tr("%1 of %n node(s)", nullptr, static_cast<int>(fleet->nodes.size())).arg(rows.size()));
    if (fleet->nodes.empty()) {
        m_card->showState(StatePanel::Kind::Empty, tr("No node has been declared or has logged anything yet."),
                          tr("Collect from a fleet file: Ctrl+K, “Collect from a fleet file”."));
        return;
    }
    if (rows.empty())
        m_card->showState(StatePanel::Kind::Nothing, tr("No node is like that."));
    else
        m_card->showBody();
    m_model->setNow(context().session.now());
    m_model->setRows(std::move(rows));
    if (m_drawer->isOpen() && fleet->node(toStd(m_node)) == nullptr) m_drawer->closeDrawer();
}

void FleetPage::showNode(const QString& id) {
    const auto fleet = context().fleet.value();
    const NodeState* node = fleet ? fleet->node(toStd(id)) : nullptr;
    if (node == nullptr) return;
    m_node = id;
    fillDrawer(*node);
    m_drawer->openDrawer();
    m_drawer->focusContent();
}

void FleetPage::fillDrawer(const NodeState& node) {
    const auto& theme = context().theme;
    m_drawer->clear();
    m_drawer->setTitle(visible(node.declared.id), visible(node.reason));
    auto* badge = new Badge(theme, healthWord(node.health));
    badge->setGlyph(healthGlyph(node.health));
    m_drawer->addBadge(badge);
    auto* open = new QPushButton(m_evidence->text());
    open->setObjectName(QStringLiteral("nodeEvidence"));
    connect(open, &QPushButton::clicked, this, [this, id = toQString(node.declared.id)] {
        context().go.open({.page = PageId::Evidence, .filter = QStringLiteral("node=") + id});
    });
    m_drawer->addAction(open);
    auto* facts = new KeyValueList(theme);
    facts->setLabelWidth(120);
    const auto& d = node.declared;
    facts->addRow(tr("Provider, region"), visible(d.provider + " " + d.region));
    facts->addRow(tr("Country"), d.country.empty() ? tr("by the region") : visible(d.country));
    facts->addRow(tr("Data"), d.dataClasses.empty() ? tr("none declared") : visible(joined(d.dataClasses)));
    facts->addRow(tr("May be in"), d.allowedZones.empty() ? tr("nothing declared") : visible(joined(d.allowedZones)));
    facts->addRow(tr("Models"), visible(joined(d.models)));
    m_drawer->addSection(tr("Declared"), {}, facts);
    auto* traffic = new KeyValueList(theme);
    traffic->setLabelWidth(120);
    const QString filter = QStringLiteral("node=") + toQString(d.id);
    for (auto* figure :
         {traffic->addFigureRow(tr("Requests"), number(node.requests), filter + QStringLiteral(" class=6003")),
          traffic->addFigureRow(tr("Failed"), number(node.failures), filter + QStringLiteral(" status=2"))})
        connect(figure, &Figure::opened, this,
                [this](const QString& rows) { context().go.open({.page = PageId::Evidence, .filter = rows}); });
    traffic->addRow(tr("Open alerts"), number(node.openAlerts));
    traffic->addRow(tr("Last seen"), node.lastSeen == Time{} ? tr("never") : dateTime(node.lastSeen));
    m_drawer->addSection(tr("In the range of time"), {}, traffic);
    auto* sources = new KeyValueList(theme);
    sources->setLabelWidth(200);
    for (const auto& source : d.sources) {
        const bool fails =
            std::find(node.failingSources.begin(), node.failingSources.end(), source) != node.failingSources.end();
        sources->addRow(visible(source), fails ? tr("cannot be read") : tr("is read"),
                        fails ? Glyph::Fail : Glyph::Pass);
    }
    m_drawer->addSection(tr("Sources"), {}, sources);
    auto* controls = new KeyValueList(theme);
    controls->setLabelWidth(170);
    int shown = 0;
    if (const auto judgement = context().posture.value())
        for (const auto& pack : judgement->packs)
            for (const auto& result : pack.results)
                for (const auto& item : result.items) {
                    if (item.item != d.id || item.state == ControlState::Pass ||
                        item.state == ControlState::NotApplicable)
                        continue;
                    controls->addRow(visible(pack.pack.title + " " + result.control.clause), visible(item.reason),
                                     stateGlyph(item.state));
                    ++shown;
                }
    if (shown == 0) controls->addRow(tr("None"), tr("no control names this node"));
    m_drawer->addSection(tr("Controls that fail or lack evidence here"), {}, controls);
    addObservation(d.id);
}

void FleetPage::addObservation(const std::string& node) {
    struct Seen {
        std::uint64_t entry = 0;
        Time time{};
        std::string record;
    };
    m_observation.run<Seen>(
        [node](Reader& reader) -> Result<Seen> {
            Filter filter;
            filter.is(TextColumn::Node, node).is(IntColumn::Class, ocsf::kEndpointObservation);
            auto page = reader.newest(filter, 1);
            if (!page) return passOn(page);
            if (page->rows.empty()) return Seen{};
            Seen seen{page->rows.front().entry, page->rows.front().columns.time(), {}};
            auto record = reader.record(seen.entry);
            if (!record) return passOn(record);
            seen.record = std::move(*record);
            return seen;
        },
        [this](Result<Seen> seen) {
            if (!seen) return;
            auto* list = new KeyValueList(context().theme);
            list->setLabelWidth(120);
            if (seen->time == Time{}) {
                list->addRow(tr("Endpoint"), tr("never looked at"), Glyph::Insufficient);
            } else {
                list->addRow(tr("Looked at"), dateTime(seen->time));
                auto* figure = list->addFigureRow(tr("Entry"), number(seen->entry), QString::number(seen->entry));
                figure->setSealed(seen->entry < context().integrity.sealedBelow());
                connect(figure, &Figure::opened, this, [this, entry = seen->entry] {
                    context().go.open(
                        {.page = PageId::Evidence, .filter = QStringLiteral("class=7706002"), .entry = entry});
                });
            }
            m_drawer->addSection(tr("Certificate and exposure"), tr("as the last probe saw it"), list);
        });
}

}  // namespace vedette::ui
