// SPDX-License-Identifier: GPL-3.0-or-later
// What the evidence page can be told to do: by key, palette, context menu and button alike.
#include <QFileDialog>
#include <QPushButton>
#include <QStackedWidget>

#include "ui/bridge/text.h"
#include "ui/evidence/entries_card.h"
#include "ui/evidence/erase_drawer.h"
#include "ui/evidence/evidence_page.h"
#include "ui/evidence/filter_bar.h"
#include "ui/evidence/group_card.h"
#include "ui/evidence/record_pane.h"
#include "ui/evidence/reveal_panel.h"
#include "ui/evidence/saved_views.h"
#include "ui/evidence/time_card.h"

namespace vedette::ui {

QAction* EvidencePage::addCommand(const char* name, const QString& text, const QKeySequence& keys,
                                  std::function<void()> run) {
    auto* action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(run));
    addAction(action);
    m_commands.push_back(action);
    return action;
}

void EvidencePage::makeCommands() {
    addCommand("buildFilter", tr("Add a condition to the filter"), Qt::Key_F, [this] { m_filter->build(); });
    addCommand("editFilter", tr("Edit the filter as text"), Qt::SHIFT | Qt::Key_F, [this] { m_filter->editAsText(); });
    addCommand("clearFilter", tr("Clear the filter"), {}, [this] { m_filter->clear(); });
    addCommand("groupEntries", tr("Show the most frequent values"), Qt::Key_G, [this] { showGroups(); });
    addCommand("takeNew", tr("Take in new entries"), Qt::Key_N, [this] { m_entries->takeNew(); });
    auto* proof = addCommand("showProof", tr("Show the proof"), Qt::Key_P, [this] { focusProof(); });
    auto* copy = addCommand("copyRecord", tr("Copy the record"), Qt::Key_C, [this] { copyRecord(); });
    auto* reveal = addCommand("revealSealed", tr("Reveal the sealed part …"), Qt::Key_R, [this] { askReveal(); });
    auto* save = addCommand("saveProof", tr("Save the proof …"), Qt::Key_S, [this] { m_record->proof()->save(); });
    auto* erase = addCommand("eraseSubject", tr("Erase the data subject …"), {}, [this] { askErase(); });
    addCommand("adoptRange", tr("Use the chosen range as time range of all pages"), Qt::Key_Z, [this] {
        if (m_time->range()) Q_EMIT m_time->rangeAdopted(*m_time->range());
    })->setObjectName(QStringLiteral("useRange"));
    addCommand("leaveRange", tr("Show the whole time range again"), Qt::SHIFT | Qt::Key_Z,
               [this] { m_time->clearRange(); });
    addCommand("openViews", tr("Saved views …"), Qt::Key_V, [this] { openViews(); });
    addCommand("exportCsv", tr("Export the table as CSV …"), {}, [this] { askExport(EvidenceFormat::Csv); });
    addCommand("exportNdjson", tr("Export the records, one a line …"), {},
               [this] { askExport(EvidenceFormat::Ndjson); });
    addCommand("exportProven", tr("Export the records with their proofs, one a line …"), {},
               [this] { askExport(EvidenceFormat::Proven); });
    m_recordCommands = {proof, copy, save};
    m_entries->setRowActions({proof, copy, reveal, save, erase});
}

void EvidencePage::showGroups() {
    m_side->setCurrentWidget(m_groups);
    m_groups->focusContent();
}

void EvidencePage::focusProof() {
    m_side->setCurrentWidget(m_record);
    m_record->proof()->focusContent();
}

void EvidencePage::askReveal() {
    m_side->setCurrentWidget(m_record);
    m_record->record()->reveal()->ask();
}

void EvidencePage::askErase() {
    if (const auto& shown = m_record->record()->shown()) m_erase->ask(shown->subject);
}

void EvidencePage::copyRecord() {
    m_record->record()->copyRecord();
    context().go.toast(tr("The record's exact text is on the clipboard."));
}

void EvidencePage::openViews() { m_views->start(m_viewsButton, m_filter->text()); }

void EvidencePage::askExport(EvidenceFormat format) {
    const bool csv = format == EvidenceFormat::Csv;
    auto* dialog = new QFileDialog(this, csv ? tr("Export the table as CSV") : tr("Export the records"));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(csv ? QStringLiteral("csv") : QStringLiteral("ndjson"));
    dialog->selectFile(QStringLiteral("evidence") + (csv ? QStringLiteral(".csv") : QStringLiteral(".ndjson")));
    connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString& file) { exportTo(format, file); });
    dialog->open();
}

void EvidencePage::exportTo(EvidenceFormat format, const QString& file) {
    const EntriesModel& model = *m_entries->model();
    EvidenceExport order;
    order.format = format;
    order.filter = model.shownFilter();
    for (const auto& column : model.columns()) order.head.push_back(column.title);
    order.lines = model.exportAll();
    order.file = toStd(file);
    exportEvidence(context().session, context().jobs, std::move(order), this, [this, file](Result<ExportedFile> done) {
        if (done) {
            context().go.toast(tr("%1 rows are exported to %2.").arg(number(done->rows), file));
            Q_EMIT exported(file);
        } else if (done.error().code != ErrorCode::Cancelled) {
            context().go.toast(errorText(done.error()));
        }
    });
}

}  // namespace vedette::ui
