// SPDX-License-Identifier: GPL-3.0-or-later
// One line of what waits or has happened: shape, title, what is known beside it, and the time at the right.
#pragma once

#include <QAbstractButton>

#include <optional>

#include "ui/page/navigator.h"
#include "ui/theme/theme.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {

struct Decision {
    Glyph glyph = Glyph::None;
    QString title = {};
    QString detail = {};
    QString when = {};                  // "18 min left", "11:20"; empty: no date
    bool pressing = false;              // `when` in the tone of a failure
    std::optional<Target> target = {};  // none: the line opens nothing, and does not look as if it did
};

// Enter and a click open it; up, down, j and k go to the next line.
class DecisionRow : public QAbstractButton {
    Q_OBJECT

public:
    // `padding`: at both ends, inside of the row.
    DecisionRow(const Theme& theme, const Decision& decision, int padding, QWidget* parent);
    [[nodiscard]] const Decision& decision() const { return m_decision; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Decision m_decision;
    int m_padding;
};

}  // namespace vedette::ui
