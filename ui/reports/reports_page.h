// SPDX-License-Identifier: GPL-3.0-or-later
// Writing reports: what to say, how its first page looks, and the reports written so far.
#pragma once

#include <QPointer>

#include <optional>

#include "reports/files/files.h"
#include "ui/page/page.h"
#include "ui/reports/report_builder.h"
#include "ui/reports/report_drawer.h"
#include "ui/reports/report_preview.h"
#include "ui/reports/reports_model.h"

class QPushButton;

namespace vedette::ui {

class Card;
class DataTable;
class ProgressRow;
class ReportNote;
class ReportOutcome;

class ReportsPage : public Page {
    Q_OBJECT

public:
    explicit ReportsPage(Context& context);
    ~ReportsPage() override;
    // Target::item: ids of frameworks, separated by commas, or "report:<entry>" of one that was written.
    // Target::period: what to report on.
    void visit(const Target& target) override;
    [[nodiscard]] QList<QAction*> commands() const override { return m_commands; }

    // A finished report, as the work on another thread hands it over.
    struct Written {
        ReportData data;
        std::vector<WrittenFile> files;
        std::string language;
    };

private:
    QWidget* makeBuilderCard();
    QWidget* makeHistoryCard();
    void makeActions();
    void askWhatThereIs();
    void draftChanged();
    void say();
    void write();
    void finished(Result<Written> result);
    void recordReport(const Written& written);
    void showHistory();
    void openReport(const QString& id);

    ReportBuilder* m_builder;
    ReportPreview* m_preview;
    ReportOutcome* m_outcome;
    ReportNote* m_warning;
    QPushButton* m_write;
    ProgressRow* m_progress;
    Card* m_historyCard;
    DataTable* m_table;
    ReportsModel* m_model;
    ReportDrawer* m_drawer;
    Feed<std::vector<RecordedReport>> m_history;
    Query m_facts;
    QPointer<Job> m_job;
    std::optional<bool> m_verdict;  // of the log, as the preview shows it
    QString m_wanted;               // report to open once the history is there
    QList<QAction*> m_commands;
};

}  // namespace vedette::ui
