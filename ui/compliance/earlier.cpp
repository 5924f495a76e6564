// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance/earlier.h"

#include <QDateTime>

#include "core/event/event.h"
#include "core/policy/judge.h"

namespace vedette::ui {
namespace {

// The month that begins at this moment, as months since year 0.
std::optional<int> monthBeginning(Time t) {
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(toMicros(t) / 1000, Qt::UTC);
    if (toMicros(t) % 1'000'000 != 0 || at.date().day() != 1 || at.time() != QTime(0, 0)) return std::nullopt;
    return at.date().year() * 12 + at.date().month() - 1;
}

Time beginOf(int month) {
    const QDateTime at(QDate(month / 12, month % 12 + 1, 1), QTime(0, 0), Qt::UTC);
    return fromMicros(at.toMSecsSinceEpoch() * 1000);
}

}  // namespace

std::optional<Period> periodBefore(Range range, const Period& period) {
    if (range == Range::Everything || period.from >= period.to) return std::nullopt;
    const auto first = monthBeginning(period.from);
    const auto end = monthBeginning(period.to);
    if (range == Range::Custom && first && end) return Period{beginOf(2 * *first - *end), period.from};
    return Period{period.from - (period.to - period.from), period.from};
}

Result<Earlier> judgeEarlier(Reader& reader, const std::filesystem::path& resources, const Period& before,
                             const std::vector<std::string>& nodes) {
    Earlier out;
    out.period = before;
    auto log = reader.extent(Filter{});
    if (!log) return passOn(log);
    // A part of a period would be compared with a whole one.
    if (log->count == 0 || log->firstTime > before.from) {
        out.lack = Earlier::Lack::LogBeginsLater;
        out.logBegins = log->firstTime;
        return out;
    }
    Filter declared;
    declared.is(IntColumn::Class, ocsf::kFleetDeclaration);
    declared.to = before.to;
    auto fleet = reader.extent(declared);
    if (!fleet) return passOn(fleet);
    if (fleet->count == 0) {
        out.lack = Earlier::Lack::FleetNotDeclared;
        return out;
    }
    auto packs = loadPacks(resources / "packs");
    if (!packs) return passOn(packs);
    auto judged = judgePart(reader, *packs, resources / "regions" / "regions.yaml", before, before.to, nodes);
    if (!judged) return passOn(judged);
    out.judgement = std::make_shared<const Judgement>(std::move(*judged));
    return out;
}

}  // namespace vedette::ui
