// SPDX-License-Identifier: GPL-3.0-or-later
// Endpoints, controls, anchors.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "core/event/event.h"
#include "core/kpi/measures.h"

namespace vedette::kpis {
namespace {

using simdjson::dom::element;

std::string textOf(const element& root, std::string_view pointer) {
    std::string_view text;
    return root.at_pointer(pointer).get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}
bool flagOf(const element& root, std::string_view pointer) {
    bool flag = false;
    return root.at_pointer(pointer).get(flag) == simdjson::SUCCESS && flag;
}

enum class Transport : std::uint8_t { Unreached, Safe, Unsafe };

// TLS 1.2 or 1.3 alone, with a verified certificate that had not run out, and nothing answered in clear.
Transport transportOf(const element& record) {
    const std::string tls = textOf(record, "/vedette/observation/tls");
    if (flagOf(record, "/vedette/observation/plaintext")) return Transport::Unsafe;
    if (tls.empty()) return Transport::Unreached;
    const auto seen = parseTime(textOf(record, "/time_dt"));
    const auto end = parseTime(textOf(record, "/vedette/observation/not_after"));
    const bool expired = seen && end && *end < *seen;
    const bool old =
        (tls != "1.2" && tls != "1.3") || textOf(record, "/vedette/observation/deprecated_tls") == "accepted";
    return !expired && !old && flagOf(record, "/vedette/observation/verified") ? Transport::Safe : Transport::Unsafe;
}

Result<Figure> tlsCoverage(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    const Filter observations = s.filter(stretch(w, i)).is(IntColumn::Class, ocsf::kEndpointObservation);
    auto nodes = s.reader().groupBy(observations, TextColumn::Node);
    if (!nodes) return passOn(nodes);
    std::vector<std::uint64_t> last;
    for (const Group& group : *nodes) last.push_back(group.extent.lastEntry);
    auto records = s.reader().records(last);
    if (!records) return passOn(records);
    simdjson::dom::parser parser;
    Figure out;
    std::uint64_t safe = 0;
    std::uint64_t reached = 0;
    for (std::size_t k = 0; k < records->size(); ++k) {
        element record;
        if (parser.parse((*records)[k]).get(record) != simdjson::SUCCESS) continue;
        const Transport transport = transportOf(record);
        if (transport == Transport::Unreached) continue;
        ++reached;
        safe += transport == Transport::Safe ? 1 : 0;
        if (transport == Transport::Unsafe)
            out.parts.push_back({(*nodes)[k].value, 1, 1, fmt::format("entry={}", last[k])});
    }
    ratio(safe, reached, "no endpoint was reached by a probe in the period", false, out);
    out.filter = observations.text();
    auto declared = s.declaredNodes(stretch(w, i).to);
    if (!declared) return passOn(declared);
    if (declared->size() > reached)
        out.note =
            fmt::format("{} of {} declared nodes were not reached", declared->size() - reached, declared->size());
    return out;
}

// Controls in one of the states, by framework.
Figure controlsIn(const Judgement* judgement, ControlState a, ControlState b) {
    Figure out;
    if (judgement == nullptr) {
        out.missing = "the controls were not judged for this period";
        return out;
    }
    double sum = 0;
    for (const PackResult& pack : judgement->packs) {
        const auto count =
            std::ranges::count_if(pack.results, [&](const ControlResult& r) { return r.state == a || r.state == b; });
        out.n += pack.results.size();
        sum += static_cast<double>(count);
        out.parts.push_back({pack.pack.id, static_cast<double>(count), pack.results.size(), {}});
    }
    std::ranges::stable_sort(out.parts, std::ranges::greater{}, &KpiPart::value);
    if (out.n == 0)
        out.missing = "no control is in force in this period";
    else
        out.value = sum;
    return out;
}

Result<Figure> controls(Sources& s, const Window& w, std::optional<std::size_t> i, ControlState a, ControlState b) {
    const KpiInputs& inputs = s.inputs();
    const bool current = inputs.judgement != nullptr && inputs.judgement->period.from == stretch(w, i).from;
    Figure out = controlsIn(current ? inputs.judgement : inputs.previousJudgement, a, b);
    if (!s.nodes().empty()) out.note = "of the whole fleet: controls are not judged node by node";
    return out;
}

Result<Figure> failingControls(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    return controls(s, w, i, ControlState::Fail, ControlState::ManualFail);
}
Result<Figure> unprovenControls(Sources& s, const KpiDefinition&, const Window& w, std::optional<std::size_t> i) {
    return controls(s, w, i, ControlState::InsufficientEvidence, ControlState::InsufficientEvidence);
}

Result<Figure> anchorAge(Sources& s, const KpiDefinition&, const Window&, std::optional<std::size_t>) {
    Figure out;
    if (!s.inputs().lastAnchor) {
        out.missing = "no anchor outside the database is known: a rollback of the whole store is undetectable";
        return out;
    }
    out.n = 1;
    out.value = static_cast<double>(std::max(Duration{}, s.now() - *s.inputs().lastAnchor).count()) / 1e6;
    return out;
}

}  // namespace

std::vector<Measure> postureMeasures() {
    return {
        {{"tls-coverage", "endpoints with TLS 1.2 or later alone and a verified certificate, over endpoints reached",
          KpiUnit::Share},
         "endpoints",
         true,
         true,
         tlsCoverage},
        {{"controls-failing", "controls that fail, by test or by hand", KpiUnit::Count},
         "controls",
         false,
         false,
         failingControls},
        {{"controls-insufficient", "controls the evidence neither proves nor refutes", KpiUnit::Count},
         "controls",
         false,
         false,
         unprovenControls},
        {{"anchor-age", "since a checkpoint was last put outside the database", KpiUnit::Seconds},
         "anchors",
         false,
         false,
         anchorAge},
    };
}

}  // namespace vedette::kpis
