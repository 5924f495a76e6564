// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alert_words.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>
#include <utility>

#include "core/event/event.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

constexpr const char* kContext = "vedette::ui::alertWords";
QString say(const char* text) { return QCoreApplication::translate(kContext, text); }

struct Named {
    std::string_view name;
    const char* words;
};

QString wordsFor(const std::span<const Named> table, std::string_view name) {
    for (const Named& n : table)
        if (n.name == name) return say(n.words);
    return visible(name);
}

constexpr std::array<Named, 10> kVerdictWords = {{
    {"true_positive", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "True positive")},
    {"false_positive", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "False positive")},
    {"benign", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Benign")},
    {"test", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Test")},
    {"duplicate", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Duplicate")},
    {"suspicious", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Suspicious")},
    {"insufficient_data", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Insufficient data")},
    {"security_risk", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Security risk")},
    {"disregard", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Disregard")},
    {"managed_externally", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Managed externally")},
}};

constexpr std::array<Named, 8> kActionWords = {{
    {"acknowledge", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Acknowledged by %1")},
    {"assign", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Assigned by %1")},
    {"close", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Closed by %1")},
    {"escalate", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Escalated by %1")},
    {"note", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Note by %1")},
    {"reopen", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Reopened by %1")},
    {"undo", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Taken back by %1")},
    {"withdraw", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Taken out of the incident by %1")},
}};

constexpr std::array<Named, 11> kChangeWords = {{
    {"create", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Incident opened by %1")},
    {"add_alerts", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Alerts added by %1")},
    {"remove_alerts", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Alerts taken out by %1")},
    {"status", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Status changed by %1")},
    {"severity", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Severity changed by %1")},
    {"assign", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Assigned by %1")},
    {"title", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Renamed by %1")},
    {"describe", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Described by %1")},
    {"note", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Note by %1")},
    {"time", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Time stated by %1")},
    {"clock", QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Duty to notify answered by %1")},
}};

}  // namespace

Glyph severityGlyph(std::int64_t severity) {
    switch (severity) {
        case ocsf::kCritical: return Glyph::Critical;
        case ocsf::kHigh: return Glyph::High;
        case ocsf::kMedium: return Glyph::Medium;
        case ocsf::kLow: return Glyph::Low;
        default: return severity > ocsf::kCritical ? Glyph::Critical : Glyph::Info;
    }
}

QString severityWord(std::int64_t severity) { return glyphWord(severityGlyph(severity)); }

QString alertStatusWord(AlertStatus status) {
    switch (status) {
        case AlertStatus::New: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "New"));
        case AlertStatus::InProgress: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "In progress"));
        case AlertStatus::Suppressed: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Suppressed"));
        case AlertStatus::Resolved: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Resolved"));
    }
    return {};
}

QString caseStatusWord(CaseStatus status) {
    switch (status) {
        case CaseStatus::New: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "New"));
        case CaseStatus::InProgress: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "In progress"));
        case CaseStatus::OnHold: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "On hold"));
        case CaseStatus::Resolved: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Resolved"));
        case CaseStatus::Closed: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Closed"));
    }
    return {};
}

QString verdictWord(std::string_view verdict) { return wordsFor(kVerdictWords, verdict); }

QString momentWord(CaseMoment moment) {
    switch (moment) {
        case CaseMoment::Occurred: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Occurred"));
        case CaseMoment::Detected: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Detected"));
        case CaseMoment::Aware: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Became aware"));
        case CaseMoment::Discovered: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Discovered"));
        case CaseMoment::Classified: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Classified"));
    }
    return {};
}

QString momentHelp(CaseMoment moment) {
    switch (moment) {
        case CaseMoment::Occurred: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "When it began to happen."));
        case CaseMoment::Detected:
            return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "When a detector or a person first noticed it."));
        case CaseMoment::Aware:
            return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords",
                                         "When you were reasonably certain: starts the clocks of GDPR and NIS2."));
        case CaseMoment::Discovered:
            return say(
                QT_TRANSLATE_NOOP("vedette::ui::alertWords",
                                  "When it was known, or would have been with due care: starts HIPAA's clocks."));
        case CaseMoment::Classified:
            return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords",
                                         "When it was classified as major: starts the clocks of DORA."));
    }
    return {};
}

QString clockStateWord(ClockState state) {
    switch (state) {
        case ClockState::NotStarted: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Not started"));
        case ClockState::Running: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Running"));
        case ClockState::Overdue: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Overdue"));
        case ClockState::Met: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Sent in time"));
        case ClockState::Late: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Sent late"));
        case ClockState::NotRequired: return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "Not required"));
    }
    return {};
}

// By hand: a person said so, so the outlined shapes.
Glyph clockStateGlyph(ClockState state) {
    switch (state) {
        case ClockState::Running: return Glyph::Insufficient;
        case ClockState::Overdue: return Glyph::Fail;
        case ClockState::Met: return Glyph::ManualPass;
        case ClockState::Late: return Glyph::ManualFail;
        case ClockState::NotStarted:
        case ClockState::NotRequired: break;
    }
    return Glyph::NotApplicable;
}

QString timelineWords(const TimelineItem& item) {
    const QString actor = visible(item.actor);
    switch (item.kind) {
        case TimelineItem::Kind::Finding: return said(item.what);
        case TimelineItem::Kind::AlertAction: return wordsFor(kActionWords, item.what).arg(actor);
        case TimelineItem::Kind::CaseChange: return wordsFor(kChangeWords, item.what).arg(actor);
        case TimelineItem::Kind::Moment: break;
    }
    const auto moment = caseMomentNamed(item.what);
    return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "%1, as stated by %2"))
        .arg(moment ? momentWord(*moment) : visible(item.what), actor);
}

QString timeLeft(Duration left) {
    using namespace std::chrono;
    if (left < Duration::zero()) return QChar(0x2212) + timeLeft(-left);
    const auto m = floor<minutes>(left).count();
    if (m < 60) return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "%1 min")).arg(m);
    if (m < 1440)
        return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "%1 h %2")).arg(m / 60).arg(m % 60, 2, 10, QChar(u'0'));
    return say(QT_TRANSLATE_NOOP("vedette::ui::alertWords", "%1 d %2 h")).arg(m / 1440).arg(m % 1440 / 60);
}

QString entityLine(std::string_view principal, std::string_view client, std::string_view model, std::string_view node) {
    QStringList parts;
    for (const std::string_view part : {principal.empty() ? client : principal, model, node})
        if (!part.empty()) parts.push_back(visible(part));
    return parts.join(QStringLiteral(" · "));
}

}  // namespace vedette::ui
