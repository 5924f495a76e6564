// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/map_card.h"

#include <QVBoxLayout>

#include <ranges>
#include <set>

#include "ui/bridge/text.h"
#include "ui/fleet/map_legend.h"
#include "ui/fleet/map_view.h"
#include "ui/widgets/prose.h"

namespace vedette::ui {
namespace {

constexpr int kMostNames = 6;  // of nodes said in a sentence

QString someOf(const std::vector<std::string>& names) {
    QStringList shown;
    for (const std::string& name : names | std::views::take(kMostNames)) shown << visible(name);
    const QString list = shown.join(QStringLiteral(", "));
    const auto count = static_cast<int>(names.size());
    return count <= kMostNames ? list : FleetMapCard::tr("%1 and %n more", nullptr, count - kMostNames).arg(list);
}

// Codes that records give as the client's country and no map has: typing errors, or a country newer than the map.
std::vector<std::string> unknownCountries(const FlowSource& source) {
    std::set<std::string> codes;
    if (source.report() && source.data())
        for (const Flow& flow : source.report()->flows)
            if (!source.data()->world.middleOf(flow.from)) codes.insert(flow.from);
    return {codes.begin(), codes.end()};
}

}  // namespace

FleetMapCard::FleetMapCard(Context& context, FlowSource& source, QWidget* parent)
    : Card(context.theme, {}, parent), m_context(context), m_source(source) {
    setFlush();
    m_view = new MapView(context.theme, this);
    m_view->setObjectName(QStringLiteral("fleetMap"));
    m_legend = new MapLegend(context.theme, this);
    m_words = new Prose(context.theme, FontRole::Table, this);
    m_words->setObjectName(QStringLiteral("mapWords"));
    m_words->setTone(Token::TextMuted);
    body()->setSpacing(0);
    body()->addWidget(m_view, 1);
    body()->addWidget(m_legend);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(12, 0, 12, 8);
    words->addWidget(m_words);
    body()->addLayout(words);
    connect(m_words, &Prose::opened, this, &FleetMapCard::rowsWanted);
    connect(m_view, &MapView::rowsWanted, this, &FleetMapCard::rowsWanted);
    connect(m_view, &MapView::sceneChanged, this, &FleetMapCard::say);
    connect(this, &Card::stateActionTriggered, &m_source, &FlowSource::wake);
    connect(&source, &FlowSource::changed, this, &FleetMapCard::refresh);
    refresh();
}

void FleetMapCard::setNodes(std::vector<NodeState> nodes) {
    m_nodes = std::move(nodes);
    refresh();
}

void FleetMapCard::refresh() {
    if (const auto& error = m_source.dataError(); error && !m_source.data()) {
        showState(StatePanel::Kind::Error, tr("The map's outlines could not be read."), errorText(*error),
                  tr("Try again"));
        return;
    }
    if (!m_source.data()) {
        showState(StatePanel::Kind::Loading, {});
        return;
    }
    showBody();
    setLoading(m_source.loading());
    MapContent content;
    content.data = m_source.data();
    content.at = m_context.session.now();
    m_placeless.clear();
    content.sites = sitesOf(m_nodes, *content.data, m_placeless);
    content.flows = m_source.rows();
    m_view->setContent(std::move(content));
}

void FleetMapCard::say() {
    std::set<FlowBasis> bases;
    for (const MapPanel& panel : m_view->scene().panels)
        for (const MapArc& arc : panel.arcs) bases.insert(arc.basis);
    m_legend->setBases(bases);
    QList<ProsePart> parts;
    const auto sentence = [&parts](const QString& text, const QString& opens = {}, bool strong = false) {
        if (!parts.isEmpty()) parts << ProsePart{QStringLiteral(" ")};
        parts << ProsePart{text, opens, strong};
    };
    if (const auto& error = m_source.flowError())
        sentence(tr("The flows could not be counted: %1").arg(errorText(*error)), {}, true);
    if (const auto& report = m_source.report()) {
        std::uint64_t crossing = 0;
        for (const Flow& flow : report->flows) crossing += flow.answered;
        sentence(
            report->answered == 0
                ? tr("No request was answered in this range of time.")
                : tr("%1 of %2 answered requests crossed a border.").arg(number(crossing), number(report->answered)));
        if (report->uncovered() > 0)
            sentence(tr("%1 of them left the allowed zones and nothing covers them.").arg(number(report->uncovered())),
                     {}, true);
        if (report->unknownClient > 0)
            sentence(tr("Not on the map: %1 from clients in an unknown country.").arg(number(report->unknownClient)),
                     m_source.unknownClientFilter());
        for (const LostRegion& lost : report->lostRegions)
            sentence(lost.region.empty() ? tr("%1 without a region.").arg(number(lost.answered))
                                         : tr("%1 processed in the region %2, whose country is unknown.")
                                               .arg(number(lost.answered), visible(lost.region)),
                     m_source.regionFilter(lost.region));
    }
    if (const auto strange = unknownCountries(m_source); !strange.empty())
        sentence(tr("The map does not know the country: %1.").arg(someOf(strange)));
    if (!m_placeless.empty()) sentence(tr("No place is published for: %1.").arg(someOf(m_placeless)));
    if (m_view->scene().undrawn > 0)
        sentence(tr("%n flow(s) are too short or too many to draw; the table of flows has all.", nullptr,
                    static_cast<int>(m_view->scene().undrawn)));
    m_words->setParts(parts);
}

}  // namespace vedette::ui
