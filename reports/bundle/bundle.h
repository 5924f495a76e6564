// SPDX-License-Identifier: GPL-3.0-or-later
// Evidence bundles: a ZIP file with records, a proof for each, checkpoints, a signed manifest, and a program that
// checks them, for somebody who has neither Vedette nor the store. docs/verifying.md says what is in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "core/base/error.h"
#include "core/store/checkpoint.h"
#include "core/store/reader.h"

namespace vedette {

// Each record brings a file of its own: more make an archive nobody opens.
inline constexpr std::uint64_t kBundleLimit = 100'000;

struct BundleRequest {
    std::filesystem::path store;
    Filter filter;
    std::filesystem::path output;
};

struct BundleControl {
    std::stop_token stop;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // records
};

struct WrittenBundle {
    std::uint64_t records = 0;
    Checkpoint checkpoint;  // what the proofs lead to
    std::string manifest;   // SHA-256 of manifest.json, hex
    std::string sha256;     // of the ZIP file, hex
    std::uint64_t bytes = 0;
};

// Writes the bundle; complete or absent. The same store and filter give the same bytes. Needs the store's signing key
// for the manifest (Denied, NotFound without). Invalid when nothing or more than kBundleLimit matches, Cancelled when
// stopped, Corrupt when a proof does not hold.
[[nodiscard]] Result<WrittenBundle> writeBundle(const BundleRequest& request, const BundleControl& control);

}  // namespace vedette
