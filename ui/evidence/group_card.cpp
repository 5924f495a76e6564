// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/group_card.h"

#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>

#include <array>

#include "ui/bridge/text.h"
#include "ui/charts/bar_list.h"
#include "ui/evidence/filter_terms.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr std::size_t kMost = 25;
constexpr std::array kColumns = {TextColumn::Node,      TextColumn::Principal, TextColumn::Model,
                                 TextColumn::Operation, TextColumn::Client,    TextColumn::Country,
                                 TextColumn::Region,    TextColumn::Network,   TextColumn::ClientKind,
                                 TextColumn::Rule,      TextColumn::Source};

}  // namespace

GroupCard::GroupCard(const Theme& theme, Session& session, QWidget* parent)
    : Card(theme, tr("Most frequent"), parent),
      m_choice(new Chip(theme, Chip::Kind::Choice, this)),
      m_menu(new QMenu(this)),
      m_bars(new BarList(theme)),
      m_query(session) {
    setObjectName(QStringLiteral("groupCard"));
    m_choice->setObjectName(QStringLiteral("groupColumn"));
    m_choice->setMenu(m_menu);
    for (const auto column : kColumns)
        connect(m_menu->addAction(columnTitle(column)), &QAction::triggered, this,
                [this, column] { setColumn(column); });
    addHeadWidget(m_choice);
    m_bars->setObjectName(QStringLiteral("groupBars"));
    auto* area = new QScrollArea(this);
    area->setWidget(m_bars);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    m_bars->setAutoFillBackground(false);
    body()->addWidget(area, 1);
    auto* hint = new TextLabel(theme, tr("Choose a value to filter by it; choose a row to read its record and proof."),
                               FontRole::Caption, Token::TextFaint, this);
    hint->setWordWrap(true);
    body()->addWidget(hint);
    connect(m_bars, &BarList::itemActivated, this, [this](const QString& id) {
        Filter condition;
        condition.is(m_column, toStd(id));
        Q_EMIT conditionChosen(toQString(condition.text()));
    });
    m_choice->setText(tr("group by"), columnTitle(m_column));
    showState(StatePanel::Kind::Loading, {});
}

void GroupCard::setFilter(const Filter& filter) {
    m_filter = filter;
    m_stale = true;
    if (isVisible()) count();
}

void GroupCard::setColumn(TextColumn column) {
    m_column = column;
    m_choice->setText(tr("group by"), columnTitle(column));
    m_stale = true;
    if (isVisible()) count();
}

void GroupCard::focusContent() { m_bars->setFocus(Qt::OtherFocusReason); }

void GroupCard::showEvent(QShowEvent* event) {
    Card::showEvent(event);
    if (m_stale) count();
}

void GroupCard::count() {
    m_stale = false;
    setLoading(true);
    m_query.run<std::vector<Group>>(
        [filter = m_filter, column = m_column](Reader& reader) { return reader.groupBy(filter, column); },
        [this](Result<std::vector<Group>> groups) {
            setLoading(false);
            if (!groups)
                showState(StatePanel::Kind::Error, tr("The values could not be counted."), errorText(groups.error()));
            else
                take(*groups);
            Q_EMIT counted();
        });
}

void GroupCard::take(const std::vector<Group>& groups) {
    setSubtitle(groups.size() > kMost ? tr("%1 of %2 values").arg(number(kMost), number(groups.size()))
                                      : tr("%n value(s)", nullptr, static_cast<int>(groups.size())));
    if (groups.empty()) {
        showState(StatePanel::Kind::Nothing, tr("No entry matches, so there is nothing to count."));
        return;
    }
    QList<BarItem> items;
    for (const auto& group : groups) {
        if (static_cast<std::size_t>(items.size()) == kMost) break;
        items.push_back({toQString(group.value), group.value.empty() ? tr("(none)") : visible(group.value),
                         static_cast<double>(group.extent.count), number(group.extent.count), Token::Quiet});
    }
    m_bars->setItems(items, tr("Entries"));
    showBody();
}

}  // namespace vedette::ui
