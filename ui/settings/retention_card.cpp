// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/retention_card.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPointer>
#include <QPushButton>
#include <QUrl>

#include <algorithm>
#include <set>

#include "ui/bridge/content.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/page/erasing.h"
#include "ui/page/role_note.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

QString limit(const std::string& span) { return span.empty() ? RetentionCard::tr("none") : said(span); }

QString basis(const std::string& span, const std::string& whose) { return span.empty() ? QString() : said(whose); }

QString winner(const RetentionRule& rule) {
    if (rule.maximum.empty()) return RetentionCard::tr("kept");
    return rule.conflict ? RetentionCard::tr("conflict: kept %1, as a duty wins").arg(said(rule.minimum))
                         : RetentionCard::tr("forgotten after %1").arg(saidAfterOf(rule.maximum));
}

QString namesOf(const std::set<std::string>& ids, const std::map<std::string, std::string>& titles) {
    QStringList out;
    for (const auto& id : ids) {
        const auto title = titles.find(id);
        out.push_back(said(title == titles.end() ? id : title->second));
    }
    return out.join(QStringLiteral("; "));
}

constexpr Qt::Alignment kLeft = Qt::AlignLeft | Qt::AlignVCenter;
constexpr Qt::Alignment kRight = Qt::AlignRight | Qt::AlignVCenter;
constexpr int kRowsAtOnce = 6;

}  // namespace

RetentionModel::RetentionModel(QObject* parent)
    : RowsModel({{QStringLiteral("class"), tr("Data class"), kLeft, 112, true, true, false, {}},
                 {QStringLiteral("least"), tr("At least"), kLeft, 180, true, true, true, {}},
                 {QStringLiteral("most"), tr("At most"), kLeft, 170, true, true, false, {}},
                 {QStringLiteral("so"), tr("So"), kLeft, 190, true, true, false, {}},
                 {QStringLiteral("over"), tr("Past their time"), kRight, 120, true, true, false,
                  tr("Records whose time is over; one with several data classes counts for each")}},
                parent) {}

QVariant RetentionModel::cell(const RetentionRow& row, int column, int role) const {
    if (role == GlyphRole && column == 3 && row.rule.conflict) return static_cast<int>(Glyph::Info);
    if (role == SortRole && column == 4) return static_cast<qulonglong>(row.over.value_or(0));
    const auto& rule = row.rule;
    if (role == SubtitleRole && column == 1) return basis(rule.minimum, rule.minimumBasis);
    if (role == SubtitleRole && column == 2) return basis(rule.maximum, rule.maximumBasis);
    if (role == ExportRole && (column == 1 || column == 2)) {
        const QString whose = cell(row, column, SubtitleRole).toString();
        const QString span = cell(row, column, Qt::DisplayRole).toString();
        return whose.isEmpty() ? span : QStringLiteral("%1 (%2)").arg(span, whose);
    }
    if (role == Qt::ToolTipRole && (column == 1 || column == 2)) return cell(row, column, ExportRole);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (column) {
        case 0: return visible(rule.dataClass);
        case 1: return limit(rule.minimum);
        case 2: return limit(rule.maximum);
        case 3: return winner(rule);
        case 4: return row.over ? number(*row.over) : tr("not counted");
        default: return {};
    }
}

RetentionCard::RetentionCard(Context& context, QWidget* parent)
    : Card(context.theme, tr("Retention"), parent), m_context(context), m_query(context.session) {
    setObjectName(QStringLiteral("retentionCard"));
    setSubtitle(tr("what laws and policy let go, and what they keep"));
    m_rules = new RetentionModel(this);
    m_table = new DataTable(context.theme, QStringLiteral("retention"), this);
    m_table->setObjectName(QStringLiteral("retentionTable"));
    m_table->setAccessibleName(tr("Retention by data class"));
    m_table->setModel(m_rules);
    m_table->setDensity(DataTable::Density::TwoLine);
    body()->addWidget(m_table);
    makeForm();
    showState(StatePanel::Kind::Loading, {});
}

