// SPDX-License-Identifier: GPL-3.0-or-later
// A surface with a 1 px border: head of 40 with title, faint subtitle and actions, then a body. While a newer result is
// on its way the old content stays under a 2 px accent line; a first load, emptiness and errors stand in the body's
// place.
#pragma once

#include "ui/widgets/state_panel.h"
#include "ui/widgets/themed_widget.h"

class QAction;
class QHBoxLayout;
class QLabel;
class QStackedLayout;
class QTimer;
class QToolButton;
class QVBoxLayout;

namespace vedette::ui {

class TextLabel;

class Card : public ThemedWidget {
    Q_OBJECT
public:
    /// Empty `title`: no head until setTitle().
    explicit Card(const Theme& theme, const QString& title = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    QString title() const;
    void setSubtitle(const QString& subtitle);
    /// A quiet tool button for the action at the head's right, in order. The card does not own the action.
    QToolButton* addHeadAction(QAction* action);
    /// Any widget at the head's right; the card takes it.
    void addHeadWidget(QWidget* widget);
    /// Between title and actions, e.g. a Badge.
    void addTitleWidget(QWidget* widget);
    /// 1 px line under the head (tables and lists have it; charts do not). Default off.
    void setHeadLine(bool line);
    /// Keeps the head clear of the border by accent: the card is the one chosen of several.
    void setHighlighted(bool highlighted);

    /// Where the content goes. Margins are 16, 0, 16, 16 (16 all round without head); setFlush() makes them 1 so that a
    /// table reaches the border.
    QVBoxLayout* body() const { return m_body; }
    void setFlush(bool flush = true);

    /// True: the accent line appears after 150 ms, the content stays. On the first load show StatePanel::Kind::Loading.
    void setLoading(bool loading);
    bool isLoading() const { return m_loading; }
    /// The panel in place of the body; showBody() brings the content back.
    StatePanel* showState(StatePanel::Kind kind, const QString& sentence, const QString& detail = {},
                          const QString& action = {});
    void showBody();
    StatePanel* statePanel() const { return m_state; }

Q_SIGNALS:
    /// The button of the state panel.
    void stateActionTriggered();

protected:
    void paintEvent(QPaintEvent* event) override;
    void themeChanged() override;

private:
    void applyMargins();
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    QWidget* m_head;
    QHBoxLayout* m_headLayout;
    TextLabel* m_title;
    TextLabel* m_subtitle;
    QStackedLayout* m_stack;
    QWidget* m_bodyWidget;
    QVBoxLayout* m_body;
    StatePanel* m_state;
    QTimer* m_loadingDelay;
    QWidget* m_corners = nullptr;  // over a flush body, whose square corners it covers
    QList<std::pair<QToolButton*, QAction*>> m_buttons;
    bool m_loading = false;
    bool m_lineShown = false;
    bool m_headLine = false;
    bool m_flush = false;
    bool m_highlighted = false;
};

}  // namespace vedette::ui
