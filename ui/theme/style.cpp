// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleFactory>
#include <QtWidgets/QTabBar>

#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

namespace vedette::ui {
namespace {

constexpr const char* kVariant = "variant";
constexpr const char* kForm = "formSized";

/// Buttons remember their size until a change event tells them otherwise.
void sizeChanged(QWidget* widget) {
    QEvent change(QEvent::StyleChange);
    QCoreApplication::sendEvent(widget, &change);
    widget->updateGeometry();
}

template <class Option>
const Option* as(const QStyleOption* option) {
    return qstyleoption_cast<const Option*>(option);
}

}  // namespace

void setVariant(QWidget* widget, Variant variant) {
    widget->setProperty(kVariant, static_cast<int>(variant));
    sizeChanged(widget);
    widget->update();
}

Variant variantOf(const QWidget* widget) {
    if (widget == nullptr) return Variant::Outlined;
    const QVariant value = widget->property(kVariant);
    return value.isValid() ? static_cast<Variant>(value.toInt()) : Variant::Outlined;
}

void setKeyHint(QAbstractButton* button, const QString& key) {
    button->setProperty("keyHint", key);
    button->setAccessibleDescription(Style::tr("Key: %1").arg(key));
    if (button->toolTip().isEmpty() && !key.isEmpty()) {
        button->setToolTip(QStringLiteral("%1 (%2)").arg(button->text().remove(u'&'), key));
    }
    sizeChanged(button);
}

void setFormSized(QWidget* widget, bool form) {
    widget->setProperty(kForm, form);
    // The least a field asks for by itself is a line of text: a full form would press it flat.
    widget->setMinimumHeight(form ? metrics::kControlForm : 0);
    sizeChanged(widget);
}

int paint::controlHeight(const QWidget* widget) {
    return widget != nullptr && widget->property(kForm).toBool() ? metrics::kControlForm : metrics::kControl;
}

void paintFocusRing(QPainter& painter, const QRectF& rect, const Theme& theme, double radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(Token::Accent), metrics::kFocusRing));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), radius, radius);
    painter.restore();
}

Style::Style(const Theme& theme) : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_theme(theme) {}

QPalette Style::standardPalette() const { return QProxyStyle::standardPalette(); }

void Style::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) != nullptr || qobject_cast<QComboBox*>(widget) != nullptr ||
        qobject_cast<QLineEdit*>(widget) != nullptr || qobject_cast<QTabBar*>(widget) != nullptr ||
        qobject_cast<QScrollBar*>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

