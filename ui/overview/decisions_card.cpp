// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/decisions_card.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/overview/posture_card.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"

namespace vedette::ui {
namespace {

constexpr int kRows = 7;
constexpr Duration kWaiverSoon = std::chrono::hours(24 * 14);

Glyph severityGlyph(std::int64_t severity) {
    if (severity >= 5) return Glyph::Critical;
    if (severity == 4) return Glyph::High;
    if (severity == 3) return Glyph::Medium;
    return severity == 2 ? Glyph::Low : Glyph::Info;
}

// Seconds would only make the title shorter.
QString inMinutes(Duration d) {
    return duration(d < std::chrono::minutes(1) ? d : Duration(std::chrono::floor<std::chrono::minutes>(d)));
}

Decision fromAlert(const AlertSummary& alert, Time now) {
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
    d.target = {.page = PageId::Alerts, .item = toQString(alert.id)};
    return d;
}

Decision fromControl(const PackResult& pack, const ControlResult& result, Time now) {
    Decision d;
    d.glyph = stateGlyph(result.state);
    const QString name = said(pack.pack.title) + QChar(u' ') + said(result.control.clause);
    d.title = result.state == ControlState::Waived ? DecisionsCard::tr("Waiver ends: %1").arg(name)
                                                   : DecisionsCard::tr("%1 fails").arg(name);
    d.detail = said(result.state == ControlState::Waived ? result.control.title : result.reason);
    if (result.waiver) d.when = duration(result.waiver->until - now);
    d.target = {.page = PageId::Compliance, .item = toQString(result.control.id)};
    return d;
}

class DecisionRow : public QAbstractButton {
public:
    DecisionRow(const Theme& theme, const Decision& decision, QWidget* parent)
        : QAbstractButton(parent), m_theme(theme), m_decision(decision) {
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
        setFixedHeight(50);
        setAccessibleName(QStringLiteral("%1: %2. %3. %4")
                              .arg(glyphWord(decision.glyph), decision.title, decision.detail, decision.when));
        setToolTip(decision.detail);
    }

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else if (event->key() == Qt::Key_Down || event->key() == Qt::Key_J)
            focusNextChild();
        else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_K)
            focusPreviousChild();
        else
            QAbstractButton::keyPressEvent(event);
    }
    void paintEvent(QPaintEvent*) override {
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        if (underMouse()) p.fillRect(rect(), m_theme.color(Token::Hover));
        p.fillRect(QRect(0, height() - 1, width(), 1), m_theme.color(Token::Border));
        paintGlyph(p, m_decision.glyph, QRectF(16, 11, 12, 12), m_theme);
        p.setFont(m_theme.font(FontRole::Table));
        const QFontMetrics whenMetrics(p.font());
        const int whenWidth = m_decision.when.isEmpty() ? 0 : whenMetrics.horizontalAdvance(m_decision.when) + 12;
        p.setPen(m_theme.color(m_decision.pressing ? Token::Fail : Token::TextMuted));
        p.drawText(QRect(0, 6, width() - 16, 20), Qt::AlignRight | Qt::AlignVCenter, m_decision.when);
        const QRect first(44, 6, width() - 44 - 16 - whenWidth, 20);
        p.setFont(m_theme.font(FontRole::BodyMedium));
        p.setPen(m_theme.color(Token::Text));
        p.drawText(first, Qt::AlignVCenter,
                   QFontMetrics(p.font()).elidedText(m_decision.title, Qt::ElideRight, first.width()));
        const QRect second(44, 26, width() - 60, 16);
        p.setFont(m_theme.font(FontRole::Table));
        p.setPen(m_theme.color(Token::TextMuted));
        p.drawText(second, Qt::AlignVCenter,
                   QFontMetrics(p.font()).elidedText(m_decision.detail, Qt::ElideRight, second.width()));
        if (showsFocus(this)) paintFocusRing(p, QRectF(rect()).adjusted(3, 3, -3, -4), m_theme, 4);
    }

private:
    const Theme& m_theme;
    Decision m_decision;
};

}  // namespace

Decisions decisionsOf(const AlertQueue* alerts, const Judgement* posture, const FleetState* fleet, Time now,
                      int limit) {
    Decisions out;
    const auto add = [&](Decision decision) {
        ++out.total;
        if (out.rows.size() < limit) out.rows.push_back(std::move(decision));
    };
    // Alerts may be many: half of the rows are kept for what else there is.
    int alertRows = 0;
    if (alerts != nullptr)
        for (const auto& alert : alerts->alerts) {
            if (!alert.open()) continue;
            if (alertRows++ < (limit + 1) / 2)
                add(fromAlert(alert, now));
            else
                ++out.total;
        }
    if (posture != nullptr)
        for (const auto& pack : posture->packs)
            for (const auto& result : pack.results) {
                const bool fails = result.state == ControlState::Fail || result.state == ControlState::ManualFail;
                const bool ends =
                    result.state == ControlState::Waived && result.waiver && result.waiver->until - now < kWaiverSoon;
                if (fails || ends) add(fromControl(pack, result, now));
            }
    if (fleet != nullptr)
        for (const auto& node : fleet->nodes)
            if (node.health == NodeHealth::Silent)
                add({Glyph::NodeSilent,
                     DecisionsCard::tr("%1 is silent").arg(visible(node.declared.id)),
                     said(node.reason),
                     {},
                     false,
                     {.page = PageId::Fleet, .item = toQString(node.declared.id)}});
    return out;
}

DecisionsCard::DecisionsCard(Context& context) : Card(context.theme, tr("Needs a decision")), m_context(context) {
    setObjectName(QStringLiteral("decisionsCard"));
    setHeadLine(true);
    setFlush();
    connect(&context.alerts, &FeedBase::changed, this, &DecisionsCard::show);
    connect(&context.posture, &FeedBase::changed, this, &DecisionsCard::show);
    connect(&context.fleet, &FeedBase::changed, this, &DecisionsCard::show);
    showState(StatePanel::Kind::Loading, {});
    show();
}

void DecisionsCard::show() {
    if (!m_context.alerts.value()) return;
    // What is under the keyboard stays there: the list is made anew only when it says something else.
    const auto decisions = decisionsOf(m_context.alerts.value().get(), m_context.posture.value().get(),
                                       m_context.fleet.value().get(), m_context.session.now(), kRows);
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
        auto* row = new DecisionRow(theme(), m_rows[i], m_list);
        row->setObjectName(QStringLiteral("decision%1").arg(i));
        connect(row, &QAbstractButton::clicked, this, [this, target = m_rows[i].target] { m_context.go.open(target); });
        layout->addWidget(row);
        if (i == focused) row->setFocus();
    }
    layout->addStretch(1);
    body()->addWidget(m_list);
}

}  // namespace vedette::ui
