// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/prose.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

#include <cmath>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/figure_paint.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {
namespace {

// Room for a seal after a figure: no-break spaces that the seal is painted over, so that it wraps with its number.
const QString& sealRoom() {
    static const QString room(4, QChar(0xA0));
    return room;
}

double lineHeight(FontRole role) { return role == FontRole::Lead ? 24 : role == FontRole::Table ? 17 : 20; }

}  // namespace

Prose::Prose(const Theme& theme, FontRole role, QWidget* parent)
    : ThemedWidget(theme, parent), m_role(role), m_layout(std::make_unique<QTextLayout>()) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setMouseTracking(true);
    setProperty("ownFocus", true);
    setAccessibleRole(this, QAccessible::StaticText);
}

Prose::~Prose() = default;

void Prose::setParts(const QList<ProsePart>& parts) {
    m_parts = parts;
    m_current = -1;
    build();
    setFocusPolicy(step(-1, 1) >= 0 ? Qt::StrongFocus : Qt::NoFocus);
    setAccessibleName(plainText());
}

void Prose::setTone(Token tone) {
    m_tone = tone;
    build();
}

QString Prose::plainText() const {
    QString text;
    for (const ProsePart& part : m_parts) text += part.text;
    return text;
}

void Prose::themeChanged() { build(); }

void Prose::build() {
    QString text;
    QList<QTextLayout::FormatRange> formats;
    m_starts.clear();
    for (const ProsePart& part : m_parts) {
        m_starts.append(static_cast<int>(text.size()));
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(text.size());
        range.length = static_cast<int>(part.text.size());
        range.format.setForeground(theme().color(m_tone));
        if (part.strong) range.format.setFontWeight(QFont::DemiBold);
        formats.append(range);
        text += part.text;
        if (part.sealed) text += sealRoom();
    }
    m_starts.append(static_cast<int>(text.size()));
    m_layout->clearLayout();
    m_layout->setText(text);
    m_layout->setFont(theme().font(m_role));
    m_layout->setFormats(formats);
    QTextOption option;
    option.setWrapMode(QTextOption::WordWrap);
    option.setTextDirection(layoutDirection());
    option.setAlignment(layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    m_layout->setTextOption(option);
    updateGeometry();
    update();
}

double Prose::layOut(double width) const {
    const double step = lineHeight(m_role);
    double y = 0;
    m_layout->beginLayout();
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(std::max(40.0, width));
        line.setPosition({0, std::round(y + (step - line.height()) / 2)});
        y += step;
    }
    m_layout->endLayout();
    return y;
}

int Prose::heightForWidth(int width) const { return qCeil(layOut(width)) + 2; }

QSize Prose::sizeHint() const {
    const int wide = qCeil(QFontMetricsF(theme().font(m_role)).horizontalAdvance(m_layout->text())) + 8;
    return {std::min(wide, 640), heightForWidth(std::min(wide, 640))};
}

QSize Prose::minimumSizeHint() const { return {120, qCeil(lineHeight(m_role)) + 2}; }

QList<QRectF> Prose::boxes(int part) const {
    QList<QRectF> found;
    const int from = m_starts.value(part);
    const int to = from + static_cast<int>(m_parts.value(part).text.size());
    for (int i = 0; i < m_layout->lineCount(); ++i) {
        const QTextLine line = m_layout->lineAt(i);
        const int first = std::max(from, line.textStart());
        const int last = std::min(to, line.textStart() + line.textLength());
        if (first >= last) continue;
        const double a = line.cursorToX(first);
        const double b = line.cursorToX(last);
        found.append(QRectF(QPointF(std::min(a, b), line.y()), QPointF(std::max(a, b), line.y() + line.height())));
    }
    return found;
}

int Prose::partAt(const QPointF& point) const {
    for (int i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i].opens.isEmpty()) continue;
        for (const QRectF& box : boxes(i)) {
            if (box.adjusted(-1, -2, 1, 3).contains(point)) return i;
        }
    }
    return -1;
}

int Prose::step(int from, int by) const {
    for (int i = from + by; i >= 0 && i < m_parts.size(); i += by) {
        if (!m_parts[i].opens.isEmpty()) return i;
    }
    return -1;
}

void Prose::paintEvent(QPaintEvent*) {
    layOut(width());
    QPainter painter(this);
    m_layout->draw(&painter, {0, 0});
    for (int i = 0; i < m_parts.size(); ++i) {
        const QList<QRectF> places = boxes(i);
        if (!m_parts[i].opens.isEmpty()) {
            for (const QRectF& box : places) paintDottedUnderline(painter, box.adjusted(0, 0, 0, 1), theme());
        }
        if (m_parts[i].sealed && !places.isEmpty()) {
            const QRectF& last = places.last();
            const double x = layoutDirection() == Qt::RightToLeft ? last.left() - metrics::kSeal - 3 : last.right() + 3;
            paintGlyph(painter, Glyph::Seal, QRectF(x, last.center().y() - 6, metrics::kSeal, metrics::kSeal), theme());
        }
        if (i == m_current && showsFocus(this)) {
            for (const QRectF& box : places) paintFocusRing(painter, box.adjusted(0, 1, 0, 1), theme(), 3);
        }
    }
}

void Prose::mouseMoveEvent(QMouseEvent* event) {
    setCursor(partAt(event->position()) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void Prose::mousePressEvent(QMouseEvent* event) {
    const int part = partAt(event->position());
    if (part < 0 || event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_current = part;
    update();
    Q_EMIT opened(m_parts[part].opens);
}

void Prose::keyPressEvent(QKeyEvent* event) {
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto move = [&](int by) {
        const int next = step(m_current, by);
        if (next >= 0) m_current = next;
        update();
    };
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Up: move(event->key() == Qt::Key_Left && mirrored ? 1 : -1); return;
        case Qt::Key_Right:
        case Qt::Key_Down: move(event->key() == Qt::Key_Right && mirrored ? -1 : 1); return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (m_current >= 0 && m_current < m_parts.size()) Q_EMIT opened(m_parts[m_current].opens);
            return;
        default: QWidget::keyPressEvent(event);
    }
}

void Prose::focusInEvent(QFocusEvent* event) {
    if (m_current < 0) m_current = step(-1, 1);
    ThemedWidget::focusInEvent(event);
    update();
}

}  // namespace vedette::ui
