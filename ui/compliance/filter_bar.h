// SPDX-License-Identifier: GPL-3.0-or-later
// Which controls are looked at: chips by state with their counts, framework, severity, whose number, and free words.
#pragma once

#include <QLineEdit>
#include <QMenu>

#include <functional>
#include <map>

#include "ui/compliance/control_row.h"
#include "ui/widgets/chip_bar.h"

namespace vedette::ui {

class ComplianceFilterBar : public ThemedWidget {
    Q_OBJECT

public:
    explicit ComplianceFilterBar(const Theme& theme, QWidget* parent = nullptr);
    // Counts and frameworks to choose from, of all controls, whatever the filter.
    void setRows(const std::vector<ControlRow>& rows);
    [[nodiscard]] const ControlFilter& filter() const { return m_filter; }
    void setFilter(const ControlFilter& filter);
    // The field for words; the page puts it where there is room.
    [[nodiscard]] QLineEdit* field() const { return m_text; }
    // The chip that says and chooses the period; its menu belongs to the page.
    [[nodiscard]] Chip* periodChip() const { return m_period; }

Q_SIGNALS:
    void filterChanged();

private:
    void addStateChips();
    void addChoices();
    void fillFrameworks(const std::vector<ControlRow>& rows);
    void choose(QMenu* menu, const QString& key, const QString& words, std::function<void()> apply);
    void sayChoices();
    void changed();

    ControlFilter m_filter;
    ChipBar* m_states;
    ChipBar* m_choices;
    std::map<ControlState, Chip*> m_stateChips;
    Chip* m_framework = nullptr;
    Chip* m_severity = nullptr;
    Chip* m_basis = nullptr;
    Chip* m_period = nullptr;
    QMenu* m_frameworks;
    std::map<QString, QString> m_frameworkNames;
    QLineEdit* m_text;
};

}  // namespace vedette::ui
