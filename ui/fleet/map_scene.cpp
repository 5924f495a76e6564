// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/map_scene.h"

#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "ui/bridge/text.h"
#include "ui/fleet/nodes_model.h"

namespace vedette::ui {
namespace {

constexpr double kNear = 26;          // nodes closer than this are one mark
constexpr double kStartsNear = 48;    // countries closer than this begin one arc, when they end alike
constexpr double kStartsShare = 0.3;  // or closer than this part of the arc's length
constexpr double kLeastArc = 30;      // shorter ones cannot be read
constexpr double kMargin = 8;
constexpr double kInsetWidth = 230;
constexpr double kInsetHeight = 190;
constexpr int kSteps = 48;

double radiusOf(std::size_t nodes) { return nodes < 2 ? 10 : nodes < 10 ? 11 : nodes < 100 ? 13 : 16; }

QString siteWords(const QString& name, const std::map<NodeHealth, int>& health, std::size_t nodes) {
    QStringList parts;
    for (const auto& [state, count] : health)
        parts << number(static_cast<std::uint64_t>(count)) + QChar(u' ') + healthWord(state);
    //: %1 a place, %2 "2 healthy, 1 alert"
    return FlowsModel::tr("%1: %n node(s): %2", nullptr, static_cast<int>(nodes))
        .arg(name, parts.join(QStringLiteral(", ")));
}

// Nodes whose places are too close to be told apart become one mark, at the place of the largest.
std::vector<MapMark> marksOf(const std::vector<MapSite>& sites, const MapPanel& panel, bool inset,
                             std::map<const MapSite*, std::size_t>& markOf) {
    std::vector<const MapSite*> order;
    for (const MapSite& site : sites)
        if (!inset || panel.room.adjusted(12, 12, -12, -12).contains(panel.frame.place(site.at)))
            order.push_back(&site);
    std::ranges::stable_sort(order,
                             [](const MapSite* a, const MapSite* b) { return a->nodes.size() > b->nodes.size(); });
    std::vector<MapMark> marks;
    std::vector<std::vector<const MapSite*>> members;
    for (const MapSite* site : order) {
        const QPointF at = panel.frame.place(site->at);
        std::size_t to = 0;
        while (to < marks.size() && QLineF(marks[to].at, at).length() >= kNear) ++to;
        if (to == marks.size()) {
            marks.push_back({});
            marks.back().at = at;
            members.emplace_back();
        }
        MapMark& mark = marks[to];
        mark.nodes.insert(mark.nodes.end(), site->nodes.begin(), site->nodes.end());
        for (const auto& [state, count] : site->health) mark.health[state] += count;
        members[to].push_back(site);
        markOf[site] = to;
    }
    for (std::size_t i = 0; i < marks.size(); ++i) {
        MapMark& mark = marks[i];
        mark.radius = radiusOf(mark.nodes.size());
        const bool one = members[i].size() == 1;
        mark.label = members[i].front()->label;
        if (!one) mark.label = FlowsModel::tr("%1 +%2").arg(mark.label).arg(members[i].size() - 1);
        QStringList names;
        for (const MapSite* site : members[i]) names << site->name;
        mark.words = siteWords(one ? names.front() : names.join(QStringLiteral("; ")), mark.health, mark.nodes.size());
        mark.id = (inset ? QStringLiteral("europe:") : QStringLiteral("world:")) + names.front();
    }
    return marks;
}

// A flow with its ends on the panel.
struct Ends {
    std::size_t flow = 0;
    QPointF from;
    QPointF to;
    double radius = 4;  // of the mark it ends at
};

QPolygonF curve(const QPointF& from, const QPointF& to, double cutStart, double cutEnd, int parallel) {
    const QLineF straight(from, to);
    const double length = straight.length();
    // Upwards, as on a globe seen from the equator: right of a line to the east, left of one to the west.
    const QPointF across = QPointF(-(to.y() - from.y()), to.x() - from.x()) / std::max(length, 1.0);
    const double side = across.y() > 0 ? -1 : 1;
    const QPointF control = (from + to) / 2 + across * side * length * (0.2 + 0.12 * parallel);
    QPolygonF line;
    for (int i = 0; i <= kSteps; ++i) {
        const double t = static_cast<double>(i) / kSteps;
        const QPointF at = from * (1 - t) * (1 - t) + control * 2 * t * (1 - t) + to * t * t;
        if (QLineF(at, from).length() < cutStart || QLineF(at, to).length() < cutEnd) continue;
        line << at;
    }
    return line;
}

std::vector<Ends> endsOf(const MapContent& content, const MapPanel& panel, bool inset,
                         const std::map<const MapSite*, std::size_t>& markOf) {
    std::vector<Ends> found;
    for (std::size_t i = 0; i < content.flows.size(); ++i) {
        const Flow& flow = content.flows[i].flow;
        if (flow.answered == 0) continue;
        const auto from = content.data->world.middleOf(flow.from);
        const RegionPlace* place = content.data->world.placeOf(flow.provider, flow.region);
        if (!from || place == nullptr) continue;
        Ends ends{i, panel.frame.place(*from), panel.frame.place(place->at), 4};
        for (const auto& [site, mark] : markOf) {
            if (site->at != place->at) continue;
            ends.to = panel.marks[mark].at;
            ends.radius = panel.marks[mark].radius;
        }
        if (inset && (!panel.room.contains(ends.from) || !panel.room.contains(ends.to))) continue;
        if (QLineF(ends.from, ends.to).length() < kLeastArc) continue;
        found.push_back(ends);
    }
    return found;
}

// Whether two flows that end alike look like one.
bool beginTogether(const Ends& a, const Ends& b) {
    const double apart = QLineF(a.from, b.from).length();
    return a.to == b.to && apart < std::max(kStartsNear, kStartsShare * QLineF(a.from, a.to).length());
}

// One filter for flows of several countries to one region; empty for anything else.
QString filterOf(const MapContent& content, const MapArc& arc) {
    Filter filter = content.flows[arc.flows.front()].flow.filter(true);
    auto& countries = filter.texts.front().second;  // Flow::filter() names the country first
    for (const std::size_t i : arc.flows) {
        const Flow& flow = content.flows[i].flow;
        const Flow& first = content.flows[arc.flows.front()].flow;
        if (i == arc.flows.front()) continue;
        if (flow.region != first.region || flow.nodesNamed || first.nodesNamed) return {};
        if (std::ranges::find(countries, flow.from) == countries.end()) countries.push_back(flow.from);
    }
    return toQString(filter.text());
}

void describe(const MapContent& content, MapArc& arc) {
    std::set<std::string> from;
    std::set<QString> to;
    for (const std::size_t i : arc.flows) {
        from.insert(content.flows[i].flow.from);
        to.insert(content.flows[i].place);
        arc.answered += content.flows[i].flow.answered;
    }
    const Flow& first = content.flows[arc.flows.front()].flow;
    const QString reason = arc.flows.size() == 1 ? flowReason(first.verdict) : basisWord(arc.basis);
    //: %1 a number, %2 countries, %3 places, %4 what carries it
    arc.words = FlowsModel::tr("%1 answered requests from clients in %2, processed in %3: %4")
                    .arg(number(arc.answered), visible(joined(std::vector(from.begin(), from.end()))),
                         QStringList(to.begin(), to.end()).join(QStringLiteral("; ")), reason);
    arc.label = arc.state == ControlState::Fail ? FlowsModel::tr("%1 uncovered").arg(number(arc.answered))
                                                : number(arc.answered);
    arc.filter = filterOf(content, arc);
}

std::vector<MapArc> arcsOf(const MapContent& content, const MapPanel& panel, bool inset,
                           const std::map<const MapSite*, std::size_t>& markOf) {
    struct Bundle {
        Ends ends;
        MapArc arc;
    };
    std::vector<Bundle> bundles;
    for (const Ends& ends : endsOf(content, panel, inset, markOf)) {
        const FlowVerdict& verdict = content.flows[ends.flow].flow.verdict;
        const auto at = std::ranges::find_if(bundles, [&](const Bundle& b) {
            return b.arc.basis == verdict.basis && b.arc.state == verdict.state && beginTogether(b.ends, ends);
        });
        if (at != bundles.end()) {
            at->arc.flows.push_back(ends.flow);
            continue;
        }
        if (bundles.size() == kMostArcs) continue;
        bundles.push_back({ends, {}});
        bundles.back().arc.flows = {ends.flow};
        bundles.back().arc.basis = verdict.basis;
        bundles.back().arc.state = verdict.state;
    }
    std::vector<MapArc> arcs;
    for (std::size_t i = 0; i < bundles.size(); ++i) {
        auto& [ends, arc] = bundles[i];
        int parallel = 0;
        for (std::size_t j = 0; j < i; ++j)
            if (beginTogether(bundles[j].ends, ends)) ++parallel;
        double cutStart = 3;
        for (const MapMark& mark : panel.marks)
            if (QLineF(mark.at, ends.from).length() < mark.radius + 2) cutStart = mark.radius * 2;
        arc.line = curve(ends.from, ends.to, cutStart, ends.radius + 3, parallel);
        if (arc.line.size() < 4) continue;
        describe(content, arc);
        arc.id = (inset ? QStringLiteral("europe:") : QStringLiteral("world:")) +
                 toQString(content.flows[arc.flows.front()].flow.id());
        arcs.push_back(std::move(arc));
    }
    return arcs;
}

// Gives labels their places, the worrying ones first; who finds none goes without.
class LabelPlacer {
public:
    LabelPlacer(MapPanel& panel, const QFontMetricsF& font, QRectF taken) : m_panel(panel), m_font(font) {
        if (!taken.isEmpty()) m_taken.push_back(taken);
        for (const MapMark& mark : panel.marks)
            m_taken.emplace_back(mark.at.x() - mark.radius, mark.at.y() - mark.radius, 2 * mark.radius,
                                 2 * mark.radius);
    }
    void place() {
        for (MapArc& arc : m_panel.arcs)
            if (arc.state == ControlState::Fail) placeArc(arc);
        for (MapMark& mark : m_panel.marks) placeMark(mark);
        for (MapArc& arc : m_panel.arcs)
            if (arc.state != ControlState::Fail) placeArc(arc);
    }

private:
    bool take(QRectF& where, const QRectF& rect) {
        if (!m_panel.room.adjusted(3, 3, -3, -3).contains(rect)) return false;
        if (std::ranges::any_of(m_taken, [&](const QRectF& t) { return t.intersects(rect); })) return false;
        where = rect;
        m_taken.push_back(rect);
        return true;
    }
    void placeArc(MapArc& arc) {
        const bool tag = arc.state == ControlState::Fail;
        const QSizeF size(m_font.horizontalAdvance(arc.label) + (tag ? 28 : 8), tag ? 22 : 18);
        for (const double part : {0.5, 0.4, 0.6, 0.3, 0.7, 0.22}) {
            const QPointF at = arc.line[static_cast<qsizetype>(part * static_cast<double>(arc.line.size() - 1))];
            if (take(arc.labelRect, QRectF(at - QPointF(size.width(), size.height()) / 2, size))) return;
        }
    }
    void placeMark(MapMark& mark) {
        const QSizeF size(m_font.horizontalAdvance(mark.label) + 4, m_font.height());
        const double gap = mark.radius + 3;
        const std::array corners = {QPointF(gap, -size.height() / 2), QPointF(-gap - size.width(), -size.height() / 2),
                                    QPointF(-size.width() / 2, gap), QPointF(-size.width() / 2, -gap - size.height())};
        for (const QPointF& corner : corners)
            if (take(mark.labelRect, QRectF(mark.at + corner, size))) return;
    }

