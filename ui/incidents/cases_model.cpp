// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incidents/cases_model.h"

#include "ui/alerts/alert_words.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/theme/token.h"

namespace vedette::ui {
namespace {

std::vector<TableColumn> caseColumns() {
    const auto right = Qt::AlignRight | Qt::AlignVCenter;
    const auto left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {QStringLiteral("severity"), CasesModel::tr("Severity"), left, 88, true, true, false, {}},
        {QStringLiteral("title"), CasesModel::tr("Incident"), left, 220, true, true, true, {}},
        {QStringLiteral("status"), CasesModel::tr("Status"), left, 80, true, true, false, {}, 1},
        {QStringLiteral("alerts"), CasesModel::tr("Alerts"), right, 52, true, true, false, {}, 3},
        {QStringLiteral("assignee"), CasesModel::tr("Assignee"), left, 80, true, true, false, {}, 2},
        {QStringLiteral("opened"), CasesModel::tr("Opened"), left, 94, true, true, false, {}, 4},
        {QStringLiteral("due"), CasesModel::tr("Next deadline"), left, 132, true, true, false,
         CasesModel::tr("The soonest duty to notify that nobody has answered")},
        {QStringLiteral("changed"), CasesModel::tr("Changed"), left, 104, true, false, false, {}},
    };
}

std::optional<Deadline> nextOf(const IncidentCase& incident, Time now) {
    if (!incident.open()) return std::nullopt;
    const auto all = deadlines(incident, now);
    if (all.empty()) return std::nullopt;
    const Deadline& first = all.front();
    const bool waits = first.state == ClockState::Running || first.state == ClockState::Overdue;
    return waits ? std::optional(first) : std::nullopt;
}

}  // namespace

CasesModel::CasesModel(QObject* parent) : RowsModel<CaseRow>(caseColumns(), parent) {}

void CasesModel::setNow(Time now) {
    m_now = now;
    std::vector<std::shared_ptr<const IncidentCase>> same;
    for (const CaseRow& row : rows()) same.push_back(row.incident);
    setCases(same);
}

void CasesModel::setCases(const std::vector<std::shared_ptr<const IncidentCase>>& cases) {
    std::vector<CaseRow> made;
    made.reserve(cases.size());
    for (const auto& incident : cases) made.push_back({incident, nextOf(*incident, m_now)});
    setRows(std::move(made));
}

// Rows are made empty before they are filled.
QString CasesModel::idOf(const CaseRow& row) const { return row.incident ? toQString(row.incident->id) : QString(); }

QString CasesModel::textOf(const CaseRow& row, int column) const {
    const IncidentCase& c = *row.incident;
    switch (column) {
        case Severity: return severityWord(c.severity);
        case Title: return visible(c.title);
        case Status: return caseStatusWord(c.status);
        case Alerts: return number(c.alerts.size());
        case Assignee: return c.assignee.empty() ? QStringLiteral("—") : visible(c.assignee);
        case Opened: return dayTime(c.opened);
        case Changed: return dayTime(c.changed);
        case Due: return row.next ? tr("%1 left").arg(timeLeft(*row.next->due - m_now)) : QStringLiteral("—");
        default: return {};
    }
}

QVariant CasesModel::sortValue(const CaseRow& row, int column) const {
    const IncidentCase& c = *row.incident;
    switch (column) {
        case Severity: return QVariant::fromValue<qlonglong>(c.severity);
        case Status: return static_cast<int>(c.status);
        case Alerts: return QVariant::fromValue<qulonglong>(c.alerts.size());
        case Opened: return QVariant::fromValue<qlonglong>(toMicros(c.opened));
        case Changed: return QVariant::fromValue<qlonglong>(toMicros(c.changed));
        case Due:
            return QVariant::fromValue<qlonglong>(row.next ? toMicros(*row.next->due)
                                                           : std::numeric_limits<qlonglong>::max());
        default: return {};
    }
}

QVariant CasesModel::cell(const CaseRow& row, int column, int role) const {
    if (!row.incident) return {};
    const IncidentCase& c = *row.incident;
    const bool late = row.next && row.next->state == ClockState::Overdue;
    switch (role) {
        case Qt::DisplayRole:
            if (column == Due && late) return tr("%1 over").arg(timeLeft(m_now - *row.next->due));
            return textOf(row, column);
        case SortRole: return sortValue(row, column);
        case GlyphRole:
            if (column == Severity) return static_cast<int>(severityGlyph(c.severity));
            return column == Due && row.next ? QVariant(static_cast<int>(clockStateGlyph(row.next->state)))
                                             : QVariant();
        case WordRole: return column == Due && row.next ? QVariant(clockStateWord(row.next->state)) : QVariant();
        case SubtitleRole:
            if (column == Title) return tr("%1 · opened by %2").arg(visible(c.id), visible(c.openedBy));
            return column == Due && row.next ? QVariant(said(row.next->rule->clause)) : QVariant();
        case ToneRole:
            if (column == Due && late) return static_cast<int>(Token::Critical);
            if (column == Status && !c.open()) return static_cast<int>(Token::TextMuted);
            return column == Assignee && c.assignee.empty() ? QVariant(static_cast<int>(Token::TextFaint)) : QVariant();
        case ExportRole:
            if (column == Opened) return toQString(formatTime(c.opened));
            if (column == Changed) return toQString(formatTime(c.changed));
            if (column == Due) return row.next ? toQString(formatTime(*row.next->due)) : QString();
            return textOf(row, column);
        case Qt::ToolTipRole:
            if (column == Due && row.next)
                return tr("%1: %2. Due %3 UTC.")
                    .arg(said(row.next->rule->clause), said(row.next->rule->duty), dateTime(*row.next->due));
            return {};
        default: return {};
    }
}

}  // namespace vedette::ui
