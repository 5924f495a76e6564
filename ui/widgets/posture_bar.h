// SPDX-License-Identifier: GPL-3.0-or-later
// One 2 px mark per control at 3 px pitch, worst first; the height differs by state, so that it reads without colour.
// Counts stand beside it: the bar is an overview, not a figure.
#pragma once

#include <QtCore/QList>

#include "ui/widgets/glyph.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

struct PostureCount {
    Glyph state = Glyph::None;  // Fail, ManualFail, Insufficient, Waived, Pass, ManualPass, NotApplicable
    int count = 0;
    friend bool operator==(const PostureCount&, const PostureCount&) = default;
};

/// Marks from the left (right in right-to-left), 12 high, centred in `rect`. Marks that do not fit end in "…".
void paintPosture(QPainter& painter, const QRectF& rect, const QList<PostureCount>& counts, const Theme& theme,
                  Qt::LayoutDirection direction = Qt::LeftToRight);
/// "2 fail, 6 insufficient evidence, 61 pass", translated.
QString postureWords(const QList<PostureCount>& counts);

class PostureBar : public ThemedWidget {
    Q_OBJECT
public:
    explicit PostureBar(const Theme& theme, QWidget* parent = nullptr);
    void setCounts(const QList<PostureCount>& counts);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<PostureCount> m_counts;
};

}  // namespace vedette::ui
