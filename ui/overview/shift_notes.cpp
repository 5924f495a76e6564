// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/shift_notes.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

#include "core/event/event.h"
#include "core/incident/clocks.h"
#include "core/incident/control_action.h"
#include "ui/alerts/alert_words.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/overview/decisions_card.h"

namespace vedette::ui {
namespace {

constexpr qsizetype kMost = 12;  // lines of a part: it is to fit a page

// A class only because lupdate finds the words of classes.
struct ShiftWords {
    Q_DECLARE_TR_FUNCTIONS(vedette::ui::shiftNotes)
};

void put(ShiftPart& part, const Decision& line) {
    if (part.lines.size() < kMost)
        part.lines.push_back(line);
    else
        ++part.more;
}

Result<void> readActions(Reader& reader, const Period& shift, std::vector<ShiftDecision>& out) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kConsoleAction);
    filter.from = shift.from;
    filter.to = shift.to;
    std::vector<std::uint64_t> entries;
    std::vector<Time> times;
    std::set<std::string> controls;
    auto scanned = reader.scan(filter, [&](const Row& row) {
        const std::string_view name = row.columns[TextColumn::Rule];
        if (std::ranges::find(alertActionNames(), name) != alertActionNames().end()) {
            entries.push_back(row.entry);
            times.push_back(row.columns.time());
        }
        if (std::ranges::find(controlActionNames(), name) != controlActionNames().end())
            controls.emplace(row.columns[TextColumn::Group]);
        return true;
    });
    if (!scanned) return scanned;
    auto records = reader.records(entries);
    if (!records) return passOn(records);
    std::string alert;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (auto a = readAlertAction((*records)[i], entries[i], times[i], alert))
            out.push_back({ShiftDecision::About::Alert, times[i], entries[i], a->actor, a->action, alert, a->note});
    for (const std::string& control : controls) {
        auto decisions = loadControlDecisions(reader, control);
        if (!decisions) return passOn(decisions);
        for (const auto& d : *decisions)
            if (d.time >= shift.from && d.time < shift.to)
                out.push_back({ShiftDecision::About::Control, d.time, d.entry, d.decision.actor, d.decision.name,
                               control, d.decision.note});
    }
    return {};
}

QString controlWords(const ShiftDecision& decision) {
    const QString actor = visible(decision.actor);
    if (decision.name == "manual_pass") return ShiftWords::tr("Passed by hand by %1").arg(actor);
    if (decision.name == "manual_fail") return ShiftWords::tr("Failed by hand by %1").arg(actor);
    if (decision.name == "manual_clear") return ShiftWords::tr("Manual result taken back by %1").arg(actor);
    if (decision.name == "waive") return ShiftWords::tr("Waived by %1").arg(actor);
    return ShiftWords::tr("Waiver taken back by %1").arg(actor);
}

class Notes {
public:
    Notes(const ShiftSources& sources, const ShiftLog& log) : m_from(sources), m_log(log), m_now(sources.shift.to) {}

    [[nodiscard]] ShiftNotes made() const {
        ShiftNotes notes;
        notes.title = ShiftWords::tr("Shift hand-over");
        notes.subtitle = ShiftWords::tr("%1 · %2 to %3 UTC · by %4")
                             .arg(m_from.store, dayTime(m_from.shift.from), dayTime(m_now), m_from.actor);
        notes.sentence = sentence();
        notes.parts = {alerts(), incidents(), controls(), nodes(), decided(), owners(), trust()};
        return notes;
    }

private:
    template <class Each>
    void openAlerts(Each each) const {
        if (m_from.alerts == nullptr) return;
        for (const auto& alert : m_from.alerts->alerts)
            if (alert.open()) each(alert);
    }

    [[nodiscard]] QString sentence() const {
        int open = 0;
        int late = 0;
        int fresh = 0;
        if (m_from.alerts != nullptr)
            for (const auto& alert : m_from.alerts->alerts) {
                if (alert.open()) ++open;
                if (alert.open() && alert.left(m_now).value_or(Duration::zero()) < Duration::zero()) ++late;
                if (alert.raised >= m_from.shift.from && alert.raised < m_now) ++fresh;
            }
        const auto cases = static_cast<int>(std::ranges::count_if(m_log.cases, &IncidentCase::open));
        QStringList parts = {ShiftWords::tr("%n open alert(s)", nullptr, open)};
        if (late > 0) parts.push_back(ShiftWords::tr("%n of them late", nullptr, late));
        parts.push_back(ShiftWords::tr("%n open incident(s)", nullptr, cases));
        parts.push_back(ShiftWords::tr("%n new alert(s) in this shift", nullptr, fresh));
        parts.push_back(ShiftWords::tr("%n decision(s)", nullptr, static_cast<int>(m_log.decisions.size())));
        return parts.join(QStringLiteral(", ")) + QChar(u'.');
    }

