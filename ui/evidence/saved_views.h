// SPDX-License-Identifier: GPL-3.0-or-later
// Filters a person has given a name, kept in the settings of this machine; and the popup that saves, opens and removes
// them.
#pragma once

#include <QSettings>

#include <vector>

#include "ui/evidence/popup_panel.h"

class QLineEdit;
class QListWidget;
class QPushButton;

namespace vedette::ui {

class TextLabel;

struct SavedView {
    QString name;
    QString filter;  // as parseFilter() reads it
    bool operator==(const SavedView&) const = default;
};

// In the order they were saved. A name occurs once: saving it again replaces its filter.
[[nodiscard]] std::vector<SavedView> savedViews(QSettings& settings);
void saveView(QSettings& settings, const SavedView& view);
void removeView(QSettings& settings, const QString& name);

class ViewsPopup : public PopupPanel {
    Q_OBJECT

public:
    ViewsPopup(const Theme& theme, QSettings& settings, QWidget* host);
    // `filter` is what Save keeps.
    void start(QWidget* anchor, const QString& filter);

Q_SIGNALS:
    void chosen(const vedette::ui::SavedView& view);
    void saved(const QString& name);
    void removed(const vedette::ui::SavedView& view);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void save();
    void openCurrent();
    void removeCurrent();
    QSettings& m_settings;
    QString m_filter;
    QLineEdit* m_name;
    QPushButton* m_save;
    QListWidget* m_list;
    TextLabel* m_empty;
};

}  // namespace vedette::ui
