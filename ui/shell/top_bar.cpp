// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <map>

#include "ui/bridge/text.h"
#include "ui/shell/person_button.h"
#include "ui/shell/scope_button.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kSearchWidth = 300;
constexpr int kMostNodes = 40;  // more of them would make a menu longer than the screen; the fleet page has them all

QDateTime utc(Time t) { return QDateTime::fromMSecsSinceEpoch(toMicros(t) / 1000, Qt::UTC); }
Time timeOf(const QDateTime& t) { return fromMicros(t.toMSecsSinceEpoch() * 1000); }

using Groups = std::map<std::string, std::vector<std::string>>;

Groups byRegion(const FleetState& fleet) {
    Groups groups;
    for (const auto& node : fleet.nodes) groups[node.declared.region].push_back(node.declared.id);
    return groups;
}

Groups byDataClass(const FleetState& fleet) {
    Groups groups;
    for (const auto& node : fleet.nodes)
        for (const auto& dataClass : node.declared.dataClasses) groups[dataClass].push_back(node.declared.id);
    return groups;
}

}  // namespace

TopBar::TopBar(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setFixedHeight(metrics::kTopBar);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kPagePadding, 0, metrics::kPagePadding, 1);
    layout->setSpacing(8);
    m_title = new TextLabel(theme, {}, FontRole::Title, Token::Text, this);
    m_title->setObjectName(QStringLiteral("pageTitle"));
    layout->addWidget(m_title);
    layout->addSpacing(8);
    m_fleet = new ScopeButton(theme, QStringLiteral("network-server"), this);
    m_fleet->setObjectName(QStringLiteral("fleetScope"));
    m_fleet->setAccessibleName(tr("Part of the fleet"));
    m_time = new ScopeButton(theme, QStringLiteral("clock"), this);
    m_time->setObjectName(QStringLiteral("timeScope"));
    m_time->setAccessibleName(tr("Range of time"));
    layout->addWidget(m_fleet);
    layout->addWidget(m_time);
    layout->addStretch(1);
    m_search = new ScopeButton(theme, QStringLiteral("edit-find"), this);
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setKey(tr("Ctrl K"));
    m_search->setWords(tr("Search, or type a command"), {});
    m_search->setAccessibleName(m_search->text());
    m_search->setMaximumWidth(kSearchWidth);
    m_search->setMinimumWidth(160);
    m_search->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    layout->addWidget(m_search, 2);
    m_person = new PersonButton(theme, this);
    layout->addWidget(m_person);
    connect(m_search, &QAbstractButton::clicked, this, &TopBar::searchRequested);
    m_fleetMenu = new QMenu(this);
    m_timeMenu = new QMenu(this);
    m_fleet->setMenu(m_fleetMenu);
    m_time->setMenu(m_timeMenu);
    connect(m_fleetMenu, &QMenu::aboutToShow, this, &TopBar::fillFleetMenu);
    connect(m_timeMenu, &QMenu::aboutToShow, this, &TopBar::fillTimeMenu);
    setContext(nullptr);
}

void TopBar::setContext(Context* context) {
    m_context = context;
    const bool open = context != nullptr;
    m_fleet->setVisible(open);
    m_time->setVisible(open);
    m_search->setVisible(open);
    m_person->setSession(open ? &context->session : nullptr);
    if (!open) return;
    connect(&context->session, &Session::scopeChanged, this, &TopBar::describe);
    connect(&context->session, &Session::headMoved, this, &TopBar::describe);
    connect(&context->fleet, &FeedBase::changed, this, &TopBar::describe);
    describe();
}

void TopBar::setTitle(const QString& title) { m_title->setText(title); }

void TopBar::describe() {
    const Scope& scope = m_context->session.scope();
    const auto& fleet = m_context->fleet.value();
    const auto count = scope.nodes.empty() ? (fleet ? fleet->nodes.size() : 0) : scope.nodes.size();
    const QString nodes =
        fleet || !scope.nodes.empty() ? tr("%n node(s)", nullptr, static_cast<int>(count)) : QString();
    m_fleet->setWords(scope.nodes.empty() ? tr("All fleets") : scope.nodesName, nodes);
    m_time->setWords(rangeName(scope.range), periodName(scope, m_context->session.now()));
}

