// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of resources/i18n/LANGUAGE: texts that come from data and records (packs, key figures, playbooks, alerts,
// the reasons the core gives) in another language. Console and reports look them up here.
// docs/decisions/008-german-content.md says why, docs/translate-content.md how the lists are written.
#pragma once

#include <QHash>
#include <QLocale>
#include <QMutex>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <array>
#include <filesystem>
#include <optional>
#include <vector>

namespace vedette {

// A list of texts and patterns with their translation. A value; saying is const and may happen in any thread.
class ContentWords {
public:
    // Every *.yaml of the folder, "resources/i18n/de". A folder that is not there has no words. What is wrong in a file
    // is left out and named in problems(). Numbers are written as `locale` does.
    [[nodiscard]] static ContentWords load(const std::filesystem::path& folder, const QLocale& locale = QLocale());

    struct Said {
        QString text;
        QStringList unknown;  // parts that should have been in the list and were not; they stand in `text` as they came
    };
    // Nothing when neither the text nor a pattern of it is in the list.
    [[nodiscard]] std::optional<Said> say(const QString& text, bool dative = false) const;

    [[nodiscard]] bool isEmpty() const { return m_texts.isEmpty() && m_patterns.empty(); }
    [[nodiscard]] QStringList texts() const { return m_texts.keys(); }  // without the patterns
    [[nodiscard]] QStringList patterns() const;                         // as they stand in the list, in English
    [[nodiscard]] const QStringList& problems() const { return m_problems; }

private:
    enum class Kind : std::uint8_t { Any, Number, Words, Name, Day };  // Name: in the list or not
    struct Piece {
        QString literal;
        int slot = -1;  // -1: the literal
        bool dative = false;
    };
    struct Translation {
        std::vector<Piece> plain, dative;  // dative is empty where it is the same
    };
    struct Pattern {
        QString source;
        QRegularExpression whole;
        QString anchor;         // its longest piece without a slot; a quick look before the expression is tried
        qsizetype literal = 0;  // how many characters are not in slots
        std::vector<Kind> kinds;
        Translation translation;
    };
    struct Found {
        QString plain, dative;
        QStringList unknown;
        qsizetype literal = 0;  // how much of the text was in the list

        [[nodiscard]] bool betterThan(const std::optional<Found>& other) const;
    };
    using Memo = QHash<QString, std::optional<Found>>;

    class Reader;
    [[nodiscard]] std::optional<Found> find(const QString& text, int depth, Memo& memo) const;
    [[nodiscard]] std::optional<Found> findPattern(const QString& text, int depth, Memo& memo) const;
    [[nodiscard]] std::optional<Found> findSentences(const QString& text, int depth, Memo& memo) const;
    [[nodiscard]] std::optional<Found> fill(const Pattern& pattern, const QRegularExpressionMatch& match, int depth,
                                            Memo& memo) const;

    QLocale m_locale;
    QHash<QString, QStringList> m_texts;  // translation, dative
    std::vector<Pattern> m_patterns;
    QStringList m_problems;
};

// The same for asking again and again: the answers last given are kept. For any thread.
class KeptContent {
public:
    explicit KeptContent(ContentWords words) : m_words(std::move(words)) {}
    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty(); }
    // Empty when it is not in the list.
    [[nodiscard]] QString say(const QString& text, bool dative = false) const;

private:
    ContentWords m_words;
    mutable QMutex m_guard;
    mutable std::array<QHash<QString, QString>, 2> m_kept;  // plain, dative
};

}  // namespace vedette
