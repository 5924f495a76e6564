// SPDX-License-Identifier: GPL-3.0-or-later
// How long records are kept: per data class what laws ask for and the policy allows, who wins, how many records are
// past their time, and what a legal hold keeps. Forgets them when a person says so.
#pragma once

#include <optional>

#include "ui/bridge/query.h"
#include "ui/models/table_model.h"
#include "ui/page/context.h"
#include "ui/settings/retention_run.h"
#include "ui/widgets/card.h"

class QCheckBox;
class QPushButton;

namespace vedette::ui {

class DataTable;
class ProgressRow;
class RoleNote;

struct RetentionRow {
    RetentionRule rule;
    std::optional<std::uint64_t> over;  // records past their time; none while nobody has counted
};

class RetentionModel : public RowsModel<RetentionRow> {
    Q_OBJECT

public:
    explicit RetentionModel(QObject* parent);

protected:
    [[nodiscard]] QVariant cell(const RetentionRow& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const RetentionRow& row) const override {
        return QString::fromStdString(row.rule.dataClass);
    }
};

class RetentionCard : public Card {
    Q_OBJECT

public:
    RetentionCard(Context& context, QWidget* parent);
    // Reads anew what laws and policy say; what was counted is void.
    void look();

private:
    void makeForm();
    void showPlan();
    void describe();
    void say(const QString& words);
    void start(bool dryRun);
    void counted(Result<RetentionFound> found);
    void forgotten(Result<RetentionFound> found);
    [[nodiscard]] QString remarks() const;
    [[nodiscard]] QString foundWords() const;

    Context& m_context;
    Query m_query;
    std::optional<RetentionPlan> m_plan;
    std::optional<RetentionFound> m_found;  // of the last dry run
    RetentionModel* m_rules;
    DataTable* m_table;
    TextLabel* m_remarks = nullptr;
    TextLabel* m_words = nullptr;
    ProgressRow* m_progress = nullptr;
    RoleNote* m_may = nullptr;
    QPushButton* m_count = nullptr;
    QCheckBox* m_sure = nullptr;
    QPushButton* m_forget = nullptr;
    QPushButton* m_folder = nullptr;
    std::filesystem::path m_certificates;
    bool m_busy = false;
};

}  // namespace vedette::ui
