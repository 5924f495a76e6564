// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_builder.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFileDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>

#include "reports/words/report_language.h"
#include "ui/bridge/content.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/theme/style.h"
#include "ui/widgets/chip_bar.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kMonth = 0;
constexpr int kQuarter = 1;
constexpr int kCustom = 2;

QString defaultFolder(SettingsStore& settings) {
    const QString last = settings.raw().value(QStringLiteral("reports/folder")).toString();
    if (!last.isEmpty()) return last;
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/Vedette");
}

QLineEdit* field(const char* name, const QString& spoken, const QString& hint) {
    auto* edit = new QLineEdit;
    edit->setObjectName(QString::fromLatin1(name));
    edit->setAccessibleName(spoken);
    edit->setPlaceholderText(hint);
    setFormSized(edit);
    return edit;
}

}  // namespace

ReportBuilder::ReportBuilder(Context& context, QWidget* parent) : QWidget(parent), m_context(context) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    addFrameworks(column);
    addPeriod(column);
    addTexts(column);
    addFormats(column);
    addLanguage(column);
    addFolder(column);
    column->addStretch(1);
    m_unit->setCurrentIndex(kQuarter);
    showUnit(kQuarter);
}

void ReportBuilder::addFrameworks(QVBoxLayout* column) {
    const Theme& theme = m_context.theme;
    column->addWidget(new TextLabel(theme, tr("Frameworks"), FontRole::Table, Token::TextMuted));
    m_frameworks = new ChipBar(theme, this);
    column->addWidget(m_frameworks);
    column->addSpacing(6);
}

void ReportBuilder::setPacks(const std::vector<Pack>& packs) {
    QStringList ids;
    for (const auto& pack : packs) ids.push_back(toQString(pack.id));
    if (static_cast<std::size_t>(ids.size()) == m_chips.size()) return;
    m_frameworks->clearChips();
    m_chips.clear();
    for (const auto& pack : packs) {
        Chip* chip = m_frameworks->addChip(Chip::Kind::Toggle, {}, said(pack.title));
        chip->setObjectName(QStringLiteral("reportPack_") + toQString(pack.id));
        chip->setToolTip(tr("%1, pack %2").arg(said(pack.source), visible(pack.version)));
        chip->setChecked(m_wantedPacks.isEmpty() || m_wantedPacks.contains(toQString(pack.id)));
        m_chips[toQString(pack.id)] = chip;
        connect(chip, &Chip::toggled, this, &ReportBuilder::changed);
    }
    Q_EMIT changed();
}

void ReportBuilder::choosePacks(const QStringList& ids) {
    m_wantedPacks = ids;
    for (const auto& [id, chip] : m_chips) chip->setChecked(ids.isEmpty() || ids.contains(id));
}

void ReportBuilder::addPeriod(QVBoxLayout* column) {
    const Theme& theme = m_context.theme;
    column->addWidget(new TextLabel(theme, tr("Period"), FontRole::Table, Token::TextMuted));
    m_unit = new SegmentedControl(theme, {tr("Month"), tr("Quarter"), tr("Custom")}, this);
    m_unit->setObjectName(QStringLiteral("reportUnit"));
    m_unit->setAccessibleName(tr("Length of the period"));
    m_unit->setStretched(true);
    m_span = new QComboBox(this);
    m_span->setObjectName(QStringLiteral("reportSpan"));
    m_span->setAccessibleName(tr("Period of the report"));
    m_span->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setFormSized(m_span);
    m_days = new QWidget(this);
    auto* days = new QHBoxLayout(m_days);
    days->setContentsMargins(0, 0, 0, 0);
    const auto day = [&](const char* name, const QString& spoken) {
        auto* edit = new QDateEdit(m_days);
        edit->setObjectName(QString::fromLatin1(name));
        edit->setAccessibleName(spoken);
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
        setFormSized(edit);
        days->addWidget(edit, 1);
        connect(edit, &QDateEdit::dateChanged, this, &ReportBuilder::changed);
        return edit;
    };
    m_from = day("reportFrom", tr("First day"));
    m_to = day("reportTo", tr("Last day"));
    column->addWidget(m_unit);
    column->addWidget(m_span);
    column->addWidget(m_days);
    m_part = new TextLabel(theme, {}, FontRole::Caption, Token::TextFaint);
    m_part->setObjectName(QStringLiteral("reportPart"));
    m_part->setWordWrap(true);
    column->addWidget(m_part);
    describePart();
    connect(&m_context.session, &Session::scopeChanged, this, [this] {
        describePart();
        Q_EMIT changed();
    });
    column->addSpacing(6);
    connect(m_unit, &SegmentedControl::currentChanged, this, [this](int unit) {
        m_touched = true;
        showUnit(unit);
    });
    connect(m_span, &QComboBox::activated, this, [this] {
        m_touched = true;
        Q_EMIT changed();
    });
}

