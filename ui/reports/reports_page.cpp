// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reports_page.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

#include "core/base/bytes.h"
#include "reports/pdf/pdf.h"
#include "reports/words/report_language.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/page/table_export.h"
#include "ui/reports/report_note.h"
#include "ui/reports/report_outcome.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_hint.h"
#include "ui/widgets/progress_row.h"

namespace vedette::ui {
namespace {

constexpr int kHistoryPauseMs = 3'000;
constexpr std::uint64_t kWhole = 1000;    // progress of a report
constexpr std::uint64_t kVerified = 600;  // of it when the log is verified
constexpr std::uint64_t kGathered = 700;  // and when everything is gathered

// Runs on the job's thread.
Result<ReportsPage::Written> build(const ReportRequest& request, const std::vector<std::string>& formats,
                                   const std::string& language, const std::filesystem::path& folder, JobControl& job) {
    auto words = loadReportWords(request.resources, language);
    if (!words) return passOn(words);
    // A folder that cannot be written to is told before the work, not after it.
    if (auto able = checkReportFolder(folder); !able) return passOn(able);
    ReportControl verifying;
    verifying.stop = job.stop();
    verifying.progress = [&job](std::uint64_t done, std::uint64_t total) {
        if (total > 0) job.progress(done * kVerified / total, kWhole);
    };
    auto data = makeReport(request, verifying);
    if (!data) return passOn(data);
    job.progress(kGathered, kWhole);
    ReportControl writing;
    writing.stop = job.stop();
    writing.progress = [&job](std::uint64_t done, std::uint64_t total) {
        if (total > 0) job.progress(kGathered + done * (kWhole - kGathered) / total, kWhole);
    };
    const PdfRenderer pdf = [](const ReportData& report, const ReportControl& control) {
        return renderPdf(report, PdfOptions{PdfPaper::A4, control.stop, control.progress});
    };
    auto files = writeReport(*data, formats, folder, pdf, writing, *words);
    if (!files) return passOn(files);
    return ReportsPage::Written{std::move(*data), std::move(*files), language};
}

bool intact(const ReportData& data) { return !data.verification || data.verification->intact; }

Feed<std::vector<RecordedReport>>::MakeWork historyWork() {
    return [](Session&) -> Feed<std::vector<RecordedReport>>::Work {
        return [](Reader& reader) { return loadReports(reader); };
    };
}

}  // namespace

ReportsPage::ReportsPage(Context& context)
    : Page(context, PageId::Reports, QStringLiteral("reportsPage")),
      m_builder(new ReportBuilder(context)),
      m_preview(new ReportPreview(context)),
      m_outcome(new ReportOutcome(context)),
      m_warning(new ReportNote(context.theme)),
      m_write(new QPushButton(context.theme.icon(QStringLiteral("document-edit-sign"), Token::OnAccent),
                              tr("Write report"))),
      m_progress(new ProgressRow(context.theme)),
      m_historyCard(new Card(context.theme, tr("History"))),
      m_table(new DataTable(context.theme, QStringLiteral("reports"))),
      m_model(new ReportsModel(this)),
      m_drawer(new ReportDrawer(context, this)),
      m_history(context.session, historyWork(), kHistoryPauseMs, false),
      m_facts(context.session) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kPagePadding, metrics::kPagePadding, metrics::kPagePadding, metrics::kPagePadding);
    row->setSpacing(metrics::kGapWide);
    row->addWidget(makeBuilderCard(), 30);
    row->addWidget(m_preview, 43);
    row->addWidget(makeHistoryCard(), 29);
    makeActions();
    connect(m_builder, &ReportBuilder::changed, this, &ReportsPage::draftChanged);
    connect(m_preview, &ReportPreview::changed, this, &ReportsPage::say);
    connect(m_write, &QPushButton::clicked, this, &ReportsPage::write);
    connect(&identityOf(context.session), &Identity::changed, this, &ReportsPage::say);
    connect(m_progress, &ProgressRow::cancelled, this, [this] {
        if (m_job) m_job->cancel();
    });
    connect(&m_history, &FeedBase::changed, this, &ReportsPage::showHistory);
    connect(m_drawer, &ReportDrawer::recorded, this, [this] { m_history.refreshNow(); });
    connect(&context.integrity, &IntegrityWatch::changed, this, [this] {
        const auto& report = this->context().integrity.report();
        m_model->setSealedBelow(this->context().integrity.sealedBelow());
        // The page says whether the log is intact, not how often it was looked at.
        const auto verdict = report ? std::optional(report->intact) : std::nullopt;
        if (std::exchange(m_verdict, verdict) != verdict) draftChanged();
    });
    askWhatThereIs();
    draftChanged();
    m_history.refresh();
}

ReportsPage::~ReportsPage() = default;

