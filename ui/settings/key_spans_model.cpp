// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/key_spans_model.h"

#include "ui/bridge/text.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {
namespace {

constexpr auto kLeft = Qt::AlignLeft | Qt::AlignVCenter;
constexpr auto kRight = Qt::AlignRight | Qt::AlignVCenter;
constexpr int kFrom = 1;
constexpr int kSince = 2;
constexpr int kState = 3;
constexpr int kHexDigits = 8;

QString stateOf(const KeySpanRow& row) {
    const KeySpan& span = row.span;
    QString state = row.inForce ? KeySpansModel::tr("in force") : KeySpansModel::tr("replaced");
    if (span.revoked) state = KeySpansModel::tr("revoked: not believed from %1 on").arg(dateTime(*span.revoked));
    if (span.attested) state = KeySpansModel::tr("%1; what it signed was looked through and is vouched for").arg(state);
    if (span.broken) state = KeySpansModel::tr("%1; BREAK: without the signature of the key before").arg(state);
    if (!span.vouched) state = KeySpansModel::tr("%1; not vouched for by the key in keys/verifier").arg(state);
    return state;
}

Glyph glyphOf(const KeySpanRow& row) {
    if (row.span.broken || !row.span.vouched) return Glyph::Fail;
    if (row.span.revoked) return row.span.attested ? Glyph::Waived : Glyph::Insufficient;
    return row.inForce ? Glyph::Pass : Glyph::NotApplicable;
}

}  // namespace

QString keyIdText(std::uint32_t id) { return QStringLiteral("%1").arg(id, kHexDigits, 16, QChar(u'0')); }

KeySpansModel::KeySpansModel(QObject* parent)
    : RowsModel({{QStringLiteral("key"), tr("Key"), kLeft, 90, true, true, false, {}},
                 {QStringLiteral("from"), tr("From entry"), kRight, 100, true, true, false, {}},
                 {QStringLiteral("since"), tr("Since (UTC)"), kLeft, 160, true, true, false, {}},
                 {QStringLiteral("state"), tr("State"), kLeft, 320, true, true, true, {}},
                 {QStringLiteral("verifier"), tr("Verifier key"), kLeft, 260, false, true, false, {}, 1}},
                parent) {}

QVariant KeySpansModel::cell(const KeySpanRow& row, int column, int role) const {
    const KeySpan& span = row.span;
    if (role == GlyphRole && column == kState) return static_cast<int>(glyphOf(row));
    if (role == SortRole && column == kFrom) return static_cast<qulonglong>(span.from);
    if (role == SortRole && column == kSince) return qlonglong{toMicros(span.since)};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (column) {
        case 0: return keyIdText(span.key.id);
        case kFrom: return number(span.from);
        case kSince: return span.from == 0 ? tr("the beginning") : dateTime(span.since);
        case kState: return stateOf(row);
        case 4: return visible(span.key.text());
        default: return {};
    }
}

QString KeySpansModel::idOf(const KeySpanRow& row) const { return visible(row.span.key.text()); }

}  // namespace vedette::ui
