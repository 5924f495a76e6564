// SPDX-License-Identifier: GPL-3.0-or-later
// A remark on a soft fill before the button: what stands in the way of a report, or what it will have to say.
#pragma once

#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class TextLabel;

class ReportNote : public ThemedWidget {
    Q_OBJECT

public:
    explicit ReportNote(const Theme& theme, QWidget* parent = nullptr);
    // Empty: hidden.
    void setText(const QString& text);
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TextLabel* m_text;
};

}  // namespace vedette::ui
