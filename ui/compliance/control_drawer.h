// SPDX-License-Identifier: GPL-3.0-or-later
// One control from the duty to the evidence: obligation, test, whose number, result with coverage, what was looked at,
// the rows behind it, and what people decided. Its buttons record decisions; nothing is shown as done before the log
// has it.
#pragma once

#include <functional>
#include <optional>

#include "core/incident/control_action.h"
#include "ui/bridge/query.h"
#include "ui/compliance/control_row.h"
#include "ui/compliance/decision_form.h"
#include "ui/page/context.h"
#include "ui/widgets/drawer.h"

class QPushButton;

class QGridLayout;

namespace vedette::ui {

class ControlDrawer : public Drawer {
    Q_OBJECT

public:
    ControlDrawer(Context& context, QWidget* parent);
    // Shows the control; what is being written in the form stays when it is the same one.
    void showControl(const ControlRow& row);
    [[nodiscard]] QString control() const { return m_row.id(); }
    // Opens the form, as the page's actions do.
    void begin(DecisionKind kind);
    // Takes back the manual result or the waiver that stands; false when there is none.
    bool withdraw(bool waiver);

Q_SIGNALS:
    void recorded();                        // a decision is in the log
    void decisionsChanged();                // what stands is known anew
    void controlWanted(const QString& id);  // another control that this one follows from

private:
    void addHead();
    void addDuty();
    void addResult();
    void addItems();
    void addEvidence();
    void addWaiver();
    void addDecisions();
    void addEvidenceRow(QGridLayout* grid, int row, const EvidenceRef& ref);
    [[nodiscard]] bool isControl(const std::string& item) const;  // of the same framework
    void openFilter(const QString& filter);
    void openEntry(std::uint64_t entry);
    void loadDecisions();
    void showDecisions();
    void record(const ControlDecision& decision, const QString& done, std::function<void()> undo);
    [[nodiscard]] std::optional<ControlDecision> standing(bool waiver) const;
    [[nodiscard]] std::function<void()> undoOf(const std::string& control, const std::optional<ControlDecision>& before,
                                               bool waiver);

    Context& m_context;
    ControlRow m_row;
    std::vector<RecordedDecision> m_decisions;
    Query m_query;
    DecisionForm* m_form = nullptr;
    QWidget* m_history = nullptr;
    QPushButton* m_clear = nullptr;
    QPushButton* m_unwaive = nullptr;
};

}  // namespace vedette::ui
