// SPDX-License-Identifier: GPL-3.0-or-later
// Erases a data subject from the record that is open: says what goes and what stays, asks for a reason, and hands over
// the certificate, as JSON and as a PDF for reading, in certificates/ of the store. There is no way back from it.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/store/forget_erase.h"
#include "ui/bridge/query.h"
#include "ui/page/context.h"
#include "ui/widgets/drawer.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace vedette::ui {

class TextLabel;

// The person or address a record is about, "p-..." or "a-..."; empty when it names none.
[[nodiscard]] std::string dataSubjectOf(const Event& event);

// What an erasure would touch.
struct ErasureOutlook {
    std::uint64_t records = 0;  // that name the subject
    bool accounts = false;      // two people have to erase together
};

struct ErasureDone {
    Erasure erasure;
    std::filesystem::path file;   // JSON; empty when it could not be written
    std::filesystem::path paper;  // PDF; empty when it could not be written
    std::optional<Error> unwritten;
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
    [[nodiscard]] QWidget* makeForm();
    void updateConfirm();
    void erase();
    void showDone(const ErasureDone& done);
    void addFiles(const ErasureDone& done);
    void showProblem(const QString& problem);
    [[nodiscard]] TextLabel* words(const QString& text, Token tone = Token::Text);

    Context& m_context;
    Query m_query;
    std::string m_subject;
    bool m_running = false;
    QLineEdit* m_reason = nullptr;
    QCheckBox* m_shared = nullptr;
    QCheckBox* m_sure = nullptr;
    QPushButton* m_erase = nullptr;
    TextLabel* m_problem = nullptr;
};

}  // namespace vedette::ui
