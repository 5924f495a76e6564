// SPDX-License-Identifier: GPL-3.0-or-later
// The detail at the right: never modal, Esc closes it, the page behind stays usable. Order: what, verdict, why, chart,
// rows, action. Overlays its parent widget; in a layout of its own (setDocked) it takes its place beside the page.
#pragma once

#include <QtCore/QPointer>

#include "ui/widgets/themed_widget.h"

class QPropertyAnimation;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace vedette::ui {

class FlowLayout;
class TextLabel;

class Drawer : public ThemedWidget {
    Q_OBJECT
public:
    /// `parent` is the widget it overlays; may be null for a docked drawer.
    explicit Drawer(const Theme& theme, QWidget* parent);

    /// Title of 15/600 with an optional line above (badges) and a muted line below.
    void setTitle(const QString& title, const QString& subtitle = {});
    /// In the line of the title, left of it (a GlyphLabel) or in the line of badges. The drawer takes them.
    void setTitleGlyph(QWidget* glyph);
    void addBadge(QWidget* badge);
    void clearBadges();
    /// A strip on surfaceAlt under the head, for the buttons. The drawer takes them; clear() deletes them.
    void addAction(QWidget* button);
    using QWidget::addAction;
    /// A section with a 1 px line above; title 12/600 and faint subtitle may be empty. The drawer takes `content`.
    /// Returns the section, for hiding it as a whole.
    QWidget* addSection(const QString& title, const QString& subtitle, QWidget* content, QWidget* headRight = nullptr);
    /// Deletes badges, actions and sections; head texts are emptied.
    void clear();

    void setDocked(bool docked);
    bool isOpen() const { return m_open; }
    /// 396 to 440, by the parent's width.
    int preferredWidth() const;
    QSize sizeHint() const override;

public Q_SLOTS:
    /// Shows it, slides in unless motion is reduced. Focus stays where it is; focusContent() moves it in.
    void openDrawer();
    /// Esc, ×. Focus returns to the widget that had it when focusContent() was called.
    void closeDrawer();
    void focusContent();

Q_SIGNALS:
    void opened();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void themeChanged() override;

private:
    void place();
    double slide() const { return m_slide; }
    void setSlide(double part);

    QVBoxLayout* m_headLayout;
    FlowLayout* m_badges;
    QWidget* m_badgeRow;
    QWidget* m_titleGlyph = nullptr;
    TextLabel* m_title;
    TextLabel* m_subtitle;
    QToolButton* m_close;
    QWidget* m_actionStrip;
    FlowLayout* m_actions;
    QScrollArea* m_scroll;
    QVBoxLayout* m_sections;
    QPropertyAnimation* m_animation;
    QPointer<QWidget> m_focusBefore;
    double m_slide = 1;  // 0 = fully outside
    bool m_open = false;
    bool m_docked = false;

    Q_PROPERTY(double slide READ slide WRITE setSlide)
};

}  // namespace vedette::ui
