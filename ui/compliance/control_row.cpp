// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance/control_row.h"

#include <algorithm>
#include <map>

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/compliance/control_words.h"

namespace vedette::ui {
namespace {

// 0 good, 1 undecided, 2 bad. A waiver is never counted as a pass.
int gravity(ControlState state) {
    switch (state) {
        case ControlState::Fail:
        case ControlState::ManualFail: return 2;
        case ControlState::InsufficientEvidence:
        case ControlState::Waived: return 1;
        case ControlState::Pass:
        case ControlState::ManualPass:
        case ControlState::NotApplicable: break;
    }
    return 0;
}

}  // namespace

QString ControlRow::id() const { return judgement ? toQString(get().control.id) : QString(); }

ControlChange ControlRow::change() const {
    if (!before || *before == get().state) return ControlChange::None;
    const int was = gravity(*before);
    const int is = gravity(get().state);
    return is > was ? ControlChange::Worse : is < was ? ControlChange::Better : ControlChange::Other;
}

void setEarlier(std::vector<ControlRow>& rows, const Judgement* earlier) {
    std::map<std::string_view, ControlState> states;
    if (earlier != nullptr)
        for (const PackResult& pack : earlier->packs)
            for (const ControlResult& result : pack.results) states.emplace(result.control.id, result.state);
    for (ControlRow& row : rows) {
        const auto was = states.find(row.get().control.id);
        row.before = was == states.end() ? std::nullopt : std::optional(was->second);
    }
}

std::vector<ControlRow> controlRows(const std::shared_ptr<const Judgement>& judgement) {
    std::vector<ControlRow> rows;
    for (std::size_t p = 0; p < judgement->packs.size(); ++p)
        for (std::size_t r = 0; r < judgement->packs[p].results.size(); ++r) rows.push_back({judgement, p, r, {}});
    std::ranges::stable_sort(rows, [](const ControlRow& a, const ControlRow& b) {
        return std::pair(a.pack, worstRank(a.get().state)) < std::pair(b.pack, worstRank(b.get().state));
    });
    return rows;
}

int changedStates(const std::vector<ControlRow>& before, const std::vector<ControlRow>& after) {
    std::map<QString, ControlState> states;
    for (const auto& row : before) states.emplace(row.id(), row.get().state);
    int changed = 0;
    for (const auto& row : after) {
        const auto was = states.find(row.id());
        if (was == states.end() || was->second != row.get().state) ++changed;
        if (was != states.end()) states.erase(was);
    }
    return changed + static_cast<int>(states.size());
}

ControlFilter controlFilterOf(const QString& text) {
    ControlFilter filter;
    for (const QString& term : text.split(QChar(u' '), Qt::SkipEmptyParts)) {
        const QStringList values = term.section(QChar(u'='), 1).split(QChar(u','), Qt::SkipEmptyParts);
        if (term.startsWith(QStringLiteral("framework="))) filter.frameworks = {values.begin(), values.end()};
        if (!term.startsWith(QStringLiteral("state="))) continue;
        for (const ControlState state : kWorstFirst)
            if (values.contains(toQString(stateName(state)))) filter.states.insert(state);
    }
    return filter;
}

bool ControlFilter::any() const { return *this != ControlFilter{}; }

bool ControlFilter::matchesFramework(const PackResult& framework) const {
    return frameworks.empty() || frameworks.contains(toQString(framework.pack.id));
}

bool ControlFilter::matches(const ControlRow& row) const {
    const ControlResult& r = row.get();
    if (!matchesFramework(row.framework())) return false;
    if (!states.empty() && !states.contains(r.state)) return false;
    if (!severity.isEmpty() && severity != toQString(r.control.severity)) return false;
    if (!bases.empty() && !bases.contains(r.control.basis)) return false;
    if (change != ControlChange::None && row.change() != change) return false;
    if (text.isEmpty()) return true;
    const auto& group = groupWords(r.control.group);
    const QString all = QStringList{toQString(r.control.id),
                                    toQString(r.control.clause),
                                    said(r.control.clause),
                                    toQString(r.control.title),
                                    said(r.control.title),
                                    toQString(r.control.obligation),
                                    said(r.control.obligation),
                                    toQString(r.reason),
                                    said(r.reason),
                                    toQString(row.framework().pack.title),
                                    said(row.framework().pack.title),
                                    group.first + QChar(u' ') + group.second}
                            .join(QChar(u'\n'));
    const auto wanted = text.split(QChar(u' '), Qt::SkipEmptyParts);
    return std::ranges::all_of(wanted, [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

}  // namespace vedette::ui
