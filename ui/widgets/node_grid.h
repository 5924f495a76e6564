// SPDX-License-Identifier: GPL-3.0-or-later
// Every node as a small shape, in groups ("EU", "Americas") with a head each. Arrow keys, Home and End move, n jumps to
// the next node that needs a look, Enter opens; the current node's name and state are the accessible value and tool
// tip.
#pragma once

#include <QtCore/QList>

#include "ui/widgets/glyph.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

struct NodeMark {
    QString id;
    QString name;                      // as shown in tool tip and to the screen reader
    Glyph state = Glyph::NodeHealthy;  // NodeHealthy, NodeAlert, NodeShort, NodeSilent
    QString group = {};                // head; nodes of a group must follow each other
    friend bool operator==(const NodeMark&, const NodeMark&) = default;
};

class NodeGrid : public ThemedWidget {
    Q_OBJECT
public:
    explicit NodeGrid(const Theme& theme, QWidget* parent = nullptr);
    void setNodes(const QList<NodeMark>& nodes);
    QString currentNode() const;
    void setCurrentNode(const QString& id);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void nodeActivated(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct GroupPlace {
        QString name;
        int first = 0;
        int count = 0;
        int attention = 0;  // not healthy
    };
    int columns(int width) const;
    QRectF cell(int index, int width) const;
    int nodeAt(const QPointF& point) const;
    void moveTo(int index);

    QList<NodeMark> m_nodes;
    QList<GroupPlace> m_groups;
    int m_current = -1;
};

}  // namespace vedette::ui
