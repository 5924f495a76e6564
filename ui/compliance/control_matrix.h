// SPDX-License-Identifier: GPL-3.0-or-later
// Frameworks by requirement groups: one shape per control, worst first, four across. An empty cell means that the
// framework has no such duty. Arrow keys move from control to control, Home and End to the first and last, Enter opens;
// the current control's name and state are the accessible description and the tool tip. Names of frameworks and groups
// stay in place while the rest scrolls.
#pragma once

#include <QAbstractScrollArea>

#include <vector>

#include "ui/theme/theme.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {

struct MatrixMark {
    QString id;
    Glyph state = Glyph::None;
    int column = 0;
    QString words;        // "GDPR Art 44, Transfer gate: fail"
    bool matches = true;  // false: a dot only, and passed over by the keys
};

struct MatrixRow {
    QString title;
    QString subtitle;
    std::vector<MatrixMark> marks;  // worst first
};

struct MatrixColumn {
    QString first;
    QString second;
};

class ControlMatrix : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit ControlMatrix(const Theme& theme, QWidget* parent = nullptr);
    void setContent(std::vector<MatrixColumn> columns, std::vector<MatrixRow> rows);
    [[nodiscard]] QString current() const;
    // Moves there and brings it into view; false when it is not shown.
    bool setCurrent(const QString& id);
    // Of the shape, in the viewport; empty when it is not shown. For tests and menus.
    [[nodiscard]] QRect markRect(const QString& id) const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void currentChanged(const QString& id);
    void activated(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    struct Place {
        int row = 0;
        int mark = 0;  // within the row
        QRect rect;    // of the shape, unscrolled
        QPoint cell;   // column and place within the cell
    };
    [[nodiscard]] const MatrixMark& markAt(const Place& place) const;
    [[nodiscard]] std::vector<int> leastWidths() const;  // of the columns
    void layOutColumns();
    [[nodiscard]] QRect onScreen(const QRect& rect) const;  // unscrolled → viewport, mirrored for right-to-left
    [[nodiscard]] int placeAt(const QPoint& viewport) const;
    [[nodiscard]] int placeOf(const QString& id) const;
    void layOut();
    void moveTo(int place);
    void step(int by);
    void stepRow(int direction);
    void paintGrid(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintHeads(QPainter& painter) const;
    void paintLabels(QPainter& painter) const;

    const Theme& m_theme;
    std::vector<MatrixColumn> m_columns;
    std::vector<MatrixRow> m_rows;
    std::vector<int> m_lefts;  // of the columns, unscrolled; one more than columns
    std::vector<int> m_tops;   // of the rows, unscrolled, below the head; one more than rows
    std::vector<Place> m_places;
    QString m_current;
};

}  // namespace vedette::ui
