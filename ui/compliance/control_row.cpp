// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance/control_row.h"

#include <algorithm>
#include <map>

#include "ui/bridge/text.h"
#include "ui/compliance/control_words.h"

namespace vedette::ui {

QString ControlRow::id() const { return judgement ? toQString(get().control.id) : QString(); }

std::vector<ControlRow> controlRows(const std::shared_ptr<const Judgement>& judgement) {
    std::vector<ControlRow> rows;
    for (std::size_t p = 0; p < judgement->packs.size(); ++p)
        for (std::size_t r = 0; r < judgement->packs[p].results.size(); ++r) rows.push_back({judgement, p, r});
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
    if (text.isEmpty()) return true;
    const auto& group = groupWords(r.control.group);
    const QString all = QStringList{toQString(r.control.id),
                                    toQString(r.control.clause),
                                    toQString(r.control.title),
                                    toQString(r.control.obligation),
                                    toQString(r.reason),
                                    toQString(row.framework().pack.title),
                                    group.first + QChar(u' ') + group.second}
                            .join(QChar(u'\n'));
    const auto wanted = text.split(QChar(u' '), Qt::SkipEmptyParts);
    return std::ranges::all_of(wanted, [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

}  // namespace vedette::ui
