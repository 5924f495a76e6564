// SPDX-License-Identifier: GPL-3.0-or-later
// Running text whose figures open to their records: the sentence of a page, the "why" of an alert. Wraps; Tab enters
// it, Left and Right move between its figures, Enter opens one.
#pragma once

#include <QtCore/QList>

#include "ui/widgets/themed_widget.h"

class QTextLayout;

namespace vedette::ui {

struct ProsePart {
    QString text;
    QString opens = {};   // filter the figure opens; empty: plain text
    bool strong = false;  // weight 600
    bool sealed = false;  // a seal follows
};

class Prose : public ThemedWidget {
    Q_OBJECT
public:
    explicit Prose(const Theme& theme, FontRole role = FontRole::Body, QWidget* parent = nullptr);
    ~Prose() override;
    void setParts(const QList<ProsePart>& parts);
    void setTone(Token tone);
    QString plainText() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void opened(const QString& filter);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void themeChanged() override;

private:
    void build();
    double layOut(double width) const;
    int partAt(const QPointF& point) const;
    QList<QRectF> boxes(int part) const;
    int step(int from, int by) const;

    QList<ProsePart> m_parts;
    QList<int> m_starts;  // offset of each part in the text
    FontRole m_role;
    Token m_tone = Token::Text;
    std::unique_ptr<QTextLayout> m_layout;
    int m_current = -1;  // part under the keyboard
};

}  // namespace vedette::ui
