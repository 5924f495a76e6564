// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incidents/incidents_page.h"

#include <QAction>
#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/alerts/alert_words.h"
#include "ui/alerts/key_strip.h"
#include "ui/bridge/text.h"
#include "ui/incidents/case_drawer.h"
#include "ui/incidents/cases_model.h"
#include "ui/page/role_note.h"
#include "ui/page/table_export.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip_bar.h"
#include "ui/widgets/data_table.h"

namespace vedette::ui {
namespace {

constexpr int kCasesPauseMs = 2'000;
constexpr int kTickMs = 30'000;
constexpr std::size_t kMostAlerts = 200;  // to choose from; more are narrowed down on the Alerts page

std::unique_ptr<Feed<CaseList>> makeCaseFeed(Session& session) {
    return std::make_unique<Feed<CaseList>>(
        session,
        [](Session&) -> Feed<CaseList>::Work {
            return [](Reader& reader) -> Result<CaseList> {
                auto cases = loadCases(reader);
                if (!cases) return passOn(cases);
                CaseList out;
                for (IncidentCase& one : *cases) out.push_back(std::make_shared<const IncidentCase>(std::move(one)));
                return out;
            };
        },
        kCasesPauseMs, false);
}

QString wordsOf(const CaseChange& change) {
    if (change.name == "create") return IncidentsPage::tr("Incident opened");
    if (change.name == "status") return IncidentsPage::tr("Status: %1").arg(caseStatusWord(*change.status));
    if (change.name == "severity") return IncidentsPage::tr("Severity: %1").arg(severityWord(*change.severity));
    if (change.name == "assign")
        return change.assignee->empty() ? IncidentsPage::tr("Assigned to nobody")
                                        : IncidentsPage::tr("Assigned to %1").arg(visible(*change.assignee));
    if (change.name == "title") return IncidentsPage::tr("Renamed");
    if (change.name == "note") return IncidentsPage::tr("Note added");
    if (change.name == "time") return IncidentsPage::tr("%1 was stated").arg(momentWord(*change.moment));
    if (change.name == "clock") return IncidentsPage::tr("Duty to notify answered");
    if (change.name == "add_alerts") return IncidentsPage::tr("Alerts added");
    return IncidentsPage::tr("Alert taken out");
}

}  // namespace

IncidentsPage::IncidentsPage(Context& context)
    : Page(context, PageId::Incidents, QStringLiteral("incidentsPage")),
      m_cases(makeCaseFeed(context.session)),
      m_timelineQuery(context.session) {
    buildPage();
    connectPage();
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (!isVisible()) return;
        m_model->setNow(this->context().session.now());
        if (!m_drawer->isEditing()) currentMoved();
    });
    m_clock.start(kTickMs);
    updateActions();
    showState();
    m_cases->refreshNow();
}

IncidentsPage::~IncidentsPage() = default;

QAction* IncidentsPage::addCommand(const char* name, const QString& text, const QKeySequence& key,
                                   CaseForm::Kind form) {
    auto* action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, [this, form] {
        CaseForm wanted;
        wanted.kind = form;
        ask(std::move(wanted));
    });
    addAction(action);
    m_commands.append(action);
    return action;
}

