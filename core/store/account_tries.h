// SPDX-License-Identifier: GPL-3.0-or-later
// How often somebody was wrong at one account, kept in keys/people/NAME.tries so that it survives a restart. Whoever
// can write that folder can also copy the account and guess elsewhere; against them only the passphrase's cost helps.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

// One try, from before the passphrase is looked at to its outcome. Others wait for it, so that tries at once are not
// cheaper than one after the other.
class AccountTries {
public:
    // Counts the try as wrong until succeeded() says otherwise. Denied while one must wait; the hint says how long.
    [[nodiscard]] static Result<AccountTries> begin(const std::filesystem::path& store, const std::string& name,
                                                    Time now);
    [[nodiscard]] static Duration waitOf(const std::filesystem::path& store, const std::string& name, Time now);
    ~AccountTries();
    AccountTries(AccountTries&& other) noexcept;
    AccountTries(const AccountTries&) = delete;
    AccountTries& operator=(const AccountTries&) = delete;
    AccountTries& operator=(AccountTries&&) = delete;

    [[nodiscard]] std::uint64_t wrong() const { return m_wrong; }       // this one included
    [[nodiscard]] std::int64_t lastStep() const { return m_lastStep; }  // of the last code that was accepted
    [[nodiscard]] Result<void> succeeded(std::int64_t step);

private:
    AccountTries(int fd, std::filesystem::path file) : m_fd(fd), m_file(std::move(file)) {}
    void read();
    [[nodiscard]] Result<void> write() const;
    [[nodiscard]] Duration wait(Time now) const;

    int m_fd;
    std::filesystem::path m_file;
    std::uint64_t m_wrong = 0;
    std::int64_t m_notBefore = 0;  // microseconds
    std::int64_t m_lastStep = -1;
};

}  // namespace vedette
