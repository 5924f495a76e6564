// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/asker.h"

#include <mutex>

namespace vedette {

namespace {

struct Asked {
    std::mutex mutex;
    Asker asker;
};
Asked& asked() {
    static Asked one;
    return one;
}

}  // namespace

void setAsker(Asker asker) {
    const std::lock_guard lock(asked().mutex);
    asked().asker = std::move(asker);
}

bool canAsk() {
    const std::lock_guard lock(asked().mutex);
    return static_cast<bool>(asked().asker);
}

Result<std::string> ask(const Question& question) {
    const std::lock_guard lock(asked().mutex);
    if (!asked().asker) {
        return fail(ErrorCode::Denied, "there is nobody to ask", question.secret);
    }
    return asked().asker(question);
}

}  // namespace vedette
