// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/proof_card.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

#include "core/base/file.h"
#include "ui/bridge/text.h"
#include "ui/evidence/proof_spine.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

QScrollArea* scrolled(QWidget* content, QWidget* parent) {
    auto* area = new QScrollArea(parent);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

// As high as its wrapped lines: the column scrolls, not each text in it. All characters are of one width.
class FittedCode final : public CodeView {
public:
    explicit FittedCode(const Theme& theme) : CodeView(theme) { setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); }

    void fit() {
        const int margin = static_cast<int>(document()->documentMargin());
        const int room = viewport()->width() - 2 * margin;
        const double wide = QFontMetricsF(font()).horizontalAdvance(QChar(u'0'));
        const int each = std::max(1, static_cast<int>(room / std::max(1.0, wide)));
        qsizetype lines = 0;
        for (const auto& line : toPlainText().trimmed().split(QChar(u'\n')))
            lines += std::max<qsizetype>(1, (line.size() + each - 1) / each);
        setFixedHeight(static_cast<int>(lines) * fontMetrics().lineSpacing() + 2 * margin + 4);
    }

protected:
    void resizeEvent(QResizeEvent* event) override {
        CodeView::resizeEvent(event);
        // Not from inside the layout that is just giving out the room.
        if (event->size().width() != event->oldSize().width())
            QMetaObject::invokeMethod(this, &FittedCode::fit, Qt::QueuedConnection);
    }
};

void showCode(CodeView* view, const std::string& code, CodeView::Syntax syntax = CodeView::Syntax::Plain) {
    view->setCode(toQString(code), syntax);
    static_cast<FittedCode*>(view)->fit();
}

}  // namespace

ProofCard::ProofCard(const Theme& theme, Session& session, Jobs& jobs, QWidget* parent)
    : Card(theme, tr("Proof"), parent),
      m_session(session),
      m_jobs(jobs),
      m_verdict(new Badge(theme, {}, this)),
      m_save(new QPushButton(tr("Save .tlog-proof"), this)),
      m_spine(new ProofSpine(theme)),
      m_broken(new TextLabel(theme, {}, FontRole::Table, Token::Critical)),
      m_hashes(new FittedCode(theme)),
      m_note(new FittedCode(theme)),
      m_commands(new FittedCode(theme)),
      m_query(session) {
    setObjectName(QStringLiteral("proofCard"));
    m_verdict->setObjectName(QStringLiteral("proofVerdict"));
    m_save->setObjectName(QStringLiteral("proofSave"));
    m_save->setToolTip(tr("Write the proof to a file that any C2SP tlog-proof tool reads"));
    addTitleWidget(m_verdict);
    addHeadWidget(m_save);
    setHeadLine(true);
    setFlush();
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    auto* spine = scrolled(m_spine, this);
    // With room for the scroll bar beside it: nothing scrolls sideways.
    spine->setMinimumWidth(m_spine->minimumSizeHint().width() + spine->verticalScrollBar()->sizeHint().width());
    row->addWidget(spine, 1);
    row->addWidget(scrolled(makeAside(), this), 1);
    body()->addLayout(row, 1);
    connect(m_save, &QPushButton::clicked, this, &ProofCard::save);
    setVerdict(false);
    showState(StatePanel::Kind::Loading, {});
}

QWidget* ProofCard::makeAside() {
    auto* aside = new QWidget;
    auto* column = new QVBoxLayout(aside);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(6);
    m_broken->setObjectName(QStringLiteral("proofBroken"));
    m_broken->setWordWrap(true);
    m_broken->hide();
    m_note->setObjectName(QStringLiteral("proofNote"));
    m_note->setAccessibleName(tr("Signed checkpoint"));
    m_commands->setObjectName(QStringLiteral("proofCommands"));
    m_commands->setAccessibleName(tr("Commands that check the entry"));
    m_hashes->setObjectName(QStringLiteral("proofHashes"));
    m_hashes->setAccessibleName(tr("The two hashes that differ"));
    m_hashes->hide();
    column->addWidget(m_broken);
    column->addWidget(m_hashes);
    column->addWidget(new TextLabel(theme(), tr("Signed checkpoint"), FontRole::TableStrong));
    column->addWidget(m_note);
    column->addWidget(new TextLabel(theme(), tr("Check it yourself"), FontRole::TableStrong));
    column->addWidget(m_commands);
    auto* note =
        new TextLabel(theme(), tr("Any C2SP tlog tool reads the proof file."), FontRole::Caption, Token::TextFaint);
    note->setWordWrap(true);
    column->addWidget(note);
    column->addStretch();
    return aside;
}

