// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/integrity_band.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {

IntegrityBand::IntegrityBand(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setObjectName(QStringLiteral("integrityBand"));
    setFixedHeight(40);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
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
            tr("The store has been changed: %1, %2. %n place(s) in all; nothing carries a seal until it is restored.",
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
    update();
}

void IntegrityBand::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.fillRect(rect(), theme().color(Token::CriticalSoft));
    p.fillRect(QRect(0, height() - 1, width(), 1), theme().color(Token::Critical));
    paintGlyph(p, Glyph::Critical, QRectF(16, (height() - 14) / 2.0, 14, 14), theme());
    p.setFont(theme().font(FontRole::BodyMedium));
    p.setPen(theme().color(Token::Critical));
    const QRect words(40, 0, (m_open->isVisible() ? m_open->x() : width()) - 52, height());
    p.drawText(words, Qt::AlignVCenter,
               QFontMetrics(p.font()).elidedText(accessibleName(), Qt::ElideRight, words.width()));
}

}  // namespace vedette::ui
