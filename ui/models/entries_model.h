// SPDX-License-Identifier: GPL-3.0-or-later
// Entries of the log that match a filter, newest first, page by page as the view asks for them. New entries are
// counted, not inserted: nothing under the cursor moves until the user takes them in.
#pragma once

#include <memory>

#include "ui/bridge/query.h"
#include "ui/models/table_model.h"

namespace vedette::ui {

class EntriesModel : public TableModel {
    Q_OBJECT

public:
    explicit EntriesModel(Session& session, QObject* parent = nullptr);
    ~EntriesModel() override;

    // Shows what matches now; what was loaded before stays until the first page is there.
    void setFilter(const Filter& filter);
    [[nodiscard]] const Filter& filter() const { return m_filter; }
    // The filter bounded to the log as it was when the rows were read: what came since is not part of it.
    [[nodiscard]] Filter shownFilter() const;
    // The same filter up to the present head: takes in what is new.
    void refresh();
    [[nodiscard]] bool loading() const { return m_query.running(); }
    [[nodiscard]] bool complete() const override { return m_end; }
    // Matches that came after the first page was loaded.
    [[nodiscard]] std::uint64_t newEntries() const { return m_new; }
    [[nodiscard]] std::uint64_t entryAt(int row) const { return m_rows.at(static_cast<std::size_t>(row)).entry; }
    // Entries below this are verified and carry a seal.
    void setSealedBelow(std::uint64_t entry);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] Export exportAll() const override;

    // Most rows kept: past it the end of the table says to narrow the filter.
    static constexpr int kMostRows = 100'000;
    [[nodiscard]] bool capped() const { return rowCount() >= kMostRows; }

Q_SIGNALS:
    void loadingChanged();
    void loaded();                     // a page is in, also when it is empty
    void failed(const QString& what);  // a page could not be read
    void newEntriesChanged(quint64 count);

private:
    void load(std::optional<std::uint64_t> before, bool replace);
    void take(Page page, bool replace);
    void startAt(std::uint64_t head);
    void lookForNew();
    void countNew(std::uint64_t upTo);

    Session& m_session;
    Filter m_filter;
    std::vector<Row> m_rows;
    std::vector<std::shared_ptr<const void>> m_memory;  // what the rows' views point into
    std::optional<std::uint64_t> m_next;
    bool m_end = false;
    bool m_open = false;                  // the filter's range reaches the present and goes on with it
    std::optional<std::uint64_t> m_head;  // entries below it are in view or further down; none before the first page
    std::uint64_t m_counted = 0;
    std::uint64_t m_new = 0;
    std::uint64_t m_sealedBelow = 0;
    Query m_query;
    Query m_newQuery;
};

// What a row is called in tables: "API Activity", "Detection Finding"; its outcome and a line of what matters.
[[nodiscard]] QString className(const Columns& columns);
[[nodiscard]] QString summaryOf(const Columns& columns);

}  // namespace vedette::ui
