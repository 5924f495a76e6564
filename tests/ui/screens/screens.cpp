// SPDX-License-Identifier: GPL-3.0-or-later
// Takes a picture of every page in a real window on the demo store. Usage: vedette-screens DIR (light|dark) LANGUAGE
// WIDTH HEIGHT; the scale comes from QT_SCALE_FACTOR. Files are called <page>-<theme>-<language>-<width>.png.
#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QTest>
#include <QTranslator>

#include <iostream>

#include "app/console/pages.h"
#include "tests/support/ui_fixture.h"
#include "ui/bridge/content.h"
#include "ui/shell/main_window.h"

using namespace vedette;

namespace {

constexpr int kSettle = 2'500;  // long enough for a page's questions on the demo store

bool shoot(ui::MainWindow& window, const QString& file) {
    QTest::qWait(kSettle);
    return window.grab().save(file);
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const auto arguments = QApplication::arguments();
    if (arguments.size() != 6) {
        std::cerr << "usage: vedette-screens DIR light|dark LANGUAGE WIDTH HEIGHT\n";
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
    auto& given = fixture.context();
    ui::MainWindow window(given.theme, given.settings);
    auto session = ui::Session::open(fixture.folder(), fixture.clock);
    if (!session) {
        std::cerr << session.error().text() << '\n';
        return 1;
    }
    (*session)->setActor(QStringLiteral("m.okafor"));
    auto scope = (*session)->scope();
    scope.range = ui::Range::LastDay;
    (*session)->setScope(scope);
    auto workspace = std::make_unique<ui::Workspace>(std::move(*session), given.theme, window, fixture.services,
                                                     given.settings, std::filesystem::path(VEDETTE_RESOURCES));
    const auto pages = console::makePages(workspace->context());
    window.setWorkspace(std::move(workspace), pages);
    window.resize(arguments[4].toInt(), arguments[5].toInt());
    window.show();
    QTest::qWait(2 * kSettle);
    const QString tail = QStringLiteral("-%1-%2-%3.png").arg(theme, language, arguments[4]);
    for (auto* page : pages) {
        window.open({.page = page->id()});
        if (!shoot(window, arguments[1] + QChar(u'/') + page->objectName().chopped(4) + tail)) return 1;
    }
    return 0;
}
