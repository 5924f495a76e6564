// SPDX-License-Identifier: GPL-3.0-or-later
// Reading one log file at any place, plain or gzip. POSIX only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "collectors/tail/rotation_names.h"
#include "core/base/error.h"

namespace vedette {

struct ListedFile {
    LogFileName name;
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;       // on disk
    std::int64_t modifiedNs = 0;  // since 1970
};

// The files of `folder` that belong to `pattern`, oldest first, each once. The folder is read until two readings agree,
// because a rotation under way can hide a file from one of them.
[[nodiscard]] Result<std::vector<ListedFile>> listLogFiles(const std::filesystem::path& folder,
                                                           const std::string& pattern);

class LogFile {
public:
    // Opens what `listed` was; Conflict when another file has taken the name since.
    [[nodiscard]] static Result<LogFile> open(const std::filesystem::path& folder, const ListedFile& listed);
    LogFile(LogFile&&) noexcept;
    LogFile& operator=(LogFile&&) noexcept;
    ~LogFile();

    // Up to `size` bytes from `offset`; less only at the end of the file.
    [[nodiscard]] Result<std::size_t> read(std::uint64_t offset, char* into, std::size_t size);
    // Hex SHA-256 of `size` bytes from `offset`; empty when the file has not as many.
    [[nodiscard]] Result<std::string> digest(std::uint64_t offset, std::size_t size);
    // The present size of the (unpacked) content, as far as it is known without reading it all.
    [[nodiscard]] std::uint64_t size() const;

private:
    struct Impl;
    explicit LogFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette
