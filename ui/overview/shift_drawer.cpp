// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/shift_drawer.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

#include "core/base/file.h"
#include "ui/bridge/text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/state_panel.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr std::array kHours = {8, 12, 24};

}  // namespace

ShiftDrawer::ShiftDrawer(Context& context, QWidget* parent)
    : Drawer(context.theme, parent), m_context(context), m_query(context.session) {
    setObjectName(QStringLiteral("shiftDrawer"));
}

Period ShiftDrawer::shift() const {
    const Time now = m_context.session.now();
    return {now - std::chrono::hours(kHours.at(static_cast<std::size_t>(m_length))), now};
}

void ShiftDrawer::handOver() {
    if (!isOpen()) {
        clear();
        setTitle(tr("Shift hand-over"));
        auto* wait = new StatePanel(theme());
        wait->setState(StatePanel::Kind::Loading, {});
        addSection({}, {}, wait);
    }
    openDrawer();
    read();
}

void ShiftDrawer::read() {
    const Period period = shift();
    m_query.run<ShiftLog>([period](Reader& reader) { return readShift(reader, period); },
                          [this, period](Result<ShiftLog> log) {
                              if (!log) {
                                  clear();
                                  setTitle(tr("Shift hand-over"));
                                  auto* panel = new StatePanel(theme());
                                  panel->setState(StatePanel::Kind::Error, tr("The decisions could not be read."),
                                                  errorText(log.error()));
                                  addSection({}, {}, panel);
                                  return;
                              }
                              const auto& report = m_context.integrity.report();
                              show(shiftNotes({.alerts = m_context.alerts.value().get(),
                                               .posture = m_context.posture.value().get(),
                                               .fleet = m_context.fleet.value().get(),
                                               .integrity = report ? &*report : nullptr,
                                               .shift = period,
                                               .store = m_context.session.name(),
                                               .actor = m_context.session.actor()},
                                              *log));
                          });
}

void ShiftDrawer::addHead() {
    m_copy = new QPushButton(tr("Copy as text"));
    m_copy->setObjectName(QStringLiteral("shiftCopy"));
    m_copy->setIcon(theme().icon(QStringLiteral("edit-copy"), Token::OnAccent));
    setVariant(m_copy, Variant::Primary);
    connect(m_copy, &QPushButton::clicked, this, &ShiftDrawer::copyText);
    addAction(m_copy);
    auto* save = new QPushButton(tr("Save as text …"));
    save->setObjectName(QStringLiteral("shiftSave"));
    connect(save, &QPushButton::clicked, this, &ShiftDrawer::saveText);
    addAction(save);
    QStringList lengths;
    for (const int hours : kHours) lengths.push_back(tr("%1 h").arg(hours));
    m_lengths = new SegmentedControl(theme(), lengths);
    m_lengths->setObjectName(QStringLiteral("shiftLength"));
    m_lengths->setAccessibleName(tr("Length of the shift"));
    m_lengths->setCurrentIndex(m_length);
    // The control is made anew with what it asks for: only after its own event is over.
    connect(
        m_lengths, &SegmentedControl::currentChanged, this,
        [this](int index) {
            m_length = index;
            read();
        },
        Qt::QueuedConnection);
    addAction(m_lengths);
}

void ShiftDrawer::show(const ShiftNotes& notes) {
    const bool chose = qobject_cast<SegmentedControl*>(QApplication::focusWidget()) != nullptr;
    m_notes = notes;
    clear();
    setTitle(notes.title, notes.subtitle);
    addHead();
    auto* sentence = new TextLabel(theme(), notes.sentence, FontRole::Body, Token::Text);
    sentence->setObjectName(QStringLiteral("shiftSentence"));
    sentence->setWordWrap(true);
    addSection({}, {}, sentence);
    for (int i = 0; i < notes.parts.size(); ++i) addPart(notes.parts[i], i);
    // Everything was made anew: the keyboard stays where it was.
    if (chose)
        m_lengths->setFocus();
    else
        m_copy->setFocus();
}

void ShiftDrawer::addPart(const ShiftPart& part, int index) {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    // The lines reach the drawer's edges, as those of a list do.
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (int i = 0; i < part.lines.size(); ++i) {
        auto* row = new DecisionRow(theme(), part.lines[i], 0, box);
        row->setObjectName(QStringLiteral("shift%1_%2").arg(index).arg(i));
        connect(row, &QAbstractButton::clicked, this, [this, target = part.lines[i].target] {
            if (target) m_context.go.open(*target);
        });
        column->addWidget(row);
    }
    if (part.lines.isEmpty() || part.more > 0) {
        auto* words = new TextLabel(theme(), part.more > 0 ? tr("and %n more", nullptr, part.more) : part.none,
                                    FontRole::Table, Token::TextFaint, box);
        words->setWordWrap(true);
        column->addWidget(words);
    }
    const auto count = part.lines.size() + part.more;
    addSection(part.title, count > 0 ? number(static_cast<std::uint64_t>(count)) : QString(), box);
}

void ShiftDrawer::copyText() {
    QGuiApplication::clipboard()->setText(m_notes.text());
    m_context.go.toast(tr("The hand-over is copied."));
}

void ShiftDrawer::saveText() {
    auto* dialog = new QFileDialog(this, tr("Save the hand-over"), QStringLiteral("hand-over.txt"), tr("Text (*.txt)"));
    dialog->setObjectName(QStringLiteral("shiftSaveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    connect(dialog, &QFileDialog::fileSelected, this, &ShiftDrawer::writeTo);
    dialog->open();
}

void ShiftDrawer::writeTo(const QString& file) {
    m_context.jobs.start<bool>(
        tr("Saving the hand-over"),
        [path = std::filesystem::path(toStd(file)), text = toStd(m_notes.text())](JobControl&) -> Result<bool> {
            auto written = writeFileAtomic(path, text);
            if (!written) return passOn(written);
            return true;
        },
        [&go = m_context.go, file](Result<bool> done) {
            go.toast(done ? tr("The hand-over was written to %1.").arg(file) : errorText(done.error()));
        });
}

}  // namespace vedette::ui
