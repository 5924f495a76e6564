// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/queue_model.h"

#include <fmt/format.h>

#include <unordered_set>

#include "core/event/event.h"
#include "ui/alerts/alert_words.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/theme/token.h"

namespace vedette::ui {
namespace {

// Past so many rows that come or go, the table starts over instead of moving them one by one.
constexpr auto kMostMoves = std::size_t{400};

std::vector<TableColumn> queueColumns() {
    const auto right = Qt::AlignRight | Qt::AlignVCenter;
    const auto left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {QStringLiteral("left"), AlertQueueModel::tr("Time left"), left, 92, true, true, false,
         AlertQueueModel::tr(
             "Until a decision is wanted. The limits are our default: critical 30 min, high 4 h, medium "
             "24 h, low 72 h.")},
        {QStringLiteral("rule"), AlertQueueModel::tr("Rule"), left, 240, true, true, true, {}},
        {QStringLiteral("count"), AlertQueueModel::tr("Count"), right, 52, true, true, false,
         AlertQueueModel::tr("Findings of this alert")},
        {QStringLiteral("day"), AlertQueueModel::tr("24 h"), left, 64, false, true, false,
         AlertQueueModel::tr("Findings by hour over the last 24 hours"), 3},
        {QStringLiteral("threat"), AlertQueueModel::tr("ATLAS"), left, 108, false, true, false,
         AlertQueueModel::tr("Technique of MITRE ATLAS 2026.07"), 4},
        {QStringLiteral("status"), AlertQueueModel::tr("Status"), left, 84, true, true, false, {}, 1},
        {QStringLiteral("owner"), AlertQueueModel::tr("Owner"), left, 84, true, true, false, {}, 2},
        {QStringLiteral("node"), AlertQueueModel::tr("Node"), left, 120, false, false, false, {}},
        {QStringLiteral("lastSeen"), AlertQueueModel::tr("Last seen"), left, 104, true, false, false, {}},
    };
}

std::string findingsOf(const AlertSummary& alert) {
    Filter filter;
    filter.is(TextColumn::Group, std::string(alert.id)).is(IntColumn::Class, ocsf::kDetectionFinding);
    return filter.text();
}

std::optional<Token> urgency(const AlertSummary& alert, Time now) {
    const auto left = alert.left(now);
    if (!left) return std::nullopt;
    if (*left < Duration::zero()) return Token::Critical;
    // The last quarter of the time is when it should be looked at next.
    const auto target = responseTarget(alert.severity);
    if (target && *left * 4 < *target) return glyphToken(severityGlyph(alert.severity));
    return std::nullopt;
}

}  // namespace

AlertQueueModel::AlertQueueModel(QObject* parent) : TableModel(queueColumns(), parent) {
    m_view.queue = std::make_shared<const AlertQueue>();
}

void AlertQueueModel::replace(QueueView view) {
    beginResetModel();
    m_view = std::move(view);
    layOutLines(m_view, m_folded);
    endResetModel();
}

bool AlertQueueModel::sameLines(const QueueView& other) const {
    if (other.lines.size() != m_view.lines.size()) return false;
    for (std::size_t i = 0; i < other.lines.size(); ++i)
        if (m_view.key(m_view.lines[i]) != other.key(other.lines[i])) return false;
    return true;
}

void AlertQueueModel::renew(QueueView view) {
    layOutLines(view, m_folded);
    if (!sameLines(view)) {
        const std::size_t old = m_view.lines.size();
        const std::size_t fresh = view.lines.size();
        if ((old > fresh ? old - fresh : fresh - old) > kMostMoves) return replace(std::move(view));
        removeGone(view);
        insertNew(std::move(view));
    } else {
        m_view = std::move(view);
    }
    everythingChanged();
}

