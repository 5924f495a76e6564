// SPDX-License-Identifier: GPL-3.0-or-later
// vedette: the desktop console.
#include <CLI/CLI.hpp>
#include <QApplication>
#include <QFontDatabase>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <iostream>

#include "app/console/console.h"
#include "app/console/desktop_keepsafe.h"
#include "app/console/memory.h"
#include "app/console/quit_signals.h"
#include "app/keychain/keychain.h"
#include "app/pipeline/collect.h"
#include "core/base/file.h"
#include "core/base/key_file.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"

namespace {

using namespace vedette;

ui::Theme::Mode modeOf(ui::ThemeChoice choice) {
    switch (choice) {
        case ui::ThemeChoice::Light: return ui::Theme::Mode::Light;
        case ui::ThemeChoice::Dark: return ui::Theme::Mode::Dark;
        case ui::ThemeChoice::System: break;
    }
    return ui::Theme::Mode::System;
}

void applyLanguage(QApplication& application, const QString& language) {
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    auto* own = new QTranslator(&application);
    // English carries the plural forms, so every language without its own words needs it.
    if (own->load(locale, QStringLiteral("vedette"), QStringLiteral("_"), QStringLiteral(":/i18n")) ||
        own->load(QStringLiteral(":/i18n/vedette_en.qm")))
        application.installTranslator(own);
    auto* qt = new QTranslator(&application);
    if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        application.installTranslator(qt);
    const QString content = QStringLiteral("i18n/") + locale.name().section(QChar(u'_'), 0, 0);
    for (const char* part : {"", "errors"}) {
        ContentWords words = ContentWords::load(resourceFolder() / ui::toStd(content) / part);
        for (const QString& problem : words.problems()) std::cerr << "vedette: " << ui::toStd(problem) << '\n';
        if (!words.isEmpty())
            QCoreApplication::installTranslator(new ui::ContentTranslator(std::move(words), &application));
    }
    application.setLayoutDirection(locale.textDirection());
}

// Without fonts a window cannot say that there are none.
void warnWithoutFonts() {
    // Qt names these three even where nothing stands behind them.
    const QStringList aliases = {QStringLiteral("Monospace"), QStringLiteral("Sans Serif"), QStringLiteral("Serif")};
    const QStringList families = QFontDatabase::families();
    if (std::ranges::all_of(families, [&](const QString& family) { return aliases.contains(family); }))
        std::cerr << "vedette: this machine has no fonts, so the window cannot show any text; install the packages "
                     "fonts-inter and fonts-dejavu-core\n";
}

struct Options {
    std::string store;
    std::string fleet;
    std::string settings;
    bool demo = false;
};

}  // namespace

int main(int argc, char** argv) {
    console::giveLargeBlocksBack();
    Options options;
    CLI::App cli("Vedette: compliance and threats of AI inference, every number down to its signed record.", "vedette");
    cli.add_option("store", options.store,
                   "Folder of the store to open; without it, the last one or the first-run screen");
    cli.add_option("--fleet", options.fleet, "Fleet file to collect from into the store");
    cli.add_option("--settings", options.settings, "File for this user's settings instead of the usual place");
    cli.add_flag("--demo", options.demo, "Open on a simulated fleet");
    cli.set_version_flag("--version", VEDETTE_VERSION);
    CLI11_PARSE(cli, argc, argv);

    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Vedette"));
    QApplication::setDesktopFileName(QStringLiteral("io.github.vedette.Vedette"));
    QApplication::setApplicationVersion(QStringLiteral(VEDETTE_VERSION));
    warnWithoutFonts();
    ui::SettingsStore settings(QString::fromStdString(options.settings));
    applyLanguage(application, settings.get().language);
    ui::Theme theme(modeOf(settings.get().theme));
    theme.install(application);
    theme.setReducedMotion(settings.get().reducedMotion);
    QObject::connect(&settings, &ui::SettingsStore::changed, &theme, [&theme](const ui::Settings& now) {
        theme.setMode(modeOf(now.theme));
        theme.setReducedMotion(now.reducedMotion);
    });

    followKeychain(sessionKeychain());
    console::Console console(theme, settings, resourceFolder(), nullptr, console::desktopKeepsafe());
    const console::QuitSignals signals;
    QObject::connect(&signals, &console::QuitSignals::quitAsked, &console.windows(), &console::Windows::closeAll);
    console.show();
    if (options.demo)
        console.startDemo();
    else if (options.store.empty())
        console.openLast();
    else if (console.openStore(options.store) && !options.fleet.empty())
        console.collectFrom(QString::fromStdString(options.fleet));
    return QApplication::exec();
}
