// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/record_pane.h"

#include "ui/theme/metrics.h"

namespace vedette::ui {

RecordPane::RecordPane(const Theme& theme, Session& session, Jobs& jobs, QWidget* parent)
    : QSplitter(Qt::Vertical, parent),
      m_record(new RecordCard(theme, session, this)),
      m_proof(new ProofCard(theme, session, jobs, this)) {
    setObjectName(QStringLiteral("recordPane"));
    setHandleWidth(metrics::kGap);
    setChildrenCollapsible(false);
    addWidget(m_record);
    addWidget(m_proof);
    setSizes({1000, 1000});
    setStretchFactor(0, 1);
    setStretchFactor(1, 1);
    connect(m_record, &RecordCard::loaded, this, [this] {
        showSeal();
        proveAgain();
    });
}

void RecordPane::open(std::uint64_t entry) {
    if (m_entry == entry && m_record->shown()) return;
    m_entry = entry;
    m_record->setSealed(false);
    m_record->showRecord(entry);
}

void RecordPane::proveAgain() {
    if (const auto& shown = m_record->shown()) m_proof->prove(shown->entry, shown->record);
}

void RecordPane::setSealedBelow(std::uint64_t entry) {
    m_sealedBelow = entry;
    showSeal();
}

void RecordPane::showSeal() {
    const auto& shown = m_record->shown();
    m_record->setSealed(shown && shown->entry < m_sealedBelow);
}

}  // namespace vedette::ui
