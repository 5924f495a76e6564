// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/processor.h"

namespace vedette {

Result<void> checkProcessor() {
#if defined(__x86_64__) && defined(__AVX2__) && defined(__BMI2__)
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi2")) {
        return fail(ErrorCode::Unsupported,
                    "this processor lacks the AVX2 and BMI2 instructions the program was built for", {},
                    "build it with -DVEDETTE_ARCH=x86-64");
    }
#endif
    return {};
}

}  // namespace vedette
