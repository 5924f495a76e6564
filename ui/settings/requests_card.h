// SPDX-License-Identifier: GPL-3.0-or-later
// What one person asked for and another has to agree to: lifting a legal hold, erasing a person. Agreeing to an erasure
// erases.
#pragma once

#include <memory>

#include "core/store/people.h"
#include "ui/models/table_model.h"
#include "ui/page/context.h"
#include "ui/widgets/card.h"

class QAction;
class QLineEdit;
class QPushButton;

namespace vedette::ui {

class DataTable;
class RoleNote;

class RequestsModel : public RowsModel<FourEyesRequest> {
    Q_OBJECT

public:
    explicit RequestsModel(QObject* parent);

protected:
    [[nodiscard]] QVariant cell(const FourEyesRequest& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const FourEyesRequest& row) const override;
};

class RequestsCard : public Card {
    Q_OBJECT

public:
    RequestsCard(Context& context, QWidget* parent);
    // Null while that is being read.
    void take(const std::shared_ptr<const PeopleLog>& people);

private:
    void makeForm();
    void choose();
    void agree();
    void refuse();
    void answered(Result<std::uint64_t> entry, const QString& words);
    [[nodiscard]] const FourEyesRequest* chosen() const;
    [[nodiscard]] QString obstacle() const;

    Context& m_context;
    RequestsModel* m_requests;
    DataTable* m_table;
    TextLabel* m_words = nullptr;
    QLineEdit* m_reason = nullptr;
    QPushButton* m_agree = nullptr;
    QPushButton* m_refuse = nullptr;
    bool m_busy = false;
};

}  // namespace vedette::ui
