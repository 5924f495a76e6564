// SPDX-License-Identifier: GPL-3.0-or-later
// What the map's patterns and strokes mean, each with its word.
#pragma once

#include <set>

#include "ui/fleet/map_paint.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class FlowLayout;

class MapLegend : public ThemedWidget {
    Q_OBJECT

public:
    explicit MapLegend(const Theme& theme, QWidget* parent = nullptr);
    // Which flows are drawn; the zones are always explained.
    void setBases(const std::set<FlowBasis>& bases);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

private:
    FlowLayout* m_flow;
    std::set<FlowBasis> m_bases;
    QList<QWidget*> m_strokes;
};

}  // namespace vedette::ui
