// SPDX-License-Identifier: GPL-3.0-or-later
// The console where things are not as they should be: a store of a newer format, a disk that cannot be written, no
// D-Bus, no fonts, no home, no keychain, a node that never answers. It says so and works on.
#include <QLabel>
#include <QProcess>
#include <QTableView>
#include <QTcpServer>
#include <fcntl.h>
#include <sched.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "app/console/console.h"
#include "core/base/file.h"
#include "core/store/verify.h"
#include "tests/app/console/store_window.h"
#include "tests/support/raise_alert.h"
#include "ui/bridge/text.h"

using namespace vedette;
using namespace vedette::ui;
namespace fs = std::filesystem;

namespace {

constexpr uid_t kNobody = 65534;

class NoNotices final : public Notifier {
public:
    void show(const Notice&, std::function<void(bool)> done) override { done(false); }
    void withdraw() override {}
    [[nodiscard]] QString trouble() const override { return QStringLiteral("none here"); }
};

// The console as main() makes it, without a desktop.
struct ConsoleBench {
    ConsoleBench() : settings(QString::fromStdString((folder / "settings.ini").string())) {
        theme.install(*qApp);
        console = std::make_unique<console::Console>(theme, settings, fs::path(VEDETTE_RESOURCES),
                                                     std::make_unique<NoNotices>());
        console->show();
    }
    template <class Widget = QWidget>
    Widget* find(const char* name) const {
        return console->window().findChild<Widget*>(QString::fromLatin1(name));
    }
    // Every word of a widget and what is in it.
    [[nodiscard]] static QString wordsIn(const QWidget* widget) {
        QStringList words;
        for (const auto* label : widget->findChildren<QLabel*>()) words.push_back(label->text());
        for (const auto* button : widget->findChildren<QAbstractButton*>()) words.push_back(button->text());
        return words.join(QChar(u' '));
    }

    test::TempFolder folder;
    Theme theme{Theme::Mode::Light};
    SettingsStore settings;
    std::unique_ptr<console::Console> console;
};

bool change(const fs::path& store, const char* sql) {
    sqlite3* db = nullptr;
    const bool done = sqlite3_open((store / "evidence.db").c_str(), &db) == SQLITE_OK &&
                      sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(db);
    return done;
}

std::string formatOf(const fs::path& store) {
    sqlite3* db = nullptr;
    std::string format;
    if (sqlite3_open((store / "evidence.db").c_str(), &db) == SQLITE_OK)
        sqlite3_exec(
            db, "PRAGMA user_version",
            [](void* out, int, char** values, char**) {
                *static_cast<std::string*>(out) = values[0];
                return 0;
            },
            &format, nullptr);
    sqlite3_close(db);
    return format;
}

// The folder cannot be written to from now on by this process: on a read-only mount of its own where the system allows
// one, else as somebody who has no right to. Before any thread is started.
bool sealDisk(const fs::path& folder) {
    const int spaces = ::geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS;
    if (::unshare(spaces) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
        ::mount(folder.c_str(), folder.c_str(), nullptr, MS_BIND, nullptr) == 0 &&
        ::mount("none", folder.c_str(), nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) == 0)
        return true;
    if (::geteuid() != 0) return true;
    // Somebody else's process, and still one that a leak checker may look into.
    return ::setgid(kNobody) == 0 && ::setuid(kNobody) == 0 && ::prctl(PR_SET_DUMPABLE, 1) == 0;
}

bool writable(const fs::path& folder) {
    const int file = ::open((folder / "probe").c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (file >= 0) ::close(file);
    return file >= 0;
}

// Looks at every page of a store it may not write, then tries to decide.
int lookOnly(const QStringList& arguments) {
    const fs::path store = toStd(arguments[2]);
    test::StoreWindow desk(store, fromMicros(arguments[3].toLongLong()));
    if (auto opened = desk.open(); !opened) {
        std::printf("refused: %s\n", opened.error().text().c_str());
        return 1;
    }
    for (auto* page : desk.pages) {
        desk.window->open({.page = page->id()});
        if (!desk.settle()) {
            std::printf("still missing: %s\n", qPrintable(desk.missing()));
            return 1;
        }
    }
    const auto& report = desk.context().integrity.report();
    std::printf("entries: %llu\n", static_cast<unsigned long long>(desk.context().session.entries()));
    std::printf("verdict: %s\n", report && report->intact ? "intact" : "broken");
    desk.window->open({.page = PageId::Alerts});
    auto* table = desk.wait<QTableView>("alertsTable");
    if (table == nullptr || !QTest::qWaitFor([&] { return table->currentIndex().isValid(); }, test::kWindowPatience))
        return 1;
    table->setFocus();
    QTest::keyClick(table, Qt::Key_A);
    auto* trouble = desk.wait<QWidget>("alertsTrouble");
    std::printf("decision: %s\n", trouble == nullptr ? "" : qPrintable(ConsoleBench::wordsIn(trouble)));
    return 0;
}

}  // namespace

class ConsoleFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStoreOfANewerFormatIsRefusedInWords() {
        const ConsoleBench bench;
        const auto store = bench.folder / "newer";
        (void)test::copyDemoStore(store);
        const std::string format = formatOf(store);
        QVERIFY(!format.empty());
        QVERIFY(change(store, "PRAGMA user_version = 999"));
        QVERIFY(!bench.console->openStore(store));
        QVERIFY(bench.console->window().workspace() == nullptr);
        auto* error = bench.find("firstRunError");
        QTRY_VERIFY(error->isVisible());
        const QString words = ConsoleBench::wordsIn(error);
        QVERIFY2(words.contains(QStringLiteral("newer version of Vedette")), qPrintable(words));
        QVERIFY2(words.contains(toQString(store.string())), qPrintable(words));
        // And the window is good for another one.
        QVERIFY(change(store, ("PRAGMA user_version = " + format).c_str()));
        QVERIFY(bench.console->openStore(store));
        QVERIFY(bench.console->window().workspace() != nullptr);
    }