void ProofCard::prove(std::uint64_t entry, const std::string& record) {
    setLoading(true);
    setVerdict(false);
    if (!m_proof) showState(StatePanel::Kind::Loading, {});
    m_query.run<EntryProof>(
        [entry, record, store = m_session.folder()](Reader&) { return proveAndCheck(store, entry, record); },
        [this, entry](Result<EntryProof> proof) {
            setLoading(false);
            if (proof) {
                take(std::move(*proof));
                return;
            }
            m_proof.reset();
            setVerdict(true);
            showState(StatePanel::Kind::Error, tr("No proof of entry %1 can be made.").arg(number(entry)),
                      errorText(proof.error()));
            Q_EMIT proved();
        });
}

void ProofCard::take(EntryProof proof) {
    m_proof = std::make_shared<const EntryProof>(std::move(proof));
    m_spine->setProof(m_proof);
    showCode(m_note, m_proof->checkpoint.note);
    showCode(m_commands, proofCommands(m_session.folder(), *m_proof), CodeView::Syntax::Shell);
    m_broken->setVisible(m_proof->broken.has_value());
    m_hashes->setVisible(m_proof->broken.has_value());
    if (m_proof->broken) {
        m_broken->setText(
            tr("The record does not lead to the signed root: the record, or the tree above it, is not what "
               "was signed."));
        showCode(m_hashes, toStd(tr("reached %1").arg(toQString(toHex(m_proof->computed)))) + "\n" +
                               toStd(tr("signed %1").arg(toQString(toHex(m_proof->checkpoint.root)))));
    }
    setVerdict(true);
    showBody();
    Q_EMIT proved();
}

void ProofCard::setVerdict(bool known) {
    const bool good = holds();
    m_verdict->setVisible(known);
    m_save->setEnabled(known && good);
    m_verdict->setVerdict(true);
    m_verdict->setGlyph(good ? Glyph::Pass : Glyph::Critical);
    m_verdict->setText(good ? tr("Included, signature valid") : tr("Broken"));
}

void ProofCard::focusContent() { m_spine->setFocus(Qt::OtherFocusReason); }

void ProofCard::save() {
    if (!holds()) return;
    auto* dialog = new QFileDialog(this, tr("Save the proof"));
    dialog->setObjectName(QStringLiteral("proofDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("tlog-proof"));
    dialog->selectFile(QStringLiteral("%1.tlog-proof").arg(m_proof->entry));
    connect(dialog, &QFileDialog::fileSelected, this, &ProofCard::saveTo);
    dialog->open();
}

void ProofCard::saveTo(const QString& file) {
    if (!holds()) return;
    const QPointer<ProofCard> self(this);
    m_jobs.start<bool>(
        tr("Save the proof of entry %1").arg(number(m_proof->entry)),
        [text = m_proof->text, path = std::filesystem::path(toStd(file))](JobControl& control) -> Result<bool> {
            if (!control.commit()) return fail(ErrorCode::Cancelled, "the proof was not written", path.string());
            if (auto written = writeFileAtomic(path, text); !written) return passOn(written);
            return true;
        },
        [self, file](Result<bool> done) {
            if (!self) return;
            if (done)
                Q_EMIT self->saved(file);
            else
                Q_EMIT self->failed(errorText(done.error()));
        });
}

}  // namespace vedette::ui
