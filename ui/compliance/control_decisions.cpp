// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the drawer where people decide.
#include <QDateTime>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

#include "core/base/bytes.h"
#include "ui/bridge/text.h"
#include "ui/compliance/control_drawer.h"
#include "ui/compliance/control_words.h"
#include "ui/page/role_note.h"
#include "ui/theme/style.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

QDate dayOf(Time t) { return QDateTime::fromMSecsSinceEpoch(toMicros(t) / 1000, Qt::UTC).date(); }

// Days are UTC days, as everything on screen.
Time startOf(const QDate& day) { return fromMicros(QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() * 1000); }

QString nameOf(DecisionKind kind) {
    switch (kind) {
        case DecisionKind::Pass: return QStringLiteral("manual_pass");
        case DecisionKind::Fail: return QStringLiteral("manual_fail");
        case DecisionKind::Waive: break;
    }
    return QStringLiteral("waive");
}

bool isWaiver(const std::string& name) { return name == "waive" || name == "unwaive"; }

}  // namespace

void ControlDrawer::addDecisions() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_history = new QWidget(box);
    auto* lines = new QVBoxLayout(m_history);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(6);
    column->addWidget(m_history);
    auto* back = new QWidget(box);
    auto* flow = new FlowLayout(back, 8);
    m_clear = new QPushButton(tr("Withdraw the manual result"), back);
    m_clear->setObjectName(QStringLiteral("withdrawManual"));
    m_unwaive = new QPushButton(tr("Withdraw the waiver"), back);
    m_unwaive->setObjectName(QStringLiteral("withdrawWaiver"));
    flow->addWidget(m_clear);
    flow->addWidget(m_unwaive);
    column->addWidget(back);
    connect(m_clear, &QPushButton::clicked, this, [this] { withdraw(false); });
    connect(m_unwaive, &QPushButton::clicked, this, [this] { withdraw(true); });
    m_form = new DecisionForm(theme(), dayOf(m_context.session.now()), box);
    const ControlState state = m_row.get().state;
    m_form->setPossible(state == ControlState::InsufficientEvidence || state == ControlState::ManualFail,
                        state == ControlState::Fail || state == ControlState::InsufficientEvidence ||
                            state == ControlState::ManualFail);
    auto* may = new RoleNote(theme(), m_context.session, "control", "", box);
    const auto allow = [may, form = m_form, back] {
        form->setEnabled(may->allowed());
        back->setEnabled(may->allowed());
    };
    connect(may, &RoleNote::changed, m_form, allow);
    allow();
    column->addWidget(may);
    column->addWidget(m_form);
    connect(m_form, &DecisionForm::decided, this, [this](DecisionKind kind, const QString& note, const QDate& until) {
        ControlDecision decision;
        decision.control = toStd(m_row.id());
        decision.name = toStd(nameOf(kind));
        decision.actor = toStd(m_context.session.actor());
        decision.note = toStd(note);
        decision.until = startOf(until);
        const bool waiver = kind == DecisionKind::Waive;
        const auto before = standing(waiver);
        m_form->setBusy(true);
        const QString title = controlTitle(m_row.framework().pack, m_row.get().control);
        const QString done = waiver                       ? tr("%1 is waived.").arg(title)
                             : kind == DecisionKind::Pass ? tr("%1 is passed by hand.").arg(title)
                                                          : tr("%1 is failed by hand.").arg(title);
        record(decision, done, undoOf(decision.control, before, waiver));
    });
    addSection(tr("Decide"), tr("signed, and recorded in the log"), box);
    showDecisions();
}

void ControlDrawer::loadDecisions() {
    m_query.run<std::vector<RecordedDecision>>(
        [id = toStd(m_row.id())](Reader& reader) { return loadControlDecisions(reader, id); },
        [this](Result<std::vector<RecordedDecision>> answer) {
            if (answer)
                m_decisions = std::move(*answer);
            else
                m_form->setProblem(errorText(answer.error()));
            showDecisions();
            Q_EMIT decisionsChanged();
        });
}