void RetentionCard::makeForm() {
    const auto label = [this](const char* name, Token tone) {
        auto* words = new TextLabel(theme(), {}, FontRole::Table, tone, this);
        words->setObjectName(QString::fromLatin1(name));
        words->setWordWrap(true);
        body()->addWidget(words);
        return words;
    };
    m_remarks = label("retentionRemarks", Token::TextMuted);
    m_words = label("retentionWords", Token::Text);
    m_words->hide();
    m_progress = new ProgressRow(theme(), this);
    m_progress->setObjectName(QStringLiteral("retentionProgress"));
    m_progress->hide();
    body()->addWidget(m_progress);
    m_may = new RoleNote(theme(), m_context.session, "erasure", "", this);
    body()->addWidget(m_may);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    const auto button = [&](const char* name, const QString& text) {
        auto* made = new QPushButton(text, this);
        made->setObjectName(QString::fromLatin1(name));
        row->addWidget(made);
        return made;
    };
    m_count = button("retentionCount", tr("Count what is due"));
    m_sure = new QCheckBox(tr("I know that this cannot be undone"), this);
    m_sure->setObjectName(QStringLiteral("retentionSure"));
    row->addWidget(m_sure);
    m_forget = button("retentionForget", tr("Forget what is due"));
    m_folder = button("retentionFolder", tr("Open folder"));
    row->addStretch(1);
    body()->addLayout(row);
    connect(m_count, &QPushButton::clicked, this, [this] { start(true); });
    connect(m_forget, &QPushButton::clicked, this, [this] { start(false); });
    connect(m_sure, &QCheckBox::toggled, this, &RetentionCard::describe);
    connect(m_may, &RoleNote::changed, this, &RetentionCard::describe);
    connect(m_folder, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(m_certificates.string()))); });
}

void RetentionCard::look() {
    if (m_busy) return;
    m_query.run<RetentionPlan>(
        [resources = m_context.resources, now = m_context.session.now()](Reader& reader) {
            return planRetention(reader, resources, now);
        },
        [this](Result<RetentionPlan> plan) {
            if (!plan) {
                const bool none = plan.error().code == ErrorCode::NotFound;
                showState(none ? StatePanel::Kind::Empty : StatePanel::Kind::Error,
                          none ? tr("The log holds no fleet declaration, so no retention is declared.")
                               : tr("What retention says could not be read."),
                          none ? tr("Everything is kept. Retention is declared in the fleet file, and is known when "
                                    "collecting has begun.")
                               : errorText(plan.error()));
                return;
            }
            m_plan = std::move(*plan);
            m_found.reset();
            showBody();
            showPlan();
        });
}

void RetentionCard::showPlan() {
    std::vector<RetentionRow> rows;
    for (const RetentionRule& rule : m_plan->policy.rules()) {
        std::optional<std::uint64_t> over;
        if (m_found) {
            const auto counted = m_found->over.find(rule.dataClass);
            over = counted == m_found->over.end() ? 0 : counted->second;
        }
        rows.push_back({rule, over});
    }
    m_rules->setRows(std::move(rows));
    // As high as it is long: there are few classes of data, and what is said of them stands right below.
    const int shown = std::clamp(m_rules->rowCount(), 1, kRowsAtOnce);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + shown * metrics::kRowTwoLine);
    m_remarks->setText(remarks());
    m_remarks->setVisible(!m_remarks->text().isEmpty());
    describe();
}

