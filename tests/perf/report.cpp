// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/perf/report.h"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "core/base/json.h"

namespace vedette::perf {

namespace {

std::string figure(double v) {
    if (v >= 1e6) {
        return fmt::format("{:.2f} M", v / 1e6);
    }
    if (v >= 1e4) {
        return fmt::format("{:.0f} k", v / 1e3);
    }
    return v >= 100 ? fmt::format("{:.0f}", v) : fmt::format("{:.3g}", v);
}

}  // namespace

void Report::section(const std::string& title) const {
    if (!m_json) {
        fmt::print("\n{}\n", title);
        std::fflush(stdout);
    }
}

void Report::note(const std::string& text) const {
    if (m_json) {
        std::string out;
        appendJsonString(out, text);
        fmt::print("{{\"note\":{}}}\n", out);
    } else {
        fmt::print("  {}\n", text);
    }
    std::fflush(stdout);
}

void Report::add(const Measured& m) {
    m_all.push_back(m);
    const std::optional<double> ratio = m.limit && *m.limit != 0 ? std::optional(m.value / *m.limit) : std::nullopt;
    if (m_json) {
        std::string name;
        appendJsonString(name, m.name);
        const auto number = [](const std::optional<double>& v) {
            std::string out;
            if (v) {
                appendJsonDouble(out, *v);
            } else {
                out = "null";
            }
            return out;
        };
        fmt::print("{{\"name\":{},\"value\":{},\"unit\":\"{}\",\"limit\":{},\"ratio\":{},\"budget\":{}}}\n", name,
                   number(m.value), m.unit, number(m.limit), number(ratio), number(m.budget));
    } else {
        std::string held;
        if (m.budget) {
            const bool met = m.smallerIsBetter ? m.value <= *m.budget : m.value >= *m.budget;
            held = fmt::format("budget {} {}", figure(*m.budget), met ? "met" : "MISSED");
        }
        if (ratio) {
            held += fmt::format("{}{:.0f} % of {} ({})", held.empty() ? "" : ", ", *ratio * 100, m.limitName,
                                figure(*m.limit));
        }
        fmt::print("  {:<52} {:>10} {:<9} {}\n", m.name, figure(m.value), m.unit, held);
    }
    std::fflush(stdout);
}

std::optional<double> Report::valueOf(const std::string& name) const {
    for (const Measured& m : m_all) {
        if (m.name == name) {
            return m.value;
        }
    }
    return std::nullopt;
}

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

namespace {

double secondsOn(clockid_t clock) {
    timespec t{};
    ::clock_gettime(clock, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

}  // namespace

double processorSeconds() { return secondsOn(CLOCK_PROCESS_CPUTIME_ID); }

double threadSeconds() { return secondsOn(CLOCK_THREAD_CPUTIME_ID); }

Spread spreadOf(int runs, const std::function<void()>& work) {
    std::vector<double> all;
    for (int i = 0; i < runs; ++i) {
        all.push_back(seconds(work) * 1000);
    }
    std::sort(all.begin(), all.end());
    return {all[all.size() / 2], all.back()};
}

void giveUp(const std::string& doing, const std::string& why) {
    fmt::print(stderr, "vedette-bench: {}: {}\n", doing, why);
    std::exit(4);
}

}  // namespace vedette::perf
