// SPDX-License-Identifier: GPL-3.0-or-later
// The first screen: one sentence, six figures, threats, posture, what needs a decision, the fleet.
#pragma once

#include <QTimer>

#include "ui/page/page.h"

class QBoxLayout;

namespace vedette::ui {

class Card;
class FiguresStrip;
class GlyphLabel;
class NodeGrid;
class Prose;
class ThreatsCard;
struct ProsePart;

class OverviewPage : public Page {
    Q_OBJECT

public:
    explicit OverviewPage(Context& context);
    void visit(const Target& target) override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    Card* makeFleetCard();
    void refresh();
    void showFleet();
    void showSentence();
    [[nodiscard]] QList<ProsePart> sentence() const;

    Prose* m_sentence;
    FiguresStrip* m_figures;
    ThreatsCard* m_threats;
    Card* m_fleetCard;
    NodeGrid* m_nodes;
    QList<GlyphLabel*> m_legend;
    QBoxLayout* m_columns;
    QWidget* m_right;
    QTimer m_again;
};

}  // namespace vedette::ui
