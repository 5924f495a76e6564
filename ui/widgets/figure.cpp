// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figure.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

#include <cmath>

#include "ui/theme/metrics.h"
#include "ui/theme/number_text.h"
#include "ui/widgets/figure_paint.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {
namespace {
constexpr double kSealGap = 4;
}

void paintDottedUnderline(QPainter& painter, const QRectF& text, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    QPen pen(theme.color(Token::TextFaint), 1, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({1, 1.5});
    painter.setPen(pen);
    const double y = std::floor(text.bottom()) + 0.5;
    painter.drawLine(QPointF(std::floor(text.left()), y), QPointF(std::ceil(text.right()), y));
    painter.restore();
}

Figure::Figure(const Theme& theme, QWidget* parent) : QAbstractButton(parent), m_theme(theme) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (!m_opens.isEmpty()) Q_EMIT opened(m_opens);
    });
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

Figure::Figure(const Theme& theme, const QString& value, FontRole role, QWidget* parent) : Figure(theme, parent) {
    m_role = role;
    setValue(value);
}

void Figure::setValue(const QString& value) {
    setText(value);
    describe();
}

void Figure::setWhat(const QString& what) {
    m_what = what;
    describe();
}

void Figure::setOpens(const QString& filter) {
    m_opens = filter;
    setFocusPolicy(filter.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    setCursor(filter.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    describe();
}

void Figure::setSealed(bool sealed) {
    m_sealed = sealed;
    describe();
}

void Figure::setRole(FontRole role) {
    m_role = role;
    describe();
}

void Figure::setTone(Token tone) {
    m_tone = tone;
    update();
}

void Figure::describe() {
    QString name = m_what.isEmpty() ? text() : tr("%1: %2").arg(m_what, text());
    if (m_sealed) name = tr("%1, verified").arg(name);
    setAccessibleName(name);
    setAccessibleDescription(m_opens.isEmpty() ? QString() : tr("Opens the records behind it"));
    updateGeometry();
    update();
}

int Figure::sealSize() const {
    return m_role == FontRole::Figure || m_role == FontRole::LeadFigure ? metrics::kSealLarge : metrics::kSeal;
}

QSize Figure::sizeHint() const {
    const QFont font = m_theme.font(m_role);
    const double width = m_theme.numbers().width(font, text()) + (m_sealed ? kSealGap + sealSize() : 0);
    // Two pixels under the line for the dots, whether there are any or not, so that figures in a row stand level.
    return {qCeil(width) + 1, qCeil(QFontMetricsF(font).height()) + 2};
}

void Figure::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QFont font = m_theme.font(m_role);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const double seal = m_sealed ? kSealGap + sealSize() : 0;
    const QRectF room = QRectF(rect()).adjusted(mirrored ? seal : 0, 0, mirrored ? 0 : -seal, -2);
    const bool hot = !m_opens.isEmpty() && underMouse() && isEnabled();
    painter.setPen(m_theme.color(hot ? Token::Accent : m_tone));
    const QRectF box =
        m_theme.numbers().draw(painter, room, (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop, font, text());
    if (!m_opens.isEmpty()) paintDottedUnderline(painter, box, m_theme);
    if (m_sealed) {
        const double x = mirrored ? box.left() - seal : box.right() + kSealGap;
        const QFontMetricsF metrics(font);
        const double middle = box.top() + metrics.ascent() - metrics.capHeight() / 2;
        paintGlyph(painter, Glyph::Seal,
                   QRectF(std::round(x), std::round(middle - sealSize() / 2.0), sealSize(), sealSize()), m_theme);
    }
}

void Figure::keyPressEvent(QKeyEvent* event) {
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !m_opens.isEmpty()) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

bool Figure::event(QEvent* event) {
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave) update();
    return QAbstractButton::event(event);
}

}  // namespace vedette::ui