QWidget* ReportsPage::makeBuilderCard() {
    const Theme& theme = context().theme;
    auto* card = new Card(theme, tr("New report"));
    card->setSubtitle(tr("step by step"));
    setKeyHint(m_write, QStringLiteral("g"));
    card->setHeadLine(true);
    card->body()->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea;
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(16, 12, 16, 8);
    column->addWidget(m_builder);
    scroll->setWidget(inside);
    // It scrolls up and down only: the other cards give way.
    scroll->setMinimumWidth(inside->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);  // setWidget() has switched it on
    card->body()->addWidget(scroll, 1);
    auto* foot = new QWidget;
    auto* lines = new QVBoxLayout(foot);
    lines->setContentsMargins(16, 0, 16, 16);
    lines->setSpacing(10);
    m_warning->setObjectName(QStringLiteral("reportWarning"));
    m_write->setObjectName(QStringLiteral("writeReport"));
    setVariant(m_write, Variant::Primary);
    m_progress->setObjectName(QStringLiteral("reportProgress"));
    m_progress->setCancellable(true);
    m_progress->hide();
    lines->addWidget(m_warning);
    lines->addWidget(m_outcome);
    lines->addWidget(m_progress);
    lines->addWidget(m_write, 0, Qt::AlignLeading);
    card->body()->addWidget(foot);
    return card;
}

QWidget* ReportsPage::makeHistoryCard() {
    m_historyCard->setHeadLine(true);
    m_historyCard->setFlush();
    m_table->setObjectName(QStringLiteral("reportHistory"));
    m_table->setAccessibleName(tr("Reports written so far"));
    m_table->setDensity(DataTable::Density::TwoLine);
    m_table->setModel(m_model);
    m_historyCard->body()->addWidget(m_table, 1);
    m_historyCard->showState(StatePanel::Kind::Loading, tr("Reading the history."));
    connect(m_table, &DataTable::rowOpened, this,
            [this](const QModelIndex& at) { openReport(at.data(IdRole).toString()); });
    connect(m_table, &DataTable::currentRowChanged, this, [this](const QModelIndex& at) {
        if (m_drawer->isOpen()) openReport(at.data(IdRole).toString());
    });
    connect(m_table, &DataTable::figureOpened, this, [this](const QModelIndex&, const QString& filter) {
        context().go.open({.page = PageId::Evidence, .item = {}, .filter = filter, .entry = {}, .period = {}});
    });
    connect(m_drawer, &Drawer::closed, m_table, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    connect(m_historyCard, &Card::stateActionTriggered, this, [this] { m_history.refreshNow(); });
    return m_historyCard;
}

void ReportsPage::makeActions() {
    const auto command = [this](const char* name, const QString& text, const QKeySequence& key, auto run) {
        auto* action = new QAction(text, this);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, run);
        addAction(action);
        m_commands.push_back(action);
        return action;
    };
    command("writeReportAction", tr("Write the report"), Qt::Key_G, [this] { write(); });
    auto* details = command("openReport", tr("Open the report’s details"), {}, [this] {
        openReport(m_table->currentId());
        m_drawer->focusContent();
    });
    auto* check = command("checkReport", tr("Check the report’s files"), {}, [this] {
        openReport(m_table->currentId());
        m_drawer->checkFiles();
    });
    auto* list = csvAction(context(), *m_model, QStringLiteral("reports.csv"), this);
    m_commands.push_back(list);
    m_table->setRowActions({details, check, list});
}

void ReportsPage::visit(const Target& target) {
    if (target.item.startsWith(QStringLiteral("report:")))
        openReport(target.item.mid(7));
    else if (!target.item.isEmpty())
        m_builder->choosePacks(target.item.split(QChar(u','), Qt::SkipEmptyParts));
    if (target.period) m_builder->choosePeriod(*target.period);
    m_history.refresh();
    if (!isAncestorOf(window()->focusWidget())) m_write->setFocus(Qt::OtherFocusReason);
}

void ReportsPage::askWhatThereIs() {
    struct Facts {
        std::vector<Pack> packs;
        Extent extent;
    };
    m_facts.run<Facts>(
        [resources = context().resources](Reader& reader) -> Result<Facts> {
            auto packs = loadPacks(resources / "packs");
            if (!packs) return passOn(packs);
            auto extent = reader.extent(Filter{});
            if (!extent) return passOn(extent);
            return Facts{std::move(*packs), *extent};
        },
        [this](Result<Facts> facts) {
            if (!facts) return m_outcome->showProblem(tr("The packs could not be read."), errorText(facts.error()));
            m_builder->setPacks(facts->packs);
            if (facts->extent.count > 0) m_builder->suggestPeriod(facts->extent.firstTime);
        });
}

void ReportsPage::draftChanged() {
    m_preview->setDraft(m_builder->draft());
    say();
}

