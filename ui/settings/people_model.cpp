// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/people_model.h"

#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/widgets/glyph.h"

namespace vedette::ui {
namespace {

constexpr Qt::Alignment kLeft = Qt::AlignLeft | Qt::AlignVCenter;
constexpr int kState = 2;
constexpr int kSince = 4;

}  // namespace

PeopleModel::PeopleModel(QObject* parent)
    : RowsModel({{QStringLiteral("name"), tr("Name"), kLeft, 160, true, true, true, {}},
                 {QStringLiteral("role"), tr("Role"), kLeft, 130, true, true, false, {}},
                 {QStringLiteral("state"), tr("State"), kLeft, 110, true, true, false, {}},
                 {QStringLiteral("code"), tr("Code of an app"), kLeft, 120, true, true, false, {}},
                 {QStringLiteral("since"), tr("Since (UTC)"), kLeft, 150, true, true, false, {}},
                 {QStringLiteral("by"), tr("Enrolled by"), kLeft, 130, true, true, false, {}}},
                parent) {}

QVariant PeopleModel::cell(const PersonRow& row, int column, int role) const {
    const Standing& now = row.now;
    if (role == GlyphRole && column == kState)
        return static_cast<int>(now.enabled ? Glyph::NodeHealthy : Glyph::NodeSilent);
    if (role == SortRole && column == kSince) return qlonglong{toMicros(row.since)};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (column) {
        case 0: return visible(row.name);
        case 1: return roleWord(now.role);
        case kState: return now.enabled ? tr("may sign in") : tr("ended");
        case 3: return now.totp ? tr("asked for") : tr("not asked for");
        case kSince: return dateTime(row.since);
        case 5: return visible(row.enrolledBy);
        default: return {};
    }
}

QString PeopleModel::idOf(const PersonRow& row) const { return toQString(row.name); }

}  // namespace vedette::ui
