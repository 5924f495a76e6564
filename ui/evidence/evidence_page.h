// SPDX-License-Identifier: GPL-3.0-or-later
// The explorer of the log: a filter, when its entries happened, the entries, and one of them as record and as proof.
#pragma once

#include <optional>

#include "ui/bridge/query.h"
#include "ui/evidence/evidence_export.h"
#include "ui/page/page.h"

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace vedette::ui {

class EntriesCard;
class EraseDrawer;
class FilterBar;
class GroupCard;
class RecordPane;
class TimeCard;
class ViewsPopup;

class EvidencePage : public Page {
    Q_OBJECT

public:
    explicit EvidencePage(Context& context);
    ~EvidencePage() override;

    void visit(const Target& target) override;
    [[nodiscard]] QList<QAction*> commands() const override { return m_commands; }
    [[nodiscard]] QWidget* filterField() override;

    // What the table shows: the person's conditions within the scope and the chosen range.
    [[nodiscard]] Filter shownFilter() const;
    // Writes the whole result into the file; what the export dialog calls.
    void exportTo(EvidenceFormat format, const QString& file);

Q_SIGNALS:
    void exported(const QString& file);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    // What the person's own conditions leave to the scope.
    struct Bounds {
        Filter scope;   // time and nodes, no other condition
        Period period;  // of the bars
    };
    [[nodiscard]] Bounds bounds(const Filter& own) const;

    void build();
    void addButtons();
    void connectParts();
    void makeCommands();
    QAction* addCommand(const char* name, const QString& text, const QKeySequence& keys, std::function<void()> run);
    void reload();
    void reloadRows();
    void openEntry(std::uint64_t entry, bool focus);
    void showGroups();
    void focusProof();
    void askReveal();
    void askErase();
    void copyRecord();
    void openViews();
    void askExport(EvidenceFormat format);
    void updateSeals();
    void updateCommands();

    FilterBar* m_filter = nullptr;
    TimeCard* m_time = nullptr;
    EntriesCard* m_entries = nullptr;
    QStackedWidget* m_side = nullptr;
    GroupCard* m_groups = nullptr;
    RecordPane* m_record = nullptr;
    QPushButton* m_viewsButton = nullptr;
    QPushButton* m_exportButton = nullptr;
    ViewsPopup* m_views = nullptr;
    EraseDrawer* m_erase = nullptr;
    QList<QAction*> m_commands;
    QList<QAction*> m_recordCommands;  // need an open record
    Query m_rangeQuery;                // counts what the chosen range leaves
    bool m_stale = true;
};

}  // namespace vedette::ui
