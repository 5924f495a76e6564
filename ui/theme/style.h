// SPDX-License-Identifier: GPL-3.0-or-later
// Fusion painted with the theme's tokens: buttons, inputs, combo boxes, check boxes, menus, scroll bars, heads, tabs,
// tool tips and the focus ring. What a button is comes from the dynamic property "variant", its key from "keyHint": use
// setVariant() and setKeyHint(). No style sheets anywhere.
#pragma once

#include <QtWidgets/QProxyStyle>

class QAbstractButton;

namespace vedette::ui {

class Theme;

enum class Variant {
    Outlined,    // default of a push button
    Primary,     // one per view
    Link,        // accent text, no frame
    Quiet,       // no frame, fill under the pointer; tool buttons in heads
    Chip,        // filter
    ChipActive,  // accent edge, selected fill
    ChipAdd,     // dashed edge
};

/// Tells the style what the widget is; may be called at any time.
void setVariant(QWidget* widget, Variant variant);
Variant variantOf(const QWidget* widget);

/// Paints the key inside the button, e.g. "a" or "Ctrl K", and adds it to the tool tip and accessible description. The
/// shortcut itself belongs to the action or page.
void setKeyHint(QAbstractButton* button, const QString& key);

/// Makes a control 32 high, for forms, instead of 28.
void setFormSized(QWidget* widget, bool form = true);

/// The widget has the focus and the person is using the keyboard: draw the ring. Widgets that draw it themselves set
/// the dynamic property "ownFocus".
bool showsFocus(const QWidget* widget);

/// Two pixels of accent around `rect`, one pixel off.
void paintFocusRing(QPainter& painter, const QRectF& rect, const Theme& theme, double radius = 6);

/// Bordered key as it stands inside a button or beside its word; returns its width. `color` is the text's and edge's.
double paintKey(QPainter& painter, const QPointF& leftCenter, const QString& key, const Theme& theme,
                const QColor& color, const QColor& edge);
double keyWidth(const QString& key, const Theme& theme);

class Style : public QProxyStyle {
    Q_OBJECT
public:
    explicit Style(const Theme& theme);

    void polish(QWidget* widget) override;
    void unpolish(QWidget* widget) override;
    using QProxyStyle::polish;
    using QProxyStyle::unpolish;
    QPalette standardPalette() const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;

private:
    const Theme& m_theme;
};

}  // namespace vedette::ui
