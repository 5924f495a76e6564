// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/requests_card.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QUrl>

#include <algorithm>

#include "core/incident/hold_action.h"
#include "core/privacy/detectors.h"
#include "core/store/account.h"
#include "core/store/erase_outlook.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr Qt::Alignment kLeft = Qt::AlignLeft | Qt::AlignVCenter;
constexpr int kTime = 3;
constexpr int kTableHeight = 124;
constexpr int kLongestReason = 500;
constexpr int kHoldsLookMs = 2'000;

// What is not an erasure that is agreed to; that is startAgreedErasure()'s.
ConsoleAction answerTo(const FourEyesRequest& request, bool agreed, const std::string& actor,
                       const std::string& reason) {
    if (agreed) return holdReleased(request.target, request.id, reason, actor);
    const bool hold = request.kind == "hold";
    ConsoleAction action;
    action.kind = request.kind;
    action.target = request.target;
    action.actor = actor;
    action.name = hold ? "hold_release_refuse" : "erase_refuse";
    action.message = hold ? "The release of a legal hold was refused" : "The erasure of a data subject was refused";
    action.details.text("request", request.id);
    if (!reason.empty()) action.details.text("note", redact(reason, detect(reason)));
    return action;
}

using HoldsOf = std::map<std::string, std::vector<std::string>>;  // by request

// What cannot be found out (a locked store, a subject that is gone) is left out: the erasing itself says why it fails.
Result<HoldsOf> holdsOn(const std::filesystem::path& store, Reader& reader,
                        const std::vector<FourEyesRequest>& requests) {
    HoldsOf out;
    for (const auto& request : requests) {
        const auto holds = holdsAgainst(store, reader, request.target, request.shared);
        if (!holds) continue;
        for (const Hold& hold : *holds) out[request.id].push_back(holdText(hold));
    }
    return out;
}

QString together(const std::vector<std::string>& texts) {
    QStringList out;
    for (const auto& text : texts) out.push_back(visible(text));
    return out.join(QStringLiteral(", "));
}

}  // namespace

RequestsModel::RequestsModel(QObject* parent)
    : RowsModel({{QStringLiteral("what"), tr("What"), kLeft, 180, true, true, false, {}},
                 {QStringLiteral("target"), tr("Which"), kLeft, 160, true, true, false, {}},
                 {QStringLiteral("by"), tr("Asked for by"), kLeft, 100, true, true, false, {}},
                 {QStringLiteral("time"), tr("When (UTC)"), kLeft, 150, true, true, false, {}, 2},
                 {QStringLiteral("state"), tr("State"), kLeft, 260, true, true, false, {}},
                 {QStringLiteral("note"), tr("Reason"), kLeft, 200, false, true, true, {}}},
                parent) {}

QVariant RequestsModel::cell(const RequestRow& row, int column, int role) const {
    if (role == SortRole && column == kTime) return qlonglong{toMicros(row.request.time)};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    const FourEyesRequest& request = row.request;
    switch (column) {
        case 0: return request.kind == "hold" ? tr("Release of a legal hold") : tr("Erasure of a data subject");
        case 1: return visible(request.target);
        case 2: return visible(request.actor);
        case kTime: return dateTime(request.time);
        case 4:
            if (!row.holds.empty()) return tr("held by %1").arg(together(row.holds));
            return request.unfinished() ? tr("agreed to, not erased yet") : tr("waits for a second person");
        case 5: return visible(request.note);
        default: return {};
    }
}

QString RequestsModel::idOf(const RequestRow& row) const { return toQString(row.request.id); }

RequestsCard::RequestsCard(Context& context, QWidget* parent)
    : Card(context.theme, tr("Waits for a second person"), parent), m_context(context), m_holdsQuery(context.session) {
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
    makeOutcome();
    connect(m_table, &DataTable::currentRowChanged, this, &RequestsCard::choose);
    connect(&identityOf(context.session), &Identity::changed, this, &RequestsCard::choose);
    // A hold may have been placed or lifted.
    m_soon.setSingleShot(true);
    m_soon.setInterval(kHoldsLookMs);
    connect(&m_soon, &QTimer::timeout, this, &RequestsCard::askForHolds);
    connect(&context.session, &Session::headMoved, this, [this] {
        if (isVisible() && !m_soon.isActive()) m_soon.start();
    });
}

