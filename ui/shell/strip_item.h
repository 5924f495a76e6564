// SPDX-License-Identifier: GPL-3.0-or-later
// One item of the status bar: shape, faint name, plain value with a dotted underline when it opens.
#pragma once

#include <QAbstractButton>

#include "ui/theme/theme.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {

class StripItem : public QAbstractButton {
    Q_OBJECT

public:
    StripItem(const Theme& theme, const QString& name, QWidget* parent);
    // Empty value hides the item.
    void setValue(const QString& value, Glyph glyph = Glyph::None, Token tone = Token::Text);
    [[nodiscard]] const QString& value() const { return m_value; }
    void setOpens(bool opens);
    // Where room is short: without its name, which stays in the tool tip; or not at all.
    enum class Room { Full, Short, None };
    void setRoom(Room room);
    // Of the item in this room; 0 without a value.
    [[nodiscard]] int widthIn(Room room) const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_name;
    QString m_value;
    Glyph m_glyph = Glyph::None;
    Token m_tone = Token::Text;
    bool m_opens = false;
    Room m_room = Room::Full;
};

}  // namespace vedette::ui
