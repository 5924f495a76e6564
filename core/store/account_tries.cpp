// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/account_tries.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "core/store/account.h"

namespace vedette {

namespace {

std::filesystem::path triesFile(const std::filesystem::path& store, const std::string& name) {
    return store / "keys" / "people" / (name + ".tries");
}

// The number at the front of `text`, which then begins after the blank behind it.
template <class Number>
bool take(std::string_view& text, Number& out) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (read.ec != std::errc()) {
        return false;
    }
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    text.remove_prefix(std::min<std::size_t>(text.size(), 1));
    return true;
}

}  // namespace

AccountTries::AccountTries(AccountTries&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)),
      m_file(std::move(other.m_file)),
      m_wrong(other.m_wrong),
      m_notBefore(other.m_notBefore),
      m_lastStep(other.m_lastStep) {}

AccountTries::~AccountTries() {
    if (m_fd >= 0) {
        ::close(m_fd);  // and with it the lock
    }
}

void AccountTries::read() {
    std::array<char, 128> buffer{};
    const ssize_t size = ::pread(m_fd, buffer.data(), buffer.size(), 0);
    if (size <= 0) {
        return;  // nobody tried yet
    }
    std::string_view text(buffer.data(), static_cast<std::size_t>(size));
    if (!take(text, m_wrong) || !take(text, m_notBefore) || !take(text, m_lastStep)) {
        // Half-written or changed by hand: not a way to start afresh.
        m_wrong = 3;
        m_notBefore = 0;
        m_lastStep = -1;
    }
    m_wrong = std::min<std::uint64_t>(m_wrong, 1'000'000);
}

Result<void> AccountTries::write() const {
    const std::string text = fmt::format("{} {} {}\n", m_wrong, m_notBefore, m_lastStep);
    if (::ftruncate(m_fd, 0) != 0 || ::pwrite(m_fd, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()) ||
        ::fsync(m_fd) != 0) {
        return fail(ErrorCode::Io, std::string("cannot note the try: ") + std::strerror(errno), m_file.string(),
                    "without it nobody can sign in; check the disk and the permissions");
    }
    return {};
}

Duration AccountTries::wait(Time now) const {
    const Duration left = fromMicros(m_notBefore) - now;
    return std::clamp(left, Duration::zero(), waitAfter(m_wrong));
}

Result<AccountTries> AccountTries::begin(const std::filesystem::path& store, const std::string& name, Time now) {
    const auto file = triesFile(store, name);
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        return fail(ErrorCode::Denied, std::string("cannot note the try: ") + std::strerror(errno), file.string(),
                    "without it nobody can sign in; check the permissions of keys/people");
    }
    AccountTries tries(fd, file);
    while (::flock(fd, LOCK_EX) != 0) {
        if (errno != EINTR) {
            return fail(ErrorCode::Io, std::string("cannot lock the file: ") + std::strerror(errno), file.string());
        }
    }
    tries.read();
    if (const Duration wait = tries.wait(now); wait > Duration::zero()) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
        return fail(ErrorCode::Denied, fmt::format("too many wrong tries for {}", name), name,
                    fmt::format("wait {}", formatDuration(seconds)));
    }
    ++tries.m_wrong;
    tries.m_notBefore = toMicros(now + waitAfter(tries.m_wrong));
    if (auto noted = tries.write(); !noted) {
        return passOn(noted);
    }
    return tries;
}

Duration AccountTries::waitOf(const std::filesystem::path& store, const std::string& name, Time now) {
    const auto file = triesFile(store, name);
    AccountTries tries(::open(file.c_str(), O_RDONLY | O_CLOEXEC), file);
    if (tries.m_fd < 0) {
        return Duration::zero();
    }
    tries.read();
    return tries.wait(now);
}

Result<void> AccountTries::succeeded(std::int64_t step) {
    m_wrong = 0;
    m_notBefore = 0;
    m_lastStep = step;
    return write();
}

}  // namespace vedette
