// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the window while no store is open: try the demo fleet, open a store, connect my nodes.
#pragma once

#include "core/base/error.h"
#include "ui/bridge/services.h"
#include "ui/page/settings.h"
#include "ui/widgets/themed_widget.h"

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace vedette::ui {

class ConnectWizard;
class ProgressRow;
class StatePanel;
class TextLabel;

class FirstRun : public ThemedWidget {
    Q_OBJECT

public:
    FirstRun(const Theme& theme, SettingsStore& settings, Services& services, QWidget* parent = nullptr);
    // Shows the recent stores anew.
    void refresh();
    void showError(const Error& error);
    // Words while something is prepared; empty ends it.
    void showBusy(const QString& words);

Q_SIGNALS:
    void demoRequested();
    void openRequested();
    void connectRequested();  // the wizard opens by itself
    void storeChosen(const QString& store);
    // The wizard has written a fleet file; the store is to be made where it says.
    void fleetReady(const QString& store, const QString& fleetFile);

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeChoices();
    struct Choice {
        QString icon;
        QString title;
        QString words;
        QStringList facts;
        QString button;
        QString objectName;
        void (FirstRun::*asked)();
    };
    QWidget* makeHead(QWidget* parent);
    QWidget* makeFoot(QWidget* parent);
    // `key`: which of the choices it is, and the key that takes it.
    QWidget* makeChoice(const Choice& choice, int key, QWidget* page);
    SettingsStore& m_settings;
    QStackedWidget* m_stack;
    ConnectWizard* m_wizard;
    QVBoxLayout* m_recent = nullptr;
    QWidget* m_recentList = nullptr;
    StatePanel* m_error;
    ProgressRow* m_busy;
};

}  // namespace vedette::ui
