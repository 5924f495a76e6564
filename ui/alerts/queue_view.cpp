// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/queue_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <unordered_map>

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// `words` are lower case already. ASCII is enough: ids, node and model names.
bool contains(std::string_view text, std::string_view word) {
    const auto found =
        std::search(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) { return lower(a) == b; });
    return found != text.end() || word.empty();
}

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c == ' ' || c == '\t')
            words.emplace_back();
        else
            words.back().push_back(lower(c));
    }
    std::erase(words, std::string());
    return words;
}

// Titles and techniques are looked up once for each detector, not for each alert.
class Labels {
public:
    const std::string& text(std::string_view detector) {
        auto& kept = m_texts[detector];
        if (kept.empty()) {
            const AlertLabel label = alertLabel(detector);
            kept = std::string(detector) + " " + label.title + " " + toStd(said(label.title));
            for (const ThreatRef& threat : label.threats)
                kept += " " + threat.id + " " + threat.name + " " + toStd(said(threat.name));
        }
        return kept;
    }

private:
    std::unordered_map<std::string_view, std::string> m_texts;
};

bool says(const AlertSummary& a, const std::vector<std::string>& words, Labels& labels) {
    return std::ranges::all_of(words, [&](const std::string& word) {
        for (const std::string_view field : {a.id, a.node, a.principal, a.client, a.model, a.owner, a.incident})
            if (contains(field, word)) return true;
        return contains(labels.text(a.detector), word);
    });
}

bool hasStatus(const AlertSummary& a, QueueStatus status) {
    switch (status) {
        case QueueStatus::Open: return a.open();
        case QueueStatus::New: return a.status == AlertStatus::New;
        case QueueStatus::InProgress: return a.status == AlertStatus::InProgress;
        case QueueStatus::Closed: return !a.open();
        case QueueStatus::All: break;
    }
    return true;
}

bool inRange(const AlertSummary& a, const QueueWish& w) {
    return (!w.from || a.lastSeen >= *w.from) && (!w.to || a.firstSeen < *w.to);
}

// One wish asked of many alerts.
class Sieve {
public:
    explicit Sieve(const QueueWish& wish) : m_wish(wish), m_words(wordsOf(wish.text)) {}

    bool takesAtAnyTime(const AlertSummary& a) {
        const QueueWish& w = m_wish;
        if (!hasStatus(a, w.status)) return false;
        if (w.owner && a.owner != *w.owner) return false;
        if (!w.node.empty() && a.node != w.node) return false;
        if (!w.detector.empty() && a.detector != w.detector) return false;
        if (!w.nodes.empty() && std::ranges::find(w.nodes, a.node) == w.nodes.end()) return false;
        return m_words.empty() || says(a, m_words, m_labels);
    }
    bool takes(const AlertSummary& a) { return inRange(a, m_wish) && takesAtAnyTime(a); }

private:
    const QueueWish& m_wish;
    std::vector<std::string> m_words;
    Labels m_labels;
};

bool comesFirst(const AlertSummary& a, const AlertSummary& b, const QueueWish& w) {
    const AlertSummary& x = w.descending ? b : a;
    const AlertSummary& y = w.descending ? a : b;
    switch (w.order) {
        case QueueOrder::Rule: return x.detector < y.detector;
        case QueueOrder::Count: return x.findings < y.findings;
        case QueueOrder::LastSeen: return x.lastSeen < y.lastSeen;
        case QueueOrder::Status: return x.status < y.status;
        case QueueOrder::Owner: return x.owner < y.owner;
        case QueueOrder::Urgency: break;
    }
    return moreUrgent(x, y);
}

std::string groupKey(const AlertSummary& a, QueueGrouping grouping) {
    switch (grouping) {
        case QueueGrouping::Severity: return fmt::format("severity:{}", a.severity);
        case QueueGrouping::Node: return fmt::format("node:{}", a.node);
        case QueueGrouping::Detector: return fmt::format("detector:{}", a.detector);
        case QueueGrouping::None: break;
    }
    return "all";
}

// Heads are found by the view of the alert's own text: no key is made for each alert.
class Grouper {
public:
    explicit Grouper(QueueView& view) : m_view(view) {
        for (std::size_t i = 0; i < view.groups.size(); ++i) m_places.emplace(view.groups[i].key, i);
    }

    QueueGroup& of(const AlertSummary& a) {
        const auto key = groupKey(a, m_view.wish.grouping);
        const auto [at, fresh] = m_places.emplace(key, m_view.groups.size());
        if (fresh) {
            QueueGroup group;
            group.key = key;
            group.severity = a.severity;
            group.name = m_view.wish.grouping == QueueGrouping::Node ? a.node : a.detector;
            m_view.groups.push_back(std::move(group));
        }
        return m_view.groups[at->second];
    }

private:
    QueueView& m_view;
    std::unordered_map<std::string, std::size_t> m_places;
};

