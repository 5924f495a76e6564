// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/console.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>

#include "app/console/desktop_notifier.h"
#include "core/base/user.h"
#include "ui/bridge/key_gate.h"
#include "ui/bridge/text.h"
#include "ui/shell/about.h"
#include "ui/shell/first_run.h"
#include "ui/shell/new_keys_drawer.h"

namespace vedette::console {

using ui::toQString;
using ui::toStd;

namespace {

// Long enough that an attack is one notice and not twenty.
constexpr int kNoticePauseMs = 30'000;

}  // namespace

Console::Console(ui::Theme& theme, ui::SettingsStore& settings, std::filesystem::path resources,
                 std::unique_ptr<ui::Notifier> notifier, ui::Keepsafe keepsafe)
    : m_theme(theme),
      m_settings(settings),
      m_resources(std::move(resources)),
      m_windows(theme, settings, [this](ui::MainWindow& window) { addCommands(window); }),
      m_keepsafe(std::move(keepsafe)),
      m_notifier(notifier ? std::move(notifier) : std::make_unique<DesktopNotifier>()),
      m_notices(*m_notifier, settings, kNoticePauseMs),
      m_tray(ui::Tray::make(theme)) {
    m_firstRun = new ui::FirstRun(theme, settings, m_services);
    window().setFirstRun(m_firstRun);
    connect(m_firstRun, &ui::FirstRun::demoRequested, this, &Console::startDemo);
    connect(m_firstRun, &ui::FirstRun::openRequested, this, [this] { chooseStore(&window()); });
    connect(m_firstRun, &ui::FirstRun::storeChosen, this, [this](const QString& store) { openStore(toStd(store)); });
    connect(m_firstRun, &ui::FirstRun::fleetReady, this,
            [this](const QString& store, const QString& fleetFile) { createAndOpen(toStd(store), fleetFile); });
    connect(&m_windows, &Windows::ending, this, [this] {
        m_services.setStore({}, nullptr, false);
        endDemo();
    });
    connectDesktop();
}

Console::~Console() {
    m_services.setStore({}, nullptr, false);
    for (auto* window : m_windows.open()) window->closeWorkspace();
}

void Console::show() {
    window().show();
    window().raise();
}

void Console::connectDesktop() {
    m_services.noticeTrouble = m_notifier->trouble();
    m_notifier->onTrouble = [this] { m_services.noticeTrouble = m_notifier->trouble(); };
    connect(&m_windows, &Windows::contextChanged, &m_notices, &ui::AlertNotices::setContext);
    const auto go = [this](const ui::Target& target) {
        m_windows.front().comeForward();
        m_windows.front().open(target);
    };
    connect(&m_notices, &ui::AlertNotices::openRequested, this, go);
    connect(&m_notices, &ui::AlertNotices::notTaken, this, [this, go](const ui::Notice& notice, ui::Target target) {
        m_windows.front().announce(QStringLiteral("%1. %2").arg(notice.title, notice.text),
                                   [go, target] { go(target); });
    });
    if (!m_tray) return;
    connect(&m_windows, &Windows::contextChanged, m_tray.get(), &ui::Tray::setContext);
    connect(m_tray.get(), &ui::Tray::openRequested, this, [this] { m_windows.front().comeForward(); });
    connect(m_tray.get(), &ui::Tray::quitRequested, &m_windows, &Windows::closeAll);
}

// Each window has its own, so that a command knows where it was given.
void Console::addCommands(ui::MainWindow& window) {
    QList<QAction*> commands;
    const auto add = [&](const QString& text, const QKeySequence& keys, auto what) {
        auto* action = new QAction(text, &window);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, what);
        window.addAction(action);
        commands.push_back(action);
    };
    add(tr("Open a store…"), QKeySequence::Open, [this, &window] { chooseStore(&window); });
    add(tr("New store…"), QKeySequence::New, [this, &window] { chooseNewStore(&window); });
    add(tr("New window"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
        [this, &window] { m_windows.openBeside(window, {.page = window.page()}); });
    add(tr("Close this window"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W), [&window] { window.close(); });
    add(tr("Try the demo fleet"), {}, [this] { startDemo(); });
    add(tr("Collect from a fleet file…"), {}, [this, &window] { chooseFleet(&window); });
    if (m_keepsafe) add(tr("Save the recovery sheet of the keys…"), {}, [this, &window] { chooseSheet(&window); });
    add(tr("Stop collecting"), {}, [this] { m_services.stopCollecting(); });
    add(tr("Close the store"), QKeySequence::Close, [this] { closeStore(); });
    add(tr("Switch between light and dark"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), [this] {
        ui::Settings next = m_settings.get();
        next.theme = m_theme.isDark() ? ui::ThemeChoice::Light : ui::ThemeChoice::Dark;
        m_settings.set(next);
    });
    add(tr("About Vedette"), {}, [this, &window] { showAbout(window); });
    window.setGlobalCommands(commands);
    connect(&window, &ui::MainWindow::closeStoreAsked, this, &Console::closeStore, Qt::QueuedConnection);
}

void Console::closeStore() {
    m_services.setStore({}, nullptr, false);
    m_windows.closeWorkspaces();
    endDemo();
    m_firstRun->refresh();
}

void Console::showAbout(ui::MainWindow& window) {
    auto* about = window.findChild<ui::About*>();
    if (about == nullptr) about = new ui::About(m_theme, &window);
    about->open();
}

void Console::chooseFleet(QWidget* from) {
    auto* dialog = new QFileDialog(from, tr("Fleet file"), {}, tr("Fleet files (*.yaml *.yml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &Console::collectFrom);
    dialog->open();
}

void Console::chooseStore(QWidget* from) {
    auto* dialog = new QFileDialog(from, tr("Folder of the store"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) { openStore(toStd(folder)); });
    dialog->open();
}

void Console::chooseNewStore(QWidget* from) {
    auto* dialog = new QFileDialog(from, tr("New folder for the store"));
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) { createAndOpen(toStd(folder)); });
    dialog->open();
}

void Console::openLast() {
    const auto& recent = m_settings.get().recentStores;
    if (recent.isEmpty()) return;
    const std::filesystem::path store = toStd(recent.front());
    std::error_code ignored;
    if (std::filesystem::exists(store / "evidence.db", ignored)) openStore(store);
}

void Console::createAndOpen(const std::filesystem::path& folder, const QString& fleetFile) {
    const auto store = std::filesystem::absolute(folder);
    if (!m_keepsafe) {
        made(store, fleetFile, makeStoreWith({}, store));
        return;
    }
    make(store, fleetFile, [store, keepsafe = m_keepsafe] { return makeStoreWith(keepsafe, store); });
}

void Console::make(const std::filesystem::path& store, const QString& fleetFile,
                   std::function<Result<NewKeys>()> work) {
    m_firstRun->showBusy(tr("Making the store…"));
    m_jobs.start<NewKeys>(
        tr("Making the store"), [work = std::move(work)](ui::JobControl&) { return work(); },
        [this, store, fleetFile](Result<NewKeys> keys) {
            m_firstRun->showBusy({});
            if (keys && keys->lie == NewKeysLie::Unmade)
                askForWords(store, fleetFile, *keys);
            else
                made(store, fleetFile, keys);
        });
}

// The store is made when there is an answer.
void Console::askForWords(const std::filesystem::path& store, const QString& fleetFile, const NewKeys& keys) {
    auto& window = m_windows.front();
    auto* drawer = window.findChild<ui::NewKeysDrawer*>();
    if (drawer == nullptr) drawer = new ui::NewKeysDrawer(m_theme, &window);
    drawer->ask(toQString(store.string()), keys.why ? ui::errorText(*keys.why) : QString(),
                [this, store, fleetFile](const QString& words) {
                    make(store, fleetFile, [store, words = toStd(words)] { return makeStoreUnder(words, store); });
                });
}

void Console::made(const std::filesystem::path& store, const QString& fleetFile, const Result<NewKeys>& keys) {
    if (!keys && keys.error().code != ErrorCode::Conflict) {
        m_firstRun->showError(keys.error());
        say(ui::errorText(keys.error()));
        return;
    }
    if (!openStore(store)) return;
    if (!fleetFile.isEmpty()) collectFrom(fleetFile);
    if (!keys) return;
    if (keys->lie == NewKeysLie::Keychain)
        m_windows.front().offer(
            tr("The keys of this store are under a passphrase that only this desktop's keychain has. If the keychain "
               "is "
               "lost, nothing can be added any more and sealed data can never be opened: save the recovery sheet, and "
               "keep it apart from the store."),
            tr("Save…"), [this] { chooseSheet(&m_windows.front()); });
    else if (keys->lie == NewKeysLie::Chosen)
        say(tr("The keys of this store are under the passphrase you chose."));
    else if (keys->lie == NewKeysLie::Clear && m_keepsafe)
        m_windows.front().offer(
            tr("The private keys lie in clear in %1. Under Settings, Keys, they are put under a passphrase.")
                .arg(toQString((store / "keys").string())),
            {}, {});
}

void Console::chooseSheet(QWidget* from) {
    auto* dialog = new QFileDialog(from, tr("Recovery sheet"), QStringLiteral("vedette-recovery.txt"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &Console::writeRecoverySheet);
    dialog->open();
}

void Console::writeRecoverySheet(const QString& file) {
    auto* workspace = m_windows.front().workspace();
    if (workspace == nullptr) return;
    m_jobs.start<bool>(
        tr("Writing the recovery sheet"),
        [keepsafe = m_keepsafe, store = workspace->context().session.folder(), file = toStd(file)](ui::JobControl&) {
            auto written = writeSheet(keepsafe, store, file);
            return written ? Result<bool>(true) : Result<bool>(passOn(written));
        },
        [this, file](const Result<bool>& written) {
            say(written ? tr("The recovery sheet is in %1. Move it to a safe place, apart from the store.").arg(file)
                        : ui::errorText(written.error()));
        });
}

bool Console::openStore(const std::filesystem::path& store) {
    endDemo();
    return openStore(store, std::make_shared<SystemClock>(), false);
}

bool Console::openStore(const std::filesystem::path& store, std::shared_ptr<const Clock> clock, bool simulated) {
    m_services.setStore({}, nullptr, false);
    auto session = ui::Session::open(store, clock);
    if (!session) {
        m_firstRun->showError(session.error());
        say(ui::errorText(session.error()));
        return false;
    }
    (*session)->setActor(m_settings.get().actor.isEmpty() ? toQString(loginName()) : m_settings.get().actor);
    if (m_keepsafe && !simulated) ui::keysOf(**session).setKeepsafe(m_keepsafe);
    m_services.setStore(store, std::move(clock), simulated);
    m_windows.setWorkspace([&](ui::Navigator& go) {
        return std::make_unique<ui::Workspace>(std::move(*session), m_theme, go, m_services, m_settings, m_resources);
    });
    return true;
}

void Console::collectFrom(const QString& fleetFile) {
    disconnect(m_whenOpen);
    auto* workspace = m_windows.front().workspace();
    if (auto* keys = workspace == nullptr ? nullptr : &ui::keysOf(workspace->context().session);
        keys != nullptr && keys->state() != ui::KeyGate::State::Open) {
        m_whenOpen = connect(keys, &ui::KeyGate::changed, this, [this, keys, fleetFile] {
            if (keys->state() == ui::KeyGate::State::Open) collectFrom(fleetFile);
        });
        return;
    }
    if (auto started = m_services.startCollecting(fleetFile); !started)
        say(ui::errorText(started.error()));
    else
        say(tr("Collecting from %1.").arg(fleetFile));
}

void Console::startDemo() {
    m_firstRun->showBusy(tr("Making a day of traffic of a simulated fleet…"));
    const auto program = std::filesystem::path(toStd(QApplication::applicationDirPath())) / "vedette-fleetsim";
    m_jobs.start<std::shared_ptr<DemoFleet>>(
        tr("Starting the demo fleet"),
        [program](ui::JobControl& control) -> Result<std::shared_ptr<DemoFleet>> {
            auto demo = startDemoFleet(program, control.stop());
            if (!demo) return passOn(demo);
            return std::shared_ptr<DemoFleet>(std::move(*demo));
        },
        [this](Result<std::shared_ptr<DemoFleet>> demo) {
            m_firstRun->showBusy({});
            if (!demo) {
                m_firstRun->showError(demo.error());
                return;
            }
            if (!openStore((*demo)->store, (*demo)->clock, true)) return;
            m_demo = *demo;
            collectFrom(toQString(m_demo->fleetFile.string()));
        });
}

void Console::endDemo() { m_demo.reset(); }

}  // namespace vedette::console
