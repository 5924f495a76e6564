// SPDX-License-Identifier: GPL-3.0-or-later
// SIGINT, SIGTERM and SIGHUP as a signal of Qt: a session that ends, or Ctrl+C, ends the console as cleanly as closing
// its window does. One object in a program.
#pragma once

#include <QObject>

class QSocketNotifier;

namespace vedette::console {

class QuitSignals : public QObject {
    Q_OBJECT

public:
    // Without file descriptors left, the signals keep their usual meaning.
    QuitSignals();
    ~QuitSignals() override;

Q_SIGNALS:
    void quitAsked();

private:
    int m_ends[2] = {-1, -1};  // a handler may do little more than write to one
};

}  // namespace vedette::console
