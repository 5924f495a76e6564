// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/holds_card.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

#include <algorithm>

#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/page/role_note.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr Qt::Alignment kLeft = Qt::AlignLeft | Qt::AlignVCenter;
constexpr int kTime = 2;
constexpr int kRecords = 4;
constexpr int kRowsAtOnce = 6;
constexpr int kEndRoom = 44;  // below the head, for the words that there is none
constexpr int kLongestText = 500;
constexpr const char* kTimeFormat = "yyyy-MM-dd HH:mm";
constexpr int kTypingMs = 300;
constexpr int kLookMs = 2'000;
constexpr auto kUsualTime = std::chrono::hours(30 * 24);  // which the form begins with

QDateTime utc(Time t) { return QDateTime::fromMSecsSinceEpoch(toMicros(t) / 1000, Qt::UTC); }

// Newest first, those in force before those that were.
Result<std::vector<HoldRow>> readHolds(Reader& reader) {
    auto holds = loadHolds(reader);
    if (!holds) return passOn(holds);
    auto people = PeopleLog::load(reader);
    if (!people) return passOn(people);
    std::vector<HoldRow> rows;
    for (auto hold = holds->rbegin(); hold != holds->rend(); ++hold) rows.push_back({*hold, {}});
    std::ranges::stable_partition(rows, [](const HoldRow& row) { return !row.hold.released; });
    for (HoldRow& row : rows)
        for (const auto& [id, request] : people->requests())
            if (request.kind == "hold" && request.target == row.hold.id && request.open()) row.asked = request;
    return rows;
}

QString recordsOf(const Hold& hold) {
    return hold.filter.empty() ? HoldsCard::tr("every record") : visible(hold.filter);
}

// As the form below takes it.
QString timesOf(const Hold& hold) {
    const auto at = [](Time t) { return utc(t).toString(QString::fromLatin1(kTimeFormat)); };
    if (hold.from && hold.to) return QStringLiteral("%1 – %2").arg(at(*hold.from), at(*hold.to));
    if (hold.from) return HoldsCard::tr("from %1").arg(at(*hold.from));
    return hold.to ? HoldsCard::tr("until before %1").arg(at(*hold.to)) : QString();
}

Time timeOf(const QDateTime& t) { return fromMicros(t.toMSecsSinceEpoch() * 1000); }

QLineEdit* field(QWidget* parent, const char* name, const QString& placeholder) {
    auto* edit = new QLineEdit(parent);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(placeholder);
    edit->setMaxLength(kLongestText);
    return edit;
}

}  // namespace

HoldsModel::HoldsModel(QObject* parent)
    : RowsModel({{QStringLiteral("hold"), tr("Hold"), kLeft, 110, true, true, false, {}},
                 {QStringLiteral("state"), tr("State"), kLeft, 190, true, true, false, {}},
                 {QStringLiteral("time"), tr("Since (UTC)"), kLeft, 150, true, true, false, {}, 2},
                 {QStringLiteral("by"), tr("By"), kLeft, 100, true, true, false, {}, 1},
                 {QStringLiteral("records"), tr("Records"), kLeft, 220, true, true, true, {}},
                 {QStringLiteral("reason"), tr("Reason"), kLeft, 210, false, true, false, {}}},
                parent) {}

QVariant HoldsModel::cell(const HoldRow& row, int column, int role) const {
    if (role == SortRole && column == kTime) return qlonglong{toMicros(row.hold.time)};
    if (role == SubtitleRole && column == kRecords) return timesOf(row.hold);
    if (role == ExportRole && column == kRecords) {
        const QString times = timesOf(row.hold);
        return times.isEmpty() ? recordsOf(row.hold) : QStringLiteral("%1, %2").arg(recordsOf(row.hold), times);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (column) {
        case 0: return visible(row.hold.id);
        case 1:
            if (row.hold.released) return tr("released by %1").arg(visible(row.hold.releasedBy));
            return row.asked ? tr("in force; %1 asks for its release").arg(visible(row.asked->actor)) : tr("in force");
        case kTime: return dateTime(row.hold.time);
        case 3: return visible(row.hold.actor);
        case kRecords: return role == Qt::ToolTipRole ? cell(row, column, ExportRole) : recordsOf(row.hold);
        case 5: return visible(row.hold.reason);
        default: return {};
    }
}

HoldsCard::HoldsCard(Context& context, QWidget* parent)
    : Card(context.theme, tr("Legal holds"), parent),
      m_context(context),
      m_query(context.session),
      m_countQuery(context.session) {
    setObjectName(QStringLiteral("holdsCard"));
    setSubtitle(tr("what must be kept, whatever retention and erasure say"));
    m_holds = new HoldsModel(this);
    m_table = new DataTable(context.theme, QStringLiteral("holds"), this);
    m_table->setObjectName(QStringLiteral("holdsTable"));
    m_table->setAccessibleName(tr("Legal holds"));
    m_table->setModel(m_holds);
    m_table->setDensity(DataTable::Density::TwoLine);
    fitTable();
    body()->addWidget(m_table);
    makeForm();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTypingMs);
    connect(&m_soon, &QTimer::timeout, this, &HoldsCard::count);
    m_again.setSingleShot(true);
    m_again.setInterval(kLookMs);
    connect(&m_again, &QTimer::timeout, this, &HoldsCard::look);
    connect(&context.session, &Session::headMoved, this, [this] {
        if (isVisible() && !m_again.isActive()) m_again.start();
    });
    connect(&identityOf(context.session), &Identity::peopleChanged, this, &HoldsCard::look);
    connect(m_table, &DataTable::currentRowChanged, this, &HoldsCard::describe);
    connect(m_table, &DataTable::rowOpened, this, [this] {
        const HoldRow* row = chosen();
        if (row == nullptr) return;
        const Hold& hold = row->hold;
        std::optional<Period> period;
        if (hold.from || hold.to)
            period = Period{hold.from.value_or(fromMicros(0)), hold.to.value_or(m_context.session.now())};
        m_context.go.open({.page = PageId::Evidence, .filter = toQString(hold.filter), .period = period});
    });
    describe();
}

