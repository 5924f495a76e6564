// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/integrity_band.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QResizeEvent>

#include <algorithm>

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/shell/mirrored.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {
namespace {

constexpr int kWords = 40;  // after the shape

}  // namespace

IntegrityBand::IntegrityBand(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setObjectName(QStringLiteral("integrityBand"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 16, 6);
    layout->addStretch(1);
    m_open = new QPushButton(tr("What is damaged"), this);
    m_open->setObjectName(QStringLiteral("integrityBandOpen"));
    layout->addWidget(m_open);
    connect(m_open, &QPushButton::clicked, this, &IntegrityBand::openRequested);
    hide();
}

void IntegrityBand::showReport(const VerifyReport& report) {
    m_damage.clear();
    if (!report.intact && !report.damage.empty())
        m_damage =
            tr("The store has been changed: %1, %2. %Ln place(s) in all; nothing carries a seal until it is restored.",
               nullptr, static_cast<int>(report.damageCount))
                .arg(said(report.damage.front().place), said(report.damage.front().what));
    else if (!report.intact)
        m_damage =
            tr("Not every entry could be verified: %1 of %2.").arg(number(report.verified), number(report.entries));
    refresh();
}

void IntegrityBand::showTrouble(const QString& trouble) {
    m_trouble = trouble;
    refresh();
}

void IntegrityBand::clear() {
    m_damage.clear();
    m_trouble.clear();
    refresh();
}

void IntegrityBand::refresh() {
    const QString text = m_damage.isEmpty() ? m_trouble : m_damage;
    setVisible(!text.isEmpty());
    m_open->setVisible(!m_damage.isEmpty());
    setAccessibleName(text);
    setToolTip(text);
    fit();
    update();
}

int IntegrityBand::wordsWidth() const {
    return width() - kWords - 16 - (m_open->isVisibleTo(this) ? m_open->sizeHint().width() + 12 : 0);
}

// As high as its words: what was changed is never cut.
void IntegrityBand::fit() {
    const QFontMetrics metrics(theme().font(FontRole::BodyMedium));
    const int high = metrics.boundingRect(QRect(0, 0, wordsWidth(), 400), Qt::TextWordWrap, accessibleName()).height();
    setFixedHeight(std::max(40, high + 20));
}

void IntegrityBand::resizeEvent(QResizeEvent* event) {
    ThemedWidget::resizeEvent(event);
    if (event->oldSize().width() != width()) fit();
}

void IntegrityBand::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.fillRect(rect(), theme().color(Token::CriticalSoft));
    p.fillRect(QRect(0, height() - 1, width(), 1), theme().color(Token::Critical));
    paintGlyph(p, Glyph::Critical, mirroredIn(*this, QRectF(16, (height() - 14) / 2.0, 14, 14)), theme());
    p.setFont(theme().font(FontRole::BodyMedium));
    p.setPen(theme().color(Token::Critical));
    const QRectF words = mirroredIn(*this, QRectF(kWords, 0, wordsWidth(), height()));
    p.drawText(words, int(Qt::AlignVCenter | Qt::TextWordWrap), accessibleName());
}

}  // namespace vedette::ui
