// SPDX-License-Identifier: GPL-3.0-or-later
// Builds one condition by choosing: field, operator, value. Values of text columns are those the log has had.
#pragma once

#include <optional>

#include "core/store/reader.h"
#include "ui/bridge/query.h"
#include "ui/evidence/filter_terms.h"
#include "ui/evidence/popup_panel.h"

class QComboBox;
class QPushButton;

namespace vedette::ui {

class TextLabel;

class FilterPopup : public PopupPanel {
    Q_OBJECT

public:
    FilterPopup(const Theme& theme, Session& session, QWidget* host);
    // A new condition, or the one to change.
    void start(QWidget* anchor, const std::optional<FilterTerm>& term = {});

Q_SIGNALS:
    void chosen(const QString& condition);

private:
    void addFields();
    void fieldChanged();
    void fillSigns(bool text, bool search);
    void loadValues(TextColumn column);
    void fillNamed(IntColumn column);
    void preset(const FilterTerm& term);
    [[nodiscard]] QString valueText() const;
    void accept();
    void check();

    QComboBox* m_field;
    QComboBox* m_sign;
    QComboBox* m_value;
    TextLabel* m_note;
    QPushButton* m_add;
    Query m_query;
};

}  // namespace vedette::ui
