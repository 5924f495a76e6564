// SPDX-License-Identifier: GPL-3.0-or-later
// One entry beside the table: its record above, its proof below.
#pragma once

#include <QSplitter>

#include <optional>

#include "ui/bridge/jobs.h"
#include "ui/evidence/proof_card.h"
#include "ui/evidence/record_card.h"

namespace vedette::ui {

class RecordPane : public QSplitter {
    Q_OBJECT

public:
    RecordPane(const Theme& theme, Session& session, Jobs& jobs, QWidget* parent = nullptr);
    void open(std::uint64_t entry);
    // Proves the entry against the log as it is now.
    void proveAgain();
    // Entries below this number were verified and found intact.
    void setSealedBelow(std::uint64_t entry);
    [[nodiscard]] const std::optional<std::uint64_t>& entry() const { return m_entry; }
    [[nodiscard]] RecordCard* record() const { return m_record; }
    [[nodiscard]] ProofCard* proof() const { return m_proof; }

private:
    void showSeal();
    RecordCard* m_record;
    ProofCard* m_proof;
    std::optional<std::uint64_t> m_entry;
    std::uint64_t m_sealedBelow = 0;
};

}  // namespace vedette::ui
