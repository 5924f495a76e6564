// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/event/convert.h"
#include "core/event/flavour.h"
#include "core/event/json_scan.h"

namespace vedette {

namespace {

// A value of the page: whole where it is written whole, so that counters stay exact.
struct Value {
    bool whole = false;
    std::int64_t integer = 0;
    double real = 0;
};

Value valueOf(const Sample& sample, int scale) {
    Value value;
    if (sample.number.find_first_of("eE") == std::string_view::npos) {
        if (const auto exact = parseDecimal(sample.number, scale)) {
            value = {true, *exact, 0};
        }
    }
    value.real = sample.value * std::pow(10.0, scale);
    if (!value.whole && std::isfinite(value.real) && std::abs(value.real) < 9.2e18) {
        value = {true, static_cast<std::int64_t>(std::llround(value.real)), value.real};
    }
    return value;
}

// The series of one metric as they come in.
struct Tally {
    std::size_t chosen = std::numeric_limits<std::size_t>::max();  // the source that counts, lower is better
    std::map<std::string, Value> groups;                           // labels without ranks → largest value

    void add(std::size_t from, bool all, const std::string& group, const Value& value) {
        if (!all) {
            if (from > chosen) {
                return;
            }
            if (from < chosen) {
                groups.clear();
                chosen = from;
            }
        }
        auto [place, fresh] = groups.emplace(group, value);
        if (!fresh && value.real > place->second.real) {
            place->second = value;
        }
    }

    [[nodiscard]] std::optional<std::int64_t> whole() const {
        std::int64_t sum = 0;
        for (const auto& [group, value] : groups) {
            if (!value.whole || __builtin_add_overflow(sum, value.integer, &sum)) {
                return std::nullopt;
            }
        }
        return sum;
    }
    [[nodiscard]] double real(bool largest) const {
        double result = 0;
        bool first = true;
        for (const auto& [group, value] : groups) {
            result = first ? value.real : largest ? std::max(result, value.real) : result + value.real;
            first = false;
        }
        return result;
    }
};

bool matches(const Source& source, const Sample& sample) {
    return std::ranges::all_of(source.where, [&sample](const auto& wanted) {
        const auto label = std::ranges::find(sample.labels, std::string_view(wanted.first),
                                             &std::pair<std::string_view, std::string_view>::first);
        return label != sample.labels.end() && std::ranges::any_of(wanted.second, [&label](const std::string& value) {
                   return value.ends_with('*') ? label->second.starts_with(value.substr(0, value.size() - 1))
                                               : label->second == value;
               });
    });
}

// What the last scrape left: counters, gauge names, process start.
struct State {
    bool known = false;
    std::string flavour;
    std::map<std::string, std::int64_t> counters;
    std::vector<std::string> gauges;
    std::int64_t start = 0;
};

State readState(std::string_view text, std::vector<std::string>& problems) {
    State state;
    if (text.empty()) {
        return state;
    }
    JsonScan scan(text);
    JsonScan::Text key, value;
    std::string_view raw;
    bool first = true, whole = false, ok = scan.peek() == JsonScan::Kind::Object && scan.enter();
    while (ok && scan.nextKey(first, key)) {
        const auto kind = scan.peek();
        bool inner = true;
        if (key.raw == "counters" && kind == JsonScan::Kind::Object) {
            ok = scan.enter();
            while (ok && scan.nextKey(inner, value)) {
                std::int64_t number = 0;
                JsonScan::Text quoted;
                ok = scan.peek() == JsonScan::Kind::Text ? scan.text(quoted) && parseWhole(quoted.raw, number)
                                                         : scan.skip(raw) && parseWhole(raw, number);
                state.counters[std::string(value.raw)] = number;
            }
        } else if (key.raw == "gauges" && kind == JsonScan::Kind::Array) {
            ok = scan.enter();
            while (ok && scan.nextElement(inner)) {
                ok = scan.peek() == JsonScan::Kind::Text && scan.text(value);
                state.gauges.emplace_back(value.raw);
            }
        } else if (key.raw == "flavour" && kind == JsonScan::Kind::Text) {
            ok = scan.text(value);
            state.flavour = value.raw;
        } else if (key.raw == "start" && kind == JsonScan::Kind::Number) {
            ok = scan.number(raw, whole) && parseWhole(raw, state.start);
        } else {
            ok = scan.skip(raw);
        }
    }
    if (!ok || scan.failed() || !scan.atEnd()) {
        problems.emplace_back("the state of the last scrape is unreadable; counters start anew");
        return {};
    }
    state.known = true;
    return state;
}

void writeIntegers(JsonWriter& writer, const std::map<std::string, std::int64_t>& values) {
    writer.beginObject();
    for (const auto& [name, value] : values) {
        writer.key(name).integer(value);
    }
    writer.endObject();
}

template <class Texts>
void writeTexts(JsonWriter& writer, const Texts& values) {
    writer.beginArray();
    for (const std::string& value : values) {
        writer.string(value);
    }
    writer.endArray();
}

}  // namespace

struct MetricFlavours::Impl {
    std::vector<Flavour> flavours;

