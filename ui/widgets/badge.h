// SPDX-License-Identifier: GPL-3.0-or-later
// A small word in a frame, 20 high. Soft fill only for the one verdict of a header.
#pragma once

#include "ui/widgets/glyph.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class Badge : public ThemedWidget {
    Q_OBJECT
public:
    explicit Badge(const Theme& theme, const QString& text = {}, QWidget* parent = nullptr);
    void setText(const QString& text);
    QString text() const { return m_text; }
    void setGlyph(Glyph glyph);
    /// Fill and text in the glyph's colours: the verdict.
    void setVerdict(bool verdict);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Glyph m_glyph = Glyph::None;
    bool m_verdict = false;
};

}  // namespace vedette::ui
