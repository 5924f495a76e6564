// SPDX-License-Identifier: GPL-3.0-or-later
// The period before the one that is looked at, judged by what was known at its end, so that what changed can be said.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "core/base/error.h"
#include "core/policy/policy.h"
#include "ui/bridge/scope.h"

namespace vedette::ui {

struct Earlier {
    Period period;
    std::shared_ptr<const Judgement> judgement;  // null: there is nothing to compare with
    enum class Lack : std::uint8_t { None, LogBeginsLater, FleetNotDeclared } lack = Lack::None;
    Time logBegins{};  // for LogBeginsLater
};

// Of equal length, just before; whole months of the calendar before whole months. Nothing before Everything.
[[nodiscard]] std::optional<Period> periodBefore(Range range, const Period& period);

// Judges `before` as somebody would have at its end: later decisions and waivers do not count. Takes as long as a
// judgement takes; for a reader's thread. `nodes`: the part of the fleet; empty: all of it.
[[nodiscard]] Result<Earlier> judgeEarlier(Reader& reader, const std::filesystem::path& resources, const Period& before,
                                           const std::vector<std::string>& nodes = {});

}  // namespace vedette::ui
