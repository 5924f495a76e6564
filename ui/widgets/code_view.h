// SPDX-License-Identifier: GPL-3.0-or-later
// Records, notes, hashes and commands: read-only DejaVu Sans Mono 11 on surfaceAlt, selectable and copied as it is.
#pragma once

#include <QtWidgets/QPlainTextEdit>

#include "ui/theme/theme.h"

class QSyntaxHighlighter;

namespace vedette::ui {

class CodeView : public QPlainTextEdit {
    Q_OBJECT
public:
    enum class Syntax { Plain, Json, Shell };
    explicit CodeView(const Theme& theme, QWidget* parent = nullptr);
    /// Replaces the text. The text is shown as given: nothing is added, so that what is copied still verifies.
    void setCode(const QString& code, Syntax syntax = Syntax::Plain);
    /// Height of its lines instead of a scroll bar, up to `lines`.
    void setFitted(int lines);
    QSize sizeHint() const override;

private:
    void apply();
    const Theme& m_theme;
    QSyntaxHighlighter* m_highlighter = nullptr;
    int m_fitted = 0;
};

}  // namespace vedette::ui
