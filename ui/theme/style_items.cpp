// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGui/QFontMetricsF>
#include <QtWidgets/QStyle>
#include <QtWidgets/QTabBar>

#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"

namespace vedette::ui::paint {
namespace {

bool has(const QStyleOption& option, QStyle::StateFlag flag) { return (option.state & flag) != 0; }

constexpr int kMenuHead = 12;  // before the words above a group
constexpr int kMenuText = 32;  // room for icon or check before the text

}  // namespace

QSize menuItemSize(const Theme& theme, const QStyleOptionMenuItem& option) {
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        if (option.text.isEmpty()) return {10, 9};
        const QFontMetricsF caption(theme.font(FontRole::Caption));
        return {qCeil(caption.horizontalAdvance(option.text)) + 2 * kMenuHead, metrics::kRowCompact + 4};
    }
    const QFontMetricsF metrics(theme.font(FontRole::Table));
    const QStringList parts = option.text.split(u'\t');
    double width = kMenuText + metrics.horizontalAdvance(parts.value(0)) + 16;
    if (parts.size() > 1) width += 24 + metrics.horizontalAdvance(parts[1]);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) width += 20;
    return {std::max(160, qCeil(width)), metrics::kRowCompact};
}

void menuItem(QPainter& painter, const Theme& theme, const QStyleOptionMenuItem& option) {
    const QRect rect = option.rect;
    painter.fillRect(rect, theme.color(Token::Surface));
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        const bool titled = !option.text.isEmpty();
        painter.fillRect(QRect(rect.left(), titled ? rect.top() + 4 : rect.center().y(), rect.width(), 1),
                         theme.color(Token::Border));
        if (!titled) return;
        painter.setFont(theme.font(FontRole::Caption));
        painter.setPen(theme.color(Token::TextFaint));
        // The painter mirrors by itself.
        painter.drawText(rect.adjusted(kMenuHead, 6, -kMenuHead, 0), Qt::AlignVCenter | Qt::AlignLeft, option.text);
        return;
    }
    const bool enabled = has(option, QStyle::State_Enabled);
    if (has(option, QStyle::State_Selected) && enabled) painter.fillRect(rect, theme.color(Token::Selected));
    const auto placed = [&](const QRect& part) { return QStyle::visualRect(option.direction, rect, part); };
    const QRect mark = placed(QRect(rect.left() + 8, rect.center().y() - 7, 16, 16));
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checked) check(painter, mark, theme.color(Token::Accent));
    } else if (!option.icon.isNull()) {
        option.icon.paint(&painter, mark, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    const QStringList parts = option.text.split(u'\t');
    const int start = Qt::AlignLeft;  // the painter mirrors by itself
    const int end = Qt::AlignRight;
    const QColor text = enabled ? theme.color(Token::Text) : theme.mixed(Token::TextFaint, Token::Surface, 0.7);
    const QRect line = placed(QRect(rect.left() + kMenuText, rect.top(), rect.width() - kMenuText - 12, rect.height()));
    painter.setFont(theme.font(FontRole::Table));
    painter.setPen(text);
    const int flags = Qt::AlignVCenter | Qt::TextHideMnemonic;
    painter.drawText(line, flags | start, parts.value(0));
    if (parts.size() > 1) {
        painter.setPen(theme.color(Token::TextFaint));
        painter.drawText(line, flags | end, parts[1]);
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        chevron(painter, placed(QRect(rect.right() - 22, rect.top(), 16, rect.height())), theme.color(Token::TextMuted),
                option.direction == Qt::RightToLeft ? Qt::LeftArrow : Qt::RightArrow);
    }
}

void header(QPainter& painter, const Theme& theme, const QStyleOptionHeader& option) {
    const QRect rect = option.rect;
    painter.fillRect(rect, theme.color(Token::SurfaceAlt));
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color(Token::Border));
    painter.setFont(theme.font(FontRole::Caption));
    painter.setPen(theme.color(Token::TextMuted));
    painter.drawText(rect.adjusted(8, 0, -8, -1), int(option.textAlignment | Qt::AlignVCenter), option.text);
}

void tab(QPainter& painter, const Theme& theme, const QStyleOptionTab& option) {
    const bool current = has(option, QStyle::State_Selected);
    const bool hover = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    if (hover && !current)
        box(painter, QRectF(option.rect).adjusted(2, 2, -2, -4), theme.color(Token::Hover), QColor());
    painter.setFont(theme.font(current ? FontRole::BodyMedium : FontRole::Body));
    painter.setPen(theme.color(!has(option, QStyle::State_Enabled) ? Token::TextFaint
                               : current                           ? Token::Text
                                                                   : Token::TextMuted));
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextHideMnemonic, option.text);
    if (current) {
        painter.fillRect(QRect(option.rect.left() + 8, option.rect.bottom() - 1, option.rect.width() - 16, 2),
                         theme.color(Token::Accent));
    }
    if (has(option, QStyle::State_HasFocus)) {
        paintFocusRing(painter, QRectF(option.rect).adjusted(5, 4, -5, -6), theme);
    }
}

void itemBack(QPainter& painter, const Theme& theme, const QStyleOptionViewItem& option) {
    if (has(option, QStyle::State_Selected)) {
        painter.fillRect(option.rect, theme.color(Token::Selected));
    } else if (has(option, QStyle::State_MouseOver)) {
        painter.fillRect(option.rect, theme.color(Token::Hover));
    } else if (option.backgroundBrush.style() != Qt::NoBrush) {
        painter.fillRect(option.rect, option.backgroundBrush);
    }
}

}  // namespace vedette::ui::paint