    [[nodiscard]] ShiftPart alerts() const {
        ShiftPart part{ShiftWords::tr("Open alerts"), {}, 0, ShiftWords::tr("No alert is open.")};
        openAlerts([&](const AlertSummary& alert) { put(part, alertDecision(alert, m_now)); });
        return part;
    }

    [[nodiscard]] Decision caseLine(const IncidentCase& incident) const {
        Decision line;
        line.glyph = severityGlyph(incident.severity);
        line.title = visible(incident.title);
        line.detail =
            ShiftWords::tr("%1 · %2 · %n alert(s)", nullptr, static_cast<int>(incident.alerts.size()))
                .arg(caseStatusWord(incident.status),
                     incident.assignee.empty() ? ShiftWords::tr("nobody owns it") : visible(incident.assignee));
        const auto clocks = deadlines(incident, m_now);
        if (!clocks.empty() && clocks.front().due &&
            (clocks.front().state == ClockState::Running || clocks.front().state == ClockState::Overdue)) {
            const bool over = clocks.front().state == ClockState::Overdue;
            line.pressing = over;
            line.when = over ? ShiftWords::tr("%1 over").arg(timeLeft(m_now - *clocks.front().due))
                             : ShiftWords::tr("%1 left").arg(timeLeft(*clocks.front().due - m_now));
        }
        line.target = Target{.page = PageId::Incidents, .item = toQString(incident.id)};
        return line;
    }

    [[nodiscard]] ShiftPart incidents() const {
        ShiftPart part{ShiftWords::tr("Open incidents"), {}, 0, ShiftWords::tr("No incident is open.")};
        for (const auto& incident : m_log.cases)
            if (incident.open()) put(part, caseLine(incident));
        return part;
    }

    [[nodiscard]] ShiftPart controls() const {
        ShiftPart part{ShiftWords::tr("Controls that fail"),
                       {},
                       0,
                       m_from.posture == nullptr ? ShiftWords::tr("The controls are being judged.")
                                                 : ShiftWords::tr("No control fails.")};
        if (m_from.posture != nullptr)
            for (const auto& [pack, result] : failingControls(*m_from.posture))
                put(part, controlDecision(*pack, *result, m_now));
        return part;
    }

    [[nodiscard]] ShiftPart nodes() const {
        ShiftPart part{ShiftWords::tr("Nodes to look at"), {}, 0, ShiftWords::tr("No node is silent or short.")};
        if (m_from.fleet != nullptr)
            for (const auto& node : m_from.fleet->nodes)
                if (node.health == NodeHealth::Silent || node.health == NodeHealth::Short) {
                    Decision line = nodeDecision(node);
                    if (node.health == NodeHealth::Short)
                        line.title = ShiftWords::tr("%1 logs less than it serves").arg(visible(node.declared.id));
                    put(part, line);
                }
        return part;
    }

    [[nodiscard]] Decision decidedLine(const ShiftDecision& decision) const {
        Decision line;
        line.when = dayTime(decision.time);
        QString about = visible(decision.target);
        if (decision.about == ShiftDecision::About::Control) {
            line.title = controlWords(decision);
            line.target = Target{.page = PageId::Compliance, .item = toQString(decision.target)};
        } else {
            const bool alert = decision.about == ShiftDecision::About::Alert;
            TimelineItem item;
            item.kind = alert ? TimelineItem::Kind::AlertAction : TimelineItem::Kind::CaseChange;
            item.actor = decision.actor;
            item.what = decision.name;
            line.title = timelineWords(item);
            line.target =
                Target{.page = alert ? PageId::Alerts : PageId::Incidents, .item = toQString(decision.target)};
            if (const auto* known = alert && m_from.alerts != nullptr ? m_from.alerts->find(decision.target) : nullptr)
                about = said(alertLabel(known->detector).title);
            for (const auto& incident : m_log.cases)
                if (!alert && incident.id == decision.target) about = visible(incident.title);
        }
        line.detail = decision.note.empty() ? about : QStringLiteral("%1: “%2”").arg(about, visible(decision.note));
        return line;
    }

    [[nodiscard]] ShiftPart decided() const {
        ShiftPart part{ShiftWords::tr("Decided in this shift"), {}, 0, ShiftWords::tr("Nobody decided anything.")};
        for (const auto& decision : m_log.decisions) put(part, decidedLine(decision));
        return part;
    }

