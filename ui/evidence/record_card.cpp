// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/record_card.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

#include "core/event/event.h"
#include "ui/bridge/text.h"
#include "ui/evidence/erase_drawer.h"
#include "ui/evidence/record_delegate.h"
#include "ui/evidence/record_tree.h"
#include "ui/evidence/reveal_panel.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/segmented_control.h"

namespace vedette::ui {
namespace {

enum Mode { Both, TreeOnly, TextOnly };

// Names as wide as they are, but never so wide that no value is seen beside them.
class AttributeTree : public QTreeView {
public:
    using QTreeView::QTreeView;
    void fitNames() { setColumnWidth(0, std::min(sizeHintForColumn(0) + 8, viewport()->width() * 11 / 20)); }

protected:
    void resizeEvent(QResizeEvent* event) override {
        QTreeView::resizeEvent(event);
        fitNames();
    }
};

}  // namespace

Result<RecordView> readRecordView(Reader& reader, std::uint64_t entry) {
    auto record = reader.record(entry);
    if (!record) return passOn(record);
    RecordView view;
    view.entry = entry;
    view.record = std::move(*record);
    std::string scratch;
    Event event;
    if (readRecord(view.record, scratch, event)) {
        view.sealed = std::string(event.text(Field::vSealed));
        view.subject = dataSubjectOf(event);
    }
    if (!view.sealed.empty()) view.partPresent = reader.sealedPart(entry).has_value();
    return view;
}

RecordCard::RecordCard(const Theme& theme, Session& session, QWidget* parent)
    : Card(theme, tr("Record"), parent),
      m_session(session),
      m_mode(new SegmentedControl(theme, {tr("Tree and text"), tr("Tree"), tr("Text")}, this)),
      m_seal(new GlyphLabel(theme, Glyph::Seal, tr("verified"), this)),
      m_tree(new AttributeTree(this)),
      m_model(new RecordTreeModel(this)),
      m_text(new CodeView(theme, this)),
      m_reveal(new RevealPanel(theme, session, this)),
      m_query(session) {
    setObjectName(QStringLiteral("recordCard"));
    m_mode->setObjectName(QStringLiteral("recordMode"));
    m_mode->setAccessibleName(tr("How the record is shown"));
    m_seal->setWordShown(false);
    m_seal->setGlyphSize(14);
    m_text->setObjectName(QStringLiteral("recordText"));
    m_text->setAccessibleName(tr("Canonical text of the record"));
    m_text->setFrameShape(QFrame::NoFrame);
    setUpTree();
    addTitleWidget(m_seal);
    addHeadWidget(m_mode);
    auto* copy = new QAction(theme.icon(QStringLiteral("edit-copy")), {}, this);
    copy->setToolTip(tr("Copy the record's exact text"));
    connect(copy, &QAction::triggered, this, &RecordCard::copyRecord);
    addHeadAction(copy)->setObjectName(QStringLiteral("recordCopy"));
    setHeadLine(true);
    setFlush();
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_tree, 6);
    row->addWidget(m_text, 5);
    body()->setSpacing(0);
    body()->addLayout(row, 1);
    body()->addWidget(m_reveal);
    connect(m_mode, &SegmentedControl::currentChanged, this, &RecordCard::setLayoutMode);
    setSealed(false);
}

void RecordCard::setUpTree() {
    m_tree->setObjectName(QStringLiteral("recordTree"));
    m_tree->setAccessibleName(tr("Attributes of the record"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new RecordDelegate(theme(), m_tree));
    m_tree->header()->hide();
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(12);
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);  // long values end in …; the tool tip has them
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Fixed);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto add = [this](const QString& text, const QKeySequence& keys, auto slot) {
        auto* action = new QAction(text, m_tree);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        m_tree->addAction(action);
    };
    add(tr("Copy the value"), QKeySequence::Copy, &RecordCard::copyValue);
    add(tr("Copy the path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &RecordCard::copyPath);
    add(tr("Copy the record"), QKeySequence(), &RecordCard::copyRecord);
}

void RecordCard::showRecord(std::uint64_t entry) {
    if (m_shown && m_shown->entry == entry && !m_query.running()) return;
    m_reveal->forget();
    setLoading(true);
    if (!m_shown) showState(StatePanel::Kind::Loading, {});
    m_query.run<RecordView>([entry](Reader& reader) { return readRecordView(reader, entry); },
                            [this, entry](Result<RecordView> view) {
                                setLoading(false);
                                if (view) {
                                    take(std::move(*view));
                                    return;
                                }
                                m_shown.reset();
                                setTitle(tr("Record %1").arg(number(entry)));
                                setSealed(false);
                                showState(StatePanel::Kind::Error, tr("The record cannot be read."),
                                          errorText(view.error()));
                            });
}

void RecordCard::reload() {
    if (!m_shown) return;
    const auto entry = m_shown->entry;
    m_shown.reset();
    showRecord(entry);
}

void RecordCard::take(RecordView view) {
    m_shown = std::move(view);
    setTitle(tr("Record %1").arg(number(m_shown->entry)));
    m_model->setRecord(m_shown->record);
    m_tree->expandAll();
    static_cast<AttributeTree*>(m_tree)->fitNames();
    m_tree->setCurrentIndex(m_model->index(0, 0));
    // Long canonical text has no blanks to break at; the view wraps anywhere, so nothing is added to the text.
    m_text->setCode(toQString(m_shown->record), CodeView::Syntax::Json);
    m_text->moveCursor(QTextCursor::Start);
    m_text->verticalScrollBar()->setValue(0);
    m_reveal->setEntry(m_shown->entry, m_shown->sealed, m_shown->partPresent);
    showBody();
    Q_EMIT loaded();
}

void RecordCard::setSealed(bool sealed) { m_seal->setVisible(sealed); }

void RecordCard::setLayoutMode(int mode) {
    m_tree->setVisible(mode != TextOnly);
    m_text->setVisible(mode != TreeOnly);
}

void RecordCard::focusContent() {
    if (m_tree->isVisible())
        m_tree->setFocus(Qt::OtherFocusReason);
    else
        m_text->setFocus(Qt::OtherFocusReason);
}

void RecordCard::copyRecord() {
    if (m_shown) QGuiApplication::clipboard()->setText(toQString(m_shown->record));
}

void RecordCard::copyValue() {
    const auto index = m_tree->currentIndex().siblingAtColumn(RecordTreeModel::Value);
    if (index.isValid()) QGuiApplication::clipboard()->setText(index.data(Qt::DisplayRole).toString());
}

void RecordCard::copyPath() {
    const auto index = m_tree->currentIndex();
    if (index.isValid()) QGuiApplication::clipboard()->setText(index.data(RecordTreeModel::PathRole).toString());
}

}  // namespace vedette::ui
