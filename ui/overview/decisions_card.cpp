// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/decisions_card.h"

#include <QVBoxLayout>

#include <algorithm>
#include <array>

#include "ui/alerts/alert_words.h"
#include "ui/bridge/content.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/page/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/prose.h"

namespace vedette::ui {
namespace {

constexpr Duration kWaiverSoon = std::chrono::hours(24 * 14);

// Seconds would only make the title shorter.
QString inMinutes(Duration d) {
    return duration(d < std::chrono::minutes(1) ? d : Duration(std::chrono::floor<std::chrono::minutes>(d)));
}

// "critical" first.
int gravity(const Control& control) {
    constexpr std::array<std::string_view, 4> kOrder = {"critical", "high", "medium", "low"};
    return static_cast<int>(std::ranges::find(kOrder, control.severity) - kOrder.begin());
}

QString gravityWord(const Control& control) {
    switch (gravity(control)) {
        case 0: return DecisionsCard::tr("critical");
        case 1: return DecisionsCard::tr("high");
        case 2: return DecisionsCard::tr("medium");
        case 3: return DecisionsCard::tr("low");
        default: return {};
    }
}

bool endsSoon(const ControlResult& result, Time now) {
    return result.state == ControlState::Waived && result.waiver && result.waiver->until - now < kWaiverSoon;
}

}  // namespace

Decision alertDecision(const AlertSummary& alert, Time now) {
    Decision d;
    d.glyph = severityGlyph(alert.severity);
    d.title = said(alertLabel(alert.detector).title);
    QStringList parts;
    for (const auto part : {alert.node, alert.principal, alert.model})
        if (!part.empty()) parts.push_back(visible(part));
    parts.push_back(alert.owner.empty() ? DecisionsCard::tr("nobody owns it") : visible(alert.owner));
    d.detail = parts.join(QStringLiteral(" · "));
    if (const auto left = alert.left(now)) {
        d.pressing = *left < std::chrono::minutes(30);
        d.when = *left < Duration::zero() ? DecisionsCard::tr("%1 late").arg(inMinutes(-*left))
                                          : DecisionsCard::tr("%1 left").arg(inMinutes(*left));
    }
    d.target = Target{.page = PageId::Alerts, .item = toQString(alert.id)};
    return d;
}

Decision controlDecision(const PackResult& pack, const ControlResult& result, Time now) {
    Decision d;
    d.glyph = stateGlyph(result.state);
    const QString name = said(pack.pack.title) + QChar(u' ') + said(result.control.clause);
    const bool waived = result.state == ControlState::Waived;
    d.title = waived ? DecisionsCard::tr("Waiver ends: %1").arg(name) : DecisionsCard::tr("%1 fails").arg(name);
    d.detail = waived ? said(result.control.title)
                      : QStringLiteral("%1: %2").arg(said(result.control.title), said(result.reason));
    d.when = waived && result.waiver ? duration(result.waiver->until - now) : gravityWord(result.control);
    d.pressing = !waived && gravity(result.control) == 0;
    d.target = Target{.page = PageId::Compliance, .item = toQString(result.control.id)};
    return d;
}

Decision requestDecision(const FourEyesRequest& request, Time now) {
    Decision d;
    d.glyph = Glyph::Info;
    d.title = request.unfinished()     ? DecisionsCard::tr("Erasure agreed to, not done yet")
              : request.kind == "hold" ? DecisionsCard::tr("Release of a legal hold asked for")
                                       : DecisionsCard::tr("Erasure of a data subject asked for");
    d.detail = QStringList{visible(request.target), DecisionsCard::tr("asked for by %1").arg(visible(request.actor)),
                           visible(request.note)}
                   .join(QStringLiteral(" · "));
    d.when = ago(now - request.time);
    d.target = {.page = PageId::Settings, .item = QStringLiteral("people")};
    return d;
}

Decision nodeDecision(const NodeState& node) {
    return {.glyph = healthGlyph(node.health),
            .title = DecisionsCard::tr("%1 is silent").arg(visible(node.declared.id)),
            .detail = said(node.reason),
            .when = {},
            .pressing = false,
            .target = Target{.page = PageId::Fleet, .item = toQString(node.declared.id)}};
}

std::vector<std::pair<const PackResult*, const ControlResult*>> failingControls(const Judgement& judgement) {
    std::vector<std::pair<const PackResult*, const ControlResult*>> out;
    for (const auto& pack : judgement.packs)
        for (const auto& result : pack.results)
            if (result.state == ControlState::Fail || result.state == ControlState::ManualFail)
                out.emplace_back(&pack, &result);
    std::ranges::stable_sort(out, {}, [](const auto& pair) { return gravity(pair.second->control); });
    return out;
}

Decisions decisionsOf(const AlertQueue* alerts, const Judgement* posture, const FleetState* fleet, Time now, int limit,
                      const PeopleLog* people) {
    Decisions out;
    const auto add = [&](const auto& make, int& more) {
        ++out.total;
        if (out.rows.size() < limit)
            out.rows.push_back(make());
        else
            ++more;
    };
    // Alerts may be many: half of the rows are kept for what else there is.
    const int alertRows = (limit + 1) / 2;
    if (alerts != nullptr)
        for (const auto& alert : alerts->alerts) {
            if (!alert.open()) continue;
            if (out.rows.size() < alertRows) {
                add([&] { return alertDecision(alert, now); }, out.moreAlerts);
            } else {
                ++out.total;
                ++out.moreAlerts;
            }
        }
    if (people != nullptr)
        for (const auto& [id, request] : people->requests())
            if (request.open() || request.unfinished())
                add([&] { return requestDecision(request, now); }, out.moreRequests);
    if (posture != nullptr) {
        for (const auto& [pack, result] : failingControls(*posture))
            add([&] { return controlDecision(*pack, *result, now); }, out.moreControls);
        for (const auto& pack : posture->packs)
            for (const auto& result : pack.results)
                if (endsSoon(result, now)) add([&] { return controlDecision(pack, result, now); }, out.moreControls);
    }
    if (fleet != nullptr)
        for (const auto& node : fleet->nodes)
            if (node.health == NodeHealth::Silent) add([&] { return nodeDecision(node); }, out.moreNodes);
    return out;
}

DecisionsCard::DecisionsCard(Context& context) : Card(context.theme, tr("Needs a decision")), m_context(context) {
    setObjectName(QStringLiteral("decisionsCard"));
    setHeadLine(true);
    setFlush();
    m_more = new Prose(context.theme, FontRole::Table, this);
    m_more->setObjectName(QStringLiteral("moreDecisions"));
    m_more->setTone(Token::TextMuted);
    auto* foot = new QWidget(this);
    auto* line = new QVBoxLayout(foot);
    line->setContentsMargins(metrics::kCardPadding, 8, metrics::kCardPadding, 8);
    line->addWidget(m_more);
    body()->setSpacing(0);
    body()->addWidget(foot);
    connect(m_more, &Prose::opened, this, [this](const QString& where) {
        if (where == QStringLiteral("alerts"))
            m_context.go.open({.page = PageId::Alerts});
        else if (where == QStringLiteral("fleet"))
            m_context.go.open({.page = PageId::Fleet});
        else if (where == QStringLiteral("people"))
            m_context.go.open({.page = PageId::Settings, .item = where});
        else
            m_context.go.open({.page = PageId::Compliance, .filter = QStringLiteral("state=fail,manual_fail,waived")});
    });
    connect(&context.alerts, &FeedBase::changed, this, &DecisionsCard::show);
    connect(&context.posture, &FeedBase::changed, this, &DecisionsCard::show);
    connect(&context.fleet, &FeedBase::changed, this, &DecisionsCard::show);
    connect(&identityOf(context.session), &Identity::peopleChanged, this, &DecisionsCard::show);
    showState(StatePanel::Kind::Loading, {});
    show();
}

void DecisionsCard::setMost(int rows) {
    if (rows == m_most) return;
    m_most = rows;
    show();
}

void DecisionsCard::show() {
    if (!m_context.alerts.value()) return;
    // What is under the keyboard stays there: the list is made anew only when it says something else.
    const auto decisions =
        decisionsOf(m_context.alerts.value().get(), m_context.posture.value().get(), m_context.fleet.value().get(),
                    m_context.session.now(), m_most, identityOf(m_context.session).people().get());
    setSubtitle(decisions.total == 0 ? QString() : tr("%1, most urgent first").arg(decisions.total));
    if (decisions.rows.isEmpty()) {
        showState(StatePanel::Kind::Nothing, tr("Nothing waits for a decision."));
        return;
    }
    showBody();
    int focused = -1;
    if (m_list != nullptr) {
        const auto before = m_list->findChildren<QAbstractButton*>();
        for (int i = 0; i < before.size(); ++i)
            if (before[i]->hasFocus()) focused = i;
        delete m_list;
    }
    m_list = new QWidget(this);
    auto* layout = new QVBoxLayout(m_list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_rows = decisions.rows;
    for (int i = 0; i < m_rows.size(); ++i) {
        auto* row = new DecisionRow(theme(), m_rows[i], metrics::kCardPadding, m_list);
        row->setObjectName(QStringLiteral("decision%1").arg(i));
        connect(row, &QAbstractButton::clicked, this,
                [this, target = m_rows[i].target] { m_context.go.open(target.value_or(Target{})); });
        layout->addWidget(row);
        if (i == focused) row->setFocus();
    }
    body()->insertWidget(0, m_list);
    showMore(decisions);
}

void DecisionsCard::showMore(const Decisions& decisions) {
    QList<ProsePart> parts = {{tr("Also ")}};
    const auto add = [&](int count, const QString& words, const QString& where) {
        if (count == 0) return;
        if (parts.size() > 1) parts.push_back({QStringLiteral(", ")});
        parts.push_back({words, where});
    };
    add(decisions.moreAlerts, tr("%n alert(s)", nullptr, decisions.moreAlerts), QStringLiteral("alerts"));
    add(decisions.moreRequests, tr("%n request(s)", nullptr, decisions.moreRequests), QStringLiteral("people"));
    add(decisions.moreControls, tr("%n control(s)", nullptr, decisions.moreControls), QStringLiteral("compliance"));
    add(decisions.moreNodes, tr("%n silent node(s)", nullptr, decisions.moreNodes), QStringLiteral("fleet"));
    parts.push_back({QStringLiteral(".")});
    m_more->parentWidget()->setVisible(parts.size() > 2);
    m_more->setParts(parts);
}

}  // namespace vedette::ui
