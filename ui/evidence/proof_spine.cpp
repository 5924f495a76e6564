// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/proof_spine.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "ui/bridge/text.h"
#include "ui/theme/style.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {
namespace {

constexpr int kTop = 2;     // levels shown below the root
constexpr int kBottom = 3;  // levels shown above the entry
constexpr double kPitchLeast = 20;
constexpr double kPitchMost = 33;
constexpr double kHead = 32;  // title, down to the root
constexpr double kFoot = 40;  // entry and leaf
constexpr double kArm = 60;   // from the spine to a sibling
constexpr double kArmLeast = 24;

QString shortHash(const Hash& hash) {
    const auto hex = toQString(toHex(hash));
    return hex.left(4) + QChar(0x2026) + hex.right(4);
}

}  // namespace

ProofSpine::ProofSpine(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setObjectName(QStringLiteral("proofSpine"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(this, QAccessible::Grouping);
    setMouseTracking(true);
    setProperty("ownFocus", true);
}

void ProofSpine::setProof(std::shared_ptr<const EntryProof> proof) {
    m_proof = std::move(proof);
    m_current = 0;
    describe();
    updateGeometry();
    update();
}

void ProofSpine::setFolded(bool folded) {
    if (folded == m_folded) return;
    m_folded = folded;
    m_current = std::min(m_current, static_cast<int>(rungs().size()) - 1);
    describe();
    updateGeometry();
    update();
}

int ProofSpine::foldedLevels() const {
    if (!m_proof || !m_folded) return 0;
    const int levels = static_cast<int>(m_proof->steps.size());
    return levels > kTop + kBottom + 1 ? levels - kTop - kBottom : 0;
}

QList<ProofSpine::Rung> ProofSpine::rungs() const {
    QList<Rung> list;
    if (!m_proof) return list;
    list.push_back({Rung::Kind::Root, -1});
    const int levels = static_cast<int>(m_proof->steps.size());
    const int folded = foldedLevels();
    for (int step = levels - 1; step >= 0; --step) {
        if (folded > 0 && step == levels - kTop - 1) {
            list.push_back({Rung::Kind::Fold, step});
            step = kBottom;
            continue;
        }
        list.push_back({Rung::Kind::Level, step});
    }
    return list;
}

double ProofSpine::pitch() const {
    const auto count = std::max<qsizetype>(1, rungs().size());
    return std::clamp((height() - kHead - kFoot) / static_cast<double>(count), kPitchLeast, kPitchMost);
}

double ProofSpine::rungY(int rung) const { return kHead + rung * pitch(); }

QSize ProofSpine::sizeHint() const {
    return {280, static_cast<int>(kHead + kFoot + kPitchMost * static_cast<double>(rungs().size()))};
}

QSize ProofSpine::minimumSizeHint() const {
    return {236, static_cast<int>(kHead + kFoot + kPitchLeast * static_cast<double>(rungs().size()))};
}

QString ProofSpine::wordsOf(const Rung& rung) const {
    if (rung.kind == Rung::Kind::Root) {
        const auto signedRoot = toQString(toHex(m_proof->checkpoint.root));
        if (!m_proof->broken)
            return tr("Signed root of %1 entries: %2").arg(number(m_proof->checkpoint.size), signedRoot);
        return tr("The proof leads to %1, but the signed root is %2.")
            .arg(toQString(toHex(m_proof->computed)), signedRoot);
    }
    if (rung.kind == Rung::Kind::Fold) return tr("%n more level(s); Enter shows them.", nullptr, foldedLevels());
    const auto& step = m_proof->steps[static_cast<std::size_t>(rung.step)];
    const auto sibling = toQString(toHex(step.sibling));
    const auto result = toQString(toHex(step.result));
    return (step.siblingLeft ? tr("Level %1: joined with %2 at its left it gives %3.")
                             : tr("Level %1: joined with %2 at its right it gives %3."))
        .arg(QString::number(rung.step + 1), sibling, result);
}

QString ProofSpine::currentWords() const {
    const auto list = rungs();
    return m_current >= 0 && m_current < list.size() ? wordsOf(list[m_current]) : QString();
}

void ProofSpine::describe() {
    if (!m_proof) {
        setAccessibleName(tr("Path of the proof"));
        return;
    }
    setAccessibleName(tr("Path of the proof from entry %1 to the signed root, %n level(s)", nullptr,
                         static_cast<int>(m_proof->steps.size()))
                          .arg(number(m_proof->entry)));
    setAccessibleDescription(currentWords());
    QAccessibleEvent spoken(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&spoken);
}

int ProofSpine::rungAt(const QPointF& point) const {
    const int count = static_cast<int>(rungs().size());
    for (int i = 0; i < count; ++i)
        if (std::abs(point.y() - rungY(i)) < pitch() / 2) return i;
    return -1;
}

void ProofSpine::paintRoot(QPainter& painter, double x) const {
    const bool broken = m_proof->broken.has_value();
    painter.setPen(theme().color(Token::Text));
    painter.setFont(theme().font(FontRole::TableStrong));
    painter.drawText(QRectF(0, 2, width(), 18), Qt::AlignHCenter | Qt::AlignVCenter,
                     tr("signed root of %1 entries").arg(number(m_proof->checkpoint.size)));
    const double y = rungY(0);
    const QColor color = theme().color(broken ? Token::Critical : Token::Accent);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QPointF(x, y), 7, 7);
    painter.setFont(theme().font(FontRole::Mono));
    painter.setPen(broken ? color : theme().color(Token::TextMuted));
    const QRectF beside(x + 16, y - 9, width() - x - 16, 18);
    if (!broken) {
        painter.drawText(beside, Qt::AlignLeft | Qt::AlignVCenter, shortHash(m_proof->checkpoint.root));
        return;
    }
    paintGlyph(painter, Glyph::Critical, QRectF(x - 28, y - 6, 12, 12), theme());
    painter.drawText(beside.translated(0, -8), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("signed %1").arg(shortHash(m_proof->checkpoint.root)));
    painter.drawText(beside.translated(0, 8), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("reached %1").arg(shortHash(m_proof->computed)));
}

void ProofSpine::paintSibling(QPainter& painter, double x, double y, const ProofStep& step) const {
    const double side = step.siblingLeft ? -1 : 1;
    // In a narrow card the hashes keep their room, and the arms give way.
    const double words = QFontMetricsF(theme().font(FontRole::Mono)).horizontalAdvance(shortHash(step.sibling));
    const double at = x + side * std::clamp(x - words - 14, kArmLeast, kArm);
    const double low = y;
    const double joint = y - pitch() / 2;
    painter.setPen(QPen(theme().color(Token::BorderControl), 1));
    painter.drawLine(QPointF(x, joint), QPointF(at, joint));
    painter.drawLine(QPointF(at, joint), QPointF(at, low - 5));
    painter.setBrush(theme().color(Token::Surface));
    painter.drawRect(QRectF(at - 4.5, low - 4.5, 9, 9));
    painter.setPen(theme().color(Token::TextMuted));
    painter.setFont(theme().font(FontRole::Mono));
    const QRectF room =
        step.siblingLeft ? QRectF(0, low - 9, at - 12, 18) : QRectF(at + 12, low - 9, width() - at - 12, 18);
    painter.drawText(room, (step.siblingLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                     shortHash(step.sibling));
}

void ProofSpine::paintEntry(QPainter& painter, double x) const {
    const int count = static_cast<int>(rungs().size());
    const double y = rungY(count - 1) + 10;
    painter.setPen(theme().color(Token::Text));
    painter.setFont(theme().font(FontRole::TableStrong));
    painter.drawText(QRectF(0, y, width(), 18), Qt::AlignHCenter | Qt::AlignVCenter,
                     tr("entry %1").arg(number(m_proof->entry)));
    painter.setPen(theme().color(Token::TextMuted));
    painter.setFont(theme().font(FontRole::Mono));
    painter.drawText(QRectF(0, y + 17, width(), 18), Qt::AlignHCenter | Qt::AlignVCenter,
                     tr("leaf %1").arg(shortHash(m_proof->leaf)));
    Q_UNUSED(x);
}

void ProofSpine::paintEvent(QPaintEvent*) {
    if (!m_proof) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto list = rungs();
    const double x = std::floor(width() / 2.0);
    const QColor accent = theme().color(Token::Accent);
    const bool broken = m_proof->broken.has_value();
    for (int i = 1; i < list.size(); ++i) {
        const bool dotted = list[i].kind == Rung::Kind::Fold || list[i - 1].kind == Rung::Kind::Fold;
        const QColor color = broken && i == 1 ? theme().color(Token::Critical) : accent;
        painter.setPen(QPen(color, 2, dotted || (broken && i == 1) ? Qt::DotLine : Qt::SolidLine));
        painter.drawLine(QPointF(x, rungY(i - 1)), QPointF(x, rungY(i)));
    }
    for (int i = 1; i < list.size(); ++i) {
        if (list[i].kind == Rung::Kind::Fold) {
            painter.setFont(theme().font(FontRole::Table));
            painter.setPen(theme().color(Token::TextMuted));
            painter.drawText(QRectF(x + 16, rungY(i) - 9, width() - x - 16, 18), Qt::AlignLeft | Qt::AlignVCenter,
                             tr("%n more level(s)", nullptr, foldedLevels()));
            continue;
        }
        paintSibling(painter, x, rungY(i), m_proof->steps[static_cast<std::size_t>(list[i].step)]);
        painter.setPen(Qt::NoPen);
        painter.setBrush(accent);
        painter.drawEllipse(QPointF(x, rungY(i)), 4.5, 4.5);
    }
    paintRoot(painter, x);
    paintEntry(painter, x);
    if (showsFocus(this) && m_current < list.size())
        paintFocusRing(painter, QRectF(x - 12, rungY(m_current) - 12, 24, 24), theme());
}

void ProofSpine::keyPressEvent(QKeyEvent* event) {
    const auto list = rungs();
    switch (event->key()) {
        case Qt::Key_Up:
        case Qt::Key_K: m_current = std::max(0, m_current - 1); break;
        case Qt::Key_Down:
        case Qt::Key_J: m_current = std::min(static_cast<int>(list.size()) - 1, m_current + 1); break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (m_current < list.size() && list[m_current].kind == Rung::Kind::Fold)
                setFolded(false);
            else
                setFolded(true);
            break;
        default: QWidget::keyPressEvent(event); return;
    }
    describe();
    update();
}

void ProofSpine::mousePressEvent(QMouseEvent* event) {
    const int rung = rungAt(event->position());
    const auto list = rungs();
    if (rung < 0 || rung >= list.size()) return;
    m_current = rung;
    if (list[rung].kind == Rung::Kind::Fold) setFolded(false);
    describe();
    update();
}

bool ProofSpine::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && m_proof) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int rung = rungAt(help->pos());
        if (rung >= 0)
            QToolTip::showText(help->globalPos(), wordsOf(rungs()[rung]), this);
        else
            QToolTip::hideText();
        return true;
    }
    return ThemedWidget::event(event);
}

}  // namespace vedette::ui
