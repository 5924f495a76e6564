// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QToolButton>

#include "tests/ui/gallery/gallery_model.h"
#include "ui/theme/style.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip_bar.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/key_hint.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/node_grid.h"
#include "ui/widgets/posture_bar.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/threshold_box.h"
#include "ui/widgets/toast.h"

namespace vedette::ui {
namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

QHBoxLayout* line(std::initializer_list<QWidget*> widgets) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (QWidget* widget : widgets) row->addWidget(widget);
    row->addStretch(1);
    return row;
}

QPushButton* button(const char* words, Variant variant, const char* key = "") {
    auto* made = new QPushButton(text(words));
    setVariant(made, variant);
    if (*key != 0) setKeyHint(made, text(key));
    return made;
}

QWidget* kpi(const Theme& theme, const char* name, const char* value, bool sealed, const char* small) {
    auto* cell = new QWidget;
    auto* column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(new TextLabel(theme, text(name), FontRole::Table, Token::TextMuted));
    auto* figure = new Figure(theme, text(value), FontRole::Figure);
    figure->setOpens(QStringLiteral("x"));
    figure->setSealed(sealed);
    column->addWidget(figure);
    column->addWidget(new TextLabel(theme, text(small), FontRole::Caption, Token::TextFaint));
    auto* spark = new Sparkline(theme);
    spark->setFixedWidth(64);
    spark->setValues({5, 6, 5.6, 5.8, 5, 4.9, 4.6, 4.6}, text("falling for 7 days"));
    column->addLayout(line({spark, new TextLabel(theme, text("−12 % better"), FontRole::Caption, Token::TextMuted)}));
    return cell;
}

Card* glyphCard(const Theme& theme) {
    auto* card = new Card(theme, text("Shapes"));
    card->setSubtitle(text("filled: by machine, outlined: by hand"));
    for (const auto& [from, to] : {std::pair{1, 5}, std::pair{6, 12}, std::pair{13, 17}}) {
        auto* row = new QHBoxLayout;
        row->setSpacing(12);
        for (int i = from; i <= to; ++i) row->addWidget(new GlyphLabel(theme, static_cast<Glyph>(i)));
        row->addStretch(1);
        card->body()->addLayout(row);
    }
    auto* posture = new PostureBar(theme);
    posture->setCounts({{Glyph::Fail, 2},
                        {Glyph::ManualFail, 1},
                        {Glyph::Insufficient, 6},
                        {Glyph::Waived, 2},
                        {Glyph::Pass, 61},
                        {Glyph::ManualPass, 3},
                        {Glyph::NotApplicable, 3}});
    card->body()->addWidget(posture);
    auto* verdict = new Badge(theme, text("Fail since 20 Nov 11:20"));
    verdict->setGlyph(Glyph::Fail);
    verdict->setVerdict(true);
    auto* included = new Badge(theme, text("Included, signature valid"));
    included->setGlyph(Glyph::Pass);
    included->setVerdict(true);
    auto* critical = new Badge(theme, text("Critical"));
    critical->setGlyph(Glyph::Critical);
    card->body()->addLayout(line({verdict, included, critical, new Badge(theme, text("AML.T0024.002"))}));
    card->body()->addStretch(1);
    return card;
}

