// SPDX-License-Identifier: GPL-3.0-or-later
// The first screen: one sentence, six figures, threats, posture, what needs a decision, the fleet; and the hand-over of
// a shift.
#pragma once

#include <QTimer>

#include <memory>

#include "core/policy/regions.h"
#include "ui/bridge/query.h"
#include "ui/page/page.h"

class QBoxLayout;

namespace vedette::ui {

class Card;
class DecisionsCard;
class FiguresStrip;
class GlyphLabel;
class NodeGrid;
class Prose;
class ShiftDrawer;
class ThreatsCard;
struct ProsePart;

class OverviewPage : public Page {
    Q_OBJECT

public:
    explicit OverviewPage(Context& context);
    void visit(const Target& target) override;
    [[nodiscard]] QList<QAction*> commands() const override { return {m_handOver}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHead();
    Card* makeFleetCard();
    void readRegions();
    void refresh();
    void showFleet();
    void showSentence();
    [[nodiscard]] QList<ProsePart> sentence() const;

    Prose* m_sentence;
    QAction* m_handOver;
    ShiftDrawer* m_shift;
    FiguresStrip* m_figures;
    ThreatsCard* m_threats;
    DecisionsCard* m_decisions;
    Card* m_fleetCard;
    NodeGrid* m_nodes;
    QList<GlyphLabel*> m_legend;
    QBoxLayout* m_columns;
    QWidget* m_right;
    QTimer m_again;
    Query m_regionQuery;
    std::shared_ptr<const RegionTable> m_regions;  // null until read
};

}  // namespace vedette::ui