    void aReadOnlyDiskIsForLooking() {
        const test::TempFolder folder;
        const auto store = folder / "store";
        const Time now = test::copyDemoStore(store);
        std::error_code trouble;
        using fs::perms;
        for (const auto& entry : fs::recursive_directory_iterator(store))
            fs::permissions(
                entry,
                perms::owner_read | perms::group_read | perms::others_read |
                    (entry.is_directory() ? perms::owner_exec | perms::group_exec | perms::others_exec : perms::none));
        const auto looks = perms::owner_read | perms::owner_exec | perms::others_read | perms::others_exec;
        fs::permissions(store, looks);
        fs::permissions(folder.path(), looks | perms::owner_write);
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("--look"), toQString(store.string()), QString::number(toMicros(now))});
        QVERIFY(process.waitForFinished(5 * test::kWindowPatience));
        for (const auto& entry : fs::recursive_directory_iterator(store, trouble))
            fs::permissions(entry, perms::owner_all, fs::perm_options::add, trouble);
        fs::permissions(store, perms::owner_all, fs::perm_options::add, trouble);
        const QString said = QString::fromUtf8(process.readAllStandardOutput());
        if (said.startsWith(QStringLiteral("skipped"))) QSKIP(qPrintable(said));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, qPrintable(said));
        auto reader = Reader::open(store);
        QVERIFY(reader.has_value());
        QVERIFY2(said.contains(QStringLiteral("entries: %1\n").arg((*reader)->head()->size)), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("verdict: intact")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("not recorded, nothing has changed")), qPrintable(said));
    }

    // The real program: it opens the store, stays, and ends cleanly when it is asked to.
    void startsWithout_data() {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        QTest::newRow("D-Bus") << QStringLiteral("DBUS_SESSION_BUS_ADDRESS")
                               << QStringLiteral("unix:path=/nonexistent/bus") << QString();
        QTest::newRow("fonts") << QStringLiteral("FONTCONFIG_FILE") << QStringLiteral("@fonts.conf")
                               << QStringLiteral("no fonts");
        QTest::newRow("home") << QStringLiteral("HOME") << QStringLiteral("/nonexistent") << QString();
        QTest::newRow("icons") << QStringLiteral("XDG_DATA_DIRS") << QStringLiteral("/nonexistent") << QString();
    }
    void startsWithout() {
        QFETCH(QString, variable);
        QFETCH(QString, value);
        QFETCH(QString, says);
        const test::TempFolder folder;
        const auto store = folder / "store";
        (void)test::copyDemoStore(store);
        QVERIFY(writeFileAtomic(folder / "fonts.conf", "<?xml version=\"1.0\"?><fontconfig></fontconfig>").has_value());
        if (value.startsWith(QChar(u'@'))) value = toQString((folder / toStd(value.mid(1))).string());
        const QString settings = toQString((folder / "settings.ini").string());
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(variable, value);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(VEDETTE_BIN "/vedette"),
                      {toQString(store.string()), QStringLiteral("--settings"), settings});
        QVERIFY(process.waitForStarted());
        // The store is among the recent ones once the window shows it.
        const auto opened = [&] {
            const QSettings file(settings, QSettings::IniFormat);
            return file.value(QStringLiteral("stores/recent")).toStringList().contains(toQString(store.string()));
        };
        QVERIFY2(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning || opened(); },
                                 2 * test::kWindowPatience),
                 "the store is not opened");
        QCOMPARE(process.state(), QProcess::Running);
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(2 * test::kWindowPatience));
        const QString said = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(process.exitStatus() == QProcess::NormalExit, qPrintable(said));
        QCOMPARE(process.exitCode(), 0);
        QVERIFY2(said.contains(says), qPrintable(said));
    }

    void aSecretInAKeychainThatIsNotThereIsSaid() {
        const ConsoleBench bench;
        bench.console->createAndOpen(bench.folder / "store");
        QVERIFY(bench.console->window().workspace() != nullptr);
        const auto fleet = bench.folder / "fleet.yaml";
        QVERIFY(writeFileAtomic(fleet, fleetOf("https://127.0.0.1:9", "    bearer: keychain:vllm\n")).has_value());
        bench.console->collectFrom(toQString(fleet.string()));
        auto& services = bench.console->window().workspace()->context().services;
        QTRY_VERIFY_WITH_TIMEOUT(!services.health().failures.empty(), test::kWindowPatience);
        const QString why = services.health().failures.front().second;
        QVERIFY2(why.contains(QStringLiteral("keychain:vllm")), qPrintable(why));
        QVERIFY(services.health().running);
        bench.console->window().open({.page = PageId::Settings, .item = QStringLiteral("sources")});
        auto* table = bench.find<QTableView>("sourcesTable");
        QTRY_VERIFY(table->isVisible() && table->model()->rowCount() > 0);
        const auto* model = table->model();
        QString words;
        for (int column = 0; column < model->columnCount(); ++column)
            words += model->index(0, column).data().toString();
        QVERIFY2(words.contains(QStringLiteral("keychain:vllm")), qPrintable(words));
    }

    // Where the desktop shows no notifications, the window does, and the settings say why.
    void withoutNotificationsTheWindowSaysIt() {
        const ConsoleBench bench;
        const auto store = bench.folder / "store";
        bench.console->createAndOpen(store);
        auto& window = bench.console->window();
        auto& alerts = window.workspace()->context().alerts;
        QTRY_VERIFY_WITH_TIMEOUT(alerts.value() != nullptr, test::kWindowPatience);
        QVERIFY(test::raiseAlerts(store, SystemClock(), {{"group-a"}}).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(bench.find("toastAction") != nullptr, test::kWindowPatience);
        QTest::mouseClick(bench.find("toastAction"), Qt::LeftButton);
        QVERIFY(bench.find("alertsPage")->isVisible());
        auto* table = bench.find<QTableView>("alertsTable");
        QTRY_VERIFY_WITH_TIMEOUT(table->currentIndex().isValid(), test::kWindowPatience);
        window.open({.page = PageId::Settings, .item = QStringLiteral("look")});
        QCOMPARE(bench.find<QLabel>("noticeTrouble")->text(), QStringLiteral("none here"));
    }

    // A poll hangs while the window closes: what was collected stays, and nothing is waited for.
    void closingWhileCollectingIsClean() {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const auto url = "https://127.0.0.1:" + std::to_string(silent.serverPort());
        fs::path store;
        {
            const ConsoleBench bench;
            store = bench.folder / "store";
            bench.console->createAndOpen(store);
            const auto fleet = bench.folder / "fleet.yaml";
            QVERIFY(writeFileAtomic(fleet, fleetOf(url, {})).has_value());
            bench.console->collectFrom(toQString(fleet.string()));
            auto& services = bench.console->window().workspace()->context().services;
            QVERIFY(services.health().running);
            QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), test::kWindowPatience);
            QVERIFY(bench.console->window().close());
            QVERIFY(!services.health().running);
            QVERIFY(bench.console->window().workspace() == nullptr);
            const auto report = verifyStore(store, {});
            QVERIFY2(report.has_value(), report ? "" : report.error().text().c_str());
            QVERIFY(report->intact);
        }
    }

private:
    static std::string fleetOf(const std::string& url, const std::string& more) {
        return "name: \"Test fleet\"\nnodes:\n  - id: edge-1\n    provider: own\n    region: eu-central-1\n    "
               "endpoint: " +
               url + "\n" + more +
               "    sources:\n      - id: access\n        kind: json_lines\n        mapping: litellm-spend\n"
               "        path: /logs/access\n";
    }
};

int main(int argc, char** argv) {
    // Before Qt starts its threads.
    const std::string mode = argc > 2 ? argv[1] : "";
    if (mode == "--look" && !sealDisk(argv[2])) {
        std::printf("skipped: this user can neither mount nor become somebody else\n");
        return 0;
    }
    if (mode == "--look" && (writable(argv[2]) || ::access(VEDETTE_RESOURCES, R_OK | X_OK) != 0)) {
        std::printf("skipped: the folder can still be written, or the resources can no longer be read\n");
        return 0;
    }
    const QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (mode == "--look") return arguments.size() == 4 ? lookOnly(arguments) : 2;
    ConsoleFaultsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "console_faults_test.moc"