void RequestsCard::makeForm() {
    m_words = new TextLabel(theme(), {}, FontRole::Table, Token::TextMuted, this);
    m_words->setObjectName(QStringLiteral("requestWords"));
    m_words->setWordWrap(true);
    body()->addWidget(m_words);
    m_progress = new ProgressRow(theme(), this);
    m_progress->setObjectName(QStringLiteral("requestProgress"));
    m_progress->hide();
    body()->addWidget(m_progress);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_reason = new QLineEdit(this);
    m_reason->setObjectName(QStringLiteral("requestReason"));
    m_reason->setAccessibleName(tr("Your reason; it is written into the log"));
    m_reason->setPlaceholderText(tr("Your reason; goes into the log"));
    m_reason->setMaxLength(kLongestReason);
    QSizePolicy keeps = m_reason->sizePolicy();
    keeps.setRetainSizeWhenHidden(true);  // the buttons stay where they are
    m_reason->setSizePolicy(keeps);
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

// What became of the last erasure, until the next one.
void RequestsCard::makeOutcome() {
    m_outcome = new QWidget(this);
    auto* row = new QHBoxLayout(m_outcome);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_outcomeWords = new TextLabel(theme(), {}, FontRole::Table, Token::Text, m_outcome);
    m_outcomeWords->setObjectName(QStringLiteral("requestOutcome"));
    m_outcomeWords->setWordWrap(true);
    m_paper = new QPushButton(tr("Open the certificate"), m_outcome);
    m_paper->setObjectName(QStringLiteral("requestOpenPaper"));
    m_folder = new QPushButton(tr("Open folder"), m_outcome);
    m_folder->setObjectName(QStringLiteral("requestOpenFolder"));
    row->addWidget(m_outcomeWords, 1);
    row->addWidget(m_paper);
    row->addWidget(m_folder);
    body()->addWidget(m_outcome);
    m_outcome->hide();
    const auto open = [](const std::filesystem::path& path) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(path.string())));
    };
    connect(m_paper, &QPushButton::clicked, this, [this, open] { open(m_paperFile); });
    connect(m_folder, &QPushButton::clicked, this, [this, open] { open(m_certificateFile.parent_path()); });
}

void RequestsCard::take(const std::shared_ptr<const PeopleLog>& people) {
    std::vector<RequestRow> rows;
    if (people)
        for (const auto& [id, request] : people->requests()) {
            if (!request.open() && !request.unfinished()) continue;
            const auto before =
                std::ranges::find_if(m_rows, [&](const RequestRow& row) { return row.request.id == request.id; });
            rows.push_back({request, before == m_rows.end() ? std::vector<std::string>() : before->holds});
        }
    m_rows = std::move(rows);
    setVisible(people && people->any());
    showRows();
    askForHolds();
}

void RequestsCard::showEvent(QShowEvent* event) {
    Card::showEvent(event);
    askForHolds();
}

void RequestsCard::askForHolds() {
    std::vector<FourEyesRequest> erasures;
    for (const auto& row : m_rows)
        if (row.request.kind == "erasure") erasures.push_back(row.request);
    if (erasures.empty() || !isVisible()) return;
    m_holdsQuery.run<HoldsOf>(
        [store = m_context.session.folder(), erasures](Reader& reader) { return holdsOn(store, reader, erasures); },
        [this](Result<HoldsOf> holds) {
            if (!holds) return;
            for (auto& row : m_rows) row.holds = (*holds)[row.request.id];
            showRows();
        });
}

void RequestsCard::showRows() {
    m_requests->setRows(m_rows);
    if (m_rows.empty() && m_outcome->isHidden())
        showState(StatePanel::Kind::Nothing, tr("Nothing waits for a second person."));
    else
        showBody();
    if (!m_rows.empty() && !m_table->selectionModel()->hasSelection()) {
        m_table->selectRow(std::max(0, m_table->currentIndex().row()));
    }
    choose();
}

const RequestRow* RequestsCard::chosen() const {
    const int row = m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
    return row < 0 || row >= m_requests->rowCount() ? nullptr : &m_requests->row(row);
}

QString RequestsCard::obstacle() const {
    const RequestRow* row = chosen();
    if (row == nullptr) return m_rows.empty() ? tr("Nothing waits for a second person.") : tr("Choose what to answer.");
    return identityOf(m_context.session)
        .refusal(row->request.kind, row->request.kind == "hold" ? "hold_release" : "erase_confirm");
}

