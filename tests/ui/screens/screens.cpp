// SPDX-License-Identifier: GPL-3.0-or-later
// Takes a picture of every page in a real window on the demo store, of what opens over the pages, and of the window
// without a store and with one that was tampered with. Usage: vedette-screens DIR (light|dark) LANGUAGE WIDTH HEIGHT
// [NAME]; with NAME only pictures whose name begins so. The scale comes from QT_SCALE_FACTOR. Files are called
// <name>-<theme>-<language>-<width>.png.
#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTranslator>
#include <sqlite3.h>

#include <iostream>

#include "app/console/pages.h"
#include "core/incident/cases.h"
#include "core/incident/hold_action.h"
#include "tests/support/ui_fixture.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/shell/first_run.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/drawer.h"

using namespace vedette;

namespace {

constexpr int kSettle = 2'500;  // long enough for a page's questions on the demo store
constexpr int kOpen = 900;      // what opens over a page that is there

class Camera {
public:
    Camera(const QStringList& arguments, ui::MainWindow& window)
        : m_folder(arguments[1]),
          m_tail(QStringLiteral("-%1-%2-%3.png").arg(arguments[2], arguments[3], arguments[4])),
          m_only(arguments.value(6)),
          m_window(&window) {}
    [[nodiscard]] bool wants(const QString& name) const { return m_only.isEmpty() || name.startsWith(m_only); }
    // The window, and menus over it where they stand.
    void take(const QString& name, int wait) {
        if (!wants(name)) return;
        QTest::qWait(wait);
        QPixmap picture = m_window->grab();
        QPainter painter(&picture);
        for (QWidget* over : QApplication::topLevelWidgets())
            if (over != m_window && over->isVisible() && over->windowType() == Qt::Popup)
                painter.drawPixmap(over->pos() - m_window->mapToGlobal(QPoint()), over->grab());
        painter.end();
        m_good = picture.save(m_folder + QChar(u'/') + name + m_tail) && m_good;
    }
    [[nodiscard]] const QString& only() const { return m_only; }
    void look(ui::MainWindow& window) { m_window = &window; }
    [[nodiscard]] bool good() const { return m_good; }

private:
    QString m_folder;
    QString m_tail;
    QString m_only;
    ui::MainWindow* m_window;
    bool m_good = true;
};

QWidget* named(QWidget& in, const char* name) { return in.findChild<QWidget*>(QString::fromLatin1(name)); }

void shootMenu(ui::MainWindow& window, Camera& camera, const char* button, const QString& name) {
    if (!camera.wants(name)) return;
    // The menu may wait for its end in a loop of its own.
    QTimer::singleShot(0, &window, [&] {
        camera.take(name, kOpen);
        for (auto* menu : window.findChildren<QMenu*>()) menu->close();
    });
    QTest::mouseClick(named(window, button), Qt::LeftButton);
    QTest::qWait(2 * kOpen);
}

const ControlResult* failing(const ui::Context& context) {
    if (!context.posture.value()) return nullptr;
    for (const auto& pack : context.posture.value()->packs)
        for (const auto& result : pack.results)
            if (result.state == ControlState::Fail && !result.evidence.empty()) return &result;
    return nullptr;
}

void closeDrawers(ui::MainWindow& window) {
    for (auto* drawer : window.findChildren<ui::Drawer*>()) drawer->closeDrawer();
    QTest::qWait(kOpen);
}

// What nobody has decided in the demo store yet: an incident of its two most urgent alerts, and a legal hold.
void shootDecided(test::UiFixture& fixture, ui::MainWindow& window, Camera& camera) {
    auto& given = fixture.context();
    if (!given.alerts.value() || given.alerts.value()->alerts.size() < 2) return;
    CaseChange create;
    create.name = "create";
    create.actor = "m.okafor";
    create.text = "Credential stuffing against the London gateway";
    for (const auto& alert : given.alerts.value()->alerts.subspan(0, 2))
        create.alerts.push_back({std::string(alert.id), "Credential stuffing"});
    create.severity = ocsf::kCritical;
    create.assignee = "m.okafor";
    IncidentCase incident;
    incident.id = newCaseId();
    Arena arena;
    auto events = caseEvents(incident, create, fixture.clock->now(), arena);
    HoldOrder order{"node=uksouth-02", fixture.clock->now() - std::chrono::hours(12), fixture.clock->now(),
                    "Case 2026/117, the regulator asks", "m.okafor"};
    auto log = ActionLog::open(fixture.folder(), *fixture.clock);
    const bool recorded =
        events && log && (*log)->record(*events) && recordAction(fixture.folder(), holdOrdered(order), *fixture.clock);
    log = {};
    if (!recorded) {
        std::cerr << "the incident could not be recorded\n";
        return;
    }
    for (const auto& [target, name] :
         {std::pair{ui::Target{.page = ui::PageId::Incidents}, "decided-incidents"},
          {ui::Target{.page = ui::PageId::Incidents, .item = ui::toQString(incident.id)}, "decided-incident"},
          {ui::Target{.page = ui::PageId::Settings, .item = QStringLiteral("retention")}, "decided-hold"}}) {
        if (!camera.wants(QString::fromLatin1(name))) continue;
        window.open(target);
        camera.take(QString::fromLatin1(name), 2 * kSettle);
        closeDrawers(window);
    }
}

// What opens over the pages: drawers, menus, the palette, the help.
void shootOver(ui::MainWindow& window, ui::Context& context, Camera& camera) {
    const auto at = [&](ui::Target target, const char* name) {
        if (!camera.wants(QString::fromLatin1(name))) return;
        window.open(target);
        camera.take(QString::fromLatin1(name), kSettle);
        closeDrawers(window);
    };
    if (const auto* control = failing(context))
        at({.page = ui::PageId::Compliance, .item = ui::toQString(control->control.id)}, "over-control");
    if (context.fleet.value() && !context.fleet.value()->nodes.empty())
        at({.page = ui::PageId::Fleet, .item = ui::toQString(context.fleet.value()->nodes.back().declared.id)},
           "over-node");
    if (camera.wants(QStringLiteral("over-record"))) {
        window.open({.page = ui::PageId::Evidence, .filter = QStringLiteral("class=6003")});
        QTest::qWait(kSettle);
        named(window, "entriesTable")->setFocus();
        for (const auto key : {Qt::Key_Down, Qt::Key_Down}) QTest::keyClick(named(window, "entriesTable"), key);
        camera.take(QStringLiteral("over-record"), kSettle);
    }
    for (const char* section : {"sources", "rejected", "integrity", "retention", "people", "keys"})
        at({.page = ui::PageId::Settings, .item = QString::fromLatin1(section)},
           qPrintable(QStringLiteral("settings-") + QString::fromLatin1(section)));
    if (camera.wants(QStringLiteral("over-report-page"))) {
        window.open({.page = ui::PageId::Reports});
        QTest::qWait(kSettle);
        if (auto* next = qobject_cast<QAbstractButton*>(named(window, "previewNext"))) next->click();
        camera.take(QStringLiteral("over-report-page"), kSettle);
    }
    window.open({.page = ui::PageId::Overview});
    QTest::qWait(kOpen);
    shootMenu(window, camera, "fleetScope", QStringLiteral("over-fleet-menu"));
    shootMenu(window, camera, "timeScope", QStringLiteral("over-time-menu"));
    if (auto* button = qobject_cast<QAbstractButton*>(named(window, "handOverButton"))) {
        button->click();
        camera.take(QStringLiteral("over-hand-over"), kSettle);
        closeDrawers(window);
    }
    QTest::keyClick(&window, Qt::Key_Question);
    camera.take(QStringLiteral("over-keys"), kOpen);
    QTest::keyClick(QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : &window, Qt::Key_Escape);
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    camera.take(QStringLiteral("over-palette"), kOpen);
}

// A window without a store, and the wizard in it.
void shootFirstRun(test::UiFixture& fixture, QSize size, Camera& camera) {
    auto& given = fixture.context();
    given.settings.remember(ui::toQString(fixture.folder().string()));
    ui::MainWindow window(given.theme, given.settings);
    auto* first = new ui::FirstRun(given.theme, given.settings, fixture.services);
    window.setFirstRun(first);
    window.resize(size);
    window.show();
    camera.look(window);
    camera.take(QStringLiteral("firstrun"), kOpen);
    using Outcome = ui::ProbeLine::Outcome;
    fixture.services.probeLines = {
        {Outcome::Good, QStringLiteral("Address"), QStringLiteral("10.0.0.7, port 8000")},
        {Outcome::Good, QStringLiteral("TLS"), QStringLiteral("1.3, 61 days left")},
        {Outcome::Warning, QStringLiteral("Without credentials"), QStringLiteral("metrics are shown to anybody")}};
    qobject_cast<QAbstractButton*>(named(*first, "firstRunConnect"))->click();
    for (const auto& [name, words] : {std::pair{"nodeId", "gateway-fra-1"}, {"nodeUrl", "https://10.0.0.7:8000"}})
        QTest::keyClicks(named(*first, name), QString::fromLatin1(words));
    camera.take(QStringLiteral("firstrun-wizard"), kSettle);
}

bool tamper(const std::filesystem::path& file) {
    sqlite3* db = nullptr;
    const bool done = sqlite3_open(file.c_str(), &db) == SQLITE_OK &&
                      sqlite3_exec(db, "UPDATE rollup SET count = count + 1 WHERE class = 6003", nullptr, nullptr,
                                   nullptr) == SQLITE_OK;
    sqlite3_close(db);
    return done;
}

// A window on `store`; null when it does not open.
std::unique_ptr<ui::MainWindow> makeWindow(test::UiFixture& fixture, QSize size, std::vector<ui::Page*>& pages) {
    auto& given = fixture.context();
    auto session = ui::Session::open(fixture.folder(), fixture.clock);
    if (!session) {
        std::cerr << session.error().text() << '\n';
        return nullptr;
    }
    (*session)->setActor(QStringLiteral("m.okafor"));
    auto scope = (*session)->scope();
    scope.range = ui::Range::LastDay;
    (*session)->setScope(scope);
    auto window = std::make_unique<ui::MainWindow>(given.theme, given.settings);
    auto workspace = std::make_unique<ui::Workspace>(std::move(*session), given.theme, *window, fixture.services,
                                                     given.settings, std::filesystem::path(VEDETTE_RESOURCES));
    pages = console::makePages(workspace->context());
    window->setWorkspace(std::move(workspace), pages);
    window->resize(size);
    window->show();
    QTest::qWait(2 * kSettle);
    return window;
}

// Where there is no screen, one as large as the window: a menu is moved to where a screen is.
void giveScreen(const QString& folder, int argc, char** argv) {
    if (qEnvironmentVariable("QT_QPA_PLATFORM") != QStringLiteral("offscreen") || argc < 6) return;
    const double scale = std::max(1.0, qEnvironmentVariable("QT_SCALE_FACTOR").toDouble());
    QFile file(folder + QStringLiteral("/screen.json"));
    if (!file.open(QIODevice::WriteOnly)) return;
    const auto pixels = [scale](const char* side) {
        return QByteArray::number(static_cast<int>(QByteArray(side).toInt() * scale));
    };
    file.write("{\"screens\":[{\"name\":\"one\",\"x\":0,\"y\":0,\"width\":" + pixels(argv[4]) +
               ",\"height\":" + pixels(argv[5]) + ",\"logicalDpi\":96,\"logicalBaseDpi\":96,\"dpr\":1}]}");
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + file.fileName().toUtf8());
}

}  // namespace

