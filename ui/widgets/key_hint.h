// SPDX-License-Identifier: GPL-3.0-or-later
// Keys and what they do: "[j] [k] move". Inside a button use setKeyHint() of ui/theme/style.h instead.
#pragma once

#include <QtCore/QStringList>

#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class KeyHint : public ThemedWidget {
    Q_OBJECT
public:
    KeyHint(const Theme& theme, const QStringList& keys, const QString& word, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList m_keys;
    QString m_word;
};

}  // namespace vedette::ui