void Style::unpolish(QWidget* widget) { QProxyStyle::unpolish(widget); }

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
        case PM_ButtonShiftHorizontal:
        case PM_ButtonShiftVertical:
        case PM_MenuHMargin:
        case PM_MenuVMargin: return metric == PM_MenuVMargin ? 4 : 0;
        case PM_MenuPanelWidth:
        case PM_DefaultFrameWidth: return 1;
        case PM_LineEditIconMargin: return 2;
        case PM_ScrollBarExtent: return 12;
        case PM_ScrollBarSliderMin: return 24;
        case PM_IndicatorWidth:
        case PM_IndicatorHeight:
        case PM_ExclusiveIndicatorWidth:
        case PM_ExclusiveIndicatorHeight:
        case PM_SmallIconSize:
        case PM_ButtonIconSize:
        case PM_ListViewIconSize: return metrics::kIcon;
        case PM_CheckBoxLabelSpacing:
        case PM_RadioButtonLabelSpacing: return 8;
        case PM_ToolTipLabelFrameWidth: return 6;
        case PM_SplitterWidth: return metrics::kGap;
        case PM_TabBarTabHSpace: return 24;
        case PM_TabBarTabVSpace: return 12;
        case PM_TabBarTabShiftVertical:
        case PM_TabBarTabShiftHorizontal: return 0;
        case PM_FocusFrameHMargin:
        case PM_FocusFrameVMargin: return 4;
        case PM_LayoutLeftMargin:
        case PM_LayoutTopMargin:
        case PM_LayoutRightMargin:
        case PM_LayoutBottomMargin: return metrics::kCardPadding;
        case PM_LayoutHorizontalSpacing:
        case PM_LayoutVerticalSpacing: return 8;
        default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const {
    switch (hint) {
        case SH_ComboBox_Popup:
        case SH_EtchDisabledText:
        case SH_DitherDisabledText:
        case SH_UnderlineShortcut: return 0;
        case SH_FocusFrame_AboveWidget:
        case SH_Menu_MouseTracking:
        case SH_Slider_AbsoluteSetButtons: return hint == SH_Slider_AbsoluteSetButtons ? int(Qt::LeftButton) : 1;
        case SH_Widget_Animation_Duration: return 0;
        case SH_ToolTip_WakeUpDelay: return 500;
        default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const {
    const int height = paint::controlHeight(widget);
    switch (type) {
        case CT_PushButton:
            if (const auto* button = as<QStyleOptionButton>(option)) return paint::buttonSize(m_theme, *button, widget);
            break;
        case CT_ToolButton:
            if (const auto* tool = as<QStyleOptionToolButton>(option)) {
                return paint::toolButtonSize(m_theme, *tool, widget);
            }
            break;
        case CT_LineEdit: return {size.width() + 20, height};
        case CT_ComboBox: return {size.width() + 40, height};
        case CT_SpinBox: return {size.width() + 28, height};
        case CT_MenuItem:
            if (const auto* item = as<QStyleOptionMenuItem>(option)) return paint::menuItemSize(m_theme, *item);
            break;
        case CT_HeaderSection: return {QProxyStyle::sizeFromContents(type, option, size, widget).width() + 8, 28};
        case CT_ItemViewItem: {
            const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
            return {base.width(), std::max(base.height(), metrics::kRowCompact)};
        }
        default: break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                            const QWidget* widget) const {
    const QRect all = option->rect;
    const auto placed = [&](const QRect& rect) { return visualRect(option->direction, all, rect); };
    if (control == CC_ComboBox) {
        if (part == SC_ComboBoxEditField) return placed(all.adjusted(10, 1, -28, -1));
        if (part == SC_ComboBoxArrow) return placed(QRect(all.right() - 27, all.top(), 28, all.height()));
        if (part == SC_ComboBoxFrame) return all;
    }
    if (control == CC_SpinBox) {
        const int half = all.height() / 2;
        if (part == SC_SpinBoxEditField) return placed(all.adjusted(8, 1, -24, -1));
        if (part == SC_SpinBoxUp) return placed(QRect(all.right() - 22, all.top(), 22, half));
        if (part == SC_SpinBoxDown) return placed(QRect(all.right() - 22, all.top() + half, 22, all.height() - half));
        if (part == SC_SpinBoxFrame) return all;
    }
    if (control == CC_ScrollBar) {
        const auto* bar = as<QStyleOptionSlider>(option);
        if (bar == nullptr) return {};
        const bool flat = bar->orientation == Qt::Horizontal;
        const int length = flat ? all.width() : all.height();
        if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine) return {};
        if (part == SC_ScrollBarGroove) return all;
        const qint64 span = qint64(bar->maximum) - bar->minimum;
        const int handle =
            span == 0 ? length : int(std::max<qint64>(24, qint64(length) * bar->pageStep / (span + bar->pageStep)));
        const int at =
            sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
        const auto piece = [&](int from, int size) {
            return flat ? QRect(all.left() + from, all.top(), size, all.height())
                        : QRect(all.left(), all.top() + from, all.width(), size);
        };
        if (part == SC_ScrollBarSlider) return piece(at, handle);
        if (part == SC_ScrollBarSubPage) return piece(0, at);
        if (part == SC_ScrollBarAddPage) return piece(at + handle, length - at - handle);
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    if (element == SE_LineEditContents) {
        const QWidget* field = widget == nullptr ? nullptr : widget->parentWidget();
        const bool inside = field != nullptr && (field->inherits("QComboBox") || field->inherits("QAbstractSpinBox"));
        return inside ? option->rect : option->rect.adjusted(8, 1, -8, -1);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    switch (element) {
        case PE_PanelLineEdit:
            if (const QWidget* field = widget == nullptr ? nullptr : widget->parentWidget();
                field != nullptr && (field->inherits("QComboBox") || field->inherits("QAbstractSpinBox"))) {
                return;  // the field around it has the frame
            }
            if (const auto* frame = as<QStyleOptionFrame>(option); frame != nullptr && frame->lineWidth > 0) {
                paint::fieldFrame(*painter, m_theme, *option);
            }
            return;
        case PE_FrameLineEdit: return;
        case PE_IndicatorCheckBox: paint::checkMark(*painter, m_theme, *option, false); return;
        case PE_IndicatorRadioButton: paint::checkMark(*painter, m_theme, *option, true); return;
        case PE_FrameFocusRect: return;  // FocusFrame and the widgets themselves show focus
        case PE_PanelMenu:
        case PE_FrameMenu:
        case PE_PanelTipLabel:
            paint::box(*painter, option->rect,
                       element == PE_FrameMenu
                           ? QColor()
                           : m_theme.color(element == PE_PanelMenu ? Token::Surface : Token::SurfaceAlt),
                       m_theme.color(Token::BorderControl), 0);
            return;
        case PE_Frame:
        case PE_FrameGroupBox:
            paint::box(*painter, option->rect, QColor(), m_theme.color(Token::Border),
                       element == PE_Frame ? 0 : metrics::kRadius);
            return;
        case PE_PanelItemViewItem:
            if (const auto* item = as<QStyleOptionViewItem>(option)) paint::itemBack(*painter, m_theme, *item);
            return;
        case PE_PanelItemViewRow: return;
        case PE_IndicatorArrowDown:
        case PE_IndicatorArrowUp:
        case PE_IndicatorArrowLeft:
        case PE_IndicatorArrowRight: {
            const Qt::ArrowType type = element == PE_IndicatorArrowDown   ? Qt::DownArrow
                                       : element == PE_IndicatorArrowUp   ? Qt::UpArrow
                                       : element == PE_IndicatorArrowLeft ? Qt::LeftArrow
                                                                          : Qt::RightArrow;
            paint::chevron(*painter, option->rect, m_theme.color(Token::TextMuted), type);
            return;
        }
        case PE_IndicatorBranch:
            if ((option->state & State_Children) != 0) {
                paint::chevron(*painter, option->rect, m_theme.color(Token::TextMuted),
                               (option->state & State_Open) != 0      ? Qt::DownArrow
                               : option->direction == Qt::RightToLeft ? Qt::LeftArrow
                                                                      : Qt::RightArrow);
            }
            return;
        case PE_FrameTabBarBase:
            painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                              m_theme.color(Token::Border));
            return;
        case PE_PanelScrollAreaCorner:
        case PE_FrameTabWidget: return;
        default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
    switch (element) {
        case CE_PushButton:
            if (const auto* button = as<QStyleOptionButton>(option)) {
                paint::button(*painter, m_theme, *button, widget);
                return;
            }
            break;
        case CE_MenuItem:
            if (const auto* item = as<QStyleOptionMenuItem>(option)) {
                paint::menuItem(*painter, m_theme, *item);
                return;
            }
            break;
        case CE_MenuEmptyArea: painter->fillRect(option->rect, m_theme.color(Token::Surface)); return;
        case CE_Header:
            if (const auto* head = as<QStyleOptionHeader>(option)) {
                paint::header(*painter, m_theme, *head);
                return;
            }
            break;
        case CE_HeaderEmptyArea:
            painter->fillRect(option->rect, m_theme.color(Token::SurfaceAlt));
            painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                              m_theme.color(Token::Border));
            return;
        case CE_TabBarTab:
            if (const auto* tab = as<QStyleOptionTab>(option)) {
                paint::tab(*painter, m_theme, *tab);
                return;
            }
            break;
        case CE_ProgressBar:
            if (const auto* bar = as<QStyleOptionProgressBar>(option)) {
                paint::progress(*painter, m_theme, *bar);
                return;
            }
            break;
        case CE_FocusFrame:
            paintFocusRing(*painter, QRectF(option->rect).adjusted(4, 4, -4, -4).adjusted(-0.5, -0.5, 0.5, 0.5),
                           m_theme, metrics::kRadius + 2);
            return;
        case CE_Splitter: return;
        default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
    switch (control) {
        case CC_ToolButton:
            if (const auto* tool = as<QStyleOptionToolButton>(option)) {
                paint::toolButton(*painter, m_theme, *tool, widget);
                return;
            }
            break;
        case CC_ComboBox:
            if (const auto* combo = as<QStyleOptionComboBox>(option)) {
                paint::comboBox(*painter, m_theme, *combo, widget);
                return;
            }
            break;
        case CC_SpinBox:
            if (const auto* spin = as<QStyleOptionSpinBox>(option)) {
                paint::spinBox(*painter, m_theme, *this, *spin, widget);
                return;
            }
            break;
        case CC_ScrollBar:
            if (const auto* bar = as<QStyleOptionSlider>(option)) {
                paint::scrollBar(*painter, m_theme, *this, *bar, widget);
                return;
            }
            break;
        default: break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

}  // namespace vedette::ui