QString RequestsCard::wordsOn(const RequestRow& row, bool own) const {
    const FourEyesRequest& request = row.request;
    if (request.unfinished() && !row.holds.empty())
        return tr("%1 agreed, but the legal hold %2 keeps what is to be erased. When the hold is released, the erasure "
                  "can be run again here.")
            .arg(visible(request.confirmedBy), together(row.holds));
    if (request.unfinished())
        return tr("%1 agreed, but nothing is erased yet: something stood against it, or it was cut off. It can be run "
                  "again now.")
            .arg(visible(request.confirmedBy));
    if (own) return tr("You asked for this, so another person has to agree.");
    if (request.kind == "hold") return tr("Agreeing lifts the hold at once; what it kept may then be forgotten.");
    if (!row.holds.empty())
        return tr("The legal hold %1 keeps what is to be erased. You can agree now; it is erased when the hold is "
                  "released and the erasure is run again.")
            .arg(together(row.holds));
    return tr("Agreeing erases at once: the key and the sealed values of %1 are gone for good.")
        .arg(visible(request.target));
}

void RequestsCard::choose() {
    const RequestRow* row = chosen();
    const FourEyesRequest* request = row == nullptr ? nullptr : &row->request;
    const QString why = obstacle();
    const bool again = request != nullptr && request->unfinished();
    const bool own = request != nullptr && !again && visible(request->actor) == identityOf(m_context.session).person();
    m_refuse->setText(own ? tr("Withdraw") : tr("Refuse"));
    m_refuse->setVisible(!again);
    m_reason->setVisible(!again);
    m_agree->setText(again                                              ? tr("Erase now")
                     : request != nullptr && request->kind == "erasure" ? tr("Agree and erase")
                                                                        : tr("Agree"));
    m_words->setText(why.isEmpty() ? wordsOn(*row, own) : why);
    const bool able = why.isEmpty() && !m_busy && (again || !m_reason->text().simplified().isEmpty());
    m_agree->setEnabled(able && !own && (!again || row->holds.empty()));
    m_refuse->setEnabled(able);
    m_reason->setEnabled(why.isEmpty() && !m_busy);
}

void RequestsCard::agree() {
    const RequestRow* row = chosen();
    if (row == nullptr) return;
    const FourEyesRequest request = row->request;
    if (request.kind == "erasure") {
        run(request);
        return;
    }
    record(request, true, tr("The hold %1 is released.").arg(visible(request.target)));
}

void RequestsCard::run(const FourEyesRequest& request) {
    m_busy = true;
    m_outcome->hide();
    choose();
    Job* job =
        startAgreedErasure(m_context, request, identityOf(m_context.session).signer(),
                           toStd(m_reason->text().simplified()), [self = QPointer(this)](Result<ErasureDone> done) {
                               if (self) self->erased(done);
                           });
    follow(*m_progress, job);
}

void RequestsCard::erased(const Result<ErasureDone>& done) {
    m_busy = false;
    m_reason->clear();
    QString words = done ? erasedWords(*done) : notErasedWords(done.error());
    if (done && done->erasure.unfinished)
        words += QChar(u' ') + tr("The erasure is in the log, but old copies may remain in files of the store: %1")
                                   .arg(errorText(*done->erasure.unfinished));
    if (done && done->unwritten)
        words +=
            QChar(u' ') + tr("The certificate is in the log, but not in a file: %1").arg(errorText(*done->unwritten));
    const bool well = done && !done->erasure.unfinished && !done->unwritten;
    m_outcomeWords->setText(words);
    m_outcomeWords->setTone(well ? Token::Text : Token::Critical);
    m_paperFile = done ? done->paper : std::filesystem::path();
    m_certificateFile = done ? done->file : std::filesystem::path();
    m_paper->setVisible(!m_paperFile.empty());
    m_folder->setVisible(!m_certificateFile.empty());
    m_outcome->show();
    showRows();
    identityOf(m_context.session).look();
    askForHolds();
}

void RequestsCard::refuse() {
    if (const RequestRow* row = chosen()) record(row->request, false, tr("The refusal is recorded."));
}

void RequestsCard::record(const FourEyesRequest& request, bool agreed, const QString& words) {
    const Session& session = m_context.session;
    const auto by = identityOf(session).signer();
    if (!by) return;
    m_busy = true;
    const ConsoleAction action = answerTo(request, agreed, by->name, toStd(m_reason->text().simplified()));
    choose();
    identityOf(session).run<std::uint64_t>(
        [action, by, store = session.folder(), clock = session.clock()]() -> Result<std::uint64_t> {
            auto recorded = recordAction(store, action, *clock, by.get());
            return recorded ? Result<std::uint64_t>(recorded->size - 1) : Result<std::uint64_t>(passOn(recorded));
        },
        [self = QPointer(this), words](Result<std::uint64_t> entry) {
            if (self) self->answered(std::move(entry), words);
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
