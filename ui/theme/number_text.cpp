// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/number_text.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QGlyphRun>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace vedette::ui {
namespace {

/// Big-endian numbers of an OpenType table; reading past its end gives 0, so a broken font gives no substitutions.
class FontTable {
public:
    explicit FontTable(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    int u16(int at) const { return byte(at) << 8 | byte(at + 1); }
    quint32 u32(int at) const { return static_cast<quint32>(u16(at)) << 16 | static_cast<quint32>(u16(at + 2)); }
    QByteArray tag(int at) const { return m_bytes.mid(at, 4); }

    /// Glyphs a coverage table lists, in its order.
    QList<quint32> coverage(int at) const {
        QList<quint32> glyphs;
        const int count = u16(at + 2);
        for (int i = 0; i < count; ++i) {
            if (u16(at) == 1) {
                glyphs.append(static_cast<quint32>(u16(at + 4 + 2 * i)));
            } else {
                const int last = u16(at + 4 + 6 * i + 2);
                for (int g = u16(at + 4 + 6 * i); g <= last; ++g) glyphs.append(static_cast<quint32>(g));
            }
        }
        return glyphs;
    }

    /// A single-substitution subtable (lookup type 1), read into `map`.
    void single(int at, QHash<quint32, quint32>& map) const {
        const QList<quint32> from = coverage(at + u16(at + 2));
        for (int i = 0; i < from.size(); ++i) {
            const int to = u16(at) == 1 ? (static_cast<int>(from[i]) + u16(at + 4)) & 0xFFFF : u16(at + 6 + 2 * i);
            if (to != 0) map.insert(from[i], static_cast<quint32>(to));
        }
    }

private:
    int byte(int at) const { return at >= 0 && at < m_bytes.size() ? static_cast<quint8>(m_bytes.at(at)) : 0; }
    QByteArray m_bytes;
};

/// The glyph pairs of feature 'tnum', whichever script lists them.
QHash<quint32, quint32> tabularGlyphs(const QRawFont& font) {
    const FontTable gsub(font.fontTable("GSUB"));
    const int features = gsub.u16(6);
    const int lookups = gsub.u16(8);
    QHash<quint32, quint32> map;
    for (int f = 0; f < gsub.u16(features); ++f) {
        const int record = features + 2 + 6 * f;
        if (gsub.tag(record) != "tnum") continue;
        const int feature = features + gsub.u16(record + 4);
        for (int l = 0; l < gsub.u16(feature + 2); ++l) {
            const int lookup = lookups + gsub.u16(lookups + 2 + 2 * gsub.u16(feature + 4 + 2 * l));
            for (int s = 0; s < gsub.u16(lookup + 4); ++s) {
                int table = lookup + gsub.u16(lookup + 6 + 2 * s);
                int type = gsub.u16(lookup);
                if (type == 7 && gsub.u16(table) == 1) {  // extension: the real table is further off
                    type = gsub.u16(table + 2);
                    table += static_cast<int>(gsub.u32(table + 4));
                }
                if (type == 1) gsub.single(table, map);
            }
        }
        break;  // the other scripts name the same lookups
    }
    return map;
}

}  // namespace

bool NumberText::isNumber(const QString& text) {
    static const QString allowed = QStringLiteral(" .,:;%+-/()’'·–×\u00A0\u2009\u202F\u2212\u2007");
    bool digit = false;
    for (const QChar c : text) {
        if (c >= u'0' && c <= u'9') {
            digit = true;
        } else if (!allowed.contains(c)) {
            return false;
        }
    }
    return digit;
}

const NumberText::Face& NumberText::face(const QFont& font) const {
    const QString key = font.key();
    auto found = m_faces.find(key);
    if (found != m_faces.end()) return found.value();
    Face face;
    face.raw = QRawFont::fromFont(font);
    if (face.raw.isValid()) {
        face.tabular = tabularGlyphs(face.raw);
        const QFontMetricsF metrics(font);
        for (char16_t c = u'0'; c <= u'9'; ++c) face.digit = std::max(face.digit, metrics.horizontalAdvance(QChar(c)));
    }
    return m_faces.insert(key, face).value();
}

NumberText::Line NumberText::shape(const QFont& font, const QString& text) const {
    const Face& used = face(font);
    Line line;
    line.glyphs = used.raw.glyphIndexesForString(text);
    if (line.glyphs.size() != text.size() || line.glyphs.contains(0U)) return line;
    line.complete = true;
    const bool cells = used.tabular.isEmpty();
    for (quint32& glyph : line.glyphs) glyph = used.tabular.value(glyph, glyph);
    const QList<QPointF> advances = used.raw.advancesForGlyphIndexes(line.glyphs);
    line.positions.reserve(advances.size());
    for (qsizetype i = 0; i < advances.size(); ++i) {
        const bool digit = cells && text[i] >= u'0' && text[i] <= u'9';
        const double advance = digit ? used.digit : advances[i].x();
        line.positions.append({line.width + (digit ? (advance - advances[i].x()) / 2 : 0), 0});
        line.width += advance;
    }
    return line;
}

double NumberText::width(const QFont& font, const QString& text) const {
    if (isNumber(text)) {
        const Line line = shape(font, text);
        if (line.complete) return line.width;
    }
    return QFontMetricsF(font).horizontalAdvance(text);
}

QRectF NumberText::draw(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QFont& font,
                        const QString& text) const {
    const QFontMetricsF metrics(font);
    const Line line = isNumber(text) ? shape(font, text) : Line();
    const bool plain = !line.complete || line.width > rect.width();
    const QString shown = plain ? metrics.elidedText(text, Qt::ElideRight, rect.width()) : text;
    const double wide = plain ? metrics.horizontalAdvance(shown) : line.width;

    QRectF box(rect.left(), rect.top(), wide, metrics.height());
    if (alignment.testFlag(Qt::AlignRight)) box.moveRight(rect.right());
    if (alignment.testFlag(Qt::AlignHCenter)) box.moveLeft(rect.left() + (rect.width() - wide) / 2);
    if (alignment.testFlag(Qt::AlignBottom)) box.moveBottom(rect.bottom());
    if (alignment.testFlag(Qt::AlignVCenter)) box.moveTop(rect.top() + (rect.height() - box.height()) / 2);
    const QPointF base(box.left(), std::round(box.top() + metrics.ascent()));
    painter.setFont(font);
    if (plain) {
        painter.drawText(base, shown);
        return box;
    }
    QGlyphRun run;
    run.setRawFont(face(font).raw);
    run.setGlyphIndexes(line.glyphs);
    run.setPositions(line.positions);
    painter.drawGlyphRun(base, run);
    return box;
}

}  // namespace vedette::ui
