// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/requests_card.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

#include "core/incident/action.h"
#include "core/privacy/detectors.h"
#include "core/store/account.h"
#include "core/store/forget_erase.h"
#include "core/store/hold.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr Qt::Alignment kLeft = Qt::AlignLeft | Qt::AlignVCenter;
constexpr int kTime = 3;
constexpr int kTableHeight = 124;
constexpr int kLongestReason = 500;

ConsoleAction answerTo(const FourEyesRequest& request, bool agreed, const std::string& actor,
                       const std::string& reason) {
    const bool hold = request.kind == "hold";
    ConsoleAction action;
    action.kind = request.kind;
    action.target = request.target;
    action.actor = actor;
    if (hold) {
        action.name = agreed ? "hold_release" : "hold_release_refuse";
        action.message = agreed ? "A legal hold was released" : "The release of a legal hold was refused";
    } else {
        action.name = agreed ? "erase_confirm" : "erase_refuse";
        action.message =
            agreed ? "The erasure of a data subject was confirmed" : "The erasure of a data subject was refused";
    }
    action.details.text("request", request.id);
    if (!reason.empty()) action.details.text("note", redact(reason, detect(reason)));
    return action;
}

struct Answer {
    std::filesystem::path store;
    std::shared_ptr<const Clock> clock;
    std::shared_ptr<const PersonSigner> by;
    FourEyesRequest request;
    bool agreed = false;
    std::string reason;
};

// The entry of the answer; of an erasure that was agreed to, of its certificate.
Result<std::uint64_t> carryOut(const Answer& answer) {
    const FourEyesRequest& request = answer.request;
    auto recorded = recordAction(answer.store, answerTo(request, answer.agreed, answer.by->name, answer.reason),
                                 *answer.clock, answer.by.get());
    if (!recorded) return passOn(recorded);
    if (request.kind != "erasure" || !answer.agreed) return recorded->size - 1;
    ErasureOrder order;
    order.pseudonym = request.target;
    order.reason = request.id + ": " + request.note;
    order.actor = answer.by->name;
    order.shared = request.shared;
    auto erased = eraseSubject(answer.store, order, *answer.clock);
    if (!erased) return passOn(erased);
    if (erased->unfinished) return std::unexpected(*erased->unfinished);
    return erased->issued.certificate.entry;
}

}  // namespace

RequestsModel::RequestsModel(QObject* parent)
    : RowsModel({{QStringLiteral("what"), tr("What"), kLeft, 200, true, true, false, {}},
                 {QStringLiteral("target"), tr("Which"), kLeft, 180, true, true, false, {}},
                 {QStringLiteral("by"), tr("Asked for by"), kLeft, 120, true, true, false, {}},
                 {QStringLiteral("time"), tr("When (UTC)"), kLeft, 150, true, true, false, {}},
                 {QStringLiteral("note"), tr("Reason"), kLeft, 240, false, true, true, {}}},
                parent) {}

QVariant RequestsModel::cell(const FourEyesRequest& row, int column, int role) const {
    if (role == SortRole && column == kTime) return qlonglong{toMicros(row.time)};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (column) {
        case 0: return row.kind == "hold" ? tr("Release of a legal hold") : tr("Erasure of a data subject");
        case 1: return visible(row.target);
        case 2: return visible(row.actor);
        case kTime: return dateTime(row.time);
        case 4: return visible(row.note);
        default: return {};
    }
}

QString RequestsModel::idOf(const FourEyesRequest& row) const { return toQString(row.id); }

RequestsCard::RequestsCard(Context& context, QWidget* parent)
    : Card(context.theme, tr("Waits for a second person"), parent), m_context(context) {
    setObjectName(QStringLiteral("requestsCard"));
    setSubtitle(tr("asked for by one, and done when another agrees"));
    m_requests = new RequestsModel(this);
    m_table = new DataTable(context.theme, QStringLiteral("requests"), this);
    m_table->setObjectName(QStringLiteral("requestsTable"));
    m_table->setAccessibleName(tr("What waits for a second person"));
    m_table->setModel(m_requests);
    m_table->setMinimumHeight(kTableHeight);
    body()->addWidget(m_table, 1);
    makeForm();
    connect(m_table, &DataTable::currentRowChanged, this, &RequestsCard::choose);
    connect(&identityOf(context.session), &Identity::changed, this, &RequestsCard::choose);
}

