// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance/control_matrix.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <numeric>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/accessible_role.h"

namespace vedette::ui {
namespace {

constexpr int kLabel = 116;
constexpr int kHead = 44;
constexpr int kPitch = 15;
constexpr int kAcross = 4;
constexpr int kInset = 8;
constexpr int kLeastColumn = kInset + kAcross * kPitch;
constexpr int kLeastRow = 58;
constexpr int kHeadRoom = 11;  // beside the words of a head
constexpr int kGlyphSize = metrics::kGlyphMatrix;

}  // namespace

ControlMatrix::ControlMatrix(const Theme& theme, QWidget* parent) : QAbstractScrollArea(parent), m_theme(theme) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(this, QAccessible::Grouping);
    setProperty("ownFocus", true);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    horizontalScrollBar()->setSingleStep(kPitch);
    verticalScrollBar()->setSingleStep(kPitch * 2);
    setAccessibleName(tr("Controls by framework and requirement group"));
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void ControlMatrix::setContent(std::vector<MatrixColumn> columns, std::vector<MatrixRow> rows) {
    m_columns = std::move(columns);
    m_rows = std::move(rows);
    layOut();
    if (placeOf(m_current) < 0) m_current.clear();
    viewport()->update();
}

const MatrixMark& ControlMatrix::markAt(const Place& place) const {
    return m_rows[static_cast<std::size_t>(place.row)].marks[static_cast<std::size_t>(place.mark)];
}

// Each column is as wide as its head needs, so that no head is cut in a language of long words.
std::vector<int> ControlMatrix::leastWidths() const {
    const QFontMetrics strong(m_theme.font(FontRole::CaptionStrong));
    const QFontMetrics faint(m_theme.font(FontRole::Caption));
    std::vector<int> widths;
    for (const auto& [first, second] : m_columns)
        widths.push_back(std::max(
            {kLeastColumn, strong.horizontalAdvance(first) + kHeadRoom, faint.horizontalAdvance(second) + kHeadRoom}));
    return widths;
}

// Where the columns begin, and where the last one ends; what room there is beyond their needs is shared.
void ControlMatrix::layOutColumns() {
    const auto widths = leastWidths();
    const int spare = viewport()->width() - kLabel - std::accumulate(widths.begin(), widths.end(), 0);
    const auto count = static_cast<int>(widths.size());
    m_lefts.assign(1, kLabel);
    for (int i = 0; i < count; ++i) {
        const int share = spare > 0 ? spare * (i + 1) / count - spare * i / count : 0;
        m_lefts.push_back(m_lefts.back() + widths[static_cast<std::size_t>(i)] + share);
    }
}

void ControlMatrix::layOut() {
    m_places.clear();
    m_tops.assign(1, kHead);
    layOutColumns();
    for (std::size_t r = 0; r < m_rows.size(); ++r) {
        std::vector<int> counts(m_columns.size(), 0);
        const int top = m_tops.back();
        for (std::size_t m = 0; m < m_rows[r].marks.size(); ++m) {
            const auto column = static_cast<std::size_t>(m_rows[r].marks[m].column);
            const int n = counts[column]++;
            const QPoint at(m_lefts[column] + kInset + n % kAcross * kPitch, top + kInset + 2 + n / kAcross * kPitch);
            m_places.push_back({static_cast<int>(r), static_cast<int>(m), QRect(at, QSize(kGlyphSize, kGlyphSize)),
                                QPoint(static_cast<int>(column), n)});
        }
        const int most = counts.empty() ? 0 : *std::ranges::max_element(counts);
        m_tops.push_back(top + std::max(kLeastRow, 2 * kInset + 4 + (most + kAcross - 1) / kAcross * kPitch));
    }
    // In reading order: row, column, place in the cell.
    std::ranges::stable_sort(m_places, [](const Place& a, const Place& b) {
        return std::tuple(a.row, a.cell.x(), a.cell.y()) < std::tuple(b.row, b.cell.x(), b.cell.y());
    });
    const int width = m_lefts.back();
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    verticalScrollBar()->setRange(0, std::max(0, m_tops.back() - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
}

QSize ControlMatrix::sizeHint() const {
    const auto widths = leastWidths();
    return {std::accumulate(widths.begin(), widths.end(), kLabel), m_tops.empty() ? 240 : m_tops.back()};
}

QRect ControlMatrix::onScreen(const QRect& rect) const {
    QRect at = rect.translated(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    if (layoutDirection() == Qt::RightToLeft) at.moveLeft(viewport()->width() - at.left() - at.width());
    return at;
}

int ControlMatrix::placeOf(const QString& id) const {
    if (id.isEmpty()) return -1;
    for (std::size_t i = 0; i < m_places.size(); ++i)
        if (markAt(m_places[i]).id == id) return static_cast<int>(i);
    return -1;
}

int ControlMatrix::placeAt(const QPoint& viewport) const {
    // Behind the heads that stay in place there is nothing to click.
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int x = mirrored ? this->viewport()->width() - viewport.x() : viewport.x();
    if (x < kLabel || viewport.y() < kHead) return -1;
    for (std::size_t i = 0; i < m_places.size(); ++i)
        if (onScreen(m_places[i].rect).adjusted(-2, -2, 2, 2).contains(viewport) && markAt(m_places[i]).matches)
            return static_cast<int>(i);
    return -1;
}

QString ControlMatrix::current() const { return m_current; }

QRect ControlMatrix::markRect(const QString& id) const {
    const int place = placeOf(id);
    return place < 0 ? QRect() : onScreen(m_places[static_cast<std::size_t>(place)].rect);
}

bool ControlMatrix::setCurrent(const QString& id) {
    const int place = placeOf(id);
    if (place < 0) return false;
    if (id != m_current) moveTo(place);
    return true;
}

void ControlMatrix::moveTo(int place) {
    const Place& p = m_places[static_cast<std::size_t>(place)];
    const MatrixMark& mark = markAt(p);
    m_current = mark.id;
    const auto bring = [](QScrollBar* bar, int low, int high, int hidden, int room) {
        if (low - hidden < bar->value()) bar->setValue(low - hidden);
        if (high > bar->value() + room) bar->setValue(high - room);
    };
    bring(horizontalScrollBar(), p.rect.left() - kInset, p.rect.right() + kInset, kLabel, viewport()->width());
    bring(verticalScrollBar(), p.rect.top() - kInset, p.rect.bottom() + kInset, kHead, viewport()->height());
    setAccessibleDescription(mark.words);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    viewport()->update();
    Q_EMIT currentChanged(m_current);
}

void ControlMatrix::step(int by) {
    const int count = static_cast<int>(m_places.size());
    int at = placeOf(m_current);
    if (at < 0) at = by > 0 ? -1 : count;
    for (at += by; at >= 0 && at < count; at += by)
        if (markAt(m_places[static_cast<std::size_t>(at)]).matches) return moveTo(at);
}

// One line of shapes up or down: within the cell first, then to the next framework, as near as may be.
void ControlMatrix::stepRow(int direction) {
    const int from = placeOf(m_current);
    if (from < 0) return step(direction);
    const QRect here = m_places[static_cast<std::size_t>(from)].rect;
    int best = -1;
    auto bestRank = std::pair(0, 0);
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const int down = (m_places[i].rect.top() - here.top()) * direction;
        if (down <= 0 || !markAt(m_places[i]).matches) continue;
        const auto rank = std::pair(down, std::abs(m_places[i].rect.left() - here.left()));
        if (best < 0 || rank < bestRank) {
            best = static_cast<int>(i);
            bestRank = rank;
        }
    }
    if (best >= 0) moveTo(best);
}

void ControlMatrix::keyPressEvent(QKeyEvent* event) {
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
        case Qt::Key_Left: return step(-forward);
        case Qt::Key_Right: return step(forward);
        case Qt::Key_Up:
        case Qt::Key_K: return stepRow(-1);
        case Qt::Key_Down:
        case Qt::Key_J: return stepRow(1);
        case Qt::Key_Home: m_current.clear(); return step(1);
        case Qt::Key_End: m_current.clear(); return step(-1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (!m_current.isEmpty()) Q_EMIT activated(m_current);
            return;
        default: QAbstractScrollArea::keyPressEvent(event);
    }
}

void ControlMatrix::mousePressEvent(QMouseEvent* event) {
    const int place = placeAt(event->pos());
    if (place < 0 || event->button() != Qt::LeftButton) return;
    moveTo(place);
    Q_EMIT activated(m_current);
}

void ControlMatrix::contextMenuEvent(QContextMenuEvent* event) {
    const int place = event->reason() == QContextMenuEvent::Mouse ? placeAt(event->pos()) : placeOf(m_current);
    if (place < 0) return;
    moveTo(place);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions());
    menu->popup(viewport()->mapToGlobal(markRect(m_current).bottomLeft()));
}

void ControlMatrix::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    if (m_current.isEmpty() && event->reason() != Qt::MouseFocusReason) step(1);
    viewport()->update();
}

void ControlMatrix::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void ControlMatrix::resizeEvent(QResizeEvent*) { layOut(); }

bool ControlMatrix::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::MouseMove) {
        const bool on = placeAt(static_cast<QMouseEvent*>(event)->pos()) >= 0;
        viewport()->setCursor(on ? Qt::PointingHandCursor : Qt::ArrowCursor);
    }
    if (event->type() != QEvent::ToolTip) return QAbstractScrollArea::viewportEvent(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const int place = placeAt(help->pos());
    if (place < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), markAt(m_places[static_cast<std::size_t>(place)]).words, this);
    return true;
}

