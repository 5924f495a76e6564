// SPDX-License-Identifier: GPL-3.0-or-later
// Legal holds: which there are and were, placing one, and releasing one. In a store with accounts one person asks for
// the release and another agrees, here or where requests stand.
#pragma once

#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

#include "core/incident/hold_action.h"
#include "core/store/hold.h"
#include "core/store/people.h"
#include "ui/bridge/query.h"
#include "ui/models/table_model.h"
#include "ui/page/context.h"
#include "ui/widgets/card.h"

class QCheckBox;
class QDateTimeEdit;
class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace vedette::ui {

class DataTable;
class RoleNote;

struct HoldRow {
    Hold hold;
    std::optional<FourEyesRequest> asked;  // for its release, and not answered
};

class HoldsModel : public RowsModel<HoldRow> {
    Q_OBJECT

public:
    explicit HoldsModel(QObject* parent);

protected:
    [[nodiscard]] QVariant cell(const HoldRow& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const HoldRow& row) const override { return QString::fromStdString(row.hold.id); }
};

class HoldsCard : public Card {
    Q_OBJECT

public:
    HoldsCard(Context& context, QWidget* parent);
    // Reads them anew.
    void look();

Q_SIGNALS:
    // One was placed or released here.
    void changed();

private:
    void makeForm();
    QHBoxLayout* makeTimes();
    void conditionsChanged();
    void fitTable();
    void count();
    void describe();
    void place();
    void release();
    void record(const ConsoleAction& action, const QString& words);
    [[nodiscard]] HoldOrder order() const;
    [[nodiscard]] const HoldRow* chosen() const;

    Context& m_context;
    Query m_query;
    Query m_countQuery;
    QTimer m_soon;   // counts when nobody types any more
    QTimer m_again;  // looks when the log has grown
    HoldsModel* m_holds;
    DataTable* m_table;
    RoleNote* m_may = nullptr;
    QLineEdit* m_filter = nullptr;
    QCheckBox* m_everything = nullptr;
    QCheckBox* m_limited = nullptr;  // to a time
    QDateTimeEdit* m_from = nullptr;
    QDateTimeEdit* m_to = nullptr;
    QLineEdit* m_reason = nullptr;
    QPushButton* m_place = nullptr;
    QPushButton* m_release = nullptr;
    TextLabel* m_words = nullptr;
    bool m_good = false;  // the conditions can be read
    bool m_busy = false;
};

}  // namespace vedette::ui
