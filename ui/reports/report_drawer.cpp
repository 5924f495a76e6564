// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_drawer.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include "core/base/bytes.h"
#include "ui/bridge/text.h"
#include "ui/page/role_note.h"
#include "ui/reports/reports_model.h"
#include "ui/theme/style.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

QString folderKey(const std::string& digest) { return QStringLiteral("reports/folders/") + toQString(digest); }

struct CheckedFile {
    std::string file;
    FileCheck outcome = FileCheck::Missing;
};

}  // namespace

ReportDrawer::ReportDrawer(Context& context, QWidget* parent) : Drawer(context.theme, parent), m_context(context) {
    setObjectName(QStringLiteral("reportDrawer"));
}

void ReportDrawer::rememberFolder(SettingsStore& settings, const std::vector<WrittenFile>& files) {
    for (const auto& file : files)
        settings.raw().setValue(folderKey(file.sha256), toQString(file.path.parent_path().string()));
}

QString ReportDrawer::folder() const {
    for (const auto& file : m_report.files) {
        const QString known = m_context.settings.raw().value(folderKey(file.sha256)).toString();
        if (!known.isEmpty()) return known;
    }
    return {};
}

void ReportDrawer::showReport(const RecordedReport& report) {
    const bool same = m_report.entry == report.entry && m_reviewer != nullptr;
    const QString reviewer = same ? m_reviewer->text() : QString();
    const QString note = same ? m_note->text() : QString();
    const bool handed = same && m_report.handOvers.size() != report.handOvers.size();
    m_report = report;
    clear();
    m_checks.clear();
    setTitle(reportName(report), visible(report.scope));
    addFacts();
    addFiles();
    addHandOvers();
    if (same && !handed) {
        m_reviewer->setText(reviewer);
        m_note->setText(note);
    }
}

void ReportDrawer::addFacts() {
    auto* list = new KeyValueList(theme());
    list->addRow(tr("Prepared by"), visible(m_report.actor));
    list->addRow(tr("Written"), dateTime(m_report.time));
    if (m_report.period.to > m_report.period.from) list->addRow(tr("Period"), reportPeriod(m_report.period));
    const QString opens = QStringLiteral("entry<%1").arg(m_report.entries);
    Figure* size = list->addFigureRow(tr("Checkpoint"), tr("%1 entries").arg(number(m_report.entries)), opens);
    size->setSealed(m_report.entries > 0 && m_report.entries <= m_context.integrity.sealedBelow());
    connect(size, &Figure::opened, this, [this](const QString& filter) {
        m_context.go.open({.page = PageId::Evidence, .item = {}, .filter = filter, .entry = {}, .period = {}});
    });
    if (!m_report.root.empty()) {
        auto* root = new TextLabel(theme(), visible(m_report.root), FontRole::Mono, Token::Text);
        root->setElided(true, Qt::ElideMiddle);
        list->addWidgetRow(tr("Root"), root);
    }
    Figure* entry =
        list->addFigureRow(tr("In the log"), number(m_report.entry), QStringLiteral("entry=%1").arg(m_report.entry));
    entry->setObjectName(QStringLiteral("reportEntry"));
    entry->setSealed(m_report.entry < m_context.integrity.sealedBelow());
    connect(entry, &Figure::opened, this, [this](const QString& filter) {
        m_context.go.open(
            {.page = PageId::Evidence, .item = {}, .filter = filter, .entry = m_report.entry, .period = {}});
    });
    addSection({}, {}, list);
}

void ReportDrawer::addFiles() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    const QString where = folder();
    for (const auto& file : m_report.files) {
        auto* line = new QHBoxLayout;
        line->addWidget(new TextLabel(theme(), visible(file.file), FontRole::TableStrong, Token::Text, box));
        auto* state = new GlyphLabel(theme(), Glyph::None, QStringLiteral(" "), box);
        state->setObjectName(QStringLiteral("check_") + toQString(file.file));
        state->hide();
        m_checks[file.file] = state;
        line->addWidget(state);
        line->addStretch(1);
        column->addLayout(line);
        auto* digest = new TextLabel(theme(), visible(file.sha256), FontRole::Mono, Token::TextMuted, box);
        digest->setElided(true, Qt::ElideMiddle);
        digest->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(digest);
    }
    auto* path = new TextLabel(theme(), where.isEmpty() ? tr("This machine does not know where the files are.") : where,
                               FontRole::Caption, Token::TextFaint, box);
    path->setElided(true, Qt::ElideMiddle);
    column->addWidget(path);
    const auto button = [&](const char* name, const QString& text, void (ReportDrawer::*run)()) {
        auto* made = new QPushButton(text);
        made->setObjectName(QString::fromLatin1(name));
        made->setEnabled(!where.isEmpty());
        connect(made, &QPushButton::clicked, this, run);
        addAction(made);
    };
    button("reportOpenFolder", tr("Open folder"), &ReportDrawer::openFolder);
    button("reportCopyPath", tr("Copy path"), &ReportDrawer::copyPath);
    button("reportCheckFiles", tr("Check files"), &ReportDrawer::checkFiles);
    addSection(tr("Files"), tr("SHA-256 as recorded in the log"), box);
}

