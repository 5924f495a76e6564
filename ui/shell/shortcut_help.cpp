// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcut_help.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

#include "ui/theme/metrics.h"

namespace vedette::ui {
namespace {

constexpr int kLine = 26;
constexpr int kPad = 24;
constexpr int kGap = 20;      // between the keys and what they do
constexpr int kBetween = 32;  // between the two columns

}  // namespace

ShortcutHelp::ShortcutHelp(const Theme& theme, QWidget* window) : ThemedWidget(theme, window) {
    setObjectName(QStringLiteral("shortcutHelp"));
    setAccessibleName(tr("Keys"));
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocus", true);
    hide();
}

void ShortcutHelp::open(const QList<QAction*>& pageCommands) {
    m_lines = {{{}, tr("Everywhere")},
               {tr("Ctrl+1 … Ctrl+9"), tr("Go to a page")},
               {tr("Ctrl+K"), tr("Search, or run a command")},
               {tr("/"), tr("Filter this page")},
               {tr("Alt+Left"), tr("Back to where you were")},
               {tr("Ctrl+B"), tr("Collapse or expand the rail")},
               {tr("Tab, Shift+Tab"), tr("Next or previous control")},
               {tr("j, k or arrows"), tr("Next or previous row")},
               {tr("Enter"), tr("Open the row or the figure")},
               {tr("Esc"), tr("Close the drawer")},
               {tr("Ctrl+C"), tr("Copy the selected rows")},
               {tr("Menu key"), tr("What can be done with the row")},
               {tr("Ctrl+L"), tr("Lock, where somebody is signed in")},
               {tr("Ctrl+Shift+N"), tr("Another window on the same store")},
               {tr("Ctrl+Shift+W"), tr("Close this window")},
               {tr("Ctrl+Q"), tr("Quit")}};
    QList<Line> page;
    for (const QAction* action : pageCommands)
        if (!action->shortcut().isEmpty())
            page.push_back({action->shortcut().toString(QKeySequence::NativeText), action->text().remove(QChar(u'&'))});
    if (!page.isEmpty()) {
        m_lines.push_back({{}, tr("On this page")});
        m_lines += page;
    }
    QStringList spoken;
    for (const auto& line : std::as_const(m_lines)) spoken.push_back(line.keys + QChar(u' ') + line.what);
    setAccessibleDescription(spoken.join(QStringLiteral(". ")));
    const int rows = static_cast<int>((m_lines.size() + 1) / 2);
    measure();
    resize(2 * (m_keys + kGap + m_what) + kBetween + 2 * kPad, rows * kLine + 2 * kPad);
    move((parentWidget()->width() - width()) / 2, std::max(16, (parentWidget()->height() - height()) / 2));
    m_focusBefore = window()->focusWidget();
    show();
    raise();
    setFocus();
}

// As wide as the longest of each, so that no language is cut off; in a window too narrow for that the words end in "…".
void ShortcutHelp::measure() {
    const QFontMetrics keys(theme().font(FontRole::TableStrong));
    const QFontMetrics what(theme().font(FontRole::Table));
    m_keys = 0;
    m_what = 0;
    for (const Line& line : std::as_const(m_lines)) {
        if (line.keys.isEmpty()) continue;
        m_keys = std::max(m_keys, keys.horizontalAdvance(line.keys) + 1);
        m_what = std::max(m_what, what.horizontalAdvance(line.what) + 1);
    }
    const int most = (parentWidget()->width() - 2 * kPad - kBetween - 32) / 2 - m_keys - kGap;
    m_what = std::max(80, std::min(m_what, most));
}

void ShortcutHelp::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(theme().color(Token::BorderControl), 1));
    p.setBrush(theme().color(Token::Surface));
    p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius, metrics::kRadius);
    const auto rows = (m_lines.size() + 1) / 2;
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const int wide = m_keys + kGap + m_what;
        const QRectF line(kPad + (i < rows ? 0 : wide + kBetween), kPad + static_cast<double>(i % rows) * kLine, wide,
                          kLine);
        const auto& [keys, what] = m_lines[i];
        p.setFont(theme().font(keys.isEmpty() ? FontRole::BodyStrong : FontRole::Table));
        p.setPen(theme().color(Token::Text));
        const QRectF words = keys.isEmpty() ? line : line.adjusted(m_keys + kGap, 0, 0, 0);
        p.drawText(words, Qt::AlignVCenter,
                   p.fontMetrics().elidedText(what, Qt::ElideRight, static_cast<int>(words.width())));
        p.setPen(theme().color(Token::TextMuted));
        p.setFont(theme().font(FontRole::TableStrong));
        p.drawText(line, Qt::AlignVCenter, keys);
    }
}

void ShortcutHelp::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Question) {
        hide();
        if (m_focusBefore != nullptr) m_focusBefore->setFocus();
        return;
    }
    ThemedWidget::keyPressEvent(event);
}

void ShortcutHelp::focusOutEvent(QFocusEvent*) { hide(); }

}  // namespace vedette::ui
