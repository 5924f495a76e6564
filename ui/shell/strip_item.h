// SPDX-License-Identifier: GPL-3.0-or-later
// One item of the status bar: shape, faint name, plain value with a dotted underline when it opens.
#pragma once

#include <QAbstractButton>

#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {

class StripItem : public QAbstractButton {
    Q_OBJECT

public:
    StripItem(const Theme& theme, const QString& name, QWidget* parent);
    // What is said where room is short. Without its name only what says itself what it is about.
    struct Form {
        QString value;
        bool named = true;
        bool operator==(const Form&) const = default;
    };
    // Empty value hides the item. `shorter`: from long to short; the tool tip and a screen reader have all of it.
    void setValue(const QString& value, Glyph glyph = Glyph::None, Token tone = Token::Text,
                  const QList<Form>& shorter = {});
    [[nodiscard]] const QString& value() const { return m_forms.front().value; }
    void setOpens(bool opens);
    // 0: all of it; then its shorter forms, the last one where there are fewer; kGone: not at all.
    static constexpr int kGone = -1;
    void setForm(int form);
    // Of the item in this form; 0 without a value.
    [[nodiscard]] int widthIn(int form) const;
    // What is painted: "Anchor to entry 119".
    [[nodiscard]] QString shownText() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] const Form& formAt(int form) const { return m_forms[std::min<qsizetype>(form, m_forms.size() - 1)]; }

    const Theme& m_theme;
    QString m_name;
    Glyph m_glyph = Glyph::None;
    Token m_tone = Token::Text;
    bool m_opens = false;
    QList<Form> m_forms = {Form{}};
    int m_form = 0;
};

}  // namespace vedette::ui
