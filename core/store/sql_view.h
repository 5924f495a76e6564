// SPDX-License-Identifier: GPL-3.0-or-later
// SQL over the log, to read only: one table `event` with the columns of docs/store-format.md 4.3, `entry` and `record`.
// The statement runs in a database of its own that holds nothing, on top of a Reader: whatever it says, it cannot reach
// the store's file, another file or the settings of SQLite.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

struct SqlBlob {
    std::string bytes;
};
using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string, SqlBlob>;  // monostate: NULL

struct SqlLimits {
    std::uint64_t rows = 10'000;               // result rows
    Duration time = std::chrono::seconds(30);  // for the whole statement
    std::stop_token stop;
};

struct SqlOutcome {
    std::uint64_t rows = 0;
    bool truncated = false;  // there were more rows than the limit
};

// One thread at a time.
class SqlView {
public:
    // Errors of Reader::open().
    [[nodiscard]] static Result<std::unique_ptr<SqlView>> open(const std::filesystem::path& folder);
    ~SqlView();

    using Head = std::function<void(const std::vector<std::string>& columns)>;
    using Each = std::function<bool(const std::vector<SqlValue>& row)>;  // false stops, without error

    // Runs one SELECT over the entries that are there now. Invalid for anything else, and for what SQLite does not
    // understand; Timeout, Cancelled; Corrupt when the store is damaged where it was read.
    [[nodiscard]] Result<SqlOutcome> run(std::string_view sql, const SqlLimits& limits, const Head& head,
                                         const Each& each);

private:
    struct Impl;
    explicit SqlView(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette
