// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alert_rows.h"

#include <QHBoxLayout>

#include "ui/alerts/alert_words.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/glyph_label.h"

namespace vedette::ui {
namespace {

constexpr int kRowGap = 6;

// A list's rows go at once, not when the event loop comes round: nobody must find those of the alert before.
void discard(QWidget* rows) {
    if (rows == nullptr) return;
    rows->hide();
    rows->setParent(nullptr);
    rows->deleteLater();
}

}  // namespace

DetailSection::DetailSection(const Theme& theme, const QString& title, const QString& objectName, QWidget* parent)
    : ThemedWidget(theme, parent) {
    setObjectName(objectName);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_head = new QHBoxLayout;
    m_head->setSpacing(8);
    m_head->addWidget(new TextLabel(theme, title, FontRole::TableStrong, Token::Text, this));
    m_subtitle = new TextLabel(theme, {}, FontRole::Caption, Token::TextFaint, this);
    m_subtitle->setElided(true);
    m_head->addWidget(m_subtitle, 1);
    column->addLayout(m_head);
    m_body = new QVBoxLayout;
    m_body->setSpacing(8);
    column->addLayout(m_body);
}

void DetailSection::setSubtitle(const QString& subtitle) { m_subtitle->setText(subtitle); }

void DetailSection::addHeadWidget(QWidget* widget) { m_head->addWidget(widget); }

RowList::RowList(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    clearRows();
}

void RowList::clearRows() {
    discard(m_rows);
    m_rows = new QWidget(this);
    m_grid = new QGridLayout(m_rows);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(kRowGap);
    layout()->addWidget(m_rows);
}

TextLabel* RowList::addText(int row, int column, const QString& text, Token tone, FontRole role) {
    auto* label = new TextLabel(theme(), text, role, tone, m_rows);
    m_grid->addWidget(label, row, column, Qt::AlignVCenter);
    return label;
}

Figure* RowList::addEntry(int row, int column, std::uint64_t entry, bool sealed, const QString& what) {
    auto* figure = new Figure(theme(), number(entry), FontRole::Mono, m_rows);
    figure->setObjectName(QStringLiteral("entry%1").arg(entry));
    figure->setWhat(what);
    figure->setOpens(QStringLiteral("entry=%1").arg(entry));
    figure->setSealed(sealed);
    connect(figure, &Figure::opened, this, [this, entry] { Q_EMIT entryOpened(entry); });
    m_grid->addWidget(figure, row, column, Qt::AlignRight | Qt::AlignVCenter);
    return figure;
}

void TimelineList::show(const std::vector<TimelineItem>& items, std::uint64_t sealedBelow, std::size_t most) {
    clearRows();
    grid()->setColumnStretch(2, 1);
    if (items.empty()) {
        addText(0, 0, tr("Nothing has happened yet."), Token::TextFaint);
        return;
    }
    // Beginning and end tell the story; the middle is counted.
    const bool cut = items.size() > most;
    const std::size_t head = cut ? most / 3 : items.size();
    const std::size_t tail = cut ? most - head : 0;
    int row = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (cut && i == head) {
            addText(row++, 2, tr("… %n more", nullptr, static_cast<int>(items.size() - head - tail)), Token::TextFaint);
            i = items.size() - tail;
        }
        addItem(row++, items[i], items[i].entry < sealedBelow);
    }
}