void AlertQueueModel::removeGone(const QueueView& next) {
    std::unordered_set<std::string_view> stays;
    stays.reserve(next.lines.size());
    for (const QueueLine& line : next.lines) stays.insert(next.key(line));
    for (std::size_t end = m_view.lines.size(); end > 0;) {
        if (stays.contains(m_view.key(m_view.lines[end - 1]))) {
            --end;
            continue;
        }
        std::size_t begin = end;
        while (begin > 0 && !stays.contains(m_view.key(m_view.lines[begin - 1]))) --begin;
        beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
        m_view.lines.erase(m_view.lines.begin() + static_cast<std::ptrdiff_t>(begin),
                           m_view.lines.begin() + static_cast<std::ptrdiff_t>(end));
        endRemoveRows();
        end = begin;
    }
}

// The lines that are left stand in `next` in the same order.
void AlertQueueModel::insertNew(QueueView next) {
    std::unordered_set<std::string_view> known;
    std::vector<std::string> kept;  // the old texts go with the old queue
    kept.reserve(m_view.lines.size());
    for (const QueueLine& line : m_view.lines) kept.emplace_back(m_view.key(line));
    for (const std::string& key : kept) known.insert(key);
    std::vector<QueueLine> wanted = std::move(next.lines);
    next.lines.clear();
    for (const QueueLine& line : wanted)
        if (known.contains(next.key(line))) next.lines.push_back(line);
    if (next.lines.size() != kept.size()) {  // the log began anew: nothing is where it was
        next.lines = std::move(wanted);
        replace(std::move(next));
        return;
    }
    m_view = std::move(next);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (known.contains(m_view.key(wanted[i]))) continue;
        std::size_t end = i + 1;
        while (end < wanted.size() && !known.contains(m_view.key(wanted[end]))) ++end;
        beginInsertRows({}, static_cast<int>(i), static_cast<int>(end) - 1);
        m_view.lines.insert(m_view.lines.begin() + static_cast<std::ptrdiff_t>(i),
                            wanted.begin() + static_cast<std::ptrdiff_t>(i),
                            wanted.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        i = end - 1;
    }
}

void AlertQueueModel::everythingChanged() {
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void AlertQueueModel::setFolded(const FoldedGroups& folded) {
    if (folded == m_folded) return;
    m_folded = folded;
    QueueView view = m_view;
    replace(std::move(view));
}

void AlertQueueModel::toggleFold(int row) {
    if (!headAt(row)) return;
    const QueueLine head = m_view.lines[static_cast<std::size_t>(row)];
    const QueueGroup& group = m_view.groups[head.group];
    const int count = static_cast<int>(group.alerts.size());
    const auto after = m_view.lines.begin() + row + 1;
    if (m_folded.erase(group.key) > 0) {
        std::vector<QueueLine> lines;
        for (const std::uint32_t alert : group.alerts) lines.push_back({head.group, alert});
        beginInsertRows({}, row + 1, row + count);
        m_view.lines.insert(after, lines.begin(), lines.end());
        endInsertRows();
    } else {
        m_folded.insert(group.key);
        beginRemoveRows({}, row + 1, row + count);
        m_view.lines.erase(after, after + count);
        endRemoveRows();
    }
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

void AlertQueueModel::setNow(Time now) {
    if (now == m_now) return;
    m_now = now;
    everythingChanged();
}

void AlertQueueModel::toggleMark(const QString& id) {
    if (id.isEmpty()) return;
    const std::string key = toStd(id);
    if (m_marked.erase(key) == 0) m_marked.insert(key);
    const int row = rowOf(id);
    if (row >= 0) Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    Q_EMIT marksChanged();
}

void AlertQueueModel::clearMarks() {
    if (m_marked.empty()) return;
    m_marked.clear();
    everythingChanged();
    Q_EMIT marksChanged();
}

QStringList AlertQueueModel::marked() const {
    QStringList out;
    if (m_marked.empty()) return out;
    for (const QueueLine& line : m_view.lines)
        if (!line.head())
            if (const auto& id = m_view.alert(line).id; m_marked.contains(id)) out.push_back(toQString(id));
    return out;
}

void AlertQueueModel::setPending(const QSet<QString>& ids) {
    if (ids == m_pending) return;
    m_pending = ids;
    everythingChanged();
}

const AlertSummary* AlertQueueModel::alertAt(int row) const {
    if (row < 0 || row >= rowCount() || headAt(row)) return nullptr;
    return &m_view.alert(m_view.lines[static_cast<std::size_t>(row)]);
}

bool AlertQueueModel::headAt(int row) const {
    return row >= 0 && row < rowCount() && m_view.lines[static_cast<std::size_t>(row)].head();
}

int AlertQueueModel::rowOf(const QString& id) const {
    const std::string key = toStd(id);
    for (std::size_t i = 0; i < m_view.lines.size(); ++i)
        if (!m_view.lines[i].head() && m_view.alert(m_view.lines[i]).id == key) return static_cast<int>(i);
    return -1;
}

QModelIndexList AlertQueueModel::match(const QModelIndex& start, int role, const QVariant& value, int hits,
                                       Qt::MatchFlags flags) const {
    if (role != IdRole || hits != 1 || flags != Qt::MatchExactly)
        return TableModel::match(start, role, value, hits, flags);
    const std::string key = toStd(value.toString());
    for (std::size_t i = 0; i < m_view.lines.size(); ++i)
        if (m_view.key(m_view.lines[i]) == key) return {index(static_cast<int>(i), start.column())};
    return {};
}

int AlertQueueModel::nextOpen(int row, const QSet<QString>& without) const {
    const auto takes = [&](int candidate) {
        const AlertSummary* alert = alertAt(candidate);
        return alert != nullptr && alert->open() && !without.contains(toQString(alert->id));
    };
    for (int next = row + 1; next < rowCount(); ++next)
        if (takes(next)) return next;
    for (int next = row - 1; next >= 0; --next)
        if (takes(next)) return next;
    return -1;
}

int AlertQueueModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_view.lines.size());
}

