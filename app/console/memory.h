// SPDX-License-Identifier: GPL-3.0-or-later
// How the console's allocator treats what large answers leave behind.
#pragma once

namespace vedette::console {

// Blocks of four megabytes and more go back to the system as soon as they are freed: an answer over ten million entries
// is computed once, and its memory would otherwise stay with the thread that happened to compute it. Call first in
// main(). Does nothing where the C library is not GNU's.
void giveLargeBlocksBack();

}  // namespace vedette::console
