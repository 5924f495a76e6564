// SPDX-License-Identifier: GPL-3.0-or-later
// The console as its user meets it: a large store, many alerts, and events coming in all the while. How long until it
// can be read, how long the window does not answer, and how much memory it takes. Without a display it draws into
// memory.
#include "app/console/console.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>
#include <QWheelEvent>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <thread>

#include "app/console/memory.h"
#include "core/base/file.h"
#include "core/store/reader.h"
#include "tests/perf/stages.h"
#include "ui/page/page.h"
#include "ui/widgets/state_panel.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace vedette::perf {

namespace {

constexpr std::string_view kHelp =
    "Usage: vedette-console-bench [--json] [--quick] [--folder DIR | --store DIR]\n"
    "Measures the console on a store of 10 million events and 100,000 alerts while 50,000 events a second come in.\n"
    "  --quick   300,000 events, 3,000 alerts\n"
    "  --json    one JSON object a line\n"
    "  --folder  where the store is made, and removed in the end (default: /tmp)\n"
    "  --store   this store, made where there is none; it stays, longer by what came in\n";

constexpr std::uint64_t kPerSecond = 50'000;
constexpr int kPatienceMs = 120'000;

// Notices how long each turn of the event loop takes: as long as the window does not answer.
class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (m_inside) return QApplication::notify(receiver, event);
        m_inside = true;
        QElapsedTimer timer;
        timer.start();
        const double before = threadSeconds();
        const bool done = QApplication::notify(receiver, event);
        const double took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        m_inside = false;
        ++turns;
        if (took > longest) {
            longest = took;
            longestWork = (threadSeconds() - before) * 1e3;
        }
        return done;
    }
    void restart() { longest = longestWork = 0; }

    double longest = 0;      // milliseconds
    double longestWork = 0;  // of them the thread's own processor time; the rest is waiting for a processor
    std::uint64_t turns = 0;

private:
    bool m_inside = false;
};

// Of this process: what it made itself ("RssAnon:"), or pages of files it has mapped ("RssFile:"), which the system
// takes back when it wants them.
double memoryMiB(std::string_view which) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(which)) return std::stod(line.substr(which.size())) / 1024;
    return 0;
}

// Seconds since this process was started, libraries loaded and all.
double sinceStart() {
    std::ifstream stat("/proc/self/stat");
    std::string text((std::istreambuf_iterator<char>(stat)), {});
    const std::size_t close = text.rfind(')');
    std::size_t at = close + 2;
    for (int field = 3; field < 22; ++field) at = text.find(' ', at) + 1;
    const double started = std::stod(text.substr(at)) / static_cast<double>(::sysconf(_SC_CLK_TCK));
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 - started;
}

