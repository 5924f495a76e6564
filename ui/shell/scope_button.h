// SPDX-License-Identifier: GPL-3.0-or-later
// A control of the top bar: icon, strong word, faint detail, an arrow or a key at its end.
#pragma once

#include <QAbstractButton>

#include "ui/theme/theme.h"

class QMenu;

namespace vedette::ui {

class ScopeButton : public QAbstractButton {
    Q_OBJECT

public:
    ScopeButton(const Theme& theme, const QString& icon, QWidget* parent);
    void setWords(const QString& strong, const QString& faint);
    void setMenu(QMenu* menu);
    // Shown as a key at the end instead of the arrow.
    void setKey(const QString& key);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    const Theme& m_theme;
    QString m_icon;
    QString m_faint;
    QString m_key;
    QMenu* m_menu = nullptr;
};

}  // namespace vedette::ui