void TopBar::chooseNodes(const std::vector<std::string>& nodes, const QString& name) {
    Scope scope = m_context->session.scope();
    scope.nodes = nodes;
    scope.nodesName = name;
    m_context->session.setScope(scope);
}

void TopBar::fillFleetMenu() {
    m_fleetMenu->clear();
    m_fleetMenu->addAction(tr("All fleets"), this, [this] { chooseNodes({}, {}); });
    const auto fleet = m_context->fleet.value();
    if (!fleet) return;
    const auto addGroups = [this](const QString& title, const Groups& groups) {
        if (groups.empty()) return;
        m_fleetMenu->addSection(title);
        for (const auto& [name, nodes] : groups) {
            const QString shown = name.empty() ? tr("Not declared") : visible(name);
            m_fleetMenu->addAction(tr("%1 (%2)").arg(shown).arg(nodes.size()), this,
                                   [this, nodes = nodes, shown] { chooseNodes(nodes, shown); });
        }
    };
    addGroups(tr("By region"), byRegion(*fleet));
    addGroups(tr("By class of data"), byDataClass(*fleet));
    if (fleet->nodes.size() > kMostNodes) return;
    auto* single = m_fleetMenu->addMenu(tr("One node"));
    for (const auto& node : fleet->nodes)
        single->addAction(visible(node.declared.id), this,
                          [this, id = node.declared.id] { chooseNodes({id}, visible(id)); });
}

void TopBar::fillTimeMenu() {
    m_timeMenu->clear();
    for (const Range range :
         {Range::LastHour, Range::LastDay, Range::LastWeek, Range::LastMonth, Range::LastQuarter, Range::Everything}) {
        auto* action = m_timeMenu->addAction(rangeName(range), this, [this, range] {
            Scope scope = m_context->session.scope();
            scope.range = range;
            m_context->session.setScope(scope);
        });
        action->setCheckable(true);
        action->setChecked(m_context->session.scope().range == range);
    }
    m_timeMenu->addSeparator();
    chooseCustomRange();
}

void TopBar::chooseCustomRange() {
    auto* panel = new QWidget(m_timeMenu);
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(12, 4, 12, 8);
    layout->addWidget(new TextLabel(theme(), tr("From and to, UTC"), FontRole::Caption, Token::TextFaint, panel));
    const Period shown = m_context->session.period();
    auto* from = new QDateTimeEdit(utc(std::max(shown.from, fromMicros(0))), panel);
    auto* to = new QDateTimeEdit(utc(shown.to), panel);
    for (auto* edit : {from, to}) {
        edit->setTimeSpec(Qt::UTC);
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
        layout->addWidget(edit);
    }
    from->setObjectName(QStringLiteral("rangeFrom"));
    from->setAccessibleName(tr("From"));
    to->setObjectName(QStringLiteral("rangeTo"));
    to->setAccessibleName(tr("To"));
    auto* apply = new QPushButton(tr("Use this range"), panel);
    apply->setObjectName(QStringLiteral("rangeApply"));
    setVariant(apply, Variant::Primary);
    layout->addWidget(apply);
    connect(apply, &QPushButton::clicked, this, [this, from, to] {
        // An end before the beginning is a range typed the other way round.
        const Time first = timeOf(from->dateTime());
        const Time last = timeOf(to->dateTime());
        Scope scope = m_context->session.scope();
        scope.range = Range::Custom;
        scope.custom = {std::min(first, last), std::max(first, last)};
        m_context->session.setScope(scope);
        m_timeMenu->close();
    });
    auto* action = new QWidgetAction(m_timeMenu);
    action->setDefaultWidget(panel);
    m_timeMenu->addAction(action);
}

void TopBar::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.fillRect(rect(), theme().color(Token::Window));
    p.fillRect(QRect(0, height() - 1, width(), 1), theme().color(Token::Border));
}

}  // namespace vedette::ui
