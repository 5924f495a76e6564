// SPDX-License-Identifier: GPL-3.0-or-later
// A record as a tree of its OCSF attributes: name and value of each, nested as they are. Values are shown as the record
// spells them; nothing is rounded or reordered.
#pragma once

#include <QAbstractItemModel>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vedette::ui {

class RecordTreeModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Name, Value };
    enum Role { PathRole = Qt::UserRole + 100 };  // "actor.user.uid", "vedette.evidence.entries[2]"

    explicit RecordTreeModel(QObject* parent = nullptr);
    ~RecordTreeModel() override;

    // Reads a record's text. False when it is not JSON to its end; the tree then holds what could be read.
    bool setRecord(std::string_view record);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    using QObject::parent;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    // First attribute whose path is this; invalid when there is none.
    [[nodiscard]] QModelIndex indexOf(const QString& path) const;

private:
    struct Node;
    [[nodiscard]] const Node& nodeAt(const QModelIndex& index) const;
    std::unique_ptr<Node> m_root;
};

// What an attribute's value means beyond its text: "API Activity" of class_uid 6003, "pseudonym" of a user's uid. Empty
// when there is nothing to add.
[[nodiscard]] QString attributeNote(const QString& path, const QString& value);

}  // namespace vedette::ui
