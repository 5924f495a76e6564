// SPDX-License-Identifier: GPL-3.0-or-later
// Threads of the console that compute give way to the window's thread, which has little to do but must do it at once.
#pragma once

#include <sys/resource.h>
#include <unistd.h>

namespace vedette::ui {

inline constexpr int kBehindWindow = 5;   // somebody waits for the answer
inline constexpr int kInBackground = 10;  // nobody does

// Of the calling thread, and of those it starts: on Linux a nice value belongs to the thread. Elsewhere nothing may
// come of it.
inline void giveWay(int nice) { setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), nice); }

}  // namespace vedette::ui