void ControlMatrix::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    paintGrid(painter);
    paintMarks(painter);
    paintLabels(painter);
    paintHeads(painter);
}

void ControlMatrix::paintGrid(QPainter& painter) const {
    const QColor line = m_theme.color(Token::Border);
    for (std::size_t r = 1; r < m_tops.size(); ++r)
        painter.fillRect(onScreen(QRect(0, m_tops[r] - 1, sizeHint().width() + 4096, 1)), line);
    for (const int left : m_lefts) painter.fillRect(onScreen(QRect(left, 0, 1, m_tops.back())), line);
}

void ControlMatrix::paintMarks(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Place& place : m_places) {
        const MatrixMark& mark = markAt(place);
        const QRectF at = onScreen(place.rect);
        if (mark.matches) {
            paintGlyph(painter, mark.state, at, m_theme);
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme.color(Token::Quiet));
            painter.drawEllipse(at.center() + QPointF(0.5, 0.5), 1.5, 1.5);
        }
        if (mark.id != m_current) continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(hasFocus() ? Token::Accent : Token::BorderControl), hasFocus() ? 2 : 1));
        painter.drawRoundedRect(at.adjusted(-2.5, -2.5, 2.5, 2.5), 3, 3);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void ControlMatrix::paintLabels(QPainter& painter) const {
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QRect strip(mirrored ? viewport()->width() - kLabel : 0, 0, kLabel, viewport()->height());
    painter.fillRect(strip, m_theme.color(Token::Surface));
    const int y = verticalScrollBar()->value();
    const auto side = Qt::AlignLeading | Qt::AlignTop;
    for (std::size_t r = 0; r < m_rows.size(); ++r) {
        const QRect area(strip.left() + 12, m_tops[r] - y + kInset, kLabel - 20,
                         m_tops[r + 1] - m_tops[r] - kInset - 2);
        painter.setFont(m_theme.font(FontRole::BodyStrong));
        painter.setPen(m_theme.color(Token::Text));
        painter.drawText(QRect(area.left(), area.top(), area.width(), 18),
                         static_cast<int>(QStyle::visualAlignment(layoutDirection(), side)),
                         painter.fontMetrics().elidedText(m_rows[r].title, Qt::ElideRight, area.width()));
        painter.setFont(m_theme.font(FontRole::Caption));
        painter.setPen(m_theme.color(Token::TextFaint));
        painter.drawText(area.adjusted(0, 18, 0, 0),
                         static_cast<int>(QStyle::visualAlignment(layoutDirection(), side)) | Qt::TextWordWrap,
                         m_rows[r].subtitle);
        painter.fillRect(strip.left(), m_tops[r + 1] - y - 1, kLabel, 1, m_theme.color(Token::Border));
    }
    painter.fillRect(mirrored ? strip.left() : strip.right(), 0, 1, m_tops.back() - y, m_theme.color(Token::Border));
}

