// SPDX-License-Identifier: GPL-3.0-or-later
// A number that opens to its records: dotted underline, and a seal when it was checked against a signed checkpoint. A
// button to keyboard and screen reader. Without a filter it is a plain number: no underline, no focus.
#pragma once

#include <QtWidgets/QAbstractButton>

#include "ui/theme/theme.h"

namespace vedette::ui {

class Figure : public QAbstractButton {
    Q_OBJECT
public:
    explicit Figure(const Theme& theme, QWidget* parent = nullptr);
    Figure(const Theme& theme, const QString& value, FontRole role, QWidget* parent = nullptr);

    /// The value as shown, already formatted by the page ("3 min 40 s", "99.648 %").
    void setValue(const QString& value);
    QString value() const { return text(); }
    /// What the number is ("Unlogged inference"): the accessible name is "what: value", with "verified" when sealed.
    void setWhat(const QString& what);
    /// Filter text it opens (ui/models: OpensRole). Empty: not openable.
    void setOpens(const QString& filter);
    QString opens() const { return m_opens; }
    /// True only for a number that was checked against a signed checkpoint.
    void setSealed(bool sealed);
    bool isSealed() const { return m_sealed; }
    void setRole(FontRole role);
    void setTone(Token tone);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// Clicked, or Enter or Space pressed on it; only when openable.
    void opened(const QString& filter);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    void describe();
    int sealSize() const;

    const Theme& m_theme;
    QString m_what;
    QString m_opens;
    FontRole m_role = FontRole::Table;
    Token m_tone = Token::Text;
    bool m_sealed = false;
};

}  // namespace vedette::ui
