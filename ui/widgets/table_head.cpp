// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_head.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include "ui/models/roles.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {
namespace {
constexpr int kHeadPad = 8;
constexpr int kHeadEdge = 16;
constexpr int kSortArrow = 14;
constexpr int kGlyphHead = 44;
}  // namespace

TableHead::TableHead(const Theme& theme, QWidget* parent) : QHeaderView(Qt::Horizontal, parent), m_theme(theme) {
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setMinimumSectionSize(28);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setAccessibleName(tr("Columns"));
}

bool TableHead::hasGlyphs() const {
    for (int column = 0; model() != nullptr && column < model()->columnCount(); ++column) {
        if (model()->headerData(column, Qt::Horizontal, GlyphRole).toInt() != 0) return true;
    }
    return false;
}

int TableHead::wordsWidth(int column) const {
    if (model() == nullptr) return 0;
    const QFontMetricsF metrics(m_theme.font(FontRole::Caption));
    const QString word = model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const QString faint = model()->headerData(column, Qt::Horizontal, SubtitleRole).toString();
    double wide = metrics.horizontalAdvance(word) + 2 * kHeadPad + 2;
    if (!faint.isEmpty()) wide += metrics.horizontalAdvance(QStringLiteral(" · ") + faint);
    if (model()->headerData(column, Qt::Horizontal, SortRole).toBool()) wide += kSortArrow;
    return qCeil(wide);
}

QSize TableHead::sectionSizeFromContents(int column) const { return {wordsWidth(column), sizeHint().height()}; }

QSize TableHead::sizeHint() const {
    return {QHeaderView::sizeHint().width(), hasGlyphs() ? kGlyphHead : metrics::kTableHead};
}

void TableHead::paintSection(QPainter* painter, const QRect& rect, int column) const {
    painter->save();
    painter->fillRect(rect, m_theme.color(Token::SurfaceAlt));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Token::Border));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto edge = [&](int by) {
        for (int visual = visualIndex(column) + by; visual >= 0 && visual < count(); visual += by) {
            if (!isSectionHidden(logicalIndex(visual))) return kHeadPad;
        }
        return kHeadEdge;
    };
    const int before = edge(-1);
    const int after = edge(1);
    QRect room = rect.adjusted(mirrored ? after : before, 0, -(mirrored ? before : after), -1);

    const QVariant set = model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole);
    const Qt::Alignment side = QStyle::visualAlignment(layoutDirection(), alignmentOf(set)) & Qt::AlignHorizontal_Mask;
    const auto glyph = static_cast<Glyph>(model()->headerData(column, Qt::Horizontal, GlyphRole).toInt());
    if (glyph != Glyph::None) {
        const QRect mark = QStyle::alignedRect(Qt::LeftToRight, side | Qt::AlignTop,
                                               QSize(metrics::kGlyph, metrics::kGlyph), room.adjusted(0, 8, 0, 0));
        paintGlyph(*painter, glyph, mark, m_theme);
        room.setTop(mark.bottom() + 2);
    }
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == column;
    const QFont font = m_theme.font(FontRole::Caption);
    const QFontMetricsF metrics(font);
    const QString word = model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const QString faint = model()->headerData(column, Qt::Horizontal, SubtitleRole).toString();
    if (sorted) {
        const bool atLeft = side.testFlag(Qt::AlignRight) != mirrored;
        const QRect arrow(atLeft ? room.left() : room.right() - 10, room.top(), 10, room.height());
        const double wide = metrics.horizontalAdvance(word);
        const int x = side.testFlag(Qt::AlignRight) ? room.right() - qCeil(wide) - 14 : room.left() + qCeil(wide) + 5;
        paint::chevron(
            *painter, QRect(std::max(room.left(), std::min(x, arrow.right())), room.top(), 10, room.height()),
            m_theme.color(Token::Accent), sortIndicatorOrder() == Qt::AscendingOrder ? Qt::UpArrow : Qt::DownArrow);
    }
    painter->setFont(font);
    painter->setPen(m_theme.color(sorted ? Token::Text : Token::TextMuted));
    painter->drawText(room, int(side | Qt::AlignVCenter), metrics.elidedText(word, Qt::ElideRight, room.width()));
    if (!faint.isEmpty()) {
        const int skip = qCeil(metrics.horizontalAdvance(word)) + (sorted ? kSortArrow + 2 : 0);
        const QRect rest = mirrored ? room.adjusted(0, 0, -skip, 0) : room.adjusted(skip, 0, 0, 0);
        painter->setPen(m_theme.color(Token::TextFaint));
        painter->drawText(rest, int(side | Qt::AlignVCenter),
                          metrics.elidedText(QStringLiteral(" · ") + faint, Qt::ElideRight, rest.width()));
    }
    painter->restore();
}

}  // namespace vedette::ui