QVariant AlertQueueModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const QueueLine& line = m_view.lines[static_cast<std::size_t>(index.row())];
    if (role == IdRole) return toQString(m_view.key(line));
    if (role == GroupRole) return line.head();
    return line.head() ? headData(m_view.groups[line.group], index.column(), role)
                       : alertData(m_view.alert(line), index.column(), role);
}

QVariant AlertQueueModel::headData(const QueueGroup& group, int column, int role) const {
    if (column != 0) return {};
    if (role == Qt::CheckStateRole) return m_folded.contains(group.key) ? Qt::Unchecked : Qt::Checked;
    if (role == SubtitleRole)
        return tr("%n alert(s), %1", nullptr, static_cast<int>(group.alerts.size()))
            .arg(tr("%n finding(s)", nullptr, static_cast<int>(group.findings)));
    if (role != Qt::DisplayRole) return {};
    switch (m_view.wish.grouping) {
        case QueueGrouping::Severity: return severityWord(group.severity);
        case QueueGrouping::Node: return group.name.empty() ? tr("No node") : visible(group.name);
        case QueueGrouping::Detector: return labelOf(group.name).title;
        case QueueGrouping::None: break;
    }
    return {};
}

const AlertQueueModel::Label& AlertQueueModel::labelOf(std::string_view detector) const {
    const QString key = toQString(detector);
    auto at = m_labels.find(key);
    if (at == m_labels.end()) {
        const AlertLabel label = alertLabel(detector);
        Label made{said(label.title), {}};
        for (const ThreatRef& threat : label.threats)
            if (threat.framework == "ATLAS" && made.threat.isEmpty()) made.threat = toQString(threat.id);
        at = m_labels.insert(key, made);
    }
    return *at;
}

QString AlertQueueModel::textOf(const AlertSummary& a, int column) const {
    const QString none = QStringLiteral("—");
    switch (column) {
        case Left: {
            const auto left = a.left(m_now);
            return left ? timeLeft(*left) : none;
        }
        case Rule:
            return m_marked.contains(a.id) ? QStringLiteral("✓ ") + labelOf(a.detector).title
                                           : labelOf(a.detector).title;
        case Count: return number(a.findings);
        case Threat: return labelOf(a.detector).threat.isEmpty() ? none : labelOf(a.detector).threat;
        case Status:
            if (m_pending.contains(toQString(a.id))) return tr("Saving…");
            return a.findingsSinceClosed > 0 ? tr("%1, goes on").arg(alertStatusWord(a.status))
                                             : alertStatusWord(a.status);
        case Owner: return a.owner.empty() ? none : visible(a.owner);
        case Node: return a.node.empty() ? none : visible(a.node);
        case LastSeen: return dayTime(a.lastSeen);
        default: return {};
    }
}

