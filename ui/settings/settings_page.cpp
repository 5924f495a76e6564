// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

#include "core/base/user.h"
#include "core/event/event.h"
#include "ui/bridge/content.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/models/entries_model.h"
#include "ui/page/table_export.h"
#include "ui/settings/anchors_card.h"
#include "ui/settings/holds_card.h"
#include "ui/settings/keys_section.h"
#include "ui/settings/people_section.h"
#include "ui/settings/retention_card.h"
#include "ui/settings/source_models.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

const QStringList kSections = {QStringLiteral("look"),      QStringLiteral("sources"),   QStringLiteral("rejected"),
                               QStringLiteral("integrity"), QStringLiteral("retention"), QStringLiteral("people"),
                               QStringLiteral("keys")};
constexpr int kFormWidth = 640;
constexpr int kDamageHeight = 168;
constexpr std::size_t kRemarks = 3;  // on the clock that are shown

}  // namespace

SettingsPage::SettingsPage(Context& context) : Page(context, PageId::Settings, QStringLiteral("settingsPage")) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPagePadding, metrics::kPagePadding, metrics::kPagePadding,
                               metrics::kPagePadding);
    layout->setSpacing(metrics::kGapWide);
    m_sections = new SegmentedControl(context.theme,
                                      {tr("Look and user"), tr("Sources"), tr("Rejected records"), tr("Integrity"),
                                       tr("Retention"), tr("People"), tr("Keys")},
                                      this);
    m_sections->setObjectName(QStringLiteral("settingsSections"));
    m_sections->setAccessibleName(tr("Sections of the settings"));
    layout->addWidget(m_sections, 0, Qt::AlignLeft);
    m_verify = new QAction(tr("Verify the whole store now"), this);
    m_verify->setObjectName(QStringLiteral("verifyNow"));
    addAction(m_verify);
    connect(m_verify, &QAction::triggered, &context.integrity, &IntegrityWatch::verifyNow);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(makeLook());
    m_stack->addWidget(makeSources());
    m_stack->addWidget(makeRejected());
    m_stack->addWidget(makeIntegrity());
    m_stack->addWidget(makeRetention());
    m_stack->addWidget(new PeopleSection(context, this));
    m_keys = new KeysSection(context, this);
    m_stack->addWidget(m_keys);
    layout->addWidget(m_stack, 1);
    connect(m_sections, &SegmentedControl::currentChanged, this,
            [this](int section) { visit({.page = PageId::Settings, .item = kSections.value(section)}); });
    connect(&context.integrity, &IntegrityWatch::changed, this, [this] {
        showIntegrity();
        showSources();
        if (!this->context().integrity.running()) m_anchors->look();
    });
    showIntegrity();
    showSources();
}

void SettingsPage::visit(const Target& target) {
    const auto section = std::max<qsizetype>(
        0, kSections.indexOf(target.item.isEmpty() ? kSections.value(m_sections->currentIndex()) : target.item));
    m_sections->setCurrentIndex(static_cast<int>(section));
    m_stack->setCurrentIndex(static_cast<int>(section));
    if (section == 0) showNotices();
    if (section == 1) showSources();
    if (section == 2) {
        Filter filter;
        filter.is(IntColumn::Class, ocsf::kRejectedRecord);
        m_rejected->setFilter(filter);
    }
    if (section == 3) m_anchors->look();
    if (section == 4) {
        m_retention->look();
        m_holds->look();
    }
    if (section == 6) m_keys->look();
}

