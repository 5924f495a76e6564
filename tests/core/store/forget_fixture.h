// SPDX-License-Identifier: GPL-3.0-or-later
// Stores with real people in them, for tests of forgetting: sealed by the real sealer, so that there is something to
// erase.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/store/verify.h"

namespace vedette::test {

// "person-3.quux@example.org": long enough never to occur by chance.
[[nodiscard]] std::string personName(std::size_t number);
[[nodiscard]] std::string personAddress(std::size_t number);

// Makes a store whose entry i is a request of person i % people at `from` plus i x step, on node-0 or node-1 in turn.
void makePeopleStore(const std::filesystem::path& folder, std::size_t entries, std::size_t people, Time from,
                     Duration step);
// Appends such requests.
void addRequests(const std::filesystem::path& folder, std::size_t entries, std::size_t people, Time from,
                 Duration step);
// Records a hold over what the filter matches.
void addHold(const std::filesystem::path& folder, const std::string& id, const std::string& filter,
             const std::string& name = "hold_add");

// Files below the folder that hold the bytes, in clear or as hexadecimal digits.
[[nodiscard]] std::vector<std::string> filesHolding(const std::filesystem::path& folder, const std::string& bytes);

// The report; ends the test program when the check cannot be made.
[[nodiscard]] VerifyReport verified(const std::filesystem::path& folder);
// "intact", or the first damage.
[[nodiscard]] std::string verdictOf(const std::filesystem::path& folder);
// Runs SQL as an insider would.
void tamper(const std::filesystem::path& folder, const std::string& sql);
[[nodiscard]] std::int64_t numberOf(const std::filesystem::path& folder, const std::string& sql);

}  // namespace vedette::test
