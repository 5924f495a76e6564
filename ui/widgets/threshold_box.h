// SPDX-License-Identifier: GPL-3.0-or-later
// Whose number a threshold is: "The law's text | Our default | Your policy", always all three, the valid one filled and
// ticked.
#pragma once

#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

enum class ThresholdOrigin { Law, Default, Policy };

class ThresholdBox : public ThemedWidget {
    Q_OBJECT
public:
    ThresholdBox(const Theme& theme, ThresholdOrigin origin, QWidget* parent = nullptr);
    void setOrigin(ThresholdOrigin origin);
    ThresholdOrigin origin() const { return m_origin; }
    static QString word(ThresholdOrigin origin);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double segmentWidth(int index) const;
    ThresholdOrigin m_origin;
};

}  // namespace vedette::ui
