// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that fails on order: a VFS over SQLite's own that counts what changes files and, at the n-th such operation,
// cuts the power, kills the process, has no space left or reports an I/O error. What was written and not synced is
// remembered, so that the folder can be put together as a disk would hold it after a power cut: each unsynced write
// there, lost or torn. Nothing is really synced, which makes tests with many commits fast.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace vedette::test {

enum class FaultKind { None, PowerCut, Kill, Full, IoError };

struct FaultPlan {
    FaultKind kind = FaultKind::None;
    std::uint64_t at = 0;              // number of the operation, from 1
    bool lasting = false;              // every later operation fails as well; a power cut always lasts
    bool reads = false;                // reading counts as an operation too
    std::uint64_t seed = 1;            // of what a power cut leaves
    std::filesystem::path image = {};  // where a power cut puts the folder as the disk then holds it
};

// SQLite's default VFS of this process from construction to destruction; no database may be open at either. Without
// begin() it only leaves out syncing. One thread between begin() and end().
class FaultVfs {
public:
    FaultVfs();
    ~FaultVfs();
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;

    // The files below `folder` are what the disk holds, and operations count from 1. No database may be open there.
    void begin(const std::filesystem::path& folder, FaultPlan plan = {});
    // The disk is well again. The number of operations since begin().
    std::uint64_t end();
    // Whether what was planned came to pass.
    [[nodiscard]] bool happened() const;

    struct Impl;

private:
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette::test
