// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf/type.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainterPath>
#include <QRawFont>
#include <QTextLayout>
#include <fmt/format.h>

#include <algorithm>

#include "reports/data/report.h"

namespace vedette::pdf {
namespace {

constexpr qsizetype kLongest = 4'000;
constexpr char16_t kIsolate = 0x2067;
constexpr char16_t kEndIsolate = 0x2069;

struct FaceLook {
    double size;
    double leading;
    int weight;
    bool mono;
};

FaceLook lookOf(Face face) {
    switch (face) {
        case Face::Title: return {18.5, 23, QFont::DemiBold, false};
        case Face::Subtitle: return {9.5, 13, QFont::Normal, false};
        case Face::Section: return {14, 18, QFont::DemiBold, false};
        case Face::Heading: return {9.75, 13, QFont::DemiBold, false};
        case Face::Body: return {8.75, 12.75, QFont::Normal, false};
        case Face::Figure: return {9.5, 12, QFont::Normal, false};
        case Face::FigureStrong: return {9.5, 12, QFont::DemiBold, false};
        case Face::Cell: return {7.5, 10, QFont::Normal, false};
        case Face::CellStrong: return {8, 10.5, QFont::DemiBold, false};
        case Face::Small: return {6.75, 9, QFont::Normal, false};
        case Face::SmallStrong: return {6.75, 9, QFont::Medium, false};
        case Face::Mono: return {6.25, 9, QFont::Normal, true};
    }
    return {8, 10, QFont::Normal, false};
}

QFont fontOf(Face face) {
    const auto look = lookOf(face);
    QFont font;
    if (look.mono)
        font.setFamilies({QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")});
    else
        font.setFamilies({QStringLiteral("Inter"), QStringLiteral("DejaVu Sans"), QStringLiteral("sans-serif")});
    font.setWeight(static_cast<QFont::Weight>(look.weight));
    font.setPixelSize(qRound(look.size * kDotsPerPoint));
    font.setStyleStrategy(QFont::PreferNoShaping);
    font.setHintingPreference(QFont::PreferFullHinting);  // whole advances: a fifth less to write
    font.setKerning(false);
    return font;
}

bool rightToLeft(char32_t c) {
    const auto direction = QChar::direction(c);
    return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN;
}

// Characters whose width does not depend on their neighbours.
bool standsAlone(QChar c) {
    const auto u = c.unicode();
    return u < 0x300 || (u >= 0x370 && u < 0x483) || (u >= 0x2010 && u < 0x2028) || (u >= 0x2030 && u < 0x2060) ||
           (u >= 0x20A0 && u < 0x20D0) || (u >= 0x2100 && u < 0x2C00) || u == 0xFFFD;
}

bool standAlone(const QString& text) { return std::all_of(text.begin(), text.end(), standsAlone); }

bool breaksBehind(QChar c) {
    constexpr QStringView kMarks = u"/_-=,;:&?.@|+·";
    return kMarks.contains(c);
}

// Puts each run of right-to-left text, with the neutrals inside it, into an isolate of its own.
QString isolated(const QString& text) {
    QString out;
    qsizetype start = -1;  // of the open run
    qsizetype end = 0;     // behind its last right-to-left character
    qsizetype written = 0;
    const auto close = [&] {
        if (start < 0) return;
        out += QStringView(text).mid(written, start - written);
        out += QChar(kIsolate);
        out += QStringView(text).mid(start, end - start);
        out += QChar(kEndIsolate);
        written = end;
        start = -1;
    };
    for (qsizetype i = 0; i < text.size();) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t c = pair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        const qsizetype next = i + (pair ? 2 : 1);
        if (rightToLeft(c)) {
            if (start < 0) start = i;
            end = next;
        } else if (QChar::direction(c) == QChar::DirL) {
            close();
        }
        i = next;
    }
    close();
    out += QStringView(text).mid(written);
    return out;
}

}  // namespace

QColor colourOf(Ink ink) {
    switch (ink) {
        case Ink::Paper: return {0xFF, 0xFF, 0xFF};
        case Ink::Inset: return {0xF7, 0xF9, 0xFA};
        case Ink::Border: return {0xDB, 0xE1, 0xE5};
        case Ink::Rule: return {0x76, 0x84, 0x8F};
        case Ink::Text: return {0x16, 0x20, 0x2A};
        case Ink::Muted: return {0x46, 0x54, 0x60};
        case Ink::Faint: return {0x5D, 0x6B, 0x76};
        case Ink::Accent: return {0x0B, 0x6A, 0x68};
        case Ink::Critical:
        case Ink::Fail: return {0xB3, 0x17, 0x3A};
        case Ink::High: return {0xB1, 0x4A, 0x08};
        case Ink::Medium: return {0x7F, 0x60, 0x00};
        case Ink::Low: return {0x2A, 0x66, 0xAE};
        case Ink::Info: return {0x5A, 0x68, 0x73};
        case Ink::Pass: return {0x18, 0x73, 0x46};
        case Ink::Insufficient: return {0x8A, 0x5A, 0x00};
        case Ink::NotApplicable: return {0x5E, 0x6B, 0x76};
        case Ink::Waived: return {0x6B, 0x4B, 0xB0};
    }
    return {0, 0, 0};
}

Type::Type(ReportWords words) : m_words(std::move(words)) {
    for (std::size_t i = 0; i < kFaces; ++i) m_faces[i].font = fontOf(static_cast<Face>(i));
}

double Type::size(Face face) { return lookOf(face).size; }
double Type::leading(Face face) { return lookOf(face).leading; }

bool Type::paintable(char32_t c) {
    if (c < 0x300) return true;
    if (const auto known = m_paintable.constFind(c); known != m_paintable.constEnd()) return *known;
    const bool selector = (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    bool able =
        !selector && QChar::category(c) != QChar::Other_PrivateUse && QFontMetricsF(font(Face::Body)).inFontUcs4(c);
    if (able) {
        // A font may know the character as a coloured picture only, and pictures are not allowed to be translucent.
        QTextLayout layout(QString::fromUcs4(&c, 1), font(Face::Body));
        layout.beginLayout();
        layout.createLine();
        layout.endLayout();
        const auto runs = layout.glyphRuns();
        able = !runs.isEmpty();
        for (const auto& run : runs) {
            const auto raw = run.rawFont();
            const auto glyphs = run.glyphIndexes();
            able = able && raw.isValid() && std::all_of(glyphs.begin(), glyphs.end(), [&](quint32 glyph) {
                       return glyph != 0 && (QChar::isSpace(c) || !raw.pathForGlyph(glyph).isEmpty());
                   });
        }
    }
    m_paintable.insert(c, able);
    return able;
}

QString Type::shown(std::string_view text) {
    constexpr std::size_t kMostBytes = 4 * kLongest;
    const bool cut = text.size() > kMostBytes;
    const std::string safe = visibleText(cut ? text.substr(0, kMostBytes) : text);
    const QString whole = QString::fromUtf8(safe.data(), static_cast<qsizetype>(safe.size()));
    QString out = whole;
    bool odd = false;
    if (!std::all_of(whole.begin(), whole.end(), [](QChar c) { return c.unicode() < 0x300; })) {
        out.clear();
        for (const char32_t c : whole.toUcs4()) {
            odd = odd || rightToLeft(c);
            out += paintable(c) ? QString::fromUcs4(&c, 1)
                                : QString::fromStdString(fmt::format("U+{:04X}", static_cast<std::uint32_t>(c)));
        }
    }
    if (cut || out.size() > kLongest) {
        out.truncate(kLongest);
        if (!out.isEmpty() && out.back().isHighSurrogate()) out.chop(1);
        out += QString::fromStdString(' ' + m_words.say("… (cut; {} bytes in all)", {m_words.number(text.size())}));
    }
    return odd ? isolated(out) : out;
}

double Type::advance(QChar c, Face face) {
    auto& metrics = m_faces[static_cast<std::size_t>(face)];
    if (const auto known = metrics.advances.constFind(c.unicode()); known != metrics.advances.constEnd()) return *known;
    const double wide = QFontMetricsF(metrics.font).horizontalAdvance(c) / kDotsPerPoint;
    metrics.advances.insert(c.unicode(), wide);
    return wide;
}

double Type::width(const QString& text, Face face) {
    if (!standAlone(text)) return QFontMetricsF(font(face)).horizontalAdvance(text) / kDotsPerPoint;
    double sum = 0;
    for (const QChar c : text) sum += advance(c, face);
    return sum;
}

std::vector<QString> Type::wrappedBidi(const QString& text, Face face, double room) {
    std::vector<QString> lines;
    QTextLayout layout(text, font(face));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LeftToRight);
    layout.setTextOption(option);
    layout.beginLayout();
    for (auto line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(room * kDotsPerPoint);
        lines.push_back(text.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines;
}

std::vector<QString> Type::wrapped(const QString& text, Face face, double room) {
    if (text.isEmpty()) return {QString()};
    if (!standAlone(text)) return wrappedBidi(text, face, room);
    std::vector<QString> lines;
    qsizetype start = 0;   // of the line
    qsizetype blank = -1;  // the last place to break at
    qsizetype mark = -1;   // the last place to break behind punctuation
    double wide = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        wide += advance(text[i], face);
        if (text[i] == u' ') {
            blank = i;
        } else if (wide > room && i > start) {
            qsizetype end = i;
            if (blank > start)
                end = blank;
            else if (mark > start)
                end = mark;
            lines.push_back(text.mid(start, end - start).trimmed());
            start = end;
            while (start < text.size() && text[start] == u' ') ++start;
            i = start - 1;
            blank = mark = -1;
            wide = 0;
            continue;
        }
        if (breaksBehind(text[i])) mark = i + 1;
    }
    if (start < text.size() || lines.empty()) lines.push_back(text.mid(start).trimmed());
    return lines;
}

QString Type::elided(const QString& text, Face face, double room) {
    if (width(text, face) <= room) return text;
    return QFontMetricsF(font(face)).elidedText(text, Qt::ElideRight, room * kDotsPerPoint);
}

}  // namespace vedette::pdf
