// SPDX-License-Identifier: GPL-3.0-or-later
// Where notices to the person at the desktop go. The console has one over D-Bus; tests have one that writes down what
// it was given. UI thread only.
#pragma once

#include <QString>

#include <functional>

namespace vedette::ui {

struct Notice {
    QString title;
    QString text;
    bool operator==(const Notice&) const = default;
};

class Notifier {
public:
    virtual ~Notifier() = default;
    // Shows the notice in place of the one before. `done` hears, at once or later, whether the desktop has taken it.
    virtual void show(const Notice& notice, std::function<void(bool taken)> done) = 0;
    // Takes the notice back, if one stands.
    virtual void withdraw() = 0;
    // Why nothing can be shown, as a sentence; empty when all is well.
    [[nodiscard]] virtual QString trouble() const = 0;

    std::function<void()> onOpened;     // a person clicked the notice, or "Open" on it
    std::function<void()> onDismissed;  // a person closed it
    std::function<void()> onTrouble;    // trouble() says something else
};

}  // namespace vedette::ui
