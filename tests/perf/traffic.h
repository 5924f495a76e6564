// SPDX-License-Identifier: GPL-3.0-or-later
// Access-log lines of a gateway before inference servers, about 660 bytes each, as nginx writes them in JSON. The same
// seed gives the same lines.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace vedette::perf {

class Traffic {
public:
    // The first line is a little later than `start`, in microseconds since 1970; lines are 4 ms apart on average.
    explicit Traffic(std::uint64_t seed = 1, std::int64_t start = kStart);
    // The next line, without line feed; lives until the next call.
    [[nodiscard]] const std::string& next();
    [[nodiscard]] std::size_t node() const { return m_node; }
    [[nodiscard]] std::int64_t micros() const { return m_micros; }
    static constexpr std::size_t kNodes = 40;
    static constexpr std::int64_t kStart = 1'795'161'600'000'000;  // 2026-11-20T08:00:00Z
    static constexpr std::int64_t kStep = 4'000;                   // microseconds between lines, on average

private:
    struct Person {
        std::string name;
        std::string address;
        std::string agent;
        std::string key;
    };
    std::size_t pick(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }

    std::mt19937_64 m_random;
    std::vector<Person> m_people;
    std::int64_t m_micros;
    std::size_t m_node = 0;
    std::string m_line;
};

[[nodiscard]] std::string nodeName(std::size_t node);

}  // namespace vedette::perf
