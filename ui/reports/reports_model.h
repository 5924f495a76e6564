// SPDX-License-Identifier: GPL-3.0-or-later
// The reports that were written, as the log tells of them.
#pragma once

#include "reports/files/history.h"
#include "ui/models/table_model.h"

namespace vedette::ui {

class ReportsModel : public RowsModel<RecordedReport> {
    Q_OBJECT

public:
    enum Column { Report, When, Who, ScopeColumn, Checkpoint, Digest, HandedTo, EntryColumn };
    explicit ReportsModel(QObject* parent = nullptr);
    void setSealedBelow(std::uint64_t entry) { m_sealedBelow = entry; }

protected:
    [[nodiscard]] QVariant cell(const RecordedReport& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const RecordedReport& row) const override;

private:
    std::uint64_t m_sealedBelow = 0;
};

// As the log has them in English, in the user's language: "GDPR and HIPAA · 1 July 2026 – 30 September 2026 · 6 nodes".
[[nodiscard]] QString reportScope(const RecordedReport& report);
[[nodiscard]] QString reportPeriod(const Period& period);
[[nodiscard]] QString reportName(const RecordedReport& report);
[[nodiscard]] QString handOverWords(const RecordedReport& report);

}  // namespace vedette::ui
