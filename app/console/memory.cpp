// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/memory.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace vedette::console {

void giveLargeBlocksBack() {
#if defined(__GLIBC__)
    // Setting it also stops the library from raising it to 32 MB by itself. Above the columns of a segment (half a
    // megabyte each): scans take and free those all the time, and a mapping each makes them many times slower.
    ::mallopt(M_MMAP_THRESHOLD, 4 * 1024 * 1024);
    ::mallopt(M_TRIM_THRESHOLD, 16 * 1024 * 1024);
#endif
}

}  // namespace vedette::console