QWidget* SettingsPage::makeLook() {
    const auto& theme = context().theme;
    auto* page = new QWidget(this);
    auto* outer = new QVBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* card = new Card(theme, tr("Look and user"), page);
    card->setMaximumWidth(kFormWidth);
    auto* form = card->body();
    form->setSpacing(8);
    const auto label = [&](const QString& text) {
        form->addWidget(new TextLabel(theme, text, FontRole::Table, Token::TextMuted, card));
    };
    const Settings& now = context().settings.get();
    label(tr("Theme"));
    m_theme = new SegmentedControl(theme, {tr("As the desktop"), tr("Light"), tr("Dark")}, card);
    m_theme->setObjectName(QStringLiteral("themeChoice"));
    m_theme->setAccessibleName(tr("Theme"));
    m_theme->setCurrentIndex(static_cast<int>(now.theme));
    form->addWidget(m_theme, 0, Qt::AlignLeft);
    label(tr("Language (from the next start)"));
    m_language = new QComboBox(card);
    m_language->setObjectName(QStringLiteral("languageChoice"));
    m_language->setAccessibleName(tr("Language"));
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    m_language->setCurrentIndex(std::max(0, m_language->findData(now.language)));
    setFormSized(m_language);
    form->addWidget(m_language);
    label(tr("Name under your decisions"));
    m_actor = new QLineEdit(now.actor, card);
    m_actor->setObjectName(QStringLiteral("actorName"));
    m_actor->setAccessibleName(tr("Name under your decisions"));
    m_actor->setPlaceholderText(toQString(loginName()));
    setFormSized(m_actor);
    form->addWidget(m_actor);
    // Without this page: its parts hear of changes until they are gone, and go after it.
    Identity& identity = identityOf(context().session);
    const auto named = [actor = m_actor, &identity] {
        const bool accounts = identity.state() != Identity::State::Free;
        actor->setEnabled(!accounts);
        actor->setToolTip(accounts ? tr("This store has accounts: what you decide bears the name you sign in with.")
                                   : QString());
    };
    connect(&identity, &Identity::changed, m_actor, named);
    named();
    m_notifications = new QCheckBox(tr("Notify the desktop of critical alerts, without personal data"), card);
    m_notifications->setObjectName(QStringLiteral("notifications"));
    m_notifications->setChecked(now.notifications);
    m_motion = new QCheckBox(tr("Less motion: drawers appear at once"), card);
    m_motion->setObjectName(QStringLiteral("reducedMotion"));
    m_motion->setChecked(now.reducedMotion);
    form->addWidget(m_notifications);
    m_noticeTrouble = new TextLabel(theme, {}, FontRole::Table, Token::TextMuted, card);
    m_noticeTrouble->setObjectName(QStringLiteral("noticeTrouble"));
    m_noticeTrouble->setWordWrap(true);
    form->addWidget(m_noticeTrouble);
    form->addWidget(m_motion);
    outer->addWidget(card);
    outer->addStretch(1);
    connect(m_theme, &SegmentedControl::currentChanged, this, &SettingsPage::save);
    connect(m_language, &QComboBox::currentIndexChanged, this, &SettingsPage::save);
    connect(m_actor, &QLineEdit::editingFinished, this, &SettingsPage::save);
    connect(m_notifications, &QCheckBox::toggled, this, &SettingsPage::save);
    connect(m_motion, &QCheckBox::toggled, this, &SettingsPage::save);
    connect(&context().settings, &SettingsStore::changed, this, &SettingsPage::showChoices);
    return page;
}

void SettingsPage::showNotices() {
    const QString& trouble = context().services.noticeTrouble;
    m_noticeTrouble->setText(trouble);
    m_noticeTrouble->setVisible(!trouble.isEmpty());
    m_notifications->setAccessibleDescription(trouble);
}

// What was chosen by key or in another window; saving again what stands here would take it back.
void SettingsPage::showChoices(const Settings& now) {
    const QSignalBlocker theme(m_theme);
    const QSignalBlocker language(m_language);
    const QSignalBlocker notifications(m_notifications);
    const QSignalBlocker motion(m_motion);
    m_theme->setCurrentIndex(static_cast<int>(now.theme));
    m_language->setCurrentIndex(std::max(0, m_language->findData(now.language)));
    m_notifications->setChecked(now.notifications);
    m_motion->setChecked(now.reducedMotion);
    if (!m_actor->hasFocus()) m_actor->setText(now.actor);
}

void SettingsPage::save() {
    Settings next = context().settings.get();
    next.theme = static_cast<ThemeChoice>(m_theme->currentIndex());
    next.language = m_language->currentData().toString();
    next.actor = m_actor->text().trimmed();
    next.notifications = m_notifications->isChecked();
    next.reducedMotion = m_motion->isChecked();
    context().settings.set(next);
    if (!identityOf(context().session).person().isEmpty()) return;
    context().session.setActor(next.actor.isEmpty() ? toQString(loginName()) : next.actor);
}

