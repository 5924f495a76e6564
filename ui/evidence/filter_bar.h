// SPDX-License-Identifier: GPL-3.0-or-later
// The filter of the evidence page: a field to type conditions in, a chip per condition, and a chip that builds one by
// choosing. What is typed wrong stays in the field with the part at fault selected and the reason under it.
#pragma once

#include <QList>

#include <vector>

#include "ui/bridge/session.h"
#include "ui/evidence/filter_terms.h"
#include "ui/widgets/themed_widget.h"

class QLineEdit;

namespace vedette::ui {

class Chip;
class ChipBar;
class FilterPopup;
class GlyphLabel;
class TextLabel;

class FilterBar : public ThemedWidget {
    Q_OBJECT

public:
    // `host` is what popups lie over.
    FilterBar(const Theme& theme, Session& session, QWidget* host);
    [[nodiscard]] Filter filter() const { return filterOf(m_terms); }
    // The conditions in the filter language; empty for none.
    [[nodiscard]] QString text() const;
    // Replaces all conditions; does not emit. False when the text cannot be read: it then stands in the field, marked.
    bool setText(const QString& text);
    // Adds conditions as if they had been typed.
    bool add(const QString& conditions);
    void clear();
    void addRightWidget(QWidget* widget);
    void setNote(const QString& note);
    [[nodiscard]] QLineEdit* field() const { return m_field; }

public Q_SLOTS:
    // Opens the popup under the add chip.
    void build();
    // Puts the whole filter into the field, to be changed as text.
    void editAsText();

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void commit();
    void showTerms();
    void change(std::size_t index);
    void remove(std::size_t index);
    void showMistake(const QString& text, const Error& error);
    void clearMistake();

    QLineEdit* m_field;
    ChipBar* m_chips;
    Chip* m_addChip;
    QWidget* m_mistake;
    TextLabel* m_mistakeText;
    FilterPopup* m_popup;
    std::vector<FilterTerm> m_terms;
    std::optional<std::size_t> m_changing;  // the condition the popup replaces
    bool m_whole = false;                   // what is typed replaces the filter instead of adding to it
};

}  // namespace vedette::ui