void ReportBuilder::describePart() {
    const Scope& scope = m_context.session.scope();
    if (scope.nodes.empty())
        m_part->setText(tr("Whole fleet, by the law of each day, in UTC."));
    else
        m_part->setText(
            tr("Only %1 (%n node(s)), as chosen above, by the law of each day, in UTC. Controls that are not "
               "about single nodes are judged for the whole fleet and say so; integrity is that of the "
               "whole log.",
               nullptr, static_cast<int>(scope.nodes.size()))
                .arg(scope.nodesName));
}

void ReportBuilder::showUnit(int unit) {
    const Time now = m_context.session.now();
    m_span->setVisible(unit != kCustom);
    m_days->setVisible(unit == kCustom);
    if (unit == kCustom) {
        const Period period = m_context.session.scope().range == Range::Everything ? quarters(now, 0).front().period
                                                                                   : m_context.session.period();
        const QSignalBlocker from(m_from);
        const QSignalBlocker to(m_to);
        m_from->setDate(utcDay(period.from));
        m_to->setDate(utcDay(period.to - Duration(1)));
    } else {
        m_spans = unit == kMonth ? months(now, 12) : quarters(now, 8);
        m_span->clear();
        for (const auto& span : m_spans) m_span->addItem(tr("%1   %2").arg(span.name, span.detail));
        m_span->setCurrentIndex(1);
    }
    Q_EMIT changed();
}

void ReportBuilder::suggestPeriod(Time firstEntry) {
    if (m_touched || m_unit->currentIndex() != kQuarter || m_spans.size() < 2) return;
    m_span->setCurrentIndex(firstEntry < m_spans[1].period.to ? 1 : 0);
    Q_EMIT changed();
}

void ReportBuilder::choosePeriod(const Period& period) {
    m_touched = true;
    m_unit->setCurrentIndex(kCustom);
    showUnit(kCustom);
    m_from->setDate(utcDay(period.from));
    m_to->setDate(utcDay(period.to - Duration(1)));
}

void ReportBuilder::addTexts(QVBoxLayout* column) {
    const Theme& theme = m_context.theme;
    m_title = field("reportTitle", tr("Title"), tr("Made from frameworks and period"));
    m_preparedBy = field("reportPreparedBy", tr("Prepared by"), tr("Name"));
    m_preparedBy->setText(m_context.session.actor());
    connect(&identityOf(m_context.session), &Identity::changed, m_preparedBy,
            [this, last = m_preparedBy->text()]() mutable {
                const QString now = m_context.session.actor();
                if (m_preparedBy->text() == last) m_preparedBy->setText(now);  // not what somebody typed
                last = now;
            });
    for (const auto& [edit, words] : {std::pair(m_title, tr("Title")), std::pair(m_preparedBy, tr("Prepared by"))}) {
        column->addWidget(new TextLabel(theme, words, FontRole::Table, Token::TextMuted));
        column->addWidget(edit);
        connect(edit, &QLineEdit::textChanged, this, &ReportBuilder::changed);
    }
    column->addSpacing(6);
}

