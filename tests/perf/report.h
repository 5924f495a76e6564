// SPDX-License-Identifier: GPL-3.0-or-later
// What a benchmark says: a name, a number, and what that number is to be held against.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace vedette::perf {

struct Measured {
    std::string name;
    double value = 0;
    std::string unit;
    std::optional<double> limit = std::nullopt;  // what this machine could do at most, measured in the same run
    std::string limitName = {};
    std::optional<double> budget = std::nullopt;  // what we promise
    bool smallerIsBetter = false;
};

class Report {
public:
    explicit Report(bool json) : m_json(json) {}
    void section(const std::string& title) const;
    void add(const Measured& m);
    void note(const std::string& text) const;
    [[nodiscard]] std::optional<double> valueOf(const std::string& name) const;

private:
    bool m_json;
    std::vector<Measured> m_all;
};

[[nodiscard]] double seconds(const std::function<void()>& work);

// Processor time, all threads: what stays comparable when other programs share the machine.
[[nodiscard]] double processorSeconds();
[[nodiscard]] double threadSeconds();

struct Spread {
    double median = 0;
    double worst = 0;
};
// Milliseconds of `runs` calls.
[[nodiscard]] Spread spreadOf(int runs, const std::function<void()>& work);

// Ends the program with a message: a benchmark that failed has no number.
[[noreturn]] void giveUp(const std::string& doing, const std::string& why);

}  // namespace vedette::perf
