// SPDX-License-Identifier: GPL-3.0-or-later
// The table of entries with what stands around it: how many, what is new, the end, and what to say when there is
// nothing or the store does not answer.
#pragma once

#include <optional>

#include "ui/models/entries_model.h"
#include "ui/widgets/card.h"

class QAction;

namespace vedette::ui {

class DataTable;
class GlyphLabel;
class KeyHint;
class TextLabel;

class EntriesCard : public Card {
    Q_OBJECT

public:
    EntriesCard(const Theme& theme, Session& session, QWidget* parent = nullptr);
    void setFilter(const Filter& filter, bool narrowed);
    // How many entries match in all, once it has been counted.
    void setMatching(std::optional<std::uint64_t> count);
    void setSealedBelow(std::uint64_t entry);
    void setRowActions(const QList<QAction*>& actions);
    [[nodiscard]] EntriesModel* model() const { return m_model; }
    [[nodiscard]] DataTable* table() const { return m_table; }

public Q_SLOTS:
    // Takes in what is new.
    void takeNew();

Q_SIGNALS:
    // The person moved to a row, or opened it (Enter, double click, the figure).
    void entrySelected(quint64 entry);
    void entryOpened(quint64 entry);
    void newTaken();
    void clearRequested();

private:
    QWidget* makeFooter();
    void fitFooter();
    void follow();
    void showLoaded();
    void describe();
    EntriesModel* m_model;
    DataTable* m_table;
    TextLabel* m_count;
    GlyphLabel* m_seal;
    QWidget* m_footer = nullptr;
    QList<KeyHint*> m_hints;  // the one that goes first where there is little room comes first
    Session& m_session;
    std::optional<std::uint64_t> m_matching;
    std::uint64_t m_sealedBelow = 0;
    bool m_narrowed = false;
};

}  // namespace vedette::ui
