// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the lists of resources/i18n/LANGUAGE: entries [English, translation] or [English, translation, dative].
#include <algorithm>

#include "core/base/file.h"
#include "core/base/text_rows.h"
#include "reports/words/content.h"

namespace vedette {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 20;

QString toQString(const std::string& utf8) { return QString::fromStdString(utf8); }

const QRegularExpression& slotMark() {
    static const QRegularExpression kSlotMark(QStringLiteral("\\{([#=~@]?)([a-z]+)(:dative)?\\}"));
    return kSlotMark;
}

}  // namespace

class ContentWords::Reader {
public:
    explicit Reader(ContentWords& out) : m_out(out) {}

    void read(const std::filesystem::path& file) {
        auto text = readFile(file, kLargestFile);
        if (!text) {
            m_out.m_problems += toQString(text.error().text());
            return;
        }
        const TextRows table = parseTextRows(*text, file.filename().string());
        for (const std::string& problem : table.problems) m_out.m_problems += toQString(problem);
        for (const TextRow& row : table.rows) entry(row);
    }

private:
    static Kind kindOf(const QString& sign) {
        if (sign == u"#") return Kind::Number;
        if (sign == u"=") return Kind::Words;
        if (sign == u"~") return Kind::Name;
        return sign == u"@" ? Kind::Day : Kind::Any;
    }

    static QString expressionFor(Kind kind) {
        if (kind == Kind::Number) return QStringLiteral("([-−]?\\d(?:[\\d,.]*\\d)?)");
        if (kind == Kind::Day) return QStringLiteral("(\\d{4}-\\d\\d-\\d\\d)");
        return QStringLiteral("(.+?)");
    }

    void wrong(const TextRow& at, const QString& what) {
        m_out.m_problems += QStringLiteral("%1: %2").arg(toQString(at.where), what);
    }

    void entry(const TextRow& row) {
        QStringList fields;
        for (const std::string& field : row.fields) fields += toQString(field);
        const QString& source = fields.front();
        if (fields.size() < 2 || fields.size() > 3) {
            wrong(row, QStringLiteral("an entry is a text, its translation and, if need be, its dative"));
        } else if (m_seen.contains(source)) {
            wrong(row, QStringLiteral("“%1” is there twice").arg(source));
        } else if (source.contains(slotMark())) {
            pattern(row, fields);
        } else {
            m_out.m_texts.insert(source, {fields[1], fields.back()});
        }
        m_seen.insert(source, true);
    }

    void pattern(const TextRow& row, const QStringList& fields) {
        Pattern made;
        QStringList names;
        QString expression;
        bool bounded = false;
        qsizetype from = 0;
        const QString& source = fields.front();
        made.source = source;
        const auto literal = [&](qsizetype to) {
            const QString piece = source.mid(from, to - from);
            made.literal += piece.size();
            if (piece.size() > made.anchor.size()) made.anchor = piece;
            expression += QRegularExpression::escape(piece);
        };
        for (auto hit = slotMark().globalMatch(source); hit.hasNext();) {
            const auto one = hit.next();
            literal(one.capturedStart());
            from = one.capturedEnd();
            const Kind kind = kindOf(one.captured(1));
            bounded = bounded || kind == Kind::Number || kind == Kind::Day;
            names += one.captured(2);
            made.kinds.push_back(kind);
            expression += expressionFor(kind);
        }
        literal(source.size());
        if (!bounded && made.literal < 2) {
            wrong(row, QStringLiteral("“%1” would fit any text").arg(source));
            return;
        }
        made.whole = QRegularExpression(QRegularExpression::anchoredPattern(expression),
                                        QRegularExpression::DotMatchesEverythingOption);
        made.translation.plain = pieces(row, fields[1], names);
        if (fields.size() == 3) made.translation.dative = pieces(row, fields[2], names);
        m_out.m_patterns.push_back(std::move(made));
    }

    std::vector<Piece> pieces(const TextRow& row, const QString& text, const QStringList& names) {
        std::vector<Piece> out;
        QStringList used;
        qsizetype from = 0;
        for (auto hit = slotMark().globalMatch(text); hit.hasNext();) {
            const auto one = hit.next();
            out.push_back({text.mid(from, one.capturedStart() - from)});
            from = one.capturedEnd();
            const auto slot = names.indexOf(one.captured(2));
            if (slot < 0) {
                wrong(row, QStringLiteral("the text has no {%1}").arg(one.captured(2)));
                continue;
            }
            used += one.captured(2);
            out.push_back({{}, static_cast<int>(slot), !one.captured(3).isEmpty()});
        }
        out.push_back({text.mid(from)});
        for (const QString& name : names)
            if (!used.contains(name)) wrong(row, QStringLiteral("{%1} is lost").arg(name));
        return out;
    }

    ContentWords& m_out;
    QHash<QString, bool> m_seen;
};

ContentWords ContentWords::load(const std::filesystem::path& folder, const QLocale& locale) {
    ContentWords out;
    out.m_locale = locale;
    std::error_code trouble;
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(folder, trouble))
        if (file.path().extension() == ".yaml") files.push_back(file.path());
    std::ranges::sort(files);
    Reader reader(out);
    for (const auto& file : files) reader.read(file);
    return out;
}

}  // namespace vedette