Card* controlsCard(const Theme& theme) {
    auto* card = new Card(theme, text("Controls"));
    card->addHeadAction(new QAction(theme.icon(QStringLiteral("view-list-details")), text("Table"), card));
    card->addHeadAction(new QAction(theme.icon(QStringLiteral("edit-copy")), text("Copy"), card));
    auto* disabled = button("Disabled", Variant::Outlined);
    disabled->setEnabled(false);
    auto* focused = button("Focused", Variant::Outlined);
    focused->setObjectName(QStringLiteral("focused"));
    card->body()->addLayout(
        line({button("Acknowledge", Variant::Primary, "a"), button("Escalate", Variant::Outlined, "e"),
              button("False positive", Variant::Outlined, "f"), button("What changes?", Variant::Link)}));
    card->body()->addLayout(line({focused, disabled, button("Chip", Variant::Chip), button("Chip", Variant::ChipActive),
                                  button("Add", Variant::ChipAdd), button("Quiet", Variant::Quiet)}));
    auto* search = new QLineEdit;
    search->setPlaceholderText(text("Search, or type a command"));
    search->setMinimumWidth(220);
    auto* combo = new QComboBox;
    combo->addItems({text("Q3 2026"), text("Q2 2026")});
    auto* spin = new QSpinBox;
    spin->setValue(15);
    card->body()->addLayout(line({search, combo, spin}));
    auto* on = new QCheckBox(text("PDF"));
    on->setChecked(true);
    auto* radio = new QRadioButton(text("Law of each day"));
    radio->setChecked(true);
    card->body()->addLayout(line({on, new QCheckBox(text("XLSX")), radio, new QRadioButton(text("Law of today"))}));
    auto* tabs = new QTabBar;
    for (const char* name : {"Sources", "Rejected records", "About"}) tabs->addTab(text(name));
    auto* stretched = new SegmentedControl(theme, {text("Month"), text("Quarter"), text("Custom")});
    stretched->setCurrentIndex(1);
    card->body()->addLayout(
        line({new SegmentedControl(theme, {text("Tree and text"), text("Tree"), text("Text")}), stretched, tabs}));
    card->body()->addLayout(
        line({new ThresholdBox(theme, ThresholdOrigin::Law), new KeyHint(theme, {text("j"), text("k")}, text("move")),
              new KeyHint(theme, {text("Enter")}, text("open")), new KeyHint(theme, {text("?")}, text("all keys"))}));
    auto* progress = new ProgressRow(theme);
    progress->setText(text("Verifying acme-eu.store"));
    progress->setDetail(text("4.1 of 10.5 M entries"));
    progress->setProgress(41, 105);
    card->body()->addWidget(progress);
    card->body()->addStretch(1);
    return card;
}

Card* nodesCard(const Theme& theme) {
    auto* card = new Card(theme, text("Fleet"));
    card->setSubtitle(text("210 nodes"));
    auto* grid = new NodeGrid(theme);
    QList<NodeMark> nodes;
    const auto add = [&](const char* group, int count, QList<int> alert, QList<int> shorts, QList<int> silent) {
        for (int i = 0; i < count; ++i) {
            const Glyph state = alert.contains(i)    ? Glyph::NodeAlert
                                : shorts.contains(i) ? Glyph::NodeShort
                                : silent.contains(i) ? Glyph::NodeSilent
                                                     : Glyph::NodeHealthy;
            nodes.append({QString::number(nodes.size()), text("node"), state, text(group)});
        }
    };
    add("EU", 98, {6, 45}, {64}, {});
    add("UK, CH", 12, {}, {}, {});
    add("Americas", 66, {2}, {16}, {38});
    grid->setNodes(nodes);
    card->body()->addWidget(grid);
    card->body()->addStretch(1);
    return card;
}

Drawer* drawer(const Theme& theme, QWidget* parent) {
    auto* made = new Drawer(theme, parent);
    made->setTitle(text("GDPR Art 44 · Transfer gate"),
                   text("cluster c-0412 · med-triage-8b · eu-fra-07 · first 12:48, last 14:31"));
    auto* glyph = new GlyphLabel(theme, Glyph::Fail);
    glyph->setWordShown(false);
    glyph->setGlyphSize(14);
    made->setTitleGlyph(glyph);
    auto* badge = new Badge(theme, text("Fail since 20 Nov 11:20"));
    badge->setGlyph(Glyph::Fail);
    badge->setVerdict(true);
    made->addBadge(badge);
    made->addBadge(new Badge(theme, text("automated")));
    made->addAction(button("Acknowledge", Variant::Primary, "a"));
    made->addAction(button("Escalate", Variant::Outlined, "e"));
    auto* list = new KeyValueList(theme);
    list->addRow(text("Obligation"),
                 text("Any third-country transfer, onward transfer included, must satisfy Chapter V."));
    list->addMonoRow(text("Threshold"), text("uncovered_routes == 0"));
    list->addWidgetRow(QString(), new ThresholdBox(theme, ThresholdOrigin::Law));
    list->addRow(text("Attested"), text("signed instance identity, 06:00 today"), Glyph::Pass);
    list->addFigureRow(text("Judged"), text("148,204"), QStringLiteral("x"))->setSealed(true);
    made->addSection(QString(), QString(), list);
    auto* why = new Prose(theme);
    why->setParts({{text("38"), text("p")},
                   {text(" principals share one prompt template and one network (AS 64511). Alone each stays under its "
                         "limit; together they asked ")},
                   {text("4,120"), text("e"), false, true},
                   {text(" new prompts in 65 min, ")},
                   {text("6.1 times"), {}, true},
                   {text(" the cluster’s budget.")}});
    made->addSection(text("Why"), QString(), why);
    auto* code = new CodeView(theme);
    code->setCode(text("{\"activity_id\":1,\"actor\":{\"user\":{\"uid\":\"p-bee98bf1\"}},\"class_uid\":6003}"),
                  CodeView::Syntax::Json);
    code->setFitted(4);
    made->addSection(text("Record"), text("canonical text"), code);
    made->openDrawer();
    return made;
}

}  // namespace

