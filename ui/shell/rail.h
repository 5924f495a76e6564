// SPDX-License-Identifier: GPL-3.0-or-later
// The navigation rail: the pages, settings and collapse at its foot. Ctrl+1 to Ctrl+9 choose a page; Up and Down move
// inside it.
#pragma once

#include <QList>

#include "ui/page/navigator.h"
#include "ui/widgets/themed_widget.h"

class QAbstractButton;

namespace vedette::ui {

class RailButton;

class Rail : public ThemedWidget {
    Q_OBJECT

public:
    explicit Rail(const Theme& theme, QWidget* parent = nullptr);
    void setCurrent(PageId page);
    void setBadge(PageId page, int count);
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool collapsed() const { return m_collapsed; }
    // Without an open store only what needs none can be chosen.
    void setPagesEnabled(bool enabled);
    // Each page can be asked for in a window of its own: Ctrl+click, or its menu.
    void offerWindows();

Q_SIGNALS:
    void pageChosen(vedette::ui::PageId page);
    void windowAsked(vedette::ui::PageId page);
    void collapsedChanged(bool collapsed);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    RailButton* add(const QString& text, const QString& icon, const QString& objectName);
    QList<RailButton*> m_pages;
    RailButton* m_collapse;
    bool m_collapsed = false;
    bool m_windows = false;  // can be asked for
};

}  // namespace vedette::ui
