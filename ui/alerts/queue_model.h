// SPDX-License-Identifier: GPL-3.0-or-later
// The alert queue as a table: group heads and two-line rows. The rows are a QueueView that was computed elsewhere;
// taking a new one in moves nothing that stays. UI thread only.
#pragma once

#include <QHash>
#include <QSet>

#include <set>
#include <string>

#include "ui/alerts/queue_view.h"
#include "ui/models/table_model.h"

namespace vedette::ui {

class AlertQueueModel : public TableModel {
    Q_OBJECT

public:
    enum Column { Left, Rule, Count, Day, Threat, Status, Owner, Node, LastSeen, Columns };

    explicit AlertQueueModel(QObject* parent = nullptr);

    // Shows another result: everything may move.
    void replace(QueueView view);
    // Shows newer values: rows that stay keep their places, the others go or come one by one.
    void renew(QueueView view);
    [[nodiscard]] const QueueView& view() const { return m_view; }

    void setFolded(const FoldedGroups& folded);
    [[nodiscard]] const FoldedGroups& folded() const { return m_folded; }
    void toggleFold(int row);

    // Time left is told as of this moment; row colours and texts follow.
    void setNow(Time now);
    [[nodiscard]] Time now() const { return m_now; }

    // Alerts that a person has marked to decide about together; they stay marked when the view changes.
    void toggleMark(const QString& id);
    void clearMarks();
    [[nodiscard]] QStringList marked() const;  // that are in the view, in its order
    // Alerts whose decision is being recorded.
    void setPending(const QSet<QString>& ids);
    [[nodiscard]] const QSet<QString>& pending() const { return m_pending; }

    // Null for a group's head and outside.
    [[nodiscard]] const AlertSummary* alertAt(int row) const;
    [[nodiscard]] bool headAt(int row) const;
    [[nodiscard]] int rowOf(const QString& id) const;  // -1 when it is not shown
    // The nearest open alert below `row` (else above it) that is not one of these; -1 when there is none.
    [[nodiscard]] int nextOpen(int row, const QSet<QString>& without) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Export exportAll() const override;
    // Ids are compared as they are: making texts of a hundred thousand of them would be felt.
    [[nodiscard]] QModelIndexList match(const QModelIndex& start, int role, const QVariant& value, int hits,
                                        Qt::MatchFlags flags) const override;
    // Asks for the order by orderAsked(); the page lays the queue out anew.
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void orderAsked(vedette::ui::QueueOrder order, bool descending);
    void marksChanged();

private:
    struct Label {
        QString title;
        QString threat;
    };
    [[nodiscard]] const Label& labelOf(std::string_view detector) const;
    [[nodiscard]] QVariant headData(const QueueGroup& group, int column, int role) const;
    [[nodiscard]] QVariant alertData(const AlertSummary& alert, int column, int role) const;
    [[nodiscard]] QString textOf(const AlertSummary& alert, int column) const;
    [[nodiscard]] QVariant exportOf(const AlertSummary& alert, int column) const;
    [[nodiscard]] bool sameLines(const QueueView& other) const;
    void removeGone(const QueueView& next);
    void insertNew(QueueView next);
    void everythingChanged();

    QueueView m_view;
    FoldedGroups m_folded;
    Time m_now{};
    std::set<std::string, std::less<>> m_marked;
    QSet<QString> m_pending;
    mutable QHash<QString, Label> m_labels;
};

}  // namespace vedette::ui
