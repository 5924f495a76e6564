// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that come from data and records (packs, key figures, playbooks, alerts, the reasons the core gives) in the
// user's language. The log, exports and vedettectl say them as they were written; only the console translates, when it
// shows them. docs/decisions/008-german-content.md says why, docs/translate-content.md how the lists are written.
#pragma once

#include <QHash>
#include <QMutex>
#include <QRegularExpression>
#include <QString>
#include <QStringList>
#include <QTranslator>

#include <array>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace vedette::ui {

// A list of texts and patterns with their translation. A value; saying is const and may happen in any thread.
class ContentWords {
public:
    // Every *.yaml of the folder, "resources/i18n/de". A folder that is not there has no words. What is wrong in a file
    // is left out and named in problems().
    [[nodiscard]] static ContentWords load(const std::filesystem::path& folder);

    struct Said {
        QString text;
        QStringList unknown;  // parts that should have been in the list and were not; they stand in `text` as they came
    };
    // Nothing when neither the text nor a pattern of it is in the list. Numbers are written as `QLocale()` does.
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
        QString anchor;         // its longest piece without a placeholder; a quick look before the expression is tried
        qsizetype literal = 0;  // how many characters are not placeholders
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

    QHash<QString, QStringList> m_texts;  // translation, dative
    std::vector<Pattern> m_patterns;
    QStringList m_problems;
};

// Makes said() speak: QCoreApplication::installTranslator().
class ContentTranslator : public QTranslator {
    Q_OBJECT

public:
    explicit ContentTranslator(ContentWords words, QObject* parent = nullptr);
    [[nodiscard]] bool isEmpty() const override { return m_words.isEmpty(); }
    [[nodiscard]] QString translate(const char* context, const char* text, const char* disambiguation,
                                    int n) const override;

private:
    ContentWords m_words;
    mutable QMutex m_guard;
    mutable std::array<QHash<QString, QString>, 2> m_kept;  // plain, dative
};

// The text in the user's language, safe to show (see visible()); as it is where there is no translation.
[[nodiscard]] QString said(std::string_view utf8);
// The same as it stands after a number "of": "3 of 6 endpoints". Some languages change the word there.
[[nodiscard]] QString saidAfterOf(std::string_view utf8);

}  // namespace vedette::ui
