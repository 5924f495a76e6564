// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"

namespace vedette::ui {
namespace {

constexpr int kWidth = 560;
constexpr int kMostShown = 60;
constexpr int kTop = 64;
constexpr int kMostHigh = 420;

// Words in any order, each somewhere in title or group.
bool matches(const PaletteItem& item, const QStringList& words) {
    return std::all_of(words.begin(), words.end(), [&](const QString& word) {
        return item.title.contains(word, Qt::CaseInsensitive) || item.group.contains(word, Qt::CaseInsensitive);
    });
}

class PaletteDelegate : public QStyledItemDelegate {
public:
    PaletteDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {kWidth - 20, metrics::kRow};
    }
    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        p->save();
        const bool current = option.state.testFlag(QStyle::State_Selected);
        p->fillRect(option.rect, m_theme.color(current ? Token::Selected : Token::Surface));
        if (current)
            p->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), m_theme.color(Token::Accent));
        const QRect words = option.rect.adjusted(16, 0, -16, 0);
        const QString detail = index.data(Qt::UserRole).toString();
        p->setFont(m_theme.font(FontRole::Caption));
        p->setPen(m_theme.color(Token::TextFaint));
        const int detailWidth = QFontMetrics(p->font()).horizontalAdvance(detail);
        p->drawText(words, Qt::AlignVCenter | Qt::AlignRight, detail);
        p->setFont(m_theme.font(FontRole::Body));
        p->setPen(m_theme.color(Token::Text));
        const QRect title = words.adjusted(0, 0, -detailWidth - 16, 0);
        p->drawText(title, Qt::AlignVCenter,
                    QFontMetrics(p->font()).elidedText(index.data().toString(), Qt::ElideRight, title.width()));
        p->restore();
    }

private:
    const Theme& m_theme;
};

}  // namespace

CommandPalette::CommandPalette(const Theme& theme, QWidget* window) : ThemedWidget(theme, window) {
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Search and commands"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(8);
    m_field = new QLineEdit(this);
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setPlaceholderText(tr("A page, a command, an alert, a node, a control, or what the evidence should hold"));
    m_field->setAccessibleName(m_field->placeholderText());
    setFormSized(m_field);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("What matches"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setItemDelegate(new PaletteDelegate(theme, m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    hide();
}

void CommandPalette::open(QList<PaletteItem> items, std::function<QList<PaletteItem>(const QString&)> forWords) {
    m_items = std::move(items);
    m_forWords = std::move(forWords);
    m_focusBefore = window()->focusWidget();
    m_field->clear();
    filter();
    show();
    raise();
    m_field->setFocus();
}

void CommandPalette::close() {
    if (!isVisible()) return;
    hide();
    if (m_focusBefore != nullptr && window()->isAncestorOf(m_focusBefore)) m_focusBefore->setFocus();
    m_focusBefore.clear();
}

void CommandPalette::place() {
    const int width = std::min(kWidth, parentWidget()->width() - 32);
    // As high as what it lists.
    const QMargins edge = layout()->contentsMargins();
    const int wanted = edge.top() + m_field->sizeHint().height() + layout()->spacing() +
                       std::max(1, m_list->count()) * metrics::kRow + edge.bottom();
    const int height = std::min({wanted, kMostHigh, parentWidget()->height() - kTop - 32});
    setGeometry((parentWidget()->width() - width) / 2, kTop, width, height);
}

void CommandPalette::filter() {
    const QString words = m_field->text().trimmed();
    const auto parts = words.split(QChar(u' '), Qt::SkipEmptyParts);
    m_shown.clear();
    for (const auto& item : m_items) {
        if (m_shown.size() >= kMostShown) break;
        if (matches(item, parts)) m_shown.push_back(item);
    }
    if (!words.isEmpty() && m_forWords) m_shown += m_forWords(words);
    m_list->clear();
    for (const auto& item : std::as_const(m_shown)) {
        auto* row = new QListWidgetItem(item.title, m_list);
        row->setData(Qt::UserRole, item.detail.isEmpty() ? item.group : item.detail);
    }
    m_list->setCurrentRow(0);
    place();
}

void CommandPalette::runCurrent() {
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_shown.size()) return;
    const auto run = m_shown[row].run;
    close();
    run();
}

void CommandPalette::move(int by) {
    const int count = m_list->count();
    if (count == 0) return;
    m_list->setCurrentRow(std::clamp(m_list->currentRow() + by, 0, count - 1));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
    if (watched != m_field) return ThemedWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && isVisible()) {
        close();
        return false;
    }
    if (event->type() != QEvent::KeyPress) return false;
    switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down: move(1); return true;
        case Qt::Key_Up: move(-1); return true;
        case Qt::Key_PageDown: move(10); return true;
        case Qt::Key_PageUp: move(-10); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: runCurrent(); return true;
        case Qt::Key_Escape: close(); return true;
        default: return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(theme().color(Token::BorderControl), 1));
    p.setBrush(theme().color(Token::Surface));
    p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius, metrics::kRadius);
}

}  // namespace vedette::ui