void ControlDrawer::showDecisions() {
    if (m_history == nullptr) return;
    while (QLayoutItem* item = m_history->layout()->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (auto at = m_decisions.rbegin(); at != m_decisions.rend(); ++at) {
        const ControlDecision& d = at->decision;
        QString what;
        if (d.name == "manual_pass") what = tr("passed by hand");
        if (d.name == "manual_fail") what = tr("failed by hand");
        if (d.name == "waive") what = tr("waived");
        if (d.name == "manual_clear") what = tr("withdrew the manual result");
        if (d.name == "unwaive") what = tr("withdrew the waiver");
        QString line = tr("%1, %2 %3").arg(dateTime(at->time), visible(d.actor), what);
        if (d.until) line += tr(" until %1").arg(dayOf(*d.until).toString(Qt::ISODate));
        if (!d.note.empty()) line += tr(": “%1”").arg(visible(d.note));
        auto* row = new QWidget;
        auto* place = new QHBoxLayout(row);
        place->setContentsMargins(0, 0, 0, 0);
        place->setSpacing(8);
        auto* text = new TextLabel(theme(), line, FontRole::Table, at->standing ? Token::Text : Token::TextFaint, row);
        text->setWordWrap(true);
        place->addWidget(text, 1);
        auto* entry = new Figure(theme(), number(at->entry), FontRole::Table, row);
        entry->setWhat(tr("Entry of the decision"));
        entry->setOpens(QStringLiteral("entry=%1").arg(at->entry));
        entry->setSealed(at->entry < m_context.integrity.sealedBelow());
        connect(entry, &Figure::opened, this, [this, n = at->entry] { openEntry(n); });
        place->addWidget(entry, 0, Qt::AlignTop);
        m_history->layout()->addWidget(row);
        row->show();
    }
    m_history->setVisible(!m_decisions.empty());
    m_clear->setVisible(standing(false).has_value());
    m_unwaive->setVisible(standing(true).has_value());
    m_clear->parentWidget()->setVisible(standing(false) || standing(true));
}

std::optional<ControlDecision> ControlDrawer::standing(bool waiver) const {
    const auto found = std::ranges::find_if(
        m_decisions, [waiver](const RecordedDecision& r) { return r.standing && isWaiver(r.decision.name) == waiver; });
    return found == m_decisions.end() ? std::nullopt : std::optional(found->decision);
}

void ControlDrawer::begin(DecisionKind kind) {
    if (m_form == nullptr) return;
    m_form->begin(kind);
    // The form is the last section: bring it into view once it has its size.
    QMetaObject::invokeMethod(
        m_form,
        [form = m_form] {
            for (QWidget* at = form->parentWidget(); at != nullptr; at = at->parentWidget())
                if (auto* area = qobject_cast<QScrollArea*>(at)) return area->ensureWidgetVisible(form, 0, 16);
        },
        Qt::QueuedConnection);
}

bool ControlDrawer::withdraw(bool waiver) {
    const auto before = standing(waiver);
    if (!before) return false;
    ControlDecision decision;
    decision.control = before->control;
    decision.name = waiver ? "unwaive" : "manual_clear";
    decision.actor = toStd(m_context.session.actor());
    record(decision, waiver ? tr("The waiver is withdrawn.") : tr("The manual result is withdrawn."),
           undoOf(before->control, before, waiver));
    return true;
}

// Undo is a further entry: what stood before is decided again, or what was decided is taken back.
std::function<void()> ControlDrawer::undoOf(const std::string& control, const std::optional<ControlDecision>& before,
                                            bool waiver) {
    ControlDecision decision = before ? *before : ControlDecision{};
    decision.actor = toStd(m_context.session.actor());
    if (!before) {
        decision.control = control;
        decision.name = waiver ? "unwaive" : "manual_clear";
    }
    return [self = QPointer(this), decision] {
        if (self) self->record(decision, tr("Undone."), {});
    };
}

void ControlDrawer::record(const ControlDecision& decision, const QString& done, std::function<void()> undo) {
    m_context.session.record(
        [decision](Reader&, Arena& arena, Time now) -> Result<std::vector<Event>> {
            auto event = controlAction(decision, now, arena);
            if (!event) return passOn(event);
            return std::vector<Event>{*event};
        },
        [self = QPointer(this), decision, done, undo = std::move(undo)](Result<std::uint64_t> entry) {
            if (!self) return;
            // The form belongs to the control that is shown now, which may be another one.
            const bool here = toStd(self->control()) == decision.control;
            if (here) self->m_form->setBusy(false);
            if (!entry) {
                if (here) self->m_form->setProblem(errorText(entry.error()));
                if (!here) self->m_context.go.toast(errorText(entry.error()));
                return;
            }
            if (here) self->m_form->cancel();
            self->m_context.go.toast(done, undo);
            if (here) self->loadDecisions();
            Q_EMIT self->recorded();
        });
}

}  // namespace vedette::ui
