// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/posture_bar.h"

#include <QtCore/QStringList>
#include <QtGui/QPainter>

#include <cmath>

namespace vedette::ui {
namespace {

constexpr int kMark = 2;
constexpr int kPitch = 3;
constexpr int kHeight = 12;

/// Full height for what a machine decided, two short ends for what a hand decided, half for missing evidence, a dot for
/// not applicable: readable without the colour.
void mark(QPainter& painter, double x, double top, Glyph state, const QColor& color) {
    switch (state) {
        case Glyph::ManualPass:
        case Glyph::ManualFail:
            painter.fillRect(QRectF(x, top, kMark, 4), color);
            painter.fillRect(QRectF(x, top + kHeight - 4, kMark, 4), color);
            break;
        case Glyph::Insufficient: painter.fillRect(QRectF(x, top + 3, kMark, kHeight - 6), color); break;
        case Glyph::Waived: painter.fillRect(QRectF(x, top, kMark, kHeight - 3), color); break;
        case Glyph::NotApplicable: painter.fillRect(QRectF(x, top + 5, kMark, 2), color); break;
        default: painter.fillRect(QRectF(x, top, kMark, kHeight), color); break;
    }
}

int total(const QList<PostureCount>& counts) {
    int sum = 0;
    for (const PostureCount& part : counts) sum += part.count;
    return sum;
}

}  // namespace

void paintPosture(QPainter& painter, const QRectF& rect, const QList<PostureCount>& counts, const Theme& theme,
                  Qt::LayoutDirection direction) {
    const double top = std::round(rect.center().y() - kHeight / 2.0);
    const int room = std::max(0, static_cast<int>(rect.width() / kPitch));
    const int all = total(counts);
    const int fitting = all <= room ? all : std::max(0, room - 4);  // four places for the ellipsis
    int drawn = 0;
    const auto x = [&](int place) {
        return direction == Qt::RightToLeft ? rect.right() - place * kPitch - kMark : rect.left() + place * kPitch;
    };
    for (const PostureCount& part : counts) {
        for (int i = 0; i < part.count && drawn < fitting; ++i, ++drawn) {
            mark(painter, x(drawn), top, part.state, theme.color(glyphToken(part.state)));
        }
    }
    if (drawn < all) {
        for (int dot = 0; dot < 3; ++dot) {
            painter.fillRect(QRectF(x(drawn + 1 + dot), top + kHeight - 2, kMark, 2), theme.color(Token::TextFaint));
        }
    }
}

QString postureWords(const QList<PostureCount>& counts) {
    QStringList words;
    for (const PostureCount& part : counts) {
        if (part.count > 0) words.append(QStringLiteral("%1 %2").arg(part.count).arg(glyphWord(part.state).toLower()));
    }
    return words.join(QStringLiteral(", "));
}

PostureBar::PostureBar(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PostureBar::setCounts(const QList<PostureCount>& counts) {
    m_counts = counts;
    setAccessibleName(postureWords(counts));
    setToolTip(postureWords(counts));
    updateGeometry();
    update();
}

QSize PostureBar::sizeHint() const { return {std::max(kPitch, total(m_counts) * kPitch), 16}; }

QSize PostureBar::minimumSizeHint() const { return {48, 16}; }

void PostureBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintPosture(painter, rect(), m_counts, theme(), layoutDirection());
}

}  // namespace vedette::ui
