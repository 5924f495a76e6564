// SPDX-License-Identifier: GPL-3.0-or-later
// The key figures in full: definition, n, median, P90, target and whose it is, course over the period, and what the
// figure does not say. Each opens to its rows; each chart to its table.
#pragma once

#include <QTimer>

#include <map>

#include "core/kpi/kpi.h"
#include "ui/bridge/query.h"
#include "ui/page/page.h"

class QGridLayout;
class QScrollArea;
class QVBoxLayout;

namespace vedette::ui {

class KpiCard;
class SegmentedControl;
class StatePanel;

class KpisPage : public Page {
    Q_OBJECT

public:
    explicit KpisPage(Context& context);
    void visit(const Target& target) override;
    [[nodiscard]] QList<QAction*> commands() const override { return {m_reload}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showReport(const KpiReport& report);
    void showNext();
    void arrange();
    void giveRoom();
    [[nodiscard]] QString groupTitle(const QString& group) const;

    QAction* m_reload;
    SegmentedControl* m_groups;
    StatePanel* m_state;
    QScrollArea* m_scroll;
    QWidget* m_content;
    QGridLayout* m_grid;
    Query m_query;
    QTimer m_again;
    QTimer m_fill;
    KpiReport m_report;
    std::size_t m_next = 0;  // card of m_report to be filled
    QList<KpiCard*> m_cards;
    QStringList m_groupIds;
    QString m_wanted;
    int m_columns = 0;
};

}  // namespace vedette::ui
