// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell_delegate.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>

#include <cmath>

#include "ui/models/roles.h"
#include "ui/theme/metrics.h"
#include "ui/theme/number_text.h"
#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/figure_paint.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/sparkline.h"

namespace vedette::ui {
namespace {

constexpr int kCellPad = 8;
constexpr int kEdgePad = 16;  // before the first and after the last column
constexpr double kMarkGap = 6;
constexpr double kSealRoom = metrics::kSeal + 4;

const QTableView* tableOf(const QStyleOptionViewItem& option) { return qobject_cast<const QTableView*>(option.widget); }

/// First (by = 1) or last (by = -1) column that is shown.
int edgeColumn(const QTableView* table, int by) {
    if (table == nullptr || table->horizontalHeader() == nullptr) return -1;
    const QHeaderView* head = table->horizontalHeader();
    for (int visual = by > 0 ? 0 : head->count() - 1; visual >= 0 && visual < head->count(); visual += by) {
        const int logical = head->logicalIndex(visual);
        if (!head->isSectionHidden(logical)) return logical;
    }
    return -1;
}

}  // namespace

Qt::Alignment alignmentOf(const QVariant& value) {
    if (!value.isValid()) return Qt::AlignLeft;
    if (value.metaType() == QMetaType::fromType<Qt::Alignment>()) return value.value<Qt::Alignment>();
    return Qt::Alignment(value.toInt());
}

struct CellDelegate::CellLook {
    QRectF glyphRect;
    QRectF textRect;  // the room, not the text
    QRectF subtitleRect;
    Glyph glyph = Glyph::None;
    QString text;
    QString subtitle;
    QFont font;
    Token tone = Token::Text;
    Qt::Alignment alignment = Qt::AlignLeft;
    bool opens = false;
    bool sealed = false;
    bool mirrored = false;
    bool disabled = false;
};

CellDelegate::CellDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

CellDelegate::CellLook CellDelegate::look(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    CellLook look;
    look.text = displayText(index.data(Qt::DisplayRole), option.locale);
    look.subtitle = index.data(SubtitleRole).toString();
    look.glyph = static_cast<Glyph>(index.data(GlyphRole).toInt());
    look.opens = !index.data(OpensRole).toString().isEmpty();
    look.sealed = index.data(SealRole).toBool();
    look.mirrored = option.direction == Qt::RightToLeft;
    const bool strong = index.data(StrongRole).toBool();
    const bool mono = index.data(MonoRole).toBool();
    const bool first = !look.subtitle.isEmpty();
    look.font = m_theme.font(mono     ? FontRole::Mono
                             : strong ? FontRole::TableStrong
                             : first  ? FontRole::BodyMedium
                                      : FontRole::Table);
    const QVariant tone = index.data(ToneRole);
    if (tone.isValid()) look.tone = static_cast<Token>(tone.toInt());

    QVariant alignment = index.data(Qt::TextAlignmentRole);
    if (!alignment.isValid()) {
        alignment = index.model()->headerData(index.column(), Qt::Horizontal, Qt::TextAlignmentRole);
    }
    const Qt::Alignment wanted = alignmentOf(alignment);
    look.alignment = QStyle::visualAlignment(option.direction, wanted) & Qt::AlignHorizontal_Mask;

    const QTableView* table = tableOf(option);
    int before = index.column() == edgeColumn(table, 1) ? kEdgePad : kCellPad;
    int after = index.column() == edgeColumn(table, -1) ? kEdgePad : kCellPad;
    if (option.direction == Qt::RightToLeft) std::swap(before, after);
    QRectF room = QRectF(option.rect).adjusted(before, 0, -after, -1);

    if (look.glyph != Glyph::None) {
        const bool alone = look.text.isEmpty();
        look.glyphRect =
            QRectF(0, std::round(room.center().y() - metrics::kGlyph / 2.0), metrics::kGlyph, metrics::kGlyph);
        if (look.alignment.testFlag(Qt::AlignRight) && alone) {
            look.glyphRect.moveRight(room.right());
        } else if (look.alignment.testFlag(Qt::AlignHCenter) && alone) {
            look.glyphRect.moveLeft(std::round(room.center().x() - metrics::kGlyph / 2.0));
        } else if (look.alignment.testFlag(Qt::AlignRight) && option.direction == Qt::LeftToRight) {
            // Beside the words it belongs to, wherever they end.
            const double words = m_theme.numbers().width(look.font, look.text);
            look.glyphRect.moveLeft(
                std::max(room.left(), std::floor(room.right() - words - kMarkGap - metrics::kGlyph)));
            room.setLeft(look.glyphRect.right() + kMarkGap);
        } else if (option.direction == Qt::RightToLeft) {
            look.glyphRect.moveRight(room.right());
            room.setRight(look.glyphRect.left() - kMarkGap);
        } else {
            look.glyphRect.moveLeft(room.left());
            room.setLeft(look.glyphRect.right() + kMarkGap);
        }
    }
    if (look.sealed) {
        look.mirrored ? room.setLeft(room.left() + kSealRoom) : room.setRight(room.right() - kSealRoom);
    }
    look.textRect = room;
    if (first) {
        const double middle = room.center().y();
        look.textRect = QRectF(room.left(), middle - 17, room.width(), 18);
        look.subtitleRect = QRectF(room.left(), middle + 1, room.width(), 15);
    }
    return look;
}

void CellDelegate::paintBack(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QRect rect = option.rect;
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    const Token fill = selected ? Token::Selected : index.row() == m_hoveredRow ? Token::Hover : Token::Surface;
    painter.fillRect(rect, m_theme.color(fill));
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Token::Border));
    if (selected && index.column() == m_leadingColumn) {
        const int x = option.direction == Qt::RightToLeft ? rect.right() - metrics::kAccentBar + 1 : rect.left();
        painter.fillRect(QRect(x, rect.top(), metrics::kAccentBar, rect.height()), m_theme.color(Token::Accent));
    }
}

