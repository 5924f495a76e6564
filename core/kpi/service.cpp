// SPDX-License-Identifier: GPL-3.0-or-later
// What the inference calls themselves say.
#include <fmt/format.h>

#include <limits>

#include "core/event/event.h"
#include "core/kpi/measures.h"

namespace vedette::kpis {
namespace {

constexpr std::int64_t kForever = std::numeric_limits<std::int64_t>::max();

Filter callsIn(const Sources& s, Period p) {
    return s.filter(p).is(IntColumn::Class, ocsf::kApiActivity).is(IntColumn::Activity, 1);
}

// One slice, or all of them.
Result<const CallSlice*> callsOf(Sources& s, const Window& w, std::optional<std::size_t> i) {
    auto calls = s.calls(w);
    if (!calls) return passOn(calls);
    return i ? &(**calls).slices.at(*i) : &(**calls).whole;
}

constexpr std::string_view kNoCalls = "no inference call is logged in the period";

Result<Figure> authenticatedShare(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    auto found = callsOf(s, w, i);
    if (!found) return passOn(found);
    const CallSlice& calls = **found;
    const std::uint64_t known = calls.authenticated + calls.anonymous;
    Figure out;
    ratio(calls.authenticated, known,
          calls.succeeded == 0 ? kNoCalls : "no source says whether its callers were authenticated", false, out);
    if (known < calls.succeeded)
        out.note = fmt::format("{} answered calls are left out: their log cannot tell", calls.succeeded - known);
    out.filter = callsIn(s, stretch(w, i)).is(IntColumn::Status, ocsf::kSuccess).between(IntColumn::Auth, 1, 2).text();
    return out;
}

Result<Figure> errorRate(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    auto found = callsOf(s, w, i);
    if (!found) return passOn(found);
    const CallSlice& calls = **found;
    Figure out;
    ratio(calls.failed, calls.calls, kNoCalls, false, out);
    out.filter = callsIn(s, stretch(w, i)).between(IntColumn::Code, 500, 599).text();
    return out;
}

Result<Figure> latencyP90(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    auto found = callsOf(s, w, i);
    if (!found) return passOn(found);
    const CallSlice& calls = **found;
    Figure out;
    summarise(calls.latencies, 1, out);
    out.value = out.p90;  // the figure is the percentile itself
    if (out.n == 0) out.missing = calls.calls == 0 ? kNoCalls : "no log of the period tells how long calls took";
    if (out.n < calls.succeeded)
        out.note = fmt::format("{} answered calls are left out: their log tells no duration", calls.succeeded - out.n);
    out.filter =
        callsIn(s, stretch(w, i)).is(IntColumn::Status, ocsf::kSuccess).between(IntColumn::Latency, 1, kForever).text();
    return out;
}

Result<Figure> collectionDelay(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    auto found = callsOf(s, w, i);
    if (!found) return passOn(found);
    const CallSlice& calls = **found;
    Figure out;
    summarise(calls.delays, 1000, out);
    if (out.n == 0) out.missing = kNoCalls;
    out.filter = callsIn(s, stretch(w, i)).text();
    return out;
}

}  // namespace

std::vector<Measure> serviceMeasures() {
    return {
        {{"authenticated-share", "answered calls of a known caller over answered calls whose log tells",
          KpiUnit::Share},
         "calls",
         true,
         true,
         authenticatedShare},
        {{"error-rate", "calls that ended with a code of 500 or above over all calls", KpiUnit::Share},
         "calls",
         true,
         true,
         errorRate},
        {{"latency-p90", "90th percentile of the duration of answered calls", KpiUnit::Milliseconds},
         "calls",
         true,
         true,
         latencyP90},
        {{"collection-delay", "collection less event, over all calls", KpiUnit::Seconds},
         "calls",
         true,
         true,
         collectionDelay},
    };
}

}  // namespace vedette::kpis
