// SPDX-License-Identifier: GPL-3.0-or-later
// The page's commands: deciding, taking back, marking, exporting.
#include <QAction>
#include <QFileDialog>

#include <algorithm>
#include <set>

#include "core/incident/cases.h"
#include "ui/alerts/alert_drawer.h"
#include "ui/alerts/alert_words.h"
#include "ui/alerts/alerts_page.h"
#include "ui/alerts/key_strip.h"
#include "ui/alerts/queue_model.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/models/csv_export.h"
#include "ui/page/role_note.h"
#include "ui/widgets/data_table.h"

namespace vedette::ui {
namespace {

constexpr std::size_t kMostOwners = 20;

// What an alert is called in a case: its finding's title is not read for every one of many.
// `title` is the detector's: in its own words where it is recorded, in the user's language where it is shown.
QString titleOf(const AlertSummary& alert, const QString& title) {
    const QString entity = entityLine(alert.principal, alert.client, alert.model, alert.node);
    return entity.isEmpty() ? title : QStringLiteral("%1: %2").arg(title, entity);
}

}  // namespace

QAction* AlertsPage::addCommand(const char* name, const QString& text, const QKeySequence& key,
                                void (AlertsPage::*what)()) {
    auto* action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, what);
    addAction(action);
    m_commands.append(action);
    return action;
}

void AlertsPage::buildActions() {
    m_acknowledge = addCommand("alertAcknowledge", tr("Acknowledge"), Qt::Key_A, &AlertsPage::acknowledge);
    m_escalate = addCommand("alertEscalate", tr("Escalate"), Qt::Key_E, &AlertsPage::askEscalate);
    m_falsePositive = addCommand("alertFalsePositive", tr("False positive"), Qt::Key_F, &AlertsPage::askFalsePositive);
    m_resolve = addCommand("alertResolve", tr("Resolve"), Qt::Key_R, &AlertsPage::askResolve);
    m_note = addCommand("alertNote", tr("Note"), Qt::Key_N, &AlertsPage::askNote);
    m_assign = addCommand("alertAssign", tr("Assign"), Qt::Key_O, &AlertsPage::askAssign);
    m_reopen = addCommand("alertReopen", tr("Reopen"), QKeySequence(Qt::SHIFT | Qt::Key_R), &AlertsPage::askReopen);
    m_mark = addCommand("alertMark", tr("Mark for a common decision"), Qt::Key_X, &AlertsPage::toggleMark);
    m_undo = addCommand("alertUndo", tr("Undo the last decision"), Qt::Key_U, &AlertsPage::undo);
    addCommand("alertFindings", tr("Open the findings in Evidence"), Qt::Key_V, &AlertsPage::openFindings);
    addCommand("alertTakeIn", tr("Take in new alerts"), Qt::Key_Period, &AlertsPage::takeIn);
    addCommand("alertExport", tr("Export the queue as CSV"), {}, &AlertsPage::exportQueue);
}

void AlertsPage::connectDecisions() {
    connect(m_decisions, &AlertDecisions::pendingChanged, this, [this] {
        m_model->setPending(m_decisions->pending());
        updateActions();
    });
    connect(m_decisions, &AlertDecisions::decided, this, &AlertsPage::decisionDone);
    connect(m_decisions, &AlertDecisions::takenBack, this, [this](const AlertDecided& what, quint64 entry) {
        for (const QString& id : what.order.alerts) m_settled[toStd(id)] = entry;
        context().alerts.refreshNow();
        showLast();
        select(what.order.alerts.front());
        context().go.toast(tr("Taken back: %1.").arg(what.order.words), {});
    });
    connect(m_decisions, &AlertDecisions::refused, this, &AlertsPage::decisionRefused);
    connect(m_keys, &KeyStrip::undoAsked, this, &AlertsPage::undo);
    connect(m_drawer->editor(), &DecisionEditor::submitted, this, &AlertsPage::submit);
    connect(m_drawer->editor(), &DecisionEditor::cancelled, this, &AlertsPage::leaveEditor);
}

QStringList AlertsPage::targets() const {
    QStringList marked = m_model->marked();
    if (!marked.isEmpty()) return marked;
    const AlertSummary* alert = m_model->alertAt(m_table->currentIndex().row());
    if (alert != nullptr) return {toQString(alert->id)};
    // An alert outside the range of the queue stands in the drawer alone.
    if (!m_current.isEmpty() && m_drawer->isOpen() && m_model->rowOf(m_current) < 0) return {m_current};
    return {};
}