void ReportBuilder::addFormats(QVBoxLayout* column) {
    column->addWidget(new TextLabel(m_context.theme, tr("Formats"), FontRole::Table, Token::TextMuted));
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    const auto box = [&](const char* name, const QString& text, const QString& help, bool on) {
        auto* check = new QCheckBox(text, this);
        check->setObjectName(QString::fromLatin1(name));
        check->setToolTip(help);
        check->setChecked(on);
        row->addWidget(check);
        connect(check, &QCheckBox::toggled, this, &ReportBuilder::changed);
        return check;
    };
    m_pdf = box("formatPdf", tr("PDF"), tr("For reading and handing over."), true);
    m_html = box("formatHtml", tr("HTML"), tr("The accessible copy: one file, nothing from outside."), true);
    m_csv = box("formatCsv", tr("CSV"), tr("Controls, alerts and evidence as tables."), false);
    row->addStretch(1);
    column->addLayout(row);
    column->addSpacing(6);
}

void ReportBuilder::addLanguage(QVBoxLayout* column) {
    column->addWidget(
        new TextLabel(m_context.theme, tr("Language of PDF and HTML"), FontRole::Table, Token::TextMuted));
    m_language = new QComboBox(this);
    m_language->setObjectName(QStringLiteral("reportLanguage"));
    m_language->setAccessibleName(tr("Language of PDF and HTML"));
    m_language->setToolTip(tr("CSV files are for programs and stay English, as the log is."));
    setFormSized(m_language);
    for (const std::string& code : reportLanguages(m_context.resources)) {
        // Each by the name it has in itself; Qt's name of "en" is that of one country.
        const QString id = toQString(code);
        m_language->addItem(code == "en" ? QStringLiteral("English") : QLocale(id).nativeLanguageName(), id);
    }
    m_language->setCurrentIndex(std::max(0, m_language->findData(QLocale().name().section(QChar(u'_'), 0, 0))));
    connect(m_language, &QComboBox::currentIndexChanged, this, &ReportBuilder::changed);
    column->addWidget(m_language);
    column->addSpacing(6);
}

void ReportBuilder::addFolder(QVBoxLayout* column) {
    column->addWidget(new TextLabel(m_context.theme, tr("Folder"), FontRole::Table, Token::TextMuted));
    auto* row = new QHBoxLayout;
    m_folder = field("reportFolder", tr("Folder to write to"), tr("Folder"));
    m_folder->setText(defaultFolder(m_context.settings));
    auto* choose = new QPushButton(tr("Choose…"), this);
    choose->setObjectName(QStringLiteral("reportFolderChoose"));
    setFormSized(choose);
    row->addWidget(m_folder, 1);
    row->addWidget(choose);
    column->addLayout(row);
    connect(m_folder, &QLineEdit::textChanged, this, &ReportBuilder::changed);
    connect(choose, &QPushButton::clicked, this, &ReportBuilder::chooseFolder);
}

void ReportBuilder::chooseFolder() {
    auto* dialog = new QFileDialog(this, tr("Folder for reports"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, &ReportBuilder::setFolder);
    dialog->open();
}

void ReportBuilder::setFolder(const QString& folder) { m_folder->setText(folder); }

ReportDraft ReportBuilder::draft() const {
    ReportDraft draft;
    for (const auto& [id, chip] : m_chips)
        if (chip->isChecked()) draft.packs.push_back(id);
    if (m_unit->currentIndex() == kCustom) {
        draft.period = {startOfDay(m_from->date()), startOfDay(m_to->date().addDays(1))};
    } else if (m_span->currentIndex() >= 0) {
        draft.period = m_spans[static_cast<std::size_t>(m_span->currentIndex())].period;
    }
    draft.nodes = m_context.session.scope().nodes;
    draft.title = m_title->text().simplified();
    draft.preparedBy = m_preparedBy->text().simplified();
    draft.pdf = m_pdf->isChecked();
    draft.html = m_html->isChecked();
    draft.csv = m_csv->isChecked();
    draft.language = m_language->currentData().toString();
    draft.folder = m_folder->text();
    return draft;
}

}  // namespace vedette::ui
