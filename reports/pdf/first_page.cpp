// SPDX-License-Identifier: GPL-3.0-or-later
// The page somebody reads who reads one page. What does not fit on it goes overleaf: first the chart, then what long
// sentences say beyond two lines, then the last sentences, so that verdicts, states and checkpoint stay in front.
#include <fmt/format.h>

#include <algorithm>

#include "reports/pdf/press.h"
#include "reports/pdf/shapes.h"

namespace vedette::pdf {
namespace {

constexpr double kGap = 12;  // between the blocks of the page
constexpr double kLowestPlot = 34;
constexpr double kHighestPlot = 92;

// What `write` puts on endless paper, as one block.
template <class Write>
Block captured(const Press& press, const Write& write) {
    constexpr double kEndless = 1e6;
    Block block;
    Pages scratch({press.pages.width() + 2 * Pages::kMargin, kEndless}, {},
                  [&](const Pages::Page& page) { block.marks = page.marks; });
    write(Press{press.data, press.type, scratch});
    scratch.finish();
    Block out;
    out.add(block, -Pages::kMargin, -Pages::kTop);
    out.height = kEndless - Pages::kTop - Pages::kBottom - scratch.left();
    return out;
}

Block titleBlock(const Press& press) {
    const double width = press.pages.width();
    Block block = paragraph(press.type, press.shown(press.data.title), Face::Title, Ink::Text, width);
    const auto subtitle = paragraph(press.type, press.shown(press.data.subtitle), Face::Subtitle, Ink::Muted, width);
    block.add(subtitle, 0, block.height + 3);
    block.height += 3 + subtitle.height;
    return block;
}

Block verdictCard(const Press& press, std::string_view title, const Verdict& verdict, bool seal, double width) {
    constexpr double kInset = 11;
    Block block;
    const auto text = paragraph(press.type, press.shown(verdict.text), Face::Cell, Ink::Muted, width - 2 * kInset);
    block.height = 26 + text.height + 9;
    block.add(text, kInset, 26);
    block.text(kInset, 18.5, Face::Heading, Ink::Text, press.shown(title));
    auto word = press.shown(verdict.word);
    const double x = width - kInset - press.type.width(word, Face::CellStrong);
    const Ink ink = inkOf(verdict.kind);
    constexpr double kSize = 9.5;
    if (seal && verdict.kind == VerdictKind::Good)
        addSeal(block, x - kSize - 5, 9.5, kSize + 1, ink);
    else if (verdict.kind == VerdictKind::Good)
        addState(block, x - kSize - 4, 10.5, kSize, ControlState::Pass);
    else
        addState(block, x - kSize - 4, 10.5, kSize,
                 verdict.kind == VerdictKind::Bad ? ControlState::Fail : ControlState::InsufficientEvidence);
    block.text(x, 18.3, Face::CellStrong, ink, std::move(word));
    return block;
}

Block verdictCards(const Press& press) {
    constexpr double kBetween = 10;
    const double width = (press.pages.width() - kBetween) / 2;
    const auto integrity = integrityVerdict(press.data);
    const Block left = verdictCard(press, press.words("Integrity"), integrity, true, width);
    const Block right = verdictCard(press, press.words("Completeness"), completenessVerdict(press.data), false, width);
    Block block;
    block.height = std::max(left.height, right.height);
    block.box({0, 0, width, block.height}, 3, std::nullopt, integrity.kind == VerdictKind::Bad ? Ink::Fail : Ink::Rule);
    block.box({width + kBetween, 0, width, block.height}, 3, std::nullopt, Ink::Rule);
    block.add(left, 0, 0);
    block.add(right, width + kBetween, 0);
    return block;
}

// What the page says in words, each sentence with `most` lines at most.
struct Sentences {
    std::vector<Block> blocks;
    bool cut = false;
    [[nodiscard]] double height() const {
        double sum = 0;
        for (const auto& block : blocks) sum += block.height;
        return sum;
    }
};

Sentences sentences(const Press& press, std::size_t most) {
    Sentences out;
    const double width = press.pages.width();
    for (const auto& sentence : press.data.summary) {
        auto lines = press.type.wrapped(press.shown(sentence), Face::Body, width);
        if (lines.size() > most) {
            lines.resize(most);
            lines.back() = press.type.elided(lines.back() + QStringLiteral(" …"), Face::Body, width);
            out.cut = true;
        }
        Block block;
        for (auto& line : lines) {
            block.text(0, block.height + Type::baseline(Face::Body), Face::Body, Ink::Text, std::move(line));
            block.height += Type::leading(Face::Body);
        }
        block.height += 2;
        out.blocks.push_back(std::move(block));
    }
    return out;
}

void stateTable(const Press& press) {
    press.heading(press.words("State by framework"));
    if (press.data.judgement.packs.empty()) {
        press.say(press.words("No pack was judged, so there is no state to show."));
        return;
    }
    constexpr double kMarks = 2.6;
    std::vector<Column> columns = {{press.told("Framework"), 1.9}, {press.told("One mark per control"), kMarks}};
    // In the order of kStatesWorstFirst, short enough for a column.
    const QString heads[] = {press.told("Fail"),       press.told("Man. fail"), press.told("Insufficient"),
                             press.told("Waived"),     press.told("Pass"),      press.told("Man. pass"),
                             press.told("Not applic.")};
    for (std::size_t i = 0; i < kControlStates; ++i) columns.push_back({heads[i], 1.22, true, kStatesWorstFirst[i]});
    columns.push_back({press.told("All"), 0.6, true});
    // What the table makes of the marks' column, less a little: the marks must not touch the next one.
    const double room = (press.pages.width() - 90) * kMarks / (1.9 + kMarks + 7 * 1.22 + 0.6) - 2;
    Table table(press.pages, press.type, std::move(columns));
    for (const auto& pack : press.data.judgement.packs) {
        const auto counts = countStates(pack.results);
        std::vector<Cell> row = {{{press.shown(packTitle(pack.pack)), Face::CellStrong}}};
        row.push_back({Para{.text = {}, .figure = postureMarks(pack.results, room)}});
        for (const auto state : kStatesWorstFirst) {
            const auto n = counts.count(state);
            const bool bad = n > 0 && (state == ControlState::Fail || state == ControlState::ManualFail);
            Ink ink = n == 0 ? Ink::Faint : Ink::Text;
            if (bad) ink = Ink::Fail;
            row.push_back({{press.shown(press.number(n)), bad ? Face::FigureStrong : Face::Figure, ink}});
        }
        row.push_back({{press.shown(press.number(counts.all())), Face::Figure, Ink::Faint}});
        table.row(row);
    }
}

void alertCounts(const Press& press) {
    press.heading(press.words("Alerts by severity"));
    if (press.data.alerts.empty())
        press.say(press.words("No alert was raised in the period. That is a result: it says that none of the shipped "
                              "detectors saw what it looks for."),
                  Face::Cell);
    else
        press.pages.place(severityCounts(press.type, press.data, press.pages.width()));
}

constexpr double kNames = 58;  // room for the names of facts

Block scopeBlock(const Press& press, double width) {
    const auto& data = press.data;
    std::string criteria;
    for (const auto& pack : data.judgement.packs)
        criteria += fmt::format("{}{} {}", criteria.empty() ? "" : ", ", pack.pack.id, pack.pack.version);
    std::string nodes;
    std::size_t count = 0;
    for (const auto& node : data.tieOut.nodes) {
        if (node.node.empty()) continue;
        if (++count <= 30) nodes += (nodes.empty() ? "" : ", ") + node.node;
    }
    const auto& period = data.judgement.period;
    const auto none = press.words("none");
    Pairs facts;
    if (!data.part.empty()) facts.emplace_back(press.words("Part of"), press.words("the fleet, {}", {partText(data)}));
    facts.emplace_back(press.words("Nodes seen"),
                       count == 0 ? none : fmt::format("{}: {}", press.number(count), nodes));
    facts.emplace_back(press.words("From"), press.time(period.from) + " UTC");
    facts.emplace_back(press.words("To"), press.words("{} (not included)", {press.time(period.to) + " UTC"}));
    facts.emplace_back(press.words("Criteria"), criteria.empty() ? none : criteria);
    facts.emplace_back(press.words("Waivers"),
                       data.waivers.empty() ? none : press.words("{} (annex F)", {press.number(data.waivers.size())}));
    return definitions(press.type, facts, width, kNames, 2);
}

Block originBlock(const Press& press, double width) {
    const auto& data = press.data;
    const Pairs facts = {
        {press.words("Prepared by"), data.preparedBy},
        {press.words("Generated"), press.words("{} by Vedette {}", {press.time(data.generated), data.version})},
        {press.words("Judged at"), press.time(data.judgement.judgedAt)},
        {press.words("Store"), data.storeName},
        {press.words("Entries"),
         press.words("{} in the period, {} in the log",
                     {press.number(data.tieOut.entriesInPeriod), press.number(data.tieOut.entriesInLog)})}};
    const auto reviewed = press.words("Reviewed by");
    const double names = nameWidthFor(press.type, {{reviewed, reviewed}}, nameWidthFor(press.type, facts, kNames));
    Block block = definitions(press.type, facts, width, names, 2);
    block.text(0, block.height + 9, Face::Cell, Ink::Faint, press.shown(reviewed));
    block.line({names, block.height + 10}, {width, block.height + 10}, Ink::Rule);
    block.height += 13;
    return block;
}

Block scopeAndOrigin(const Press& press) {
    constexpr double kBetween = 18;
    const double width = (press.pages.width() - kBetween) / 2;
    const Block scope = scopeBlock(press, width);
    const Block origin = originBlock(press, width);
    Block block;
    block.text(0, 9, Face::Heading, Ink::Text, press.told("Scope and criteria"));
    block.text(width + kBetween, 9, Face::Heading, Ink::Text, press.told("Origin and sign-off"));
    block.add(scope, 0, 17);
    block.add(origin, width + kBetween, 17);
    block.height = 17 + std::max(scope.height, origin.height);
    return block;
}

}  // namespace

Block pageBrand(Type& type, const ReportData& data, double paperWidth) {
    Block block;
    addLogo(block, Pages::kMargin, 32, 13);
    block.text(Pages::kMargin + 18, 42, Face::Heading, Ink::Text, QStringLiteral("Vedette"));
    auto origin = type.elided(type.shown(data.judgement.checkpoint.origin), Face::Cell, 190);
    block.textEnding(paperWidth - Pages::kMargin, 42, Face::Cell, Ink::Muted, std::move(origin), type);
    return block;
}

void writeFirstPage(const Press& press) {
    auto& pages = press.pages;
    const double width = pages.width();
    pages.bookmark(press.told("Summary"), 0);
    const Block title = titleBlock(press);
    const Block cards = verdictCards(press);
    const Block states = captured(press, stateTable);
    const Block alerts = captured(press, alertCounts);
    const auto chartOf = [&](double plotHeight) {
        return press.data.alerts.empty() ? Block{} : alertChart(press.type, press.data, width, plotHeight);
    };
    Block chart = chartOf(kLowestPlot);
    const Block scope = scopeAndOrigin(press);
    const Block checkpoint = checkpointBox(press.type, press.data, width);
    constexpr double kHeading = 32;  // with the space around it
    const double fixed = title.height + cards.height + states.height + alerts.height + scope.height +
                         checkpoint.height + 5 * kGap + kHeading;
    const double room = pages.bodyHeight() - fixed;
    constexpr std::size_t kNoLimit = 1'000;
    const auto full = sentences(press, kNoLimit);
    const auto said = full.height() <= room ? full : sentences(press, 2);
    const bool chartHere = chart.height > 0 && said.height() + chart.height + 4 <= room;
    if (chartHere)  // as high as there is room for
        chart = chartOf(std::min(kHighestPlot, kLowestPlot + room - said.height() - chart.height - 4));
    const double more = Type::leading(Face::Body) + 2;
    std::size_t here = said.blocks.size();
    double used = said.height();
    while (here > 1 && used > room - (here < said.blocks.size() ? more : 0)) used -= said.blocks[--here].height;
    const auto left = said.blocks.size() - here;

    pages.place(title);
    pages.place(cards, kGap);
    press.heading(press.words("In short"));
    for (std::size_t i = 0; i < here; ++i) pages.place(said.blocks[i]);
    if (left > 0)
        press.say(
            press.data.words.count(left, "{} more sentence on the next page.", "{} more sentences on the next page."));
    if (states.height > pages.bodyHeight() / 2)
        stateTable(press);  // too many frameworks to keep together
    else
        pages.place(states, kGap);
    pages.place(alerts, kGap);
    if (chartHere) pages.place(chart, 4);
    pages.place(scope, kGap);
    pages.place(checkpoint, kGap);
    const bool chartLeft = chart.height > 0 && !chartHere;
    if (left == 0 && !said.cut && !chartLeft) return;
    pages.section(press.told("Summary, continued"));
    pages.newPage();
    if (left > 0 || said.cut) {
        press.heading(press.words(said.cut ? "In short, in full" : "In short, continued"));
        for (std::size_t i = said.cut ? 0 : here; i < full.blocks.size(); ++i) pages.place(full.blocks[i]);
    }
    if (chartLeft) {
        press.heading(press.words("Alerts over the period"), 140);
        pages.place(severityCounts(press.type, press.data, width));
        pages.place(chartOf(kHighestPlot), 4);
    }
}

}  // namespace vedette::pdf
