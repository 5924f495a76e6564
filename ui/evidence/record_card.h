// SPDX-License-Identifier: GPL-3.0-or-later
// One record: as a tree of attributes, as its exact canonical text, and its sealed part.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "ui/bridge/query.h"
#include "ui/widgets/card.h"

class QTreeView;

namespace vedette::ui {

class CodeView;
class GlyphLabel;
class RecordTreeModel;
class RevealPanel;
class SegmentedControl;

struct RecordView {
    std::uint64_t entry = 0;
    std::string record;  // exact bytes
    std::string sealed;  // hash of the sealed part as the record has it; empty when there is none
    bool partPresent = false;
    std::string subject;  // pseudonym of whom it is about; empty when it names nobody
};

// On a reader's thread.
[[nodiscard]] Result<RecordView> readRecordView(Reader& reader, std::uint64_t entry);

class RecordCard : public Card {
    Q_OBJECT

public:
    RecordCard(const Theme& theme, Session& session, QWidget* parent = nullptr);
    void showRecord(std::uint64_t entry);
    // What is shown, read anew: its sealed part may be gone.
    void reload();
    void setSealed(bool sealed);
    [[nodiscard]] const std::optional<RecordView>& shown() const { return m_shown; }
    [[nodiscard]] RevealPanel* reveal() const { return m_reveal; }
    void focusContent();

public Q_SLOTS:
    // The record's exact text, to the clipboard.
    void copyRecord();
    void copyValue();
    void copyPath();

Q_SIGNALS:
    void loaded();

private:
    void setUpTree();
    void take(RecordView view);
    void setLayoutMode(int mode);
    Session& m_session;
    SegmentedControl* m_mode;
    GlyphLabel* m_seal;
    QTreeView* m_tree;
    RecordTreeModel* m_model;
    CodeView* m_text;
    RevealPanel* m_reveal;
    std::optional<RecordView> m_shown;
    Query m_query;
};

}  // namespace vedette::ui
