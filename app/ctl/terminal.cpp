// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/terminal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "core/base/asker.h"

namespace vedette::ctl {
namespace {

constexpr int kLook = 50;  // milliseconds between looks at the stop request

// Takes the echo away as long as it lives.
class Silence {
public:
    Silence(int fd, bool wanted) : m_fd(fd), m_on(wanted && ::tcgetattr(fd, &m_before) == 0) {
        if (!m_on) return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        (void)::tcsetattr(m_fd, TCSAFLUSH, &silent);
    }
    ~Silence() {
        if (m_on) (void)::tcsetattr(m_fd, TCSAFLUSH, &m_before);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

private:
    int m_fd;
    termios m_before{};
    bool m_on;
};

std::unexpected<Error> notAnswered(const std::string& prompt) {
    return fail(ErrorCode::Cancelled, "the question was not answered", prompt);
}

}  // namespace

Terminal::Terminal() {
    if (::isatty(STDIN_FILENO) != 1) return;
    m_fd = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (m_fd >= 0 && ::isatty(m_fd) != 1) {
        ::close(m_fd);
        m_fd = -1;
    }
}

Terminal::~Terminal() {
    if (m_fd >= 0) ::close(m_fd);
}

void Terminal::say(const std::string& text) const {
    if (::write(m_fd, text.data(), text.size()) < 0) return;  // then it is asked without words
}

Result<std::string> Terminal::ask(const std::string& prompt, bool echo, const std::stop_token& stop) const {
    const Silence silence(m_fd, !echo);
    say(prompt + ": ");
    std::string line;
    for (;;) {
        if (stop.stop_requested()) {
            say("\n");
            return notAnswered(prompt);
        }
        pollfd waiting{m_fd, POLLIN, 0};
        if (::poll(&waiting, 1, kLook) == 0) continue;
        char c = 0;
        if (::read(m_fd, &c, 1) != 1) {
            say("\n");
            return notAnswered(prompt);
        }
        if (c == '\n') break;
        line += c;
    }
    if (!echo) say("\n");
    return line;
}

Result<void> Terminal::wait(int seconds, const std::stop_token& stop) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    while (std::chrono::steady_clock::now() < end) {
        if (stop.stop_requested()) return notAnswered("");
        std::this_thread::sleep_for(std::chrono::milliseconds(kLook));
    }
    return {};
}

void askOnTerminal(const std::stop_token& stop) {
    if (!Terminal().there()) return;
    setAsker([stop](const Question& question) -> Result<std::string> {
        const Terminal terminal;
        if (!question.problem.empty())
            terminal.say(fmt::format("{} The next try is in {} s.\n", question.problem, question.wait));
        if (auto waited = Terminal::wait(question.wait, stop); !waited) return passOn(waited);
        return terminal.ask(question.secret, false, stop);
    });
}

}  // namespace vedette::ctl