void ControlMatrix::paintHeads(QPainter& painter) const {
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    painter.fillRect(0, 0, viewport()->width(), kHead, m_theme.color(Token::SurfaceAlt));
    painter.fillRect(0, kHead - 1, viewport()->width(), 1, m_theme.color(Token::Border));
    const auto side = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter));
    const auto say = [&](const QRect& at, FontRole role, Token tone, const QString& text) {
        painter.setFont(m_theme.font(role));
        painter.setPen(m_theme.color(tone));
        painter.drawText(at, side, painter.fontMetrics().elidedText(text, Qt::ElideRight, at.width()));
    };
    const QRect strip(mirrored ? viewport()->width() - kLabel : 0, 0, kLabel, kHead - 1);
    painter.save();
    painter.setClipRect(mirrored ? QRect(0, 0, strip.left(), kHead) : QRect(kLabel, 0, viewport()->width(), kHead));
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        QRect at = onScreen(QRect(m_lefts[c], 0, m_lefts[c + 1] - m_lefts[c], kHead));
        at.moveTop(0);
        painter.fillRect(mirrored ? at.left() : at.right() + 1, 0, 1, kHead, m_theme.color(Token::Border));
        at.adjust(6, 0, -3, 0);
        say(QRect(at.left(), 6, at.width(), 16), FontRole::CaptionStrong, Token::Text, m_columns[c].first);
        say(QRect(at.left(), 22, at.width(), 16), FontRole::Caption, Token::TextFaint, m_columns[c].second);
    }
    painter.restore();
    say(strip.adjusted(12, 6, -8, 16), FontRole::Caption, Token::TextFaint, tr("Framework"));
    painter.fillRect(mirrored ? strip.left() : strip.right(), 0, 1, kHead, m_theme.color(Token::Border));
}

}  // namespace vedette::ui
