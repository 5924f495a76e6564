// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/entries_model.h"

#include <algorithm>

#include "core/event/classes.h"
#include "core/event/event.h"
#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

constexpr std::size_t kFirstPage = 200;
constexpr std::size_t kNextPage = 500;

enum Column {
    Entry,
    When,
    Class,
    Summary,
    Node,
    Principal,
    Model,
    Status,
    Latency,
    Tokens,
    Client,
    Country,
    Operation,
    Rule
};

std::vector<TableColumn> entryColumns() {
    const auto right = Qt::AlignRight | Qt::AlignVCenter;
    const auto left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {QStringLiteral("entry"), EntriesModel::tr("Entry"), right, 88, false, true, false,
         EntriesModel::tr("Number in the log")},
        {QStringLiteral("time"), EntriesModel::tr("Time (UTC)"), left, 136, false, true, false, {}},
        {QStringLiteral("class"), EntriesModel::tr("Class"), left, 130, false, true, false,
         EntriesModel::tr("OCSF class"), 6},
        {QStringLiteral("summary"), EntriesModel::tr("What"), left, 140, false, true, true, {}},
        {QStringLiteral("node"), EntriesModel::tr("Node"), left, 92, false, true, false, {}, 1},
        {QStringLiteral("principal"), EntriesModel::tr("Principal"), left, 142, false, true, false,
         EntriesModel::tr("Pseudonym of who asked"), 2},
        {QStringLiteral("model"), EntriesModel::tr("Model"), left, 130, false, true, false, {}, 3},
        {QStringLiteral("status"), EntriesModel::tr("Outcome"), left, 92, false, true, false, {}, 4},
        {QStringLiteral("latency"), EntriesModel::tr("Latency"), right, 80, false, true, false, {}, 5},
        {QStringLiteral("tokens"), EntriesModel::tr("Tokens"), right, 80, false, true, false,
         EntriesModel::tr("Prompt and output tokens"), 7},
        {QStringLiteral("client"), EntriesModel::tr("Client"), left, 150, false, false, false,
         EntriesModel::tr("Pseudonym of the address")},
        {QStringLiteral("country"), EntriesModel::tr("Country"), left, 72, false, false, false, {}},
        {QStringLiteral("operation"), EntriesModel::tr("Operation"), left, 160, false, false, false, {}},
        {QStringLiteral("rule"), EntriesModel::tr("Rule"), left, 140, false, false, false, {}},
    };
}

QString outcome(const Columns& columns) {
    const auto status = columns[IntColumn::Status];
    const auto code = columns[IntColumn::Code];
    const QString word = visible(statusName(columns[IntColumn::Class], status));
    return code == 0 ? word : QStringLiteral("%1 %2").arg(word).arg(code);
}

QString numberOrNothing(std::int64_t n) { return n <= 0 ? QString() : number(static_cast<std::uint64_t>(n)); }

QVariant textOf(const Row& row, int column) {
    const Columns& c = row.columns;
    switch (column) {
        case Entry: return number(row.entry);
        case When: return dayTime(c.time()) + QChar(u':') + clockTime(c.time()).right(2);
        case Class: return className(c);
        case Summary: return summaryOf(c);
        case Node: return visible(c[TextColumn::Node]);
        case Principal: return visible(c[TextColumn::Principal]);
        case Model: return visible(c[TextColumn::Model]);
        case Status: return outcome(c);
        case Latency:
            return c[IntColumn::Latency] == 0 ? QString() : duration(std::chrono::milliseconds(c[IntColumn::Latency]));
        case Tokens: return numberOrNothing(c[IntColumn::PromptTokens] + c[IntColumn::OutputTokens]);
        case Client: return visible(c[TextColumn::Client]);
        case Country: return visible(c[TextColumn::Country]);
        case Operation: return visible(c[TextColumn::Operation]);
        case Rule: return visible(c[TextColumn::Rule]);
        default: return {};
    }
}

// What a file gets: numbers and times in C locale.
QVariant exportOf(const Row& row, int column) {
    const Columns& c = row.columns;
    switch (column) {
        case Entry: return QString::number(row.entry);
        case When: return toQString(formatTime(c.time()));
        case Latency: return QString::number(c[IntColumn::Latency]);
        case Tokens: return QString::number(c[IntColumn::PromptTokens] + c[IntColumn::OutputTokens]);
        default: return textOf(row, column);
    }
}

}  // namespace

QString className(const Columns& columns) { return visible(vedette::className(columns[IntColumn::Class])); }

QString summaryOf(const Columns& columns) {
    const auto classUid = columns[IntColumn::Class];
    if (classUid == ocsf::kDetectionFinding || classUid == ocsf::kConsoleAction || classUid == ocsf::kRejectedRecord)
        return visible(columns[TextColumn::Rule]);
    // Its only activity is called "run", which says nothing beside the name of the class.
    if (classUid == ocsf::kDetectionRun) return EntriesModel::tr("detectors looked");
    if (!columns[TextColumn::Operation].empty()) return visible(columns[TextColumn::Operation]);
    if (!columns[TextColumn::Source].empty()) return visible(columns[TextColumn::Source]);
    return visible(activityInfo(classUid, columns[IntColumn::Activity]).name);
}

EntriesModel::EntriesModel(Session& session, QObject* parent)
    : TableModel(entryColumns(), parent), m_session(session), m_query(session), m_newQuery(session) {
    connect(&session, &Session::headMoved, this, &EntriesModel::lookForNew);
}