    // The flavour whose own series the page has; the one without any is for everything else.
    [[nodiscard]] const Flavour& recognise(const std::vector<std::string>& names) const {
        for (const Flavour& f : flavours) {
            const bool own = std::ranges::any_of(f.prefixes, [&names](const std::string& prefix) {
                return std::ranges::any_of(names, [&prefix](const std::string& n) { return n.starts_with(prefix); });
            });
            if (own) {
                return f;
            }
        }
        return *std::ranges::find_if(flavours, [](const Flavour& f) { return f.prefixes.empty(); });
    }
};

MetricFlavours::MetricFlavours(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
MetricFlavours::MetricFlavours(MetricFlavours&&) noexcept = default;
MetricFlavours::~MetricFlavours() = default;

Result<MetricFlavours> MetricFlavours::load(const std::filesystem::path& folder) {
    auto impl = std::make_unique<Impl>();
    std::error_code failed;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (entry.path().extension() == ".yaml") {
            files.push_back(entry.path());
        }
    }
    if (failed) {
        return fail(ErrorCode::Io, "cannot read the folder of metric flavours", folder.string(),
                    "check VEDETTE_RESOURCES");
    }
    std::ranges::sort(files);
    for (const auto& file : files) {
        auto text = readFile(file, 1 << 20);
        if (!text) {
            return passOn(text);
        }
        auto loaded = loadFlavour(*text, file.string());
        if (!loaded) {
            return passOn(loaded);
        }
        impl->flavours.push_back(std::move(*loaded));
    }
    // More special flavours first: a vLLM page holds process_* series too.
    std::ranges::sort(impl->flavours, {}, [](const Flavour& f) { return std::pair(f.prefixes.empty(), f.id); });
    if (impl->flavours.empty() || !impl->flavours.back().prefixes.empty()) {
        return fail(ErrorCode::NotFound, "no generic metric flavour (one without \"recognise\")", folder.string());
    }
    return MetricFlavours(std::move(impl));
}

std::vector<std::string> MetricFlavours::ids() const {
    std::vector<std::string> list;
    for (const Flavour& f : m_impl->flavours) {
        list.push_back(f.id);
    }
    return list;
}

Result<MetricFlavours::Scrape> MetricFlavours::read(std::string_view page, const std::string& wanted,
                                                    std::string_view lastState) const {
    Scrape scrape;
    std::vector<std::string> names;
    std::int64_t series = 0;
    scrape.problems = parseExposition(page, [&](const Sample& sample) {
        ++series;
        if (names.empty() || names.back() != sample.name) {
            names.emplace_back(sample.name);
        }
    });
    if (series == 0) {
        return fail(ErrorCode::Invalid, "not a metrics page: it holds no series", {},
                    "check the path; llama.cpp needs --metrics, SGLang needs --enable-metrics");
    }
    const Flavour* f = &m_impl->recognise(names);
    if (!wanted.empty()) {
        const auto named = std::ranges::find(m_impl->flavours, wanted, &Flavour::id);
        if (named == m_impl->flavours.end()) {
            return fail(ErrorCode::NotFound, "there is no metric flavour \"" + wanted + "\"");
        }
        f = &*named;
    }

    std::map<std::string, std::vector<std::pair<std::size_t, std::size_t>>, std::less<>> bySeries;
    for (std::size_t m = 0; m < f->metrics.size(); ++m) {
        for (std::size_t s = 0; s < f->metrics[m].sources.size(); ++s) {
            bySeries[f->metrics[m].sources[s].series].emplace_back(m, s);
        }
    }
    std::vector<Tally> tallies(f->metrics.size());
    std::map<std::string, int, std::less<>> models;
    std::optional<Time> start;
    std::string group;
    parseExposition(page, [&](const Sample& sample) {
        const bool aggregate = std::ranges::all_of(f->only, [&sample](const auto& wantedLabel) {
            return std::ranges::all_of(sample.labels, [&wantedLabel](const auto& label) {
                return label.first != wantedLabel.first || label.second == wantedLabel.second;
            });
        });
        if (!aggregate) {
            return;
        }
        for (const auto& [label, value] : sample.labels) {
            if (!value.empty() && std::ranges::find(f->models, label) != f->models.end()) {
                models.emplace(value, 0);
            }
        }
        if (!f->start.empty() && sample.name == f->start) {
            start = applyTime(Step::EpochSeconds, sample.number, {});
        }
        const auto known = bySeries.find(sample.name);
        if (known == bySeries.end()) {
            return;
        }
        group.assign(sample.name);
        for (const auto& [label, value] : sample.labels) {
            if (std::ranges::find(f->ranks, label) == f->ranks.end()) {
                group.append("\n").append(label).append("=").append(value);
            }
        }
        for (const auto& [m, s] : known->second) {
            const Metric& metric = f->metrics[m];
            if (matches(metric.sources[s], sample)) {
                tallies[m].add(s, metric.all, group, valueOf(sample, metric.scale));
            }
        }
    });

    const State last = readState(lastState, scrape.problems);
    const bool swapped = last.known && last.flavour != f->id;
    const std::int64_t startMicros = start ? toMicros(*start) : 0;
    // Start times are written as doubles; a difference below a second is rounding, not a restart.
    const bool restarted =
        last.known && last.start != 0 && startMicros != 0 && std::abs(last.start - startMicros) >= 1'000'000;
    std::map<std::string, std::int64_t> counters, deltas, nextCounters;
    std::map<std::string, double> gauges;
    std::vector<std::string> resets, vanished;
    for (std::size_t m = 0; m < tallies.size(); ++m) {
        const Metric& metric = f->metrics[m];
        if (tallies[m].groups.empty()) {
            continue;
        }
        if (!metric.counter) {
            const double value = tallies[m].real(metric.largest);
            if (std::isfinite(value)) {
                gauges[metric.name] = value;
            }
            continue;
        }
        const auto value = tallies[m].whole();
        if (!value || *value < 0) {
            scrape.problems.push_back("counter " + metric.name + " is not a whole number that fits");
            continue;
        }
        counters[metric.name] = *value;
        if (!last.known) {
            continue;
        }
        const auto before = last.counters.find(metric.name);
        const bool reset = swapped || restarted || (before != last.counters.end() && *value < before->second);
        deltas[metric.name] = reset || before == last.counters.end() ? *value : *value - before->second;
        if (reset) {
            resets.push_back(metric.name);
        }
    }
    nextCounters = counters;
    if (swapped) {
        vanished.push_back("flavour:" + last.flavour);
    }
    for (const auto& [name, value] : last.counters) {
        if (!counters.contains(name)) {
            vanished.push_back(name);
            if (!swapped && !restarted) {
                nextCounters.emplace(name, value);  // when it comes back it goes on from here
            }
        }
    }
    for (const std::string& name : last.gauges) {
        if (!gauges.contains(name)) {
            vanished.push_back(name);
        }
    }
    std::ranges::sort(vanished);

    JsonWriter writer(scrape.metrics);
    writer.beginObject();
    writer.key("counters");
    writeIntegers(writer, counters);
    writer.key("deltas");
    writeIntegers(writer, deltas);
    writer.key("flavour").string(f->id);
    writer.key("gauges").beginObject();
    for (const auto& [name, value] : gauges) {
        writer.key(name).real(value);
    }
    writer.endObject();
    std::vector<std::string> modelNames;
    for (const auto& [name, unused] : models) {
        modelNames.push_back(name);
    }
    writer.key("models");
    writeTexts(writer, modelNames);
    writer.key("resets");
    writeTexts(writer, resets);
    writer.key("series").integer(series);
    if (start) {
        writer.key("start").string(formatTime(*start));
    }
    writer.key("vanished");
    writeTexts(writer, vanished);
    writer.endObject();

    std::vector<std::string> gaugeNames;
    for (const auto& [name, unused] : gauges) {
        gaugeNames.push_back(name);
    }
    JsonWriter state(scrape.nextState);
    state.beginObject();
    state.key("counters");
    writeIntegers(state, nextCounters);
    state.key("flavour").string(f->id);
    state.key("gauges");
    writeTexts(state, gaugeNames);
    state.key("start").integer(startMicros != 0 ? startMicros : last.start);
    state.endObject();
    return scrape;
}

}  // namespace vedette
