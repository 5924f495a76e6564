// SPDX-License-Identifier: GPL-3.0-or-later
// The look of the console: colours, fonts and icons for light and dark. One Theme lives in the program (the composition
// root owns it) and is handed to every widget as `const Theme&`; it must outlive them. UI thread only.
#pragma once

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtGui/QFont>
#include <QtGui/QIcon>
#include <QtGui/QPalette>

#include <memory>

#include "ui/theme/token.h"

class QApplication;

namespace vedette::ui {

class NumberText;

enum class FontRole {
    Caption,        // 11: captions, axes, column heads
    CaptionStrong,  // 11/600
    Table,          // 12: tables, chips
    TableStrong,    // 12/600
    Body,           // 13
    BodyMedium,     // 13/500: first line of a row, buttons
    BodyStrong,     // 13/600: card titles
    Lead,           // 15: the sentence of a page
    Title,          // 15/600: page and drawer titles
    Figure,         // 20/600
    LeadFigure,     // 28/600
    Mono,           // 11, DejaVu Sans Mono: records, hashes, entry numbers
};

class Theme : public QObject {
    Q_OBJECT
public:
    enum class Mode { System, Light, Dark };
    Q_ENUM(Mode)

    /// Needs a QGuiApplication. `System` follows the palette the desktop gave before ours was set.
    explicit Theme(Mode mode = Mode::System, QObject* parent = nullptr);
    ~Theme() override;
    Theme(const Theme&) = delete;
    Theme& operator=(const Theme&) = delete;

    /// Sets style, palette and font of the application and keeps them in step with changed(). Call once, before the
    /// first widget is shown.
    void install(QApplication& application);

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    bool isDark() const { return m_dark; }

    /// Drawers and palettes slide for 120 ms unless this is set (or the desktop asks for no animation).
    bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced) { m_reducedMotion = reduced; }

    QColor color(Token token) const { return tokenColor(token, m_dark); }
    /// `token` mixed with `under`, 0 = under, 1 = token; opaque, so that print and copy need no transparency.
    QColor mixed(Token token, Token under, double amount) const;
    QFont font(FontRole role) const;
    QPalette palette() const;

    /// A monochrome icon tinted with a token: Breeze's (the names of look.md), else our own of resources/icons
    /// ("logo", "seal" and stand-ins), else a plain square frame, never a null icon. Disabled and selected
    /// modes included. Repaint on changed(): icons keep the colour they were made with.
    QIcon icon(const QString& name, Token token = Token::TextMuted) const;
    QPixmap pixmap(const QString& name, int size, const QColor& color, qreal ratio) const;
    /// False when Breeze is not installed and every icon is a stand-in.
    bool hasIconTheme() const;

    /// Painter of numbers with digits of equal width.
    const NumberText& numbers() const { return *m_numbers; }

Q_SIGNALS:
    /// Colours differ from before: repaint, remake icons.
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    bool systemIsDark();

    Mode m_mode;
    bool m_dark = false;
    bool m_systemDark = false;
    bool m_reducedMotion = false;
    bool m_applying = false;
    QApplication* m_application = nullptr;
    QString m_family;
    QString m_monoFamily;
    std::unique_ptr<NumberText> m_numbers;
    mutable QHash<QString, QByteArray> m_svg;  // name -> file content; empty content: none found
};

}  // namespace vedette::ui