// What stands in the way, or what a reader should know before pressing the button.
void ReportsPage::say() {
    const QString problem = m_builder->draft().problem();
    const bool empty = context().session.entries() == 0;
    const QString refusal = identityOf(context().session).refusal("report", "");
    m_write->setEnabled(problem.isEmpty() && !empty && !m_job && refusal.isEmpty());
    const auto& outlook = m_preview->outlook();
    const auto lacking = outlook ? outlook->states.count(ControlState::InsufficientEvidence) : 0;
    QString note = problem;
    if (empty)
        note = tr("The store is empty: there is nothing to report yet.");
    else if (!refusal.isEmpty())
        note = refusal;
    else if (problem.isEmpty() && lacking > 0)
        note = tr("%n controls lack evidence. The report says so and does not call them met.", nullptr,
                  static_cast<int>(lacking));
    m_warning->setText(note);
}

void ReportsPage::write() {
    if (!m_write->isEnabled()) return;
    const ReportDraft draft = m_builder->draft();
    ReportRequest request;
    request.store = context().session.folder();
    request.resources = context().resources;
    for (const auto& id : draft.packs) request.packs.push_back(toStd(id));
    request.period = draft.period;
    request.nodes = draft.nodes;
    request.title = toStd(draft.title);
    request.preparedBy = toStd(draft.preparedBy);
    request.version = VEDETTE_VERSION;
    request.now = context().session.now();
    context().settings.raw().setValue(QStringLiteral("reports/folder"), draft.folder);
    m_outcome->clear();
    m_job = context().jobs.start<Written>(
        tr("Writing a report"),
        [request, formats = draft.formats(), language = toStd(draft.language),
         folder = draft.target()](JobControl& job) { return build(request, formats, language, folder, job); },
        [self = QPointer(this)](Result<Written> result) {
            if (self) self->finished(std::move(result));
        });
    m_progress->setText(tr("Verifying and writing"));
    m_progress->setProgress(0, 0);
    m_progress->show();
    m_write->setEnabled(false);
    connect(m_job, &Job::changed, this, [this] {
        if (m_job) m_progress->setProgress(m_job->permille(), static_cast<qint64>(kWhole));
    });
}

void ReportsPage::finished(Result<Written> result) {
    m_job = nullptr;
    m_progress->hide();
    say();
    if (!result) {
        if (result.error().code == ErrorCode::Cancelled)
            m_outcome->showCancelled();
        else
            m_outcome->showProblem(tr("The report was not written."), errorText(result.error()));
        return;
    }
    ReportDrawer::rememberFolder(context().settings, result->files);
    recordReport(*result);
}

// A damaged log is not written to: the report says what is damaged, and this place says that it is not recorded.
void ReportsPage::recordReport(const Written& written) {
    if (!intact(written.data)) {
        m_outcome->showFiles(written.files,
                             tr("The log does not verify; the report says so, and is not recorded in it."));
        return;
    }
    const ConsoleAction action = reportAction(written.data, written.files, written.language);
    context().session.record(
        [action](Reader&, Arena& arena, Time now) -> Result<std::vector<Event>> {
            return std::vector<Event>{consoleActionEvent(action, now, arena)};
        },
        [self = QPointer(this), files = written.files](Result<std::uint64_t> entry) {
            if (!self) return;
            self->m_outcome->showFiles(
                files, entry ? QString() : tr("Not recorded in the log: %1").arg(errorText(entry.error())));
            if (!entry) return;
            self->m_wanted.clear();
            self->m_history.refreshNow();
        });
}

void ReportsPage::showHistory() {
    if (!m_history.value()) {
        if (m_history.error())
            m_historyCard->showState(StatePanel::Kind::Error, tr("The history could not be read."),
                                     errorText(*m_history.error()), tr("Try again"));
        return;
    }
    const auto& reports = *m_history.value();
    m_model->setSealedBelow(context().integrity.sealedBelow());
    m_model->setRows(reports);
    m_historyCard->setSubtitle(tr("%n reports", nullptr, static_cast<int>(reports.size())));
    m_table->setEndText(tr("These are all."));
    if (reports.empty())
        m_historyCard->showState(StatePanel::Kind::Empty, tr("No report has been written from this store yet."),
                                 tr("The first one appears here, with its digests and who wrote it."));
    else
        m_historyCard->showBody();
    const QString shown = m_wanted.isEmpty() && m_drawer->isOpen() ? QString::number(m_drawer->report()) : m_wanted;
    if (!shown.isEmpty()) openReport(shown);
}

void ReportsPage::openReport(const QString& id) {
    const int row = m_model->rowOf(id);
    if (row < 0) {
        m_wanted = id;
        return;
    }
    m_wanted.clear();
    m_drawer->showReport(m_model->row(row));
    m_drawer->openDrawer();
}

}  // namespace vedette::ui
