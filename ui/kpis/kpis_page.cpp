// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kpis/kpis_page.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/bridge/text.h"
#include "ui/kpis/kpi_card.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/state_panel.h"

namespace vedette::ui {
namespace {

constexpr int kRefreshMs = 15'000;
constexpr int kCardWidth = 340;

}  // namespace

KpisPage::KpisPage(Context& context)
    : Page(context, PageId::Kpis, QStringLiteral("kpisPage")), m_query(context.session) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPagePadding, metrics::kPagePadding, 0, 0);
    layout->setSpacing(metrics::kGap);
    m_groupIds = {QString(),
                  QStringLiteral("response"),
                  QStringLiteral("detection"),
                  QStringLiteral("coverage"),
                  QStringLiteral("service"),
                  QStringLiteral("compliance")};
    QStringList titles;
    for (const auto& group : std::as_const(m_groupIds)) titles.push_back(groupTitle(group));
    m_groups = new SegmentedControl(context.theme, titles, this);
    m_groups->setObjectName(QStringLiteral("kpiGroups"));
    m_groups->setAccessibleName(tr("Groups of key figures"));
    layout->addWidget(m_groups, 0, Qt::AlignLeft);
    m_state = new StatePanel(context.theme, this);
    layout->addWidget(m_state, 1);
    m_scroll = new QScrollArea(this);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_content = new QWidget(m_scroll);
    m_scroll->setWidget(m_content);
    m_grid = new QGridLayout(m_content);
    m_grid->setContentsMargins(0, 0, metrics::kPagePadding, metrics::kPagePadding);
    m_grid->setSpacing(metrics::kGapWide);
    layout->addWidget(m_scroll, 1);
    m_scroll->hide();
    m_reload = new QAction(tr("Reckon the figures again"), this);
    m_reload->setShortcut(QKeySequence::Refresh);
    addAction(m_reload);
    connect(m_reload, &QAction::triggered, this, &KpisPage::refresh);
    connect(m_groups, &SegmentedControl::currentChanged, this, [this] {
        m_columns = 0;
        arrange();
    });
    connect(&context.session, &Session::scopeChanged, this, [this] {
        if (isVisible()) refresh();
    });
    connect(&context.posture, &FeedBase::changed, this, [this] {
        if (isVisible()) refresh();
    });
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &KpisPage::refresh);
    connect(&m_fill, &QTimer::timeout, this, &KpisPage::showNext);
    connect(&context.session, &Session::headMoved, this, [this] {
        if (isVisible() && !m_again.isActive()) m_again.start(kRefreshMs);
    });
}

QString KpisPage::groupTitle(const QString& group) const {
    if (group == QStringLiteral("response")) return tr("Response");
    if (group == QStringLiteral("detection")) return tr("Detection");
    if (group == QStringLiteral("coverage")) return tr("Coverage");
    if (group == QStringLiteral("service")) return tr("Service");
    if (group == QStringLiteral("compliance")) return tr("Compliance");
    return tr("All");
}

void KpisPage::visit(const Target& target) {
    m_wanted = target.item;
    refresh();
}

void KpisPage::refresh() {
    if (m_cards.isEmpty()) m_state->setState(StatePanel::Kind::Loading, {});
    m_query.run<KpiReport>(
        [folder = context().resources / "kpis", period = context().session.period(),
         nodes = context().session.scope().nodes, now = context().session.now(), judgement = context().posture.value(),
         known = context().knownAlerts](Reader& reader) -> Result<KpiReport> {
            auto definitions = loadKpis(folder);
            if (!definitions) return passOn(definitions);
            auto log = reader.extent(Filter{});
            if (!log) return passOn(log);
            // Nothing is measured of the time before the log.
            const Time from = log->count > 0 ? std::max(period.from, log->firstTime) : period.from;
            KpiInputs inputs;
            inputs.judgement = judgement.get();
            inputs.alerts = known.get();
            return computeKpis(reader, *definitions, {from, period.to}, nodes, now, inputs);
        },
        [this](Result<KpiReport> report) {
            if (report) {
                showReport(*report);
            } else if (report.error().code != ErrorCode::Cancelled) {
                m_scroll->hide();
                m_state->show();
                m_state->setState(StatePanel::Kind::Error, tr("The key figures could not be reckoned."),
                                  errorText(report.error()));
            }
        });
}

void KpisPage::showReport(const KpiReport& report) {
    m_state->hide();
    m_scroll->show();
    m_report = report;
    if (m_cards.size() > static_cast<qsizetype>(report.values.size())) {
        qDeleteAll(m_cards);
        m_cards.clear();
    }
    m_next = 0;
    m_fill.start();
}

// One card per turn of the event loop: twenty charts at once would keep the window from answering.
void KpisPage::showNext() {
    if (m_next >= m_report.values.size()) {
        m_fill.stop();
        giveRoom();
        for (auto* card : std::as_const(m_cards))
            if (!m_wanted.isEmpty() && card->id() == m_wanted) m_scroll->ensureWidgetVisible(card);
        m_wanted.clear();
        return;
    }
    const auto& value = m_report.values[m_next];
    if (static_cast<std::size_t>(m_cards.size()) == m_next) {
        m_cards.push_back(new KpiCard(context(), value.definition));
        m_cards.back()->setParent(m_content);  // or it would be a window until it is in the grid
        m_columns = 0;
    }
    m_cards[static_cast<qsizetype>(m_next++)]->show(value);
    arrange();
}

void KpisPage::arrange() {
    const int columns = std::max(1, (width() - metrics::kPagePadding) / (kCardWidth + metrics::kGapWide));
    if (columns == m_columns) return;
    m_columns = columns;
    const QString group = m_groupIds.value(m_groups->currentIndex());
    int place = 0;
    for (auto* card : std::as_const(m_cards)) {
        m_grid->removeWidget(card);
        card->setVisible(group.isEmpty() || card->group() == group);
        if (!group.isEmpty() && card->group() != group) continue;
        m_grid->addWidget(card, place / columns, place % columns);
        ++place;
    }
    for (int c = 0; c < 8; ++c) m_grid->setColumnStretch(c, c < columns ? 1 : 0);
    m_grid->setRowStretch(place / columns + 1, 1);
    giveRoom();
}

// At once and not by the events of the layout: while the page fills, a card would lie over the others or be squeezed
// until those have come through.
void KpisPage::giveRoom() {
    m_grid->invalidate();
    // -1 while there is no card yet.
    m_content->setMinimumHeight(std::max(0, m_grid->totalHeightForWidth(m_scroll->viewport()->width())));
    m_grid->activate();
}

void KpisPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    arrange();
    giveRoom();
}

}  // namespace vedette::ui