void IncidentsPage::buildPage() {
    using Kind = CaseForm::Kind;
    const Theme& theme = context().theme;
    addCommand("caseChangeStatus", tr("Status"), Qt::Key_S, Kind::Status);
    addCommand("caseAssign", tr("Assign"), Qt::Key_O, Kind::Assign);
    addCommand("caseAddNote", tr("Note"), Qt::Key_N, Kind::Note);
    addCommand("caseAddAlerts", tr("Add alerts"), Qt::Key_A, Kind::AddAlerts);
    addCommand("caseChangeSeverity", tr("Severity"), Qt::Key_V, Kind::Severity);
    addCommand("caseRename", tr("Rename"), Qt::Key_T, Kind::Title);
    const QList<QAction*> ofCase = m_commands;
    m_create = addCommand("caseCreate", tr("New incident"), Qt::Key_C, Kind::Create);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* left = new QWidget(this);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(metrics::kPagePadding, metrics::kPagePadding, metrics::kPagePadding, metrics::kGap);
    column->setSpacing(metrics::kGap);
    m_bar = new ChipBar(theme, left);
    m_status = m_bar->addChip(Chip::Kind::Choice, tr("status"), tr("open"));
    m_status->setObjectName(QStringLiteral("incidentsStatus"));
    m_status->setActive(true);
    auto* create = new QPushButton(m_create->text(), m_bar);
    create->setObjectName(QStringLiteral("caseCreateButton"));
    setKeyHint(create, QStringLiteral("c"));
    connect(create, &QPushButton::clicked, m_create, &QAction::trigger);
    connect(m_create, &QAction::changed, create, [this, create] { create->setEnabled(m_create->isEnabled()); });
    m_bar->addRightWidget(create);
    m_trouble = new TroubleBar(theme, QStringLiteral("incidentsTrouble"), left);
    m_may = new RoleNote(theme, context().session, "incident", "", left);
    connect(m_may, &RoleNote::changed, this, &IncidentsPage::updateActions);
    m_card = new Card(theme, {}, left);
    m_card->setFlush();
    m_model = new CasesModel(this);
    m_model->setNow(context().session.now());
    m_table = new DataTable(theme, QStringLiteral("incidents"), m_card);
    m_table->setObjectName(QStringLiteral("incidentsTable"));
    m_table->setAccessibleName(tr("Incidents"));
    m_table->setDensity(DataTable::Density::TwoLine);
    m_table->setModel(m_model);
    m_commands.append(csvAction(context(), *m_model, QStringLiteral("incidents.csv"), this));
    m_table->setRowActions(m_commands);
    m_table->installEventFilter(this);
    m_card->body()->addWidget(m_table);
    m_keys = new KeyStrip(theme,
                          {{{QStringLiteral("j"), QStringLiteral("k")}, tr("move")},
                           {{tr("Enter")}, tr("open", "what a key does")},
                           {{QStringLiteral("c")}, tr("new incident")},
                           {{QStringLiteral("s")}, tr("status")},
                           {{QStringLiteral("n")}, tr("note")},
                           {{QStringLiteral("?")}, tr("all keys")}},
                          QStringLiteral("incidents"), left);
    column->addWidget(m_bar);
    column->addWidget(m_trouble);
    column->addWidget(m_may);
    column->addWidget(m_card, 1);
    column->addWidget(m_keys);
    m_drawer = new CaseDrawer(theme, ofCase, this);
    m_drawer->setDocked(true);
    row->addWidget(left, 1);
    row->addWidget(m_drawer);
}

void IncidentsPage::connectPage() {
    Context& c = context();
    auto* menu = new QMenu(m_status);
    menu->addAction(tr("open"), this, [this] { setStatusShown(false); });
    menu->addAction(tr("any"), this, [this] { setStatusShown(true); });
    m_status->setMenu(menu);
    connect(m_cases.get(), &FeedBase::changed, this, &IncidentsPage::casesChanged);
    connect(&c.session, &Session::scopeChanged, this, &IncidentsPage::casesChanged);
    connect(&c.integrity, &IntegrityWatch::changed, this, [this, sealed = std::uint64_t{0}]() mutable {
        if (std::exchange(sealed, context().integrity.sealedBelow()) == context().integrity.sealedBelow()) return;
        if (!m_drawer->isEditing()) currentMoved();
    });
    connect(m_table, &DataTable::currentRowChanged, this, &IncidentsPage::currentMoved);
    connect(m_table, &DataTable::rowOpened, this, &IncidentsPage::openCase);
    connect(m_card, &Card::stateActionTriggered, this, [this] {
        if (m_cases->error()) return m_cases->refreshNow();
        if (m_cases->value() && !m_cases->value()->empty()) return setStatusShown(true);
        m_create->trigger();
    });
    connect(m_drawer, &CaseDrawer::entryOpened, this, [this](quint64 entry) {
        context().go.open({.page = PageId::Evidence,
                           .item = {},
                           .filter = QStringLiteral("entry=%1").arg(entry),
                           .entry = entry,
                           .period = {}});
    });
    connect(m_drawer, &CaseDrawer::alertOpened, this, [this](const QString& id) {
        context().go.open({.page = PageId::Alerts, .item = id, .filter = {}, .entry = {}, .period = {}});
    });
    connect(m_drawer, &CaseDrawer::removeAsked, this, &IncidentsPage::removeAlert);
    connect(m_drawer, &CaseDrawer::momentAsked, this, &IncidentsPage::askMoment);
    connect(m_drawer, &CaseDrawer::answerAsked, this, &IncidentsPage::askClock);
    connect(m_drawer->editor(), &CaseEditor::submitted, this, &IncidentsPage::submit);
    connect(m_drawer->editor(), &CaseEditor::cancelled, this, &IncidentsPage::leaveEditor);
    connect(m_drawer, &Drawer::closed, this, [this] {
        m_drawer->closeEditor();
        updateActions();
        m_table->setFocus();
    });
}

void IncidentsPage::visit(const Target& target) {
    m_table->setFocus();
    if (!target.item.isEmpty()) {
        m_visited = target.item;
        m_all = true;
        setStatusShown(true);
    }
    m_cases->refresh();
}

void IncidentsPage::setStatusShown(bool all) {
    m_all = all;
    m_status->setText(tr("status"), all ? tr("any") : tr("open"));
    m_status->setActive(!all);
    casesChanged();
}