EntriesModel::~EntriesModel() = default;

void EntriesModel::setFilter(const Filter& filter) {
    m_filter = filter;
    // A range that reaches the present is meant to go on; one that ended before is closed.
    m_open = filter.to && *filter.to >= m_session.now();
    refresh();
}

void EntriesModel::refresh() {
    m_newQuery.cancel();
    if (m_open) m_filter.to = std::max(*m_filter.to, m_session.now() + std::chrono::seconds(1));
    load({}, true);
}

void EntriesModel::load(std::optional<std::uint64_t> before, bool replace) {
    struct Loaded {
        Page page;
        std::uint64_t head = 0;
    };
    const auto limit = replace ? kFirstPage : kNextPage;
    m_query.run<Loaded>(
        [filter = m_filter, limit, before](Reader& reader) -> Result<Loaded> {
            auto head = reader.head();
            if (!head) return passOn(head);
            // What is appended between the two readings counts as new, so it must not be on the page as well.
            auto page = reader.newest(filter, limit, before.value_or(head->size));
            if (!page) return passOn(page);
            return Loaded{std::move(*page), head->size};
        },
        [this, replace](Result<Loaded> loaded) {
            if (!loaded) {
                // The rows still shown belong to an older filter: nothing may be added to them.
                if (replace) m_next.reset();
                if (loaded.error().code != ErrorCode::Cancelled) Q_EMIT failed(errorText(loaded.error()));
                Q_EMIT loadingChanged();
                return;
            }
            if (replace) startAt(loaded->head);
            take(std::move(loaded->page), replace);
            Q_EMIT loadingChanged();
            Q_EMIT this->loaded();
            if (replace) lookForNew();
        });
    Q_EMIT loadingChanged();
}

void EntriesModel::startAt(std::uint64_t head) {
    m_newQuery.cancel();  // it counts from where the former rows ended
    m_head = head;
    m_counted = head;
    if (std::exchange(m_new, 0) != 0) Q_EMIT newEntriesChanged(0);
}

void EntriesModel::take(Page page, bool replace) {
    if (replace) {
        beginResetModel();
        m_rows = std::move(page.rows);
        m_memory.assign(1, std::move(page.memory));
        m_next = page.next;
        m_end = !page.next;
        endResetModel();
        return;
    }
    m_next = page.next;
    m_end = !page.next;
    if (page.rows.empty()) return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(page.rows.size()) - 1);
    m_rows.insert(m_rows.end(), page.rows.begin(), page.rows.end());
    m_memory.push_back(std::move(page.memory));
    endInsertRows();
}

void EntriesModel::lookForNew() {
    if (!m_head || m_query.running() || m_newQuery.running() || m_session.entries() <= m_counted) return;
    countNew(m_session.entries());
}

void EntriesModel::countNew(std::uint64_t upTo) {
    Filter filter = m_filter;
    filter.firstEntry = std::max(m_counted, filter.firstEntry.value_or(0));
    filter.endEntry = std::min(upTo, filter.endEntry.value_or(upTo));
    if (m_open) filter.to.reset();  // what has just come in lies after the range that was asked for
    m_newQuery.run<std::uint64_t>(
        [filter](Reader& reader) -> Result<std::uint64_t> {
            if (*filter.firstEntry >= *filter.endEntry) return 0;
            auto extent = reader.extent(filter);
            if (!extent) return passOn(extent);
            return extent->count;
        },
        [this, upTo](Result<std::uint64_t> count) {
            if (!count) return;
            m_counted = upTo;
            if (*count != 0) {
                m_new += *count;
                Q_EMIT newEntriesChanged(m_new);
            }
            lookForNew();  // the log may have grown while we counted
        });
}

void EntriesModel::setSealedBelow(std::uint64_t entry) {
    if (entry == m_sealedBelow) return;
    m_sealedBelow = entry;
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, Entry), index(rowCount() - 1, Entry), {SealRole});
}

int EntriesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant EntriesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
        case Qt::DisplayRole: return textOf(row, column);
        case ExportRole: return exportOf(row, column);
        case Qt::TextAlignmentRole: return QVariant::fromValue(columns()[static_cast<std::size_t>(column)].align);
        case EntryRole: return QVariant::fromValue<quint64>(row.entry);
        case IdRole: return QString::number(row.entry);
        case MonoRole: return column == Entry || column == Principal || column == Client;
        case SealRole: return column == Entry && row.entry < m_sealedBelow;
        case OpensRole: return column == Entry ? QVariant(QStringLiteral("entry=%1").arg(row.entry)) : QVariant();
        default: return {};
    }
}

bool EntriesModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && m_next && !m_query.running() && !capped();
}

void EntriesModel::fetchMore(const QModelIndex& parent) {
    // Views and testers call this without asking first.
    if (canFetchMore(parent)) load(m_next, false);
}

Filter EntriesModel::shownFilter() const {
    Filter filter = m_filter;
    filter.endEntry = std::min(m_head.value_or(0), filter.endEntry.value_or(m_head.value_or(0)));
    return filter;
}

TableModel::Export EntriesModel::exportAll() const {
    const Filter filter = shownFilter();
    const int columns = columnCount();
    return [filter, columns](Reader& reader, const LineSink& sink) {
        return reader.scan(filter, [&](const Row& row) {
            QStringList line;
            for (int c = 0; c < columns; ++c) line.push_back(exportOf(row, c).toString());
            return sink(line);
        });
    };
}

}  // namespace vedette::ui
