// SPDX-License-Identifier: GPL-3.0-or-later
// Head of a DataTable: 28 high (44 with shapes), surfaceAlt, caption font, sort arrow, faint second words.
#pragma once

#include <QtWidgets/QHeaderView>

#include "ui/theme/theme.h"

namespace vedette::ui {

class TableHead : public QHeaderView {
    Q_OBJECT
public:
    explicit TableHead(const Theme& theme, QWidget* parent = nullptr);
    /// Width the head's words need, with arrow and padding.
    int wordsWidth(int column) const;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int column) const override;
    QSize sectionSizeFromContents(int column) const override;
    QSize sizeHint() const override;

private:
    bool hasGlyphs() const;
    const Theme& m_theme;
};

}  // namespace vedette::ui
