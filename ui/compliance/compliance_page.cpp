// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance/compliance_page.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

#include "ui/bridge/content.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/compliance/control_words.h"
#include "ui/compliance/matrix_legend.h"
#include "ui/page/table_export.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/segmented_control.h"

namespace vedette::ui {
namespace {

// The law's name without what the row's title says and without its date: "Regulation (EU) 2016/679".
QString lawName(const Pack& pack) {
    const QString title = said(pack.title);
    QString name = said(std::string_view(pack.source).substr(0, pack.source.find(", as in force")));
    if (name.startsWith(title)) name = name.mid(title.size()).trimmed();
    const auto begin = name.indexOf(QStringLiteral(" (") + title);
    if (begin >= 0) name.remove(begin, name.indexOf(QChar(u')'), begin) + 1 - begin);
    if (name.startsWith(QChar(u'('))) name = name.mid(1).section(QChar(u')'), 0, 0);
    return name;
}

}  // namespace

CompliancePage::CompliancePage(Context& context)
    : Page(context, PageId::Compliance, QStringLiteral("compliancePage")),
      m_bar(new ComplianceFilterBar(context.theme, this)),
      m_changes(new ChangeLine(context, this)),
      m_card(new Card(context.theme, tr("Controls"), this)),
      m_view(new SegmentedControl(context.theme, {tr("Matrix"), tr("Table")})),
      m_stack(new QStackedWidget),
      m_matrix(new ControlMatrix(context.theme)),
      m_table(new DataTable(context.theme, QStringLiteral("controls"))),
      m_legend(new MatrixLegend(context.theme)),
      m_news(new Chip(context.theme, Chip::Kind::News)),
      m_model(new ControlsModel(this)),
      m_drawer(new ControlDrawer(context, this)) {
    makeBody();
    makeActions();
    makePeriodMenu();
    connect(&context.posture, &FeedBase::changed, this, [this] { take(false); });
    connect(&context.posture, &FeedBase::loadingChanged, this,
            [this] { m_card->setLoading(this->context().posture.loading() && m_force); });
    connect(&context.session, &Session::scopeChanged, this, [this] {
        m_force = true;
        showHead();
    });
    connect(&context.integrity, &IntegrityWatch::changed, this, &CompliancePage::showHead);
    connect(&identityOf(context.session), &Identity::changed, this, &CompliancePage::updateActions);
    take(true);
}

void CompliancePage::makeBody() {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* main = new QWidget(this);
    auto* column = new QVBoxLayout(main);
    column->setContentsMargins(metrics::kPagePadding, metrics::kPagePadding, metrics::kPagePadding,
                               metrics::kPagePadding);
    column->setSpacing(metrics::kGap);
    column->addWidget(m_bar);
    column->addWidget(m_changes);
    m_matrix->setObjectName(QStringLiteral("controlMatrix"));
    m_table->setObjectName(QStringLiteral("controlTable"));
    m_table->setAccessibleName(tr("Controls"));
    m_table->setModel(m_model);
    m_view->setObjectName(QStringLiteral("complianceView"));
    m_view->setAccessibleName(tr("How the controls are shown"));
    m_news->setObjectName(QStringLiteral("complianceNews"));
    m_news->hide();
    m_stack->addWidget(m_matrix);
    m_stack->addWidget(m_table);
    m_card->addTitleWidget(m_news);
    m_card->addHeadWidget(m_bar->field());
    m_card->addHeadWidget(m_view);
    m_card->setHeadLine(true);
    m_card->setFlush();
    m_card->body()->addWidget(m_stack, 1);
    m_card->body()->addWidget(m_legend);
    column->addWidget(m_card, 1);
    row->addWidget(main, 1);
    row->addWidget(m_drawer);
    connect(m_bar, &ComplianceFilterBar::filterChanged, this, &CompliancePage::showRows);
    connect(m_changes, &ChangeLine::earlierChanged, this, [this] {
        compare();
        showRows();
        if (m_drawer->isOpen()) open(m_drawer->control(), false);
    });
    connect(m_changes, &ChangeLine::changeWanted, this, [this](ControlChange change) {
        ControlFilter filter = m_bar->filter();
        filter.change = change;
        m_bar->setFilter(filter);
    });
    connect(m_view, &SegmentedControl::currentChanged, this, &CompliancePage::showView);
    connect(m_news, &QAbstractButton::clicked, this, [this] { take(true); });
    connect(m_matrix, &ControlMatrix::activated, this, [this](const QString& id) { open(id, false); });
    connect(m_matrix, &ControlMatrix::currentChanged, this, [this](const QString& id) {
        if (m_drawer->isOpen()) open(id, false);
    });
    connect(m_table, &DataTable::rowOpened, this,
            [this](const QModelIndex& at) { open(at.data(IdRole).toString(), false); });
    connect(m_table, &DataTable::currentRowChanged, this, [this](const QModelIndex& at) {
        if (m_drawer->isOpen() && m_stack->currentIndex() == 1) open(at.data(IdRole).toString(), false);
    });
    connect(m_drawer, &ControlDrawer::decisionsChanged, this, &CompliancePage::updateActions);
    connect(m_drawer, &ControlDrawer::recorded, this, [this] {
        m_force = true;
        context().posture.refreshNow();
    });
    connect(
        m_drawer, &ControlDrawer::controlWanted, this, [this](const QString& id) { open(id, true); },
        Qt::QueuedConnection);  // the drawer's content goes while its button is still at work
    connect(m_drawer, &Drawer::closed, this, &CompliancePage::closed);
    connect(m_card, &Card::stateActionTriggered, this, [this] {
        if (context().posture.error()) return context().posture.refreshNow();
        if (context().session.entries() == 0)
            return context().go.open(
                {.page = PageId::Settings, .item = QStringLiteral("sources"), .filter = {}, .entry = {}, .period = {}});
        m_bar->setFilter({});
    });
}

QAction* CompliancePage::command(const char* name, const QString& text, const QKeySequence& key,
                                 std::function<void()> run) {
    auto* action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(run));
    addAction(action);
    m_commands.push_back(action);
    return action;
}

