// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/evidence_page.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/evidence/entries_card.h"
#include "ui/evidence/erase_drawer.h"
#include "ui/evidence/filter_bar.h"
#include "ui/evidence/group_card.h"
#include "ui/evidence/record_pane.h"
#include "ui/evidence/reveal_panel.h"
#include "ui/evidence/saved_views.h"
#include "ui/evidence/time_card.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"

namespace vedette::ui {

EvidencePage::EvidencePage(Context& context)
    : Page(context, PageId::Evidence, QStringLiteral("evidencePage")), m_rangeQuery(context.session) {
    build();
    makeCommands();
    addButtons();
    connectParts();
    updateSeals();
    updateCommands();
}

EvidencePage::~EvidencePage() {
    // Children still speak while QWidget takes them down; by then the members they are heard with are gone.
    for (auto* child : findChildren<QObject*>()) child->disconnect(this);
}

void EvidencePage::build() {
    const Theme& theme = context().theme;
    Session& session = context().session;
    m_filter = new FilterBar(theme, session, this);
    m_time = new TimeCard(theme, session, this);
    m_entries = new EntriesCard(theme, session, this);
    m_groups = new GroupCard(theme, session, this);
    m_record = new RecordPane(theme, session, context().jobs, this);
    m_views = new ViewsPopup(theme, context().settings.raw(), this);
    m_side = new QStackedWidget(this);
    m_side->addWidget(m_groups);
    m_side->addWidget(m_record);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setObjectName(QStringLiteral("evidenceSplit"));
    split->setHandleWidth(metrics::kGapWide);
    split->setChildrenCollapsible(false);
    split->addWidget(m_entries);
    split->addWidget(m_side);
    split->setStretchFactor(0, 48);
    split->setStretchFactor(1, 52);
    split->setSizes({4'800, 5'200});
    auto* column = new QVBoxLayout(this);
    const int pad = metrics::kPagePadding;
    column->setContentsMargins(pad, pad, pad, pad);
    column->setSpacing(metrics::kGap);
    column->addWidget(m_filter);
    column->addWidget(m_time);
    column->addWidget(split, 1);
    m_erase = new EraseDrawer(context(), this);
}

void EvidencePage::addButtons() {
    m_viewsButton = new QPushButton(tr("Views"), this);
    m_viewsButton->setObjectName(QStringLiteral("evidenceViews"));
    m_viewsButton->setToolTip(tr("Save the filter under a name, or open a saved one"));
    connect(m_viewsButton, &QPushButton::clicked, this, &EvidencePage::openViews);
    m_exportButton = new QPushButton(context().theme.icon(QStringLiteral("document-export")), tr("Export all"), this);
    m_exportButton->setObjectName(QStringLiteral("evidenceExport"));
    auto* menu = new QMenu(m_exportButton);
    for (auto* action : m_commands)
        if (action->objectName().startsWith(QStringLiteral("export"))) menu->addAction(action);
    m_exportButton->setMenu(menu);
    connect(&context().theme, &Theme::changed, m_exportButton,
            [this] { m_exportButton->setIcon(context().theme.icon(QStringLiteral("document-export"))); });
    m_filter->addRightWidget(m_viewsButton);
    m_filter->addRightWidget(m_exportButton);
}

void EvidencePage::connectParts() {
    connect(m_filter, &FilterBar::changed, this, &EvidencePage::reload);
    connect(m_time, &TimeCard::rangeChanged, this, &EvidencePage::reloadRows);
    connect(m_time, &TimeCard::counted, this, [this] {
        if (!m_time->range()) m_entries->setMatching(m_time->buckets().matching);
    });
    connect(m_time, &TimeCard::rangeAdopted, this, [this](const Period& period) {
        Scope scope = context().session.scope();
        scope.range = Range::Custom;
        scope.custom = period;
        m_time->setRange({});
        context().session.setScope(scope);
    });
    connect(m_entries, &EntriesCard::entrySelected, this, [this](quint64 entry) { openEntry(entry, false); });
    connect(m_entries, &EntriesCard::entryOpened, this, [this](quint64 entry) { openEntry(entry, true); });
    connect(m_entries, &EntriesCard::newTaken, this, [this] {
        const auto own = m_filter->filter();
        const auto range = bounds(own);
        m_time->showCounts(range.scope, shownFilter(), range.period);
    });
    connect(m_entries, &EntriesCard::clearRequested, this, [this] {
        m_time->setRange({});
        m_filter->clear();
    });
    connect(m_groups, &GroupCard::conditionChosen, m_filter, &FilterBar::add);
    connect(m_views, &ViewsPopup::chosen, this, [this](const SavedView& view) {
        if (m_filter->setText(view.filter)) reload();
    });
    connect(m_views, &ViewsPopup::saved, this,
            [this](const QString& name) { context().go.toast(tr("The view “%1” is saved.").arg(name)); });
    connect(m_views, &ViewsPopup::removed, this, [this](const SavedView& view) {
        context().go.toast(tr("The view “%1” is removed.").arg(view.name),
                           [this, view] { saveView(context().settings.raw(), view); });
    });
    connect(m_record->record(), &RecordCard::loaded, this, &EvidencePage::updateCommands);
    connect(m_record->record()->reveal(), &RevealPanel::stateChanged, this, &EvidencePage::updateCommands);
    connect(&identityOf(context().session), &Identity::changed, this, &EvidencePage::updateCommands);
    connect(m_record->proof(), &ProofCard::saved, this,
            [this](const QString& file) { context().go.toast(tr("The proof is saved as %1.").arg(file)); });
    connect(m_record->proof(), &ProofCard::failed, this, [this](const QString& what) { context().go.toast(what); });
    connect(m_erase, &EraseDrawer::erased, m_record->record(), &RecordCard::reload);
    connect(&context().session, &Session::scopeChanged, this, [this] {
        m_stale = true;
        if (isVisible()) reload();
    });
    connect(&context().integrity, &IntegrityWatch::changed, this, &EvidencePage::updateSeals);
}

QWidget* EvidencePage::filterField() { return m_filter->field(); }

void EvidencePage::visit(const Target& target) {
    if (target.period) {
        Scope scope = context().session.scope();
        scope.range = Range::Custom;
        scope.custom = *target.period;
        context().session.setScope(scope);
    }
    if (!target.filter.isEmpty()) {
        m_time->setRange({});
        m_filter->setText(target.filter);
        m_stale = true;
    }
    if (m_stale) reload();
    if (target.entry) openEntry(*target.entry, true);
}

void EvidencePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_stale) reload();
}

