// SPDX-License-Identifier: GPL-3.0-or-later
// A small line with its last point marked, or small bars: context, never the only way to read a value.
#pragma once

#include <QtCore/QList>

#include "ui/widgets/themed_widget.h"

class QPainter;

namespace vedette::ui {

/// Bars from zero, as table cells have them.
void paintSparkBars(QPainter& painter, const QRectF& rect, const QList<double>& values, const QColor& color);
/// Line from the smallest to the largest value, last point as a dot. NaN makes a gap.
void paintSparkLine(QPainter& painter, const QRectF& rect, const QList<double>& values, const QColor& color);

class Sparkline : public ThemedWidget {
    Q_OBJECT
public:
    enum class Form { Line, Bars };
    explicit Sparkline(const Theme& theme, Form form = Form::Line, QWidget* parent = nullptr);
    /// `words` say the course ("falling for 7 days") and become the accessible name.
    void setValues(const QList<double>& values, const QString& words);
    void setTone(Token tone);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Form m_form;
    QList<double> m_values;
    Token m_tone = Token::TextMuted;
};

}  // namespace vedette::ui