// Open cases are always shown; closed ones when something was done about them in the range.
bool IncidentsPage::inScope(const IncidentCase& incident) const {
    const Scope& scope = context().session.scope();
    if (!incident.open()) {
        if (!m_all) return false;
        const Period period = context().session.period();
        const bool within = incident.changed >= period.from && incident.opened < period.to;
        if (scope.range == Range::Custom && !within) return false;
        if (scope.range != Range::Custom && incident.changed < period.from) return false;
    }
    const auto queue = context().alerts.value();
    if (scope.nodes.empty() || incident.alerts.empty() || !queue) return true;
    return std::ranges::any_of(incident.alerts, [&](const CaseAlert& in) {
        const AlertSummary* alert = queue->find(in.id);
        return alert == nullptr || std::ranges::find(scope.nodes, alert->node) != scope.nodes.end();
    });
}

void IncidentsPage::casesChanged() {
    const auto cases = m_cases->value();
    CaseList shown;
    int open = 0;
    if (cases) {
        for (const auto& incident : *cases) {
            if (incident->open()) ++open;
            if (inScope(*incident) || toQString(incident->id) == m_visited) shown.push_back(incident);
        }
        Q_EMIT badgeChanged(open);
    }
    m_model->setNow(context().session.now());
    m_model->setCases(shown);
    if (!m_visited.isEmpty() && m_table->selectById(m_visited)) {
        m_visited.clear();
        m_drawer->openDrawer();
    } else if (m_model->rowOf(m_current) < 0 && m_model->rowCount() > 0) {
        m_table->selectById(m_model->index(0, 0).data(IdRole).toString());
    }
    showState();
    if (!m_drawer->isEditing()) currentMoved();
    if (!m_shownOnce && current() != nullptr) {
        m_shownOnce = true;
        m_drawer->openDrawer();
    }
    updateActions();
}

void IncidentsPage::showState() {
    const auto& error = m_cases->error();
    const auto cases = m_cases->value();
    const int rows = m_model->rowCount();
    m_bar->setNote(rows > 0 ? tr("%n incident(s)", nullptr, rows) : QString());
    if (rows > 0) {
        m_card->showBody();
        m_table->setEndText(tr("End of the list: %n incident(s).", nullptr, rows));
        if (error) m_trouble->report(tr("The list is not up to date. %1").arg(errorText(*error)));
    } else if (error) {
        m_card->showState(StatePanel::Kind::Error, tr("The incidents cannot be read."), errorText(*error),
                          tr("Try again"));
    } else if (!cases) {
        m_card->showState(StatePanel::Kind::Loading, tr("Reading the incidents…"));
    } else if (cases->empty()) {
        m_card->showState(StatePanel::Kind::Empty, tr("There is no incident."),
                          tr("Escalate an alert with e on the Alerts page, or open one here."), tr("New incident"));
    } else {
        m_card->showState(StatePanel::Kind::Nothing, tr("No incident is open."),
                          tr("Closed ones are kept and can be shown."), tr("Show closed ones too"));
    }
}

const IncidentCase* IncidentsPage::current() const {
    const int row = m_table->currentIndex().row();
    return row < 0 || row >= m_model->rowCount() ? nullptr : m_model->row(row).incident.get();
}

void IncidentsPage::currentMoved() {
    const IncidentCase* incident = current();
    if (incident == nullptr || incident->id.empty()) {
        m_current.clear();
        if (!m_drawer->isEditing()) m_drawer->showNothing();
        updateActions();
        return;
    }
    const QString id = toQString(incident->id);
    if (id != m_current) m_drawer->closeEditor();
    m_current = id;
    m_drawer->showCase(*incident, context().session.now(), context().integrity.sealedBelow());
    readTimeline();
    updateActions();
}

void IncidentsPage::readTimeline() {
    const IncidentCase* incident = current();
    if (incident == nullptr) return;
    using Items = std::vector<TimelineItem>;
    m_timelineQuery.run<Items>([copy = *incident](Reader& reader) { return caseTimeline(reader, copy); },
                               [this](Result<Items> items) {
                                   if (items)
                                       m_drawer->showTimeline(*items, context().integrity.sealedBelow());
                                   else
                                       m_drawer->showTimelineTrouble(errorText(items.error()));
                               });
}

void IncidentsPage::openCase() {
    if (current() == nullptr) return;
    const bool was = m_drawer->isOpen();
    m_drawer->openDrawer();
    if (was) m_drawer->focusContent();
}

