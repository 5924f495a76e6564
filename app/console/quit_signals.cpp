// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/quit_signals.h"

#include <QSocketNotifier>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

namespace vedette::console {
namespace {

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};
std::atomic<int> writingEnd = -1;

extern "C" void passOnSignal(int) {
    const int before = errno;
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(writingEnd.load(), &byte, 1);
    errno = before;
}

void handle(void (*handler)(int)) {
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int signal : kSignals) ::sigaction(signal, &action, nullptr);
}

}  // namespace

QuitSignals::QuitSignals() {
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, m_ends) != 0) return;
    auto* notifier = new QSocketNotifier(m_ends[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(m_ends[1], &byte, 1) > 0) {
        }
        Q_EMIT quitAsked();
    });
    writingEnd = m_ends[0];
    handle(passOnSignal);
}

QuitSignals::~QuitSignals() {
    if (m_ends[0] < 0) return;
    handle(SIG_DFL);
    writingEnd = -1;
    for (const int end : m_ends) ::close(end);
}

}  // namespace vedette::console
