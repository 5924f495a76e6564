// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "reports/data/report.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/people/sign_in_cover.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/integrity_band.h"
#include "ui/shell/person_button.h"
#include "ui/shell/rail.h"
#include "ui/shell/shortcut_help.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/top_bar.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/toast.h"

namespace vedette::ui {
namespace {

const QString kGeometry = QStringLiteral("window/geometry");
constexpr QSize kFirstSize(1440, 900);
constexpr QSize kSmallest(960, 600);
constexpr QPoint kBeside(32, 32);  // so that the window it was opened from still shows
constexpr int kMostBack = 50;
constexpr int kAnnouncementMs = 30'000;
constexpr std::size_t kPaletteAlerts = 300;

}  // namespace

MainWindow::MainWindow(Theme& theme, SettingsStore& settings, const QWidget* beside)
    : ThemedWidget(theme), m_theme(theme), m_settings(settings), m_remembers(beside == nullptr) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Vedette"));
    setMinimumSize(kSmallest);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(0);
    m_rail = new Rail(theme, this);
    columns->addWidget(m_rail);
    auto* main = new QVBoxLayout;
    main->setSpacing(0);
    m_topBar = new TopBar(theme, this);
    m_band = new IntegrityBand(theme, this);
    m_stack = new QStackedWidget(this);
    main->addWidget(m_topBar);
    main->addWidget(m_band);
    main->addWidget(m_stack, 1);
    columns->addLayout(main, 1);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(columns, 1);
    m_status = new StatusStrip(theme, this);
    rows->addWidget(m_status);
    m_toasts = new ToastHost(theme, this);
    m_palette = new CommandPalette(theme, this);
    m_cover = new SignInCover(theme, settings, this);
    connect(m_cover, &SignInCover::closeStoreAsked, this, &MainWindow::closeStoreAsked);
    connect(m_cover, &SignInCover::told, this, [this](const QString& words) { toast(words, {}); });

    m_rail->setCollapsed(settings.get().railCollapsed);
    m_rail->setPagesEnabled(false);
    connect(m_rail, &Rail::pageChosen, this, [this](PageId page) { open({.page = page}); });
    connect(m_rail, &Rail::collapsedChanged, this, [this](bool collapsed) {
        Settings next = m_settings.get();
        next.railCollapsed = collapsed;
        m_settings.set(next);
    });
    connect(m_topBar, &TopBar::searchRequested, this, &MainWindow::openPalette);
    connect(m_band, &IntegrityBand::openRequested, this,
            [this] { open({.page = PageId::Settings, .item = QStringLiteral("integrity")}); });
    addShortcuts();
    if (beside != nullptr) {
        const QRect room = beside->screen()->availableGeometry();
        resize(beside->size().boundedTo(room.size()));
        move(room.contains(QRect(beside->pos() + kBeside, size())) ? beside->pos() + kBeside : room.topLeft());
        return;
    }
    resize(kFirstSize.boundedTo(screen()->availableSize()));
    restoreGeometry(settings.raw().value(kGeometry).toByteArray());
}

MainWindow::~MainWindow() { closeWorkspace(); }

