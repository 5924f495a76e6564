// SPDX-License-Identifier: GPL-3.0-or-later
// What a store is doing when the disk fails under it, one story per kind of work.
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace vedette::test {

// Says that something returned success. Outlives the process.
using Acknowledge = std::function<void(const std::string& what)>;

struct Aftermath {
    std::set<std::string> acknowledged;
    // Whether something that returned an error, or nothing at all, may be there nevertheless: the disk failed while it
    // was being committed, and nobody could tidy up.
    bool doubtful = false;
};

struct CrashStory {
    const char* name;
    int points;  // of the thousand
    std::function<void(const std::filesystem::path& store)> prepare;
    // The work that is interrupted. What fails is not acknowledged, and the work goes on with the next thing.
    std::function<void(const std::filesystem::path& store, const Acknowledge& done)> work;
    // Looks at the reopened store. Empty when all is well, else what is wrong.
    std::function<std::string(const std::filesystem::path& store, const Aftermath& after)> check;
    // Does the work again, on a disk that is well, after the store was appended to; then looks once more.
    std::function<std::string(const std::filesystem::path& store)> resume;
};

[[nodiscard]] const std::vector<CrashStory>& crashStories();

}  // namespace vedette::test
