// SPDX-License-Identifier: GPL-3.0-or-later
// What one person asked for and another has to agree to: lifting a legal hold, erasing a person. Agreeing to an erasure
// erases, and hands over the certificate. One that was agreed to and did not happen stays here, with what stands
// against it, until it is run again.
#pragma once

#include <QTimer>

#include <memory>
#include <vector>

#include "core/store/people.h"
#include "ui/bridge/query.h"
#include "ui/models/table_model.h"
#include "ui/page/erasing.h"
#include "ui/widgets/card.h"

class QLineEdit;
class QPushButton;

namespace vedette::ui {

class DataTable;
class ProgressRow;

struct RequestRow {
    FourEyesRequest request;
    std::vector<std::string> holds;  // that stand against an erasure, in words
};

class RequestsModel : public RowsModel<RequestRow> {
    Q_OBJECT

public:
    explicit RequestsModel(QObject* parent);

protected:
    [[nodiscard]] QVariant cell(const RequestRow& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const RequestRow& row) const override;
};

class RequestsCard : public Card {
    Q_OBJECT

public:
    RequestsCard(Context& context, QWidget* parent);
    // Null while that is being read.
    void take(const std::shared_ptr<const PeopleLog>& people);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeForm();
    void makeOutcome();
    void askForHolds();
    void showRows();
    void choose();
    void agree();
    void refuse();
    void record(const FourEyesRequest& request, bool agreed, const QString& words);
    void run(const FourEyesRequest& request);
    void answered(Result<std::uint64_t> entry, const QString& words);
    void erased(const Result<ErasureDone>& done);
    [[nodiscard]] const RequestRow* chosen() const;
    [[nodiscard]] QString obstacle() const;
    [[nodiscard]] QString wordsOn(const RequestRow& row, bool own) const;

    Context& m_context;
    Query m_holdsQuery;
    QTimer m_soon;
    std::vector<RequestRow> m_rows;
    RequestsModel* m_requests;
    DataTable* m_table;
    TextLabel* m_words = nullptr;
    QLineEdit* m_reason = nullptr;
    QPushButton* m_agree = nullptr;
    QPushButton* m_refuse = nullptr;
    ProgressRow* m_progress = nullptr;
    QWidget* m_outcome = nullptr;
    TextLabel* m_outcomeWords = nullptr;
    QPushButton* m_paper = nullptr;
    QPushButton* m_folder = nullptr;
    std::filesystem::path m_paperFile;
    std::filesystem::path m_certificateFile;
    bool m_busy = false;
};

}  // namespace vedette::ui
