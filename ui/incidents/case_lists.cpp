// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incidents/case_lists.h"

#include <algorithm>

#include "ui/alerts/alert_words.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/theme/style.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/glyph_label.h"

namespace vedette::ui {
namespace {

constexpr auto kMostAlerts = std::size_t{50};

QString dueWords(const Deadline& d, Time now) {
    const QString due = d.due ? dayTime(*d.due) : QString();
    switch (d.state) {
        case ClockState::Running: return ClockList::tr("Due %1 UTC, %2 left").arg(due, timeLeft(*d.due - now));
        case ClockState::Overdue: return ClockList::tr("Was due %1 UTC, %2 ago").arg(due, timeLeft(now - *d.due));
        case ClockState::Met:
            return ClockList::tr("Sent %1 UTC by %2, in time")
                .arg(dayTime(d.answer->stated.at), visible(d.answer->stated.actor));
        case ClockState::Late:
            return ClockList::tr("Sent %1 UTC by %2, late")
                .arg(dayTime(d.answer->stated.at), visible(d.answer->stated.actor));
        case ClockState::NotRequired:
            return ClockList::tr("Not required, says %1: %2")
                .arg(visible(d.answer->stated.actor), visible(d.answer->stated.reason));
        case ClockState::NotStarted: break;
    }
    return {};
}

QPushButton* linkButton(const QString& text, const QString& name, const QString& accessible) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setAccessibleName(accessible);
    setVariant(button, Variant::Link);
    return button;
}

}  // namespace

int ClockList::show(const IncidentCase& incident, Time now) {
    clearRows();
    grid()->setColumnStretch(1, 1);
    const auto all = deadlines(incident, now);
    int row = 0;
    int waiting = 0;
    for (const Deadline& d : all) {
        if (d.state == ClockState::NotStarted) continue;
        if (d.state == ClockState::Running || d.state == ClockState::Overdue) ++waiting;
        addClock(row++, d, now);
    }
    addWaiting(row, all);
    return waiting;
}

void ClockList::addClock(int row, const Deadline& d, Time now) {
    auto* state = new GlyphLabel(theme(), clockStateGlyph(d.state), clockStateWord(d.state), this);
    state->setWordShown(false);
    grid()->addWidget(state, row, 0, Qt::AlignTop);
    auto* text = new QWidget(this);
    auto* lines = new QVBoxLayout(text);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    auto* duty = new TextLabel(theme(), tr("%1: %2").arg(said(d.rule->clause), said(d.rule->duty)), FontRole::Table,
                               Token::Text, text);
    duty->setElided(true);
    duty->setToolTip(tr("%1\n%2\n%3").arg(duty->text(), said(d.rule->limit), said(d.rule->condition)));
    auto* due = new TextLabel(theme(), dueWords(d, now), FontRole::Caption,
                              d.state == ClockState::Overdue ? Token::Critical : Token::TextMuted, text);
    due->setObjectName(QStringLiteral("due-") + toQString(d.rule->id));
    due->setElided(true);
    const bool ours = d.rule->basis == ThresholdBasis::HouseDefault;
    auto* limit = new TextLabel(theme(), ours ? tr("%1, our default").arg(said(d.rule->limit)) : said(d.rule->limit),
                                FontRole::Caption, Token::TextFaint, text);
    limit->setElided(true);
    for (TextLabel* line : {duty, due, limit}) lines->addWidget(line);
    grid()->addWidget(text, row, 1);
    const QString id = toQString(d.rule->id);
    auto* answer = linkButton(d.answer == nullptr ? tr("Answer") : tr("Change"), QStringLiteral("answer-") + id,
                              tr("Answer %1").arg(said(d.rule->clause)));
    connect(answer, &QPushButton::clicked, this, [this, id] { Q_EMIT answerAsked(id); });
    grid()->addWidget(answer, row, 2, Qt::AlignRight | Qt::AlignVCenter);
}

