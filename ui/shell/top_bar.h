// SPDX-License-Identifier: GPL-3.0-or-later
// Title of the page, the part of the fleet and the range of time that every page obeys, and the way to search.
#pragma once

#include "ui/page/context.h"
#include "ui/widgets/themed_widget.h"

class QHBoxLayout;
class QMenu;
class QPushButton;

namespace vedette::ui {

class PersonButton;
class TextLabel;
class ScopeButton;

class TopBar : public ThemedWidget {
    Q_OBJECT

public:
    explicit TopBar(const Theme& theme, QWidget* parent = nullptr);
    // Null while no store is open.
    void setContext(Context* context);
    void setTitle(const QString& title);
    [[nodiscard]] PersonButton* person() const { return m_person; }

Q_SIGNALS:
    void searchRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    void fillFleetMenu();
    void fillTimeMenu();
    void chooseNodes(const std::vector<std::string>& nodes, const QString& name);
    void chooseCustomRange();

    Context* m_context = nullptr;
    TextLabel* m_title;
    ScopeButton* m_fleet;
    ScopeButton* m_time;
    ScopeButton* m_search;
    PersonButton* m_person;
    QMenu* m_fleetMenu;
    QMenu* m_timeMenu;
};

}  // namespace vedette::ui
