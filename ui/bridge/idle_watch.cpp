// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/idle_watch.h"

#include <QCoreApplication>
#include <QEvent>

#include <ctime>

namespace vedette::ui {
namespace {

// A machine that wakes up is locked after this at the latest.
constexpr int kLookEveryMs = 2'000;

IdleWatch::Milliseconds uptime() {
#ifdef CLOCK_BOOTTIME
    timespec now{};
    if (::clock_gettime(CLOCK_BOOTTIME, &now) == 0)
        return std::chrono::duration_cast<IdleWatch::Milliseconds>(std::chrono::seconds(now.tv_sec) +
                                                                   std::chrono::nanoseconds(now.tv_nsec));
#endif
    return std::chrono::duration_cast<IdleWatch::Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

bool isInput(const QEvent& event) {
    switch (event.type()) {
        case QEvent::KeyPress:
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonDblClick:
        case QEvent::MouseMove:
        case QEvent::Wheel:
        case QEvent::TouchBegin:
        case QEvent::TouchUpdate:
        case QEvent::TabletPress:
        case QEvent::TabletMove: return event.spontaneous();  // a widget that moves is nobody's hand
        default: return false;
    }
}

}  // namespace

IdleWatch::IdleWatch(QObject* parent) : QObject(parent), m_uptime(uptime) {
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::look);
}

void IdleWatch::setUptime(Uptime now) {
    m_uptime = std::move(now);
    m_last = m_uptime();
}

void IdleWatch::setLimit(Milliseconds limit) { m_limit = limit; }

void IdleWatch::setRunning(bool running) {
    if (running == m_running) return;
    m_running = running;
    if (running) {
        m_last = m_uptime();
        qApp->installEventFilter(this);
        m_timer.start(kLookEveryMs);
    } else {
        qApp->removeEventFilter(this);
        m_timer.stop();
    }
}

bool IdleWatch::look() {
    if (!m_running || m_limit <= Milliseconds::zero() || m_uptime() - m_last < m_limit) return false;
    setRunning(false);
    Q_EMIT idle();
    return true;
}

bool IdleWatch::eventFilter(QObject*, QEvent* event) {
    if (!isInput(*event)) return false;
    // The key that wakes the machine comes too late, and does nothing else.
    if (look()) return true;
    m_last = m_uptime();
    return false;
}

}  // namespace vedette::ui
