// SPDX-License-Identifier: GPL-3.0-or-later
// One written report: who, when, of what, the digests of its files, whether the files are still the same, and to whom
// it was handed over. Handing over is recorded in the log.
#pragma once

#include <QPointer>

#include <functional>
#include <map>

#include "reports/files/files.h"
#include "reports/files/history.h"
#include "ui/page/context.h"
#include "ui/widgets/drawer.h"

class QLineEdit;
class QPushButton;

namespace vedette::ui {

class GlyphLabel;
class TextLabel;

class ReportDrawer : public Drawer {
    Q_OBJECT

public:
    ReportDrawer(Context& context, QWidget* parent);
    // What is being typed stays when it is the same report.
    void showReport(const RecordedReport& report);
    [[nodiscard]] std::uint64_t report() const { return m_report.entry; }
    void openFolder();
    void copyPath();
    void checkFiles();
    // Where this machine keeps the report's files; empty when it is not known.
    [[nodiscard]] QString folder() const;
    static void rememberFolder(SettingsStore& settings, const std::vector<WrittenFile>& files);

Q_SIGNALS:
    void recorded();

private:
    void addFacts();
    void addFiles();
    void addHandOvers();
    QWidget* makeHandOverForm();
    void handOver();
    void record(const ConsoleAction& action, const QString& done, std::function<void(std::uint64_t)> undo);

    Context& m_context;
    RecordedReport m_report;
    std::map<std::string, QPointer<GlyphLabel>> m_checks;  // by file
    QLineEdit* m_reviewer = nullptr;
    QLineEdit* m_note = nullptr;
    QPushButton* m_hand = nullptr;
    TextLabel* m_problem = nullptr;
};

}  // namespace vedette::ui
