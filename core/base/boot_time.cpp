// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/boot_time.h"

#include <ctime>

namespace vedette {

Duration sinceBoot() {
#ifdef CLOCK_BOOTTIME
    constexpr clockid_t kWhich = CLOCK_BOOTTIME;  // Linux: goes on while the machine sleeps
#else
    constexpr clockid_t kWhich = CLOCK_MONOTONIC;
#endif
    timespec now{};
    clock_gettime(kWhich, &now);
    return std::chrono::seconds(now.tv_sec) +
           std::chrono::duration_cast<Duration>(std::chrono::nanoseconds(now.tv_nsec));
}

}  // namespace vedette