void HoldsCard::makeForm() {
    m_may = new RoleNote(theme(), m_context.session, "hold", "hold_add", this);
    body()->addWidget(m_may);
    auto* what = new QHBoxLayout;
    what->setSpacing(8);
    m_filter = field(this, "holdFilter", tr("What is to be held: conditions as in Evidence, such as node=edge-1"));
    m_everything = new QCheckBox(tr("Every record"), this);
    m_everything->setObjectName(QStringLiteral("holdEverything"));
    what->addWidget(m_filter, 1);
    what->addWidget(m_everything);
    body()->addLayout(what);
    body()->addLayout(makeTimes());
    auto* act = new QHBoxLayout;
    act->setSpacing(8);
    m_reason = field(this, "holdReason", tr("Reason for placing or releasing; goes into the log"));
    m_place = new QPushButton(tr("Place the hold"), this);
    m_place->setObjectName(QStringLiteral("holdPlace"));
    m_release = new QPushButton(this);
    m_release->setObjectName(QStringLiteral("holdRelease"));
    act->addWidget(m_reason, 1);
    act->addWidget(m_place);
    act->addWidget(m_release);
    body()->addLayout(act);
    m_words = new TextLabel(theme(), {}, FontRole::Table, Token::TextMuted, this);
    m_words->setObjectName(QStringLiteral("holdWords"));
    m_words->setWordWrap(true);
    body()->addWidget(m_words);
    connect(m_filter, &QLineEdit::textChanged, this, &HoldsCard::conditionsChanged);
    connect(m_everything, &QCheckBox::toggled, this, &HoldsCard::conditionsChanged);
    connect(m_reason, &QLineEdit::textChanged, this, &HoldsCard::describe);
    connect(m_may, &RoleNote::changed, this, &HoldsCard::describe);
    connect(m_place, &QPushButton::clicked, this, &HoldsCard::place);
    connect(m_release, &QPushButton::clicked, this, &HoldsCard::release);
}

// The whole days up to now, until somebody says otherwise.
QHBoxLayout* HoldsCard::makeTimes() {
    auto* times = new QHBoxLayout;
    times->setSpacing(8);
    m_limited = new QCheckBox(tr("Only what happened from"), this);
    m_limited->setObjectName(QStringLiteral("holdLimited"));
    times->addWidget(m_limited);
    QDateTime today = utc(m_context.session.now());
    today.setTime(QTime(0, 0));
    const auto edit = [&](const char* name, const QDateTime& first, const QString& spoken) {
        auto* made = new QDateTimeEdit(first, this);
        made->setTimeSpec(Qt::UTC);
        made->setDisplayFormat(QString::fromLatin1(kTimeFormat));
        made->setObjectName(QString::fromLatin1(name));
        made->setAccessibleName(spoken);
        times->addWidget(made);
        connect(made, &QDateTimeEdit::dateTimeChanged, this, &HoldsCard::conditionsChanged);
        return made;
    };
    m_from = edit("holdFrom", today.addMSecs(-std::chrono::milliseconds(kUsualTime).count()), tr("Held from, UTC"));
    times->addWidget(new TextLabel(theme(), tr("until before"), FontRole::Table, Token::TextMuted, this));
    m_to = edit("holdTo", today.addDays(1), tr("Held until before, UTC"));
    times->addWidget(new TextLabel(theme(), tr("UTC"), FontRole::Table, Token::TextMuted, this));
    times->addStretch(1);
    connect(m_limited, &QCheckBox::toggled, this, &HoldsCard::conditionsChanged);
    return times;
}

void HoldsCard::conditionsChanged() {
    m_good = false;
    m_countQuery.cancel();
    m_soon.start();
    describe();
}

void HoldsCard::look() {
    m_query.run<std::vector<HoldRow>>(
        [](Reader& reader) { return readHolds(reader); },
        [this](const Result<std::vector<HoldRow>>& rows) {
            if (!rows) {
                m_words->setText(errorText(rows.error()));
                return;
            }
            m_holds->setRows(*rows);
            fitTable();
            m_table->setEndText(rows->empty() ? tr("No legal hold was ever placed here.") : QString());
            if (m_holds->rowCount() > 0 && !m_table->selectionModel()->hasSelection()) {
                m_table->selectRow(std::max(0, m_table->currentIndex().row()));
            }
            describe();
        });
}

