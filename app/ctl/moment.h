// SPDX-License-Identifier: GPL-3.0-or-later
// Times as people write them on a command line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/policy/policy.h"
#include "core/store/reader.h"

namespace vedette::ctl {

// A moment is a span of no length; a day, month, quarter or year is a span.
struct Span {
    Time from{};
    Time to{};
};

// RFC 3339 ("2026-07-01T00:00:00Z"), a date, "2026-07", "2026Q3", "2026", "today", "yesterday", "now", or a distance
// from now: "-7d", "-12h".
[[nodiscard]] Result<Span> parseSpan(std::string_view text, Time now);

// --from, --to and --period as given; empty: not given.
struct PeriodOptions {
    std::string from;
    std::string to;
    std::string period;
};

// From the beginning of --from to the end of --to, so that "--to 2026-09-30" includes that day. A side that is not
// given stays open. Invalid when reversed or empty.
struct OpenPeriod {
    std::optional<Time> from;
    std::optional<Time> to;
};
[[nodiscard]] Result<OpenPeriod> readPeriod(const PeriodOptions& options, Time now);

// Open sides become the first and last entry of the log, console actions aside; an empty log gives the day that ends
// now.
[[nodiscard]] Result<Period> closePeriod(const OpenPeriod& open, Reader& reader, Time now);

}  // namespace vedette::ctl
