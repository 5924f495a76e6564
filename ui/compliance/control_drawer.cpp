// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance/control_drawer.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

#include "core/base/bytes.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/compliance/control_words.h"
#include "ui/theme/style.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr std::size_t kItemsShown = 12;

TextLabel* words(const Theme& theme, const QString& text, FontRole role, Token tone, QWidget* parent = nullptr) {
    auto* label = new TextLabel(theme, text, role, tone, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString entryFilter(std::uint64_t entry) { return QStringLiteral("entry=%1").arg(entry); }

QWidget* column(int spacing, QVBoxLayout*& layout) {
    auto* widget = new QWidget;
    layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return widget;
}

}  // namespace

ControlDrawer::ControlDrawer(Context& context, QWidget* parent)
    : Drawer(context.theme, parent), m_context(context), m_query(context.session) {
    setObjectName(QStringLiteral("controlDrawer"));
}

void ControlDrawer::showControl(const ControlRow& row) {
    const bool same = m_row.judgement && m_row.id() == row.id();
    if (same && m_form != nullptr && m_form->open()) return;  // somebody is writing
    if (!same) m_decisions.clear();
    m_row = row;
    clear();
    m_form = nullptr;
    addHead();
    addDuty();
    addResult();
    addItems();
    addEvidence();
    addWaiver();
    addDecisions();
    loadDecisions();
}

void ControlDrawer::addHead() {
    const ControlResult& r = m_row.get();
    const Pack& pack = m_row.framework().pack;
    const Glyph state = stateGlyph(r.state);
    setTitle(tr("%1 · %2").arg(controlTitle(pack, r.control), said(r.control.title)));
    auto* mark = new GlyphLabel(theme(), state);
    mark->setWordShown(false);
    mark->setGlyphSize(14);
    setTitleGlyph(mark);
    auto* verdict = new Badge(theme(), glyphWord(state));
    verdict->setObjectName(QStringLiteral("controlState"));
    verdict->setGlyph(state);
    verdict->setVerdict(true);
    addBadge(verdict);
    const Glyph severity = controlSeverityGlyph(r.control.severity);
    auto* weight = new Badge(theme(), glyphWord(severity));
    weight->setGlyph(severity);
    addBadge(weight);
    addBadge(new Badge(theme(), checkKindWords(r.control.checkKind)));
}

void ControlDrawer::addDuty() {
    const Control& c = m_row.get().control;
    auto* list = new KeyValueList(theme());
    list->addRow(tr("Obligation"), said(c.obligation));
    list->addRow(tr("Test"), said(c.testText));
    QVBoxLayout* layout = nullptr;
    QWidget* threshold = column(6, layout);
    layout->addWidget(words(theme(), said(c.threshold), FontRole::Table, Token::Text));
    if (const auto origin = thresholdOrigin(c.basis))
        layout->addWidget(new ThresholdBox(theme(), *origin), 0, Qt::AlignLeading);
    layout->addWidget(words(theme(), basisSentence(c.basis), FontRole::Caption, Token::TextFaint));
    list->addWidgetRow(tr("Threshold"), threshold);
    list->addRow(tr("Law"), said(m_row.framework().pack.source));
    addSection({}, {}, list);
}

void ControlDrawer::addResult() {
    const ControlResult& r = m_row.get();
    QVBoxLayout* layout = nullptr;
    QWidget* section = column(8, layout);
    auto* reason = words(theme(), said(r.reason), FontRole::Body, Token::Text);
    reason->setObjectName(QStringLiteral("controlReason"));
    layout->addWidget(reason);
    auto* list = new KeyValueList(theme());
    const bool all = r.coverage.expected > 0 && r.coverage.seen >= r.coverage.expected;
    list->addRow(tr("Coverage"), coverageWords(r.coverage),
                 all || r.coverage.expected == 0 ? Glyph::None : Glyph::NodeShort);
    if (!r.coverage.missing.empty()) list->addRow(tr("Missing"), said(r.coverage.missing));
    if (m_row.before)
        list->addRow(tr("Period before"),
                     m_row.change() == ControlChange::None ? tr("the same") : glyphWord(stateGlyph(*m_row.before)),
                     m_row.change() == ControlChange::None ? Glyph::None : stateGlyph(*m_row.before));
    layout->addWidget(list);
    addSection(tr("Result"), tr("judged %1").arg(dateTime(m_row.judgement->judgedAt)), section);
}

void ControlDrawer::addItems() {
    std::vector<ItemResult> items = m_row.get().items;
    if (items.empty()) return;
    std::ranges::stable_sort(items, {}, [](const ItemResult& i) { return worstRank(i.state); });
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < std::min(items.size(), kItemsShown); ++i) {
        const ItemResult& item = items[i];
        const int row = static_cast<int>(i);
        auto* mark = new GlyphLabel(theme(), stateGlyph(item.state));
        mark->setWordShown(false);
        grid->addWidget(mark, row, 0, Qt::AlignTop);
        QVBoxLayout* layout = nullptr;
        QWidget* text = column(0, layout);
        layout->addWidget(words(theme(), said(item.item), FontRole::TableStrong, Token::Text));
        layout->addWidget(words(theme(), said(item.reason), FontRole::Table, Token::TextMuted));
        grid->addWidget(text, row, 1);
        if (isControl(item.item)) {
            auto* link = new QPushButton(tr("Open"));
            link->setObjectName(QStringLiteral("open_") + toQString(item.item));
            link->setAccessibleName(tr("Open control %1").arg(said(item.item)));
            setVariant(link, Variant::Link);
            connect(link, &QPushButton::clicked, this, [this, id = item.item] { Q_EMIT controlWanted(toQString(id)); });
            grid->addWidget(link, row, 2, Qt::AlignTop);
        }
        if (item.entries.empty()) continue;
        auto* figure = new Figure(theme(), number(item.entries.front()), FontRole::Table);
        figure->setWhat(tr("Entry that shows %1").arg(said(item.item)));
        figure->setOpens(entryFilter(item.entries.front()));
        figure->setSealed(item.entries.front() < m_context.integrity.sealedBelow());
        connect(figure, &Figure::opened, this, [this, entry = item.entries.front()] { openEntry(entry); });
        grid->addWidget(figure, row, 2, Qt::AlignTop);
    }
    if (items.size() > kItemsShown)
        grid->addWidget(words(theme(),
                              tr("And %n more, none of them worse; the report lists them all.", nullptr,
                                 static_cast<int>(items.size() - kItemsShown)),
                              FontRole::Caption, Token::TextFaint),
                        static_cast<int>(kItemsShown), 1);
    addSection(tr("What was judged"), tr("%n items, worst first", nullptr, static_cast<int>(items.size())), box);
}