    MapPanel& m_panel;
    const QFontMetricsF& m_font;
    std::vector<QRectF> m_taken;
};

MapPanel makePanel(const MapContent& content, const MapFrame& frame, bool inset, const QRectF& taken,
                   const QFontMetricsF& font) {
    MapPanel panel{frame, frame.room(), {}, {}};
    std::map<const MapSite*, std::size_t> markOf;
    panel.marks = marksOf(content.sites, panel, inset, markOf);
    panel.arcs = arcsOf(content, panel, inset, markOf);
    LabelPlacer(panel, font, taken).place();
    return panel;
}

}  // namespace

bool MapMark::hasWorse() const {
    return std::ranges::any_of(health, [](const auto& h) { return h.first != NodeHealth::Healthy && h.second > 0; });
}

std::vector<MapSite> sitesOf(const std::vector<NodeState>& nodes, const MapData& data,
                             std::vector<std::string>& placeless) {
    std::vector<MapSite> sites;
    for (const NodeState& node : nodes) {
        const auto& declared = node.declared;
        const RegionPlace* place =
            declared.region.empty() ? nullptr : data.world.placeOf(declared.provider, declared.region);
        if (place == nullptr) {
            placeless.push_back(declared.id);
            continue;
        }
        auto at = std::ranges::find_if(sites, [&](const MapSite& s) { return s.at == place->at; });
        if (at == sites.end())
            at = sites.insert(at, MapSite{placeName(place, place->country), place->name, place->at, {}, {}});
        at->nodes.push_back(declared.id);
        ++at->health[node.health];
    }
    return sites;
}

MapScene layOutMap(const MapContent& content, const QSizeF& size, const QFontMetricsF& font) {
    MapScene scene;
    if (!content.data) return scene;
    const QRectF whole(QPointF(0, 0), size);
    const QRectF insetRoom(kMargin, size.height() - kInsetHeight - kMargin, kInsetWidth, kInsetHeight);
    const MapFrame europe(kEuropeShown, insetRoom);
    const auto inEurope = [&](const MapSite& site) { return insetRoom.contains(europe.place(site.at)); };
    const bool inset =
        size.width() >= 640 && size.height() >= 280 && std::ranges::count_if(content.sites, inEurope) > 1;
    scene.panels.push_back(makePanel(content,
                                     MapFrame(kWorldShown, whole.adjusted(kMargin, kMargin, -kMargin, -kMargin)), false,
                                     inset ? insetRoom : QRectF(), font));
    scene.panels.front().room = whole;
    if (inset) scene.panels.push_back(makePanel(content, europe, true, {}, font));
    std::set<std::size_t> drawn;
    for (const MapPanel& panel : scene.panels)
        for (const MapArc& arc : panel.arcs) drawn.insert(arc.flows.begin(), arc.flows.end());
    for (std::size_t i = 0; i < content.flows.size(); ++i)
        if (content.flows[i].flow.answered > 0 && !drawn.contains(i)) ++scene.undrawn;
    return scene;
}

}  // namespace vedette::ui
