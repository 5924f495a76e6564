// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

#include "core/event/event.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/overview/decisions_card.h"
#include "ui/overview/figures_strip.h"
#include "ui/overview/fleet_areas.h"
#include "ui/overview/posture_card.h"
#include "ui/overview/shift_drawer.h"
#include "ui/overview/threats_card.h"
#include "ui/page/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/node_grid.h"
#include "ui/widgets/prose.h"

namespace vedette::ui {
namespace {

constexpr int kRefreshMs = 5'000;
constexpr int kRightColumn = 400;
constexpr int kRightLeast = 320;
constexpr int kChartLeast = 230;
constexpr int kChartMost = 480;
constexpr int kTall = 800;
constexpr int kFewDecisions = 5;
constexpr int kMostDecisions = 7;
constexpr int kLegendEnd = metrics::kCardPadding - 9;  // a card's head leaves 8 and the frame for buttons
constexpr int kTwoColumns = 960;                       // narrower pages have what waits below

}  // namespace

OverviewPage::OverviewPage(Context& context)
    : Page(context, PageId::Overview, QStringLiteral("overviewPage")),
      m_handOver(new QAction(tr("Shift hand-over"), this)),
      m_regionQuery(context.session) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    outer->addWidget(scroll);
    auto* content = new QWidget(scroll);
    scroll->setWidget(content);
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(metrics::kPagePadding, metrics::kPagePadding, metrics::kPagePadding,
                             metrics::kPagePadding);
    rows->setSpacing(metrics::kGapWide);
    rows->addWidget(makeHead());
    m_figures = new FiguresStrip(context);
    rows->addWidget(m_figures);

    m_columns = new QHBoxLayout;
    m_columns->setSpacing(metrics::kGapWide);
    auto* left = new QVBoxLayout;
    left->setSpacing(metrics::kGapWide);
    m_threats = new ThreatsCard(context);
    m_threats->setMinimumHeight(kChartLeast);
    left->addWidget(m_threats, 100);
    left->addWidget(new PostureCard(context));
    left->addStretch(1);
    m_columns->addLayout(left, 1);
    m_right = new QWidget(content);
    auto* right = new QVBoxLayout(m_right);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(metrics::kGapWide);
    m_decisions = new DecisionsCard(context);
    right->addWidget(m_decisions);
    m_fleetCard = makeFleetCard();
    right->addWidget(m_fleetCard);
    right->addStretch(1);
    m_columns->addWidget(m_right);
    rows->addLayout(m_columns, 1);

    connect(m_sentence, &Prose::opened, this, [this](const QString& where) {
        if (where == QStringLiteral("fleet"))
            this->context().go.open({.page = PageId::Fleet});
        else if (where == QStringLiteral("compliance"))
            this->context().go.open({.page = PageId::Compliance, .filter = QStringLiteral("state=fail,manual_fail")});
        else
            this->context().go.open({.page = PageId::Evidence, .filter = where});
    });
    connect(m_threats, &ThreatsCard::counted, this, &OverviewPage::showSentence);
    connect(&context.posture, &FeedBase::changed, this, &OverviewPage::showSentence);
    connect(&context.fleet, &FeedBase::changed, this, &OverviewPage::showFleet);
    connect(&context.session, &Session::scopeChanged, this, &OverviewPage::refresh);
    // A log that grows all the time is counted again every few seconds, not with every entry.
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &OverviewPage::refresh);
    connect(&context.session, &Session::headMoved, this, [this] {
        if (isVisible() && !m_again.isActive()) m_again.start(kRefreshMs);
    });
    m_shift = new ShiftDrawer(context, this);
    connect(m_handOver, &QAction::triggered, m_shift, &ShiftDrawer::handOver);
    readRegions();
    showFleet();
}

QWidget* OverviewPage::makeHead() {
    auto* head = new QWidget(this);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::kGapWide);
    m_sentence = new Prose(context().theme, FontRole::Lead, head);
    m_sentence->setObjectName(QStringLiteral("overviewSentence"));
    line->addWidget(m_sentence, 1);
    m_handOver->setObjectName(QStringLiteral("handOver"));
    m_handOver->setShortcut(Qt::Key_H);
    m_handOver->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_handOver);
    auto* button = new QPushButton(m_handOver->text(), head);
    button->setObjectName(QStringLiteral("handOverButton"));
    setKeyHint(button, QStringLiteral("h"));
    connect(button, &QPushButton::clicked, m_handOver, &QAction::trigger);
    line->addWidget(button, 0, Qt::AlignVCenter);
    return head;
}

void OverviewPage::readRegions() {
    m_regionQuery.run<std::shared_ptr<const RegionTable>>(
        [file =
             context().resources / "regions" / "regions.yaml"](Reader&) -> Result<std::shared_ptr<const RegionTable>> {
            auto table = RegionTable::load(file);
            if (!table) return passOn(table);
            return std::make_shared<const RegionTable>(std::move(*table));
        },
        [this](Result<std::shared_ptr<const RegionTable>> table) {
            if (table) m_regions = std::move(*table);
            showFleet();
        });
}

Card* OverviewPage::makeFleetCard() {
    auto* card = new Card(context().theme, tr("Fleet"));
    card->setObjectName(QStringLiteral("fleetCard"));
    m_nodes = new NodeGrid(context().theme, card);
    m_nodes->setObjectName(QStringLiteral("fleetGrid"));
    m_nodes->setAccessibleName(tr("Nodes"));
    card->body()->addWidget(m_nodes);
    auto* legend = new QWidget(card);
    auto* row = new QHBoxLayout(legend);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (const Glyph glyph : {Glyph::NodeAlert, Glyph::NodeShort, Glyph::NodeSilent}) {
        m_legend.push_back(new GlyphLabel(context().theme, glyph, {}, card));
        m_legend.back()->setRole(FontRole::Caption);
        row->addWidget(m_legend.back());
    }
    row->addSpacing(kLegendEnd);
    card->addHeadWidget(legend);
    connect(m_nodes, &NodeGrid::nodeActivated, this,
            [this](const QString& id) { context().go.open({.page = PageId::Fleet, .item = id}); });
    return card;
}

void OverviewPage::visit(const Target&) { refresh(); }

void OverviewPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    const bool beside = width() >= kTwoColumns;
    m_columns->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    // Under the chart the posture begins on the first screen.
    m_threats->setMaximumHeight(std::clamp(height() * 9 / 20, kChartLeast, kChartMost));
    // On a small screen the fleet begins on the first screen too.
    m_decisions->setMost(beside && height() < kTall ? kFewDecisions : kMostDecisions);
    const int wide = std::clamp(width() * 3 / 10, kRightLeast, kRightColumn);
    m_right->setMinimumWidth(beside ? wide : 0);
    m_right->setMaximumWidth(beside ? wide : QWIDGETSIZE_MAX);
}

void OverviewPage::refresh() {
    m_threats->refresh();
    m_figures->refresh();
}

void OverviewPage::showFleet() {
    const auto fleet = context().fleet.value();
    if (!fleet) {
        m_fleetCard->showState(StatePanel::Kind::Loading, {});
        return;
    }
    if (fleet->nodes.empty()) {
        m_fleetCard->setSubtitle({});
        m_fleetCard->showState(StatePanel::Kind::Empty, tr("No node has been declared or has logged anything yet."));
        return;
    }
    m_fleetCard->showBody();
    m_fleetCard->setSubtitle(tr("%n node(s)", nullptr, static_cast<int>(fleet->nodes.size())));
    // Without the table of regions they stand in one group, without a head.
    std::map<FleetArea, QList<NodeMark>> groups;
    for (const auto& node : fleet->nodes) {
        const FleetArea area = m_regions ? areaOf(*m_regions, node.declared) : FleetArea::Unknown;
        groups[area].push_back({toQString(node.declared.id),
                                QStringLiteral("%1: %2").arg(visible(node.declared.id), said(node.reason)),
                                healthGlyph(node.health), m_regions ? areaWord(area) : QString()});
    }
    for (GlyphLabel* label : m_legend) {
        const auto count = std::ranges::count_if(
            fleet->nodes, [label](const NodeState& node) { return healthGlyph(node.health) == label->glyph(); });
        label->setGlyph(label->glyph(), QStringLiteral("%1 %2").arg(glyphWord(label->glyph()),
                                                                    number(static_cast<std::uint64_t>(count))));
        label->setVisible(count > 0);
    }
    QList<NodeMark> marks;
    for (const auto& [name, nodes] : groups) marks += nodes;
    m_nodes->setNodes(marks);
    showSentence();
}

QList<ProsePart> OverviewPage::sentence() const {
    const auto& counts = m_threats->counts();
    const auto fleet = context().fleet.value();
    const auto judgement = context().posture.value();
    QList<ProsePart> parts;
    const auto silent = fleet ? static_cast<int>(fleet->count(NodeHealth::Silent)) : 0;
    if (counts.comparable) {
        const QString noise = counts.total < counts.before   ? tr("Quieter than the period before")
                              : counts.total > counts.before ? tr("Louder than the period before")
                                                             : tr("As quiet as the period before");
        parts.push_back({silent > 0 ? tr("%1, and blind in places. ").arg(noise) : tr("%1. ").arg(noise), {}, true});
    } else if (counts.total > 0 || silent > 0) {
        parts.push_back({silent > 0 ? tr("Blind in places; no earlier period to compare with. ")
                                    : tr("No earlier period to compare with. "),
                         {},
                         true});
    }
    Filter findings = context().session.filter();
    findings.is(IntColumn::Class, ocsf::kDetectionFinding);
    parts.push_back({number(counts.total), toQString(findings.text())});
    parts.push_back({counts.total == 1 ? tr(" finding. ") : tr(" findings. ")});
    if (judgement) {
        int failing = 0;
        for (const auto& pack : judgement->packs)
            for (const auto& result : pack.results)
                if (result.state == ControlState::Fail || result.state == ControlState::ManualFail) ++failing;
        parts.push_back(
            {number(static_cast<std::uint64_t>(failing)), failing > 0 ? QStringLiteral("compliance") : QString()});
        parts.push_back({tr(" control(s) fail. ", nullptr, failing)});
    }
    if (fleet && !fleet->nodes.empty()) {
        parts.push_back({number(static_cast<std::uint64_t>(silent)), silent > 0 ? QStringLiteral("fleet") : QString()});
        parts.push_back({tr(" of %n node(s) silent.", nullptr, static_cast<int>(fleet->nodes.size()))});
    }
    return parts;
}

void OverviewPage::showSentence() {
    if (context().session.entries() == 0) {
        m_sentence->setParts({{tr("Nothing has been collected yet. ")},
                              {tr("Collect from a fleet file, or import a log with vedettectl import.")}});
        return;
    }
    m_sentence->setParts(sentence());
}

}  // namespace vedette::ui
