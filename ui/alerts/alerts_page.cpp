// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alerts_page.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/alerts/alert_drawer.h"
#include "ui/alerts/key_strip.h"
#include "ui/alerts/queue_bar.h"
#include "ui/alerts/queue_model.h"
#include "ui/bridge/text.h"
#include "ui/page/role_note.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/data_table.h"

namespace vedette::ui {
namespace {

constexpr int kTickMs = 10'000;

bool isPlain(const QueueWish& wish) {
    return !wish.owner && wish.node.empty() && wish.detector.empty() && wish.text.empty();
}

}  // namespace

AlertsPage::AlertsPage(Context& context)
    : Page(context, PageId::Alerts, QStringLiteral("alertsPage")),
      m_playbooks(loadPlaybooks(context.resources / "playbooks")),
      m_decisions(new AlertDecisions(context.session, this)),
      m_layout(context.session),
      m_detailQuery(context.session),
      m_casesQuery(context.session) {
    buildActions();
    buildQueue();
    connectQueue();
    connectDecisions();
    connect(&m_clock, &QTimer::timeout, this, &AlertsPage::tick);
    m_clock.start(kTickMs);
    updateActions();
    feedChanged();
}

AlertsPage::~AlertsPage() = default;

void AlertsPage::buildQueue() {
    const Theme& theme = context().theme;
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* left = new QWidget(this);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(metrics::kPagePadding, metrics::kPagePadding, metrics::kPagePadding, metrics::kGap);
    column->setSpacing(metrics::kGap);
    m_bar = new QueueBar(theme, context().session.actor(), left);
    m_trouble = new TroubleBar(theme, QStringLiteral("alertsTrouble"), left);
    m_may = new RoleNote(theme, context().session, "alert", "", left);
    m_card = new Card(theme, {}, left);
    m_card->setObjectName(QStringLiteral("alertsCard"));
    m_card->setFlush();
    m_model = new AlertQueueModel(this);
    m_model->setNow(context().session.now());
    m_table = new DataTable(theme, QStringLiteral("alerts"), m_card);
    m_table->setObjectName(QStringLiteral("alertsTable"));
    m_table->setAccessibleName(tr("Alerts"));
    m_table->setDensity(DataTable::Density::TwoLine);
    m_table->setModel(m_model);
    m_table->setRowActions(m_commands);
    m_table->installEventFilter(this);
    m_bar->field()->installEventFilter(this);
    m_card->body()->addWidget(m_table);
    m_keys = new KeyStrip(theme,
                          {{{QStringLiteral("j"), QStringLiteral("k")}, tr("move")},
                           {{tr("Enter")}, tr("open")},
                           {{QStringLiteral("x")}, tr("mark")},
                           {{QStringLiteral("a")}, tr("acknowledge")},
                           {{QStringLiteral("u")}, tr("undo")},
                           {{QStringLiteral("/")}, tr("filter")},
                           {{QStringLiteral("?")}, tr("all keys")}},
                          QStringLiteral("alerts"), left);
    column->addWidget(m_bar);
    column->addWidget(m_trouble);
    column->addWidget(m_may);
    column->addWidget(m_card, 1);
    column->addWidget(m_keys);
    m_drawer = new AlertDrawer(
        theme, {m_acknowledge, m_escalate, m_falsePositive, m_resolve, m_note, m_assign, m_reopen}, this);
    m_drawer->setDocked(true);
    row->addWidget(left, 1);
    row->addWidget(m_drawer);
    setTabOrder(m_bar, m_table);
    setTabOrder(m_table, m_drawer);
}

void AlertsPage::connectQueue() {
    Context& c = context();
    connect(&c.alerts, &FeedBase::changed, this, &AlertsPage::feedChanged);
    connect(m_may, &RoleNote::changed, this, [this] {
        m_bar->setActor(context().session.actor());
        updateActions();
    });
    connect(&c.alerts, &FeedBase::loadingChanged, this,
            [this] { m_card->setLoading(context().alerts.loading() && context().alerts.value() != nullptr); });
    connect(&c.session, &Session::scopeChanged, this, [this] {
        m_layOutAnew = true;
        layOut();
    });
    connect(&c.integrity, &IntegrityWatch::changed, this, [this, sealed = std::uint64_t{0}]() mutable {
        if (std::exchange(sealed, context().integrity.sealedBelow()) != context().integrity.sealedBelow()) readDetail();
    });
    connect(m_bar, &QueueBar::wishChanged, this, [this] {
        m_layOutAnew = true;
        layOut();
    });
    connect(m_bar, &QueueBar::newsAsked, this, &AlertsPage::takeIn);
    connect(m_bar, &QueueBar::marksCleared, m_model, &AlertQueueModel::clearMarks);
    connect(m_bar, &QueueBar::wholeRangeAsked, this, [this] {
        Scope scope = context().session.scope();
        scope.range = Range::Everything;
        context().session.setScope(scope);
    });
    connect(m_model, &AlertQueueModel::orderAsked, this, [this](QueueOrder order, bool descending) {
        QueueWish wish = m_bar->wish();
        wish.order = order;
        wish.descending = descending;
        m_bar->setWish(wish);
        m_layOutAnew = true;
        layOut();
    });
    connect(m_model, &AlertQueueModel::marksChanged, this, [this] {
        showCounts();
        updateActions();
    });
    connect(m_table, &DataTable::currentRowChanged, this, &AlertsPage::currentMoved);
    connect(m_table, &DataTable::rowOpened, this, &AlertsPage::openAlert);
    connect(m_table, &DataTable::figureOpened, this,
            [this](const QModelIndex&, const QString& filter) { openFilter(filter); });
    connect(m_table, &DataTable::groupActivated, this,
            [this](const QModelIndex& index) { m_model->toggleFold(index.row()); });
    connect(m_card, &Card::stateActionTriggered, this, [this] {
        if (context().alerts.error() && !context().alerts.value()) return context().alerts.refreshNow();
        QueueWish wish;
        wish.grouping = m_bar->wish().grouping;
        if (isPlain(m_bar->wish())) wish.status = QueueStatus::All;
        m_bar->setWish(wish);
        m_layOutAnew = true;
        layOut();
    });
    connect(m_drawer, &AlertDrawer::filterOpened, this, &AlertsPage::openFilter);
    connect(m_drawer, &AlertDrawer::entryOpened, this, &AlertsPage::openEntry);
    connect(m_drawer, &AlertDrawer::incidentOpened, this, [this](const QString& id) {
        context().go.open({.page = PageId::Incidents, .item = id, .filter = {}, .entry = {}, .period = {}});
    });
    connect(m_drawer, &AlertDrawer::stepAsked, this, &AlertsPage::recordStep);
    connect(m_drawer, &Drawer::closed, this, [this] {
        m_drawer->closeEditor();
        updateActions();
        m_table->setFocus();
    });
}

void AlertsPage::visit(const Target& target) {
    m_table->setFocus();
    if (!target.item.isEmpty()) {
        m_visited = target.item;
        m_widened = false;
        m_model->setFolded({});
    }
    layOut();
}

QWidget* AlertsPage::filterField() { return m_bar->field(); }

void AlertsPage::feedChanged() {
    const auto queue = context().alerts.value();
    m_bar->setQueue(queue);
    m_model->setNow(context().session.now());
    if (queue) Q_EMIT badgeChanged(static_cast<int>(queue->openCount()));
    showState();
    // Nobody sees the table, and no alert has changed: whoever comes back has it laid out anew.
    const auto& laidOut = m_model->view().queue;
    if (!isVisible() && queue && laidOut && laidOut->alerts.data() == queue->alerts.data()) return;
    layOut();
}

void AlertsPage::layOut() {
    const auto queue = context().alerts.value();
    if (!queue) return;
    QueueWish wish = m_bar->wish();
    const Time now = context().session.now();
    const Scope& scope = context().session.scope();
    if (scope.range != Range::Everything) {
        wish.from = scope.period(now).from;
        // The range goes up to this moment: what came since then belongs to it as well.
        if (scope.range == Range::Custom) wish.to = scope.period(now).to;
    }
    wish.nodes = scope.nodes;
    std::set<std::string, std::less<>> settled;
    for (const auto& [id, entry] : m_settled)
        if (entry < queue->entries) settled.insert(id);
    const bool anew = m_layOutAnew;
    auto before = std::make_shared<const QueueView>(m_model->view());
    m_layout.run<QueueView>(
        [queue, wish, settled, anew, before, folded = m_model->folded()](Reader&) -> Result<QueueView> {
            return anew ? layOutQueue(queue, wish, folded) : keepPlaces(*before, queue, folded, settled);
        },
        [this, anew, settled](Result<QueueView> view) {
            if (!view) return;
            for (const std::string& id : settled) m_settled.erase(id);
            if (anew) m_layOutAnew = false;
            take(std::move(*view), anew);
        });
}

void AlertsPage::take(QueueView view, bool anew) {
    const int row = m_table->currentIndex().row();
    const int offset = row < 0 ? 0 : m_table->rowViewportPosition(row);
    m_taking = true;
    anew ? m_model->replace(std::move(view)) : m_model->renew(std::move(view));
    if (!findVisited()) keepCursor(offset);
    m_taking = false;
    showCounts();
    showState();
    currentMoved();
    if (!m_shownOnce && m_model->alertAt(m_table->currentIndex().row()) != nullptr) {
        m_shownOnce = true;
        m_drawer->openDrawer();
    }
}

// The row under the cursor stays where it is on the screen.
void AlertsPage::keepCursor(int offset) {
    int row = m_model->rowOf(m_current);
    if (row < 0) {
        row = m_table->currentIndex().row();
        if (m_model->alertAt(row) == nullptr) row = m_model->nextOpen(row - 1, {});
        for (int any = 0; row < 0 && any < m_model->rowCount(); ++any)
            if (!m_model->headAt(any)) row = any;
    }
    if (row < 0) return;
    const bool was = m_model->rowOf(m_current) == row;
    m_table->selectById(toQString(m_model->alertAt(row)->id));
    if (!was) return;
    QScrollBar* bar = m_table->verticalScrollBar();
    bar->setValue(bar->value() + m_table->rowViewportPosition(row) - offset);
}

// Goes to the alert somebody was sent to; true when it needs no more care.
bool AlertsPage::findVisited() {
    if (m_visited.isEmpty()) return false;
    if (m_model->rowOf(m_visited) >= 0) {
        m_table->selectById(m_visited);
        m_visited.clear();
        m_drawer->openDrawer();
        m_shownOnce = true;
        return true;
    }
    if (!m_widened) {
        // The filters hide it: they give way, the scope does not.
        m_widened = true;
        QueueWish wish;
        wish.status = QueueStatus::All;
        wish.grouping = m_bar->wish().grouping;
        m_bar->setWish(wish);
        m_layOutAnew = true;
        QMetaObject::invokeMethod(this, &AlertsPage::layOut, Qt::QueuedConnection);
        return false;
    }
    // Outside the time range: the alert is shown all the same, without a row.
    const AlertSummary* alert = context().alerts.value()->find(toStd(m_visited));
    if (alert != nullptr) {
        m_current = m_visited;
        m_drawer->showSummary(*alert);
        m_drawer->openDrawer();
        readDetail();
    } else {
        m_trouble->report(tr("There is no alert %1 in this store.").arg(m_visited));
    }
    m_visited.clear();
    return alert != nullptr;
}

void AlertsPage::takeIn() {
    m_layOutAnew = true;
    layOut();
    m_table->setFocus();
}

void AlertsPage::showState() {
    const auto queue = context().alerts.value();
    const auto& error = context().alerts.error();
    if (!queue) {
        if (error)
            m_card->showState(StatePanel::Kind::Error, tr("The alerts cannot be read."), errorText(*error),
                              tr("Try again"));
        else
            m_card->showState(StatePanel::Kind::Loading, tr("Reading the alerts…"));
        return;
    }
    if (error) m_trouble->report(tr("The queue is not up to date. %1").arg(errorText(*error)));
    const QueueView& view = m_model->view();
    if (view.alerts > 0) {
        m_card->showBody();
        m_table->setEndText(tr("End of the queue: %n alert(s).", nullptr, static_cast<int>(view.alerts)));
        return;
    }
    if (m_layout.running() && m_layOutAnew) return;
    const QueueWish& wish = m_bar->wish();
    if (queue->alerts.empty()) {
        m_card->showState(StatePanel::Kind::Nothing, tr("No alert has been raised."),
                          tr("The log has %n entries.", nullptr, static_cast<int>(queue->entries)));
        m_card->statePanel()->setSealed(queue->entries > 0 && context().integrity.sealedBelow() >= queue->entries);
    } else if (isPlain(wish) && wish.status == QueueStatus::Open) {
        m_card->showState(StatePanel::Kind::Nothing, tr("Nothing in this time waits for a decision."),
                          tr("Closed alerts are kept and can be shown."), tr("Show closed ones too"));
    } else {
        m_card->showState(StatePanel::Kind::Empty, tr("No alert is like this."),
                          tr("The filters above leave nothing over."), tr("Clear the filters"));
    }
}

void AlertsPage::showCounts() { m_bar->setCounts(m_model->view(), static_cast<int>(m_model->marked().size())); }

void AlertsPage::tick() {
    if (isVisible()) m_model->setNow(context().session.now());
}

void AlertsPage::currentMoved() {
    if (m_taking) return;
    const AlertSummary* alert = m_model->alertAt(m_table->currentIndex().row());
    if (alert == nullptr) {
        updateActions();
        return;
    }
    const QString id = toQString(alert->id);
    const std::pair known{alert->findings, alert->actions};
    if (id == m_current && known == m_detailOf) {
        updateActions();
        return;
    }
    if (id != m_current) m_title.clear();
    m_current = id;
    m_detailOf = known;
    m_drawer->showSummary(*alert);
    readDetail();
    updateActions();
}

void AlertsPage::select(const QString& id) {
    if (m_model->rowOf(id) >= 0) m_table->selectById(id);
}

void AlertsPage::readDetail() {
    if (m_current.isEmpty()) return;
    m_detailQuery.run<AlertDetail>([id = toStd(m_current), now = context().session.now()](
                                       Reader& reader) { return readAlertDetail(reader, id, now); },
                                   [this](Result<AlertDetail> detail) {
                                       if (!detail) {
                                           m_drawer->showTrouble(errorText(detail.error()));
                                           return;
                                       }
                                       m_title = visible(detail->alert.title);
                                       m_drawer->showDetail(*detail, m_playbooks, context().integrity.sealedBelow());
                                   });
}

void AlertsPage::openAlert() {
    if (m_current.isEmpty()) return;
    const bool was = m_drawer->isOpen();
    m_drawer->openDrawer();
    if (was) m_drawer->focusContent();
}

void AlertsPage::openFilter(const QString& filter) {
    context().go.open({.page = PageId::Evidence, .item = {}, .filter = filter, .entry = {}, .period = {}});
}

void AlertsPage::openEntry(quint64 entry) {
    context().go.open({.page = PageId::Evidence,
                       .item = {},
                       .filter = QStringLiteral("entry=%1").arg(entry),
                       .entry = entry,
                       .period = {}});
}

bool AlertsPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return Page::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (watched == m_table) {
        if (key->key() == Qt::Key_Slash && key->modifiers() == Qt::NoModifier) {
            m_bar->field()->setFocus(Qt::ShortcutFocusReason);
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_model->marked().isEmpty() ? m_drawer->closeDrawer() : m_model->clearMarks();
            return true;
        }
    } else if (watched == m_bar->field()) {
        const bool leave = key->key() == Qt::Key_Down || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (key->key() == Qt::Key_Escape) m_bar->field()->clear();
        if (leave || key->key() == Qt::Key_Escape) {
            m_table->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

void AlertsPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_drawer->setDocked(true);  // its width follows the page's
}

}  // namespace vedette::ui
