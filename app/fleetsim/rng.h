// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers for simulated traffic. Every draw is a function of its seed alone, with distributions of our own,
// because those of the standard library differ between implementations.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace vedette::fleetsim {

// The finaliser of SplitMix64: spreads the bits of a counter.
[[nodiscard]] constexpr std::uint64_t spread(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

// One number out of several; the order matters.
template <class... Rest>
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t first, Rest... rest) {
    std::uint64_t h = spread(first);
    ((h = spread(h ^ (static_cast<std::uint64_t>(rest) + 0x2545f4914f6cdd1dULL))), ...);
    return h;
}

class Rng {
public:
    explicit Rng(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() {
        const std::uint64_t value = spread(m_state);
        m_state += 0x9e3779b97f4a7c15ULL;
        return value;
    }
    // [0, 1)
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    // [0, n); n must not be 0.
    std::uint64_t below(std::uint64_t n) { return next() % n; }
    int between(int low, int high) { return low + static_cast<int>(below(static_cast<std::uint64_t>(high - low) + 1)); }
    bool chance(double p) { return unit() < p; }
    double normal() {
        const double u = 1.0 - unit();
        return std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * unit());
    }
    double logNormal(double median, double sigma) { return median * std::exp(sigma * normal()); }
    int poisson(double mean) {
        if (mean <= 0) return 0;
        if (mean > 60) {  // the normal approximation is close enough here
            const double n = std::round(mean + std::sqrt(mean) * normal());
            return n < 0 ? 0 : static_cast<int>(n);
        }
        const double limit = std::exp(-mean);
        double product = unit();
        int n = 0;
        while (product > limit) {
            product *= unit();
            ++n;
        }
        return n;
    }

private:
    std::uint64_t m_state;
};

}  // namespace vedette::fleetsim