QString RetentionCard::remarks() const {
    std::set<std::string> undecided;
    std::set<std::string> uncertain;
    for (const RetentionRule& rule : m_plan->policy.rules()) {
        undecided.insert(rule.undecided.begin(), rule.undecided.end());
        uncertain.insert(rule.uncertain.begin(), rule.uncertain.end());
    }
    QStringList out;
    if (!undecided.empty())
        out << tr("Not applied, as no declared fact says whether they hold: %1.").arg(namesOf(undecided, m_plan->laws));
    if (!uncertain.empty())
        out << tr("Applied, though their reach is disputed: %1.").arg(namesOf(uncertain, m_plan->laws));
    return out.join(QChar(u' '));
}

// Of the dry run.
QString RetentionCard::foundWords() const {
    const Retention& done = m_found->done;
    QStringList out{done.forgotten == 0 ? tr("Nothing is due.")
                                        : tr("%1 records are due.").arg(number(done.forgotten))};
    if (done.held > 0) {
        QStringList holds;
        for (const auto& hold : done.holds) holds << visible(hold);
        out << tr("%1 are past their time and kept by a legal hold: %2.")
                   .arg(number(done.held), holds.join(QStringLiteral("; ")));
    }
    if (done.waiting > 0) out << tr("%1 wait until their block of the log is full.").arg(number(done.waiting));
    return out.join(QChar(u' '));
}

void RetentionCard::describe() {
    const bool due = m_found && m_found->done.forgotten > 0;
    m_count->setEnabled(m_plan.has_value() && !m_busy);
    m_sure->setVisible(due);
    m_sure->setEnabled(!m_busy && m_may->allowed());
    m_forget->setVisible(due);
    m_forget->setEnabled(due && !m_busy && m_may->allowed() && m_sure->isChecked());
    m_folder->setVisible(!m_certificates.empty());
}

void RetentionCard::say(const QString& words) {
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
}

void RetentionCard::start(bool dryRun) {
    if (!m_plan) return;
    RetentionOrdered ordered{m_context.session.folder(),
                             *m_plan,
                             m_context.session.clock(),
                             toStd(m_context.session.actor()),
                             identityOf(m_context.session).signer(),
                             dryRun,
                             m_context.services.health().running};
    m_busy = true;
    say({});
    describe();
    Job* job = m_context.jobs.start<RetentionFound>(
        dryRun ? tr("Counting what is due to be forgotten") : tr("Forgetting what is due"),
        [ordered = std::move(ordered)](JobControl& control) { return runRetention(ordered, control); },
        [self = QPointer(this), dryRun](Result<RetentionFound> found) {
            if (!self) return;
            self->m_busy = false;
            if (dryRun)
                self->counted(std::move(found));
            else
                self->forgotten(std::move(found));
        });
    follow(*m_progress, job);
}

void RetentionCard::counted(Result<RetentionFound> found) {
    m_found.reset();
    m_sure->setChecked(false);
    if (found) {
        m_found = std::move(*found);
        say(foundWords());
    } else if (found.error().code == ErrorCode::Cancelled) {
        say(tr("Stopped. Nothing was counted."));
    } else {
        say(errorText(found.error()));
    }
    showPlan();
}

void RetentionCard::forgotten(Result<RetentionFound> found) {
    m_found.reset();
    m_sure->setChecked(false);
    if (!found) {
        say(found.error().code == ErrorCode::Cancelled ? tr("Stopped. Nothing was forgotten.")
                                                       : tr("Not finished. %1").arg(errorText(found.error())));
        showPlan();
        return;
    }
    const Retention& done = found->done;
    QStringList out{
        tr("%1 records are forgotten, under %n certificate(s).", nullptr, static_cast<int>(done.issued.size()))
            .arg(number(done.forgotten))};
    if (found->stopped) out << tr("Stopped: what else is due stays due.");
    if (found->unwritten)
        out << tr("A certificate is in the log, but not in a file: %1").arg(errorText(*found->unwritten));
    if (done.unfinished) out << tr("The space is not given back: %1").arg(errorText(*done.unfinished));
    say(out.join(QChar(u' ')));
    m_certificates = found->folder;
    showPlan();
}

}  // namespace vedette::ui
