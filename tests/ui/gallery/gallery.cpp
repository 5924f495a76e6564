// SPDX-License-Identifier: GPL-3.0-or-later
// vedette-gallery DIR: writes the sheets light and dark. Run it with QT_QPA_PLATFORM=offscreen, QT_SCALE_FACTOR=2 for
// the scale of 200 %, and look at the pictures beside those the design was drawn in.
#include <QtCore/QDir>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QWidget>

#include <cstdio>

#include "tests/ui/gallery/gallery_model.h"

using namespace vedette::ui;

namespace {

bool save(const Theme& theme, QWidget* sheet, const QString& name, const QSize& size) {
    sheet->setAttribute(Qt::WA_StyledBackground, false);
    sheet->resize(size);
    sheet->show();
    for (int i = 0; i < 5; ++i) QApplication::processEvents();
    const QString file = QStringLiteral("%1-%2%3.png")
                             .arg(name, theme.isDark() ? QStringLiteral("dark") : QStringLiteral("light"),
                                  sheet->devicePixelRatioF() > 1 ? QStringLiteral("@2x") : QString());
    const bool done = sheet->grab().save(file);
    std::printf("%s %s\n", done ? "wrote" : "cannot write", qPrintable(QDir::current().filePath(file)));
    delete sheet;
    return done;
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1])) ||
        !QDir::setCurrent(QString::fromLocal8Bit(argv[1]))) {
        std::fputs("vedette-gallery: give the folder for the pictures\n", stderr);
        return 2;
    }
    QApplication::setOrganizationName(QStringLiteral("vedette-gallery"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    if (qEnvironmentVariableIsSet("VEDETTE_RTL")) QApplication::setLayoutDirection(Qt::RightToLeft);
    Theme theme(Theme::Mode::Light);
    theme.setReducedMotion(true);
    theme.install(application);
    bool done = true;
    for (const Theme::Mode mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
        theme.setMode(mode);
        done = save(theme, widgetsSheet(theme), QStringLiteral("widgets"), {1240, 1120}) && done;
        done = save(theme, tableSheet(theme), QStringLiteral("table"), {1240, 620}) && done;
        done = save(theme, chartsSheet(theme), QStringLiteral("charts"), {1240, 900}) && done;
    }
    return done ? 0 : 4;
}