void RequestsCard::makeForm() {
    m_words = new TextLabel(theme(), {}, FontRole::Table, Token::TextMuted, this);
    m_words->setObjectName(QStringLiteral("requestWords"));
    m_words->setWordWrap(true);
    body()->addWidget(m_words);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_reason = new QLineEdit(this);
    m_reason->setObjectName(QStringLiteral("requestReason"));
    m_reason->setAccessibleName(tr("Your reason; it is written into the log"));
    m_reason->setPlaceholderText(tr("Your reason; goes into the log"));
    m_reason->setMaxLength(kLongestReason);
    m_agree = new QPushButton(this);
    m_agree->setObjectName(QStringLiteral("requestAgree"));
    m_refuse = new QPushButton(this);
    m_refuse->setObjectName(QStringLiteral("requestRefuse"));
    row->addWidget(m_reason, 1);
    row->addWidget(m_agree);
    row->addWidget(m_refuse);
    body()->addLayout(row);
    connect(m_reason, &QLineEdit::textChanged, this, &RequestsCard::choose);
    connect(m_agree, &QPushButton::clicked, this, &RequestsCard::agree);
    connect(m_refuse, &QPushButton::clicked, this, &RequestsCard::refuse);
}

void RequestsCard::take(const std::shared_ptr<const PeopleLog>& people) {
    std::vector<FourEyesRequest> open;
    if (people)
        for (const auto& [id, request] : people->requests())
            if (request.open()) open.push_back(request);
    setVisible(people && people->any());
    const bool none = open.empty();
    m_requests->setRows(std::move(open));
    if (none)
        showState(StatePanel::Kind::Nothing, tr("Nothing waits for a second person."));
    else
        showBody();
    if (!none && !m_table->currentIndex().isValid()) m_table->selectRow(0);
    choose();
}

const FourEyesRequest* RequestsCard::chosen() const {
    const int row = m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
    return row < 0 || row >= m_requests->rowCount() ? nullptr : &m_requests->row(row);
}

QString RequestsCard::obstacle() const {
    const FourEyesRequest* request = chosen();
    if (request == nullptr) return tr("Choose what to answer.");
    return identityOf(m_context.session)
        .refusal(request->kind, request->kind == "hold" ? "hold_release" : "erase_confirm");
}

void RequestsCard::choose() {
    const FourEyesRequest* request = chosen();
    const QString why = obstacle();
    const bool own = request != nullptr && visible(request->actor) == identityOf(m_context.session).person();
    m_refuse->setText(own ? tr("Withdraw") : tr("Refuse"));
    m_agree->setText(request != nullptr && request->kind == "erasure" ? tr("Agree and erase") : tr("Agree"));
    if (!why.isEmpty())
        m_words->setText(why);
    else if (own)
        m_words->setText(tr("You asked for this, so another person has to agree."));
    else if (request->kind == "erasure")
        m_words->setText(tr("Agreeing erases at once: the key and the sealed values of %1 are gone for good.")
                             .arg(visible(request->target)));
    else
        m_words->setText(tr("Agreeing lifts the hold at once; what it kept may then be forgotten."));
    const bool able = why.isEmpty() && !m_busy && !m_reason->text().simplified().isEmpty();
    m_agree->setEnabled(able && !own);
    m_refuse->setEnabled(able);
    m_reason->setEnabled(why.isEmpty() && !m_busy);
}

void RequestsCard::agree() {
    const FourEyesRequest* request = chosen();
    if (request == nullptr) return;
    const Session& session = m_context.session;
    const QString words = request->kind == "hold" ? tr("The hold %1 is released.").arg(visible(request->target))
                                                  : tr("%1 is erased.").arg(visible(request->target));
    m_busy = true;
    choose();
    const Answer answer{session.folder(),
                        session.clock(),
                        identityOf(session).signer(),
                        *request,
                        true,
                        toStd(m_reason->text().simplified())};
    identityOf(session).run<std::uint64_t>([answer] { return carryOut(answer); },
                                           [self = QPointer(this), words](Result<std::uint64_t> entry) {
                                               if (self) self->answered(std::move(entry), words);
                                           });
}

void RequestsCard::refuse() {
    const FourEyesRequest* request = chosen();
    if (request == nullptr) return;
    const Session& session = m_context.session;
    m_busy = true;
    choose();
    const Answer answer{session.folder(), session.clock(), identityOf(session).signer(),
                        *request,         false,           toStd(m_reason->text().simplified())};
    identityOf(session).run<std::uint64_t>([answer] { return carryOut(answer); },
                                           [self = QPointer(this)](Result<std::uint64_t> entry) {
                                               if (self)
                                                   self->answered(std::move(entry), tr("The refusal is recorded."));
                                           });
}

void RequestsCard::answered(Result<std::uint64_t> entry, const QString& words) {
    m_busy = false;
    if (entry) m_reason->clear();
    choose();
    if (!entry) m_words->setText(tr("Not done. %1").arg(errorText(entry.error())));
    if (entry) m_context.go.toast(words, {});
    identityOf(m_context.session).look();
}

}  // namespace vedette::ui
