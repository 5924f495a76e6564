// SPDX-License-Identifier: GPL-3.0-or-later
// A program on a terminal of its own, and a person in front of it.
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QStringList>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <vector>

namespace vedette::test {

class Pty {
public:
    explicit Pty(const QStringList& arguments) {
        std::vector<QByteArray> words = {QByteArrayLiteral(VEDETTE_BIN "/vedettectl")};
        for (const QString& a : arguments) words.push_back(a.toUtf8());
        std::vector<char*> line;
        for (QByteArray& word : words) line.push_back(word.data());
        line.push_back(nullptr);
        m_child = ::forkpty(&m_fd, nullptr, nullptr, nullptr);
        if (m_child == 0) {
            ::execv(line[0], line.data());
            ::_exit(127);
        }
    }
    ~Pty() {
        if (m_child > 0) {
            ::kill(m_child, SIGKILL);
            ::waitpid(m_child, nullptr, 0);
        }
        if (m_fd >= 0) ::close(m_fd);
    }
    Pty(const Pty&) = delete;
    Pty& operator=(const Pty&) = delete;

    // Until the words are on the screen, below what was waited for before. False when the program ended without them.
    bool waitFor(const QByteArray& words) {
        QElapsedTimer patience;
        patience.start();
        for (;;) {
            if (const auto at = m_screen.indexOf(words, m_seen); at >= 0) {
                m_seen = at + words.size();
                return true;
            }
            if (patience.elapsed() > kPatience || !read()) return false;
        }
    }
    void type(const QByteArray& text) {
        if (::write(m_fd, text.constData(), static_cast<std::size_t>(text.size())) < 0) return;
    }
    // How it ended; -1 when it did not, or by a signal.
    int finish() {
        QElapsedTimer patience;
        patience.start();
        while (patience.elapsed() < kPatience && read()) {
        }
        int status = 0;
        if (patience.elapsed() >= kPatience || ::waitpid(m_child, &status, 0) != m_child) return -1;
        m_child = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    [[nodiscard]] const QByteArray& screen() const { return m_screen; }

private:
    static constexpr int kPatience = 120'000;

    // False at the end.
    bool read() {
        pollfd waiting{m_fd, POLLIN, 0};
        if (::poll(&waiting, 1, 200) == 0) return true;
        char bytes[4096];
        const auto got = ::read(m_fd, bytes, sizeof bytes);
        if (got <= 0) return false;
        m_screen.append(bytes, static_cast<int>(got));
        return true;
    }

    int m_fd = -1;
    pid_t m_child = -1;
    QByteArray m_screen;
    qsizetype m_seen = 0;
};

}  // namespace vedette::test
