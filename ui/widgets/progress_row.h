// SPDX-License-Identifier: GPL-3.0-or-later
// Work in the background: what it is, how far, and Cancel.
#pragma once

#include "ui/widgets/themed_widget.h"

class QPushButton;

namespace vedette::ui {

class ProgressRow : public ThemedWidget {
    Q_OBJECT
public:
    explicit ProgressRow(const Theme& theme, QWidget* parent = nullptr);
    void setText(const QString& text);
    /// `total` 0: length unknown, the bar is a still half-tone and the words say what is done.
    void setProgress(qint64 done, qint64 total);
    /// Faint words at the right ("1.2 of 4.9 M entries").
    void setDetail(const QString& detail);
    void setCancellable(bool cancellable);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void cancelled();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void describe();
    QString m_text;
    QString m_detail;
    qint64 m_done = 0;
    qint64 m_total = 0;
    QPushButton* m_cancel;
};

}  // namespace vedette::ui
