// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/filter_terms.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <limits>

#include "core/event/classes.h"
#include "core/event/event.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"

namespace vedette::ui {
namespace {

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
constexpr std::array kClasses = {ocsf::kApiActivity,      ocsf::kHttpActivity,        ocsf::kAuthentication,
                                 ocsf::kDetectionFinding, ocsf::kIncidentFinding,     ocsf::kComplianceFinding,
                                 ocsf::kMetricScrape,     ocsf::kEndpointObservation, ocsf::kConsoleAction,
                                 ocsf::kFleetDeclaration, ocsf::kRejectedRecord,      ocsf::kCollectorStatus,
                                 ocsf::kDetectionRun};

// A class only because lupdate finds the words of classes.
struct FilterWords {
    Q_DECLARE_TR_FUNCTIONS(vedette::ui::FilterTerms)
};

QString statusWord(std::int64_t value) {
    switch (value) {
        case ocsf::kStatusUnknown: return FilterWords::tr("unknown");
        case ocsf::kSuccess: return FilterWords::tr("success");
        case ocsf::kFailure: return FilterWords::tr("failure");
        default: return {};
    }
}

QString authWord(std::int64_t value) {
    switch (value) {
        case 0: return FilterWords::tr("unknown");
        case 1: return FilterWords::tr("authenticated");
        case 2: return FilterWords::tr("anonymous");
        default: return {};
    }
}

QString valueWords(IntColumn column, std::int64_t value) {
    const QString name = valueName(column, value);
    if (!name.isEmpty()) return name;
    if (column == IntColumn::Latency && value >= 0 && value < kHighest / 1000)
        return duration(std::chrono::milliseconds(value));
    return value < 0 ? QString::number(value) : number(static_cast<std::uint64_t>(value));
}

TermWords textWords(const std::pair<TextColumn, std::vector<std::string>>& item) {
    QStringList values;
    for (const auto& value : item.second) values.push_back(value.empty() ? FilterWords::tr("(none)") : visible(value));
    const QString pattern = values.size() == 1 ? FilterWords::tr("%1 is") : FilterWords::tr("%1 is one of");
    return {pattern.arg(columnTitle(item.first)), values.join(QStringLiteral(", "))};
}

TermWords rangeWords(const Filter::Range& range) {
    const QString title = columnTitle(range.column);
    if (range.low == range.high) return {FilterWords::tr("%1 is").arg(title), valueWords(range.column, range.low)};
    if (range.high == kHighest)
        return {FilterWords::tr("%1 is at least").arg(title), valueWords(range.column, range.low)};
    if (range.low == kLowest)
        return {FilterWords::tr("%1 is at most").arg(title), valueWords(range.column, range.high)};
    return {
        FilterWords::tr("%1 is between").arg(title),
        FilterWords::tr("%1 and %2").arg(valueWords(range.column, range.low), valueWords(range.column, range.high))};
}

TermWords searchWords(const Filter::Search& search) {
    QStringList texts;
    for (const auto& text : search.any) texts.push_back(FilterWords::tr("“%1”").arg(visible(text)));
    return {search.records ? FilterWords::tr("the whole record contains") : FilterWords::tr("some text contains"),
            texts.join(FilterWords::tr(" or "))};
}

TermWords entryWords(const Filter& filter) {
    if (filter.firstEntry && filter.endEntry) {
        if (*filter.endEntry == *filter.firstEntry + 1)
            return {FilterWords::tr("entry is"), number(*filter.firstEntry)};
        const auto last = *filter.endEntry == 0 ? 0 : *filter.endEntry - 1;
        return {FilterWords::tr("entry is between"),
                FilterWords::tr("%1 and %2").arg(number(*filter.firstEntry), number(last))};
    }
    if (filter.firstEntry) return {FilterWords::tr("entry is at least"), number(*filter.firstEntry)};
    return {FilterWords::tr("entry is below"), number(filter.endEntry.value_or(0))};
}

}  // namespace

std::vector<FilterTerm> termsOf(const Filter& filter) {
    std::vector<FilterTerm> terms;
    for (const auto& item : filter.texts) {
        FilterTerm term;
        term.condition.texts.push_back(item);
        term.key = columnName(item.first);
        terms.push_back(std::move(term));
    }
    for (const auto& range : filter.ranges) {
        FilterTerm term;
        term.condition.ranges.push_back(range);
        term.key = columnName(range.column);
        terms.push_back(std::move(term));
    }
    for (const auto& search : filter.searches) {
        FilterTerm term;
        term.condition.searches.push_back(search);
        term.key = term.text();  // an entry may hold several texts, so none replaces another
        terms.push_back(std::move(term));
    }
    const auto add = [&](const char* key, auto change) {
        FilterTerm term;
        change(term.condition);
        term.key = key;
        terms.push_back(std::move(term));
    };
    if (filter.from) add("from", [&](Filter& f) { f.from = filter.from; });
    if (filter.to) add("to", [&](Filter& f) { f.to = filter.to; });
    if (filter.firstEntry || filter.endEntry)
        add("entry", [&](Filter& f) {
            f.firstEntry = filter.firstEntry;
            f.endEntry = filter.endEntry;
        });
    return terms;
}

Filter filterOf(const std::vector<FilterTerm>& terms) {
    Filter all;
    for (const auto& [condition, key] : terms) {
        all.texts.insert(all.texts.end(), condition.texts.begin(), condition.texts.end());
        all.ranges.insert(all.ranges.end(), condition.ranges.begin(), condition.ranges.end());
        all.searches.insert(all.searches.end(), condition.searches.begin(), condition.searches.end());
        if (condition.from) all.from = condition.from;
        if (condition.to) all.to = condition.to;
        if (condition.firstEntry) all.firstEntry = condition.firstEntry;
        if (condition.endEntry) all.endEntry = condition.endEntry;
    }
    return all;
}

void mergeTerms(std::vector<FilterTerm>& terms, const Filter& more) {
    const auto news = termsOf(more);
    std::erase_if(terms, [&](const FilterTerm& old) {
        return std::any_of(news.begin(), news.end(), [&](const FilterTerm& n) { return n.key == old.key; });
    });
    terms.insert(terms.end(), news.begin(), news.end());
}

TermWords wordsOf(const FilterTerm& term) {
    const Filter& f = term.condition;
    if (!f.texts.empty()) return textWords(f.texts.front());
    if (!f.ranges.empty()) return rangeWords(f.ranges.front());
    if (!f.searches.empty()) return searchWords(f.searches.front());
    if (f.from) return {FilterWords::tr("time is from"), FilterWords::tr("%1 UTC").arg(dateTime(*f.from))};
    if (f.to) return {FilterWords::tr("time is before"), FilterWords::tr("%1 UTC").arg(dateTime(*f.to))};
    return entryWords(f);
}

QString columnTitle(TextColumn column) {
    switch (column) {
        case TextColumn::Node: return FilterWords::tr("node");
        case TextColumn::Source: return FilterWords::tr("source");
        case TextColumn::Principal: return FilterWords::tr("principal");
        case TextColumn::Client: return FilterWords::tr("client");
        case TextColumn::Network: return FilterWords::tr("network");
        case TextColumn::Country: return FilterWords::tr("country");
        case TextColumn::Region: return FilterWords::tr("region");
        case TextColumn::Model: return FilterWords::tr("model");
        case TextColumn::Operation: return FilterWords::tr("operation");
        case TextColumn::ClientKind: return FilterWords::tr("kind of client");
        case TextColumn::Rule: return FilterWords::tr("rule");
        case TextColumn::Group: return FilterWords::tr("alert");
    }
    return {};
}

QString columnTitle(IntColumn column) {
    switch (column) {
        case IntColumn::Time: return FilterWords::tr("time in microseconds");
        case IntColumn::LoggedTime: return FilterWords::tr("collection time in milliseconds");
        case IntColumn::Class: return FilterWords::tr("class");
        case IntColumn::Activity: return FilterWords::tr("activity");
        case IntColumn::Status: return FilterWords::tr("outcome");
        case IntColumn::Code: return FilterWords::tr("answer code");
        case IntColumn::Severity: return FilterWords::tr("severity");
        case IntColumn::Auth: return FilterWords::tr("authentication");
        case IntColumn::Tls: return FilterWords::tr("TLS version");
        case IntColumn::Latency: return FilterWords::tr("latency");
        case IntColumn::PromptTokens: return FilterWords::tr("prompt tokens");
        case IntColumn::OutputTokens: return FilterWords::tr("output tokens");
        case IntColumn::CostMicros: return FilterWords::tr("cost in millionths of a dollar");
        case IntColumn::ResponseBytes: return FilterWords::tr("answer in bytes");
        case IntColumn::PromptHash: return FilterWords::tr("prompt hash");
        case IntColumn::PromptSimhash: return FilterWords::tr("prompt likeness");
        case IntColumn::Detected: return FilterWords::tr("detected data");
    }
    return {};
}

QString valueName(IntColumn column, std::int64_t value) {
    switch (column) {
        case IntColumn::Class: {
            const auto known = classInfo(value).name;
            return known.empty() ? QString::number(value) : QStringLiteral("%1 %2").arg(visible(known)).arg(value);
        }
        case IntColumn::Status: return statusWord(value);
        case IntColumn::Auth: return authWord(value);
        case IntColumn::Severity: return value >= 0 && value <= 5 ? visible(severityName(value)) : QString();
        case IntColumn::Code:
        case IntColumn::Activity:
        case IntColumn::PromptHash:
        case IntColumn::PromptSimhash:
        case IntColumn::Time:
        case IntColumn::LoggedTime: return QString::number(value);
        case IntColumn::Tls:
            return value == 0 ? FilterWords::tr("unknown")
                              : QStringLiteral("TLS %1.%2").arg(value / 100).arg(value % 100);
        default: return {};
    }
}

std::vector<std::int64_t> namedValues(IntColumn column) {
    switch (column) {
        case IntColumn::Class: return {kClasses.begin(), kClasses.end()};
        case IntColumn::Status: return {2, 1, 0};
        case IntColumn::Auth: return {2, 1, 0};
        case IntColumn::Severity: return {5, 4, 3, 2, 1};
        case IntColumn::Tls: return {103, 102, 101, 100, 0};
        default: return {};
    }
}

QString conditionsIn(const QString& typed) {
    static const QString signs = QStringLiteral("=<>!~\"");
    const QString words = typed.trimmed();
    if (words.isEmpty() || std::any_of(words.begin(), words.end(), [](QChar c) { return signs.contains(c); }))
        return words;
    QString inside = words;
    inside.replace(QStringLiteral("\\"), QStringLiteral("\\\\"));
    return QStringLiteral("\"%1\"").arg(inside);
}

FilterMistake mistakeIn(const QString& text, const Error& error) {
    FilterMistake mistake;
    constexpr std::string_view kPrefix = "filter: ";
    const std::string_view told = error.what;
    QString what = said(told.starts_with(kPrefix) ? told.substr(kPrefix.size()) : told);
    if (!what.isEmpty()) what[0] = what[0].toUpper();
    QString hint = said(error.hint);
    if (!hint.isEmpty()) hint[0] = hint[0].toUpper();
    const QString part = toQString(error.where);
    mistake.sentence =
        part.isEmpty() ? what + QChar(u'.') : FilterWords::tr("%1, in “%2”.").arg(what, visible(error.where));
    if (!hint.isEmpty()) mistake.sentence += QChar(u' ') + hint + QChar(u'.');
    const auto at = part.isEmpty() ? -1 : text.indexOf(part);
    mistake.start = static_cast<int>(std::max<qsizetype>(at, 0));
    mistake.length = static_cast<int>(at < 0 ? text.size() : part.size());
    return mistake;
}

}  // namespace vedette::ui