void HoldsCard::fitTable() {
    const int rows = std::min(m_holds->rowCount(), kRowsAtOnce);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            (rows == 0 ? kEndRoom : rows * metrics::kRowTwoLine));
}

HoldOrder HoldsCard::order() const {
    HoldOrder out;
    out.filter = m_everything->isChecked() ? std::string() : toStd(m_filter->text().simplified());
    if (m_limited->isChecked()) {
        out.from = timeOf(m_from->dateTime());
        out.to = timeOf(m_to->dateTime());
    }
    out.reason = toStd(m_reason->text().simplified());
    out.actor = toStd(m_context.session.actor());
    return out;
}

// What it would cover now, so that nobody holds too little by a slip of the pen.
void HoldsCard::count() {
    const HoldOrder asked = order();
    if (asked.filter.empty() && !m_everything->isChecked()) {
        m_words->clear();
        return;
    }
    if (asked.from && asked.to && *asked.to <= *asked.from) {
        m_words->setText(tr("The time ends before it begins, so it would hold nothing."));
        return;
    }
    m_countQuery.run<std::uint64_t>(
        [asked](Reader& reader) -> Result<std::uint64_t> {
            const auto filter = heldBy(asked);
            if (!filter) return std::unexpected(filter.error());
            auto extent = reader.extent(*filter);
            return extent ? Result<std::uint64_t>(extent->count) : Result<std::uint64_t>(passOn(extent));
        },
        [this](Result<std::uint64_t> records) {
            m_good = records.has_value();
            m_words->setText(records
                                 ? tr("It would hold %1 records now, and what is added to them.").arg(number(*records))
                                 : errorText(records.error()));
            describe();
        });
}

const HoldRow* HoldsCard::chosen() const {
    const int row = m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
    return row < 0 || row >= m_holds->rowCount() ? nullptr : &m_holds->row(row);
}

void HoldsCard::describe() {
    const HoldRow* row = chosen();
    const bool able = m_may->allowed() && !m_busy;
    const bool said = !m_reason->text().simplified().isEmpty();
    const Identity& identity = identityOf(m_context.session);
    const bool together = identity.people() && identity.people()->any();
    const bool own = row != nullptr && row->asked && visible(row->asked->actor) == identity.person();
    m_filter->setEnabled(able && !m_everything->isChecked());
    m_everything->setEnabled(able);
    m_limited->setEnabled(able);
    m_from->setEnabled(able && m_limited->isChecked());
    m_to->setEnabled(able && m_limited->isChecked());
    m_reason->setEnabled(able);
    m_place->setEnabled(able && said && m_good);
    m_release->setText(!together                              ? tr("Release")
                       : row != nullptr && row->asked && !own ? tr("Agree to the release")
                       : own                                  ? tr("Another person agrees")
                                                              : tr("Ask for the release"));
    m_release->setEnabled(able && said && row != nullptr && !row->hold.released && !own);
}

void HoldsCard::place() {
    const ConsoleAction action = holdOrdered(order());
    m_filter->clear();
    m_everything->setChecked(false);
    m_limited->setChecked(false);
    record(action, tr("The hold %1 is in force.").arg(visible(action.target)));
}

void HoldsCard::release() {
    const HoldRow* row = chosen();
    if (row == nullptr) return;
    const HoldOrder who = order();
    const auto& people = identityOf(m_context.session).people();
    const QString id = visible(row->hold.id);
    if (people && people->any() && !row->asked) {
        std::string request;
        record(holdReleaseAsked(row->hold.id, who.reason, who.actor, request),
               tr("The release of %1 waits for a second person.").arg(id));
        return;
    }
    record(holdReleased(row->hold.id, row->asked ? row->asked->id : std::string(), who.reason, who.actor),
           tr("The hold %1 is released.").arg(id));
}

void HoldsCard::record(const ConsoleAction& action, const QString& words) {
    const Session& session = m_context.session;
    m_busy = true;
    m_reason->clear();
    describe();
    identityOf(session).run<std::uint64_t>(
        [action, by = identityOf(session).signer(), store = session.folder(),
         clock = session.clock()]() -> Result<std::uint64_t> {
            auto recorded = recordAction(store, action, *clock, by.get());
            return recorded ? Result<std::uint64_t>(recorded->size - 1) : Result<std::uint64_t>(passOn(recorded));
        },
        [self = QPointer(this), words](Result<std::uint64_t> entry) {
            if (!self) return;
            self->m_busy = false;
            self->m_words->setText(entry ? QString()
                                         : HoldsCard::tr("Nothing was recorded. %1").arg(errorText(entry.error())));
            self->describe();
            if (!entry) return;
            self->m_context.go.toast(words, {});
            identityOf(self->m_context.session).look();
            self->look();
            Q_EMIT self->changed();
        });
}

}  // namespace vedette::ui
