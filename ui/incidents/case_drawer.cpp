// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incidents/case_drawer.h"

#include <QAction>

#include "ui/alerts/alert_words.h"
#include "ui/bridge/text.h"
#include "ui/theme/style.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/glyph_label.h"

namespace vedette::ui {
namespace {

constexpr std::size_t kTimelineRows = 14;

}  // namespace

CaseDrawer::CaseDrawer(const Theme& theme, const QList<QAction*>& actions, QWidget* parent) : Drawer(theme, parent) {
    setObjectName(QStringLiteral("caseDrawer"));
    for (QAction* action : actions) {
        auto* button = new QPushButton(action->text(), this);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        if (action == actions.front()) setVariant(button, Variant::Primary);
        if (!action->shortcut().isEmpty())
            setKeyHint(button, action->shortcut().toString(QKeySequence::NativeText).toLower());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        const auto follow = [button, action] { button->setEnabled(action->isEnabled()); };
        connect(action, &QAction::changed, button, follow);
        Drawer::addAction(button);
        follow();
    }
    addSections();
}

void CaseDrawer::addSections() {
    m_editor = new CaseEditor(theme(), this);
    m_editorSection = addSection({}, {}, m_editor);
    m_editorSection->hide();
    const auto section = [this](const QString& title, const QString& name, QWidget* content) {
        auto* made = new DetailSection(theme(), title, name, this);
        made->body()->addWidget(content);
        m_body.append(addSection({}, {}, made));
        return made;
    };
    m_clocks = new ClockList(theme(), this);
    m_clockSection = section(tr("Duties to notify"), QStringLiteral("caseClocks"), m_clocks);
    m_moments = new MomentList(theme(), this);
    section(tr("Times that start the clocks"), QStringLiteral("caseMoments"), m_moments)
        ->setSubtitle(tr("whoever states one answers for it"));
    m_alerts = new CaseAlertList(theme(), this);
    m_alertSection = section(tr("Alerts"), QStringLiteral("caseAlerts"), m_alerts);
    m_timeline = new TimelineList(theme(), this);
    m_timelineSection = section(tr("Timeline"), QStringLiteral("caseTimeline"), m_timeline);
    m_notes = new CaseNoteList(theme(), this);
    section(tr("Notes"), QStringLiteral("caseNotes"), m_notes);
    connect(m_clocks, &ClockList::answerAsked, this, &CaseDrawer::answerAsked);
    connect(m_moments, &MomentList::momentAsked, this, &CaseDrawer::momentAsked);
    connect(m_alerts, &CaseAlertList::alertOpened, this, &CaseDrawer::alertOpened);
    connect(m_alerts, &CaseAlertList::removeAsked, this, &CaseDrawer::removeAsked);
    for (RowList* list :
         {static_cast<RowList*>(m_moments), static_cast<RowList*>(m_timeline), static_cast<RowList*>(m_notes)})
        connect(list, &RowList::entryOpened, this, &CaseDrawer::entryOpened);
}

void CaseDrawer::showHead(const IncidentCase& c) {
    const QString who = c.assignee.empty() ? tr("nobody's yet") : tr("assigned to %1").arg(visible(c.assignee));
    setTitle(visible(c.title),
             tr("%1 · opened %2 by %3 · %4").arg(visible(c.id), dayTime(c.opened), visible(c.openedBy), who));
    clearBadges();
    auto* severity = new GlyphLabel(theme(), severityGlyph(c.severity), {}, this);
    severity->setTone(glyphToken(severityGlyph(c.severity)));
    addBadge(severity);
    auto* status = new Badge(theme(), caseStatusWord(c.status), this);
    status->setObjectName(QStringLiteral("caseStatusBadge"));
    addBadge(status);
    if (!c.verdict.empty()) addBadge(new Badge(theme(), verdictWord(c.verdict), this));
    if (!c.whole) addBadge(new Badge(theme(), tr("Its beginning is not in the log"), this));
}

void CaseDrawer::showCase(const IncidentCase& c, Time now, std::uint64_t sealedBelow) {
    for (QWidget* section : m_body) section->show();
    showHead(c);
    const int waiting = m_clocks->show(c, now);
    m_clockSection->setSubtitle(waiting == 0 ? tr("none waits for an answer; whether one applies is for you to say")
                                             : tr("%n wait(s) for an answer", nullptr, waiting));
    m_moments->show(c, sealedBelow);
    m_alertSection->setSubtitle(number(c.alerts.size()));
    m_alerts->show(c);
    m_notes->show(c, sealedBelow);
}

void CaseDrawer::showTimeline(const std::vector<TimelineItem>& items, std::uint64_t sealedBelow) {
    m_timelineSection->setSubtitle(tr("%n event(s)", nullptr, static_cast<int>(items.size())));
    m_timeline->show(items, sealedBelow, kTimelineRows);
}

void CaseDrawer::showTimelineTrouble(const QString& what) {
    m_timeline->show({}, 0, 1);
    m_timelineSection->setSubtitle(what);
}

void CaseDrawer::showNothing() {
    setTitle(tr("Incident"));
    clearBadges();
    for (QWidget* section : m_body) section->hide();
}

void CaseDrawer::openEditor(const CaseForm& form) {
    m_editorSection->show();
    m_editor->begin(form);
}

void CaseDrawer::closeEditor() { m_editorSection->hide(); }

bool CaseDrawer::isEditing() const { return !m_editorSection->isHidden(); }

}  // namespace vedette::ui
