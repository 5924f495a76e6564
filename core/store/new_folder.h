// SPDX-License-Identifier: GPL-3.0-or-later
// A folder that is there as a whole or not at all: it is filled beside its place and renamed at the end.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/error.h"

namespace vedette {

class NewFolder {
public:
    // Makes "<target>.unfinished", emptied of what a killed run left. Conflict when there is something at `target`
    // already, or another process is filling it at this moment.
    [[nodiscard]] static Result<NewFolder> begin(const std::filesystem::path& target);
    NewFolder(NewFolder&& other) noexcept;
    NewFolder& operator=(NewFolder&&) = delete;
    // Takes away what was not finished.
    ~NewFolder();

    // Where to put the files.
    [[nodiscard]] const std::filesystem::path& path() const { return m_half; }
    // Puts it in its place; durable on return.
    [[nodiscard]] Result<void> finish();

private:
    NewFolder(std::filesystem::path target, std::filesystem::path half, int lock);
    std::filesystem::path m_target;
    std::filesystem::path m_half;
    int m_lock;  // of the folder itself; -1: nothing is left to do
};

// Copies the regular files of a folder, with its folders; a folder that is not there holds none. Links are not
// followed.
[[nodiscard]] Result<void> copyFiles(const std::filesystem::path& from, const std::filesystem::path& to, unsigned mode);

}  // namespace vedette
