// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/people_section.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "core/base/user.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/page/role_note.h"
#include "ui/people/sign_in_cover.h"
#include "ui/settings/people_model.h"
#include "ui/settings/requests_card.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {

namespace {

using Kind = PersonDraft::Kind;

}  // namespace

PeopleSection::PeopleSection(Context& context, QWidget* parent) : QWidget(parent), m_context(context) {
    setObjectName(QStringLiteral("peopleSection"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(metrics::kGapWide);
    m_card = new Card(context.theme, tr("People"), this);
    m_card->setObjectName(QStringLiteral("peopleCard"));
    m_card->setFlush();
    m_people = new PeopleModel(this);
    m_table = new DataTable(context.theme, QStringLiteral("people"), m_card);
    m_table->setObjectName(QStringLiteral("peopleTable"));
    m_table->setAccessibleName(tr("People with an account"));
    m_table->setModel(m_people);
    m_card->body()->addWidget(m_table, 1);
    rows->addWidget(m_card, 1);
    m_may = new RoleNote(context.theme, context.session, "person", "", this);
    rows->addWidget(m_may);
    m_buttons = new QWidget(this);
    rows->addWidget(m_buttons);
    makeActions();
    makeLockRow(rows);
    m_form = new PersonForm(context.theme, this);
    m_form->hide();
    rows->addWidget(m_form);
    m_requests = new RequestsCard(context, this);
    rows->addWidget(m_requests);
    connect(m_card, &Card::stateActionTriggered, this, [this] { begin(Kind::First); });
    connect(m_form, &PersonForm::submitted, this, &PeopleSection::submit);
    connect(m_form, &PersonForm::ended, this, &PeopleSection::endForm);
    connect(m_table, &DataTable::currentRowChanged, this, &PeopleSection::updateActions);
    connect(&identityOf(context.session), &Identity::peopleChanged, this, &PeopleSection::describe);
    connect(&identityOf(context.session), &Identity::changed, this, &PeopleSection::describe);
    describe();
}

PeopleSection::~PeopleSection() {
    // Who closes the window has read enough.
    identityOf(m_context.session).setSettlingIn(false);
}

// On this machine, for every store.
void PeopleSection::makeLockRow(QVBoxLayout* rows) {
    m_lockRow = new QWidget(this);
    auto* row = new QHBoxLayout(m_lockRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto* words = new TextLabel(m_context.theme, tr("Lock after this many minutes without input; 0 is never"),
                                FontRole::Table, Token::TextMuted, m_lockRow);
    auto* minutes = new QSpinBox(m_lockRow);
    minutes->setObjectName(QStringLiteral("lockMinutes"));
    minutes->setAccessibleName(words->text());
    minutes->setRange(0, kLongestLockMinutes);
    minutes->setValue(static_cast<int>(lockAfter(m_context.settings).count()));
    words->setBuddy(minutes);
    row->addWidget(words);
    row->addWidget(minutes);
    row->addStretch(1);
    rows->addWidget(m_lockRow);
    connect(minutes, &QSpinBox::valueChanged, this, [this](int value) {
        setLockAfter(m_context.settings, std::chrono::minutes(value));
        identityOf(m_context.session).idle().setLimit(std::chrono::minutes(value));
    });
}

QAction* PeopleSection::addPeopleAction(const char* name, const QString& text, Kind kind) {
    auto* action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    connect(action, &QAction::triggered, this, [this, kind] { begin(kind); });
    return action;
}

void PeopleSection::makeActions() {
    m_add = addPeopleAction("addPerson", tr("Add a person…"), Kind::Add);
    m_role = addPeopleAction("changeRole", tr("Change the role…"), Kind::Role);
    m_passphrase = addPeopleAction("renewPassphrase", tr("New passphrase…"), Kind::Passphrase);
    m_end = new QAction(this);
    m_end->setObjectName(QStringLiteral("endAccount"));
    connect(m_end, &QAction::triggered, this, &PeopleSection::toggleEnabled);
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (auto* action : {m_add, m_role, m_passphrase, m_end}) {
        auto* button = new QPushButton(m_buttons);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        const auto follow = [button, action] {
            button->setText(action->text());
            button->setEnabled(action->isEnabled());
        };
        connect(action, &QAction::changed, button, follow);
        follow();
        row->addWidget(button);
    }
    row->addStretch(1);
    m_table->setRowActions({m_role, m_passphrase, m_end});
}

void PeopleSection::describe() {
    const auto& people = identityOf(m_context.session).people();
    const bool any = people && people->any();
    m_buttons->setVisible(any);
    m_table->setVisible(any);
    m_lockRow->setVisible(any);
    if (!people) {
        m_card->showState(StatePanel::Kind::Loading, tr("Reading who has an account."));
    } else if (!any) {
        m_card->showState(StatePanel::Kind::Empty,
                          tr("This store has no accounts: whoever may write it acts under the name they give."),
                          tr("With accounts everybody has a role and a key of their own, and each decision in the log "
                             "says who made it in a way that can be checked."),
                          tr("Set up accounts"));
    } else {
        m_card->showBody();
        std::vector<PersonRow> rows;
        for (const auto& [name, person] : people->people())
            rows.push_back({name, person.now(), person.since, person.enrolledBy});
        m_people->setRows(std::move(rows));
    }
    if (auto* set = m_card->statePanel()->actionButton()) {
        set->setObjectName(QStringLiteral("setUpAccounts"));
        set->setEnabled(m_form->isHidden());
    }
    m_requests->take(people);
    // One thing at a time: the form needs the room.
    if (!m_form->isHidden()) m_requests->hide();
    updateActions();
}

const PersonRow* PeopleSection::chosen() const {
    const int row = m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
    return row < 0 || row >= m_people->rowCount() ? nullptr : &m_people->row(row);
}

void PeopleSection::updateActions() {
    const PersonRow* person = chosen();
    const bool free = m_form->isHidden();
    const bool administrator = m_may->allowed() && free;
    // A passphrase can be renewed by whose it is.
    const QString me = identityOf(m_context.session).person();
    const bool own = person != nullptr && !me.isEmpty() && toQString(person->name) == me && free;
    m_add->setEnabled(administrator);
    m_role->setEnabled(administrator && person != nullptr);
    m_end->setEnabled(administrator && person != nullptr);
    m_passphrase->setEnabled((administrator && person != nullptr) || own);
    m_end->setText(person != nullptr && !person->now.enabled ? tr("Let in again") : tr("End the account"));
}

void PeopleSection::begin(Kind kind) {
    PersonDraft draft;
    draft.kind = kind;
    if (kind == Kind::First) {
        const std::string login = loginName();
        draft.name = isAccountName(login) ? toQString(login) : QString();
    }
    if (const PersonRow* person = chosen(); person != nullptr && kind != Kind::Add && kind != Kind::First) {
        draft.name = toQString(person->name);
        draft.role = person->now.role;
        draft.code = person->now.totp;
    }
    m_form->begin(draft);
    describe();
}

void PeopleSection::endForm() {
    m_form->hide();
    identityOf(m_context.session).setSettlingIn(false);
    describe();
    if (m_table->isVisible()) m_table->setFocus(Qt::OtherFocusReason);
}

void PeopleSection::submit(const PersonDraft& draft) {
    Session& session = m_context.session;
    Identity& identity = identityOf(session);
    if (draft.kind == Kind::First) identity.setSettlingIn(true);
    const auto by = identity.signer();
    const QString who = visible(toStd(draft.name));
    const QString words = draft.kind == Kind::Role ? tr("%1 is %2 from now on.").arg(who, roleWord(draft.role))
                          : draft.kind == Kind::Passphrase
                              ? tr("%1 has a new passphrase.").arg(who)
                              : tr("%1 has an account as %2.").arg(who, roleWord(draft.role));
    const auto work = [draft, by, store = session.folder(), clock = session.clock()]() -> Result<EnrolledEntry> {
        const std::string name = toStd(draft.name);
        if (draft.kind == Kind::First || draft.kind == Kind::Add) {
            Enrolment enrolment;
            enrolment.name = name;
            enrolment.role = draft.role;
            enrolment.passphrase = toStd(draft.passphrase);
            enrolment.totp = draft.code;
            return enrolPerson(store, enrolment, draft.kind == Kind::First ? nullptr : by.get(), *clock);
        }
        if (!by) return fail(ErrorCode::Denied, toStd(tr("Sign in to do this")));
        if (draft.kind == Kind::Role) {
            auto entry = changeRole(store, name, draft.role, *by, *clock);
            return entry ? Result<EnrolledEntry>(EnrolledEntry{*entry, {}}) : Result<EnrolledEntry>(passOn(entry));
        }
        const bool asked = !by->totpSecret.empty() && by->name == name;
        const TotpChange change = !draft.code ? TotpChange::Drop : asked ? TotpChange::Keep : TotpChange::Renew;
        return renewKey(store, name, toStd(draft.passphrase), change, ScryptCost{}, *by, *clock);
    };
    identity.run<EnrolledEntry>(work, [self = QPointer(this), words](Result<EnrolledEntry> entry) {
        if (self) self->recorded(std::move(entry), words);
    });
}

void PeopleSection::toggleEnabled() {
    const PersonRow* person = chosen();
    const auto by = identityOf(m_context.session).signer();
    if (person == nullptr || !by) return;
    const bool enable = !person->now.enabled;
    const QString who = visible(person->name);
    const QString words = enable ? tr("%1 may sign in again.").arg(who) : tr("%1 may sign in no more.").arg(who);
    identityOf(m_context.session)
        .run<EnrolledEntry>(
            [name = person->name, enable, by, store = m_context.session.folder(),
             clock = m_context.session.clock()]() -> Result<EnrolledEntry> {
                auto entry = vedette::setEnabled(store, name, enable, *by, *clock);
                return entry ? Result<EnrolledEntry>(EnrolledEntry{*entry, {}}) : Result<EnrolledEntry>(passOn(entry));
            },
            [self = QPointer(this), words](Result<EnrolledEntry> entry) {
                if (self) self->recorded(std::move(entry), words);
            });
}

void PeopleSection::recorded(Result<EnrolledEntry> entry, const QString& words) {
    identityOf(m_context.session).look();
    if (!entry) {
        const QString why = errorText(entry.error());
        identityOf(m_context.session).setSettlingIn(false);
        m_form->setBusy(false);
        if (m_form->isHidden())
            m_context.go.toast(tr("Nothing was recorded. %1").arg(why), {});
        else
            m_form->showProblem(why);
        return;
    }
    m_context.go.toast(words, {});
    if (!m_form->isHidden()) m_form->showDone(words, entry->totpUri);
}

}  // namespace vedette::ui