void EvidencePage::hideEvent(QHideEvent* event) {
    m_record->record()->reveal()->hideValues();
    Page::hideEvent(event);
}

EvidencePage::Bounds EvidencePage::bounds(const Filter& own) const {
    const Session& session = context().session;
    Bounds out;
    out.scope.firstEntry = own.firstEntry;
    out.scope.endEntry = own.endEntry;
    const bool named = own.firstEntry || own.endEntry;
    // A reference that names its entries or its time means exactly these, whatever the page's range is.
    if (named || own.from || own.to) {
        out.scope.from = own.from;
        out.scope.to = own.to;
        out.period = {own.from.value_or(fromMicros(0)), own.to.value_or(session.now() + std::chrono::seconds(1))};
    } else {
        const Filter scope = session.filter();
        out.scope.from = scope.from;
        out.scope.to = scope.to;
        out.period = session.period();
    }
    if (!named && !session.scope().nodes.empty()) out.scope.texts.emplace_back(TextColumn::Node, session.scope().nodes);
    return out;
}

Filter EvidencePage::shownFilter() const {
    const Filter own = m_filter->filter();
    Filter all = bounds(own).scope;
    all.texts.insert(all.texts.end(), own.texts.begin(), own.texts.end());
    all.ranges = own.ranges;
    return all;
}

void EvidencePage::reload() {
    m_stale = false;
    const Filter own = m_filter->filter();
    const auto range = bounds(own);
    const bool ownTime = own.from || own.to || own.firstEntry || own.endEntry;
    m_filter->setNote(ownTime ? tr("time set by the filter") : QString());
    m_time->showCounts(range.scope, shownFilter(), range.period);
    reloadRows();
}

void EvidencePage::reloadRows() {
    Filter filter = shownFilter();
    if (const auto& chosen = m_time->range()) {
        filter.from = std::max(chosen->from, filter.from.value_or(chosen->from));
        filter.to = std::min(chosen->to, filter.to.value_or(chosen->to));
    }
    m_entries->setFilter(filter, !m_filter->text().isEmpty() || m_time->range());
    m_groups->setFilter(filter);
    m_rangeQuery.cancel();
    if (!m_time->range()) {
        if (!m_time->counting()) m_entries->setMatching(m_time->buckets().matching);
    } else {
        m_rangeQuery.run<std::uint64_t>(
            [filter](Reader& reader) -> Result<std::uint64_t> {
                auto extent = reader.extent(filter);
                if (!extent) return passOn(extent);
                return extent->count;
            },
            [this](Result<std::uint64_t> count) {
                if (count) m_entries->setMatching(*count);
            });
    }
    updateCommands();
}

void EvidencePage::openEntry(std::uint64_t entry, bool focus) {
    m_record->open(entry);
    m_side->setCurrentWidget(m_record);
    if (focus) m_record->record()->focusContent();
    updateCommands();
}

void EvidencePage::updateSeals() {
    const auto below = context().integrity.sealedBelow();
    m_entries->setSealedBelow(below);
    m_record->setSealedBelow(below);
}

void EvidencePage::updateCommands() {
    const bool open = m_record->record()->shown().has_value();
    for (auto* action : m_recordCommands) action->setEnabled(open);
    const QString mayNotExport = identityOf(context().session).refusal("evidence", "export");
    m_exportButton->setEnabled(mayNotExport.isEmpty());
    m_exportButton->setToolTip(mayNotExport);
    m_exportButton->setAccessibleDescription(mayNotExport);
    for (auto* action : m_commands) {
        if (action->objectName() == QStringLiteral("revealSealed"))
            action->setEnabled(open && m_record->record()->reveal()->mayAsk());
        if (action->objectName() == QStringLiteral("eraseSubject"))
            action->setEnabled(open && !m_record->record()->shown()->subject.empty());
        if (action->objectName().startsWith(QStringLiteral("export"))) action->setEnabled(mayNotExport.isEmpty());
        if (action->objectName().endsWith(QStringLiteral("Range"))) action->setEnabled(m_time->range().has_value());
    }
}

}  // namespace vedette::ui