// Which clocks wait for which time.
int ClockList::addWaiting(int row, const std::vector<Deadline>& all) {
    for (std::size_t m = 0; m < kCaseMoments; ++m) {
        QStringList clauses;
        for (const Deadline& d : all)
            if (d.state == ClockState::NotStarted && d.rule->after.empty() &&
                d.rule->starts == static_cast<CaseMoment>(m))
                clauses.append(said(d.rule->clause));
        if (clauses.isEmpty()) continue;
        auto* text = addText(
            row, 1,
            tr("Waits for “%1”: %2").arg(momentWord(static_cast<CaseMoment>(m)), clauses.join(QStringLiteral(", "))),
            Token::TextFaint, FontRole::Caption);
        text->setWordWrap(true);
        auto* none = new GlyphLabel(theme(), Glyph::NotApplicable, clockStateWord(ClockState::NotStarted), this);
        none->setWordShown(false);
        grid()->addWidget(none, row, 0, Qt::AlignTop);
        ++row;
    }
    return row;
}

void MomentList::show(const IncidentCase& incident, std::uint64_t sealedBelow) {
    clearRows();
    grid()->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < kCaseMoments; ++i) {
        const auto moment = static_cast<CaseMoment>(i);
        const int row = static_cast<int>(i);
        const auto& stated = incident.time(moment);
        addText(row, 0, momentWord(moment), Token::TextMuted)->setToolTip(momentHelp(moment));
        auto* when = addText(row, 1, stated ? tr("%1 UTC").arg(dayTime(stated->at)) : tr("Not stated"),
                             stated ? Token::Text : Token::TextFaint);
        when->setObjectName(QStringLiteral("moment-") + toQString(caseMomentName(moment)));
        if (stated) {
            when->setToolTip(tr("%1: %2").arg(visible(stated->actor), visible(stated->reason)));
            addEntry(row, 2, stated->entry, stated->entry < sealedBelow, momentWord(moment));
        }
        auto* set = linkButton(stated ? tr("Correct") : tr("State when"),
                               QStringLiteral("state-") + toQString(caseMomentName(moment)),
                               tr("State the time: %1").arg(momentWord(moment)));
        connect(set, &QPushButton::clicked, this, [this, moment] { Q_EMIT momentAsked(moment); });
        grid()->addWidget(set, row, 3, Qt::AlignRight | Qt::AlignVCenter);
    }
}

void CaseAlertList::show(const IncidentCase& incident) {
    clearRows();
    grid()->setColumnStretch(0, 1);
    if (incident.alerts.empty()) addText(0, 0, tr("No alert belongs to this incident."), Token::TextFaint);
    int row = 0;
    for (const CaseAlert& alert : incident.alerts) {
        if (static_cast<std::size_t>(row) == kMostAlerts) {
            addText(row, 0, tr("And %n more.", nullptr, static_cast<int>(incident.alerts.size() - kMostAlerts)),
                    Token::TextFaint);
            break;
        }
        const QString id = toQString(alert.id);
        auto* title = addText(row, 0, said(alert.title), Token::Text);
        title->setElided(true);
        auto* open = linkButton(tr("Open"), QStringLiteral("openAlert-") + id, tr("Open %1").arg(said(alert.title)));
        connect(open, &QPushButton::clicked, this, [this, id] { Q_EMIT alertOpened(id); });
        grid()->addWidget(open, row, 1);
        auto* remove =
            linkButton(tr("Take out"), QStringLiteral("removeAlert-") + id, tr("Take out %1").arg(said(alert.title)));
        connect(remove, &QPushButton::clicked, this, [this, id] { Q_EMIT removeAsked(id); });
        grid()->addWidget(remove, row, 2, Qt::AlignRight | Qt::AlignVCenter);
        ++row;
    }
}

void CaseNoteList::show(const IncidentCase& incident, std::uint64_t sealedBelow) {
    clearRows();
    grid()->setColumnStretch(0, 1);
    if (incident.notes.empty()) addText(0, 0, tr("Nobody has written a note yet."), Token::TextFaint);
    int row = 0;
    for (auto note = incident.notes.rbegin(); note != incident.notes.rend(); ++note) {
        addText(row, 0, tr("%1, %2 UTC").arg(visible(note->actor), dayTime(note->time)), Token::TextFaint,
                FontRole::Caption);
        addEntry(row, 1, note->entry, note->entry < sealedBelow, tr("Note"));
        auto* text = new TextLabel(theme(), visible(note->text), FontRole::Table, Token::Text, this);
        text->setWordWrap(true);
        grid()->addWidget(text, row + 1, 0, 1, 2);
        row += 2;
    }
}

}  // namespace vedette::ui
