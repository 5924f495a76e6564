// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/anchors_card.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

#include "reports/pdf/qr.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/page/table_export.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/key_value_list.h"

namespace vedette::ui {
namespace {

// "Signature holds" is not all there is to say of one whose certificate ran out since.
QString stateOf(const HeldAnchor& row) {
    if (!row.checked) return AnchorsModel::tr("not checked: %1").arg(said(row.problem));
    if (!row.outside()) return AnchorsModel::tr("holds; beside the store");
    return row.remark.empty() ? AnchorsModel::tr("signature holds")
                              : AnchorsModel::tr("signature holds; %1").arg(said(row.remark));
}

QString asSentence(QString text) {
    text[0] = text[0].toUpper();
    return text + QChar(u'.');
}

constexpr Qt::Alignment kLeft = Qt::AlignLeft | Qt::AlignVCenter;
constexpr Qt::Alignment kRight = Qt::AlignRight | Qt::AlignVCenter;
constexpr int kCode = 176;
constexpr int kQuiet = 10;
constexpr int kTableHeight = 168;

}  // namespace

AnchorsModel::AnchorsModel(QObject* parent)
    : RowsModel({{QStringLiteral("kind"), tr("Kind"), kLeft, 90, true, true, false, {}},
                 {QStringLiteral("name"), tr("Who"), kLeft, 160, true, true, false, {}},
                 {QStringLiteral("size"), tr("Up to entry"), kRight, 110, true, true, false, {}},
                 {QStringLiteral("time"), tr("When (UTC)"), kLeft, 150, true, true, false, {}, 1},
                 {QStringLiteral("state"), tr("State"), kLeft, 220, true, true, true, {}}},
                parent) {}

QVariant AnchorsModel::cell(const HeldAnchor& row, int column, int role) const {
    if (role == GlyphRole && column == 4)
        return static_cast<int>(!row.checked ? Glyph::Insufficient : row.outside() ? Glyph::Pass : Glyph::Seal);
    if (role == SortRole && column == 2) return static_cast<qulonglong>(row.size);
    if (role == SortRole && column == 3) return qlonglong{row.time ? toMicros(*row.time) : 0};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (column) {
        case 0:
            return row.kind == AnchorKind::File      ? tr("File")
                   : row.kind == AnchorKind::Witness ? tr("Witness")
                                                     : tr("Timestamp");
        case 1: return said(row.name);
        case 2: return row.size == 0 ? QString() : number(row.size - 1);
        case 3: return row.time ? dateTime(*row.time) : QString();
        case 4: return stateOf(row);
        default: return {};
    }
}

QString AnchorsModel::idOf(const HeldAnchor& row) const {
    return QString::number(static_cast<int>(row.kind)) + toQString(row.name);
}

QrCode::QrCode(QWidget* parent) : QWidget(parent) {
    setFixedSize(kCode + 2 * kQuiet, kCode + 2 * kQuiet);
    setObjectName(QStringLiteral("checkpointCode"));
}

void QrCode::setText(const std::string& text) {
    if (text == m_text) return;
    m_text = text;
    m_code = pdf::qrPath(m_text, kCode).has_value();
    setVisible(m_code);
    update();
}

void QrCode::paintEvent(QPaintEvent* /*event*/) {
    const auto path = pdf::qrPath(m_text, kCode);
    if (!path) return;
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    painter.fillPath(path->translated(kQuiet, kQuiet), Qt::black);
}

AnchorsCard::AnchorsCard(Context& context, QWidget* parent)
    : Card(context.theme, tr("Anchors"), parent), m_context(context), m_query(context.session) {
    setObjectName(QStringLiteral("anchorsCard"));
    setSubtitle(tr("who attests the log, and up to which entry"));
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    m_facts = new KeyValueList(context.theme, this);
    m_facts->setObjectName(QStringLiteral("anchorFacts"));
    m_facts->setLabelWidth(150);
    left->addWidget(m_facts);
    m_anchors = new AnchorsModel(this);
    m_table = new DataTable(context.theme, QStringLiteral("anchors"), this);
    m_table->setObjectName(QStringLiteral("anchorsTable"));
    m_table->setAccessibleName(tr("Anchors of this log"));
    m_table->setModel(m_anchors);
    m_table->setRowActions({csvAction(context, *m_anchors, QStringLiteral("anchors.csv"), this)});
    m_table->setMinimumHeight(kTableHeight);
    left->addWidget(m_table, 1);
    row->addLayout(left, 1);
    m_code = new QrCode(this);
    m_code->hide();
    row->addWidget(m_code, 0, Qt::AlignTop);
    body()->addLayout(row, 1);
    look();
}

void AnchorsCard::look() {
    m_query.run<Seen>(
        [folder = m_context.session.folder(), now = m_context.session.now()](Reader& reader) -> Result<Seen> {
            auto anchors = listAnchors(folder, now);
            auto restored = anchors ? restoredMarks(reader) : Result<std::vector<RestoredMark>>(passOn(anchors));
            auto head = restored ? reader.head() : Result<Checkpoint>(passOn(restored));
            if (!head) return passOn(head);
            const OutsideStanding standing = outsideStanding(*anchors, head->size, now);
            return Seen{std::move(*anchors), standing, std::move(*restored)};
        },
        [this](Result<Seen> seen) {
            if (!seen) {
                showState(StatePanel::Kind::Error, tr("The anchors could not be read."), errorText(seen.error()));
                return;
            }
            showBody();
            show(*seen);
        });
}

// What nobody else attests since when: the sentence vedettectl verify ends with.
void AnchorsCard::showStanding(const OutsideStanding& standing) {
    const bool none = standing.by.empty();
    if (none)
        m_facts->addRow(
            tr("Rollback"),
            tr("undetectable: no witness and no timestamp that could be checked attests this log. vedettectl anchor "
               "asks for one; a photo of the code beside this is one too."),
            Glyph::Insufficient);
    else
        m_facts->addRow(
            tr("Rollback"),
            tr("noticed up to entry %1, which %2 attests").arg(number(standing.size - 1), said(standing.by)),
            Glyph::Pass);
    m_facts->addRow(tr("Attested elsewhere"), asSentence(said(standing.text())),
                    none || standing.old() ? Glyph::Insufficient : Glyph::None);
}

void AnchorsCard::show(const Seen& seen) {
    m_facts->clear();
    showStanding(seen.standing);
    for (const RestoredMark& mark : seen.restored) {
        const QString words = tr("at entry %1 on %2, from a backup of %3 entries")
                                  .arg(number(mark.entry), dateTime(mark.time), number(mark.size));
        m_facts->addRow(tr("Restored"),
                        mark.mayHaveUndone()
                            ? tr("%1; what was erased or forgotten since may be there again").arg(words)
                            : tr("%1; what was erased since stayed erased").arg(words),
                        mark.mayHaveUndone() ? Glyph::Insufficient : Glyph::Pass);
    }
    m_anchors->setRows(seen.anchors);
    m_table->setVisible(!seen.anchors.empty());
    const auto& report = m_context.integrity.report();
    m_code->setText(report ? report->head.note : std::string());
    if (report)
        m_code->setAccessibleName(
            tr("Code of the newest checkpoint that was verified, of %1 entries").arg(number(report->head.size)));
    m_code->setToolTip(m_code->accessibleName());
}

}  // namespace vedette::ui
