// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>

#include "tests/ui/gallery/gallery_model.h"
#include "ui/widgets/card.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {
namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

using Cell = GalleryModel::Cell;

Cell cell(const char* words, Token tone = Token::Text) {
    return {{Qt::DisplayRole, text(words)}, {ToneRole, int(tone)}};
}

Cell head(const char* words, int width, bool right = false, const char* faint = "") {
    Cell made{{Qt::DisplayRole, text(words)}, {Qt::SizeHintRole, QSize(width, 28)}, {SortRole, true}};
    if (right) made[Qt::TextAlignmentRole] = int(Qt::AlignRight);
    if (*faint != 0) made[SubtitleRole] = text(faint);
    return made;
}

struct AlertLine {
    Glyph glyph;
    const char* left;
    const char* title;
    const char* faint;
    const char* count;
    const char* atlas;
    const char* status;
    const char* owner;
};

void addAlert(GalleryModel& model, const AlertLine& line, Token tone) {
    Cell glyph{{GlyphRole, int(line.glyph)}, {IdRole, text(line.title)}};
    Cell left = cell(line.left, tone);
    left[StrongRole] = tone != Token::Text;
    Cell title = cell(line.title);
    title[SubtitleRole] = text(line.faint);
    Cell count = cell(line.count);
    count[OpensRole] = QStringLiteral("x");
    const Cell spark{
        {SparkRole, QVariant::fromValue(QList<double>{1, 1, 0, 1, 0, 2, 3, 4, 4, 6, 5, 7, 8, 9, 8, 10, 12, 13})}};
    model.rows.append({glyph, left, title, count, spark, cell(line.atlas, Token::TextMuted), cell(line.status),
                       cell(line.owner, Token::TextMuted)});
}

void addGroup(GalleryModel& model, const char* name, const char* faint, bool open) {
    QList<Cell> row(8);
    row[0] = {{Qt::DisplayRole, text(name)},
              {SubtitleRole, text(faint)},
              {GroupRole, true},
              {Qt::CheckStateRole, open ? Qt::Checked : Qt::Unchecked}};
    model.rows.append(row);
}

Card* alerts(const Theme& theme) {
    auto* card = new Card(theme);
    card->setFlush();
    auto* model = new GalleryModel;
    model->head = {head("", 36),
                   head("Time left", 72),
                   head("Rule", 260, false, "entity, model, node"),
                   head("Count", 60, true),
                   head("24 h", 86),
                   head("ATLAS", 110),
                   head("Status", 90),
                   head("Owner", 90)};
    addGroup(*model, "Critical", "1 group", true);
    addAlert(*model,
             {Glyph::Critical, "18 min", "Model extraction, paced, across principals",
              "cluster c-0412 · 38 principals · med-triage-8b", "214", "AML.T0024.002", "New", "—"},
             Token::Critical);
    addGroup(*model, "High", "5 groups", true);
    addAlert(*model,
             {Glyph::High, "42 min", "Direct prompt injection, encoded payload",
              "p-91d0 7c2e · llama-3.3-70b · us-iad-03", "61", "AML.T0051.000", "New", "—"},
             Token::High);
    addAlert(*model,
             {Glyph::High, "1 h 05", "Cost harvesting: resource-intensive queries",
              "p-2b77 e0a4 · qwen2.5-72b · ap-nrt-05", "37", "AML.T0034.001", "In progress", "J. Lindqvist"},
             Token::Text);
    addAlert(*model,
             {Glyph::Medium, "5 h 20", "Near-duplicate runs with logprobs on",
              "p-08aa 4c9d · med-triage-8b · eu-fra-07", "1,111", "AML.T0024.000", "New", "—"},
             Token::Text);
    addGroup(*model, "Low", "9 groups", false);
    auto* table = new DataTable(theme, {});
    model->setParent(table);
    table->setDensity(DataTable::Density::TwoLine);
    table->setModel(model);
    table->selectById(text("Model extraction, paced, across principals"));
    table->setEndText(text("End of the result: 5 of 5 groups."));
    table->setNewRows(3);
    card->body()->addWidget(table);
    return card;
}

Card* evidence(const Theme& theme) {
    auto* card = new Card(theme, text("Evidence"));
    card->setFlush();
    card->setHeadLine(true);
    auto* model = new GalleryModel;
    model->head = {head("Entry", 120), head("Time, 20 Nov UTC", 130), head("Operation", 120), head("Principal", 100),
                   head("Zone", 50),   head("Tokens", 70, true)};
    for (const auto& [entry, time, tokens] :
         {std::tuple{"10,454,207", "11:21:52.266", "1,988"}, std::tuple{"10,454,111", "11:21:11.111", "111"},
          std::tuple{"10,454,200", "11:21:49.980", "2,004"}}) {
        Cell first = cell(entry);
        first[MonoRole] = true;
        first[SealRole] = true;
        first[IdRole] = text(entry);
        first[OpensRole] = text(entry);
        Cell principal = cell("p-341c0a3e", Token::TextMuted);
        principal[MonoRole] = true;
        model->rows.append(
            {first, cell(time), cell("chat.completions"), principal, cell("US", Token::TextMuted), cell(tokens)});
    }
    auto* table = new DataTable(theme, {});
    model->setParent(table);
    table->setModel(model);
    table->setEndText(text("End of the result: 3 of 3 rows."));
    table->setSorted(0, Qt::DescendingOrder);
    card->body()->addWidget(table);
    return card;
}

}  // namespace

QWidget* tableSheet(const Theme& theme) {
    auto* sheet = new QWidget;
    auto* page = new QVBoxLayout(sheet);
    page->setContentsMargins(16, 16, 16, 16);
    page->addWidget(alerts(theme), 3);
    page->addWidget(evidence(theme), 2);
    return sheet;
}

}  // namespace vedette::ui
