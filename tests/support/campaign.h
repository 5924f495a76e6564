// SPDX-License-Identifier: GPL-3.0-or-later
// What the campaigns have in common: they are random, say the seed they started from, and can be made longer.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>

namespace vedette::test {

// How many times as long as in the test suite: VEDETTE_CAMPAIGN=N, 1 without it.
[[nodiscard]] inline int campaignScale() {
    const char* text = std::getenv("VEDETTE_CAMPAIGN");
    return std::clamp(text == nullptr ? 1 : std::atoi(text), 1, 100'000);
}

// VEDETTE_CAMPAIGN_SEED, or always the same.
[[nodiscard]] inline std::uint64_t campaignSeed() {
    const char* text = std::getenv("VEDETTE_CAMPAIGN_SEED");
    return text == nullptr ? 20261121 : std::strtoull(text, nullptr, 10);
}

inline void copyStore(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

}  // namespace vedette::test
