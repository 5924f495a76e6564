// SPDX-License-Identifier: GPL-3.0-or-later
// The world with its legal zones, the nodes at their places and the flows between them. One tab stop: the arrow keys go
// from flow to flow and then from node to node, Home and End to the first and the last, Enter opens. What is current or
// under the pointer is said in the tool tip and in the accessible description.
#pragma once

#include <QPixmap>

#include "ui/fleet/map_scene.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class MapView : public ThemedWidget {
    Q_OBJECT

public:
    explicit MapView(const Theme& theme, QWidget* parent = nullptr);
    // The current item stays current when it is still there.
    void setContent(MapContent content);
    [[nodiscard]] const MapScene& scene() const { return m_scene; }
    [[nodiscard]] QStringList items() const;  // ids in the order of the keys
    [[nodiscard]] QString current() const { return m_current; }
    void setCurrent(const QString& id);
    // Where a click hits the item; for tests and tool tips.
    [[nodiscard]] QPointF pointOf(const QString& id) const;
    [[nodiscard]] QSize sizeHint() const override { return {720, 340}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 200}; }

Q_SIGNALS:
    // A flow whose rows one filter can say.
    void rowsWanted(const QString& filter);
    // Flows that only the table can tell apart.
    void flowsWanted();
    void nodesWanted(const QString& place, const QStringList& nodes);
    void sceneChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;
    void themeChanged() override;

private:
    [[nodiscard]] const MapMark* mark(const QString& id) const;
    [[nodiscard]] const MapArc* arc(const QString& id) const;
    [[nodiscard]] QString itemAt(const QPointF& point) const;
    [[nodiscard]] QString wordsOf(const QString& id) const;
    void step(int by);
    void open(const QString& id);
    void layOut();
    void drawLand();
    void paintPanel(QPainter& painter, const MapPanel& panel, bool inset) const;
    void paintArc(QPainter& painter, const MapArc& arc) const;
    void paintArcLabel(QPainter& painter, const MapArc& arc) const;
    void paintMark(QPainter& painter, const MapMark& mark) const;
    void paintInsetEdge(QPainter& painter, const MapPanel& world, const MapPanel& inset) const;
    [[nodiscard]] bool lit(const QString& id) const { return id == m_hovered || (id == m_current && hasFocus()); }

    MapContent m_content;
    MapScene m_scene;
    QPixmap m_land;  // countries of all panels, made anew for size, theme and content
    QString m_current;
    QString m_hovered;
};

}  // namespace vedette::ui
