// SPDX-License-Identifier: GPL-3.0-or-later
// ZIP files that come out the same, byte for byte, whenever the same files go in: no times, no owners.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace vedette {

// Collects files in memory and writes the archive at the end. One thread at a time.
class ZipFile {
public:
    ZipFile();
    ~ZipFile();
    ZipFile(const ZipFile&) = delete;
    ZipFile& operator=(const ZipFile&) = delete;

    // Invalid for a name that is not a plain relative path of visible ASCII ("proofs/12.tlog-proof"), or given twice.
    [[nodiscard]] Result<void> add(std::string_view name, std::string bytes);
    // The archive.
    [[nodiscard]] Result<std::string> bytes() const;
    // Complete or absent: written beside `path` and renamed over it.
    [[nodiscard]] Result<void> write(const std::filesystem::path& path);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette
