// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/posture_card.h"

#include <QAction>
#include <QGridLayout>
#include <QPainter>
#include <QToolButton>

#include <array>

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/posture_bar.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

// Worst first, as the matrix has them.
constexpr std::array kOrder = {ControlState::Fail,         ControlState::ManualFail, ControlState::InsufficientEvidence,
                               ControlState::Waived,       ControlState::Pass,       ControlState::ManualPass,
                               ControlState::NotApplicable};

constexpr int kHead = 44;  // shape above word

std::size_t countOf(const PackResult& pack, ControlState state) {
    return static_cast<std::size_t>(std::count_if(pack.results.begin(), pack.results.end(),
                                                  [state](const ControlResult& r) { return r.state == state; }));
}

QString headWord(ControlState state) {
    switch (state) {
        case ControlState::Fail: return PostureCard::tr("Fail");
        case ControlState::ManualFail: return PostureCard::tr("Man. fail");
        case ControlState::InsufficientEvidence: return PostureCard::tr("Insuff.");
        case ControlState::Waived: return PostureCard::tr("Waived");
        case ControlState::Pass: return PostureCard::tr("Pass");
        case ControlState::ManualPass: return PostureCard::tr("Man. pass");
        case ControlState::NotApplicable: return PostureCard::tr("N/A");
    }
    return {};
}

// Paints the head's ground and the lines between the rows, from edge to edge.
class PostureTable : public ThemedWidget {
public:
    PostureTable(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent), m_grid(new QGridLayout(this)) {}
    [[nodiscard]] QGridLayout* grid() const { return m_grid; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const int head = m_grid->cellRect(0, 0).bottom() + 1;
        painter.fillRect(QRect(0, 0, width(), head), theme().color(Token::SurfaceAlt));
        for (int row = 1; row < m_grid->rowCount(); ++row)
            painter.fillRect(QRect(0, m_grid->cellRect(row, 0).top(), width(), 1), theme().color(Token::Border));
    }

private:
    QGridLayout* m_grid;
};

}  // namespace

PostureCard::PostureCard(Context& context) : Card(context.theme, tr("Posture")), m_context(context) {
    setObjectName(QStringLiteral("postureCard"));
    auto* open = new QAction(context.theme.icon(QStringLiteral("go-next")), tr("Open matrix"), this);
    open->setObjectName(QStringLiteral("openMatrix"));
    connect(open, &QAction::triggered, this, [this] { m_context.go.open({.page = PageId::Compliance}); });
    // The chevron stands after the word, as it leads on.
    addHeadAction(open)->setLayoutDirection(layoutDirection() == Qt::RightToLeft ? Qt::LeftToRight : Qt::RightToLeft);
    setHeadLine(true);
    setFlush();
    connect(&context.posture, &FeedBase::changed, this, &PostureCard::show);
    connect(&context.posture, &FeedBase::loadingChanged, this, [this] { setLoading(m_context.posture.loading()); });
    showState(StatePanel::Kind::Loading, {});
    if (context.posture.value()) show();
}

void PostureCard::show() {
    if (const auto& error = m_context.posture.error()) {
        showState(StatePanel::Kind::Error, tr("The controls could not be judged."), errorText(*error));
        return;
    }
    const auto judgement = m_context.posture.value();
    if (!judgement) return;
    std::size_t controls = 0;
    for (const auto& pack : judgement->packs) controls += pack.results.size();
    setSubtitle(tr("%n control(s), counted one by one, by the law of the period", nullptr, static_cast<int>(controls)));
    showBody();
    delete m_table;
    auto* table = new PostureTable(theme(), this);
    m_table = table;
    m_grid = table->grid();
    m_grid->setContentsMargins(metrics::kCardPadding, 0, metrics::kCardPadding, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(0);
    addHead();
    int row = 1;
    for (const auto& pack : judgement->packs) addRow(row++, pack);
    // What room there is goes to the marks first; wide windows spread the counts as well.
    m_grid->setColumnStretch(1, 6);
    for (int column = 2; column < 2 + static_cast<int>(kOrder.size()); ++column) m_grid->setColumnStretch(column, 1);
    body()->addWidget(m_table);
    body()->addStretch(1);
}

void PostureCard::addHead() {
    m_grid->setRowMinimumHeight(0, kHead);
    m_grid->addWidget(new TextLabel(theme(), tr("Framework"), FontRole::Caption, Token::TextMuted, m_table), 0, 0);
    auto* marks = new TextLabel(theme(), tr("One mark per control"), FontRole::Caption, Token::TextMuted, m_table);
    marks->setElided(true);
    m_grid->addWidget(marks, 0, 1);
    int column = 2;
    for (const auto state : kOrder) {
        auto* head = new QWidget(m_table);
        auto* stack = new QVBoxLayout(head);
        stack->setContentsMargins(0, 0, 0, 0);
        stack->setSpacing(2);
        auto* glyph = new GlyphLabel(theme(), stateGlyph(state), {}, head);
        glyph->setWordShown(false);
        stack->addWidget(glyph, 0, Qt::AlignRight);
        stack->addWidget(new TextLabel(theme(), headWord(state), FontRole::Caption, Token::TextMuted, head), 0,
                         Qt::AlignRight);
        m_grid->addWidget(head, 0, column++, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_grid->addWidget(new TextLabel(theme(), tr("All"), FontRole::Caption, Token::TextMuted, m_table), 0, column,
                      Qt::AlignRight | Qt::AlignVCenter);
}

void PostureCard::addRow(int row, const PackResult& pack) {
    const QString name = said(pack.pack.title);
    m_grid->addWidget(new TextLabel(theme(), name, FontRole::BodyMedium, Token::Text, m_table), row, 0);
    m_grid->setRowMinimumHeight(row, metrics::kRow);
    QList<PostureCount> marks;
    for (const auto state : kOrder) marks.push_back({stateGlyph(state), static_cast<int>(countOf(pack, state))});
    auto* bar = new PostureBar(theme(), m_table);
    bar->setCounts(marks);
    m_grid->addWidget(bar, row, 1);
    int column = 2;
    for (const auto state : kOrder) {
        const auto count = countOf(pack, state);
        if (count == 0) {
            m_grid->addWidget(new TextLabel(theme(), QStringLiteral("·"), FontRole::Table, Token::TextFaint, m_table),
                              row, column++, Qt::AlignRight);
            continue;
        }
        auto* figure = new Figure(theme(), number(count), FontRole::Body, m_table);
        figure->setObjectName(
            QStringLiteral("posture_%1_%2").arg(toQString(pack.pack.id), toQString(stateName(state))));
        figure->setWhat(tr("%1, %2").arg(name, glyphWord(stateGlyph(state))));
        figure->setOpens(toQString(stateName(state)));
        if (state == ControlState::Fail || state == ControlState::ManualFail) figure->setTone(Token::Fail);
        connect(figure, &Figure::opened, this, [this, id = toQString(pack.pack.id)](const QString& stateWanted) {
            m_context.go.open(
                {.page = PageId::Compliance, .filter = QStringLiteral("framework=%1 state=%2").arg(id, stateWanted)});
        });
        m_grid->addWidget(figure, row, column++, Qt::AlignRight);
    }
    m_grid->addWidget(new TextLabel(theme(), number(pack.results.size()), FontRole::Body, Token::TextMuted, m_table),
                      row, column, Qt::AlignRight);
}

}  // namespace vedette::ui
