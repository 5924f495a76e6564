// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/entries_card.h"

#include <QHBoxLayout>
#include <QPainter>

#include <functional>

#include "ui/bridge/text.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/key_hint.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

// Under the rows: what is shown, the keys, up to where it is verified.
class Footer : public ThemedWidget {
public:
    Footer(const Theme& theme, std::function<void()> fit, QWidget* parent)
        : ThemedWidget(theme, parent), m_fit(std::move(fit)) {}

protected:
    void resizeEvent(QResizeEvent* event) override {
        ThemedWidget::resizeEvent(event);
        m_fit();
    }
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), theme().color(Token::SurfaceAlt));
        painter.fillRect(QRect(0, 0, width(), 1), theme().color(Token::Border));
    }

private:
    std::function<void()> m_fit;
};

}  // namespace

EntriesCard::EntriesCard(const Theme& theme, Session& session, QWidget* parent)
    : Card(theme, {}, parent),
      m_model(new EntriesModel(session, this)),
      m_table(new DataTable(theme, QStringLiteral("evidence"), this)),
      m_count(new TextLabel(theme, {}, FontRole::Table, Token::TextMuted, this)),
      m_seal(new GlyphLabel(theme, Glyph::Seal, {}, this)),
      m_session(session) {
    setObjectName(QStringLiteral("entriesCard"));
    m_table->setObjectName(QStringLiteral("entriesTable"));
    m_table->setAccessibleName(tr("Entries of the log"));
    m_table->setModel(m_model);
    m_count->setObjectName(QStringLiteral("entriesCount"));
    m_seal->setObjectName(QStringLiteral("entriesSeal"));
    setFlush();
    body()->setSpacing(0);
    body()->addWidget(m_table, 1);
    body()->addWidget(makeFooter());
    m_seal->hide();
    showState(StatePanel::Kind::Loading, {});
    follow();
}

QWidget* EntriesCard::makeFooter() {
    m_footer = new Footer(theme(), [this] { fitFooter(); }, this);
    auto* row = new QHBoxLayout(m_footer);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(12);
    m_count->setElided(true);
    row->addWidget(m_count, 1);
    auto* move = new KeyHint(theme(), {QStringLiteral("j"), QStringLiteral("k")}, tr("move"), m_footer);
    auto* proof = new KeyHint(theme(), {QStringLiteral("p")}, tr("proof"), m_footer);
    row->addWidget(move);
    row->addWidget(proof);
    m_hints = {move, proof};
    row->addWidget(m_seal);
    return m_footer;
}

// How many rows there are counts more than which keys there are, which the keyboard help says as well.
void EntriesCard::fitFooter() {
    const auto* row = m_footer->layout();
    const QMargins margins = row->contentsMargins();
    int room = m_footer->width() - margins.left() - margins.right() - m_count->sizeHint().width();
    if (!m_seal->isHidden()) room -= m_seal->sizeHint().width() + row->spacing();
    int wanted = 0;
    for (const KeyHint* hint : m_hints) wanted += hint->sizeHint().width() + row->spacing();
    for (KeyHint* hint : m_hints) {
        hint->setVisible(wanted <= room);
        if (wanted > room) wanted -= hint->sizeHint().width() + row->spacing();
    }
}

void EntriesCard::follow() {
    connect(m_model, &EntriesModel::loadingChanged, this, [this] { setLoading(m_model->loading()); });
    connect(m_model, &EntriesModel::loaded, this, &EntriesCard::showLoaded);
    connect(m_model, &EntriesModel::failed, this, [this](const QString& what) {
        showState(StatePanel::Kind::Error, tr("The entries cannot be read."), what, tr("Try again"));
    });
    connect(m_model, &EntriesModel::newEntriesChanged, this, [this](quint64 count) {
        m_table->setNewRows(static_cast<int>(std::min<quint64>(count, 1'000'000)));
        // With no row on screen there is nothing that could move.
        if (count > 0 && m_model->rowCount() == 0) takeNew();
        describe();
    });
    connect(m_table, &DataTable::newRowsRequested, this, &EntriesCard::takeNew);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const auto rows = m_table->selectedRowList(1);
        if (!rows.isEmpty()) Q_EMIT entrySelected(m_model->entryAt(rows.front().row()));
    });
    connect(m_table, &DataTable::rowOpened, this,
            [this](const QModelIndex& index) { Q_EMIT entryOpened(m_model->entryAt(index.row())); });
    connect(m_table, &DataTable::figureOpened, this,
            [this](const QModelIndex& index, const QString&) { Q_EMIT entryOpened(m_model->entryAt(index.row())); });
    connect(this, &Card::stateActionTriggered, this, [this] {
        if (statePanel()->kind() == StatePanel::Kind::Error)
            m_model->refresh();
        else
            Q_EMIT clearRequested();
    });
}

void EntriesCard::setFilter(const Filter& filter, bool narrowed) {
    m_narrowed = narrowed;
    m_matching.reset();
    m_model->setFilter(filter);
}

void EntriesCard::setMatching(std::optional<std::uint64_t> count) {
    m_matching = count;
    describe();
}

void EntriesCard::setSealedBelow(std::uint64_t entry) {
    m_sealedBelow = entry;
    m_model->setSealedBelow(entry);
    m_seal->setVisible(entry > 0);
    m_seal->setGlyph(Glyph::Seal, tr("verified to entry %1").arg(number(entry == 0 ? 0 : entry - 1)));
    fitFooter();
}

void EntriesCard::setRowActions(const QList<QAction*>& actions) { m_table->setRowActions(actions); }

void EntriesCard::takeNew() {
    m_model->refresh();
    Q_EMIT newTaken();
}

void EntriesCard::showLoaded() {
    describe();
    if (m_model->rowCount() > 0) {
        showBody();
        return;
    }
    if (m_session.entries() == 0) {
        showState(StatePanel::Kind::Empty, tr("The log is empty: nothing has been collected yet."),
                  tr("Entries appear here as soon as a source delivers."));
        return;
    }
    auto* panel = showState(StatePanel::Kind::Nothing, tr("No entry matches."),
                            tr("%1 entries were searched.").arg(number(m_session.entries())),
                            m_narrowed ? tr("Clear the filter") : QString());
    // "Nothing" rests on every entry, so it is sealed only when every entry was verified.
    panel->setSealed(m_sealedBelow > 0 && m_sealedBelow >= m_session.entries());
}

void EntriesCard::describe() {
    const auto rows = static_cast<std::uint64_t>(m_model->rowCount());
    const auto all = m_model->complete() ? rows : m_matching.value_or(0);
    m_count->setText(all > 0 ? tr("%1 of %2 rows").arg(number(rows), number(std::max(all, rows)))
                             : tr("%n row(s)", nullptr, m_model->rowCount()));
    fitFooter();
    if (m_model->complete())
        m_table->setEndText(rows == 0 ? QString() : tr("End of the result: %1 of %1 rows.").arg(number(rows)));
    else if (m_model->capped())
        m_table->setEndText(
            tr("The first %1 rows are shown. Narrow the filter or export the whole result.").arg(number(rows)));
    else
        m_table->setEndText({});
}

}  // namespace vedette::ui