// Milliseconds until it is so, as it is looked at every ten; the event loop runs meanwhile, and sleeps when there is
// nothing to do. (With a time limit processEvents() does not sleep, and a whole processor would be missing elsewhere.)
double until(const std::function<bool()>& so) {
    QElapsedTimer timer;
    timer.start();
    QTimer look;
    look.start(10);
    while (!so()) {
        if (timer.elapsed() > kPatienceMs) giveUp("waiting for the console", "it does not get there");
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

std::uint64_t entriesOf(const std::string& store) {
    auto reader = Reader::open(store);
    if (!reader) giveUp("opening the store", reader.error().text());
    auto head = (*reader)->head();
    if (!head) giveUp("reading the store", head.error().text());
    return head->size;
}

// The feeding process; ends with this object. Entries come in when it is made.
class Feeder {
public:
    explicit Feeder(const std::string& store) {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) giveUp("starting the feeder", std::strerror(errno));
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
        std::string mode = "--feed";
        std::string self = "vedette-console-bench";
        std::string where = store;
        std::array<char*, 4> arguments = {self.data(), mode.data(), where.data(), nullptr};
        const std::uint64_t before = entriesOf(store);
        if (::posix_spawn(&m_child, "/proc/self/exe", &actions, nullptr, arguments.data(), environ) != 0)
            giveUp("starting the feeder", std::strerror(errno));
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(ends[0]);
        m_end = ends[1];
        while (entriesOf(store) < before + kPerSecond) {
            if (::waitpid(m_child, nullptr, WNOHANG) != 0) giveUp("feeding the store", store);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    }
    ~Feeder() {
        ::close(m_end);
        ::waitpid(m_child, nullptr, 0);
    }
    Feeder(const Feeder&) = delete;
    Feeder& operator=(const Feeder&) = delete;

private:
    pid_t m_child = 0;
    int m_end = -1;
};

class Tour {
public:
    Tour(WatchedApplication& application, console::Console& console, Report& report)
        : m_application(application), m_console(console), m_report(report) {}

    void start() {
        until([&] { return context().alerts.value() && context().fleet.value() && !loading(); });
        say("start to first page", sinceStart() * 1e3, "ms", 1000);
        m_report.add({.name = "  entries in the log",
                      .value = static_cast<double>(context().alerts.value()->entries),
                      .unit = ""});
        m_report.add({.name = "  alerts in the queue",
                      .value = static_cast<double>(context().alerts.value()->alerts.size()),
                      .unit = ""});
        memory();
    }

    void pages() {
        constexpr std::array kNames = {"Overview", "Alerts",   "Incidents", "Fleet",   "Compliance",
                                       "KPIs",     "Evidence", "Reports",   "Settings"};
        for (int page = 0; page < ui::kPages; ++page) {
            m_application.restart();
            m_console.window().open({.page = static_cast<ui::PageId>(page)});
            const double took = until([&] { return !loading(); });
            say(fmt::format("{}, loaded", kNames.at(static_cast<std::size_t>(page))), took, "ms");
            stall();
        }
    }

    void scroll(ui::PageId page, const char* table, const char* name) {
        m_console.window().open({.page = page});
        auto* view = find<QAbstractItemView>(table);
        until([&] { return !loading() && view->model() != nullptr && view->model()->rowCount() > 0; });
        m_application.restart();
        double worst = 0;
        for (int i = 0; i < 300; ++i) {
            QElapsedTimer timer;
            timer.start();
            QWheelEvent wheel(QPointF(40, 40), view->viewport()->mapToGlobal(QPointF(40, 40)), {}, {0, -240},
                              Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(view->viewport(), &wheel);
            QCoreApplication::processEvents();
            worst = std::max(worst, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        say(fmt::format("{}: worst of 300 turns of the wheel, drawn", name), worst, "ms");
        stall();
    }

    void filter(const std::string& text) {
        m_console.window().open({.page = ui::PageId::Overview});
        until([&] { return !loading(); });
        m_application.restart();
        QElapsedTimer timer;
        timer.start();
        m_console.window().open({.page = ui::PageId::Evidence, .filter = QString::fromStdString(text)});
        auto* view = find<QAbstractItemView>("entriesTable");
        until([&] { return !loading() && view->isVisible() && view->model()->rowCount() > 0; });
        say("filter \"" + text + "\" to its first page", static_cast<double>(timer.nsecsElapsed()) / 1e6, "ms");
        stall();
    }

    void idle(int ms) {
        m_console.window().open({.page = ui::PageId::Overview});
        until([&] { return !loading(); });
        m_application.restart();
        QElapsedTimer timer;
        timer.start();
        until([&] { return timer.elapsed() > ms; });
        say(fmt::format("Overview left open for {} s", ms / 1000), m_application.longest, "ms longest turn", 16);
        m_report.add({.name = "  entries since the start",
                      .value = static_cast<double>(context().alerts.value()->entries - m_entries),
                      .unit = ""});
        memory();
    }

    void judged() {
        const double took = until([&] { return context().posture.value() != nullptr; });
        say("all packs judged, from then on", took, "ms");
        m_entries = context().alerts.value()->entries;
    }

private:
    [[nodiscard]] ui::Context& context() const { return m_console.window().workspace()->context(); }

    [[nodiscard]] bool loading() const {
        for (const auto* panel : m_console.window().findChildren<ui::StatePanel*>())
            if (panel->isVisible() && panel->kind() == ui::StatePanel::Kind::Loading) return true;
        return false;
    }
    template <class Widget>
    [[nodiscard]] Widget* find(const char* name) const {
        auto* found = m_console.window().findChild<Widget*>(QString::fromLatin1(name));
        if (found == nullptr) giveUp("looking for a widget", name);
        return found;
    }
    void say(const std::string& name, double value, const std::string& unit, std::optional<double> budget = {}) {
        m_report.add({.name = name, .value = value, .unit = unit, .budget = budget, .smallerIsBetter = true});
    }
    void memory() {
        m_report.add({.name = "  memory",
                      .value = memoryMiB("RssAnon:"),
                      .unit = "MiB",
                      .budget = 300,
                      .smallerIsBetter = true});
        m_report.add({.name = "  pages of mapped files", .value = memoryMiB("RssFile:"), .unit = "MiB"});
    }
    void stall() {
        say("  longest turn of the event loop", m_application.longest, "ms", 16);
        say("    of it work", m_application.longestWork, "ms");
    }

    WatchedApplication& m_application;
    console::Console& m_console;
    Report& m_report;
    std::uint64_t m_entries = 0;
};

int runConsole(int argc, char** argv, const std::string& store, Report& report) {
    if (::getenv("QT_QPA_PLATFORM") == nullptr) ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    report.section(fmt::format("Console, {} events a second coming in", kPerSecond));
    console::giveLargeBlocksBack();
    WatchedApplication application(argc, argv);
    const QTemporaryDir settingsFolder;
    ui::SettingsStore settings(settingsFolder.filePath(QStringLiteral("bench.ini")));
    ui::Theme theme(ui::Theme::Mode::Light);
    theme.install(application);
    console::Console console(theme, settings, resourceFolder());
    console.window().resize(1280, 800);
    console.show();
    if (!console.openStore(store)) giveUp("opening the store", store);
    Tour tour(application, console, report);
    tour.start();
    tour.judged();
    tour.pages();
    tour.scroll(ui::PageId::Evidence, "entriesTable", "Evidence");
    tour.scroll(ui::PageId::Alerts, "alertsTable", "Alerts");
    tour.filter("node=node-07 status=2");
    tour.idle(10'000);
    console.window().close();
    return 0;
}

int feed(const std::string& store) {
    ::fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
    const std::uint64_t fed = feedStore(store, kPerSecond, [] {
        char byte = 0;
        return ::read(STDIN_FILENO, &byte, 1) == 0;
    });
    return fed > 0 ? 0 : 1;
}

}  // namespace

}  // namespace vedette::perf

int main(int argc, char** argv) {
    using namespace vedette;
    using namespace vedette::perf;
    bool json = false;
    bool quick = false;
    std::string folder = "/tmp";
    std::string store;
    std::string kept;
    for (int i = 1; i < argc; ++i) {
        const std::string arg = argv[i];
        if (arg == "--json") {
            json = true;
        } else if (arg == "--quick") {
            quick = true;
        } else if (arg == "--folder" && i + 1 < argc) {
            folder = argv[++i];
        } else if (arg == "--store" && i + 1 < argc) {
            kept = argv[++i];
        } else if (arg == "--feed" && i + 1 < argc) {
            return feed(argv[++i]);
        } else if (arg == "--run" && i + 1 < argc) {
            store = argv[++i];
        } else {
            const bool help = arg == "--help" || arg == "-h";
            fmt::print(help ? stdout : stderr, "{}", kHelp);
            return help ? 0 : 2;
        }
    }
    if (!store.empty()) {
        Report report(json);
        return runConsole(argc, argv, store, report);
    }
    // The console runs in a process of its own, so that making the store is not in its memory.
    std::optional<QTemporaryDir> work;
    if (kept.empty()) {
        work.emplace(QString::fromStdString(folder + "/vedette-console-bench"));
        kept = work->filePath(QStringLiteral("store")).toStdString();
    }
    if (!std::filesystem::exists(kept))
        fillStore(kept, quick ? 300'000 : 10'000'000, quick ? 3'000 : 100'000, toMicros(SystemClock().now()));
    const Feeder feeder(kept);
    std::string run = "--run";
    std::string asJson = "--json";
    std::array<char*, 5> arguments = {argv[0], run.data(), kept.data(), json ? asJson.data() : nullptr, nullptr};
    pid_t child = 0;
    int status = 0;
    if (::posix_spawn(&child, "/proc/self/exe", nullptr, nullptr, arguments.data(), environ) != 0 ||
        ::waitpid(child, &status, 0) != child)
        giveUp("starting the console", std::strerror(errno));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 4;
}
