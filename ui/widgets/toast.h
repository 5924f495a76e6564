// SPDX-License-Identifier: GPL-3.0-or-later
// Short messages at the bottom of a window: what was done, and Undo. Announced to screen readers. At most three; the
// oldest goes first. They stay while the pointer or the focus is on them.
#pragma once

#include <functional>

#include "ui/widgets/glyph.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

struct ToastMessage {
    QString text;                         // a whole sentence
    Glyph glyph = Glyph::None;            // Fail for an error, None for "done"
    QString action = {};                  // word of the button, e.g. tr("Undo"); empty: none
    std::function<void()> onAction = {};  // UI thread
    int milliseconds = 6000;              // 0: until closed
};

class ToastHost : public ThemedWidget {
    Q_OBJECT
public:
    /// Overlays `window`, bottom centre; takes no room and no clicks where there is no toast.
    ToastHost(const Theme& theme, QWidget* window);
    ~ToastHost() override;
    void post(const ToastMessage& message);
    int count() const;
    /// Triggers the newest action that is still there ("u" for undo); false if there is none.
    bool triggerAction();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
};

}  // namespace vedette::ui
