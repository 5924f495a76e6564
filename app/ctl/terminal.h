// SPDX-License-Identifier: GPL-3.0-or-later
// Asking a person on the terminal.
#pragma once

#include <stop_token>
#include <string>

#include "core/base/error.h"

namespace vedette::ctl {

// The terminal itself, wherever stdout goes. Only when stdin is one too: a script is never made to wait.
class Terminal {
public:
    Terminal();
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    [[nodiscard]] bool there() const { return m_fd >= 0; }

    // One line. Without echo unless it is asked for, and the echo comes back however this ends. Cancelled when `stop`
    // is requested, and at the end of input (Ctrl-D).
    [[nodiscard]] Result<std::string> ask(const std::string& prompt, bool echo, const std::stop_token& stop) const;
    void say(const std::string& text) const;
    // Cancelled when `stop` is requested before they are over.
    [[nodiscard]] static Result<void> wait(int seconds, const std::stop_token& stop);

private:
    int m_fd = -1;
};

// Has whatever needs a secret ask here (core/base/asker.h), if there is a terminal.
void askOnTerminal(const std::stop_token& stop);

}  // namespace vedette::ctl
