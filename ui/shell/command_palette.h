// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+K: pages, the page's commands, alerts, nodes, controls, and the words typed as a search of the evidence. Arrows
// choose, Enter runs, Esc closes. An overlay, never modal.
#pragma once

#include <QList>
#include <QPointer>

#include <functional>

#include "ui/widgets/themed_widget.h"

class QLineEdit;
class QListWidget;

namespace vedette::ui {

struct PaletteItem {
    QString group;  // "Pages", "Commands", "Alerts"
    QString title;
    QString detail;  // faint, at the right: shortcut or kind
    std::function<void()> run;
};

class CommandPalette : public ThemedWidget {
    Q_OBJECT

public:
    CommandPalette(const Theme& theme, QWidget* window);
    // `items` without what depends on the words; `forWords` adds what is made of them.
    void open(QList<PaletteItem> items, std::function<QList<PaletteItem>(const QString&)> forWords);
    void close();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    void filter();
    void runCurrent();
    void move(int by);

    QLineEdit* m_field;
    QListWidget* m_list;
    QList<PaletteItem> m_items;
    QList<PaletteItem> m_shown;
    std::function<QList<PaletteItem>(const QString&)> m_forWords;
    QPointer<QWidget> m_focusBefore;
};

}  // namespace vedette::ui