void CompliancePage::makeActions() {
    auto* details = command("openControl", tr("Open the control"), {}, [this] {
        open(m_stack->currentIndex() == 0 ? m_matrix->current() : m_table->currentId(), true);
    });
    m_pass = command("passControl", tr("Pass by hand…"), {}, [this] { m_drawer->begin(DecisionKind::Pass); });
    m_waive =
        command("waiveControl", tr("Waive the control…"), Qt::Key_W, [this] { m_drawer->begin(DecisionKind::Waive); });
    command("toggleView", tr("Matrix or table"), Qt::Key_T, [this] {
        const int view = 1 - m_stack->currentIndex();
        m_view->setCurrentIndex(view);
        showView(view);
    });
    command("clearComplianceFilter", tr("Show all controls"), {}, [this] { m_bar->setFilter({}); });
    command("reportFramework", tr("Write a report on this…"), Qt::Key_G, [this] { writeReport(); });
    command("exportControls", tr("Export the table as CSV…"), {}, [this] { exportTable(); });
    const QList<QAction*> menu = {details, m_pass, m_waive};
    m_matrix->addActions(menu);
    m_table->setRowActions(menu);
    updateActions();
}

void CompliancePage::makePeriodMenu() {
    auto* menu = new QMenu(this);
    const auto add = [this, menu](const QString& name, const QString& text, Scope scope) {
        QAction* action = menu->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, [this, scope] {
            Scope chosen = scope;
            chosen.nodes = context().session.scope().nodes;
            chosen.nodesName = context().session.scope().nodesName;
            context().session.setScope(chosen);
        });
    };
    for (const Range range : {Range::LastDay, Range::LastWeek, Range::LastMonth, Range::LastQuarter, Range::Everything})
        add(QStringLiteral("range%1").arg(static_cast<int>(range)), rangeName(range),
            Scope{.range = range, .custom = {}, .nodes = {}, .nodesName = {}});
    menu->addSeparator();
    // Quarters of the calendar, whole: what is asked for in reviews.
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMicros(context().session.now()) / 1000, Qt::UTC).date();
    QDate begin(today.year(), (today.month() - 1) / 3 * 3 + 1, 1);
    for (int i = 0; i < 5; ++i, begin = begin.addMonths(-3)) {
        const auto at = [](const QDate& day) {
            return fromMicros(QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() * 1000);
        };
        Scope scope;
        scope.range = Range::Custom;
        scope.custom = {at(begin), at(begin.addMonths(3))};
        const QString name = tr("Q%1 %2").arg((begin.month() + 2) / 3).arg(begin.year());
        add(QStringLiteral("quarter%1").arg(i), i == 0 ? tr("%1, so far").arg(name) : name, scope);
    }
    m_bar->periodChip()->setMenu(menu);
}

