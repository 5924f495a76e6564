// SPDX-License-Identifier: GPL-3.0-or-later
// The bottom line of a page that is worked by keyboard: the keys that matter most, and the last decision with its Undo.
#pragma once

#include <QPushButton>

#include <functional>
#include <vector>

#include "ui/widgets/text_label.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

struct KeyUse {
    QStringList keys;
    QString word;
};

class KeyHint;

class KeyStrip : public ThemedWidget {
    Q_OBJECT

public:
    // `prefix` begins the object names: "alerts" makes "alertsUndo" and "alertsLast".
    KeyStrip(const Theme& theme, const QList<KeyUse>& uses, const QString& prefix, QWidget* parent = nullptr);
    // "last: Resolve "TLS scan" by you, 14:21"; empty: nothing to undo.
    void setLast(const QString& words, bool undoable);

    // Hints that do not fit are left out.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void undoAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    std::vector<KeyHint*> m_hints;
    TextLabel* m_last;
    QPushButton* m_undo;
};

// What could not be done, until it is dismissed; the page behind it stays usable.
class TroubleBar : public ThemedWidget {
    Q_OBJECT

public:
    TroubleBar(const Theme& theme, const QString& objectName, QWidget* parent = nullptr);
    // `action` empty: no button beside Dismiss.
    void report(const QString& text, const QString& action = {}, std::function<void()> onAction = {});
    void dismiss();
    [[nodiscard]] QString text() const { return m_text->text(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TextLabel* m_text;
    QPushButton* m_action;
    std::function<void()> m_onAction;
};

}  // namespace vedette::ui