void TimelineList::addItem(int row, const TimelineItem& item, bool sealed) {
    const bool finding = item.kind == TimelineItem::Kind::Finding;
    auto* time = addText(row, 0, dayTime(item.time), Token::TextFaint, FontRole::Caption);
    time->setToolTip(tr("%1 UTC").arg(dateTime(item.time)));
    auto* mark = new GlyphLabel(theme(), finding ? severityGlyph(item.severity) : Glyph::NodeHealthy,
                                finding ? QString() : tr("Done by a person"), this);
    mark->setWordShown(false);
    mark->setGlyphSize(finding ? 12 : 10);
    grid()->addWidget(mark, row, 1, Qt::AlignVCenter);
    const QString detail = item.kind == TimelineItem::Kind::Finding ? QString() : visible(item.detail);
    const QString words = finding && m_reasons && !item.detail.empty() ? said(item.detail) : timelineWords(item);
    auto* text = addText(row, 2, detail.isEmpty() ? words : tr("%1: %2").arg(words, detail),
                         item.undone ? Token::TextFaint : Token::Text);
    if (item.undone) text->setText(tr("%1 (taken back)").arg(text->text()));
    text->setElided(true);
    text->setToolTip(finding ? said(item.detail) : text->text());
    addEntry(row, 3, item.entry, sealed, words);
}

void EvidenceList::show(const std::vector<EvidenceLine>& lines, std::uint64_t sealedBelow) {
    clearRows();
    grid()->setColumnStretch(2, 1);
    if (lines.empty()) addText(0, 0, tr("The finding names no entries."), Token::TextFaint);
    int row = 0;
    for (const EvidenceLine& line : lines) {
        addEntry(row, 0, line.entry, line.entry < sealedBelow && !line.forgotten, tr("Evidence"));
        if (line.forgotten) {
            addText(row, 2, tr("Forgotten under a certificate"), Token::TextFaint);
            ++row;
            continue;
        }
        addText(row, 1, clockTime(line.time), Token::Text)->setToolTip(tr("%1 UTC").arg(dateTime(line.time)));
        auto* who = addText(row, 2, visible(line.who), Token::TextMuted, FontRole::Mono);
        who->setElided(true);
        const QString what = line.tokens > 0 ? tr("%1 tok").arg(number(static_cast<std::uint64_t>(line.tokens)))
                             : line.code > 0 ? tr("code %1").arg(line.code)
                                             : visible(line.what);
        auto* last = addText(row, 3, what, Token::TextMuted);
        last->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        last->setToolTip(visible(line.what));
        ++row;
    }
}

PlaybookList::PlaybookList(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
}

void PlaybookList::show(const Playbook* playbook, const std::map<std::string, StepDone, std::less<>>& done,
                        bool enabled) {
    discard(m_steps);
    m_steps = new QWidget(this);
    auto* steps = new QVBoxLayout(m_steps);
    steps->setContentsMargins(0, 0, 0, 0);
    steps->setSpacing(kRowGap);
    m_column->addWidget(m_steps);
    if (playbook == nullptr) {
        steps->addWidget(new TextLabel(theme(), tr("There is no playbook for this detector."), FontRole::Table,
                                       Token::TextFaint, m_steps));
        return;
    }
    for (const PlaybookStep& step : playbook->steps) {
        const auto at = done.find(step.id);
        addStep(step, at == done.end() ? nullptr : &at->second, enabled);
    }
}

void PlaybookList::addStep(const PlaybookStep& step, const StepDone* done, bool enabled) {
    auto* line = new QWidget(m_steps);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    const QString id = toQString(step.id);
    auto* box = new QCheckBox(line);
    box->setObjectName(QStringLiteral("step-%1").arg(id));
    box->setAccessibleName(said(step.text));
    box->setChecked(done != nullptr);
    box->setEnabled(enabled);
    connect(box, &QCheckBox::clicked, this, [this, box, id](bool checked) {
        box->setChecked(!checked);  // what is not in the log is not shown as done
        box->setEnabled(false);
        Q_EMIT stepAsked(id, checked);
    });
    row->addWidget(box, 0, Qt::AlignTop);
    auto* text = new TextLabel(theme(), said(step.text), FontRole::Table, done ? Token::TextMuted : Token::Text, line);
    text->setWordWrap(true);
    if (done) {
        const QString when = tr("Done by %1, %2 UTC").arg(visible(done->actor), dayTime(done->time));
        text->setToolTip(when);
        box->setToolTip(when);
    }
    row->addWidget(text, 1);
    m_steps->layout()->addWidget(line);
}

}  // namespace vedette::ui