// What the alerts of the case say about when it was.
std::optional<Time> IncidentsPage::proposedFor(CaseMoment moment) const {
    const IncidentCase* incident = current();
    const auto queue = context().alerts.value();
    if (incident == nullptr || !queue) return std::nullopt;
    if (const auto& stated = incident->time(moment)) return stated->at;
    std::optional<Time> first;
    for (const CaseAlert& in : incident->alerts) {
        const AlertSummary* alert = queue->find(in.id);
        if (alert == nullptr) continue;
        const Time time = moment == CaseMoment::Occurred ? alert->firstSeen : alert->raised;
        first = first ? std::min(*first, time) : time;
    }
    if (moment == CaseMoment::Occurred || moment == CaseMoment::Detected) return first;
    return std::nullopt;  // nobody but a person knows when they became aware
}

std::vector<CaseAlert> IncidentsPage::openAlerts() const {
    std::vector<CaseAlert> out;
    const auto queue = context().alerts.value();
    if (!queue) return out;
    for (const AlertSummary& alert : queue->alerts) {
        if (!alert.open() || !alert.incident.empty()) continue;
        if (out.size() == kMostAlerts) break;
        const QString entity = entityLine(alert.principal, alert.client, alert.model, alert.node);
        out.push_back({std::string(alert.id),
                       toStd(QStringLiteral("%1: %2").arg(visible(alertLabel(alert.detector).title), entity))});
    }
    return out;
}

QStringList IncidentsPage::people() const {
    QStringList out{context().session.actor()};
    if (const auto cases = m_cases->value()) {
        for (const auto& incident : *cases) {
            const QString name = visible(incident->assignee);
            if (!name.isEmpty() && !out.contains(name)) out.append(name);
        }
    }
    return out;
}

void IncidentsPage::ask(CaseForm form) {
    const IncidentCase* incident = current();
    const bool create = form.kind == CaseForm::Kind::Create;
    if (incident == nullptr && !create) return;
    if (create)
        form.before.id = newCaseId();
    else
        form.before = *incident;
    form.now = context().session.now();
    form.alerts = openAlerts();
    form.people = people();
    if (incident == nullptr) m_drawer->showNothing();
    m_drawer->openDrawer();
    m_drawer->openEditor(form);
    updateActions();
}

void IncidentsPage::askMoment(CaseMoment moment) {
    CaseForm form;
    form.kind = CaseForm::Kind::Moment;
    form.moment = moment;
    form.proposed = proposedFor(moment);
    ask(std::move(form));
}

void IncidentsPage::askClock(const QString& clock) {
    CaseForm form;
    form.kind = CaseForm::Kind::Clock;
    form.clock = clockRule(toStd(clock));
    if (form.clock != nullptr) ask(std::move(form));
}

void IncidentsPage::submit(const CaseChange& change) {
    const std::string id = m_drawer->editor()->form().before.id;
    leaveEditor();
    record(id, change, wordsOf(change));
}

void IncidentsPage::removeAlert(const QString& alert) {
    const IncidentCase* incident = current();
    if (incident == nullptr) return;
    const auto in = std::ranges::find(incident->alerts, toStd(alert), &CaseAlert::id);
    if (in == incident->alerts.end()) return;
    CaseChange change;
    change.name = "remove_alerts";
    change.alerts = {*in};
    record(incident->id, change, wordsOf(change));
}

void IncidentsPage::record(const std::string& id, CaseChange change, const QString& words) {
    change.actor = toStd(context().session.actor());
    context().session.record(
        [id, change](Reader& reader, Arena& arena, Time now) -> Result<std::vector<Event>> {
            IncidentCase before;
            before.id = id;
            if (change.name != "create") {
                auto loaded = loadCase(reader, id);
                if (!loaded) return passOn(loaded);
                before = std::move(*loaded);
            }
            return caseEvents(before, change, now, arena);
        },
        [self = QPointer(this), id, words, create = change.name == "create"](Result<std::uint64_t> entry) {
            if (!self) return;
            if (!entry) {
                self->m_trouble->report(
                    tr("Nothing was recorded, the incident is as it was. %1").arg(errorText(entry.error())));
                return;
            }
            if (create) self->m_visited = toQString(id);
            self->m_cases->refreshNow();
            self->context().alerts.refreshNow();
            self->context().go.toast(tr("%1.").arg(words), {});
        });
}

void IncidentsPage::leaveEditor() {
    m_drawer->closeEditor();
    m_table->setFocus(Qt::OtherFocusReason);
    if (current() == nullptr) m_drawer->closeDrawer();
    updateActions();
}

void IncidentsPage::updateActions() {
    const bool editing = m_drawer->isEditing();
    for (QAction* action : m_commands)
        action->setEnabled(!editing && m_may->allowed() && (action == m_create || current() != nullptr));
}

bool IncidentsPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_drawer->closeDrawer();
        return true;
    }
    return Page::eventFilter(watched, event);
}

void IncidentsPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_drawer->setDocked(true);  // its width follows the page's
}

}  // namespace vedette::ui