QVariant AlertQueueModel::exportOf(const AlertSummary& a, int column) const {
    switch (column) {
        case Left: return a.due ? toQString(formatTime(*a.due)) : QString();
        case Count: return QString::number(a.findings);
        case Rule: return QStringLiteral("%1 (%2)").arg(visible(alertLabel(a.detector).title), toQString(a.id));
        case Owner: return visible(a.owner);
        case Node: return visible(a.node);
        case LastSeen: return toQString(formatTime(a.lastSeen));
        case Day: return {};
        default: return textOf(a, column);
    }
}

QVariant AlertQueueModel::alertData(const AlertSummary& a, int column, int role) const {
    switch (role) {
        case Qt::DisplayRole: return column == Day ? QVariant() : QVariant(textOf(a, column));
        case ExportRole: return exportOf(a, column);
        case GlyphRole: return column == Left ? QVariant(static_cast<int>(severityGlyph(a.severity))) : QVariant();
        case WordRole: return column == Left ? QVariant(severityWord(a.severity)) : QVariant();
        case SubtitleRole:
            return column == Rule ? QVariant(entityLine(a.principal, a.client, a.model, a.node)) : QVariant();
        case StrongRole: return column == Left && urgency(a, m_now).has_value();
        case OpensRole: return column == Count ? QVariant(toQString(findingsOf(a))) : QVariant();
        case SparkRole: {
            if (column != Day) return {};
            const auto day = a.lastDay(m_now);
            return QVariant::fromValue(QList<double>(day.begin(), day.end()));
        }
        case ToneRole: {
            if (column == Rule && m_marked.contains(a.id)) return static_cast<int>(Token::Accent);
            const auto tone = column == Left ? urgency(a, m_now) : std::nullopt;
            if (tone) return static_cast<int>(*tone);
            if (column == Threat || (column == Status && a.status != AlertStatus::New))
                return static_cast<int>(Token::TextMuted);
            return (column == Owner && a.owner.empty()) ? QVariant(static_cast<int>(Token::TextFaint)) : QVariant();
        }
        case Qt::AccessibleTextRole:
            if (column == Left) return tr("%1, %2 left").arg(severityWord(a.severity), textOf(a, Left));
            if (column == Rule && m_marked.contains(a.id)) return tr("%1, marked").arg(labelOf(a.detector).title);
            return {};
        case Qt::ToolTipRole:
            if (column == Left && a.due)
                return tr("A decision is wanted until %1 UTC (our default).").arg(dateTime(*a.due));
            return column == Rule ? QVariant(visible(a.id)) : QVariant();
        default: return {};
    }
}

TableModel::Export AlertQueueModel::exportAll() const {
    // Folded groups go out as well: the file has the whole result.
    QueueView view = m_view;
    layOutLines(view, {});
    QList<QStringList> lines;
    for (const QueueLine& line : view.lines) {
        if (line.head()) continue;
        QStringList cells;
        for (int column = 0; column < columnCount(); ++column)
            cells.push_back(exportOf(view.alert(line), column).toString());
        lines.push_back(std::move(cells));
    }
    return [lines](Reader&, const LineSink& sink) -> Result<void> {
        for (const QStringList& line : lines)
            if (!sink(line)) break;
        return {};
    };
}

void AlertQueueModel::sort(int column, Qt::SortOrder order) {
    QueueOrder by = QueueOrder::Urgency;
    switch (column) {
        case Rule: by = QueueOrder::Rule; break;
        case Count: by = QueueOrder::Count; break;
        case Status: by = QueueOrder::Status; break;
        case Owner: by = QueueOrder::Owner; break;
        case LastSeen: by = QueueOrder::LastSeen; break;
        default: break;
    }
    // The head's first click asks for the largest first; for time left that is the most urgent.
    const bool descending = order == Qt::DescendingOrder;
    Q_EMIT orderAsked(by, by == QueueOrder::Urgency ? !descending : descending);
}

}  // namespace vedette::ui