QString AlertsPage::aboutTargets() const {
    if (m_asked.size() != 1) return tr("%n alert(s)", nullptr, static_cast<int>(m_asked.size()));
    if (m_asked.front() == m_current && !m_title.isEmpty()) return said(toStd(m_title));
    const AlertSummary* alert = context().alerts.value()->find(toStd(m_asked.front()));
    return alert == nullptr ? m_asked.front() : titleOf(*alert, said(alertLabel(alert->detector).title));
}

AlertOrder AlertsPage::orderFor(const QString& action, const QString& words) const {
    AlertOrder order;
    order.alerts = m_asked;
    order.words = words;
    order.title = aboutTargets();
    order.decision.action = toStd(action);
    const auto queue = context().alerts.value();
    for (const QString& id : order.alerts) {
        const AlertSummary* alert = queue ? queue->find(toStd(id)) : nullptr;
        const bool current = id == m_current && !m_title.isEmpty();
        order.alertTitles.append(current            ? m_title
                                 : alert == nullptr ? id
                                                    : titleOf(*alert, visible(alertLabel(alert->detector).title)));
        if (alert != nullptr) order.severity = std::max(order.severity, alert->severity);
    }
    return order;
}

void AlertsPage::acknowledge() {
    m_asked = targets();
    if (m_asked.isEmpty()) return;
    const AlertOrder order = orderFor(QStringLiteral("acknowledge"), m_acknowledge->text());
    m_decisions->decide(order);
    moveOn(order.alerts);
}

void AlertsPage::ask(DecisionEditor::Form form) {
    m_asked = targets();
    if (m_asked.isEmpty()) return;
    m_drawer->openDrawer();
    m_drawer->openEditor(form, aboutTargets(), choices());
    updateActions();
    if (form == DecisionEditor::Form::Escalate) readCases();
}

void AlertsPage::askFalsePositive() { ask(DecisionEditor::Form::FalsePositive); }
void AlertsPage::askResolve() { ask(DecisionEditor::Form::Resolve); }
void AlertsPage::askEscalate() { ask(DecisionEditor::Form::Escalate); }
void AlertsPage::askNote() { ask(DecisionEditor::Form::Note); }
void AlertsPage::askAssign() { ask(DecisionEditor::Form::Assign); }
void AlertsPage::askReopen() { ask(DecisionEditor::Form::Reopen); }

DecisionChoices AlertsPage::choices() const {
    DecisionChoices out;
    out.owners.append(context().session.actor());
    std::set<std::string_view> owners;
    if (const auto queue = context().alerts.value()) {
        for (const AlertSummary& alert : queue->alerts) {
            if (!alert.owner.empty()) owners.insert(alert.owner);
            if (owners.size() >= kMostOwners) break;
        }
    }
    for (const std::string_view owner : owners)
        if (const QString name = visible(owner); !out.owners.contains(name)) out.owners.append(name);
    out.openCases = m_openCases;
    out.caseTitle = m_asked.size() == 1 ? aboutTargets() : tr("%1 and more").arg(said(toStd(m_title)));
    if (m_asked.size() > 1 && m_title.isEmpty()) out.caseTitle.clear();
    return out;
}

// The cases an alert can be added to; the form is open meanwhile.
void AlertsPage::readCases() {
    using Cases = std::vector<IncidentCase>;
    m_casesQuery.run<Cases>([](Reader& reader) { return loadCases(reader); },
                            [this](Result<Cases> cases) {
                                if (!cases) return;
                                m_openCases.clear();
                                for (const IncidentCase& one : *cases)
                                    if (one.open()) m_openCases.append({toQString(one.id), visible(one.title)});
                                if (m_drawer->isEditing()) m_drawer->editor()->setChoices(choices());
                            });
}

void AlertsPage::submit(const DecisionDraft& draft) {
    AlertOrder order = orderFor(draft.action, {});
    order.decision.verdict = toStd(draft.verdict);
    order.decision.note = toStd(draft.note);
    order.decision.owner = toStd(draft.owner);
    order.decision.incident = toStd(draft.incident);
    order.newCase = draft.action == QLatin1String("escalate") && draft.incident.isEmpty();
    order.caseTitle = draft.caseTitle;
    using Form = DecisionEditor::Form;
    const Form form = m_drawer->editor()->form();
    const QAction* action = form == Form::Resolve         ? m_resolve
                            : form == Form::FalsePositive ? m_falsePositive
                            : form == Form::Escalate      ? m_escalate
                            : form == Form::Assign        ? m_assign
                            : form == Form::Reopen        ? m_reopen
                                                          : m_note;
    order.words = action->text();
    leaveEditor();
    m_decisions->decide(order);
    if (form == Form::Resolve || form == Form::FalsePositive || form == Form::Escalate) moveOn(order.alerts);
}