void CellDelegate::paintText(QPainter& painter, const CellLook& look) const {
    painter.setPen(look.disabled ? m_theme.color(Token::TextFaint) : m_theme.color(look.tone));
    const QRectF box =
        m_theme.numbers().draw(painter, look.textRect, look.alignment | Qt::AlignVCenter, look.font, look.text);
    if (look.opens && !look.text.isEmpty()) paintDottedUnderline(painter, box.adjusted(0, 0, 0, 1), m_theme);
    if (look.sealed) {
        const double x = look.mirrored ? box.left() - kSealRoom : box.right() + 4;
        paintGlyph(
            painter, Glyph::Seal,
            QRectF(std::round(x), std::round(box.center().y() - metrics::kSeal / 2.0), metrics::kSeal, metrics::kSeal),
            m_theme);
    }
    if (look.subtitle.isEmpty()) return;
    painter.setPen(m_theme.color(Token::TextFaint));
    m_theme.numbers().draw(painter, look.subtitleRect, look.alignment | Qt::AlignVCenter,
                           m_theme.font(FontRole::Caption), look.subtitle);
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setClipRect(option.rect, Qt::IntersectClip);
    paintBack(*painter, option, index);
    CellLook cell = look(option, index);
    cell.disabled = (option.state & QStyle::State_Enabled) == 0;
    if (cell.glyph != Glyph::None) paintGlyph(*painter, cell.glyph, cell.glyphRect, m_theme);
    const QVariant spark = index.data(SparkRole);
    if (spark.isValid()) {
        const bool selected = (option.state & QStyle::State_Selected) != 0;
        const QRectF room(cell.textRect.left(), std::round(QRectF(option.rect).center().y() - 9), cell.textRect.width(),
                          18);
        paintSparkBars(*painter, room, spark.value<QList<double>>(),
                       m_theme.color(selected ? Token::Text : Token::Quiet));
    } else {
        paintText(*painter, cell);
    }
    if ((option.state & QStyle::State_HasFocus) != 0 && showsFocus(option.widget)) {
        paintFocusRing(*painter, QRectF(option.rect).adjusted(4, 4, -4, -5), m_theme, 4);
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const CellLook cell = look(option, index);
    double wide = m_theme.numbers().width(cell.font, cell.text);
    if (!cell.subtitle.isEmpty()) {
        wide = std::max(wide, m_theme.numbers().width(m_theme.font(FontRole::Caption), cell.subtitle));
    }
    wide += 2 * kEdgePad + (cell.sealed ? kSealRoom : 0) + (cell.glyph == Glyph::None ? 0 : metrics::kGlyph + kMarkGap);
    return {qCeil(wide), cell.subtitle.isEmpty() ? metrics::kRow : metrics::kRowTwoLine};
}

QRectF CellDelegate::figureRect(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const CellLook cell = look(option, index);
    if (!cell.opens || cell.text.isEmpty()) return {};
    const double wide = std::min(m_theme.numbers().width(cell.font, cell.text), cell.textRect.width());
    QRectF box(cell.textRect.left(), cell.textRect.center().y() - 10, wide, 20);
    if (cell.alignment.testFlag(Qt::AlignRight)) box.moveRight(cell.textRect.right());
    if (cell.alignment.testFlag(Qt::AlignHCenter)) box.moveLeft(cell.textRect.center().x() - wide / 2);
    return box;
}

}  // namespace vedette::ui
