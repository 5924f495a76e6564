// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/code_view.h"

#include <QtGui/QSyntaxHighlighter>
#include <QtGui/QTextDocument>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace vedette::ui {
namespace {

/// Names of JSON members in accent, comments of a shell line faint. No more: a record is read, not admired.
class CodeHighlighter : public QSyntaxHighlighter {
public:
    CodeHighlighter(const Theme& theme, QTextDocument* document) : QSyntaxHighlighter(document), m_theme(theme) {}
    CodeView::Syntax syntax = CodeView::Syntax::Plain;

protected:
    void highlightBlock(const QString& text) override {
        if (syntax == CodeView::Syntax::Shell) {
            const auto mark = text.indexOf(u'#');
            if (mark == 0 || (mark > 0 && text[mark - 1] == u' ')) {
                setFormat(static_cast<int>(mark), static_cast<int>(text.size() - mark),
                          m_theme.color(Token::TextFaint));
            }
        }
        if (syntax == CodeView::Syntax::Json) names(text);
    }

private:
    void names(const QString& text) {
        for (int i = 0; i < text.size(); ++i) {
            if (text[i] != u'"') continue;
            int end = i + 1;
            while (end < text.size() && text[end] != u'"') end += text[end] == u'\\' ? 2 : 1;
            int after = end + 1;
            while (after < text.size() && text[after] == u' ') ++after;
            if (after < text.size() && text[after] == u':') setFormat(i + 1, end - i - 1, m_theme.color(Token::Accent));
            i = end;
        }
    }
    const Theme& m_theme;
};

}  // namespace

CodeView::CodeView(const Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent), m_theme(theme), m_highlighter(new CodeHighlighter(theme, document())) {
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setFrameShape(QFrame::StyledPanel);
    document()->setDocumentMargin(8);
    setAccessibleName(tr("Text"));
    connect(&theme, &Theme::changed, this, &CodeView::apply);
    apply();
}

void CodeView::apply() {
    QPalette colours = m_theme.palette();
    colours.setColor(QPalette::Base, m_theme.color(Token::SurfaceAlt));
    setPalette(colours);
    setFont(m_theme.font(FontRole::Mono));
    m_highlighter->rehighlight();
}

void CodeView::setCode(const QString& code, Syntax syntax) {
    static_cast<CodeHighlighter*>(m_highlighter)->syntax = syntax;
    setPlainText(code);
    updateGeometry();
}

void CodeView::setFitted(int lines) {
    m_fitted = lines;
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    updateGeometry();
}

QSize CodeView::sizeHint() const {
    const int line = fontMetrics().lineSpacing();
    if (m_fitted <= 0) return {320, line * 10 + 18};
    const int lines = std::clamp(blockCount(), 1, m_fitted);
    return {320, line * lines + 18};
}

}  // namespace vedette::ui