void ReportDrawer::addHandOvers() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    for (const auto& h : m_report.handOvers) {
        QString line = tr("%1, %2 to %3").arg(dateTime(h.time), visible(h.actor), visible(h.reviewer));
        if (!h.note.empty()) line += tr(": “%1”").arg(visible(h.note));
        auto* text = new TextLabel(theme(), line, FontRole::Table, Token::Text, box);
        text->setWordWrap(true);
        column->addWidget(text);
    }
    column->addWidget(makeHandOverForm());
    addSection(tr("Hand over"), handOverWords(m_report), box);
}

QWidget* ReportDrawer::makeHandOverForm() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_reviewer = new QLineEdit(box);
    m_reviewer->setObjectName(QStringLiteral("handOverReviewer"));
    m_reviewer->setAccessibleName(tr("Reviewer"));
    m_reviewer->setPlaceholderText(tr("Who takes it: the reviewer or auditor"));
    m_note = new QLineEdit(box);
    m_note->setObjectName(QStringLiteral("handOverNote"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Note, as you like"));
    m_note->setMaxLength(500);
    m_problem = new TextLabel(theme(), {}, FontRole::Table, Token::Critical, box);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_hand = new QPushButton(tr("Record the hand-over"), box);
    m_hand->setObjectName(QStringLiteral("handOverConfirm"));
    m_hand->setEnabled(false);
    column->addWidget(m_reviewer);
    column->addWidget(m_note);
    auto* may = new RoleNote(theme(), m_context.session, "report", "", box);
    const auto check = [this, may] {
        m_hand->setEnabled(may->allowed() && !m_reviewer->text().simplified().isEmpty());
    };
    connect(may, &RoleNote::changed, m_hand, check);
    column->addWidget(m_problem);
    column->addWidget(may);
    column->addWidget(m_hand, 0, Qt::AlignLeading);
    connect(m_reviewer, &QLineEdit::textChanged, m_hand, check);
    connect(m_hand, &QPushButton::clicked, this, &ReportDrawer::handOver);
    return box;
}

void ReportDrawer::handOver() {
    auto action = handOverAction(m_report, toStd(m_reviewer->text().simplified()), toStd(m_note->text().simplified()),
                                 toStd(m_context.session.actor()));
    if (!action) {
        m_problem->setText(errorText(action.error()));
        m_problem->show();
        return;
    }
    m_hand->setEnabled(false);
    record(*action, tr("The hand-over to %1 is recorded.").arg(m_reviewer->text().simplified()),
           [self = QPointer(this), report = m_report](std::uint64_t entry) {
               if (!self) return;
               const auto back = handBackAction(report, entry, toStd(self->m_context.session.actor()));
               self->record(back, tr("The hand-over is taken back."), {});
           });
}

void ReportDrawer::record(const ConsoleAction& action, const QString& done, std::function<void(std::uint64_t)> undo) {
    m_context.session.record(
        [action](Reader&, Arena& arena, Time now) -> Result<std::vector<Event>> {
            return std::vector<Event>{consoleActionEvent(action, now, arena)};
        },
        [self = QPointer(this), done, undo = std::move(undo)](Result<std::uint64_t> entry) {
            if (!self) return;
            if (!entry) {
                self->m_problem->setText(errorText(entry.error()));
                self->m_problem->show();
                self->m_hand->setEnabled(true);
                return;
            }
            std::function<void()> takeBack;
            if (undo) takeBack = [undo, at = *entry] { undo(at); };
            self->m_context.go.toast(done, takeBack);
            Q_EMIT self->recorded();
        });
}

void ReportDrawer::openFolder() {
    const QString where = folder();
    if (!QDir(where).exists()) return m_context.go.toast(tr("The folder %1 is no longer there.").arg(where));
    QDesktopServices::openUrl(QUrl::fromLocalFile(where));
}

void ReportDrawer::copyPath() {
    QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(folder()));
    m_context.go.toast(tr("The path is copied."));
}

void ReportDrawer::checkFiles() {
    const std::filesystem::path where = toStd(folder());
    m_context.jobs.start<std::vector<CheckedFile>>(
        tr("Checking the files of a report"),
        [where, files = m_report.files](JobControl& control) -> Result<std::vector<CheckedFile>> {
            std::vector<CheckedFile> out;
            for (const auto& file : files) {
                if (control.stop().stop_requested()) return fail(ErrorCode::Cancelled, "the check was cancelled");
                auto outcome = checkFile(where, file);
                if (!outcome) return passOn(outcome);
                out.push_back({file.file, *outcome});
                control.progress(out.size(), files.size());
            }
            return out;
        },
        [self = QPointer(this)](Result<std::vector<CheckedFile>> answer) {
            if (!self) return;
            if (!answer) return self->m_context.go.toast(errorText(answer.error()));
            for (const auto& checked : *answer) {
                const auto& label = self->m_checks[checked.file];
                if (!label) continue;
                switch (checked.outcome) {
                    case FileCheck::Same: label->setGlyph(Glyph::Pass, tr("unchanged")); break;
                    case FileCheck::Changed: label->setGlyph(Glyph::Fail, tr("changed since it was written")); break;
                    case FileCheck::Missing: label->setGlyph(Glyph::Insufficient, tr("not in the folder")); break;
                }
                label->show();
            }
        });
}

}  // namespace vedette::ui