    [[nodiscard]] ShiftPart owners() const {
        struct Load {
            int alerts = 0;
            int cases = 0;
        };
        std::map<std::string, Load, std::less<>> owned;  // the empty name is nobody's, and first
        openAlerts([&](const AlertSummary& alert) { ++owned[std::string(alert.owner)].alerts; });
        for (const auto& incident : m_log.cases)
            if (incident.open()) ++owned[incident.assignee].cases;
        ShiftPart part{ShiftWords::tr("Who owns what"), {}, 0, ShiftWords::tr("There is nothing to own.")};
        for (const auto& [owner, load] : owned) {
            QStringList words;
            if (load.alerts > 0) words.push_back(ShiftWords::tr("%n alert(s)", nullptr, load.alerts));
            if (load.cases > 0) words.push_back(ShiftWords::tr("%n incident(s)", nullptr, load.cases));
            put(part, {.glyph = owner.empty() ? Glyph::Insufficient : Glyph::None,
                       .title = owner.empty() ? ShiftWords::tr("Nobody") : visible(owner),
                       .detail = words.join(QStringLiteral(" · ")),
                       .when = {}});
        }
        return part;
    }

    [[nodiscard]] ShiftPart trust() const {
        ShiftPart part{ShiftWords::tr("What this rests on"), {}, 0, ShiftWords::tr("The log is being verified.")};
        const auto* report = m_from.integrity;
        if (report == nullptr) return part;
        const Target integrity{.page = PageId::Settings, .item = QStringLiteral("integrity")};
        if (report->intact)
            put(part,
                {.glyph = Glyph::Seal,
                 .title = ShiftWords::tr("Verified: %n entries", nullptr, static_cast<int>(report->entries)),
                 .detail =
                     report->anchored
                         ? ShiftWords::tr("Attested from outside up to %1 entries").arg(number(report->anchoredSize))
                         : ShiftWords::tr("Nothing outside attests it: rollback would go unseen"),
                 .target = integrity});
        else
            put(part, {.glyph = Glyph::Fail,
                       .title = ShiftWords::tr("The log is broken in %n place(s)", nullptr,
                                               static_cast<int>(report->damageCount)),
                       .detail = ShiftWords::tr("Settings, Integrity names them"),
                       .pressing = true,
                       .target = integrity});
        if (!report->gaps.empty())
            put(part,
                {.glyph = Glyph::NodeShort,
                 .title = ShiftWords::tr("%n gap(s) in the sources", nullptr, static_cast<int>(report->gaps.size())),
                 .detail = ShiftWords::tr("Settings, Sources names them"),
                 .target = Target{.page = PageId::Settings, .item = QStringLiteral("sources")}});
        return part;
    }

    const ShiftSources& m_from;
    const ShiftLog& m_log;
    Time m_now;
};

QString lineText(const Decision& line) {
    QString text = QStringLiteral("- ");
    if (!line.when.isEmpty()) text += line.when + QStringLiteral(": ");
    const QString word = glyphWord(line.glyph);
    if (!word.isEmpty()) text += word + QStringLiteral(", ");
    text += line.title;
    return line.detail.isEmpty() ? text : text + QStringLiteral(" (%1)").arg(line.detail);
}

}  // namespace

Result<ShiftLog> readShift(Reader& reader, const Period& shift) {
    ShiftLog log;
    auto cases = loadCases(reader);
    if (!cases) return passOn(cases);
    log.cases = std::move(*cases);
    if (auto read = readActions(reader, shift, log.decisions); !read) return passOn(read);
    for (const auto& incident : log.cases)
        for (const auto& step : incident.steps)
            if (step.took && step.time >= shift.from && step.time < shift.to)
                log.decisions.push_back({ShiftDecision::About::Incident, step.time, step.entry, step.change.actor,
                                         step.change.name, incident.id, step.change.note});
    std::ranges::sort(log.decisions, std::greater{}, &ShiftDecision::entry);
    return log;
}

ShiftNotes shiftNotes(const ShiftSources& sources, const ShiftLog& log) { return Notes(sources, log).made(); }

QString ShiftNotes::text() const {
    QString text = title + QChar(u'\n') + subtitle + QStringLiteral("\n\n") + sentence + QChar(u'\n');
    for (const auto& part : parts) {
        text += QChar(u'\n') + part.title + QChar(u'\n');
        if (part.lines.isEmpty()) text += part.none + QChar(u'\n');
        for (const auto& line : part.lines) text += lineText(line) + QChar(u'\n');
        if (part.more > 0) text += ShiftWords::tr("and %n more", nullptr, part.more) + QChar(u'\n');
    }
    return text;
}

}  // namespace vedette::ui