int main(int argc, char** argv) {
    const QTemporaryDir aside;
    giveScreen(aside.path(), argc, argv);
    QApplication application(argc, argv);
    const auto arguments = QApplication::arguments();
    if (arguments.size() < 6 || arguments.size() > 7) {
        std::cerr << "usage: vedette-screens DIR light|dark LANGUAGE WIDTH HEIGHT [NAME]\n";
        return 2;
    }
    const QString theme = arguments[2];
    const QString language = arguments[3];
    QLocale::setDefault(QLocale(language));
    QTranslator translator;
    if (translator.load(QStringLiteral(":/i18n/vedette_") + language)) QApplication::installTranslator(&translator);
    ui::ContentTranslator content(
        ContentWords::load(std::filesystem::path(VEDETTE_RESOURCES) / "i18n" / language.toStdString()));
    if (!content.isEmpty()) QApplication::installTranslator(&content);
    ui::ContentTranslator errors(
        ContentWords::load(std::filesystem::path(VEDETTE_RESOURCES) / "i18n" / language.toStdString() / "errors"));
    if (!errors.isEmpty()) QApplication::installTranslator(&errors);
    QDir().mkpath(arguments[1]);
    test::UiFixture fixture(test::UiFixture::Store::Demo,
                            theme == QStringLiteral("dark") ? ui::Theme::Mode::Dark : ui::Theme::Mode::Light);
    const QSize size(arguments[4].toInt(), arguments[5].toInt());
    std::vector<ui::Page*> pages;
    auto window = makeWindow(fixture, size, pages);
    if (!window) return 1;
    Camera camera(arguments, *window);
    for (auto* page : pages) {
        const QString name = page->objectName().chopped(4);
        if (!camera.wants(name)) continue;
        window->open({.page = page->id()});
        camera.take(name, kSettle);
    }
    fixture.waitForFeeds();
    shootOver(*window, fixture.context(), camera);
    if (camera.wants(QStringLiteral("decided")) || camera.only().startsWith(QStringLiteral("decided")))
        shootDecided(fixture, *window, camera);
    window.reset();
    if (camera.wants(QStringLiteral("firstrun"))) shootFirstRun(fixture, size, camera);
    if (camera.wants(QStringLiteral("tampered")) && tamper(fixture.folder() / "evidence.db")) {
        window = makeWindow(fixture, size, pages);
        if (!window) return 1;
        camera.look(*window);
        camera.take(QStringLiteral("tampered"), kSettle);
    }
    return camera.good() ? 0 : 1;
}
