// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/map_view.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineF>
#include <QToolTip>

#include <algorithm>

#include "ui/widgets/accessible_role.h"

namespace vedette::ui {
namespace {

constexpr double kGrasp = 6;  // how far from an arc a click still means it

double distance(const QPolygonF& line, const QPointF& point) {
    double best = 1e9;
    for (const QPointF& p : line) best = std::min(best, QLineF(p, point).length());
    return best;
}

}  // namespace

MapView::MapView(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(this, QAccessible::Grouping);
    setProperty("ownFocus", true);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Map of the fleet"));
}

void MapView::setContent(MapContent content) {
    m_content = std::move(content);
    layOut();
}

void MapView::layOut() {
    m_scene = layOutMap(m_content, size(), QFontMetricsF(theme().font(FontRole::Caption)));
    m_land = {};
    m_hovered.clear();
    if (!items().contains(m_current)) m_current.clear();
    update();
    Q_EMIT sceneChanged();
}

void MapView::resizeEvent(QResizeEvent* event) {
    ThemedWidget::resizeEvent(event);
    layOut();
}

void MapView::themeChanged() { layOut(); }

QStringList MapView::items() const {
    QStringList ids;
    for (const MapPanel& panel : m_scene.panels) {
        for (const MapArc& a : panel.arcs) ids << a.id;
        for (const MapMark& m : panel.marks) ids << m.id;
    }
    return ids;
}

const MapMark* MapView::mark(const QString& id) const {
    for (const MapPanel& panel : m_scene.panels)
        if (const auto at = std::ranges::find(panel.marks, id, &MapMark::id); at != panel.marks.end()) return &*at;
    return nullptr;
}

const MapArc* MapView::arc(const QString& id) const {
    for (const MapPanel& panel : m_scene.panels)
        if (const auto at = std::ranges::find(panel.arcs, id, &MapArc::id); at != panel.arcs.end()) return &*at;
    return nullptr;
}

QPointF MapView::pointOf(const QString& id) const {
    if (const MapMark* m = mark(id)) return m->at;
    const MapArc* a = arc(id);
    if (a == nullptr) return {};
    if (!a->labelRect.isEmpty()) return a->labelRect.center();
    return a->line[a->line.size() / 2];
}

QString MapView::wordsOf(const QString& id) const {
    if (const MapMark* m = mark(id)) return m->words;
    const MapArc* a = arc(id);
    return a == nullptr ? QString() : a->words;
}

// The panel on top is asked first; within it labels and nodes lie above the arcs.
QString MapView::itemAt(const QPointF& point) const {
    for (auto panel = m_scene.panels.rbegin(); panel != m_scene.panels.rend(); ++panel) {
        if (!panel->room.contains(point)) continue;
        for (const MapMark& m : panel->marks)
            if (QLineF(m.at, point).length() <= m.radius + 3 || m.labelRect.contains(point)) return m.id;
        for (const MapArc& a : panel->arcs)
            if (a.labelRect.contains(point)) return a.id;
        const MapArc* nearest = nullptr;
        double best = kGrasp;
        for (const MapArc& a : panel->arcs)
            if (const double off = distance(a.line, point); off < best) {
                best = off;
                nearest = &a;
            }
        return nearest == nullptr ? QString() : nearest->id;
    }
    return {};
}

void MapView::setCurrent(const QString& id) {
    if (!items().contains(id)) return;
    m_current = id;
    setAccessibleDescription(wordsOf(id));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    update();
}

void MapView::step(int by) {
    const QStringList ids = items();
    if (ids.isEmpty()) return;
    const qsizetype at = ids.indexOf(m_current);
    const qsizetype next = at < 0 ? (by > 0 ? 0 : ids.size() - 1) : std::clamp<qsizetype>(at + by, 0, ids.size() - 1);
    setCurrent(ids[next]);
}

void MapView::open(const QString& id) {
    if (const MapMark* m = mark(id)) {
        QStringList nodes;
        for (const std::string& node : m->nodes) nodes << QString::fromStdString(node);
        const QString place = m->label;
        Q_EMIT nodesWanted(place, nodes);
    } else if (const MapArc* a = arc(id)) {
        if (a->filter.isEmpty())
            Q_EMIT flowsWanted();
        else
            Q_EMIT rowsWanted(QString(a->filter));
    }
}

void MapView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Right:
        case Qt::Key_Down:
        case Qt::Key_J: return step(1);
        case Qt::Key_Left:
        case Qt::Key_Up:
        case Qt::Key_K: return step(-1);
        case Qt::Key_Home: m_current.clear(); return step(1);
        case Qt::Key_End: m_current.clear(); return step(-1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space: return open(m_current);
        default: ThemedWidget::keyPressEvent(event);
    }
}

void MapView::mousePressEvent(QMouseEvent* event) {
    const QString id = itemAt(event->position());
    if (id.isEmpty() || event->button() != Qt::LeftButton) return;
    setCurrent(id);
    open(id);
}

void MapView::mouseMoveEvent(QMouseEvent* event) {
    const QString id = itemAt(event->position());
    setCursor(id.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (id == m_hovered) return;
    m_hovered = id;
    update();
}

void MapView::leaveEvent(QEvent* event) {
    ThemedWidget::leaveEvent(event);
    m_hovered.clear();
    update();
}

void MapView::focusInEvent(QFocusEvent* event) {
    ThemedWidget::focusInEvent(event);
    if (m_current.isEmpty() && event->reason() != Qt::MouseFocusReason) step(1);
    update();
}

void MapView::focusOutEvent(QFocusEvent* event) {
    ThemedWidget::focusOutEvent(event);
    update();
}

bool MapView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return ThemedWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString id = itemAt(help->pos());
    if (id.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), wordsOf(id), this);
    return true;
}

}  // namespace vedette::ui