void AlertsPage::recordStep(const QString& note) {
    m_asked = {m_drawer->alertId()};
    AlertOrder order = orderFor(QStringLiteral("note"), tr("Playbook step"));
    order.decision.note = toStd(note);
    m_decisions->decide(order);
}

void AlertsPage::leaveEditor() {
    m_drawer->closeEditor();
    m_table->setFocus(Qt::OtherFocusReason);
    updateActions();
}

void AlertsPage::undo() { m_decisions->undo(); }

void AlertsPage::toggleMark() {
    const AlertSummary* alert = m_model->alertAt(m_table->currentIndex().row());
    if (alert != nullptr) m_model->toggleMark(toQString(alert->id));
}

void AlertsPage::moveOn(const QStringList& decided) {
    m_model->clearMarks();
    if (!decided.contains(m_current)) return;
    QSet<QString> without = m_decisions->pending();
    for (const QString& id : decided) without.insert(id);
    const int row = m_model->nextOpen(m_table->currentIndex().row(), without);
    if (const AlertSummary* next = m_model->alertAt(row)) select(toQString(next->id));
}

void AlertsPage::decisionDone(const AlertDecided& what) {
    for (const QString& id : what.order.alerts) m_settled[toStd(id)] = what.firstEntry;
    context().alerts.refreshNow();
    showLast();
    context().go.toast(tr("%1: %2.").arg(what.order.words, what.order.title), [self = QPointer(this)] {
        if (self) self->undo();
    });
}

void AlertsPage::decisionRefused(const AlertOrder& what, const QString& error) {
    const QString id = what.alerts.front();
    m_trouble->report(tr("%1 was not recorded, nothing has changed: %2. %3").arg(what.words, what.title, error),
                      tr("Show the alert"), [this, id] {
                          select(id);
                          m_table->setFocus();
                      });
    showLast();
    readDetail();  // a playbook mark that was asked for is as it was
}

void AlertsPage::showLast() {
    const AlertDecided* last = m_decisions->last();
    if (last == nullptr) {
        m_keys->setLast({}, false);
    } else {
        m_keys->setLast(
            tr("last: %1 “%2” by you, %3").arg(last->order.words, last->order.title, clockTime(last->at).left(5)),
            true);
    }
    updateActions();
}

void AlertsPage::updateActions() {
    const QStringList about = targets();
    const bool editing = m_drawer->isEditing();
    const auto queue = context().alerts.value();
    const auto open = [&](const QString& id) {
        const AlertSummary* alert = queue ? queue->find(toStd(id)) : nullptr;
        return alert == nullptr || alert->open();
    };
    const bool able = !about.isEmpty() && !editing && m_may->allowed();
    // One look is enough: a bulk decision about closed alerts is refused by the log's own rules.
    const bool anyOpen = able && open(about.front());
    for (QAction* action : {m_acknowledge, m_falsePositive, m_resolve, m_escalate}) action->setEnabled(anyOpen);
    m_note->setEnabled(able);
    m_assign->setEnabled(able);
    m_reopen->setVisible(able && !anyOpen);
    m_reopen->setEnabled(able && !anyOpen);
    m_mark->setEnabled(!editing);
    m_undo->setEnabled(m_decisions->canUndo() && !editing && m_may->allowed());
}

void AlertsPage::openFindings() {
    const QModelIndex current = m_table->currentIndex();
    const QString filter = current.siblingAtColumn(AlertQueueModel::Count).data(OpensRole).toString();
    if (!filter.isEmpty()) openFilter(filter);
}

void AlertsPage::exportQueue() {
    auto* dialog = new QFileDialog(this, tr("Export the queue"), QStringLiteral("alerts.csv"), tr("CSV (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        QStringList head;
        for (const auto& column : m_model->columns()) head.push_back(column.title);
        context().jobs.start<std::uint64_t>(
            tr("Exporting alerts"),
            [store = context().session.folder(), head, lines = m_model->exportAll(),
             path = std::filesystem::path(toStd(file))](JobControl& control) {
                return writeCsv(store, head, lines, path, control.stop(),
                                [&control](std::uint64_t done) { control.progress(done, 0); });
            },
            [&go = context().go, file](Result<std::uint64_t> count) {
                go.toast(count ? AlertsPage::tr("%1 lines were written to %2.").arg(number(*count), file)
                               : errorText(count.error()),
                         {});
            });
    });
    dialog->open();
}

}  // namespace vedette::ui
