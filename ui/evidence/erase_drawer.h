// SPDX-License-Identifier: GPL-3.0-or-later
// Erases a data subject from the record that is open: says what goes and what stays, asks for a reason, and hands over
// the certificate. There is no way back from it. In a store with accounts it asks for the erasure instead, and another
// person agrees to it under Settings.
#pragma once

#include <cstdint>
#include <optional>

#include "ui/bridge/query.h"
#include "ui/page/erasing.h"
#include "ui/widgets/drawer.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace vedette::ui {

class ProgressRow;
class RoleNote;
class TextLabel;

// The person or address a record is about, "p-..." or "a-..."; empty when it names none.
[[nodiscard]] std::string dataSubjectOf(const Event& event);

// What an erasure would touch.
struct ErasureOutlook {
    std::uint64_t records = 0;  // that name the subject
    bool accounts = false;      // two people have to erase together
    // What somebody asked for already and nobody has answered, or that was agreed to and did not happen.
    std::optional<FourEyesRequest> asked;
};

class EraseDrawer : public Drawer {
    Q_OBJECT

public:
    EraseDrawer(Context& context, QWidget* parent);
    // Opens it for this pseudonym. While an erasure runs it goes on showing that one.
    void ask(const std::string& subject);

Q_SIGNALS:
    // It is in the log, and the sealed values are gone.
    void erased();

private:
    void showOutlook(const ErasureOutlook& outlook);
    void showAsked(const QString& text);
    [[nodiscard]] QWidget* makeForm();
    void updateConfirm();
    // What was typed, and the form waits.
    [[nodiscard]] ErasureOrder begin();
    void erase();
    void askTogether();
    void showDone(const ErasureDone& done);
    void addFiles(const ErasureDone& done);
    void showProblem(const QString& problem);
    [[nodiscard]] TextLabel* words(const QString& text, Token tone = Token::Text);

    Context& m_context;
    Query m_query;
    std::string m_subject;
    bool m_running = false;
    bool m_together = false;
    QLineEdit* m_reason = nullptr;
    QCheckBox* m_shared = nullptr;
    QCheckBox* m_sure = nullptr;
    QPushButton* m_erase = nullptr;
    TextLabel* m_problem = nullptr;
    ProgressRow* m_progress = nullptr;
    RoleNote* m_may = nullptr;
};

}  // namespace vedette::ui
