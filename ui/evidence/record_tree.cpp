// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/record_tree.h"

#include <QCoreApplication>

#include <array>

#include "core/event/classes.h"
#include "core/event/event.h"
#include "core/event/json_scan.h"
#include "ui/bridge/text.h"
#include "ui/models/roles.h"

namespace vedette::ui {

struct RecordTreeModel::Node {
    QString name;
    QString value;  // text without quotes, or the literal as it stands; a summary for objects and lists
    QString path;
    Node* above = nullptr;
    int row = 0;
    bool leaf = true;
    std::vector<std::unique_ptr<Node>> below;

    Node& add(const QString& called, const QString& at) {
        below.push_back(std::make_unique<Node>());
        Node& node = *below.back();
        node.name = called;
        node.path = at;
        node.above = this;
        node.row = static_cast<int>(below.size()) - 1;
        return node;
    }
};

namespace {

QString textOf(const JsonScan::Text& text) {
    std::string plain;
    unescapeJson(text.raw, plain);
    return visible(plain);
}

// Depth is bounded by the scanner's own limit.
template <class Node>
bool readValue(JsonScan& scan, Node& node) {
    bool first = true;
    switch (scan.peek()) {
        case JsonScan::Kind::Object: {
            if (!scan.enter()) return false;
            node.leaf = false;
            JsonScan::Text key;
            while (scan.nextKey(first, key)) {
                const QString name = textOf(key);
                const QString path = node.path.isEmpty() ? name : node.path + QChar(u'.') + name;
                if (!readValue(scan, node.add(name, path))) return false;
            }
            return !scan.failed();
        }
        case JsonScan::Kind::Array: {
            if (!scan.enter()) return false;
            node.leaf = false;
            while (scan.nextElement(first)) {
                const QString name = QStringLiteral("[%1]").arg(node.below.size());
                if (!readValue(scan, node.add(name, node.path + name))) return false;
            }
            return !scan.failed();
        }
        case JsonScan::Kind::Text: {
            JsonScan::Text text;
            if (!scan.text(text)) return false;
            node.value = textOf(text);
            return true;
        }
        default: {
            std::string_view raw;
            if (!scan.skip(raw)) return false;
            node.value = toQString(raw);
            return true;
        }
    }
}

// A class only because lupdate finds the words of classes.
struct RecordWords {
    Q_DECLARE_TR_FUNCTIONS(vedette::ui::RecordTreeModel)
};

}  // namespace

RecordTreeModel::RecordTreeModel(QObject* parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) {}
RecordTreeModel::~RecordTreeModel() = default;

bool RecordTreeModel::setRecord(std::string_view record) {
    beginResetModel();
    m_root = std::make_unique<Node>();
    JsonScan scan(record);
    const bool whole = readValue(scan, *m_root) && scan.atEnd();
    endResetModel();
    return whole;
}

const RecordTreeModel::Node& RecordTreeModel::nodeAt(const QModelIndex& index) const {
    return index.isValid() ? *static_cast<const Node*>(index.constInternalPointer()) : *m_root;
}

QModelIndex RecordTreeModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    return createIndex(row, column, nodeAt(parent).below[static_cast<std::size_t>(row)].get());
}

QModelIndex RecordTreeModel::parent(const QModelIndex& child) const {
    if (!child.isValid()) return {};
    Node* above = nodeAt(child).above;
    return above == nullptr || above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int RecordTreeModel::rowCount(const QModelIndex& parent) const {
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent).below.size());
}

int RecordTreeModel::columnCount(const QModelIndex&) const { return 2; }

QVariant RecordTreeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Node& node = nodeAt(index);
    switch (role) {
        case Qt::DisplayRole: return index.column() == Name ? node.name : node.value;
        case Qt::ToolTipRole: return node.leaf ? QStringLiteral("%1 = %2").arg(node.path, node.value) : node.path;
        case Qt::AccessibleTextRole: {
            const QString note = attributeNote(node.path, node.value);
            if (index.column() == Name) return node.leaf ? node.name : RecordWords::tr("%1, a group").arg(node.name);
            return note.isEmpty() ? node.value : QStringLiteral("%1, %2").arg(node.value, note);
        }
        case PathRole: return node.path;
        case MonoRole: return true;
        case SubtitleRole: return index.column() == Value ? attributeNote(node.path, node.value) : QString();
        case ExportRole: return node.value;
        default: return {};
    }
}

QVariant RecordTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return section == Name ? tr("Attribute") : tr("Value");
}

QModelIndex RecordTreeModel::indexOf(const QString& path) const {
    QModelIndex at;
    const auto search = [&](const auto& self, const QModelIndex& above) -> bool {
        for (int r = 0; r < rowCount(above); ++r) {
            const auto here = index(r, 0, above);
            if (nodeAt(here).path == path) return at = here, true;
            if (self(self, here)) return true;
        }
        return false;
    };
    search(search, {});
    return at;
}

QString attributeNote(const QString& path, const QString& value) {
    static constexpr std::array kPseudonyms = {"actor.user.uid", "user.uid", "src_endpoint.uid", "actor.session.uid",
                                               "actor.user.credential_uid"};
    for (const auto* name : kPseudonyms)
        if (path == QLatin1String(name)) return RecordWords::tr("pseudonym");
    if (path == QStringLiteral("class_uid")) return visible(classInfo(value.toLongLong()).name);
    if (path == QStringLiteral("severity_id")) return visible(severityName(value.toLongLong()));
    if (path == QStringLiteral("cloud.region")) return RecordWords::tr("claimed, not attested");
    if (path == QStringLiteral("vedette.sealed")) return RecordWords::tr("SHA-256 of the sealed part");
    if (path == QStringLiteral("duration")) return RecordWords::tr("milliseconds");
    return {};
}

}  // namespace vedette::ui
