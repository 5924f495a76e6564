// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/source_models.h"

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {
namespace {

constexpr int kFrom = 3;
constexpr int kTo = 4;
constexpr Qt::Alignment kLeft = Qt::AlignLeft | Qt::AlignVCenter;

}  // namespace

SourcesModel::SourcesModel(QObject* parent)
    : RowsModel({{QStringLiteral("source"), tr("Source"), kLeft, 176, true, true, false, {}},
                 {QStringLiteral("state"), tr("State"), kLeft, 84, true, true, false, {}},
                 {QStringLiteral("detail"), tr("What and what to do"), kLeft, 360, false, true, true, {}},
                 {QStringLiteral("from"), tr("From (UTC)"), kLeft, 152, true, true, false, {}},
                 {QStringLiteral("to"), tr("To (UTC)"), kLeft, 160, true, true, false, {}}},
                parent) {}

QVariant SourcesModel::cell(const SourceRow& row, int column, int role) const {
    if (role == GlyphRole && column == 1) return static_cast<int>(row.failing ? Glyph::Fail : Glyph::NodeShort);
    const auto& time = column == kFrom ? row.from : row.to;
    if (role == SortRole && column >= kFrom) return qlonglong{time ? toMicros(*time) : 0};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (column) {
        case 0: return row.source;
        case 1: return row.state;
        case 2: return row.detail;
        case kFrom:
        case kTo: return time ? dateTime(*time) : QString();
        default: return {};
    }
}

QString SourcesModel::idOf(const SourceRow& row) const {
    return row.source + row.state + QString::number(row.from ? toMicros(*row.from) : 0);
}

DamageModel::DamageModel(QObject* parent)
    : RowsModel({{QStringLiteral("place"), tr("Place"), kLeft, 260, true, true, false, {}},
                 {QStringLiteral("what"), tr("What does not add up"), kLeft, 400, false, true, true, {}}},
                parent) {}

QVariant DamageModel::cell(const Damage& row, int column, int role) const {
    if (role == GlyphRole && column == 0) return static_cast<int>(Glyph::Fail);
    const std::string& text = column == 0 ? row.place : row.what;
    if (role == ExportRole) return visible(text);  // as docs and vedettectl have it
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    return said(text);
}

QString DamageModel::idOf(const Damage& row) const { return toQString(row.place + row.what); }

}  // namespace vedette::ui
