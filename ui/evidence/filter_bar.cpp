// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/filter_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/bridge/text.h"
#include "ui/evidence/filter_popup.h"
#include "ui/widgets/chip_bar.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kFieldWidth = 232;

}  // namespace

FilterBar::FilterBar(const Theme& theme, Session& session, QWidget* host)
    : ThemedWidget(theme, host),
      m_field(new QLineEdit(this)),
      m_chips(new ChipBar(theme, this)),
      m_mistake(new QWidget(this)),
      m_mistakeText(new TextLabel(theme, {}, FontRole::Table, Token::Critical, m_mistake)),
      m_popup(new FilterPopup(theme, session, host)) {
    setObjectName(QStringLiteral("filterBar"));
    m_field->setObjectName(QStringLiteral("filterText"));
    m_field->setPlaceholderText(tr("Words, or status=failure"));
    m_field->setAccessibleName(tr("Filter"));
    m_field->setToolTip(
        tr("Conditions side by side: node=edge-1 status=failure latency>=500 code=500..599. Words alone are searched "
           "for in the columns of all entries and in what people and detectors wrote; record~word looks into every "
           "record. Sealed personal data is never searched. Enter adds them to the filter."));
    m_field->setFixedWidth(kFieldWidth);
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_chips->setObjectName(QStringLiteral("filterChips"));
    m_addChip = m_chips->addChipButton(tr("Filter"));
    m_addChip->setObjectName(QStringLiteral("addFilter"));
    // Chips are 24 high, the field and the buttons beside them 28.
    m_addChip->parentWidget()->layout()->setContentsMargins(0, 2, 0, 2);
    m_addChip->setAccessibleName(tr("Add a condition to the filter"));
    auto* words = new QHBoxLayout(m_mistake);
    words->setContentsMargins(0, 0, 0, 0);
    auto* glyph = new GlyphLabel(theme, Glyph::Critical, tr("Error"), m_mistake);
    glyph->setWordShown(false);
    m_mistakeText->setObjectName(QStringLiteral("filterMistake"));
    m_mistakeText->setWordWrap(true);
    words->addWidget(glyph, 0, Qt::AlignTop);
    words->addWidget(m_mistakeText, 1);
    m_mistake->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_field, 0, Qt::AlignTop);
    row->addWidget(m_chips, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(m_mistake);
    connect(m_field, &QLineEdit::returnPressed, this, &FilterBar::commit);
    connect(m_field, &QLineEdit::textEdited, this, &FilterBar::clearMistake);
    connect(m_addChip, &QAbstractButton::clicked, this, &FilterBar::build);
    connect(m_popup, &FilterPopup::chosen, this, [this](const QString& condition) {
        if (m_changing && *m_changing < m_terms.size())
            m_terms.erase(m_terms.begin() + static_cast<std::ptrdiff_t>(*m_changing));
        m_changing.reset();
        add(condition);
    });
}

QString FilterBar::text() const { return toQString(filter().text()); }

bool FilterBar::setText(const QString& text) {
    auto read = parseFilter(toStd(conditionsIn(text)));
    if (!read) {
        m_field->setText(text);
        showMistake(text, read.error());
        return false;
    }
    m_field->clear();
    clearMistake();
    m_whole = false;
    m_terms = termsOf(*read);
    showTerms();
    return true;
}

bool FilterBar::add(const QString& conditions) {
    auto read = parseFilter(toStd(conditionsIn(conditions)));
    if (!read) {
        m_field->setText(conditions);
        showMistake(conditions, read.error());
        return false;
    }
    mergeTerms(m_terms, *read);
    showTerms();
    Q_EMIT changed();
    return true;
}

void FilterBar::clear() {
    m_terms.clear();
    m_field->clear();
    clearMistake();
    showTerms();
    Q_EMIT changed();
}

void FilterBar::commit() {
    const QString typed = m_field->text().trimmed();
    if (m_whole) {
        if (setText(typed)) Q_EMIT changed();
    } else if (!typed.isEmpty() && add(typed)) {
        m_field->clear();
    }
}

void FilterBar::build() {
    m_changing.reset();
    m_popup->start(m_addChip);
}

void FilterBar::editAsText() {
    m_field->setText(text());
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    m_whole = true;
}

void FilterBar::showTerms() {
    m_chips->clearChips();
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        const auto words = wordsOf(m_terms[i]);
        Chip* chip = m_chips->addChip(Chip::Kind::Filter, words.field, words.value);
        chip->setObjectName(QStringLiteral("chip_%1").arg(toQString(m_terms[i].key)));
        chip->setToolTip(toQString(m_terms[i].text()));
        connect(chip, &Chip::removed, this, [this, i] { remove(i); }, Qt::QueuedConnection);
        connect(chip, &QAbstractButton::clicked, this, [this, i] { change(i); });
    }
    updateGeometry();
}

void FilterBar::change(std::size_t index) {
    if (index >= m_terms.size()) return;
    const auto& term = m_terms[index];
    const bool simple = (!term.condition.texts.empty() && term.condition.texts.front().second.size() == 1) ||
                        !term.condition.ranges.empty();
    // Times, entries and lists are quicker typed than chosen.
    if (!simple) {
        editAsText();
        return;
    }
    m_changing = index;
    const auto chips = m_chips->chips();
    const auto at = static_cast<qsizetype>(index);
    m_popup->start(at < chips.size() ? static_cast<QWidget*>(chips[at]) : m_addChip, term);
}

void FilterBar::remove(std::size_t index) {
    if (index >= m_terms.size()) return;
    m_terms.erase(m_terms.begin() + static_cast<std::ptrdiff_t>(index));
    showTerms();
    const auto chips = m_chips->chips();
    if (!chips.isEmpty())
        chips[std::min(static_cast<qsizetype>(index), chips.size() - 1)]->setFocus();
    else
        m_addChip->setFocus();
    Q_EMIT changed();
}

void FilterBar::showMistake(const QString& text, const Error& error) {
    const auto mistake = mistakeIn(text, error);
    m_mistakeText->setText(mistake.sentence);
    m_mistake->show();
    m_field->setAccessibleDescription(mistake.sentence);
    m_field->setFocus();
    m_field->setSelection(mistake.start, mistake.length);
    updateGeometry();
}

void FilterBar::clearMistake() {
    m_mistake->hide();
    m_field->setAccessibleDescription({});
    updateGeometry();
}

void FilterBar::addRightWidget(QWidget* widget) { m_chips->addRightWidget(widget); }
void FilterBar::setNote(const QString& note) { m_chips->setNote(note); }

bool FilterBar::eventFilter(QObject* watched, QEvent* event) {
    // Esc gives up what was typed; the filter stays as the chips say.
    if (watched == m_field && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && !m_field->text().isEmpty()) {
        m_field->clear();
        m_whole = false;
        clearMistake();
        return true;
    }
    return ThemedWidget::eventFilter(watched, event);
}

}  // namespace vedette::ui