QWidget* widgetsSheet(const Theme& theme) {
    auto* sheet = new QWidget;
    auto* page = new QVBoxLayout(sheet);
    page->setContentsMargins(16, 16, 440, 16);
    page->setSpacing(12);
    auto* lead = new Prose(theme, FontRole::Lead);
    lead->setParts({{text("Quieter than last week, but blinder. "), {}, true},
                    {text("4,191"), text("f")},
                    {text(" findings, 17 % fewer. ")},
                    {text("2"), text("c")},
                    {text(" controls turned to fail today.")}});
    page->addWidget(lead);
    auto* bar = new ChipBar(theme);
    bar->addChip(Chip::Kind::Choice, text("status"), text("open"))->setActive(true);
    bar->addChip(Chip::Kind::Filter, text("zone reached is not"), text("EEA"));
    Chip* toggle = bar->addChip(Chip::Kind::Toggle, {}, text("Alert"));
    toggle->setGlyph(Glyph::NodeAlert);
    toggle->setCount(4);
    bar->addChip(Chip::Kind::News, {}, text("3 new"));
    bar->addChipButton(text("Filter"));
    bar->setNote(text("24 groups"));
    page->addWidget(bar);
    auto* strip = new Card(theme);
    auto* cells = new QHBoxLayout;
    cells->addWidget(kpi(theme, "MTTD", "3 min 40 s", false, "P90 21 min · n 63"));
    cells->addWidget(kpi(theme, "Audit coverage", "99.648 %", true, "411,029 of 412,480 requests"));
    cells->addWidget(kpi(theme, "Unlogged inference", "1,451", true, "3 nodes"));
    strip->body()->addLayout(cells);
    page->addWidget(strip);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(controlsCard(theme), 1);
    page->addLayout(middle);
    auto* lower = new QHBoxLayout;
    lower->setSpacing(12);
    lower->addWidget(glyphCard(theme), 3);
    lower->addWidget(nodesCard(theme), 2);
    page->addLayout(lower, 1);
    auto* states = new QHBoxLayout;
    auto* error = new Card(theme, text("Evidence"));
    error->showState(StatePanel::Kind::Error, text("The query was refused."),
                     text("acme-eu.store: disk full. Free 20 MB and try again."), text("Try again"));
    auto* nothing = new Card(theme, text("Transfers"));
    nothing->showState(StatePanel::Kind::Nothing, text("No transfer left the zones in this time."))->setSealed(true);
    auto* loading = new Card(theme, text("Loading"));
    loading->showState(StatePanel::Kind::Loading, {});
    states->setSpacing(12);
    for (Card* card : {error, nothing, loading}) states->addWidget(card);
    page->addLayout(states);
    drawer(theme, sheet);
    auto* toasts = new ToastHost(theme, sheet);
    toasts->post({text("Resolved “TLS scan”."), Glyph::None, text("Undo"), {}, 0});
    return sheet;
}

}  // namespace vedette::ui
