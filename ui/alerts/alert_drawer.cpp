// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alert_drawer.h"

#include <QAction>

#include <algorithm>

#include "core/event/event.h"
#include "ui/alerts/alert_words.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/theme/style.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/glyph_label.h"

namespace vedette::ui {
namespace {

constexpr std::size_t kTimelineRows = 9;

// "ATLAS 2026.07 AML.T0024.002 Extract AI Model" → "AML.T0024.002".
QString threatId(const std::string& threat) {
    const QStringList words = visible(threat).split(u' ', Qt::SkipEmptyParts);
    const auto id = std::find_if(words.begin(), words.end(), [](const QString& word) {
        return word.startsWith(QLatin1String("AML.")) || word.startsWith(QLatin1String("LLM"));
    });
    return id == words.end() ? visible(threat) : *id;
}

QString seenLine(const QString& entity, Time first, Time last) {
    // The day is said once when it is the same.
    const bool sameDay = std::chrono::floor<std::chrono::days>(first) == std::chrono::floor<std::chrono::days>(last);
    return AlertDrawer::tr("%1 · first %2, last %3")
        .arg(entity, dayTime(first), sameDay ? clockTime(last).left(5) : dayTime(last));
}

QString findingsFilter(const std::string& id) {
    Filter filter;
    filter.is(TextColumn::Group, id).is(IntColumn::Class, ocsf::kDetectionFinding);
    return toQString(filter.text());
}

// All that the entity did while the alert lasted: more than the evidence, never less.
QString entityFilter(const Alert& alert) {
    Filter filter;
    if (!alert.principal.empty())
        filter.is(TextColumn::Principal, alert.principal);
    else if (!alert.client.empty())
        filter.is(TextColumn::Client, alert.client);
    else if (!alert.node.empty())
        filter.is(TextColumn::Node, alert.node);
    filter.from = alert.firstSeen;
    filter.to = alert.lastSeen + std::chrono::milliseconds(1);
    return toQString(filter.text());
}

}  // namespace

AlertDrawer::AlertDrawer(const Theme& theme, const QList<QAction*>& actions, QWidget* parent) : Drawer(theme, parent) {
    setObjectName(QStringLiteral("alertDrawer"));
    addButtons(actions);
    addSections();
}

void AlertDrawer::addButtons(const QList<QAction*>& actions) {
    for (QAction* action : actions) {
        auto* button = new QPushButton(action->text(), this);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        if (action == actions.front()) setVariant(button, Variant::Primary);
        if (!action->shortcut().isEmpty())
            setKeyHint(button, action->shortcut().toString(QKeySequence::NativeText).toLower());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        const auto follow = [button, action] {
            button->setEnabled(action->isEnabled());
            button->setVisible(action->isVisible());
        };
        connect(action, &QAction::changed, button, follow);
        Drawer::addAction(button);
        follow();
    }
}

void AlertDrawer::addSections() {
    m_editor = new DecisionEditor(theme(), this);
    m_editorSection = addSection({}, {}, m_editor);
    m_editorSection->hide();
    m_state = new StatePanel(theme(), this);
    m_state->setObjectName(QStringLiteral("alertState"));
    m_stateSection = addSection({}, {}, m_state);
    m_stateSection->hide();

    m_why = new DetailSection(theme(), tr("Why"), QStringLiteral("alertWhy"), this);
    m_reason = new Prose(theme(), FontRole::Body, m_why);
    m_reason->setObjectName(QStringLiteral("alertReason"));
    m_counts = new Prose(theme(), FontRole::Table, m_why);
    m_counts->setObjectName(QStringLiteral("alertCounts"));
    m_counts->setTone(Token::TextMuted);
    m_incident = new QPushButton(m_why);
    m_incident->setObjectName(QStringLiteral("alertIncident"));
    setVariant(m_incident, Variant::Link);
    m_why->body()->addWidget(m_reason);
    m_why->body()->addWidget(m_counts);
    m_why->body()->addWidget(m_incident, 0, Qt::AlignLeft);

    m_baseline = new BaselineChart(theme(), this);
    m_timelineSection = new DetailSection(theme(), tr("Timeline"), QStringLiteral("alertTimeline"), this);
    m_timeline = new TimelineList(theme(), m_timelineSection);
    m_timeline->setReasonsShown(true);
    m_timelineSection->body()->addWidget(m_timeline);
    m_evidenceSection = new DetailSection(theme(), tr("Evidence"), QStringLiteral("alertEvidence"), this);
    m_evidence = new EvidenceList(theme(), m_evidenceSection);
    m_evidenceSection->body()->addWidget(m_evidence);
    m_everything = new Figure(theme(), tr("Everything it did in this time"), FontRole::Table, m_evidenceSection);
    m_everything->setObjectName(QStringLiteral("alertEntityEvents"));
    m_everything->setTone(Token::TextMuted);
    m_evidenceSection->body()->addWidget(m_everything, 0, Qt::AlignLeft);
    m_playbookSection = new DetailSection(theme(), tr("Playbook"), QStringLiteral("alertPlaybook"), this);
    m_steps = new PlaybookList(theme(), m_playbookSection);
    m_playbookSection->body()->addWidget(m_steps);
    for (QWidget* section :
         {static_cast<QWidget*>(m_why), static_cast<QWidget*>(m_baseline), static_cast<QWidget*>(m_timelineSection),
          static_cast<QWidget*>(m_evidenceSection), static_cast<QWidget*>(m_playbookSection)})
        m_body.append(addSection({}, {}, section));

    connect(m_reason, &Prose::opened, this, &AlertDrawer::filterOpened);
    connect(m_counts, &Prose::opened, this, &AlertDrawer::filterOpened);
    connect(m_everything, &Figure::opened, this, &AlertDrawer::filterOpened);
    connect(m_baseline, &BaselineChart::opened, this, &AlertDrawer::filterOpened);
    connect(m_timeline, &RowList::entryOpened, this, &AlertDrawer::entryOpened);
    connect(m_evidence, &RowList::entryOpened, this, &AlertDrawer::entryOpened);
    connect(m_incident, &QPushButton::clicked, this,
            [this] { Q_EMIT incidentOpened(m_incident->property("incident").toString()); });
    connect(m_steps, &PlaybookList::stepAsked, this, [this](const QString& id, bool done) {
        if (!m_playbook) return;
        for (const PlaybookStep& step : m_playbook->steps)
            if (toQString(step.id) == id) Q_EMIT stepAsked(toQString(stepNote(*m_playbook, step, done)));
    });
}

void AlertDrawer::setBodyShown(bool shown) {
    for (QWidget* section : m_body) section->setVisible(shown);
    m_stateSection->setVisible(!shown);
}

void AlertDrawer::showHead(const QString& title, const QString& subtitle, std::int64_t severity, AlertStatus status,
                           const QString& verdict, const QStringList& threats) {
    setTitle(title, subtitle);
    clearBadges();
    auto* glyph = new GlyphLabel(theme(), severityGlyph(severity), {}, this);
    glyph->setObjectName(QStringLiteral("alertSeverity"));
    glyph->setTone(glyphToken(severityGlyph(severity)));
    addBadge(glyph);
    auto* state = new Badge(theme(), alertStatusWord(status), this);
    state->setObjectName(QStringLiteral("alertStatus"));
    addBadge(state);
    if (!verdict.isEmpty()) addBadge(new Badge(theme(), verdict, this));
    for (const QString& threat : threats) addBadge(new Badge(theme(), threat, this));
}

void AlertDrawer::showSummary(const AlertSummary& alert) {
    const bool another = m_id != toQString(alert.id);
    m_id = toQString(alert.id);
    if (!another) return;  // the detail on show is refreshed as a whole
    closeEditor();
    const AlertLabel label = alertLabel(alert.detector);
    QStringList threats;
    for (const ThreatRef& threat : label.threats) threats.append(toQString(threat.id));
    showHead(
        said(label.title),
        seenLine(entityLine(alert.principal, alert.client, alert.model, alert.node), alert.firstSeen, alert.lastSeen),
        alert.severity, alert.status, alert.verdict.empty() ? QString() : verdictWord(alert.verdict), threats);
    m_state->setState(StatePanel::Kind::Loading, tr("Reading the alert…"));
    setBodyShown(false);
}

void AlertDrawer::showDetail(const AlertDetail& detail, const Playbooks& playbooks, std::uint64_t sealedBelow) {
    const Alert& alert = detail.alert;
    m_id = toQString(alert.id);
    QStringList threats;
    for (const std::string& threat : alert.threats) threats.append(threatId(threat));
    showHead(
        said(alert.title),
        seenLine(entityLine(alert.principal, alert.client, alert.model, alert.node), alert.firstSeen, alert.lastSeen),
        alert.severity, alert.status, alert.verdict.empty() ? QString() : verdictWord(alert.verdict), threats);
    showWhy(detail, sealedBelow);
    m_baseline->show(detail.baseline, visible(detail.baselineTrouble), toQString(alert.detector));
    m_timelineSection->setSubtitle(tr("%n event(s)", nullptr, static_cast<int>(detail.timeline.size())));
    m_timeline->show(detail.timeline, sealedBelow, kTimelineRows);
    showEvidence(detail, sealedBelow);
    showPlaybook(detail, playbooks);
    setBodyShown(true);
}

void AlertDrawer::showWhy(const AlertDetail& detail, std::uint64_t sealedBelow) {
    const Alert& alert = detail.alert;
    QList<ProsePart> why{{said(alert.reason)}};
    if (!alert.baseline.empty()) why.append({QChar(u' ') + said(alert.baseline)});
    m_reason->setParts(why);
    const bool sealed = !alert.findingEntries.empty() && alert.findingEntries.back() < sealedBelow;
    QList<ProsePart> counts{{number(alert.findings), findingsFilter(alert.id), true, sealed}};
    if (sealed) counts.append({QStringLiteral("\u2002")});  // the seal takes the blank's place
    counts.append(
        {tr(" finding(s), raised %1.", nullptr, static_cast<int>(alert.findings)).arg(dayTime(alert.raised))});
    if (alert.findingsSinceClosed > 0)
        counts.append({QChar(u' ') + tr("It was closed, and %n finding(s) came since.", nullptr,
                                        static_cast<int>(alert.findingsSinceClosed))});
    if (!alert.owner.empty()) counts.append({QChar(u' ') + tr("Owner: %1.").arg(visible(alert.owner))});
    m_counts->setParts(counts);
    m_incident->setVisible(!alert.incident.empty());
    m_incident->setProperty("incident", toQString(alert.incident));
    m_incident->setText(tr("In incident %1").arg(visible(alert.incident)));
}

void AlertDrawer::showEvidence(const AlertDetail& detail, std::uint64_t sealedBelow) {
    const Alert& alert = detail.alert;
    m_evidenceSection->setSubtitle(tr("%1 entries, %2 of them named by the finding, newest first")
                                       .arg(number(std::max<std::uint64_t>(alert.evidenceCount, alert.evidence.size())),
                                            number(alert.evidence.size())));
    m_evidence->show(detail.evidence, sealedBelow);
    m_everything->setOpens(entityFilter(alert));
}

void AlertDrawer::showPlaybook(const AlertDetail& detail, const Playbooks& playbooks) {
    const Playbook* playbook = playbooks.forDetector(detail.alert.detector);
    m_playbook = playbook == nullptr ? std::nullopt : std::optional(*playbook);
    std::map<std::string, StepDone, std::less<>> done;
    if (playbook != nullptr) {
        done = stepsDone(*playbook, detail.alert.actions);
        m_playbookSection->setSubtitle(tr("%1 v%2 · %3 of %4 done")
                                           .arg(visible(playbook->id))
                                           .arg(playbook->version)
                                           .arg(done.size())
                                           .arg(playbook->steps.size()));
    } else {
        m_playbookSection->setSubtitle({});
    }
    m_steps->show(playbook, done, true);
}

void AlertDrawer::showTrouble(const QString& what) {
    m_state->setState(StatePanel::Kind::Error, tr("The alert cannot be read."), what);
    setBodyShown(false);
}

void AlertDrawer::openEditor(DecisionEditor::Form form, const QString& about, const DecisionChoices& choices) {
    m_editorSection->show();
    m_editor->begin(form, about, choices);
}

void AlertDrawer::closeEditor() { m_editorSection->hide(); }

bool AlertDrawer::isEditing() const { return !m_editorSection->isHidden(); }

}  // namespace vedette::ui