QWidget* SettingsPage::makeSources() {
    m_sourcesCard = new Card(context().theme, tr("Sources"), this);
    m_sourcesCard->setObjectName(QStringLiteral("sourcesCard"));
    m_sourcesCard->setFlush();
    m_sources = new SourcesModel(this);
    auto* table = new DataTable(context().theme, QStringLiteral("sources"), m_sourcesCard);
    table->setObjectName(QStringLiteral("sourcesTable"));
    table->setAccessibleName(tr("Sources that fail or had gaps"));
    table->setModel(m_sources);
    table->setRowActions({csvAction(context(), *m_sources, QStringLiteral("sources.csv"), this)});
    m_sourcesCard->body()->setSpacing(0);
    m_sourcesCard->body()->addWidget(table, 1);
    // A line of the table has no room for what is wrong and what to do; here both stand in full.
    auto* detail = new TextLabel(context().theme, {}, FontRole::Table, Token::Text, m_sourcesCard);
    detail->setObjectName(QStringLiteral("sourceDetail"));
    detail->setWordWrap(true);
    detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    detail->setContentsMargins(metrics::kCardPadding, 8, metrics::kCardPadding, 12);
    m_sourcesCard->body()->addWidget(detail);
    const auto tell = [this, table, detail] {
        const QModelIndex row = table->currentIndex();
        const auto cell = [&](int column) { return row.siblingAtColumn(column).data().toString(); };
        detail->setText(row.isValid() ? tr("%1: %2").arg(cell(0), cell(2)) : QString());
        detail->setVisible(row.isValid());
    };
    connect(table, &DataTable::currentRowChanged, this, tell);
    connect(m_sources, &QAbstractItemModel::dataChanged, this, tell);
    connect(m_sources, &QAbstractItemModel::layoutChanged, this, [this, table, tell] {
        if (m_sources->rowCount() > 0 && !table->selectionModel()->hasSelection()) {
            table->selectRow(std::max(0, table->currentIndex().row()));
        }
        tell();
    });
    tell();
    connect(table, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
        const QString source = index.siblingAtColumn(0).data().toString();
        context().go.open({.page = PageId::Evidence, .filter = QStringLiteral("source=%1").arg(source)});
    });
    return m_sourcesCard;
}

void SettingsPage::showSources() {
    const auto health = context().services.health();
    std::vector<SourceRow> rows;
    if (!health.stopped.isEmpty()) rows.push_back({tr("All sources"), tr("stopped"), health.stopped, {}, {}, true});
    for (const auto& [source, error] : health.failures) rows.push_back({source, tr("failing"), error, {}, {}, true});
    if (const auto& report = context().integrity.report())
        for (const auto& gap : report->gaps)
            rows.push_back({visible(gap.source), tr("gap"), said(gap.what), gap.from, gap.to, false});
    if (rows.empty())
        m_sourcesCard->showState(StatePanel::Kind::Nothing,
                                 health.running
                                     ? tr("All %1 sources are read, and the log knows of no gap.").arg(health.sources)
                                     : tr("This console is not collecting, and the log knows of no gap."));
    else
        m_sourcesCard->showBody();
    m_sourcesCard->setSubtitle(health.running ? tr("%1 of %2 failing").arg(health.failing).arg(health.sources)
                                              : tr("not collecting here"));
    m_sources->setRows(std::move(rows));
}

QWidget* SettingsPage::makeRejected() {
    m_rejectedCard = new Card(context().theme, tr("Rejected records"), this);
    m_rejectedCard->setObjectName(QStringLiteral("rejectedCard"));
    m_rejectedCard->setSubtitle(tr("lines that no mapping could read; kept, with the reason"));
    m_rejectedCard->setFlush();
    m_rejected = new EntriesModel(context().session, this);
    auto* table = new DataTable(context().theme, QStringLiteral("rejected"), m_rejectedCard);
    table->setObjectName(QStringLiteral("rejectedTable"));
    table->setAccessibleName(tr("Rejected records"));
    table->setModel(m_rejected);
    table->setRowActions({csvAction(context(), *m_rejected, QStringLiteral("rejected.csv"), this)});
    m_rejectedCard->body()->addWidget(table);
    connect(table, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
        context().go.open({.page = PageId::Evidence,
                           .filter = QStringLiteral("class=7706005"),
                           .entry = index.data(EntryRole).toULongLong()});
    });
    connect(m_rejected, &EntriesModel::loaded, this, [this] {
        if (m_rejected->rowCount() == 0)
            m_rejectedCard->showState(StatePanel::Kind::Nothing, tr("Every line that came in could be read."));
        else
            m_rejectedCard->showBody();
    });
    connect(m_rejected, &EntriesModel::failed, this, [this](const QString& what) {
        m_rejectedCard->showState(StatePanel::Kind::Error, tr("The rejected records could not be read."), what);
    });
    return m_rejectedCard;
}

// Scrolls where the window is low: of a damaged store there is a lot to say.
QWidget* SettingsPage::makeIntegrity() {
    const auto& theme = context().theme;
    auto* page = new QWidget(this);
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(metrics::kGapWide);
    m_integrityCard = new Card(theme, tr("Integrity"), page);
    m_integrityCard->setObjectName(QStringLiteral("integrityCard"));
    m_integrityCard->addHeadAction(m_verify);
    m_facts = new KeyValueList(theme, m_integrityCard);
    m_facts->setLabelWidth(150);
    m_integrityCard->body()->addWidget(m_facts);
    rows->addWidget(m_integrityCard);
    rows->addWidget(makeDamage(page), 2);
    m_anchors = new AnchorsCard(context(), page);
    rows->addWidget(m_anchors, 1);
    return scrolled(page, QStringLiteral("integrityScroll"));
}

