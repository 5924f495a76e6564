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
    /// As wide as the widest of the three: in less room than sizeHint() they stand one under the other.
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double segmentWidth(int index) const;
    QRectF segment(int index) const;
    void paintSegment(QPainter& painter, int index) const;
    ThresholdOrigin m_origin;
};

}  // namespace vedette::ui
