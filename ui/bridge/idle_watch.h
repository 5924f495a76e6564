// SPDX-License-Identifier: GPL-3.0-or-later
// Says when nobody has used keyboard, mouse or screen for a while, in whichever window of the program. By a clock that
// only goes forward and counts while the machine sleeps. UI thread only.
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace vedette::ui {

class IdleWatch : public QObject {
    Q_OBJECT

public:
    using Milliseconds = std::chrono::milliseconds;
    using Uptime = std::function<Milliseconds()>;
    explicit IdleWatch(QObject* parent = nullptr);
    // Zero: never idle.
    void setLimit(Milliseconds limit);
    [[nodiscard]] Milliseconds limit() const { return m_limit; }
    // Watches from now on, or no longer.
    void setRunning(bool running);
    // Tests give a clock of their own, and call look() when it has moved.
    void setUptime(Uptime uptime);
    // Whether it was too long; idle() comes once then.
    bool look();

Q_SIGNALS:
    void idle();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Uptime m_uptime;
    Milliseconds m_limit{};
    Milliseconds m_last{};
    bool m_running = false;
    QTimer m_timer;
};

}  // namespace vedette::ui
