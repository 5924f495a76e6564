// SPDX-License-Identifier: GPL-3.0-or-later
// A page of the console: one widget the shell puts behind a rail entry. Pages know no other page and no shell.
#pragma once

#include <QAction>
#include <QWidget>

#include "ui/page/context.h"

namespace vedette::ui {

class Page : public QWidget {
    Q_OBJECT

public:
    // `objectName` of the page, for tests and screenshots: "overviewPage".
    Page(Context& context, PageId id, const QString& objectName);
    [[nodiscard]] PageId id() const { return m_id; }
    // Called each time the page comes to the front, with where to go inside it (all fields empty: just show).
    virtual void visit(const Target& target) = 0;
    // What the command palette and the shortcut help offer while the page is in front. Owned by the page; each has a
    // text, and a shortcut where there is one. The page adds them to itself, so that shortcuts work.
    [[nodiscard]] virtual QList<QAction*> commands() const { return {}; }
    // Where the search box and "/" go, null when the page has no filter of its own.
    [[nodiscard]] virtual QWidget* filterField() { return nullptr; }

Q_SIGNALS:
    // A count beside the page's name in the rail; 0 hides it.
    void badgeChanged(int count);

protected:
    [[nodiscard]] Context& context() const { return m_context; }

private:
    Context& m_context;
    PageId m_id;
};

// "Overview", "Alerts", ... in the user's language, and the Breeze icon of each.
[[nodiscard]] QString pageTitle(PageId id);
[[nodiscard]] QString pageIcon(PageId id);

}  // namespace vedette::ui