QWidget* SettingsPage::scrolled(QWidget* page, const QString& name) {
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(name);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    scroll->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);  // setWidget() has switched it on
    return scroll;
}

QWidget* SettingsPage::makeDamage(QWidget* parent) {
    m_damageCard = new Card(context().theme, tr("What does not add up"), parent);
    m_damageCard->setObjectName(QStringLiteral("damageCard"));
    m_damageCard->setFlush();
    m_damage = new DamageModel(this);
    auto* table = new DataTable(context().theme, QStringLiteral("damage"), m_damageCard);
    table->setObjectName(QStringLiteral("damageTable"));
    table->setAccessibleName(tr("Damaged places"));
    table->setModel(m_damage);
    table->setRowActions({csvAction(context(), *m_damage, QStringLiteral("damage.csv"), this)});
    table->setMinimumHeight(kDamageHeight);
    m_damageCard->body()->addWidget(table);
    return m_damageCard;
}

QWidget* SettingsPage::makeRetention() {
    auto* page = new QWidget(this);
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(metrics::kGapWide);
    m_retention = new RetentionCard(context(), page);
    rows->addWidget(m_retention);
    m_holds = new HoldsCard(context(), page);
    rows->addWidget(m_holds);
    rows->addStretch(1);
    // What was counted is not what is due any more.
    connect(m_holds, &HoldsCard::changed, m_retention, &RetentionCard::look);
    return scrolled(page, QStringLiteral("retentionScroll"));
}

void SettingsPage::showIntegrity() {
    const auto& watch = context().integrity;
    const auto& report = watch.report();
    m_integrityCard->setLoading(watch.running());
    m_facts->clear();
    if (watch.error()) m_facts->addRow(tr("Last attempt"), errorText(*watch.error()), Glyph::Insufficient);
    if (!report) {
        m_facts->addRow(tr("Verdict"), tr("not verified yet"), Glyph::Insufficient);
        m_damageCard->hide();
        return;
    }
    m_facts->addRow(tr("Verdict"),
                    report->intact ? tr("intact: every entry, column, index and signature adds up") : tr("broken"),
                    report->intact ? Glyph::Seal : Glyph::Fail);
    m_facts->addRow(tr("Entries verified"),
                    tr("%1 of %2").arg(number(report->verified + report->forgotten), number(report->entries)));
    m_facts->addRow(tr("Verified"), tr("%1, in %2").arg(dateTime(watch.verifiedAt()), duration(report->took)));
    if (report->readFrom > 0)
        m_facts->addRow(tr("Read in full"), tr("%1; since then what came after entry %2, and all derived tables")
                                                .arg(dateTime(watch.readInFullAt()), number(report->readFrom - 1)));
    m_facts->addRow(
        tr("Anchor outside"),
        report->anchored
            ? tr("attests entries up to %1").arg(number(report->anchoredSize == 0 ? 0 : report->anchoredSize - 1))
            : tr("none: a store put back from an older copy would go unseen"),
        report->anchored ? Glyph::Pass : Glyph::Insufficient);
    m_facts->addMonoRow(tr("Key"), visible(report->key));
    m_facts->addMonoRow(tr("Checkpoint"), visible(report->head.origin));
    m_facts->addRow(tr("Rejected records"), number(report->rejected));
    showRemarks(*report);
    m_damageCard->setVisible(!report->damage.empty());
    m_damageCard->setSubtitle(tr("%n place(s), the first %1 shown", nullptr, static_cast<int>(report->damageCount))
                                  .arg(report->damage.size()));
    m_damage->setRows(report->damage);
}

// What does not break the log and is still to be known of it.
void SettingsPage::showRemarks(const VerifyReport& report) {
    for (std::size_t i = 0; i < report.clock.size() && i < kRemarks; ++i) {
        const ClockRemark& remark = report.clock[i];
        m_facts->addRow(tr("Clock"), tr("%1: %2").arg(said(remark.place), said(remark.what)), Glyph::Insufficient);
    }
    if (report.clockCount > kRemarks)
        m_facts->addRow(tr("Clock"), tr("%n more remark(s); vedettectl verify lists them", nullptr,
                                        static_cast<int>(report.clockCount - kRemarks)));
    if (report.unbelievedAnchors > 0)
        m_facts->addRow(tr("Anchors not believed"),
                        tr("%n anchor(s) signed by a revoked key prove nothing", nullptr,
                           static_cast<int>(report.unbelievedAnchors)),
                        Glyph::Insufficient);
}

}  // namespace vedette::ui
