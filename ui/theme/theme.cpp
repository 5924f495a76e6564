// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>

#include "ui/theme/focus_frame.h"
#include "ui/theme/number_text.h"
#include "ui/theme/style.h"

namespace vedette::ui {
namespace {

struct FontRow {
    int pixels;
    QFont::Weight weight;
};

FontRow fontRow(FontRole role) {
    switch (role) {
        case FontRole::Caption: return {11, QFont::Normal};
        case FontRole::CaptionStrong: return {11, QFont::DemiBold};
        case FontRole::Table: return {12, QFont::Normal};
        case FontRole::TableStrong: return {12, QFont::DemiBold};
        case FontRole::Body: return {13, QFont::Normal};
        case FontRole::BodyMedium: return {13, QFont::Medium};
        case FontRole::BodyStrong: return {13, QFont::DemiBold};
        case FontRole::Lead: return {15, QFont::Normal};
        case FontRole::Title: return {15, QFont::DemiBold};
        case FontRole::Figure: return {20, QFont::DemiBold};
        case FontRole::LeadFigure: return {28, QFont::DemiBold};
        case FontRole::Mono: return {11, QFont::Normal};
    }
    return {13, QFont::Normal};
}

/// The first of `wanted` that is installed, else what the system uses for this kind of text.
QString installedFamily(std::initializer_list<const char*> wanted, QFontDatabase::SystemFont fallback) {
    for (const char* name : wanted) {
        if (QFontDatabase::hasFamily(QString::fromLatin1(name))) return QString::fromLatin1(name);
    }
    return QFontDatabase::systemFont(fallback).family();
}

}  // namespace

Theme::Theme(Mode mode, QObject* parent) : QObject(parent), m_mode(mode), m_numbers(std::make_unique<NumberText>()) {
    m_family = installedFamily({"Inter", "Inter Variable", "Noto Sans", "DejaVu Sans"}, QFontDatabase::GeneralFont);
    m_monoFamily = installedFamily({"DejaVu Sans Mono", "Noto Sans Mono"}, QFontDatabase::FixedFont);
    m_systemDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    m_dark = m_mode == Mode::Dark || (m_mode == Mode::System && m_systemDark);
}

Theme::~Theme() = default;

void Theme::install(QApplication& application) {
    m_application = &application;
    application.setStyle(new Style(*this));  // the application owns its style
    application.installEventFilter(this);
    new FocusFrame(application, this);
    refresh();
}

void Theme::setMode(Mode mode) {
    if (m_mode == mode) return;
    m_mode = mode;
    refresh();
}

void Theme::refresh() {
    m_dark = m_mode == Mode::Dark || (m_mode == Mode::System && m_systemDark);
    if (m_application != nullptr) {
        m_applying = true;
        QApplication::setPalette(palette());
        QApplication::setFont(font(FontRole::Body));
        QToolTip::setPalette(palette());
        QToolTip::setFont(font(FontRole::Table));
        m_applying = false;
    }
    Q_EMIT changed();
}

bool Theme::systemIsDark() {
    // With no palette of ours the application shows the desktop's; there is no other way to ask in Qt 6.4.
    m_applying = true;
    QApplication::setPalette(QPalette());
    const bool dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    QApplication::setPalette(palette());
    m_applying = false;
    return dark;
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_application && event->type() == QEvent::ApplicationPaletteChange && !m_applying) {
        const bool dark = systemIsDark();
        if (dark != m_systemDark) {
            m_systemDark = dark;
            if (m_mode == Mode::System) refresh();
        }
    }
    return QObject::eventFilter(watched, event);
}

QColor Theme::mixed(Token token, Token under, double amount) const {
    const QColor a = color(token);
    const QColor b = color(under);
    const auto mix = [amount](int over, int below) {
        return qBound(0, qRound(over * amount + below * (1 - amount)), 255);
    };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

QFont Theme::font(FontRole role) const {
    const FontRow row = fontRow(role);
    QFont font(role == FontRole::Mono ? m_monoFamily : m_family);
    font.setPixelSize(row.pixels);
    font.setWeight(row.weight);
    if (role == FontRole::Mono) font.setStyleHint(QFont::Monospace);
    return font;
}

QPalette Theme::palette() const {
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, color(token)); };
    set(QPalette::Window, Token::Window);
    set(QPalette::WindowText, Token::Text);
    set(QPalette::Base, Token::Surface);
    set(QPalette::AlternateBase, Token::SurfaceAlt);
    set(QPalette::Text, Token::Text);
    set(QPalette::PlaceholderText, Token::TextFaint);
    set(QPalette::Button, Token::Surface);
    set(QPalette::ButtonText, Token::Text);
    set(QPalette::BrightText, Token::Critical);
    set(QPalette::ToolTipBase, Token::SurfaceAlt);
    set(QPalette::ToolTipText, Token::Text);
    set(QPalette::Highlight, Token::Selected);
    set(QPalette::HighlightedText, Token::Text);
    set(QPalette::Link, Token::Accent);
    set(QPalette::LinkVisited, Token::Accent);
    set(QPalette::Light, Token::Hover);
    set(QPalette::Midlight, Token::SurfaceAlt);
    set(QPalette::Mid, Token::Border);
    set(QPalette::Dark, Token::BorderControl);
    set(QPalette::Shadow, Token::BorderControl);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        palette.setColor(QPalette::Disabled, role, mixed(Token::TextFaint, Token::Surface, 0.7));
    }
    return palette;
}

}  // namespace vedette::ui
