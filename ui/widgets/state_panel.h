// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where content would: one sentence why, and one action.
#pragma once

#include "ui/widgets/themed_widget.h"

class QLabel;
class QPushButton;

namespace vedette::ui {

class StatePanel : public ThemedWidget {
    Q_OBJECT
public:
    enum class Kind {
        Empty,    // nothing there yet, and how to get it
        Nothing,  // asked and found nothing: a result; may carry a seal
        Error,    // what failed, where, what to do: critical shape
        Loading,  // first load: still bars
    };
    Q_ENUM(Kind)

    explicit StatePanel(const Theme& theme, QWidget* parent = nullptr);
    /// `sentence` says what and why; `detail` (may be empty) where and what to do. Empty `action`: no button.
    void setState(Kind kind, const QString& sentence, const QString& detail = {}, const QString& action = {});
    /// Seal before the sentence, for Nothing that was checked.
    void setSealed(bool sealed);
    Kind kind() const { return m_kind; }
    QString sentence() const;
    QPushButton* actionButton() const { return m_action; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent* event) override;
    void themeChanged() override;

private:
    QRectF glyphRect() const;
    Kind m_kind = Kind::Loading;
    bool m_sealed = false;
    QLabel* m_sentence;
    QLabel* m_detail;
    QPushButton* m_action;
};

}  // namespace vedette::ui