void put(QueueView& view, QueueGroup& group, std::uint32_t alert, std::size_t place) {
    const AlertSummary& a = view.queue->alerts[alert];
    group.alerts.insert(group.alerts.begin() + static_cast<std::ptrdiff_t>(place), alert);
    group.findings += a.findings;
    view.findings += a.findings;
    ++view.alerts;
}

// Where an alert that comes in later belongs in its group.
std::size_t placeIn(const QueueView& view, const QueueGroup& group, const AlertSummary& alert) {
    const auto& all = view.queue->alerts;
    const auto at = std::ranges::find_if(group.alerts,
                                         [&](std::uint32_t other) { return comesFirst(alert, all[other], view.wish); });
    return static_cast<std::size_t>(at - group.alerts.begin());
}

void sortGroups(QueueView& view) {
    if (view.wish.grouping != QueueGrouping::Severity) return;  // else by the most urgent alert in them
    std::ranges::stable_sort(view.groups, std::greater<>{}, &QueueGroup::severity);
}

}  // namespace

bool wanted(const AlertSummary& alert, const QueueWish& wish) { return Sieve(wish).takes(alert); }
bool wantedAtAnyTime(const AlertSummary& alert, const QueueWish& wish) { return Sieve(wish).takesAtAnyTime(alert); }

void layOutLines(QueueView& view, const FoldedGroups& folded) {
    view.lines.clear();
    view.lines.reserve(view.alerts + view.groups.size());
    const bool heads = view.wish.grouping != QueueGrouping::None;
    for (std::uint32_t g = 0; g < view.groups.size(); ++g) {
        const QueueGroup& group = view.groups[g];
        if (heads) view.lines.push_back({g, QueueLine::kHead});
        if (heads && folded.contains(group.key)) continue;
        for (const std::uint32_t alert : group.alerts) view.lines.push_back({g, alert});
    }
}

QueueView layOutQueue(std::shared_ptr<const AlertQueue> queue, const QueueWish& wish, const FoldedGroups& folded) {
    QueueView view;
    view.queue = std::move(queue);
    view.wish = wish;
    const auto& all = view.queue->alerts;
    std::vector<std::uint32_t> order;
    Sieve sieve(wish);
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        if (sieve.takes(all[i]))
            order.push_back(i);
        else if (all[i].open() && !inRange(all[i], wish) && sieve.takesAtAnyTime(all[i]))
            ++view.openElsewhere;
    }
    // The queue comes most urgent first.
    if (wish.order != QueueOrder::Urgency || wish.descending) {
        std::ranges::stable_sort(order,
                                 [&](std::uint32_t a, std::uint32_t b) { return comesFirst(all[a], all[b], wish); });
    }
    Grouper grouper(view);
    for (const std::uint32_t i : order) {
        QueueGroup& group = grouper.of(all[i]);
        put(view, group, i, group.alerts.size());
    }
    sortGroups(view);
    layOutLines(view, folded);
    return view;
}

QueueView keepPlaces(const QueueView& before, std::shared_ptr<const AlertQueue> queue, const FoldedGroups& folded,
                     const std::set<std::string, std::less<>>& settled) {
    QueueView view;
    view.queue = std::move(queue);
    view.wish = before.wish;
    const auto& all = view.queue->alerts;
    std::unordered_map<std::string_view, std::uint32_t> places;
    places.reserve(all.size());
    for (std::uint32_t i = 0; i < all.size(); ++i) places.emplace(all[i].id, i);

    Sieve sieve(view.wish);
    std::vector<bool> shown(all.size());
    for (const QueueGroup& old : before.groups) {
        QueueGroup group = old;
        group.alerts.clear();
        group.findings = 0;
        view.groups.push_back(std::move(group));
        for (const std::uint32_t was : old.alerts) {
            const auto at = places.find(before.queue->alerts[was].id);
            if (at == places.end()) continue;  // the log is another one
            const AlertSummary& alert = all[at->second];
            if (settled.contains(alert.id) && !sieve.takes(alert)) continue;
            shown[at->second] = true;
            put(view, view.groups.back(), at->second, view.groups.back().alerts.size());
        }
    }
    Grouper grouper(view);
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        if (shown[i]) continue;
        if (!sieve.takes(all[i])) {
            if (all[i].open() && !inRange(all[i], view.wish) && sieve.takesAtAnyTime(all[i])) ++view.openElsewhere;
        } else if (settled.contains(all[i].id)) {
            QueueGroup& group = grouper.of(all[i]);
            put(view, group, i, placeIn(view, group, all[i]));
        } else {
            ++view.fresh;
        }
    }
    std::erase_if(view.groups, [](const QueueGroup& group) { return group.alerts.empty(); });
    sortGroups(view);
    layOutLines(view, folded);
    return view;
}

}  // namespace vedette::ui