void CompliancePage::visit(const Target& target) {
    if (!target.filter.isEmpty()) m_bar->setFilter(controlFilterOf(target.filter));
    if (!target.item.isEmpty()) {
        m_wanted = target.item;
        open(m_wanted, false);
        if (!m_rows.empty() && !m_wanted.isEmpty()) context().go.toast(tr("There is no control %1.").arg(target.item));
    }
    take(m_rows.empty());
    if (!context().posture.value()) context().posture.refresh();
    const QWidget* focus = window()->focusWidget();
    if (!isAncestorOf(focus) || focus == m_bar->field()) m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

// The rows against the period before theirs.
void CompliancePage::compare() {
    if (m_rows.empty()) return;
    m_changes->compareWith(context().session.scope().range, m_rows.front().judgement->period,
                           context().session.scope().nodes);
    setEarlier(m_rows, m_changes->earlier());
}

void CompliancePage::take(bool force) {
    const auto& value = context().posture.value();
    if (!value) {
        showState();
        return;
    }
    auto rows = controlRows(value);
    const int changed = m_rows.empty() ? 0 : changedStates(m_rows, rows);
    const bool wait = changed > 0 && !force && !m_force && isVisible();
    m_news->setVisible(wait);
    if (wait) {
        m_news->setText({}, tr("%n changed", nullptr, changed));
        return;
    }
    m_rows = std::move(rows);
    compare();
    if (!context().posture.loading()) m_force = false;
    m_bar->setRows(m_rows);
    showRows();
    const QString shown = m_wanted.isEmpty() ? m_drawer->control() : m_wanted;
    if (!m_wanted.isEmpty() || m_drawer->isOpen()) open(shown, false);
}

bool CompliancePage::showState() {
    const auto& posture = context().posture;
    m_legend->hide();
    if (!posture.value() && posture.error()) {
        m_card->showState(StatePanel::Kind::Error, tr("The controls could not be judged."), errorText(*posture.error()),
                          tr("Try again"));
        return true;
    }
    if (!posture.value()) {
        m_card->showState(StatePanel::Kind::Loading, tr("Judging the controls."));
        return true;
    }
    if (posture.value()->checkpoint.size == 0) {
        m_card->showState(StatePanel::Kind::Empty, tr("This store holds no evidence yet, so no control can be judged."),
                          tr("Connect a node or import logs; the first judgement follows by itself."),
                          tr("Connect my nodes"));
        return true;
    }
    m_legend->setVisible(m_stack->currentIndex() == 0);
    return false;
}

void CompliancePage::showRows() {
    showHead();
    m_changes->showRows(m_rows, m_bar->filter().change);
    if (showState()) return;
    const ControlFilter& filter = m_bar->filter();
    std::vector<ControlRow> matching;
    std::ranges::copy_if(m_rows, std::back_inserter(matching), [&](const ControlRow& r) { return filter.matches(r); });
    const auto count = matching.size();
    m_table->setEndText(tr("%1 of %2 controls.").arg(number(count), number(m_rows.size())));
    m_model->setRows(std::move(matching));
    if (count == 0) {
        m_legend->hide();
        m_card->showState(StatePanel::Kind::Nothing, tr("No control matches the filter."), {}, tr("Show all controls"));
        return;
    }
    m_card->showBody();
    showMatrix();
}

void CompliancePage::showMatrix() {
    std::vector<MatrixColumn> columns;
    std::map<std::string_view, int> places;
    for (const auto group : requirementGroups()) {
        const auto words = groupWords(group);
        places.emplace(group, static_cast<int>(columns.size()));
        columns.push_back({words.first, words.second});
    }
    const int other = static_cast<int>(columns.size());
    std::vector<MatrixRow> rows;
    bool needsOther = false;
    std::size_t pack = m_rows.empty() ? 0 : m_rows.front().pack + 1;
    for (const ControlRow& row : m_rows) {
        const PackResult& framework = row.framework();
        if (!m_bar->filter().matchesFramework(framework)) continue;
        if (rows.empty() || row.pack != pack) rows.push_back({said(framework.pack.title), lawName(framework.pack), {}});
        pack = row.pack;
        const ControlResult& r = row.get();
        const auto place = places.find(r.control.group);
        needsOther |= place == places.end();
        const Glyph glyph = stateGlyph(r.state);
        rows.back().marks.push_back(
            {row.id(), glyph, place == places.end() ? other : place->second,
             tr("%1, %2: %3").arg(controlTitle(framework.pack, r.control), said(r.control.title), glyphWord(glyph)),
             m_bar->filter().matches(row)});
    }
    if (needsOther) columns.push_back({groupWords({}).first, {}});
    m_matrix->setContent(std::move(columns), std::move(rows));
}

void CompliancePage::showHead() {
    auto& session = context().session;
    m_bar->periodChip()->setText(tr("judged for"), session.scope().range == Range::Custom
                                                       ? periodName(session.scope(), session.now())
                                                       : rangeName(session.scope().range));
    if (m_rows.empty()) return;
    const Judgement& judgement = *m_rows.front().judgement;
    if (judgement.checkpoint.size == 0) return;
    m_card->setTitle(tr("%n controls", nullptr, static_cast<int>(m_rows.size())));
    QString text = tr("%1, by %2 entries").arg(periodWords(judgement.period), number(judgement.checkpoint.size));
    if (const auto& nodes = session.scope().nodes; !nodes.empty())
        text = tr("%1 · %n node(s), or the whole fleet where a control is not about single nodes", nullptr,
                  static_cast<int>(nodes.size()))
                   .arg(text);
    if (context().posture.error())
        text = tr("could not be judged anew, this is older: %1").arg(errorText(*context().posture.error()));
    m_card->setSubtitle(text);
}

void CompliancePage::open(const QString& id, bool focus) {
    const auto row = std::ranges::find_if(m_rows, [&](const ControlRow& r) { return r.id() == id; });
    if (row == m_rows.end()) return;
    m_wanted.clear();
    m_drawer->setDocked(true);
    m_drawer->showControl(*row);
    m_drawer->openDrawer();
    m_matrix->setCurrent(id);
    m_table->selectById(id);
    if (focus) m_drawer->focusContent();
    updateActions();
}

void CompliancePage::closed() {
    m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
    updateActions();
}

void CompliancePage::showView(int view) {
    m_stack->setCurrentIndex(view);
    m_legend->setVisible(view == 0 && !m_rows.empty());
    if (view == 1 && !m_matrix->current().isEmpty()) m_table->selectById(m_matrix->current());
    m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void CompliancePage::updateActions() {
    const bool able = m_drawer->isOpen() && identityOf(context().session).refusal("control", "").isEmpty();
    m_pass->setEnabled(able);
    m_waive->setEnabled(able);
}

void CompliancePage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_drawer->setDocked(true);
}

void CompliancePage::writeReport() {
    QString framework;
    if (m_drawer->isOpen()) {
        const auto row =
            std::ranges::find_if(m_rows, [&](const ControlRow& r) { return r.id() == m_drawer->control(); });
        if (row != m_rows.end()) framework = toQString(row->framework().pack.id);
    } else if (!m_bar->filter().frameworks.empty()) {
        framework = *m_bar->filter().frameworks.begin();
    }
    context().go.open({.page = PageId::Reports, .item = framework, .filter = {}, .entry = {}, .period = {}});
}

void CompliancePage::exportTable() {
    exportCsv(context(), *m_model, tr("Export the controls"), QStringLiteral("controls.csv"), this);
}

}  // namespace vedette::ui