void MainWindow::addShortcuts() {
    const auto add = [this](const QKeySequence& keys, auto what) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, what);
    };
    for (int i = 0; i < kPages; ++i)
        add(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)),
            [this, i] { open({.page = static_cast<PageId>(i)}); });
    add(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    add(QKeySequence(Qt::Key_Question), [this] { showHelp(); });
    add(QKeySequence(Qt::Key_F1), [this] { showHelp(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_B), [this] {
        m_rail->setCollapsed(!m_rail->collapsed());
        Q_EMIT m_rail->collapsedChanged(m_rail->collapsed());
    });
    add(QKeySequence(Qt::ALT | Qt::Key_Left), [this] {
        if (m_back.size() < 2) return;
        m_back.removeLast();
        open(m_back.takeLast());
    });
    add(QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { Q_EMIT quitAsked(); });
}

void MainWindow::setFirstRun(QWidget* firstRun) {
    m_stack->addWidget(firstRun);
    if (m_workspace) return;
    m_stack->setCurrentWidget(firstRun);
    showFrame(false);
}

// Without a store there is nothing in the rail and the bars that could be used.
void MainWindow::showFrame(bool shown) {
    for (QWidget* part :
         {static_cast<QWidget*>(m_rail), static_cast<QWidget*>(m_topBar), static_cast<QWidget*>(m_status)})
        part->setVisible(shown);
}

void MainWindow::setWorkspace(std::unique_ptr<Workspace> workspace, const std::vector<Page*>& pages) {
    closeWorkspace();
    m_workspace = std::move(workspace);
    m_pages = pages;
    Context& context = m_workspace->context();
    for (Page* page : m_pages) {
        m_stack->addWidget(page);
        connect(page, &Page::badgeChanged, this, [this, page](int count) { m_rail->setBadge(page->id(), count); });
    }
    m_rail->setPagesEnabled(true);
    showFrame(true);
    m_topBar->setContext(&context);
    m_status->setContext(&context);
    connect(&context.integrity, &IntegrityWatch::changed, this, &MainWindow::followIntegrity);
    followIntegrity();
    connect(&context.session, &Session::troubleChanged, m_band, &IntegrityBand::showTrouble);
    // A simulated fleet is gone with its console: its store alone would pass for a real one.
    if (!context.services.health().simulated) m_settings.remember(toQString(context.session.folder().string()));
    setWindowTitle(tr("%1 – Vedette").arg(context.session.name()));
    Q_EMIT contextChanged(&context);
    open({.page = PageId::Overview});
    m_cover->setSession(&context.session);
}

void MainWindow::closeWorkspace() {
    if (!m_workspace) return;
    m_cover->setSession(nullptr);
    Q_EMIT contextChanged(nullptr);
    // What other windows on the store share goes on.
    for (QObject* part : {static_cast<QObject*>(this), static_cast<QObject*>(m_topBar), static_cast<QObject*>(m_status),
                          static_cast<QObject*>(m_band)}) {
        m_workspace->context().integrity.disconnect(part);
        m_workspace->context().session.disconnect(part);
    }
    m_topBar->setContext(nullptr);
    m_status->setContext(nullptr);
    m_band->clear();
    m_rail->setPagesEnabled(false);
    // Pages go before what they look at.
    for (Page* page : m_pages) delete page;
    m_pages.clear();
    m_back.clear();
    m_workspace.reset();
    m_topBar->setTitle({});
    setWindowTitle(QStringLiteral("Vedette"));
    if (m_stack->count() > 0) showFrame(false);  // the first run is what is left
}

void MainWindow::offerWindows() {
    m_rail->offerWindows();
    connect(m_rail, &Rail::windowAsked, this, [this](PageId page) { Q_EMIT windowAsked({.page = page}); });
}

Page* MainWindow::currentPage() const {
    for (Page* page : m_pages)
        if (page == m_stack->currentWidget()) return page;
    return nullptr;
}

PageId MainWindow::page() const {
    const Page* page = currentPage();
    return page == nullptr ? PageId::Overview : page->id();
}

void MainWindow::open(const Target& target) {
    if (!m_workspace) return;
    if (target.period) {
        Scope scope = m_workspace->context().session.scope();
        scope.range = Range::Custom;
        scope.custom = *target.period;
        m_workspace->context().session.setScope(scope);
    }
    for (Page* page : m_pages) {
        if (page->id() != target.page) continue;
        m_back.push_back(target);
        if (m_back.size() > kMostBack) m_back.removeFirst();
        m_stack->setCurrentWidget(page);
        m_rail->setCurrent(target.page);
        m_topBar->setTitle(pageTitle(target.page));
        page->visit(target);
        return;
    }
}

void MainWindow::toast(const QString& text, std::function<void()> undo) {
    ToastMessage message{text};
    if (undo) {
        message.action = tr("Undo");
        message.onAction = std::move(undo);
    }
    m_toasts->post(message);
    m_cover->stayInFront();
}

void MainWindow::announce(const QString& text, std::function<void()> opened) {
    m_toasts->post({.text = text,
                    .glyph = Glyph::Critical,
                    .action = tr("Open"),
                    .onAction = std::move(opened),
                    .milliseconds = kAnnouncementMs});
    m_cover->stayInFront();
}

void MainWindow::offer(const QString& text, const QString& action, std::function<void()> chosen) {
    m_toasts->post(
        {.text = text, .glyph = Glyph::Info, .action = action, .onAction = std::move(chosen), .milliseconds = 0});
    m_cover->stayInFront();
}

void MainWindow::comeForward() {
    if (isMinimized())
        showNormal();
    else
        show();
    raise();
    activateWindow();
}

void MainWindow::followIntegrity() {
    const auto& report = m_workspace->context().integrity.report();
    if (report) m_band->showReport(*report);
}

void MainWindow::openPalette() {
    if (!m_workspace || m_cover->covers()) return;
    m_palette->open(paletteItems(), [this](const QString& words) { return itemsForWords(words); });
}

QList<PaletteItem> MainWindow::paletteItems() {
    QList<PaletteItem> items;
    for (Page* page : m_pages)
        items.push_back({tr("Page"), pageTitle(page->id()), tr("Ctrl+%1").arg(static_cast<int>(page->id()) + 1),
                         [this, id = page->id()] { open({.page = id}); }});
    const auto addAction = [&items](QAction* action, const QString& group) {
        if (!action->isEnabled() || !action->isVisible()) return;
        items.push_back({group, action->text().remove(QChar(u'&')),
                         action->shortcut().toString(QKeySequence::NativeText), [action] { action->trigger(); }});
    };
    if (Page* page = currentPage())
        for (QAction* action : page->commands()) addAction(action, tr("Command"));
    for (QAction* action : std::as_const(m_commands)) addAction(action, tr("Command"));
    for (QAction* action : m_topBar->person()->commands()) addAction(action, tr("Command"));
    return items;
}

QList<PaletteItem> MainWindow::itemsForWords(const QString& words) {
    QList<PaletteItem> items;
    Context& context = m_workspace->context();
    if (const auto queue = context.alerts.value())
        for (std::size_t i = 0; i < queue->alerts.size() && i < kPaletteAlerts; ++i) {
            const auto& alert = queue->alerts[i];
            const QString title = said(alertLabel(alert.detector).title) + QStringLiteral(" · ") +
                                  visible(alert.principal.empty() ? alert.node : alert.principal);
            if (title.contains(words, Qt::CaseInsensitive))
                items.push_back({tr("Alert"), title, {}, [this, id = toQString(alert.id)] {
                                     open({.page = PageId::Alerts, .item = id});
                                 }});
        }
    if (const auto fleet = context.fleet.value())
        for (const auto& node : fleet->nodes)
            if (const QString id = visible(node.declared.id); id.contains(words, Qt::CaseInsensitive))
                items.push_back({tr("Node"), id, {}, [this, id] { open({.page = PageId::Fleet, .item = id}); }});
    if (const auto judgement = context.posture.value())
        for (const auto& pack : judgement->packs)
            for (const auto& result : pack.results) {
                const QString title = said(pack.pack.title) + QChar(u' ') + said(result.control.clause) +
                                      QStringLiteral(": ") + said(result.control.title);
                if (title.contains(words, Qt::CaseInsensitive))
                    items.push_back({tr("Control"), title, visible(stateWord(result.state)),
                                     [this, id = toQString(result.control.id)] {
                                         open({.page = PageId::Compliance, .item = id});
                                     }});
            }
    items.push_back({tr("Evidence"), tr("Look for “%1” in the evidence").arg(words), {}, [this, words] {
                         open({.page = PageId::Evidence, .filter = words});
                     }});
    return items;
}

void MainWindow::showHelp() {
    auto* help = findChild<ShortcutHelp*>();
    if (help == nullptr) help = new ShortcutHelp(m_theme, this);
    help->open(currentPage() == nullptr ? QList<QAction*>() : currentPage()->commands());
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Slash && event->modifiers() == Qt::NoModifier) {
        Page* page = currentPage();
        if (page != nullptr && page->filterField() != nullptr)
            page->filterField()->setFocus();
        else
            openPalette();
        return;
    }
    ThemedWidget::keyPressEvent(event);
}

void MainWindow::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), m_theme.color(Token::Window)); }

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_remembers) m_settings.raw().setValue(kGeometry, saveGeometry());
    Q_EMIT closing();
    closeWorkspace();
    event->accept();
}

}  // namespace vedette::ui
