// SPDX-License-Identifier: GPL-3.0-or-later
// Counters of served requests out of scrape records.
#include <simdjson.h>

#include <algorithm>
#include <charconv>

#include "core/policy/completeness_parts.h"

namespace vedette::reconciling {
namespace {

using simdjson::dom::element;

constexpr std::size_t kAtOnce = 4096;

std::string textAt(const element& root, std::string_view pointer) {
    std::string_view text;
    return root.at_pointer(pointer).get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

// Whole numbers past 2^53 are text in a record.
std::optional<std::uint64_t> wholeAt(const element& root, std::string_view pointer) {
    element value;
    if (root.at_pointer(pointer).get(value) != simdjson::SUCCESS) return {};
    std::uint64_t number = 0;
    if (value.get(number) == simdjson::SUCCESS) return number;
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) return {};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return number;
}

// The counter of successful inference requests: the server's own where it has one; else all finished requests, less
// the aborted where they are part of it (vLLM counts an aborted request as finished).
void takeCounter(const element& root, Reading& out) {
    const auto aborted = wholeAt(root, "/vedette/metrics/counters/requests_aborted_total");
    out.aborted = aborted.value_or(0);
    if (const auto succeeded = wholeAt(root, "/vedette/metrics/counters/requests_succeeded_total")) {
        out.served = succeeded;
        out.counter = "requests_succeeded_total";
        return;
    }
    const auto requests = wholeAt(root, "/vedette/metrics/counters/requests_total");
    if (!requests) return;
    out.served = requests;
    out.counter = "requests_total";
    if (out.flavour == "vllm" && aborted) {
        out.served = *requests - std::min(*requests, *aborted);
        out.counter = "requests_total less requests_aborted_total";
    }
}

}  // namespace

Result<std::vector<Reading>> readScrapes(Reader& reader, const std::vector<std::uint64_t>& entries) {
    std::vector<std::size_t> order(entries.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, {}, [&](std::size_t i) { return entries[i]; });
    std::vector<Reading> out(entries.size());
    simdjson::dom::parser parser;
    for (std::size_t begin = 0; begin < order.size(); begin += kAtOnce) {
        const std::size_t end = std::min(order.size(), begin + kAtOnce);
        std::vector<std::uint64_t> part;
        for (std::size_t i = begin; i < end; ++i) part.push_back(entries[order[i]]);
        auto records = reader.records(part);
        if (!records) return passOn(records);
        for (std::size_t i = begin; i < end; ++i) {
            Reading& reading = out[order[i]];
            reading.entry = entries[order[i]];
            element root;
            if (parser.parse((*records)[i - begin]).get(root) != simdjson::SUCCESS) continue;
            if (const auto time = parseTime(textAt(root, "/time_dt"))) reading.time = *time;
            reading.asked = reading.time;
            if (std::int64_t millis = 0; root.at_pointer("/start_time").get(millis) == simdjson::SUCCESS)
                reading.asked = std::min(reading.time, Time{std::chrono::milliseconds(millis)});
            reading.flavour = textAt(root, "/vedette/metrics/flavour");
            reading.start = textAt(root, "/vedette/metrics/start");
            takeCounter(root, reading);
        }
    }
    return out;
}

bool startedAnew(const Reading& before, const Reading& after) {
    if (before.flavour != after.flavour || before.counter != after.counter) return true;
    if (after.served.value_or(0) < before.served.value_or(0)) return true;
    // Start times are written as doubles; a difference below a second is rounding, not a restart.
    const auto a = parseTime(before.start);
    const auto b = parseTime(after.start);
    return a && b && (*b - *a >= std::chrono::seconds(1) || *a - *b >= std::chrono::seconds(1));
}

Growth growthOver(const std::vector<Reading>& readings) {
    Growth growth;
    const Reading* before = nullptr;
    for (const Reading& reading : readings) {
        if (!reading.served) continue;
        if (before == nullptr) {
            before = &reading;
            continue;
        }
        if (!startedAnew(*before, reading)) {
            growth.served += *reading.served - *before->served;
            growth.aborted += reading.aborted - std::min(before->aborted, reading.aborted);
        } else if (before->flavour != reading.flavour || before->counter != reading.counter) {
            growth.reset = true;  // another server answers: its counter says nothing about the time before
            growth.holes.emplace_back(before->time, reading.time);
        } else {
            growth.reset = true;
            growth.served += *reading.served;
            growth.aborted += reading.aborted;
            const auto start = parseTime(reading.start);
            growth.holes.emplace_back(before->time,
                                      start ? std::clamp(*start, before->time, reading.time) : reading.time);
        }
        before = &reading;
    }
    return growth;
}

}  // namespace vedette::reconciling
