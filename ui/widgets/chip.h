// SPDX-License-Identifier: GPL-3.0-or-later
// A filter chip: faint field and operator, plain value, then × or an arrow. 24 high. Several stand in a ChipBar.
#pragma once

#include <QtWidgets/QAbstractButton>

#include <optional>

#include "ui/theme/theme.h"
#include "ui/widgets/glyph.h"

class QMenu;

namespace vedette::ui {

class Chip : public QAbstractButton {
    Q_OBJECT
public:
    enum class Kind {
        Filter,  // "class is API Activity 6003 ×": click edits, × or Delete removes
        Choice,  // "group by severity v": click opens its menu
        Toggle,  // "▲ Alert 4": checkable; glyph and count
        Add,     // dashed, "+ Filter"
        News,    // "3 new": accent edge
    };

    Chip(const Theme& theme, Kind kind, QWidget* parent = nullptr);

    /// `field` ("zone reached is not") may be empty; `value` is the plain part.
    void setText(const QString& field, const QString& value);
    QString field() const { return m_field; }
    QString value() const { return m_value; }
    void setGlyph(Glyph glyph);
    /// Count after the value, textFaint with the dotted underline of a figure; nullopt removes it.
    void setCount(std::optional<qint64> count);
    /// Accent edge and selected fill. For Toggle it follows checked.
    void setActive(bool active);
    bool isActive() const;
    /// Opened on click of a Choice; the chip does not own it.
    void setMenu(QMenu* menu);
    Kind kind() const { return m_kind; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// × clicked, or Delete or Backspace pressed. The owner removes the chip.
    void removed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF closeRect() const;
    void describe();
    void openMenu();

    const Theme& m_theme;
    Kind m_kind;
    QString m_field;
    QString m_value;
    Glyph m_glyph = Glyph::None;
    std::optional<qint64> m_count;
    bool m_active = false;
    QMenu* m_menu = nullptr;
};

}  // namespace vedette::ui
