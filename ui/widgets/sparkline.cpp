// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sparkline.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace vedette::ui {

void paintSparkBars(QPainter& painter, const QRectF& rect, const QList<double>& values, const QColor& color) {
    if (values.isEmpty()) return;
    double most = 0;
    for (const double value : values) most = std::max(most, std::isnan(value) ? 0 : value);
    const double pitch = std::min(4.0, std::floor(rect.width() / static_cast<double>(values.size())));
    if (pitch < 1) return;
    const double wide = pitch > 2 ? pitch - 1 : pitch;
    double x = rect.left();
    for (const double value : values) {
        // One pixel for zero: an hour without is a statement, not a hole.
        const double high =
            most > 0 && !std::isnan(value) ? std::max(1.0, std::round(rect.height() * value / most)) : 1;
        painter.fillRect(QRectF(x, rect.bottom() - high, wide, high), color);
        x += pitch;
    }
}

void paintSparkLine(QPainter& painter, const QRectF& rect, const QList<double>& values, const QColor& color) {
    double low = NAN;
    double high = NAN;
    for (const double value : values) {
        if (std::isnan(value)) continue;
        low = std::isnan(low) ? value : std::min(low, value);
        high = std::isnan(high) ? value : std::max(high, value);
    }
    if (std::isnan(low)) return;
    const double span = high > low ? high - low : 1;
    const double middle = high > low ? 0 : 0.5;
    const QRectF room = rect.adjusted(1.5, 2, -2.5, -2);
    const auto place = [&](qsizetype i) {
        const double part = values.size() > 1 ? static_cast<double>(i) / static_cast<double>(values.size() - 1) : 1;
        return QPointF(room.left() + room.width() * part,
                       room.bottom() - room.height() * ((values[i] - low) / span + middle));
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.25));
    QPolygonF run;
    QPointF last;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i])) {
            painter.drawPolyline(run);
            run.clear();
            continue;
        }
        last = place(i);
        run.append(last);
    }
    painter.drawPolyline(run);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRect(QRectF(last.x() - 1.5, last.y() - 1.5, 3, 3));
    painter.restore();
}

Sparkline::Sparkline(const Theme& theme, Form form, QWidget* parent) : ThemedWidget(theme, parent), m_form(form) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Sparkline::setValues(const QList<double>& values, const QString& words) {
    m_values = values;
    setAccessibleName(words);
    setToolTip(words);
    update();
}

void Sparkline::setTone(Token tone) {
    m_tone = tone;
    update();
}

QSize Sparkline::sizeHint() const { return {64, 20}; }

QSize Sparkline::minimumSizeHint() const { return {32, 16}; }

void Sparkline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (m_form == Form::Bars) {
        paintSparkBars(painter, rect(), m_values, theme().color(m_tone));
    } else {
        paintSparkLine(painter, rect(), m_values, theme().color(m_tone));
    }
}

}  // namespace vedette::ui
