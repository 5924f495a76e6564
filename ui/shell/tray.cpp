// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/tray.h"

#include <QPainter>

#include <algorithm>

#include "core/event/event.h"

namespace vedette::ui {
namespace {

int untakenCritical(const AlertQueue& queue) {
    return static_cast<int>(std::count_if(queue.alerts.begin(), queue.alerts.end(), [](const AlertSummary& a) {
        return a.severity >= ocsf::kCritical && a.status == AlertStatus::New;
    }));
}

}  // namespace

TrayLook trayLook(const Context* context) {
    if (context == nullptr) return {Glyph::None, Tray::tr("Vedette: no store is open")};
    if (const auto& report = context->integrity.report(); report && !report->intact)
        return {Glyph::Fail, Tray::tr("Vedette: the log does not verify")};
    const auto queue = context->alerts.value();
    if (const int critical = queue ? untakenCritical(*queue) : 0; critical > 0)
        return {Glyph::Critical, Tray::tr("Vedette: %n critical alert(s) that nobody has taken up", nullptr, critical)};
    const auto health = context->services.health();
    if (!health.stopped.isEmpty()) return {Glyph::NodeSilent, Tray::tr("Vedette: collecting has stopped")};
    if (health.failing > 0)
        return {Glyph::NodeShort, Tray::tr("Vedette: %n source(s) failing", nullptr, static_cast<int>(health.failing))};
    return {Glyph::None, Tray::tr("Vedette: nothing critical is open")};
}

QIcon trayIcon(const Theme& theme, Glyph glyph) {
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48}) {
        QPixmap picture = theme.pixmap(QStringLiteral("logo"), size, theme.color(Token::Accent), 1);
        if (glyph != Glyph::None) {
            QPainter painter(&picture);
            painter.setRenderHint(QPainter::Antialiasing);
            const double mark = size * 0.56;
            const QRectF corner(size - mark, size - mark, mark, mark);
            // A free edge keeps the shape readable on the logo, whatever the colour of the panel.
            painter.setCompositionMode(QPainter::CompositionMode_Clear);
            painter.drawEllipse(corner.adjusted(-1, -1, 1, 1));
            painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
            paintGlyph(painter, glyph, corner, theme);
        }
        icon.addPixmap(picture);
    }
    return icon;
}

std::unique_ptr<Tray> Tray::make(const Theme& theme) {
    if (!QSystemTrayIcon::isSystemTrayAvailable()) return nullptr;
    return std::unique_ptr<Tray>(new Tray(theme));
}

Tray::Tray(const Theme& theme) : m_theme(theme) {
    connect(m_menu.addAction(tr("Open Vedette")), &QAction::triggered, this, &Tray::openRequested);
    connect(m_menu.addAction(tr("Quit")), &QAction::triggered, this, &Tray::quitRequested);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger) Q_EMIT openRequested();
    });
    connect(&theme, &Theme::changed, this, [this] { m_icon.setIcon(trayIcon(m_theme, m_look.glyph)); });
    m_look.glyph = Glyph::Info;  // so that the first look is shown
    describe();
    m_icon.show();
}

void Tray::setContext(Context* context) {
    if (m_context != nullptr) {
        m_context->alerts.disconnect(this);
        m_context->integrity.disconnect(this);
    }
    m_context = context;
    if (context != nullptr) {
        connect(&context->alerts, &FeedBase::changed, this, &Tray::describe);
        connect(&context->integrity, &IntegrityWatch::changed, this, &Tray::describe);
        connect(&context->fleet, &FeedBase::changed, this, &Tray::describe);
    }
    describe();
}

void Tray::describe() {
    const TrayLook look = trayLook(m_context);
    if (look == m_look) return;
    m_look = look;
    m_icon.setIcon(trayIcon(m_theme, look.glyph));
    m_icon.setToolTip(look.words);
}

}  // namespace vedette::ui
