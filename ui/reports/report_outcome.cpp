// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_outcome.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QUrl>

#include "ui/bridge/text.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {

ReportOutcome::ReportOutcome(Context& context, QWidget* parent)
    : ThemedWidget(context.theme, parent),
      m_context(context),
      m_head(new GlyphLabel(context.theme, Glyph::Pass, QStringLiteral(" "), this)),
      m_detail(new TextLabel(context.theme, {}, FontRole::Table, Token::TextMuted, this)),
      m_buttons(new QWidget(this)) {
    setObjectName(QStringLiteral("reportOutcome"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(6);
    m_head->setTone(Token::Text);
    m_detail->setObjectName(QStringLiteral("reportOutcomeText"));
    m_detail->setWordWrap(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_head);
    column->addWidget(m_detail);
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    m_open = new QPushButton(tr("Open folder"), m_buttons);
    m_open->setObjectName(QStringLiteral("openReportFolder"));
    auto* copy = new QPushButton(tr("Copy path"), m_buttons);
    copy->setObjectName(QStringLiteral("copyReportPath"));
    row->addWidget(m_open);
    row->addWidget(copy);
    row->addStretch(1);
    column->addWidget(m_buttons);
    connect(m_open, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder)); });
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(m_folder));
        m_context.go.toast(tr("The path is copied."));
    });
    hide();
}

void ReportOutcome::clear() { hide(); }

void ReportOutcome::tell(Glyph glyph, const QString& words, const QString& detail) {
    m_head->setGlyph(glyph, words);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_buttons->setVisible(glyph == Glyph::Pass);
    setAccessibleName(words);
    setVisible(true);
}

void ReportOutcome::showFiles(const std::vector<WrittenFile>& files, const QString& note) {
    QStringList names;
    for (const auto& file : files) names.push_back(visible(file.path.filename().string()));
    if (!files.empty()) m_folder = toQString(files.front().path.parent_path().string());
    QStringList lines = {tr("%1 in %2").arg(names.join(QStringLiteral(", ")), m_folder)};
    if (!note.isEmpty()) lines.push_back(note);
    tell(Glyph::Pass, tr("%n files are written.", nullptr, static_cast<int>(files.size())), lines.join(QChar(u'\n')));
}

void ReportOutcome::showProblem(const QString& sentence, const QString& detail) { tell(Glyph::Fail, sentence, detail); }

void ReportOutcome::showCancelled() {
    tell(Glyph::NotApplicable, tr("The report was cancelled. Nothing was written."), {});
}

void ReportOutcome::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paint::box(painter, QRectF(rect()), theme().color(Token::SurfaceAlt), theme().color(Token::Border));
}

}  // namespace vedette::ui
