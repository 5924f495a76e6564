// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_card.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QToolButton>

#include "ui/charts/chart_pane.h"
#include "ui/widgets/data_table.h"

namespace vedette::ui {

ChartCard::ChartCard(const Theme& theme, const QString& title, ChartPane* chart, const QString& tableId,
                     QWidget* parent)
    : Card(theme, title, parent),
      m_chart(chart),
      m_tableId(tableId),
      m_toggle(new QAction(theme.icon(QStringLiteral("view-list-details")), tr("Table"), this)) {
    body()->addWidget(chart, 1);
    m_toggle->setCheckable(true);
    m_toggle->setToolTip(tr("The same data as a table"));
    addHeadAction(m_toggle)->setObjectName(QStringLiteral("chartTableToggle"));
    connect(m_toggle, &QAction::toggled, this, &ChartCard::setTableShown);
    connect(chart, &ChartPane::tableRequested, this, [this] { setTableShown(true); });
    connect(&theme, &Theme::changed, this, [this] {
        m_toggle->setIcon(
            this->theme().icon(QStringLiteral("view-list-details"), isTableShown() ? Token::Accent : Token::TextMuted));
    });
    chart->setWhat(title);
}

bool ChartCard::isTableShown() const { return m_table != nullptr && m_table->isVisibleTo(this); }

void ChartCard::setTableShown(bool shown) {
    if (shown && m_table == nullptr) {
        m_table = new DataTable(theme(), m_tableId, this);
        m_table->setObjectName(QStringLiteral("chartTable"));
        m_table->setAccessibleName(tr("%1, table").arg(title()));
        m_table->setDensity(DataTable::Density::Compact);
        m_table->setStretching(false);
        m_table->setModel(m_chart->tableTwin());
        m_table->resizeColumnToContents(0);
        body()->addWidget(m_table, 1);
    }
    const bool hadFocus = m_chart->hasFocus();
    if (m_table != nullptr) m_table->setVisible(shown);
    m_chart->setVisible(!shown);
    if (shown && hadFocus) m_table->setFocus(Qt::OtherFocusReason);
    m_toggle->setChecked(shown);
    m_toggle->setIcon(theme().icon(QStringLiteral("view-list-details"), shown ? Token::Accent : Token::TextMuted));
}

}  // namespace vedette::ui