bool ControlDrawer::isControl(const std::string& item) const {
    return std::ranges::any_of(m_row.framework().results,
                               [&](const ControlResult& other) { return other.control.id == item; });
}

void ControlDrawer::addEvidence() {
    const auto& refs = m_row.get().evidence;
    if (refs.empty()) {
        const QString why = m_row.get().control.basis == ThresholdBasis::Derived
                                ? tr("It follows from the controls above, each of which has its own evidence.")
                                : tr("The result rests on no rows of the log.");
        addSection(tr("Evidence"), {}, words(theme(), why, FontRole::Table, Token::TextMuted));
        return;
    }
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(10);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const EvidenceRef& ref : refs) addEvidenceRow(grid, row++, ref);
    addSection(tr("Evidence"), tr("opens the rows, then the record, then its proof"), box);
}

void ControlDrawer::addEvidenceRow(QGridLayout* grid, int row, const EvidenceRef& ref) {
    const Extent& extent = ref.extent;
    auto* count = new Figure(theme(), number(extent.count), FontRole::TableStrong);
    count->setObjectName(QStringLiteral("evidence%1").arg(row));
    count->setWhat(tr("Rows of %1").arg(toQString(ref.query)));
    count->setOpens(toQString(ref.query));
    count->setSealed(extent.count > 0 && extent.lastEntry < m_context.integrity.sealedBelow());
    connect(count, &Figure::opened, this, &ControlDrawer::openFilter);
    grid->addWidget(count, row, 0, Qt::AlignTop | Qt::AlignTrailing);
    QVBoxLayout* layout = nullptr;
    QWidget* text = column(2, layout);
    auto* query = new TextLabel(theme(), visible(ref.query), FontRole::Mono, Token::Text);
    query->setElided(true);
    query->setToolTip(visible(ref.query));
    layout->addWidget(query);
    const QString where = extent.count == 0 ? tr("Nothing matches; the question is kept so that it can be asked again.")
                                            : tr("entries %1 to %2, %3 – %4")
                                                  .arg(number(extent.firstEntry), number(extent.lastEntry),
                                                       dayTime(extent.firstTime), dayTime(extent.lastTime));
    auto* place = new TextLabel(theme(), where, FontRole::Caption, Token::TextFaint);
    place->setElided(true);
    layout->addWidget(place);
    grid->addWidget(text, row, 1);
}

void ControlDrawer::addWaiver() {
    const auto& waiver = m_row.get().waiver;
    if (!waiver) return;
    auto* list = new KeyValueList(theme());
    list->addRow(tr("By"), visible(waiver->who), Glyph::Waived);
    list->addRow(tr("Why"), visible(waiver->why));
    list->addRow(tr("Until"), dateTime(waiver->until));
    Figure* entry = list->addFigureRow(tr("Entry"), number(waiver->entry), entryFilter(waiver->entry));
    entry->setSealed(waiver->entry < m_context.integrity.sealedBelow());
    connect(entry, &Figure::opened, this, [this, at = waiver->entry] { openEntry(at); });
    addSection(tr("Waiver"), tr("never counted as a pass"), list);
}

void ControlDrawer::openFilter(const QString& filter) {
    m_context.go.open({.page = PageId::Evidence, .item = {}, .filter = filter, .entry = {}, .period = {}});
}

void ControlDrawer::openEntry(std::uint64_t entry) {
    m_context.go.open(
        {.page = PageId::Evidence, .item = {}, .filter = entryFilter(entry), .entry = entry, .period = {}});
}

}  // namespace vedette::ui
