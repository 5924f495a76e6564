// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/words/content.h"

#include <QMutexLocker>

namespace vedette {
namespace {

constexpr qsizetype kLongestText = 4'000;
constexpr int kDeepest = 6;
constexpr int kMostSentences = 12;
constexpr qsizetype kMostKept = 4'096;

// "1,451.5" as the locale writes it.
QString numberSaid(const QString& text, const QLocale& locale) {
    QString out;
    for (const QChar c : text) {
        if (c == u',')
            out += locale.groupSeparator();
        else if (c == u'.')
            out += locale.decimalPoint();
        else
            out += c;
    }
    return out;
}

}  // namespace

bool ContentWords::Found::betterThan(const std::optional<Found>& other) const {
    if (!other) return true;
    return unknown.size() != other->unknown.size() ? unknown.size() < other->unknown.size() : literal > other->literal;
}

std::optional<ContentWords::Said> ContentWords::say(const QString& text, bool dative) const {
    if (text.isEmpty() || text.size() > kLongestText) return {};
    Memo memo;
    const auto found = find(text, 0, memo);
    if (!found) return {};
    return Said{dative ? found->dative : found->plain, found->unknown};
}

QStringList ContentWords::patterns() const {
    QStringList out;
    for (const Pattern& pattern : m_patterns) out += pattern.source;
    return out;
}

std::optional<ContentWords::Found> ContentWords::find(const QString& text, int depth, Memo& memo) const {
    if (const auto known = m_texts.constFind(text); known != m_texts.cend())
        return Found{known->front(), known->back(), {}, text.size()};
    if (depth > kDeepest) return {};
    if (const auto seen = memo.constFind(text); seen != memo.cend()) return *seen;
    auto best = findPattern(text, depth, memo);
    auto sentences = findSentences(text, depth, memo);
    if (sentences && sentences->betterThan(best)) best = std::move(sentences);
    memo.insert(text, best);
    return best;
}

std::optional<ContentWords::Found> ContentWords::findPattern(const QString& text, int depth, Memo& memo) const {
    std::optional<Found> best;
    for (const Pattern& pattern : m_patterns) {
        if (!text.contains(pattern.anchor)) continue;
        const auto match = pattern.whole.match(text);
        if (!match.hasMatch()) continue;
        auto found = fill(pattern, match, depth, memo);
        if (found && found->betterThan(best)) best = std::move(found);
    }
    return best;
}

// Reasons are sentences one after the other. A dot and a blank may also stand within one, so every cut is tried.
std::optional<ContentWords::Found> ContentWords::findSentences(const QString& text, int depth, Memo& memo) const {
    std::optional<Found> best;
    int cuts = 0;
    for (qsizetype at = text.indexOf(QLatin1String(". ")); at >= 0 && cuts < kMostSentences;
         at = text.indexOf(QLatin1String(". "), at + 1), ++cuts) {
        const auto first = find(text.left(at + 1), depth + 1, memo);
        if (!first) continue;
        const auto rest = find(text.mid(at + 2), depth + 1, memo);
        if (!rest) continue;
        Found both{first->plain + u' ' + rest->plain, first->dative + u' ' + rest->dative,
                   first->unknown + rest->unknown, first->literal + rest->literal};
        if (both.betterThan(best)) best = std::move(both);
    }
    return best;
}

// Nothing when not one of the parts that should be in the list is: "a or b" is then no sentence of ours.
std::optional<ContentWords::Found> ContentWords::fill(const Pattern& pattern, const QRegularExpressionMatch& match,
                                                      int depth, Memo& memo) const {
    Found out;
    out.literal = pattern.literal;
    std::vector<Found> values;
    int wanted = 0;
    int lost = 0;
    for (std::size_t i = 0; i < pattern.kinds.size(); ++i) {
        QString value = match.captured(static_cast<int>(i) + 1);
        if (pattern.kinds[i] == Kind::Number) value = numberSaid(value, m_locale);
        Found part{value, value, {}, 0};
        const Kind kind = pattern.kinds[i];
        if (kind == Kind::Words || kind == Kind::Name) {
            if (auto inner = find(value, depth + 1, memo))
                part = std::move(*inner);
            else if (kind == Kind::Words)
                part.unknown = {value};
            wanted += kind == Kind::Words ? 1 : 0;
            lost += part.unknown == QStringList{value} ? 1 : 0;
        }
        out.unknown += part.unknown;
        out.literal += part.literal;
        values.push_back(std::move(part));
    }
    if (wanted > 0 && lost == wanted) return {};
    const auto write = [&values](const std::vector<Piece>& pieces) {
        QString text;
        for (const Piece& piece : pieces) {
            if (piece.slot < 0)
                text += piece.literal;
            else
                text += piece.dative ? values[static_cast<std::size_t>(piece.slot)].dative
                                     : values[static_cast<std::size_t>(piece.slot)].plain;
        }
        return text;
    };
    out.plain = write(pattern.translation.plain);
    out.dative = pattern.translation.dative.empty() ? out.plain : write(pattern.translation.dative);
    return out;
}

QString KeptContent::say(const QString& text, bool dative) const {
    auto& kept = m_kept[dative ? 1 : 0];
    const QMutexLocker lock(&m_guard);
    if (const auto known = kept.constFind(text); known != kept.cend()) return *known;
    const auto found = m_words.say(text, dative);
    const QString answer = found ? found->text : QString();
    if (kept.size() >= kMostKept) kept.clear();
    kept.insert(text, answer);
    return answer;
}

}  // namespace vedette
