// SPDX-License-Identifier: GPL-3.0-or-later
// One of a few, side by side ("Month | Quarter | Custom"). Arrow keys choose; one tab stop.
#pragma once

#include <QtCore/QStringList>

#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class SegmentedControl : public ThemedWidget {
    Q_OBJECT
public:
    SegmentedControl(const Theme& theme, const QStringList& texts, QWidget* parent = nullptr);
    int currentIndex() const { return m_current; }
    /// Does not emit.
    void setCurrentIndex(int index);
    /// Segments share the whole width.
    void setStretched(bool stretched);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// Chosen by the person.
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QRectF segment(int index) const;
    double naturalWidth(int index) const;
    void choose(int index);
    void describe();
    QStringList m_texts;
    int m_current = 0;
    bool m_stretched = false;
};

}  // namespace vedette::ui
