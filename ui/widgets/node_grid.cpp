// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/node_grid.h"

#include <QtGui/QAccessible>
#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/accessible_role.h"

namespace vedette::ui {
namespace {

constexpr int kCell = 11;  // pitch
constexpr int kShape = 9;  // shape inside the pitch
constexpr int kHeadHeight = 18;
constexpr int kGroupGap = 12;

}  // namespace

NodeGrid::NodeGrid(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(this, QAccessible::Grouping);
    setProperty("ownFocus", true);
    setAccessibleName(tr("Nodes"));
}

void NodeGrid::setNodes(const QList<NodeMark>& nodes) {
    const QString kept = currentNode();
    m_nodes = nodes;
    m_groups.clear();
    for (int i = 0; i < m_nodes.size(); ++i) {
        if (m_groups.isEmpty() || m_groups.last().name != m_nodes[i].group)
            m_groups.append({m_nodes[i].group, i, 0, 0});
        ++m_groups.last().count;
        if (m_nodes[i].state != Glyph::NodeHealthy) ++m_groups.last().attention;
    }
    m_current = m_nodes.isEmpty() ? -1 : 0;
    setCurrentNode(kept);
    updateGeometry();
    update();
}

QString NodeGrid::currentNode() const {
    return m_current >= 0 && m_current < m_nodes.size() ? m_nodes[m_current].id : QString();
}

void NodeGrid::setCurrentNode(const QString& id) {
    for (int i = 0; i < m_nodes.size() && !id.isEmpty(); ++i) {
        if (m_nodes[i].id == id) m_current = i;
    }
    update();
}

int NodeGrid::columns(int width) const { return std::max(1, width / kCell); }

QRectF NodeGrid::cell(int index, int width) const {
    double y = 0;
    for (const GroupPlace& group : m_groups) {
        if (!group.name.isEmpty()) y += kHeadHeight;
        if (index < group.first + group.count) {
            const int place = index - group.first;
            const double x = (place % columns(width)) * kCell;
            const double left = layoutDirection() == Qt::RightToLeft ? width - x - kCell : x;
            return {left, y + (place / columns(width)) * kCell, kCell, kCell};
        }
        y += ((group.count + columns(width) - 1) / columns(width)) * kCell + kGroupGap;
    }
    return {};
}

int NodeGrid::heightForWidth(int width) const {
    if (m_nodes.isEmpty()) return kCell;
    return qCeil(cell(static_cast<int>(m_nodes.size()) - 1, width).bottom()) + 2;
}

QSize NodeGrid::sizeHint() const { return {360, heightForWidth(360)}; }

QSize NodeGrid::minimumSizeHint() const { return {kCell * 8, kCell}; }

int NodeGrid::nodeAt(const QPointF& point) const {
    for (int i = 0; i < m_nodes.size(); ++i) {
        if (cell(i, width()).contains(point)) return i;
    }
    return -1;
}

void NodeGrid::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    for (const GroupPlace& group : m_groups) {
        if (!group.name.isEmpty()) {
            const QRectF head(0, cell(group.first, width()).top() - kHeadHeight, width(), kHeadHeight - 4);
            painter.setFont(theme().font(FontRole::Table));
            painter.setPen(theme().color(Token::Text));
            painter.drawText(head,
                             int(Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)),
                             group.name);
            const double taken = painter.fontMetrics().horizontalAdvance(group.name) + 12;
            const QRectF rest = mirrored ? head.adjusted(0, 0, -taken, 0) : head.adjusted(taken, 0, 0, 0);
            painter.setFont(theme().font(FontRole::Caption));
            painter.setPen(theme().color(Token::TextFaint));
            const QString nodes = tr("%n nodes", nullptr, group.count);
            const QString words =
                group.attention == 0 ? nodes : tr("%1 · %2").arg(nodes, tr("%n need a look", nullptr, group.attention));
            const bool fits = painter.fontMetrics().horizontalAdvance(words) <= rest.width();
            painter.drawText(
                rest, int(Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignLeft : Qt::AlignRight)),

                painter.fontMetrics().elidedText(fits ? words : nodes, Qt::ElideRight, static_cast<int>(rest.width())));
        }
        for (int i = group.first; i < group.first + group.count; ++i) {
            const QRectF place = cell(i, width());
            if (m_nodes[i].state == Glyph::NodeHealthy) {
                paint::box(painter, QRectF(place.left(), place.top() + 1, kShape - 1, kShape - 1),
                           theme().color(Token::Quiet), QColor(), 1.5);
            } else {
                paintGlyph(painter, m_nodes[i].state, QRectF(place.left() - 1, place.top(), 10, 10), theme());
            }
        }
    }
    if (m_current >= 0 && showsFocus(this))
        paintFocusRing(painter, cell(m_current, width()).adjusted(0, 1, -3, -2), theme(), 3);
}

void NodeGrid::moveTo(int index) {
    if (m_nodes.isEmpty()) return;
    m_current = std::clamp(index, 0, static_cast<int>(m_nodes.size()) - 1);
    const NodeMark& node = m_nodes[m_current];
    setAccessibleDescription(tr("%1, %2").arg(node.name, glyphWord(node.state).toLower()));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    update();
}

void NodeGrid::keyPressEvent(QKeyEvent* event) {
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    const auto beside = [&](int step) {
        // The node in the next line at about the same place, whatever groups lie between.
        const QPointF from = cell(m_current, width()).center();
        for (int i = m_current + step; i >= 0 && i < m_nodes.size(); i += step) {
            const QPointF at = cell(i, width()).center();
            if (at.y() == from.y()) continue;
            const QRectF next = cell(i + step, width());
            const bool lineEnds = i + step < 0 || i + step >= m_nodes.size() || next.center().y() != at.y();
            if (std::abs(at.x() - from.x()) < kCell / 2.0 || lineEnds) {
                moveTo(i);
                return;
            }
        }
    };
    switch (event->key()) {
        case Qt::Key_Left: moveTo(m_current - forward); return;
        case Qt::Key_Right: moveTo(m_current + forward); return;
        case Qt::Key_Up: beside(-1); return;
        case Qt::Key_Down: beside(1); return;
        case Qt::Key_Home: moveTo(0); return;
        case Qt::Key_End: moveTo(static_cast<int>(m_nodes.size()) - 1); return;
        case Qt::Key_N:
            for (qsizetype i = 1; i <= m_nodes.size(); ++i) {
                const auto next = (m_current + i) % m_nodes.size();
                if (m_nodes[next].state != Glyph::NodeHealthy) {
                    moveTo(static_cast<int>(next));
                    break;
                }
            }
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (m_current >= 0) Q_EMIT nodeActivated(m_nodes[m_current].id);
            return;
        default: ThemedWidget::keyPressEvent(event);
    }
}

void NodeGrid::mousePressEvent(QMouseEvent* event) {
    const int node = nodeAt(event->position());
    if (node < 0 || event->button() != Qt::LeftButton) return;
    moveTo(node);
    Q_EMIT nodeActivated(m_nodes[node].id);
}

bool NodeGrid::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int node = nodeAt(help->pos());
        if (node < 0) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(),
                               tr("%1, %2").arg(m_nodes[node].name, glyphWord(m_nodes[node].state).toLower()), this);
        }
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return ThemedWidget::event(event);
}

}  // namespace vedette::ui
